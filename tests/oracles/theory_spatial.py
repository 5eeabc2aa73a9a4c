"""The spatial model of politics, written from its definition with no eye for speed: the twin of the compiled one."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np


def utility(d, risk):
    return (1 - d) * (1 + d * risk) if d <= 1 else (1 - d) * (1 + risk)


def distance(sal, ideal, pos):
    return math.sqrt(sum((s * (x - y)) ** 2 for s, x, y in zip(sal, ideal, pos, strict=True))) / math.sqrt(
        sum(s * s for s in sal)
    )


def rounded(z):
    return math.floor(z * 1e4 + 0.5) / 1e4


def victory(for_, against, power):
    if power == 0:
        return 0.5 if for_ == against else float(for_ > against)
    return for_**power / (for_**power + against**power)


def condorcet(weights, utilities, power=1):
    """Probabilities of m alternatives, utilities (voters, m), by the conditional rule."""
    m = utilities.shape[1]
    log = np.zeros(m)
    for a in range(m):
        for b in range(m):
            if a != b:
                votes = weights * (utilities[:, a] - utilities[:, b])
                log[a] += math.log(
                    max(1e-300, victory(1e-8 + votes.clip(0).sum(), 1e-8 + (-votes).clip(0).sum(), power))
                )
    p = np.exp(log - log.max())
    return p / p.sum()


ADJUST = {"no": 0.0, "one-third": 1 / 3, "half": 0.5, "two-thirds": 2 / 3, "full": 1.0}


def risks(p, span):
    low, high = p.min(), p.max()
    if high - low < 1e-12:
        return np.zeros(len(p))
    if span == "min":
        return (p - low) / (high - low)
    if span == "max":
        return (2 * p - high - low) / (high - low)
    return (3 * p - high - 2 * low) / (2 * (high - low))


def turn(cap, sal, ideal, pos, adjust="one-third", span="mid", power=1, third=True, squared=True):
    n = len(pos)
    total = sal.sum(axis=1)
    d = np.array([[distance(sal[i], ideal[i], pos[j]) for j in range(n)] for i in range(n)])
    neutral = np.array([[utility(d[i, j], 0.0) for j in range(n)] for i in range(n)])
    risk = risks(condorcet(cap, neutral, power), span)
    share = ADJUST[adjust]

    def seen(h):
        estimate = [(1 - share) * risk[h] + share * risk[i] for i in range(n)]
        return np.array([[utility(d[i, j], estimate[i]) for j in range(n)] for i in range(n)])

    own = np.array([[utility(d[i, j], risk[i]) for j in range(n)] for i in range(n)])
    queues = [[None] for _ in range(n)]
    for i in range(n):
        U = seen(i)
        best, target, phi_best = 1e-5, -1, 0.0
        for j in range(n):
            if j == i:
                continue
            ci = total[i] * cap[i] * (U[i, i] - U[i, j])
            cj = total[j] * cap[j] * (U[j, i] - U[j, j])
            F = 1e-10 + max(ci, 0) + max(cj, 0)
            G = 1e-10 + max(-ci, 0) + max(-cj, 0)
            up, down = F, G
            for k in range(n):
                if k in (i, j) or not third:
                    continue
                t = total[k] * cap[k] * (U[k, i] - U[k, j])
                q = (F + max(t, 0)) / (F + G + abs(t))
                v = total[k] * cap[k] * (q * (U[k, k] - U[k, i]) - (1 - q) * (U[k, k] - U[k, j]))
                up += max(v, 0)
                down += max(-v, 0)
            phi = up / (up + down)
            gain = (
                (1 - total[j]) * 2 * U[i, i]
                + total[j] * (phi * 2 * U[i, i] + (1 - phi) * 2 * U[i, j])
                - (U[i, i] + U[i, j])
            )
            if gain > best:
                best, target, phi_best = gain, j, phi
        if target >= 0:
            j = target
            e = 2 if squared else 1
            a, b, m = (sal[i] * phi_best) ** e, (sal[j] * (1 - phi_best)) ** e, 1e-6
            new_i = [rounded(z) for z in ((a + m) * pos[i] + b * pos[j]) / (a + m + b)]
            new_j = [rounded(z) for z in (a * pos[i] + (m + b) * pos[j]) / (a + m + b)]
            bargain = (i, j, np.array(new_i), np.array(new_j))
            queues[i].append(bargain)
            queues[j].append(bargain)
    new = pos.copy()
    for k in range(n):
        worth = np.zeros((n, len(queues[k])))
        for q in range(n):
            for place, bargain in enumerate(queues[k]):
                values = own[q].copy()
                if bargain is not None:
                    values[bargain[0]] = utility(distance(sal[q], ideal[q], bargain[2]), risk[q])
                    values[bargain[1]] = utility(distance(sal[q], ideal[q], bargain[3]), risk[q])
                worth[q, place] = values.mean()
        chosen = queues[k][int(np.argmax(condorcet(cap, worth, power)))]
        if chosen is not None:
            new[k] = chosen[2] if chosen[0] == k else chosen[3]
    return new


def run(cap, sal, pos, limit=100, **options):
    """Return all states, positions and saliences on 0–1."""
    states = [pos.copy()]
    while len(states) - 1 < limit:
        states.append(turn(cap, sal, states[-1], states[-1], **options))
        moves = [sum(np.linalg.norm(b - a, axis=1)) for a, b in pairwise(states)]
        if len(moves) >= 2 and moves[-1] / (moves[0] + 1e-4) < 0.02:
            break
    return np.array(states)
