"""The package a table strikes, by looking at all of them: slow, readable, and the judge of the solver."""

import itertools
import math
from collections.abc import Iterator

from detente.bargaining.packages import PackageProblem
from detente.bargaining.rules import Kind, Rule

Choice = tuple[int, ...]
GRAIN, GAIN_FLOOR, ROW_SLACK = 1e-12, 1e-12, 1e-9


def packages(problem: PackageProblem) -> Iterator[Choice]:
    """All choices of allowed alternatives, in the order of the tie-break."""
    options = [[a for a in range(n) if problem.allowed[i, a]] for i, n in enumerate(problem.counts)]
    return itertools.product(*options)


def gains_of(problem: PackageProblem, choice: Choice) -> list[float]:
    active = [True] * problem.link_worth.shape[1]
    for r, link in enumerate(problem.row_links):
        if link >= 0 and not row_holds(problem, choice, r):
            active[link] = False
    totals = []
    for p in range(len(problem.gains)):
        total = 0.0
        for i, a in enumerate(choice):
            total += float(problem.gains[p, i, a])
        for link, on in enumerate(active):
            if on:
                total += float(problem.link_worth[p, link])
        totals.append(total - float(problem.base[p]))
    return totals


def row_holds(problem: PackageProblem, choice: Choice, r: int) -> bool:
    total = 0.0
    for i, a in enumerate(choice):
        total += float(problem.row_coefficients[r, i, a])
    return total >= problem.row_floors[r] - ROW_SLACK


def is_admissible(problem: PackageProblem, choice: Choice, gains: list[float]) -> bool:
    settled = [i for i, a in enumerate(choice) if problem.kinds[i, a] == Kind.SETTLED]
    if not settled or len({problem.topics[i] for i in settled}) > problem.breadth:
        return False
    if not all(row_holds(problem, choice, r) for r, link in enumerate(problem.row_links) if link < 0):
        return False
    favouring = support(problem, gains)
    if not all(gain + problem.isolation * favouring > GAIN_FLOOR for gain in gains[: problem.n_table]):
        return False
    for q in range(problem.n_table, len(gains)):
        if any(problem.consents[q, i] for i in settled) and gains[q] < problem.floors[q]:
            return False
    for i in settled:
        if any(problem.set_of[j] == problem.set_of[i] >= 0 and j not in settled for j in range(len(choice))):
            return False
    return all(wins(problem, gains, settled, group) for group in set(problem.quorum_group.tolist()))


def support(problem: PackageProblem, gains: list[float]) -> float:
    """The weight of those at the table who are in favour."""
    total = 0.0
    for p in range(problem.n_table):
        if gains[p] > GAIN_FLOOR:
            total += float(problem.favour[p])
    return total


def wins(problem: PackageProblem, gains: list[float], settled: list[int], group: int) -> bool:
    """Whether a vote is won, or not asked for: one of the quorums that would do is reached."""
    quorums = [k for k, own in enumerate(problem.quorum_group) if own == group]
    if problem.quorum_issue[quorums[0]] >= 0 and problem.quorum_issue[quorums[0]] not in settled:
        return True
    for k in quorums:
        votes = 0
        for p, gain in enumerate(gains):
            if p < problem.n_table or gain >= problem.floors[p]:
                votes += int(problem.quorum_votes[k, p])
            elif gain < problem.floors[p] - problem.abstains[p]:
                votes -= int(problem.quorum_against[k, p])
        if votes >= problem.quorum_size[k]:
            return True
    return False


def sizes(problem: PackageProblem) -> list[float]:
    """What the width of a tie is a share of: the largest sum of absolute parts of each party's gain."""
    totals = []
    for p in range(problem.n_table):
        total = 0.0
        for i, n in enumerate(problem.counts):
            total += float(abs(problem.gains[p, i, :n]).max())
        for worth in problem.link_worth[p]:
            total += float(abs(worth))
        totals.append(total + float(abs(problem.base[p])))
    return totals


def objective(
    problem: PackageProblem, rule: Rule, proposer: int, choice: Choice, gains: list[float], best: list[float]
) -> list[float]:
    """The numbers by which packages are compared, rounded so that ties are ties."""
    raised = problem.isolation * support(problem, gains)
    table = [gain + raised for gain in gains[: problem.n_table]] if problem.isolation > 0 else gains[: problem.n_table]
    if rule == Rule.NASH:
        values = [sum(w * math.log(g) for w, g in zip(problem.weights, table, strict=False) if w > 0)]
        scale = float(sum(problem.weights[: problem.n_table]))
    elif rule == Rule.KALAI_SMORODINSKY:
        values, scale = sorted(g / b for g, b in zip(table, best, strict=True)), 1.0
    elif rule == Rule.EGALITARIAN:
        values, scale = sorted(table), max(sizes(problem))
    elif rule == Rule.UTILITARIAN:
        values, scale = [sum(table)], sum(sizes(problem))
    elif rule == Rule.PROPOSER:
        values, scale = [table[proposer]], sizes(problem)[proposer]
    else:
        values = [-sum(float(problem.costs[i, a]) for i, a in enumerate(choice))]
        scale = float(sum(max(abs(problem.costs[i, a]) for a in range(n)) for i, n in enumerate(problem.counts)))
    grain = GRAIN * max(1.0, scale)
    return [math.floor(value / grain + 0.5) for value in values]


def best_package(problem: PackageProblem, rule: Rule, proposer: int = 0) -> tuple[Choice, list[float]] | None:
    """The struck package with everyone's gains, or None."""
    admissible = []
    for choice in packages(problem):
        gains = gains_of(problem, choice)
        if is_admissible(problem, choice, gains):
            admissible.append((choice, gains))
    if not admissible:
        return None
    raised = [problem.isolation * support(problem, gains) for _, gains in admissible]
    best = [
        max(gains[p] + more for (_, gains), more in zip(admissible, raised, strict=True))
        for p in range(problem.n_table)
    ]
    winner, winning = None, None
    for choice, gains in admissible:
        keys = objective(problem, rule, proposer, choice, gains, best)
        if winning is None or keys > winning:
            winner, winning = (choice, gains), keys
    return winner
