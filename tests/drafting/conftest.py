"""Registers made by hand, for the tests of this folder."""

import pytest

from drafting.registers import register_of


@pytest.fixture(name="register_of")
def _register_of():
    return register_of
