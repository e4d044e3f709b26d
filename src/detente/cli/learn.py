"""``detente learn``: lessons from an analyst's corrections, for readings to come."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import CycloptsError, Parameter

from detente.cli._inputs import refuse_options
from detente.cli._printing import print_json, print_text, tell
from detente.explaining.words import counted
from detente.files import load_corrections, refuse_inputs, save_lessons
from detente.model.lessons import Lesson
from detente.reading.verifying.lessons import FEWEST, learned

__all__ = ["learn"]


def learn(
    *corrections: Annotated[str, Parameter(required=True)],
    output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Learn from corrections what they say alike, and keep it as lessons of your own.

    `--learned FILE` lays the lessons over later readings.

    Example: ``detente learn corrections.toml more.toml -o lessons.toml``

    Parameters
    ----------
    corrections
        Files of corrections (.toml); `detente review` writes them.
    output
        The file for the lessons (.toml); what it held is replaced.
    as_json
        Print the lessons as JSON and nothing else.
    """
    refuse_options(corrections)
    if output is None:
        raise CycloptsError(msg="name the file of lessons: -o lessons.toml")
    refuse_inputs(output, corrections)
    found = learned(load_corrections(name) for name in corrections)
    save_lessons(output, found)
    idle = counted(found.unlearned, "correction")
    tell(f"{output}: {counted(len(found.lessons), 'lesson')}; {idle} taught nothing")
    if as_json:
        print_json(
            {"lessons": [_plain(one) for one in found.lessons], "unlearned": found.unlearned}
        )
    elif found.lessons:
        print_text("\n".join(map(_in_words, found.lessons)))
    else:
        print_text(f"No lesson: at least {FEWEST} corrections must agree, and none be against it.")
    return 0


def _plain(lesson: Lesson) -> dict[str, str | int]:
    names = ("kind", "words", "was", "becomes", "times")
    return {name: getattr(lesson, name) for name in names}


def _in_words(lesson: Lesson) -> str:
    becomes = lesson.becomes or "nothing"
    times = f"{lesson.times:,} corrections"
    return f"{lesson.kind}, “{lesson.words}”: {lesson.was or 'nothing'} becomes {becomes} ({times})"
