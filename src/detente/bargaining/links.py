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
from detente.bargaining.arrays import Floats
from detente.bargaining.desk import Desk, Extent
from detente.bargaining.lean import kernel

__all__ = ["price_links", "settle_links", "spread_share", "worst_unasked"]


@kernel
def price_links(desk: Desk, party_price: Floats, share: Floats, row_price: Floats, link_value: Floats) -> float:
    """Fill the prices of link rows and what is left of links' worth, and return the bound's constant from both.

    Args:
        share: κ of each open link, shape (links,).
        row_price: Shape (rows,); rows of links are filled, the others left.
        link_value: (1 − κ)·v of each open link, shape (links,), filled.
    """
    constant = 0.0
    open_links = desk.sizes[Extent.OPEN_LINKS]
    for k in range(open_links):
        worth = 0.0
        for p in range(desk.sizes[Extent.PARTIES]):
            worth += party_price[p] * desk.worth[p, k]
        link_value[k] = worth
    for r in range(desk.sizes[Extent.HARD_ROWS], desk.sizes[Extent.OPEN_ROWS]):
        k = desk.row_link[r]
        row_price[r] = 0.0
        low, high, below = desk.row_range[r, 0], desk.row_range[r, 1], desk.row_range[r, 2]
        worth = share[k] * link_value[k]
        if worth == 0.0:
            continue
        if worth > 0.0:
            row_price[r] = worth / (desk.live[k] * (below + 1.0 - low))
            constant += row_price[r] * (desk.row_start[r] - low)
        else:
            row_price[r] = worth / (high - below)
            constant -= row_price[r] * (high - desk.row_start[r])
    for k in range(open_links):
        if link_value[k] < 0.0:
            constant += share[k] * link_value[k]
        link_value[k] *= 1.0 - share[k]
        constant += max(0.0, link_value[k])
    return constant


@kernel
def spread_share(desk: Desk, step: float) -> None:
    """Add to relaxed gains what links bring at a relaxed package, and move κ against the subgradient."""
    for k in range(desk.sizes[Extent.OPEN_LINKS]):
        worth = 0.0
        for p in range(desk.sizes[Extent.PARTIES]):
            worth += desk.party_price[p] * desk.worth[p, k]
        if worth == 0.0:
            continue
        covered = 0.0
        whole = True
        for r in range(desk.sizes[Extent.HARD_ROWS], desk.sizes[Extent.OPEN_ROWS]):
            if desk.row_link[r] == k:
                low, high, below = desk.row_range[r, 0], desk.row_range[r, 1], desk.row_range[r, 2]
                whole = whole and not math.isnan(below)
                if worth > 0.0:
                    covered += (desk.row_sums[r] - low) / (desk.live[k] * (below + 1.0 - low))
                else:
                    covered += (high - desk.row_sums[r]) / (high - below)
        if not whole:
            covered = 0.0
        active = desk.link_share[k] * covered + (1.0 - desk.link_share[k])
        if worth < 0.0:
            active = desk.link_share[k] * (1.0 - covered)
        for p in range(desk.sizes[Extent.PARTIES]):
            desk.relaxed[p] += active * desk.worth[p, k]
        moved = max(0.0, min(1.0, desk.link_share[k] + step * (1.0 - covered)))
        desk.link_share[k] = moved if whole else 0.0


@kernel
def worst_unasked(desk: Desk, q: int) -> float:
    """Return the least that open links can bring an absent party by packages that do not ask for it."""
    total = 0.0
    for k in range(desk.sizes[Extent.OPEN_LINKS]):
        if desk.worth[q, k] == 0.0:
            continue
        possible, certain = True, True
        for r in range(desk.sizes[Extent.HARD_ROWS], desk.sizes[Extent.OPEN_ROWS]):
            if desk.row_link[r] != k:
                continue
            low, high = desk.row_start[r], desk.row_start[r]
            for i in range(desk.sizes[Extent.OPEN_ISSUES]):
                needed = (desk.asks[i] >> q) & 1 != 0
                most, least = -math.inf, math.inf
                for a in range(desk.kept[i]):
                    if not (needed and desk.settled[i, a] != 0):
                        most = max(most, desk.row_of[i, a, r])
                        least = min(least, desk.row_of[i, a, r])
                if least < math.inf:
                    low += least
                    high += most
            possible = possible and high >= desk.row_floor[r] - 2.0 * ROW_SLACK
            certain = certain and low >= desk.row_floor[r]
        if possible:
            total += desk.worth[q, k] if certain else min(0.0, desk.worth[q, k])
    return total


@kernel
def settle_links(desk: Desk, k: int, links_open: int, touched: int, priced: int) -> int:
    """Drop the optimism about links that a branch of depth k has decided; return the mask of those still open.

    Only open links that its last issue touches can have been decided by it. Optimistic gains and the first `priced`
    bounds of the branch are lowered: a link was worth its best of active and not.
    """
    broken, pending = 0, 0
    for r in range(desk.sizes[Extent.HARD_ROWS], desk.sizes[Extent.OPEN_ROWS]):
        bit = 1 << int(desk.row_link[r])
        if touched & bit != 0:
            if desk.row_at[k, r] + desk.most[k, r] < desk.row_floor[r] - 2.0 * ROW_SLACK:
                broken |= bit
            elif desk.row_at[k, r] + desk.least[k, r] < desk.row_floor[r]:
                pending |= bit
    for m in range(desk.sizes[Extent.OPEN_LINKS]):
        bit = 1 << m
        if touched & bit == 0 or pending & ~broken & bit != 0:
            continue
        links_open ^= bit
        active = broken & bit == 0
        for d in range(priced):
            value = desk.link_value[d, m]
            desk.bound_at[k, d] += min(0.0, value) if active else -max(0.0, value)
        for p in range(desk.sizes[Extent.PARTIES]):
            worth = desk.worth[p, m]
            desk.gain_at[k, p] += min(0.0, worth) if active else -max(0.0, worth)
    return links_open
