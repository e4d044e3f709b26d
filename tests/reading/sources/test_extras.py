"""The default path needs no extra, and whatever needs one names it."""

import subprocess
import sys

import pytest

from detente.errors import SourceError
from detente.reading.language_model.endpoint import Endpoint
from detente.reading.parsing.parser import load_syntax
from detente.reading.sources import html, pdf, web
from reading.sources.making import page
from reading.sources.making import pdf as pdf_file

EXTRAS = "trafilatura lxml urllib3 pypdf openai httpx2 spacy thinc charset_normalizer"


def test_reading_a_text_loads_no_extra(tmp_path):
    (tmp_path / "report.txt").write_text("France urged Mali to pay.\n")
    program = (
        "import sys\n"
        "from detente.cli import main\n"
        "assert main(['read', 'report.txt', '-o', 'r.html']) == 0\n"
        "assert main(['brief', 'report.txt', '-o', 'brief.html']) == 0\n"
        f"print([name for name in '{EXTRAS}'.split() if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("module", "extra", "act"),
    [
        ("trafilatura", "fetch", lambda: html.kept(page().encode())),
        ("urllib3", "fetch", lambda: web.fetch("http://127.0.0.1:9/")),
        ("pypdf", "pdf", lambda: pdf.kept(pdf_file())),
        ("openai", "llm", lambda: Endpoint("http://127.0.0.1:9/v1", "m").ask("", "", {})),
        ("spacy", "nlp", lambda: load_syntax("any")),
    ],
)
def test_what_needs_an_extra_names_it(monkeypatch, module, extra, act):
    monkeypatch.setitem(sys.modules, module, None)  # as if it were not installed
    with pytest.raises(SourceError, match=rf"pip install 'detente\[{extra}\]'"):
        act()
