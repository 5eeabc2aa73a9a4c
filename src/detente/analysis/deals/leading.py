"""Leading packages: those that tables strike, who would sign them, and what each party gets and gives by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.analysis.deals.acceptance import accepts
from detente.analysis.deals.conditions import Zone
from detente.analysis.deals.views import Account, Choice, LedgerLine, PackageView, Span
from detente.bargaining.arrays import Floats, Ints
from detente.bargaining.packages import Package
from detente.bargaining.pareto.trace import dominating
from detente.bargaining.rules import Kind, Rule
from detente.engine.layout.names import Names

__all__ = ["MARKED", "Struck", "account_of", "choice_in_names", "leading", "span", "strike_all"]

MARKED = {
    "nash": Rule.NASH,
    "kalai-smorodinsky": Rule.KALAI_SMORODINSKY,
    "egalitarian": Rule.EGALITARIAN,
    "utilitarian": Rule.UTILITARIAN,
}
"""Rules whose packages are marked, by the names that users see."""


@dataclass(frozen=True, slots=True)
class Struck:
    """What the table strikes in one belief with a zone.

    Attributes:
        packages: Rule by its name → package.
        best: What each party at the table could gain at most, shape (n_table,).
    """

    packages: dict[str, Package]
    best: Floats


def span(values: Sequence[float] | Floats) -> Span:
    """Return the mean and the central 90 % of some numbers."""
    found = np.asarray(values, dtype=np.float64)
    low, high = np.quantile(found, [0.05, 0.95], method="inverted_cdf")
    return Span(float(found.mean()), float(low), float(high))


def strike_all(zone: Zone) -> Struck:
    """Strike a package by every marked rule, and find what each party at the table could gain at most."""
    problem = zone.problem()
    packages = {name: problem.strike(rule) for name, rule in MARKED.items()}
    for k in range(zone.table.seats):
        packages[f"best-{k}"] = problem.strike(Rule.PROPOSER, k)
    best = np.array([packages[f"best-{k}"].gains[k] for k in range(zone.table.seats)])
    return Struck(packages, best)


def choice_in_names(choice: Ints, names: Names) -> Choice:
    """Return a package as issue → option, or `shelved`."""
    found = {}
    for issue, alternative in zip(names.issues, choice, strict=True):
        if alternative == 1:
            found[issue] = "shelved"
        elif alternative >= 2:
            found[issue] = names.options[issue][alternative - 2]
    return found


def leading(zones: Sequence[Zone], struck: Sequence[Struck | None], most: int) -> tuple[PackageView, ...]:
    """Return the packages that the marked rules strike most often over beliefs, with their certificates and accounts.

    Args:
        zones: One for each belief.
        struck: What the table strikes in it; None where the zone is empty.
        most: How many packages.
    """
    counts: dict[tuple[int, ...], Counter[str]] = {}
    for found in struck:
        for name in MARKED if found else ():
            counts.setdefault(tuple(found.packages[name].choice.tolist()), Counter())[name] += 1  # type: ignore[union-attr]
    first = sorted(counts, key=lambda choice: (-counts[choice].total(), choice))[:most]
    if not first:
        return ()
    choices = np.array(first, dtype=np.int64)
    signs, gains, admissible = [], [], []
    for zone in zones:
        signed, seen = accepts(zone, choices)
        signs.append(signed)
        gains.append(seen.gains)
        admissible.append(seen.admissible)
    signed, gained, stands = np.array(signs), np.array(gains), np.array(admissible)
    return tuple(
        _view(choice, counts[first[n]], zones, struck, signed[:, n], gained[:, n], stands[:, n])
        for n, choice in enumerate(choices)
    )


def _view(
    choice: Ints,
    counted: Counter[str],
    zones: Sequence[Zone],
    struck: Sequence[Struck | None],
    signs: np.ndarray,
    gains: Floats,
    stands: np.ndarray,
) -> PackageView:
    names = zones[0].layout.names
    distances, efficient = [], 0
    better: Counter[tuple[int, ...]] = Counter()
    for b in map(int, np.flatnonzero(stands)):
        found = struck[b]
        assert found is not None, "a package that all accept lies in a zone that is not empty"
        n_table = zones[b].table.seats
        away = (gains[b, :n_table] - found.packages["nash"].gains[:n_table]) / found.best
        distances.append(float(np.sqrt((away**2).sum())))
        above = dominating(zones[b].problem(), gains[b])
        efficient += above is None
        if above is not None:
            better[tuple(above.choice.tolist())] += 1
    count = int(stands.sum())
    return PackageView(
        choice=choice_in_names(choice, names),
        struck={name: counted[name] / len(zones) for name in MARKED},
        accepted=count / len(zones),
        efficient=efficient / count if count else None,
        distance=span(distances) if count else None,
        dominated_by=choice_in_names(np.array(better.most_common(1)[0][0]), names) if better else None,
        accounts=tuple(account_of(k, choice, zones, signs[:, k], gains[:, k]) for k in range(len(zones[0].parties))),
    )


def account_of(k: int, choice: Ints, zones: Sequence[Zone], signs: np.ndarray, gains: Floats) -> Account:
    """Return what a party gets and gives by a package, over beliefs."""
    issues, tables = np.arange(len(choice)), [zone.table for zone in zones]
    settled = tables[0].kinds[issues, choice] == Kind.SETTLED
    prices = np.array([table.prices[k] * table.weight[k] * settled for table in tables])
    net = np.array([table.gains[k, issues, choice] for table in tables])
    worths = net + prices
    lines = [LedgerLine(zones[0].layout.names.issues[i], span(worths[:, i])) for i in np.flatnonzero(settled)]
    lines = [line for line in lines if line.worth != Span(0.0, 0.0, 0.0)]
    asked = k < tables[0].seats or bool(tables[0].asked[k, settled].any())
    return Account(
        party=zones[0].parties[k],
        accepts=float(signs.mean()) if asked else None,
        gets=tuple(sorted((x for x in lines if x.worth.mean >= 0.0), key=lambda x: (-x.worth.mean, x.issue))),
        gives=tuple(sorted((x for x in lines if x.worth.mean < 0.0), key=lambda x: (x.worth.mean, x.issue))),
        together=span(gains - net.sum(axis=1)),
        price=span(-prices.sum(axis=1)),
        gain=span(gains),
    )
