"""No text of a case is forgotten, whatever fails and wherever the program ends."""

import contextlib
import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.cases import case_text
from detente.errors import DetenteError
from detente.files import loads
from detente.web import workspace as module
from detente.web.workspace import Stale, Workspace

CASE = case_text("chicken")


def text(number: int) -> str:
    return CASE.replace('title = "', f'title = "{number} ', 1)


@pytest.fixture
def space(tmp_path):
    (tmp_path / "case.toml").write_text(text(0), "utf-8")
    return Workspace(tmp_path)


def edit(space: Workspace, number: int, name: str = "case.toml") -> None:
    space.save_case(name, space.case(name).version, text(number))


def step(space: Workspace, direction: str, name: str = "case.toml") -> str:
    return space.step(name, space.case(name).version, direction).text


def all_texts(space: Workspace) -> list[str]:
    """Every text that can be had by undoing and redoing."""
    while space.steps(space.case("case.toml"))[0]:
        step(space, "undo")
    found = [space.case("case.toml").text]
    while space.steps(space.case("case.toml"))[1]:
        found.append(step(space, "redo"))
    return found


@pytest.mark.skipif(os.name == "nt", reason="links and permissions are other ones there")
def test_an_undo_that_fails_forgets_nothing(space, monkeypatch):
    for number in (1, 2, 3):
        edit(space, number)

    def refusing(path: Path, *_: object) -> None:
        raise DetenteError("may not be written", file=str(path))

    with monkeypatch.context() as broken:
        broken.setattr(module, "write_text", refusing)
        for direction in ("undo", "undo", "undo"):
            with pytest.raises(DetenteError, match="may not be written"):
                step(space, direction)
        with pytest.raises(DetenteError, match="may not be written"):
            edit(space, 4)
    assert space.steps(space.case("case.toml")) == (3, 0)
    assert all_texts(space) == [text(number) for number in range(4)]


class Killed(BaseException):
    """The program ends here."""


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["edit", "undo", "redo"]), st.integers(0, 4)), max_size=9)
)
@example([("edit", 2), ("undo", 3), ("redo", 1), ("edit", 1)])
def test_a_program_that_ends_between_two_writes_forgets_nothing(tmp_path_factory, doings):
    folder = tmp_path_factory.mktemp("space")
    (folder / "case.toml").write_text(text(0), "utf-8")
    for number, (doing, moment) in enumerate(doings, 1):
        space = Workspace(folder)
        before = space.case("case.toml").text
        had = reachable(folder)
        with pytest.MonkeyPatch.context() as patched, contextlib.suppress(Killed):
            _end_at(patched, moment)
            edit(space, number) if doing == "edit" else step(space, doing)
        has = reachable(folder)
        assert before in has
        if doing != "edit":
            assert had == has
        else:  # what was undone before may be gone
            assert had[: had.index(before)] == has[: has.index(before)]


def reachable(folder: Path) -> list[str]:
    """What can be had by undoing and redoing, tried on a copy."""
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        return all_texts(Workspace(Path(copy)))


def _end_at(patched: pytest.MonkeyPatch, moment: int) -> None:
    """Let the program end instead of moving its n-th file into place."""
    replace, count = Path.replace, iter(range(100))

    def ending(path: Path, target: Path) -> Path:
        if next(count) == moment:
            raise Killed
        return replace(path, target)

    patched.setattr(Path, "replace", ending)


def test_a_text_changed_by_another_program_is_one_to_go_back_to(space, tmp_path):
    edit(space, 1)
    edit(space, 2)
    step(space, "undo")
    (tmp_path / "case.toml").write_text(text(9), "utf-8")
    assert step(space, "undo") == text(1)
    assert all_texts(space) == [text(0), text(1), text(9), text(2)]


def test_names_that_differ_have_histories_of_their_own(space, tmp_path):
    (tmp_path / "a").mkdir()
    names = ("a/b.toml", "a%b.toml", "a%2Fb.toml")
    for number, name in enumerate(names, 10):
        (tmp_path / name).write_text(text(number), "utf-8")
        edit(space, number + 10, name)
    for number, name in enumerate(names, 10):
        assert step(space, "undo", name) == text(number)
        assert space.steps(space.case(name)) == (0, 1)


@pytest.mark.skipif(os.name == "nt", reason="no links there")
def test_a_link_to_a_case_has_the_history_of_the_case(space, tmp_path):
    (tmp_path / "link.toml").symlink_to("case.toml")
    edit(space, 1)
    edit(space, 2, "link.toml")
    assert step(space, "undo", "link.toml") == text(1)
    assert step(space, "undo") == text(0)


def test_a_new_case_of_an_old_name_does_not_go_back_to_the_old_one(space, tmp_path):
    name = space.add("other", ".toml", text(1))
    edit(space, 2, name)
    (tmp_path / name).unlink()
    assert space.add("other", ".toml", text(3)) == name
    assert space.steps(space.case(name)) == (0, 0)
    kept = [json.loads(path.read_text("utf-8")) for path in (tmp_path / ".detente").iterdir()]
    assert {"texts": [text(1), text(2)], "at": 1} in kept


def test_a_history_of_version_0_1_is_gone_back_through(space, tmp_path):
    (tmp_path / ".detente").mkdir()
    old = {"past": [text(1), text(2)], "undone": [text(4), text(3)]}
    (tmp_path / ".detente" / "case.toml.history.json").write_text(json.dumps(old), "utf-8")
    assert space.steps(space.case("case.toml")) == (2, 2)
    assert all_texts(space) == [text(number) for number in (1, 2, 0, 3, 4)]


@pytest.mark.skipif(os.name == "nt", reason="processes are not held apart there")
def test_two_workbenches_lose_no_edit_of_each_other(tmp_path):
    (tmp_path / "case.toml").write_text(text(0), "utf-8")
    readers = []
    for first in (100, 200):
        out, into = os.pipe()
        if os.fork() == 0:
            made = []
            space = Workspace(tmp_path)
            for number in range(first, first + 15):
                try:
                    edit(space, number)
                    made.append(number)
                except Stale:
                    pass
            os.write(into, json.dumps(made).encode())
            os._exit(0)
        os.close(into)
        readers.append(out)
    made = []
    for out in readers:
        with os.fdopen(out, encoding="utf-8") as told:
            made += json.loads(told.read())
    assert len(made) >= 15
    assert sorted(all_texts(Workspace(tmp_path))) == sorted(map(text, [0, *made]))


def test_a_file_that_cannot_be_read_is_listed_with_its_fault(bench):
    (bench.folder / "good.toml").write_text(CASE, "utf-8")
    (bench.folder / "bytes.toml").write_bytes(b"title = '\xff'\n")
    (bench.folder / "huge.toml").write_bytes(b"#" * (9 * 2**20))
    (bench.folder / "out.toml").symlink_to(bench.folder.parent / "outside.toml")
    (bench.folder.parent / "outside.toml").write_text("format = 1\n")
    (bench.folder / os.fsdecode(b"odd\xff.toml")).write_text(CASE, "utf-8")
    with bench.client() as client:
        page = client.get("/")
        assert page.status_code == 200
        for said in ("not UTF-8", "no case file is as large", "not in the workspace", "rename it"):
            assert said in page.text
        assert loads(CASE).title in page.text
        assert bench.copy_case(client)
