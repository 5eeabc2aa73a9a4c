"""The fit of the general beliefs, and what it changes in cases, as sections and pages."""

from __future__ import annotations

import math
from collections.abc import Callable

from markupsafe import Markup

from detente.analysis.calibration.fit import ENOUGH, Fit
from detente.analysis.calibration.shifts import CaseShift, Shifts
from detente.analysis.calibration.truces import case_notation
from detente.locale import Texts
from detente.locale.figures import percent
from detente.report.calibration.chart import shifts_chart, targets_chart, widths_chart
from detente.report.drawing.frame import NARROW, WIDE
from detente.report.outlook.pictures import Picture
from detente.report.section import Section, compose, page_of_many

__all__ = ["fit_page", "fit_section", "narrowed", "shifts_page", "shifts_section"]


def fit_section(fit: Fit, words: Texts) -> Section:
    """Return a fit as a section: how the record is met, what is left open, and the tables.

    Args:
        fit: The fit.
        words: The catalogue.
    """
    language = words.language
    met = words("list.stop").join(
        words(
            "fit.entry",
            name=target.count.about.in_language(language),
            counted=percent(target.count.share, language),
            low=percent(target.after[0], language),
            high=percent(target.after[2], language),
        )
        for target in fit.targets
    )
    left = words("list.stop").join(
        words("fit.entry.width", name=number.name, width=words("fit.percent", value=f"{100.0 * number.width:.0f}"))
        for number in (*fit.constants, *fit.unnamed)
    )
    shown = {
        "fit": fit,
        "targets": _drawn(lambda width: targets_chart(fit, words, width), met),
        "widths": _drawn(lambda width: widths_chart(fit, words, width), left),
        "truces": case_notation(fit.truces),
    }
    return compose("fit", words("fit.targets"), "calibration/section", words, **shown)


def fit_page(fit: Fit, words: Texts, command: str) -> str:
    """Return a page of a fit.

    Args:
        fit: The fit.
        words: The catalogue.
        command: The command that gives it again.
    """
    size = {"beliefs": fit.options.beliefs, "effective": round(fit.effective)}
    status = words("fit.status", **size, noise=percent(fit.noise, words.language))
    if fit.effective < ENOUGH:
        status = words("fit.few") + words("list.stop") + status
    return page_of_many([fit_section(fit, words)], words("fit.title"), words, command, status)


def shifts_section(found: Shifts, words: Texts) -> Section:
    """Return what the record changes in cases as a section.

    Args:
        found: Cases under each prior.
        words: The catalogue.
    """
    says = words("list.stop").join(
        words(
            "shifts.entry",
            name=f"{case.id} · {shift.title.in_language(words.language)}",
            fitted=percent(shift.chances["fitted"].value, words.language),
            wide=percent(shift.chances["wide"].value, words.language),
        )
        for case in found.cases
        for shift in case.scenarios
    )
    drawn = _drawn(lambda width: shifts_chart(found, words, width), says)
    shown = {"found": found, "drawn": drawn, "narrowed": lambda case: narrowed(case, words)}
    return compose("shifts", words("shifts.title"), "calibration/shifts", words, **shown)


def shifts_page(found: Shifts, words: Texts, command: str) -> str:
    """Return a page of what the record changes in cases.

    Args:
        found: Cases under each prior.
        words: The catalogue.
        command: The command that gives it again.
    """
    status = found.status.in_language(words.language)
    return page_of_many([shifts_section(found, words)], words("shifts.title"), words, command, status)


def narrowed(case: CaseShift, words: Texts) -> str:
    """Write how wide the intervals over beliefs are, as a share of those before; a dash where there were none."""
    return words("fit.percent", value=f"{100.0 * case.narrowed:.0f}") if math.isfinite(case.narrowed) else "–"


def _drawn(draw: Callable[[float], str], says: str) -> Picture:
    return Picture(Markup(draw(WIDE)), Markup(draw(NARROW)), says)
