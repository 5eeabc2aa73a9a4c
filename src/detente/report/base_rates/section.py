"""The outside view as a section: counts, what they carry over, and the scenarios before and after pooling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath

from markupsafe import Markup

from detente.case import Case, Document
from detente.forecast.outside import BaseRates
from detente.forecast.reference_classes import OutsideView
from detente.locale import Texts
from detente.locale.figures import percent, percent_range
from detente.report.base_rates.chart import classes_chart, pooled_chart
from detente.report.conditions_in_words import spoken_of
from detente.report.drawing.frame import NARROW, WIDE
from detente.report.outlook.pictures import Picture
from detente.report.section import Section, compose

__all__ = ["command_of", "counted", "section", "spoken"]


def section(found: BaseRates, case: Case, words: Texts) -> Section:
    """Return the outside view as a section."""
    document = case.document
    return compose(
        "baserate",
        words("baserate.heading"),
        "base_rates/section",
        words,
        found=found,
        classes=_picture(lambda width: classes_chart(found.classes, words, width), words("baserate.picture.classes")),
        pooled=_picture(lambda width: pooled_chart(found.scenarios, words, width), words("baserate.picture.pooled")),
        counted=lambda view: counted(view, words),
        spoken=lambda view: spoken(view, document, words),
        named=lambda target: spoken_of(target, document, words),
    )


def command_of(found: BaseRates, case: Case, left_out: Sequence[str] = ()) -> str:
    """Return the command that gives the same again."""
    stamp = found.stamp
    without = "".join(f"--leave-out {name} " for name in left_out)
    how = f"--weight {found.weight:g} --beliefs {stamp.beliefs} --runs {stamp.runs} --seed {stamp.seed}"
    return f"detente baserate {PurePath(case.file).name or case.id} {without}{how}"


def counted(view: OutsideView, texts: Texts) -> str:
    """Return a count, with its time where it has one."""
    count = texts("count.of", successes=view.successes, trials=view.trials)
    return count if view.within is None else texts("baserate.within", count=count, days=f"{view.within:,.0f}")


def spoken(view: OutsideView, document: Document, texts: Texts) -> str:
    """Return what a class says here, and what the worlds say of the same."""
    if view.target is None or view.here is None or view.inside is None:
        return texts("baserate.how_only") if view.target is None else ""
    return texts(
        "baserate.carried" if view.left is not None else "baserate.as_is",
        target=spoken_of(view.target, document, texts),
        days=f"{view.left or 0:,.0f}",
        value=percent(view.here.mean, texts.language),
        range=percent_range(view.here.low, view.here.high, texts.language),
        inside=percent(view.inside.value, texts.language),
    )


def _picture(draw: Callable[[float], str], says: str) -> Picture:
    return Picture(Markup(draw(WIDE)), Markup(draw(NARROW)), says)
