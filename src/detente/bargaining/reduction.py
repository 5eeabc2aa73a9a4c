"""The problem without what cannot matter: forbidden alternatives, twins, issues that stay as they are."""

import math

from detente.bargaining.appraisal import GAIN_FLOOR
from detente.bargaining.arrays import Floats, Ints, Marks
from detente.bargaining.lean import kernel
from detente.bargaining.rules import Kind, Rule

__all__ = ["reduce_problem"]

_SETTLED = int(Kind.SETTLED)
_COMPROMISE = int(Rule.COMPROMISE)


@kernel
def _must_settle_for_gain(
    n_table: int, gains: Floats, counts: Ints, kinds: Ints, allowed: Marks, link_worth: Floats, base: Floats
) -> bool:
    """Tell whether some party at the table cannot gain unless something is settled that gains somebody."""
    for p in range(n_table):
        most = -base[p]
        for k in range(link_worth.shape[1]):
            most += max(0.0, link_worth[p, k])
        for i in range(counts.shape[0]):
            high = -math.inf
            for a in range(counts[i]):
                if allowed[i, a] != 0 and kinds[i, a] != _SETTLED:
                    high = max(high, gains[p, i, a])
            most += high
        if most <= 0.5 * GAIN_FLOOR:
            return True
    return False


@kernel
def _twins(
    rule: int, idle: bool, i: int, a: int, b: int, gains: Floats, kinds: Ints, rows: Floats, costs: Floats
) -> bool:
    """Tell whether a later alternative b of an issue does nothing that an earlier one, a, does not do.

    They have the same effects on everybody and every row. Only b may settle the issue, if ``idle``: where gains
    come from what is settled alone, a package loses nothing by not settling what moves nobody.
    """
    if (kinds[i, a] == _SETTLED) != (kinds[i, b] == _SETTLED) and not (idle and kinds[i, b] == _SETTLED):
        return False
    for p in range(gains.shape[0]):
        if gains[p, i, a] != gains[p, i, b]:
            return False
    for r in range(rows.shape[0]):
        if rows[r, i, a] != rows[r, i, b]:
            return False
    return rule != _COMPROMISE or costs[i, a] == costs[i, b]


@kernel
def reduce_problem(
    rule: int,
    n_table: int,
    gains: Floats,
    counts: Ints,
    kinds: Ints,
    allowed: Marks,
    consents: Marks,
    row_coefficients: Floats,
    link_worth: Floats,
    base: Floats,
    costs: Floats,
    issue_of: Ints,
    kept: Ints,
    alternatives: Ints,
    settled: Ints,
    asks: Ints,
    gain_of: Floats,
    row_of: Floats,
    gain_start: Floats,
    row_start: Floats,
    gain_high: Floats,
    gain_low: Floats,
    row_high: Floats,
    row_low: Floats,
    trial: Ints,
) -> int:
    """Fill the reduced problem and return its number of issues, or −1 if an issue allows nothing.

    Twins keep their first alternative, which is the one the tie-break prefers. An issue left with one
    alternative that does not settle it is played at once.

    Args:
        issue_of: Original issue of each reduced issue, shape (issues,), filled like all that follow.
        kept: Number of alternatives kept, shape (issues,).
        alternatives: Original alternative of each kept one, ascending, shape (issues, alternatives).
        settled: 1 where a kept alternative settles, shape (issues, alternatives).
        asks: Bit q set if settling the issue asks for the consent of absent party q, shape (issues,).
        gain_of: Gains of kept alternatives, shape (issues, alternatives, parties).
        row_of: Row coefficients of kept alternatives, shape (issues, alternatives, rows).
        gain_start: Gains from issues played at once, less ``base``, shape (parties,).
        row_start: Row sums of issues played at once, shape (rows,).
        gain_high: Largest gain of each party from each issue, shape (issues, parties); ``gain_low`` smallest.
        row_high: Largest row coefficient of each issue, shape (issues, rows); ``row_low`` smallest.
        trial: Alternatives of issues played at once, shape (issues,).
    """
    n_parties, n_issues = gains.shape[0], gains.shape[1]
    n_rows = row_coefficients.shape[0]
    for p in range(n_parties):
        gain_start[p] = -base[p]
    for r in range(n_rows):
        row_start[r] = 0.0
    n = 0
    idle = _must_settle_for_gain(n_table, gains, counts, kinds, allowed, link_worth, base)
    for i in range(n_issues):
        m = 0
        for a in range(counts[i]):
            fresh = allowed[i, a] != 0
            for b in range(m):
                if fresh and gains[0, i, a] == gains[0, i, alternatives[n, b]]:
                    fresh = not _twins(rule, idle, i, alternatives[n, b], a, gains, kinds, row_coefficients, costs)
            if fresh:
                alternatives[n, m] = a
                m += 1
        if m == 0:
            return -1
        first = alternatives[n, 0]
        if m == 1 and kinds[i, first] != _SETTLED:
            trial[i] = first
            for p in range(n_parties):
                gain_start[p] += gains[p, i, first]
            for r in range(n_rows):
                row_start[r] += row_coefficients[r, i, first]
            continue
        issue_of[n] = i
        kept[n] = m
        asks[n] = 0
        for p in range(n_table, n_parties):
            if consents[p, i] != 0:
                asks[n] |= 1 << p
        for k in range(m):
            a = alternatives[n, k]
            settled[n, k] = 1 if kinds[i, a] == _SETTLED else 0
            for p in range(n_parties):
                gain = gains[p, i, a]
                gain_of[n, k, p] = gain
                if k == 0 or gain > gain_high[n, p]:
                    gain_high[n, p] = gain
                if k == 0 or gain < gain_low[n, p]:
                    gain_low[n, p] = gain
            for r in range(n_rows):
                coefficient = row_coefficients[r, i, a]
                row_of[n, k, r] = coefficient
                if k == 0 or coefficient > row_high[n, r]:
                    row_high[n, r] = coefficient
                if k == 0 or coefficient < row_low[n, r]:
                    row_low[n, r] = coefficient
        n += 1
    return n
