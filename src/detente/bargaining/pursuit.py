"""The search of one problem, or one part of a problem: down the dual, then branch and bound."""

import math

import numpy as np

from detente.bargaining.bounds.completions import best_completions
from detente.bargaining.bounds.cuts import MINIMUM_SHARE, lay_bound, spread_prices
from detente.bargaining.bounds.multipliers import rounding
from detente.bargaining.bounds.subgradient import descend
from detente.bargaining.branch_and_bound import branch_and_bound
from detente.bargaining.presolve.ordering import add_stakes, arrange_issues, fill_remainders, rank_alternatives
from detente.bargaining.presolve.propagation import OPEN
from detente.bargaining.rules import GAIN_FLOOR, Form, Goal, Scale
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["improve"]

PROBE = 100
"""Branches tried with one set of prices before the search starts again with a fan of them."""

_LEVEL = int(Form.LEVEL)


@kernel
def improve(desk: Desk, budget: int) -> bool:
    """Improve the best package met by those of the reduced problem; tell whether none is left that would.

    Args:
        desk: A desk with a goal, and a reduced problem that is open.
        budget: Branches after which to give up; with none, issues and alternatives are put in order and no more.
    """
    n_table, first_only = desk.sizes[Extent.TABLE], desk.goal[Goal.FIRST_ONLY] != 0
    if desk.goal[Goal.FORM] == _LEVEL:
        for p in range(n_table):
            desk.level_of[p] = max(desk.gain_at[0, p] + desk.reach[0, p], GAIN_FLOOR) if first_only else desk.best[p]
    if not descend(desk) or _is_settled(desk):
        return True
    for p in range(desk.sizes[Extent.PARTIES]):
        desk.fan_price[0, p] = desk.best_party_price[p]
        desk.need[p] = desk.demands[p] if p < n_table else desk.floors[p]
    for k in range(desk.sizes[Extent.OPEN_LINKS]):
        desk.fan_share[0, k] = desk.best_share[k]
    spare, links_open = desk.sizes[Extent.SPARE], (1 << desk.sizes[Extent.OPEN_LINKS]) - 1
    desk.masks[0, 0], desk.masks[0, 1], desk.masks[0, 2], desk.masks[0, 3] = spare, 0, _bound(desk), links_open
    _watch(desk)
    apart = -1
    summed = not first_only and desk.goal[Goal.FORM] == _LEVEL and n_table > 1
    fan, node_limit = 1, desk.sizes[Extent.BRANCHES] + min(PROBE, budget)
    while True:
        slack = _lay_fan(desk, fan, apart, summed)
        if budget == 0:
            return False
        if branch_and_bound(desk, fan, fan + 1 if summed else fan, slack, node_limit):
            return True
        if fan > 1:
            return False
        node_limit = desk.sizes[Extent.BRANCHES] + budget
        fan = spread_prices(desk)
        if links_open != 0:
            # The same prices again, with links left wholly to what branches decide.
            for p in range(desk.sizes[Extent.PARTIES]):
                desk.fan_price[fan, p] = desk.fan_price[0, p]
            apart = fan
            fan += 1


@kernel
def _is_settled(desk: Desk) -> bool:
    """Tell whether the bound that the descent has come to leaves nothing to look for."""
    if desk.sizes[Extent.KNOWN] == 0:
        return False
    if desk.goal[Goal.FIRST_ONLY] != 0:
        return True
    slack = rounding(desk, 0) + 1e-13 * desk.scale[Scale.UNIT]
    return bool(desk.scale[Scale.BOUND] < (desk.keys[0] - 0.5) * desk.scale[Scale.GRAIN] - slack)


@kernel
def _bound(desk: Desk) -> int:
    """Return the bits of the absent parties that must gain their floor whatever a branch settles."""
    bits = np.int64(0)
    if desk.sizes[Extent.QUORUMS] > 0:
        for p in range(desk.sizes[Extent.TABLE], desk.sizes[Extent.PARTIES]):
            if desk.must_gain[p] > -math.inf:
                bits |= np.int64(1) << p
    return int(bits)


@kernel
def _watch(desk: Desk) -> None:
    """List the votes that branches may lose."""
    watched, k = 0, 0
    while k < desk.sizes[Extent.QUORUMS]:
        if desk.vote_known[k] == OPEN:
            desk.watched[watched] = k
            watched += 1
        group = desk.quorum_group[k]
        while k < desk.sizes[Extent.QUORUMS] and desk.quorum_group[k] == group:
            k += 1
    desk.sizes[Extent.WATCHED] = watched


@kernel
def _lay_fan(desk: Desk, fan: int, apart: int, summed: bool) -> float:
    """Fill the bounds of a fan of prices, and one on the sum of levels if asked for; return their rounding.

    The first time the issues are also put in order, by the first bound.

    Args:
        apart: Which of the prices leave links wholly to branches.
    """
    if summed:
        for p in range(desk.sizes[Extent.PARTIES]):
            desk.fan_price[fan, p] = MINIMUM_SHARE * desk.best_party_price[p]
            if p < desk.sizes[Extent.TABLE]:
                desk.fan_price[fan, p] += 1.0 / desk.best[p]
    slack = 0.0
    for d in range(fan + 1 if summed else fan):
        for r in range(desk.sizes[Extent.OPEN_ROWS]):
            desk.row_price[r] = desk.best_row_price[r]
            if d == fan:
                desk.row_price[r] *= MINIMUM_SHARE
        if d > 0:
            for k in range(desk.sizes[Extent.OPEN_LINKS]):
                desk.fan_share[d, k] = 0.0 if d == apart else desk.fan_share[0, k]
        slack = max(slack, lay_bound(desk, d))
        if d == 0 and fan == 1:
            rank_alternatives(desk)
            add_stakes(desk)
            arrange_issues(desk)
            fill_remainders(desk)
        best_completions(desk, d)
    return slack
