"""Fearon 1995, International Organization 49(3): how much to ask of an opponent whose cost of war is not known.

A wins a war with probability p at cost c_A; B's cost is uniform on [0, b]. A demand x is refused with probability
(x − p)/b; A does best with x* = p + (b − c_A)/2, and then P(war) = (b − c_A)/(2b), whatever p is.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

import detente
from detente.case.case import Case
from detente.case.editing.edit import with_values

BELIEFS = 40_000
COST_OF_A = 0.1
STEP = 5


def demanding(p: int, b: float) -> Case:
    """Return the case with strength p per cent, costs up to b, and demands above p in steps of 5."""
    demands = range(p + STEP, p + STEP + round(100 * b), STEP)
    options = {f"ask-{level}": level for level in (p, *demands)}
    ideals = {f"ask-{level}": 1 / len(demands) for level in demands}
    return with_values(
        detente.load("risk-return"),
        {
            "issues.share-of-a.options": options,
            "issues.share-of-a.now": f"ask-{p}",
            "positions.party-a.share-of-a.ideal": {"one_of": ideals},
            "parties.party-b.price.value": f"uniform({-b}, 0)",
        },
    )


@cache
def played(p: int, b: float) -> dict[int, tuple[float, float, int]]:
    """Return demand in per cent → share refused, A's mean payoff, number of beliefs."""
    worlds = detente.simulate(demanding(p, b), beliefs=BELIEFS, runs=2, threads=1)
    demand = worlds.numbers()[:, worlds.layout.slots.of("positions.party-a.share-of-a.ideal")]
    war = worlds.tally.scenario[:, worlds.scenario_ids.index("war")] / worlds.runs
    assert worlds.tally.scenario[:, :2].sum() == BELIEFS * worlds.runs, "every world ends in peace or war"
    found = {}
    for level in np.unique(demand):
        share = float(war[demand == level].mean())
        payoff = (1 - share) * level / 100 + share * (p / 100 - COST_OF_A)
        found[int(level)] = (share, payoff, int(np.sum(demand == level)))
    return found


@pytest.mark.parametrize(("p", "b"), [(50, 0.2), (50, 0.4), (30, 0.4)])
def test_risk_of_every_demand(p, b):
    for level, (share, _, trials) in played(p, b).items():
        risk = min(1.0, (level - p) / 100 / b)
        error = math.sqrt(risk * (1 - risk) / trials)  # no chance within a belief: runs add nothing
        assert share == pytest.approx(risk, abs=4 * error + 1e-12)


@pytest.mark.parametrize(("p", "b", "best", "war"), [(50, 0.2, 55, 0.25), (50, 0.4, 65, 0.375), (30, 0.4, 45, 0.375)])
def test_best_demand_and_the_risk_it_runs(p, b, best, war):
    """Payoffs beside the best demand are lower by 0.05²/b ≥ 0.006, their standard errors are below 0.002."""
    found = played(p, b)
    assert max(found, key=lambda level: found[level][1]) == best
    share, _, trials = found[best]
    assert share == pytest.approx(war, abs=4 * math.sqrt(war * (1 - war) / trials))
