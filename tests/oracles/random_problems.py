"""Random small bargaining problems of many kinds, for the solver to be judged on."""

import numpy as np

from detente.bargaining.packages import PackageProblem
from detente.bargaining.rules import Rule

RULES = list(Rule)


def random_problem(rng: np.random.Generator, largest: int = 3000, voting: bool = False) -> PackageProblem:
    """A problem of at most ``largest`` packages in which each feature is there or not, by chance."""
    n_parties = int(rng.integers(1, 6))
    n_table = int(rng.integers(1, min(n_parties, 4) + 1))
    n_issues, n_alternatives = int(rng.integers(1, 8)), int(rng.integers(1, 6))
    counts = rng.integers(1, n_alternatives + 1, n_issues)
    while counts.prod() > largest:
        counts[rng.integers(n_issues)] = 1
    shape = (n_parties, n_issues, n_alternatives)

    has = {
        feature: bool(rng.random() < 0.4)
        for feature in (
            "integers",
            "shelving",
            "bans",
            "topics",
            "consents",
            "rows",
            "links",
            "quorums",
            "base",
            "ties",
            "zero weights",
            "forced",
        )
    }
    draw = (
        (lambda *s: rng.integers(-2, 4, s).astype(float)) if has["integers"] else (lambda *s: rng.normal(0.12, 0.5, s))
    )
    gains = draw(*shape)
    gains[:, :, 0] = 0.0
    kinds = np.full((n_issues, n_alternatives), 2)
    kinds[:, 0] = 0
    if has["shelving"] and n_alternatives > 2:
        kinds[rng.random(n_issues) < 0.5, 1] = 1
        if rng.random() < 0.5:
            gains[:, kinds == 1] = 0.0
    allowed = np.ones((n_issues, n_alternatives))
    if has["bans"]:
        allowed = (rng.random((n_issues, n_alternatives)) < 0.85).astype(float)
        if not has["forced"]:
            allowed[:, 0] = 1
    if has["ties"] and n_alternatives > 2:
        i = int(rng.integers(n_issues))
        gains[:, i, 2] = gains[:, i, 1]
    consents = np.zeros((n_parties, n_issues))
    if has["consents"] or rng.random() < 0.5:
        consents[n_table:] = rng.random((n_parties - n_table, n_issues)) < 0.5
    n_rows = int(rng.integers(1, 5)) if has["rows"] or has["links"] else 0
    n_links = int(rng.integers(1, 4)) if has["links"] else 0
    row_links = np.full(n_rows, -1)
    if has["links"]:
        row_links = rng.integers(-1 if has["rows"] else 0, n_links, n_rows)
    coefficients = (rng.random((n_rows, n_issues, n_alternatives)) < 0.4) * rng.choice([-1.0, 1.0, 1.0])
    coefficients *= rng.random((n_rows, n_issues, 1)) < 0.5
    n_quorums = int(rng.integers(1, 3)) if has["quorums"] else 0
    quorum_votes = (rng.random((n_quorums, n_parties)) < 0.7).astype(int)
    quorum_size = rng.integers(0, n_parties + 1, n_quorums)
    for k in range(n_quorums):
        if rng.random() < 0.5:  # by weight
            quorum_votes[k] *= rng.integers(1, 8, n_parties)
            quorum_size[k] = rng.integers(0, quorum_votes[k].sum() + 2)
    for q in range(n_table, n_parties):
        free = (consents[q] == 0) & (rng.random() < 0.7)
        gains[q, free] = 0.0
        if rng.random() < 0.2:  # nothing that is settled is anything to it, but it has a say
            gains[q] = 0.0
    votes: dict[str, object] = {}
    if voting:
        votes = random_procedure(rng, n_parties, n_table, n_issues)
    weights = rng.uniform(0.1, 3.0, n_parties)
    if has["zero weights"]:
        weights *= rng.random(n_parties) < 0.5
    quorums: dict[str, object] = {
        "quorum_issue": rng.integers(0, n_issues, n_quorums),
        "quorum_size": quorum_size,
        "quorum_votes": quorum_votes,
    }
    return PackageProblem(
        gains=gains,
        n_table=n_table,
        counts=counts,
        kinds=kinds,
        allowed=allowed,
        topics=rng.integers(0, 4, n_issues),
        breadth=int(rng.integers(0, 4)) if has["topics"] else 63,
        weights=weights,
        floors=rng.choice([0.0, 0.3, -0.2, 1.0], n_parties) * (1.0 if has["integers"] else rng.random()),
        consents=consents,
        row_coefficients=coefficients,
        row_floors=rng.choice([-1.0, 0.0, 1.0, 1.0, 2.0], n_rows),
        row_links=row_links,
        link_worth=draw(n_parties, n_links) * 0.5,
        base=draw(n_parties) * 0.2 * has["base"],
        costs=np.abs(draw(n_issues, n_alternatives)),
        **{**quorums, **votes},
    )


def random_procedure(rng: np.random.Generator, n_parties: int, n_table: int, n_issues: int) -> dict[str, object]:
    """Votes with quorums joined by *or*, against and abstaining; sets of issues; isolation: each or not, by chance."""
    found: dict[str, object] = {}
    if rng.random() < 0.7:
        groups = [int(rng.integers(1, 3)) for _ in range(int(rng.integers(1, 4)))]
        K = sum(groups)
        guards = [int(rng.integers(-1, n_issues)) for _ in groups]
        found["quorum_group"] = np.repeat(np.arange(len(groups)), groups)
        found["quorum_issue"] = np.repeat(guards, groups)
        found["quorum_votes"] = (rng.random((K, n_parties)) < 0.8) * rng.integers(1, 5, (K, n_parties))
        against = (rng.random((K, n_parties)) < 0.4) * rng.integers(1, 20, (K, n_parties))
        found["quorum_against"] = against if rng.random() < 0.5 else 0 * against
        found["quorum_size"] = (rng.random(K) * (found["quorum_votes"].sum(axis=1) + 1)).astype(int)  # type: ignore[attr-defined]
        found["abstains"] = rng.choice([0.0, 0.1, 0.5], n_parties)
    if rng.random() < 0.5:
        found["set_of"] = np.where(rng.random(n_issues) < 0.6, rng.integers(0, 2, n_issues), -1)
    if rng.random() < 0.5:
        found["isolation"] = float(rng.choice([0.05, 0.3, 1.0]))
        found["favour"] = rng.uniform(0.2, 2.0, n_parties) if rng.random() < 0.5 else np.ones(n_parties)
    return found
