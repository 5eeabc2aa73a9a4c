"""What a search starts from: the reduced problem, what it can bring at most, and the scale of its objective."""

import numpy as np

from detente.bargaining.arrays import Floats
from detente.bargaining.bounds.multipliers import absent_slack, measure, spread_gains
from detente.bargaining.evaluate import GRAIN
from detente.bargaining.presolve.constraints import reduce_rows
from detente.bargaining.presolve.issues import reduce_issues
from detente.bargaining.presolve.ordering import arrange_issues
from detente.bargaining.rules import GAIN_FLOOR, Form, Goal, Rule, Scale
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["clear_desk", "open_problem", "open_whole", "seek_any", "set_goal"]

_CONCAVE = int(Form.CONCAVE)
_LINEAR = int(Form.LINEAR)
_LEVEL = int(Form.LEVEL)
_NASH = int(Rule.NASH)
_KALAI_SMORODINSKY = int(Rule.KALAI_SMORODINSKY)
_COMPROMISE = int(Rule.COMPROMISE)
_UTILITARIAN = int(Rule.UTILITARIAN)
_EGALITARIAN = int(Rule.EGALITARIAN)


@kernel
def clear_desk(desk: Desk) -> None:
    """Clear what is to be found."""
    for i in range(desk.choice.shape[0]):
        desk.choice[i] = 0
    for p in range(desk.sizes[Extent.PARTIES]):
        desk.party_gains[p] = 0.0
    desk.sizes[Extent.BRANCHES] = desk.sizes[Extent.WHOLE] = 0
    desk.isolation[1] = 0.0


@kernel
def open_problem(desk: Desk) -> bool:
    """Fill the reduced problem of the domain and what it can bring at most; tell whether a package may exist at all."""
    desk.sizes[Extent.WHOLE] = 0
    if reduce_issues(desk, desk.goal[Goal.RULE]) <= 0 or not reduce_rows(desk):
        return False
    _fill_hopes(desk)
    if not _all_may_gain(desk):
        return False
    _spare_topics(desk, desk.goal[Goal.BREADTH])
    absent_slack(desk)
    spread_gains(desk)
    for i in range(desk.sizes[Extent.OPEN_ISSUES]):
        desk.regret[i] = 0.0
    arrange_issues(desk)
    measure(desk)
    for p in range(desk.sizes[Extent.PARTIES]):
        desk.reach[0, p] = 1e-13 * desk.size[p]
        for i in range(desk.sizes[Extent.OPEN_ISSUES]):
            desk.reach[0, p] += desk.gain_high[i, p]
        desk.level_of[p] = max(desk.gain_at[0, p] + desk.reach[0, p], GAIN_FLOOR)
    _play_costs(desk)
    return True


@kernel
def open_whole(desk: Desk) -> bool:
    """Fill the reduced problem of all that is allowed, unless it is at hand; tell whether a package may exist."""
    if desk.sizes[Extent.WHOLE] != 0:
        return True
    for i in range(desk.counts.shape[0]):
        for a in range(desk.counts[i]):
            desk.domain[i, a] = desk.allowed[i, a]
    if not open_problem(desk):
        return False
    desk.sizes[Extent.WHOLE] = 1
    return True


@kernel
def _play_costs(desk: Desk) -> None:
    """Fill the costs of the issues that are played at once."""
    played = 0.0
    if desk.goal[Goal.RULE] == _COMPROMISE:
        for i in range(desk.costs.shape[0]):
            if desk.place_of[i] < 0:
                played += desk.costs[i, desk.trial[i]]
    desk.scale[Scale.PLAYED_COSTS] = played


@kernel
def _fill_hopes(desk: Desk) -> None:
    """Fill gains and row sums at the root, every open link taken as it is best for each party."""
    for p in range(desk.sizes[Extent.PARTIES]):
        desk.gain_at[0, p] = desk.gain_start[p]
        for k in range(desk.sizes[Extent.OPEN_LINKS]):
            desk.gain_at[0, p] += max(0.0, desk.worth[p, k])
    for r in range(desk.sizes[Extent.OPEN_ROWS]):
        desk.row_at[0, r] = desk.row_start[r]


@kernel
def _all_may_gain(desk: Desk) -> bool:
    """Tell whether everybody at the table gains if every issue, and every open link, goes as they like best."""
    for p in range(desk.sizes[Extent.TABLE]):
        most = desk.gain_at[0, p]
        size = abs(most)
        for i in range(desk.sizes[Extent.OPEN_ISSUES]):
            most += desk.gain_high[i, p]
            size += abs(desk.gain_high[i, p])
        for k in range(desk.link_worth.shape[1]):
            size += abs(desk.link_worth[p, k])
        if most + 1e-13 * size <= desk.demands[p]:
            return False
    return True


@kernel
def _spare_topics(desk: Desk, breadth: int) -> None:
    """Fill whether breadth binds, and how many topics may be opened (1 where it does not)."""
    seen, count = np.int64(0), 0
    for i in range(desk.sizes[Extent.OPEN_ISSUES]):
        settles = False
        for z in range(desk.first[i], desk.first[i + 1]):
            settles = settles or desk.settled[z] != 0
        bit = np.int64(1) << desk.topics[desk.issue_of[i]]
        if settles and seen & bit == 0:
            seen |= bit
            count += 1
    limited = breadth < count
    desk.sizes[Extent.LIMITED] = 1 if limited else 0
    desk.sizes[Extent.SPARE] = max(0, breadth) if limited else 1


@kernel
def set_goal(desk: Desk, rule: int, proposer: int, breadth: int) -> None:
    """Fill what a rule looks for, the prices of its own, and the levels of the egalitarian rule."""
    n_table = desk.sizes[Extent.TABLE]
    form, unit, cost_size = _LINEAR, 1.0, 0.0
    for p in range(desk.sizes[Extent.PARTIES]):
        desk.own_price[p] = 0.0
    if rule == _NASH:
        form, unit = _CONCAVE, 0.0
        for p in range(n_table):
            unit += desk.weights[p]
        if unit == 0.0:
            form = _LINEAR
    elif rule == _KALAI_SMORODINSKY:
        form = _LEVEL
    elif rule == _EGALITARIAN:
        form, unit = _LEVEL, 0.0
        for p in range(n_table):
            desk.best[p] = 1.0
            unit = max(unit, _largest_gain(desk, p))
    elif rule == _COMPROMISE:
        cost_size = _largest_sum(desk, desk.costs)
        unit = cost_size
    else:
        unit = 0.0
        for p in range(n_table):
            if rule == _UTILITARIAN or p == proposer:
                desk.own_price[p] = 1.0
                unit += _largest_gain(desk, p)
    goal, scale = desk.goal, desk.scale
    goal[Goal.RULE], goal[Goal.PROPOSER], goal[Goal.BREADTH] = rule, proposer, breadth
    goal[Goal.FORM], goal[Goal.PRICED_COSTS], goal[Goal.FIRST_ONLY] = form, rule == _COMPROMISE, 0
    scale[Scale.UNIT], scale[Scale.GRAIN] = unit, GRAIN * max(1.0, unit)
    scale[Scale.COSTS] = cost_size


@kernel
def seek_any(desk: Desk) -> None:
    """Look for any admissible package instead, through the bound on the smallest gain."""
    desk.goal[Goal.FORM], desk.goal[Goal.PRICED_COSTS], desk.goal[Goal.FIRST_ONLY] = _LEVEL, 0, 1
    desk.scale[Scale.UNIT] = 1.0


@kernel
def _largest_sum(desk: Desk, terms: Floats) -> float:
    """Return the largest sum of absolute terms, one of each issue, shape (issues, alternatives)."""
    total = 0.0
    for i in range(desk.counts.shape[0]):
        high = 0.0
        for a in range(desk.counts[i]):
            high = max(high, abs(terms[i, a]))
        total += high
    return total


@kernel
def _largest_gain(desk: Desk, p: int) -> float:
    """Return the largest sum of absolute parts of a party's gain: the scale of its ties."""
    total = _largest_sum(desk, desk.gains[p])
    for k in range(desk.link_worth.shape[1]):
        total += abs(desk.link_worth[p, k])
    return float(total + abs(desk.base[p]))
