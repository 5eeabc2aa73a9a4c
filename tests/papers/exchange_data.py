"""Read tables of positions, salience and power: lines `#D;actor;issue;position;salience;power`."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from detente.theories.problem import Problem


def read(path: Path) -> Problem:
    lines = [line.split(";") for line in path.read_text(encoding="latin-1").splitlines()]
    rows = [[field.strip() for field in line[1:6]] for line in lines if line[0] == "#D"]
    parties = tuple(dict.fromkeys(row[0] for row in rows))
    issues = tuple(dict.fromkeys(row[1] for row in rows))
    positions = np.full((len(parties), len(issues)), np.nan)
    salience, power = np.zeros_like(positions), np.zeros(len(parties))
    for actor, issue, *numbers in rows:
        p, i = parties.index(actor), issues.index(issue)
        positions[p, i], salience[p, i], power[p] = (float(number) for number in numbers)
    return Problem(parties=parties, issues=issues, positions=positions, salience=salience, power=power)
