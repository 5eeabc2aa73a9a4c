"""Time the exact solver where votes are counted: random conferences of many parties and issues.

    python benchmarks/votes.py                  every size, 200 conferences each
    python benchmarks/votes.py --solves 1000    more of them

Parties are drawn as in `package_instances`, with ideals of their own: two to five sit at the table and must agree, the
others vote. One or two quotas guard issues, a hub needs others, some issues go together or not at all, some options
lie beyond limits. A solve is timed by the processor's clock; beside each size stands a load without votes in the same
run, so that ratios may be compared between machines. Cut-offs are counted.
Results: `results/votes.json`.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
from recording import store

from detente.bargaining.packages import PackageProblem
from detente.bargaining.rules import Rule, Status

SIZES = [(13, 14), (13, 17), (13, 20), (25, 14), (25, 17), (25, 20), (40, 14), (40, 17), (40, 20)]
PLAIN = (4, 14)
"""Parties and issues of the load without votes."""


def conference(rng: np.random.Generator, parties: int, issues: int, votes: bool = True) -> PackageProblem:
    """Draw a conference, or a meeting of two with two absent who must consent."""
    options = int(rng.integers(3, 5))
    levels = np.linspace(0.0, 1.0, options)
    blocs = rng.random((int(rng.integers(3, 7)), issues)) if rng.random() < 0.3 else None
    ideal = rng.beta(0.6, 0.6, (parties, issues))
    if blocs is not None:
        ideal = np.clip(
            blocs[rng.integers(len(blocs), size=parties)] + 0.1 * rng.standard_normal((parties, issues)), 0, 1
        )
    salience = rng.gamma(1.0, 1.0, (parties, issues))
    salience /= salience.sum(axis=1, keepdims=True)
    now = rng.integers(options, size=issues)
    value = -np.abs(levels - ideal[:, :, None])
    gain = value - np.take_along_axis(value, now[None, :, None], axis=2) - rng.uniform(0.02, 0.3)
    gains = np.concatenate([np.zeros((parties, issues, 1)), salience[:, :, None] * gain], axis=2)
    if not votes:
        consents = np.zeros((parties, issues))
        consents[2:] = rng.random((parties - 2, issues)) < 0.6
        return PackageProblem(gains=gains, n_table=2, consents=consents, floors=np.full(parties, 0.02))
    table, K = int(rng.integers(2, 6)), int(rng.integers(1, 3))
    allowed = np.ones((issues, options + 1))
    allowed[:, 1:] = rng.random((issues, options)) >= rng.choice([0.0, 0.15, 0.3])
    hub = int(rng.integers(issues))
    rows = np.zeros((3, issues, options + 1))
    for r, other in enumerate(rng.permutation([i for i in range(issues) if i != hub])[:3]):
        rows[r, hub, 0], rows[r, other, 1:] = 1.0, 1.0
    weights = rng.integers(1, 50, (K, parties))
    return PackageProblem(
        gains=gains,
        n_table=table,
        allowed=allowed,
        row_coefficients=rows,
        row_floors=np.ones(3),
        row_links=np.full(3, -1),
        set_of=np.where(rng.random(issues) < 0.25, 0, -1) if rng.random() < 0.5 else np.full(issues, -1),
        quorum_issue=np.array([hub, -1])[:K],
        quorum_votes=weights,
        quorum_size=np.ceil(rng.uniform(0.5, 0.9, K) * weights.sum(axis=1)),
    )


def timed(parties: int, issues: int, solves: int, votes: bool = True) -> dict[str, float]:
    """Return milliseconds a solve, deals and cut-offs."""
    spent, deals, cut = [], 0, 0
    for seed in range(solves):
        rng = np.random.default_rng([parties, issues, seed])
        problem = conference(rng, parties, issues, votes)
        rule = Rule.NASH if seed % 2 else Rule.PROPOSER
        start = time.process_time()
        package = problem.strike(rule)
        spent.append(1000 * (time.process_time() - start))
        deals += package.struck
        cut += package.outcome == Status.NODE_LIMIT
    found = np.array(spent)
    return {
        "mean": float(found.mean()),
        "p99": float(np.quantile(found, 0.99)),
        "p999": float(np.quantile(found, 0.999)),
        "worst": float(found.max()),
        "deals": deals / solves,
        "cut_off": cut,
    }


def main() -> None:
    """Time all sizes and store what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--solves", type=int, default=200)
    solves = parser.parse_args().solves
    timed(*PLAIN, 2, votes=False)
    plain = timed(*PLAIN, solves, votes=False)
    print(f"no votes, {PLAIN[0]} parties x {PLAIN[1]} issues: mean {plain['mean']:.3f} ms")
    results = {"plain": plain}
    for parties, issues in SIZES:
        found = timed(parties, issues, solves)
        found["ratio"] = found["mean"] / plain["mean"]
        results[f"{parties} x {issues}"] = found
        print(
            f"{parties} x {issues}: mean {found['mean']:.2f} ms ({found['ratio']:.1f} times), p99 {found['p99']:.1f}, "
            f"p99.9 {found['p999']:.1f}, worst {found['worst']:.1f}; deals {found['deals']:.0%}, "
            f"cut off {found['cut_off']:.0f}"
        )
    store("votes", {"solves": solves, "milliseconds": results})


if __name__ == "__main__":
    main()
