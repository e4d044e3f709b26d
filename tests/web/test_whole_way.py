"""The whole way in a real browser: from a dropped report to a saved brief."""

import csv
import re
import shutil
import tomllib
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from detente.files import loads
from detente.model.state import parse_state
from detente.reading import read_text
from detente.solving import solve
from detente.solving.inverse import changes

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
REPORT = EXAMPLES / "security-guarantees-2022.txt"


def test_from_a_report_to_a_saved_brief_by_mouse(bench, page):
    page.goto(bench.address)
    page.set_input_files("input[type=file]", REPORT)
    page.click("text=Read it")
    page.wait_for_url("**/report/*")
    page.wait_for_selector("mark")
    assert page.locator("mark").count() > 5
    page.select_option("select[name=act]", "threaten")
    page.click("button:text-is('Show')")
    page.wait_for_url("**act=threaten*")
    assert set(page.locator(".record .act").all_inner_texts()) == {"threatens"}
    page.click("text=Draft a case from this report")
    page.wait_for_url("**/case/*.toml")
    name = page.url.rpartition("/case/")[2]
    written = tomllib.loads((bench.folder / name).read_text("utf-8"))
    assert written["sources"] == [REPORT.name]

    party = next(iter(written["parties"]))
    where = f"parties-{party}-prefers"
    before = written["parties"][party]["prefers"]
    page.click(f"#{where}-0-down")
    page.wait_for_selector("text=Undo (1)")
    after = tomllib.loads((bench.folder / name).read_text("utf-8"))["parties"][party]["prefers"]
    assert after == [before[1], before[0], *before[2:]]
    page.click("#undo")
    page.wait_for_selector("text=Undo (0)")
    undone = tomllib.loads((bench.folder / name).read_text("utf-8"))["parties"][party]["prefers"]
    assert undone == before

    page.click("nav >> text=Outcomes")
    page.wait_for_selector("svg.states")
    page.click("svg.states a >> nth=0")
    page.wait_for_url("**/state/*")
    assert page.locator("#why").is_visible()
    page.click("nav >> text=Paths")
    page.wait_for_selector("h1:text-is('Paths from the status quo')")
    page.click("main tbody th a >> nth=0")
    page.wait_for_selector("text=Step 1 of")
    page.click("nav >> text=Brief")
    page.wait_for_selector("iframe")
    with page.expect_download() as saving:
        page.click("text=Save as HTML")
    saved = Path(saving.value.path()).read_text("utf-8")
    assert saved.startswith("<!DOCTYPE html>")
    assert "Bottom line" in saved
    assert page.faults == []


def press_to(page, name, most=120):
    """Press Tab until what has the focus carries this name."""
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "() => { const e = document.activeElement; return "
            "(e.getAttribute('aria-label') || e.innerText || e.id || e.name || '').trim(); }"
        )
        if found == name:
            return
    raise AssertionError(f"no way to {name} with the Tab key")


def test_from_pasted_text_to_the_brief_by_keyboard_alone(bench, page):
    page.goto(bench.address)
    page.evaluate("document.querySelector('input[name=title]').focus()")
    page.keyboard.type("guarantees")
    page.keyboard.press("Tab")
    page.keyboard.insert_text(REPORT.read_text("utf-8"))
    press_to(page, "Read it")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/guarantees.txt*")
    page.wait_for_selector("mark")
    press_to(page, "Draft a case from this report")
    page.keyboard.press("Enter")
    page.wait_for_url("**/case/guarantees.toml")
    first = tomllib.loads((bench.folder / "guarantees.toml").read_text("utf-8"))
    party = next(name for name, one in first["parties"].items() if len(one.get("prefers", ())) > 1)
    page.focus(f"#parties-{party}-prefers-0-text")
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_selector("text=Undo (1)")
    then = tomllib.loads((bench.folder / "guarantees.toml").read_text("utf-8"))
    before = first["parties"][party]["prefers"]
    assert then["parties"][party]["prefers"][:2] == [before[1], before[0]]
    assert page.evaluate("document.activeElement.id") == f"parties-{party}-prefers-1-text"
    page.evaluate("document.querySelector('.home').focus()")
    press_to(page, "Outcomes")
    page.keyboard.press("Enter")
    page.wait_for_url("**/solve")
    page.evaluate("document.querySelector('.home').focus()")
    press_to(page, "Brief")
    page.keyboard.press("Enter")
    page.wait_for_selector("iframe.brief")
    page.evaluate("document.querySelector('.home').focus()")
    press_to(page, "Save as HTML")
    with page.expect_download():
        page.keyboard.press("Enter")
    assert page.faults == []


def test_a_statement_is_dragged_onto_another(bench, page):
    with bench.client() as client:
        name = bench.copy_case(client)
    page.goto(f"{bench.address}/case/{name}")
    source = page.locator("#parties-usa-prefers-7")
    source.drag_to(
        page.locator("#parties-usa-prefers-5"),
        source_position={"x": 4, "y": 12},
        target_position={"x": 4, "y": 12},
    )
    page.wait_for_selector("text=Undo (1)")
    prefers = tomllib.loads((bench.folder / name).read_text("utf-8"))["parties"]["usa"]["prefers"]
    assert prefers[5].startswith("bases iff")


def test_an_edit_can_be_tried_before_it_is_made(bench, page):
    with bench.client() as client:
        name = bench.copy_case(client)
    page.goto(f"{bench.address}/case/{name}")
    before = (bench.folder / name).read_text("utf-8")
    page.locator("#parties-russia-types-as_alleged-1 >> text=⇅?").click()
    page.wait_for_selector("h1:has-text('What if?')")
    rows = page.locator("tbody tr").all_inner_texts()
    assert any("status quo stable under" in row and "SEQ" in row for row in rows)
    assert (bench.folder / name).read_text("utf-8") == before
    page.click("text=Make the edit")
    page.wait_for_selector("text=Undo (1)")
    assert (bench.folder / name).read_text("utf-8") != before


def test_a_statement_that_does_not_parse_is_told_with_a_caret(bench, page):
    with bench.client() as client:
        name = bench.copy_case(client)
    page.goto(f"{bench.address}/case/{name}")
    page.fill("#parties-usa-prefers-0-text", "not atack")
    page.keyboard.press("Enter")
    told = page.locator(".told[role=alert]")
    told.wait_for()
    assert "did you mean `attack`" in told.inner_text()
    assert "^" in told.inner_text()
    assert page.input_value("#parties-usa-prefers-0-text") == "not atack"
    assert page.evaluate("document.activeElement.id") == "parties-usa-prefers-0-text"
    assert page.url.endswith(f"/case/{name}")
    page.keyboard.press("Control+A")
    page.keyboard.type("not attack or talks")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Undo (1)")
    assert told.count() == 0


def test_a_guess_is_confirmed_and_an_order_left_open(bench, page):
    with bench.client() as client:
        name = bench.copy_case(client)
    page.goto(f"{bench.address}/case/{name}")
    before = loads((bench.folder / name).read_text("utf-8"))
    page.click("#right-parties-usa-prefers-5")
    page.wait_for_selector("text=Undo (1)")
    after = loads((bench.folder / name).read_text("utf-8"))
    assert len(after.guessed) == len(before.guessed) - 1
    assert not any(mark.about == "parties.usa.prefers.5" for mark in after.guessed)
    page.click("[aria-label='The order of 1 and 2 of United States is not known']")
    page.wait_for_selector("text=Undo (2)")
    written = tomllib.loads((bench.folder / name).read_text("utf-8"))
    first, *rest = written["parties"]["usa"]["prefers"]
    assert [*first, *rest] == [one.text for one in before.party("usa").preference.statements]
    page.click("text=Their order is as written")
    page.wait_for_selector("text=Undo (3)")
    assert loads((bench.folder / name).read_text("utf-8")).parties == after.parties
    assert page.faults == []


def test_reading_works_without_scripts(bench, chromium):
    with bench.client() as client:
        name = bench.copy_case(client)
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies([bench.cookie])
    page = context.new_page()
    page.goto(f"{bench.address}/case/{name}/solve")
    page.click("text=Russia as alleged")
    page.wait_for_url("**run=1*")
    page.goto(f"{bench.address}/case/{name}")
    page.click("#parties-usa-prefers-0-down")
    page.wait_for_selector("text=Undo (1)")
    context.close()


def test_a_change_on_disk_is_noticed(bench, page):
    with bench.client() as client:
        name = bench.copy_case(client)
    page.goto(f"{bench.address}/case/{name}")
    path = bench.folder / name
    path.write_text(path.read_text("utf-8") + "# a remark from an editor\n", encoding="utf-8")
    page.wait_for_selector("text=The file was changed on disk", timeout=12_000)


def serious(page, **options):
    """The serious findings of axe on a page, each with where it is."""
    options = {"resultTypes": ["violations"], **options}
    for found in Axe().run(page, options=options).response["violations"]:
        if found["impact"] in ("serious", "critical"):
            yield found["id"], [node["html"][:120] for node in found["nodes"][:2]]


def test_pages_fit_a_telephone_and_hold_no_serious_barrier(bench, chromium):
    with bench.client() as client:
        name, small = bench.copy_case(client), bench.copy_case(client, "chicken")
        bench.post(client, "/reports", title="one", text=REPORT.read_text("utf-8"))
    places = [
        "/",
        "/report/one.txt",
        f"/case/{name}",
        f"/case/{name}/solve",
        f"/case/{name}/state/NNNNNYNN",
        f"/case/{name}/paths",
        f"/case/{name}/solve?run=1&way=0&step=2",
        *(f"/case/{name}/further/{one}" for one in ("change", "views", "packages")),
        *(f"/case/{small}/further/{one}" for one in ("coalitions", "robust", "packages")),
        f"/case/{name}/brief",
        "/nothing",
    ]
    context = chromium.new_context(bypass_csp=True)
    context.add_cookies([bench.cookie])
    page = context.new_page()
    barriers = []
    for place in places:
        page.set_viewport_size({"width": 1280, "height": 850})
        page.emulate_media(color_scheme="light")
        page.goto(bench.address + place)
        page.wait_for_selector("h1:not(:text-is('Computing')):not(:text-is('Reading'))")
        barriers += [(place, *one) for one in serious(page)]
        page.emulate_media(color_scheme="dark")
        barriers += [(place, "dark", *one) for one in serious(page, runOnly=["color-contrast"])]
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 850})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{place} is {wide} wide at {width}"
    context.close()
    assert barriers == []


def test_what_was_left_out_leads_to_its_words(bench, page):
    report = bench.folder / "pass.txt"
    report.write_text("It was demanded that the pass be opened. Chile demanded that Peru pay.\n")
    page.goto(f"{bench.address}/report/pass.txt")
    assert page.locator("#coverage").inner_text().startswith("Of 2 sentences 1 has a record")
    page.click("#left-out summary")
    page.click("#left-out a")
    page.wait_for_url("**at=0-40*")
    assert page.locator(".found").first.inner_text() == "It was demanded that the pass be opened."


def test_records_are_accepted_rejected_changed_and_added(bench, page):
    shutil.copy(REPORT, bench.folder / "one.txt")
    page.goto(f"{bench.address}/report/one.txt")
    page.wait_for_selector("mark")
    before = page.locator(".record").count()
    page.click("[aria-label='Accept s4']")
    page.wait_for_selector("#s4 >> text=accepted by")
    assert page.evaluate("document.activeElement.id") == "accept-s4"
    page.click("text=Correct s5")
    page.select_option("#s5 select[name=act]", "claim")
    page.click("#s5 >> text=Keep the correction")
    page.wait_for_selector("#s5 >> text=states")
    page.click("[aria-label='Reject s6']")
    page.wait_for_selector("text=1 record rejected")
    assert page.evaluate("document.activeElement.id") == "accept-s7"
    assert page.locator(".record").count() == before - 1

    page.evaluate(
        """() => {
          const part = [...document.querySelectorAll(".whole [data-start]")]
            .find((one) => one.textContent.includes("The session lasted about four hours."));
          const node = [...part.childNodes].find((one) => one.nodeType === 3);
          const range = document.createRange();
          const start = node.data.indexOf("The session");
          range.setStart(node, start);
          range.setEnd(node, start + "The session lasted about four hours.".length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          document.dispatchEvent(new MouseEvent("mouseup"));
        }"""
    )
    assert page.input_value("#add-record textarea") == "The session lasted about four hours."
    page.select_option("#add-record select[name=act]", "meet")
    page.fill("#add-record input[name=party]", "NATO")
    page.fill("#add-record input[name=addressee]", "Russia")
    page.click("text=Add it")
    page.wait_for_selector(".record >> text=added by")
    kept = tomllib.loads((bench.folder / "one.corrections.toml").read_text("utf-8"))
    verdicts = [one["verdict"] for one in kept["correction"]]
    assert verdicts == ["accept", "change", "reject", "add"]
    added = kept["correction"][-1]
    text = REPORT.read_text("utf-8")
    assert text[added["position"] :].startswith("The session lasted about four hours.")
    page.reload()
    page.wait_for_selector("mark")
    assert page.locator(".record").count() == before
    assert page.faults == []


def test_a_drafted_case_opens_with_its_grade_and_a_thin_one_is_briefed_without_verdicts(
    bench, page
):
    (bench.folder / "thin.txt").write_text(
        "OSTERBURG, March 1, 2024 - Norway demanded that Denmark close the strait.", "utf-8"
    )
    with bench.client() as client:
        bench.post(client, "/reports", title="one", text=REPORT.read_text("utf-8"))
        bench.draft(client, report="one.txt", published="2022-01-14")
        bench.draft(client, report="thin.txt", published="2024-03-01")
        brief = client.get("/case/thin.toml/brief.html").text
    page.goto(f"{bench.address}/case/one.toml")
    assert "Grade of this draft: high." in page.inner_text("#grade")
    page.goto(f"{bench.address}/case/thin.toml")
    assert "not enough to model" in page.inner_text("#grade")
    assert "Not enough to model: no verdict is drawn." in brief
    assert "no party gains" not in brief


def test_questions_are_answered_in_place_and_the_case_drafted_again(bench, page):
    with bench.client() as client:
        bench.post(client, "/reports", title="one", text=REPORT.read_text("utf-8"))
        bench.draft(client, report="one.txt", published="2022-01-14")
    page.goto(f"{bench.address}/case/one.toml")
    before = tomllib.loads((bench.folder / "one.toml").read_text("utf-8"))
    number = next(n for n, one in enumerate(before["questions"]) if "be undone?" in one)
    page.locator(".questions li").nth(number).locator("text=yes").click()
    page.wait_for_selector("text=Undo (1)")
    answered = tomllib.loads((bench.folder / "one.toml").read_text("utf-8"))["questions"]
    assert answered[number].endswith("(yes/no) yes")
    page.click("text=Draft again with these answers")
    page.wait_for_selector("text=Undo (2)")
    after = tomllib.loads((bench.folder / "one.toml").read_text("utf-8"))
    assert len(after["rules"]["irreversible"]) == len(before["rules"]["irreversible"]) - 1
    assert answered[number] in after["questions"]


def test_questions_beyond_equilibria_are_answered_and_lead_to_sentences(bench, page):
    with bench.client() as client:
        name = bench.copy_case(client)
    conflict = loads((bench.folder / name).read_text("utf-8"))
    page.goto(f"{bench.address}/case/{name}/further/coalitions")
    page.wait_for_selector("caption:has-text('A group would leave 54 of 59 equilibria')")
    page.click("text=What would change it")
    page.wait_for_selector("h3:has-text('By Russia alone')", timeout=60_000)
    found = changes(conflict.under(russia="as_alleged"), parse_state(conflict, "talks"))
    (edits,) = (len(found.found["russia",]),)
    assert page.locator(f"td:has-text('{edits} changes of 1 edit')").count() > 0
    page.click("text=What if they see different games")
    page.wait_for_selector("caption:has-text('What each party expects')", timeout=60_000)
    page.click("text=What could be agreed")
    page.wait_for_selector("text=Zone of agreement: 68 of 1,024 packages", timeout=60_000)
    page.click("text=What survives a misjudgement")
    page.wait_for_selector("caption:has-text('in how many models') >> nth=0", timeout=60_000)
    page.click(".told-list summary >> nth=0")
    quote = page.locator(".told-list blockquote >> nth=0")
    words = quote.inner_text().removesuffix(quote.locator("cite").inner_text()).strip()
    quote.locator("a").click()
    page.wait_for_url("**/report/*")
    page.wait_for_selector(".found")
    assert "".join(page.locator(".found").all_inner_texts()).endswith(words)
    assert page.faults == []


def test_a_path_is_followed_step_by_step_in_the_picture(bench, page):
    with bench.client() as client:
        name = bench.copy_case(client)
    page.goto(f"{bench.address}/case/{name}/solve?run=1")
    page.wait_for_selector("svg.states")
    page.click("#way-1")
    page.wait_for_selector("text=Step 1 of 3")
    where = page.evaluate("scrollY")
    for step in (2, 3):
        page.click("#later")
        page.wait_for_selector(f"text=Step {step} of 3")
    assert page.evaluate("scrollY") == where
    assert page.locator("svg a.at").count() == 1
    assert page.locator("svg path.on").count() == 6  # three lines, each with its head
    page.select_option("#concept", "nash")
    page.click("#choose")
    page.wait_for_selector("svg >> text=✓ NASH")
    assert "step=3" in page.url

    def box():
        return page.get_attribute("svg.states", "viewBox")

    seen = {box()}
    page.focus(".drawing")
    for key in ("+", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
        assert box() not in seen
        seen.add(box())
    near = box()
    page.click("#earlier")
    page.wait_for_selector("text=Step 2 of 3")
    assert box() == near  # who looks closely goes on doing so
    page.click("#later")
    page.wait_for_selector("text=Step 3 of 3")
    page.focus(".drawing")
    page.keyboard.press("0")
    assert box() in seen
    page.click("svg.states a.at")
    page.wait_for_url("**/state/*")
    assert page.evaluate("scrollY") == 0
    assert page.faults == []


def test_files_of_any_name_are_worked_with(bench, page):
    odd = "a b #1 50%? & é"
    (bench.folder / "more").mkdir()
    (bench.folder / "more" / f"{odd}.txt").write_text(REPORT.read_text("utf-8"), encoding="utf-8")
    with bench.client() as client:
        name = bench.copy_case(client, "chicken")
    (bench.folder / name).rename(bench.folder / "more" / f"{odd}.toml")
    page.goto(bench.address)
    page.click("text=.txt >> nth=-1")
    page.wait_for_selector("mark")
    page.click("[aria-label='Accept s4']")
    page.wait_for_selector("#s4 >> text=accepted by")
    page.click(".home")
    page.click("text=Chicken >> nth=0")
    page.fill("#title", "Renamed")
    page.press("#title", "Enter")
    page.wait_for_selector("text=Undo (1)")
    for place in ("Outcomes", "Paths", "Further", "Brief"):
        page.click(f"nav >> text={place}")
        page.wait_for_selector(f"nav >> a[aria-current=page]:has-text('{place}')")
    assert loads((bench.folder / "more" / f"{odd}.toml").read_text("utf-8")).title == "Renamed"
    assert page.faults == []


def test_a_long_report_is_read_in_the_background_and_shown_in_parts(bench, page):
    once = REPORT.read_text("utf-8")
    (bench.folder / "long.txt").write_text("\n\n".join([once] * 12), encoding="utf-8")
    page.goto(f"{bench.address}/report/long.txt")
    page.wait_for_selector("text=1 to 200 shown", timeout=60_000)
    assert page.locator(".record").count() == 200
    page.select_option("select[name=act]", "threaten")
    page.click("button:text-is('Show')")
    page.wait_for_url("**act=threaten*")
    first = page.locator(".record button[value=accept]").first
    page.evaluate("scrollTo(0, 0)")
    first.click()
    page.wait_for_selector("text=accepted by")
    assert "act=threaten" in page.url
    assert set(page.locator(".record .act").all_inner_texts()) == {"threatens"}
    with bench.client() as client:
        rows = list(
            csv.reader(bench.get(client, "/report/long.txt?table=1&as=csv").text.splitlines())
        )
        listed = read_text((bench.folder / "long.txt").read_text("utf-8"))
    assert len(rows) - 1 == len(listed)
    assert page.faults == []


def test_a_table_is_copied_as_csv_and_markdown(bench, page):
    with bench.client() as client:
        name = bench.copy_case(client)
        address = f"/case/{name}/solve?run=1&concept=nash&table=3&as="
        rows = list(csv.reader(bench.get(client, f"{address}csv").text.splitlines()))
        marked = bench.get(client, f"{address}md").text
        assert bench.get(client, f"{address}xls").status_code == 400
        assert bench.get(client, f"/case/{name}/solve?table=9&as=csv").status_code == 400
    conflict = loads((bench.folder / name).read_text("utf-8")).under(russia="as_alleged")
    assert len(rows) - 1 == solve(conflict).equilibria("nash").count
    assert {len(row) for row in rows} == {len(rows[0])}
    assert sum(line.startswith("| ") for line in marked.splitlines()) == len(rows) + 1
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{bench.address}/case/{name}/solve?run=1&concept=nash")
    page.locator("#stable ~ .copies a").first.click()
    page.wait_for_selector("text=copied as CSV")
    assert list(csv.reader(page.evaluate("navigator.clipboard.readText()").splitlines())) == rows
    assert page.faults == []


def test_outcomes_stand_side_by_side_by_type(bench):
    with bench.client() as client:
        name = bench.copy_case(client)
        address = f"/case/{name}/solve?table=1&as="
        head, *rows = csv.reader(bench.get(client, f"{address}csv").text.splitlines())
        marked = bench.get(client, f"{address}md").text
        shown = bench.get(client, f"/case/{name}/solve").text
    conflict = loads((bench.folder / name).read_text("utf-8"))
    readings = [solve(one) for one in conflict.combinations()]
    assert len(head) == 1 + len(readings)
    assert "as alleged" in head[2]
    states = re.findall(r'<span class="note code">([YN]+)</span>', shown.partition("</table>")[2])
    assert {one.status_quo.signs for one in readings} == {states[0]}
    ends = {state.signs for one in readings for state in one.reached.states}
    assert ends <= set(states[: len(rows)])
    for signs, row in zip(states, rows, strict=False):
        for one, cell in zip(readings, row[1:], strict=True):
            state = parse_state(conflict, signs)
            names = [key.upper() for key in one.concepts if state in one.equilibria(key)]
            told = f"✓ {', '.join(names)}" if names else "– none"
            in_reach = " [reached]" if state in one.reached.improving else ""
            assert cell == told + in_reach
    assert sum(line.startswith("| ") for line in marked.splitlines()) == len(rows) + 2


def test_reports_not_yet_read_are_drafted_from_in_the_background(bench, page):
    once = REPORT.read_text("utf-8")
    (bench.folder / "long.txt").write_text("\n\n".join([once] * 80), encoding="utf-8")
    page.goto(bench.address)
    page.check("input[value='long.txt']")
    page.click("text=Draft a case from the chosen ones")
    page.wait_for_selector("h1:text-is('Drafting')")
    page.wait_for_selector("text=reading long.txt")
    assert "/drafting/" in page.url
    page.click("#cancel")
    page.wait_for_selector("h1:text-is('Workspace')")
    page.check("input[value='long.txt']")
    page.click("text=Draft a case from the chosen ones")
    page.wait_for_url("**/case/*.toml", timeout=60_000)
    assert [one.name for one in bench.folder.glob("*.toml")] == ["long.toml"]
    with bench.client() as client:
        assert client.get("/drafting/0123").status_code == 400
    assert page.faults == []


def test_many_moves_are_listed_in_parts(bench):
    options = "".join(f'parties.east.options.o{n} = "Do {n}"\n' for n in range(6))
    text = f'format = 1\ntitle = "Large"\n{options}parties.east.prefers = ["o0"]\n'
    (bench.folder / "large.toml").write_text(text, encoding="utf-8")
    with bench.client() as client:
        address = "/case/large.toml/state/none"
        first = bench.get(client, address)
        assert "63 moves: 1 to 40 are listed" in first.text
        assert "The next 23 of 63" in first.text
        rest = bench.get(client, f"{address}?first=40").text
        assert "63 moves: 41 to 63 are listed" in rest
        rows = bench.get(client, f"{address}?table=1&as=csv").text.splitlines()
    assert len(rows) == 1 + 63
