"""The problem without what cannot matter: forbidden alternatives, twins, issues that stay as they are."""

import math

from detente.bargaining.appraisal import GAIN_FLOOR
from detente.bargaining.desk import Desk, Extent
from detente.bargaining.lean import kernel
from detente.bargaining.rules import Kind, Rule

__all__ = ["reduce_issues"]

_SETTLED = int(Kind.SETTLED)
_COMPROMISE = int(Rule.COMPROMISE)


@kernel
def _must_settle_for_gain(desk: Desk) -> bool:
    """Tell whether some party at the table cannot gain unless something is settled that gains somebody."""
    for p in range(desk.sizes[Extent.TABLE]):
        most = -desk.base[p]
        for k in range(desk.link_worth.shape[1]):
            most += max(0.0, desk.link_worth[p, k])
        for i in range(desk.counts.shape[0]):
            high = -math.inf
            for a in range(desk.counts[i]):
                if desk.allowed[i, a] != 0 and desk.kinds[i, a] != _SETTLED:
                    high = max(high, desk.gains[p, i, a])
            most += high
        if most <= 0.5 * GAIN_FLOOR:
            return True
    return False


@kernel
def _list_terms(desk: Desk) -> None:
    """Fill which terms of rows are about each issue."""
    n_issues = desk.counts.shape[0]
    n_rows = desk.sizes[Extent.ROWS]
    for i in range(n_issues + 1):
        desk.issue_ends[i] = 0
    for r in range(n_rows):
        for t in range(desk.row_first[r], desk.row_last[r]):
            desk.issue_ends[desk.term_issue[t]] += 1
    end = 0
    for i in range(n_issues):
        end += desk.issue_ends[i]
        desk.issue_ends[i] = end
    desk.issue_ends[n_issues] = end
    for r in range(n_rows):
        for t in range(desk.row_first[r], desk.row_last[r]):
            i = desk.term_issue[t]
            desk.issue_ends[i] -= 1
            desk.issue_terms[desk.issue_ends[i]] = t


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
def _keep_alternatives(desk: Desk, rule: int, idle: bool, i: int, start: int) -> int:
    """Fill the alternatives of an issue that are not forbidden and not twins, from `start` on, and return their end.

    Twins keep their first alternative, which is the one the tie-break prefers.
    """
    end = start
    for a in range(desk.counts[i]):
        fresh = desk.allowed[i, a] != 0
        for z in range(start, end):
            b = desk.alternative[z]
            if fresh and desk.gains[0, i, a] == desk.gains[0, i, b] and _twins(desk, rule, idle, i, b, a):
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
    """Fill the issues of the reduced problem and return how many, or −1 if an issue allows nothing.

    An issue left with one alternative that does not settle it is played at once, in the trial.
    """
    for p in range(desk.sizes[Extent.PARTIES]):
        desk.gain_start[p] = -desk.base[p]
    idle = _must_settle_for_gain(desk)
    _list_terms(desk)
    n = 0
    desk.first[0] = 0
    for i in range(desk.counts.shape[0]):
        start = desk.first[n]
        end = _keep_alternatives(desk, rule, idle, i, start)
        if end == start:
            return -1
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
