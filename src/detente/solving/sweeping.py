"""Models shaken by chance, as work that any ``concurrent.futures.Executor`` can do.

The work is cut into blocks of models with a seed of their own each, so that the result is the
same for a seed whatever the number of workers, the order in which they finish, or how often the
work was interrupted and resumed.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

import numpy as np

from detente.errors import EngineError
from detente.model.conflict import Conflict
from detente.model.state import State
from detente.solving.concepts import select
from detente.solving.conclusions import Tally, tallied
from detente.solving.perturbing import own_profile, shaken
from detente.solving.singly import judge

__all__ = ["BLOCK", "Ledger", "Means", "Plan", "Progress", "Task", "tallies"]

BLOCK = 250  # models that share one seed
AHEAD = 64  # blocks handed out before the first comes back

Progress = Callable[[str, int, int], None]
Block = tuple[int, int]  # its number, and how many models it has


@dataclass(frozen=True, slots=True)
class Plan:
    """What is varied: how preferences are shaken, and whether the reading of sanctions is too.

    So many ``models``, at most so many ``swaps`` a list, by chance from a ``seed``. Other
    ``readings`` of sanctions take longer, for they are followed move by move.
    """

    models: int = 400
    swaps: int = 3
    seed: int = 0
    readings: bool = True

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Each block with the number of its models."""
        for block, first in enumerate(range(0, self.models, BLOCK)):
            yield block, min(BLOCK, self.models - first)


class Ledger(Protocol):
    """Keeps finished blocks, so that interrupted work can be resumed."""

    def done(self) -> Mapping[int, Mapping[str, Any]]:
        """The blocks that are finished, with what they found."""

    def add(self, block: int, found: Mapping[str, Any]) -> None:
        """Keep what a block has found."""


@dataclass(frozen=True, slots=True)
class Means:
    """What the work may use: an executor, time, a ledger, and somebody to tell how far it is."""

    executor: Executor | None = None
    budget: float | None = None
    ledger: Ledger | None = None
    progress: Progress | None = None
    started: float = field(default_factory=time.monotonic)

    @property
    def spent(self) -> bool:
        """Whether the time is over."""
        return self.budget is not None and time.monotonic() - self.started > self.budget

    def tell(self, what: str, done: int, of: int) -> None:
        """Tell how far the work is."""
        if self.progress is not None:
            self.progress(what, done, of)


@dataclass(frozen=True, slots=True)
class Task:
    """The work of one block, in a form that can be sent to another process or machine."""

    conflict: Conflict
    concepts: tuple[str, ...]
    sanctions: str
    start: State | None
    plan: Plan

    def run(self, block: int, models: int) -> Tally:
        """Shake the preferences for the models of one block, and count."""
        known = _judge(self.conflict, self.sanctions)
        rng = np.random.default_rng(np.random.SeedSequence(self.plan.seed, spawn_key=(block,)))
        own = own_profile(self.conflict)
        profiles = [shaken(own, rng, self.plan.swaps) for _ in range(models)]
        verdicts = known.judge(profiles, select(self.concepts), self.start)
        return tallied(known, verdicts, self.start, models)


_judge = lru_cache(maxsize=4)(judge)


def tallies(task: Task, means: Means) -> dict[int, Tally]:
    """What every block finds; some are missing if the time was over.

    Blocks that the ledger holds are taken from it, and every block that is finished is kept in it.

    Raises
    ------
    EngineError
        Where a worker breaks down; what is finished is in the ledger, if there is one.
    """
    found = _kept(task, means.ledger)
    waiting = [block for block in task.plan.blocks() if block[0] not in found]
    work = _here if means.executor is None else _elsewhere
    for number, tally in work(task, waiting, means):
        found[number] = tally
        if means.ledger is not None:
            means.ledger.add(number, tally.to_dict())
        means.tell("models", sum(one.models for one in found.values()), task.plan.models)
    return found


def _kept(task: Task, ledger: Ledger | None) -> dict[int, Tally]:
    """The blocks that the ledger holds."""
    if ledger is None:
        return {}
    blocks = dict(task.plan.blocks())
    kept = ((number, Tally.from_dict(found)) for number, found in ledger.done().items())
    return {number: tally for number, tally in kept if blocks.get(number) == tally.models}


def _here(task: Task, blocks: list[Block], means: Means) -> Iterator[tuple[int, Tally]]:
    for number, models in blocks:
        if means.spent:
            return
        yield number, task.run(number, models)


def _elsewhere(task: Task, blocks: list[Block], means: Means) -> Iterator[tuple[int, Tally]]:
    """What the executor finds, in the order in which the blocks are finished."""
    assert means.executor is not None
    handed: dict[Future[Tally], int] = {}
    coming = iter(blocks)
    try:
        while not means.spent:
            for number, models in itertools.islice(coming, AHEAD - len(handed)):
                handed[means.executor.submit(task.run, number, models)] = number
            if not handed:
                return
            finished, _ = wait(handed, timeout=0.2, return_when=FIRST_COMPLETED)
            for future in finished:
                yield handed.pop(future), future.result()
    except BrokenExecutor as broken:
        raise EngineError(
            f"a worker broke down ({broken}): run it again, with --keep FILE to go on from what "
            "is finished"
        ) from None
    finally:
        for future in handed:
            future.cancel()


_judge = lru_cache(maxsize=4)(judge)
