"""What is remembered of searches of like problems: of the same table, a while ago or in another run.

That is the prices of the last one, and the packages of the latest ones. Any prices prove what they prove, and a package
that is offered is appraised like any other, so what a search starts from cannot change what it finds, only how soon.
Prices are kept apart for whoever proposes, for any other objective, and for a search of just anything. Those of an
objective that is not linear are kept in units of those that a search without memory starts from.
"""

from detente.bargaining.evaluate import offer
from detente.bargaining.rules import Form, Goal, Rule
from detente.bargaining.workspace import PACKAGES, PROPOSERS, Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["offer_remembered", "recall", "remember", "remember_package"]

_LINEAR = int(Form.LINEAR)
_LEVEL = int(Form.LEVEL)
_PROPOSER = int(Rule.PROPOSER)

_MOST = 100.0
"""No price is remembered as further than this factor from where searches without memory start."""


@kernel
def _place(desk: Desk) -> int:
    """Return where among a memory's prices those for this goal are kept."""
    if desk.goal[Goal.FIRST_ONLY] != 0:
        return 0
    return int(PROPOSERS + desk.goal[Goal.PROPOSER]) if desk.goal[Goal.RULE] == _PROPOSER else 1


@kernel
def recall(desk: Desk) -> bool:
    """Put prices that are remembered in the place of those to start from; tell whether there are any."""
    memory, place, n_table = desk.sizes[Extent.MEMORY], _place(desk), desk.sizes[Extent.TABLE]
    if desk.kept[memory, place] == 0:
        return False
    total = 0.0
    for p in range(desk.sizes[Extent.PARTIES]):
        if p < n_table and desk.goal[Goal.FORM] != _LINEAR:
            desk.fan_price[0, p] *= desk.kept_price[memory, place, p]
            total += desk.fan_price[0, p] * desk.level_of[p]
        elif p < n_table or desk.asked[p] != 0:
            desk.fan_price[0, p] = max(desk.own_price[p], desk.kept_price[memory, place, p])
    if desk.goal[Goal.FORM] == _LEVEL:
        for p in range(n_table):
            desk.fan_price[0, p] /= total
    for r in range(desk.sizes[Extent.HARD_ROWS]):
        desk.row_price[r] = desk.kept_row_price[memory, place, desk.row_of[r]]
    for k in range(desk.sizes[Extent.OPEN_LINKS]):
        if desk.start_share[k] > 0.0:
            desk.fan_share[0, k] = desk.kept_share[memory, place, desk.link_of[k]]
    return True


@kernel
def remember(desk: Desk) -> None:
    """Keep the prices of the least bound; `desk.start_price` holds those that a search without memory starts from."""
    memory, place, n_table = desk.sizes[Extent.MEMORY], _place(desk), desk.sizes[Extent.TABLE]
    desk.kept[memory, place] = 1
    for p in range(desk.sizes[Extent.PARTIES]):
        price = desk.best_party_price[p]
        if p >= n_table or desk.goal[Goal.FORM] == _LINEAR:
            desk.kept_price[memory, place, p] = price
        elif desk.start_price[p] > 0.0:
            desk.kept_price[memory, place, p] = max(1.0 / _MOST, min(_MOST, price / desk.start_price[p]))
        else:
            desk.kept_price[memory, place, p] = 1.0
    for r in range(desk.sizes[Extent.HARD_ROWS]):
        desk.kept_row_price[memory, place, desk.row_of[r]] = desk.best_row_price[r]
    for k in range(desk.sizes[Extent.OPEN_LINKS]):
        desk.kept_share[memory, place, desk.link_of[k]] = desk.best_share[k]


@kernel
def offer_remembered(desk: Desk) -> None:
    """Offer the packages that are remembered: a table often strikes again what it struck before."""
    memory = desk.sizes[Extent.MEMORY]
    for k in range(desk.kept_packages[memory]):
        allowed = True
        for n in range(desk.sizes[Extent.OPEN_ISSUES]):
            i = desk.issue_of[n]
            a = desk.kept_choice[memory, k, i]
            allowed = allowed and a < desk.counts[i] and desk.allowed[i, a] != 0
            desk.trial[i] = a
        if allowed and _may_please(desk):
            offer(desk)


@kernel
def _may_please(desk: Desk) -> bool:
    """Tell whether everybody at the table gains from the trial if every open link goes as they like best."""
    for p in range(desk.sizes[Extent.TABLE]):
        most = desk.gain_at[0, p] + 1e-13 * desk.size[p]
        for n in range(desk.sizes[Extent.OPEN_ISSUES]):
            i = desk.issue_of[n]
            most += desk.gains[p, i, desk.trial[i]]
        if most <= desk.demands[p]:
            return False
    return True


@kernel
def remember_package(desk: Desk) -> None:
    """Keep the package found as the latest; where there is no room for another, the oldest is forgotten."""
    memory = desk.sizes[Extent.MEMORY]
    known = desk.kept_packages[memory]
    place = 0
    while place < known and not _is_kept(desk, memory, place):
        place += 1
    if place == known and known < PACKAGES:
        desk.kept_packages[memory] = known + 1
    for k in range(min(place, PACKAGES - 1), 0, -1):
        for i in range(desk.choice.shape[0]):
            desk.kept_choice[memory, k, i] = desk.kept_choice[memory, k - 1, i]
    for i in range(desk.choice.shape[0]):
        desk.kept_choice[memory, 0, i] = desk.choice[i]


@kernel
def _is_kept(desk: Desk, memory: int, place: int) -> bool:
    """Tell whether the package found is the one kept at a place."""
    for i in range(desk.choice.shape[0]):
        if desk.kept_choice[memory, place, i] != desk.choice[i]:
            return False
    return True
