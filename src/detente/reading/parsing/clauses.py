"""A sentence taken apart: its words, who is named in it, its verbs and the clauses they govern."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from detente.reading.naming.mentions import Names, find_mentions
from detente.reading.naming.parties import STRANGER, Mention, role
from detente.reading.naming.strangers import Phrases, is_listed
from detente.reading.parsing.parser import Syntax, bounds
from detente.reading.parsing.segment import Layout
from detente.reading.parsing.telegraphic import bare_day
from detente.reading.parsing.utterance import Utterance
from detente.reading.words.forms import forms, words
from detente.reading.words.grammar import (
    BOUNDARY,
    COORDINATE,
    PEOPLE,
    RANKS,
    RELATIVE,
    TIMES,
    WHO,
    Clause,
    Verb,
)
from detente.reading.words.tokens import Token, tokenise

__all__ = ["NONE", "Clause", "Parsed", "parse"]

NONE = frozenset("no not neither nobody none nothing never nor".split())
_NOMINATIVE = frozenset("he she they we i".split())
_SUBJECT_LEADS = frozenset("PT")
_INSERTED = words("grammar", "inserted")
_POINTS = frozenset("in at on by for under from with of about to".split())  # before "that" day

_NEAR, _FAR = 24, 40  # words of an insertion, and of a relative clause
_WHOSE = WHO | {"whose", "where"}
_MANY = frozenset("countries states nations parties islands".split())
_OUTSIDE = frozenset("outside opposite near around front".split())


@dataclass(frozen=True)
class Parsed(Utterance):
    """One sentence with its words, the parties that they name, and its clauses."""

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The finite clauses of the sentence, by the order of their verbs."""
        found = [self._clause(verb) for verb in self.verbs if verb.finite]
        if len(found) == 1 and found[0].opener in TIMES and found[0].start == 1:
            found[0] = replace(found[0], start=0, opener="")  # "After long talks Oslo agreed"
        if len(found) > 1 and found[0].opener in {"that", "whether"} and found[0].start == 1:
            found[1] = self._behind_content(found[1])
        return tuple(found if self.tree is None else map(self._clause_by_tree, found))

    def _behind_content(self, clause: Clause) -> Clause:
        """The attribution after a clause that stands first: "That it had fired Chad denied"."""
        mention = self.taken[self.before(clause.verb.first)]
        if clause.opener != "=" or mention is None or not self.speaks(clause.verb):
            return clause
        return replace(clause, start=mention.i, opener="", subject=mention, fronted=True)

    # -- clauses ---------------------------------------------------------------------------------

    def _clause(self, verb: Verb) -> Clause:
        k = self.before(verb.first)
        if k >= 0 and self.tokens[k].low in COORDINATE and self.taken[k] is None:
            negated = verb.negated or self.tokens[k].low == "nor"
            return Clause(verb, k + 1, self.tokens[k].low, None, True, negated)
        if k > 0 and self.tokens[k].tag == "Q" and self._quote_within(k):
            k = self.before(k)
        other = self.verb_at.get(k)
        if other is not None and other.finite and not self.speaks(other):
            k = self.before(other.first)  # two verbs in a row: "spoke stressed that"
        limit, behind = verb.first, verb.first
        if k > 0 and self.tokens[k].text == ",":
            before = self._before_comma(k)
            if before is None:
                return Clause(verb, k + 1, ",", None, True, verb.negated)
            if any(other.finite and before < other.i < k for other in self.verbs):
                limit, behind = before + 1, k  # "any deal, the envoy said, would"
            k = before
        start, opener = self._opening(k, verb)
        words = {*self.lows[start:limit], *self.lows[behind : verb.first]}
        negated = verb.negated or not words.isdisjoint(NONE)
        if start < verb.first and bare_day(self.tokens, verb.first) == start:
            return Clause(verb, start, opener, None, shared=True, negated=verb.negated)
        subject = self._subject_in(start, limit) or self._phrases.subject(start, limit)
        return Clause(verb, start, opener, subject, negated=negated)

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self.tokens, self.taken, self.common)

    def _quote_within(self, k: int) -> bool:
        """Whether the quotation that opens at ``k`` begins within a clause: it "will not yield"."""
        before = self.tokens[k - 1]
        if before.tag in ".Q" or before.tag == "S" or self.inside[k - 1]:
            return False
        verb = self.verb_at.get(k - 1)
        return verb is None or not (verb.finite or self.speaks(verb))

    def _before_comma(self, k: int) -> int | None:
        """Where the subject of a verb behind the comma at ``k`` ends; None if it has none."""
        if self._explained(k):
            return k - 1
        if (past := self._over_insertion(k)) is not None:
            return past
        return None if self._verb_before(k) else k - 1

    def _verb_before(self, k: int) -> bool:
        """Whether a finite verb stands before word ``k``."""
        return any(verb.finite and verb.i < k for verb in self.verbs)

    def _explained(self, k: int) -> bool:
        """Whether the comma at ``k`` ends an apposition that is part of a mention."""
        mention = self.taken[k - 1]
        if mention is None or not mention.agent:
            return False
        return any(self.tokens[n].text == "," for n in range(mention.i, mention.j))

    def _over_insertion(self, k: int) -> int | None:
        """The word before an insertion that ends with the comma at ``k``, or before several."""
        found = self._over_one(k)
        while found is not None and (further := self._further_insertion(found)) is not None:
            found = further
        return found

    def _over_one(self, k: int) -> int | None:
        """The word before the last insertion before the comma at ``k``."""
        if self.tokens[k - 1].tag == "Q":
            return self._over_quoted(k - 1)
        for p in range(k - 1, max(-1, k - _FAR), -1):
            if self.tokens[p].text in {";", ":"} or self.tokens[p].tag == "Q":
                return None
            if self.tokens[p].text == "," and self.taken[p] is None:
                return p - 1 if p and (p > k - _NEAR or self.lows[p + 1] in _WHOSE) else None
        return None

    def _over_quoted(self, k: int) -> int | None:
        """The party before an insertion in quotation marks: "Chad, "as a friend", begged"."""
        opening = next((p for p in range(k - 1, -1, -1) if self.tokens[p].tag == "Q"), 0)
        named = opening > 1 and self.taken[opening - 2] is not None
        return opening - 2 if named and self.tokens[opening - 1].text == "," else None

    def _further_insertion(self, q: int) -> int | None:
        """The word before an insertion that ends at ``q``: "Chad, for the group, backed by Y"."""
        for p in range(q - 1, max(0, q - 12), -1):
            if p in self.verb_at and self.verb_at[p].finite:
                return None
            if self.tokens[p].text == "," and self.taken[p] is None:
                return p - 1 if self.lows[p + 1] in _INSERTED else None
        return None

    def _opening(self, k: int, verb: Verb) -> tuple[int, str]:
        """Where the clause begins whose subject ends at word ``k``, and the word that opens it."""
        while k >= 0:
            token = self.tokens[k]
            mention = self.taken[k]
            if mention is not None:
                if token.low in RELATIVE:
                    return k + 1, token.low
                k = mention.i - 1
                continue
            if opener := self._opener(k, verb):
                past = self._over_relative(k) if opener == "=" else None
                if past is None:
                    return k + 1, opener
                k = past
                continue
            k -= 1
        return 0, ""

    def _over_relative(self, k: int) -> int | None:
        """The noun before the relative clause whose verb stands at ``k``: "officials who met"."""
        for p in range(self.verb_at[k].first - 1, 0, -1):
            token = self.tokens[p]
            if token.low in WHO or token.low in {"whom", "that"}:
                if self.lows[p - 1] == "," and token.low != "that":
                    return p - 2
                noun = self.tokens[p - 1].tag == "O" and p - 1 not in self.verb_at
                return p - 1 if noun or self.taken[p - 1] is not None else None
            if token.text in BOUNDARY or token.tag in "SCQ" or p in self.verb_at:
                return None
        return None

    def _opener(self, k: int, verb: Verb) -> str:
        """What opens a clause at word ``k``, or "" if that word belongs to the subject."""
        token = self.tokens[k]
        if token.tag == "Q" or (self.inside[k] and not self.inside[verb.first]):
            return "" if self._short_quote(k) else '"'
        if token.tag == "S" or token.low in RELATIVE | TIMES:
            return "" if self._after_that(k) else token.low
        if token.tag == "C":
            return token.low if self._ends_clause(k) else ""
        if token.text in BOUNDARY:
            return "" if self._in_list(k) else token.text
        other = self.verb_at.get(k)
        governs = other is not None and (other.finite or self.speaks(other))
        return "=" if governs else ""

    def _after_that(self, k: int) -> bool:
        """Whether "after that", "since 2019" and the like stand here as adverbs."""
        if self.tokens[k].low in TIMES and self.tokens[k + 1].text[:1].isdigit():
            return True
        if self.tokens[k].low == "that" and k and self.tokens[k - 1].low in _POINTS:
            return True  # "in that case"
        pair = (self.tokens[max(k - 1, 0)].low, self.tokens[k].low, self.tokens[k + 1].low)
        return (pair[0] in TIMES and pair[1] == "that") or (pair[1] in TIMES and pair[2] == "that")

    def _short_quote(self, k: int) -> bool:
        """Whether the quotation that ends at ``k`` is a word or two within a phrase."""
        opening = next(
            (p for p in range(k - 1, max(-1, k - 5), -1) if self.tokens[p].tag == "Q"), -1
        )
        return opening > 0 and self.tokens[k].tag == "Q" and self.tokens[opening - 1].tag in "DGP"

    def _ends_clause(self, k: int) -> bool:
        """Whether a finite verb stands before the conjunction at ``k``, with no mark between."""
        if self.tokens[k].low not in {"and", "or"}:
            return True
        for p in range(k - 1, -1, -1):
            token = self.tokens[p]
            verb = self.verb_at.get(p)
            if verb is not None and verb.kind != "part":
                return True
            if token.tag in "SQ" or token.text in BOUNDARY or token.low in TIMES:
                return p == k - 1 and token.tag != "S"
        return False

    def _in_list(self, k: int) -> bool:
        """Whether the comma at ``k`` stands between two names of a list."""
        if (
            self.tokens[k].text != ","
            or not 0 < k < len(self.tokens) - 1
            or self.taken[k - 1] is None
        ):
            return False
        after = k + 1 + (self.tokens[k + 1].low in {"and", "the"})
        if after >= len(self.tokens) or self.taken[after] is None:
            return False
        following = self.taken[after]
        end = following.j if following else after + 1
        return end < len(self.tokens) and self.tokens[end].low in {",", "and"}

    def _subject_in(self, start: int, end: int) -> Mention | None:
        """Who acts by a verb at ``end`` in a clause from ``start``: a party at its head.

        A party behind a preposition is meant if no other is named: "a spokesman for the ministry".
        """
        spare: Mention | None = None
        last = self.taken[self.before(end)] if end else None
        if last is not None and last.i >= start and last.head in _NOMINATIVE and last.agent:
            return last  # "told the president he has no choice"
        for mention in self.mentions:
            if mention.i < start or mention.j > end:
                continue
            if not mention.agent or mention.kind == "place":
                continue
            if self._lead(mention, start) in _SUBJECT_LEADS:
                if not self._of_somebody(mention, start):
                    continue
                if not spare and self.lows[start] in NONE:
                    continue  # "no member of the United Nations"
                ends_phrase = self.before(end) + 1 == mention.j
                spare = spare or mention if not ends_phrase or spare is None else spare
                continue
            return mention
        return spare

    def _of_somebody(self, mention: Mention, start: int) -> bool:
        """Whether a noun for people stands before a mention: "a person close to the ministry"."""
        before = self.lows[start : mention.i]
        if not _OUTSIDE.isdisjoint(before):
            return False  # "protesters outside the embassy"
        return any(role(low) is not None or low in PEOPLE for low in before)

    def _lead(self, mention: Mention, start: int) -> str:
        """The tag of the word before a mention, articles passed over."""
        k = mention.i - 1
        while k >= start and self.tokens[k].tag == "D":
            k -= 1
        return self.tokens[k].tag if k >= start else ""

    def _clause_by_tree(self, clause: Clause) -> Clause:
        """The clause with the bounds and the subject that the tree gives it, if it gives one."""
        found = bounds(self.tree, self.tokens, clause.verb.i) if self.tree else None
        if found is None:
            return clause
        start, *subject = found
        opener = self._opener(start - 1, clause.verb) if start else ""
        who = self._subject_in(*subject)
        return Clause(clause.verb, start, opener or clause.opener, who)

    def relative(self, clause: Clause) -> bool:
        """Whether a clause belongs to a noun: "the text that Oslo signed"."""
        noun = clause.start - 2
        if noun < 0 or self.taken[noun] is not None:  # "told Peru that ..."
            return clause.opener in RELATIVE
        behind_noun = self.tokens[noun].tag == "O" and noun not in self.verb_at
        return clause.opener in RELATIVE or (clause.opener == "that" and behind_noun)

    # -- who acts --------------------------------------------------------------------------------

    def follower(self, i: int) -> Mention | None:
        """Who acts by an inverted verb: ``said the ministry``."""
        k = i + 1 + (i + 1 < len(self.tokens) and self.tokens[i + 1].tag == "D")
        k += k + 1 < len(self.tokens) and self.lows[k] in RANKS
        mention = self.taken[k] if k < len(self.tokens) else None
        if mention is not None:
            return mention if mention.i <= k and mention.agent else None
        if stranger := self._phrases.at(i + 1, len(self.tokens)):
            return stranger
        if k >= len(self.tokens) or role(self.tokens[k].low) is None:
            return None  # "said an adviser of the president"
        nearest = next((one for one in self.mentions if one.i > k), None)
        return nearest if nearest is not None and nearest.agent and nearest.i <= k + 4 else None

    def agent_of_passive(self, i: int) -> Mention | None:
        """Who does what a passive verb tells: the party behind "by"."""
        for mention in self.mentions:
            if mention.i > i and mention.agent:
                lead = mention.i - 1 - (self.tokens[mention.i - 1].tag == "D")
                if self.tokens[lead].low == "by":
                    return mention
        return None

    def joint(self, mention: Mention) -> tuple[Mention, ...]:
        """The mention and those that "and" joins to it, from left to right."""
        if mention.kind == "stranger":
            return (mention,)
        found = [mention]
        index = self.mentions.index(mention)
        for other in reversed(self.mentions[:index]):
            between = self.lows[other.j : found[0].i]
            bare = [word for word in between if word not in ("the", ",", "its")]
            if between[:2] == (",", "and") and not self._listed(other):
                break  # a new clause: "..., and its speaker"
            neither = bare in (["nor"], ["or"]) and "neither" in self.lows[: other.i]
            if (
                bare != ["and"]
                and not neither
                and not (between[:1] == (",",) and not bare and len(found) > 1)
            ):
                break
            found.insert(0, other)
        listed: list[Mention] = []
        whose = {*self.lows[mention.i : mention.j], "of" if mention.kind == "organ" else ""}
        for other in self.mentions[index + 1 :]:
            between = self.lows[(listed or found)[-1].j : other.i]
            bare = [word for word in between if word not in ("the", ",", "its")]
            if bare in (["and", "of"], ["and", "from"]) and bare[1] in whose:
                bare = ["and"]  # "envoys of Peru and of Chile"
            neither = bare == ["nor"] and "neither" in self.lows[: mention.i]
            if (bare not in ([], ["and"]) and not neither) or not between:
                break
            listed.append(other)
            if bare:  # "and" closes the list
                found, listed = found + listed, []
        return tuple(found)

    def on_behalf_of(self, mention: Mention) -> tuple[Mention, ...]:
        """Those for whom somebody speaks as well: "speaking also on behalf of Chad and Niger"."""
        first = self._behalf
        return self.joint(first) if first is not None and first is not mention else ()

    def group_of(self, mention: Mention) -> Mention | None:
        """The group for which somebody speaks: "Samoa, for the Small Island States, refused"."""
        k = mention.j
        if mention.kind != "name":
            return None
        if self._words_at(k, ",") and self._words_at(k + 1, "for"):
            k += 2
        elif self._words_at(k, ",", "on", "behalf", "of"):
            k += 4
        else:
            return None
        k += self._words_at(k, "the")
        known = self.taken[k] if k < len(self.tokens) else None
        if known is not None and known.i == k:
            return known if known.parties and self._words_at(known.j, ",") else None
        j = next((n for n in range(k, len(self.tokens)) if self.lows[n] == ","), k)
        named = j > k and (self.tokens[k].capital or self._many(j - 1))
        if not named or any(k <= verb.i < j and verb.finite for verb in self.verbs):
            return None  # "for the first time"
        own = STRANGER + string.capwords(self.words(k, j).replace("-", "- ")).replace("- ", "-")
        return Mention(k, j, (own,), "stranger", plural=True, office="body")

    def _many(self, k: int) -> bool:
        """Whether word ``k`` means many who may have a common voice."""
        return self.lows[k] in _MANY or is_listed(self.lows[k])

    def _words_at(self, k: int, *low: str) -> bool:
        """Whether some words stand at word ``k``."""
        return tuple(self.lows[k : k + len(low)]) == low

    @cached_property
    def _behalf(self) -> Mention | None:
        """The first party behind "on behalf of", outside quotations."""
        if "behalf" not in self.lows:
            return None
        k = self.lows.index("behalf")
        if self.inside[k] or self.lows[k - 1] != "on":
            return None
        return next((one for one in self.mentions if one.i in {k + 2, k + 3} and one.agent), None)

    def _listed(self, mention: Mention) -> bool:
        """Whether a comma joins a mention to another before it."""
        k = mention.i - 1
        return k > 0 and self.tokens[k].text == "," and self.taken[k - 1] is not None

    def clauses_in(self, i: int, j: int) -> Iterator[Clause]:
        """The clauses whose verbs stand from word ``i`` up to ``j``."""
        return (clause for clause in self.clauses if i <= clause.verb.i < j)


def _going_on(token: Token) -> Token:
    """The first word of an item, in small letters where it is no name."""
    common = token.low in forms() or token.tag != "O"
    return replace(token, text=token.text.lower()) if common and token.text != "I" else token


def parse(
    text: str,
    start: int,
    end: int,
    names: Names,
    layout: Layout,
    syntax: Syntax | None = None,
    *,
    lead: tuple[int, int] | None = None,
) -> Parsed:
    """Take a sentence apart, with the grammar of a pipeline of the user's own if there is one.

    ``lead`` has the words before a list with which an item of it makes a sentence.
    """
    tokens = tokenise(layout.text, start, end)
    if lead is not None and tokens:
        tokens = [*tokenise(layout.text, *lead), _going_on(tokens[0]), *tokens[1:]]
    inside = tuple(layout.quote_at(token.start) is not None for token in tokens)
    mentions = tuple(find_mentions(tokens, names))
    tree = syntax.tree(text, start, end) if syntax else None
    return Parsed(
        text, layout.text, start, end, tuple(tokens), mentions, inside, tree, names.common
    )
