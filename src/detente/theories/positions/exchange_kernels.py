"""Kernels of position exchange: which exchange is best, and what it moves.

Letters as in Stokman & van Oosten (1994): c capability, s salience, w = c·s, x position; y voting position; on issue k
the expected outcome is O_k = Σ w y / Σ w. Parties i and j exchange over issues p and q: i demands p and supplies q, j
demands q and supplies p. A move m of a party shifts O by δ = m·w/Σw.
"""

from __future__ import annotations

import numpy as np

from detente.kernels.compiling import inner_kernel, kernel
from detente.kernels.randomness import uniform
from detente.theories.arrays import Floats, Ints, Marks

__all__ = ["FIELDS", "LEAST_GAIN", "TIE", "play_exchanges", "space_for"]

LEAST_GAIN = 1e-10
"""An exchange that gains each of the two less is none, in levels times salience."""
TIE = 1e-10
"""Gains closer than this share of them are equal."""
NEAR = 1e-9
"""Levels closer than this are equal: an exchange often brings an outcome exactly to where its demander stands."""
FIELDS = 10
"""Numbers kept of each exchange: round, i, j, p, q, gain, moves of j on p and of i on q, shifts of p and of q."""


def space_for(parties: int, issues: int) -> tuple[Floats, Floats, Floats, Ints, Marks, Marks, Marks]:
    """Return the space of `play_exchanges` for one thread: y, w, rows, pairs, frozen, side, touched."""
    return (
        np.empty((parties, issues)),
        np.empty((parties, issues)),
        np.empty((2 + issues, issues)),
        np.empty((issues, issues, 2), np.int64),
        np.empty((parties, issues, 2), np.uint8),
        np.empty((issues, parties), np.uint8),
        np.empty(issues, np.uint8),
    )


@inner_kernel
def shift_of(i, j, p, q, x, y, s, w, mass, O, frozen):  # type: ignore[no-untyped-def]  # noqa: E741
    """Return by how much O_p shifts when i and j exchange, i demanding p; 0 where they cannot or gain nothing.

    The two stand on opposite sides on both issues, and p means more to i, compared with q, than it means to j.

    With equal gains u = δ_p s_ip − δ_q s_iq = δ_q s_jq − δ_p s_jp, so δ_q = δ_p (s_ip + s_jp)/(s_iq + s_jq). The
    shift is as large as the first of four bounds lets it be: j comes all the way to i on p; i all the way to j on q;
    O_p reaches what i wants; O_q reaches what j wants.
    """
    up_p, up_q = x[i, p] > y[j, p], x[j, q] > y[i, q]
    if frozen[j, p, int(up_p)] or frozen[i, q, int(up_q)]:
        return 0.0
    if up_p != (x[i, p] > O[p] + NEAR) or up_q != (x[j, q] > O[q] + NEAR):
        return 0.0
    rate = (s[i, p] + s[j, p]) / (s[i, q] + s[j, q])
    full_p = abs(x[i, p] - y[j, p]) * w[j, p] / mass[p]
    full_q = abs(x[j, q] - y[i, q]) * w[i, q] / mass[q]
    shift = min(min(full_p, abs(x[i, p] - O[p])), min(full_q, abs(x[j, q] - O[q])) / rate)
    return shift if shift * (s[i, p] - rate * s[i, q]) >= LEAST_GAIN else 0.0


@inner_kernel
def gain_of(i, j, p, q, shift, s):  # type: ignore[no-untyped-def]
    """Return what each of the two gains from a shift of O_p."""
    return shift * (s[i, p] - (s[i, p] + s[j, p]) / (s[i, q] + s[j, q]) * s[i, q])


@inner_kernel
def draw_of(i, j, p, q, seed, belief, t, party_key, issue_key):  # type: ignore[no-untyped-def]
    """Return the draw by which an exchange wins among equal ones, keyed by who exchanges what, never by order."""
    what = party_key[i] ^ (party_key[j] >> 1) ^ (issue_key[p] >> 2) ^ (issue_key[q] >> 3)
    return uniform(seed, belief, t, what, 0)


@inner_kernel
def better(gain, drawn, best, best_drawn):  # type: ignore[no-untyped-def]
    """Say whether an exchange goes before the best so far: a greater gain, or an equal one and the greater draw."""
    if abs(gain - best) > TIE * max(gain, best):
        return gain > best
    return drawn > best_drawn


@inner_kernel
def best_of_pair(p, q, x, y, s, w, mass, O, frozen, side, gains, pairs, draws, keyed, party_key, issue_key):  # type: ignore[no-untyped-def]  # noqa: E741
    """Find the best exchange over two issues; fill `gains`, `draws` and `pairs` with it."""
    seed, belief, t = keyed
    n = x.shape[0]
    best, best_drawn = 0.0, -1.0
    for a in range(n):
        for b in range(a):
            if side[p, a] + side[p, b] != 1 or side[q, a] + side[q, b] != 1:
                continue
            ahead = s[a, p] * s[b, q] - s[a, q] * s[b, p]
            if ahead == 0.0:
                continue
            i, j = (a, b) if ahead > 0.0 else (b, a)
            shift = shift_of(i, j, p, q, x, y, s, w, mass, O, frozen)
            if shift == 0.0:
                continue
            gain = gain_of(i, j, p, q, shift, s)
            if gain < best * (1.0 - TIE):
                continue
            drawn = draw_of(i, j, p, q, seed, belief, t, party_key, issue_key)
            if better(gain, drawn, best, best_drawn):
                best, best_drawn = gain, drawn
                pairs[p, q, 0], pairs[p, q, 1] = i, j
    gains[p, q], draws[p, q] = best, best_drawn


@inner_kernel
def realise(i, j, p, q, t, x, y, s, w, mass, O, frozen, kept):  # type: ignore[no-untyped-def]  # noqa: E741
    """Move the votes of an exchange, freeze them in their direction, and keep what it did."""
    shift = shift_of(i, j, p, q, x, y, s, w, mass, O, frozen)
    other = shift * (s[i, p] + s[j, p]) / (s[i, q] + s[j, q])
    up_p, up_q = x[i, p] > y[j, p], x[j, q] > y[i, q]
    move_p, move_q = shift * mass[p] / w[j, p], other * mass[q] / w[i, q]
    kept[0], kept[1], kept[2], kept[3], kept[4] = t, i, j, p, q
    kept[5] = gain_of(i, j, p, q, shift, s)
    kept[6], kept[7] = move_p if up_p else -move_p, move_q if up_q else -move_q
    kept[8], kept[9] = shift if up_p else -shift, other if up_q else -other
    # What moves all the way arrives exactly, so that rounding leaves no rest to exchange.
    y[j, p] = arrived(y[j, p] + kept[6], x[i, p])
    y[i, q] = arrived(y[i, q] + kept[7], x[j, q])
    frozen[j, p, int(up_p)] = 1
    frozen[i, q, int(up_q)] = 1


@inner_kernel
def arrived(level, target):  # type: ignore[no-untyped-def]
    """Return the target if the level is as good as there."""
    return target if abs(level - target) < NEAR else level


@inner_kernel
def take_sides(k, x, y, w, mass, O, side):  # type: ignore[no-untyped-def]  # noqa: E741
    """Fill the mass Σ w and the outcome Σ w y / Σ w of an issue, and who stands left of it (0), right (1), nowhere (9).

    The outcome is not a number where nobody has weight.
    """
    weight, total = 0.0, 0.0
    for a in range(y.shape[0]):
        if w[a, k] > 0.0:
            weight += w[a, k]
            total += w[a, k] * y[a, k]
    mass[k], O[k] = weight, total / weight if weight > 0.0 else np.nan
    for a in range(y.shape[0]):
        side[k, a] = (0 if x[a, k] <= O[k] + NEAR else 1) if w[a, k] > 0.0 else 9


@kernel
def play_exchanges(
    x: Floats,
    c: Floats,
    s: Floats,
    keyed: tuple[int, int],
    party_key: Ints,
    issue_key: Ints,
    pace: tuple[float, float],
    y: Floats,
    w: Floats,
    rows: Floats,
    pairs: Ints,
    frozen: Marks,
    side: Marks,
    touched: Marks,
    draws: Floats,
    course: Floats,
    kept: Floats,
) -> int:
    """Play rounds of exchanges of one problem.

    Args:
        x: Positions, shape (parties, issues), replaced by those with which the round after the last would start.
        c: Power, shape (parties,).
        s: Salience, shape (parties, issues).
        keyed: Seed and number of the belief.
        party_key: What draws of a party are keyed by, shape (parties,).
        issue_key: The same for issues, shape (issues,).
        pace: How much of a vote becomes the position of the next round: by what is not salient, and anyhow.
        y: Filled with the votes of the last round, shape (parties, issues).
        w: Space, shape (parties, issues).
        rows: Space, shape (2 + issues, issues).
        pairs: Space, shape (issues, issues, 2).
        frozen: Space, shape (parties, issues, 2).
        side: Space, shape (issues, parties).
        touched: Space, shape (issues,).
        draws: Space, shape (issues, issues).
        course: Filled with the outcome after every round, shape (rounds, issues).
        kept: Filled with what every exchange did, shape (most that are kept, `FIELDS`).

    Returns:
        How many exchanges there were.
    """
    n, I = x.shape  # noqa: E741
    mass, O, gains = rows[0], rows[1], rows[2:]  # noqa: E741
    made = 0
    for a in range(n):
        for k in range(I):
            w[a, k] = c[a] * s[a, k]
    for t in range(course.shape[0]):
        y[:, :] = x
        frozen[:, :, :] = 0
        gains[:, :] = 0.0
        for k in range(I):
            take_sides(k, x, y, w, mass, O, side)
        touched[:] = 1
        while True:
            best, best_drawn, bp, bq = 0.0, -1.0, -1, -1
            for p in range(I):
                for q in range(p + 1, I):
                    if touched[p] or touched[q]:
                        best_of_pair(
                            p, q, x, y, s, w, mass, O, frozen, side, gains, pairs, draws,
                            (keyed[0], keyed[1], t), party_key, issue_key,
                        )  # fmt: skip
                    if gains[p, q] > 0.0 and better(gains[p, q], draws[p, q], best, best_drawn):
                        best, best_drawn, bp, bq = gains[p, q], draws[p, q], p, q
            if bp < 0:
                break
            row = kept[min(made, kept.shape[0] - 1)]
            realise(pairs[bp, bq, 0], pairs[bp, bq, 1], bp, bq, t, x, y, s, w, mass, O, frozen, row)
            made += 1
            take_sides(bp, x, y, w, mass, O, side)
            take_sides(bq, x, y, w, mass, O, side)
            touched[:] = 0
            touched[bp], touched[bq] = 1, 1
        course[t] = O
        for a in range(n):
            for k in range(I):
                if w[a, k] > 0.0:
                    share = (1.0 - s[a, k]) * pace[0] + pace[1]
                    x[a, k] += share * (y[a, k] - x[a, k])
    return made
