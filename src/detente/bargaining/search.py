"""Depth-first branch and bound over the reduced problem, pruned by bound, parties, rows and ties."""

import math

from detente.bargaining.appraisal import GAIN_FLOOR, ROW_SLACK
from detente.bargaining.arrays import Floats, Ints, Marks
from detente.bargaining.incumbent import offer
from detente.bargaining.lean import kernel
from detente.bargaining.rules import Form, Rule

__all__ = ["MINIMUM_SHARE", "branch_and_bound"]

MINIMUM_SHARE = 64.0
"""Weight of the smallest level beside the sum of levels in the leximin rules' second bound."""

_CONCAVE = int(Form.CONCAVE)
_LINEAR = int(Form.LINEAR)
_KALAI_SMORODINSKY = int(Rule.KALAI_SMORODINSKY)
_EGALITARIAN = int(Rule.EGALITARIAN)


@kernel
def _may_be_smaller(
    position: Ints,
    depth: int,
    issue_of: Ints,
    alternatives: Ints,
    current: Ints,
    choice: Ints,
) -> bool:
    """Tell whether the smallest completion of a branch comes before the incumbent in issue order."""
    for i in range(position.shape[0]):
        a = alternatives[i, current[i]] if position[i] <= depth else alternatives[i, 0]
        if a != choice[issue_of[i]]:
            return bool(a < choice[issue_of[i]])
    return False


@kernel
def _settle_links(
    k: int,
    links_open: int,
    row_at: Floats,
    most: Floats,
    least: Floats,
    row_floors: Floats,
    row_links: Ints,
    link_worth: Floats,
    link_value: Floats,
    priced: int,
    gain_at: Floats,
    bound_at: Floats,
) -> int:
    """Drop the optimism about links that a branch of depth k has decided; return the mask of those still open.

    Optimistic gains and bounds of the branch are lowered: a link was worth its best of active and not.
    """
    broken, pending = 0, 0
    for r in range(row_links.shape[0]):
        if row_links[r] >= 0:
            bit = 1 << int(row_links[r])
            if row_at[k, r] + most[k, r] < row_floors[r] - 2.0 * ROW_SLACK:
                broken |= bit
            elif row_at[k, r] + least[k, r] < row_floors[r]:
                pending |= bit
    for m in range(link_worth.shape[1]):
        bit = 1 << m
        if links_open & bit == 0 or pending & ~broken & bit != 0:
            continue
        links_open ^= bit
        active = broken & bit == 0
        for d in range(priced):
            bound_at[k, d] += min(0.0, link_value[d, m]) if active else -max(0.0, link_value[d, m])
        for p in range(gain_at.shape[1]):
            gain_at[k, p] += min(0.0, link_worth[p, m]) if active else -max(0.0, link_worth[p, m])
    return links_open


@kernel
def branch_and_bound(
    # What is compared, and how: handed on to `offer`.
    rule: int,
    proposer: int,
    weights: Floats,
    best: Floats,
    costs: Floats,
    grain: float,
    n_table: int,
    gains: Floats,
    kinds: Ints,
    topics: Ints,
    breadth: int,
    floors: Floats,
    consents: Marks,
    row_coefficients: Floats,
    row_floors: Floats,
    row_links: Ints,
    link_worth: Floats,
    base: Floats,
    quorum_issue: Ints,
    quorum_size: Ints,
    quorum_members: Marks,
    trial: Ints,
    trial_gains: Floats,
    trial_keys: Floats,
    choice: Ints,
    party_gains: Floats,
    keys: Floats,
    # The reduced problem in the order of the search.
    issue_of: Ints,
    kept: Ints,
    alternatives: Ints,
    settled: Ints,
    asks: Ints,
    touches: Ints,
    gain_of: Floats,
    row_of: Floats,
    order: Ints,
    position: Ints,
    fresh: Ints,
    limited: bool,
    spare: int,
    ranks: Ints,
    # The bounds.
    form: int,
    weight: float,
    fan_constant: Floats,
    fan_start: Floats,
    values: Floats,
    suffix: Floats,
    link_value: Floats,
    threshold: Floats,
    reach: Floats,
    most: Floats,
    least: Floats,
    slack: float,
    first_only: bool,
    node_limit: int,
    # Scratch, one row a depth, of which the first is filled by the caller.
    tried: Ints,
    current: Ints,
    masks: Ints,
    bound_at: Floats,
    gain_at: Floats,
    row_at: Floats,
    need: Floats,
    tally: Ints,
) -> bool:
    """Improve the incumbent to the best package, or with ``first_only`` find any admissible one.

    Args:
        values: Lagrangian value of each kept alternative, shape (issues, alternatives), with
            ``constant``, ``suffix`` (:func:`~detente.bargaining.bounds.best_completions`) and ``link_value``.
        sum_values: The same for the sum of levels, used by the leximin rules when the first key ties.
        ranks: Kept alternatives from the highest value down, shape (issues, alternatives).
        reach: Most that each party can still gain, shape (positions + 1, parties), rounding included.
        most: Most that each row can still add, shape (positions + 1, rows); ``least`` likewise.
        slack: Rounding of the bound.
        masks: Shape (positions + 1, 4): spare topics, topic opened, absent parties asked, links open.
        bound_at: Shape (positions + 1, 2): value and sum value of the branch.
        need: Gain each party must have, shape (parties,).
        tally: [incumbent known, nodes], updated.

    Returns:
        Whether the search ended before its node limit.
    """
    n, n_parties = order.shape[0], need.shape[0]
    leximin = rule == _KALAI_SMORODINSKY or rule == _EGALITARIAN
    fan = fan_constant.shape[0]
    priced = fan_start.shape[0]  # one more than the fan where the sum of levels has a bound of its own
    tie = -math.inf
    for d in range(priced):
        # Gains and levels are positive; a compromise may have any cost.
        threshold[d] = -slack if first_only or form != _LINEAR else -math.inf
        bound_at[0, d] = fan_start[d]
    stale = tally[0] != 0 and not first_only
    k = 0
    tried[0] = 0
    while k >= 0:
        if stale:
            for d in range(fan):
                threshold[d] = (keys[0] - 0.5) * grain - slack
                if form == _CONCAVE:
                    threshold[d] = weight * math.exp((threshold[d] - fan_constant[d]) / weight) - slack
            tie = (keys[0] + 0.5) * grain + slack
            if form == _CONCAVE:
                tie = weight * math.exp((tie - fan_constant[0]) / weight) + slack
            if leximin:
                for p in range(n_table):
                    need[p] = max(GAIN_FLOOR, (keys[0] - 0.5) * grain * best[p])
            stale = False
        i = order[k]
        if tried[k] >= kept[i]:
            k -= 1
            continue
        a = ranks[i, tried[k]]
        tried[k] += 1
        tally[1] += 1
        if tally[1] > node_limit:
            return False
        s, o, asked, links_open = masks[k, 0], masks[k, 1], masks[k, 2], masks[k, 3]
        if settled[i, a] != 0:
            asked |= asks[i]
            if not limited:
                s = 0
            elif o == 0:
                if s == 0:
                    continue
                s -= 1
                o = 1
        if fresh[k + 1] != 0:
            o = 0
        value = bound_at[k, 0] + values[0, i, a]
        if value + suffix[0, k + 1, s, o] < threshold[0]:
            if masks[k, 0] == 0 and not limited:
                tried[k] = kept[i]
            continue
        feasible = True
        for p in range(n_parties):
            gain_at[k + 1, p] = gain_at[k, p] + gain_of[i, a, p]
        for r in range(row_floors.shape[0]):
            row_at[k + 1, r] = row_at[k, r] + row_of[i, a, r]
            if row_links[r] < 0 and row_at[k + 1, r] + most[k + 1, r] < row_floors[r] - 2.0 * ROW_SLACK:
                feasible = False
        if not feasible:
            continue
        for d in range(priced):
            bound_at[k + 1, d] = bound_at[k, d] + values[d, i, a]
        if links_open & touches[i] != 0:
            links_open = _settle_links(
                k + 1,
                links_open,
                row_at,
                most,
                least,
                row_floors,
                row_links,
                link_worth,
                link_value,
                priced,
                gain_at,
                bound_at,
            )
        for d in range(fan):
            if bound_at[k + 1, d] + suffix[d, k + 1, s, o] < threshold[d]:
                feasible = False
                break
        if not feasible:
            continue
        for p in range(n_parties):
            if gain_at[k + 1, p] + reach[k + 1, p] < need[p] and (p < n_table or (asked >> p) & 1 != 0):
                feasible = False
        if not feasible:
            continue
        current[i] = a
        if bound_at[k + 1, 0] + suffix[0, k + 1, s, o] < tie:
            if priced > fan:
                # The smallest level ties at best; the others are bounded through the sum of all.
                rest = bound_at[k + 1, fan] + suffix[fan, k + 1, s, o]
                rest -= (1.0 + MINIMUM_SHARE) * (keys[0] - 0.5) * grain
                if rest < (n_table - 1) * (keys[1] - 0.5) * grain - (1.0 + MINIMUM_SHARE) * slack:
                    continue
            elif not _may_be_smaller(position, k, issue_of, alternatives, current, choice):
                continue
        trial[issue_of[i]] = alternatives[i, a]
        if k + 1 == n and form == _CONCAVE and tally[0] != 0:
            height = 0.0
            for p in range(n_table):
                if weights[p] > 0.0:
                    height += weights[p] * math.log(gain_at[n, p] + reach[n, p])
            if height < (keys[0] - 0.5) * grain - slack:
                continue
        if k + 1 < n:
            k += 1
            tried[k] = 0
            masks[k, 0], masks[k, 1], masks[k, 2], masks[k, 3] = s, o, asked, links_open
        elif offer(
            trial,
            rule,
            proposer,
            weights,
            best,
            costs,
            grain,
            n_table,
            gains,
            kinds,
            topics,
            breadth,
            floors,
            consents,
            row_coefficients,
            row_floors,
            row_links,
            link_worth,
            base,
            quorum_issue,
            quorum_size,
            quorum_members,
            trial_gains,
            trial_keys,
            tally[0] != 0,
            choice,
            party_gains,
            keys,
        ):
            tally[0] = 1
            stale = True
            if first_only:
                return True
    return True
