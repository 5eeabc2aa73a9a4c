"""Find the Pareto frontier of given gains by NegMAS; run by `frontier.py` in an environment of its own.

    python frontier_negmas.py POINTS.npy

It is the function that NegMAS itself uses, given the gains as an array. Printed is one line of JSON.
"""

import json
import sys
import time

import negmas
import numpy as np
from negmas.preferences.ops import pareto_frontier_active

points = np.load(sys.argv[1])
began = time.process_time()
frontier = pareto_frontier_active(points, sort_by_welfare=True)
took = time.process_time() - began
found = {"negmas": negmas.__version__, "negmas_s": round(took, 2), "negmas_on_the_frontier": len(frontier)}
print(json.dumps(found))
