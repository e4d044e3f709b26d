"""Laws that hold for the draft of any register, whatever it says."""

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from detente.drafting import draft
from detente.drafting.draft import MOST_ASKED, MOST_OPTIONS, sketch
from detente.drafting.labels import LONGEST
from detente.errors import AnalysisError
from detente.files import dumps, loads
from detente.model.asked import Asked
from detente.model.elements import Elements
from detente.model.register import ACTS
from detente.solving import solve_all
from drafting.registers import every_question, register_of
from strategies import CHANCES

PARTIES = ("Arvia", "Borland", "Corvia", "Dorland")
PHRASES = (
    "to withdraw its soldiers from the valley",
    "Borland release the sailors",
    "it would not lift the embargo",
    "the second filling would begin in July",
    "any further expansion of the pact",
    "preparing an invasion of Corvia",
    "it planned an invasion",
    "heavy retaliation",
    "further talks in Dorland",
    "Arvia is against the war",
    "the non-deployment of rockets in the region",
    "we will see it through",
    "not",
    "a 'grave' \"mistake\" \\ of history",
    "neither Arvia nor Borland would station missiles",
    "Talks collapsed without a date",
    "to stop the shelling",
)
CONDITIONS = (
    "if Borland attacks the island",
    "unless the sailors are freed",
    "only once Arvia signs the text",
    "in that event",
    "as long as the crew is missing",
    "until then",
)


# Strategies are made once: to make and check them costs more than to draw from them.
NAMES, ACT, PHRASE = st.permutations(PARTIES), st.sampled_from(ACTS), st.sampled_from(PHRASES)
CONDITION = st.none() | st.sampled_from(CONDITIONS)
WHO, FEW, FLAG = st.sampled_from((None, *PARTIES)), st.integers(0, 2), st.booleans()
NUMBER = st.integers(1, 9)


@st.composite
def statements(draw):
    return tuple(_statement(draw, place) for place in range(draw(NUMBER)))


def _statement(draw, place):
    names, content, condition, act = draw(NAMES), draw(PHRASE), draw(CONDITION), draw(ACT)
    told = {
        "says": f"{names[0]} ({place}) {act}: {content} {condition or ''}.",
        "act": act,
        "party": names[0],
        "to": list(names[1 : 1 + draw(FEW)]),
        "with": [names[3]] if draw(FLAG) else [],
        "content": content if draw(FLAG) else None,
        "condition": condition,
    }
    if draw(FLAG):
        told["clauses"] = [(content, draw(WHO))]
    return told


def drafted(told, make=draft, **options):
    try:
        return make(register_of(*told), **options)
    except AnalysisError as error:
        if "nothing to draft" not in str(error):
            raise
        reject()


@given(statements())
@settings(deadline=None, max_examples=300)
def test_the_laws_of_a_draft_before_its_questions_are_weighed(told):
    found = drafted(told, make=sketch)
    it_is_a_case_that_loads_back_and_solves(found.conflict)
    every_element_has_its_words_or_is_guessed_and_every_mark_finds_its_element(found.conflict)
    quotes_stand_in_the_text_and_labels_are_short(found)
    assert dumps(drafted(told, make=sketch).conflict) == dumps(found.conflict)


@given(statements())
@settings(deadline=None, max_examples=100)
def test_the_laws_of_a_draft(told):
    found = drafted(told)
    it_is_a_case_that_loads_back_and_solves(found.conflict)
    every_element_has_its_words_or_is_guessed_and_every_mark_finds_its_element(found.conflict)
    quotes_stand_in_the_text_and_labels_are_short(found)
    a_guess_comes_with_a_question(found.conflict)
    assert dumps(drafted(told).conflict) == dumps(found.conflict)


def it_is_a_case_that_loads_back_and_solves(conflict):
    again = loads(dumps(conflict))
    assert again.hash == conflict.hash
    assert again.guessed == conflict.guessed
    assert again.questions == conflict.questions
    assert 1 <= len(conflict.order) <= MOST_OPTIONS
    if len(conflict.order) <= 8:
        for analysis in solve_all(conflict):
            assert analysis.status_quo_stable is not None


def every_element_has_its_words_or_is_guessed_and_every_mark_finds_its_element(conflict):
    known = Elements(conflict)
    marked = {known.find(mark) for mark in (*conflict.evidence, *conflict.guessed)}
    assert None not in marked
    for party in conflict.parties:
        for option in party.options:
            assert f"parties.{party.id}.options.{option.id}" in marked
        for name, preference in party.types or (("", party.preference),):
            path = f"parties.{party.id}.types.{name}" if name else f"parties.{party.id}.prefers"
            assert all(f"{path}.{number}" in marked for number, _ in preference.numbered())
    for number in range(1, len(conflict.rules.infeasible) + 1):
        assert f"rules.infeasible.{number}" in marked


def quotes_stand_in_the_text_and_labels_are_short(found):
    document = found.registers[0].document
    for citation in found.conflict.evidence:
        citation.evidence.check(document)
    for option in found.conflict.options:
        assert 0 < len(option.label) <= LONGEST
        assert option.label == option.label.strip()


def a_guess_comes_with_a_question(conflict):
    if conflict.guessed:
        assert every_question(conflict)
    assert len(conflict.questions) <= MOST_ASKED
    known = [Asked.read(one) for one in every_question(conflict)]
    assert all(one is not None and one.word is None for one in known)
    assert len({one.question for one in known}) == len(known)
    found = Elements(conflict)
    for number in range(1, len(conflict.questions) + 1):
        shown = any(found.find(one) == f"questions.{number}" for one in conflict.evidence)
        assert shown, conflict.questions[number - 1]


@given(statements(), CHANCES)
@settings(deadline=None, max_examples=120)
def test_any_answers_to_the_questions_lead_to_a_draft(told, random):
    open_draft = drafted(told).conflict
    lines = [
        f"{question.question} {random.choice(question.words)}"
        for question in map(Asked.read, every_question(open_draft))
        if random.random() < 0.7
    ]
    settled = drafted(told, answers="\n".join(lines)).conflict
    assert loads(dumps(settled)).hash == settled.hash
    assert set(lines) <= set(settled.questions)
    still = {one.question for one in map(Asked.read, every_question(settled)) if not one.word}
    assert not still & {Asked.read(line).question for line in lines}


@pytest.mark.parametrize("copies", [1, 5])
def test_reports_that_say_the_same_give_the_same_options(register_of, copies):
    told = {
        "says": "Arvia demanded that Borland release the sailors.",
        "act": "demand",
        "party": "Arvia",
        "to": ["Borland"],
        "content": "Borland release the sailors",
    }
    registers = [register_of(told, name=f"report{number}") for number in range(copies)]
    found = draft(*registers)
    (option,) = found.conflict.options
    assert option.label == "Release the sailors"
    (merge,) = found.merges
    assert merge.option == "borland.release"
