"""What one package gives to whom, and whether it may be signed: the definitions the solver is exact about.

Every sum runs in index order, so that equal packages have equal gains to the bit wherever they are met.
"""

import math

import numpy as np

from detente.bargaining.rules import Goal, Kind, Rule, Scale
from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["GRAIN", "ROW_SLACK", "appraise", "fill_keys", "offer"]

ROW_SLACK = 1e-9
"""A row holds if its sum is at least its floor less this."""
GRAIN = 1e-12
"""Objectives are compared after rounding to this share of max(1, their scale): closer ones tie."""

_SETTLED = int(Kind.SETTLED)
_NASH = int(Rule.NASH)
_KALAI_SMORODINSKY = int(Rule.KALAI_SMORODINSKY)
_EGALITARIAN = int(Rule.EGALITARIAN)
_UTILITARIAN = int(Rule.UTILITARIAN)
_PROPOSER = int(Rule.PROPOSER)


@kernel
def _stays_within(desk: Desk) -> bool:
    """Tell whether the trial settles something, and no more topics than it may."""
    opened = np.int64(0)
    used = 0
    for i in range(desk.trial.shape[0]):
        if desk.kinds[i, desk.trial[i]] == _SETTLED:
            bit = np.int64(1) << desk.topics[i]
            if opened & bit == 0:
                opened |= bit
                used += 1
    return bool(0 < used <= desk.goal[Goal.BREADTH])


@kernel
def _broken_links(desk: Desk) -> int:
    """Return the links with a row that the trial does not satisfy; −1 if it breaks a row that must hold.

    Rows that every package satisfies, and links that none makes active, are told apart beforehand.
    """
    broken = desk.sizes[Extent.DEAD_LINKS]
    for m in range(desk.sizes[Extent.OPEN_ROWS]):
        r = desk.row_of[m]
        total = 0.0
        for t in range(desk.row_first[r], desk.row_last[r]):
            total += desk.term[t, desk.trial[desk.term_issue[t]]]
        if not total >= desk.row_floors[r] - ROW_SLACK:
            if desk.row_links[r] < 0:
                return -1
            broken |= np.int64(1) << desk.row_links[r]
    return int(broken)


@kernel
def _is_refused(desk: Desk, p: int) -> bool:
    """Tell whether an absent party that is below its floor has a say in what the trial settles."""
    for i in range(desk.trial.shape[0]):
        if desk.consents[p, i] != 0 and desk.kinds[i, desk.trial[i]] == _SETTLED:
            return True
    return False


@kernel
def _votes(desk: Desk, k: int) -> int:
    """Return what the votes on the trial come to under a quorum: those for it, less what those against it take away."""
    votes = 0
    for p in range(desk.sizes[Extent.PARTIES]):
        if p < desk.sizes[Extent.TABLE] or desk.trial_gains[p] >= desk.floors[p]:
            votes += desk.quorum_votes[k, p]
        elif desk.trial_gains[p] < desk.floors[p] - desk.abstains[p]:
            votes -= desk.quorum_against[k, p]
    return int(votes)


@kernel
def _lacks_votes(desk: Desk) -> bool:
    """Tell whether a vote on what the trial settles is lost: it reaches none of the quorums that would do."""
    k, n = 0, desk.sizes[Extent.QUORUMS]
    while k < n:
        i = desk.quorum_issue[k]
        asked = i < 0 or desk.kinds[i, desk.trial[i]] == _SETTLED
        group, met = desk.quorum_group[k], not asked
        while k < n and desk.quorum_group[k] == group:
            met = met or _votes(desk, k) >= desk.quorum_size[k]
            k += 1
        if not met:
            return True
    return False


@kernel
def _splits_a_set(desk: Desk) -> bool:
    """Tell whether the trial settles some issues of a set and not all."""
    if desk.sizes[Extent.SETS] == 0:
        return False
    for i in range(desk.trial.shape[0]):
        if desk.set_of[i] < 0:
            continue
        settled = desk.kinds[i, desk.trial[i]] == _SETTLED
        for j in range(i):
            if desk.set_of[j] == desk.set_of[i] and (desk.kinds[j, desk.trial[j]] == _SETTLED) != settled:
                return True
    return False


@kernel
def appraise(desk: Desk) -> bool:
    """Tell whether the trial may be signed, and fill every party's gain from it if so.

    g_p(x) = Σ_i gains[p, i, x_i] + Σ_{active l} link_worth[p, l] − base[p]. Only ``allowed`` is not
    looked at: the caller offers allowed alternatives only.
    """
    if not _stays_within(desk) or _splits_a_set(desk):
        return False
    broken = _broken_links(desk)
    if broken < 0:
        return False
    for p in range(desk.sizes[Extent.PARTIES]):
        total = 0.0
        for i in range(desk.trial.shape[0]):
            total += desk.gains[p, i, desk.trial[i]]
        for k in range(desk.link_worth.shape[1]):
            if broken & (np.int64(1) << k) == 0:
                total += desk.link_worth[p, k]
        desk.trial_gains[p] = total - desk.base[p]
        if p < desk.sizes[Extent.TABLE]:
            if not desk.trial_gains[p] > desk.demands[p]:
                return False
        elif desk.trial_gains[p] < desk.floors[p] and _is_refused(desk, p):
            return False
    return not _lacks_votes(desk)


@kernel
def fill_keys(desk: Desk) -> int:
    """Fill the numbers by which the trial is compared, larger first, rounded to multiples of the grain.

    Rounding makes "equal" an equivalence, so the answer cannot depend on the order of the search.

    Returns:
        How many: one, or for the leximin rules one of each party at the table, ascending.
    """
    n_table = desk.sizes[Extent.TABLE]
    keys, gains = desk.trial_keys, desk.trial_gains
    if desk.goal[Goal.RULE] == _KALAI_SMORODINSKY or desk.goal[Goal.RULE] == _EGALITARIAN:
        for p in range(n_table):
            level = gains[p]
            if desk.goal[Goal.RULE] == _KALAI_SMORODINSKY:
                level /= desk.best[p]
            level = math.floor(level / desk.scale[Scale.GRAIN] + 0.5)
            k = p
            while k > 0 and keys[k - 1] > level:
                keys[k] = keys[k - 1]
                k -= 1
            keys[k] = level
        return int(n_table)
    value = 0.0
    if desk.goal[Goal.RULE] == _NASH:
        for p in range(n_table):
            if desk.weights[p] > 0.0:
                value += desk.weights[p] * math.log(gains[p])
    elif desk.goal[Goal.RULE] == _UTILITARIAN:
        for p in range(n_table):
            value += gains[p]
    elif desk.goal[Goal.RULE] == _PROPOSER:
        value = gains[desk.goal[Goal.PROPOSER]]
    else:
        for i in range(desk.trial.shape[0]):
            value -= desk.costs[i, desk.trial[i]]
    keys[0] = math.floor(value / desk.scale[Scale.GRAIN] + 0.5)
    return 1


@kernel
def offer(desk: Desk) -> bool:
    """Replace the best package met so far by the trial if that has larger keys, or equal keys and a smaller choice.

    Returns:
        Whether the trial is the best one now.
    """
    if not appraise(desk):
        return False
    n_keys = fill_keys(desk)
    if desk.sizes[Extent.KNOWN] != 0:
        order = 0
        for k in range(n_keys):
            if order == 0 and desk.trial_keys[k] != desk.keys[k]:
                order = 1 if desk.trial_keys[k] > desk.keys[k] else -1
        for i in range(desk.trial.shape[0]):
            if order == 0 and desk.trial[i] != desk.choice[i]:
                order = 1 if desk.trial[i] < desk.choice[i] else -1
        if order != 1:
            return False
    for k in range(n_keys):
        desk.keys[k] = desk.trial_keys[k]
    for i in range(desk.trial.shape[0]):
        desk.choice[i] = desk.trial[i]
    for p in range(desk.sizes[Extent.PARTIES]):
        desk.party_gains[p] = desk.trial_gains[p]
    desk.sizes[Extent.KNOWN] = 1
    return True
