"""Crises: what is read of them, what is played, and that nothing is judged on what it learned from."""

from __future__ import annotations

import numpy as np
import pytest

from detente.errors import StoreError
from detente.forecast.crises.backtest import _left_out, _said, backtest_crises
from detente.forecast.crises.generic import kind_of, played
from detente.forecast.crises.table import COLUMNS, Crisis, is_crises, read_crises

HEAD = ",".join(COLUMNS)


def crises(count: int) -> tuple[Crisis, ...]:
    random = np.random.default_rng(3)
    found = []
    for k in range(count):
        setting = "unmediated" if k % 3 else "manipulation"
        agreed = bool(random.random() < (0.8 if setting == "manipulation" else 0.2))
        found.append(
            Crisis(number=k, year=1950, setting=setting, actors=2, violence=1, gravity=3, conflict=1, agreed=agreed)
        )
    return tuple(found)


def test_a_table_is_read_by_its_codebook(tmp_path):
    rows = [f"{k},1950,3,1,2,1,4,4,1" for k in range(20)] + [f"{k},1951,6,4,1,3,1,1,4" for k in range(20, 40)]
    table = tmp_path / "crises.csv"
    table.write_text("\n".join([HEAD, *rows, "40,1952,3,1,2,1,,,1"]), encoding="utf-8")
    found = read_crises(table)
    assert is_crises(table)
    assert len(found) == 40, "one whose mediation is not coded is left out"
    assert (found[0].setting, found[0].agreed) == ("manipulation", True)
    assert (found[-1].setting, found[-1].agreed) == ("unmediated", False)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("crisno,forout\n1,1\n", "lacks yrtrig"),
        (HEAD + "\n1,1950,three,1,2,1,4,4,1\n", "line 2, gravcr: found three"),
        (HEAD + "\n1,1950,3,1,2,1,4,4,1\n", "1 crises are too few"),
    ],
)
def test_a_wrong_table_says_what_is_wrong(tmp_path, text, says):
    table = tmp_path / "crises.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match=says):
        read_crises(table)


def test_nobody_is_judged_by_what_they_taught():
    y, folds = np.zeros(40), np.arange(40) % 10
    said = _left_out(np.zeros((40, 0)), y, folds)
    y[folds == 3] = 1.0
    again = _left_out(np.zeros((40, 0)), y, folds)
    assert again[folds == 3] == pytest.approx(said[folds == 3], abs=1e-6), "their own endings change nothing"
    assert (again[folds != 3] > said[folds != 3]).all()


def test_a_logistic_finds_what_mediation_does():
    made = crises(240)
    y = np.array([crisis.agreed for crisis in made], dtype=float)
    said = _said(made, np.full(240, 0.5), y, np.arange(240) % 10)["mediation"]
    mediated = np.array([crisis.setting != "unmediated" for crisis in made])
    assert said[mediated].mean() == pytest.approx(y[mediated].mean(), abs=0.03)
    assert said[~mediated].mean() == pytest.approx(y[~mediated].mean(), abs=0.03)


def test_mediation_helps_in_generic_cases():
    kinds = sorted({kind_of(crisis) for crisis in crises(3)})
    shares = played(kinds, cases=6, beliefs=20, seed=1)
    assert {kind.setting for kind in kinds} == {"unmediated", "manipulation"}
    mediated, not_mediated = (next(shares[k] for k in kinds if k.setting == s) for s in ("manipulation", "unmediated"))
    assert mediated > not_mediated


def test_scores_of_a_small_record():
    found = backtest_crises(crises(60), cases=3, beliefs=10)
    assert {score.key for score in found.scores} >= {"play", "mediation", "logistic"}
    assert found.kinds == 2
    assert sum(row.crises for row in found.mediation) == 60
    assert found.within == 0.5, "nothing but mediation tells these apart"
