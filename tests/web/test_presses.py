"""A fast reader loses nothing: presses and keys that come while a page is asked for or replaced.

Requests of the page's script are held back until a test lets them go, so that what happens in
between happens for certain.
"""

import re
import tomllib
from pathlib import Path

import pytest

REPORT = Path(__file__).resolve().parents[2] / "examples" / "security-guarantees-2022.txt"
HOLDING = """
window.held = [];
const send = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = function (...sent) {
  if (window.holding) held.push(() => send.apply(this, sent));
  else send.apply(this, sent);
};
"""


class Desk:
    """A page whose requests can be held back."""

    def __init__(self, bench, page, name):
        self.bench, self.page, self.name = bench, page, name

    def hold(self):
        self.page.evaluate("holding = true")

    def let_go(self, *, last_first=False):
        order = ".reverse()" if last_first else ""
        self.page.evaluate(f"holding = false; held.splice(0){order}.forEach((go) => go())")

    @property
    def held(self):
        return self.page.evaluate("held.length")

    @property
    def prefers(self):
        text = (self.bench.folder / self.name).read_text("utf-8")
        return tomllib.loads(text)["parties"]["usa"]["prefers"]

    @property
    def focused(self):
        return self.page.evaluate("document.activeElement.id")


@pytest.fixture
def desk(bench, page):
    """The page of a case."""
    with bench.client() as client:
        name = bench.copy_case(client)
    page.add_init_script(HOLDING)
    page.goto(f"{bench.address}/case/{name}")
    yield Desk(bench, page, name)
    assert [fault for fault in page.faults if "status of 422" not in fault] == []


def test_keys_pressed_in_a_row_all_move_the_statement(desk):
    first, *rest = desk.prefers
    desk.hold()
    desk.page.focus("#parties-usa-prefers-0-text")
    for _ in range(3):
        desk.page.keyboard.press("Alt+ArrowDown")
    assert desk.held == 1
    desk.let_go()
    desk.page.wait_for_selector("text=Undo (3)")
    assert desk.prefers == [*rest[:3], first, *rest[3:]]
    assert desk.focused == "parties-usa-prefers-3-text"


def test_a_way_back_is_kept_while_the_way_there_is_made(desk):
    before = desk.prefers
    desk.hold()
    desk.page.focus("#parties-usa-prefers-0-text")
    desk.page.keyboard.press("Alt+ArrowDown")
    desk.page.keyboard.press("Alt+ArrowUp")
    desk.let_go()
    desk.page.wait_for_selector("text=Undo (2)")
    assert desk.prefers == before
    assert desk.focused == "parties-usa-prefers-0-text"


def test_keys_pressed_as_soon_as_the_address_tells_of_the_page_are_heard(desk):
    first, second, *_ = desk.prefers
    desk.page.click("nav >> text=Brief")
    desk.page.wait_for_url("**/brief")
    desk.page.click("nav >> text=Model")
    desk.page.wait_for_url(f"**/case/{desk.name}")
    desk.page.focus("#parties-usa-prefers-0-text")
    desk.page.keyboard.press("Alt+ArrowDown")
    desk.page.wait_for_selector("text=Undo (1)")
    assert desk.prefers[:2] == [second, first]
    assert desk.focused == "parties-usa-prefers-1-text"


def test_keys_pressed_before_the_page_is_complete_are_made_then(desk):
    first, second, *_ = desk.prefers
    scripts = []

    def keep(route):
        scripts.append(route)

    desk.page.route("**/htmx.min.js", keep)
    desk.page.goto(desk.page.url, wait_until="commit")
    desk.page.focus("#parties-usa-prefers-0-text")
    desk.page.keyboard.press("Alt+ArrowDown")
    assert desk.prefers[:2] == [first, second]
    while not scripts:
        desk.page.wait_for_timeout(20)
    scripts[0].continue_()
    desk.page.wait_for_selector("text=Undo (1)")
    assert desk.prefers[:2] == [second, first]
    assert desk.focused == "parties-usa-prefers-1-text"


def test_presses_of_other_buttons_wait_for_the_edit_before_them(desk):
    first, second, third, *_ = desk.prefers
    desk.hold()
    desk.page.click("#parties-usa-prefers-0-down")
    desk.page.click("#right-parties-usa-prefers-5")
    desk.page.click("[aria-label='Remove 3 of United States']")
    desk.let_go()
    desk.page.wait_for_selector("text=Undo (3)")
    assert desk.prefers[:2] == [second, first]
    assert third not in desk.prefers
    assert desk.page.locator("#right-parties-usa-prefers-4").count() == 0


def test_a_button_pressed_twice_by_mistake_counts_once_and_undo_every_time(desk):
    before = desk.prefers
    desk.hold()
    desk.page.dblclick("[aria-label='Remove 1 of United States']")
    desk.let_go()
    desk.page.wait_for_selector("text=Undo (1)")
    assert desk.prefers == before[1:]
    desk.page.click("#parties-usa-prefers-0-down")
    desk.page.wait_for_selector("text=Undo (2)")
    desk.hold()
    desk.page.dblclick("#undo")
    desk.let_go()
    desk.page.wait_for_selector("text=Redo (2)")
    assert desk.prefers == before


def test_what_is_typed_while_an_edit_is_made_stays_where_it_belongs(desk):
    first, second, third, *_ = desk.prefers
    desk.hold()
    desk.page.click("#parties-usa-prefers-0-down")
    desk.page.check("input[name=taken] >> nth=-1")
    desk.page.focus("#parties-usa-prefers-1-text")
    desk.page.keyboard.press("Home")
    desk.page.keyboard.type("talks or ")
    desk.let_go()
    desk.page.wait_for_selector("text=Undo (1)")
    desk.page.keyboard.type("not ")
    assert desk.page.input_value("#parties-usa-prefers-0-text") == f"talks or not {second}"
    assert desk.page.input_value("#parties-usa-prefers-1-text") == first
    assert desk.page.is_checked("input[name=taken] >> nth=-1")
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_selector("text=Undo (2)")
    assert desk.prefers[:3] == [f"talks or not {second}", first, third]


def test_what_was_opened_stays_open_and_the_focus_where_it_went(desk):
    summary = desk.page.locator("summary:text-is('Add an option or a reading') >> nth=1")
    desk.hold()
    desk.page.click("#parties-usa-prefers-0-down")
    summary.click()
    desk.page.keyboard.press("Tab")
    name = desk.page.evaluate("document.activeElement.name")
    desk.let_go()
    desk.page.wait_for_selector("text=Undo (1)")
    assert summary.evaluate("(one) => one.parentNode.open")
    assert name == "option"
    assert desk.page.evaluate("document.activeElement.name") == name


def test_a_link_pressed_while_an_edit_is_made_leads_on_after_it(desk):
    first, second, *_ = desk.prefers
    desk.hold()
    desk.page.click("#parties-usa-prefers-0-down")
    desk.page.click("nav >> text=Paths")
    desk.let_go()
    desk.page.wait_for_selector("h1:text-is('Paths from the status quo')")
    assert desk.prefers[:2] == [second, first]


def test_what_follows_a_slip_is_not_made(desk):
    before = desk.prefers
    desk.hold()
    desk.page.fill("#parties-usa-prefers-0-text", "not atack")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Alt+ArrowDown")
    desk.let_go()
    desk.page.wait_for_selector(".told[role=alert]")
    assert desk.page.input_value("#parties-usa-prefers-0-text") == "not atack"
    assert desk.focused == "parties-usa-prefers-0-text"
    assert desk.prefers == before
    assert desk.page.locator("text=Undo (0)").count() == 1


@pytest.mark.parametrize("last_first", [False, True])
def test_the_page_asked_for_last_is_shown(desk, last_first):
    desk.hold()
    desk.page.click("nav >> text=Outcomes")
    desk.page.click("nav >> text=Brief")
    assert desk.held == 2
    with (
        desk.page.expect_response("**/solve"),
        desk.page.expect_response(re.compile(r"/brief$")),
    ):
        desk.let_go(last_first=last_first)
    desk.page.wait_for_selector("iframe.brief")
    assert desk.page.url.endswith("/brief")


@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_a_press_over_a_swap_is_made(desk, way):
    desk.hold()
    desk.page.click("#parties-usa-prefers-0-down")
    if way == "mouse":
        desk.page.hover("nav >> text=Paths")
        desk.page.mouse.down()
    else:
        desk.page.focus("#parties-usa-prefers-2-down")
        desk.page.keyboard.down(" ")
    desk.let_go()
    desk.page.wait_for_selector("text=Undo (1)")
    if way == "mouse":
        desk.page.mouse.up()
        desk.page.wait_for_selector("h1:text-is('Paths from the status quo')")
    else:
        desk.page.keyboard.up(" ")
        desk.page.wait_for_selector("text=Undo (2)")


@pytest.fixture
def reading(bench, page):
    """A page that shows how far a long report is read."""
    once = REPORT.read_text("utf-8")
    (bench.folder / "long.txt").write_text("\n\n".join([once] * 80), encoding="utf-8")
    page.add_init_script(HOLDING)
    page.goto(f"{bench.address}/report/long.txt")
    page.wait_for_selector("h1:text-is('Reading')")
    return page


def test_a_press_ends_the_look_at_the_progress_that_is_under_way(reading):
    reading.focus("#cancel")
    with reading.expect_request("**/report/long.txt"):
        pass
    reading.keyboard.press("Enter")
    reading.wait_for_selector("h1:text-is('Workspace')")
    assert reading.faults == []


def test_a_look_at_the_progress_disturbs_nobody(bench, reading):
    page = reading
    page.focus(".home")
    page.evaluate("window.home = document.activeElement")
    with page.expect_response("**/report/long.txt"):
        pass
    assert page.evaluate("document.activeElement === home && home.isConnected")
    page.evaluate("holding = true")
    while page.evaluate("held.length") == 0:
        page.wait_for_timeout(20)
    page.keyboard.press("Enter")
    assert page.evaluate("held.length") == 2
    page.evaluate("holding = false")
    with page.expect_response("**/report/long.txt"):
        page.evaluate("held[0]()")
    page.evaluate("held[1]()")
    page.wait_for_selector("h1:text-is('Workspace')")
    assert page.url == f"{bench.address}/"
    assert page.faults == []
