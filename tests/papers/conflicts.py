"""Equilibria of shipped conflicts by concept, and the Elmira conflict as arcs, with the states' published numbers."""

from __future__ import annotations

import numpy as np

import detente
from detente.theories.conflict import Conflict, Controls, Stability, ranked, simultaneous, stability
from detente.theories.conflict.reading import conflict_of

MAKERS = ("ministry", "company", "local-government")
ARCS = {
    0: ["1>2", "3>4", "5>6", "7>8"],
    1: ["1>3", "1>9", "2>4", "2>9", "3>9", "4>9", "5>7", "5>9", "6>8", "6>9", "7>9", "8>9"],
    2: ["1>5", "5>1", "2>6", "6>2", "3>7", "7>3", "4>8", "8>4"],
}
RANKINGS = ((7, 3, 4, 8, 5, 1, 2, 6, 9), (1, 4, 8, 5, 9, 3, 7, 2, 6), (7, 3, 5, 1, 8, 6, 4, 2, 9))


def equilibria(conflict: Conflict) -> dict[str, list[int]]:
    found: Stability = stability(conflict)
    told = {concept.value: (found.equilibria(concept) + 1).tolist() for concept in found.stable}
    answered = simultaneous(conflict)
    if answered is not None:
        told["SIM"] = [state + 1 for state, stays in enumerate(answered.all(axis=0)) if stays]
    return told


def of_case(name: str) -> dict[str, list[int]]:
    return equilibria(conflict_of(detente.load(name)).conflict)


def by_arcs(left_out=()):
    values = [[-ranking.index(state) for state in range(1, 10)] for ranking in RANKINGS]
    given = tuple(
        (maker, int(arc[0]) - 1, int(arc[2]) - 1) for maker, arcs in ARCS.items() for arc in arcs if arc not in left_out
    )
    return Conflict(MAKERS, ranked(np.array(values)), None, given)


def twelve_states():
    """Every choice is a state of its own; all in which the plant is abandoned are liked alike."""
    choices = np.array([2, 3, 4, 5, 8, 9, 18, 19, 20, 21, 24, 25])
    number = {2: 1, 3: 2, 4: 3, 5: 4, 18: 5, 19: 6, 20: 7, 21: 8}
    values = [[-ranking.index(number.get(int(choice), 9)) for choice in choices] for ranking in RANKINGS]
    controls = Controls(choices, np.array([1, 14, 16]), forward=1 | 8, back=2)
    return Conflict(MAKERS, ranked(np.array(values)), controls)
