"""A few subgradient steps down the Lagrangian dual; the packages met on the way are offered as incumbents."""

import math

from detente.bargaining.bounds.completions import best_apart, best_completions, relaxed_package
from detente.bargaining.bounds.links import price_links, spread_share
from detente.bargaining.bounds.multipliers import price, root_value, rounding
from detente.bargaining.bounds.warm_start import recall, remember
from detente.bargaining.evaluate import ROW_SLACK, offer
from detente.bargaining.rules import GAIN_FLOOR, Form, Goal, Scale
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["STEPS", "descend"]

STEPS = 10
"""Steps down the dual for an objective."""
GLANCE = 6
"""Steps where any package will do: the search meets one, or proves that there is none, sooner than more of them."""
STEPS_RECALLED = 3
"""Steps for an objective from prices that are remembered."""
GLANCE_RECALLED = 3
"""Steps where any package will do, from prices that are remembered."""
LATE = 6
"""Steps are as short from prices that are remembered as after so many from others."""
SLOW = 0.5
"""Steps from prices that are remembered end when one leaves more than this share of what is left to prove.

Not for linear objectives, whose few prices start from zero and are often still far off.
"""
CLOSE = 0.02
"""Steps end when the bound exceeds the incumbent by less than this share of the objective's size."""

_CONCAVE = int(Form.CONCAVE)
_LINEAR = int(Form.LINEAR)
_LEVEL = int(Form.LEVEL)


@kernel
def _set_out(desk: Desk) -> None:
    """Fill the prices to start from."""
    n_table = desk.sizes[Extent.TABLE]
    for p in range(desk.sizes[Extent.PARTIES]):
        if p >= n_table:
            desk.fan_price[0, p] = 0.0
        elif desk.goal[Goal.FORM] == _LEVEL:
            desk.fan_price[0, p] = 1.0 / (n_table * desk.level_of[p])
        elif desk.goal[Goal.FORM] == _CONCAVE:
            desk.fan_price[0, p] = desk.weights[p] / (0.4 * (desk.gain_at[0, p] + desk.reach[0, p]))
        else:
            desk.fan_price[0, p] = desk.own_price[p]
    for r in range(desk.sizes[Extent.OPEN_ROWS]):
        desk.row_price[r] = 0.0
    for k in range(desk.sizes[Extent.OPEN_LINKS]):
        desk.fan_share[0, k] = desk.start_share[k]
    for p in range(desk.sizes[Extent.PARTIES]):
        desk.start_price[p] = desk.fan_price[0, p]


@kernel
def _bound(desk: Desk) -> float:
    """Fill what alternatives are worth at the prices and the best package at that worth, and return the bound."""
    constant = price_links(desk, 0)
    price(desk, 0)
    constant += root_value(desk, 0)
    if desk.sizes[Extent.LIMITED] != 0:
        return float(constant + best_completions(desk, 0))
    return float(constant + best_apart(desk))


@kernel
def _keep_prices(desk: Desk) -> None:
    """Keep the prices of the least bound."""
    for p in range(desk.sizes[Extent.PARTIES]):
        desk.best_party_price[p] = desk.fan_price[0, p]
    for r in range(desk.sizes[Extent.OPEN_ROWS]):
        desk.best_row_price[r] = desk.row_price[r]
    for k in range(desk.sizes[Extent.OPEN_LINKS]):
        desk.best_share[k] = desk.fan_share[0, k]


@kernel
def _relax(desk: Desk, t: int) -> bool:
    """Fill what the relaxed package gives, links spread; tell whether it may be admissible and is not offered yet.

    Neighbouring prices often choose alike: what was offered last is not offered again.
    """
    n = desk.sizes[Extent.OPEN_ISSUES]
    if desk.sizes[Extent.LIMITED] != 0:
        relaxed_package(desk)
    promising = True
    for p in range(desk.sizes[Extent.PARTIES]):
        desk.relaxed[p] = desk.spare_gain[p]
        for i in range(n):
            desk.relaxed[p] += desk.priced_gains[p, desk.chosen[i]]
    for r in range(desk.sizes[Extent.OPEN_ROWS]):
        total = desk.row_start[r]
        for term in range(desk.row_terms[r], desk.row_terms[r + 1]):
            i = desk.open_issue[term]
            total += desk.open_term[term, desk.chosen[i] - desk.first[i]]
        desk.row_sums[r] = total
        if r < desk.sizes[Extent.HARD_ROWS] and total < desk.row_floor[r] - ROW_SLACK:
            promising = False
    spread_share(desk, 0.5 / (1.0 + 0.5 * t))
    for p in range(desk.sizes[Extent.PARTIES]):
        promising = promising and desk.relaxed[p] > -GAIN_FLOOR
    if not promising:
        return False
    fresh = False
    for i in range(n):
        a = desk.alternative[desk.chosen[i]]
        if desk.trial[desk.issue_of[i]] != a:
            desk.trial[desk.issue_of[i]] = a
            fresh = True
    return fresh


@kernel
def _step(desk: Desk, step: float) -> None:
    """Move prices against the subgradient: the objective's by a factor, those of constraints by a summand."""
    n_table = desk.sizes[Extent.TABLE]
    total = 0.0
    mean = 0.0
    if desk.goal[Goal.FORM] == _LEVEL:
        for p in range(n_table):
            mean += desk.fan_price[0, p] * desk.relaxed[p]
    for p in range(desk.sizes[Extent.PARTIES]):
        if p < n_table and desk.goal[Goal.FORM] == _LEVEL:
            level = desk.relaxed[p] / desk.level_of[p]
            reach = desk.size[p] / desk.level_of[p]
            desk.fan_price[0, p] *= math.exp(max(-2.0, min(2.0, -6.0 * step * (level - mean) / reach)))
            total += desk.fan_price[0, p] * desk.level_of[p]
        elif p < n_table and desk.goal[Goal.FORM] == _CONCAVE and desk.weights[p] > 0.0:
            excess = desk.fan_price[0, p] * desk.relaxed[p] / desk.weights[p] - 1.0
            desk.fan_price[0, p] *= math.exp(max(-1.5, min(1.5, -step * excess)))
        elif p < n_table or desk.asked[p] != 0:
            move = 8.0 * step * desk.scale[Scale.UNIT] * desk.relaxed[p] / (desk.size[p] * desk.size[p])
            desk.fan_price[0, p] = max(desk.own_price[p], desk.fan_price[0, p] - move)
    if desk.goal[Goal.FORM] == _LEVEL:
        for p in range(n_table):
            desk.fan_price[0, p] /= total
    for r in range(desk.sizes[Extent.HARD_ROWS]):
        excess = desk.row_sums[r] - desk.row_floor[r] + ROW_SLACK
        desk.row_price[r] = max(0.0, desk.row_price[r] - step * desk.scale[Scale.UNIT] * excess)


@kernel
def descend(desk: Desk) -> bool:
    """Lower the bound and keep its best prices; offer the packages on the way.

    Returns:
        False if the prices prove that no package is admissible.
    """
    n_table = desk.sizes[Extent.TABLE]
    form, least = desk.goal[Goal.FORM], math.inf
    unit, grain = desk.scale[Scale.UNIT], desk.scale[Scale.GRAIN]
    _set_out(desk)
    steps, late = GLANCE if desk.goal[Goal.FIRST_ONLY] != 0 else STEPS, 0
    if recall(desk):
        steps, late = GLANCE_RECALLED if desk.goal[Goal.FIRST_ONLY] != 0 else STEPS_RECALLED, LATE
    if desk.sizes[Extent.KNOWN] == 0:
        for i in range(desk.sizes[Extent.OPEN_ISSUES]):
            desk.trial[desk.issue_of[i]] = -1
    possible, left_before = True, math.inf
    for t in range(late, late + steps):
        bound = _bound(desk)
        if bound == -math.inf:
            return False
        if form != _LINEAR and bound < 0.0 and bound < -rounding(desk, 0):
            _keep_prices(desk)
            possible = False
            break
        if form == _CONCAVE:
            for p in range(n_table):
                if desk.weights[p] > 0.0:
                    bound += desk.weights[p] * (math.log(desk.weights[p] / desk.fan_price[0, p]) - 1.0)
        if bound < least:
            least = bound
            _keep_prices(desk)
        left = least
        if desk.sizes[Extent.KNOWN] != 0:
            left -= desk.keys[0] * grain
            if left < CLOSE * unit:
                break
        if late > 0 and form != _LINEAR and left > SLOW * left_before:
            break
        left_before = left
        if _relax(desk, t):
            offer(desk)
            if desk.goal[Goal.FIRST_ONLY] != 0 and desk.sizes[Extent.KNOWN] != 0:
                break
        _step(desk, 1.0 / (1.0 + 0.5 * t))
    desk.scale[Scale.BOUND] = least
    remember(desk)
    return possible
