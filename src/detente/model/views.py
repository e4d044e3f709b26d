"""What each party takes the dispute to be: a hypergame, one view a party [Bennett77]_."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["View"]


@dataclass(frozen=True, slots=True)
class View:
    """How one party sees the conflict.

    ``types`` are the readings by which it takes the parties, its own included, as pairs of party
    and type; ``unseen`` are the keys of options that it does not see, so that in its view they
    stay as they are in the status quo.
    """

    party: str
    types: tuple[tuple[str, str], ...] = ()
    unseen: tuple[str, ...] = ()
