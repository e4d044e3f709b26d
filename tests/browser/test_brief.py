"""A brief in a browser: asks for nothing, reads at any width, passes an accessibility audit."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from explaining.shipped import SHIPPED, brief_of

LARGE = ("security-guarantees-2022.txt", "european-security-2022", "elmira-classic-9")

IN_THE_DARK = {"runOnly": ["color-contrast", "link-in-text-block"]}  # what depends on colours
NARROW = {"runOnly": [*IN_THE_DARK["runOnly"], "target-size", "scrollable-region-focusable"]}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_page_asks_for_nothing_and_complains_of_nothing(opened, name):
    found = opened(name)
    assert [url for url in found.asked if not url.startswith("file:")] == []
    assert len(found.asked) == 1
    assert found.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", LARGE)
def test_a_page_passes_the_audit(opened, name, scheme):
    page = opened(name, scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page, options=IN_THE_DARK if scheme == "dark" else None)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", LARGE)
def test_a_narrow_page_passes_the_audit_and_never_scrolls_sideways(opened, name):
    page = opened(name, width=390).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    found = Axe().run(page, options=NARROW)  # what depends on where things stand
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 2000])
@pytest.mark.parametrize("name", LARGE)
def test_no_width_scrolls_the_page_sideways(opened, name, width):
    page = opened(name, width=width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", LARGE)
def test_all_is_there_without_scripts(opened, name):
    page = opened(name, scripts=False).page
    words = re.sub(r"\s+", "", page.inner_text("main"))
    for section in brief_of(name).sections:
        assert re.sub(r"\s+", "", section.title) in words
        assert page.locator(f"#{section.id}").count() == 1


def test_the_keyboard_leads_to_the_bottom_line_and_on_to_the_evidence(opened):
    page = opened("security-guarantees-2022.txt").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the bottom line"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) != "none"
    sign = page.locator("#bottom-line a.ref.quote").first
    sign.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"#quote-\d+$"))
    quote = page.url[page.url.index("#") :]
    place = page.locator(f"{quote} a").first
    place.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith(quote))
    assert page.locator(f"{page.url[page.url.index('#') :]}").first.is_visible()
    marked = page.evaluate("document.querySelector(':target').nextElementSibling?.tagName")
    assert marked in ("MARK", "A")


def test_every_sign_of_the_page_leads_to_something_visible(opened):
    page = opened("european-security-2022").page
    hidden = page.evaluate(
        """[...document.querySelectorAll('a[href^="#"]')].filter(one => {
             const place = document.getElementById(one.getAttribute('href').slice(1))
             return !place || !(place.offsetParent || place.getClientRects().length)
           }).map(one => one.getAttribute('href'))"""
    )
    assert hidden == []


@pytest.mark.parametrize("name", LARGE)
def test_no_text_of_a_picture_leaves_its_box(opened, name):
    page = opened(name).page
    page.wait_for_function("document.fonts.status === 'loaded'")
    outside = page.evaluate(
        """[...document.querySelectorAll('svg.states')].flatMap(svg => {
             const boxes = [...svg.querySelectorAll('rect')].map(one => one.getBBox())
             return [...svg.querySelectorAll('text')].filter(one => {
               const t = one.getBBox(), middle = t.x + t.width / 2, y = t.y + t.height / 2
               const box = boxes.filter(b => b.x <= middle && middle <= b.x + b.width
                                             && b.y <= y && y <= b.y + b.height)
               const view = svg.viewBox.baseVal
               const within = b => t.x >= b.x && t.x + t.width <= b.x + b.width
               return box.length ? !box.some(within) : !within(view)
             }).map(one => one.textContent)
           })"""
    )
    assert outside == []


def test_print_leaves_out_what_only_a_screen_needs(opened):
    page = opened("security-guarantees-2022.txt", scheme="dark").page
    page.emulate_media(media="print")
    for part in ("nav", ".skip"):
        assert not page.locator(part).first.is_visible()
    ink, paper = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert (ink, paper) == ("rgb(28, 36, 48)", "rgb(255, 255, 255)")
    assert page.pdf(format="A4").startswith(b"%PDF")
