"""What drives each outcome, as a section: shares in a picture, all of them in a table, then curves."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from markupsafe import Markup

from detente.analysis.drivers.views import Drivers, OutcomeDrivers, Share
from detente.case import Case
from detente.locale import Texts
from detente.locale.figures import percent, shared
from detente.report.drawing.frame import NARROW, WIDE
from detente.report.drivers.chart import curve_chart, shares_chart, shown_drivers
from detente.report.drivers.words import along, driver_title, model_error_parts, points, written
from detente.report.outlook.evidence import path_in_words
from detente.report.outlook.pictures import Picture
from detente.report.section import Section, compose

__all__ = ["command_line", "section"]

CURVES = 4
"""Curves drawn of an outcome."""


def section(found: Drivers, case: Case, words: Texts) -> Section:
    """Return what drives the outcomes as a section."""
    shares = [s for o in found.outcomes for view in o.drivers for s in (view.beliefs, view.chance) if s is not None]
    largest = max([0.05, *(share.value + share.error for share in shares)])
    return compose(
        "drivers",
        words("heading.drivers"),
        "drivers/section",
        words,
        found=found,
        outcomes=[_outcome(outcome, largest, case, words) for outcome in found.outcomes],
        points=points,
        share_of=lambda share: _written(share, words),
        wrong=lambda view: model_error_parts(view, words),
        driver_title=lambda view: driver_title(view, words),
        along=lambda view: along(view.leading, case.document, words) if view.leading else "",
    )


def command_line(found: Drivers, case: Case) -> str:
    """Return the command that gives the same answer again."""
    name = PurePath(case.file).name or found.case
    return f"detente drivers {name} --worlds {found.worlds} --seed {found.seed}"


def _outcome(outcome: OutcomeDrivers, largest: float, case: Case, words: Texts) -> dict[str, Any]:
    says = words("list.stop").join(
        words("picture.entry", name=driver_title(view, words), value=_pair(view.beliefs, view.chance, words))
        for view in shown_drivers(outcome)
    )
    wide, narrow = (Markup(shares_chart(outcome, largest, words, width)) for width in (WIDE, NARROW))
    return {"view": outcome, "picture": Picture(wide, narrow, says), "curves": _curves(outcome, case, words)}


def _curves(outcome: OutcomeDrivers, case: Case, words: Texts) -> list[Picture]:
    """Draw the courses along the strongest numbers of the groups with the largest shares."""
    leading = [
        view.leading
        for view in outcome.drivers
        if view.leading and not view.leading.options and view.beliefs and view.beliefs.value > 2.0 * view.beliefs.error
    ]
    found = []
    for entry in leading[:CURVES]:
        curve = entry.curve
        first, last = (percent(curve.probabilities[place], words.language) for place in (0, -1))
        low, high = (written(case.document, entry.path, curve.at[place], words) for place in (0, -1))
        says = words("drivers.curve.says", first=first, last=last, low=low, high=high)
        title = path_in_words(case.document, entry.path, words)
        found.append(Picture(Markup(curve_chart(entry, words)), None, says, title))
    return found


def _pair(beliefs: Share | None, chance: Share | None, words: Texts) -> str:
    return " · ".join(shared(max(0.0, s.value), words.language) for s in (beliefs, chance) if s is not None)


def _written(share: Share | None, words: Texts) -> str:
    if share is None:
        return "–"
    return words("drivers.cell", value=shared(max(0.0, share.value), words.language), error=points(share.error))
