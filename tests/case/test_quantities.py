"""Every number of a case by its path."""

from pathlib import Path

import pytest

from detente.case import Document, load, quantities, read_text
from detente.case.general import general_constants
from detente.case.numbers.distribution import Chance, Fixed, Interval, Label, OneOf, Scale
from detente.case.schema.quantities import Quantity

VILLAGE = Path(__file__).with_name("village.yaml")


@pytest.fixture(scope="module")
def found() -> dict[str, Quantity]:
    return quantities(load(VILLAGE).document)


@pytest.mark.parametrize(
    ("path", "notation", "scale"),
    [
        ("positions.upper.water.ideal", Interval(0.0, 10.0), Scale.LEVEL),
        ("positions.lower.toll.limit", OneOf((("low", 0.5), ("high", 0.5))), Scale.LEVEL),
        ("parties.upper.power", Interval(60.0, 80.0), Scale.POSITIVE),
        ("parties.upper.price.moved_by.anger.by", Fixed(0.02), Scale.REAL),
        ("parties.upper.price.moved_by.feud.from", Fixed(0.0), Scale.REAL),
        ("parties.upper-elders.moved_by.anger.by", Fixed(0.01), Scale.REAL),
        ("linked.guarded-water.worth", Interval(-0.2, -0.1), Scale.REAL),
        ("linked.1.worth", Fixed(0.05), Scale.REAL),
        ("factors.anger.driven_by.water", Fixed(-0.1), Scale.DRIFT),
        ("meetings.autumn-fair.within", Chance(Interval(14.0, 42.0)), Scale.DURATION),
        ("events.visit.chance", Fixed(0.4), Scale.SHARE),
        ("events.visit.changes.0.within", Fixed(14.0), Scale.DURATION),
        ("events.drought.changes.0.shift.price.lower", Fixed(0.01), Scale.REAL),
        ("events.drought.changes.1.set.parties.lower.patience", Interval(0.8, 1.0), Scale.POSITIVE),
        ("history.spring-feud.changes.0.shift.anger", Fixed(1.0), Scale.REAL),
        ("general.hold-out", Interval(0.02, 0.05), Scale.POSITIVE),
    ],
)
def test_numbers_that_are_written(found, path, notation, scale):
    assert (found[path].notation, found[path].scale) == (notation, scale)


@pytest.mark.parametrize(
    ("path", "notation"),
    [
        ("parties.lower.style.toughness", Fixed(0.5)),
        ("parties.lower.horizon", Fixed(365.25)),
        ("factors.harvest.volatility", Fixed(0.0)),
        ("meetings.spring-fair.takes_place", Fixed(1.0)),
        ("bargaining.rule", Label("nash")),
        ("general.price", general_constants()["price"].quantity.notation),
    ],
)
def test_numbers_left_at_their_defaults(found, path, notation):
    assert found[path].notation == notation


def test_a_factor_without_start_or_series_starts_at_zero():
    text = VILLAGE.read_text(encoding="utf-8").replace("harvest: {start: 0, ", "harvest: {")
    assert quantities(read_text(text).document)["factors.harvest.start"].notation == Fixed(0.0)


@pytest.mark.parametrize(
    "path", ["factors.mood.start", "parties.upper.price.value", "positions.lower.water.limit", "events.drought.chance"]
)
def test_numbers_that_do_not_stand_in_the_case(found, path):
    assert path not in found


def test_levers_are_no_numbers_of_the_case(found):
    assert not [path for path in found if path.startswith("levers.")]


def test_claims_are_inherited_from_the_nearest_that_names_any(found):
    assert found["positions.upper.water.limit"].because == ("water-is-life",)
    assert found["positions.upper.toll.salience"].because == ("guard-wanted",)
    assert found["positions.upper.toll.ideal"].because == ()


def test_order_is_that_of_the_language(found):
    sections = list(dict.fromkeys(path.partition(".")[0] for path in found if ".set." not in path))
    order = [name for name in Document.model_fields if name in sections]
    assert sections == [*(name for name in order if name not in ("bargaining", "general")), "bargaining", "general"]


def test_general_beliefs_are_all_there(found):
    assert [path for path in found if path.startswith("general.")] == [f"general.{key}" for key in general_constants()]
    assert {"hold-out", "breadth", "caution"} <= general_constants().keys()
