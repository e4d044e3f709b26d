"""The briefs on what ships, opened from a file in a real browser where the machine has one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from explaining.shipped import page_of


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the pages of briefs."""
    return tmp_path_factory.mktemp("briefs")


class Opened:
    """A page in the browser, with all that it asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


@pytest.fixture
def opened(chromium: Browser, folder: Path) -> Iterator:
    """Open a brief at some width, in the light or in the dark, with or without JavaScript."""
    contexts = []

    def open_(name: str, width: int = 1280, scheme: str = "light", scripts: bool = True) -> Opened:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        found = Opened(context.new_page())
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_text(page_of(name), "utf-8")
        found.page.goto(path.as_uri())
        return found

    yield open_
    for context in contexts:
        context.close()
