"""The page: self-contained, in order for a screen reader, legible in the light and in the dark."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import combinations, pairwise

import pytest

from detente.explaining.figures import COLOURS, DASHES
from explaining.shipped import SHIPPED, brief_of, material_of, page_of

LARGEST = 400_000  # bytes of a brief on one report
VOID = frozenset("meta rect path circle polygon".split())
STYLE = (files("detente.explaining") / "templates" / "brief.css").read_text("utf-8")


class Reader(HTMLParser):
    """The page as a list of elements in order, checked to be well nested on the way."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag, attrs):
        assert len({name for name, _ in attrs}) == len(attrs), f"twice the same attribute: {attrs}"
        self.elements.append((tag, {k: v or "" for k, v in attrs}, tuple(self._open)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self._open.pop() == tag

    def handle_data(self, data):
        self.texts.append((tuple(self._open), data))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes, _ in self.elements if name == tag]


def test_nothing_is_fetched_and_nothing_runs(page):
    reader = Reader(page)
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & {
        tag for tag, _, _ in reader.elements
    }
    for _, attributes, _ in reader.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        assert not {"src", "srcset", "action", "data", "poster"} & set(attributes)
        assert attributes.get("href", "#").startswith("#")
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_the_policy_allows_this_style_and_nothing_else(page):
    style = page.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_size_is_bounded(name):
    assert len(page_of(name).encode()) < LARGEST


def test_every_link_leads_to_one_place(page):
    reader = Reader(page)
    ids = [a["id"] for _, a, _ in reader.elements if "id" in a]
    assert len(set(ids)) == len(ids)
    targets = {a["href"].removeprefix("#") for a in reader.all("a")}
    assert targets <= set(ids)
    for _, attributes, _ in reader.elements:
        assert set(attributes.get("aria-labelledby", "").split()) <= set(ids)


def test_headings_go_down_one_step_at_a_time(page):
    levels = [int(tag[1]) for tag, _, _ in Reader(page).elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_page_says_its_language_and_lets_the_keyboard_skip_to_the_point(page):
    reader = Reader(page)
    assert reader.all("html") == [{"lang": "en"}]
    first = next(a for tag, a, _ in reader.elements if tag == "a")
    assert first == {"class": "skip", "href": "#main"}
    assert reader.all("main") == [{"id": "main"}]
    assert len(reader.all("title")) == 1 + len(reader.all("svg"))


def test_tables_have_captions_and_headers(page):
    reader = Reader(page)
    tables = len(reader.all("table"))
    assert tables == len(reader.all("caption")) == len(reader.all("thead"))
    assert all(a.get("scope") in ("col", "row") for a in reader.all("th"))
    rows = [a for _, a, inside in reader.elements if a.get("scope") == "row"]
    assert len(rows) == sum(tag == "tr" and "tbody" in inside for tag, _, inside in reader.elements)


def test_what_scrolls_can_be_reached_with_the_keyboard_and_has_a_name(page):
    for attributes in Reader(page).all("div"):
        if "wide" in attributes.get("class", "").split():
            assert attributes["tabindex"] == "0"
            assert attributes["role"] == "region"
            assert attributes["aria-label"]


def test_pictures_have_titles_and_descriptions(page):
    reader = Reader(page)
    for svg in reader.all("svg"):
        assert svg["role"] == "img"
        title, description = svg["aria-labelledby"].split()
        assert any(a.get("id") == title for a in reader.all("title"))
        assert any(a.get("id") == description for a in reader.all("desc"))
    described = [text for inside, text in reader.texts if inside[-1:] == ("desc",)]
    assert all(text.strip() for text in described)


@pytest.mark.parametrize("name", SHIPPED)
def test_parties_are_told_apart_without_colour(name):
    for section in brief_of(name).sections:
        for block in section.blocks:
            if svg := getattr(block, "svg", ""):
                movers = [p for p in material_of(name).conflict.parties if p.options]
                dashes = set(re.findall(r'class="s\d" d="M[^"]*h34"[^>]*dasharray="([^"]*)"', svg))
                assert len(dashes) == len(movers)
                assert "gains" in svg or "loses" in svg or "no change" in svg
    assert len(set(DASHES)) == len(set(COLOURS)) == len(DASHES)


def test_verdicts_are_told_in_words_and_not_by_colour(page):
    for cell in re.findall(r'<t[dh][^>]*class="(?:good|bad)"[^>]*>(.*?)</t[dh]>', page, re.DOTALL):
        assert re.sub(r"<[^>]*>|\s", "", cell)


# -- contrast --------------------------------------------------------------------------------------


def variables(style: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", style))


LIGHT = variables(STYLE.split("@media")[0])
DARK = {**LIGHT, **variables(STYLE.split("(prefers-color-scheme: dark)")[1].split("@media")[0])}
PRINT = {**LIGHT, **variables(STYLE.split("@media print")[1])}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_as_in_the_guidelines():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


def test_the_dark_is_for_screens_only():
    assert "@media screen and (prefers-color-scheme: dark)" in STYLE
    assert set(DARK) == set(LIGHT)


@pytest.mark.parametrize("scheme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_text_stands_out_from_its_ground(scheme):
    inks = "ink soft link accent guess good bad p0 p1 p2 p3 p4 p5".split()
    for ink in inks:
        for ground in ("paper", "panel"):
            assert contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground)
    assert contrast(scheme["ink"], scheme["marked"]) >= 4.5
    assert contrast(scheme["link"], scheme["marked"]) >= 4.5
    assert contrast(scheme["paper"], scheme["guess"]) >= 4.5
    for party in inks[-6:]:
        assert contrast(scheme["onparty"], scheme[party]) >= 4.5


def test_the_colours_of_a_picture_on_its_own_are_those_of_the_page():
    assert [LIGHT[f"p{number}"] for number in range(6)] == list(COLOURS)
    assert all(contrast(colour, "#ffffff") >= 4.5 for colour in COLOURS)
    assert all(one != other for one, other in combinations(COLOURS, 2))


def test_what_is_behind_the_first_pages_can_be_folded_and_is_open(brief):
    page = brief.to_html()
    for section in brief.sections:
        opening = page.index(f'<section id="{section.id}"')
        folded = page[opening:].split("</h2>", 1)[0]
        assert ('<details class="fold" open>' in folded) == (not section.short)
    assert page.count("<details") == page.count("</details>")
