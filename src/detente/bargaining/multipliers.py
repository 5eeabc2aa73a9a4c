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

from detente.bargaining.appraisal import ROW_SLACK
from detente.bargaining.arrays import Floats, Ints
from detente.bargaining.lean import kernel
from detente.bargaining.links import worst_unasked

__all__ = ["absent_slack", "price", "root_value", "spread_gains"]


@kernel
def absent_slack(
    n: int,
    n_table: int,
    kept: Ints,
    settled: Ints,
    asks: Ints,
    gain_of: Floats,
    gain_start: Floats,
    floors: Floats,
    row_of: Floats,
    row_start: Floats,
    row_floors: Floats,
    row_links: Ints,
    link_worth: Floats,
    links_open: int,
    share: Floats,
    spare_gain: Floats,
    asked: Ints,
) -> None:
    """Fill the φ and K of every absent party, so that h_q(x) ≥ 0 for every admissible package.

    With n_q issues that ask for q, φ_q = max(0, floor_q)/n_q. K_q covers what q may lose, or fail to
    reach of a negative floor, by a package that does not ask for it.

    Args:
        n: Number of issues of the reduced problem.
        share: φ, shape (parties,), filled; NaN-free: 0 for parties nobody asks.
        spare_gain: Gains at the start plus K, shape (parties,), filled.
        asked: 1 for parties whose consent some package needs, shape (parties,), filled.
    """
    for q in range(gain_start.shape[0]):
        asked[q] = 0
        share[q] = 0.0
        spare_gain[q] = gain_start[q]
        if q < n_table:
            continue
        times = 0
        unasked = gain_start[q]
        for i in range(n):
            needed = (asks[i] >> q) & 1 != 0
            low, settles = math.inf, False
            for a in range(kept[i]):
                if needed and settled[i, a] != 0:
                    settles = True
                else:
                    low = min(low, gain_of[i, a, q])
            times += 1 if settles else 0
            unasked += low
        unasked += worst_unasked(
            q,
            n,
            kept,
            settled,
            asks,
            row_of,
            row_start,
            row_floors,
            row_links,
            link_worth,
            links_open,
        )
        if times > 0:
            asked[q] = 1
            share[q] = max(0.0, floors[q]) / times
        # An issue that must be settled and asks for q leaves `unasked` at +inf: q is asked for certain.
        spare_gain[q] += max(0.0, max(-floors[q], -unasked))


@kernel
def spread_gains(
    n: int,
    width: int,
    kept: Ints,
    settled: Ints,
    asks: Ints,
    gain_of: Floats,
    row_of: Floats,
    share: Floats,
    priced_gains: Floats,
    priced_rows: Floats,
) -> None:
    """Fill what prices multiply: gains less the φ of absent parties, parties first, and rows.

    Args:
        width: Alternatives an issue has room for.
        priced_gains: Shape (parties, issues·width), filled; zero where an issue has fewer alternatives.
        priced_rows: Shape (rows, issues·width), filled likewise.
    """
    for r in range(priced_rows.shape[0]):
        for i in range(n):
            for a in range(width):
                priced_rows[r, i * width + a] = row_of[i, a, r] if a < kept[i] else 0.0
    for p in range(share.shape[0]):
        for i in range(n):
            asked = (asks[i] >> p) & 1 != 0
            for a in range(width):
                gain = 0.0
                if a < kept[i]:
                    gain = gain_of[i, a, p]
                    if asked and settled[i, a] != 0:
                        gain -= share[p]
                priced_gains[p, i * width + a] = gain


@kernel
def price(
    n: int,
    width: int,
    kept: Ints,
    alternatives: Ints,
    issue_of: Ints,
    priced_gains: Floats,
    priced_rows: Floats,
    costs: Floats,
    party_price: Floats,
    row_price: Floats,
    with_costs: bool,
    values: Floats,
) -> None:
    """Fill the value that prices give to every kept alternative.

    Args:
        party_price: λ, shape (parties,), the objective's own coefficients included.
        row_price: μ, shape (rows,), and the prices of links' rows.
        with_costs: Whether to subtract ``costs``.
        values: Filled, shape (issues·width,).
    """
    n_parties, n_rows = party_price.shape[0], row_price.shape[0]
    for z in range(n * width):
        values[z] = party_price[0] * priced_gains[0, z]
    for p in range(1, n_parties):
        if party_price[p] != 0.0:
            for z in range(n * width):
                values[z] += party_price[p] * priced_gains[p, z]
    for r in range(n_rows):
        if row_price[r] != 0.0:
            for z in range(n * width):
                values[z] += row_price[r] * priced_rows[r, z]
    if with_costs:
        for i in range(n):
            for a in range(kept[i]):
                values[i * width + a] -= costs[issue_of[i], alternatives[i, a]]


@kernel
def root_value(
    party_price: Floats,
    row_price: Floats,
    spare_gain: Floats,
    row_start: Floats,
    row_floors: Floats,
    row_links: Ints,
) -> float:
    """Return what parties and hard rows add to the values of alternatives, the rule's own constant apart."""
    total = 0.0
    for p in range(party_price.shape[0]):
        total += party_price[p] * spare_gain[p]
    for r in range(row_price.shape[0]):
        if row_links[r] < 0:
            total += row_price[r] * (row_start[r] - row_floors[r] + ROW_SLACK)
    return total
