"""Which analyses a report can hold beside the outlook, and how to have them.

Each is a module of `detente.report.sections` with a function `gather(worlds, words, progress)` that asks the
analysis about these worlds and returns its `Section`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from markupsafe import Markup

from detente.errors import DetenteError, OptionError, TheoryError
from detente.locale import Texts
from detente.locale.wording import worded
from detente.report.section import Section

if TYPE_CHECKING:
    from detente.engine.run.worlds import Worlds

__all__ = ["ADDED", "chosen", "gather"]

Progress = Callable[[int, int, str], None]

ADDED: tuple[str, ...] = (
    "deals",
    "levers",
    "ask",
    "markers",
    "drivers",
    "discover",
    "theories",
    "conflict",
    "baserate",
    "forecast",
)
"""Analyses in the order of the page."""

_ROOMS = {"ask": "information", "discover": "discovery", "baserate": "base_rates"}
"""Folders of `report` that are not called as their verb."""


def chosen(names: str) -> tuple[str, ...]:
    """Return the analyses that an option names, in the order of the page.

    Args:
        names: Names with commas between them; `all` for all of them; empty for none.

    Raises:
        OptionError: There is no such analysis.
    """
    wanted = {name.strip() for name in names.split(",") if name.strip()}
    for name in sorted(wanted - {"all", *ADDED}):
        raise OptionError.unknown("with", name, ("all", *ADDED))
    return ADDED if "all" in wanted else tuple(name for name in ADDED if name in wanted)


def gather(
    names: Sequence[str],
    worlds: Worlds,
    words: Texts,
    progress: Progress | None = None,
    *,
    leave_out: bool = False,
) -> tuple[Section, ...]:
    """Ask each analysis about the worlds of a play.

    Args:
        names: From `chosen`.
        worlds: The play; analyses that need other plays make them with its numbers of beliefs and runs and its seed.
        words: The catalogue.
        progress: Told how far plays have come.
        leave_out: Whether to leave out analyses that cannot be made of this case; a last section says which, and why.

    Raises:
        OptionError, TheoryError: An analysis cannot be made of this case, and none is to be left out.
    """
    found: list[Section] = []
    refused: list[DetenteError] = []
    for name in names:
        try:
            room = import_module(f"detente.report.{_ROOMS.get(name, name)}.section")
            found.append(room.gather(worlds, words, progress))
        except (OptionError, TheoryError) as error:
            if not leave_out:
                raise
            refused.append(error)
    return (*found, _left_out(refused, words)) if refused else tuple(found)


def _left_out(refused: Sequence[DetenteError], words: Texts) -> Section:
    """Return the section on what the report does not hold."""
    reasons = Markup("").join(Markup("<li>{}</li>").format(worded(error, words)[0]) for error in refused)
    return Section("left-out", words("section.left_out.title"), Markup("<ul>{}</ul>").format(reasons))
