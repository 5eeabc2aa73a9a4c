"""What a short look at a case shows: tables without a deal, options out of reach, levers that change nothing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from detente.analysis.deals.options import DealOptions
from detente.analysis.deals.space import deals
from detente.analysis.deals.views import Deals
from detente.case.case import Case
from detente.case.editing.levers import with_levers
from detente.case.reading.read import problems_about
from detente.case.schema.changes import SetTerms
from detente.case.schema.course import Meeting
from detente.engine.run.simulate import simulate
from detente.engine.run.worlds import Worlds
from detente.errors import Problem
from detente.locale import Language
from detente.mistakes import Slip
from detente.play_options import PLAYED, PlayOptions

__all__ = ["BELIEFS", "RUNS", "Tried", "try_out"]

BELIEFS = 24
"""Beliefs that are looked at."""
RUNS = 12
"""Runs of each that are played."""
_FEW = PlayOptions(beliefs=BELIEFS, runs=2)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a short look at a case has shown.

    Attributes:
        problems: What is probably not meant so, in the order of the file.
        seconds: About how long a play of usual size takes here, from the worlds that were played.
        worlds: Worlds of such a play.
    """

    problems: tuple[Problem, ...]
    seconds: float
    worlds: int


def try_out(case: Case, language: Language = "en") -> Tried:
    """Look at the tables of a case in a few beliefs, and play a few worlds of it and of its levers.

    Args:
        case: The case.
        language: Language of the problems.

    Example:
        >>> import detente
        >>> [problem.path for problem in try_out(detente.load("divided-pie")).problems]
        ['issues.share-of-a.options.s-0', 'issues.share-of-a.options.s-100']
    """
    simulate(case, beliefs=2, runs=2, threads=1)  # kernels are compiled, or fetched
    began = time.perf_counter()
    played = simulate(case, beliefs=BELIEFS, runs=RUNS)
    each = (time.perf_counter() - began) / (BELIEFS * RUNS)
    slips = [*_tables(case), *_levers(case, played)]
    return Tried(problems_about(case, slips, language), each * PLAYED.worlds, PLAYED.worlds)


def _tables(case: Case) -> Iterator[Slip]:
    """Report meetings at which nothing could be agreed, and options that no table could come to."""
    document = case.document
    told = {key: meeting for key, meeting in document.meetings.items() if _all_must_agree(meeting)}
    found = {key: deals(case, meeting=key, closely=DealOptions(points=2), options=_FEW) for key in told}
    for key, space in found.items():
        if space.empty >= 1.0:
            yield Slip("never_a_deal", f"meetings.{key}", {"beliefs": str(BELIEFS), "who": _who(space)}, at_key=True)
    if len(told) < len(document.meetings) or all(space.empty >= 1.0 for space in found.values()):
        return
    to_come = document.changes_to_come
    brought = {pair for change in to_come if isinstance(change, SetTerms) for pair in change.terms.items()}
    possible = _possible(found.values())
    for issue, options in document.issues.items():
        for option in options.options:
            if option != options.now and possible.get((issue, option)) == 0.0 and (issue, option) not in brought:
                values = {"name": option, "beliefs": str(BELIEFS)}
                yield Slip("never_reached", f"issues.{issue}.options.{option}", values, at_key=True)


def _all_must_agree(meeting: Meeting) -> bool:
    stages = meeting.procedure.stages
    return len(set(meeting.table)) >= 2 and all(stage.by != "vote" for stage in stages)


def _who(space: Deals) -> str:
    """Return those in whose way it stands most often."""
    if not space.blocking_parties:
        return "–"
    return ", ".join(space.blocking_parties[0].who)


def _possible(spaces: Iterable[Deals]) -> dict[tuple[str, str], float]:
    """Return the largest share of beliefs in which a package with an option lies in the zone of any meeting."""
    found: dict[tuple[str, str], float] = {}
    for space in spaces:
        for issue in space.issues:
            for option in issue.options:
                place = (issue.id, option.id)
                found[place] = max(found.get(place, 0.0), option.possible)
    return found


def _levers(case: Case, played: Worlds) -> Iterator[Slip]:
    """Report levers after which every world that was played goes as before."""
    keys = tuple(case.document.levers)
    for key, edited in (with_levers(case, keys) if keys else {}).items():
        other = simulate(edited, beliefs=BELIEFS, runs=RUNS)
        same = all(np.array_equal(one, two) for one, two in zip(played.tally, other.tally, strict=True))
        if same:
            yield Slip("lever_idle", f"levers.{key}", {"worlds": str(BELIEFS * RUNS)}, at_key=True)
