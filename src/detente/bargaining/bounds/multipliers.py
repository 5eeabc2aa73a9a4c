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

from detente.bargaining.bounds.links import worst_unasked
from detente.bargaining.evaluate import ROW_SLACK
from detente.bargaining.rules import GAIN_FLOOR, Goal, Scale
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

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
        if desk.sizes[Extent.QUORUMS] > 0 and desk.must_gain[q] > -math.inf:
            # Without its yes a vote is lost: h_q(x) = g_q(x) − floor_q for every package of the part.
            desk.asked[q] = 1
            desk.spare_gain[q] -= desk.floors[q]
            continue
        times = 0
        unasked = desk.gain_start[q]
        for i in range(desk.sizes[Extent.OPEN_ISSUES]):
            needed = (desk.asks[i] >> q) & 1 != 0
            low, settles = math.inf, False
            for z in range(desk.first[i], desk.first[i + 1]):
                if needed and desk.settled[z] != 0:
                    settles = True
                else:
                    low = min(low, desk.gain_of[z, q])
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
    """Fill what prices multiply: gains less the φ of absent parties."""
    n = desk.sizes[Extent.OPEN_ISSUES]
    for p in range(desk.sizes[Extent.PARTIES]):
        for z in range(desk.first[n]):
            desk.priced_gains[p, z] = desk.gain_of[z, p]
        share = desk.absent_share[p]
        if share == 0.0:
            continue
        for i in range(n):
            if (desk.asks[i] >> p) & 1 != 0:
                for z in range(desk.first[i], desk.first[i + 1]):
                    if desk.settled[z] != 0:
                        desk.priced_gains[p, z] -= share


@kernel
def price(desk: Desk, d: int) -> None:
    """Fill the value that the d-th prices, with those of rows, give to every kept alternative."""
    end = desk.first[desk.sizes[Extent.OPEN_ISSUES]]
    for z in range(end):
        desk.values[z] = desk.fan_price[d, 0] * desk.priced_gains[0, z]
    for p in range(1, desk.sizes[Extent.PARTIES]):
        party_price = desk.fan_price[d, p]
        if party_price != 0.0:
            for z in range(end):
                desk.values[z] += party_price * desk.priced_gains[p, z]
    for r in range(desk.sizes[Extent.OPEN_ROWS]):
        row_price = desk.row_price[r]
        if row_price != 0.0:
            for t in range(desk.row_terms[r], desk.row_terms[r + 1]):
                start = desk.first[desk.open_issue[t]]
                for z in range(start, desk.first[desk.open_issue[t] + 1]):
                    desk.values[z] += row_price * desk.open_term[t, z - start]
    if desk.goal[Goal.PRICED_COSTS] != 0:
        for i in range(desk.sizes[Extent.OPEN_ISSUES]):
            for z in range(desk.first[i], desk.first[i + 1]):
                desk.values[z] -= desk.costs[desk.issue_of[i], desk.alternative[z]]


@kernel
def root_value(desk: Desk, d: int) -> float:
    """Return what parties, hard rows and what is played at once add to the values of alternatives.

    The rule's own constant is left out.
    """
    total = -desk.scale[Scale.PLAYED_COSTS] if desk.goal[Goal.PRICED_COSTS] != 0 else 0.0
    for p in range(desk.sizes[Extent.PARTIES]):
        total += desk.fan_price[d, p] * desk.spare_gain[p]
    for r in range(desk.sizes[Extent.HARD_ROWS]):
        total += desk.row_price[r] * (desk.row_start[r] - desk.row_floor[r] + ROW_SLACK)
    return total


@kernel
def measure(desk: Desk) -> None:
    """Fill the largest sum of absolute gains of each party and of absolute coefficients of each row."""
    for p in range(desk.sizes[Extent.PARTIES]):
        total = abs(desk.spare_gain[p]) + GAIN_FLOOR
        if desk.asked[p] != 0:
            total += max(0.0, desk.floors[p])  # φ, once for every issue that asks
        for k in range(desk.link_worth.shape[1]):
            total += abs(desk.link_worth[p, k])
        for i in range(desk.sizes[Extent.OPEN_ISSUES]):
            total += max(desk.gain_high[i, p], -desk.gain_low[i, p])
        desk.size[p] = total
    for r in range(desk.sizes[Extent.OPEN_ROWS]):
        total = abs(desk.row_start[r]) + abs(desk.row_floor[r])
        for t in range(desk.row_terms[r], desk.row_terms[r + 1]):
            total += max(desk.term_high[t], -desk.term_low[t])
        desk.row_size[r] = total


@kernel
def rounding(desk: Desk, d: int) -> float:
    """Return more than the rounding error of a bound at these prices."""
    total = desk.scale[Scale.COSTS]
    for p in range(desk.sizes[Extent.PARTIES]):
        total += desk.fan_price[d, p] * desk.size[p]
    for r in range(desk.sizes[Extent.OPEN_ROWS]):
        total += abs(desk.row_price[r]) * desk.row_size[r]
    return float(1e-13 * total)
