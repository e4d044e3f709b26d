"""The pages beyond equilibria: who must move together, what would change it, what survives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from starlette.responses import Response

from detente.errors import AnalysisError, DetenteError
from detente.model.conflict import Conflict
from detente.model.state import State, parse_state
from detente.solving.coalitions import coalitions
from detente.solving.inverse import Goal, Scope, changes
from detente.solving.robustness import robustness
from detente.solving.stability import Progress
from detente.solving.sweeping import Means, Plan
from detente.solving.views import hypergame, rival_views
from detente.solving.zone import zones
from detente.web import answers
from detente.web.desk import Ask, Desk
from detente.web.jobs import Working
from detente.web.leads import Leads
from detente.web.sheets import Section

__all__ = ["further"]

MODELS, MOST_MODELS = 400, 100_000  # shaken by chance
DRAWS = 300  # of weights shaken
SWAPS = 3
SMALL = 12  # options up to which two edits at once are tried
GOALS: dict[str, tuple[str, Goal]] = {
    "stable": ("hold for everybody", "stable"),
    "unstable": ("not hold", "unstable"),
    "reached": ("be where improvements end", "reached"),
    "unreached": ("not be where improvements end", "unreached"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a case, by the fields of the page's form."""

    case: str
    conflict: Conflict
    ask: Ask
    progress: Progress

    def readings(self, doing: str) -> Iterator[tuple[Leads, Conflict]]:
        """The readings one by one, telling how many there are still to do."""
        listed = self.conflict.combinations()
        for number, one in enumerate(listed):
            self.progress(doing, number, len(listed))
            yield Leads(self.case, number, one), one

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number of the form, between 0 and the most that is sensible."""
        text = self.ask.query.get(name, "")
        return min(int(text), most) if text.isdecimal() and len(text) < 10 else default

    @property
    def state(self) -> State:
        """The outcome that is asked about; the status quo where none is named."""
        return parse_state(self.conflict, asked_state(self.conflict, self.ask))


def asked_state(conflict: Conflict, ask: Ask) -> str:
    """The outcome of the form as it was typed, or the status quo."""
    return ask.query.get("state") or ",".join(conflict.status_quo or ()) or "none"


Answer = Callable[[Question], Iterator[Section]]


def further(desk: Desk, ask: Ask) -> Response:
    """The answer to one of the questions beyond equilibria."""
    file = desk.workspace.case(ask.part("name"))
    name = ask.part("question")
    if file.conflict is None:
        raise file.error or AnalysisError("the case cannot be read")
    if name not in QUESTIONS:
        raise AnalysisError(f"there is no question `{name[:40]}`: choose one of the page")
    conflict, (title, about, answer) = file.conflict, QUESTIONS[name]
    fields = sorted((key, value) for key, value in ask.query.items() if key not in ("table", "as"))
    job = desk.jobs.ask(
        f"{file.name}:{name}:{fields}:{file.version}",
        lambda progress: tuple(answer(Question(file.name, conflict, ask, progress))),
    )
    if not job.wait():
        raise Working(file.name, job)
    sections: tuple[Section, ...] = ()
    fault = ""
    try:
        sections = job.value()
    except DetenteError as error:
        fault = error.message
    return desk.page(
        "further.html.j2",
        ask,
        status=422 if fault and fields else 200,
        tables=[table for section in sections for table in section.tables],
        name=file.name,
        title=title,
        about=about,
        question=name,
        questions=[(one, entry[0]) for one, entry in QUESTIONS.items()],
        goals=GOALS,
        goal=ask.query.get("goal", "stable"),
        concept=ask.query.get("concept", "seq"),
        edits=Question(file.name, conflict, ask, print).number("edits", _edits(conflict), 3),
        models=ask.query.get("models", str(MODELS)),
        seed=ask.query.get("seed", "0"),
        state=asked_state(conflict, ask),
        sections=sections,
        fault=fault,
    )


def _edits(conflict: Conflict) -> int:
    return 2 if len(conflict.order) <= SMALL else 1


def _coalitions(asked: Question) -> Iterator[Section]:
    state = asked.state
    for leads, one in asked.readings("groups of parties"):
        yield from answers.coalitions.sections(leads, coalitions(one, state))


def _change(asked: Question) -> Iterator[Section]:
    _, goal = GOALS.get(asked.ask.query.get("goal", "stable"), GOALS["stable"])
    scope = Scope(bound=max(1, asked.number("edits", _edits(asked.conflict), 3)))
    concept = asked.ask.query.get("concept", "seq")
    for leads, one in asked.readings("changed preferences"):
        found = changes(one, asked.state, goal, concept, scope, asked.progress)
        yield from answers.change.sections(leads, found)


def _robust(asked: Question) -> Iterator[Section]:
    plan = Plan(asked.number("models", MODELS, MOST_MODELS), SWAPS, asked.number("seed", 0, 10**9))
    for leads, one in asked.readings("models"):
        found = robustness(one, (), plan, Means(progress=asked.progress))
        yield from answers.robustness.sections(leads, found)


def _packages(asked: Question) -> Iterator[Section]:
    conflict = asked.conflict
    if conflict.packages is None:
        raise AnalysisError(
            "This case has no clauses yet: write them under [packages] in the case file, each with "
            "every party's stance."
        )
    asked.progress("packages", 0, 1)
    leads = Leads(asked.case, 0, conflict)
    found = zones(conflict, draws=DRAWS)
    yield answers.packages.clauses(leads, found[0].packages)
    for one in found:
        yield from answers.packages.sections(leads, one)


def _views(asked: Question) -> Iterator[Section]:
    conflict = asked.conflict
    sets = (conflict.views,) if conflict.views else rival_views(conflict)
    if not sets:
        raise AnalysisError(
            "All parties see the same game: the case has no rival readings of a party, and no "
            "[views] in its file."
        )
    for number, one in enumerate(sets):
        asked.progress("views", number, len(sets))
        yield from answers.views.sections(Leads(asked.case, 0, conflict), hypergame(conflict, one))


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
        "Every single assumption turned over, and models shaken by chance.",
        _robust,
    ),
    "views": (
        "What if they see different games",
        "What each party expects, where it leads, and which moves would surprise whom.",
        _views,
    ),
    "packages": (
        "What could be agreed",
        "Packages of clauses that all parties prefer to no agreement.",
        _packages,
    ),
}
