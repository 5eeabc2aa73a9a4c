"""The challenge model read straight from its equations: slow, readable, one issue, everybody with weight."""

from __future__ import annotations

from dataclasses import dataclass

from theory_medians import weighted_median

from detente.theories.positions.expected_utility import Challenge, Conflict, Offer, Range, Reading, Responder, Tie

GRAIN = 1e-12
CONFLICT, COMPROMISE, CAPITULATION = 0, 1, 2


@dataclass
class Dyads:
    """One round seen from the positions at its start."""

    theory: Challenge
    x: list[float]
    c: list[float]
    s: list[float]
    R: float

    def __post_init__(self) -> None:
        self.n = len(self.x)
        self.w = [c * s for c, s in zip(self.c, self.s, strict=True)]
        self.median = weighted_median(self.x, self.w)
        self.recipe = self.theory.reading == Reading.SCHOLZ_RECIPE

    def vote(self, k: int, i: int, j: int, r: list[float]) -> float:
        exponent = r[k] if self.recipe else 1.0
        toward_j, toward_i = abs(self.x[k] - self.x[j]) / self.R, abs(self.x[k] - self.x[i]) / self.R
        return self.w[k] * (toward_j**exponent - toward_i**exponent)

    def all_votes(self, r: list[float]) -> float:
        everyone = range(self.n)
        return sum(abs(self.vote(k, i, j, r)) for k in everyone for i in everyone for j in everyone)

    def probability(self, i: int, j: int, r: list[float], every: float) -> float:
        """Equation (31), or the recipe's."""
        votes = [self.vote(k, i, j, r) for k in range(self.n)]
        won = sum(v for v in votes if v > 0)
        total = every if self.recipe else sum(abs(v) for v in votes)
        return won / total if total else 0.0

    def utility(self, i: int, j: int, r: float, p: float, s: float) -> float:
        """Equation (25a): what it is worth to i to challenge j."""
        D, M, Q = abs(self.x[i] - self.x[j]) / self.R, abs(self.x[i] - self.median) / self.R, self.theory.status_quo
        success, failure = 2 - 4 * (0.5 - 0.5 * D) ** r, 2 - 4 * (0.5 + 0.5 * D) ** r
        better, worse = 2 - 4 * (0.5 - 0.25 * (M + D)) ** r, 2 - 4 * (0.5 + 0.25 * (M + D)) ** r
        without = Q * (2 - 4 * 0.5**r) + (1 - Q) * (better if M < D else worse)
        return s * (p * success + (1 - p) * failure) + (1 - s) * success - without

    def dyad(self, i: int, j: int, r: list[float], every: float) -> tuple[float, float]:
        of_i = self.s[j] if self.theory.responder == Responder.AS_PRINTED else self.s[i]
        a = self.utility(i, j, r[i], self.probability(i, j, r, every), self.s[j])
        b = self.utility(j, i, r[i] if self.recipe else r[j], self.probability(j, i, r, every), of_i)
        return a, b

    def risk_exponents(self) -> list[float]:
        one = [1.0] * self.n
        every = self.all_votes(one)
        security = [sum(self.dyad(i, j, one, every)[1] for j in range(self.n) if j != i) for i in range(self.n)]
        high, low = max(security), min(security)
        if high - low <= GRAIN:
            return one
        shares = [(2 * v - high - low) / (high - low) for v in security]
        return [(1 - share / 3) / (1 + share / 3) for share in shares]

    def answer(self, i: int, r: list[float], every: float) -> float:
        offers = []
        for j in range(self.n):
            if self.x[j] == self.x[i]:
                continue
            a, b = self.dyad(i, j, r, every)
            if a > GRAIN and b > a + GRAIN:
                if self.theory.conflict == Conflict.NOBODY_MOVES:
                    continue
                kind, target = CONFLICT, self.x[j]
            elif a < -GRAIN and b > GRAIN:
                kind = COMPROMISE if b > -a + GRAIN else CAPITULATION
                target = self.x[i] + (self.x[j] - self.x[i]) * abs(a / b) if kind == COMPROMISE else self.x[j]
            else:
                continue
            rank = abs(target - self.x[i]) / self.R
            if kind == COMPROMISE and self.recipe:
                rank = (abs(a) * self.x[i] + abs(b) * self.x[j]) / (abs(a) + abs(b)) / self.R
            first = {Offer.CATEGORY: kind, Offer.LEAST: 0, Offer.POWERFUL: -self.c[j]}[self.theory.offer]
            offers.append((first, round(rank, 10), j if self.theory.tie == Tie.LISTED else target, target))
        return min(offers)[3] if offers else self.x[i]


def positions_after(theory: Challenge, x: list[float], c: list[float], s: list[float]) -> list[list[float]]:
    """The positions after every round."""
    opening = max(x) - min(x)
    found = []
    for _ in range(theory.rounds):
        current = theory.range == Range.CURRENT and theory.reading == Reading.PRINTED
        R = max(x) - min(x) if current else opening
        if R > 0:
            dyads = Dyads(theory, x, c, s, R)
            r = dyads.risk_exponents()
            every = dyads.all_votes(r)
            x = [dyads.answer(i, r, every) for i in range(len(x))]
        found.append(x)
    return found
