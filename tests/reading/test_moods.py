"""Acts told by grammar alone: each row reads its example and leaves its counter-example alone."""

import pytest

from detente.reading.acting.moods import MOODS
from reading.taking_apart import acts


@pytest.mark.parametrize("mood", MOODS, ids=lambda mood: mood.name)
def test_a_mood_reads_its_example(mood):
    assert mood.act in {act for act, _ in acts(mood.example)}


@pytest.mark.parametrize("mood", MOODS, ids=lambda mood: mood.name)
def test_a_mood_leaves_its_counter_example(mood):
    assert mood.act not in {act for act, _ in acts(mood.unlike)}
