"""``detente review``: an analyst's verdicts on the records of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from cyclopts import CycloptsError, Parameter

from detente.cli._cases import words
from detente.cli._inputs import AS_USUAL, Reading, Report, keep_inputs, read_all
from detente.cli._printing import print_json, print_text, tell
from detente.errors import SourceError
from detente.explaining import register_text
from detente.files import add_corrections, check_correction, load_corrections
from detente.model.register import Register
from detente.model.review import Correction, Corrections
from detente.reading.verifying.corrections import LISTS, judged, reviewed

__all__ = ["review"]

Listed = Annotated[tuple[str, ...], Parameter(negative="", consume_multiple=False)]


def review(
    report: Report,
    *,
    reading: Reading = AS_USUAL,
    accept: Listed = (),
    reject: Listed = (),
    change: str | None = None,
    add: str | None = None,
    values: Annotated[Listed, Parameter(name="--set")] = (),
    by: str | None = None,
    note: str | None = None,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Accept, reject, change or add records of a report, in a file of corrections of your own.

    The file is only ever added to. `--review FILE` lays it over every later reading.

    Example: ``detente review report.txt --reject s4 --by "M. Okafor" -o corrections.toml``

    Parameters
    ----------
    report
        A report or a register of one.
    accept
        Records that are right, by their ids: s1,s2.
    reject
        Records that are wrong.
    change
        A record to change, as `--set` says.
    add
        Exact words of the report that a record is missing for, filled in as `--set` says.
    values
        A field and its value, as in act=demand or addressee=Russia; repeat it for more.
    by
        Who decides.
    note
        Why.
    output
        The file of corrections; it is begun if there is none.
    as_json
        Print the register with the corrections as JSON and nothing else.
    """
    if output is None:
        raise CycloptsError(msg="name the file of corrections: -o corrections.toml")
    keep_inputs(output, [report], reading.learned)
    register = _register(report, reading, output)
    fields = _fields(values)
    made = [
        *(_on(register, id, Correction("accept", id)) for id in words(accept)),  # noqa: A001
        *(_on(register, id, Correction("reject", id)) for id in words(reject)),  # noqa: A001
    ]
    if change:
        made.append(_on(register, change, Correction("change", change, set=fields)))
    if add:
        made.append(Correction("add", add, None, register.document.id, fields))
    if not made:
        raise CycloptsError(msg="say what to --accept, --reject, --change or --add")
    signed = [replace(one, by=by, note=note) for one in made]
    result = _checked(register, signed)
    add_corrections(output, signed)
    tell(f"{output}: {len(signed)} more correction{'' if len(signed) == 1 else 's'}")
    if as_json:
        print_json([result.to_dict()])
    else:
        print_text(register_text(result))
    return 0


def _register(report: str, reading: Reading, output: Path) -> Register:
    """The register of the one report, with the corrections that were made before."""
    registers, bad = read_all([report], reading)
    if bad or len(registers) != 1:
        raise SourceError("review one report at a time", file=report)
    if reading.review or not output.exists():
        return registers[0]
    return reviewed(registers[0], load_corrections(output))


def _on(register: Register, id: str, correction: Correction) -> Correction:  # noqa: A002
    """The correction with the anchor of a record of the register."""
    record = next((one for one in register if one.id == id), None)
    if record is None:
        raise SourceError(f"there is no record {id}: detente read lists them")
    return judged(record, register, correction)


def _fields(values: Iterable[str]) -> Mapping[str, Any]:
    """The fields that ``--set NAME=VALUE`` names; of lists there may be several."""
    found: dict[str, Any] = {}
    for name, value in _pairs(values):
        if name in (*LISTS, "hedges", "clauses"):
            found.setdefault(name, []).append(value)
        else:
            found[name] = value
    return found


def _pairs(values: Iterable[str]) -> Iterator[tuple[str, str]]:
    for pair in values:
        name, equals, value = pair.partition("=")
        if not (name and equals):
            raise CycloptsError(msg=f"--set {pair}: write FIELD=VALUE, as in act=demand")
        yield name, value


def _checked(register: Register, corrections: list[Correction]) -> Register:
    """The register with new corrections, none of which may be left out."""
    for one in corrections:
        check_correction(one)
    before = len(register.warnings)
    result = reviewed(register, Corrections(tuple(corrections), "this review"))
    for warning in result.warnings[before:]:
        raise SourceError(warning)
    return result
