"""Over a hundred hostile strings, in every place where words of others stand, come out inert."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

import detente
from detente.explaining import analyses_text, paths_text, reasons_text, register_text
from detente.explaining.notebook import html
from detente.inert import inert
from detente.model.conflict import Citation, Conflict, Option, Party, Prioritised, Rules
from detente.model.logic import Names, parse
from detente.model.text import Document, Evidence
from explaining.hostile import HOSTILE

OURS = frozenset(
    "html head meta title style body a header p time h1 h2 h3 nav ol ul li main span section div "
    "table caption thead tbody tr th td dl dt dd figure svg desc path rect text circle polygon "
    "figcaption details summary article mark footer blockquote strong small code".split()
)
ATTRIBUTES = frozenset(
    "lang charset http-equiv content name class href datetime aria-label aria-labelledby id role "
    "tabindex scope data-head colspan title dir xmlns viewbox width height font-family font-size "
    "font-weight d fill stroke stroke-width stroke-dasharray x y rx cx cy r points "
    "text-anchor open".split()
)
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\ufff9-\uffff\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e0fff]"
)


class Reader(HTMLParser):
    """Notes every element, every attribute and every address of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src", "action", "data"):
                self.addresses.add(value or "")


def poisoned(words: str) -> tuple[Conflict, Document]:
    """A dispute in which everything that may hold words holds these."""
    names = Names(("a.go", "b.go"))
    text = f"A report. {words} They said so.\n{words}"
    document = Document(f"r-{words}", words, text, origin=words)
    mild, harsh = (Prioritised((parse(one, names),)) for one in ("a.go", "b.go if a.go"))
    parties = (
        Party("a", words, (Option("go", words, "a"),), mild),
        Party(
            "b",
            f"B {words}",
            (Option("go", f"x: '{words}'", "b"),),
            types=(("mild", mild), ("harsh", harsh)),
        ),
    )
    evidence = Evidence(document.id, 10, 10 + len(words), text[10 : 10 + len(words)])
    conflict = Conflict(
        words,
        parties,
        Rules(),
        (),
        evidence=(Citation("parties.a.options.go", evidence=evidence),),
        questions=(words, f"Is `{words}` so?"),
    )
    return conflict, document


def assert_harmless_page(page: str) -> None:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.tags <= OURS, reader.tags - OURS
    assert reader.attributes <= ATTRIBUTES, reader.attributes - ATTRIBUTES
    assert all(address.startswith("#") for address in reader.addresses)
    assert not UNSEEN.search(page)


def assert_harmless_text(text: str) -> None:
    found = UNSEEN.search(text)
    assert not found, repr(found)


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words)[:40])
def test_hostile_words_are_shown_and_not_obeyed(words):
    conflict, document = poisoned(words)
    made = detente.brief(conflict, documents=[document])
    page = made.to_html()
    assert_harmless_page(page)
    assert_harmless_text(made.to_text(60))
    assert_harmless_page(html(made))
    assert inert(words, breaks=False)[:20] in " ".join(made.to_text(400).split()) or "\n" in words


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words)[:40])
def test_hostile_words_are_harmless_in_lists_and_notebooks(words):
    conflict, _ = poisoned(words)
    analyses = detente.solve_all(conflict)
    plain = conflict.under(b="mild")
    state = analyses[0].status_quo
    reasons = [detente.why(plain, state, party, "seq") for party in ("a", "b")]
    for text in (
        analyses_text(conflict, analyses),
        reasons_text(plain, reasons),
        paths_text(plain, tuple(detente.paths(plain))),
    ):
        assert_harmless_text(text)
    for value in (conflict, analyses[0], reasons[0]):
        assert_harmless_page(html(value))


def test_a_whole_report_of_hostile_words_comes_out_inert(tmp_path):
    path = tmp_path / "report.txt"
    lines = [
        f'Iran said: "We will answer {words} if Israel attacks." Israel refused {words} on Monday.'
        for words in HOSTILE
        if "\ud800" <= max(words) <= "\udfff" or words.isprintable() or "\x1b" in words
    ]
    path.write_text("\n".join(lines), "utf-8", errors="replace")
    register = detente.read(path)
    assert_harmless_text(register_text(register, explain=True))
    assert_harmless_page(html(register))
    draft = detente.draft(register)
    assert_harmless_page(detente.brief(draft).to_html())
    assert_harmless_text(detente.brief(draft).to_text(80))
    assert_harmless_page(html(draft))


def test_there_are_over_a_hundred_of_them():
    assert len(set(HOSTILE)) > 100


def test_letters_of_all_scripts_stay_as_they_are():
    for words in ("Россия", "إيران", "ישראל", "中国", "नेपाल", "می‌خواهم", "é è ü ñ", "👩‍🚀"):
        assert inert(words) == words
