"""Prices remembered from the last search of a like problem: of the same table, a while ago or in another run.

Any prices prove what they prove, so where a search starts from cannot change what it finds, only how soon. Prices of
the objective are kept in units of those that a search without memory starts from; what a search for something linear
starts from is good enough.
"""

from detente.bargaining.desk import Desk, Extent
from detente.bargaining.lean import kernel
from detente.bargaining.rules import Form, Goal

__all__ = ["recall", "remember"]

_LINEAR = int(Form.LINEAR)
_LEVEL = int(Form.LEVEL)

_MOST = 100.0
"""No price is remembered as further than this factor from where searches without memory start."""


@kernel
def _place(desk: Desk) -> int:
    """Return where prices for this goal are kept."""
    return int(2 * desk.sizes[Extent.MEMORY] + (0 if desk.goal[Goal.FIRST_ONLY] != 0 else 1))


@kernel
def recall(desk: Desk) -> bool:
    """Put prices that are remembered in the place of those to start from; tell whether there are any."""
    place, n_table = _place(desk), desk.sizes[Extent.TABLE]
    if desk.kept[place] == 0 or desk.goal[Goal.FORM] == _LINEAR:
        return False
    total = 0.0
    for p in range(desk.sizes[Extent.PARTIES]):
        if p < n_table:
            desk.fan_price[0, p] *= desk.kept_price[place, p]
            total += desk.fan_price[0, p] * desk.level_of[p]
        elif desk.asked[p] != 0:
            desk.fan_price[0, p] = desk.kept_price[place, p]
    if desk.goal[Goal.FORM] == _LEVEL:
        for p in range(n_table):
            desk.fan_price[0, p] /= total
    for r in range(desk.sizes[Extent.HARD_ROWS]):
        desk.row_price[r] = desk.kept_row_price[place, desk.row_of[r]]
    for k in range(desk.sizes[Extent.OPEN_LINKS]):
        if desk.start_share[k] > 0.0:
            desk.fan_share[0, k] = desk.kept_share[place, desk.link_of[k]]
    return True


@kernel
def remember(desk: Desk) -> None:
    """Keep the prices of the least bound; `desk.start_price` holds those that a search without memory starts from."""
    if desk.goal[Goal.FORM] == _LINEAR:
        return
    place, n_table = _place(desk), desk.sizes[Extent.TABLE]
    desk.kept[place] = 1
    for p in range(desk.sizes[Extent.PARTIES]):
        price = desk.best_party_price[p]
        if p >= n_table:
            desk.kept_price[place, p] = price
        elif desk.start_price[p] > 0.0:
            desk.kept_price[place, p] = max(1.0 / _MOST, min(_MOST, price / desk.start_price[p]))
        else:
            desk.kept_price[place, p] = 1.0
    for r in range(desk.sizes[Extent.HARD_ROWS]):
        desk.kept_row_price[place, desk.row_of[r]] = desk.best_row_price[r]
    for k in range(desk.sizes[Extent.OPEN_LINKS]):
        desk.kept_share[place, desk.link_of[k]] = desk.best_share[k]
