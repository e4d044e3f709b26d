"""Grammar from a pipeline of the user's own: what rules may ask, and an adapter for spaCy.

The rules need no parser. Where a user has one, its clause bounds, subjects, negations and
passives count before those that the rules work out. Rules ask questions and never see a label;
the labels of Universal Dependencies and of CLEAR (spaCy's English pipelines) meet only here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from detente.errors import SourceError
from detente.model.text import Span
from detente.reading.words.grammar import Verb
from detente.reading.words.tokens import Token

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as Word

__all__ = ["SpacySyntax", "Syntax", "Tree", "bounds", "guided", "load_syntax"]


class Tree(Protocol):
    """The grammar of one sentence; words are named by the place of their first character.

    A question about a place where no word begins has an empty answer.
    """

    def subjects(self, place: int) -> tuple[Span, ...]:
        """The subjects of the verb's own clause, as whole phrases."""

    def agents(self, place: int) -> tuple[Span, ...]:
        """Who does what a passive verb tells, without the "by"."""

    def objects(self, place: int) -> tuple[Span, ...]:
        """The direct and indirect objects of a verb, as whole phrases."""

    def complements(self, place: int) -> tuple[int, ...]:
        """The verbs of the clauses that complete a verb: what is said, demanded, begun."""

    def conjuncts(self, place: int) -> tuple[int, ...]:
        """The heads of everything that a conjunction joins to a word, itself left out."""

    def clause(self, place: int) -> Span | None:
        """From the first to the last word of a verb's clause.

        What opens it ("that", "if", "and") and other clauses that depend on it are left out at
        its edges.
        """

    def passive(self, place: int) -> bool:
        """Whether what a verb tells is done to its subject."""

    def negated(self, place: int) -> bool:
        """Whether a verb is negated."""


class Syntax(Protocol):
    """Anything that gives the grammar of a sentence."""

    def tree(self, text: str, start: int, end: int) -> Tree:
        """The grammar of the sentence from ``start`` to ``end``; places count from the text's."""


def guided(verbs: Sequence[Verb], tokens: Sequence[Token], tree: Tree) -> tuple[Verb, ...]:
    """Verbs as the tree knows them; a negation that either the rules or the tree see stays."""

    def known(verb: Verb) -> Verb:
        place = tokens[verb.i].start
        if tree.clause(place) is None:
            return verb
        negated = verb.negated or tree.negated(place)
        return replace(verb, negated=negated, passive=tree.passive(place))

    return tuple(map(known, verbs))


def bounds(tree: Tree, tokens: Sequence[Token], i: int) -> tuple[int, int, int] | None:
    """The first word of the clause of the verb at word ``i``, and from where to where its subject.

    None if the tree knows no such clause, or none with a subject of its own.
    """
    clause, subjects = tree.clause(tokens[i].start), tree.subjects(tokens[i].start)
    if clause is None or not subjects:
        return None
    first, last = subjects[0].start, subjects[0].end
    words = (bisect_left(tokens, place, key=_start) for place in (clause.start, first, last))
    start, begin, end = words
    return start, begin, end


def _start(token: Token) -> int:
    return token.start


def load_syntax(pipeline: str) -> SpacySyntax:
    """The spaCy pipeline of this name or in this folder.

    Raises
    ------
    SourceError
        Where the extra or the pipeline is missing, or it parses no dependencies.
    """
    try:
        import spacy  # noqa: PLC0415 - an extra
    except ImportError:
        raise SourceError(
            "spaCy pipelines need an extra: python -m pip install 'detente[nlp]'"
        ) from None
    try:
        nlp = spacy.load(pipeline)
    except (OSError, ValueError, KeyError) as error:
        reason = str(error).split("\n", 1)[0][:200]
        raise SourceError(f"no spaCy pipeline that loads: {reason}", file=pipeline) from None
    if not {"parser", "experimental_biaffine_parser"} & set(nlp.pipe_names):
        raise SourceError("a spaCy pipeline without a parser: clauses need one", file=pipeline)
    return SpacySyntax(nlp)


@dataclass(frozen=True, slots=True)
class SpacySyntax:
    """The grammar that a spaCy pipeline finds; ``nlp`` makes a parsed ``Doc`` of a sentence."""

    nlp: Callable[[str], Doc]

    def tree(self, text: str, start: int, end: int) -> Tree:
        """The grammar of the sentence from ``start`` to ``end``."""
        return _SpacyTree(self.nlp(text[start:end]), start)


# The labels of both schemes; a subtype such as "nsubj:pass" is also looked up without it.
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
_PASSIVE = frozenset(
    ("nsubjpass", "csubjpass", "auxpass", "nsubj:pass", "csubj:pass", "aux:pass", "agent")
)
_OBJECTS = frozenset(("dobj", "obj", "iobj", "dative"))
_COMPLEMENTS = frozenset(("ccomp", "xcomp"))
_OTHER_CLAUSES = frozenset(("ccomp", "advcl", "relcl", "acl", "parataxis"))
_AT_THE_EDGE = frozenset(("mark", "cc", "punct", "preconj", "discourse"))
_OBLIQUE = frozenset(("obl", "agent", "nmod"))
_NOT = frozenset(("not", "n't", "n’t", "never", "cannot"))


class _SpacyTree:
    """A parsed sentence that begins at ``start`` of its text."""

    def __init__(self, doc: Doc, start: int) -> None:
        self._start = start
        self._at = {token.idx + start: token for token in doc}

    def subjects(self, place: int) -> tuple[Span, ...]:
        return self._phrases(place, _SUBJECTS)

    def agents(self, place: int) -> tuple[Span, ...]:
        if not self.passive(place):
            return ()
        return tuple(
            self._span(noun) for child in self._children(place) for noun in _behind_by(child)
        )

    def objects(self, place: int) -> tuple[Span, ...]:
        return self._phrases(place, _OBJECTS)

    def complements(self, place: int) -> tuple[int, ...]:
        return tuple(
            self._place(child) for child in self._children(place) if _label(child) in _COMPLEMENTS
        )

    def conjuncts(self, place: int) -> tuple[int, ...]:
        token = self._at.get(place)
        if token is None:
            return ()
        first = token
        while _label(first) == "conj":
            first = first.head
        return tuple(self._place(one) for one in _joined(first) if one.i != token.i)

    def clause(self, place: int) -> Span | None:
        token = self._at.get(place)
        if token is None:
            return None
        own = sorted(_own_words(token), key=lambda one: one.i)
        return Span(self._place(own[0]), self._end(own[-1]))

    def passive(self, place: int) -> bool:
        return any(child.dep_ in _PASSIVE for child in self._children(place))

    def negated(self, place: int) -> bool:
        token = self._at.get(place)
        return token is not None and (
            token.lower_ == "cannot" or any(_says_no(child) for child in token.children)
        )

    def _children(self, place: int) -> tuple[Word, ...]:
        token = self._at.get(place)
        return tuple(token.children) if token is not None else ()

    def _phrases(self, place: int, labels: frozenset[str]) -> tuple[Span, ...]:
        return tuple(
            self._span(child) for child in self._children(place) if _label(child) in labels
        )

    def _span(self, token: Word) -> Span:
        words = [one for one in token.subtree if not (one.head == token and _label(one) == "case")]
        return Span(self._place(words[0]), self._end(words[-1]))

    def _place(self, token: Word) -> int:
        return int(token.idx) + self._start

    def _end(self, token: Word) -> int:
        return self._place(token) + len(token)


def _label(token: Word) -> str:
    """The label of a word without its subtype, but for relative clauses."""
    label, _, subtype = str(token.dep_).lower().partition(":")
    return subtype if subtype == "relcl" else label


def _says_no(token: Word) -> bool:
    return (
        token.dep_ == "neg"
        or token.lower_ in _NOT
        or (_label(token) == "advmod" and "Polarity=Neg" in str(token.morph))
    )


def _behind_by(token: Word) -> Iterator[Word]:
    """The nouns of a phrase with "by": its head in UD, its objects in CLEAR."""
    if _label(token) not in _OBLIQUE and token.lower_ != "by":
        return
    if token.lower_ == "by":
        yield from (child for child in token.children if _label(child) == "pobj")
    elif token.dep_ == "obl:agent" or any(child.lower_ == "by" for child in token.children):
        yield token


def _joined(first: Word) -> Iterator[Word]:
    """A word and everything joined to it, in UD to the first, in CLEAR in a chain."""
    yield first
    for child in first.children:
        if _label(child) == "conj":
            yield from _joined(child)


def _own_words(verb: Word) -> Iterator[Word]:
    """The words of a verb's clause: no other clause, nothing that only opens or ends it."""
    yield verb
    for child in verb.children:
        label = _label(child)
        if label in _AT_THE_EDGE or label in _OTHER_CLAUSES or label == "conj":
            continue
        yield from child.subtree
