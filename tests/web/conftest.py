"""A real server over a real folder, and a real browser where the machine has one."""

import os
import re
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx2 as httpx
import pytest

from warm import NULL, Run, Warm

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@dataclass
class Bench:
    """A workbench that is running."""

    process: Run
    address: str
    folder: Path
    said: IO[str]
    key: str

    @property
    def cookie(self) -> dict[str, str]:
        """What the browser of its user keeps, as a browser is given it."""
        name = f"detente-{self.address.rpartition(':')[2]}"
        return {"name": name, "value": self.key, "url": self.address, "sameSite": "Strict"}

    def client(self) -> httpx.Client:
        """A browser that has opened the address with the key."""
        kept = {self.cookie["name"]: self.key}
        return httpx.Client(base_url=self.address, timeout=30, follow_redirects=True, cookies=kept)

    def token(self, client) -> str:
        return re.search(r'name="token" value="([^"]+)"', client.get("/").text).group(1)

    def post(self, client, address, **fields):
        return client.post(address, data={"token": self.token(client), **fields})

    def get(self, client, address):
        """The page, when what it needs is computed."""
        while (done := client.get(address)).status_code == 202:
            pass
        return done

    def copy_case(self, client, name="european-security-2022") -> str:
        done = self.post(client, "/catalogue", name=name)
        assert done.status_code == 200, done.text
        return done.url.path.removeprefix("/case/")

    def draft(self, client, **fields) -> str:
        """Draft a case, wait until that is done, and give its name."""
        done = self.post(client, "/draft", **fields)
        until = time.monotonic() + 120
        while done.status_code == 202 and time.monotonic() < until:
            assert done.url.path.startswith("/drafting/"), done.url
            time.sleep(0.1)
            done = client.get(done.url)
        assert done.status_code == 200, done.text
        return done.url.path.removeprefix("/case/")

    def version(self, client, name) -> str:
        page = client.get(f"/case/{name}").text
        return re.search(r'name="version" value="([^"]+)"', page).group(1)


def start(warm: Warm, folder: Path) -> Bench:
    told, tell = os.pipe()
    served = ("serve", folder, "--no-browser")
    process = warm.start(*served, cwd=folder, stdin=NULL, stdout=NULL, stderr=tell)
    os.close(tell)
    said = os.fdopen(told, encoding="utf-8")
    line = said.readline()
    found = re.search(r"(http://127\.0\.0\.1:\d+)/\?key=(\S+)", line)
    assert found, f"no address: {line}{said.read() if process.poll() else ''}"
    return Bench(process, found.group(1), folder, said, found.group(2))


def stop(bench: Bench) -> int:
    bench.process.send_signal(signal.SIGINT)
    try:
        return bench.process.wait(10)
    finally:
        bench.process.kill()
        bench.said.close()


@pytest.fixture
def bench(tmp_path, warm):
    folder = tmp_path / "workspace"
    folder.mkdir()
    running = start(warm, folder)
    yield running
    stop(running)


@pytest.fixture
def page(chromium, bench):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([bench.cookie])
    opened = context.new_page()
    faults = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.faults = faults
    yield opened
    context.close()
