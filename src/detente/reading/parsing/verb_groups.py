"""Which words of a sentence are verbs here, and how: finite, infinitive, participle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.reading.naming.parties import Mention
from detente.reading.naming.roles import POSSESSIVES
from detente.reading.parsing.surroundings import Surroundings
from detente.reading.parsing.telegraphic import bare_day
from detente.reading.words.forms import noun_forms, readings, words
from detente.reading.words.grammar import (
    ARTICLES,
    BE,
    BOUNDARY,
    COMING,
    DO,
    HAVE,
    NOTHING,
    ONLY,
    PRONOUNS,
    RELATIVE,
    TIMES,
    WAS,
    WHO,
    Kind,
    Verb,
)
from detente.reading.words.tokens import Token

__all__ = ["find_verbs"]

_BARE: dict[str, Kind] = {"being": "ing", "having": "ing", "been": "part"}  # never finite
_NEEDS = frozenset(("need", "needs", "needed"))
_WANTS = frozenset("insist demand require request ask propose recommend urge stipulate".split())


def find_verbs(
    tokens: Sequence[Token], taken: Sequence[Mention | None], inside: Sequence[bool]
) -> tuple[Verb, ...]:
    """The verbs of a sentence, from left to right; ``taken`` has the mention over each word."""
    return _Tagger(tokens, taken, inside).run()


class _Tagger(Surroundings):
    """One pass from left to right, and one that parts participles from past tenses."""

    def run(self) -> tuple[Verb, ...]:
        found: list[Verb] = []
        i = 0
        while i < self.count:
            last = found[-1] if found else None
            self.bare = last is not None and (last.kind == "to" or last.modal != "")
            verb = self.at(i)
            found += [verb] if verb else []
            self.wanted = self.wants(verb) if verb else self.wanted
            i = max(verb.i, verb.first) + 1 if verb else i + 1
        return tuple(self.settled(found))

    def at(self, i: int) -> Verb | None:
        token = self.tokens[i]
        if self.taken[i] is not None or token.tag == "T":
            return self.infinitive(i) if self.taken[i] is None else None
        leads = self.may_be_modal(i) if token.tag == "M" else token.tag == "X"
        if leads or (token.tag == "G" and self.after_pronoun(i)):
            return self.group(i)
        if token.tag != "O" or (token.capital and not self.opens(i)):
            return None
        return self.need(i) or (self.lexical(i) if readings(token.low) else None)

    # -- groups with auxiliaries -----------------------------------------------------------------

    def may_be_modal(self, i: int) -> bool:
        token = self.tokens[i]
        if token.capital and token.low in {"may", "will"} and not self.opens(i):
            return False
        if token.low in {"need", "dare"}:
            return i + 1 < self.count and self.tokens[i + 1].tag == "N"
        return not (i and (self.tokens[i - 1].tag == "G" or self.tokens[i - 1].low in ARTICLES))

    def after_pronoun(self, i: int) -> bool:
        return i > 0 and self.tokens[i - 1].low in {*PRONOUNS, "there", "what", "here", "let"}

    def group(self, i: int) -> Verb | None:
        """From an auxiliary or modal to its main verb; without one, a copula."""
        modal = self.tokens[i].low if self.tokens[i].tag == "M" else ""
        past = self.tokens[i].low in WAS
        negated, aux, k = self.tokens[i].low == "cannot", i, i + 1
        while k < self.count:
            token = self.tokens[k]
            if self.parenthesis(k):
                k += 2
            elif token.tag == "N":
                negated = negated or not self.only(k)
                if token.low in NOTHING:
                    break
            elif token.tag == "X" and token.low in BE | HAVE and self.taken[k] is None:
                aux = k
            elif self.inverts(i, k):
                k = self.taken[k].j - 1  # type: ignore[union-attr]
            elif not self.adverb(aux, k) and not self.quotes(k):
                break
            k += 1
        main, modal = self.main_of(aux, k, modal)
        if main is None and self.tokens[aux].tag == "M":
            return None
        last = self.tokens[aux].low
        kind = _BARE.get(self.tokens[i].low, "finite")
        if self.tokens[i].low == "be" and not modal:
            kind, modal = ("to", "") if self.bare else ("finite", "must")  # "that it be lifted"
        passive = main is not None and last in BE and self.reads(main, "part") and modal != "be to"
        return Verb(
            aux if main is None else main,
            i,
            aux,
            kind,
            modal,
            negated,
            passive,
            past or last in HAVE,
        )

    def only(self, k: int) -> bool:
        """Whether "not" denies no deed: "not only accepted", "did not just accept"."""
        return self.low_after(k) in ONLY

    def inverts(self, i: int, k: int) -> bool:
        """Whether a subject stands between a modal and its verb: "nor would it agree"."""
        if not i or k != i + 1 or self.taken[k] is None:
            return False
        return self.tokens[i - 1].low in {"nor", "neither", "never"}

    def quotes(self, k: int) -> bool:
        """Whether a quotation begins behind an auxiliary: they would "not yield"."""
        return self.tokens[k].tag == "Q" and self.tokens[k - 1].tag in "MNX"

    def parenthesis(self, k: int) -> bool:
        """Whether an adverb between commas stands at ``k``: "did, however, say"."""
        here = [token.text for token in self.tokens[k : k + 3]]
        return len(here) == 3 and here[0] == here[2] == "," and self.tokens[k + 1].tag == "A"

    def main_of(self, aux: int, k: int, modal: str) -> tuple[int | None, str]:
        """The main verb that stands at ``k`` after an auxiliary, and the modal it has."""
        if k >= self.count or self.taken[k] is not None:
            return None, modal
        last = self.tokens[aux].low
        if self.tokens[k].tag == "T" and last in BE | HAVE:
            return self.main_after_to(k, modal, has=last in HAVE)
        coming = self.tokens[k].low in COMING and last in BE
        if (
            coming
            and k + 1 < self.count
            and self.tokens[k + 1].tag == "T"
            and self.reads(k + 2, "base")
        ):
            return k + 2, "will"
        wanted = ("part", "ing") if last in BE else ("part",) if last in HAVE else ("base",)
        if last in DO and not self.reads(k, "base"):
            return None, modal
        found = any(self.reads(k, form) for form in wanted) or (last == modal and self.unknown(k))
        return (k, modal) if found else (None, modal)

    def main_after_to(self, k: int, modal: str, *, has: bool) -> tuple[int | None, str]:
        """The main verb of what must be or is to be: "would have to leave", "is to leave"."""
        main = self.over_adverbs(k + 1)
        if main is None:
            return None, modal
        if self.reads(main, "base") or (has and self.taken[main] is None and self.unknown(main)):
            return main, "must" if has else "be to"
        return None, modal

    def need(self, i: int) -> Verb | None:
        """A need that is a "must": "needs to mend its ways"."""
        if self.tokens[i].low not in _NEEDS or i + 2 >= self.count or self.tokens[i + 1].tag != "T":
            return None
        verb = self.infinitive(i + 1)
        if verb is None and self.taken[i + 2] is None and self.unknown(i + 2):
            verb = Verb(i + 2, i + 1, i + 2, "to")
        return verb and replace(verb, first=i, kind="finite", modal="must")

    def infinitive(self, i: int) -> Verb | None:
        k = self.over_adverbs(i + 1)
        if k is None or self.taken[k] is not None or not self.reads(k, "base"):
            return None
        before = self.tokens[i - 1] if i else None
        negated = before is not None and before.tag == "N"
        main = k
        if self.tokens[k].low in {"be", "have"}:
            after = self.over_adverbs(k + 1)
            wanted = ("part", "ing") if self.tokens[k].low == "be" else ("part",)
            if after is not None and any(self.reads(after, form) for form in wanted):
                main = after
        return Verb(
            main, i, k, "to", negated=negated, passive=main != k and self.reads(main, "part")
        )

    # -- words that may be verbs -----------------------------------------------------------------

    def lexical(self, i: int) -> Verb | None:
        """A verb without auxiliaries."""
        found, k = {one.form for one in readings(self.tokens[i].low)}, self.before(i)
        kind: Kind | None
        if self.tokens[i].low in noun_forms():
            kind = self.between_noun_and_verb(i, k, found)
        elif found == {"ing"}:
            kind = "ing"
        else:
            kind = self.plain(i, k, found)
        if kind is None:
            return None
        negated = any(self.tokens[n].tag == "N" for n in range(k + 1, i))
        past = "past" in found and kind == "finite"
        return Verb(i, i, i, kind, negated=negated, past=past)

    def between_noun_and_verb(self, i: int, k: int, found: set[str]) -> Kind | None:
        """A word that is more often a noun: a verb only where its neighbours ask for one."""
        if found == {"ing"}:
            return "ing" if k >= 0 and self.tokens[k].text == "," and self.governs(i) else None
        k = self.over_place(k)
        subject = self.is_subject(k)
        joined = k >= 0 and self.tokens[k].low in {"and", "but", "then", "or"} and self.governs(i)
        if not (subject or joined) or not found & {"past", "s", "base"}:
            return None
        if self.tokens[k].low in PRONOUNS and subject:
            return "finite"
        if "past" in found and (subject or "base" not in found):
            return "finite"
        if found & {"s", "past"} or self.is_plural(k):
            return "finite" if self.governs(i) else None
        return None

    def wants(self, verb: Verb) -> bool:
        return any(one.lemma in _WANTS for one in readings(self.tokens[verb.i].low))

    def plain(self, i: int, k: int, found: set[str]) -> Kind | None:
        lead = self.tokens[k] if k >= 0 else None
        if "s" in found:
            return "finite" if self.speaks(i) or not self.in_phrase(k) else None
        if "past" in found or found == {"part"}:
            return self.past(i, lead, found)
        if "base" not in found or lead is None or lead.tag in "DG":
            return None
        if lead.low in {"and", "or"} and self.governs(i):
            return "to" if self.bare else "finite"
        return "finite" if lead.tag == "R" or self.is_plural(self.over_place(k)) else None

    def past(self, i: int, lead: Token | None, found: set[str]) -> Kind | None:
        """A past tense or participle; without its own clause a participle."""
        bare = self.taken[self.before(i)] is None
        if lead is not None and (lead.low in POSSESSIVES or (lead.tag in "DGPT" and bare)):
            return None
        following = self.low_after(i)
        if "part" not in found or ("past" in found and (following == "that" or self.dated(i))):
            return "finite"
        if "past" in found and self.speaks(i) and self.is_subject(self.before(i)):
            return "finite"
        if "past" not in found or lead is None or (following == "by" and not self.by_means(i)):
            return "part"
        if (lead.text == "," or lead.tag == "Q") and self.inverted(i):
            return "finite"
        apart = lead.text == "," and not self.goes_on(i)
        return "part" if apart or lead.low in {"as", "than", "when"} else "finite"

    def dated(self, i: int) -> bool:
        """Whether only a day stands between a mark and a past tense: "; 15 Sept sent troops"."""
        k = bare_day(self.tokens, i)
        return k < i and (k == 0 or self.tokens[k - 1].text in BOUNDARY)

    # -- participles and past tenses -------------------------------------------------------------

    def settled(self, found: list[Verb]) -> Iterator[Verb]:
        """Of two finite verbs in one clause, one is a participle: "talks held there ended"."""
        last: int | None = None
        verbs = list(found)
        for n, verb in enumerate(verbs):
            if not verb.finite:
                continue
            if last is not None and (self.awaited(verbs, last, verb) or self.fronted(last, verb)):
                last = n
                continue
            if last is not None and self.one_clause(verbs[last], verb):
                if (
                    self.ambiguous(verb)
                    and self.low_after(verb.i) != "that"
                    and (self.led(verbs[last]) or not self.ambiguous(verbs[last]))
                ):
                    verbs[n] = replace(verb, kind="part", past=False)
                    continue
                if self.ambiguous(verbs[last]) and not self.led(verbs[last]):
                    verbs[last] = replace(verbs[last], kind="part", past=False)
                elif self.noun_before(verbs[last], verb):
                    verbs[last] = replace(verbs[last], kind="part")
            last = n
        return iter(verbs)

    def awaited(self, verbs: Sequence[Verb], last: int, verb: Verb) -> bool:
        """Whether a verb is the one that a subject still waits for: "officials who met said"."""
        k = self.before(verbs[last].first)
        if k < 1 or self.tokens[k].low not in {*WHO, "that"} or self.low_after(verb.i) == "by":
            return False
        if self.tokens[k - 1].text == "," or (k - 1) in {one.i for one in verbs}:
            return False
        outer = next((one for one in reversed(verbs[:last]) if one.finite), None)
        return outer is None or self.speaks(outer.i) or not self.one_clause(outer, verbs[last], k)

    def fronted(self, last: int, verb: Verb) -> bool:
        """Whether what is said stood first as a clause: "That it had troops there Chad denied"."""
        opens = self.tokens[0].low in {"that", "whether"} and last == 0
        return opens and self.speaks(verb.i) and self.led(verb)

    def ambiguous(self, verb: Verb) -> bool:
        plain = verb.first == verb.i
        return plain and self.reads(verb.i, "past") and self.reads(verb.i, "part")

    def noun_before(self, first: Verb, second: Verb) -> bool:
        """Whether what seemed a verb ends the subject: "the disputed stretches will"."""
        bare = first.first == first.i and not self.speaks(first.i)
        return bare and second.first == first.i + 1 < second.i and not self.led(first)

    def led(self, verb: Verb) -> bool:
        """Whether somebody who can act stands right before the verb."""
        k = self.before(verb.first)
        return k >= 0 and (self.is_subject(k) or self.tokens[k].low in {"and", "but"})

    def one_clause(self, first: Verb, second: Verb, but: int = -1) -> bool:
        """Whether nothing between two verbs opens another clause, passing over word ``but``."""
        lemmas = {one.lemma for one in readings(self.tokens[first.i].low)}
        if self.speaks(first.i) and lemmas.isdisjoint(words("speech", "weak")):
            return False
        if first.first and self.tokens[self.before(first.first)].low in WHO:
            return False  # "the envoy who came conceded"
        for k in range(first.i + 1, second.first):
            token = self.tokens[k]
            if k == but:
                continue
            if token.tag in "SCQ" or token.text in BOUNDARY or token.low in RELATIVE:
                return False
            if token.low in TIMES or token.low in {"where", "what", "how", "why"}:
                return False
        return True
