"""Which trade-offs answers decide, exactly: PAPRIKA, potentially all pairwise rankings of all possible alternatives.

Criteria have levels, worth more the higher; an alternative is worth the sum of its levels' points. A pair in which one
alternative is nowhere worse is dominated and needs no answer. All other pairs that differ in the same levels are one
kind, and one answer holds for all of them. An answer is implied by others if its difference of points is a sum of
theirs and of steps that are worth something anyway (Farkas); that is looked for by non-negative least squares.

Hansen, P. & Ombler, F. (2008), Journal of Multi-Criteria Decision Analysis 15, 87–107.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from detente.elicitation.questions import Answer
from detente.elicitation.subject import Package, Subject

__all__ = ["decided", "implied", "kinds", "steps_between", "undominated"]

Floats = NDArray[np.float64]
Levels = tuple[int, ...]

_NEAR = 1e-9
_ROUNDS = 200


def steps_between(first: Levels, second: Levels, levels: Sequence[int]) -> Floats:
    """Return the steps that the first alternative has above the second, f8[Σ(levels − 1)]; negative where below.

    Args:
        first: Level of each criterion, counted from 0.
        second: The same of the other alternative.
        levels: How many levels each criterion has.
    """
    found = []
    for a, b, count in zip(first, second, levels, strict=True):
        steps = np.zeros(count - 1)
        steps[min(a, b) : max(a, b)] = 1.0 if a > b else -1.0
        found.append(steps)
    return np.concatenate(found)


def undominated(levels: Sequence[int]) -> list[tuple[Levels, Levels]]:
    """Return all pairs of alternatives of which each is better somewhere.

    Example:
        >>> len(undominated([2, 2, 2]))
        9
    """
    alternatives = list(product(*(range(count) for count in levels)))
    pairs = combinations(alternatives, 2)
    return [(a, b) for a, b in pairs if (s := steps_between(a, b, levels)).max() > 0.0 > s.min()]


def kinds(levels: Sequence[int]) -> list[Floats]:
    """Return the differences, each once, of undominated pairs.

    Example:
        >>> len(kinds([2, 2, 2]))
        6
    """
    found: dict[tuple[float, ...], Floats] = {}
    for a, b in undominated(levels):
        steps = steps_between(a, b, levels)
        if tuple(-steps) not in found:
            found.setdefault(tuple(steps), steps)
    return list(found.values())


def implied(steps: Floats, answered: Sequence[Floats]) -> int:
    """Say what answers imply of a difference: 1 that it is worth more than nothing, −1 that it is not, 0 neither.

    Args:
        steps: The difference, f8[S].
        answered: Differences that are worth more than nothing.
    """
    known = np.column_stack([*answered, np.eye(len(steps))])
    for sign in (1, -1):
        if _is_sum(sign * steps, known):
            return sign
    return 0


def _is_sum(target: Floats, parts: Floats) -> bool:
    """Say whether a vector is a sum of columns taken no less than 0 times (Lawson & Hanson 1974, chapter 23)."""
    amount = np.zeros(parts.shape[1])
    chosen = np.zeros(parts.shape[1], dtype=bool)
    for _ in range(_ROUNDS):
        slope = parts.T @ (target - parts @ amount)
        slope[chosen] = -np.inf
        if chosen.all() or slope.max() <= _NEAR:
            break
        chosen[int(slope.argmax())] = True
        while True:
            trial = np.zeros_like(amount)
            trial[chosen] = np.linalg.lstsq(parts[:, chosen], target, rcond=None)[0]
            low = chosen & (trial <= 0.0)
            if not low.any():
                break
            share = np.min(amount[low] / np.maximum(amount[low] - trial[low], 1e-300))
            amount = amount + share * (trial - amount)
            chosen &= amount > 1e-14
            amount[~chosen] = 0.0
        amount = trial
    return bool(np.linalg.norm(target - parts @ amount) <= 1e-7 * max(1.0, float(np.linalg.norm(target))))


def decided(subject: Subject, answers: Sequence[Answer]) -> tuple[int, int]:
    """Return how many trade-offs of two issues the answers decide, and how many there are.

    Trade-offs are those that PAPRIKA begins with: two issues, each settled at one option or another.
    """
    levels = [max(1, len(options)) for options in subject.options]
    answered = []
    for answer in answers:
        if answer.question.kind == "pair" and answer.said in ("a", "b"):
            first, second = (_levels(subject, package) for package in answer.question.packages)
            if {i for i, _ in first} == {i for i, _ in second}:
                steps = steps_between(_whole(first, levels), _whole(second, levels), levels)
                answered.append(steps if answer.said == "a" else -steps)
    every = [steps for i, j in combinations(range(len(levels)), 2) for steps in _of_two(i, j, levels)]
    return sum(implied(steps, answered) != 0 for steps in every), len(every)


def _of_two(i: int, j: int, levels: Sequence[int]) -> list[Floats]:
    found = []
    for high_i, low_i in combinations(range(levels[i]), 2):
        for high_j, low_j in combinations(range(levels[j]), 2):
            first, second = [0] * len(levels), [0] * len(levels)
            first[i], first[j], second[i], second[j] = low_i, high_j, high_i, low_j
            found.append(steps_between(tuple(first), tuple(second), levels))
    return found


def _levels(subject: Subject, package: Package) -> list[tuple[int, int]]:
    """Return issues with levels of a package: options are best first, levels count from the worst."""
    places = [(subject.issues.index(issue), option) for issue, option in package]
    return [(i, len(subject.options[i]) - 1 - subject.options[i].index(option)) for i, option in places]


def _whole(known: Sequence[tuple[int, int]], levels: Sequence[int]) -> Levels:
    places = dict(known)
    return tuple(places.get(i, 0) for i in range(len(levels)))
