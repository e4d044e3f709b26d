"""The views of a case file: what each party takes the dispute to be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from detente.files.parties import Options
from detente.files.tree import Node
from detente.model.conflict import Party
from detente.model.views import View

__all__ = ["plain_views", "read_views"]


def read_views(node: Node, parties: Sequence[Party], options: Options) -> tuple[View, ...]:
    """The views under ``[views]`` of a case with these parties and options."""
    known = {party.id: [name for name, _ in party.types] for party in parties}
    return tuple(_view(party, entry, known, options) for party, entry in node.table(known).items())


def _view(party: str, node: Node, known: dict[str, list[str]], options: Options) -> View:
    parts = node.table(("types", "unseen"))
    types = parts["types"].table(known) if "types" in parts else {}
    for other, entry in types.items():
        if entry.text() not in known[other]:
            listed = ", ".join(known[other]) or "none"
            raise entry.fault(f"{other} has no type `{entry.text()[:60]}`; its types: {listed}")
    unseen = parts["unseen"].list() if "unseen" in parts else ()
    return View(
        party,
        tuple((other, entry.text()) for other, entry in types.items()),
        tuple(dict.fromkeys(options.key(entry) for entry in unseen)),
    )


def plain_views(views: Sequence[View], short: Callable[[str], str]) -> dict[str, Any]:
    """The values that stand under ``[views]``."""
    values: dict[str, Any] = {}
    for view in views:
        values[view.party] = {}
        if view.types:
            values[view.party]["types"] = dict(view.types)
        if view.unseen:
            values[view.party]["unseen"] = [short(key) for key in view.unseen]
    return values
