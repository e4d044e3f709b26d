"""Files are written whole or not at all."""

import os
import signal
import subprocess
import sys
import time

import pytest

from detente.errors import CaseError, SourceError
from detente.files import dumps, loads, save, writing
from detente.files.writing import write_bytes, write_text

WRITER = """
import sys
from detente.files.writing import write_bytes
print("ready", flush=True)
for letter in b"bcdefghijklmnopqrstuvwxyz" * 1000:
    write_bytes(sys.argv[1], bytes([letter]) * 2_000_000)
"""
CASE = 'format = 1\ntitle = "T"  # mine\nparties.a.options.x = "X"\n'


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing kills as hard here")
@pytest.mark.parametrize("moment", [0.0, 0.004, 0.011, 0.023, 0.05])
def test_a_process_killed_while_it_writes_leaves_a_whole_file(tmp_path, moment):
    target = tmp_path / "file"
    target.write_bytes(b"a" * 2_000_000)
    writer = subprocess.Popen([sys.executable, "-c", WRITER, target], stdout=subprocess.PIPE)
    assert writer.stdout.readline() == b"ready\n"
    time.sleep(moment)
    writer.kill()
    writer.communicate()
    data = target.read_bytes()
    assert len(data) == 2_000_000
    assert len(set(data)) == 1


def test_an_error_in_the_middle_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    target = tmp_path / "file"
    target.write_text("old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SourceError, match="No space left"):
        write_text(target, "new")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_process_of_the_same_number_left_is_in_nobodys_way(tmp_path):
    number = next(writing._NUMBERS)
    left = [tmp_path / f".detente-{os.getpid()}-{number + n}.part" for n in (1, 2, 4)]
    for path in left:
        path.write_text("a part")
    write_text(tmp_path / "one", "1")
    write_text(tmp_path / "other", "2")
    assert sorted(tmp_path.iterdir()) == sorted([*left, tmp_path / "one", tmp_path / "other"])
    assert {path.read_text() for path in left} == {"a part"}


def test_links_and_permissions_stay(tmp_path):
    target, link = tmp_path / "file", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_where_nothing_can_be_written(tmp_path):
    with pytest.raises(SourceError, match="there is no folder"):
        write_text(tmp_path / "no" / "file", "text")
    with pytest.raises(SourceError, match="is a folder"):
        write_text(tmp_path, "text")
    with pytest.raises(SourceError, match="half of a character pair"):
        write_text(tmp_path / "file", "\ud800")
    assert list(tmp_path.iterdir()) == []


def test_bytes_are_written_as_they_are(tmp_path):
    write_bytes(tmp_path / "file", b"\r\n\x00")
    assert (tmp_path / "file").read_bytes() == b"\r\n\x00"


def test_a_case_is_not_written_over_what_is_no_case(tmp_path):
    target = tmp_path / "case.toml"
    target.write_text("my notes")
    with pytest.raises(CaseError, match="move it away") as found:
        save(loads(CASE), target)
    assert found.value.file == str(target)
    assert target.read_text() == "my notes"
    target.write_text("\n")
    save(loads(CASE), target)
    assert target.read_text() == dumps(loads(CASE))
