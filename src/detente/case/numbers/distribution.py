"""The numbers of a case: how they are written, read, drawn and shown.

Wherever a number stands in a case, so may a belief about it. `parse` reads it, `quantile` is its inverse
distribution function, `describe` writes it back.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.case.numbers.notation import (
    BetaShape,
    ByPerson,
    Chance,
    Fixed,
    Interval,
    Label,
    Notation,
    NotationError,
    OneOf,
    Quantiles,
    Triangular,
    Uniform,
)
from detente.case.numbers.parse import parse, parse_chance_allowed
from detente.case.numbers.people import of_mixture
from detente.case.numbers.scales import Scale, Unit
from detente.case.numbers.through import quantiles_at
from detente.kernels.quantiles import Z_95, beta_quantile, normal_quantile, triangular_quantile

__all__ = [
    "BetaShape",
    "ByPerson",
    "Chance",
    "Fixed",
    "Interval",
    "Label",
    "Language",
    "Notation",
    "NotationError",
    "OneOf",
    "Quantiles",
    "Scale",
    "Triangular",
    "Uniform",
    "central",
    "choose",
    "describe",
    "is_certain",
    "of_scores",
    "parse",
    "parse_chance_allowed",
    "quantile",
]

Language = Literal["en", "zh"]

Floats = NDArray[np.float64]

_CENTRAL = np.array([0.05, 0.5, 0.95])
_Z_CENTRAL = normal_quantile(_CENTRAL) / Z_95


def quantile(notation: Notation, u: ArrayLike, scale: Scale) -> Floats:
    """Return the quantiles of a quantity: its inverse distribution function.

    Args:
        notation: The quantity.
        u: Probabilities, any shape, strictly between 0 and 1.
        scale: What it measures; decides the shape of intervals, the bounds and the rounding of counts.

    Returns:
        Values in canonical units, same shape, never falling in `u`, within the bounds of the scale.

    Raises:
        TypeError: The notation names options; their values are the caller's, see `choose`.

    Example:
        >>> quantile(Interval(60.0, 80.0), [0.05, 0.5, 0.95], Scale.LEVEL).round(9).tolist()
        [60.0, 70.0, 80.0]
    """
    p = np.asarray(u, dtype=np.float64)
    match notation:
        case Fixed(value):
            values = np.full_like(p, value)
        case Interval():
            return of_scores(notation, normal_quantile(p), scale)
        case BetaShape(a, b, top):
            values = top * beta_quantile(p, a, b)
        case Triangular(low, mode, high):
            values = triangular_quantile(p, low, mode, high)
        case Uniform(low, high):
            values = low + p * (high - low)
        case Quantiles():
            values = quantiles_at(notation, p, scale)
        case ByPerson():
            values = of_mixture(notation, p, lambda part, at: quantile(part, at, scale))
        case OneOf() | Label():
            raise TypeError(f"{notation} names options: choose one, then take its value")
    return _bounded(values, scale)


def of_scores(interval: Interval, scores: Floats, scale: Scale) -> Floats:
    """Return values of an interval from standard normal scores, of any shape, as `quantile` does from probabilities."""
    return _bounded(_between_ends(interval.low, interval.high, scores / Z_95, scale), scale)


def _bounded(values: Floats, scale: Scale) -> Floats:
    values = np.asarray(np.clip(values, scale.low, scale.high))
    return np.rint(values) if scale is Scale.COUNT else values


def _between_ends(low: float, high: float, z: Floats, scale: Scale) -> Floats:
    """Return quantiles of the normal or log-normal whose 5 % and 95 % quantiles are given, at z = −1 and 1."""
    if scale.logarithmic and low > 0.0:
        centre, half = 0.5 * (np.log(high) + np.log(low)), 0.5 * (np.log(high) - np.log(low))
        return np.asarray(np.exp(centre + half * z))
    return np.asarray(0.5 * (low + high) + 0.5 * (high - low) * z)


def choose(notation: OneOf, u: ArrayLike) -> NDArray[np.int64]:
    """Return which option each probability falls on, in the order written.

    Args:
        notation: The choice.
        u: Probabilities, any shape, strictly between 0 and 1.

    Returns:
        Indices into `notation.options`, same shape; never an option of probability 0.

    Example:
        >>> choose(OneOf((("ports", 0.6), ("full", 0.4))), [0.1, 0.59, 0.61]).tolist()
        [0, 0, 1]
    """
    shares = np.array([probability for _, probability in notation.options])
    last = int(np.flatnonzero(shares)[-1])
    chosen = np.searchsorted(np.cumsum(shares), np.asarray(u, dtype=np.float64), side="right")
    return np.minimum(chosen, last).astype(np.int64)


def central(notation: Notation, scale: Scale) -> tuple[float, float, float]:
    """Return the 5 %, 50 % and 95 % quantiles, in canonical units.

    Example:
        >>> central(Uniform(0.0, 1.0), Scale.SHARE)
        (0.05, 0.5, 0.95)
    """
    if isinstance(notation, Interval):
        found = _bounded(_between_ends(notation.low, notation.high, _Z_CENTRAL, scale), scale)
    else:
        found = quantile(notation, _CENTRAL, scale)
    low, median, high = found.tolist()
    return low, median, high


def is_certain(notation: Notation | Chance) -> bool:
    """Tell whether a quantity has one possible value only."""
    match notation:
        case Fixed() | Label():
            return True
        case Interval(low, high) | Uniform(low, high) | Triangular(low, _, high):
            return low == high
        case Quantiles(points):
            return points[0][1] == points[-1][1]
        case OneOf(options):
            return sum(probability > 0.0 for _, probability in options) == 1
        case BetaShape():
            return False
        case ByPerson(parts):
            return len({part for _, _, part in parts}) == 1 and is_certain(parts[0][2])
        case Chance(inner):
            return is_certain(inner)


def describe(notation: Notation | Chance, scale: Scale, language: Language = "en") -> str:
    """Write a quantity in words.

    In English it is the canonical notation of the case language: read as YAML and parsed, it gives the
    same notation back, to the last bit. The unit is the one that makes it shortest.

    Args:
        notation: The quantity.
        scale: What it measures.
        language: `en`, or `zh` for reading only.

    Returns:
        One line.

    Example:
        >>> describe(Interval(28.0, 112.0), Scale.DURATION)
        '4 to 16 weeks'
    """
    chinese = language == "zh"
    match notation:
        case Chance(inner):
            text = describe(inner, scale, language)
            quoted = f"'{text}'" if ", " in text and text[0] != "{" else text
            return f"每次推演重抽：{text}" if chinese else f"{{chance: {quoted}}}"
        case Label(name):
            return name
        case OneOf(options):
            inner_text = ", ".join(f"{name}: {_short(share)}" for name, share in options)
            return inner_text if chinese else f"{{one_of: {{{inner_text}}}}}"
        case Quantiles():
            return _describe_points(notation, scale, chinese)
        case BetaShape():
            return _describe_beta(notation, scale, chinese)
        case ByPerson(parts):
            return _describe_people(parts, scale, language)
    unit, numbers = _shortest(_values(notation), scale)
    match notation:
        case Fixed():
            return _with_unit(numbers[0], unit, chinese, one=numbers[0] == "1")
        case Interval():
            return _with_unit(f"{numbers[0]}{' 至 ' if chinese else ' to '}{numbers[1]}", unit, chinese)
        case Triangular():
            return _with_unit(f"triangular({', '.join(numbers)})", unit, chinese)
        case Uniform():
            return _with_unit(f"uniform({', '.join(numbers)})", unit, chinese)


def _values(notation: Fixed | Interval | Triangular | Uniform) -> tuple[float, ...]:
    """Return the canonical values that are written in the unit."""
    match notation:
        case Fixed(value):
            return (value,)
        case Interval(low, high) | Uniform(low, high):
            return low, high
        case Triangular(low, mode, high):
            return low, mode, high


def _describe_beta(notation: BetaShape, scale: Scale, chinese: bool) -> str:
    """Write a Beta, in the unit in which it ends at 1."""
    text = f"beta({_short(notation.a)}, {_short(notation.b)})"
    for unit in scale.units:
        if scale.beta_top(unit) == notation.top:
            return _with_unit(text, unit, chinese)
    return _with_unit(f"{_short(notation.top)} × {text}", scale.canonical_unit, chinese)


def _describe_people(parts: tuple[tuple[str, float, Notation], ...], scale: Scale, language: Language) -> str:
    """Write what several people say, with their weights unless they are equal."""
    texts = {name: describe(part, scale, language) for name, _, part in parts}
    if language == "zh":
        return "；".join(f"{name}（{100 * weight:.3g}%）：{texts[name]}" for name, weight, _ in parts)
    texts = {name: f"'{text}'" if ", " in text and text[0] != "{" else text for name, text in texts.items()}
    if len({weight for _, weight, _ in parts}) > 1:
        texts = {name: f"{{weight: {_short(weight)}, value: {texts[name]}}}" for name, weight, _ in parts}
    return f"{{by: {{{', '.join(f'{name}: {text}' for name, text in texts.items())}}}}}"


def _describe_points(notation: Quantiles, scale: Scale, chinese: bool) -> str:
    """Write quantiles, each with its unit, and the family that stands for them."""
    points, family = notation.points, notation.fit
    unit, numbers = _shortest(tuple(value for _, value in points), scale)
    pairs = zip((at for at, _ in points), numbers, strict=True)
    if chinese:
        listed = "，".join(f"{_short(100 * at)} % 分位 {_with_unit(text, unit, True)}" for at, text in pairs)
        return f"{listed}，拟合 {family}" if family else listed
    entries = (f"{_short(at)}: {_with_unit(text, unit, False, one=text == '1')}" for at, text in pairs)
    tail = f", fit: {family}" if family else ""
    return f"{{quantiles: {{{', '.join(entries)}}}{tail}}}"


def _shortest(values: tuple[float, ...], scale: Scale) -> tuple[Unit, tuple[str, ...]]:
    """Find the unit in which values are written shortest and still read back exactly."""
    best: tuple[int, Unit, tuple[str, ...]] | None = None
    for unit in scale.units:
        numbers = tuple(f"{unit.written(value):.15g}" for value in values)
        exact = all(unit.canonical(float(t)) == v for t, v in zip(numbers, values, strict=True))
        length = sum(map(len, numbers))
        if exact and (best is None or length < best[0]):
            best = (length, unit, numbers)
    if best is not None:
        return best[1], best[2]
    return scale.canonical_unit, tuple(_short(value) for value in values)


def _short(value: float) -> str:
    """Write a number as briefly as reads back exactly."""
    brief = f"{value:.15g}"
    return brief if float(brief) == value else repr(value)


def _with_unit(text: str, unit: Unit, chinese: bool, one: bool = False) -> str:
    """Put the unit where the language has it."""
    if chinese:
        return unit.chinese.format(text)
    return f"{text} {unit.words[0 if one else -1]}" if unit.words else text
