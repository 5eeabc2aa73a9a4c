"""Testing theories on outcomes: scores against slow twins, and what must hold whatever comes out."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from detente.cli import detente
from detente.errors import OptionError
from detente.forecast.backtest import backtest, interval_of
from detente.forecast.issue_forecasts import Spread, distributions_of
from detente.forecast.scoring import crps_ensemble, crps_weighted
from detente.tables import PositionTable, read_table

LEVELS = st.floats(0, 100, allow_nan=False)


@given(st.lists(st.tuples(LEVELS, st.integers(0, 4)), min_size=1, max_size=8), LEVELS)
def test_a_weighted_score_is_that_of_members_repeated(pairs, observed):
    repeated = [level for level, weight in pairs for _ in range(weight)]
    levels, weights = zip(*pairs, strict=True)
    if not repeated:
        with pytest.raises(ValueError, match="some be positive"):
            crps_weighted(levels, weights, observed)
        return
    assert crps_weighted(levels, weights, observed) == pytest.approx(float(crps_ensemble(repeated, observed)), abs=1e-9)


def test_weights_and_members_that_do_not_fit_are_refused():
    for members, weights in (([1.0, 2.0], [1.0]), ([1.0], [-1.0]), ([], [])):
        with pytest.raises(ValueError, match="weights"):
            crps_weighted(members, weights, 0.0)


@given(st.lists(st.tuples(LEVELS, st.integers(1, 4)), min_size=1, max_size=8))
def test_no_more_than_a_tenth_lies_below_or_above_the_interval(pairs):
    levels, weights = (np.array(each, dtype=float) for each in zip(*pairs, strict=True))
    low, high = interval_of((levels, weights))
    assert weights[levels < low].sum() <= 0.1 * weights.sum() + 1e-9
    assert weights[levels > high].sum() <= 0.1 * weights.sum() + 1e-9


def table_of(outcomes):
    count = len(outcomes)
    draws = np.random.default_rng(count)
    shape = (4, count)
    return PositionTable(
        title="made up",
        parties=("a", "b", "c", "d"),
        issues=tuple(f"i{k}" for k in range(count)),
        positions=np.round(100 * draws.random(shape)),
        salience=draws.uniform(0.2, 1.0, shape),
        power=np.full(shape, 10.0),
        now=np.array([np.nan, *[50.0] * (count - 1)]),
        outcomes=np.array(outcomes, dtype=float),
    )


def test_yardsticks_are_what_they_are_called():
    found = backtest(table_of([10, 60, np.nan, 80, 30]), beliefs=50)
    points = {score.key: score for score in found.points}
    assert [issue.issue for issue in found.issues] == ["i0", "i1", "i3", "i4"]
    constant = points["constant-50"]
    assert (constant.issues, constant.mae, constant.median) == (4, 25.0, 25.0)
    assert constant.rmse == pytest.approx(np.sqrt((40**2 + 10**2 + 30**2 + 20**2) / 4))
    assert points["reference-point"].issues == points["reference-point"].difference.issues == 3
    assert points["compromise"].difference.mean == 0.0
    apart = constant.difference
    losses = np.array(
        [[abs(dict(i.levels)[key] - i.outcome) for i in found.issues] for key in ("constant-50", "compromise")]
    )
    assert apart.mean == pytest.approx((losses[0] - losses[1]).mean())
    assert apart.standard_error == pytest.approx((losses[0] - losses[1]).std(ddof=1) / 2)


def test_an_issue_never_helps_to_forecast_itself():
    """Moving one outcome leaves the score of that issue's own distribution as it moves, not its members."""
    from detente.forecast.issue_forecasts import distributions_of

    def members(first):
        outcomes = np.array([first, 60.0, 80.0, 30.0])
        table = table_of(outcomes)
        found = distributions_of(table, table.issues, outcomes, np.full(4, 50.0), spread=Spread(), beliefs=5, seed=1)
        return {key: [levels.tolist() for levels, _ in found[key]] for key in found}

    one, other = members(10.0), members(90.0)
    for key in one:
        assert one[key][0] == other[key][0]
    assert one["compromise-errors"][1] != other["compromise-errors"][1]


def test_certain_tables_give_the_compromise_alone():
    found = backtest(table_of([10, 60, 20, 80]), beliefs=20, spread=Spread(position=0.0, salience=0.0, power=1.0))
    (beliefs,) = (each for each in found.distributions if each.key == "beliefs")
    (compromise,) = (score for score in found.points if score.key == "compromise")
    assert beliefs.crps == pytest.approx(compromise.mae)
    assert beliefs.width == pytest.approx(0.0, abs=1e-9)


def test_too_few_outcomes_and_numbers_out_of_range():
    with pytest.raises(OptionError, match="2 issues of the table have an outcome"):
        backtest(table_of([10, 20]))
    with pytest.raises(OptionError, match="beliefs"):
        backtest(table_of([10, 20, 30]), beliefs=1)
    with pytest.raises(OptionError, match="power"):
        Spread(power=0.5)


def test_issues_of_the_european_union(shared):
    file = shared / "data" / "deu-sample.csv"
    found = backtest(read_table(file), beliefs=50)
    assert len(found.issues) == 25
    assert "few" in found.status.en
    points = {score.key: score for score in found.points}
    assert points["reference-point"].issues == 19
    for score in found.points:
        assert 0.0 <= score.median <= 100.0
        assert 0.0 < score.mae <= score.rmse <= 100.0
    for each in found.distributions:
        assert 0 <= each.inside <= 25
        assert 0.0 < each.crps <= 100.0
    assert {each.key: each.difference.mean for each in found.distributions}["other-outcomes"] == 0.0
    done = CliRunner().invoke(detente, ["backtest", str(file), "--beliefs", "50", "--json"], catch_exceptions=False)
    data = json.loads(done.stdout)
    assert [entry["mae"] for entry in data["points"]] == pytest.approx([score.mae for score in found.points], abs=1e-6)


def test_command_says_what_is_missing(tmp_path):
    file = tmp_path / "table.csv"
    file.write_text("issue,actor,position,salience\na,x,1,1\n", encoding="utf-8")
    done = CliRunner().invoke(detente, ["backtest", str(file), "--lang", "zh"])
    assert done.exit_code == 2
    assert "outcome" in done.stderr


def test_whole_proposals_are_left_out_and_errors_clustered(tmp_path):
    rows = ["issue,actor,position,salience,outcome,proposal"]
    for k, (outcome, proposal) in enumerate([(10, "p"), (90, "p"), (40, "q"), (60, "r"), (55, "s")]):
        rows += [f"i{k},a,{10 * k},50,{outcome},{proposal}", f"i{k},b,{100 - 10 * k},70,{outcome},{proposal}"]
    file = tmp_path / "table.csv"
    file.write_text("\n".join(rows) + "\n")
    table = read_table(file)
    assert table.proposals == ("p", "p", "q", "r", "s")
    members = distributions_of(
        table, table.issues, table.outcomes, np.full(5, 50.0), spread=Spread(), beliefs=10, seed=1
    )
    assert sorted(members["other-outcomes"][0][0]) == [40.0, 55.0, 60.0]
    assert sorted(members["other-outcomes"][2][0]) == [10.0, 55.0, 60.0, 90.0]
    levels, weights = members["mixture"][0]
    assert weights.sum() == pytest.approx(1.0)
    assert weights[:2].sum() == pytest.approx(0.5)
    assert levels[:2].tolist() == [0.0, 100.0]
