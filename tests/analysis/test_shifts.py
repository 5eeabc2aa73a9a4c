"""What the record changes in the outlook of cases: `detente fit --compare`, and the report of a fit."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

from detente.analysis.calibration.fit import FitOptions
from detente.analysis.calibration.fit import fit as fit_general
from detente.analysis.calibration.posterior import learned
from detente.analysis.calibration.record import wide
from detente.analysis.calibration.shifts import PRIORS, TIED, believing, shifts
from detente.case import load
from detente.case.numbers.scales import Scale
from detente.cli import detente
from detente.engine.layout.build import lay_out
from detente.engine.run.beliefs import Beliefs
from detente.errors import OptionError
from detente.locale import texts
from detente.report.calibration.section import fit_page
from detente.report.data import plain as to_json


def drawn(case, count=4000):
    layout = lay_out(case.document)
    numbers = Beliefs.of(case.document, layout.slots).draw(1, 0, count)
    return {name: numbers[:, layout.slots.of(f"general.{name}")] for name in wide().constants}


@pytest.fixture(scope="module")
def found():
    return shifts(["geneva-2021"], beliefs=20, runs=6)


def test_wide_beliefs_are_those_of_the_file_and_fitted_ones_those_of_the_program():
    case = load("geneva-2021")
    before, after = drawn(believing(case, "wide")), drawn(case)
    assert np.quantile(before["hold-out"], [0.05, 0.95]) == pytest.approx([0.03, 1.0], rel=0.1)
    assert np.quantile(after["hold-out"], [0.05, 0.95]) == pytest.approx([0.051, 0.59], rel=0.1)
    assert np.array_equal(before["persistence"], after["persistence"])
    assert len({believing(case, prior).sha256 for prior in PRIORS}) == 3


def test_tied_beliefs_keep_their_ranges_and_gain_the_correlation():
    case = load("geneva-2021")
    apart, tied = drawn(case), drawn(believing(case, "tied"))

    def rank(numbers):
        return np.corrcoef(*(np.argsort(np.argsort(numbers[name])) for name in ("price", "hold-out")))[0, 1]

    assert rank(apart) == pytest.approx(0.0, abs=0.05)
    assert rank(tied) == pytest.approx(TIED["price", "hold-out"], abs=0.05)
    for name, values in tied.items():
        assert np.quantile(values, [0.1, 0.9]) == pytest.approx(np.quantile(apart[name], [0.1, 0.9]), rel=0.1, abs=0.02)


def test_what_a_case_says_of_negotiations_itself_stays():
    case = load("geneva-2021")
    price = believing(case, "wide").document.general["price"]
    own = case.document.model_copy(update={"general": {"price": price}})
    kept = replace(case, document=own)
    assert believing(kept, "wide").document.general["price"] is price
    assert believing(kept, "tied").document.correlations == case.document.correlations


def test_differences_are_those_of_the_probabilities(found):
    case = found.cases[0]
    for shift in case.scenarios:
        wide_, fitted, tied = (shift.chances[prior].value for prior in PRIORS)
        assert shift.fitted.value == pytest.approx(fitted - wide_)
        assert shift.tied.value == pytest.approx(tied - fitted)
    assert case.moved == pytest.approx(0.5 * sum(abs(shift.fitted.value) for shift in case.scenarios))
    assert "Too few worlds" in found.status.en


def test_a_case_that_is_not_shipped():
    with pytest.raises(OptionError, match="did you mean 'minsk-2015'"):
        shifts(["minsk-2014"])


def test_width_is_what_is_left_of_a_range():
    values = np.linspace(0.0, 1.0, 2001)
    same = learned("x", values, np.ones(2001), Scale.REAL, 2001.0)
    half = learned("x", values, (values < 0.5).astype(float), Scale.REAL, 1000.0)
    assert same.width == pytest.approx(1.0)
    assert half.width == pytest.approx(0.5, abs=0.01)


def call(*arguments: str):
    return CliRunner().invoke(detente, ["fit", *arguments], catch_exceptions=False)


PLAY = ("--compare", "divided-pie", "--beliefs", "20", "--runs", "4")


def test_the_command_compares(tmp_path):
    page = tmp_path / "shifts.html"
    done = call(*PLAY, "--report", str(page))
    assert "if tied" in done.stdout
    text = page.read_text(encoding="utf-8")
    assert "<svg" in text
    assert "detente fit --compare divided-pie --beliefs 20 --runs 4 --seed 1" in text


def test_the_data_of_a_comparison(found):
    data = json.loads(json.dumps(to_json(found, "zh"), allow_nan=False))
    assert data["correlations"] == [{"between": ["price", "hold-out"], "value": -0.56}]
    assert {"chances", "fitted", "tied"} <= set(data["cases"][0]["scenarios"][0])
    assert list(data["cases"][0]["scenarios"][0]["chances"]) == ["wide", "fitted", "tied"]


def test_comparing_is_not_fitting():
    done = call("--compare", "all", "--write")
    assert done.exit_code == 2
    assert "--compare fits nothing" in done.stderr


def test_the_page_of_a_fit_shows_how_it_is_met_and_what_is_left_open():
    fit = fit_general(FitOptions(beliefs=20, cases=2, threads=1))
    text = fit_page(fit, texts("en"), "detente fit")
    assert text.count("<svg") >= 4
    assert "too few to tell anything" in text
    assert "hold-out" in text
    assert "拟合" in fit_page(fit, texts("zh"), "detente fit")
