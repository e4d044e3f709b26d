"""How values show themselves in a notebook."""

from __future__ import annotations

from importlib import import_module

__all__ = ["Shown"]


class Shown:
    """A value that notebooks show as a few lines of HTML.

    How it looks is written in `detente.explaining.notebook`, which is looked up when a notebook
    asks, so that values know nothing of HTML and load nothing for it.
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        shown: str = import_module("detente.explaining.notebook").html(self)
        return shown
