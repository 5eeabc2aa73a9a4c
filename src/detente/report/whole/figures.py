"""The small pictures of chapters: no words in them, as wide as their place, one drawing for page, phone and paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from markupsafe import Markup

from detente.analysis.compare.paired_effects import Effect
from detente.locale import Texts
from detente.locale.figures import month
from detente.report.brief.pictures import bar, base_line, line, share, stack, swing, track
from detente.report.drawing.palette import variable

__all__ = [
    "Dated",
    "balance",
    "course",
    "limits",
    "months",
    "places",
    "position",
    "share",
    "span",
    "spark",
    "stack",
    "swing",
    "tall",
    "track",
]

_Z_95 = 1.6448536269514722


class Dated(Protocol):
    """Something that comes at a date that is not known."""

    @property
    def early(self) -> date | None:
        """When a tenth of those that come have come."""

    @property
    def median(self) -> date | None:
        """When half of them have."""

    @property
    def late(self) -> date | None:
        """When nine tenths of them have."""


def span(view: Dated, first: date, last: date) -> Markup:
    """Draw when something comes between two dates: its central 80 %, with a mark at the middle."""
    if view.early is None or view.median is None or view.late is None:
        return line([base_line()])
    whole = max(1, (last - first).days)
    early, median, late = (
        min(1.0, max(0.0, (when - first).days / whole)) for when in (view.early, view.median, view.late)
    )
    mark = f'<rect x="{_p(min(median, 0.995))}" y="2" width="3" height="12" fill="{variable("ink")}"/>'
    return line([base_line(), bar(early, max(late, early + 0.006), "faint", 5), mark])


def months(first: date, last: date, words: Texts) -> list[tuple[str, str]]:
    """Return marks for an axis of time: how far along it each stands, in per cent, and its name."""
    whole, found = max(1, (last - first).days), []
    count = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60, 120) if count / step <= 7), 240)
    for n in range(step, count + 1, step):
        at = first.month - 1 + n
        when = date(first.year + at // 12, at % 12 + 1, 1)
        if first < when < last and (when - first).days / whole < 0.93:
            name = str(when.year) if step >= 12 else month(when, words.language)
            short = name if step >= 12 or when.month <= step else name.split(" ")[0].split("年")[-1]
            found.append((f"{100 * (when - first).days / whole:.3g}%", short))
    return found


def spark(shares: Sequence[float], name: str = "soft") -> Markup:
    """Draw a share over time, on a scale from nought to all."""
    if len(shares) < 2:
        return line([bar(0, 1, "rest", 2)])
    last = len(shares) - 1
    points = "L".join(f"{100 * n / last:.4g},{28 - 27 * value:.4g}" for n, value in enumerate(shares))
    area = f'<path d="M0,28L{points}L100,28Z" fill="{variable(name)}" fill-opacity=".25"/>'
    return _stretched(area + _traced(points, name))


def course(means: Sequence[float], deviations: Sequence[float]) -> Markup:
    """Draw a number over time: its mean, and pale about it the central 90 % were it normal."""
    if len(means) < 2:
        return line([bar(0, 1, "rest", 2)])
    lows, highs = (
        [mean + sign * _Z_95 * sd for mean, sd in zip(means, deviations, strict=True)] for sign in (-1.0, 1.0)
    )
    low, high = min(lows), max(highs)
    whole, last = (high - low) or 1.0, len(means) - 1

    def path(values: Sequence[float], *, back: bool = False) -> str:
        points = [f"{100 * n / last:.4g},{28 - 28 * (value - low) / whole:.4g}" for n, value in enumerate(values)]
        return "L".join(reversed(points) if back else points)

    band = f'<path d="M{path(highs)}L{path(lows, back=True)}Z" fill="{variable("soft")}" fill-opacity=".18"/>'
    return _stretched(band + _traced(path(means), "soft"))


def balance(mean: float, low: float, high: float, widest: tuple[float, float], name: str) -> Markup:
    """Draw a gain or a loss from a line at nought, its central 90 % pale behind it.

    Args:
        mean: The gain.
        low: Where its range begins.
        high: Where it ends.
        widest: Ends of the axis, the first below nought.
        name: Of the colour.
    """

    def at(value: float) -> float:
        return min(1.0, max(0.0, (value - widest[0]) / (widest[1] - widest[0])))

    zero = at(0.0)
    parts = [
        base_line(),
        bar(at(low), at(high), name, 5, 0.35),
        bar(min(zero, at(mean)), max(zero, at(mean)), name, 10, round_=0),
    ]
    parts.append(f'<line x1="{_p(zero)}" x2="{_p(zero)}" y1="0" y2="16" stroke="{variable("ink")}"/>')
    return line(parts)


def position(
    ideal: Sequence[float], limit: Sequence[float] | None, ceiling: bool, weight: float, now: float, name: str
) -> Markup:
    """Draw what a party wants on an issue's scale of 0 to 100.

    Args:
        ideal: Central quantiles of the level that it wants.
        limit: Central quantiles of the furthest level that it accepts; None without one.
        ceiling: Whether it accepts levels up to the limit.
        weight: How much the issue matters to it, 0 to 100: the thickness of the bar.
        now: What is in force.
        name: Of its colour.
    """
    low, middle, high = (value / 100 for value in ideal)
    thick = 2 + 8 * min(1.0, max(0.0, weight / 100))
    parts = [bar(0, 1, "rest", 2, round_=0)]
    if limit is not None:
        a, at, b = (value / 100 for value in limit)
        shut = (at, 1.0) if ceiling else (0.0, at)
        parts.append(bar(*shut, "shelved", 2, round_=0))
        parts.append(
            f'<line x1="{_p(at)}" x2="{_p(at)}" y1="1" y2="15" stroke="{variable("soft")}" stroke-width="1.5"/>'
        )
        parts.append(
            f'<line x1="{_p(a)}" x2="{_p(b)}" y1="1.5" y2="1.5" stroke="{variable("soft")}" stroke-dasharray="2 2"/>'
        )
    parts.append(_today(now))
    parts.append(bar(low, max(high, low + 0.012), name, thick, 0.55 if high - low > 0.012 else 1.0))
    parts.append(f'<circle cx="{_p(min(0.985, max(0.015, middle)))}" cy="8" r="3.6" fill="{variable(name)}"/>')
    return line(parts)


def limits(low: float, high: float, start: float, end: float) -> Markup:
    """Draw where limits lie within the range of a number: what they leave is dark.

    Args:
        low: Where the range of the number begins.
        high: Where it ends.
        start: The lower limit.
        end: The upper one.
    """
    whole = (high - low) or 1.0
    a, b = ((value - low) / whole for value in (start, end))
    return line([bar(0, 1, "rest", 8), bar(max(0.0, a), min(1.0, b), "soft", 8)])


def places(marks: Sequence[tuple[float, str]], ranges: Sequence[tuple[float, float]], now: float) -> Markup:
    """Draw predictions on an issue's scale: diamonds or rings, ranges pale behind them, what is in force dotted.

    Args:
        marks: Level and shape, `diamond` or `ring`.
        ranges: Levels between which predictions of a family lie.
        now: Level in force.
    """
    parts = [bar(0, 1, "grid", 1.5, round_=0)]
    parts += [bar(a / 100, max(b, a + 0.8) / 100, "shelved", 5) for a, b in ranges]
    parts.append(_today(now))
    for level, shape in marks:
        at = _p(min(0.985, max(0.015, level / 100)))
        drawn = (
            f'<path d="M0-6L6 0L0 6L-6 0Z" fill="{variable("ink")}"/>'
            if shape == "diamond"
            else f'<circle r="4.6" fill="{variable("surface")}" stroke="{variable("soft")}" stroke-width="2.2"/>'
        )
        parts.append(f'<svg x="{at}" y="8" width="1" height="1" overflow="visible">{drawn}</svg>')
    return line(parts)


def tall(effects: Sequence[Effect]) -> float:
    """Return the widest of changes, for an axis that all share."""
    return max((abs(effect.value) for effect in effects), default=0.0)


def _traced(points: str, name: str) -> str:
    style = f'fill="none" stroke="{variable(name)}" stroke-width="2" vector-effect="non-scaling-stroke"'
    return f'<path d="M{points}" {style}/>'


def _stretched(drawn: str) -> Markup:
    """Return a drawing that is stretched to its place."""
    box = 'viewBox="0 0 100 28" preserveAspectRatio="none"'
    return Markup(f'<svg class="spark" {box} aria-hidden="true">{drawn}</svg>')


def _today(level: float) -> str:
    at = _p(level / 100)
    return f'<line x1="{at}" x2="{at}" y1="0" y2="16" stroke="{variable("ink")}" stroke-dasharray="2 2"/>'


def _p(part: float) -> str:
    return f"{100 * part:.4g}%"
