"""Words and marks with their places and classes."""

import pytest

from detente.reading.words.tokens import tokenise


def tokens(text):
    return tokenise(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It can't and won't.", ["It", "can", "'t", "and", "wo", "n't", "."]),
        ("The US-China talks", ["The", "US", "-", "China", "talks"]),
        ("a so-called state", ["a", "so-called", "state"]),
        ("Iran's reply", ["Iran", "'s", "reply"]),
        ("the U.N. and $2.5bn", ["the", "U.N.", "and", "$", "2.5bn"]),
        ("l’Élysée’s view", ["l’Élysée", "’s", "view"]),
    ],
)
def test_words_and_marks(text, parts):
    assert [token.text for token in tokens(text)] == parts


def test_every_token_stands_where_it_says():
    text = 'The 27-nation bloc said: "We’ll see…" – twice.'
    for token in tokens(text):
        assert text[token.start : token.end] == token.text


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("they firmly refused", "firmly", "A"),
        ("they will comply", "comply", "O"),
        ("an ally of ours", "ally", "O"),
        ("it said on Monday", "Monday", "A"),
        ("it said on Monday", "on", "A"),
        ("it lies on land", "on", "P"),
        ("it must yield", "must", "M"),
        ("once more they met", "once", "A"),
        ("they never met", "never", "N"),
        ("he can't go", "'t", "N"),
    ],
)
def test_classes_of_words(text, word, tag):
    assert next(token for token in tokens(text) if token.text == word).tag == tag
