"""What a part of a problem leaves open: alternatives struck out by sets, topics, rows, gains and votes.

The *domain* holds the alternatives that a part of the problem allows. Whatever no admissible package of the part can
use is struck out of it to a fixed point, and whatever none can use that is better than the best package met so far.
Sums err towards what can be by more than their rounding, so that nothing else is.
"""

import math

from detente.bargaining.evaluate import ROW_SLACK
from detente.bargaining.rules import Goal, Kind, Rule, Scale
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["OPEN", "can_leave", "can_settle", "propagate"]

VOID, CERTAIN, OPEN = 0, 1, 2
"""What is known of a vote: it does not count, it is won, or neither."""

_SETTLED = int(Kind.SETTLED)
_NASH = int(Rule.NASH)
_PROPOSER = int(Rule.PROPOSER)
_KALAI_SMORODINSKY = int(Rule.KALAI_SMORODINSKY)
_EGALITARIAN = int(Rule.EGALITARIAN)
_SLACK = 1e-12
"""Share of the largest sum by which sums of gains err towards what can be."""


@kernel
def can_settle(desk: Desk, i: int) -> bool:
    """Tell whether an issue may be settled in the domain."""
    for a in range(desk.counts[i]):
        if desk.domain[i, a] != 0 and desk.kinds[i, a] == _SETTLED:
            return True
    return False


@kernel
def can_leave(desk: Desk, i: int) -> bool:
    """Tell whether an issue need not be settled in the domain."""
    for a in range(desk.counts[i]):
        if desk.domain[i, a] != 0 and desk.kinds[i, a] != _SETTLED:
            return True
    return False


@kernel
def _strike_out(desk: Desk, i: int, settled: bool) -> None:
    """Strike out of the domain whatever settles an issue, or whatever does not."""
    for a in range(desk.counts[i]):
        if desk.domain[i, a] != 0 and (desk.kinds[i, a] == _SETTLED) == settled:
            desk.domain[i, a] = 0
            desk.sizes[Extent.NARROWED] = 1


@kernel
def _narrow_sets(desk: Desk) -> bool:
    """Settle all of a set if one of its issues must be, none if one cannot be; tell whether no issue is left bare."""
    for i in range(desk.counts.shape[0]):
        settles, leaves = can_settle(desk, i), can_leave(desk, i)
        if not settles and not leaves:
            return False
        if desk.set_of[i] < 0 or (settles and leaves):
            continue
        for j in range(desk.counts.shape[0]):
            if desk.set_of[j] == desk.set_of[i] and j != i:
                _strike_out(desk, j, not settles)
    return True


@kernel
def _narrow_topics(desk: Desk) -> bool:
    """Settle nothing in other topics where as many must be opened as may be; tell whether no more must."""
    forced, settles = 0, False
    count = 0
    for i in range(desk.counts.shape[0]):
        may = can_settle(desk, i)
        settles = settles or may
        bit = 1 << desk.topics[i]
        if may and not can_leave(desk, i) and forced & bit == 0:
            forced |= bit
            count += 1
    breadth = desk.goal[Goal.BREADTH]
    if not settles or count > breadth:
        return False
    if count == breadth:
        for i in range(desk.counts.shape[0]):
            if (1 << desk.topics[i]) & forced == 0:
                _strike_out(desk, i, True)
    return True


@kernel
def _narrow_row(desk: Desk, r: int) -> int:
    """Strike out what a row that must hold forbids; tell whether the row is broken (−1), satisfied (1) or open (0)."""
    low, high = 0.0, 0.0
    for t in range(desk.row_first[r], desk.row_last[r]):
        i = desk.term_issue[t]
        least, most = math.inf, -math.inf
        for a in range(desk.counts[i]):
            if desk.domain[i, a] != 0:
                least, most = min(least, desk.term[t, a]), max(most, desk.term[t, a])
        low += least
        high += most
    floor = desk.row_floors[r] - 2.0 * ROW_SLACK
    if high < floor:
        return -1
    if low >= desk.row_floors[r]:
        return 1
    if desk.row_links[r] >= 0:
        return 0
    for t in range(desk.row_first[r], desk.row_last[r]):
        i = desk.term_issue[t]
        most = -math.inf
        for a in range(desk.counts[i]):
            if desk.domain[i, a] != 0:
                most = max(most, desk.term[t, a])
        for a in range(desk.counts[i]):
            if desk.domain[i, a] != 0 and high - most + desk.term[t, a] < floor:
                desk.domain[i, a] = 0
                desk.sizes[Extent.NARROWED] = 1
    return 0


@kernel
def _narrow_rows(desk: Desk) -> bool:
    """Narrow by all rows, and fill what is known of links; tell whether no row that must hold is broken."""
    for k in range(desk.link_worth.shape[1]):
        desk.link_known[k] = 1
    for r in range(desk.sizes[Extent.ROWS]):
        k = desk.row_links[r]
        if k >= 0 and desk.link_known[k] < 0:
            continue
        state = _narrow_row(desk, r)
        if k < 0 and state < 0:
            return False
        if k >= 0:
            desk.link_known[k] = min(desk.link_known[k], state)
    return True


@kernel
def _reach(desk: Desk, p: int) -> None:
    """Fill the most and the least that a party can gain in the domain, by issue and in all, rounding added."""
    high, low, size = -desk.base[p], -desk.base[p], abs(desk.base[p])
    for k in range(desk.link_worth.shape[1]):
        worth = desk.link_worth[p, k]
        if worth != 0.0 and desk.link_known[k] >= 0:
            high += worth if desk.link_known[k] > 0 else max(0.0, worth)
            low += worth if desk.link_known[k] > 0 else min(0.0, worth)
            size += abs(worth)
    for i in range(desk.counts.shape[0]):
        most, least = -math.inf, math.inf
        for a in range(desk.counts[i]):
            if desk.domain[i, a] != 0:
                gain = desk.gains[p, i, a]
                most, least = max(most, gain), min(least, gain)
        desk.span_high[i, p], desk.span_low[i, p] = most, least
        high += most
        low += least
        size += max(abs(most), abs(least))
    slack = _SLACK * size
    desk.most_of[p], desk.least_of[p] = high + slack, low - slack


@kernel
def _need_of_table(desk: Desk) -> bool:
    """Fill what everybody at the table must gain; tell whether they can, and can beat what has been met."""
    n_table, goal, scale = desk.sizes[Extent.TABLE], desk.goal, desk.scale
    known = desk.sizes[Extent.KNOWN] != 0 and goal[Goal.FIRST_ONLY] == 0
    mark = (desk.keys[0] - 0.5) * scale[Scale.GRAIN]
    for p in range(n_table):
        need = desk.demands[p]
        if known and (goal[Goal.RULE] == _KALAI_SMORODINSKY or goal[Goal.RULE] == _EGALITARIAN):
            need = max(need, mark * desk.best[p])
        elif known and goal[Goal.RULE] == _PROPOSER and p == goal[Goal.PROPOSER]:
            need = max(need, mark)
        if desk.most_of[p] <= desk.demands[p] or desk.most_of[p] < need:
            return False
        desk.must_gain[p] = need
    if known and goal[Goal.RULE] == _NASH:
        height, slack = 0.0, _SLACK * max(1.0, scale[Scale.UNIT])
        for p in range(n_table):
            if desk.weights[p] > 0.0:
                height += desk.weights[p] * math.log(desk.most_of[p])
        if height < mark - slack:
            return False
        for p in range(n_table):
            if desk.weights[p] > 0.0:
                least = desk.most_of[p] * math.exp((mark - slack - height) / desk.weights[p])
                desk.must_gain[p] = max(desk.must_gain[p], least)
    return True


@kernel
def _hear_the_absent(desk: Desk) -> bool:
    """Let absent parties that are asked for certain gain their floor; settle nothing that asks for those who cannot."""
    for q in range(desk.sizes[Extent.TABLE], desk.sizes[Extent.PARTIES]):
        desk.must_gain[q] = -math.inf
        asked = False
        for i in range(desk.counts.shape[0]):
            asked = asked or (desk.consents[q, i] != 0 and not can_leave(desk, i))
        if desk.most_of[q] < desk.floors[q]:
            if asked:
                return False
            for i in range(desk.counts.shape[0]):
                if desk.consents[q, i] != 0:
                    _strike_out(desk, i, True)
        elif asked:
            desk.must_gain[q] = desk.floors[q]
    return True


@kernel
def _tally(desk: Desk, k: int, at_most: bool) -> int:
    """Return the most, or the fewest, votes that a quorum can come to in the domain."""
    votes = 0
    for p in range(desk.sizes[Extent.PARTIES]):
        gain = desk.most_of[p] if at_most else desk.least_of[p]
        if p < desk.sizes[Extent.TABLE] or gain >= desk.floors[p]:
            votes += desk.quorum_votes[k, p]
        elif gain < desk.floors[p] - desk.abstains[p]:
            votes -= desk.quorum_against[k, p]
    return votes


@kernel
def _bind_voters(desk: Desk, k: int, votes: int) -> None:
    """Let everybody gain its floor without whose yes a quorum that must be met cannot be."""
    for p in range(desk.sizes[Extent.TABLE], desk.sizes[Extent.PARTIES]):
        lost = desk.quorum_votes[k, p]
        if desk.abstains[p] == 0.0:
            lost += desk.quorum_against[k, p]
        if lost > 0 and desk.most_of[p] >= desk.floors[p] and votes - lost < desk.quorum_size[k]:
            desk.must_gain[p] = max(desk.must_gain[p], desk.floors[p])


@kernel
def _count_votes(desk: Desk) -> bool:
    """Fill what is known of every vote, bind those without whom it is lost; tell whether none that must be won is."""
    k, n = 0, desk.sizes[Extent.QUORUMS]
    while k < n:
        guard, last = desk.quorum_issue[k], k
        state, attainable, votes_of_it = VOID, -1, 0
        ways = 0
        while last < n and desk.quorum_group[last] == desk.quorum_group[k]:
            if _tally(desk, last, False) >= desk.quorum_size[last]:
                state = CERTAIN
            votes = _tally(desk, last, True)
            if votes >= desk.quorum_size[last]:
                ways += 1
                attainable, votes_of_it = last, votes
            last += 1
        settles = guard < 0 or can_settle(desk, guard)
        certain = guard < 0 or not can_leave(desk, guard)
        if not settles:
            state = VOID
        elif state != CERTAIN:
            state = OPEN
            if ways == 0:
                if certain:
                    return False
                _strike_out(desk, guard, True)
                state = VOID
            elif ways == 1 and certain:
                _bind_voters(desk, attainable, votes_of_it)
        desk.vote_known[k] = state
        k = last
    return True


@kernel
def _narrow_gains(desk: Desk, p: int) -> None:
    """Strike out what would leave a party short of what it must gain, all else going as it likes best."""
    need = desk.must_gain[p]
    if desk.least_of[p] >= need:
        return
    for i in range(desk.counts.shape[0]):
        spare = desk.most_of[p] - need - desk.span_high[i, p]
        for a in range(desk.counts[i]):
            if desk.domain[i, a] != 0 and desk.gains[p, i, a] + spare < 0.0:
                desk.domain[i, a] = 0
                desk.sizes[Extent.NARROWED] = 1


@kernel
def propagate(desk: Desk) -> bool:
    """Narrow the domain to a fixed point; tell whether an admissible package, none worse than the best, may be left."""
    n_parties = desk.sizes[Extent.PARTIES]
    while True:
        desk.sizes[Extent.NARROWED] = 0
        if not (_narrow_sets(desk) and _narrow_topics(desk) and _narrow_rows(desk)):
            return False
        if desk.sizes[Extent.NARROWED] != 0:
            continue
        for p in range(n_parties):
            _reach(desk, p)
        if not (_need_of_table(desk) and _hear_the_absent(desk) and _count_votes(desk)):
            return False
        for p in range(n_parties):
            if desk.must_gain[p] > -math.inf:
                _narrow_gains(desk, p)
        if desk.sizes[Extent.NARROWED] == 0:
            return True
