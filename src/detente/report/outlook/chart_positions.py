"""Who wants what: on each issue's scale the ideals of all parties, and how far each would go."""

from __future__ import annotations

from collections.abc import Mapping

from detente.locale import Texts
from detente.report.drawing.canvas import Align, Canvas, broken, text_width
from detente.report.outlook.positions import IssueWants, TopicWants, Want

__all__ = ["wants_chart"]

_ROW, _LANE, _TITLE = 22.0, 15.0, 26.0
_SIZE = 11.5
Lane = tuple[float, str, int, Align]


def wants_chart(topic: TopicWants, colours: Mapping[str, str], texts: Texts, width: float) -> str:
    """Draw a topic: an issue after the other, a party a row.

    Args:
        topic: The issues.
        colours: Party → colour.
        texts: The catalogue.
        width: Of the picture, in pixels.
    """
    label = 176.0 if width > 500 else 108.0
    span = (label + 6, width - 12)
    lanes = [_lanes(issue, texts, span) for issue in topic.issues]
    heights = [_height(issue, lane) for issue, lane in zip(topic.issues, lanes, strict=True)]
    canvas = Canvas(width, sum(heights), (0, 100), span)
    top = 0.0
    for issue, lane, height in zip(topic.issues, lanes, heights, strict=True):
        _issue(canvas, issue, lane, colours, texts, top, label)
        top += height
    return canvas.svg()


def _height(issue: IssueWants, lanes: list[Lane]) -> float:
    return _TITLE + _LANE * (1 + max(lane for _, _, lane, _ in lanes)) + 8 + _ROW * max(1, len(issue.wants)) + 16


def _lanes(issue: IssueWants, texts: Texts, span: tuple[float, float]) -> list[Lane]:
    """Give each option's name a lane in which it touches no other."""
    ends: list[float] = []
    found: list[Lane] = []
    for option in sorted(issue.options, key=lambda option: option.level):
        name = broken(option.title.in_language(texts.language), 0.6 * (span[1] - span[0]), _SIZE, 1)[0]
        wide = text_width(name, _SIZE) * (1.1 if option.level == issue.now else 1.0)
        middle = span[0] + option.level / 100 * (span[1] - span[0])
        align: Align = "center"
        if middle - wide / 2 < span[0] - 6:
            align = "left"
        elif middle + wide / 2 > span[1] + 10:
            align = "right"
        start = {"left": middle, "right": middle - wide, "center": middle - wide / 2}[align]
        lane = next((index for index, end in enumerate(ends) if end + 8 <= start), len(ends))
        ends[lane : lane + 1] = [start + wide]
        found.append((option.level, name, lane, align))
    return found


def _issue(
    canvas: Canvas,
    issue: IssueWants,
    lanes: list[Lane],
    colours: Mapping[str, str],
    texts: Texts,
    top: float,
    label: float,
) -> None:
    depth = 1 + max(lane for _, _, lane, _ in lanes)
    first = top + _TITLE + _LANE * depth + 8
    last = first + _ROW * max(1, len(issue.wants))
    canvas.bars([(0, 100, first, last)], "panel", 1, 4)
    canvas.labels([(top + 13, issue.title.in_language(texts.language))], 0, "ink", 14, bold=True)
    for level, name, lane, align in lanes:
        y = top + _TITLE + _LANE * (depth - 1 - lane) + 6
        shade = "ink" if level == issue.now else "muted"
        canvas.texts([(level, y, name)], shade, _SIZE, align, bold=level == issue.now)
        canvas.uprights([(level, y + 7, last)], "grid" if level != issue.now else "faint", 1)
    canvas.uprights([(issue.now, first - 4, last + 2)], "muted", 1.5, (4, 3))
    for index, want in enumerate(issue.wants):
        _want(canvas, want, colours[want.party], first + _ROW * (index + 0.5), texts, label)


def _want(canvas: Canvas, want: Want, colour: str, y: float, texts: Texts, label: float) -> None:
    inset = 0.0 if want.of is None else 10.0
    name = broken(want.title.in_language(texts.language), label - 4 - inset, 12, 1)[0]
    canvas.labels([(y, name)], inset, "ink" if want.of is None else "muted", 12)
    low, median, high = want.ideal
    if want.limit is not None:
        at = want.limit[1]
        reach = (0.0, at) if want.limit_is_ceiling else (at, 100.0)
        canvas.bars([(*reach, y - 7, y + 7)], colour, 0.16, 2)
        canvas.uprights([(at, y - 9, y + 9)], colour, 2)
        if want.limit[0] < want.limit[2]:
            canvas.rules([(want.limit[0], want.limit[2], y + 8)], colour, 1.2)
    if low < high:
        canvas.rules([(low, high, y)], colour, 4 if want.of is None else 2, "round")
    canvas.points([(median, y)], colour, 30 + 1.2 * want.salience, hollow=not want.claims)
