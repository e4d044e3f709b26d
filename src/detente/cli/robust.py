"""``detente robust``: which conclusions survive if somebody is misjudged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from detente.cli._cases import keep_case, load_case, parse_types, words
from detente.cli._limits import LimitOrNone, Seconds, at_most
from detente.cli._printing import print_json, print_text, showing_progress, tell
from detente.cli._workers import workers
from detente.errors import AnalysisError
from detente.explaining.answers.robustness import robustness_report, robustness_text
from detente.files.ledger import FileLedger
from detente.model.state import parse_state
from detente.solving.budget import Budget
from detente.solving.robustness import Robustness, robustness
from detente.solving.sweeping import Means, Plan
from detente.version import VERSION

__all__ = ["robust"]

LISTED = 10  # where nobody says how much

STOPPED = 3
WORTH = 20_000  # models from which on starting other processes pays


def robust(
    case: str,
    *,
    state: Annotated[
        tuple[str, ...], Parameter(name="--state", allow_leading_hyphen=True, negative="")
    ] = (),
    models: int = 400,
    swaps: int = 3,
    seed: int = 0,
    concept: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative="")] = (),
    sanctions: Literal["legal", "once", "single"] = "legal",
    type_: Annotated[
        tuple[str, ...], Parameter(name="--type", consume_multiple=True, negative="")
    ] = (),
    n_workers: Annotated[int | None, Parameter(name="--workers")] = None,
    cluster: str | None = None,
    budget: Seconds = None,
    keep: Path | None = None,
    limit: LimitOrNone = None,
    likelihood: Annotated[bool, Parameter(negative="")] = False,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Ask which conclusions survive if a party is misjudged, for every combination of types.

    Every two neighbours of every preference list are swapped, every rule and one-way option and
    the reading of sanctions turned over, one at a time; statements of unknown order are put in
    every order; and preferences are shaken by chance.

    Example: ``detente robust european-security-2022 --models 10000``

    Parameters
    ----------
    case
        A case file (.toml or .gmcr), or the name of a published conflict.
    state
        States to draw conclusions about, besides the status quo, those reached and the best.
    models
        How many models are shaken by chance; 0 for none.
    swaps
        The most neighbour swaps in each list of a shaken model.
    seed
        The seed of chance; the same seed gives the same result, whatever does the work.
    concept
        Solution concepts: nash, gmr, smr, seq, sseq; all of them where none is named.
    sanctions
        How the others may answer an improvement.
    type_
        A type to hold, as PARTY=TYPE; every combination of the others is run.
    n_workers
        How many processes do the work.
    cluster
        The address of a Dask scheduler whose workers do it, as tcp://host:8786.
    budget
        Stop after so many seconds, with what is found by then.
    keep
        A file that finished work is kept in, to go on from after a stop.
    limit
        At most this many assumptions are listed; 10 where not told, in JSON 200.
    likelihood
        Add the likelihood words of ICD 203 to shares; a share of models is no probability.
    as_json
        Print the result as JSON and nothing else.
    """
    conflict = load_case(case)
    keep_case(keep, conflict, case)
    plan = _plan(models, swaps, seed)
    named = tuple(parse_state(conflict, one) for one in state)
    chosen = conflict.combinations(**parse_types(type_))
    found: list[Robustness] = []
    with (
        showing_progress() as show,
        workers(n_workers, cluster, worth=models * len(chosen) >= WORTH) as executor,
    ):
        means, time = Means(executor=executor, progress=show), Budget(budget)
        for one in chosen:
            work = [VERSION, one.hash, words(concept), swaps, seed, sanctions]
            ledger = None if keep is None else FileLedger(keep, work)
            left = None if budget is None else time.left
            with_ledger = replace(means, ledger=ledger, budget=left)
            found.append(
                robustness(
                    one,
                    named,
                    plan,
                    with_ledger,
                    concepts=words(concept) or None,
                    sanctions=sanctions,
                )
            )
    most = at_most(limit, LISTED, as_json=as_json)
    if as_json:
        print_json(robustness_report(case, conflict, found, most, likelihood=likelihood))
    else:
        print_text(robustness_text(conflict, found, most, likelihood=likelihood))
    if all(one.complete for one in found):
        return 0
    tell("stopped by the budget: the shares are of fewer models than asked for")
    return STOPPED


def _plan(models: int, swaps: int, seed: int) -> Plan:
    for name, number in (("models", models), ("swaps", swaps), ("seed", seed)):
        if number < 0:
            raise AnalysisError(f"--{name} {number}: it cannot be negative")
    return Plan(models, swaps, seed)
