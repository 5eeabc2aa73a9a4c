"""A section of a report: what one analysis says, as a part of the whole report or a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from detente import __version__
from detente.case import Case
from detente.locale import Texts
from detente.report.formats import environment, formats, style_sheet, unbroken

__all__ = ["Section", "compose", "page_of", "page_of_many"]


@dataclass(frozen=True, slots=True)
class Section:
    """What one analysis shows: a picture first, tables under it, then words.

    Attributes:
        id: Anchor, one word.
        title: Heading in the language of the page.
        body: Everything beneath the heading, escaped already.
    """

    id: str
    title: str
    body: Markup


def compose(id: str, title: str, template: str, words: Texts, **shown: object) -> Section:
    """Return a section written by a template that stands beside it.

    Args:
        id: Anchor, one word.
        title: Heading.
        template: Path of the template within `report`, without its ending.
        words: The catalogue; `formats` stand ready in the template.
        **shown: What the template shows.
    """
    page = environment().get_template(f"{template}.html.j2")
    return Section(id, title, Markup(page.render(**formats(words), **shown)))


def page_of(sections: Sequence[Section], case: Case, words: Texts, command: str, status: str = "") -> str:
    """Return a page that holds some sections alone, and at its foot what gives it again.

    Args:
        sections: What it shows.
        case: The case it is about.
        words: The catalogue.
        command: The command that writes the same page again.
        status: How far its numbers can be trusted, in a sentence.
    """
    page = environment().get_template("alone.html.j2")
    shown = {"sections": sections, "document": case.document, "case": case, "command": command, "status": status}
    style = Markup(style_sheet())
    return unbroken(page.render(**formats(words), **shown, style=style, version=__version__))


def page_of_many(sections: Sequence[Section], title: str, words: Texts, command: str, status: str) -> str:
    """Return a page of sections that are about no single case.

    Args:
        sections: What it shows.
        title: Heading of the page.
        words: The catalogue.
        command: The command that writes the same page again.
        status: How far its numbers can be trusted, in a sentence.
    """
    page = environment().get_template("several.html.j2")
    shown = {"sections": sections, "title": title, "command": command, "status": status, "version": __version__}
    return unbroken(page.render(**formats(words), **shown, style=Markup(style_sheet())))
