"""Edits that are looked at before they are made, remembered for a while."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from detente.model.conflict import Conflict
from detente.web.workspace import CaseFile

__all__ = ["Trial", "Trials"]

KEPT = 64


@dataclass(frozen=True, slots=True)
class Trial:
    """An edit before it is made: the case, the form that makes it, and the conflict after it."""

    file: CaseFile
    form: tuple[tuple[str, str], ...]
    after: Conflict


class Trials:
    """The latest trials by key."""

    def __init__(self) -> None:
        self._trials: OrderedDict[str, Trial] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, key: str, trial: Trial) -> None:
        """Remember a trial; the oldest is forgotten where there are too many."""
        with self._lock:
            self._trials[key] = trial
            self._trials.move_to_end(key)
            while len(self._trials) > KEPT:
                self._trials.popitem(last=False)

    def get(self, key: str) -> Trial | None:
        """The trial of this key, if it is still remembered."""
        with self._lock:
            return self._trials.get(key)
