"""Which analyses a report can hold beside the outlook, and how to have them.

Each is a module of `detente.report.sections` with a function `gather(worlds, words, progress)` that asks the
analysis about these worlds and returns its `Section`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from detente.errors import OptionError
from detente.locale import Texts

if TYPE_CHECKING:
    from detente.engine.worlds import Worlds
    from detente.report.section import Section

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


def gather(names: Sequence[str], worlds: Worlds, words: Texts, progress: Progress | None = None) -> tuple[Section, ...]:
    """Ask each analysis about the worlds of a play.

    Args:
        names: From `chosen`.
        worlds: The play; analyses that need other plays make them with its numbers of beliefs and runs and its seed.
        words: The catalogue.
        progress: Told how far plays have come.
    """
    modules = (import_module(f"detente.report.sections.{name}") for name in names)
    return tuple(module.gather(worlds, words, progress) for module in modules)
