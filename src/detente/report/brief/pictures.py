"""The small pictures of a brief: no words in them, as wide as their place; what they show is written beside them."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from detente.analysis.brief.views import Brief, WatchedMarker
from detente.analysis.compare.paired_effects import Effect
from detente.analysis.outlook.views import Chance, ReferenceView
from detente.report.drawing.palette import tone, variable

__all__ = ["bar", "base_line", "colour", "dots", "line", "past", "shade", "share", "span", "stack", "swing", "track"]

_COLUMNS, _ROWS = 25, 4
_SHADES = (100, 72, 52, 36)
"""Steps of ink, in hundredths, of shares that are neither good nor bad nor anybody's."""


def colour(brief: Brief, end: str) -> str:
    """Return the name of the colour of an end."""
    found = brief.end(end)
    return tone(found.tone, found.shade)


def dots(brief: Brief) -> Markup:
    """Draw a hundred dots, as many for each end as its whole hundredths; what rounding leaves over stays open."""
    counts = [round(100 * end.chance.value) for end in brief.ends]
    while sum(counts) > _COLUMNS * _ROWS:
        counts[counts.index(max(counts))] -= 1
    fills = [variable(colour(brief, end.id)) for end, n in zip(brief.ends, counts, strict=True) for _ in range(n)]
    drawn = []
    for place in range(_COLUMNS * _ROWS):
        x, y = 5 + 10 * (place // _ROWS), 5 + 10 * (place % _ROWS)
        style = f'fill="{fills[place]}"' if place < len(fills) else f'fill="none" stroke="{variable("muted")}"'
        drawn.append(f'<circle cx="{x}" cy="{y}" r="{3.9 if place < len(fills) else 3.4}" {style}/>')
    return Markup(f'<svg class="dots" viewBox="0 0 250 40" aria-hidden="true">{"".join(drawn)}</svg>')


def track(chance: Chance, name: str) -> Markup:
    """Draw a probability on a track that is a hundred wide: its range pale, its value a point with a rim."""
    parts = [bar(0, 1, "rest", 5)]
    if chance.spread_detectable:
        parts.append(bar(chance.low, chance.high, name, 5, 0.45))
    parts.append(_point(chance.value, name))
    return line(parts)


def share(value: float, name: str) -> Markup:
    """Draw a share on a track that is a hundred wide."""
    return line([bar(0, 1, "rest", 8), bar(0, min(1.0, max(0.0, value)), name, 8)])


def swing(effect: Effect, widest: float, name: str) -> Markup:
    """Draw a change as a bar from the middle, on an axis from minus to plus the widest."""
    value = effect.value if effect.is_told else 0.0
    half = 0.5 * max(-1.0, min(1.0, value / widest)) if widest else 0.0
    drawn = bar(min(0.5, 0.5 + half), max(0.5, 0.5 + half), name, 10, round_=0)
    zero = f'<line x1="50%" x2="50%" y1="0" y2="16" stroke="{variable("muted")}"/>'
    base = base_line()
    return line([base, drawn, zero])


def span(sign: WatchedMarker, first: date, last: date) -> Markup:
    """Draw when a sign is seen, between two dates, with a mark at the middle."""
    base = base_line()
    if sign.early is None or sign.median is None or sign.late is None:
        return line([base])
    whole = max(1, (last - first).days)
    early, median, late = (
        min(1.0, max(0.0, (when - first).days / whole)) for when in (sign.early, sign.median, sign.late)
    )
    mark = f'<rect x="{_p(median)}" y="2" width="3" height="12" fill="{variable("ink")}"/>'
    return line([base, bar(early, max(late, early + 0.01), "faint", 5), mark])


def stack(shares: list[float]) -> Markup:
    """Draw shares of one whole as steps of ink; the rest is the empty track."""
    parts, start = [bar(0, 1, "rest", 14, round_=2)], 0.0
    whole = max(1.0, sum(shares))
    for place, each in enumerate(shares):
        width = each / whole
        parts.append(
            f'<rect x="{_p(start)}" width="{_p(max(0.0, width - 0.003))}" y="1" height="14" fill="{shade(place)}"/>'
        )
        start += width
    return line(parts)


def shade(place: int) -> str:
    """Return the n-th step of ink."""
    strength = _SHADES[min(place, len(_SHADES) - 1)]
    return f"color-mix(in srgb,{variable('ink')} {strength}%,{variable('surface')})"


def past(view: ReferenceView) -> Markup:
    """Draw what the past says: its range and a diamond, filled where this case lies outside."""
    outside = view.inside is not None and not view.low <= view.inside.value <= view.high
    base = base_line()
    fill = variable("ink" if outside else "surface")
    diamond = f'<path d="M0-6L6 0L0 6L-6 0Z" fill="{fill}" stroke="{variable("ink")}" stroke-width="1.6"/>'
    place = f'<svg x="{_p(view.mean)}" y="8" width="1" height="1" overflow="visible">{diamond}</svg>'
    return line([base, bar(view.low, view.high, "shelved", 5), place])


def base_line() -> str:
    """Return a dotted line along the middle."""
    return f'<line x1="0" x2="100%" y1="8" y2="8" stroke="{variable("grid")}" stroke-dasharray="1 3"/>'


def line(parts: list[str]) -> Markup:
    """Return marks as a drawing sixteen pixels high and as wide as its place."""
    return Markup(f'<svg class="line" width="100%" height="16" aria-hidden="true">{"".join(parts)}</svg>')


def bar(left: float, right: float, name: str, height: float, opacity: float = 1.0, round_: float = 2.5) -> str:
    """Return a bar between two shares of the width."""
    faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
    box = f'x="{_p(left)}" width="{_p(max(0.0, right - left))}" y="{8 - height / 2:g}" height="{height:g}"'
    return f'<rect {box} rx="{round_:g}" fill="{variable(name)}"{faint}/>'


def _point(value: float, name: str) -> str:
    place = f'cx="{_p(min(0.985, max(0.015, value)))}" cy="8" r="6"'
    return f'<circle {place} fill="{variable(name)}" stroke="{variable("surface")}" stroke-width="2"/>'


def _p(part: float) -> str:
    return f"{100 * part:.4g}%"
