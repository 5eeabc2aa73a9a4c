"""How numbers are written: no sign left over by rounding, none that it hides, no interval whose ends read the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.locale import texts
from detente.locale.figures import amount, as_fine_as, chance_range, percent, percent_range, points, shared

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)
SHARES = st.floats(0.0, 1.0)


@given(NUMBERS, st.floats(0.01, 1e5))
@settings(max_examples=200)
def test_no_number_is_a_negative_nothing_or_a_power_of_ten(value, width):
    for written in (amount(value), points(value / 1e6), as_fine_as(width, value)):
        assert not re.fullmatch(r"[−-]0(\.0*)?", written)
        assert "e" not in written
        assert "-" not in written


def test_what_is_left_over_is_nothing():
    assert amount(-6.9e-18) == "0"
    assert points(-0.0) == points(-1e-9) == "0.0"
    assert as_fine_as(1.0, -1e-12) == "0.0"


@given(st.floats(-5.0, 5.0), st.floats(1.0, 20.0))
def test_rounding_hides_no_sign_that_decides(value, width):
    if abs(value) >= width / 100:
        assert as_fine_as(width, value).lstrip("−").strip("0.") != ""
        assert as_fine_as(width, value).startswith("−") == (value < 0.0)


@pytest.mark.parametrize("language", ["en", "zh"])
@given(low=SHARES, high=SHARES)
def test_an_interval_has_two_ends_or_is_one_number(language, low, high):
    low, high = sorted((low, high))
    for written in (percent_range(low, high, language), chance_range(low, high, language)):
        ends = re.findall(r"[<>]?\d+(?:\.\d+)?", written)
        assert len(ends) == 1 or (len(ends) == 2 and ends[0] != ends[1]) or "." not in written
        assert " %" not in written


@pytest.mark.parametrize("share", [-0.02, -1e-9, 0.0])
def test_no_share_is_below_nothing(share):
    assert shared(share, "en") == "0%"
    assert "−" not in percent(share, "en")


def test_english_sets_no_space_before_a_per_cent():
    spaced = [key for key, said in texts("en").entries.items() if re.search(r"[\d}] %", said)]
    assert not spaced


def test_no_text_says_one_more_of_several():
    assert not [key for key, said in texts("en").entries.items() if re.search(r"\{count\} more \w+s\b", said)]
