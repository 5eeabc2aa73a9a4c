"""The section on levers: what each would change, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from detente.analysis.compare.levers import Comparison, Levers
from detente.case import Case
from detente.locale import Texts
from detente.locale.figures import points
from detente.report.levers.chart import effects_chart
from detente.report.levers.edits import written_edits
from detente.report.levers.words import difference, difference_in_number, moved_meetings, seen_ends
from detente.report.outlook.pictures import Picture, drawn
from detente.report.section import Section, compose
from detente.report.tones import end_colours

__all__ = ["effect_pictures", "section"]


def section(found: Levers, case: Case, words: Texts) -> Section:
    """Return the section."""
    title = found.aim_title.in_language(words.language)
    kind = "party" if found.aim.is_party else "scenario"
    return compose(
        "effects",
        words("section.levers.title"),
        "levers/section",
        words,
        found=found,
        aim=words(f"aim.{kind}.{found.aim.sign}", title=title),
        aimed=[
            next(view for view in (*lever.scenarios, *lever.parties) if view.id == found.aim.of)
            for lever in found.levers
        ],
        pictures=effect_pictures(found.levers, end_colours(case.document), words),
        does={lever.id: written_edits(lever.changes, case.document, words) for lever in found.levers},
        shown=seen_ends(found.levers),
        meetings=moved_meetings(found.levers),
        difference=lambda view, digits=1: difference(view, words, digits),
        in_number=lambda view: difference_in_number(view, words),
        points=points,
    )


def effect_pictures(levers: tuple[Comparison, ...], colours: Mapping[str, str], words: Texts) -> list[Picture]:
    """Draw the effects of levers, a picture for each end of the story."""
    pictures = []
    for k in seen_ends(levers):
        colour = colours.get(levers[0].scenarios[k].id, "mixed")
        rows = [(lever.title.in_language(words.language), lever.scenarios[k]) for lever in levers]
        says = words("list.stop").join(words("picture.effect", title=name, value=points(v.value)) for name, v in rows)
        title = levers[0].scenarios[k].title.in_language(words.language)
        pictures.append(drawn(partial(effects_chart, rows, colour, words), says, title))
    return pictures
