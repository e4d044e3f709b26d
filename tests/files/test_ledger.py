"""Finished work is kept one block a line, and given back to the very same work only."""

from __future__ import annotations

import pytest

from detente.errors import SourceError
from detente.files.ledger import FileLedger


def test_blocks_are_given_back_to_the_same_work(tmp_path):
    path = tmp_path / "kept.jsonl"
    one, other = FileLedger(path, ["a", 1]), FileLedger(path, ["b", 1])
    one.add(0, {"models": 3})
    other.add(0, {"models": 4})
    one.add(2, {"models": 5})
    assert FileLedger(path, ["a", 1]).done() == {0: {"models": 3}, 2: {"models": 5}}
    assert FileLedger(path, ["b", 1]).done() == {0: {"models": 4}}
    assert FileLedger(path, ["c", 1]).done() == {}


def test_a_line_that_was_cut_short_is_passed_over_and_not_written_into(tmp_path):
    path = tmp_path / "kept.jsonl"
    FileLedger(path, "work").add(0, {"models": 3})
    for done, cut in enumerate(('{"work": "x", "blo', "{", '{"work": "y"'), 1):
        with path.open("a") as file:
            file.write(cut)
        again = FileLedger(path, "work")
        assert again.done() == {n: {"models": n + 3} for n in range(done)}
        again.add(done, {"models": done + 3})
    FileLedger(path, "work").add(4, {"models": 7})
    assert FileLedger(path, "work").done() == {n: {"models": n + 3} for n in range(5)}


@pytest.mark.parametrize("text", ["a report\nof two lines\n", "[]\n{}\n", "a line", "\udc80"])
def test_a_file_of_something_else_is_not_touched(tmp_path, text):
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    before = path.read_bytes()
    with pytest.raises(SourceError, match=r"report\.txt"):
        FileLedger(path, "work")
    assert path.read_bytes() == before
