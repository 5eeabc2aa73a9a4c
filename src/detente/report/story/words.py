"""What happens in a world, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from detente.case import Document
from detente.case.schema.base import Described
from detente.engine.run.replay import Course, Happening
from detente.locale import Texts
from detente.locale.figures import day, listed

__all__ = ["happening_in_words", "lines", "terms_in_words"]

WEIGHTY = frozenset({"struck", "accepted", "refused", "changed", "lapsed", "broken", "seen", "scenario"})
"""Kinds of happenings that decide how it goes on."""


def happening_in_words(what: Happening, document: Document, texts: Texts) -> str:
    """Say what happens, in one sentence."""
    return texts(
        f"story.{what.kind}",
        name=_name(what, document, texts),
        terms=terms_in_words(what.terms, document, texts),
        who=listed([_party(key, document, texts) for key in what.who], texts),
        rest=texts("story.rest", terms=terms_in_words(what.terms, document, texts)) if what.terms else "",
    )


def lines(course: Course, document: Document, texts: Texts) -> list[tuple[str, str, bool]]:
    """Return a world as dates, sentences, and whether each is weighty; what one day brings stands in its order."""
    return [
        (day(what.when, texts.language), happening_in_words(what, document, texts), what.kind in WEIGHTY)
        for what in course.happenings
    ]


def terms_in_words(terms: Mapping[str, str], document: Document, texts: Texts) -> str:
    """Say terms, issue by issue; what is put aside comes last, and what is as it was before all is said so."""
    language = texts.language
    issues = document.issues
    settled = [
        texts(
            "deals.settles", issue=issues[issue].name(issue, language), option=_option(issue, option, document, texts)
        )
        for issue, option in terms.items()
        if option != "shelved"
    ]
    aside = [issues[issue].name(issue, language) for issue, option in terms.items() if option == "shelved"]
    parts = settled + ([texts("deals.aside", issues=listed(aside, texts))] if aside else [])
    return texts("deals.stop").join(parts)


def _option(issue: str, option: str, document: Document, texts: Texts) -> str:
    return document.issues[issue].options[option].name(option, texts.language)


def _party(key: str, document: Document, texts: Texts) -> str:
    return document.parties[key].name(key, texts.language)


def _name(what: Happening, document: Document, texts: Texts) -> str:
    """Return the name of what a happening is about."""
    sections: dict[str, Mapping[str, Described]] = {
        "event": document.events,
        "sign": document.markers,
        "scenario": document.scenarios,
    }
    section: Mapping[str, Described] = sections.get(what.kind, document.meetings)
    if what.about in section:
        return section[what.about].name(what.about, texts.language)
    steps = (step for whole in document.carrying_out.values() for step in whole.steps if step.id == what.about)
    step = next(steps, None)
    return step.name(step.id, texts.language) if step is not None else what.about.replace("-", " ")
