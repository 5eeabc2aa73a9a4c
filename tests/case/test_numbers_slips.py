"""Every mistake in a number is told in words that say what to write."""

from __future__ import annotations

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case.numbers import errors as slips
from detente.case.numbers.distribution import NotationError, Scale, parse, parse_chance_allowed

SLIPS = [
    ("empty", None, Scale.REAL, "found nothing"),
    ("empty", "   ", Scale.REAL, "found nothing"),
    ("truth_value", True, Scale.REAL, "true and false are no numbers"),
    ("truth_value", False, Scale.WHICH, "the name of an option"),
    ("wrong_type", [1, 2], Scale.REAL, "found a list: [1, 2]"),
    ("wrong_type", datetime.date(2025, 8, 12), Scale.REAL, "found a date: 2025-08-12"),
    ("too_long", "9" * 300, Scale.REAL, "at most 200 characters"),
    ("not_finite", float("nan"), Scale.REAL, "NaN and infinity are no quantities"),
    ("not_finite", float("inf"), Scale.LEVEL, "NaN and infinity are no quantities"),
    ("not_finite", "-.inf", Scale.LEVEL, "NaN and infinity are no quantities"),
    ("not_finite", "nan to 5", Scale.REAL, "NaN and infinity are no quantities"),
    ("too_large", 10**400, Scale.REAL, "no quantity may be larger than 1e+12"),
    ("too_large", "1e999 years", Scale.DURATION, "no quantity may be larger than 1e+12"),
    ("too_small", "1e-300 to 5", Scale.POSITIVE, "the low end of an interval is 0, or 1e-12 and up"),
    ("unreadable", "a bit", Scale.REAL, "uncertain numbers are written 60 to 80"),
    ("unreadable", "1 to 2 to 3", Scale.REAL, "uncertain numbers are written 60 to 80"),
    ("separated", "1,000", Scale.REAL, "write 1000 without separators"),
    ("unclosed", "beta(2", Scale.SHARE, "put quotes around it: 'beta(2, 5)'"),
    ("unclosed", {"chance": "beta(2", "5)": None}, Scale.SHARE, "put quotes around it: 'beta(2, 5)'"),
    ("joined_interval", "60-80", Scale.LEVEL, "write an interval as '60 to 80'"),
    ("joined_interval", "60to80", Scale.LEVEL, "write an interval as '60 to 80'"),
    ("joined_interval", "4–16 weeks", Scale.DURATION, "write an interval as '4 to 16 weeks'"),
    ("name_for_number", "thirty-days", Scale.REAL, "a name cannot stand for a number here"),
    ("name_for_number", "low to 5", Scale.LEVEL, "a name cannot stand for a number here"),
    ("number_for_option", 70, Scale.WHICH, "name one option, or several with probabilities"),
    ("number_for_option", "60 to 80", Scale.WHICH, "name one option"),
    ("number_for_option", "beta(1, 2)", Scale.WHICH, "name one option"),
    ("number_for_option", {"quantiles": {0.1: 1, 0.2: 2}}, Scale.WHICH, "name one option"),
    ("options_for_number", {"one_of": {"a": 1}}, Scale.REAL, "there are no options to choose from here"),
    ("option_not_word", {"one_of": {20: 1}}, Scale.LEVEL, "the keys of one_of are names of options"),
    ("unknown_distribution", "betta(2, 5)", Scale.SHARE, "did you mean beta?"),
    ("unknown_distribution", "poisson(2)", Scale.COUNT, "one of the distributions beta(a, b), two shapes above 0"),
    ("wrong_arguments", "beta(2)", Scale.SHARE, "check the number of values in the brackets"),
    ("wrong_arguments", "uniform(1, )", Scale.SHARE, "uniform(low, high)"),
    ("mode_outside", "triangular(1, 6, 5)", Scale.REAL, "the mode lies between low and high"),
    ("shape_not_positive", "beta(0, 5)", Scale.SHARE, "both shapes are above 0"),
    ("shape_not_positive", "beta(2, -5)", Scale.SHARE, "both shapes are above 0"),
    ("shape_with_unit", "beta(2 days, 5)", Scale.DURATION, "the unit follows the closing bracket"),
    ("beta_count", "beta(2, 5)", Scale.COUNT, "a Beta lies between 0 and 1"),
    ("low_above_high", "20 to 5", Scale.LEVEL, "the low end is above the high end; swap them"),
    ("low_above_high", "uniform(5, 1)", Scale.REAL, "the low end is above the high end"),
    ("outside", 101, Scale.LEVEL, "a level from 0 to 100"),
    ("outside", "-1 to 5", Scale.PERCENT, "a percentage from 0 to 100"),
    ("outside", 0, Scale.POSITIVE, "a number above 0"),
    ("outside", "0 to 5", Scale.POSITIVE, "a number above 0"),
    ("outside", 38, Scale.SHARE, "for a percentage write '38 %'"),
    ("outside", "-3 days", Scale.DURATION, "a duration of 0 or more"),
    ("outside", "triangular(0, 0.5, 2)", Scale.SHARE, "a share from 0 to 1"),
    ("outside", {"quantiles": {0.1: -1, 0.9: 1}}, Scale.SHARE, "a share from 0 to 1"),
    ("not_whole", 2.5, Scale.COUNT, "a count has no fraction"),
    ("unit_missing", 4, Scale.DURATION, "write '4 months'"),
    ("unit_missing", "2 weeks to 3", Scale.DURATION, "write '2 weeks to 3 months'"),
    ("unit_missing", 0.4, Scale.RATE, "write '0.4 per month'"),
    ("unit_unwanted", "60 days", Scale.LEVEL, "'days' is not wanted"),
    ("unknown_unit", "4 weks", Scale.DURATION, "did you mean 'weeks'?"),
    ("unknown_unit", "0.4 per yaer", Scale.RATE, "did you mean 'per year'?"),
    ("unknown_unit", "0.4 year", Scale.RATE, "did you mean 'per year'?"),
    ("unknown_unit", "0.3 per month", Scale.VOLATILITY, "did you mean 'per sqrt-month'?"),
    ("chance_here", {"chance": 5}, Scale.REAL, "write the notation without chance"),
    ("unknown_key", {"quantile": {}}, Scale.REAL, "did you mean quantiles?"),
    ("mixed_mapping", {"quantiles": {}, "one_of": {}}, Scale.LEVEL, "one notation, not several"),
    ("mixed_mapping", {}, Scale.LEVEL, "found an empty mapping"),
    ("empty_mapping", {"quantiles": {}}, Scale.LEVEL, "quantiles without entries"),
    ("empty_mapping", {"one_of": ["ports"]}, Scale.LEVEL, "{ports: 0.6, full: 0.4}"),
    ("one_quantile", {"quantiles": {0.5: 1}}, Scale.REAL, "two quantiles or more"),
    ("quantile_outside", {"quantiles": {-0.1: 1, 0.5: 2}}, Scale.REAL, "probabilities from 0 to 1"),
    ("quantile_outside", {"quantiles": {5: 1, 95: 2}}, Scale.REAL, "probabilities from 0 to 1"),
    ("weights_missing", {"by": {"a": {"weight": 0.5, "value": 1}, "b": 2}}, Scale.LEVEL, "for all, or for none"),
    ("people_say_numbers", {"by": {"a": "ports", "b": 2}}, Scale.LEVEL, "levels, not options"),
    ("unknown_family", {"quantiles": {0.25: 1, 0.75: 2}, "fit": "gama"}, Scale.LEVEL, "gamma"),
    ("fit_one_sided", {"quantiles": {0.25: 1, 0.55: 2}, "fit": "normal"}, Scale.LEVEL, "below 0.4 and one above 0.6"),
    ("fit_without_limits", {"quantiles": {0.25: 1, 0.75: 2}, "fit": "gamma"}, Scale.REAL, "normal or best"),
    ("probabilities_fall", {"quantiles": {0.5: 1, 0.05: 2}}, Scale.REAL, "sort the quantiles"),
    (
        "values_fall",
        {"quantiles": {0.05: 2, 0.5: 1}},
        Scale.REAL,
        "values increasing with their probabilities",
    ),
    ("point_not_number", {"quantiles": {0.05: [2], 0.5: 1}}, Scale.REAL, "plain numbers"),
    ("not_a_probability", {"one_of": {"a": "most"}}, Scale.WHICH, "a probability such as 0.4 or 40 %"),
    ("probability_outside", {"one_of": {"a": 1.5, "b": -0.5}}, Scale.WHICH, "a probability from 0 to 1"),
    ("not_summing", {"one_of": {"a": 0.6, "b": 0.3}}, Scale.WHICH, "found probabilities that sum to 0.9"),
]


@pytest.mark.parametrize(("kind", "raw", "scale", "words"), SLIPS)
def test_slip_is_told(kind: str, raw: object, scale: Scale, words: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse(raw, scale)
    assert caught.value.kind == kind
    assert words in str(caught.value)
    assert len(str(caught.value)) < 400


def test_chance_takes_no_second_key() -> None:
    with pytest.raises(NotationError, match="one notation"):
        parse_chance_allowed({"chance": 1, "quantiles": {}}, Scale.REAL)


def test_every_slip_of_a_number_is_tested() -> None:
    """Kinds named in the source and kinds tested here are the same."""
    source = {name for name in vars(slips) if name in {kind for kind, *_ in SLIPS}}
    told = {
        name
        for name, value in vars(slips).items()
        if callable(value) and getattr(value, "__module__", "") == slips.__name__ and not name.startswith("_")
    }
    dates = {"uncertain_duration", "not_a_date", "time_of_day", "no_such_day"}
    assert told - dates - {"shown"} == source


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.text("0123456789.eE+-% to()abm,", max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["quantiles", "one_of", "chance", "x"]) | st.floats() | st.text(),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(anything, st.sampled_from(list(Scale)))
def test_whatever_is_written_is_read_or_told(raw: object, scale: Scale) -> None:
    with contextlib.suppress(NotationError):
        parse_chance_allowed(raw, scale)


def test_a_number_too_long_to_print_is_told() -> None:
    with pytest.raises(NotationError, match=r"larger than 1e\+12"):
        parse(10**5000, Scale.REAL)
