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
    """Fill which terms are about each issue."""
    n_issues = desk.counts.shape[0]
    n_terms = desk.row_ends[desk.sizes[Extent.ROWS]]
    for i in range(n_issues + 1):
        desk.issue_ends[i] = 0
    for t in range(n_terms):
        desk.issue_ends[desk.term_issue[t]] += 1
    end = 0
    for i in range(n_issues):
        end += desk.issue_ends[i]
        desk.issue_ends[i] = end
    desk.issue_ends[n_issues] = end
    for t in range(n_terms - 1, -1, -1):
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
def _keep_alternatives(desk: Desk, rule: int, idle: bool, i: int, n: int) -> int:
    """Fill the alternatives of an issue that are not forbidden and not twins, and return how many.

    Twins keep their first alternative, which is the one the tie-break prefers.
    """
    m = 0
    for a in range(desk.counts[i]):
        fresh = desk.allowed[i, a] != 0
        for k in range(m):
            b = desk.alternatives[n, k]
            if fresh and desk.gains[0, i, a] == desk.gains[0, i, b] and _twins(desk, rule, idle, i, b, a):
                fresh = False
        if fresh:
            desk.alternatives[n, m] = a
            m += 1
    return m


@kernel
def _open_issue(desk: Desk, i: int, n: int, m: int) -> None:
    """Fill an issue of the reduced problem, at place n with m alternatives."""
    n_parties = desk.sizes[Extent.PARTIES]
    desk.issue_of[n] = i
    desk.place_of[i] = n
    desk.kept[n] = m
    desk.asks[n] = 0
    for p in range(desk.sizes[Extent.TABLE], n_parties):
        if desk.consents[p, i] != 0:
            desk.asks[n] |= 1 << p
    for k in range(m):
        a = desk.alternatives[n, k]
        desk.settled[n, k] = 1 if desk.kinds[i, a] == _SETTLED else 0
        for p in range(n_parties):
            gain = desk.gains[p, i, a]
            desk.gain_of[n, k, p] = gain
            if k == 0 or gain > desk.gain_high[n, p]:
                desk.gain_high[n, p] = gain
            if k == 0 or gain < desk.gain_low[n, p]:
                desk.gain_low[n, p] = gain


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
    for i in range(desk.counts.shape[0]):
        m = _keep_alternatives(desk, rule, idle, i, n)
        if m == 0:
            return -1
        first = desk.alternatives[n, 0]
        if m == 1 and desk.kinds[i, first] != _SETTLED:
            desk.place_of[i] = -1
            desk.trial[i] = first
            for p in range(desk.sizes[Extent.PARTIES]):
                desk.gain_start[p] += desk.gains[p, i, first]
            continue
        _open_issue(desk, i, n, m)
        n += 1
    desk.sizes[Extent.OPEN_ISSUES] = n
    return n
