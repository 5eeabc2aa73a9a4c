"""The pursuit of one goal by everybody's consent: any package first, then the best."""

from detente.bargaining.bounds.warm_start import offer_remembered, remember_package
from detente.bargaining.parts import find_best
from detente.bargaining.presolve.presolve import open_whole, seek_any
from detente.bargaining.rules import Goal, Scale, Status
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["pursue"]

_NO_DEAL = int(Status.NO_DEAL)
_STRUCK = int(Status.STRUCK)


@kernel
def pursue(desk: Desk) -> int:
    """Find the best package for a goal, and return the status.

    Unless a package that is remembered is admissible, just anything admissible is looked for before the best is:
    the bound on the smallest gain is the one that proves soonest that there is nothing.
    """
    desk.sizes[Extent.KNOWN] = 0
    if not open_whole(desk):
        return _NO_DEAL
    offer_remembered(desk)
    form, costs, unit = desk.goal[Goal.FORM], desk.goal[Goal.PRICED_COSTS], desk.scale[Scale.UNIT]
    outcome = _STRUCK
    for turn in range(2):
        anything = turn == 0
        if anything:
            if desk.sizes[Extent.KNOWN] != 0 or desk.sizes[Extent.PARTIES] == 1:
                continue
            seek_any(desk)
        outcome = find_best(desk)
        if anything:
            desk.goal[Goal.FORM], desk.goal[Goal.PRICED_COSTS], desk.goal[Goal.FIRST_ONLY] = form, costs, 0
            desk.scale[Scale.UNIT] = unit
            if outcome != _STRUCK:
                return outcome
    if desk.sizes[Extent.KNOWN] != 0:
        remember_package(desk)
    return outcome
