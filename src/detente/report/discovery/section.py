"""Under which conditions scenarios are likelier, as a section: a picture for each box, its conditions in a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from markupsafe import Markup

from detente.analysis.discovery.boxes import BoxView, Discovery
from detente.case import Case
from detente.locale import Texts
from detente.locale.figures import percent, shared
from detente.report.drawing.frame import NARROW, WIDE, Rows, percent_axis
from detente.report.drivers.words import condition, points, quasi_p, tip_in_words
from detente.report.outlook.pictures import Picture
from detente.report.section import Section, compose

__all__ = ["command_line", "section"]

RUNS = 2
"""Runs of each belief: many beliefs of few runs find more than few of many."""


def section(found: Discovery | Sequence[Discovery], case: Case, words: Texts) -> Section:
    """Return under which conditions scenarios are likelier as a section."""
    document, found = case.document, [found] if isinstance(found, Discovery) else found
    return compose(
        "discover",
        words("heading.discovery"),
        "discovery/section",
        words,
        found=[_shown(view, words) for view in found],
        says=lambda entry, view: condition(entry, document, view.seen_by, words),
        tip_says=lambda tip, view: tip_in_words(tip, document, view.seen_by, words),
        points=points,
        quasi_p=quasi_p,
        again=lambda share: "–" if share is None else shared(share, words.language),
    )


def command_line(found: Discovery, case: Case) -> str:
    """Return the command that gives the same answer again."""
    name = PurePath(case.file).name or found.case
    return (
        f"detente discover {name} --scenario {found.outcome} --seen-by {found.seen_by} --beliefs {found.beliefs} "
        f"--runs {found.runs} --seed {found.seed}"
    )


def _shown(found: Discovery, words: Texts) -> dict[str, Any]:
    searches = [
        {"view": search, "boxes": [{"view": box, "picture": _picture(box, found, words)} for box in search.boxes]}
        for search in found.searches
    ]
    return {"view": found, "searches": searches}


def _picture(box: BoxView, found: Discovery, words: Texts) -> Picture:
    """Draw the probability inside the box and outside it, on one scale with that of all worlds as a line."""
    headline = {"density": box.density, "base": found.probability, "coverage": box.coverage}
    says = words("discover.headline", **{name: percent(p, words.language) for name, p in headline.items()})
    wide, narrow = (Markup(_bars(box, found, words, width)) for width in (WIDE, NARROW))
    return Picture(wide, narrow, says, says)


def _bars(box: BoxView, found: Discovery, words: Texts, width: float) -> str:
    rows = Rows.fitting(width, 150, 60, 34)
    canvas = rows.canvas(2, (0.0, 1.0))
    percent_axis(canvas, rows, 2)
    entries = (("density", box.density, "s1"), ("outside", box.outside, "rest"))
    for index, (_, value, colour) in enumerate(entries):
        y = rows.middle(index)
        canvas.bars([(0.0, value, y - 7, y + 7)], colour, 1, 3)
    canvas.uprights([(found.probability, rows.top, rows.top + 2 * rows.row)], "ink", 1.5, (4, 3))
    rows.name(
        canvas,
        [(words(f"discover.column.{key}"), percent(value, words.language), "ink") for key, value, _ in entries],
    )
    return canvas.svg()
