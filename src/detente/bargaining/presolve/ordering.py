"""In what order the search takes issues and alternatives, and what is still to come at each position."""

import math

from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["add_stakes", "arrange_issues", "fill_remainders", "rank_alternatives"]

LINK_WEIGHT = 1.0


@kernel
def rank_alternatives(desk: Desk) -> None:
    """Fill alternatives from the highest value down, and what each issue loses by its second best (+inf: no second)."""
    for i in range(desk.sizes[Extent.OPEN_ISSUES]):
        first, last = desk.first[i], desk.first[i + 1]
        for z in range(first, last):
            k, value = z, desk.values[z]
            while k > first and desk.values[desk.ranks[k - 1]] < value:
                desk.ranks[k] = desk.ranks[k - 1]
                k -= 1
            desk.ranks[k] = z
        desk.regret[i] = math.inf
        if last - first > 1:
            desk.regret[i] = desk.values[desk.ranks[first]] - desk.values[desk.ranks[first + 1]]


@kernel
def add_stakes(desk: Desk) -> None:
    """Add to each issue's regret what is at stake in it: small issues come last, and links are decided early.

    That is 0.3 of what the issue moves at the first prices, and what hangs on it through open links.
    """
    for i in range(desk.sizes[Extent.OPEN_ISSUES]):
        for p in range(desk.sizes[Extent.PARTIES]):
            desk.regret[i] += 0.3 * desk.fan_price[0, p] * (desk.gain_high[i, p] - desk.gain_low[i, p])
    for k in range(desk.sizes[Extent.OPEN_LINKS]):
        worth = 0.0
        for p in range(desk.sizes[Extent.PARTIES]):
            worth += desk.fan_price[0, p] * abs(desk.worth[p, k])
        for t in range(desk.row_terms[desk.link_ends[k]], desk.row_terms[desk.link_ends[k + 1]]):
            if desk.term_high[t] > desk.term_low[t]:
                desk.regret[desk.open_issue[t]] += LINK_WEIGHT * worth


@kernel
def arrange_issues(desk: Desk) -> None:
    """Fill the order: largest regret first, and topic by topic where breadth binds."""
    n, limited = desk.sizes[Extent.OPEN_ISSUES], desk.sizes[Extent.LIMITED] != 0
    order, issue_of, topics = desk.order, desk.issue_of, desk.topics
    for i in range(n):
        k = i
        while k > 0 and desk.regret[order[k - 1]] < desk.regret[i]:
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
    desk.fresh[0] = 1
    desk.fresh[n] = 1
    for k in range(n):
        desk.position[order[k]] = k
        if k > 0:
            same = limited and topics[issue_of[order[k]]] == topics[issue_of[order[k - 1]]]
            desk.fresh[k] = 0 if same else 1


@kernel
def fill_remainders(desk: Desk) -> None:
    """Fill the most that parties and rows can still gain, and the least that rows must, at each position.

    Rounding is added to what parties can.
    """
    n, n_parties, n_rows = desk.sizes[Extent.OPEN_ISSUES], desk.sizes[Extent.PARTIES], desk.sizes[Extent.OPEN_ROWS]
    for p in range(n_parties):
        desk.reach[n, p] = 1e-13 * desk.size[p]
    for r in range(n_rows):
        desk.most[n, r] = 0.0
        desk.least[n, r] = 0.0
    for k in range(n - 1, -1, -1):
        i = desk.order[k]
        for p in range(n_parties):
            desk.reach[k, p] = desk.reach[k + 1, p] + desk.gain_high[i, p]
        for r in range(n_rows):
            desk.most[k, r] = desk.most[k + 1, r]
            desk.least[k, r] = desk.least[k + 1, r]
        for a in range(desk.about_ends[i], desk.about_ends[i + 1]):
            t = desk.about[a]
            desk.most[k, desk.open_row[t]] += desk.term_high[t]
            desk.least[k, desk.open_row[t]] += desk.term_low[t]
