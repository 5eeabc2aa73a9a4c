"""Means and medians of positions by their definitions: slow, readable."""

from __future__ import annotations


def weighted_mean(positions: list[float], weights: list[float]) -> float:
    return sum(w * x for w, x in zip(weights, positions, strict=True)) / sum(weights)


def weighted_median(positions: list[float], weights: list[float]) -> float:
    """The lowest position that at least half of the weight does not lie above."""
    for x in sorted(positions):
        below = sum(w for w, y in zip(weights, positions, strict=True) if y <= x)
        if below >= (0.5 - 1e-12) * sum(weights):
            return x
    raise AssertionError("the highest position has all of the weight below it")


def is_condorcet_winner(x: float, positions: list[float], weights: list[float]) -> bool:
    """Whether no other position gets more than half of the weight against x, everybody voting for the nearer."""
    for y in positions:
        against = sum(w for w, z in zip(weights, positions, strict=True) if abs(z - y) < abs(z - x))
        if against > (0.5 + 1e-9) * sum(weights):
            return False
    return True
