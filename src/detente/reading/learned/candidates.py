"""Who may be the maker of a statement, or whom it may face, and what is seen of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from detente.model.register import Act
from detente.reading.naming.parties import Mention
from detente.reading.parsing.clauses import Parsed
from detente.reading.telling.found import Words

__all__ = ["Candidate", "Context", "by_rule", "candidates"]


@dataclass(frozen=True, slots=True)
class Context:
    """What the text has told before a statement.

    ``resolve`` gives the parties that a mention means; ``makers`` and ``faced`` are those of the
    record before, ``near`` tells whether it stands in the same paragraph.
    """

    resolve: Callable[[Mention], tuple[str, ...]]
    makers: tuple[str, ...] = ()
    faced: tuple[str, ...] = ()
    near: bool = False
    voice: tuple[str, ...] = ()
    ranked: tuple[str, ...] = ()  # the parties that the text has named, most named first


@dataclass(frozen=True, slots=True)
class Candidate:
    """Some parties, or nobody, with the mention that names them and what is seen of them."""

    parties: tuple[str, ...]
    mention: Mention | None
    features: tuple[str, ...]


def candidates(
    parsed: Parsed,
    span: Words,
    act: Act,
    context: Context,
    *,
    rule: tuple[str, ...] = (),
    makers: tuple[str, ...] = (),
) -> list[Candidate]:
    """The candidates for a statement at words ``span``, nobody first.

    ``rule`` is whom the rules chose; ``makers`` is given where the candidates are for whom it
    faces. What the rules chose adds features of its own, by `by_rule`.
    """
    seen: dict[tuple[str, ...], tuple[Mention | None, list[str]]] = {}
    grammar = _Grammar(parsed, span)
    for mention in parsed.mentions:
        parties = context.resolve(mention)
        if parties and mention.kind != "place":
            kept = seen.setdefault(parties, (mention, []))
            kept[1].extend(grammar.of(mention))
    for parties, sign in _told(context):
        seen.setdefault(parties, (None, []))[1].append(sign)
    if rule:
        seen.setdefault(rule, (None, []))
    found = [Candidate((), None, tuple(_with_act(act, _of_nobody(grammar, len(seen)))))]
    for parties, (named, features) in seen.items():
        features.extend(_of_parties(parties, named, makers))
        found.append(Candidate(parties, named, tuple(_with_act(act, features))))
    return found


def _told(context: Context) -> Iterator[tuple[tuple[str, ...], str]]:
    """Parties that the sentence need not name, each with what the text told of them."""
    near = "near" if context.near else "far"
    told = (("before", context.makers), ("faced", context.faced), ("voice", context.voice))
    yield from ((parties, f"{name} {near}") for name, parties in told if parties)
    yield from (((party,), f"rank {n}") for n, party in enumerate(context.ranked))


def _of_parties(
    parties: tuple[str, ...], named: Mention | None, makers: tuple[str, ...]
) -> Iterator[str]:
    if makers:
        yield "maker" if set(parties) & set(makers) else "not maker"
    if len(parties) > 1:
        yield "several"
    if named is None:
        yield "unnamed here"


def by_rule(parties: tuple[str, ...], rule: tuple[str, ...] | None, act: Act) -> tuple[str, ...]:
    """What is seen of a candidate where the rules chose ``rule``; None: they found no act."""
    if rule is None:
        return tuple(_with_act(act, ["no rule" if parties else "nobody no rule"]))
    what = "none" if not rule else "same" if parties == rule else "other"
    if what == "other" and set(parties) & set(rule):
        what = "part"
    return tuple(_with_act(act, [f"{'rule' if parties else 'nobody rule'} {what}"]))


def _of_nobody(grammar: _Grammar, count: int) -> list[str]:
    return ["nobody", f"nobody of {min(count, 4)}", *grammar.subjects]


def _with_act(act: Act, features: Sequence[str]) -> Iterator[str]:
    for one in dict.fromkeys(features):
        yield one
        yield f"{act}: {one}"


class _Grammar:
    """What the clauses of a sentence tell of its mentions, as seen from a statement's words."""

    def __init__(self, parsed: Parsed, span: Words) -> None:
        self.parsed, self.span = parsed, span
        self.roles: dict[int, list[str]] = {}
        self.subjects: list[str] = []
        i, j = span
        for clause in parsed.clauses:
            within = i <= clause.verb.i < j
            what = self._what(clause.verb.i)
            place = (
                f"{'in' if within else 'out'}{' quoted' if parsed.inside[clause.verb.i] else ''}"
            )
            if clause.subject is not None:
                self.roles.setdefault(clause.subject.i, []).append(f"subject {what} {place}")
            elif within and not clause.shared:
                self.subjects.append(f"nobody subject {what} {place}")
        named = [m for m in parsed.mentions if i <= m.i < j]
        self.first = named[0].i if named else -1
        self.last = named[-1].i if named else -1

    def _what(self, k: int) -> str:
        verb = self.parsed.verb_at[k]
        if self.parsed.speaks(verb):
            return "speaks"
        cue = self.parsed.cue(verb)
        passive = " passive" if verb.passive else ""
        return f"{cue.act}{passive}" if cue else f"other{passive}"

    def of(self, mention: Mention) -> Iterator[str]:
        """What is seen of a mention."""
        parsed, (i, j) = self.parsed, self.span
        place = "in" if i <= mention.i < j else "before" if mention.i < i else "behind"
        yield place
        yield f"{place} {mention.kind}{'' if mention.agent else ' only named'}"
        if parsed.inside[mention.i]:
            yield f"quoted {place}"
        yield from self.roles.get(mention.i, ("no subject",))
        if mention.i == self.first:
            yield "first"
        if mention.i == self.last:
            yield "last"
        yield self._lead(mention, place)
        yield from self._behind(mention)
        yield f"person {mention.person}"

    def _lead(self, mention: Mention, place: str) -> str:
        k = mention.i - 1
        while k >= 0 and self.parsed.tokens[k].tag in "DA":
            k -= 1
        if k < 0:
            return "opens the sentence"
        token = self.parsed.tokens[k]
        verb = self.parsed.verb_at.get(k)
        if verb is not None:
            return f"after {self._what(k)} {place}" if verb.finite else f"after {verb.kind} {place}"
        word = token.low if token.tag in "PTSCM" else token.tag
        return f"after {word} {place}"

    def _behind(self, mention: Mention) -> Iterator[str]:
        if mention.j < len(self.parsed.tokens):
            token = self.parsed.tokens[mention.j]
            yield f"then {token.low if token.tag in 'PTSCG.Q' else token.tag}"
