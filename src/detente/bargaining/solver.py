"""The exact solver: one call, the package that a table strikes at a meeting.

1. Drop what cannot matter (:mod:`~detente.bargaining.presolve.presolve`).
2. Unless a package that is remembered (:mod:`~detente.bargaining.bounds.warm_start`) is admissible, look for one that
   is by 3 and 4 with the bound on the smallest gain, which is the one that proves soonest that there is none: most
   tables have none (:mod:`~detente.bargaining.goal`).
3. Go a few steps down the Lagrangian dual (:mod:`~detente.bargaining.bounds.subgradient`); its packages are incumbents.
4. Branch and bound until the incumbent is proved best (:mod:`~detente.bargaining.branch_and_bound`), part by part
   where votes are counted, issues go together or that takes long (:mod:`~detente.bargaining.parts`).

Kalai–Smorodinsky first finds every table party's best admissible gain by 2–4 with the proposer's rule. A consensus is
a tree of unanimities (:mod:`~detente.bargaining.consensus`).
Nothing is allocated. What the desk remembers of searches before may shorten this one, but no result depends on it
unless the search is cut off.
"""

from detente.bargaining.consensus import agree
from detente.bargaining.parts import NODE_LIMIT
from detente.bargaining.presolve.presolve import clear_desk, set_goal
from detente.bargaining.rules import Rule, Status
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import entry_kernel

__all__ = ["NODE_LIMIT", "strike_package"]

_KALAI_SMORODINSKY = int(Rule.KALAI_SMORODINSKY)
_PROPOSER = int(Rule.PROPOSER)
_CUT_OFF = int(Status.NODE_LIMIT)


@entry_kernel
def strike_package(desk: Desk, rule: int, proposer: int, breadth: int) -> int:
    """Fill the package a table strikes under a rule, and everyone's gains from it.

    What makes a package admissible, and what each rule is best at, is written at
    :class:`detente.bargaining.packages.PackageProblem` and :class:`detente.bargaining.rules.Rule`.
    Among packages whose objectives tie the smallest choice in issue order is struck; objectives tie if they
    are equal after rounding to multiples of 1e-12·max(1, s), where s is Σ weights (Nash), 1
    (Kalai–Smorodinsky), or the largest sum of absolute parts of the objective.

    Args:
        desk: The problem. `choice` is filled with the alternative of each issue, zero without a deal, and
            `party_gains` with gains, zero without a deal.
        rule: `Rule`, as a number.
        proposer: Who proposes, one at the table; `Rule.PROPOSER` only.
        breadth: Most topics that may have a settled issue.

    Returns:
        `Status`, as a number: 0 no admissible package, 1 struck and proved best, 2 cut off at the node limit.
    """
    clear_desk(desk)
    cut_off, outcome = False, _CUT_OFF
    shares = rule == _KALAI_SMORODINSKY
    firsts = desk.sizes[Extent.TABLE] if shares else 0
    for turn in range(firsts + 1):
        if turn < firsts:
            set_goal(desk, _PROPOSER, turn, breadth)
        else:
            set_goal(desk, rule, proposer, breadth)
        outcome = agree(desk)
        if desk.sizes[Extent.KNOWN] == 0:
            return outcome
        cut_off = cut_off or outcome == _CUT_OFF
        if turn < firsts:
            desk.best[turn] = desk.party_gains[turn] + desk.isolation[0] * desk.isolation[1]
    return _CUT_OFF if cut_off else outcome
