"""How telling the place of a name is: whether it tells whom an act is about."""

from __future__ import annotations

from detente.model.register import Act
from detente.reading.naming.parties import Mention, is_body, kinds_of
from detente.reading.naming.roles import POSSESSIVES
from detente.reading.parsing.clauses import Parsed
from detente.reading.telling.found import Finding
from detente.reading.words.forms import readings, words

__all__ = ["SUBJECT", "is_court", "lead_of", "names_party", "prominence"]

_TOWARDS = frozenset("with to against toward towards between upon".split())
_BESIDE = frozenset("on at for by from".split())
_APART = frozenset("without of in near into around over since beyond off outside".split())
_RELATIONS = frozenset("relations ties border frontier agreement accord treaty trade deal".split())
_FILED = frozenset("complaint complaints protest case suit petition letter".split())
_TURNS = frozenset("take took bring brought refer referred turn turned go went return".split())
_TARGETS = frozenset("on against at".split())  # what is done "on" or "against" somebody
_LABELS = frozenset("call term dub describe see regard consider".split())
_OWNED: frozenset[Act] = frozenset(("accuse", "refuse", "support", "accept", "offer"))
_PEOPLE = frozenset(("organ", "group"))
SUBJECT, _OBJECT = 6, 5  # the most telling places for a name
_ASKING: frozenset[Act] = frozenset(("urge", "demand", "offer"))
_STRIKES = frozenset(("ASSAULT", "COERCE", "SANCTION"))


def names_party(mention: Mention) -> bool:
    """Whether a mention can stand for a party: no place, venue or bare possessive."""
    if mention.kind == "stranger" and mention.office != "body":
        return False
    if mention.kind == "place" or (mention.kind == "capital" and not mention.agent):
        return False
    if mention.kind == "description" and mention.head in words("roles", "craft"):
        return False  # "on the first plane"
    return mention.head not in POSSESSIVES or mention.j - mention.i > 1


def lead_of(parsed: Parsed, mention: Mention) -> str:
    """The word before a mention, articles passed over."""
    k = mention.i - 1
    while k > 0 and parsed.tokens[k].tag == "D":
        k -= 1
    return parsed.tokens[k].low if k >= 0 else ""


def is_court(mention: Mention) -> bool:
    """Whether somebody only hears a case: a court, or a body of all states."""
    return any(kinds_of(party) & {"court", "body", "organisation"} for party in mention.parties)


def prominence(parsed: Parsed, finding: Finding, mention: Mention) -> int:
    """How telling the place of a mention is for an act; 0 if it tells nothing."""
    if mention.kind == "place" and finding.plover in _STRIKES:
        return 2
    if not names_party(mention) or _in_relative(parsed, mention):
        return 0
    lead = lead_of(parsed, mention)
    if mention.kind == "reference" or (mention.kind == "description" and not mention.agent):
        return _rank_of_owner(parsed, finding, mention, lead)
    if _is_subject(parsed, finding, mention):
        return SUBJECT
    if finding.act == "do":
        return _rank_of_target(finding, mention, lead)
    return _rank_of_object(parsed, finding, mention, lead)


def _rank_of_target(finding: Finding, mention: Mention, lead: str) -> int:
    """Of a deed: whom it hits; whoever is "with" troops takes part."""
    if finding.plover == "MOBILIZE" and lead == "with":
        return 0
    return 4 if lead in _TARGETS or mention.i - finding.content[0] < 3 else 1


def _rank_of_object(parsed: Parsed, finding: Finding, mention: Mention, lead: str) -> int:
    """Behind a preposition: "with" and "to" tell whom an act faces, "in" and "without" do not."""
    k = mention.i - 1 - (parsed.tokens[mention.i - 1].tag == "D")
    if lead == "of":
        return _rank_of_possessor(parsed, finding, mention, k)
    governs = k in parsed.verb_at and parsed.verb_at[k].i == k
    if governs or (finding.rule.startswith("frame") and k < finding.content[0] <= mention.i):
        return _OBJECT  # of the verb, or of a frame that ends in a preposition: "took aim at"
    if lead in _APART or _is_forum(parsed, finding, mention, lead):
        return 0
    done = parsed.verb_at.get(k - 1)
    if lead == "by" and done is not None and done.passive:
        return 0 if is_court(mention) else _OBJECT
    several = mention.plural and not mention.parties
    # "will not decide for the two countries", "urged restraint on both sides"
    looser = (lead in {"for", "on"} and several) or (lead == "for" and finding.act == "offer")
    if lead in _BESIDE and not looser:
        return 4 if finding.act == "threaten" else _rank_beside(parsed, finding, mention, lead)
    return 4 if lead in _TOWARDS and not looser else 3


def _rank_of_possessor(parsed: Parsed, finding: Finding, mention: Mention, k: int) -> int:
    """Behind "of" at word ``k``: whose help is asked for, whose troops are to leave."""
    framed = finding.rule.startswith("frame") and k < finding.content[0] <= mention.i
    blamed = k == finding.content[0] and finding.act == "accuse"  # "lay it at the door of Peru"
    helps = finding.act in _ASKING and parsed.lows[k - 1] in words("roles", "help")
    if framed or blamed or helps:
        return _OBJECT
    if finding.act in _OWNED and parsed.lows[k - 1] in words("roles", "acts"):
        return 4  # "stands behind the efforts of Peru"
    return 2 if mention.kind in _PEOPLE and finding.act in _ASKING | _OWNED else 0


def _rank_beside(parsed: Parsed, finding: Finding, mention: Mention, lead: str) -> int:
    """Behind "on" or "from": whom a ban is on, whose offer it is."""
    k = mention.i - 1
    while k > 0 and (parsed.tokens[k].tag == "D" or parsed.tokens[k].low == lead):
        k -= 1
    noun = parsed.tokens[k].low
    asked = lead == "by" and finding.act in _ASKING  # "demanded an apology by Peru"
    if asked or (lead == "for" and finding.act == "support"):
        return 4
    if lead in {"by", "from"} and finding.act in _OWNED:
        return 4 if noun in words("roles", "acts") else 3 if lead == "by" else 0
    return 4 if lead == "on" and noun in words("roles", "burdens") else 0


def _rank_of_owner(parsed: Parsed, finding: Finding, mention: Mention, lead: str) -> int:
    """An adjective or owner tells whose conduct is judged: "Kenyan intransigence"."""
    near = mention.i - finding.content[0] < 4
    following = {token.low for token in parsed.tokens[mention.j : mention.j + 4]}
    if finding.act in _OWNED and following & words("roles", "acts"):
        return 4
    if finding.act == "accuse":
        return 3 if near or lead not in _APART else 1
    if finding.act == "threaten" or finding.plover == "SANCTION":
        return 0 if lead == "outside" else 2
    if finding.act == "support" and lead in {"for", "behind"}:
        return 2  # "its support for Peru's claim"
    near = near or finding.act == "support"
    return 2 if finding.act in _OWNED and near and finding.rule.startswith("frame") else 0


def _is_subject(parsed: Parsed, finding: Finding, mention: Mention) -> bool:
    """Whether a mention is the subject of a clause within the content."""
    first, last = finding.content
    return any(
        one.subject is mention and first <= one.verb.i < last and not parsed.relative(one)
        for one in parsed.clauses
    )


def _in_relative(parsed: Parsed, mention: Mention) -> bool:
    """Whether a mention stands in a relative clause."""
    before = [one for one in parsed.clauses if one.start <= mention.i]
    if not before or not parsed.relative(before[-1]):
        return False
    label = {one.lemma for one in readings(parsed.lows[before[-1].verb.i])}
    return before[-1].opener != "what" or label.isdisjoint(_LABELS)  # "what it called a plot by"


def _is_forum(parsed: Parsed, finding: Finding, mention: Mention, lead: str) -> bool:
    """Whether a name is a forum to turn to, or one side of "relations with"."""
    k = mention.i - 1
    while k > 0 and (parsed.tokens[k].tag == "D" or parsed.tokens[k].low == lead):
        k -= 1
    before = parsed.tokens[max(k, 0)].low
    if lead == "with" and before in _RELATIONS:
        return True
    if before in _FILED and mention.parties and is_body(mention.party):
        return True
    if lead != "to":
        return False
    turned_to = finding.act == "threaten" or any(
        token.low in _TURNS for token in parsed.tokens[max(finding.content[0], k - 4) : k + 1]
    )
    return bool(mention.parties) and is_body(mention.party) and turned_to
