"""Find the Nash package of two parties by NegMAS, by enumeration; run by `packages.py` in an environment of its own.

    python packages_negmas.py PROBLEM.json

The problem is a list of gains (parties, issues, alternatives); the reserved value is 0. Printed is one line of JSON.
"""

import json
import sys
import time
from pathlib import Path

import negmas
from negmas import LinearAdditiveUtilityFunction, make_issue, make_os
from negmas.preferences.ops import nash_points, pareto_frontier

gains = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
issues = [make_issue(len(alternatives), f"i{i}") for i, alternatives in enumerate(gains[0])]
space = make_os(issues)
parties = [
    LinearAdditiveUtilityFunction(
        values=[dict(enumerate(alternatives)) for alternatives in party],
        weights=[1.0] * len(party),
        issues=issues,
        reserved_value=0.0,
    )
    for party in gains
]
began = time.perf_counter()
outcomes = list(space.enumerate_or_sample())
frontier, _ = pareto_frontier(parties, outcomes=outcomes, sort_by_welfare=True)
points = nash_points(parties, frontier, outcome_space=space)
took = time.perf_counter() - began
product = 1.0
for utility in points[0][0]:
    product *= float(utility)
print(json.dumps({"negmas": negmas.__version__, "negmas_s": round(took, 4), "product": product}))
