"""Random bargaining problems of the size of real cases, stacked: one world after another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FLOOR = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What kind of problems to draw.

    Attributes:
        title: What it is, in words.
        parties: How many there are; the first `table` sit at the table, the others consent.
        issues: How many there are.
        options: Options of each, one of which is in force; "untouched" stands for it.
        topics: How many topics issues fall into; `breadth` of them may be settled.
        links: How many there are: an issue that is worth something more if settled …
        unless: … for so many of them unless another issue is settled too.
        needs: How many pairs of issues there are of which the first may be settled only with the second.
        consent: Share of issues that need each absent party.
        price: Largest price of moving.
        threshold: If given, every issue must be settled, nothing has a price, all absent parties are needed
            throughout, and everybody must get more than this share of what it could hope for.
    """

    title: str
    parties: int = 4
    table: int = 2
    issues: int = 14
    options: int = 4
    topics: int = 1
    breadth: int = 63
    links: int = 0
    unless: int = 0
    needs: int = 0
    consent: float = 0.6
    price: float = 0.7
    threshold: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instances:
    """Stacked arrays of `strike_package`, worlds first; those alike in all worlds come without that axis."""

    load: Load
    gains: NDArray[np.float64]
    allowed: NDArray[np.uint8]
    topics: NDArray[np.int64]
    floors: NDArray[np.float64]
    consents: NDArray[np.uint8]
    row_coefficients: NDArray[np.float64]
    row_floors: NDArray[np.float64]
    row_links: NDArray[np.int64]
    link_worth: NDArray[np.float64]
    base: NDArray[np.float64]


def draw(load: Load, number: int, seed: int) -> Instances:
    """Draw positions from beta(0.6, 0.6), salience from gamma(1), and a price of moving for each party."""
    rng = np.random.default_rng(seed)
    N, P, I, A = number, load.parties, load.issues, load.options  # noqa: E741
    levels = np.linspace(0.0, 1.0, A)
    position = rng.beta(0.6, 0.6, (N, P, I))
    salience = rng.gamma(1.0, 1.0, (N, P, I))
    salience /= salience.sum(axis=2, keepdims=True)
    if load.threshold is None:
        now = rng.integers(0, A, (N, I))
        others = np.array([[o for o in range(A) if o != n] for n in range(A)])
        level = np.concatenate([levels[now][..., None], levels[others[now]]], axis=2)[:, None]
        value = 1.0 - np.abs(level - position[..., None])
        price = rng.uniform(0.0, load.price, (N, P, 1, 1))
        gains = salience[..., None] * (value - value[..., :1] - price)
        gains[..., 0] = 0.0
        consents = np.ones((N, P, I), np.uint8)
        consents[:, load.table :] = rng.random((N, P - load.table, I)) < load.consent
        gains *= consents[..., None]
    else:
        gains = np.zeros((N, P, I, A + 1))
        gains[..., 1:] = salience[..., None] * (1.0 - np.abs(levels - position[..., None]))
        consents = np.ones((N, P, I), np.uint8)
    consents[:, : load.table] = 0
    allowed = np.ones(gains.shape[2:], np.uint8)
    allowed[:, 0] = load.threshold is None
    rows, row_floors, row_links = _rows(load, number, gains.shape[3], rng)
    return Instances(
        load=load,
        gains=np.ascontiguousarray(gains),
        allowed=allowed,
        topics=rng.integers(0, load.topics, (N, I)),
        floors=np.where(np.arange(P) < load.table, 0.0, FLOOR if load.threshold is None else 0.0),
        consents=consents,
        row_coefficients=rows,
        row_floors=row_floors,
        row_links=row_links,
        link_worth=rng.normal(-0.02, 0.05, (N, P, load.links)),
        base=np.full(P, load.threshold or 0.0),
    )


def _rows(
    load: Load, number: int, alternatives: int, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Draw the rows of links (the issue is settled; the other is untouched) and of needs."""
    n_rows = load.links + load.unless + load.needs
    rows = np.zeros((number, n_rows, load.issues, alternatives))
    row_floors = np.zeros(n_rows)
    row_links = np.full(n_rows, -1)
    row_floors[: load.links + load.unless] = 1.0
    row_links[: load.links] = np.arange(load.links)
    row_links[load.links : load.links + load.unless] = np.arange(load.unless)
    for world in range(number):
        for r in range(n_rows):
            first, second = rng.permutation(load.issues)[:2]
            if r < load.links:
                rows[world, r, first, 1:] = 1.0
            elif r < load.links + load.unless:
                rows[world, r, second, 0] = 1.0
            else:
                rows[world, r, first, 1:] = -1.0
                rows[world, r, second, 1:] = 1.0
    return rows, row_floors, row_links
