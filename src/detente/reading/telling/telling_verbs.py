"""The verbs of a sentence that speak or act, who does so, and how far their words reach."""

from __future__ import annotations

from dataclasses import replace

from detente.model.register import Act
from detente.reading.naming.parties import Mention, role
from detente.reading.parsing.clauses import NONE, Clause, Parsed
from detente.reading.telling.attribution import source_without_verb
from detente.reading.telling.found import Head
from detente.reading.telling.reach import after_adjuncts, closed, content_behind, that_behind
from detente.reading.telling.realised import happened
from detente.reading.words.cues import Cue, usual_act
from detente.reading.words.forms import readings, table, words
from detente.reading.words.grammar import ABLE, CONTRASTS, FUTURE, RELATIVE, VOICES, Verb

__all__ = ["find_heads", "nobodys_verbs"]

_STATED: frozenset[Act] = frozenset(
    ("accuse", "urge", "demand", "refuse", "deny", "offer", "accept", "support", "threaten")
)
_GOES_ON = frozenset(("was", "were", "had"))  # as what was said before began
_JUDGED: frozenset[Act] = frozenset(("accuse", "deny", "refuse", "support"))
_LABELS = frozenset("call term dub label brand describe regard see view consider".split())


def find_heads(parsed: Parsed) -> list[Head]:
    """The verbs outside quotations that speak or act, from left to right."""
    return _Finder(parsed).run()


def nobodys_verbs(parsed: Parsed) -> list[Verb]:
    """The verbs that speak or act and are left out: the sentence tells nobody who does so."""
    finder = _Finder(parsed)
    finder.run()
    return finder.nobodys


class _Finder:
    """One pass over the verbs; ``heads`` grows, its last member still open at the end."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.heads: list[Head] = []
        self.clause_of = {clause.verb.i: clause for clause in parsed.clauses}
        self.main: Clause | None = None  # a main clause without an act that went before
        self.unknown: set[int] = set()  # verbs of speech of somebody who is not known
        self.nobodys: list[Verb] = []  # all verbs that nobody is told to speak or act by

    def run(self) -> list[Head]:
        for verb in self.parsed.verbs:
            if self.parsed.inside[verb.i] and not self.quoted_within(verb):
                continue
            if verb.finite:
                self.clause(self.clause_of[verb.i])
            elif verb.kind == "ing":
                self.participle(verb)
        self.according()
        return [closed(self.parsed, self.heads, n) for n in range(len(self.heads))]

    def quoted_within(self, verb: Verb) -> bool:
        """Whether a verb stands first in a quotation that begins behind its subject."""
        clause = self.clause_of.get(verb.i)
        if clause is None or clause.subject is None:
            return False
        return not self.parsed.inside[clause.subject.i] and clause.opener != '"'

    # -- one clause ------------------------------------------------------------------------------

    def clause(self, clause: Clause) -> None:
        parsed, verb = self.parsed, clause.verb
        speech = None if verb.modal or verb.negated else parsed.speaks(verb)
        cue = parsed.cue(verb)
        if self.tells_nothing(clause, cue, speech):
            return
        if cue is None and speech is None:
            self.plain(clause)
            return
        since = self.since(clause)
        deed = cue is not None and cue.act == "do"  # "after the raid, Peru recalled its envoy"
        if speech and not deed and self.follows_content(clause, since):
            subject = self.subject(clause, speech)
            if subject is not None or (self.same_voice(clause) and not self.acts_since(since)):
                taken = self.take_back(since)
                self.add(clause, cue, subject, speech, since, leads=False)
                self.heads[-1] = replace(self.heads[-1], instead=taken)
            return
        if speech is None and verb.modal in FUTURE | ABLE:
            self.plain(clause)
            return
        if speech and not self.says_of_itself(verb) and not self.complement(clause):
            speech = None  # "operations went on"
        if (cue is None and speech is None) or not self.stands_alone(clause, cue, speech):
            return
        subject = self.subject(clause, speech)
        if subject is None and not self.same_voice(clause):
            self.nobodys.append(verb)
            told = speech == "claim" or (speech == "accept" and verb.passive)
            if told and not self.heads and not self.parsed.charges(verb):
                self.unknown.add(verb.i)
            return
        start = clause.start if self.heads or (self.main and not clause.shared) else 0
        self.add(clause, cue, subject, speech, start, leads=True)

    def says_of_itself(self, verb: Verb) -> bool:
        """Whether a verb of speech needs no second word and no clause."""
        lemmas = {one.lemma for one in readings(self.parsed.tokens[verb.i].low)}
        if not lemmas.isdisjoint(words("speech", "weak")):
            return "as" in self.parsed.lows[verb.i + 1 : verb.i + 10]
        after = self.parsed.lows[verb.i + 1 : verb.i + 6]
        if ":" in after or after[:1] == ("of",):
            return True  # "put it bluntly: ...", "spoke of a success"
        return any(usual_act(lemma) for lemma in lemmas)

    def plain(self, clause: Clause) -> None:
        """A clause without an act: what a party will do, or will not, may be one."""
        if clause.subordinate and not self.told_by_unknown(clause):
            return
        self.main = clause
        verb, subject = clause.verb, clause.subject
        if subject is None or verb.modal not in FUTURE | ABLE:
            return
        if subject.kind == "pronoun" and self.parsed.cue(verb) is None and not clause.negated:
            return
        last = self.heads[-1] if self.heads else None
        if last and (
            last.plain or (last.speech and not self.leaves_speech(clause, None, None, last))
        ):
            return
        start = clause.start if self.heads else 0
        alone = all(one.subordinate for one in self.parsed.clauses_in(start, verb.first))
        words = (start if alone else clause.start), len(self.parsed.tokens)
        self.heads.append(Head(verb, None, subject, "claim", start, words[1], words, plain=True))

    def tells_nothing(self, clause: Clause, cue: Cue | None, speech: Act | None) -> bool:
        """Whether nobody acts: "he would not be drawn on it", the reporter's own "I met"."""
        after = self.parsed.lows[clause.verb.i + 1 : clause.verb.i + 2]
        if not happened(self.parsed, clause.verb):
            return True  # "nearly accepted"
        if clause.opener == "as" and after in {(",",), (".",)}:
            return True  # "as Oslo had asked"
        silent = cue is not None and cue.act == "do" and cue.plover is None and speech is None
        return silent or self.parsed.lows[max(clause.verb.first - 1, 0)] == "i"

    def told_by_unknown(self, clause: Clause) -> bool:
        """Whether somebody unknown says what a clause tells: it stands for itself."""
        if clause.opener not in {"that", "="}:
            return False
        before = [one.verb.i for one in self.parsed.clauses if one.verb.i < clause.verb.i]
        return bool(before) and before[-1] in self.unknown

    def add(
        self,
        clause: Clause,
        cue: Cue | None,
        subject: Mention | None,
        speech: Act | None,
        start: int,
        *,
        leads: bool,
    ) -> None:
        said = speech if not leads or _speaks(cue, speech) else None
        content = start, self.attribution_start(clause)
        if leads:
            content = content_behind(self.parsed, clause.verb, cue, subject)
        end = len(self.parsed.tokens)
        denied = clause.negated and self.parsed.lows[clause.start] in NONE
        verb = replace(clause.verb, negated=True) if denied else clause.verb
        self.heads.append(Head(verb, cue, subject, said, start, end, content, leads))

    def since(self, clause: Clause) -> int:
        """Where what may be said before an attribution begins: behind what is another's act."""
        if not self.heads:
            return 0
        last = self.heads[-1]
        floor = 0 if last.leads else after_adjuncts(self.parsed, last)
        for k in range(clause.start - 1 - (clause.opener != ";"), last.verb.i, -1):
            if self.parsed.inside[k]:
                continue
            token = self.parsed.tokens[k]
            if token.text in {";", ":"}:
                return max(floor, k + 1)
            if last.speech and last.leads and token.low in {"and", "but"} and self.opens_clause(k):
                return max(floor, k + 1)
        return floor

    def opens_clause(self, k: int) -> bool:
        """Whether a clause with a subject of its own begins behind the conjunction at ``k``."""
        return any(one.start == k + 1 and not one.shared for one in self.parsed.clauses)

    def acts_since(self, since: int) -> bool:
        """Whether acts of their own stand before an attribution to somebody unnamed."""
        return any(head.verb.i >= since and head.speech is None for head in self.heads)

    def take_back(self, since: int) -> tuple[Head, ...]:
        """What seemed acts of their own was said: heads from ``since`` on are content."""
        taken: list[Head] = []
        while self.heads and self.heads[-1].verb.i >= since:
            taken.insert(0, self.heads.pop())
        return tuple(taken)

    # -- where an attribution stands -------------------------------------------------------------

    def follows_content(self, clause: Clause, since: int) -> bool:
        """Whether what is said stands before its verb: "..., the ministry said"."""
        parsed = self.parsed
        start = self.attribution_start(clause)
        apart = start - since > 0 and parsed.tokens[start - 1].tag in {"Q", "."}
        if clause.fronted or not apart:
            return clause.fronted
        if parsed.tokens[start - 1].text == ":" and not parsed.inside[start - 2]:
            return False
        quoted = sum(parsed.inside[since:start]) * 2 > start - since
        if quoted or self.opens_alone(since, start, clause):
            return True
        asked = parsed.lows[since] == "asked"  # "asked whether it would, he said no"
        if asked or self.complement(clause):
            return False
        if any(not c.shared or c.start > since for c in parsed.clauses_in(since, start)):
            return True
        return self.interrupts(clause, since, start)

    def opens_alone(self, since: int, start: int, clause: Clause) -> bool:
        """Whether a word or two of what is said come first: "Otherwise, Chile said, it would"."""
        words = " ".join(self.parsed.lows[since:start]).strip(" ,")
        if words in table("grammar")["conditions"]["complete"]:
            return True
        return clause.subject is None and words in table("meaning")["denial"]["phrases"]

    def attribution_start(self, clause: Clause) -> int:
        start = clause.start
        while start > 0 and self.parsed.tokens[start - 1].tag == "D":
            start -= 1
        return start

    def interrupts(self, clause: Clause, since: int, start: int) -> bool:
        """Whether an attribution parts a subject from its verb: "Iran, he said, hoped ..."."""
        resumed = next((c for c in self.parsed.clauses if c.verb.i > clause.verb.i), None)
        return (
            start - since >= 2
            and resumed is not None
            and since <= resumed.start < start
            and not resumed.subordinate
        )

    def complement(self, clause: Clause) -> bool:
        """Whether what is said follows the verb: a clause with or without "that"."""
        parsed, i = self.parsed, clause.verb.i
        that = that_behind(parsed, i + 1)
        if that is not None and not any(
            parsed.lows[k] in {",", ";", ":"} and parsed.taken[k] is None for k in range(i, that)
        ):
            return True
        following = next((c for c in parsed.clauses if c.verb.i > i), None)
        return following is not None and following.opener == "=" and following.start <= i + 12

    # -- which clauses are acts of their own -----------------------------------------------------

    def stands_alone(self, clause: Clause, cue: Cue | None, speech: Act | None) -> bool:
        """Whether a clause is an act of its own and not part of what somebody says."""
        if self.told_by_unknown(clause):
            return True
        if clause.opener in RELATIVE or clause.opener == "that":
            return self.judges(clause, cue)
        if clause.subordinate and not self.event_before(clause, cue):
            return False
        last = self.heads[-1] if self.heads else None
        if last is None or last.speech is None or clause.opener in {";", '"'}:
            return True
        if not last.leads:
            return clause.coordinate or clause.opener == ":"
        return self.leaves_speech(clause, cue, speech, last)

    def event_before(self, clause: Clause, cue: Cue | None) -> bool:
        """Whether a clause tells what went before or along: "a day after Chile closed the pass"."""
        if clause.opener == "as":
            return True
        if clause.opener != "after" or cue is None or clause.subject is None:
            return False
        deed = cue.act == "do" and cue.plover is not None
        return deed and clause.verb.past and clause.subject.kind != "pronoun"

    def leaves_speech(
        self, clause: Clause, cue: Cue | None, speech: Act | None, last: Head
    ) -> bool:
        """Whether a clause after what is said is no part of it: "said so and accused it of ..."."""
        copula = cue is not None and cue.lemma in {"be", "have"}  # tells a state, does nothing
        stated = speech is not None or (cue is not None and cue.act in _STATED and not copula)
        if cue is not None and cue.act == "do" and clause.subject is not None:
            stated = clause.verb.past
        if not stated or clause.verb.modal or clause.verb.past is not last.verb.past:
            return False
        if clause.shared:  # but "said that they had fired and were threatening it"
            verb = clause.verb
            return verb.aux == verb.i or self.parsed.lows[verb.aux] not in _GOES_ON
        named = clause.subject is not None and clause.subject.kind != "pronoun"
        first = self.clause_of.get(last.verb.i)
        fronted = first is not None and first.opener in CONTRASTS and first.start == 1
        return named and (
            clause.opener in {"and", *CONTRASTS} or (fronted and clause.opener == ",")
        )

    def judges(self, clause: Clause, cue: Cue | None) -> bool:
        """Whether a relative clause tells a judgement: "a step which Ankara condemned"."""
        if not self.heads or clause.subject is None or clause.opener not in {"which", "whom"}:
            return False
        if cue is None or cue.act not in _JUDGED:
            word = self.parsed.tokens[clause.verb.i].low
            return any(one.lemma in _LABELS for one in readings(word))
        return clause.verb.i == clause.verb.first

    def participle(self, verb: Verb) -> None:
        """A participle that goes on from a head: "..., adding that", "..., accusing it of"."""
        parsed = self.parsed
        k = parsed.before(verb.first)
        before = self.main.subject if self.main is not None else None
        subject = self.heads[-1].subject if self.heads else before
        if k < 0 or not (self.heads or subject) or parsed.tokens[k].text != ",":
            return
        cue, speech = parsed.cue(verb), parsed.speaks(verb)
        if speech is None and (cue is None or cue.act not in _STATED):
            return
        clause = Clause(verb, verb.first, ",", None, shared=True)
        self.add(clause, cue, subject, speech, verb.first if self.heads else 0, leads=True)

    def according(self) -> None:
        """An attribution without a verb: "according to the ministry", "in the words of"."""
        found = source_without_verb(self.parsed)
        done = any(head.speech is None and not head.verb.modal for head in self.heads)
        if found is None or (not found.leads and done):
            return
        k, end = found.i, len(self.parsed.tokens)
        verb, (first, last) = Verb(k, k, k, "part"), found.content
        if last - first >= 3:
            self.take_back(0)
            head = Head(verb, None, found.source, "claim", 0, end, found.content, found.leads)
            self.heads.insert(0, head)

    # -- who -------------------------------------------------------------------------------------

    def subject(self, clause: Clause, speech: Act | None) -> Mention | None:
        verb = clause.verb
        if verb.passive and (found := self.of_passive(clause)):
            return found[0]
        if clause.subject is not None:
            return clause.subject
        inverted = speech and clause.opener not in {"and", "but"}  # "and asked the EU" is not
        inverted = inverted and not self._behind_noun(verb)
        if inverted and (follower := self.parsed.follower(verb.i)):
            return follower
        if not clause.shared:
            return None
        if self.heads and (self.main is None or self.main.verb.i < self.heads[-1].verb.i):
            return self.heads[-1].subject
        return self.main.subject if self.main is not None else None

    def _behind_noun(self, verb: Verb) -> bool:
        """Whether a noun stands right before a verb: "a newspaper urged Peru" is not inverted."""
        k = verb.first - 1
        while k > 0 and self.parsed.tokens[k].tag == "A":
            k -= 1
        return k > 0 and self.parsed.tokens[k].tag == "O" and not self.parsed.inside[k]

    def of_passive(self, clause: Clause) -> tuple[Mention | None] | None:
        """Who acts by a passive verb, if that is not its subject."""
        cue, agent = self.parsed.cue(clause.verb), self.parsed.agent_of_passive(clause.verb.i)
        if cue is None or (cue.lemma != "be" and cue.act != "meet"):
            moved = clause.subject if cue and cue.plover == "MOBILIZE" else None
            return (agent or moved,)
        return (agent,) if agent and cue.act in {"accept", "do"} else None

    def same_voice(self, clause: Clause) -> bool:
        """Whether "the text", "the statement" goes on: the voice of whoever spoke before."""
        k = self.parsed.before(clause.verb.first)
        if clause.verb.passive:
            return False
        if clause.shared and self.heads:
            return self.heads[-1].subject is None
        if clause.shared and clause.start == 0 < clause.verb.i:
            return True  # "15 Sept carried it out"
        low = self.parsed.lows[k] if k >= 0 else ""
        if k < 0 and clause.verb.i == clause.verb.first and not self.heads:
            return not self.parsed.tokens[0].capital
        return low in VOICES or role(low) in {"persons", "organs"}


def _speaks(cue: Cue | None, speech: Act | None) -> bool:
    """Whether what is said tells the act, not the verb itself."""
    if speech is None:
        return False
    return cue is None or (speech == "claim" and cue.act == "claim")
