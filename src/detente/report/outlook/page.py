"""The report: one page that needs no network and no scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from markupsafe import Markup

from detente.analysis.outlook.views import MeetingView, Outlook
from detente.case import Case, Document
from detente.case.schema.base import Bilingual
from detente.case.schema.ends import Marker, Scenario
from detente.locale import Texts, texts
from detente.locale.figures import listed
from detente.play_options import PlayOptions
from detente.report.conditions_in_words import Said, said, spoken_of
from detente.report.formats import environment, formats, style_sheet, unbroken
from detente.report.gathering import gather
from detente.report.information.asked import levers, questions
from detente.report.outlook.chart import scenario_colours
from detente.report.outlook.chart_meetings import segments, touched
from detente.report.outlook.evidence import claims, numbers, path_in_words
from detente.report.outlook.levels import titled
from detente.report.outlook.past import history, series
from detente.report.outlook.pictures import pictures
from detente.report.outlook.positions import wants
from detente.report.outlook.words import main_rests, sentences
from detente.report.section import Section
from detente.report.votes_in_words import rule_in_words

__all__ = ["command_line", "page", "render"]


def page(
    found: Outlook,
    case: Case,
    words: Texts,
    *,
    options: PlayOptions,
    names: Sequence[str] = (),
    leave_out: bool = False,
) -> str:
    """Return the report of an outlook with chapters of other questions.

    Args:
        found: What all worlds together say.
        case: What was played.
        words: The catalogue.
        options: How it was played.
        names: Questions whose chapters are wanted.
        leave_out: Whether to leave out what this case cannot be asked.
    """
    return render(found, case, words.language, gather(names, case, options, words, leave_out=leave_out))


def render(outlook: Outlook, case: Case, language: str = "en", sections: Sequence[Section] = ()) -> str:
    """Return the report of an outlook as HTML.

    The same case, seed, version and numbers of beliefs and runs give the same text. Everything from the case
    is escaped.

    Args:
        outlook: What all worlds together say.
        case: What was played.
        language: `en` or `zh`.
        sections: Other analyses of the same case, in the order of the page.

    Raises:
        OptionError: There is no such language.
    """
    words = texts(language)
    page = environment().get_template("report.html.j2")
    return unbroken(page.render(_context(outlook, case, words), sections=sections))


def command_line(outlook: Outlook, case: Case) -> str:
    """Return the command that gives the same outlook again."""
    name = PurePath(case.file).name or outlook.case
    return f"detente outlook {name} --beliefs {outlook.beliefs} --runs {outlook.runs} --seed {outlook.seed}"


def _context(outlook: Outlook, case: Case, words: Texts) -> dict[str, Any]:
    document = case.document
    sections = numbers(document, words)
    every_claim = claims(document)
    return {
        **formats(words),
        "outlook": outlook,
        "document": document,
        "case_file": PurePath(case.file).name,
        "command": command_line(outlook, case),
        "says": sentences(outlook, words),
        "pictures": pictures(outlook, document, sections, words),
        "colours": scenario_colours(outlook),
        "rests": main_rests(outlook),
        "titles": {view.id: view.title for view in outlook.scenarios},
        "spoken_of": lambda target: spoken_of(target, document, words),
        "history": history(document),
        "series": series(document),
        "topics": wants(document),
        "rule_in_words": lambda rule: rule_in_words(rule, words),
        "levers": levers(document, words),
        "questions": questions(document),
        "scenario_rules": _rules(document.scenarios, document, words),
        "marker_rules": _rules(document.markers, document, words),
        "number_sections": sections,
        "claims": every_claim,
        "claim_titles": {claim.id: claim for claim in every_claim},
        "untouched": lambda meeting: listed(_untouched(meeting, words.language), words),
        "segments": lambda fate: segments(fate, document.issues.get(fate.issue), words),
        "quarters": _quarters(len(outlook.dates)),
        "path_words": lambda path: path_in_words(document, path, words),
        "style": Markup(style_sheet()),
    }


def _quarters(count_of_dates: int) -> tuple[int, ...]:
    """Return the places of five dates spread over a course."""
    last = max(0, count_of_dates - 1)
    return tuple(dict.fromkeys(round(last * part / 4) for part in range(5)))


def _untouched(meeting: MeetingView, language: str) -> list[str]:
    """Return the titles of the issues that a meeting leaves alone in almost every world."""
    drawn = {fate.issue for fate in touched(meeting)}
    return [fate.title.in_language(language) for fate in meeting.issues if fate.issue not in drawn]


def _rules(parts: Mapping[str, Scenario | Marker], document: Document, words: Texts) -> list[tuple[Bilingual, Said]]:
    """Return what exactly each scenario or sign says, with its title."""
    return [(titled(part.title, key), said(part.when, document, words)) for key, part in parts.items()]
