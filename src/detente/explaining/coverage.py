"""How much of a report was read, in words: one line, and the list of what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explaining.register import ACTS_IN_WORDS
from detente.explaining.words import counted, first_upper, in_list, quoted, shortened, verb
from detente.model.coverage import Coverage, LeftOut, Reason

__all__ = ["REASONS_IN_WORDS", "covered", "left_out", "why_left_out"]

REASONS_IN_WORDS: dict[Reason, str] = {
    "unknown actor": "nobody is named who does so",
    "unknown speaker": "a quotation of nobody told",
    "no party": "said by somebody of no party",
    "below the floor": "too unsure",
    "not proposed": "nothing proposed by the model",
    "kept out": "a record was proposed and kept out",
    "no act": "no act found",
    "background": "told as past history",
    "question": "a question of the reporter",
    "reporter": "words of a reporter or moderator",
    "lead-in": "only leads in what follows",
    "heading": "a heading",
    "narrator": "told by the narrator, no act",
}


def covered(coverage: Coverage) -> str:
    """How much was read, in a line or two.

    Examples
    --------
    >>> out = LeftOut(0, 9, "They paid.", "unknown actor", "paid"), LeftOut(10, 20, "", "heading")
    >>> covered(Coverage(6, 4, 5, 2, 1, out))
    'Of 6 sentences 4 have a record; 2 have none: nobody is named who does so (1) and \
a heading (1). 1 of what was left out probably states something. Of 5 records 2 face nobody \
named and 1 has no known actor.'
    """
    return " ".join((*_sentences(coverage), *_records(coverage)))


def _sentences(coverage: Coverage) -> Iterator[str]:
    total, told = coverage.sentences, coverage.recorded
    line = f"Of {counted(total, 'sentence')} {counted(told, 'have', 'have')} a record"
    if told == 1:
        line = f"Of {counted(total, 'sentence')} 1 has a record"
    if told == 0:
        line = f"Of {counted(total, 'sentence')} none has a record"
    if reasons := [f"{REASONS_IN_WORDS[why]} ({n:,})" for why, n in coverage.without.items()]:
        left = total - told
        line += f"; {left:,} {verb(left, 'has', 'have')} none: {in_list(reasons)}"
    yield f"{line}."
    if coverage.parts:
        acts = counted(coverage.parts, "act")
        yield f"Of the others {acts} {verb(coverage.parts)} left out."
    if coverage.likely:
        probably = f"probably {verb(coverage.likely, 'states', 'state')} something"
        yield f"{coverage.likely:,} of what was left out {probably}."


def _records(coverage: Coverage) -> Iterator[str]:
    faults = []
    if n := coverage.unaddressed:
        faults.append(f"{n:,} {verb(n, 'faces', 'face')} nobody named")
    if n := coverage.unresolved:
        faults.append(f"{n:,} {verb(n, 'has', 'have')} no known actor")
    if faults:
        yield f"Of {counted(coverage.records, 'record')} {in_list(faults)}."


def left_out(coverage: Coverage) -> Iterator[tuple[str, str]]:
    """What was left out, what was probably missed first: why, and the words."""
    for one in coverage.left_out:
        yield why_left_out(one), quoted(shortened(" ".join(one.text.split()), 300))


def why_left_out(one: LeftOut) -> str:
    """Why something was left out, and what was found in it.

    Examples
    --------
    >>> why_left_out(LeftOut(0, 9, "", "background", "blamed", "accuse", "Peru"))
    'Told as past history; Peru accuses'
    >>> why_left_out(LeftOut(0, 9, "", "unknown actor", "blamed"))
    'Probably missed: nobody is named who does so; cue “blamed”'
    """
    why = REASONS_IN_WORDS[one.reason]
    found = " ".join(filter(None, (one.party, ACTS_IN_WORDS.get(one.act or ""))))
    if one.likely:
        why = f"probably missed: {why}"
    if not found and one.likely:
        found = f"cue {quoted(one.cue)}"
    return first_upper(f"{why}; {found}" if found else why)
