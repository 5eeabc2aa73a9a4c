"""Depth-first branch and bound over the reduced problem, pruned by bound, parties, rows and ties."""

import math

from detente.bargaining.bounds.cuts import MINIMUM_SHARE
from detente.bargaining.bounds.links import settle_links
from detente.bargaining.evaluate import ROW_SLACK, offer
from detente.bargaining.rules import Form, Goal, Rule, Scale
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["branch_and_bound"]

_CONCAVE = int(Form.CONCAVE)
_LINEAR = int(Form.LINEAR)
_KALAI_SMORODINSKY = int(Rule.KALAI_SMORODINSKY)
_EGALITARIAN = int(Rule.EGALITARIAN)
_PROPOSER = int(Rule.PROPOSER)


@kernel
def _may_be_smaller(desk: Desk, depth: int) -> bool:
    """Tell whether the smallest completion of a branch comes before the incumbent in issue order."""
    for i in range(desk.counts.shape[0]):
        n = desk.place_of[i]
        a = desk.trial[i]
        if n >= 0:
            a = desk.alternative[desk.current[n] if desk.position[n] <= depth else desk.first[n]]
        if a != desk.choice[i]:
            return bool(a < desk.choice[i])
    return False


@kernel
def _set_marks(desk: Desk, fan: int, slack: float) -> float:
    """Fill what a branch must reach to be worth a look now that a package is known; return where it can but tie."""
    for d in range(fan):
        mark = (desk.keys[0] - 0.5) * desk.scale[Scale.GRAIN] - slack
        if desk.goal[Goal.FORM] == _CONCAVE:
            mark = desk.scale[Scale.UNIT] * math.exp((mark - desk.fan_constant[d]) / desk.scale[Scale.UNIT]) - slack
        desk.threshold[d] = mark
    if desk.goal[Goal.RULE] == _KALAI_SMORODINSKY or desk.goal[Goal.RULE] == _EGALITARIAN:
        for p in range(desk.sizes[Extent.TABLE]):
            desk.need[p] = max(desk.demands[p], (desk.keys[0] - 0.5) * desk.scale[Scale.GRAIN] * desk.best[p])
    elif desk.goal[Goal.RULE] == _PROPOSER:
        p = desk.goal[Goal.PROPOSER]
        desk.need[p] = max(desk.demands[p], (desk.keys[0] - 0.5) * desk.scale[Scale.GRAIN])
    tie = (desk.keys[0] + 0.5) * desk.scale[Scale.GRAIN] - slack
    if desk.goal[Goal.FORM] == _CONCAVE:
        tie = desk.scale[Scale.UNIT] * math.exp((tie - desk.fan_constant[0]) / desk.scale[Scale.UNIT]) - slack
    return float(tie)


@kernel
def _may_gain(desk: Desk, k: int, asked: int) -> bool:
    """Tell whether every party can still gain what it must in a branch of depth k."""
    for p in range(desk.sizes[Extent.PARTIES]):
        short = desk.gain_at[k, p] + desk.reach[k, p] < desk.need[p]
        if short and (p < desk.sizes[Extent.TABLE] or (asked >> p) & 1 != 0):
            return False
    return True


@kernel
def _add_gains(desk: Desk, k: int, z: int, asked: int) -> bool:
    """Fill the gains of a branch of depth k + 1; tell whether every party can still gain what it must.

    If somebody cannot, the gains of those after it are left out: most branches end here.
    """
    for p in range(desk.sizes[Extent.PARTIES]):
        gain = desk.gain_at[k, p] + desk.gain_of[z, p]
        desk.gain_at[k + 1, p] = gain
        short = gain + desk.reach[k + 1, p] < desk.need[p]
        if short and (p < desk.sizes[Extent.TABLE] or (asked >> p) & 1 != 0):
            return False
    return True


@kernel
def _add_rows(desk: Desk, k: int, i: int, z: int) -> bool:
    """Fill the row sums of a branch of depth k + 1; tell whether rows that must hold still may."""
    for r in range(desk.sizes[Extent.OPEN_ROWS]):
        desk.row_at[k + 1, r] = desk.row_at[k, r]
    a, hard = z - desk.first[i], desk.sizes[Extent.HARD_ROWS]
    for at in range(desk.about_ends[i], desk.about_ends[i + 1]):
        t = desk.about[at]
        r = desk.open_row[t]
        total = desk.row_at[k, r] + desk.open_term[t, a]
        desk.row_at[k + 1, r] = total
        if r < hard and total + desk.most[k + 1, r] < desk.row_floor[r] - 2.0 * ROW_SLACK:
            return False
    return True


@kernel
def _loses_a_vote(desk: Desk, k: int) -> bool:
    """Tell whether a vote on what a branch of depth k settles cannot be won any more."""
    for w in range(desk.sizes[Extent.WATCHED]):
        q = desk.watched[w]
        if desk.quorum_issue[q] >= 0:
            n = desk.place_of[desk.quorum_issue[q]]
            if n < 0 or desk.position[n] >= k or desk.settled[desk.current[n]] == 0:
                continue
        group, met = desk.quorum_group[q], False
        while not met and q < desk.sizes[Extent.QUORUMS] and desk.quorum_group[q] == group:
            met = _attainable(desk, k, q) >= desk.quorum_size[q]
            q += 1
        if not met:
            return True
    return False


@kernel
def _attainable(desk: Desk, k: int, q: int) -> int:
    """Return the most that votes can come to under a quorum in a branch of depth k."""
    votes = 0
    for p in range(desk.sizes[Extent.PARTIES]):
        gain = desk.gain_at[k, p] + desk.reach[k, p]
        if p < desk.sizes[Extent.TABLE] or gain >= desk.floors[p]:
            votes += desk.quorum_votes[q, p]
        elif gain < desk.floors[p] - desk.abstains[p]:
            votes -= desk.quorum_against[q, p]
    return int(votes)


@kernel
def _suffices(desk: Desk, k: int, s: int, o: int, fan: int) -> bool:
    """Tell whether every bound of a branch of depth k reaches what it must."""
    for d in range(fan):
        if desk.bound_at[k, d] + desk.suffix[k, s, o, d] < desk.threshold[d]:
            return False
    return True


@kernel
def _is_beaten(desk: Desk, k: int, bound: float, tie: float, rest: float, slack: float) -> bool:
    """Tell whether a branch of depth k can but tie and loses the tie.

    Args:
        bound: Its first bound.
        rest: Its bound on the smallest level and the sum of levels; NaN where there is none.
    """
    if bound >= tie:
        return False
    if not math.isnan(rest):
        # The smallest level ties at best; the others are bounded through the sum of all.
        rest -= (1.0 + MINIMUM_SHARE) * (desk.keys[0] - 0.5) * desk.scale[Scale.GRAIN]
        others = (desk.sizes[Extent.TABLE] - 1) * (desk.keys[1] - 0.5) * desk.scale[Scale.GRAIN]
        return bool(rest < others - (1.0 + MINIMUM_SHARE) * slack)
    return not _may_be_smaller(desk, k - 1)


@kernel
def _is_too_low(desk: Desk, k: int, slack: float) -> bool:
    """Tell whether all packages of a branch of depth k, gains as each likes best, have too small a Nash product."""
    height = 0.0
    for p in range(desk.sizes[Extent.TABLE]):
        if desk.weights[p] > 0.0:
            height += desk.weights[p] * math.log(desk.gain_at[k, p] + desk.reach[k, p])
    return bool(height < (desk.keys[0] - 0.5) * desk.scale[Scale.GRAIN] - slack)


@kernel
def branch_and_bound(desk: Desk, fan: int, priced: int, slack: float, node_limit: int) -> bool:
    """Improve the incumbent to the best package, or if that will do find any admissible one.

    Args:
        fan: How many bounds a branch must pass.
        priced: One more where the sum of levels has a bound of its own.
        slack: Rounding of the bounds.
        node_limit: Branches after which to give up.

    Returns:
        Whether the search ended before its node limit.
    """
    n, limited = desk.sizes[Extent.OPEN_ISSUES], desk.sizes[Extent.LIMITED] != 0
    first_only, watched = desk.goal[Goal.FIRST_ONLY] != 0, desk.sizes[Extent.WATCHED] != 0
    parted = desk.sizes[Extent.WHOLE] == 0
    tie, rest = -math.inf, math.nan
    for d in range(priced):
        # Gains and levels are positive; a compromise may have any cost.
        desk.threshold[d] = -slack if first_only or desk.goal[Goal.FORM] != _LINEAR else -math.inf
        desk.bound_at[0, d] = desk.fan_start[d]
    stale = desk.sizes[Extent.KNOWN] != 0 and not first_only
    branches, k = desk.sizes[Extent.BRANCHES], 0
    desk.tried[0] = desk.first[desk.order[0]]
    while k >= 0:
        if stale:
            tie = _set_marks(desk, fan, slack)
            stale = False
        i = desk.order[k]
        if desk.tried[k] >= desk.first[i + 1]:
            k -= 1
            continue
        z = desk.ranks[desk.tried[k]]
        desk.tried[k] += 1
        branches += 1
        desk.sizes[Extent.BRANCHES] = branches
        if branches > node_limit:
            return False
        s, o, asked, links_open = desk.masks[k, 0], desk.masks[k, 1], desk.masks[k, 2], desk.masks[k, 3]
        if desk.settled[z] != 0:
            asked |= desk.asks[i]
            if not limited:
                s = 0
            elif o == 0:
                if s == 0:
                    continue
                s -= 1
                o = 1
        if desk.fresh[k + 1] != 0:
            o = 0
        if desk.bound_at[k, 0] + desk.fan_values[z, 0] + desk.suffix[k + 1, s, o, 0] < desk.threshold[0]:
            if desk.masks[k, 0] == 0 and not limited:
                desk.tried[k] = desk.first[i + 1]
            continue
        if not _add_gains(desk, k, z, asked):
            continue
        for d in range(priced):
            desk.bound_at[k + 1, d] = desk.bound_at[k, d] + desk.fan_values[z, d]
        if fan > 1 and not _suffices(desk, k + 1, s, o, fan):
            continue
        if not _add_rows(desk, k, i, z):
            continue
        decided = links_open
        if links_open & desk.touches[i] != 0:
            links_open = settle_links(desk, k + 1, links_open, links_open & desk.touches[i], priced)
        decided ^= links_open
        if decided != 0 and not (_suffices(desk, k + 1, s, o, fan) and _may_gain(desk, k + 1, asked)):
            continue
        desk.current[i] = z
        if watched and _loses_a_vote(desk, k + 1):
            continue
        if priced > fan:
            rest = desk.bound_at[k + 1, fan] + desk.suffix[k + 1, s, o, fan]
        if _is_beaten(desk, k + 1, desk.bound_at[k + 1, 0] + desk.suffix[k + 1, s, o, 0], tie, rest, slack):
            continue
        desk.trial[desk.issue_of[i]] = desk.alternative[z]
        concave = desk.goal[Goal.FORM] == _CONCAVE and desk.sizes[Extent.KNOWN] != 0
        if concave and (k + 1 == n or (parted and k + 3 < n)) and _is_too_low(desk, k + 1, slack):
            continue
        if k + 1 < n:
            k += 1
            desk.tried[k] = desk.first[desk.order[k]]
            desk.masks[k, 0], desk.masks[k, 1], desk.masks[k, 2], desk.masks[k, 3] = s, o, asked, links_open
        elif offer(desk):
            stale = True
            if first_only:
                return True
    return True
