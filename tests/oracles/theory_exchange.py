"""Position exchange read straight from its description: slow, readable, everything worked out anew every time."""

from __future__ import annotations

from itertools import permutations
from typing import NamedTuple

from detente.kernels.randomness import purpose, uniform
from detente.theories.positions.exchange_kernels import LEAST_GAIN, NEAR, TIE
from detente.theories.problem import Problem


class Offer(NamedTuple):
    i: int  # demands p, supplies q
    j: int  # demands q, supplies p
    p: int
    q: int
    gain: float
    shift_p: float
    shift_q: float


def outcome(problem: Problem, votes: list[list[float]], k: int) -> tuple[float, float]:
    """Expected outcome of an issue, and the weight behind it."""
    w = problem.weights
    heard = [a for a in range(len(votes)) if w[a, k] > 0]
    mass = sum(float(w[a, k]) for a in heard)
    return (sum(float(w[a, k]) * votes[a][k] for a in heard) / mass, mass) if heard else (float("nan"), 0.0)


def sign(number: float) -> int:
    return (number > NEAR) - (number < -NEAR)


Frozen = set[tuple[int, int, int]]


def offers(
    problem: Problem, x: list[list[float]], y: list[list[float]], frozen: set[tuple[int, int, int]]
) -> list[Offer]:
    s, w = problem.salience.tolist(), problem.weights.tolist()
    O = [outcome(problem, y, k) for k in range(len(problem.issues))]  # noqa: E741
    found = []
    for i, j in permutations(range(len(x)), 2):
        for p, q in permutations(range(len(O)), 2):
            if not min(w[i][p], w[i][q], w[j][p], w[j][q]) > 0 or not s[i][p] * s[j][q] > s[i][q] * s[j][p]:
                continue
            if any((x[i][k] <= O[k][0] + NEAR) == (x[j][k] <= O[k][0] + NEAR) for k in (p, q)):
                continue
            toward_i, toward_j = sign(x[i][p] - y[j][p]), sign(x[j][q] - y[i][q])
            if toward_i != sign(x[i][p] - O[p][0]) or toward_j != sign(x[j][q] - O[q][0]):
                continue
            if (j, p, toward_i) in frozen or (i, q, toward_j) in frozen:
                continue
            rate = (s[i][p] + s[j][p]) / (s[i][q] + s[j][q])
            bounds = (
                abs(x[i][p] - y[j][p]) * w[j][p] / O[p][1],
                abs(x[j][q] - y[i][q]) * w[i][q] / O[q][1] / rate,
                abs(x[i][p] - O[p][0]),
                abs(x[j][q] - O[q][0]) / rate,
            )
            shift = min(bounds)
            gain = shift * s[i][p] - rate * shift * s[i][q]
            if gain >= LEAST_GAIN:
                found.append(Offer(i, j, p, q, gain, toward_i * shift, toward_j * rate * shift))
    return found


def draw(problem: Problem, offer: Offer, seed: int, t: int) -> float:
    """What decides among equal gains; issues in their order, the one who demands the first of them first."""
    i, j, p, q = offer[:4] if offer.p < offer.q else (offer.j, offer.i, offer.q, offer.p)
    a, b = (purpose(f"parties.{problem.parties[k]}.exchange") for k in (i, j))
    c, d = (purpose(f"issues.{problem.issues[k]}.exchange") for k in (p, q))
    return uniform(seed, problem.belief, t, a ^ (b >> 1) ^ (c >> 2) ^ (d >> 3), 0)


def play(
    problem: Problem, seed: int, rounds: int, pace: float, firmness: float
) -> tuple[list[list[float]], list[Offer]]:
    """Outcomes after every round, and the exchanges made."""
    x = problem.positions.tolist()
    made, course = [], []
    for t in range(rounds):
        y, frozen = [list(row) for row in x], set()
        while found := offers(problem, x, y, frozen):
            best = max(offer.gain for offer in found)
            equal = [offer for offer in found if best - offer.gain <= TIE * best]
            i, j, p, q, _, shift_p, shift_q = chosen = max(equal, key=lambda offer: draw(problem, offer, seed, t))
            for a, k, shift, target in ((j, p, shift_p, x[i][p]), (i, q, shift_q, x[j][q])):
                moved = y[a][k] + shift * outcome(problem, y, k)[1] / float(problem.weights[a, k])
                y[a][k] = target if abs(moved - target) < NEAR else moved
                frozen.add((a, k, sign(shift)))
            made.append(chosen)
        course.append([outcome(problem, y, k)[0] for k in range(len(problem.issues))])
        for a, row in enumerate(x):
            for k in range(len(row)):
                if problem.weights[a, k] > 0:
                    share = (1 - float(problem.salience[a, k])) * pace + firmness
                    row[k] += share * (y[a][k] - row[k])
    return course, made
