"""Which unknowns to find out first: how far an answer would move the outlook, or the choice between levers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.compare.endings import Aim, Ends, Stamp, play_ends, scenario_titles
from detente.analysis.compare.levers import aim_title
from detente.analysis.compare.paired_effects import regrets
from detente.analysis.information.value_of_information import Worth, evppi, told_by
from detente.analysis.outlook.influence import GENERAL, groups
from detente.case.case import Case
from detente.case.editing.levers import with_levers
from detente.case.schema.base import Bilingual
from detente.engine.run.worlds import Worlds
from detente.errors import OptionError
from detente.json_names import Perhaps
from detente.play_options import PLAYED, PlayOptions, in_turn
from detente.results import Result

__all__ = ["Asked", "Move", "Unknown", "ask"]

Floats = NDArray[np.float64]

MOST_BELIEFS = 20_000
"""Beliefs that fits are made of; more would add time and little else."""

METHOD = "variance of cross-validated regressions of each probability on normal scores; EVPPI by the same regressions"
REFERENCES = ("howard-1966", "raiffa-schlaifer-1961", "strong-2014")


@dataclass(frozen=True, slots=True)
class Move:
    """How far an answer would move a scenario's probability: the mean of its absolute movement."""

    scenario: str
    title: Bilingual
    value: Perhaps


@dataclass(frozen=True, slots=True)
class Unknown:
    """A number that is not known, or a group of them.

    Attributes:
        id: path of the number, or id of the group.
        title: of the group; empty for a number.
        paths: the numbers in it.
        brier: expected fall of the Brier score, summed over the ends of the story, were it known.
        standard_error: Monte Carlo error of `brier`.
        moves: how far an answer would move each end of the story.
        worth: what knowing it is worth for the choice between levers; None where no choice is asked about.
        told: whether there are beliefs enough to tell; else numbers are 0.
        general: whether it is about negotiations in general.
    """

    id: str
    title: Bilingual
    paths: tuple[str, ...]
    brier: Perhaps
    standard_error: Perhaps
    moves: tuple[Move, ...]
    worth: Worth | None
    told: bool
    general: bool

    @property
    def is_clear(self) -> bool:
        """Say whether it tells something, of the outlook or of the choice, by more than three errors.

        Two would let chance through: there may be hundreds of numbers.
        """
        by_choice = self.worth is not None and self.worth.value > 3.0 * self.worth.standard_error
        return self.told and (self.brier > 3.0 * self.standard_error or by_choice)


@dataclass(frozen=True, slots=True, repr=False)
class Asked(Result):
    """What would be worth asking, most telling first.

    Attributes:
        numbers, groups: single numbers, and the groups of the case.
        brier: expected fall of the Brier score, were every number known: the whole spread over beliefs.
        score: the Brier score now, summed over the ends of the story.
        aim, aim_title: what levers are chosen for; None where no choice is asked about.
        worth: what it is worth to know every number before choosing a lever, in units of the aim; a lower bound.
        choices: options that were compared: `as it is`, then levers.
        best: the option that is best on average.
    """

    stamp: Stamp
    numbers: tuple[Unknown, ...]
    groups: tuple[Unknown, ...]
    brier: Perhaps
    score: float
    aim: Aim | None
    aim_title: Bilingual
    worth: Worth | None
    choices: tuple[str, ...]
    best: str
    status: Bilingual
    method: str = METHOD
    references: tuple[str, ...] = REFERENCES


@dataclass(frozen=True, slots=True)
class _Sample:
    """What fits are made of: outcomes f8[B, S], their mean chance of runs f8[S], utilities f8[B, A] if asked for."""

    scenarios: tuple[str, ...]
    outcomes: Floats
    noise: Floats
    utilities: Floats | None


def ask(
    case: Case,
    *,
    aim: Aim | None = None,
    options: PlayOptions = PLAYED,
) -> Asked:
    """Play a case and return what is worth asking about it.

    Args:
        case: The case.
        aim: Where given, all levers are played too, and it is told what an answer is worth for choosing between them.
        options: How to play.

    Raises:
        OptionError: nothing in the case is uncertain; or an aim is given and there are no levers.
    """
    keys = tuple(case.document.levers) if aim else ()
    if aim and not keys:
        raise OptionError("the case has no levers to choose between", "leave --aim and --avoid out")
    turn = in_turn(options, 1 + len(keys))
    base, worlds = play_ends(case, turn(0))
    plays = [base]
    for place, changed in enumerate(with_levers(case, keys).values(), start=1):
        plays.append(play_ends(changed, turn(place), case)[0])
    return _asked(case, options, worlds, plays, aim, keys)


def _asked(
    case: Case, options: PlayOptions, worlds: Worlds, plays: list[Ends], aim: Aim | None, keys: tuple[str, ...]
) -> Asked:
    paths = worlds.drawn.paths()
    if not paths:
        raise OptionError(
            "nothing in the case is uncertain: there is nothing to ask", "write a range, such as 60 to 80"
        )
    sample, inputs = _sample(worlds, plays, aim)
    titles = scenario_titles(case)
    empty = Bilingual()
    singles = [_unknown(path, empty, (path,), inputs[:, [k]], sample, titles) for k, path in enumerate(paths)]
    several = [
        _unknown(group.id, group.title, tuple(paths[k] for k in columns), inputs[:, columns], sample, titles)
        for group in groups(case.document, paths)
        for columns in [list(group.columns)]
    ]
    means = sample.outcomes.mean(axis=0)
    choices = ("as-it-is", *keys) if aim else ()
    best = ""
    if aim and sample.utilities is not None:
        best = choices[int(sample.utilities.mean(axis=0).argmax())]
    return Asked(
        Stamp.of(case, options),
        _ranked(singles, aim),
        _ranked(several, aim),
        float(np.maximum(sample.outcomes.var(axis=0, ddof=1) - sample.noise, 0.0).sum()),
        float((means * (1.0 - means)).sum()),
        aim,
        aim_title(case, aim) if aim else empty,
        _worth_of_all(aim, plays, [*singles, *several]) if aim else None,
        choices,
        best,
        _status(options, singles),
    )


def _worth_of_all(aim: Aim, plays: list[Ends], unknowns: Sequence[Unknown]) -> Worth:
    """Return what knowing every number is worth, from below.

    It is worth no less than choosing with half of the runs what the other half judges, and no less than knowing any
    part of the numbers.
    """
    means = [float(aim.utility(ends).mean()) for ends in plays]
    forgone = regrets(aim, tuple(plays))[means.index(max(means))]
    parts = [view.worth for view in unknowns if view.worth is not None]
    return max([Worth(max(0.0, forgone.value), forgone.standard_error), *parts], key=lambda worth: worth.value)


def _sample(worlds: Worlds, plays: list[Ends], aim: Aim | None) -> tuple[_Sample, Floats]:
    """Return what fits are made of, and the uncertain numbers, shape (B, K)."""
    count, base = min(worlds.beliefs, MOST_BELIEFS), plays[0]
    outcomes = worlds.tally.scenario[:count] / worlds.runs
    noise = (outcomes * (1.0 - outcomes)).mean(axis=0) / (worlds.runs - 1)
    utilities = np.column_stack([aim.utility(ends)[:count] for ends in plays]) if aim else None
    inputs = worlds.numbers(0, count)[:, worlds.drawn.uncertain]
    return _Sample(base.scenarios, outcomes, noise, utilities), inputs


def _unknown(
    key: str, title: Bilingual, paths: tuple[str, ...], inputs: Floats, sample: _Sample, titles: dict[str, Bilingual]
) -> Unknown:
    variance, error, moved = told_by(sample.outcomes, inputs, sample.noise)
    told = not np.isnan(error)
    moves = tuple(
        Move(scenario, titles[scenario], float(np.abs(moved[:, s]).mean()) if told else 0.0)
        for s, scenario in enumerate(sample.scenarios)
    )
    worth = None if sample.utilities is None else evppi(sample.utilities, inputs)
    if worth is not None and not told:
        worth = Worth(0.0, 0.0)
    general = key == GENERAL or key.startswith("general.")
    brier = float(variance.sum()) if told else 0.0
    return Unknown(key, title, paths, brier, error if told else 0.0, moves, worth, told, general)


def _ranked(unknowns: Sequence[Unknown], aim: Aim | None) -> tuple[Unknown, ...]:
    """Return the most telling first: for the choice where one is asked about, then for the outlook."""

    def rank(view: Unknown) -> tuple[float, float, str]:
        worth = view.worth.value if aim and view.worth else 0.0
        return -worth, -view.brier, view.id

    return tuple(sorted(unknowns, key=rank))


def _status(options: PlayOptions, numbers: Sequence[Unknown]) -> Bilingual:
    clear = sum(view.is_clear for view in numbers)
    size = options.beliefs, options.runs
    if options.few or not clear:
        return Bilingual(
            en="Too few worlds to say what to ask first: {:,} beliefs × {:,} runs; play more beliefs.".format(*size),
            zh="推演次数太少，说不出该先问什么：{:,} 组信念 × {:,} 次；请增加信念组数。".format(*size),
        )
    every = len(numbers)
    return Bilingual(
        en=f"{clear} of {every} uncertain numbers stand out by more than three errors; the others' order is chance.",
        zh=f"{every} 个不确定的数中，有 {clear} 个的作用超出三倍误差；其余的先后次序只是偶然。",
    )
