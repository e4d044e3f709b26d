"""Which words are verbs, and which participles, nouns and names."""

import pytest

from reading.taking_apart import sentence


def verbs(text):
    parsed = sentence(text)
    return {parsed.words(verb.first, verb.i + 1): verb.kind for verb in parsed.verbs}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Talks held in Vienna ended.", {"held": "part", "ended": "finite"}),
        ("Chile lifted duties imposed in 2018.", {"lifted": "finite", "imposed": "part"}),
        ("Kenya's demands were ignored.", {"were ignored": "finite"}),
        ("Kenya demands an answer.", {"demands": "finite"}),
        ("The Kenya talks collapsed.", {"collapsed": "finite"}),
        ("Peru did not, however, agree.", {"did not, however, agree": "finite"}),
        (
            "Peru has repeatedly refused to yield.",
            {"has repeatedly refused": "finite", "to yield": "to"},
        ),
        ("Oslo is to host them.", {"is to host": "finite"}),
        ("Oslo is due to host them.", {"is due to host": "finite"}),
        ("Cairo needs to mend its ways.", {"needs to mend": "finite"}),
        ("A truce brokered by Qatar held.", {"brokered": "part", "held": "finite"}),
        ("Nor would it accept the plan.", {"would it accept": "finite"}),
        ("The work on security issues stopped.", {"stopped": "finite"}),
        ("Both sides claimed and denied things.", {"claimed": "finite", "denied": "finite"}),
        ("The hackers defaced pages.", {"defaced": "finite"}),
        ("Oslo, asked about that, said nothing.", {"asked": "part", "said": "finite"}),
        ("It fell, said the ministry.", {"fell": "finite", "said": "finite"}),
    ],
)
def test_verbs(text, found):
    assert verbs(text) == found


@pytest.mark.parametrize(
    ("text", "word", "modal", "negated", "passive"),
    [
        ("Chad will not be bullied.", "bullied", "will", True, True),
        ("Chad cannot agree.", "agree", "cannot", True, False),
        ("Chad would never yield.", "yield", "would", True, False),
        ("Chad is going to sign.", "sign", "will", False, False),
        ("Chad has to sign.", "sign", "must", False, False),
        ("They asked that it be lifted.", "lifted", "must", False, True),
        ("Chad has been accused.", "accused", "", False, True),
        ("Chad no longer objects.", "objects", "", True, False),
    ],
)
def test_modal_negation_and_voice(text, word, modal, negated, passive):
    parsed = sentence(text)
    verb = next(one for one in parsed.verbs if parsed.lows[one.i] == word)
    assert (verb.modal, verb.negated, verb.passive) == (modal, negated, passive)


def test_a_verb_within_a_name_is_none():
    assert all(kind != "finite" for kind in verbs("The Work for Peace Party of Chad.").values())
