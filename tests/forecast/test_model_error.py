"""Model error: a second line that is wide while little is known, never learned from the case's own ending."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from detente.analysis.outlook.model_error import (
    model_error,
    over_beliefs,
    share_of_model_error,
    with_model_error,
    with_second_lines,
)
from detente.analysis.outlook.views import Chance, ScenarioView
from detente.case.schema.base import Bilingual
from detente.forecast.ledger import Entry
from detente.forecast.model_error_file import model_error_file, rewritten
from detente.forecast.model_error_fit import Answered, answered_in_ledger, fit_model_error
from detente.forecast.resolutions import resolutions
from detente.kernels.quantiles import beta_quantile


def said(value: float, variance: float = 0.0) -> Chance:
    return Chance(value, 0.01, value, value, variance > 0.0, variance=variance)


def test_a_sure_play_is_not_sure_with_model_error():
    for value in (0.0, 0.02, 0.5, 0.98, 1.0):
        seen = with_model_error(said(value))
        assert 0.0 < seen.low < seen.value < seen.high < 1.0
        assert seen.high - seen.low > 0.1


def test_what_is_likelier_in_the_play_stays_likelier():
    lines = [with_model_error(said(value)) for value in np.linspace(0.0, 1.0, 21)]
    for name in ("low", "value", "high"):
        values = [getattr(line, name) for line in lines]
        assert values == sorted(values)


def test_what_the_analyst_does_not_know_stays_in_the_line():
    sure, unsure = with_model_error(said(0.4)), with_model_error(said(0.4, 0.1))
    assert unsure.low < sure.low
    assert unsure.high > sure.high


def test_ends_keep_their_sum():
    views = [ScenarioView(str(k), Bilingual(), Bilingual(), said(p)) for k, p in enumerate((0.7, 0.2, 0.06, 0.01))]
    seen = with_second_lines(views, "")
    assert sum(view.with_model_error.value for view in seen) == pytest.approx(0.97)
    assert all(view.with_model_error.low <= view.with_model_error.value <= view.with_model_error.high for view in seen)


@pytest.mark.parametrize(("mean", "variance"), [(0.3, 0.02), (0.07, 0.015), (0.5, 0.2), (0.9, 0.001)])
def test_log_odds_over_beliefs_are_those_of_the_beta(mean, variance):
    total = mean * (1.0 - mean) / variance - 1.0
    u = np.array([0.05, 0.3, 0.5, 0.8, 0.95])
    exact = np.clip(beta_quantile(u, mean * total, (1.0 - mean) * total), 0.005, 0.995)
    assert 1.0 / (1.0 + np.exp(-over_beliefs(mean, variance, u))) == pytest.approx(exact, abs=2e-3)


def test_a_resolved_case_is_never_given_what_its_own_ending_taught():
    every = model_error()
    assert every.negotiations == len(resolutions())
    for resolved in resolutions():
        mine = model_error(resolved.case)
        assert mine.negotiations == every.negotiations - 1
        assert mine.questions == every.questions - len(resolved.questions)
        assert mine != every


def test_all_of_the_spread_is_model_error_where_the_case_leaves_nothing_open():
    assert share_of_model_error(0.3, 0.0) == pytest.approx(1.0)
    assert 0.2 < share_of_model_error(0.3, 0.02) < 1.0
    assert share_of_model_error(0.3, 0.1) < share_of_model_error(0.3, 0.02)


def world(slope: float, level: float, negotiations: int) -> list[Answered]:
    """Draw questions whose answers follow log-odds of a known slope and level."""
    random, found = np.random.default_rng(4), []
    for j in range(negotiations):
        for i in range(2):
            x = 2.0 * float(random.standard_normal())
            happened = random.random() < 1.0 / (1.0 + math.exp(-(level + slope * x)))
            found.append(Answered(f"n{j}", f"q{i}", 1.0 / (1.0 + math.exp(-x)), 0.0, bool(happened)))
    return found


def ends(notation: str) -> tuple[float, float]:
    low, high = notation.split(" to ")
    return float(low), float(high)


def test_the_fit_finds_how_wrong_plays_are():
    found = fit_model_error(world(0.4, 0.8, 40))
    low, high = ends(found.beliefs.slope)
    assert low < 0.4 < high < 0.9
    low, high = ends(found.beliefs.level)
    assert 0.0 < low < 0.8 < high
    assert found.recalibrated_log < found.played_log


def test_few_endings_leave_the_line_wide():
    few, many = fit_model_error(world(1.0, 0.0, 2)), fit_model_error(world(1.0, 0.0, 30))
    for name in ("level", "slope"):
        (low, high), (least, most) = ends(getattr(few.beliefs, name)), ends(getattr(many.beliefs, name))
        assert high - low > 1.2 * (most - least)


def test_one_negotiation_cannot_judge_itself():
    with pytest.raises(ValueError, match="two negotiations"):
        fit_model_error(world(1.0, 0.0, 1))


def test_what_is_written_can_be_read_and_names_its_command():
    found = fit_model_error(world(1.0, 0.0, 3))
    text = rewritten(model_error_file().read_text(encoding="utf-8"), found, "detente fit --model-error --write")
    assert "# Made by `detente fit --model-error --write`.\n" in text
    assert text.count("# Made by") == 1
    assert f"slope:\n  value: {found.beliefs.slope}\n" in text
    assert "  n0: {level: " in text
    assert rewritten(text, found, "detente fit --model-error --write") == text


def test_only_what_was_sealed_before_the_answer_counts():
    asked = {"q": {"probability": 0.3, "variance": 0.01, "by": "2026-03-01"}}
    forecast = {"case": "c", "as_of": "2026-01-01", "scenarios": {}, "questions": asked}
    outcome = {"case": "c", "question": "q", "outcome": "yes", "on": "2026-02-01", "source": "s"}
    for at, counted in (("2026-01-05T00:00:00Z", 1), ("2026-02-05T00:00:00Z", 0)):
        entries = (Entry(1, "forecast", at, "", "", forecast), Entry(2, "outcome", at, "", "", outcome))
        assert len(answered_in_ledger(entries)) == counted


def test_the_page_shows_what_the_program_holds():
    page = Path(__file__).parents[2] / "docs" / "explanation" / "model-error.md"
    rows = [
        line.split("  ")[-1].strip() for line in page.read_text(encoding="utf-8").splitlines() if "log-odds  " in line
    ]
    text = model_error_file().read_text(encoding="utf-8")
    assert rows
    for shown in rows:
        assert f"  value: {shown}\n" in text
