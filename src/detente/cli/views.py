"""``detente views``: what holds and what surprises if the parties see different games."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Annotated

from cyclopts import Parameter

from detente.cli._cases import load_case, words
from detente.cli._limits import LimitOrNone, Seconds, at_most, ended, in_time
from detente.cli._printing import print_json, print_text
from detente.errors import AnalysisError
from detente.explaining.answers.views import views_report, views_text
from detente.model.conflict import Conflict
from detente.model.views import View
from detente.solving.views import hypergame, rival_views

__all__ = ["views"]

LISTED = 10  # where nobody says how much


def views(
    case: str,
    *,
    sees: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative="")] = (),
    unseen: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative="")] = (),
    concept: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative="")] = (),
    budget: Seconds = None,
    limit: LimitOrNone = None,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Ask what holds and what would surprise if each party plays the game that it sees.

    Without views in the case or on the command line, every pair of rival types is looked at: a
    party is the one while all others plan for the other.

    Example: ``detente views european-security-2022 --sees russia:russia=as_alleged``

    Parameters
    ----------
    case
        A case file with [views], or with rival types, or the name of a published conflict.
    sees
        How a party takes another, or itself, as PARTY:OTHER=TYPE.
    unseen
        Options that a party does not see, as PARTY:OPTION.
    concept
        Solution concepts: nash, gmr, smr, seq, sseq; all of them where none is named.
    budget
        Stop after so many seconds; what is done for some pairs of types by then is shown.
    limit
        At most this many states and surprises are listed; 10 where not told, in JSON 200.
    as_json
        Print the result as JSON and nothing else.
    """
    conflict = load_case(case)
    given = _views(conflict, words(sees), words(unseen))
    sets = (given,) if given else rival_views(conflict)
    if not sets:
        raise AnalysisError(
            f"{case} has no rival types and no [views]: name what somebody sees with --sees or "
            "--unseen"
        )
    asked = partial(hypergame, conflict, concepts=words(concept) or None)
    found, message = in_time(budget, (partial(asked, one) for one in sets))
    most = at_most(limit, LISTED, as_json=as_json)
    if as_json:
        print_json(views_report(case, conflict, found, most))
    else:
        print_text(views_text(conflict, found, most))
    return ended(message)


def _views(conflict: Conflict, sees: Iterable[str], unseen: Iterable[str]) -> tuple[View, ...]:
    """The views of the case with those of the command line over them; none if there are none."""
    types = {view.party: dict(view.types) for view in conflict.views}
    hidden = {view.party: list(view.unseen) for view in conflict.views}
    for text in sees:
        party, _, pair = text.partition(":")
        other, equals, name = pair.partition("=")
        if not (party and equals):
            raise AnalysisError(f"--sees {text}: write PARTY:OTHER=TYPE, as usa:russia=as_stated")
        conflict.party(other).under(name)
        types.setdefault(conflict.party(party).id, {})[other] = name
    for text in unseen:
        party, _, option = text.partition(":")
        if not option:
            raise AnalysisError(f"--unseen {text}: write PARTY:OPTION, as usa:attack")
        hidden.setdefault(conflict.party(party).id, []).append(conflict.option(option).key)
    return tuple(
        View(party.id, tuple(types.get(party.id, {}).items()), tuple(hidden.get(party.id, ())))
        for party in conflict.parties
        if party.id in types or party.id in hidden
    )
