"""Consensus: nobody at the table loses more than standing alone against the others would cost it.

With weights φ that sum to 1, those in favour of a package weigh F(x) = Σ φ_q over the q with g_q(x) > 0. Seat p objects
if g_p(x) ≤ −κ·F(x), and every rule picks as if each gained g_p(x) + κ·F(x): the disagreement point lies lower by what
isolation costs. κ = 0 is unanimity.

F depends on the package, so that one solve is not enough. Node (A, N): those in A must be in favour, those in N are
taken not to be. Unanimity is solved with all gains raised by κ·(1 − φ(N)), of A by more than that. Its best bounds the
node. A package that stands at its own F(x) is remembered with what it is worth there; if everybody outside N is in
favour of the best, the node is done, else the heaviest who is not is put into A, and into N.
"""

from detente.bargaining.evaluate import appraise, fill_keys
from detente.bargaining.goal import pursue
from detente.bargaining.rules import GAIN_FLOOR, Status
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["agree"]

_NO_DEAL = int(Status.NO_DEAL)
_STRUCK = int(Status.STRUCK)
_CUT_OFF = int(Status.NODE_LIMIT)


@kernel
def agree(desk: Desk) -> int:
    """Find the best package for the goal that nobody at the table objects to; return the status."""
    cost = desk.isolation[0]
    n_table = desk.sizes[Extent.TABLE]
    for p in range(n_table):
        desk.own_base[p] = desk.base[p]
    desk.sides[0, 0] = desk.sides[0, 1] = 0
    depth, known, cut_off = 1, False, False
    while depth > 0:
        depth -= 1
        favouring, aside = desk.sides[depth, 0], desk.sides[depth, 1]
        if cost > 0.0:
            _raise_gains(desk, cost, favouring, aside)
        outcome = pursue(desk)
        if cost <= 0.0:
            return outcome
        cut_off = cut_off or outcome == _CUT_OFF
        if desk.sizes[Extent.KNOWN] == 0 or (known and desk.keys[0] < desk.agreed_keys[0] - 1.0):
            continue
        known = _weigh(desk, cost, known)
        heaviest = _heaviest(desk, favouring | aside)
        if heaviest >= 0:
            desk.sides[depth, 0], desk.sides[depth, 1] = favouring | 1 << heaviest, aside
            desk.sides[depth + 1, 0], desk.sides[depth + 1, 1] = favouring, aside | 1 << heaviest
            depth += 2
    _lower_gains(desk)
    desk.sizes[Extent.KNOWN] = 1 if known else 0
    for i in range(desk.choice.shape[0]):
        desk.choice[i] = desk.agreed[i] if known else 0
    for p in range(desk.sizes[Extent.PARTIES]):
        desk.party_gains[p] = desk.agreed_gains[p] if known else 0.0
        desk.keys[p] = desk.agreed_keys[p]
    if cut_off:
        return _CUT_OFF
    return _STRUCK if known else _NO_DEAL


@kernel
def _raise_gains(desk: Desk, cost: float, favouring: int, aside: int) -> None:
    """Raise all gains at the table by what isolation costs at most, and let those in favour gain more than that."""
    most = 0.0
    for p in range(desk.sizes[Extent.TABLE]):
        if (aside >> p) & 1 == 0:
            most += desk.favour[p]
    for p in range(desk.sizes[Extent.TABLE]):
        desk.base[p] = desk.own_base[p] - cost * most
        desk.demands[p] = GAIN_FLOOR + (cost * most if (favouring >> p) & 1 != 0 else 0.0)
    desk.sizes[Extent.WHOLE] = 0


@kernel
def _lower_gains(desk: Desk) -> None:
    """Let gains be what they are again."""
    for p in range(desk.sizes[Extent.TABLE]):
        desk.base[p] = desk.own_base[p]
        desk.demands[p] = GAIN_FLOOR
    desk.sizes[Extent.WHOLE] = 0


@kernel
def _weigh(desk: Desk, cost: float, known: bool) -> bool:
    """Remember the package just found if nobody objects and it is the best; tell whether one is remembered now.

    Its true gains are left in `trial_gains`.
    """
    n_table = desk.sizes[Extent.TABLE]
    for p in range(n_table):
        desk.base[p] = desk.own_base[p]
        desk.demands[p] = -1e300
    for i in range(desk.choice.shape[0]):
        desk.trial[i] = desk.choice[i]
    appraise(desk)
    support = 0.0
    for p in range(n_table):
        if desk.trial_gains[p] > GAIN_FLOOR:
            support += desk.favour[p]
    stands = True
    for p in range(n_table):
        desk.party_gains[p] = desk.trial_gains[p]
        desk.trial_gains[p] += cost * support
        stands = stands and desk.trial_gains[p] > GAIN_FLOOR
    if stands:
        n_keys = fill_keys(desk)
        if not known or _is_better(desk, n_keys):
            known = True
            desk.isolation[1] = support
            for k in range(n_keys):
                desk.agreed_keys[k] = desk.trial_keys[k]
            for i in range(desk.choice.shape[0]):
                desk.agreed[i] = desk.choice[i]
            for p in range(desk.sizes[Extent.PARTIES]):
                desk.agreed_gains[p] = desk.party_gains[p] if p < n_table else desk.trial_gains[p]
    for p in range(n_table):
        desk.trial_gains[p] = desk.party_gains[p]
    return known


@kernel
def _is_better(desk: Desk, n_keys: int) -> bool:
    """Tell whether the trial has larger keys than what is remembered, or equal ones and a smaller choice."""
    for k in range(n_keys):
        if desk.trial_keys[k] != desk.agreed_keys[k]:
            return bool(desk.trial_keys[k] > desk.agreed_keys[k])
    for i in range(desk.trial.shape[0]):
        if desk.trial[i] != desk.agreed[i]:
            return bool(desk.trial[i] < desk.agreed[i])
    return False


@kernel
def _heaviest(desk: Desk, decided: int) -> int:
    """Return the heaviest seat that is not in favour of the trial, of those not decided, or −1."""
    found = -1
    for p in range(desk.sizes[Extent.TABLE]):
        open_to_it = (decided >> p) & 1 == 0 and not desk.trial_gains[p] > GAIN_FLOOR
        if open_to_it and (found < 0 or desk.favour[p] > desk.favour[found]):
            found = p
    return found
