"""What a test run has once: its browser, and a process that has loaded the program.

Two browsers in one process would shut each other out.
"""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from warm import Warm

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_xdist_auto_num_workers():
    """One worker more than processors: those of the browser's tests wait for their pages."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items):
    """What opens a browser comes first for each worker, who begins with an equal share of all.

    It takes longest, and the last to end should be short.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    slow = [item for item in items if "chromium" in getattr(item, "fixturenames", ())]
    rest = [item for item in items if "chromium" not in getattr(item, "fixturenames", ())]
    size = -(-len(items) // workers)
    items.clear()
    for worker in range(workers):
        own = slow[worker::workers]
        items += own + rest[: size - len(own)]
        del rest[: size - len(own)]


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
