"""Which rows and links are still open once issues are reduced: the others are satisfied or broken for certain."""

import math

import numpy as np

from detente.bargaining.evaluate import ROW_SLACK
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["reduce_rows"]

_SATISFIED, _OPEN, _BROKEN = 0, 1, 2
_DEAD, _LIVE = -1, -2


@kernel
def _examine(desk: Desk, r: int) -> int:
    """Fill the span of row r, and tell whether it is satisfied, open or broken.

    Of whole numbers the largest under the floor is known, so a row is broken or satisfied without any slack.
    """
    start, low, high = 0.0, 0.0, 0.0
    for t in range(desk.row_first[r], desk.row_last[r]):
        i = desk.term_issue[t]
        n = desk.place_of[i]
        if n < 0:
            start += desk.term[t, desk.trial[i]]
            continue
        least, most = math.inf, -math.inf
        for z in range(desk.first[n], desk.first[n + 1]):
            term = desk.term[t, desk.alternative[z]]
            least, most = min(least, term), max(most, term)
        desk.term_span[t, 0], desk.term_span[t, 1] = least, most
        low += least
        high += most
    low, high = start + low, start + high
    floor = desk.row_floors[r]
    broken, satisfied = high < floor - 2.0 * ROW_SLACK, low >= floor
    below = math.nan
    if desk.row_whole[r] != 0:
        below = math.ceil(floor - ROW_SLACK) - 1.0
        broken, satisfied = high <= below, low > below
    desk.row_span[r, 0], desk.row_span[r, 1], desk.row_span[r, 2], desk.row_span[r, 3] = start, low, high, below
    return _BROKEN if broken else (_SATISFIED if satisfied else _OPEN)


@kernel
def _sort_rows(desk: Desk) -> bool:
    """Fill the state of every row and link; tell whether no row that must hold is broken."""
    for k in range(desk.link_worth.shape[1]):
        desk.link_state[k] = 0
    for r in range(desk.sizes[Extent.ROWS]):
        k = desk.row_links[r]
        desk.row_state[r] = _SATISFIED
        if k >= 0 and desk.link_state[k] == _DEAD:
            continue
        state = _examine(desk, r)
        desk.row_state[r] = state
        if k >= 0 and state == _OPEN:
            if desk.link_state[k] != _LIVE:
                desk.link_rows[k, 0] = r
            desk.link_rows[k, 1] = r
        if state == _BROKEN and k < 0:
            return False
        if k >= 0 and state != _SATISFIED:
            desk.link_state[k] = _DEAD if state == _BROKEN else _LIVE
    return True


@kernel
def _number_links(desk: Desk) -> int:
    """Give the open links their places, play those that are active for certain, and return how many are open."""
    n_parties = desk.sizes[Extent.PARTIES]
    open_links = 0
    dead = np.int64(0)
    for k in range(desk.link_worth.shape[1]):
        if desk.link_state[k] == _LIVE:
            desk.link_state[k] = open_links
            desk.start_share[open_links] = 0.7
            desk.link_of[open_links] = k
            for p in range(n_parties):
                desk.worth[p, open_links] = desk.link_worth[p, k]
            open_links += 1
        elif desk.link_state[k] == _DEAD:
            dead |= np.int64(1) << k
        else:
            desk.link_state[k] = -1
            for p in range(n_parties):
                desk.gain_start[p] += desk.link_worth[p, k]
    desk.sizes[Extent.DEAD_LINKS] = dead
    return open_links


@kernel
def _open_row(desk: Desk, r: int, m: int, link: int) -> None:
    """Fill an open row of the reduced problem, at place m."""
    desk.row_of[m] = r
    desk.row_start[m], desk.row_floor[m] = desk.row_span[r, 0], desk.row_floors[r]
    for k in range(3):
        desk.row_range[m, k] = desk.row_span[r, k + 1]
    if link >= 0 and math.isnan(desk.row_range[m, 2]):
        desk.start_share[link] = 0.0
    end = desk.row_terms[m]
    for t in range(desk.row_first[r], desk.row_last[r]):
        i = desk.place_of[desk.term_issue[t]]
        if i < 0:
            continue
        start = desk.first[i]
        for z in range(start, desk.first[i + 1]):
            desk.open_term[end, z - start] = desk.term[t, desk.alternative[z]]
        least, most = desk.term_span[t, 0], desk.term_span[t, 1]
        desk.open_row[end], desk.open_issue[end] = m, i
        desk.term_high[end], desk.term_low[end] = most, least
        end += 1
        if link >= 0 and most > least:
            desk.touches[i] |= 1 << link
    desk.row_terms[m + 1] = end


@kernel
def _open_rows(desk: Desk, link: int, first: int, last: int, m: int) -> int:
    """Fill the open rows of a link, or those that must hold (−1), from place m on, and return their end.

    Args:
        first: The first row that may be one of them.
        last: The last one.
    """
    for r in range(first, last + 1):
        k = desk.row_links[r]
        if desk.row_state[r] == _OPEN and (k < 0 if link < 0 else k >= 0 and desk.link_state[k] == link):
            _open_row(desk, r, m, link)
            m += 1
    return m


@kernel
def _list_by_issue(desk: Desk, rows: int) -> None:
    """Fill which terms of open rows are about each open issue."""
    n, terms = desk.sizes[Extent.OPEN_ISSUES], desk.row_terms[rows]
    for i in range(n + 1):
        desk.about_ends[i] = 0
    for t in range(terms):
        desk.about_ends[desk.open_issue[t]] += 1
    end = 0
    for i in range(n):
        end += desk.about_ends[i]
        desk.about_ends[i] = end
    desk.about_ends[n] = end
    for t in range(terms - 1, -1, -1):
        i = desk.open_issue[t]
        desk.about_ends[i] -= 1
        desk.about[desk.about_ends[i]] = t


@kernel
def reduce_rows(desk: Desk) -> bool:
    """Fill the rows and links that the open issues decide; tell whether none that must hold is broken for certain.

    Links that are active for certain are added to the gains at the start.
    """
    if not _sort_rows(desk):
        return False
    open_links = _number_links(desk)
    for i in range(desk.sizes[Extent.OPEN_ISSUES]):
        desk.touches[i] = 0
    desk.row_terms[0] = 0
    m = _open_rows(desk, -1, 0, desk.sizes[Extent.ROWS] - 1, 0)
    desk.sizes[Extent.HARD_ROWS] = m
    for k in range(desk.link_worth.shape[1]):
        link = desk.link_state[k]
        if link >= 0:
            desk.link_ends[link] = m
            m = _open_rows(desk, link, desk.link_rows[k, 0], desk.link_rows[k, 1], m)
    desk.link_ends[open_links] = m
    _list_by_issue(desk, m)
    desk.sizes[Extent.OPEN_ROWS], desk.sizes[Extent.OPEN_LINKS] = m, open_links
    return True
