"""What a test run has once: its browser, and a process that has loaded the program.

Two browsers in one process would shut each other out.
"""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from warm import Warm

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        pytest.skip("there is no chromium here: install it to run the tests in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def warm():
    process = Warm()
    yield process
    process.close()
