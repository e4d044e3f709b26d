"""Kinds of questions that a draft asks, each with what yes, no and silence lead to."""

import pytest

from detente.drafting import draft
from detente.model.asked import unanswered
from detente.model.findings import Draft
from drafting.registers import every_question
from drafting.test_draft import party, texts

DEMAND = {
    "says": "Borland demanded that Arvia release the sailors.",
    "act": "demand",
    "party": "Borland",
    "to": ["Arvia"],
    "content": "Arvia release the sailors",
}
JOINT = {
    "says": "Arvia and Corvia condemned the raids of Borland.",
    "act": "refuse",
    "party": "Arvia",
    "with": ["Corvia"],
    "to": ["Borland"],
    "content": "the raids of Borland",
}
WITHDRAWAL = {
    "says": "Arvia demanded that Borland withdraw its ships.",
    "act": "demand",
    "party": "Arvia",
    "to": ["Borland"],
    "content": "Borland withdraw its ships",
}
ACCEPTED = (
    {
        "says": "Arvia agreed to release the sailors.",
        "act": "accept",
        "party": "Arvia",
        "to": ["Borland"],
        "content": "release the sailors",
    },
    {
        "says": "Borland agreed to lift the embargo.",
        "act": "accept",
        "party": "Borland",
        "to": ["Arvia"],
        "content": "lift the embargo",
    },
)
MUTUAL = {
    "says": "Arvia offered mutual inspections of the ports.",
    "act": "offer",
    "party": "Arvia",
    "to": ["Borland"],
    "content": "mutual inspections of the ports",
}
OFFER = {
    "says": "Arvia said it would reopen the canal.",
    "act": "offer",
    "party": "Arvia",
    "to": ["Borland"],
    "content": "it would reopen the canal",
}
BARTER = {
    "says": "Arvia said it would reopen the canal if Borland releases the sailors.",
    "act": "offer",
    "party": "Arvia",
    "to": ["Borland"],
    "content": "it would reopen the canal",
    "condition": "if Borland releases the sailors",
}


def question(found: Draft, *words: str) -> str:
    every = every_question(found.conflict)
    fits = [one for one in every if all(word in one for word in words)]
    assert fits, every
    return unanswered(fits[0])


def wants(found: Draft, name: str) -> list[str]:
    return texts(party(found.conflict, name).preference)


@pytest.mark.parametrize(
    ("told", "words", "who", "open_", "denied"),
    [
        ((WITHDRAWAL, JOINT), ("share the aims of Arvia",), "Corvia", "withdraw", None),
        (
            ACCEPTED,
            ("Does Arvia do", "in exchange for"),
            "Arvia",
            "release iff lift_sanctions",
            "release",
        ),
        (
            (DEMAND, WITHDRAWAL, MUTUAL),
            ("rather do “Release", "once it gets"),
            "Arvia",
            "release iff withdraw",
            "not release",
        ),
        ((OFFER,), ("for nothing in return",), "Arvia", "reopen_canal", "not reopen_canal"),
        ((BARTER,), ("only in return for",), "Arvia", "not reopen_canal", None),
    ],
)
def test_a_question_of_each_kind_decides_a_preference(register_of, told, words, who, open_, denied):
    given = register_of(*told)
    found = draft(given)
    asked = question(found, *words)
    assert open_ in wants(found, who)
    assert open_ in {mark.statement for mark in found.conflict.guessed}
    yes, no = (draft(given, answers=f"{asked} {word}") for word in ("yes", "no"))
    assert open_ in wants(yes, who)
    assert open_ not in {mark.statement for mark in yes.conflict.guessed}
    left = wants(no, who) if any(one.name == who for one in no.conflict.parties) else []
    assert open_ not in left
    assert denied is None or denied in left


def test_what_a_party_offers_of_itself_is_not_asked_as_a_cost(register_of):
    for told in (OFFER, BARTER):
        found = draft(register_of(told))
        assert not any("cost Arvia" in one for one in found.conflict.questions)


def test_ids_are_short_whatever_the_parties_are_called(register_of):
    asked = [
        {
            "says": f"Borland demanded that {name} withdraw its troops.",
            "act": "demand",
            "party": "Borland",
            "to": [name],
            "content": f"{name} withdraw its troops",
        }
        for name in ("Arvian Armed Forces", "Corvia")
    ]
    ids = [option.id for option in draft(register_of(*asked)).conflict.options]
    assert ids == ["aaf_withdraw", "corvia_withdraw"]
