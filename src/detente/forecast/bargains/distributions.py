"""Distributions over packages, each fitted on bargains that are not scored."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.forecast.bargains.striking import RULES, perception_noise, struck
from detente.forecast.bargains.table import Bargains
from detente.theories.arrays import Bools, Floats

__all__ = ["ETAS", "Fitted", "efficient", "fitted"]

ETAS = (0.02, 0.03, 0.044, 0.06, 0.08, 0.12)
"""Errors of perception that are tried, as shares of what a party has at stake."""

_LAPSES = (0.001, 0.003, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95)
"""Shares of bargains that end anywhere, whatever the rule, that are tried."""

_ROUNDS = 400
_STEPS = 100
_RIDGE = 1e-3
_FLOOR = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A distribution over packages.

    Attributes:
        key: Which.
        logs: Logarithm of the probability of each package, shape (bargains, packages).
        constants: What was fitted, by name.
    """

    key: str
    logs: Floats
    constants: tuple[tuple[str, float], ...] = ()


def fitted(bargains: Bargains, known: Bools, *, draws: int, seed: int) -> list[Fitted]:
    """Return every distribution, with its constants fitted on the bargains that are known.

    Args:
        bargains: All bargains, of which those to be scored are not known.
        known: Which are known, and ended in agreement. Shape (bargains,).
        draws: Draws of the errors of perception.
        seed: Another seed, other draws.
    """
    gains, totals = bargains.gains(), bargains.totals()
    both = (gains > 0.0).all(axis=1)
    best = efficient(gains) & both
    found = [
        _mixed("uniform", bargains, known, both.astype(float)),
        _mixed("uniform-efficient", bargains, known, best.astype(float)),
        _mixed("even-split", bargains, known, _even_split(bargains)),
    ]
    exact = {rule: struck(rule, gains) for rule in RULES}
    found += [_mixed(rule, bargains, known, shares) for rule, shares in exact.items()]
    shares = np.maximum(gains, _FLOOR) / totals[..., None]
    product = np.log(shares).sum(axis=1)
    found.append(_logit("logit-joint-gain", bargains, known, {"joint gain": shares.sum(axis=1)}))
    found.append(_logit("logit-nash", bargains, known, {"Nash product": product}))
    near = _near_best(bargains, gains, totals, draws, seed)
    for rule in RULES:
        tried = [_mixed(f"near-{rule}", bargains, known, near[rule, eta], (("η", eta),)) for eta in ETAS]
        found.append(max(tried, key=lambda one: _fit(one, bargains, known)))
    found.append(_play(bargains, known, near))
    even = np.broadcast_to(-np.abs(bargains.packages - bargains.units / 2.0).sum(axis=1), product.shape)
    apart = -np.abs(shares[:, 0] - shares[:, 1])
    features = {"Nash product": product, "even split of each good": even, "equal gains": apart}
    found.append(_logit("logit-nash-even", bargains, known, features))
    return found


def efficient(gains: Floats) -> Bools:
    """Say which packages no other is better than for one and as good for the other; shape (bargains, packages)."""
    result = np.ones(gains.shape[::2], dtype=np.bool_)
    for k, (first, second) in enumerate(gains):
        better = (first[None] >= first[:, None]) & (second[None] >= second[:, None])
        strictly = (first[None] > first[:, None]) | (second[None] > second[:, None])
        result[k] = ~(better & strictly).any(axis=1)
    return result


def _fit(one: Fitted, bargains: Bargains, known: Bools) -> float:
    rows = np.flatnonzero(known)
    return float(one.logs[rows, bargains.taken[rows]].mean())


def _mixed(
    key: str, bargains: Bargains, known: Bools, weights: Floats, constants: tuple[tuple[str, float], ...] = ()
) -> Fitted:
    """Return a distribution by weights, of which a fitted share may end anywhere."""
    total = weights.sum(axis=1, keepdims=True)
    count = weights.shape[1]
    shares = np.where(total > 0.0, weights / np.maximum(total, 1e-300), 1.0 / count)
    tried = [
        Fitted(key=key, logs=np.log((1.0 - lapse) * shares + lapse / count), constants=(*constants, ("ε", lapse)))
        for lapse in _LAPSES
    ]
    return max(tried, key=lambda one: _fit(one, bargains, known))


def _even_split(bargains: Bargains) -> Floats:
    """Return weights on the packages nearest to half of each good."""
    far = np.abs(bargains.packages - bargains.units / 2.0).sum(axis=1)
    return np.broadcast_to((far == far.min()).astype(float), (len(bargains.taken), len(far)))


def _logit(key: str, bargains: Bargains, known: Bools, features: dict[str, Floats]) -> Fitted:
    """Fit a conditional logit (McFadden 1974) by Newton's method."""
    x = np.stack(list(features.values()), axis=-1)
    rows = np.flatnonzero(known)
    inside, chosen = x[rows], x[rows, bargains.taken[rows]]
    weights = np.zeros(x.shape[-1])
    for _ in range(_STEPS):
        shares = np.exp(_log_softmax(inside @ weights))
        mean = np.einsum("np,npf->nf", shares, inside)
        apart = inside - mean[:, None]
        slope = (chosen - mean).sum(axis=0) - _RIDGE * weights
        bend = np.einsum("np,npf,npg->fg", shares, apart, apart) + _RIDGE * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-10:
            break
    constants = tuple(zip(features, (float(w) for w in weights), strict=True))
    return Fitted(key=key, logs=_log_softmax(x @ weights), constants=constants)


def _log_softmax(worth: Floats) -> Floats:
    top = worth - worth.max(axis=1, keepdims=True)
    return np.asarray(top - np.log(np.exp(top).sum(axis=1, keepdims=True)))


def _near_best(
    bargains: Bargains, gains: Floats, totals: Floats, draws: int, seed: int
) -> dict[tuple[str, float], Floats]:
    """Return how likely each rule strikes each package near the best; bargains of equal values are one problem."""
    flat = bargains.values.reshape(len(bargains.values), -1)
    _, first, which = np.unique(flat, axis=0, return_index=True, return_inverse=True)
    which = which.reshape(-1)
    dice = np.random.default_rng(seed)
    parts: dict[tuple[str, float], list[Floats]] = {(rule, eta): [] for rule in RULES for eta in ETAS}
    for start in range(0, len(first), 8):
        some = first[start : start + 8]
        noise = perception_noise(bargains.packages, bargains.units, totals[some], 1.0, draws, dice)
        for rule, eta in parts:
            parts[rule, eta].append(struck(rule, gains[some], eta * noise))
    return {key: np.concatenate(found)[which] for key, found in parts.items()}


def _play(bargains: Bargains, known: Bools, near: dict[tuple[str, float], Floats]) -> Fitted:
    """Return the table of the play: beliefs over rules and errors of perception, fitted by expectation-maximisation."""
    count = len(bargains.packages)
    keys = [*near, ("anywhere", 0.0)]
    tables = [*near.values(), np.full((len(bargains.taken), count), 1.0 / count)]
    rows = np.flatnonzero(known)
    chosen = np.stack([table[rows, bargains.taken[rows]] for table in tables], axis=1)
    weights = np.full(len(tables), 1.0 / len(tables))
    for _ in range(_ROUNDS):
        shares = chosen * weights
        weights = (shares / shares.sum(axis=1, keepdims=True)).mean(axis=0)
    weights = np.maximum(weights, 1e-12)
    whole = sum((w * table for w, table in zip(weights, tables, strict=True)), np.zeros_like(tables[0]))
    by_rule: dict[str, float] = {}
    for (rule, _), w in zip(keys, weights, strict=True):
        by_rule[rule] = by_rule.get(rule, 0.0) + float(w)
    eta = float(sum(eta * w for (_, eta), w in zip(keys, weights, strict=True)))
    return Fitted(key="play", logs=np.log(whole), constants=(*by_rule.items(), ("η", eta)))
