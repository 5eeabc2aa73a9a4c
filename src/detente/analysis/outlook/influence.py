"""What an outlook rests on: how much of a probability's spread over beliefs each group of numbers explains."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from detente.analysis.outlook.views import Influence, RestsOn
from detente.case.schema.base import Bilingual, Described
from detente.case.schema.case import Document
from detente.engine.run.worlds import Worlds
from detente.kernels.quantiles import normal_quantile

__all__ = ["GENERAL", "Group", "explained", "group_of", "groups", "rests_on"]

Floats = NDArray[np.float64]

GENERAL = "how-negotiations-work"
MOST_BELIEFS = 4000
"""Beliefs that are drawn again for the fit; more would add time and no insight."""


@dataclass(frozen=True, slots=True)
class Group:
    """Uncertain numbers that are named together.

    Attributes:
        columns: their places among the uncertain numbers of a belief.
    """

    id: str
    title: Bilingual
    columns: tuple[int, ...]


_SECTIONS = {
    "positions": ("{}: what it wants", "{}的诉求"),
    "blocs": ("{}: what they want", "{}的诉求"),
    "parties": ("{}: price and style", "{}的代价与风格"),
    "factors": ("{}", "{}"),
    "events": ("Rates and effects of events", "事件的发生率与后果"),
    "history": ("What history has left", "历史遗留影响"),
    "carrying_out": ("Carrying out: {}", "落实：{}"),
    "trust": ("Trust of {}", "{}的信任"),
    "linked": ("Links between issues", "议题之间的关联"),
    "meetings": ("How meetings are held", "会晤的安排"),
    "bargaining": ("The bargaining rule", "议价规则"),
    "people": ("Disagreement among those asked", "受访者之间的分歧"),
    "general": ("How negotiations work", "谈判的一般规律"),
}


def groups(document: Document, paths: tuple[str, ...]) -> tuple[Group, ...]:
    """Sort uncertain numbers into groups: the case's `drivers` first, the rest by what they belong to.

    Args:
        document: The case.
        paths: Paths of the uncertain numbers.

    Returns:
        Groups that share no number and leave none out.
    """
    found: dict[str, tuple[Bilingual, list[int]]] = {}
    for column, path in enumerate(paths):
        key, title = group_of(document, path)
        found.setdefault(key, (title, []))[1].append(column)
    return tuple(Group(key, title, tuple(columns)) for key, (title, columns) in found.items())


@lru_cache
def _matcher(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches any of some patterns with asterisks."""
    return re.compile("|".join(map(translate, patterns)) or r"(?!)")


def group_of(document: Document, path: str) -> tuple[str, Bilingual]:
    """Return id and title of the group that a path belongs to."""
    section, _, rest = path.partition(".")
    if section == "general":
        return GENERAL, Bilingual(en=_SECTIONS[section][0], zh=_SECTIONS[section][1])
    wanted = path.partition(".")[2].replace(".positions.", ".") if section == "blocs" else ""
    for key, group in document.drivers.items():
        matches = _matcher(tuple(group.paths)).match
        if matches(path) or (wanted and matches(f"positions.{wanted}")):
            return f"drivers.{key}", Bilingual(en=group.name(key, "en"), zh=group.name(key, "zh"))
    owner = rest.partition(".")[0]
    owners: dict[str, Mapping[str, Described]] = {
        "positions": document.parties,
        "blocs": document.blocs,
        "parties": document.parties,
        "factors": document.factors,
        "carrying_out": document.carrying_out,
        "trust": document.parties,
    }
    named = owners.get(section, {})
    english, chinese = _SECTIONS.get(section, (section, section))
    if owner not in named:
        return section, Bilingual(en=english, zh=chinese)
    element = named[owner]
    title = Bilingual(en=english.format(element.name(owner, "en")), zh=chinese.format(element.name(owner, "zh")))
    return f"{section}.{owner}", title


def scores(numbers: Floats) -> Floats:
    """Return normal scores of the ranks in every column; equal values share the mean of their ranks."""
    out = np.empty_like(numbers)
    count = len(numbers)
    untied = normal_quantile((np.arange(count) + 0.5) / count)
    for k in range(numbers.shape[1]):
        _, inverse, ties = np.unique(numbers[:, k], return_inverse=True, return_counts=True)
        middle = np.cumsum(ties) - 0.5 * ties
        out[:, k] = (untied if len(ties) == count else normal_quantile(middle / count))[inverse]
    return out


def explained(shares: Floats, columns: Floats) -> Floats:
    """Return the variances of shares that a quadratic fit on some scores explains, adjusted for its terms.

    R² is adjusted as 1 − (1 − R²)(B − 1)/(B − k − 1) (Ezekiel 1930) with k terms: each score and its square. The fit
    solves the normal equations, which scores make well conditioned, by their generalised inverse: scores that
    all are one count once.

    Args:
        shares: By belief, several at once, shape (B, S).
        columns: Scores, shape (B, K).

    Returns:
        Variances, shape (S,), never below zero; not a number where there are fewer than four beliefs a term.
    """
    count, terms = len(shares), 2 * columns.shape[1]
    if count < 4 * (terms + 1):
        return np.full(shares.shape[1], np.nan)
    design = np.hstack([np.ones((count, 1)), columns, columns**2 - 1.0])
    fitted = design @ _solved(design.T @ design, design.T @ shares)
    total = shares.var(axis=0, ddof=1)
    left = ((shares - fitted) ** 2).sum(axis=0) / ((count - 1) * np.where(total > 0.0, total, 1.0))
    return np.asarray(np.maximum(0.0, (1.0 - left * (count - 1) / (count - terms - 1)) * total))


def _solved(gram: Floats, sides: Floats) -> Floats:
    """Return the solution of normal equations, of least length where columns depend on each other.

    A Cholesky factor tells whether they do, in a tenth of the time of the eigenvalues that are needed then: the square
    of each of its diagonal entries is what a column has that those before it have not.
    """
    try:
        own = np.linalg.cholesky(gram).diagonal() ** 2
    except np.linalg.LinAlgError:
        own = np.zeros(1)
    if own.min() > 1e-8 * gram.diagonal().max():
        return np.asarray(np.linalg.solve(gram, sides))
    return np.asarray(np.linalg.pinv(gram, rcond=1e-10, hermitian=True) @ sides)


def rests_on(worlds: Worlds) -> tuple[RestsOn, ...]:
    """Return, for each named scenario, the groups of beliefs that explain its spread, largest first."""
    count = min(worlds.beliefs, MOST_BELIEFS)
    paths = worlds.drawn.paths()
    if not paths:
        return ()
    score = scores(worlds.numbers(0, count)[:, worlds.drawn.uncertain])
    sorted_groups = groups(worlds.case.document, paths)
    shares = worlds.tally.scenario[:count, : len(worlds.layout.scenarios)] / worlds.runs
    noise = (shares * (1.0 - shares)).mean(axis=0) / (worlds.runs - 1)
    left = shares.var(axis=0, ddof=1) - noise
    variances = [explained(shares, score[:, list(group.columns)]) for group in sorted_groups]
    found = []
    for s, key in enumerate(worlds.layout.scenarios):
        influences = tuple(
            sorted(
                (
                    _influence(group, shares[:, s], score, float(variance[s]), float(left[s]), paths)
                    for group, variance in zip(sorted_groups, variances, strict=True)
                ),
                key=lambda influence: (-influence.share, influence.group),
            )
        )
        general = sum(i.share for i in influences if i.general)
        rest = max(0.0, 1.0 - sum(i.share for i in influences))
        found.append(RestsOn(key, influences, general, rest))
    return tuple(found)


def _influence(
    group: Group, shares: Floats, score: Floats, variance: float, belief_variance: float, paths: tuple[str, ...]
) -> Influence:
    columns = score[:, list(group.columns)]
    share = variance / belief_variance if belief_variance > 0.0 and variance == variance else 0.0
    deviations = columns.std(axis=0) * shares.std()
    products = ((columns - columns.mean(axis=0)) * (shares - shares.mean())[:, None]).mean(axis=0)
    correlations = np.divide(products, deviations, out=np.zeros_like(products), where=deviations > 0.0)
    strongest = int(np.argmax(np.abs(correlations)))
    return Influence(
        group=group.id,
        title=group.title,
        share=float(min(share, 1.0)),
        direction=float(correlations[strongest]),
        strongest=paths[group.columns[strongest]],
        general=group.id == GENERAL,
        told=variance == variance,
    )
