"""Kernels of the challenge model: who prevails, what challenges are worth, and who moves where.

Letters as in Scholz, Calbert & Smith (2011): c capability, s salience, w = c·s, x position, r risk exponent,
R range, D distance and M distance to the median as shares of R, P probability that i beats j, and for a dyad seen
by i: a = E(U_ij), what it is worth to i to challenge j, and b = E(U_ji), what it is worth to j to challenge i.
Numbers in brackets are equations of the paper.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from detente.kernels.compiling import inner_kernel, kernel
from detente.theories.arrays import Floats, Ints
from detente.theories.positions.median import median_of

__all__ = ["Scheme", "play_challenges", "space_for"]

GRAIN = 1e-12
"""Utilities, and shares of the range, closer than this are equal: rounding must not decide who yields."""

CONFLICT, COMPROMISE, CAPITULATION, NO_OFFER = 0, 1, 2, 3
CATEGORY, LEAST, POWERFUL = 0, 1, 2


class Scheme(IntEnum):
    """Where the choices between readings stand in `scheme`."""

    RECIPE = 0  # 1: the recipe behind the published table; 0: the equations as printed
    RESPONDER_AS_PRINTED = 1  # 1: the salience of (25b) is that of the challenged, as printed
    CURRENT_RANGE = 2  # 1: R is the range of the round; 0: that of the opening
    LOSER_MOVES = 3  # 1: the loser of a conflict moves to the winner; 0: it stays
    OFFER = 4  # which of several offers is taken
    LISTED = 5  # 1: among equal offers the first listed party's is taken; 0: the lowest
    MEAN = 6  # 1: the outcome is the weighted mean; 0: the weighted median


def space_for(parties: int) -> tuple[Floats, Ints]:
    """Return the space that `play_challenges` works in, for one thread."""
    return np.empty((4 * parties + 9, parties)), np.empty((2, parties), np.int64)


@inner_kernel
def stakes(x: Floats, r: Floats, R: float, S: Floats, F: Floats, q: Floats) -> None:
    """Fill U_s (15) and U_f (16), shape (n, n), for the risk exponent of the first index, and U_q (24), shape (n,)."""
    n = x.shape[0]
    for i in range(n):
        q[i] = 0.0 if r[i] == 1.0 else 2.0 - 4.0 * 0.5 ** r[i]
        for j in range(n):
            D = abs(x[i] - x[j]) / R
            if r[i] == 1.0:
                S[i, j], F[i, j] = 2.0 * D, -2.0 * D
            elif j > 0 and x[j] == x[j - 1]:
                S[i, j], F[i, j] = S[i, j - 1], F[i, j - 1]
            else:
                S[i, j] = 2.0 - 4.0 * (0.5 - 0.5 * D) ** r[i]
                F[i, j] = 2.0 - 4.0 * (0.5 + 0.5 * D) ** r[i]


@inner_kernel
def unchallenged(D: float, M: float, q: float, r: float, Q: float) -> float:
    """Return what it is worth not to challenge: Q·U_q + (1 − Q)·U_b or U_w of (22, 23), as the median comes or goes.

    Args:
        D: Distance between the two, as a share of the range.
        M: Distance between who would challenge and the median, as a share of the range.
        q: U_q.
        r: Risk exponent.
        Q: Probability that nothing changes without a challenge.
    """
    if Q == 1.0:
        return q
    shift = -0.25 * (M + D) if M < D else 0.25 * (M + D)
    return Q * q + (1.0 - Q) * (2.0 - 4.0 * (0.5 + shift) ** r)


@inner_kernel
def who_prevails(x: Floats, w: Floats, r: Floats, R: float, recipe: int, g: Floats, P: Floats) -> None:
    """Fill `P`, shape (n, n), with the probability that i beats j; g is space of the same shape.

    As printed (31), the share of the votes that i wins between the two, votes counting by distance. In the recipe a
    vote is w_k [(|x_k − x_j|/R)^{r_k} − (|x_k − x_i|/R)^{r_k}], and the votes that i wins are divided by all votes of
    all between all ordered pairs; so P is small, and P_ij + P_ji is not 1.
    """
    n = x.shape[0]
    for k in range(n):
        for a in range(n):
            d = abs(x[k] - x[a]) / R
            if a > 0 and x[a] == x[a - 1]:
                g[k, a] = g[k, a - 1]
            else:
                g[k, a] = d if r[k] == 1.0 or not recipe else d ** r[k]
    everything = 0.0
    for i in range(n):
        P[i, i] = 0.0
        for j in range(i):
            won, lost = 0.0, 0.0
            for k in range(n):
                vote = w[k] * (g[k, j] - g[k, i])
                if vote > 0.0:
                    won += vote
                else:
                    lost -= vote
            P[i, j], P[j, i] = won, lost
            everything += 2.0 * (won + lost)
    for i in range(n):
        for j in range(i):
            votes = everything if recipe else P[i, j] + P[j, i]
            if votes > 0.0:
                P[i, j] /= votes
                P[j, i] /= votes


@inner_kernel
def dyad(i, j, s, r, D, M, P, S, F, q, scheme, Q):  # type: ignore[no-untyped-def]
    """Return (a, b) of the dyad of i and j as i sees it, at distance D; M holds the distances to the median.

    E(U_ij) = s_j [P U_s + (1 − P) U_f] + (1 − s_j) U_s − Q U_q − (1 − Q) (U_b or U_w)   (25a)
    """
    k, m = (i, j) if scheme[Scheme.RECIPE] else (j, i)
    of_i = s[j] if scheme[Scheme.RESPONDER_AS_PRINTED] else s[i]
    a = s[j] * (P[i, j] * S[i, j] + (1.0 - P[i, j]) * F[i, j]) + (1.0 - s[j]) * S[i, j]
    b = of_i * (P[j, i] * S[k, m] + (1.0 - P[j, i]) * F[k, m]) + (1.0 - of_i) * S[k, m]
    return a - unchallenged(D, M[i], q[i], r[i], Q), b - unchallenged(D, M[j], q[k], r[k], Q)


@inner_kernel
def risk_exponents(x, s, one, R, M, P, S, F, q, scheme, Q, security, r):  # type: ignore[no-untyped-def]
    """Fill r from (33) and (34): security is what others' challenges are worth to them, all taken as risk-neutral."""
    n = x.shape[0]
    low, high = np.inf, -np.inf
    for i in range(n):
        security[i] = 0.0
        for j in range(n):
            if j != i:
                security[i] += dyad(i, j, s, one, abs(x[i] - x[j]) / R, M, P, S, F, q, scheme, Q)[1]
        low, high = min(low, security[i]), max(high, security[i])
    for i in range(n):
        share = (2.0 * security[i] - high - low) / (high - low) if high - low > GRAIN else 0.0
        r[i] = (1.0 - share / 3.0) / (1.0 + share / 3.0)


@inner_kernel
def offer_of(a: float, b: float, loser_moves: int) -> int:
    """Return what i must do about j, by the octant of (a, b) (figure 6)."""
    if a > GRAIN and b > a + GRAIN:
        return CONFLICT if loser_moves else NO_OFFER
    if a < -GRAIN and b > GRAIN:
        return COMPROMISE if b > -a + GRAIN else CAPITULATION
    return NO_OFFER


@inner_kernel
def answer(i, x, c, s, r, R, M, P, S, F, q, scheme, Q, rank):  # type: ignore[no-untyped-def]
    """Return where i moves: the offer it takes out of all that others can enforce, or its own position."""
    chosen = x[i]
    best1, best2, best3 = np.inf, np.inf, np.inf
    order = scheme[Scheme.OFFER]
    for j in range(x.shape[0]):
        if x[j] == x[i]:
            continue
        a, b = dyad(i, j, s, r, abs(x[i] - x[j]) / R, M, P, S, F, q, scheme, Q)
        offer = offer_of(a, b, scheme[Scheme.LOSER_MOVES])
        if offer == NO_OFFER:
            continue
        target = x[i] + (x[j] - x[i]) * abs(a / b) if offer == COMPROMISE else x[j]
        distance = abs(target - x[i]) / R
        first = float(offer) if order == CATEGORY else (-c[j] if order == POWERFUL else 0.0)
        second = distance
        if offer == COMPROMISE and scheme[Scheme.RECIPE]:
            second = (abs(a) * x[i] + abs(b) * x[j]) / (abs(a) + abs(b)) / R
        third = float(rank[j]) if scheme[Scheme.LISTED] else target
        if first != best1:
            better = first < best1
        elif abs(second - best2) > GRAIN:
            better = second < best2
        else:
            better = third < best3
        if better:
            best1, best2, best3, chosen = first, second, third, target
    return chosen


@inner_kernel
def one_round(x, y, c, s, w, R0, scheme, Q, space, rank, order):  # type: ignore[no-untyped-def]
    """Fill y with where everybody moves from x, all at once."""
    n = x.shape[0]
    g, P, S, F = space[:n, :n], space[n : 2 * n, :n], space[2 * n : 3 * n, :n], space[3 * n : 4 * n, :n]
    one, r, M, q = space[4 * n, :n], space[4 * n + 1, :n], space[4 * n + 2, :n], space[4 * n + 3, :n]
    low, high = x[0], x[0]
    for k in range(n):
        low, high = min(low, x[k]), max(high, x[k])
    R = high - low if scheme[Scheme.CURRENT_RANGE] else R0
    if R <= 0.0:
        y[:] = x
        return
    middle = median_of(x, w, order) if Q < 1.0 else 0.0
    for k in range(n):
        one[k] = 1.0
        M[k] = abs(x[k] - middle) / R
    who_prevails(x, w, one, R, scheme[Scheme.RECIPE], g, P)
    stakes(x, one, R, S, F, q)
    risk_exponents(x, s, one, R, M, P, S, F, q, scheme, Q, y, r)
    stakes(x, r, R, S, F, q)
    if scheme[Scheme.RECIPE]:
        who_prevails(x, w, r, R, 1, g, P)
    for i in range(n):
        y[i] = answer(i, x, c, s, r, R, M, P, S, F, q, scheme, Q, rank)


@inner_kernel
def take_actors(x: Floats, c: Floats, s: Floats, rank: Ints) -> int:
    """Fill `rank` with who has weight, by position, capability and salience, so that no order of parties matters."""
    n = 0
    for p in range(x.shape[0]):
        if not c[p] * s[p] > 0.0:
            continue
        k = n
        while k > 0:
            q = rank[k - 1]
            if x[q] < x[p] or (x[q] == x[p] and (c[q] < c[p] or (c[q] == c[p] and s[q] <= s[p]))):
                break
            rank[k] = q
            k -= 1
        rank[k] = p
        n += 1
    return n


@inner_kernel
def outcome_of(x: Floats, w: Floats, mean: int, order: Ints) -> float:
    """Return the weighted mean or the weighted median."""
    if not mean:
        return median_of(x, w, order)
    total = 0.0
    mass = 0.0
    for k in range(x.shape[0]):
        total += w[k] * x[k]
        mass += w[k]
    return total / mass


@kernel
def play_challenges(
    positions: Floats, power: Floats, salience: Floats, scheme: Ints, Q: float, space: Floats, spare: Ints, out: Floats
) -> None:
    """Play rounds of challenges on every issue in every belief.

    Args:
        positions: Shape (B, parties, issues), replaced by the positions after the last round.
        power: Shape (B, parties).
        salience: Shape (B, parties, issues).
        scheme: Choices between readings, by `Scheme`.
        Q: Probability that nothing changes without a challenge.
        space: Space from `space_for`.
        spare: Likewise.
        out: Filled with the outcome after every round, shape (B, rounds, issues); not a number where nobody has weight.
    """
    n_parties = positions.shape[1]
    at = 4 * n_parties + 4
    for b in range(positions.shape[0]):
        for i in range(positions.shape[2]):
            n = take_actors(positions[b, :, i], power[b], salience[b, :, i], spare[0])
            out[b, :, i] = np.nan
            if n == 0:
                continue
            x, y, c, s, w = (
                space[at, :n],
                space[at + 1, :n],
                space[at + 2, :n],
                space[at + 3, :n],
                space[at + 4, :n],
            )
            for k in range(n):
                p = spare[0, k]
                x[k], c[k], s[k] = positions[b, p, i], power[b, p], salience[b, p, i]
                w[k] = c[k] * s[k]
            R0 = x[n - 1] - x[0]
            for t in range(out.shape[1]):
                one_round(x, y, c, s, w, R0, scheme, Q, space, spare[0], spare[1])
                x[:] = y
                out[b, t, i] = outcome_of(x, w, scheme[Scheme.MEAN], spare[1])
            for k in range(n):
                positions[b, spare[0, k], i] = x[k]
