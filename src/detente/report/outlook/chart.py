"""How likely each end of the story is: spread over beliefs as a band, Monte Carlo error as a tick."""

from __future__ import annotations

from detente.analysis.outlook.views import Chance, Outlook, ReferenceView
from detente.locale import Texts
from detente.locale.figures import percent, percent_range
from detente.report.drawing.canvas import Canvas
from detente.report.drawing.frame import Rows, percent_axis
from detente.report.tones import colours_of

__all__ = ["chance_mark", "outlook_chart", "scenario_colours"]

_THINNEST = 0.004


def scenario_colours(outlook: Outlook) -> dict[str, str]:
    """Return the colour of each scenario."""
    return colours_of([(view.id, view.tone) for view in outlook.scenarios])


def chance_mark(canvas: Canvas, y: float, chance: Chance, colour: str) -> None:
    """Draw a probability: a band over beliefs, and a tick as wide as four Monte Carlo errors."""
    if chance.spread_detectable:
        canvas.bars([(chance.low, chance.high, y - 6, y + 6)], colour, 0.35, 6)
    half = max(2 * chance.standard_error, _THINNEST)
    left, right = max(0.0, chance.value - half), min(1.0, chance.value + half)
    canvas.bars([(left, right, y - 10, y + 10)], colour, 1, 1)


def outlook_chart(outlook: Outlook, texts: Texts, width: float) -> str:
    """Draw every scenario, the reference classes that speak to it, and what is still open."""
    colours = scenario_colours(outlook)
    entries: list[tuple[str, Chance | ReferenceView | float]] = []
    for view in outlook.scenarios:
        entries.append((view.id, view.chance))
        entries += [(view.id, other) for other in outlook.reference_classes if other.target == view.id]
    entries.append(("open", outlook.open))
    rows = Rows.fitting(width, 220, 140)
    canvas = rows.canvas(len(entries), (0, 1))
    percent_axis(canvas, rows, len(entries))
    titles = {view.id: view.title.in_language(texts.language) for view in outlook.scenarios}
    labels = []
    for index, (name, entry) in enumerate(entries):
        y = rows.middle(index)
        if isinstance(entry, Chance):
            chance_mark(canvas, y, entry, colours[name])
            labels.append((titles[name], _value(entry, texts), "ink"))
        elif isinstance(entry, ReferenceView):
            canvas.rules([(entry.low, entry.high, y)], "outside", 2, "round")
            canvas.points([(entry.mean, y)], "outside", 70, "diamond", hollow=True)
            title = entry.title.in_language(texts.language)
            counted = f"{entry.successes}/{entry.trials}"
            labels.append((f"◇ {title}", counted, "outside"))
        else:
            canvas.bars([(0, max(entry, _THINNEST), y - 6, y + 6)], "rest", 1, 2)
            labels.append((texts("scenario.open"), percent(entry, texts.language), "muted"))
    rows.name(canvas, labels)
    return canvas.svg()


def _value(chance: Chance, texts: Texts) -> str:
    value = percent(chance.value, texts.language)
    if not chance.spread_detectable:
        return value
    spread = percent_range(chance.low, chance.high, texts.language)
    return f"{value}（{spread}）" if texts.language == "zh" else f"{value} ({spread})"
