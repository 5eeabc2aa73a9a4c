"""In what order the search takes issues and alternatives, and what is still to come at each position."""

import math

from detente.bargaining.arrays import Floats, Ints
from detente.bargaining.lean import kernel

__all__ = ["add_stakes", "arrange_issues", "fill_remainders", "rank_alternatives"]

LINK_WEIGHT = 1.0


@kernel
def rank_alternatives(n: int, kept: Ints, values: Floats, ranks: Ints, regret: Floats) -> None:
    """Fill alternatives from the highest value down, and what each issue loses by its second best.

    Args:
        values: Shape (issues, alternatives).
        ranks: Filled, shape (issues, alternatives).
        regret: Filled, shape (issues,); +inf where there is no second.
    """
    for i in range(n):
        for a in range(kept[i]):
            k = a
            while k > 0 and values[i, ranks[i, k - 1]] < values[i, a]:
                ranks[i, k] = ranks[i, k - 1]
                k -= 1
            ranks[i, k] = a
        regret[i] = math.inf
        if kept[i] > 1:
            regret[i] = values[i, ranks[i, 0]] - values[i, ranks[i, 1]]


@kernel
def arrange_issues(
    n: int,
    issue_of: Ints,
    topics: Ints,
    limited: bool,
    regret: Floats,
    order: Ints,
    position: Ints,
    fresh: Ints,
) -> None:
    """Fill the order: largest regret first, and topic by topic where breadth binds.

    Args:
        regret: Shape (issues,).
        order: Issue at each position, shape (positions,), filled.
        position: Its inverse, filled.
        fresh: 1 where a position opens another topic than the one before it, shape (positions + 1,), filled.
    """
    for i in range(n):
        k = i
        while k > 0 and regret[order[k - 1]] < regret[i]:
            order[k] = order[k - 1]
            k -= 1
        order[k] = i
    if limited:
        # Stable grouping: a topic stands where its first issue stands.
        for k in range(1, n):
            j = k
            while j > 0 and topics[issue_of[order[j - 1]]] != topics[issue_of[order[k]]]:
                j -= 1
            if j > 0:
                moved = order[k]
                for m in range(k, j, -1):
                    order[m] = order[m - 1]
                order[j] = moved
    fresh[0] = 1
    fresh[n] = 1
    for k in range(n):
        position[order[k]] = k
        if k > 0:
            same = limited and topics[issue_of[order[k]]] == topics[issue_of[order[k - 1]]]
            fresh[k] = 0 if same else 1


@kernel
def fill_remainders(
    order: Ints,
    gain_high: Floats,
    row_high: Floats,
    row_low: Floats,
    size: Floats,
    reach: Floats,
    most: Floats,
    least: Floats,
) -> None:
    """Fill the most that parties and rows can still gain, and the least that rows must, at each position.

    ``size`` is the largest sum of absolute gains, shape (parties,); its rounding is added to ``reach``, of
    shape (positions + 1, parties). ``most`` and ``least`` have shape (positions + 1, rows).
    """
    n = order.shape[0]
    for p in range(reach.shape[1]):
        reach[n, p] = 1e-13 * size[p]
    for r in range(most.shape[1]):
        most[n, r] = 0.0
        least[n, r] = 0.0
    for k in range(n - 1, -1, -1):
        i = order[k]
        for p in range(reach.shape[1]):
            reach[k, p] = reach[k + 1, p] + gain_high[i, p]
        for r in range(most.shape[1]):
            most[k, r] = most[k + 1, r] + row_high[i, r]
            least[k, r] = least[k + 1, r] + row_low[i, r]


@kernel
def add_stakes(n: int, gain_high: Floats, gain_low: Floats, party_price: Floats, regret: Floats) -> None:
    """Add to each issue's regret 0.3 of what is at stake in it, so that small issues come last."""
    for i in range(n):
        for p in range(party_price.shape[0]):
            regret[i] += 0.3 * party_price[p] * (gain_high[i, p] - gain_low[i, p])


@kernel
def add_link_stakes(
    n: int,
    links_open: int,
    row_links: Ints,
    row_high: Floats,
    row_low: Floats,
    link_worth: Floats,
    party_price: Floats,
    regret: Floats,
) -> None:
    """Add to the regret of issues what hangs on them through open links, so that links are decided early."""
    for r in range(row_links.shape[0]):
        if row_links[r] >= 0 and (links_open >> row_links[r]) & 1 != 0:
            worth = 0.0
            for p in range(party_price.shape[0]):
                worth += party_price[p] * abs(link_worth[p, row_links[r]])
            for i in range(n):
                if row_high[i, r] > row_low[i, r]:
                    regret[i] += LINK_WEIGHT * worth
