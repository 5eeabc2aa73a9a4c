"""What signs tell of a case whose likelihood ratios are known."""

from __future__ import annotations

from datetime import date
from math import log2

import pytest

from detente.analysis.markers.markers import markers
from detente.case.reading.read import read_text
from detente.errors import OptionError
from detente.play_options import PlayOptions

OPTIONS = PlayOptions(beliefs=500, runs=40, seed=4)


@pytest.fixture(scope="module")
def found(two_ends):
    return markers(two_ends, by=date(2026, 3, 1), options=OPTIONS)


def sign(found, key):
    return next(view for view in found.markers if view.id == key)


def speaks(found, key, scenario="harvest"):
    return next(view for view in sign(found, key).speaks if view.scenario == scenario)


def test_the_ratio_is_that_of_the_case(found):
    """0.8 of the wet worlds have clouds, 0.2 of the dry ones: ×4, and ×¼ for drought."""
    harvest, drought = speaks(found, "clouds"), speaks(found, "clouds", "drought")
    assert harvest.ratio.low < 4.0 < harvest.ratio.high
    assert harvest.ratio.value == pytest.approx(4.0, rel=0.05)
    assert drought.ratio.value == pytest.approx(1.0 / harvest.ratio.value)
    assert harvest.absence.value == pytest.approx(0.25, rel=0.1)


def test_what_to_believe_follows_bayes_rule(found):
    """P(harvest | clouds) = 0.24/0.38, and without them 0.06/0.62."""
    harvest = speaks(found, "clouds")
    assert abs(harvest.seen - 0.24 / 0.38) < 4.0 * harvest.seen_error
    assert abs(harvest.unseen - 0.06 / 0.62) < 4.0 * harvest.unseen_error
    odds = harvest.prior / (1 - harvest.prior) * harvest.ratio.value
    assert harvest.seen == pytest.approx(odds / (1 + odds))


def test_its_date_is_when_it_is_seen(found):
    clouds = sign(found, "clouds")
    assert clouds.median == clouds.late == clouds.date == date(2026, 2, 26)


def test_information_is_that_of_the_toy(found):
    def entropy(p):
        return -p * log2(p) - (1 - p) * log2(1 - p)

    clouds = sign(found, "clouds")
    assert abs(clouds.information - (entropy(0.38) - entropy(0.8))) < 3.0 * clouds.information_error
    assert found.entropy == pytest.approx(entropy(0.3), abs=0.04)


def test_only_the_telling_sign_is_worth_watching(found):
    assert [view.id for view in found.watch] == ["clouds"]
    assert sign(found, "wind").information < 0.002


def test_a_sign_that_is_never_seen_tells_nothing_and_says_so(found):
    never = speaks(found, "eclipse")
    assert never.seen is None
    assert not never.ratio.told
    assert sign(found, "eclipse").median is None
    assert never.unseen == pytest.approx(never.prior)


def test_signs_that_come_too_late_are_not_watched(two_ends):
    found = markers(two_ends, by=date(2026, 2, 1), options=PlayOptions(beliefs=100, runs=20))
    assert found.watch == ()
    assert all(view.early_information == 0.0 for view in found.markers)


def test_bad_input(two_ends):
    with pytest.raises(OptionError, match="a date after 2026-01-01"):
        markers(two_ends, by=date(2027, 1, 1), options=OPTIONS)
    bare = read_text(two_ends.text.replace("markers:", "levers:", 1).partition("levers:")[0], "bare.yaml")
    with pytest.raises(OptionError, match="no markers"):
        markers(bare, options=OPTIONS)


def test_too_few_worlds_are_told(two_ends):
    assert "Too few worlds" in markers(two_ends, options=PlayOptions(beliefs=4, runs=4)).status.en
