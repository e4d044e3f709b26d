"""How a text comes changes nothing of what is read in it: breaks, marks, capitals, short forms."""

import pytest

from detente.reading import read_text
from reading.changed_traits import TRAITS, stays
from reading.marked import FOLDER, report

REPORTS = [report(path) for path in sorted(FOLDER.glob("*.txt"))]


@pytest.mark.parametrize("trait", TRAITS)
def test_nearly_all_records_stay(trait):
    kept = count = 0
    for one in REPORTS:
        before = read_text(one.text, published=one.published)
        after = read_text(TRAITS[trait](one.text), published=one.published)
        same, of = stays(before, after)
        kept, count = kept + same, count + of
    assert kept >= 0.97 * count
