"""What terms are worth to a party by its positions: the value that the engine bargains over, without a price of moving.

v(x) = Σ w_i · (1 − (|x_i − ideal_i|/100)^α), w normalised salience, mixed with those of the party's audiences by their
weights at `as_of`. What moves those weights, links, foresight and limits are left out.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from detente.case.numbers.distribution import central
from detente.case.numbers.notation import Chance, Label, OneOf
from detente.case.schema.case import Document
from detente.case.schema.quantities import Quantity

__all__ = ["worth_of_levels"]

Floats = NDArray[np.float64]
Read = Callable[[str, Quantity], Floats]


def worth_of_levels(document: Document, party: str, levels: Floats, beliefs: int = 0, seed: int = 1) -> Floats:
    """Return what levels of issues are worth to a party.

    Args:
        document: The case.
        party: The party.
        levels: Where each issue stands, 0–100, shape (S, I).
        beliefs: Draws of what is not known; with 0 every number stands at its median.
        seed: Seed of the draws.

    Returns:
        Worth from 0 to 1, shape (beliefs, S), or (1, S) at the medians.
    """
    read = _drawn(document, beliefs, seed) if beliefs else _at_median(document)
    total, shares = _own(document, party, levels, read), np.zeros(1)
    mixed = np.zeros_like(total)
    for key, audience in document.parties.items():
        if audience.of == party and audience.weight is not None:
            share = np.clip(read(f"parties.{key}.weight", audience.weight), 0.0, 1.0)
            mixed = mixed + share[:, None] * _own(document, key, levels, read)
            shares = shares + share
    heavy = np.maximum(shares, 1.0)
    worth = (1.0 - np.minimum(shares, 1.0))[:, None] * total + mixed / heavy[:, None]
    return np.array(np.broadcast_to(worth, (max(beliefs, 1), len(levels))))


def _own(document: Document, party: str, levels: Floats, read: Read) -> Floats:
    """Return what levels are worth to a party or an audience alone, shape (beliefs, S)."""
    alpha = read(f"parties.{party}.style.risk", document.parties[party].style.risk)
    total, weights = np.zeros((1, len(levels))), np.zeros(1)
    issues = list(document.issues)
    for name, position in document.positions.get(party, {}).items():
        path = f"positions.{party}.{name}"
        ideal, salience = (
            read(number.of or f"{path}.{what}", number)
            for what, number in (("ideal", position.ideal), ("salience", position.salience))
        )
        loss = np.abs(levels[None, :, issues.index(name)] - ideal[:, None]) / 100.0
        total = total + salience[:, None] * (1.0 - loss ** alpha[:, None])
        weights = weights + salience
    return np.asarray(total / np.where(weights > 0.0, weights, 1.0)[:, None])


def _at_median(document: Document) -> Read:
    def read(path: str, quantity: Quantity) -> Floats:
        notation = quantity.notation
        if isinstance(notation, Label | OneOf):
            issue = document.issues[path.split(".")[-2]]
            options = ((notation.name, 1.0),) if isinstance(notation, Label) else notation.options
            levels, chances = zip(*sorted((issue.options[name].level, chance) for name, chance in options), strict=True)
            middle = int(np.searchsorted(np.cumsum(chances), 0.5 - 1e-12))
            return np.array([levels[middle]])
        once = notation.notation if isinstance(notation, Chance) else notation
        return np.array([central(once, quantity.scale)[1]])

    return read


def _drawn(document: Document, beliefs: int, seed: int) -> Read:
    from detente.engine.layout.slots import slots_of
    from detente.engine.run.beliefs import Beliefs

    slots = slots_of(document)
    numbers = Beliefs.of(document, slots).draw(seed, 0, beliefs)
    return lambda path, quantity: numbers[:, slots.of(path)]
