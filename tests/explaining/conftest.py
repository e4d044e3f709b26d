"""Each of the briefs on what ships, in turn."""

from __future__ import annotations

import pytest

from detente.explaining import Brief
from explaining.shipped import SHIPPED, brief_of, page_of


@pytest.fixture(params=SHIPPED)
def brief(request: pytest.FixtureRequest) -> Brief:
    return brief_of(request.param)


@pytest.fixture(params=SHIPPED)
def page(request: pytest.FixtureRequest) -> str:
    return page_of(request.param)
