"""Rules by which votes are counted, as arrays: quotas one after another, those of one group next to each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from detente.case.schema.votes import groups_of
from detente.engine.layout.names import Names

__all__ = ["quorum_arrays"]


def quorum_arrays(rules: Sequence[tuple[int, Any]], names: Names) -> dict[str, Any]:
    """Return the quotas of rules, each with the issue that it guards or −1.

    Of every group of quotas one must be reached, where what it guards is settled.
    """
    guards, groups, sizes = [], [], []
    votes, against = [], []
    group_number = 0
    for guard, rule in rules:
        for group in groups_of(rule):
            for vote in group:
                guards.append(guard)
                groups.append(group_number)
                sizes.append(vote.size)
                votes.append([vote.votes.get(p, 0) for p in names.parties])
                against.append([vote.against.get(p, 0) for p in names.parties])
            group_number += 1
    shape = (len(guards), len(names.parties))
    return {
        "quorum_issue": np.array(guards, dtype=np.int64),
        "quorum_group": np.array(groups, dtype=np.int64),
        "quorum_size": np.array(sizes, dtype=np.int64),
        "quorum_votes": np.array(votes, dtype=np.int64).reshape(shape),
        "quorum_against": np.array(against, dtype=np.int64).reshape(shape),
    }
