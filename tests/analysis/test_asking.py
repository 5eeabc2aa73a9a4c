"""What to find out first, where it is known: of a case in which one number matters and another does not."""

from __future__ import annotations

import pytest

from detente.analysis.compare.levers import aim_of
from detente.analysis.information.questions import ask
from detente.case.editing.edit import with_values
from detente.errors import OptionError
from detente.play_options import PlayOptions

OPTIONS = PlayOptions(beliefs=800, runs=20, seed=2)
RAIN, WIND = "events.rain.chance", "events.wind.chance"


@pytest.fixture(scope="module")
def asked(two_ends):
    return ask(two_ends, aim=aim_of(two_ends, "harvest"), options=OPTIONS)


def number(asked, path):
    return next(view for view in asked.numbers if view.id == path)


def test_the_number_that_decides_is_asked_first(asked):
    assert asked.numbers[0].id == RAIN
    assert asked.numbers[0].is_clear
    assert not number(asked, WIND).is_clear


def test_the_fall_of_the_score_is_the_variance_of_the_probability(asked):
    """p ~ U(0, 0.6): Var(p) = 0.03, for each of two ends."""
    rain = number(asked, RAIN)
    assert abs(rain.brier - 0.06) < 4.0 * rain.standard_error + 0.002
    assert rain.brier <= asked.brier
    assert asked.score == pytest.approx(2 * 0.3 * 0.7, abs=0.01)


def test_an_answer_moves_the_probability_by_its_mean_deviation(asked):
    """E|p − 0.3| = 0.15."""
    moves = {move.scenario: move.value for move in number(asked, RAIN).moves}
    assert moves["harvest"] == pytest.approx(0.15, abs=0.01)
    assert moves["drought"] == pytest.approx(0.15, abs=0.01)


def test_knowing_it_is_worth_what_the_better_choice_adds(asked):
    """E max(p, 0.25) − 0.3 = 0.0521; wind is worth nothing."""
    worth = number(asked, RAIN).worth
    assert abs(worth.value - 0.05208333) < 4.0 * worth.standard_error
    assert number(asked, WIND).worth.value < 0.003
    assert worth.value <= asked.worth.value
    assert asked.best == "as-it-is"


def test_general_beliefs_do_not_matter_where_nobody_bargains(asked):
    general = next(group for group in asked.groups if group.general)
    assert general.brier < 0.06 / 10


def test_without_an_aim_no_lever_is_played(two_ends):
    progress = []
    found = ask(two_ends, options=PlayOptions(beliefs=60, runs=10, progress=lambda *told: progress.append(told)))
    assert max(total for _, total, _ in progress) == 600
    assert found.worth is None
    assert all(view.worth is None for view in found.numbers)


def test_too_few_worlds_are_told(two_ends):
    found = ask(two_ends, options=PlayOptions(beliefs=10, runs=4))
    assert "Too few worlds" in found.status.en
    assert not any(view.told for view in found.numbers)


def test_a_case_without_levers_has_no_choice(two_ends):
    from detente.case.reading.read import read_text

    bare = read_text(two_ends.text.partition("levers:")[0], "bare.yaml")
    with pytest.raises(OptionError, match="no levers"):
        ask(bare, aim=aim_of(bare, "harvest"), options=OPTIONS)


def test_answers_keep_comments(two_ends):
    answered = with_values(two_ends, {RAIN: "0.2 to 0.4"})
    assert "# Rain comes with a probability" in answered.text
    assert "0.2 to 0.4" in answered.text
