"""Which answers a report can hold beside the outlook, and how to have them: those that the register has chapters of."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from detente.analyses import CHAPTERS, Question, at, question
from detente.case import Case
from detente.errors import DetenteError, OptionError, TheoryError
from detente.locale import Texts
from detente.locale.wording import worded
from detente.play_options import PlayOptions
from detente.report.section import Section

__all__ = ["chosen", "gather"]


def chosen(names: str) -> tuple[str, ...]:
    """Return the analyses that an option names, in the order of the page.

    Args:
        names: Names with commas between them; `all` for all of them; empty for none.

    Raises:
        OptionError: There is no such analysis.
    """
    wanted = {name.strip() for name in names.split(",") if name.strip()}
    for name in sorted(wanted - {"all", *CHAPTERS}):
        raise OptionError.unknown("with", name, ("all", *CHAPTERS))
    return CHAPTERS if "all" in wanted else tuple(name for name in CHAPTERS if name in wanted)


def gather(
    names: Sequence[str], case: Case, options: PlayOptions, words: Texts, *, leave_out: bool = False
) -> tuple[Section, ...]:
    """Ask questions about a case, and return their chapters.

    Args:
        names: From `chosen`.
        case: The case.
        options: How the report was played; each question is played as the register says of it.
        words: The catalogue.
        leave_out: Whether to leave out what this case cannot be asked; a last section says which, and why.

    Raises:
        OptionError, TheoryError: The case cannot be asked something, and nothing is to be left out.
    """
    found: list[Section] = []
    refused: list[DetenteError] = []
    for name in names:
        try:
            found.append(_chapter(question(name), case, options, words))
        except (OptionError, TheoryError) as error:
            if not leave_out and not question(name).needs_many:
                raise
            refused.append(error)
    return (*found, _left_out(refused, words)) if refused else tuple(found)


def _chapter(asked: Question, case: Case, options: PlayOptions, words: Texts) -> Section:
    found = at(asked.in_chapter or asked.compute)(case, options=asked.within(options))
    section: Section = at(asked.chapter)(found, case, words)
    return section


def _left_out(refused: Sequence[DetenteError], words: Texts) -> Section:
    """Return the section on what the report does not hold."""
    reasons = Markup("").join(Markup("<li>{}</li>").format(worded(error, words)[0]) for error in refused)
    return Section("left-out", words("section.left_out.title"), Markup("<ul>{}</ul>").format(reasons))
