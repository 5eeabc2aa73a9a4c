"""The best package met so far: offer it another one."""

from detente.bargaining.appraisal import appraise, package_keys
from detente.bargaining.arrays import Floats, Ints, Marks
from detente.bargaining.lean import kernel

__all__ = ["offer"]


@kernel
def offer(
    trial: Ints,
    rule: int,
    proposer: int,
    weights: Floats,
    best: Floats,
    costs: Floats,
    grain: float,
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
    trial_gains: Floats,
    trial_keys: Floats,
    known: bool,
    choice: Ints,
    party_gains: Floats,
    keys: Floats,
) -> bool:
    """Replace the incumbent by an admissible trial with larger keys, or equal keys and a smaller choice.

    Args:
        trial: Offered alternative of each issue, shape (issues,).
        trial_gains: Scratch, shape (parties,).
        trial_keys: Scratch, shape (parties,).
        known: Whether there is an incumbent.
        choice: The incumbent, shape (issues,), replaced if beaten; with ``party_gains`` and ``keys``.

    Returns:
        Whether the trial is the incumbent now.
    """
    if not appraise(
        trial,
        n_table,
        gains,
        kinds,
        topics,
        breadth,
        floors,
        consents,
        row_coefficients,
        row_floors,
        row_links,
        link_worth,
        base,
        quorum_issue,
        quorum_size,
        quorum_members,
        trial_gains,
    ):
        return False
    n_keys = package_keys(
        rule,
        proposer,
        n_table,
        weights,
        best,
        costs,
        trial,
        grain,
        trial_gains,
        trial_keys,
    )
    if known:
        order = 0
        for k in range(n_keys):
            if order == 0 and trial_keys[k] != keys[k]:
                order = 1 if trial_keys[k] > keys[k] else -1
        for i in range(trial.shape[0]):
            if order == 0 and trial[i] != choice[i]:
                order = 1 if trial[i] < choice[i] else -1
        if order != 1:
            return False
    for k in range(n_keys):
        keys[k] = trial_keys[k]
    for i in range(trial.shape[0]):
        choice[i] = trial[i]
    for p in range(trial_gains.shape[0]):
        party_gains[p] = trial_gains[p]
    return True
