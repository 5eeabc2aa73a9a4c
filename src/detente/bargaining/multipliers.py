"""Prices on gains and rows that bring the separable bound down: the Lagrangian dual, by subgradients.

For prices λ ≥ 0 on gains and μ ≥ 0 on hard rows every admissible package x satisfies, by rule,

* Nash: Σ w log g ≤ Σ_p λ_p g_p(x) + Σ_p (w_p log(w_p/λ_p) − w_p) + …, log being concave;
* leximin of g/best: min ≤ Σ_p λ_p g_p(x) + … when Σ_p λ_p best_p = 1;
* a linear objective c: c(x) ≤ c(x) + Σ_p λ_p g_p(x) + …, since gains are positive;

where … holds the absent parties' and rows' prices times what they have to spare. For an absent party
q that is h_q(x) = g_q(x) − φ_q·(issues settled that ask for q) + K_q ≥ 0, which holds whether or not
it is asked. The right-hand sides are separable over issues.
"""

import math

from detente.bargaining.appraisal import GAIN_FLOOR, ROW_SLACK
from detente.bargaining.arrays import Floats
from detente.bargaining.desk import Desk, Extent
from detente.bargaining.lean import kernel
from detente.bargaining.links import worst_unasked

__all__ = ["absent_slack", "measure", "price", "root_value", "rounding", "spread_gains"]


@kernel
def absent_slack(desk: Desk) -> None:
    """Fill the φ and K of every absent party, so that h_q(x) ≥ 0 for every admissible package.

    With n_q issues that ask for q, φ_q = max(0, floor_q)/n_q. K_q covers what q may lose, or fail to
    reach of a negative floor, by a package that does not ask for it.
    """
    for q in range(desk.sizes[Extent.PARTIES]):
        desk.asked[q] = 0
        desk.absent_share[q] = 0.0
        desk.spare_gain[q] = desk.gain_start[q]
        if q < desk.sizes[Extent.TABLE]:
            continue
        times = 0
        unasked = desk.gain_start[q]
        for i in range(desk.sizes[Extent.OPEN_ISSUES]):
            needed = (desk.asks[i] >> q) & 1 != 0
            low, settles = math.inf, False
            for a in range(desk.kept[i]):
                if needed and desk.settled[i, a] != 0:
                    settles = True
                else:
                    low = min(low, desk.gain_of[i, a, q])
            times += 1 if settles else 0
            unasked += low
        unasked += worst_unasked(desk, q)
        if times > 0:
            desk.asked[q] = 1
            desk.absent_share[q] = max(0.0, desk.floors[q]) / times
        # An issue that must be settled and asks for q leaves `unasked` at +inf: q is asked for certain.
        desk.spare_gain[q] += max(0.0, max(-desk.floors[q], -unasked))


@kernel
def spread_gains(desk: Desk) -> None:
    """Fill what prices multiply: gains less the φ of absent parties, and rows."""
    n, width = desk.sizes[Extent.OPEN_ISSUES], desk.alternatives.shape[1]
    for r in range(desk.sizes[Extent.OPEN_ROWS]):
        for i in range(n):
            for a in range(width):
                desk.priced_rows[r, i * width + a] = desk.row_of[i, a, r] if a < desk.kept[i] else 0.0
    for p in range(desk.sizes[Extent.PARTIES]):
        for i in range(n):
            asked = (desk.asks[i] >> p) & 1 != 0
            for a in range(width):
                gain = 0.0
                if a < desk.kept[i]:
                    gain = desk.gain_of[i, a, p]
                    if asked and desk.settled[i, a] != 0:
                        gain -= desk.absent_share[p]
                desk.priced_gains[p, i * width + a] = gain


@kernel
def price(desk: Desk, party_price: Floats, row_price: Floats, with_costs: bool, values: Floats) -> None:
    """Fill the value that prices give to every kept alternative.

    Args:
        party_price: λ, shape (parties,), the objective's own coefficients included.
        row_price: μ, shape (rows,), and the prices of links' rows.
        with_costs: Whether to subtract costs.
        values: Filled, shape (issues·alternatives,).
    """
    n, width = desk.sizes[Extent.OPEN_ISSUES], desk.alternatives.shape[1]
    for z in range(n * width):
        values[z] = party_price[0] * desk.priced_gains[0, z]
    for p in range(1, desk.sizes[Extent.PARTIES]):
        if party_price[p] != 0.0:
            for z in range(n * width):
                values[z] += party_price[p] * desk.priced_gains[p, z]
    for r in range(desk.sizes[Extent.OPEN_ROWS]):
        if row_price[r] != 0.0:
            for z in range(n * width):
                values[z] += row_price[r] * desk.priced_rows[r, z]
    if with_costs:
        for i in range(n):
            for a in range(desk.kept[i]):
                values[i * width + a] -= desk.costs[desk.issue_of[i], desk.alternatives[i, a]]


@kernel
def root_value(desk: Desk, party_price: Floats, row_price: Floats) -> float:
    """Return what parties and hard rows add to the values of alternatives, the rule's own constant apart."""
    total = 0.0
    for p in range(desk.sizes[Extent.PARTIES]):
        total += party_price[p] * desk.spare_gain[p]
    for r in range(desk.sizes[Extent.HARD_ROWS]):
        total += row_price[r] * (desk.row_start[r] - desk.row_floor[r] + ROW_SLACK)
    return total


@kernel
def measure(desk: Desk) -> None:
    """Fill the largest sum of absolute gains of each party and of absolute coefficients of each row."""
    for p in range(desk.sizes[Extent.PARTIES]):
        total = abs(desk.spare_gain[p]) + GAIN_FLOOR
        for k in range(desk.link_worth.shape[1]):
            total += abs(desk.link_worth[p, k])
        for i in range(desk.sizes[Extent.OPEN_ISSUES]):
            total += max(desk.gain_high[i, p], -desk.gain_low[i, p])
        desk.size[p] = total
    for r in range(desk.sizes[Extent.OPEN_ROWS]):
        total = abs(desk.row_start[r]) + abs(desk.row_floor[r])
        for i in range(desk.sizes[Extent.OPEN_ISSUES]):
            total += max(desk.row_high[i, r], -desk.row_low[i, r])
        desk.row_size[r] = total


@kernel
def rounding(desk: Desk, party_price: Floats, row_price: Floats, cost_size: float) -> float:
    """Return more than the rounding error of a bound at these prices."""
    total = cost_size
    for p in range(desk.sizes[Extent.PARTIES]):
        total += party_price[p] * desk.size[p]
    for r in range(desk.sizes[Extent.OPEN_ROWS]):
        total += abs(row_price[r]) * desk.row_size[r]
    return 1e-13 * total
