"""Files made to harm end in one clear line, soon."""

import io
import random
import subprocess
import sys
import time
import zipfile

import pytest

from detente.errors import SourceError
from detente.model.register import Register
from detente.model.text import Document
from detente.reading import read_each
from detente.reading.sources import apart, found_in
from reading.sources.making import LINES, archive, docx, page, pdf, rss
from reading.sources.test_formats import saved

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>{}"
)


def errors(tmp_path, name, content):
    found = list(found_in(saved(tmp_path, name, content)))
    assert len(found) == 1
    assert isinstance(found[0], SourceError)
    assert "\n" not in str(found[0])
    assert name in str(found[0])
    return found[0].message


def zipped_zeros(name, megabytes):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made, made.open(name, "w") as file:
        for _ in range(megabytes):
            file.write(bytes(2**20))
    return out.getvalue()


def test_a_zip_bomb(tmp_path):
    assert "XML" in errors(tmp_path, "a.docx", zipped_zeros("word/document.xml", 200))


def test_a_zip_bomb_of_well_formed_xml(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:  # noqa: SIM117
        with made.open("word/document.xml", "w") as file:
            file.write(b"<d xmlns:w='w'>")
            for _ in range(25):
                file.write(b"<w:p/>" * 150_000)
    assert "elements" in errors(tmp_path, "a.docx", out.getvalue())


@pytest.mark.parametrize("name", ["a.xml", "a.docx"])
def test_a_billion_laughs(tmp_path, name):
    item = "<rss><item><description>&j;</description></item></rss>"
    xml = LAUGHS.format(item)
    content = xml.encode() if name == "a.xml" else archive({"word/document.xml": xml})
    assert "entities" in errors(tmp_path, name, content)


def test_an_entity_that_names_a_file(tmp_path):
    xml = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><item>&x;</item></rss>'
    assert "entities" in errors(tmp_path, "a.xml", xml)


def test_elements_without_end(tmp_path):
    assert "deep" in errors(tmp_path, "a.xml", "<rss>" + "<item>" * 100_000)


def test_a_page_that_nests_without_end(tmp_path):
    pytest.importorskip("trafilatura")
    errors(tmp_path, "a.html", "<html><body>" + "<div>" * 500_000 + "x")


def test_a_feed_whose_texts_hold_unclosed_marks(tmp_path):
    text = "<script>" * 20_000 + "<!--" * 20_000 + "<" * 200_000
    began = time.monotonic()
    found = list(found_in(saved(tmp_path, "a.xml", rss([("T", "", text), ("U", "", LINES[1])]))))
    assert isinstance(found[-1], Document)
    assert time.monotonic() - began < 60


def test_an_encrypted_pdf_file(tmp_path):
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(io.BytesIO(pdf()))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "encrypted" in errors(tmp_path, "a.pdf", out.getvalue())


def test_a_pdf_file_without_text(tmp_path):
    pytest.importorskip("pypdf")
    assert "scan" in errors(tmp_path, "a.pdf", pdf([()]))


def test_a_pdf_file_whose_pages_lead_back_to_themselves(tmp_path):
    pytest.importorskip("pypdf")
    content = pdf().replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    assert b"/Kids [2 0 R]" in content
    errors(tmp_path, "a.pdf", content)


def test_a_parser_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "LONGEST", 0.05)
    body = "".join(f"<p>{LINES[1]} ({number})</p>" for number in range(100_000))
    found = errors(tmp_path, "a.html", page().replace("<article>", f"<article>{body}"))
    assert "takes more than" in found
    monkeypatch.undo()
    assert isinstance(next(found_in(saved(tmp_path, "b.docx", docx()))), Document)


def test_a_text_of_more_than_20_megabytes_is_refused_by_name(tmp_path):
    text = "Norway urged Iceland to talk. " * (21 * 2**20 // 30)
    assert "20 MB" in errors(tmp_path, "a.txt", text)
    xml = rss([("T", "", text)])
    assert "20 MB" in errors(tmp_path, "a.xml", xml)
    line = '{"text": "' + text + '"}\n{"text": "Norway left."}'
    first, second = found_in(saved(tmp_path, "a.jsonl", line))
    assert "20 MB" in str(first)
    assert isinstance(second, Document)


def test_broken_files_of_every_format(tmp_path):
    """Whatever is cut, doubled or overwritten in a file, what comes of it is a value."""
    chance = random.Random(7)
    originals = {
        "a.docx": docx(),
        "a.pdf": pdf(),
        "a.html": page().encode(),
        "a.xml": rss([("T", "Fri, 05 Mar 2021 08:30:00 GMT", LINES[1])]).encode(),
        "a.jsonl": b'{"id": "a", "text": "Norway urged Iceland to talk."}\n' * 3,
        "a.txt": "\n".join(LINES).encode(),
    }
    for name, original in originals.items():
        for _ in range(40):
            data = bytearray(original)
            for _ in range(chance.randint(1, 8)):
                at = chance.randrange(len(data))
                length = chance.randint(1, 30)
                match chance.randrange(3):
                    case 0:
                        del data[at : at + length]
                    case 1:
                        data[at:at] = data[at : at + length] * 3
                    case _:
                        data[at : at + length] = chance.randbytes(length)
                data = data or bytearray(b"x")
            for found in read_each(saved(tmp_path, name, bytes(data))):
                if isinstance(found, Register):
                    for record in found:
                        assert found.document.text[record.start : record.end] == record.evidence
                else:
                    assert "\n" not in found.message


@pytest.mark.skipif(sys.platform == "win32", reason="counts memory by a Unix call")
def test_an_archive_is_read_in_constant_memory(tmp_path):
    line = '{{"id": "a{}", "date": "2021-03-05", "text": "{}"}}\n'
    text = " ".join(f"Norway urged Iceland to talk about item {number}." for number in range(60))
    program = (
        "import sys, resource\n"
        "from detente.cli import main\n"
        "assert main(['read', sys.argv[1], '-o', sys.argv[1] + '.out.jsonl']) == 0\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    peaks = []
    for entries in (20, 120):
        path = tmp_path / f"news{entries}.jsonl"
        path.write_text("".join(line.format(number, text) for number in range(entries)))
        done = subprocess.run(
            [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
        )
        peaks.append(int(done.stdout))
        out = path.with_name(path.name + ".out.jsonl")
        assert len(out.read_text().splitlines()) == entries
    assert peaks[1] < peaks[0] * 1.1
