"""How the outlook of cases changes with what is believed of negotiations in general: wide, fitted, and tied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from detente import __version__
from detente.analysis.calibration.record import wide
from detente.analysis.compare.paired_differences import Difference, difference, scenario_share
from detente.analysis.outlook.outlook import chance_of, outlook_of
from detente.analysis.outlook.views import Chance
from detente.case.case import Case
from detente.case.general import general_constants
from detente.case.reading.load import cases, load
from detente.case.schema.base import Bilingual
from detente.case.schema.ends import Correlation
from detente.case.schema.quantities import read_quantity
from detente.engine.run.simulate import simulate
from detente.errors import OptionError
from detente.json_names import Perhaps

__all__ = ["PRIORS", "TIED", "CaseShift", "Prior", "ScenarioShift", "Shifts", "believing", "shifts"]

Prior = Literal["wide", "fitted", "tied"]
Progress = Callable[[int, int], None]

PRIORS: tuple[Prior, ...] = ("wide", "fitted", "tied")
"""Before the record; the shipped ranges; and these with the correlation that the record leaves between them."""

TIED = {("price", "hold-out"): -0.56}
"""Rank correlation that the fit behind the shipped ranges found: low prices and much holding out, or the reverse."""


@dataclass(frozen=True, slots=True)
class ScenarioShift:
    """One scenario under each of the priors, on common random numbers.

    Attributes:
        chances: Prior → probability with both its uncertainties.
        fitted: What the record changes: shipped ranges against wide ones, paired by belief.
        tied: What the correlation would change: tied against shipped ranges.
    """

    id: str
    title: Bilingual
    chances: dict[Prior, Chance]
    fitted: Difference
    tied: Difference


@dataclass(frozen=True, slots=True)
class CaseShift:
    """A case under each of the priors.

    Attributes:
        moved, retied: Half the sum of what the record, and what the correlation, changes over all scenarios.
        narrowed: Mean width of the interval over beliefs under shipped ranges, as a share of that under wide ones.
    """

    id: str
    title: Bilingual
    case_sha256: str
    scenarios: tuple[ScenarioShift, ...]
    moved: float
    retied: float
    narrowed: Perhaps


@dataclass(frozen=True, slots=True)
class Shifts:
    """Cases under each of the priors, and what is needed to reproduce it.

    Attributes:
        correlations: Pairs of general constants → rank correlation of the tied prior.
        status: How far the numbers can be trusted.
    """

    version: str
    seed: int
    beliefs: int
    runs: int
    correlations: dict[tuple[str, str], float]
    cases: tuple[CaseShift, ...]
    status: Bilingual


def shifts(
    names: Sequence[str] = (),
    *,
    beliefs: int = 100,
    runs: int = 20,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Shifts:
    """Play shipped cases under wide, fitted and tied beliefs about negotiations in general.

    Args:
        names: Ids of shipped cases; none: all.
        beliefs: Draws of what is not known.
        runs: Draws of chance for each.
        seed: Another seed, other draws.
        threads: Processors to use; default: all.
        progress: Told how many cases are done.

    Returns:
        Every scenario of every case under each, with paired differences.

    Raises:
        OptionError: There is no shipped case of an id, or a number is outside its range.
    """
    every = tuple(shipped.id for shipped in cases())
    for name in names:
        if name not in every:
            raise OptionError.unknown("--compare", name, ("all", *every))
    wanted = [name for name in every if not names or name in names]
    found = []
    for done, name in enumerate(wanted):
        if progress:
            progress(done, len(wanted))
        found.append(_shift(load(name), beliefs, runs, seed, threads))
    return Shifts(__version__, seed, beliefs, runs, dict(TIED), tuple(found), _status(found, beliefs, runs))


def believing(case: Case, prior: Prior) -> Case:
    """Return a case under another belief about negotiations in general; what the case says of them itself stays.

    Args:
        case: The case.
        prior: Which.
    """
    document = case.document
    if prior == "fitted":
        return case
    if prior == "wide":
        constants = {
            name: read_quantity(written, general_constants()[name].quantity.scale)
            for name, written in wide().constants.items()
        }
        return _edited(case, {"general": {**constants, **document.general}}, prior)
    ties = tuple(
        Correlation(between=(f"general.{first}", f"general.{second}"), rank=rank)
        for (first, second), rank in TIED.items()
        if first not in document.general and second not in document.general
    )
    return _edited(case, {"correlations": (*document.correlations, *ties)}, prior)


def _edited(case: Case, update: dict[str, object], prior: Prior) -> Case:
    """Return a case with other parts; its text says so, lest two plays go by one hash."""
    text = f"{case.text}\n# Played under {prior} beliefs about negotiations in general.\n"
    return replace(case, document=case.document.model_copy(update=update), text=text)


def _shift(case: Case, beliefs: int, runs: int, seed: int, threads: int | None) -> CaseShift:
    plays = {
        prior: simulate(believing(case, prior), beliefs=beliefs, runs=runs, seed=seed, threads=threads)
        for prior in PRIORS
    }
    titles = {view.id: view.title for view in outlook_of(plays["fitted"]).scenarios}
    found = []
    for s, (name, title) in enumerate(titles.items()):
        shares = {prior: scenario_share(worlds, name) for prior, worlds in plays.items()}
        chances = {prior: chance_of(worlds.tally.scenario[:, s], runs) for prior, worlds in plays.items()}
        found.append(
            ScenarioShift(
                name,
                title,
                chances,
                difference(shares["wide"], shares["fitted"]),
                difference(shares["fitted"], shares["tied"]),
            )
        )
    return CaseShift(
        case.id,
        case.document.title,
        case.sha256,
        tuple(found),
        0.5 * sum(abs(shift.fitted.value) for shift in found),
        0.5 * sum(abs(shift.tied.value) for shift in found),
        _narrowed(found),
    )


def _narrowed(found: Sequence[ScenarioShift]) -> float:
    """Return the mean width over beliefs after the record as a share of that before; NaN where there is none."""
    widths = {prior: sum(s.chances[prior].high - s.chances[prior].low for s in found) for prior in PRIORS}
    return widths["fitted"] / widths["wide"] if widths["wide"] > 0.0 else float("nan")


def _status(found: Sequence[CaseShift], beliefs: int, runs: int) -> Bilingual:
    if beliefs < 100 or runs < 10:
        return Bilingual(
            en=f"Too few worlds to rely on: {beliefs} beliefs × {runs} runs; play at least 100 × 10.",
            zh=f"推演次数太少，不足为凭：{beliefs} 组信念 × {runs} 次；至少应为 100 × 10。",
        )
    error = 100.0 * float(np.max([s.fitted.standard_error for case in found for s in case.scenarios]))
    return Bilingual(
        en=f"Differences are on common random numbers; the largest has a Monte Carlo error of {error:.1f} points.",
        zh=f"差异基于共同随机数；最大的蒙特卡罗误差为 {error:.1f} 个百分点。",
    )
