"""Templates from which nothing of somebody else's words can come out alive.

Every page is made this way: values are escaped as HTML, and texts are made inert before that.
"""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from detente.inert import inert

__all__ = ["environment"]


def environment(package: str) -> Environment:
    """The templates in the folder ``templates`` of a package.

    A name that a template asks for and does not get is an error, never an empty place.

    Examples
    --------
    >>> page = environment("detente.explaining").from_string("<p>{{ words }}</p>")
    >>> page.render(words="<b>bold</b>")
    '<p>&lt;b&gt;bold&lt;/b&gt;</p>'
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )


def _harmless(value: object) -> object:
    """What goes into a page: texts made inert; markup of our own stays."""
    return inert(value) if type(value) is str else value
