"""Whose conduct an act is about: the party accused, asked, threatened, refused, offered to."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.register import Act
from detente.reading.facing.prominence import SUBJECT, is_court, lead_of, names_party, prominence
from detente.reading.facing.referents import Referents
from detente.reading.naming.parties import Mention, is_body, own_people
from detente.reading.parsing.clauses import Clause, Parsed
from detente.reading.parsing.conditions import condition_in
from detente.reading.telling.found import Finding, Words
from detente.reading.words.forms import readings, words
from detente.reading.words.grammar import RELATIVE

__all__ = ["addressee", "is_topic", "names_both", "others"]

_OBJECT_OF = frozenset("of on in against at near into from around over without".split())
_CLAIMS = frozenset("claim claims report reports version account suggestion suggestions".split())
_TOPIC = frozenset("on over about around near against of beyond concerning regarding".split())
_ALL = frozenset("anyone anybody everyone everybody nobody whoever".split())
_ASKING: frozenset[Act] = frozenset(("urge", "demand", "offer"))
_TOLD: frozenset[Act] = frozenset(("threaten", "offer", "refuse", "demand", "urge", "accuse"))
_TELLS = frozenset("tell warn assure inform remind promise notify caution advise".split())
_NAMED = frozenset(("reference", "organ", "person", "name", "body"))
_SAID = frozenset(("that", "="))
_TOWARD = frozenset(("on", "to", "upon"))
LONGEST = 6  # words for somebody who is asked
_STRIKES = frozenset(("ASSAULT", "COERCE"))
_AGAINST = _STRIKES | {"SANCTION"}


def addressee(parsed: Parsed, finding: Finding, referents: Referents) -> tuple[str, ...] | None:
    """The parties that a finding is about, as far as its sentence names them; None for "anyone"."""
    if finding.act == "deny":
        return _of_charge(parsed, finding, referents)
    return _of_passive(parsed, finding, referents) or _active(parsed, finding, referents)


def _active(parsed: Parsed, finding: Finding, referents: Referents) -> tuple[str, ...] | None:
    """The parties that what somebody does or says is about."""
    asks = finding.act in _ASKING and finding.rule.startswith("frame")
    frames = finding.faced is not None or asks
    if frames and (found := _of_frame(parsed, finding, referents)):
        hears = finding.cue.startswith("complain") and all(map(is_body, found))
        if not hears:
            return found
    if finding.act == "claim":
        return _subject_of_claim(parsed, finding, referents)
    if any(token.low in _ALL for token in parsed.tokens[slice(*finding.content)]):
        return None
    if finding.act in _ASKING and _asks_everyone(parsed, finding):
        return None
    if found := _in_frame(parsed, finding, referents):
        return found
    stranger = _asks_a_stranger(parsed, finding, referents)
    found = () if stranger else _of_content(parsed, finding, referents)
    return None if stranger else found or _hearer(parsed, finding, referents)


def _in_frame(parsed: Parsed, finding: Finding, referents: Referents) -> tuple[str, ...]:
    """Whose conduct the words of a frame name: "spoke of Peruvian threats"."""
    if finding.act == "do" or not finding.rule.startswith("frame"):
        return ()
    verb = _verb_of(parsed, finding)
    for mention in parsed.mentions:
        others = words("roles", "friends") | words("roles", "opposite")
        besides = not others.isdisjoint(parsed.lows[mention.j : mention.j + 3])  # "Oslo's friends"
        within = verb < mention.i < finding.content[0] and mention.kind in _NAMED
        if (
            within
            and not besides
            and (found := _with_joined(parsed, mention, finding.makers, referents))
        ):
            return found
    return ()


def _of_passive(parsed: Parsed, finding: Finding, referents: Referents) -> tuple[str, ...]:
    """Who undergoes what another does: "Peru was accused by Chile of"."""
    if not finding.rule.startswith("frame"):
        return ()
    for clause in parsed.clauses:
        verb, subject = clause.verb, clause.subject
        if subject is None or not verb.passive or not finding.span[0] <= verb.i < finding.span[1]:
            continue
        agent = parsed.agent_of_passive(verb.i)
        if agent is not None and set(referents.resolve(agent)) & set(finding.makers):
            return _with_joined(parsed, subject, finding.makers, referents)
    return ()


def _hearer(parsed: Parsed, finding: Finding, referents: Referents) -> tuple[str, ...]:
    """Who is told of an act that names nobody else: "warned Chad that the pipe would close"."""
    if finding.rule != "speech" or finding.act not in _TOLD:
        return ()
    start = finding.span[0]
    for verb in parsed.verbs:
        told = {one.lemma for one in readings(parsed.lows[verb.i])} & _TELLS
        if not told or not start <= verb.i < finding.content[0]:
            continue
        k = verb.i + 1 + (parsed.tokens[verb.i + 1].tag == "D")
        hearer = parsed.taken[k]
        if hearer is not None and hearer.agent and names_party(hearer) and not is_court(hearer):
            return _with_joined(parsed, hearer, finding.makers, referents)
    return ()


def _asks_everyone(parsed: Parsed, finding: Finding) -> bool:
    """Whether "all sides" are asked: nobody in particular."""
    first, last = finding.span
    return any(one.head == "everyone" and first <= one.i < last for one in parsed.mentions)


def _asks_a_stranger(parsed: Parsed, finding: Finding, referents: Referents) -> bool:
    """Whether somebody is asked or accused who is no party: "urged the fishermen to stay"."""
    if finding.act not in {"urge", "demand", "accuse", "threaten"}:
        return False
    for verb in parsed.verbs:
        lemmas = {one.lemma for one in readings(parsed.lows[verb.i])}
        told = lemmas & words("speech", "to_somebody")
        if not told or verb.passive or not finding.span[0] <= verb.i < finding.span[1]:
            continue
        first = verb.i + 1 + (not _TOWARD.isdisjoint(parsed.lows[verb.i + 1 : verb.i + 2]))
        last = _end_of_object(parsed, first, "of" if "accuse" in told else "to")
        if last is None:
            continue
        within = [one for one in parsed.mentions if first <= one.i < last]
        return not any(referents.resolve(one) or one.kind == "pronoun" for one in within)
    return False


def _end_of_object(parsed: Parsed, first: int, link: str) -> int | None:
    """Where the words for whoever is asked end: at what he is asked "to" do or accused "of"."""
    for k in range(first, min(first + LONGEST, len(parsed.lows))):
        if parsed.lows[k] == link:
            return k if k > first else None
        if k in parsed.verb_at or not parsed.lows[k][:1].isalpha():
            return None
    return None


def _of_charge(parsed: Parsed, finding: Finding, referents: Referents) -> tuple[str, ...]:
    """Whose charge is denied, if it is told with it: "Peru's accusations", "a claim by Peru"."""
    charges = words("acts", "nouns", "accuse") | _CLAIMS
    for mention in parsed.mentions:
        if not finding.span[0] <= mention.i < finding.span[1] or mention.kind == "place":
            continue
        k = mention.i - 1 - (parsed.tokens[mention.i - 1].tag == "D")
        by = k > 0 and parsed.lows[k] in {"by", "from"} and parsed.lows[k - 1] in charges
        owns = mention.kind in {"reference", "name", "capital"}
        near = parsed.lows[mention.j : mention.j + 3]
        if by or (owns and not charges.isdisjoint(near)):
            found = _with_joined(parsed, mention, finding.makers, referents)
            if found:
                return found
    return ()


def names_both(parsed: Parsed, finding: Finding) -> bool:
    """Whether a finding speaks of "both sides" without naming them."""
    first, last = finding.span
    return any(
        first <= mention.i < last and not mention.parties and mention.head in {"all", "all2"}
        for mention in parsed.mentions
    )


def others(
    parsed: Parsed, content: Words, makers: tuple[str, ...], referents: Referents
) -> tuple[str, ...]:
    """The parties beside the makers whom the words can be about, as they are named."""
    found: dict[str, None] = {}
    for mention in parsed.mentions:
        if content[0] <= mention.i < content[1] and _may_face(parsed, mention):
            for one in referents.resolve(mention, next(iter(makers), None)):
                if one not in makers:
                    found.setdefault(one)
    return tuple(found)


def _may_face(parsed: Parsed, mention: Mention) -> bool:
    """Whether words can be about a party's conduct: not a place, owner or mere object."""
    if not names_party(mention):
        return False
    lead = lead_of(parsed, mention)
    if lead == "and" and (index := parsed.mentions.index(mention)):
        lead = lead_of(parsed, parsed.mentions[index - 1])
    return lead not in _OBJECT_OF


def is_topic(parsed: Parsed, mention: Mention) -> bool:
    """Whether a mention only tells what something is about: "security in Europe", "over Cyprus"."""
    return lead_of(parsed, mention) in _TOPIC


# -- the party that a frame names ------------------------------------------------------------------


def _of_frame(parsed: Parsed, finding: Finding, referents: Referents) -> tuple[str, ...]:
    """The party in the place that the frame of the act keeps for it, or within its words."""
    mention = _framed(parsed, finding)
    if mention is None or mention.head == "'s":
        return ()
    return _with_joined(parsed, mention, finding.makers, referents)


def _framed(parsed: Parsed, finding: Finding) -> Mention | None:
    if finding.faced is not None:
        end = parsed.places[finding.faced]
        faced = next((m for m in parsed.mentions if m.j == end), None)
        return None if faced is not None and _within_that(parsed, finding, faced) else faced
    first, content = finding.span[0], finding.content[0]
    verb = next((v.i for v in parsed.verbs if first <= v.i < content and v.kind != "part"), content)
    verb = max(verb, _verb_of(parsed, finding)) if content > verb else verb
    within = (m for m in parsed.mentions if verb < m.i < content and names_party(m) and m.agent)
    return next((m for m in within if _governed(parsed, m) or not is_topic(parsed, m)), None)


def _within_that(parsed: Parsed, finding: Finding, mention: Mention) -> bool:
    """Whether a mention belongs to what is asked: "demanded that Peru take its ships from Lima"."""
    inner = (one for one in parsed.clauses if one.opener in _SAID and one.start <= mention.i)
    verbs = [one.verb.i for one in inner if finding.span[0] < one.start]
    own = finding.cue.split(" ")[0]
    return any(i < mention.i and parsed.lows[i] != own for i in verbs)


def _governed(parsed: Parsed, mention: Mention) -> bool:
    """Whether a verb governs a mention through a preposition: "called on Peru in a letter to"."""
    k = mention.i - 1 - (parsed.tokens[mention.i - 1].tag == "D")
    return k - 1 in parsed.verb_at


def _verb_of(parsed: Parsed, finding: Finding) -> int:
    """The last verb of a finding before its content: that of its frame."""
    first, content = finding.span[0], finding.content[0]
    before = [v.i for v in parsed.verbs if first <= v.i < content and v.kind in {"finite", "ing"}]
    own = finding.cue.split(" ")[0].lower()  # not that of what is asked
    return next((i for i in before if parsed.lows[i] == own), before[-1] if before else content)


def _with_joined(
    parsed: Parsed, mention: Mention, makers: tuple[str, ...], referents: Referents
) -> tuple[str, ...]:
    """The parties of a mention and of those that "and" or a comma joins to it."""
    found: dict[str, None] = {}
    for one in _chain(parsed, mention):
        for party in referents.resolve(one, next(iter(makers), None), besides=makers):
            if party not in makers and not own_people(party, makers):
                found.setdefault(party)
    return tuple(found)


def _chain(parsed: Parsed, mention: Mention) -> Iterator[Mention]:
    """A mention and those of the same list after it."""
    yield mention
    last = mention
    for other in parsed.mentions[parsed.mentions.index(mention) + 1 :]:
        between = {token.low for token in parsed.tokens[last.j : other.i]}
        if not between & {"and", ","} or between - {"and", ",", "the", "both", "its"}:
            return
        if "and" not in between and not _list_goes_on(parsed, other):
            return
        yield other
        last = other


def _list_goes_on(parsed: Parsed, mention: Mention) -> bool:
    return mention.j < len(parsed.tokens) and parsed.tokens[mention.j].low in {",", "and"}


# -- the parties that the content names ------------------------------------------------------------


def _subject_of_claim(parsed: Parsed, finding: Finding, referents: Referents) -> tuple[str, ...]:
    """Whom a claim is about, if it is about somebody else: the subject of what is said."""
    clause = _first_clause(parsed, finding.content)
    subject = clause.subject if clause else None
    if subject is None or not names_party(subject) or subject.kind == "pronoun":
        return ()
    if subject.i < finding.content[0] or is_topic(parsed, subject):
        return ()
    found = tuple(
        dict.fromkeys(
            party
            for one in parsed.joint(subject)
            for party in referents.resolve(one, finding.maker)
        )
    )
    plural = subject.plural and not subject.parties
    if set(found) & set(finding.makers) and not plural:
        return ()
    return tuple(party for party in found if party not in finding.makers)


def _first_clause(parsed: Parsed, content: Words) -> Clause | None:
    inside = [one for one in parsed.clauses if content[0] <= one.verb.i < content[1]]
    told = (one for one in inside if one.opener not in RELATIVE and not parsed.speaks(one.verb))
    return next((one for one in told if not _expletive(parsed, one)), None)


def _expletive(parsed: Parsed, clause: Clause) -> bool:
    """Whether "it" only holds the place of what follows: "it is best that ..."."""
    if clause.subject is None or clause.subject.head != "it":
        return False
    i = clause.verb.i
    after = [token.low for token in parsed.tokens[i + 1 : i + 6]]
    return parsed.tokens[i].low in {"is", "was", "be", "would"} and "that" in after


def _of_content(parsed: Parsed, finding: Finding, referents: Referents) -> tuple[str, ...]:
    """The party that stands in the most telling place of the content."""
    first, last = finding.content
    if finding.act == "accept" and finding.makers[1:]:
        return ()  # what several agree on, they agree on with each other
    if finding.act == "do" and finding.plover in _AGAINST:  # "expelled the French envoy"
        first = min(first, _verb_of(parsed, finding) + 1)
    best: tuple[int, int, Mention] | None = None
    condition = condition_in(parsed, *finding.content) or (0, 0)
    for mention in parsed.mentions:
        if not first <= mention.i < last or mention.head == "everyone":
            continue
        if finding.makers[1:] and mention.plural and not mention.parties:
            continue  # "both sides" are the makers themselves
        rank = prominence(parsed, finding, mention)
        if condition[0] <= mention.i < condition[1] and rank < SUBJECT:
            rank = min(rank, 1)
        if rank <= 0 or (best is not None and rank <= best[0]):
            continue
        meant = referents.resolve(mention, finding.maker, besides=finding.makers)
        if set(meant) - set(finding.makers):
            best = (rank, mention.i, mention)
    return _with_joined(parsed, best[2], finding.makers, referents) if best else ()
