"""The brief as text: within its width, plain where nobody looks on, complete."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len

from detente.explaining.brief import Sentence
from detente.explaining.terminal import print_brief
from explaining.shipped import SHIPPED, brief_of


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("name", SHIPPED)
def test_no_line_is_wider_than_the_terminal(name, width):
    for line in brief_of(name).to_text(width).splitlines():
        assert cell_len(line) <= width, line


def test_plain_text_holds_no_escapes_and_no_trailing_blanks(brief):
    text = brief.to_text(80)
    assert "\x1b" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("width", [40, 120])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_sentence_and_section_is_there(name, width):
    made = brief_of(name)
    text = squeezed(made.to_text(width))
    for section in made.sections:
        assert squeezed(f"{made.numbers[section.id]} {section.title}") in text
        for one in section.sentences():
            if isinstance(one, Sentence):
                assert squeezed(one.text) in text
    for reference in made.references:
        if reference.kind == "quote":
            assert squeezed(reference.text) in text


def test_a_file_gets_plain_text_and_a_terminal_colours(monkeypatch):
    made = brief_of("chicken")
    out = io.StringIO()
    print_brief(made, out, 80)
    assert out.getvalue() == made.to_text(80)
    shown = io.StringIO()
    shown.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    print_brief(made, shown, 80)
    assert "\x1b[" in shown.getvalue()
