"""Numbers are read, drawn and written back as documented."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from detente.case.numbers.distribution import (
    BetaShape,
    Chance,
    Fixed,
    Interval,
    Label,
    Notation,
    OneOf,
    Quantiles,
    Scale,
    Triangular,
    Uniform,
    central,
    choose,
    describe,
    is_certain,
    parse,
    parse_chance_allowed,
    quantile,
)

MEASURED = [scale for scale in Scale if scale is not Scale.WHICH]

READINGS = [
    (70, Scale.LEVEL, Fixed(70.0)),
    ("70", Scale.LEVEL, Fixed(70.0)),
    ("60 to 80", Scale.LEVEL, Interval(60.0, 80.0)),
    ("  60   TO 80 ", Scale.LEVEL, Interval(60.0, 80.0)),
    ("−5 to 5", Scale.REAL, Interval(-5.0, 5.0)),
    ("beta(2, 5)", Scale.SHARE, BetaShape(2.0, 5.0, 1.0)),
    ("beta(2, 5)", Scale.LEVEL, BetaShape(2.0, 5.0, 100.0)),
    ("beta(2, 5)", Scale.PERCENT, BetaShape(2.0, 5.0, 100.0)),
    ("beta(2, 5) %", Scale.PERCENT, BetaShape(2.0, 5.0, 100.0)),
    ("beta(2,5) per month", Scale.RATE, BetaShape(2.0, 5.0, 1 / 30.4375)),
    ("triangular(1, 2, 5)", Scale.REAL, Triangular(1.0, 2.0, 5.0)),
    ("triangular(1, 2, 5) weeks", Scale.DURATION, Triangular(7.0, 14.0, 35.0)),
    ("uniform(1 week, 2 months)", Scale.DURATION, Uniform(7.0, 60.875)),
    ("4 to 16 weeks", Scale.DURATION, Interval(28.0, 112.0)),
    ("2 weeks to 3 months", Scale.DURATION, Interval(14.0, 91.3125)),
    ("0 to 3 months", Scale.DURATION, Interval(0.0, 91.3125)),
    ("8 days", Scale.DURATION, Fixed(8.0)),
    ("1 year", Scale.DURATION, Fixed(365.25)),
    ("2 quarters", Scale.DURATION, Fixed(182.625)),
    (0, Scale.DURATION, Fixed(0.0)),
    ("0.4 per year", Scale.RATE, Fixed(0.4 / 365.25)),
    ("0.3 per sqrt-month", Scale.VOLATILITY, Fixed(0.3)),
    ("-0.05 to 0.02 per month", Scale.DRIFT, Interval(-0.05, 0.02)),
    ("1.2 per year", Scale.DRIFT, Fixed(1.2 / 12)),
    ("38 %", Scale.SHARE, Fixed(0.38)),
    ("30 to 40%", Scale.SHARE, Interval(0.3, 0.4)),
    ("38 %", Scale.PERCENT, Fixed(38.0)),
    (3, Scale.COUNT, Fixed(3.0)),
    ("thirty-days", Scale.LEVEL, Label("thirty-days")),
    ("30-days", Scale.LEVEL, Label("30-days")),
    ("none", Scale.WHICH, Label("none")),
    ({"one_of": {"ports": 0.6, "full": "40 %"}}, Scale.WHICH, OneOf((("ports", 0.6), ("full", 0.4)))),
    (
        {"quantiles": {0.05: "4 weeks", "50 %": "2 months"}},
        Scale.DURATION,
        Quantiles(((0.05, 28.0), (0.5, 60.875))),
    ),
]


@pytest.mark.parametrize(("raw", "scale", "expected"), READINGS)
def test_reads_every_form(raw: object, scale: Scale, expected: Notation) -> None:
    assert parse(raw, scale) == expected


def test_chance_is_read_only_where_it_is_allowed() -> None:
    assert parse_chance_allowed({"chance": 5}, Scale.REAL) == Chance(Fixed(5.0))
    assert parse_chance_allowed("1 to 5", Scale.REAL) == Interval(1.0, 5.0)


def test_minus_zero_is_zero() -> None:
    value = parse("-0", Scale.REAL)
    assert isinstance(value, Fixed)
    assert math.copysign(1.0, value.value) == 1.0


@st.composite
def written(draw: st.DrawFn) -> tuple[object, Scale]:
    """Draw a valid quantity as it may stand in a case."""
    scale = draw(st.sampled_from(MEASURED))
    unit = draw(st.sampled_from([unit.words[-1] for unit in scale.units if unit.words] or [""]))
    top = 1.0 if scale is Scale.SHARE and unit != "%" else 100.0
    low = -top if scale in (Scale.REAL, Scale.DRIFT) else (0.01 if scale is Scale.POSITIVE else 0.0)
    values = st.one_of(
        st.integers(math.ceil(low), int(top)).map(lambda n: max(float(n), low)),
        st.floats(low, top, allow_subnormal=False).filter(lambda x: x == 0.0 or abs(x) > 1e-9),
    )
    a, b, c = sorted(draw(st.tuples(values, values, values)))
    forms: list[object] = [
        f"{a!r} to {c!r} {unit}",
        f"triangular({a!r}, {b!r}, {c!r}) {unit}",
        f"uniform({a!r}, {c!r}) {unit}",
        {"quantiles": {0.05: f"{a!r} {unit}", 0.3: f"{b!r} {unit}", 0.95: f"{c!r} {unit}"}},
    ]
    if scale is not Scale.COUNT:
        forms += [f"{b!r} {unit}", f"beta({1 + abs(a)!r}, {1 + abs(b)!r}) {unit}"]
    return draw(st.sampled_from(forms)), scale


@given(written())
def test_description_reads_back_to_the_same(case: tuple[object, Scale]) -> None:
    raw, scale = case
    notation = parse(raw, scale)
    text = describe(notation, scale)
    assert parse(YAML(typ="safe", pure=True).load(text), scale) == notation
    wrapped = describe(Chance(notation), scale)
    assert parse_chance_allowed(YAML(typ="safe", pure=True).load(wrapped), scale) == Chance(notation)


@given(
    st.lists(st.integers(1, 50), min_size=1, max_size=5),
    st.lists(st.from_regex(r"[a-m]{1,6}(-[a-m0-9]{1,4})?", fullmatch=True), min_size=5, max_size=5, unique=True),
)
def test_choices_read_back_to_the_same(weights: list[int], names: list[str]) -> None:
    total = sum(weights)
    shares = {name: weight / total for name, weight in zip(names, weights, strict=False)}
    notation = parse({"one_of": shares}, Scale.WHICH)
    assert parse(YAML(typ="safe", pure=True).load(describe(notation, Scale.WHICH)), Scale.WHICH) == notation


@given(written(), st.lists(st.floats(1e-12, 1 - 1e-12), min_size=2, max_size=30))
def test_quantiles_never_fall_and_stay_within_bounds(case: tuple[object, Scale], u: list[float]) -> None:
    raw, scale = case
    notation = parse(raw, scale)
    values = quantile(notation, np.sort(u), scale)
    slack = 1e-11 * (1.0 + np.abs(values[:-1]))
    assert np.all(np.diff(values) >= -slack)
    assert np.all((values >= scale.low) & (values <= scale.high))
    assert np.all(np.isfinite(values))


@pytest.mark.parametrize("scale", MEASURED)
@pytest.mark.parametrize(("low", "high"), [(0.0, 0.25), (0.125, 0.5), (0.5, 0.9)])
def test_ends_of_an_interval_are_its_quantiles(scale: Scale, low: float, high: float) -> None:
    if scale is Scale.POSITIVE and low == 0.0:
        low = 0.0625
    if scale is Scale.COUNT:
        low, high = 20 * low, 20 * high
    found_low, _, found_high = central(Interval(low, high), scale)
    rounding = 0.5 if scale is Scale.COUNT else 1e-12
    assert found_low == pytest.approx(low, abs=rounding)
    assert found_high == pytest.approx(high, abs=rounding)


def test_intervals_take_the_shape_of_their_scale() -> None:
    assert central(Interval(1.0, 4.0), Scale.POSITIVE)[1] == pytest.approx(2.0)  # log-normal
    assert central(Interval(1.0, 4.0), Scale.REAL)[1] == pytest.approx(2.5)  # normal
    assert central(Interval(0.0, 4.0), Scale.DURATION)[1] == pytest.approx(2.0)  # normal clipped at 0
    assert quantile(Interval(0.0, 4.0), 0.01, Scale.DURATION) == 0.0
    assert quantile(Interval(80.0, 100.0), 0.99, Scale.LEVEL) == 100.0


def test_counts_are_whole() -> None:
    drawn = quantile(Interval(2.0, 9.0), np.linspace(0.01, 0.99, 50), Scale.COUNT)
    assert np.array_equal(drawn, np.rint(drawn))


def test_quantiles_are_linear_between_points_and_go_on_beyond() -> None:
    notation = Quantiles(((0.1, 10.0), (0.5, 20.0), (0.9, 60.0)))
    u = [0.1, 0.3, 0.5, 0.7, 0.9]
    expected = [10.0, 15.0, 20.0, 40.0, 60.0]
    assert quantile(notation, u, Scale.LEVEL) == pytest.approx(expected)
    beyond = quantile(notation, [1e-6, 0.05, 0.95, 0.999], Scale.LEVEL)
    assert 0.0 <= beyond[0] < 1.5 < beyond[1] < 10.0 < 65.0 < beyond[2] < beyond[3] <= 100.0
    steep = Quantiles(((0.5, 50.0), (0.9, 99.0)))
    assert quantile(steep, 0.95, Scale.LEVEL) == 100.0


def test_choices_fall_as_often_as_written() -> None:
    notation = OneOf((("never", 0.0), ("ports", 0.6), ("full", 0.4), ("nil", 0.0)))
    u = (np.arange(1000) + 0.5) / 1000
    assert np.bincount(choose(notation, u), minlength=4).tolist() == [0, 600, 400, 0]
    assert choose(notation, [2.0**-53, 1 - 2.0**-53]).tolist() == [1, 2]


def test_options_have_no_quantiles() -> None:
    with pytest.raises(TypeError, match="names options"):
        quantile(Label("ports"), [0.5], Scale.LEVEL)


@pytest.mark.parametrize(
    ("notation", "certain"),
    [
        (Fixed(1.0), True),
        (Label("a"), True),
        (Interval(1.0, 1.0), True),
        (Interval(1.0, 2.0), False),
        (BetaShape(1.0, 1.0), False),
        (Triangular(1.0, 1.0, 2.0), False),
        (Quantiles(((0.1, 1.0), (0.9, 1.0))), True),
        (OneOf((("a", 1.0), ("b", 0.0))), True),
        (OneOf((("a", 0.5), ("b", 0.5))), False),
        (Chance(Fixed(1.0)), True),
    ],
)
def test_knows_what_is_certain(notation: Notation | Chance, certain: bool) -> None:
    assert is_certain(notation) is certain


@pytest.mark.parametrize(
    ("raw", "scale", "english", "chinese"),
    [
        ("28 to 112 days", Scale.DURATION, "4 to 16 weeks", "4 至 16 周"),
        ("1 month", Scale.DURATION, "1 month", "1 个月"),
        ("0.4 per year", Scale.RATE, "0.4 per year", "每年 0.4"),
        ("0.3 per sqrt-month", Scale.VOLATILITY, "0.3 per sqrt-month", "每√月 0.3"),
        ("60 to 80", Scale.LEVEL, "60 to 80", "60 至 80"),
        ("thirty-days", Scale.LEVEL, "thirty-days", "thirty-days"),
        ("beta(2,5)", Scale.SHARE, "beta(2, 5)", "beta(2, 5)"),
        (
            {"quantiles": {0.05: 1, 0.95: 2}},
            Scale.REAL,
            "{quantiles: {0.05: 1, 0.95: 2}}",
            "5 % 分位 1，95 % 分位 2",
        ),
        ({"chance": 4}, Scale.REAL, "{chance: 4}", "每次推演重抽：4"),
    ],
)
def test_describes_in_both_languages(raw: object, scale: Scale, english: str, chinese: str) -> None:
    notation = parse_chance_allowed(raw, scale)
    assert describe(notation, scale) == english
    assert describe(notation, scale, "zh") == chinese
