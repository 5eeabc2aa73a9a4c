"""Which rows and links are still open once issues are reduced: the others are satisfied or broken for certain."""

import math

from detente.bargaining.appraisal import ROW_SLACK
from detente.bargaining.desk import Desk, Extent
from detente.bargaining.lean import kernel

__all__ = ["reduce_rows"]

_SATISFIED, _OPEN, _BROKEN = 0, 1, 2
_DEAD, _LIVE = -1, -2


@kernel
def _examine(desk: Desk, r: int, m: int) -> int:
    """Fill the range of row r at place m, and tell whether it is satisfied, open or broken.

    Of whole numbers the largest under the floor is known, so a row is broken or satisfied without any slack.
    """
    start, low, high = 0.0, 0.0, 0.0
    whole = True
    for t in range(desk.row_ends[r], desk.row_ends[r + 1]):
        i = desk.term_issue[t]
        n = desk.place_of[i]
        if n < 0:
            start += desk.term[t, desk.trial[i]]
            continue
        least, most = math.inf, -math.inf
        for k in range(desk.kept[n]):
            term = desk.term[t, desk.alternatives[n, k]]
            least, most = min(least, term), max(most, term)
            whole = whole and term == math.floor(term)
        low += least
        high += most
    whole = whole and start == math.floor(start)
    low, high = start + low, start + high
    desk.row_start[m] = start
    desk.row_range[m, 0], desk.row_range[m, 1], desk.row_range[m, 2] = low, high, math.nan
    floor = desk.row_floors[r]
    broken, satisfied = high < floor - 2.0 * ROW_SLACK, low >= floor
    if whole:
        below = math.ceil(floor - ROW_SLACK) - 1.0
        desk.row_range[m, 2] = below
        broken, satisfied = high <= below, low > below
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
        state = _examine(desk, r, 0)
        desk.row_state[r] = state
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
    for k in range(desk.link_worth.shape[1]):
        if desk.link_state[k] == _LIVE:
            desk.link_state[k] = open_links
            desk.live[open_links] = 0
            desk.start_share[open_links] = 0.7
            for p in range(n_parties):
                desk.worth[p, open_links] = desk.link_worth[p, k]
            open_links += 1
        elif desk.link_state[k] != _DEAD:
            desk.link_state[k] = -1
            for p in range(n_parties):
                desk.gain_start[p] += desk.link_worth[p, k]
    return open_links


@kernel
def _open_row(desk: Desk, r: int, m: int) -> None:
    """Fill an open row of the reduced problem, at place m."""
    n = desk.sizes[Extent.OPEN_ISSUES]
    for i in range(n):
        desk.row_high[i, m], desk.row_low[i, m] = 0.0, 0.0
        for k in range(desk.kept[i]):
            desk.row_of[i, k, m] = 0.0
    link = desk.row_links[r]
    if link >= 0:
        link = desk.link_state[link]
        desk.live[link] += 1
        if math.isnan(desk.row_range[m, 2]):
            desk.start_share[link] = 0.0
    desk.row_floor[m], desk.row_link[m] = desk.row_floors[r], link
    for t in range(desk.row_ends[r], desk.row_ends[r + 1]):
        i = desk.place_of[desk.term_issue[t]]
        if i < 0:
            continue
        least, most = math.inf, -math.inf
        for k in range(desk.kept[i]):
            term = desk.term[t, desk.alternatives[i, k]]
            desk.row_of[i, k, m] = term
            least, most = min(least, term), max(most, term)
        desk.row_high[i, m], desk.row_low[i, m] = most, least
        if link >= 0 and most > least:
            desk.touches[i] |= 1 << link


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
    m = 0
    for linked in range(2):
        for r in range(desk.sizes[Extent.ROWS]):
            k = desk.row_links[r]
            is_open = desk.row_state[r] == _OPEN and (k < 0 or desk.link_state[k] >= 0)
            if is_open and (k >= 0) == (linked == 1):
                _examine(desk, r, m)
                _open_row(desk, r, m)
                m += 1
        if linked == 0:
            desk.sizes[Extent.HARD_ROWS] = m
    desk.sizes[Extent.OPEN_ROWS], desk.sizes[Extent.OPEN_LINKS] = m, open_links
    return True
