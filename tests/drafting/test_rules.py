"""Each rule of the drafter on a register of a few sentences."""

import pytest

from detente.drafting import draft
from drafting.registers import every_question, texts, wants


def said(act, party, content, *to, **more):
    tail = " ".join(more[key] for key in ("condition",) if more.get(key))
    words = f"{party} {act}: {content} {tail}".strip() + "."
    return {"says": words, "act": act, "party": party, "to": list(to), "content": content, **more}


def taken(conflict):
    return {key.partition(".")[2] for key in conflict.status_quo}


def labels(conflict):
    return {option.key: option.label for option in conflict.options}


DEMAND = said("demand", "Borland", "Arvia dismantle the radar", "Arvia")


# -- whose option it is -------------------------------------------------------------------------


def test_whom_a_demand_names_as_its_doer_gets_the_option(register_of):
    told = said("demand", "Arvia", "Corvia return the statues to Borland", "Borland", "Corvia")
    assert labels(draft(register_of(told)).conflict) == {
        "corvia.return_statues": "Return the statues to Borland"
    }


def test_a_demand_of_nobody_is_taken_to_be_of_the_opponent_and_asked(register_of):
    told = said("demand", "Borland", "the immediate release of the crew")
    conflict = draft(register_of(DEMAND, told)).conflict
    assert "arvia.release" in labels(conflict)
    asked = "Would Arvia be the one to do “Release the crew”? (yes/no/borland)"
    assert asked in every_question(conflict)
    assert "parties.arvia.options.release" in {mark.about for mark in conflict.guessed}


def test_the_clauses_of_a_proposal_are_options_of_those_they_oblige(register_of):
    text = "Arvia would close its bases, and Borland would share data on its flights"
    clauses = [
        ("Arvia would close its bases", "Arvia"),
        ("Borland would share data on its flights", "Borland"),
    ]
    told = said("demand", "Borland", text, "Arvia", clauses=clauses)
    conflict = draft(register_of(told)).conflict
    assert labels(conflict) == {
        "arvia.limit_deployments": "Close its bases",
        "borland.transparency": "Share data on its flights",
    }


def test_mediators_are_for_the_other_side_to_admit(register_of):
    told = said("offer", "Borland", "that the union mediate", "Arvia")
    assert "arvia.observers" in labels(draft(register_of(DEMAND, told)).conflict)


def test_an_outsider_that_appeals_to_one_side_names_an_option_but_is_no_party(register_of):
    told = said("urge", "Corvia", "to release the crew", "Arvia")
    conflict = draft(register_of(DEMAND, told)).conflict
    assert "arvia.release" in labels(conflict)
    assert {party.name for party in conflict.parties} == {"Arvia", "Borland"}


def test_what_only_one_side_announces_is_left_out_and_asked(register_of):
    told = said("claim", "Borland", "it would plant trees")
    conflict = draft(register_of(DEMAND, told)).conflict
    assert list(labels(conflict)) == ["arvia.dismantle_radar"]
    asked = "Left out as least spoken of: Borland, Plant trees. Keep it? (yes/no)"
    assert asked in conflict.questions
    kept = draft(register_of(DEMAND, told), answers=f"{asked} yes").conflict
    assert "borland.plant_trees" in labels(kept)


# -- preferences --------------------------------------------------------------------------------


def test_a_red_line_comes_first(register_of):
    refusal = said("refuse", "Arvia", "to dismantle the radar")
    own = said("demand", "Arvia", "Borland release the crew", "Borland")
    conflict = draft(register_of(DEMAND, own, refusal)).conflict
    assert wants(conflict, "Arvia") == ["not dismantle_radar", "release"]


def test_a_refusal_until_something_is_a_bar(register_of):
    refusal = said(
        "refuse",
        "Arvia",
        "it would not fly to the talks",
        "Borland",
        condition="until the crew is freed",
    )
    conflict = draft(register_of(DEMAND, refusal)).conflict
    assert wants(conflict, "Arvia")[0] == "talks only if release"


def test_a_demand_worded_as_a_bar_offers_the_one_for_the_other(register_of):
    bar = said(
        "demand",
        "Arvia",
        "our delegates will return to the council only when the crew is freed",
        "Borland",
        condition="only when the crew is freed",
        consequence="our delegates will return to the council",
    )
    conflict = draft(register_of(DEMAND, bar)).conflict
    assert "borland.release" in labels(conflict)
    assert "release" in wants(conflict, "Arvia")
    assert any(text.endswith("iff release") for text in wants(conflict, "Arvia"))


def test_refused_as_asked_but_offered_under_a_condition(register_of):
    refusal = said("refuse", "Arvia", "to dismantle the radar")
    offer = said(
        "offer",
        "Arvia",
        "it would dismantle the radar",
        "Borland",
        condition="if Borland withdraws its ships",
        consequence="it would dismantle the radar",
    )
    found = wants(draft(register_of(DEMAND, refusal, offer)).conflict, "Arvia")
    assert found[0] == "dismantle_radar only if withdraw"
    assert "dismantle_radar if withdraw" in found


def test_a_refusal_of_what_another_does_opposes_it(register_of):
    plan = said("claim", "Arvia", "the second filling would begin in July")
    refusal = said("refuse", "Borland", "any further filling")
    conflict = draft(register_of(DEMAND, plan, refusal)).conflict
    assert "not water_works" in wants(conflict, "Borland")
    assert "water_works" in wants(conflict, "Arvia")


def test_a_refusal_that_points_back_means_what_the_other_side_proposed_last(register_of):
    proposal = said("demand", "Arvia", "Borland suspend its exercises", "Borland")
    refusal = said("refuse", "Borland", "the proposal")
    conflict = draft(register_of(DEMAND, proposal, refusal)).conflict
    assert wants(conflict, "Borland")[0] == "not suspend_exercises"


def test_in_that_event_means_the_condition_named_before(register_of):
    first = said(
        "threaten",
        "Borland",
        "it would close the strait",
        "Arvia",
        condition="if Arvia attacks the island",
        consequence="it would close the strait",
    )
    then = said(
        "threaten",
        "Borland",
        "gas would be cut off",
        "Arvia",
        condition="in that event",
        consequence="gas would be cut off",
    )
    found = wants(draft(register_of(first, then)).conflict, "Borland")
    assert {"block_shipping iff attack", "cut_energy iff attack"} <= set(found)


def test_a_threat_that_does_not_say_how_is_consequences(register_of):
    told = said(
        "threaten",
        "Arvia",
        "we will respond with everything we have",
        "Borland",
        condition="if Borland attacks",
        consequence="we will respond with everything we have",
    )
    assert labels(draft(register_of(told)).conflict)["arvia.consequences"] == (
        "Impose consequences on Borland"
    )


def test_what_two_sides_accept_together_is_an_exchange(register_of):
    one = said("accept", "Arvia", "Arvia would stop issuing the plates")
    other = said("accept", "Borland", "Borland would lift the fines")
    conflict = draft(register_of(DEMAND, one, other)).conflict
    mine = next(key for key in labels(conflict) if key.startswith("arvia.stop")).partition(".")[2]
    theirs = next(key for key in labels(conflict) if key.startswith("borland.")).partition(".")[2]
    assert f"{mine} iff {theirs}" in wants(conflict, "Arvia")
    assert f"{theirs} iff {mine}" in wants(conflict, "Borland")


def test_a_threat_and_an_announcement_are_of_unknown_order(register_of):
    plan = said("claim", "Arvia", "the second filling would begin in July")
    against = said("refuse", "Borland", "any further filling")
    threat = said("threaten", "Borland", "to close the border", "Arvia")
    conflict = draft(register_of(plan, against, threat)).conflict
    (arvia,) = (party for party in conflict.parties if party.name == "Arvia")
    groups = [entry for entry in arvia.preference.statements if isinstance(entry, tuple)]
    assert [sorted(one.text for one in group) for group in groups] == [
        ["not close_border", "water_works"]
    ]


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("to postpone the elections", "vote"),
        ("to lift the embargo", "not lift_sanctions"),
        ("to suspend the exercises", "not suspend_exercises"),
        ("to halt the shelling of the port", "attack"),
        ("to give up its uranium", "not limit_nuclear"),
        ("to end its blockade of the port", "not lift_blockade"),
        ("it would not abandon the missile programme", "not limit_missiles"),
        ("it will no longer share data", "not transparency"),
        ("any change to the open door", "not no_enlargement"),
        ("any withdrawal of its troops", "not withdraw"),
        ("to release the sailors", "not release"),
        ("to leave the treaty", "not leave_agreement"),
        ("to hold the elections", "not vote"),
        ("to stop issuing the plates", "not stop_issuing"),
    ],
)
def test_who_refuses_to_stop_a_thing_goes_on_with_it(register_of, words, statement):
    conflict = draft(register_of(DEMAND, said("refuse", "Arvia", words, "Borland"))).conflict
    assert wants(conflict, "Arvia")[0] == statement


@pytest.mark.parametrize("asked", ["postpone the elections", "hold the elections"])
def test_a_demand_and_its_refusal_have_opposite_signs(register_of, asked):
    demand = said("demand", "Borland", f"Arvia {asked}", "Arvia")
    refusal = said("refuse", "Arvia", f"to {asked}", "Borland")
    conflict = draft(register_of(demand, refusal)).conflict
    (own,), (other,) = wants(conflict, "Arvia"), wants(conflict, "Borland")
    assert {own, other} == {"vote", "not vote"}
    assert own == ("vote" if "postpone" in asked else "not vote")


def test_no_concession_on_what_is_to_be_forgone_refuses_to_forgo_it(register_of):
    demand = said("demand", "Borland", "Arvia would never join the pact", "Arvia")
    refusal = said("refuse", "Arvia", "to make any concessions on joining the pact", "Borland")
    conflict = draft(register_of(demand, refusal)).conflict
    assert wants(conflict, "Arvia") == ["not no_enlargement"]


# -- readings -----------------------------------------------------------------------------------


def test_a_denial_in_other_words_next_to_the_charge_answers_it(register_of):
    charge = said("accuse", "Arvia", "of preparing to build a bomb", "Borland")
    denial = said("deny", "Borland", "it was seeking a weapon")
    conflict = draft(register_of(charge, denial)).conflict
    (typed,) = (party for party in conflict.parties if party.types)
    assert [name for name, _ in typed.types] == ["as_stated", "as_alleged"]
    assert (
        "Does “it was seeking a weapon” deny “Build a bomb” by Borland? (yes/no)"
        in conflict.questions
    )


def test_what_is_over_is_no_option(register_of):
    charge = said("accuse", "Arvia", "of having blocked the statement", "Borland")
    denial = said("deny", "Borland", "it had blocked the statement")
    conflict = draft(register_of(DEMAND, charge, denial)).conflict
    assert not any(party.types for party in conflict.parties)
    assert list(labels(conflict)) == ["arvia.dismantle_radar"]


def test_a_reproach_that_is_denied_is_no_option(register_of):
    charge = said("accuse", "Arvia", "of hiding behind security issues", "Borland")
    denial = said("deny", "Borland", "this was untrue", "Arvia")
    conflict = draft(register_of(DEMAND, charge, denial)).conflict
    assert list(labels(conflict)) == ["arvia.dismantle_radar"]
    assert not any(party.types for party in conflict.parties)


def test_power_plants_are_no_plan(register_of):
    demand = said("demand", "Arvia", "the treaty be renegotiated", "Borland")
    charge = said("accuse", "Arvia", "the power plants have violated the treaty", "Borland")
    denial = said("deny", "Borland", "the charge as baseless", "Arvia")
    conflict = draft(register_of(demand, charge, denial)).conflict
    assert not any(party.types for party in conflict.parties)


def test_no_plans_to_attack_answers_the_charge_rather_than_draws_a_line(register_of):
    charge = said("accuse", "Arvia", "of preparing an offensive", "Borland")
    refusal = said("refuse", "Borland", "Borland has no plans to attack Arvia")
    conflict = draft(register_of(charge, refusal)).conflict
    (typed,) = (party for party in conflict.parties if party.types)
    assert texts(dict(typed.types)["as_stated"])[0] == "not attack"
    assert texts(dict(typed.types)["as_alleged"])[0] == "attack"


# -- the status quo -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "talking"),
    [
        (said("offer", "Arvia", "to continue the talks", "Borland"), True),
        (said("offer", "Arvia", "to resume the talks", "Borland"), False),
        (said("meet", "Arvia", "Arvia met Borland in Corvia", "Borland"), True),
        (said("meet", "Arvia", "the talks ended without a deal", "Borland"), False),
        (said("meet", "Arvia", "the round collapsed", "Borland"), False),
    ],
)
def test_talks_go_on_unless_they_were_broken_off_or_are_to_be_resumed(register_of, told, talking):
    wish = said("urge", "Borland", "to negotiate", "Arvia")
    conflict = draft(register_of(DEMAND, wish, told)).conflict
    assert ("talks" in taken(conflict)) == talking


def test_what_was_done_stands_and_can_be_taken_back(register_of):
    done = {
        **said("do", "Arvia", "x", "Borland"),
        "says": "Arvia closed the border.",
        "content": None,
    }
    wish = said("demand", "Borland", "Arvia open the border", "Arvia")
    conflict = draft(register_of(wish, done)).conflict
    assert taken(conflict) == set()
    assert labels(conflict) == {"arvia.border": "Open the border"}


def test_what_somebody_is_told_to_stop_goes_on(register_of):
    told = said("demand", "Borland", "Arvia stop the shelling", "Arvia")
    conflict = draft(register_of(told)).conflict
    assert taken(conflict) == {"attack"}
    assert "Is “Use force” by Arvia going on today? (yes/no)" in conflict.questions


# -- what can be done in one report and said in another -----------------------------------------


def test_options_are_merged_across_reports_and_the_merge_is_shown(register_of):
    one = register_of(DEMAND, name="monday")
    again = said("demand", "Borland", "Arvia take down and dismantle the radar at once", "Arvia")
    found = draft(one, register_of(again, name="tuesday"))
    (merge,) = found.merges
    assert merge.label == "Dismantle the radar"
    sources = {citation.evidence.source for citation in found.conflict.evidence}
    assert sources == {"monday.txt", "tuesday.txt"}


def test_words_that_share_nothing_are_merged_with_a_question(register_of):
    one = said("demand", "Borland", "Arvia evacuate the valley", "Arvia")
    other = said("demand", "Borland", "Arvia pull back its tanks", "Arvia")
    conflict = draft(register_of(one, other)).conflict
    assert len(conflict.order) == 1
    asked = "Do “Arvia evacuate the valley” and “Arvia pull back its tanks” mean one thing"
    assert any(asked in question for question in every_question(conflict))


def test_what_a_demand_lists_is_an_option_each(register_of):
    text = "Arvia withdraw its troops from the valley and open a corridor to the island"
    told = said("demand", "Borland", text, "Arvia")
    assert labels(draft(register_of(told)).conflict) == {
        "arvia.withdraw": "Withdraw its troops from the valley",
        "arvia.border": "Open a corridor to the island",
    }


# -- what words mean for the option ---------------------------------------------------------------


def test_who_will_not_discuss_one_thing_does_not_refuse_to_talk(register_of):
    offer = said("offer", "Arvia", "to continue the talks", "Borland")
    topic = said("refuse", "Arvia", "The land boundary is not up for discussion", "Borland")
    mandate = said("refuse", "Arvia", "it will not discuss the mandate of its president", "Borland")
    conflict = draft(register_of(DEMAND, offer, topic, mandate)).conflict
    assert "not talks" not in wants(conflict, "Arvia")
    assert "Discuss the mandate of its president" in labels(conflict).values()


def test_who_is_told_to_drop_a_demand_does_not_have_the_thing_demanded(register_of):
    offer = said(
        "offer",
        "Arvia",
        "it would share data",
        "Borland",
        condition="only once Borland drops its demand for new mediators",
        consequence="it would share data",
    )
    conflict = draft(register_of(DEMAND, offer)).conflict
    assert labels(conflict)["borland.drop_demand"] == "Drop its demand for new mediators"
    assert "transparency iff drop_demand" in wants(conflict, "Arvia")


def test_pressing_for_a_thing_is_not_doing_it(register_of):
    threat = said(
        "threaten",
        "Arvia",
        "it would close the border",
        "Borland",
        condition="should Borland go on pressing for disarmament",
        consequence="it would close the border",
    )
    conflict = draft(register_of(DEMAND, threat)).conflict
    assert labels(conflict)["borland.press_disarmament"] == "Press for disarmament"
    assert "close_border iff press_disarmament" in wants(conflict, "Arvia")


def test_doing_the_same_is_doing_what_is_offered(register_of):
    offer = said(
        "offer",
        "Arvia",
        "Arvia was ready to return to full compliance",
        "Borland",
        condition="as long as Borland does the same",
        consequence="Arvia was ready to return to full compliance",
    )
    conflict = draft(register_of(DEMAND, offer)).conflict
    assert labels(conflict)["borland.borland_return_full"] == "Return to full compliance"
    assert any(" if borland_return" in text for text in wants(conflict, "Arvia"))


def test_an_embargo_that_must_stay_is_not_to_be_lifted(register_of):
    told = said(
        "demand",
        "Arvia",
        "sanctions must stay in place",
        "Borland",
        condition="until Borland has dismantled the radar",
        consequence="sanctions must stay in place",
    )
    conflict = draft(register_of(DEMAND, told)).conflict
    assert wants(conflict, "Arvia")[0].startswith("lift_sanctions only if")


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("to withdraw the curbs on steel", "Withdraw the curbs on steel"),
        ("to withdraw its soldiers from the hill", "Withdraw its soldiers from the hill"),
        ("to move heavy weapons out of the valley", "Move heavy weapons out of the valley"),
        ("outside involvement", "Agree to outside involvement"),
        ("a deal that would limit its rights", "Accept 'a deal that would limit its rights'"),
        ("it had no interest in bartering its arms", "Barter its arms"),
    ],
)
def test_a_label_says_what_taking_the_option_would_be(register_of, words, label):
    refusal = said("refuse", "Arvia", words, "Borland")
    assert label in labels(draft(register_of(DEMAND, refusal)).conflict).values()


def test_a_captive_that_is_detained_is_not_released(register_of):
    told = said("demand", "Borland", "Arvia stop detaining the sailors", "Arvia")
    conflict = draft(register_of(told)).conflict
    assert "not release" not in wants(conflict, "Borland")


def test_who_finds_a_thing_too_little_wants_more_of_it(register_of):
    told = said("refuse", "Borland", "lifting some sanctions is not enough", "Arvia")
    assert wants(draft(register_of(DEMAND, told)).conflict, "Borland")[-1] == "lift_sanctions"


def test_a_declaration_that_is_forgone_is_not_wanted_made(register_of):
    told = said("offer", "Arvia", "not to declare independence", "Borland")
    assert (
        "Forgo a declaration of independence"
        in labels(draft(register_of(DEMAND, told)).conflict).values()
    )


def test_a_condition_hinges_on_the_deed_not_on_what_it_goes_without(register_of):
    told = said(
        "threaten",
        "Arvia",
        "there will be consequences",
        "Borland",
        condition="if Borland fills the dam without an exchange of data",
        consequence="there will be consequences",
    )
    conflict = draft(register_of(DEMAND, told)).conflict
    assert "not water_works" in wants(conflict, "Arvia")
    assert "consequences iff water_works" in wants(conflict, "Arvia")
