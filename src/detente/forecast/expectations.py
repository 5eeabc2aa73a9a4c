"""What a play expected to be agreed at a meeting, and what theories did, beside what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detente.case.schema.base import Bilingual
from detente.engine.run.worlds import Worlds
from detente.forecast.resolutions import SHELVED, UNTOUCHED, Resolved
from detente.forecast.scoring import crps_ensemble
from detente.json_names import UNSAID
from detente.theories.batches import levels_of
from detente.theories.problems_of_case import problems_of
from detente.theories.registry import keys, theory_class

__all__ = ["Distance", "Term", "distances", "fates", "terms"]

Floats = NDArray[np.float64]
Fates = NDArray[np.int8]
"""Alternative of every issue in every world, shape (B, R, I): 0 untouched, 1 shelved, 2 and on its options."""


@dataclass(frozen=True, slots=True)
class Term:
    """One issue at the meeting.

    Attributes:
        actual: What became of it: an option, `shelved` or `untouched`.
        given: Share of worlds in which the same became of it; settled as it was counts as untouched.
        likeliest: What became of it in most worlds, and in which share.
        matches: Whether the same became of it, by world, shape (B, R).
    """

    issue: str
    title: Bilingual
    actual: str
    actual_title: Bilingual
    given: float
    likeliest: str
    likeliest_title: Bilingual
    likeliest_given: float
    matches: NDArray[np.bool_] = field(repr=False, compare=False, metadata=UNSAID)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far an expectation was from what was agreed, a mean over the issues on the agenda.

    Attributes:
        of: `play`, `no-change`, or the key of a theory.
        levels: Continuous ranked probability score over worlds or beliefs, in levels from 0 to 100; of one level
            that is its distance.
    """

    of: str
    title: Bilingual
    levels: float


def fates(worlds: Worlds, meeting: int) -> Fates:
    """Return what became of every issue at a meeting, in every world; untouched where it was not held."""
    assert worlds.tracks is not None
    return worlds.tracks.fate[:, :, meeting, :]


def terms(worlds: Worlds, resolved: Resolved, became: Fates) -> tuple[Term, ...]:
    """Return every issue on the agenda with what became of it, and the probability that the play gave to it."""
    document, names = worlds.case.document, worlds.layout.names
    found = []
    for i, issue in _agenda(worlds, resolved):
        described = document.issues[issue]
        now = names.option(issue, described.now) + 2
        same = np.where(became[:, :, i] == now, 0, became[:, :, i])
        actual = resolved.fate(issue)
        place = {UNTOUCHED: 0, SHELVED: 1}.get(actual)
        place = names.option(issue, actual) + 2 if place is None else place
        matches = same == (0 if place == now else place)
        counts = np.bincount(same.ravel(), minlength=2 + len(names.options[issue]))
        likeliest = (UNTOUCHED, SHELVED, *names.options[issue])[int(counts.argmax())]
        titles = {name: option.title for name, option in described.options.items()}
        found.append(
            Term(
                issue,
                described.title,
                actual,
                titles.get(actual, Bilingual()),
                float(matches.mean()),
                likeliest,
                titles.get(likeliest, Bilingual()),
                float(counts.max() / counts.sum()),
                matches,
            )
        )
    return tuple(found)


def distances(worlds: Worlds, resolved: Resolved, became: Fates, threads: int | None = None) -> tuple[Distance, ...]:
    """Return how far the play, no change, and each theory of levels that applies are from what was agreed."""
    places = [i for i, _ in _agenda(worlds, resolved)]
    actual, now, ensemble = _levels(worlds, resolved, became, places)
    found = [
        Distance("play", Bilingual(), float(crps_ensemble(ensemble, actual).mean())),
        Distance("no-change", Bilingual(), float(np.abs(now - actual).mean())),
    ]
    problems = problems_of(worlds.case, beliefs=worlds.beliefs, seed=worlds.seed, meeting=resolved.meeting)
    for key in keys():
        theory = theory_class(key)()
        if not theory.info.levels or theory.objection(problems[0]) is not None:
            continue
        predicted = levels_of(theory, problems, seed=worlds.seed, threads=threads)[:, places]
        predicted = np.where(np.isnan(predicted), now, predicted)
        found.append(Distance(key, theory.info.title, float(crps_ensemble(predicted.T, actual).mean())))
    return tuple(found)


def _levels(worlds: Worlds, resolved: Resolved, became: Fates, places: list[int]) -> tuple[Floats, Floats, Floats]:
    """Return the agreed level of every issue, that in force before, and that in all worlds, shape (I, worlds)."""
    plan, names = worlds.layout.plan, worlds.layout.names
    actual, now, ensemble = [], [], []
    for i in places:
        issue, fate = names.issues[i], resolved.fate(names.issues[i])
        before = float(plan.option_level[i, plan.option_now[i]])
        options = plan.option_level[i, : len(names.options[issue])]
        by_fate = np.concatenate([[before, before], options])
        now.append(before)
        actual.append(before if fate in (UNTOUCHED, SHELVED) else float(options[names.option(issue, fate)]))
        ensemble.append(by_fate[became[:, :, i].ravel()])
    return np.array(actual), np.array(now), np.array(ensemble)


def _agenda(worlds: Worlds, resolved: Resolved) -> Iterator[tuple[int, str]]:
    """Yield the place and name of every issue on the agenda of the meeting."""
    for issue in worlds.case.document.may_settle(resolved.meeting):
        yield worlds.layout.names.issues.index(issue), issue
