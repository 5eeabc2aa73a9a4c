"""The section on signs: what each would tell, and which to watch first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from detente.analysis.markers.markers import Markers
from detente.case import Case
from detente.locale import Texts
from detente.report.markers.chart import ratios_chart
from detente.report.markers.words import gain_in_words, ratio_in_words, share_in_words
from detente.report.outlook.pictures import Picture, drawn
from detente.report.section import Section, compose
from detente.report.tones import end_colours

__all__ = ["section"]


def section(found: Markers, case: Case, words: Texts) -> Section:
    """Return the section."""
    colours = end_colours(case.document)
    return compose(
        "signs",
        words("section.markers.title"),
        "markers/section",
        words,
        found=found,
        pictures=[_picture(found, place, colours, words) for place in range(len(found.scenarios) - 1)],
        gain=lambda view: gain_in_words(view, found.entropy, words),
        ratio=lambda view: ratio_in_words(view, words),
        share=lambda value, error: share_in_words(value, error, words),
    )


def _picture(found: Markers, place: int, colours: Mapping[str, str], words: Texts) -> Picture:
    """Draw the likelihood ratios of all signs for one scenario, the most telling first."""
    rows = [(sign.title.in_language(words.language), sign.speaks[place].ratio) for sign in found.markers]
    rows.sort(key=lambda row: -row[1].value)
    says = words("list.stop").join(
        words("picture.asked", title=name, value=ratio_in_words(r, words)) for name, r in rows
    )
    title = list(found.scenarios.values())[place].in_language(words.language)
    return drawn(partial(ratios_chart, rows, colours[list(found.scenarios)[place]], words), says, title)
