"""The exact solver: one call, the package that a table strikes at a meeting.

1. Drop what cannot matter (:mod:`~detente.bargaining.presolve.presolve`).
2. Unless a package that is remembered (:mod:`~detente.bargaining.bounds.warm_start`) is admissible, look for one that
   is by 3 and 4 with the bound on the smallest gain, which is the one that proves soonest that there is none: most
   tables have none.
3. Go a few steps down the Lagrangian dual (:mod:`~detente.bargaining.bounds.subgradient`); its packages are incumbents.
4. Branch and bound until the incumbent is proved best (:mod:`~detente.bargaining.branch_and_bound`).

Kalai–Smorodinsky first finds every table party's best admissible gain by 2–4 with the proposer's rule.
Nothing is allocated. What the desk remembers of searches before may shorten this one, but no result depends on it
unless the search is cut off.
"""

from detente.bargaining.bounds.completions import best_completions
from detente.bargaining.bounds.cuts import MINIMUM_SHARE, lay_bound, spread_prices
from detente.bargaining.bounds.subgradient import descend
from detente.bargaining.bounds.warm_start import offer_remembered, remember_package
from detente.bargaining.branch_and_bound import branch_and_bound
from detente.bargaining.evaluate import GAIN_FLOOR
from detente.bargaining.presolve.ordering import add_stakes, arrange_issues, fill_remainders, rank_alternatives
from detente.bargaining.presolve.presolve import clear_desk, open_problem, seek_any, set_goal
from detente.bargaining.rules import Form, Goal, Rule, Scale, Status
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import entry_kernel, kernel

__all__ = ["NODE_LIMIT", "strike_package"]

PROBE = 100
"""Branches tried with one set of prices before the search starts again with a fan of them."""
NODE_LIMIT = 20_000_000
"""Branches a search may try before it gives up its proof."""

_LEVEL = int(Form.LEVEL)
_KALAI_SMORODINSKY = int(Rule.KALAI_SMORODINSKY)
_PROPOSER = int(Rule.PROPOSER)
_NO_DEAL = int(Status.NO_DEAL)
_STRUCK = int(Status.STRUCK)
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
    if not open_problem(desk, rule, breadth):
        return _NO_DEAL
    cut_off = False
    if rule == _KALAI_SMORODINSKY:
        for p in range(desk.sizes[Extent.TABLE]):
            set_goal(desk, _PROPOSER, p, breadth)
            outcome = _pursue(desk)
            if desk.sizes[Extent.KNOWN] == 0:
                return outcome
            cut_off = cut_off or outcome == _CUT_OFF
            desk.best[p] = desk.party_gains[p]
    set_goal(desk, rule, proposer, breadth)
    outcome = _pursue(desk)
    return _CUT_OFF if cut_off else outcome


@kernel
def _pursue(desk: Desk) -> int:
    """Find the best package for a goal, and return the status.

    Unless a package that is remembered is admissible, just anything admissible is looked for before the best is:
    the bound on the smallest gain is the one that proves soonest that there is nothing.
    """
    desk.sizes[Extent.KNOWN] = 0
    offer_remembered(desk)
    if desk.sizes[Extent.KNOWN] == 0:
        form, costs, unit = desk.goal[Goal.FORM], desk.goal[Goal.PRICED_COSTS], desk.scale[Scale.UNIT]
        seek_any(desk)
        outcome = _improve(desk)
        if outcome != _STRUCK:
            return outcome
        desk.goal[Goal.FORM], desk.goal[Goal.PRICED_COSTS], desk.goal[Goal.FIRST_ONLY] = form, costs, 0
        desk.scale[Scale.UNIT] = unit
    outcome = _improve(desk)
    if desk.sizes[Extent.KNOWN] != 0:
        remember_package(desk)
    return outcome


@kernel
def _improve(desk: Desk) -> int:
    """Go down the dual, then search; return the status, or that nothing was met and nothing is proved."""
    n_table, first_only = desk.sizes[Extent.TABLE], desk.goal[Goal.FIRST_ONLY] != 0
    if desk.goal[Goal.FORM] == _LEVEL:
        for p in range(n_table):
            desk.level_of[p] = max(desk.gain_at[0, p] + desk.reach[0, p], GAIN_FLOOR) if first_only else desk.best[p]
    if not descend(desk):
        return _NO_DEAL
    if first_only and desk.sizes[Extent.KNOWN] != 0:
        return _STRUCK
    for p in range(desk.sizes[Extent.PARTIES]):
        desk.fan_price[0, p] = desk.best_party_price[p]
        desk.need[p] = GAIN_FLOOR if p < n_table else desk.floors[p]
    for k in range(desk.sizes[Extent.OPEN_LINKS]):
        desk.fan_share[0, k] = desk.best_share[k]
    spare, links_open = desk.sizes[Extent.SPARE], (1 << desk.sizes[Extent.OPEN_LINKS]) - 1
    desk.masks[0, 0], desk.masks[0, 1], desk.masks[0, 2], desk.masks[0, 3] = spare, 0, 0, links_open
    apart = -1
    summed = not first_only and desk.goal[Goal.FORM] == _LEVEL and n_table > 1
    fan, node_limit = 1, desk.sizes[Extent.BRANCHES] + PROBE
    while True:
        slack = _lay_fan(desk, fan, apart, summed)
        if branch_and_bound(desk, fan, fan + 1 if summed else fan, slack, node_limit):
            return _STRUCK if desk.sizes[Extent.KNOWN] != 0 else _NO_DEAL
        if fan > 1:
            return _CUT_OFF
        node_limit = NODE_LIMIT
        fan = spread_prices(desk)
        if links_open != 0:
            # The same prices again, with links left wholly to what branches decide.
            for p in range(desk.sizes[Extent.PARTIES]):
                desk.fan_price[fan, p] = desk.fan_price[0, p]
            apart = fan
            fan += 1


@kernel
def _lay_fan(desk: Desk, fan: int, apart: int, summed: bool) -> float:
    """Fill the bounds of a fan of prices, and one on the sum of levels if asked for; return their rounding.

    The first time the issues are also put in order, by the first bound.

    Args:
        apart: Which of the prices leave links wholly to branches.
    """
    if summed:
        for p in range(desk.sizes[Extent.PARTIES]):
            desk.fan_price[fan, p] = MINIMUM_SHARE * desk.best_party_price[p]
            if p < desk.sizes[Extent.TABLE]:
                desk.fan_price[fan, p] += 1.0 / desk.best[p]
    slack = 0.0
    for d in range(fan + 1 if summed else fan):
        for r in range(desk.sizes[Extent.OPEN_ROWS]):
            desk.row_price[r] = desk.best_row_price[r]
            if d == fan:
                desk.row_price[r] *= MINIMUM_SHARE
        if d > 0:
            for k in range(desk.sizes[Extent.OPEN_LINKS]):
                desk.fan_share[d, k] = 0.0 if d == apart else desk.fan_share[0, k]
        slack = max(slack, lay_bound(desk, d))
        if d == 0 and fan == 1:
            rank_alternatives(desk)
            add_stakes(desk)
            arrange_issues(desk)
            fill_remainders(desk)
        best_completions(desk, d)
    return slack
