"""A chapter of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from detente.locale import Texts
from detente.locale.figures import chance, chance_range
from detente.locale.wording import worded
from detente.report.formats import environment, formats
from detente.report.whole import figures
from detente.report.whole.material import Material

__all__ = ["Chapter", "compose", "why_not"]


_SPACED = re.compile("(?<=[0-9])[ \u00a0]%")
"""Per cent signs that stand apart from their figures, as some analyses still set them on pages of their own."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter.

    Attributes:
        id: Its anchor.
        title: What it is about.
        finding: What it finds, in a sentence: all that a folded chapter shows.
        body: Everything beneath, escaped already.
    """

    id: str
    title: str
    finding: str
    body: Markup


def compose(id: str, finding: str, found: Material, words: Texts, **shown: object) -> Chapter:
    """Return a chapter written by the template of its name.

    Args:
        id: Of the chapter and its template.
        finding: What it finds.
        found: What the report shows.
        words: The catalogue.
        **shown: What the template shows beside.
    """
    page = environment().get_template(f"whole/{id}.html.j2")
    body = page.render(
        **{
            **formats(words),
            "pct": chance,
            "counted": lambda share: chance(share, counted=True),
            "between": lambda low, high: chance_range(low, high, words.language),
            "outlook": found.outlook,
            "document": found.case.document,
            "found": found,
            "brief": found.brief,
            "draw": figures,
            **shown,
        }
    )
    return Chapter(id, words(f"chapter.{id}"), finding, Markup(_SPACED.sub("%", body)))


def why_not(found: Material, name: str, words: Texts) -> str:
    """Say why a case cannot be asked something; nothing where it was not asked, or was answered."""
    error = found.refused.get(name)
    return "" if error is None else worded(error, words)[0]
