"""The page of a register shows the whole text, marks every record, and does nothing."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.explaining import register_page
from detente.explaining.register_page import LETTERS, stretches
from detente.model.register import ACTS, Provenance, Record, Register
from detente.model.text import Document
from detente.reading import read, read_text

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.txt"))


class Page(HTMLParser):
    """What a browser would find: ids, targets, the text of the reports, the marked words."""

    def __init__(self, page):
        super().__init__()
        self.ids, self.targets, self.tags = [], [], set()
        self.texts = []
        self._depth = 0
        self._sup = False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        given = dict(attributes)
        if "id" in given:
            self.ids.append(given["id"])
        if given.get("href"):
            self.targets.append(given["href"])
        if given.get("class") == "text":
            self._depth = 1
            self.texts.append("")
        elif self._depth and tag == "div":
            self._depth += 1
        self._sup = self._sup or tag == "sup"

    def handle_endtag(self, tag):
        if self._depth and tag == "div":
            self._depth -= 1
        if tag == "sup":
            self._sup = False

    def handle_data(self, data):
        if self._depth and not self._sup:
            self.texts[-1] += data


@pytest.fixture(scope="module")
def page():
    return "".join(register_page(read(path, "2023-12-01") for path in EXAMPLES))


def test_the_whole_text_of_each_report_is_shown(page):
    assert Page(page).texts == [path.read_text("utf-8") for path in EXAMPLES]


def test_every_mark_leads_to_its_record_and_back(page):
    found = Page(page)
    assert len(set(found.ids)) == len(found.ids)
    assert all(target.startswith("#") for target in found.targets)
    assert {target[1:] for target in found.targets} <= set(found.ids)
    records = [one for one in found.ids if re.fullmatch(r"d\d+-s\d+", one)]
    assert len(records) == sum(len(read(path, "2023-12-01")) for path in EXAMPLES)
    assert {f"at-{one}" for one in records} <= set(found.ids)


def test_the_page_has_no_script_and_asks_for_nothing(page):
    assert not Page(page).tags & {"script", "img", "iframe", "object", "link", "form"}
    assert "default-src 'none'" in unescape(page)
    assert not re.search(r"(?:src|url)\s*[=(]", page)


def test_each_act_has_a_letter_a_colour_and_a_line_of_its_own(page):
    assert set(LETTERS) == set(ACTS)
    assert len(set(LETTERS.values())) == len(ACTS)
    style = page.partition("<style>")[2].partition("</style>")[0]
    lines = [
        re.search(rf"^\.{act} {{ background: var\(--{act}\); border-bottom: ([^;]+);", style, re.M)
        for act in ACTS
    ]
    assert all(lines)
    assert len({line.group(1) for line in lines}) == len(ACTS)


def test_words_of_others_are_inert():
    text = "France urged Mali to pay </div><script>alert(1)</script> \x1b[31m\u202ered."
    register = read_text(text, id='"><script>')
    page = "".join(register_page([register]))
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_pages_come_in_pieces_as_registers_do():
    made = []

    def registers():
        for number in range(3):
            made.append(number)
            yield read_text(f"France urged Mali to pay {number} francs.")

    pieces = register_page(registers())
    seen = next(piece for piece in pieces if "pay 0 francs" in piece)
    assert seen
    assert made == [0]


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, 29), st.integers(1, 30)), max_size=8))
def test_stretches_make_up_the_text_however_records_overlap(spans):
    text = "abcdefghijklmnopqrstuvwxyz0123"
    records = tuple(
        Record(f"s{k}", "claim", "X", text[a : a + b], a, min(30, a + b), Provenance("r", "r", ""))
        for k, (a, b) in enumerate(spans)
    )
    found = list(stretches(Register(Document("r", "R", text), (), records)))
    assert "".join(one.text for one in found) == text
    for record in records:
        covered = "".join(one.text for one in found if record in one.records)
        assert covered == record.evidence
    assert sum(len(one.opens) for one in found) == len(records)
