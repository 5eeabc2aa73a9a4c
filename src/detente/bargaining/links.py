"""What linked worth is in the bound: partly a best case, partly spread over the issues of its rows.

Link l is active, y_l = 1, iff all its rows are satisfied. With low and high the least and the most a row of
whole numbers can sum to, and below the largest whole number under its floor,

* y ≤ U(x), the mean over the link's rows of (sum − low)/(below + 1 − low);
* y ≥ 1 − L(x), L the sum over its rows of (high − sum)/(high − below).

So for a worth v at the prices and any share κ in [0, 1], v·y ≤ (1 − κ)·v·y + κ·v·U(x) where v > 0, and
v·y ≤ (1 − κ)·v·y + κ·v·(1 − L(x)) where v < 0: the second part is separable over issues, the first takes
the best of y = 0 and y = 1 until a branch decides the link.
"""

import math

from detente.bargaining.appraisal import ROW_SLACK
from detente.bargaining.arrays import Floats, Ints
from detente.bargaining.lean import kernel

__all__ = ["mark_links", "price_links", "spread_share", "worst_unasked"]


@kernel
def mark_links(
    n: int,
    kept: Ints,
    row_of: Floats,
    row_start: Floats,
    row_high: Floats,
    row_low: Floats,
    row_floors: Floats,
    row_links: Ints,
    link_worth: Floats,
    gain_start: Floats,
    row_range: Floats,
    live: Ints,
    share: Floats,
    touches: Ints,
) -> int:
    """Fill how each row of a link may sum, play links that are decided, and return the mask of the others.

    Args:
        gain_start: Gains of issues played at once, shape (parties,); links that are active for certain
            are added.
        row_range: Low, high and below of each row, shape (rows, 3), filled; below is NaN where sums are
            not whole numbers.
        live: Rows that are neither satisfied nor broken for certain, of each link, shape (links,), filled.
        touches: Bit l set if an issue matters to link l, shape (issues,), filled.
        share: κ to start from, shape (links,), filled: 0 where a row has other than whole numbers.
    """
    n_links = link_worth.shape[1]
    dead = 0
    for k in range(n_links):
        live[k] = 0
        share[k] = 0.7
    for i in range(n):
        touches[i] = 0
        for r in range(row_links.shape[0]):
            if row_links[r] >= 0 and row_high[i, r] > row_low[i, r]:
                touches[i] |= 1 << row_links[r]
    for r in range(row_links.shape[0]):
        low, high = row_start[r], row_start[r]
        whole = row_start[r] == math.floor(row_start[r])
        for i in range(n):
            low += row_low[i, r]
            high += row_high[i, r]
            for a in range(kept[i]):
                whole = whole and row_of[i, a, r] == math.floor(row_of[i, a, r])
        row_range[r, 0], row_range[r, 1], row_range[r, 2] = low, high, math.nan
        broken, satisfied = high < row_floors[r] - 2.0 * ROW_SLACK, low >= row_floors[r]
        if whole:
            below = math.ceil(row_floors[r] - ROW_SLACK) - 1.0
            row_range[r, 2] = below
            broken, satisfied = high <= below, low > below
        if row_links[r] >= 0:
            if broken:
                dead |= 1 << int(row_links[r])
            elif not satisfied:
                live[row_links[r]] += 1
            if not whole:
                share[row_links[r]] = 0.0
    links_open = 0
    for k in range(n_links):
        if (dead >> k) & 1 != 0:
            live[k] = 0
        elif live[k] > 0:
            links_open |= 1 << k
        else:
            for p in range(gain_start.shape[0]):
                gain_start[p] += link_worth[p, k]
    return links_open


@kernel
def price_links(
    links_open: int,
    party_price: Floats,
    share: Floats,
    row_links: Ints,
    row_start: Floats,
    row_range: Floats,
    live: Ints,
    link_worth: Floats,
    row_price: Floats,
    link_value: Floats,
) -> float:
    """Fill the prices of link rows and what is left of links' worth, and return the bound's constant from both.

    Args:
        share: κ of each link, shape (links,).
        row_price: Shape (rows,); rows of links are filled, the others left.
        link_value: (1 − κ)·v of each open link, shape (links,), filled; 0 for the others.
    """
    constant = 0.0
    for k in range(link_worth.shape[1]):
        worth = 0.0
        if (links_open >> k) & 1 != 0:
            for p in range(party_price.shape[0]):
                worth += party_price[p] * link_worth[p, k]
        link_value[k] = worth
    for r in range(row_links.shape[0]):
        k = row_links[r]
        if k < 0:
            continue
        row_price[r] = 0.0
        low, high, below = row_range[r, 0], row_range[r, 1], row_range[r, 2]
        worth = share[k] * link_value[k]
        if worth == 0.0 or low > below:
            continue
        if worth > 0.0:
            row_price[r] = worth / (live[k] * (below + 1.0 - low))
            constant += row_price[r] * (row_start[r] - low)
        else:
            row_price[r] = worth / (high - below)
            constant -= row_price[r] * (high - row_start[r])
    for k in range(link_worth.shape[1]):
        if link_value[k] < 0.0:
            constant += share[k] * link_value[k]
        link_value[k] *= 1.0 - share[k]
        constant += max(0.0, link_value[k])
    return constant


@kernel
def spread_share(
    step: float,
    links_open: int,
    row_links: Ints,
    row_range: Floats,
    live: Ints,
    link_worth: Floats,
    party_price: Floats,
    row_sums: Floats,
    share: Floats,
    relaxed: Floats,
) -> None:
    """Add to relaxed gains what links bring at a relaxed package, and move κ against the subgradient.

    Args:
        row_sums: Row sums of the relaxed package, shape (rows,).
        share: κ of each link, shape (links,), changed.
        relaxed: Gains of the relaxed package, shape (parties,), added to.
    """
    for k in range(link_worth.shape[1]):
        if (links_open >> k) & 1 == 0:
            continue
        worth = 0.0
        for p in range(party_price.shape[0]):
            worth += party_price[p] * link_worth[p, k]
        if worth == 0.0:
            continue
        covered = 0.0
        whole = True
        for r in range(row_links.shape[0]):
            if row_links[r] == k:
                low, high, below = row_range[r, 0], row_range[r, 1], row_range[r, 2]
                whole = whole and not math.isnan(below)
                if worth > 0.0 and low <= below:
                    covered += (row_sums[r] - low) / (live[k] * (below + 1.0 - low))
                elif low <= below:
                    covered += (high - row_sums[r]) / (high - below)
        if not whole:
            covered = 0.0
        active = share[k] * covered + (1.0 - share[k])
        if worth < 0.0:
            active = share[k] * (1.0 - covered)
        for p in range(party_price.shape[0]):
            relaxed[p] += active * link_worth[p, k]
        share[k] = max(0.0, min(1.0, share[k] + step * (1.0 - covered))) if whole else 0.0


@kernel
def worst_unasked(
    q: int,
    n: int,
    kept: Ints,
    settled: Ints,
    asks: Ints,
    row_of: Floats,
    row_start: Floats,
    row_floors: Floats,
    row_links: Ints,
    link_worth: Floats,
    links_open: int,
) -> float:
    """Return the least that open links can bring an absent party by packages that do not ask for it."""
    total = 0.0
    for k in range(link_worth.shape[1]):
        if (links_open >> k) & 1 == 0 or link_worth[q, k] == 0.0:
            continue
        possible, certain = True, True
        for r in range(row_links.shape[0]):
            if row_links[r] != k:
                continue
            low, high = row_start[r], row_start[r]
            for i in range(n):
                needed = (asks[i] >> q) & 1 != 0
                most, least = -math.inf, math.inf
                for a in range(kept[i]):
                    if not (needed and settled[i, a] != 0):
                        most = max(most, row_of[i, a, r])
                        least = min(least, row_of[i, a, r])
                if least < math.inf:
                    low += least
                    high += most
            possible = possible and high >= row_floors[r] - 2.0 * ROW_SLACK
            certain = certain and low >= row_floors[r]
        if possible:
            total += link_worth[q, k] if certain else min(0.0, link_worth[q, k])
    return total
