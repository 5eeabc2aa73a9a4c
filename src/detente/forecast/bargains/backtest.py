"""Score what rules and tables say of bargains whose outcome is known, on those kept aside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

import detente
from detente.forecast.bargains.distributions import Fitted, efficient, fitted
from detente.forecast.bargains.table import Bargains
from detente.json_names import Perhaps
from detente.theories.arrays import Bools, Floats

__all__ = ["BargainBacktest", "BargainFacts", "BargainScore", "backtest_bargains"]

ASIDE = 0.2
"""Share of the agreements that are kept aside: the last ones of the table."""

SINGLE_RULES = ("nash", "kalai-smorodinsky", "egalitarian", "utilitarian", "proposer")


@dataclass(frozen=True, slots=True, kw_only=True)
class BargainScore:
    """How a distribution over packages did.

    Attributes:
        key: Which distribution.
        fit: Mean logarithm of the probability of what was agreed, on the bargains that it was fitted on.
        score: The same on those kept aside, in nats; higher is better.
        standard_error: Of that mean.
        difference: Of the score from that of the best single rule.
        difference_error: Standard error of the difference, bargain by bargain.
        constants: What was fitted, by name.
    """

    key: str
    fit: float
    score: float
    standard_error: float
    difference: float
    difference_error: Perhaps
    constants: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BargainFacts:
    """What people did.

    Attributes:
        bargains: How many there are.
        agreed: How many ended in agreement.
        both_gain: Share of agreements that both gain by.
        efficient: Share that nothing else is better for one and as good for the other.
        of_joint_gain: Mean share of the greatest joint gain.
        struck_nash, struck_utilitarian: Share that is a package of greatest Nash product, of greatest joint gain.
    """

    bargains: int
    agreed: int
    both_gain: float
    efficient: float
    of_joint_gain: float
    struck_nash: float
    struck_utilitarian: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BargainBacktest:
    """Rules and tables beside what people agreed on.

    Attributes:
        table: Name of the table.
        version, seed, draws: What gives the same numbers again.
        packages: How many packages there are.
        fitted_on, scored_on: Numbers of agreements.
        facts: What people did.
        best_rule: The single rule with the highest score on those it was fitted on.
        scores: In a fixed order, not by success.
    """

    table: str
    version: str
    seed: int
    draws: int
    method: str
    packages: int
    fitted_on: int
    scored_on: int
    facts: BargainFacts
    best_rule: str
    scores: tuple[BargainScore, ...]
    references: tuple[str, ...]


def backtest_bargains(bargains: Bargains, *, draws: int = 2000, seed: int = 1) -> BargainBacktest:
    """Score distributions over packages on the last fifth of the agreements, fitted on the rest.

    Args:
        bargains: The bargains.
        draws: Draws of the errors of perception for each pair of preferences.
        seed: Another seed, other draws.

    Returns:
        The scores, and what people did.
    """
    agreed = np.flatnonzero(bargains.taken >= 0)
    cut = len(agreed) - round(ASIDE * len(agreed))
    known = np.zeros(len(bargains.taken), dtype=np.bool_)
    known[agreed[:cut]] = True
    aside = agreed[cut:]
    found = fitted(bargains, known, draws=draws, seed=seed)
    logs = {one.key: one.logs[np.arange(len(bargains.taken)), np.maximum(bargains.taken, 0)] for one in found}
    best = max(SINGLE_RULES, key=lambda key: float(logs[key][known].mean()))
    return BargainBacktest(
        table=bargains.title,
        version=detente.__version__,
        seed=seed,
        draws=draws,
        method="backtest of bargains",
        packages=len(bargains.packages),
        fitted_on=cut,
        scored_on=len(aside),
        facts=_facts(bargains),
        best_rule=best,
        scores=tuple(_score(one, logs, known, aside, best) for one in found),
        references=("nash-1950", "kalai-smorodinsky-1975", "chawla-2021", "mcfadden-1974"),
    )


def _score(one: Fitted, logs: dict[str, Floats], known: Bools, aside: np.ndarray, best: str) -> BargainScore:
    mine, apart = logs[one.key][aside], logs[one.key][aside] - logs[best][aside]
    root = np.sqrt(len(aside))
    return BargainScore(
        key=one.key,
        fit=float(logs[one.key][known].mean()),
        score=float(mine.mean()),
        standard_error=float(mine.std(ddof=1) / root),
        difference=float(apart.mean()),
        difference_error=float("nan") if one.key == best else float(apart.std(ddof=1) / root),
        constants=one.constants,
    )


def _facts(bargains: Bargains) -> BargainFacts:
    gains = bargains.gains()
    rows = np.flatnonzero(bargains.taken >= 0)
    place = bargains.taken[rows]
    got = gains[rows, :, place]
    both = np.asarray((gains[rows] > 0.0).all(axis=1))
    joint = gains[rows].sum(axis=1)
    product = np.where(both, gains[rows].prod(axis=1), -np.inf)
    here = np.arange(len(rows))
    return BargainFacts(
        bargains=len(bargains.taken),
        agreed=len(rows),
        both_gain=float(both[here, place].mean()),
        efficient=float(efficient(gains[rows])[here, place].mean()),
        of_joint_gain=float((got.sum(axis=1) / np.where(both, joint, -np.inf).max(axis=1)).mean()),
        struck_nash=float((product[here, place] >= product.max(axis=1) - 1e-9).mean()),
        struck_utilitarian=float((joint[here, place] >= np.where(both, joint, -np.inf).max(axis=1) - 1e-9).mean()),
    )
