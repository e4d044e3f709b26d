"""The lexicon is data: every entry is well formed, and none stands twice."""

from collections import Counter
from itertools import chain

import pytest

from detente.model.register import ACTS
from detente.reading.words.cues import find_cue
from detente.reading.words.forms import forms, readings, table
from detente.reading.words.tokens import tokenise

PLOVER = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "MOBILIZE SANCTION COERCE ASSAULT none".split()
)
FRAMES = {act: table("acts").get(act, {}).get("frames", ()) for act in ACTS}


@pytest.mark.parametrize("act", FRAMES)
def test_every_frame_parses(act):
    assert [(text, fault) for text in FRAMES[act] if (fault := _fault(text))] == []


def _fault(text):
    """What is wrong with the way a frame is written, if anything."""
    body, _, code = (part.strip() for part in text.partition("->"))
    lemma = body.removeprefix("not ").split()[0]
    if code and code not in PLOVER:
        return f"{code} is no code"
    if body.count("(") != body.count(")"):
        return "a bracket is not closed"
    if not (lemma.isalpha() or "-" in lemma):
        return f"{lemma} is no word"
    return None if lemma in forms() else f"{lemma} has no forms"


@pytest.mark.parametrize("act", FRAMES)
def test_every_frame_is_found_in_its_own_words(act):
    assert [text for text in FRAMES[act] if not _is_found(text)] == []


def _is_found(text):
    """Whether a frame takes its own words: of a choice the first, a filler, a party's name."""
    body = text.partition("->")[0]
    denied, body = body.startswith("not "), body.removeprefix("not ")
    sentence = " ".join(_parts(body))
    tokens = tokenise(sentence, 0, len(sentence))
    places = {k: k + 1 for k, token in enumerate(tokens) if token.text == "Chile"}
    return find_cue(tokens, 0, places, negated=denied) is not None


def _parts(body):
    depth, part = 0, ""
    for character in body + " ":
        depth += (character == "(") - (character == ")")
        if character == " " and not depth:
            if part:
                yield {"...": "some", "@": "Chile"}.get(part, part.strip("()").split("|")[0])
            part = ""
        else:
            part += character


def test_no_frame_stands_twice():
    twice = [entry for entry, count in Counter(chain(*FRAMES.values())).items() if count > 1]
    assert twice == []


def test_no_verb_of_speech_has_two_usual_acts_beside_claim():
    rows = table("speech")["usual"]
    listed = Counter(chain.from_iterable(set(rows[act].split()) for act in rows if act != "claim"))
    assert [word for word, count in listed.items() if count > 1] == []


@pytest.mark.parametrize(
    ("lemma", "found"),
    [
        ("agree", "agrees agreed agreeing"),
        ("deny", "denies denied denying"),
        ("beg", "begs begged begging"),
        ("patrol", "patrols patrolled patrolling"),
        ("offer", "offers offered offering"),
        ("say", "says said saying"),
        ("withdraw", "withdraws withdrew withdrawn withdrawing"),
        ("reach", "reaches reached reaching"),
        ("tie", "ties tied tying"),
        ("visit", "visits visited visiting"),
        ("refuse", "refuses refused refusing"),
    ],
)
def test_forms(lemma, found):
    for word in found.split():
        assert lemma in {reading.lemma for reading in forms()[word]}, word


def test_unknown_verbs_are_judged_by_their_ending():
    assert {reading.form for reading in readings("sabre-rattled")} == set()
    assert {reading.form for reading in readings("outflanked")} == {"past", "part"}
    assert {reading.form for reading in readings("outflanking")} == {"ing"}
    assert readings("nothing") == ()


@pytest.mark.parametrize("name", ["acts", "grammar", "meaning", "speech", "verbs"])
def test_every_file_is_read(name):
    assert table(name)


@pytest.mark.parametrize("group", [name for name in table("meaning") if name != "conditions"])
def test_no_word_stands_twice_in_a_group(group):
    for key, value in table("meaning")[group].items():
        listed = value.split() if isinstance(value, str) else value
        twice = [word for word, count in Counter(listed).items() if count > 1]
        assert twice == [], f"{group}.{key}"


def test_connectives_stand_once():
    listed = list(chain.from_iterable(table("grammar")["conditions"].values()))
    assert len(listed) == len(set(listed))
