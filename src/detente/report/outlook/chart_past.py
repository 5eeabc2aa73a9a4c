"""How it came here: dated events on a line of time, and polls with the error of their samples."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from detente.locale import Texts
from detente.locale.figures import amount, day
from detente.report.drawing.canvas import Canvas, broken
from detente.report.drawing.frame import HALF, Rows, days, time_axis
from detente.report.outlook.past import PastEventView, PollView, SeriesView

__all__ = ["history_chart", "polls_chart"]

_STAMP = 92.0


def history_chart(events: Sequence[PastEventView], as_of: date, texts: Texts, width: float) -> str:
    """Draw each event at its date with its name beside it."""
    first = min(event.on for event in events) - timedelta(days=60)
    rows = Rows(width, _STAMP, 0, 24 if width > 500 else 28)
    span = (_STAMP, width - 10)
    canvas = Canvas(width, rows.height(len(events)), (days(first), days(as_of)), span)
    bottom = rows.top + len(events) * rows.row
    time_axis(canvas, rows.top, bottom, texts.language)
    for index, event in enumerate(events):
        x, y = days(event.on), rows.middle(index)
        share = (x - canvas.domain[0]) / (canvas.domain[1] - canvas.domain[0])
        room = max(share, 1 - share) * (span[1] - span[0]) - 14
        name = broken(event.title.in_language(texts.language), room, 13, 1)[0]
        canvas.labels([(y, day(event.on, texts.language))], 0, "muted", 11)
        canvas.points([(x, y)], "s1", 70)
        canvas.texts([(x, y, name)], "ink", 13, "right" if share > 0.5 else "left", -12 if share > 0.5 else 12)
    return canvas.svg()


def polls_chart(series: SeriesView, as_of: date, texts: Texts) -> str:
    """Draw the polls with 90 % intervals, joined between breaks."""
    low, high = _bounds([poll.low for poll in series.polls] + [poll.high for poll in series.polls])
    top, bottom, left = 12.0, 168.0, 34.0
    first = min([poll.on for poll in series.polls]) - timedelta(days=45)
    canvas = Canvas(HALF, 196, (days(first), days(as_of)), (left, HALF - 12))

    def pixel(share: float) -> float:
        return bottom - (share - low) / (high - low) * (bottom - top)

    step = 10 if high - low > 25 else 5
    ticks = range(int(low), int(high) + 1, step)
    canvas.rules([(canvas.domain[0], canvas.domain[1], pixel(tick)) for tick in ticks], "grid")
    canvas.labels(
        [(pixel(tick), f"{tick} %".replace(" ", "") if texts.language == "zh" else f"{tick} %") for tick in ticks],
        left - 4,
        "muted",
        11,
        "right",
    )
    time_axis(canvas, bottom, bottom + 4, texts.language)
    canvas.uprights([(days(when), top, bottom) for when in series.breaks], "faint", 1, (3, 3))
    for part in _between_breaks(series):
        canvas.line([(days(poll.on), pixel(poll.share)) for poll in part], "s2", 1.5)
    canvas.uprights([(days(poll.on), pixel(poll.low), pixel(poll.high)) for poll in series.polls], "s2", 2)
    canvas.points([(days(poll.on), pixel(poll.share)) for poll in series.polls], "s2", 28)
    last = series.polls[-1]
    canvas.texts([(days(last.on), pixel(last.share) - 14, amount(last.share))], "ink", 12, "center", bold=True)
    return canvas.svg()


def _bounds(values: list[float]) -> tuple[float, float]:
    return max(0.0, 10 * (min(values) // 10)), min(100.0, 10 * (max(values) // 10 + 1))


def _between_breaks(series: SeriesView) -> list[list[PollView]]:
    parts: list[list[PollView]] = [[]]
    for poll in series.polls:
        if parts[-1] and any(parts[-1][-1].on < when <= poll.on for when in series.breaks):
            parts.append([])
        parts[-1].append(poll)
    return parts
