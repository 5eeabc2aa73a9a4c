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

from detente.bargaining.evaluate import ROW_SLACK
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["price_links", "settle_links", "spread_share", "worst_unasked"]


@kernel
def _priced_worth(desk: Desk, d: int, k: int) -> float:
    """Return what open link k is worth at the d-th prices."""
    worth = 0.0
    for p in range(desk.sizes[Extent.PARTIES]):
        worth += desk.fan_price[d, p] * desk.worth[p, k]
    return worth


@kernel
def price_links(desk: Desk, d: int) -> float:
    """Fill the d-th prices of link rows and what is left of links' worth, and return the bound's constant from both."""
    constant = 0.0
    for k in range(desk.sizes[Extent.OPEN_LINKS]):
        value = _priced_worth(desk, d, k)
        share = desk.fan_share[d, k]
        spread = share * value
        first, last = desk.link_ends[k], desk.link_ends[k + 1]
        for r in range(first, last):
            price = 0.0
            if spread > 0.0:
                low, below = desk.row_range[r, 0], desk.row_range[r, 2]
                price = spread / ((last - first) * (below + 1.0 - low))
                constant += price * (desk.row_start[r] - low)
            elif spread < 0.0:
                high, below = desk.row_range[r, 1], desk.row_range[r, 2]
                price = spread / (high - below)
                constant -= price * (high - desk.row_start[r])
            desk.row_price[r] = price
        if value < 0.0:
            constant += spread
        value *= 1.0 - share
        desk.link_value[d, k] = value
        constant += max(0.0, value)
    return constant


@kernel
def spread_share(desk: Desk, step: float) -> None:
    """Add to relaxed gains what links bring at a relaxed package, and move κ against the subgradient."""
    for k in range(desk.sizes[Extent.OPEN_LINKS]):
        worth = _priced_worth(desk, 0, k)
        if worth == 0.0:
            continue
        covered = 0.0
        whole = True
        first, last = desk.link_ends[k], desk.link_ends[k + 1]
        for r in range(first, last):
            low, high, below = desk.row_range[r, 0], desk.row_range[r, 1], desk.row_range[r, 2]
            whole = whole and not math.isnan(below)
            if worth > 0.0:
                covered += (desk.row_sums[r] - low) / ((last - first) * (below + 1.0 - low))
            else:
                covered += (high - desk.row_sums[r]) / (high - below)
        if not whole:
            covered = 0.0
        share = desk.fan_share[0, k]
        active = share * covered + (1.0 - share)
        if worth < 0.0:
            active = share * (1.0 - covered)
        for p in range(desk.sizes[Extent.PARTIES]):
            desk.relaxed[p] += active * desk.worth[p, k]
        moved = max(0.0, min(1.0, share + step * (1.0 - covered)))
        desk.fan_share[0, k] = moved if whole else 0.0


@kernel
def worst_unasked(desk: Desk, q: int) -> float:
    """Return the least that open links can bring an absent party by packages that do not ask for it."""
    total = 0.0
    for k in range(desk.sizes[Extent.OPEN_LINKS]):
        if desk.worth[q, k] == 0.0:
            continue
        possible, certain = True, True
        for r in range(desk.link_ends[k], desk.link_ends[k + 1]):
            low, high = desk.row_start[r], desk.row_start[r]
            for t in range(desk.row_terms[r], desk.row_terms[r + 1]):
                i = desk.open_issue[t]
                needed = (desk.asks[i] >> q) & 1 != 0
                most, least = -math.inf, math.inf
                start = desk.first[i]
                for z in range(start, desk.first[i + 1]):
                    if not (needed and desk.settled[z] != 0):
                        term = desk.open_term[t, z - start]
                        most, least = max(most, term), min(least, term)
                if least < math.inf:
                    low += least
                    high += most
            possible = possible and high >= desk.row_floor[r] - 2.0 * ROW_SLACK
            certain = certain and low >= desk.row_floor[r]
        if possible:
            total += desk.worth[q, k] if certain else min(0.0, desk.worth[q, k])
    return total


@kernel
def _state_of(desk: Desk, depth: int, link: int) -> int:
    """Tell whether a branch has broken a link (−1), made it active (1), or left it open (0)."""
    active = 1
    for r in range(desk.link_ends[link], desk.link_ends[link + 1]):
        total, floor = desk.row_at[depth, r], desk.row_floor[r]
        if total + desk.most[depth, r] < floor - 2.0 * ROW_SLACK:
            return -1
        if total + desk.least[depth, r] < floor:
            active = 0
    return active


@kernel
def settle_links(desk: Desk, k: int, links_open: int, touched: int, priced: int) -> int:
    """Drop the optimism about links that a branch of depth k has decided; return the mask of those still open.

    Only open links that its last issue touches can have been decided by it. Optimistic gains and the first `priced`
    bounds of the branch are lowered: a link was worth its best of active and not.
    """
    m = 0
    while touched != 0:
        if touched & 1 != 0:
            state = _state_of(desk, k, m)
            if state != 0:
                links_open ^= 1 << m
                for d in range(priced):
                    value = desk.link_value[d, m]
                    desk.bound_at[k, d] += min(0.0, value) if state > 0 else -max(0.0, value)
                for p in range(desk.sizes[Extent.PARTIES]):
                    worth = desk.worth[p, m]
                    desk.gain_at[k, p] += min(0.0, worth) if state > 0 else -max(0.0, worth)
        touched >>= 1
        m += 1
    return links_open
