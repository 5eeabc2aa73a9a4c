"""A few subgradient steps down the Lagrangian dual; the packages met on the way are offered as incumbents."""

import math

from detente.bargaining.appraisal import GAIN_FLOOR, ROW_SLACK
from detente.bargaining.arrays import Floats, Ints, Marks
from detente.bargaining.bounds import best_apart, best_completions, relaxed_package
from detente.bargaining.incumbent import offer
from detente.bargaining.lean import kernel
from detente.bargaining.links import price_links, spread_share
from detente.bargaining.multipliers import price, root_value
from detente.bargaining.rules import Form

__all__ = ["descend", "rounding"]

CLOSE = 0.02
"""Steps end when the bound exceeds the incumbent by less than this share of the objective's size."""

_CONCAVE = int(Form.CONCAVE)
_LINEAR = int(Form.LINEAR)
_LEVEL = int(Form.LEVEL)


@kernel
def rounding(
    party_price: Floats,
    row_price: Floats,
    size: Floats,
    row_size: Floats,
    cost_size: float,
) -> float:
    """Return more than the rounding error of a bound at these prices.

    Args:
        size: Largest sum of absolute gains of each party, shape (parties,); ``row_size`` likewise.
        cost_size: Largest sum of absolute costs.
    """
    total = cost_size
    for p in range(party_price.shape[0]):
        total += party_price[p] * size[p]
    for r in range(row_price.shape[0]):
        total += abs(row_price[r]) * row_size[r]
    return 1e-13 * total


@kernel
def _step(
    form: int,
    n_table: int,
    step: float,
    unit: float,
    weights: Floats,
    best: Floats,
    size: Floats,
    own_price: Floats,
    asked: Ints,
    relaxed: Floats,
    row_floors: Floats,
    row_links: Ints,
    row_sums: Floats,
    party_price: Floats,
    row_price: Floats,
) -> None:
    """Move prices against the subgradient: the objective's by a factor, those of constraints by a summand."""
    total = 0.0
    mean = 0.0
    if form == _LEVEL:
        for p in range(n_table):
            mean += party_price[p] * relaxed[p]
    for p in range(party_price.shape[0]):
        if p < n_table and form == _LEVEL:
            level = relaxed[p] / best[p]
            reach = size[p] / best[p]
            party_price[p] *= math.exp(max(-2.0, min(2.0, -6.0 * step * (level - mean) / reach)))
            total += party_price[p] * best[p]
        elif p < n_table and form == _CONCAVE and weights[p] > 0.0:
            excess = party_price[p] * relaxed[p] / weights[p] - 1.0
            party_price[p] *= math.exp(max(-1.5, min(1.5, -step * excess)))
        elif p < n_table or asked[p] != 0:
            move = 8.0 * step * unit * relaxed[p] / (size[p] * size[p])
            party_price[p] = max(own_price[p], party_price[p] - move)
    if form == _LEVEL:
        for p in range(n_table):
            party_price[p] /= total
    for r in range(row_price.shape[0]):
        if row_links[r] < 0:
            row_price[r] = max(
                0.0,
                row_price[r] - step * unit * (row_sums[r] - row_floors[r] + ROW_SLACK),
            )


@kernel
def descend(
    form: int,
    steps: int,
    warm: bool,
    # What is compared, and how: handed on to `offer`.
    rule: int,
    proposer: int,
    weights: Floats,
    best: Floats,
    costs: Floats,
    grain: float,
    n_table: int,
    gains: Floats,
    kinds: Ints,
    topics: Ints,
    breadth: int,
    floors: Floats,
    consents: Marks,
    row_coefficients: Floats,
    row_floors: Floats,
    row_links: Ints,
    link_worth: Floats,
    base: Floats,
    quorum_issue: Ints,
    quorum_size: Ints,
    quorum_members: Marks,
    trial: Ints,
    trial_gains: Floats,
    trial_keys: Floats,
    choice: Ints,
    party_gains: Floats,
    keys: Floats,
    tally: Ints,
    # The reduced problem.
    issue_of: Ints,
    kept: Ints,
    alternatives: Ints,
    settled: Ints,
    priced_gains: Floats,
    priced_rows: Floats,
    row_start: Floats,
    order: Ints,
    fresh: Ints,
    limited: bool,
    spare: int,
    spare_gain: Floats,
    asked: Ints,
    level_of: Floats,
    size: Floats,
    row_size: Floats,
    unit: float,
    cost_size: float,
    # Prices at the start, and scratch.
    own_price: Floats,
    party_price: Floats,
    row_price: Floats,
    with_costs: bool,
    values: Floats,
    flat_values: Floats,
    link_value: Floats,
    suffix: Floats,
    relaxed: Floats,
    row_sums: Floats,
    chosen: Ints,
    best_party_price: Floats,
    best_row_price: Floats,
    links_open: int,
    live: Ints,
    row_range: Floats,
    link_share: Floats,
    best_link_share: Floats,
) -> bool:
    """Lower the bound and keep its best prices.

    Args:
        form: `Form`.
        steps: Number of steps.
        warm: Whether ``trial`` holds a package to be offered first.
        asked: 1 for absent parties whose consent some issue needs, shape (parties,).
        level_of: What one unit of level is worth to each party, shape (parties,); `Form.LEVEL` only.
        unit: Size of the objective.
        own_price: Coefficients of the objective on gains, shape (parties,), zero unless `Form.LINEAR`.
        party_price: Prices to start from, shape (parties,), changed; ``row_price`` likewise.
        best_party_price: Prices of the least bound, shape (parties,), filled; ``best_row_price`` likewise.

    Returns:
        False if the prices prove that no package is admissible.
    """
    n, n_parties, n_rows = order.shape[0], gains.shape[0], row_floors.shape[0]
    width = alternatives.shape[1]
    least = math.inf
    if not warm:
        for i in range(n):
            trial[issue_of[i]] = -1
    for t in range(-1 if warm else 0, steps):
        promising = True
        if t >= 0:
            constant = price_links(
                links_open,
                party_price,
                link_share,
                row_links,
                row_start,
                row_range,
                live,
                link_worth,
                row_price,
                link_value,
            )
            price(
                n,
                width,
                kept,
                alternatives,
                issue_of,
                priced_gains,
                priced_rows,
                costs,
                party_price,
                row_price,
                with_costs,
                flat_values,
            )
            bound = constant + root_value(party_price, row_price, spare_gain, row_start, row_floors, row_links)
            if limited:
                bound += best_completions(values, order, kept, settled, fresh, limited, spare, suffix)
            else:
                bound += best_apart(n, width, kept, settled, flat_values, chosen)
            if bound == -math.inf:
                return False
            if form != _LINEAR and bound < -rounding(party_price, row_price, size, row_size, cost_size):
                return False
            if form == _CONCAVE:
                for p in range(n_table):
                    if weights[p] > 0.0:
                        bound += weights[p] * (math.log(weights[p] / party_price[p]) - 1.0)
            if bound < least:
                least = bound
                for p in range(n_parties):
                    best_party_price[p] = party_price[p]
                for r in range(n_rows):
                    best_row_price[r] = row_price[r]
                for k in range(link_value.shape[0]):
                    best_link_share[k] = link_share[k]
            if tally[0] != 0 and least - keys[0] * grain < CLOSE * unit:
                return True
            if limited:
                relaxed_package(values, order, kept, settled, fresh, limited, spare, suffix, chosen)
            for p in range(n_parties):
                relaxed[p] = spare_gain[p]
                for i in range(n):
                    relaxed[p] += priced_gains[p, i * width + chosen[i]]
            for r in range(n_rows):
                row_sums[r] = row_start[r]
                for i in range(n):
                    row_sums[r] += priced_rows[r, i * width + chosen[i]]
                if row_links[r] < 0 and row_sums[r] < row_floors[r] - ROW_SLACK:
                    promising = False
            if links_open != 0:
                spread_share(
                    0.5 / (1.0 + 0.5 * t),
                    links_open,
                    row_links,
                    row_range,
                    live,
                    link_worth,
                    party_price,
                    row_sums,
                    link_share,
                    relaxed,
                )
            for p in range(n_parties):
                promising = promising and relaxed[p] > -GAIN_FLOOR
            if promising:
                # Neighbouring prices often choose alike: what was offered last is not offered again.
                promising = False
                for i in range(n):
                    if trial[issue_of[i]] != alternatives[i, chosen[i]]:
                        trial[issue_of[i]] = alternatives[i, chosen[i]]
                        promising = True
        if promising and offer(
            trial,
            rule,
            proposer,
            weights,
            best,
            costs,
            grain,
            n_table,
            gains,
            kinds,
            topics,
            breadth,
            floors,
            consents,
            row_coefficients,
            row_floors,
            row_links,
            link_worth,
            base,
            quorum_issue,
            quorum_size,
            quorum_members,
            trial_gains,
            trial_keys,
            tally[0] != 0,
            choice,
            party_gains,
            keys,
        ):
            tally[0] = 1
        if t >= 0:
            _step(
                form,
                n_table,
                1.0 / (1.0 + 0.5 * t),
                unit,
                weights,
                level_of,
                size,
                own_price,
                asked,
                relaxed,
                row_floors,
                row_links,
                row_sums,
                party_price,
                row_price,
            )
    return True
