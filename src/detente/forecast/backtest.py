"""Test theories on issues whose outcome is known: errors of points and scores of distributions."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import detente
from detente.case.schema.base import Bilingual
from detente.errors import OptionError
from detente.forecast.issue_forecasts import (
    DISTRIBUTIONS,
    POINTS,
    THEORIES,
    Members,
    Spread,
    distributions_of,
    levels_of_issues,
)
from detente.forecast.scoring import crps_weighted
from detente.json_names import Perhaps
from detente.tables import PositionTable, read_table
from detente.theories.arrays import Floats
from detente.theories.registry import theory_class
from detente.theories.sentences import sentence

__all__ = ["Backtest", "Difference", "DistributionScore", "IssueOutcome", "PointScore", "backtest", "interval_of"]

FEWEST = 3
"""Issues with an outcome: the errors on two others are the least that could be called a distribution."""

FEW = 100
INSIDE = 0.8
_YARDSTICK = {"points": "compromise", "distributions": "other-outcomes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A mean loss less that of the yardstick, on the issues of which both speak; below 0 it did better.

    Attributes:
        issues: how many those are.
        standard_error: of the mean, clustered by proposal: issues of one proposal are not independent.
    """

    mean: Perhaps
    standard_error: Perhaps
    issues: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PointScore:
    """Errors of a theory or yardstick, in levels.

    Attributes:
        key: of a theory, `reference-point` or `constant-50`.
        issues: of how many it speaks.
        mae, rmse, median: mean absolute error, root of the mean square, median absolute error.
        difference: of the mean absolute error from the compromise's.
    """

    key: str
    title: Bilingual
    issues: int
    mae: Perhaps
    rmse: Perhaps
    median: Perhaps
    difference: Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionScore:
    """Scores of a distribution over levels.

    Attributes:
        crps: mean continuous ranked probability score, in levels.
        inside: how many outcomes lie in its central 80 %, ends included.
        width: of that interval on average.
        difference: of the score from that of the outcomes of the other issues.
    """

    key: str
    title: Bilingual
    issues: int
    crps: Perhaps
    inside: int
    width: Perhaps
    difference: Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOutcome:
    """One issue: what came out, and what each theory had said of it; NaN where it says nothing."""

    issue: str
    outcome: float
    levels: tuple[tuple[str, Perhaps], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """Theories beside what came out.

    Attributes:
        table: title of the table.
        points: in a fixed order, not by success.
        distributions: likewise.
        issues: issue by issue.
        spread: how far the table may be off, in `beliefs`.
        references: keys of the works used.
        status: how far any of it can be trusted.
    """

    table: str
    version: str
    seed: int
    beliefs: int
    method: str
    spread: Spread
    points: tuple[PointScore, ...]
    distributions: tuple[DistributionScore, ...]
    issues: tuple[IssueOutcome, ...]
    references: tuple[str, ...]
    status: Bilingual


def backtest(
    table: PositionTable | str | os.PathLike[str], *, beliefs: int = 1000, seed: int = 1, spread: Spread | None = None
) -> Backtest:
    """Ask theories for every issue of a table whose outcome is known, and score what they say.

    Nothing is fitted. What learns from outcomes at all learns from those of the other issues only.

    Args:
        table: Positions, salience, power and outcomes, or the file that they stand in.
        beliefs: Draws of what the table may have wrong, 2 to 1,000,000.
        seed: Seed of all draws.
        spread: How far it may be off.

    Raises:
        OptionError: Fewer than three issues have an outcome, or a number is outside its range.
    """
    if not isinstance(table, PositionTable):
        table = read_table(Path(table))
    if not 2 <= beliefs <= 10**6:
        raise OptionError.outside("beliefs", beliefs, "2 to 1,000,000")
    known = np.flatnonzero(~np.isnan(table.outcomes))
    if len(known) < FEWEST:
        told = sentence("backtest.too_few", count=len(known), fewest=FEWEST)
        raise OptionError(told.in_language("en"), sentence("backtest.too_few.hint").in_language("en"))
    issues, outcomes = tuple(table.issues[k] for k in known), table.outcomes[known]
    proposals = tuple(table.proposal_of(issue) for issue in issues)
    if len(set(proposals)) < FEWEST:
        told = sentence("backtest.too_few_proposals", count=len(set(proposals)), fewest=FEWEST)
        raise OptionError(told.in_language("en"))
    levels, off = levels_of_issues(table, issues, seed), spread or Spread()
    members = distributions_of(table, issues, outcomes, levels["compromise"], spread=off, beliefs=beliefs, seed=seed)
    works = [work for key in THEORIES for work in theory_class(key).info.references]
    return Backtest(
        table=table.title,
        version=detente.__version__,
        seed=seed,
        beliefs=beliefs,
        method="backtest",
        spread=off,
        points=_points(levels, outcomes, proposals),
        distributions=_distributions(members, outcomes, proposals),
        issues=tuple(
            IssueOutcome(
                issue=issue, outcome=float(outcomes[k]), levels=tuple((p, float(levels[p][k])) for p in POINTS)
            )
            for k, issue in enumerate(issues)
        ),
        references=tuple(dict.fromkeys([*works, "gneiting-raftery-2007"])),
        status=sentence("backtest.status.few" if len(issues) < FEW else "backtest.status", count=len(issues)),
    )


def interval_of(members: Members, share: float = INSIDE) -> tuple[float, float]:
    """Return the central interval of weighted members: from the first at which the weight reaches (1 − share)/2.

    Example:
        >>> interval_of((np.arange(10.0), np.ones(10)))
        (0.0, 8.0)
    """
    levels, weights = members
    order = np.argsort(levels, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    tail = (1.0 - share) / 2.0
    low, high = (int(np.argmax(reached >= at - 1e-12)) for at in (tail, 1.0 - tail))
    return float(levels[order][low]), float(levels[order][high])


def _points(levels: dict[str, Floats], outcomes: Floats, proposals: tuple[str, ...]) -> tuple[PointScore, ...]:
    losses = {key: np.abs(found - outcomes) for key, found in levels.items()}
    scores = []
    for key, loss in losses.items():
        told = loss[~np.isnan(loss)]
        none = len(told) == 0
        scores.append(
            PointScore(
                key=key,
                title=_title(key),
                issues=len(told),
                mae=np.nan if none else float(told.mean()),
                rmse=np.nan if none else float(np.sqrt((told**2).mean())),
                median=np.nan if none else float(np.median(told)),
                difference=_difference(loss, losses[_YARDSTICK["points"]], proposals),
            )
        )
    return tuple(scores)


def _distributions(
    members: dict[str, list[Members]], outcomes: Floats, proposals: tuple[str, ...]
) -> tuple[DistributionScore, ...]:
    losses = {
        key: np.array([crps_weighted(*each, outcome) for each, outcome in zip(found, outcomes, strict=True)])
        for key, found in members.items()
    }
    scores = []
    for key in DISTRIBUTIONS:
        ends = np.array([interval_of(each) for each in members[key]])
        scores.append(
            DistributionScore(
                key=key,
                title=_title(key),
                issues=len(outcomes),
                crps=float(losses[key].mean()),
                inside=int(((ends[:, 0] <= outcomes) & (outcomes <= ends[:, 1])).sum()),
                width=float((ends[:, 1] - ends[:, 0]).mean()),
                difference=_difference(losses[key], losses[_YARDSTICK["distributions"]], proposals),
            )
        )
    return tuple(scores)


def _difference(loss: Floats, yardstick: Floats, proposals: tuple[str, ...]) -> Difference:
    """Return the mean difference and its error, clustered by proposal (Liang & Zeger 1986).

    With one issue a proposal it is the ordinary standard error of a mean.
    """
    apart = loss - yardstick
    told = ~np.isnan(apart)
    apart, of = apart[told], np.array(proposals)[told]
    count, groups = len(apart), np.unique(of)
    if not count:
        return Difference(mean=np.nan, standard_error=np.nan, issues=0)
    mean = float(apart.mean())
    if len(groups) < 2:
        return Difference(mean=mean, standard_error=np.nan, issues=count)
    sums = np.array([(apart[of == group] - mean).sum() for group in groups])
    error = np.sqrt(len(groups) / (len(groups) - 1) * (sums**2).sum()) / count
    return Difference(mean=mean, standard_error=float(error), issues=count)


def _title(key: str) -> Bilingual:
    return theory_class(key).info.title if key in THEORIES else sentence(f"backtest.of.{key}")
