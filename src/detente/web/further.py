"""The pages beyond equilibria: who must move together, what would change it, what survives."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from detente.errors import AnalysisError
from detente.explaining.answers.change import changes_text
from detente.explaining.answers.coalitions import coalitions_text
from detente.explaining.answers.packages import packages_text
from detente.explaining.answers.robustness import robustness_text
from detente.model.conflict import Conflict
from detente.model.state import parse_state
from detente.solving.coalitions import coalitions
from detente.solving.inverse import Goal, Scope, changes
from detente.solving.robustness import robustness
from detente.solving.stability import Progress
from detente.solving.sweeping import Means, Plan
from detente.solving.zone import zones
from detente.web.desk import Ask, Desk
from detente.web.jobs import Working

__all__ = ["further"]

MODELS = 400  # shaken by chance
LISTED = 10
GOALS: dict[str, tuple[str, Goal, str]] = {
    "stable": ("hold for everybody (SEQ)", "stable", "seq"),
    "unstable": ("not hold (SEQ)", "unstable", "seq"),
    "reached": ("be where improvements end", "reached", "seq"),
    "unreached": ("not be where improvements end", "unreached", "seq"),
}
Answer = Callable[[Conflict, Ask, Progress], str]


def further(desk: Desk, ask: Ask) -> Response:
    """The answer to one of the questions beyond equilibria."""
    file = desk.workspace.case(ask.part("name"))
    question = ask.part("question")
    if file.conflict is None:
        raise file.error or AnalysisError("the case cannot be read")
    if question not in QUESTIONS:
        raise AnalysisError(f"there is no question `{question[:40]}`: choose one of the page")
    conflict, (title, about, answer) = file.conflict, QUESTIONS[question]
    key = f"{file.name}:{question}:{sorted(ask.query.items())}:{file.version}"
    job = desk.jobs.ask(key, lambda progress: answer(conflict, ask, progress))
    if not job.wait():
        raise Working(file.name, job)
    return desk.page(
        "further.html.j2",
        ask,
        name=file.name,
        title=title,
        about=about,
        question=question,
        questions=[(name, entry[0]) for name, entry in QUESTIONS.items()],
        goals=GOALS,
        goal=ask.query.get("goal", "stable"),
        state=ask.query.get("state", ",".join(conflict.status_quo or ()) or "none"),
        text=job.value(),
    )


def _coalitions(conflict: Conflict, _ask: Ask, progress: Progress) -> str:
    listed = conflict.combinations()
    found = []
    for number, one in enumerate(listed):
        progress("groups of parties", number, len(listed))
        found.append(coalitions(one, None))
    return coalitions_text(conflict, found, LISTED)


def _change(conflict: Conflict, ask: Ask, progress: Progress) -> str:
    named = ask.query.get("state") or ",".join(conflict.status_quo or ()) or "none"
    state = parse_state(conflict, named)
    _, goal, concept = GOALS.get(ask.query.get("goal", "stable"), GOALS["stable"])
    listed = conflict.combinations()
    found = []
    for number, one in enumerate(listed):
        progress("changed preferences", number, len(listed))
        found.append(changes(one, state, goal, concept, Scope()))
    return changes_text(conflict, found, LISTED)


def _robust(conflict: Conflict, _ask: Ask, progress: Progress) -> str:
    found = [
        robustness(one, (), Plan(MODELS, 3, 0), Means(progress=progress))
        for one in conflict.combinations()
    ]
    return robustness_text(conflict, found, LISTED)


def _packages(conflict: Conflict, _ask: Ask, progress: Progress) -> str:
    progress("packages", 0, 1)
    if conflict.packages is None:
        return (
            "This case has no clauses yet: write them under [packages] in the case file, each with "
            "every party's stance."
        )
    return packages_text(conflict, zones(conflict), LISTED)


QUESTIONS: dict[str, tuple[str, str, Answer]] = {
    "coalitions": (
        "Who must move together",
        "What groups of parties can do jointly, and which outcomes a group would leave.",
        _coalitions,
    ),
    "change": (
        "What would change it",
        "The smallest changes of somebody's priorities that bring an outcome about.",
        _change,
    ),
    "robust": (
        "What survives a misjudgement",
        f"Every single assumption turned over, and {MODELS} models shaken by chance.",
        _robust,
    ),
    "packages": (
        "What could be agreed",
        "Packages of clauses that all parties prefer to no agreement.",
        _packages,
    ),
}
