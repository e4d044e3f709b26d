"""The same questions have the same answers whichever labels a pipeline uses."""

import json
import random

import pytest

from detente.errors import SourceError
from detente.model.text import Document
from detente.reading import RuleReader, read_text
from detente.reading.naming.mentions import Names
from detente.reading.parsing.clauses import parse
from detente.reading.parsing.parser import SpacySyntax, load_syntax
from detente.reading.parsing.segment import lay_out
from reading.grammars import GRAMMARS, SCHEMES

spacy = pytest.importorskip("spacy")
from spacy.tokens import Doc  # noqa: E402
from spacy.training import Example  # noqa: E402

BLANK = spacy.blank("en")


def doc_of(sentence):
    return Doc(
        BLANK.vocab,
        words=list(sentence.words),
        heads=list(sentence.heads),
        deps=list(sentence.labels),
    )


class Asked:
    """The tree of a sentence, asked by words and answering in words."""

    def __init__(self, name, scheme, lead=""):
        sentence = GRAMMARS[name, scheme]
        self.text = lead + sentence.text
        assert doc_of(sentence).text.strip() == sentence.text
        self.tree = SpacySyntax(lambda _: doc_of(sentence)).tree(
            self.text, len(lead), len(self.text)
        )

    def _place(self, word):
        return self.text.index(word)

    def spans(self, question, word):
        found = getattr(self.tree, question)(self._place(word))
        return [span.of(self.text) for span in found]

    def words(self, question, word):
        found = getattr(self.tree, question)(self._place(word))
        return [self.text[place:].split()[0] for place in found]

    def clause(self, word):
        return self.tree.clause(self._place(word)).of(self.text)

    def __getattr__(self, question):
        return lambda word: getattr(self.tree, question)(self._place(word))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("lead", ["", "It snowed. "])
class TestConformance:
    """What every adapter has to answer."""

    def test_subjects_objects_and_complements(self, scheme, lead):
        urged = Asked("urged", scheme, lead)
        assert urged.spans("subjects", "urged") == ["Norway"]
        assert urged.spans("objects", "urged") == ["Iceland"]
        assert urged.words("complements", "urged") == ["withdraw"]
        assert urged.spans("objects", "withdraw") == ["its ships"]
        assert urged.spans("subjects", "withdraw") == []
        assert urged.clause("urged") == "Norway urged Iceland to withdraw its ships"
        assert not urged.passive("urged")
        assert not urged.negated("urged")

    def test_subjects_are_whole_phrases_and_clauses_leave_out_others(self, scheme, lead):
        said = Asked("said", scheme, lead)
        assert said.spans("subjects", "said") == ["The ministry of Norway"]
        assert said.words("complements", "said") == ["leave"]
        assert said.spans("subjects", "leave") == ["Iceland"]
        assert said.clause("said") == "The ministry of Norway said"
        assert said.clause("leave") == "Iceland would not leave"
        assert said.clause("failed") == "talks failed"

    def test_negation(self, scheme, lead):
        said = Asked("said", scheme, lead)
        assert said.negated("leave")
        assert not said.negated("said")
        assert not said.negated("failed")
        assert Asked("never", scheme, lead).negated("ended")

    def test_passives_and_their_agents(self, scheme, lead):
        accused = Asked("accused", scheme, lead)
        assert accused.passive("accused")
        assert accused.spans("subjects", "accused") == ["Iceland"]
        assert accused.spans("agents", "accused") == ["Norway"]
        assert Asked("urged", scheme, lead).spans("agents", "urged") == []

    def test_conjuncts_from_whichever_of_them(self, scheme, lead):
        joined = Asked("joined", scheme, lead)
        assert joined.words("conjuncts", "Norway") == ["Iceland", "Denmark"]
        assert joined.words("conjuncts", "Denmark") == ["Norway", "Iceland"]
        assert joined.words("conjuncts", "met") == ["agreed"]
        assert joined.spans("subjects", "met") == ["Norway , Iceland and Denmark"]
        assert joined.spans("subjects", "agreed") == []

    def test_relative_clauses_and_two_objects(self, scheme, lead):
        gave = Asked("gave", scheme, lead)
        assert gave.spans("objects", "gave") == ["Norway", "a letter"]
        assert gave.clause("refused") == "which refused"
        assert gave.spans("subjects", "gave") == ["Iceland , which refused"]

    def test_a_place_without_a_word_has_no_grammar(self, scheme, lead):
        urged = Asked("urged", scheme, lead).tree
        assert urged.subjects(10_000) == urged.complements(10_000) == urged.conjuncts(9_999) == ()
        assert urged.clause(10_000) is None
        assert not urged.passive(10_000)
        assert not urged.negated(10_000)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_rules_take_bounds_subjects_negation_and_passives_from_it(scheme):
    for name in ("said", "accused"):
        sentence = GRAMMARS[name, scheme]
        text = sentence.text
        syntax = SpacySyntax(lambda _, one=sentence: doc_of(one))
        layout = lay_out(Document("d", "d", text))
        parsed = parse(text, 0, len(text), Names(), layout, syntax)
        by_verb = {parsed.tokens[one.verb.i].low: one for one in parsed.clauses}
        if name == "said":
            leave = by_verb["leave"]
            assert parsed.tokens[leave.start].text == "Iceland"
            assert leave.opener == "that"
            assert leave.subject.party == "Iceland"
            assert leave.verb.negated
            assert by_verb["said"].subject.party == "Norway"
        else:
            assert by_verb["accused"].verb.passive
            assert by_verb["accused"].subject.party == "Iceland"


def test_what_the_tree_says_counts_before_what_the_rules_work_out():
    """A tree that is plainly odd shows that it is the tree that decides."""
    text = "Norway , Iceland said , refused ."
    doc = Doc(
        BLANK.vocab,
        words=text.split(),
        heads=[5, 2, 5, 5, 5, 5, 5],
        deps=["dep", "punct", "nsubj", "dep", "punct", "ROOT", "punct"],
    )
    layout = lay_out(Document("d", "d", text))
    parsed = parse(text, 0, len(text), Names(), layout, SpacySyntax(lambda _: doc))
    refused = next(one for one in parsed.clauses if parsed.tokens[one.verb.i].low == "refused")
    assert refused.subject.party == "Iceland"


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory):
    """A real pipeline in a folder: a small parser, trained here on the sentences of this file."""
    nlp = spacy.blank("en")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    known = [GRAMMARS[name, "CLEAR"] for name in ("urged", "said", "accused", "never", "gave")]
    examples = [
        Example.from_dict(
            nlp.make_doc(one.text),
            {
                "words": list(one.words),
                "heads": list(one.heads),
                "deps": list(one.labels),
            },
        )
        for one in known
    ]
    spacy.util.fix_random_seed(1)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        random.Random(1).shuffle(examples)
        nlp.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("pipelines") / "small"
    nlp.to_disk(folder)
    return folder


def test_a_pipeline_of_the_users_own_is_loaded_and_asked(pipeline):
    syntax = load_syntax(str(pipeline))
    text = GRAMMARS["said", "CLEAR"].text
    tree = syntax.tree(text, 0, len(text))
    assert [span.of(text) for span in tree.subjects(text.index("leave"))] == ["Iceland"]
    assert tree.negated(text.index("leave"))


def test_a_report_is_read_with_a_pipeline_and_the_law_of_evidence_holds(pipeline):
    text = "Norway urged Iceland to withdraw its ships. Iceland refused.\n\nIt rained. “No!”"
    reader = RuleReader(load_syntax(str(pipeline)))
    register = read_text(text, reader=reader)
    assert (register.records[0].act, register.records[0].party) == ("urge", "Norway")
    for record in register:
        assert text[record.start : record.end] == record.evidence
    assert json.dumps(register.to_dict()) == json.dumps(read_text(text, reader=reader).to_dict())


def test_a_pipeline_that_cannot_serve_is_named(tmp_path):
    with pytest.raises(SourceError, match="no spaCy pipeline that loads") as error:
        load_syntax(str(tmp_path / "missing"))
    assert "\n" not in str(error.value)
    BLANK.to_disk(tmp_path / "blank")
    with pytest.raises(SourceError, match="without a parser"):
        load_syntax(str(tmp_path / "blank"))
