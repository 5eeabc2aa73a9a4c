"""Several prices for one search: a branch lives only if every bound of the fan lets it live.

The prices of the least bound are good for the whole problem; in a branch the balance between parties is
another. So each table party's price is raised in turn, and each absent party's is halved and raised.
For Nash a bound need not fix the height of the prices: min over t > 0 of t·m − W log t, with W = Σ w and m
the value at the given prices, is attained at t = W/m, so that Σ w log g ≤ W log(m/W) + Σ w log(w/λ).
"""

import math

from detente.bargaining.arrays import Floats, Ints
from detente.bargaining.lean import kernel
from detente.bargaining.rules import Form

__all__ = ["concave_constant", "spread_prices"]

_CONCAVE = int(Form.CONCAVE)
_LEVEL = int(Form.LEVEL)


@kernel
def spread_prices(
    form: int,
    n_table: int,
    weights: Floats,
    level_of: Floats,
    unit: float,
    own_price: Floats,
    asked: Ints,
    size: Floats,
    prices: Floats,
) -> int:
    """Fill the rows after the first, which holds the prices of the least bound, and return how many there are.

    ``prices`` has shape (2·parties + 2, parties); the last row is left to the caller.
    """
    n_parties = prices.shape[1]
    n = 1
    height = 0.0
    for p in range(n_table):
        height += prices[0, p]
    for p in range(n_parties):
        if p < n_table and n_table == 1:
            continue
        if p >= n_table and asked[p] == 0:
            continue
        for turn in range(2):
            old = prices[0, p]
            new = old
            if p < n_table and (form == _LEVEL or (form == _CONCAVE and weights[p] > 0.0)):
                new = old * 1.8
            elif turn == 0:
                new = 2.0 * (old - own_price[p]) + own_price[p] + 0.05 * height
            elif old > own_price[p]:
                new = 0.5 * (old - own_price[p]) + own_price[p]
            if new == old or (p < n_table and turn == 1):
                continue
            for q in range(n_parties):
                prices[n, q] = prices[0, q]
            prices[n, p] = new
            if form == _LEVEL:
                total = 0.0
                for q in range(n_table):
                    total += prices[n, q] * level_of[q]
                for q in range(n_parties):
                    prices[n, q] /= total
            n += 1
    return n


@kernel
def concave_constant(n_table: int, weights: Floats, prices: Floats) -> float:
    """Return Σ w log(w/λ) over table parties with weight."""
    total = 0.0
    for p in range(n_table):
        if weights[p] > 0.0:
            total += weights[p] * math.log(weights[p] / prices[p])
    return total
