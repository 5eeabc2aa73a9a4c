"""Read a number as it stands in a case: text, number or mapping → `Notation`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from detente.case.numbers import errors as slips
from detente.case.numbers.families import Family
from detente.case.numbers.notation import (
    BetaShape,
    ByPerson,
    Chance,
    Fixed,
    Interval,
    Label,
    Notation,
    OneOf,
    Quantiles,
    Triangular,
    Uniform,
)
from detente.case.numbers.scales import LARGEST, SMALLEST, Scale, Unit

__all__ = ["parse", "parse_chance_allowed"]

_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_QUANTITY = re.compile(rf"({_NUMBER})\s*(.*)", re.ASCII)
_CALL = re.compile(r"([A-Za-z_]\w*)\s*\(([^()]*)\)\s*(.*)", re.ASCII)
_WORD = re.compile(r"[^\W_][\w-]*")
_JOINED_INTERVAL = re.compile(rf"({_NUMBER})\s*(?:-|–|—|~|\.\.\.?|to|至|到)\s*({_NUMBER})\s*(\D*)", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}([,' ]\d{3})+(\.\d*)?\D*", re.ASCII)
_NOT_FINITE = {"nan", ".nan", "inf", ".inf", "-inf", "-.inf", "+inf", "infinity", "-infinity"}
_LONGEST = 200
_TOLERANCE = 1e-9
_SHAPE_LIMIT = 1e6
_MIDDLE = 0.4, 0.6
_WEIGHTS_SUM = 1e-6
_ARGUMENTS = {"beta": 2, "triangular": 3, "uniform": 2}


def parse(raw: object, scale: Scale) -> Notation:
    """Read a quantity.

    Args:
        raw: What YAML gives: a number, a text or a mapping.
        scale: What the quantity measures; decides bounds, units and whether options' names may stand here.

    Returns:
        The notation, its values converted to the scale's canonical unit.

    Raises:
        NotationError: It cannot be read; says what was found, what is allowed and what to write.

    Example:
        >>> parse("4 to 16 weeks", Scale.DURATION)
        Interval(low=28.0, high=112.0)
        >>> parse("38 %", Scale.SHARE)
        Fixed(value=0.38)
    """
    if raw is None:
        raise slips.empty(scale)
    if isinstance(raw, bool):
        raise slips.truth_value(raw, scale)
    if isinstance(raw, (int, float)):
        if scale is Scale.WHICH:
            raise slips.number_for_option(slips.shown(raw), scale)
        return _fixed(_valued(_plain(raw, scale), "", slips.shown(raw), scale), slips.shown(raw), scale)
    if isinstance(raw, str):
        return _text(raw, scale)
    if isinstance(raw, Mapping):
        return _mapping(raw, scale)
    raise slips.wrong_type(raw, scale)


def parse_chance_allowed(raw: object, scale: Scale) -> Notation | Chance:
    """Read a quantity that may also be `{chance: ...}`, drawn anew in every run.

    Example:
        >>> parse_chance_allowed({"chance": "4 to 16 weeks"}, Scale.DURATION)
        Chance(notation=Interval(low=28.0, high=112.0))
    """
    if isinstance(raw, Mapping) and "chance" in raw:
        if len(raw) > 1:
            raise slips.mixed_mapping(raw, scale)
        return Chance(parse(raw["chance"], scale))
    return parse(raw, scale)


@lru_cache(maxsize=8192)
def _text(raw: str, scale: Scale) -> Notation:
    """Read a text: a distribution, an interval, a quantity or the name of an option.

    Cases say the same numbers many times over, and editors check a text after each key.
    """
    text = " ".join(str(raw).replace("−", "-").split())
    if not text:
        raise slips.empty(scale)
    if len(text) > _LONGEST:
        raise slips.too_long(text, scale)
    if text.casefold() in _NOT_FINITE:
        raise slips.not_finite(text, scale)
    if text.count("(") != text.count(")"):
        raise slips.unclosed(text, scale)
    if call := _CALL.fullmatch(text):
        return _call(call[1], call[2], call[3], text, scale)
    ends = re.split(r" to ", text, flags=re.IGNORECASE)
    if len(ends) == 2:
        return _interval(ends[0], ends[1], text, scale)
    if len(ends) > 2:
        raise slips.unreadable(text, scale)
    if _THOUSANDS.fullmatch(text):
        raise slips.separated(text, scale)
    if joined := _JOINED_INTERVAL.fullmatch(text):
        raise slips.joined_interval(text, f"{joined[1]} to {joined[2]} {joined[3]}".strip(), scale)
    return _word_or_quantity(text, scale)


def _word_or_quantity(text: str, scale: Scale) -> Notation:
    """Read a text without structure: `8 days`, `70` or `thirty-days`."""
    quantity, is_name = _QUANTITY.fullmatch(text), _is_name(text)
    if scale.takes_labels and is_name:
        return Label(text)
    if quantity is None:
        raise slips.name_for_number(text, scale) if is_name else slips.unreadable(text, scale)
    if scale is Scale.WHICH:
        raise slips.number_for_option(text, scale)
    return _fixed(_valued(float(quantity[1]), quantity[2], text, scale), text, scale)


def _is_name(text: str) -> bool:
    """Tell whether a text can name an option: one word that is no number."""
    return _WORD.fullmatch(text) is not None and re.fullmatch(_NUMBER, text, re.ASCII) is None


def _interval(first: str, second: str, text: str, scale: Scale) -> Interval:
    """Read `low to high`; a unit after the second end holds for the first as well."""
    if scale is Scale.WHICH:
        raise slips.number_for_option(text, scale)
    high_unit = _split(second, text, scale)[1]
    low, high = _end(first, high_unit, text, scale), _end(second, "", text, scale)
    _ordered((low, high), text, scale)
    if scale.logarithmic and 0.0 < low < SMALLEST:
        raise slips.too_small(text, scale)
    return Interval(low, high)


def _call(name: str, inner: str, unit: str, text: str, scale: Scale) -> Notation:
    """Read `beta(2, 5)`, `triangular(1, 2, 5)` or `uniform(0, 1)`, a unit following."""
    if scale is Scale.WHICH:
        raise slips.number_for_option(text, scale)
    key = name.casefold()
    if key not in _ARGUMENTS:
        raise slips.unknown_distribution(name, tuple(_ARGUMENTS), scale)
    arguments = [part.strip() for part in inner.split(",")]
    if len(arguments) != _ARGUMENTS[key] or not all(arguments):
        raise slips.wrong_arguments(text, key, scale)
    if key == "beta":
        return _beta(arguments, unit, text, scale)
    values = tuple(_end(argument, unit, text, scale) for argument in arguments)
    if key == "uniform":
        _ordered(values, text, scale)
        return Uniform(*values)
    if not values[0] <= values[1] <= values[2]:
        raise slips.mode_outside(text, scale)
    return Triangular(*values)


def _beta(arguments: list[str], unit: str, text: str, scale: Scale) -> BetaShape:
    """Read the shapes of a Beta, which carry no unit, and the unit it is scaled by."""
    if scale is Scale.COUNT:
        raise slips.beta_count(text, scale)
    shapes = []
    for argument in arguments:
        number, rest = _split(argument, text, scale)
        if rest:
            raise slips.shape_with_unit(text, scale)
        if not 0.0 < number <= _SHAPE_LIMIT:
            raise slips.shape_not_positive(text, scale)
        shapes.append(number)
    if not unit and scale.needs_unit:
        raise slips.unit_missing(text, scale)
    return BetaShape(shapes[0], shapes[1], scale.beta_top(_unit(unit, text, scale)))


def _mapping(raw: Mapping[object, object], scale: Scale) -> Notation:
    """Read `{quantiles: ...}`, with the family that is to be fitted, or `{one_of: ...}`."""
    if set(raw) == {"quantiles", "fit"}:
        return _fitted(raw["quantiles"], raw["fit"], scale)
    if len(raw) != 1:
        raise slips.mixed_mapping(raw, scale)
    ((key, inner),) = raw.items()
    if key == "chance":
        raise slips.chance_here(scale)
    if key == "by":
        return _people(inner, scale)
    if key not in ("quantiles", "one_of"):
        raise slips.unknown_key(str(key), scale)
    if not isinstance(inner, Mapping) or not inner:
        raise slips.empty_mapping(str(key), scale)
    return _quantiles(inner, scale) if key == "quantiles" else _one_of(inner, scale)


def _quantiles(inner: Mapping[object, object], scale: Scale) -> Quantiles:
    """Read the points of a quantile function."""
    if scale is Scale.WHICH:
        raise slips.number_for_option("quantiles", scale)
    points = tuple((_probability(key, scale), _point(value, scale)) for key, value in inner.items())
    probabilities, values = zip(*points, strict=True)
    if len(points) < 2:
        raise slips.one_quantile(scale)
    if min(probabilities) < 0.0 or max(probabilities) > 1.0:
        raise slips.quantile_outside(probabilities, scale)
    if any(second <= first for first, second in pairwise(probabilities)):
        raise slips.probabilities_fall(probabilities, scale)
    if any(second < first for first, second in pairwise(values)):
        raise slips.values_fall(list(inner.values()), scale)
    return Quantiles(points)


def _people(inner: object, scale: Scale) -> ByPerson:
    """Read what several people say."""
    if not isinstance(inner, Mapping) or not inner:
        raise slips.empty_mapping("by", scale)
    weighed = [isinstance(each, Mapping) and set(each) == {"weight", "value"} for each in inner.values()]
    if any(weighed) != all(weighed):
        raise slips.weights_missing(scale)
    parts = []
    for name, each in inner.items():
        if not isinstance(name, str) or not _is_name(name):
            raise slips.option_not_word(slips.shown(name), scale)
        weight = _probability(each["weight"], scale) if weighed[0] else 1.0 / len(inner)
        if not 0.0 <= weight <= 1.0:
            raise slips.probability_outside(slips.shown(weight), scale)
        said = parse(each["value"] if weighed[0] else each, scale)
        if isinstance(said, Label | OneOf | ByPerson):
            raise slips.people_say_numbers(slips.shown(each), scale)
        parts.append((name, weight, said))
    total = math.fsum(weight for _, weight, _ in parts)
    if abs(total - 1.0) > _WEIGHTS_SUM:
        raise slips.not_summing(total, scale)
    return ByPerson(tuple((name, weight / total, said) for name, weight, said in parts))


def _fitted(inner: object, family: object, scale: Scale) -> Quantiles:
    """Read quantiles that a family of distributions is to stand for."""
    if not isinstance(inner, Mapping) or not inner:
        raise slips.empty_mapping("quantiles", scale)
    points = _quantiles(inner, scale).points
    if not isinstance(family, str) or family not in tuple(Family):
        raise slips.unknown_family(slips.shown(family), scale)
    asked = Quantiles(points, Family(family))
    inside = [(probability, value) for probability, value in points if 0.0 < probability < 1.0]
    if len({value for _, value in inside}) < 2 or inside[0][0] >= _MIDDLE[0] or inside[-1][0] <= _MIDDLE[1]:
        raise slips.fit_one_sided(scale)
    low = points[0][1] if points[0][0] <= 0.0 else scale.low
    high = points[-1][1] if points[-1][0] >= 1.0 else scale.high
    needs_low = asked.fit in (Family.LOGNORMAL, Family.GAMMA, Family.BETA)
    if (needs_low and math.isinf(low)) or (asked.fit is Family.BETA and math.isinf(high)):
        raise slips.fit_without_limits(family, scale)
    return asked


def _one_of(inner: Mapping[object, object], scale: Scale) -> OneOf:
    """Read the options of a choice and their probabilities."""
    if not scale.takes_labels:
        raise slips.options_for_number(scale)
    options = []
    for key, value in inner.items():
        if not isinstance(key, str) or not _is_name(key):
            raise slips.option_not_word(slips.shown(key), scale)
        probability = _probability(value, scale)
        if not 0.0 <= probability <= 1.0:
            raise slips.probability_outside(slips.shown(value), scale)
        options.append((str(key), probability))
    total = math.fsum(probability for _, probability in options)
    if abs(total - 1.0) > _TOLERANCE:
        raise slips.not_summing(total, scale)
    return OneOf(tuple(options))


def _probability(raw: object, scale: Scale) -> float:
    """Read a probability: a number, or a text such as `5 %`."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _plain(raw, scale)
    if isinstance(raw, str) and (quantity := _QUANTITY.fullmatch(raw.strip())) and quantity[2] in ("", "%"):
        return float(quantity[1]) / (100.0 if quantity[2] else 1.0)
    raise slips.not_a_probability(slips.shown(raw), scale)


def _point(raw: object, scale: Scale) -> float:
    """Read one value of a quantile function: a number or a quantity."""
    text = slips.shown(raw)
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise slips.point_not_number(text, scale)
    if isinstance(raw, str):
        return _end(raw.replace("−", "-").strip(), "", text, scale)
    return _bounded(_valued(_plain(raw, scale), "", text, scale), text, scale)


def _fixed(value: float, text: str, scale: Scale) -> Fixed:
    """Make a known value, whole where it counts something."""
    _bounded(value, text, scale)
    if scale is Scale.COUNT and value != math.floor(value):
        raise slips.not_whole(text, scale)
    return Fixed(value)


def _end(part: str, unit: str, text: str, scale: Scale) -> float:
    """Read one number of several, taking the unit that follows them all where it has none."""
    number, own = _split(part, text, scale)
    return _bounded(_valued(number, own or unit, text, scale), text, scale)


def _split(part: str, text: str, scale: Scale) -> tuple[float, str]:
    """Split a quantity into its number and its unit."""
    if part.casefold() in _NOT_FINITE:
        raise slips.not_finite(text, scale)
    quantity = _QUANTITY.fullmatch(part)
    if quantity is None:
        raise slips.name_for_number(text, scale) if _WORD.fullmatch(part) else slips.unreadable(text, scale)
    return float(quantity[1]), quantity[2].strip()


def _plain(raw: float, scale: Scale) -> float:
    """Take a YAML number as a plain finite float."""
    try:
        value = float(raw)
    except OverflowError:
        raise slips.too_large("a number of hundreds of digits", scale) from None
    if not math.isfinite(value):
        raise slips.not_finite(str(value), scale)
    return value


def _valued(number: float, unit: str, text: str, scale: Scale) -> float:
    """Convert a number in a unit to its canonical value."""
    if not math.isfinite(number) or abs(number) > LARGEST:
        raise slips.too_large(text, scale)
    if not unit and scale.needs_unit:
        if number == 0.0:
            return 0.0
        raise slips.unit_missing(text, scale)
    value = _unit(unit, text, scale).canonical(number) + 0.0
    if abs(value) > LARGEST:
        raise slips.too_large(text, scale)
    return value


def _unit(word: str, text: str, scale: Scale) -> Unit:
    """Find the unit a word names on a scale."""
    folded = " ".join(word.casefold().split())
    for unit in scale.units:
        if folded in unit.words or not (folded or unit.words):
            return unit
    if any(unit.words for unit in scale.units):
        raise slips.unknown_unit(word, scale)
    raise slips.unit_unwanted(text, word, scale)


def _bounded(value: float, text: str, scale: Scale) -> float:
    """Return a value that lies within the scale's bounds."""
    if not scale.holds(value):
        raise slips.outside(text, value, scale)
    return value


def _ordered(values: tuple[float, ...], text: str, scale: Scale) -> None:
    """Refuse a low end above the high end."""
    if values[0] > values[-1]:
        raise slips.low_above_high(text, scale)
