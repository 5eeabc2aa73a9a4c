"""The section of typical worlds: a line in time, then what happens by dates."""

from __future__ import annotations

from functools import partial

from detente.analysis.story.story import Story, WorldTold
from detente.case import Case
from detente.engine.run.replay import Course
from detente.locale import Texts
from detente.locale.figures import in_hundred, percent
from detente.report.outlook.pictures import Picture, drawn
from detente.report.section import Section, compose
from detente.report.story.chart import course_chart
from detente.report.story.words import lines
from detente.report.tones import end_colours

__all__ = ["section", "world_section"]


def section(found: Story, case: Case, words: Texts) -> Section:
    """Return the section of the most typical worlds."""
    told = [
        (
            words("story.of", title=found.titles[each.scenario].in_language(words.language)),
            words(
                "story.stands",
                share=in_hundred(each.share),
                kind=percent(each.of_its_kind, words.language),
                world=each.key,
            ),
            _picture(each.course, case, words),
            lines(each.course, case.document, words),
        )
        for each in found.told
    ]
    return compose("story", words("section.story.title"), "story/section", words, told=told, lead=words("story.lead"))


def world_section(found: WorldTold, case: Case, words: Texts) -> Section:
    """Return the section of one world."""
    course = found.course
    title = words("story.world", world=found.key)
    end = words("story.ends", title=found.titles[course.scenario].in_language(words.language))
    told = [(title, end, _picture(course, case, words), lines(course, case.document, words))]
    return compose("world", title, "story/section", words, told=told, lead=words("story.world.lead"))


def _picture(course: Course, case: Case, words: Texts) -> Picture:
    """Draw a world as a line in time."""
    colour = end_colours(case.document).get(course.scenario, "mixed")
    says = words("list.stop").join(
        f"{when} {what}" for when, what, heavy in lines(course, case.document, words) if heavy
    )
    return drawn(partial(course_chart, course, colour, case.document, words), says)
