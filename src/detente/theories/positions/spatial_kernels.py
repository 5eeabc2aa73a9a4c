"""Kernels of the spatial model of politics: one turn is everybody's challenge, and what comes of the bargains.

Letters as in the model: n actors, D issues; c capability, s salience, x positions (also the ideals of the turn), d
distances, U utilities, φ the initiator's chance of prevailing, ρ risk attitudes. Arrays are indexed by actor, then
issue; all levels and saliences are shares 0–1.
"""

from __future__ import annotations

import math

from detente.kernels.compiling import inner_kernel, kernel
from detente.kernels.randomness import uniform
from detente.theories.arrays import Floats, Ints

__all__ = ["play_turns", "spatial_space"]

LEAST_VOTE = 1e-8
LEAST_STRENGTH = 1e-10
LEAST_GAIN = 1e-5
LEAST_MOVE = 1e-6


def spatial_space(n: int) -> tuple[int, int]:
    """Return how many floats and integers `play_turns` needs to work in, for n actors."""
    return 3 * n * n + 2 * (n + 1) * (n + 1) + 3 * (n + 1), n


@inner_kernel
def utility(d: float, rho: float) -> float:
    """Return the utility of a distance: (1 − d)(1 + dρ), straight beyond a distance of 1."""
    return (1.0 - d) * (1.0 + d * rho) if d <= 1.0 else (1.0 - d) * (1.0 + rho)


@inner_kernel
def distance(s: Floats, i: int, a: Floats, j: int, b: Floats, k: int) -> float:
    """Return how far row k of b lies from row j of a for actor i: ‖s∘(a − b)‖/‖s‖."""
    above = 0.0
    below = 0.0
    for m in range(s.shape[1]):
        gap = s[i, m] * (a[j, m] - b[k, m])
        above += gap * gap
        below += s[i, m] * s[i, m]
    return math.sqrt(above / below)


@inner_kernel
def rounded(z: float, p: float, q: float) -> float:
    """Round what lies between p and q to four digits, halves upward; it stays between them."""
    return min(max(math.floor(z * 1e4 + 0.5) / 1e4, min(p, q)), max(p, q))


@inner_kernel
def victory(for_: float, against: float, power: int) -> float:
    """Return the chance of winning a contest; a power of 0 gives all to the stronger."""
    if power == 0:
        return 0.5 if for_ == against else (1.0 if for_ > against else 0.0)
    a = for_
    b = against
    for _ in range(power - 1):
        a *= for_
        b *= against
    return a / (a + b)


@inner_kernel
def condorcet(c: Floats, U: Floats, count: int, power: int, V: Floats, p: Floats) -> None:
    """Fill `p` with the chances of alternatives: in proportion to the product of their chances in every contest.

    Args:
        c: Votes of n voters.
        U: Utilities, shape (n, ≥ count).
        count: How many alternatives there are.
        power: Of the contest.
        V: Filled with the chances of row against column, shape (≥ count, ≥ count).
        p: Filled, shape (≥ count,).
    """
    n = len(c)
    for a in range(count):
        V[a, a] = 0.5
        for b in range(a):
            up = 0.0
            down = 0.0
            for k in range(n):
                vote = c[k] * (U[k, a] - U[k, b])
                if vote > 0.0:
                    up += vote
                else:
                    down -= vote
            V[a, b] = victory(LEAST_VOTE + up, LEAST_VOTE + down, power)
            V[b, a] = victory(LEAST_VOTE + down, LEAST_VOTE + up, power)
    best = -math.inf
    for a in range(count):
        p[a] = 0.0
        for b in range(count):
            if a != b:
                p[a] += math.log(max(V[a, b], 1e-300))
        best = max(best, p[a])
    total = 0.0
    for a in range(count):
        p[a] = math.exp(p[a] - best)
        total += p[a]
    for a in range(count):
        p[a] /= total


@inner_kernel
def attitudes(p: Floats, span: int, rho: Floats) -> None:
    """Fill `rho` with risk attitudes: who is likely to prevail stakes little; span 0 min, 1 mid, 2 max."""
    n = len(rho)
    low = math.inf
    high = -math.inf
    for i in range(n):
        low = min(low, p[i])
        high = max(high, p[i])
    width = high - low
    for i in range(n):
        if width < 1e-12:
            rho[i] = 0.0
        elif span == 0:
            rho[i] = (p[i] - low) / width
        elif span == 1:
            rho[i] = (3.0 * p[i] - high - 2.0 * low) / (2.0 * width)
        else:
            rho[i] = (2.0 * p[i] - high - low) / width


@inner_kernel
def prevailing(c: Floats, S: Floats, U: Floats, i: int, j: int, third: bool) -> float:
    """Return φ, the chance that i prevails over j, in the eyes whose utilities U are, shape (n, n)."""
    ci = S[i] * c[i] * (U[i, i] - U[i, j])
    cj = S[j] * c[j] * (U[j, i] - U[j, j])
    F = LEAST_STRENGTH + max(ci, 0.0) + max(cj, 0.0)
    G = LEAST_STRENGTH + max(-ci, 0.0) + max(-cj, 0.0)
    up = F
    down = G
    if third:
        for k in range(len(c)):
            if k == i:
                continue
            if k == j:
                continue
            t = S[k] * c[k] * (U[k, i] - U[k, j])
            q = (F + max(t, 0.0)) / (F + G + abs(t))
            v = S[k] * c[k] * (q * (U[k, k] - U[k, i]) - (1.0 - q) * (U[k, k] - U[k, j]))
            if v > 0.0:
                up += v
            else:
                down -= v
    return up / (up + down)


@inner_kernel
def challenge(c: Floats, S: Floats, U: Floats, i: int, third: bool) -> tuple[int, float]:
    """Return whom i challenges, −1 for nobody, and its chance of prevailing."""
    best = LEAST_GAIN
    target = -1
    chance = 0.0
    for j in range(len(c)):
        if j == i:
            continue
        phi = prevailing(c, S, U, i, j, third)
        fought = phi * 2.0 * U[i, i] + (1.0 - phi) * 2.0 * U[i, j]
        gain = (1.0 - S[j]) * 2.0 * U[i, i] + S[j] * fought - (U[i, i] + U[i, j])
        if gain > best:
            best = gain
            target = j
            chance = phi
    return target, chance


@inner_kernel
def bargain(s: Floats, x: Floats, i: int, j: int, phi: float, squared: bool, first: Floats, second: Floats) -> None:
    """Fill row i of `first` and `second` with where the bargain of i with j would move both."""
    for m in range(x.shape[1]):
        a = s[i, m] * phi
        b = s[j, m] * (1.0 - phi)
        if squared:
            a *= a
            b *= b
        whole = a + b + LEAST_MOVE
        first[i, m] = rounded(((a + LEAST_MOVE) * x[i, m] + b * x[j, m]) / whole, x[i, m], x[j, m])
        second[i, m] = rounded((a * x[i, m] + (LEAST_MOVE + b) * x[j, m]) / whole, x[i, m], x[j, m])


@inner_kernel
def see(d: Floats, rho: Floats, h: int, share: float, U: Floats) -> None:
    """Fill U with everybody's utilities as actor h sees them: its guess of a risk attitude leans to its own."""
    for i in range(len(rho)):
        guess = (1.0 - share) * rho[h] + share * rho[i]
        for j in range(len(rho)):
            U[i, j] = utility(d[i, j], guess)


@kernel
def play_turns(
    c: Floats,
    s: Floats,
    x: Floats,
    options: Ints,
    share: float,
    tolerance: float,
    seed: int,
    belief: int,
    drawn: Ints,
    states: Floats,
    chances: Floats,
    work: Floats,
    iwork: Ints,
    first: Floats,
    second: Floats,
) -> int:
    """Play turns until positions hardly move; return how many.

    Args:
        c: Capabilities, shape (n,).
        s: Saliences, shares, shape (n, D).
        x: Positions, shares, shape (n, D); moved.
        options: [span of risk, power of a contest, third parties, squared weights, by chance, most turns].
        share: Of another's true risk attitude in one's guess of it.
        tolerance: Movement, compared with that of the first turn, below which the turns end.
        seed: What draws are keyed by, with the next two.
        belief: Number of the belief.
        drawn: Purposes of the actors, i8[n].
        states: Filled with the positions at the start and after every turn, shape (most turns + 1, n, D).
        chances: Filled with the chances of the final positions, shape (n,).
        work: Space, floats, see `spatial_space`.
        iwork: Space, integers.
        first: Space, shape (n, D): where the bargain of each challenge would move its initiator.
        second: Space, shape (n, D): where it would move the other.
    """
    n = len(c)
    m = n + 1  # alternatives of an actor at most: every other's challenge, its own, and standing still
    d = work[: n * n].reshape(n, n)
    U = work[n * n : 2 * n * n].reshape(n, n)
    own = work[2 * n * n : 3 * n * n].reshape(n, n)
    rest = work[3 * n * n :]
    V = rest[: m * m].reshape(m, m)
    worth = rest[m * m : 2 * m * m].reshape(m, m)
    S = rest[2 * m * m : 2 * m * m + m]
    rho = rest[2 * m * m + m : 2 * m * m + m + n]
    p = rest[2 * m * m + 2 * m : 2 * m * m + 3 * m]
    target = iwork[:n]
    begun = 0.0
    turn = 0
    for i in range(n):
        S[i] = 0.0
        for k in range(x.shape[1]):
            S[i] += s[i, k]
    states[0] = x
    while True:
        for i in range(n):
            for j in range(n):
                d[i, j] = distance(s, i, x, i, x, j)
                U[i, j] = utility(d[i, j], 0.0)
        condorcet(c, U, n, options[1], V, p)
        chances[:] = p[:n]
        if turn == options[5]:
            return turn
        attitudes(p, options[0], rho)
        for i in range(n):
            for j in range(n):
                own[i, j] = utility(d[i, j], rho[i])
        for i in range(n):
            see(d, rho, i, share, U)
            target[i], phi = challenge(c, S, U, i, options[2] == 1)
            if target[i] >= 0:
                bargain(s, x, i, target[i], phi, options[3] == 1, first, second)
        moved = settle(
            c, s, x, own, rho, target, first, second, options, seed, belief, drawn, turn, states, V, worth, p
        )
        turn += 1
        if turn == 1:
            begun = moved
        elif moved / (begun + 1e-4) < tolerance:
            for i in range(n):
                for j in range(n):
                    d[i, j] = distance(s, i, x, i, x, j)
                    U[i, j] = utility(d[i, j], 0.0)
            condorcet(c, U, n, options[1], V, p)
            chances[:] = p[:n]
            return turn


@inner_kernel
def settle(
    c: Floats,
    s: Floats,
    x: Floats,
    own: Floats,
    rho: Floats,
    target: Ints,
    first: Floats,
    second: Floats,
    options: Ints,
    seed: int,
    belief: int,
    drawn: Ints,
    turn: int,
    states: Floats,
    V: Floats,
    worth: Floats,
    p: Floats,
) -> float:
    """Let all choose among the bargains of each actor and its standing still; move it; return how far all moved."""
    n = len(c)
    moved = 0.0
    for k in range(n):
        count = 1
        for q in range(n):
            total = 0.0
            for j in range(n):
                total += own[q, j]
            worth[q, 0] = total / n
        for i in range(n):
            if target[i] < 0 or (i != k and target[i] != k):
                continue
            j = target[i]
            for q in range(n):
                here = utility(distance(s, q, x, q, first, i), rho[q])
                there = utility(distance(s, q, x, q, second, i), rho[q])
                worth[q, count] = worth[q, 0] + (here + there - own[q, i] - own[q, j]) / n
            count += 1
        condorcet(c, worth, count, options[1], V, p)
        chosen = 0
        if options[4] == 1:
            left = uniform(seed, belief, 0, drawn[k], turn)
            while chosen < count - 1 and left >= p[chosen]:
                left -= p[chosen]
                chosen += 1
        else:
            for a in range(1, count):
                if p[a] > p[chosen]:
                    chosen = a
        place = 0
        states[turn + 1, k] = x[k]
        for i in range(n):
            if target[i] < 0 or (i != k and target[i] != k):
                continue
            place += 1
            if place == chosen:
                states[turn + 1, k] = first[i] if i == k else second[i]
        step = 0.0
        for m in range(x.shape[1]):
            gap = states[turn + 1, k, m] - x[k, m]
            step += gap * gap
        moved += math.sqrt(step)
    x[:] = states[turn + 1]
    return moved
