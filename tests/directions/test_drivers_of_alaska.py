"""P39: which of the essay's variables the chances of success and failure hang on, answered for each of them."""

from __future__ import annotations

import pytest

import detente
from detente.analysis.drivers.drivers import drivers
from detente.play_options import PlayOptions

pytestmark = pytest.mark.long

ESSAY = ("leaders-styles", "pressure-at-home", "pressure-abroad", "miscommunication", "battlefield")


@pytest.fixture(scope="module")
def found():
    case = detente.load("alaska-2025")
    return {
        view.id: view
        for view in drivers(case, outcomes=["failure", "success"], worlds=40_000, options=PlayOptions(seed=5)).outcomes
    }


@pytest.mark.parametrize("outcome", ["failure", "success"])
def test_each_variable_of_the_essay_has_an_answer_with_an_error(found, outcome):
    views = {view.id: view for view in found[outcome].drivers}
    for name in ESSAY:
        share = views[f"drivers.{name}"].beliefs
        assert share.error < 0.05
        assert -4.0 * share.error < share.value < 1.0
    assert views["bargaining.rule"].rule
    assert views["how-negotiations-work"].general


def test_the_battlefield_matters_by_its_course_more_than_by_what_is_not_known_of_it(found):
    """Its shocks and blows are chance; where the front stands today is well known beside that."""
    battlefield = {view.id: view for view in found["failure"].drivers}["drivers.battlefield"]
    assert battlefield.chance.value > battlefield.beliefs.value + 3.0 * battlefield.chance.error
    assert battlefield.leading.path == "factors.battlefield.start"
    assert battlefield.leading.correlation > 0.0


def test_a_dearer_move_and_harder_bargaining_make_failure_likelier(found):
    views = {view.id: view for view in found["failure"].drivers}
    assert views["drivers.prices"].leading.correlation > 0.2
    assert views["how-negotiations-work"].leading.path == "general.hold-out"
    assert views["how-negotiations-work"].leading.correlation > 0.1
