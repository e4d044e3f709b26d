import pytest

from detente.drafting import draft
from detente.errors import AnalysisError
from detente.model.conflict import Prioritised
from detente.solving import solve_all

THREAT = {
    "says": "Arvia warned of heavy retaliation if Borland attacks the island.",
    "act": "threaten",
    "party": "Arvia",
    "to": ["Borland"],
    "condition": "if Borland attacks the island",
    "consequence": "heavy retaliation",
}
CHARGE = {
    "says": "Arvia accused Borland of preparing an invasion.",
    "act": "accuse",
    "party": "Arvia",
    "to": ["Borland"],
    "content": "preparing an invasion",
}
DENIAL = {
    "says": "Borland denied that it planned an invasion.",
    "act": "deny",
    "party": "Borland",
    "to": ["Arvia"],
    "content": "it planned an invasion",
}
DEMAND = {
    "says": "Borland demanded that Arvia dismantle the radar on the hill.",
    "act": "demand",
    "party": "Borland",
    "to": ["Arvia"],
    "content": "Arvia dismantle the radar on the hill",
}
REFUSAL = {
    "says": "Arvia refused to dismantle the radar.",
    "act": "refuse",
    "party": "Arvia",
    "to": ["Borland"],
    "content": "to dismantle the radar",
}


def texts(preference):
    assert isinstance(preference, Prioritised)
    return [
        entry.text if hasattr(entry, "text") else [inner.text for inner in entry]
        for entry in preference.statements
    ]


def party(conflict, name):
    return next(one for one in conflict.parties if one.name == name)


def test_a_demand_gives_its_addressee_an_option_and_a_refusal_a_red_line(register_of):
    conflict = draft(register_of(DEMAND, REFUSAL)).conflict
    (option,) = conflict.options
    assert option.party == "arvia"
    assert texts(party(conflict, "Arvia").preference) == [f"not {option.id}"]
    assert texts(party(conflict, "Borland").preference) == [option.id]


def test_a_threat_gives_the_consequence_and_the_trigger(register_of):
    conflict = draft(register_of(THREAT)).conflict
    assert [option.key for option in conflict.options] == [
        "arvia.consequences",
        "borland.attack",
    ]
    assert texts(party(conflict, "Arvia").preference) == [
        "not attack",
        "consequences iff attack",
    ]
    assert conflict.option("attack").direction == "take"


def test_a_threat_that_hinges_on_an_omission_turns_the_sign(register_of):
    unless = {
        **THREAT,
        "says": "Arvia warned of heavy retaliation unless Borland withdraws from the island.",
        "condition": "unless Borland withdraws from the island",
    }
    conflict = draft(register_of(unless)).conflict
    assert texts(party(conflict, "Arvia").preference) == [
        "withdraw",
        "consequences iff not withdraw",
    ]


def test_an_accusation_that_meets_a_denial_gives_two_types(register_of):
    conflict = draft(register_of(CHARGE, DENIAL, DEMAND, REFUSAL)).conflict
    types = dict(party(conflict, "Borland").types)
    demand = next(option.id for option in conflict.options if option.party == "arvia")
    assert texts(types["as_stated"]) == [demand, "not attack"]
    assert texts(types["as_alleged"]) == [demand, f"attack if not {demand}"]


def test_an_accusation_without_a_denial_gives_no_types_but_a_question(register_of):
    found = draft(register_of(CHARGE, THREAT)).conflict
    assert not party(found, "Borland").types
    assert any("no denial" in question for question in found.questions)


def test_as_stated_the_status_quo_holds_and_as_alleged_it_does_not(register_of):
    conflict = draft(register_of(THREAT, CHARGE, DENIAL, DEMAND, REFUSAL)).conflict
    stated, alleged = solve_all(conflict)
    assert all((stated.status_quo_stable or {}).values())
    assert alleged.status_quo_stable is not None
    assert not alleged.status_quo_stable["seq"]
    assert alleged.reached is not None
    (end,) = alleged.reached.improving
    assert set(end.taken) == {"attack", "consequences"}


def test_what_is_repeated_most_is_demanded_first(register_of):
    again = {**DEMAND, "says": "It insisted that Arvia dismantle the radar at once."}
    again["content"] = "Arvia dismantle the radar at once"
    tribute = {
        "says": "Borland also demanded that Arvia release the sailors.",
        "act": "demand",
        "party": "Borland",
        "to": ["Arvia"],
        "content": "Arvia release the sailors",
    }
    conflict = draft(register_of(tribute, DEMAND, again)).conflict
    demands = texts(party(conflict, "Borland").preference)
    assert demands[1] == "release"
    assert "dismantle" in demands[0]


def test_demands_of_one_weight_form_a_group_of_unknown_order(register_of):
    release = {
        "says": "Borland also demanded that Arvia release the sailors.",
        "act": "demand",
        "party": "Borland",
        "to": ["Arvia"],
        "content": "Arvia release the sailors",
    }
    (group,) = texts(party(draft(register_of(DEMAND, release)).conflict, "Borland").preference)
    assert len(group) == 2


def test_the_clauses_of_a_demand_become_options_of_whom_they_oblige(register_of):
    articles = {
        "says": "Borland handed over articles: Arvia would not admit new members, and Corvia "
        "would withdraw its ships.",
        "act": "demand",
        "party": "Borland",
        "to": ["Arvia", "Corvia"],
        "clauses": [
            ("Arvia would not admit new members", "Arvia"),
            ("Corvia would withdraw its ships", "Corvia"),
        ],
    }
    conflict = draft(register_of(articles)).conflict
    assert [option.key for option in conflict.options] == [
        "arvia.no_enlargement",
        "corvia.withdraw",
    ]


@pytest.mark.parametrize(
    ("connective", "statement"),
    [
        ("if", "lift_sanctions if release"),
        ("once", "lift_sanctions if release"),
        ("only if", "lift_sanctions iff release"),
        ("in exchange for", "lift_sanctions iff release"),
    ],
)
def test_a_conditional_offer_is_kept_with_its_condition(register_of, connective, statement):
    condition = f"{connective} Borland releases the sailors"
    offer = {
        "says": f"Arvia said it would lift the embargo {condition}.",
        "act": "offer",
        "party": "Arvia",
        "to": ["Borland"],
        "content": "it would lift the embargo",
        "condition": condition,
    }
    conflict = draft(register_of(offer)).conflict
    assert statement in texts(party(conflict, "Arvia").preference)


def test_talks_that_are_held_are_under_way(register_of):
    met = {
        "says": "Arvia and Borland met in Corvia.",
        "act": "meet",
        "party": "Arvia",
        "to": ["Borland"],
    }
    offer = {
        "says": "Arvia is ready for further talks.",
        "act": "offer",
        "party": "Arvia",
        "to": ["Borland"],
        "content": "further talks",
    }
    conflict = draft(register_of(met, offer, DEMAND)).conflict
    assert conflict.status_quo == ("arvia.talks",)


def test_every_element_has_its_words_or_is_marked_as_a_guess(register_of):
    found = draft(register_of(THREAT, CHARGE, DENIAL, DEMAND, REFUSAL))
    conflict = found.conflict
    backed = {one.about for one in conflict.evidence} | {mark.about for mark in conflict.guessed}
    for one in conflict.parties:
        for option in one.options:
            assert f"parties.{one.id}.options.{option.id}" in backed
        readings = one.types or ((None, one.preference),)
        for name, preference in readings:
            path = f"parties.{one.id}.types.{name}" if name else f"parties.{one.id}.prefers"
            for number, _ in preference.numbered():
                assert f"{path}.{number}" in backed
    for citation in conflict.evidence:
        citation.evidence.check(found.registers[0].document)


def test_a_charge_about_talks_is_no_option(register_of):
    charge = {**CHARGE, "says": "Arvia accused Borland: further talks.", "content": "further talks"}
    conflict = draft(register_of(charge, DENIAL, DEMAND)).conflict
    assert [option.key for option in conflict.options] == ["arvia.dismantle_radar"]


def test_nothing_said_is_nothing_drafted(register_of):
    claim = {"says": "Arvia said it was raining.", "act": "claim", "party": "Arvia"}
    with pytest.raises(AnalysisError, match="nothing to draft"):
        draft(register_of(claim))


def test_a_draft_is_the_same_every_time(register_of):
    given = register_of(THREAT, CHARGE, DENIAL, DEMAND, REFUSAL)
    assert draft(given) == draft(given)
    assert draft(given).conflict.hash == draft(given).conflict.hash
