"""Runs of a belief are copied in proportion to their weights; copies share their past and not their future."""

from __future__ import annotations

import math

from detente.engine.update.facts import Particles
from detente.engine.update.known_meetings import RUNS_BITS
from detente.kernels.compiling import inner_kernel, kernel
from detente.kernels.randomness import purpose, uniform

RESAMPLING = purpose("observing.resampling")


@kernel
def resample(particles: Particles, seed: int, belief: int, generation: int) -> float:
    """Copy runs in proportion to their weights where too few of them count.

    A run that is kept stays where it is, with its key; a further copy takes the place of one that is dropped and a
    key of its own, so that copies share their past and not their future.

    Returns:
        Log of the mean weight if it was resampled and the weights are equal again, else 0.
    """
    runs = particles.log.shape[0]
    best = -math.inf
    for r in range(runs):
        best = max(best, particles.log[r])
    total = 0.0
    squares = 0.0
    for r in range(runs):
        particles.weight[r] = math.exp(particles.log[r] - best)
        total += particles.weight[r]
        squares += particles.weight[r] ** 2
    if 2.0 * total * total >= squares * runs:
        return 0.0
    point = uniform(seed, belief, 0, RESAMPLING, generation)
    reached = 0.0
    taken = 0
    for r in range(runs):
        reached += particles.weight[r] / total * runs
        particles.offspring[r] = 0
        while taken < runs and taken + point < reached:
            particles.offspring[r] += 1
            taken += 1
    particles.offspring[find_heaviest(particles)] += runs - taken  # lost to rounding, if any
    place_copies(particles, generation)
    return best + math.log(total / runs)


@inner_kernel
def find_heaviest(particles: Particles) -> int:
    """Return the run with the largest weight."""
    heaviest = 0
    for r in range(particles.weight.shape[0]):
        if particles.weight[r] > particles.weight[heaviest]:
            heaviest = r
    return heaviest


@inner_kernel
def place_copies(particles: Particles, generation: int) -> None:
    """Put further copies where runs without offspring were."""
    free = 0
    for r in range(particles.log.shape[0]):
        particles.log[r] = 0.0
        for _ in range(1, particles.offspring[r]):
            while particles.offspring[free] > 0:
                free += 1
            particles.store[free, :] = particles.store[r, :]
            particles.key[free] = ((generation + 1) << RUNS_BITS) | free
            particles.ended[free] = 0
            free += 1
