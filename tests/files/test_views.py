"""Views are read with their places and written back."""

from __future__ import annotations

import pytest

import detente
from detente.errors import CaseError
from detente.files import dumps, loads

VIEWS = """
[views.usa]
types = { russia = "as_stated" } # as Moscow says
unseen = ["attack"]

[views.russia]
types.russia = "coercive"
"""


def text():
    return dumps(detente.catalogue("european-security-2022"))


def test_views_are_read_and_written_back():
    conflict = loads(text() + VIEWS)
    usa, russia = conflict.views
    assert (usa.party, usa.types, usa.unseen) == (
        "usa",
        (("russia", "as_stated"),),
        ("russia.attack",),
    )
    assert russia.types == (("russia", "coercive"),)
    assert loads(dumps(conflict)) == conflict
    assert conflict.hash == detente.catalogue("european-security-2022").hash


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("[views.china]", "unknown key `china`"),
        ('[views.usa]\ntypes.russia = "mild"', "has no type `mild`; its types: as_stated"),
        ('[views.usa]\nunseen = ["atack"]', "did you mean `attack`"),
        ('[views.usa]\nseen = ["attack"]', "unknown key `seen`"),
    ],
)
def test_what_is_wrong_has_a_line(line, word):
    with pytest.raises(CaseError, match=word) as caught:
        loads(text() + line)
    assert caught.value.line
