"""Friedman & Fisher (1999): PRIM finds a planted box under label noise, with each objective."""

from __future__ import annotations

import numpy as np
import pytest

from detente.analysis.discovery.bins import into_bins
from detente.analysis.discovery.pasting import paste
from detente.analysis.discovery.prim import Objective, peel
from detente.analysis.discovery.search import SearchOptions, find, search_boxes

NOISE = 0.1


def planted(rows, inputs, seed):
    """x₂ > 0.6 and x₅ < 0.5 give 1 − ε of hits, all else ε: density 0.9, base 0.1 + 0.8·0.2, coverage 0.18/0.26."""
    rng = np.random.default_rng(seed)
    x = rng.random((rows, inputs))
    inside = (x[:, 2] > 0.6) & (x[:, 5] < 0.5)
    hits = np.where(rng.random(rows) < NOISE, ~inside, inside)
    return x, inside, hits.astype(float)


@pytest.mark.parametrize("objective", Objective)
def test_a_planted_box_is_found(objective):
    x, inside, hits = planted(20_000, 8, seed=1)
    data = into_bins(x)
    options = SearchOptions(objective=objective)
    box = find(data, hits, np.zeros(8, dtype=bool), options)
    assert box.restricted() == (2, 5)
    found = box.holds(data.codes)
    assert (found & inside).sum() / (found | inside).sum() > 0.93
    assert hits[found].mean() == pytest.approx(1.0 - NOISE, abs=0.02)
    assert hits[found].sum() / hits.sum() == pytest.approx(0.18 / 0.26, abs=0.04)


def test_a_path_agrees_with_its_boxes():
    x, _, hits = planted(3000, 5 + 1, seed=2)
    data = into_bins(x, most=50)
    path = peel(data, hits, least=0.05)
    assert path.density[0] == hits.mean()
    for step in range(len(path.steps) + 1):
        inside = path.box(step).holds(data.codes)
        assert inside.sum() == path.rows[step]
        assert hits[inside].sum() == path.totals[step]
    assert path.rows[-1] >= 0.05 * 3000
    assert (np.diff(path.rows) < 0).all()


def slowly(codes, hits, bins, objective, alpha, least):
    """Peel in plain steps: every slice is taken and counted anew."""
    rows = np.ones(len(codes), dtype=bool)
    taken = []
    while True:
        best = None
        for d in range(codes.shape[1]):
            for side in (0, 1):
                here = codes[rows, d]
                values = np.unique(here)[:: 1 if side == 0 else -1]
                gone = values[:1]
                for value in values[1:]:
                    more = np.append(gone, value)
                    if np.isin(here, more).sum() > alpha * rows.sum():
                        break
                    gone = more
                left = rows & ~np.isin(codes[:, d], gone)
                if left.sum() < max(1, np.ceil(least * len(codes))):
                    continue
                old, new = hits[rows].mean(), hits[left].mean()
                lost = rows.sum() - left.sum()
                worth = {0: new, 1: (new - old) / lost, 2: (new - old) / lost * left.sum()}[objective]
                if best is None or worth > best[0] + 1e-15:
                    best = (worth, left)
        if best is None:
            return taken
        rows = best[1]
        taken.append((int(rows.sum()), float(hits[rows].sum())))


@pytest.mark.parametrize("objective", Objective)
def test_peeling_is_that_of_plain_steps(objective):
    rng = np.random.default_rng(3)
    x = rng.random((400, 3))
    hits = (rng.random(400) < 0.2 + 0.5 * (x[:, 0] > 0.5)).astype(float)
    data = into_bins(x)
    path = peel(data, hits, objective=objective, alpha=0.1, least=0.1)
    assert list(zip(path.rows[1:], path.totals[1:], strict=True)) == slowly(
        data.codes, hits, data.bins, int(objective), 0.1, 0.1
    )


def test_pasting_gives_back_what_was_peeled_too_far():
    x = np.arange(1000.0)[:, None]
    data = into_bins(x)
    hits = (x[:, 0] >= 400).astype(float)
    path = peel(data, hits, least=0.2)
    step = int(np.argmax(path.coverage < 0.7))
    assert paste(path.box(0), data, hits).restricted() == ()
    noisy = hits.copy()
    noisy[650] = 0.0
    grown = paste(path.box(step), data, noisy)
    assert grown.holds(data.codes).sum() >= path.box(step).holds(data.codes).sum()


def test_values_without_an_order_are_taken_one_by_one():
    rng = np.random.default_rng(4)
    x = rng.integers(0, 5, (4000, 1)).astype(float)
    hits = (rng.random(4000) < np.where(np.isin(x[:, 0], [1.0, 3.0]), 0.8, 0.1)).astype(float)
    data = into_bins(x)
    box = find(data, hits, np.array([True]), SearchOptions())
    assert np.flatnonzero(box.kept[0, :5]).tolist() == [1, 3]


def test_boxes_are_judged_on_other_beliefs_than_they_were_found_on():
    rng = np.random.default_rng(5)
    x, inside, _ = planted(8000, 40, seed=5)
    hits = (rng.random((8000, 2)) < np.where(inside, 0.9, 0.1)[:, None]).astype(float)
    binned = into_bins(x)
    data = type(binned)(np.repeat(binned.codes, 2, axis=0), binned.edges, binned.levels, binned.bins)
    found = search_boxes(data, hits, unordered=np.zeros(40, dtype=bool), options=SearchOptions(again=4))
    assert len(found) == 1
    box = found[0]
    assert box.box.restricted() == (2, 5)
    assert abs(box.density - 0.9) < 4.0 * box.density_error
    assert box.outside == pytest.approx(0.1, abs=0.03)
    assert box.coverage == pytest.approx(0.18 / 0.26, abs=0.04)
    assert max(box.quasi_p.values()) < 1e-6
    assert box.again == {2: 1.0, 5: 1.0}


def test_noise_is_not_sold_as_a_finding():
    """Among 40 inputs that mean nothing, peeling finds a dense corner; other beliefs do not confirm it."""
    rng = np.random.default_rng(6)
    options = SearchOptions(again=0)
    for _ in range(4):
        data = into_bins(rng.random((1000, 40)))
        hits = (rng.random((1000, 1)) < 0.3).astype(float)
        path = peel(data, hits[:, 0], least=0.03)
        assert path.density.max() > 0.5
        assert search_boxes(data, hits, unordered=np.zeros(40, dtype=bool), options=options) == ()
