"""The search of a whole problem: as it is where that is soon done, else part by part.

A part is a domain of alternatives. Propagation strikes out what no package of the part can use; sets of issues that
go together, and issues that a vote guards, are decided first, because what is left is easy once they are; then a part
is searched as it is, within a budget of branches, and halved where that is not enough: into the alternative that prices
like best of the issue on which most depends, and the rest.
"""

from detente.bargaining.presolve.presolve import open_problem, open_whole
from detente.bargaining.presolve.propagation import OPEN, can_leave, can_settle, propagate
from detente.bargaining.pursuit import improve
from detente.bargaining.rules import Goal, Kind, Status
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["NODE_LIMIT", "find_best"]

NODE_LIMIT = 20_000_000
"""Branches a search may try before it gives up its proof."""
WHOLE_BUDGET = 50_000
"""Branches that a problem without votes and sets may take as it is."""
BUDGET = 16_000
"""Branches that a part may take."""
SHRINK = 16.0
"""Where a part took too many branches, its own parts are searched as they are once they are so many times smaller."""
COST = 50
"""Branches that laying a part counts as."""
MOST_GUARDS = 4
"""No more issues that votes guard are decided first than this: more would make too many parts."""

_SETTLED = int(Kind.SETTLED)
_NO_DEAL = int(Status.NO_DEAL)
_STRUCK = int(Status.STRUCK)
_CUT_OFF = int(Status.NODE_LIMIT)


@kernel
def find_best(desk: Desk) -> int:
    """Find the best package for the goal, or any where that will do; return the status."""
    together = desk.sizes[Extent.QUORUMS] > 0 or desk.sizes[Extent.SETS] > 0
    as_it_is = not together
    depth = _begin(desk)
    while depth > 0:
        depth -= 1
        cap = _take(desk, depth)
        if not as_it_is:
            if not propagate(desk):
                continue
            if _split_first(desk, depth, cap):
                depth += 2
                continue
            if not open_problem(desk):
                continue
        elif not open_whole(desk):
            return _NO_DEAL
        packages = _count(desk)
        budget = BUDGET if packages <= cap else 0
        if improve(desk, WHOLE_BUDGET if as_it_is else budget):
            if desk.goal[Goal.FIRST_ONLY] != 0 and desk.sizes[Extent.KNOWN] != 0:
                return _STRUCK
            continue
        desk.sizes[Extent.BRANCHES] += COST
        if desk.sizes[Extent.BRANCHES] > NODE_LIMIT:
            return _CUT_OFF
        as_it_is = False
        if _halve(desk, depth, packages / SHRINK if budget > 0 else cap):
            depth += 2
    return _STRUCK if desk.sizes[Extent.KNOWN] != 0 else _NO_DEAL


@kernel
def _begin(desk: Desk) -> int:
    """Put all that is allowed down as the first part, and return how many there are."""
    for i in range(desk.counts.shape[0]):
        for a in range(desk.counts[i]):
            desk.node_domain[0, i, a] = desk.allowed[i, a]
    desk.node_cap[0] = 1e8
    return 1


@kernel
def _take(desk: Desk, n: int) -> float:
    """Fill the domain with that of a part, and return up to how many packages it may be searched as it is."""
    for i in range(desk.counts.shape[0]):
        for a in range(desk.counts[i]):
            desk.domain[i, a] = desk.node_domain[n, i, a]
    return float(desk.node_cap[n])


@kernel
def _put(desk: Desk, n: int, cap: float) -> None:
    """Put the domain down as a part."""
    for i in range(desk.counts.shape[0]):
        for a in range(desk.counts[i]):
            desk.node_domain[n, i, a] = desk.domain[i, a]
    desk.node_cap[n] = cap


@kernel
def _count(desk: Desk) -> float:
    """Return how many packages the reduced problem has."""
    packages = 1.0
    for i in range(desk.sizes[Extent.OPEN_ISSUES]):
        packages *= desk.first[i + 1] - desk.first[i]
    return packages


@kernel
def _first_to_decide(desk: Desk) -> int:
    """Return an issue to be settled or not before all others, or −1: one of a set, or one that an open vote guards."""
    if desk.sizes[Extent.SETS] != 0:
        for i in range(desk.counts.shape[0]):
            if desk.set_of[i] >= 0 and can_settle(desk, i) and can_leave(desk, i):
                return i
    found, guards, last = -1, 0, -1
    for k in range(desk.sizes[Extent.QUORUMS]):
        guard = desk.quorum_issue[k]
        first = k == 0 or desk.quorum_group[k - 1] != desk.quorum_group[k]
        if first and guard >= 0 and guard != last and desk.vote_known[k] == OPEN and can_leave(desk, guard):
            found = guard if found < 0 else found
            guards += 1
            last = guard
    return found if guards <= MOST_GUARDS else -1


@kernel
def _split_first(desk: Desk, depth: int, cap: float) -> bool:
    """Put two parts down, in which an issue is settled and is not, if one should be decided first."""
    i = _first_to_decide(desk)
    if i < 0:
        return False
    for turn in range(2):
        _put(desk, depth + turn, cap)
        for a in range(desk.counts[i]):
            if (desk.kinds[i, a] == _SETTLED) == (turn == 0):
                desk.node_domain[depth + turn, i, a] = 0
    return True


@kernel
def _halve(desk: Desk, depth: int, cap: float) -> bool:
    """Put two parts down: the alternative liked best of the issue on which most depends, and the rest of it."""
    for k in range(desk.sizes[Extent.OPEN_ISSUES]):
        n = desk.order[k]
        if desk.first[n + 1] - desk.first[n] > 1:
            i, best = desk.issue_of[n], desk.alternative[desk.ranks[desk.first[n]]]
            for turn in range(2):
                _put(desk, depth + turn, cap)
                for a in range(desk.counts[i]):
                    if (a == best) == (turn == 0):
                        desk.node_domain[depth + turn, i, a] = 0
            return True
    return False
