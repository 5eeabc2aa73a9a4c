"""What one package gives to whom, and whether it may be signed: the definitions the solver is exact about.

Index order: parties p, issues i, alternatives a; then rows r and links l. Every sum runs in index
order, so that equal packages have equal gains to the bit wherever they are met.
"""

import math

import numpy as np

from detente.bargaining.arrays import Floats, Ints, Marks
from detente.bargaining.lean import kernel
from detente.bargaining.rules import Kind, Rule

__all__ = ["GAIN_FLOOR", "GRAIN", "ROW_SLACK", "appraise", "package_keys"]

GAIN_FLOOR = 1e-12
"""A party at the table signs only if its gain exceeds this."""
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
def appraise(
    choice: Ints,
    n_table: int,
    gains: Floats,
    kinds: Ints,
    topics: Ints,
    breadth: int,
    floors: Floats,
    consents: Marks,
    row_coefficients: Floats,
    row_floors: Floats,
    row_links: Ints,
    link_worth: Floats,
    base: Floats,
    quorum_issue: Ints,
    quorum_size: Ints,
    quorum_members: Marks,
    out: Floats,
) -> bool:
    """Fill every party's gain from a package, and tell whether the package is admissible.

    g_p(x) = Σ_i gains[p, i, x_i] + Σ_{active l} link_worth[p, l] − base[p]. Only ``allowed`` is not
    looked at: the caller offers allowed alternatives only. Shapes are those of
    :func:`detente.bargaining.solver.strike_package`.

    Args:
        choice: Alternative of each issue, shape (issues,).
        out: Gains, shape (parties,), filled.

    Returns:
        Whether the package may be signed.
    """
    n_parties, n_issues = gains.shape[0], gains.shape[1]
    opened = np.int64(0)
    breadth_used = 0
    settles = False
    for i in range(n_issues):
        if kinds[i, choice[i]] == _SETTLED:
            settles = True
            bit = np.int64(1) << topics[i]
            if opened & bit == 0:
                opened |= bit
                breadth_used += 1
    admissible = settles and breadth_used <= breadth
    broken = np.int64(0)
    for r in range(row_floors.shape[0]):
        total = 0.0
        for i in range(n_issues):
            total += row_coefficients[r, i, choice[i]]
        if not total >= row_floors[r] - ROW_SLACK:
            if row_links[r] < 0:
                admissible = False
            else:
                broken |= np.int64(1) << row_links[r]
    for p in range(n_parties):
        total = 0.0
        for i in range(n_issues):
            total += gains[p, i, choice[i]]
        for k in range(link_worth.shape[1]):
            if broken & (np.int64(1) << k) == 0:
                total += link_worth[p, k]
        out[p] = total - base[p]
        if p < n_table:
            admissible = admissible and out[p] > GAIN_FLOOR
        elif out[p] < floors[p]:
            for i in range(n_issues):
                if consents[p, i] != 0 and kinds[i, choice[i]] == _SETTLED:
                    admissible = False
    for k in range(quorum_issue.shape[0]):
        i = quorum_issue[k]
        if kinds[i, choice[i]] == _SETTLED:
            agreeing = 0
            for p in range(n_parties):
                if quorum_members[k, p] != 0 and (p < n_table or out[p] >= floors[p]):
                    agreeing += 1
            admissible = admissible and agreeing >= quorum_size[k]
    return admissible


@kernel
def package_keys(
    rule: int,
    proposer: int,
    n_table: int,
    weights: Floats,
    best: Floats,
    costs: Floats,
    choice: Ints,
    grain: float,
    party_gains: Floats,
    keys: Floats,
) -> int:
    """Fill the numbers by which packages are compared, larger first, rounded to multiples of ``grain``.

    Rounding makes "equal" an equivalence, so the answer cannot depend on the order of the search.

    Args:
        best: Best admissible gain of each party at the table, shape (parties,); Kalai–Smorodinsky only.
        grain: Width of a tie, in the objective's unit.
        party_gains: Gains from the package, shape (parties,).
        keys: Filled with one key, or for the leximin rules ``n_table`` in ascending order.

    Returns:
        The number of keys.
    """
    if rule == _KALAI_SMORODINSKY or rule == _EGALITARIAN:
        for p in range(n_table):
            level = party_gains[p]
            if rule == _KALAI_SMORODINSKY:
                level /= best[p]
            level = math.floor(level / grain + 0.5)
            k = p
            while k > 0 and keys[k - 1] > level:
                keys[k] = keys[k - 1]
                k -= 1
            keys[k] = level
        return n_table
    value = 0.0
    if rule == _NASH:
        for p in range(n_table):
            if weights[p] > 0.0:
                value += weights[p] * math.log(party_gains[p])
    elif rule == _UTILITARIAN:
        for p in range(n_table):
            value += party_gains[p]
    elif rule == _PROPOSER:
        value = party_gains[proposer]
    else:
        for i in range(choice.shape[0]):
            value -= costs[i, choice[i]]
    keys[0] = math.floor(value / grain + 0.5)
    return 1
