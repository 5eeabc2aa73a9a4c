"""Several prices for one search: a branch lives only if every bound of the fan lets it live.

The prices of the least bound are good for the whole problem; in a branch the balance between parties is
another. So each table party's price is raised in turn, and each absent party's is halved and raised.
For Nash a bound need not fix the height of the prices: min over t > 0 of t·m − W log t, with W = Σ w and m
the value at the given prices, is attained at t = W/m, so that Σ w log g ≤ W log(m/W) + Σ w log(w/λ).
"""

import math

from detente.bargaining.bounds.links import price_links
from detente.bargaining.bounds.multipliers import price, root_value, rounding
from detente.bargaining.rules import Form, Goal, Scale
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["MINIMUM_SHARE", "lay_bound", "spread_prices"]

RAISED = 5.0
"""By what factor a fan raises the price of a table party, where prices are shares of one objective."""
HARDENED = 4.0
"""By what factor a fan raises the price of a constraint."""
LIFTED = 0.3
"""What a fan adds to a constraint's price beside that, for it may be zero: this share of the table's prices."""
MINIMUM_SHARE = 64.0
"""Weight of the smallest level beside the sum of levels in the leximin rules' second bound."""

_CONCAVE = int(Form.CONCAVE)
_LEVEL = int(Form.LEVEL)


@kernel
def spread_prices(desk: Desk) -> int:
    """Fill the prices after the first, which are those of the least bound, and return how many there are."""
    n_parties, n_table = desk.sizes[Extent.PARTIES], desk.sizes[Extent.TABLE]
    form = desk.goal[Goal.FORM]
    n = 1
    height = 0.0
    for p in range(n_table):
        height += desk.fan_price[0, p]
    for p in range(n_parties):
        if p < n_table and n_table == 1:
            continue
        if p >= n_table and desk.asked[p] == 0:
            continue
        for turn in range(2):
            old = desk.fan_price[0, p]
            new = old
            if p < n_table and (form == _LEVEL or (form == _CONCAVE and desk.weights[p] > 0.0)):
                new = RAISED * old
            elif turn == 0:
                new = HARDENED * (old - desk.own_price[p]) + desk.own_price[p] + LIFTED * height
            elif old > desk.own_price[p]:
                new = 0.5 * (old - desk.own_price[p]) + desk.own_price[p]
            if new == old or (p < n_table and turn == 1):
                continue
            for q in range(n_parties):
                desk.fan_price[n, q] = desk.fan_price[0, q]
            desk.fan_price[n, p] = new
            if form == _LEVEL:
                total = 0.0
                for q in range(n_table):
                    total += desk.fan_price[n, q] * desk.level_of[q]
                for q in range(n_parties):
                    desk.fan_price[n, q] /= total
            n += 1
    return n


@kernel
def lay_bound(desk: Desk, d: int) -> float:
    """Fill the d-th bound of the fan from its prices and those of rows that must hold; return its rounding."""
    desk.fan_start[d] = price_links(desk, d)
    price(desk, d)
    for z in range(desk.first[desk.sizes[Extent.OPEN_ISSUES]]):
        desk.fan_values[z, d] = desk.values[z]
    desk.fan_start[d] += root_value(desk, d)
    desk.fan_constant[d] = 0.0
    if desk.goal[Goal.FORM] == _CONCAVE:
        desk.fan_constant[d] = _concave_constant(desk, d)
    return float(rounding(desk, d) + 1e-13 * desk.scale[Scale.UNIT])


@kernel
def _concave_constant(desk: Desk, d: int) -> float:
    """Return Σ w log(w/λ) over table parties with weight."""
    total = 0.0
    for p in range(desk.sizes[Extent.TABLE]):
        if desk.weights[p] > 0.0:
            total += desk.weights[p] * math.log(desk.weights[p] / desk.fan_price[d, p])
    return total
