"""The problem without what cannot matter: forbidden alternatives, twins, issues that stay as they are."""

import math

from detente.bargaining.rules import Kind, Rule
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["reduce_issues"]

_NOBODY, _ANYHOW, _BY_SETTLING = 0, 1, 2
_SETTLED = int(Kind.SETTLED)
_COMPROMISE = int(Rule.COMPROMISE)


@kernel
def _list_allowed(desk: Desk) -> bool:
    """Fill the alternatives that are not forbidden, issue by issue; tell whether every issue has one."""
    end = 0
    desk.first[0] = 0
    for i in range(desk.counts.shape[0]):
        start = end
        for a in range(desk.counts[i]):
            if desk.domain[i, a] != 0:
                desk.alternative[end] = a
                end += 1
        if end == start:
            return False
        desk.first[i + 1] = end
    return True


@kernel
def _who_can_gain(desk: Desk) -> int:
    """Tell whether everybody at the table gains if every issue, and every link, goes as they like best.

    Returns:
        _NOBODY if somebody cannot gain, _BY_SETTLING if somebody cannot unless something is settled that gains
        somebody, else _ANYHOW.
    """
    found = _ANYHOW
    for p in range(desk.sizes[Extent.TABLE]):
        most = -desk.base[p]
        size = abs(most)
        for k in range(desk.link_worth.shape[1]):
            most += max(0.0, desk.link_worth[p, k])
            size += abs(desk.link_worth[p, k])
        idle = most
        for i in range(desk.counts.shape[0]):
            high, settled = -math.inf, -math.inf
            for z in range(desk.first[i], desk.first[i + 1]):
                a = desk.alternative[z]
                if desk.kinds[i, a] == _SETTLED:
                    settled = max(settled, desk.gains[p, i, a])
                else:
                    high = max(high, desk.gains[p, i, a])
            idle += high
            high = max(high, settled)
            most += high
            size += abs(high)
        if not most + 1e-13 * size > desk.demands[p]:
            return _NOBODY
        if idle <= 0.5 * desk.demands[p]:
            found = _BY_SETTLING
    return found


@kernel
def _twins(desk: Desk, rule: int, idle: bool, i: int, a: int, b: int) -> bool:
    """Tell whether a later alternative b of an issue does nothing that an earlier one, a, does not do.

    That is so if both have the same effects on everybody and every row. Only b may settle the issue, if ``idle``:
    where gains come from what is settled alone, a package loses nothing by not settling what moves nobody.
    """
    if (desk.kinds[i, a] == _SETTLED) != (desk.kinds[i, b] == _SETTLED) and not (idle and desk.kinds[i, b] == _SETTLED):
        return False
    for p in range(desk.sizes[Extent.PARTIES]):
        if desk.gains[p, i, a] != desk.gains[p, i, b]:
            return False
    for k in range(desk.issue_ends[i], desk.issue_ends[i + 1]):
        t = desk.issue_terms[k]
        if desk.term[t, a] != desk.term[t, b]:
            return False
    return rule != _COMPROMISE or desk.costs[i, a] == desk.costs[i, b]


@kernel
def _drop_twins(desk: Desk, rule: int, idle: bool, i: int, first: int, last: int, start: int) -> int:
    """Move the alternatives of an issue to `start`, without twins, and return their end.

    They stand from `first` to before `last`. Of twins the first is kept, which is the one the tie-break prefers.
    """
    end = start
    for at in range(first, last):
        a = desk.alternative[at]
        fresh = True
        for z in range(start, end):
            b = desk.alternative[z]
            if desk.gains[0, i, a] == desk.gains[0, i, b] and _twins(desk, rule, idle, i, b, a):
                fresh = False
        if fresh:
            desk.alternative[end] = a
            end += 1
    return end


@kernel
def _open_issue(desk: Desk, i: int, n: int, end: int) -> None:
    """Fill an issue of the reduced problem, at place n; its alternatives end at `end`."""
    n_parties = desk.sizes[Extent.PARTIES]
    start = desk.first[n]
    desk.first[n + 1] = end
    desk.issue_of[n] = i
    desk.place_of[i] = n
    asks = 0
    for p in range(desk.sizes[Extent.TABLE], n_parties):
        if desk.consents[p, i] != 0:
            asks |= 1 << p
    desk.asks[n] = asks
    for z in range(start, end):
        desk.settled[z] = 1 if desk.kinds[i, desk.alternative[z]] == _SETTLED else 0
    for p in range(n_parties):
        high, low = -math.inf, math.inf
        for z in range(start, end):
            gain = desk.gains[p, i, desk.alternative[z]]
            desk.gain_of[z, p] = gain
            high, low = max(high, gain), min(low, gain)
        desk.gain_high[n, p], desk.gain_low[n, p] = high, low


@kernel
def reduce_issues(desk: Desk, rule: int) -> int:
    """Fill the issues of the reduced problem and return how many.

    It is −1 if somebody cannot gain or an issue allows nothing.
    An issue left with one alternative that does not settle it is played at once, in the trial.
    """
    for p in range(desk.sizes[Extent.PARTIES]):
        desk.gain_start[p] = -desk.base[p]
    if not _list_allowed(desk):
        return -1
    gaining = _who_can_gain(desk)
    if gaining == _NOBODY:
        return -1
    n, last = 0, 0
    for i in range(desk.counts.shape[0]):
        start, first, last = desk.first[n], last, desk.first[i + 1]
        idle = gaining == _BY_SETTLING and desk.set_of[i] < 0
        end = _drop_twins(desk, rule, idle, i, first, last, start)
        only = desk.alternative[start]
        if end == start + 1 and desk.kinds[i, only] != _SETTLED:
            desk.place_of[i] = -1
            desk.trial[i] = only
            for p in range(desk.sizes[Extent.PARTIES]):
                desk.gain_start[p] += desk.gains[p, i, only]
            continue
        _open_issue(desk, i, n, end)
        n += 1
    desk.sizes[Extent.OPEN_ISSUES] = n
    return n
