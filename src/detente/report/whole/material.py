"""What a report shows: one play, its outlook and its brief, and the answers to other questions asked beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from detente.analyses import at, question
from detente.analysis.brief.brief import brief_of, brief_of_outlook
from detente.analysis.brief.views import Brief
from detente.analysis.markers.markers import Markers, markers_of
from detente.analysis.outlook.views import Outlook
from detente.case import Case
from detente.engine.run.worlds import Worlds
from detente.errors import DetenteError, OptionError, TheoryError
from detente.play_options import PlayOptions
from detente.report.gathering import EVIDENCE

__all__ = ["Material", "bare", "material_of", "play_report"]

_SIGNS = 5


@dataclass(frozen=True, slots=True)
class Material:
    """What a report shows.

    Attributes:
        outlook: What all worlds together say; every chapter quotes its numbers.
        case: What was played.
        brief: What it comes to.
        signs: What the signs of the case tell in the same worlds; None where there are none, or no worlds were kept.
        answers: Question → its answer, of those asked for.
        refused: Question → why this case cannot be asked it.
        names: What was asked for.
    """

    outlook: Outlook
    case: Case
    brief: Brief
    signs: Markers | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    refused: Mapping[str, DetenteError] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    def asked(self, name: str) -> Any:
        """Return the answer to a question; None where it was not asked."""
        return self.answers.get(name)


def bare(outlook: Outlook, case: Case) -> Material:
    """Return what can be shown of an outlook alone, without its worlds."""
    return Material(outlook, case, brief_of_outlook(outlook, case))


def material_of(worlds: Worlds, options: PlayOptions) -> Material:
    """Return what can be shown of worlds that have been played already, each kept."""
    outlook = worlds.outlook()
    return Material(outlook, worlds.case, brief_of(worlds, outlook, options), _signs(worlds, options))


def play_report(case: Case, options: PlayOptions, names: Sequence[str] = (), *, leave_out: bool = False) -> Material:
    """Play a case once and ask what a report is to hold.

    Args:
        case: The case.
        options: How to play; each question is asked in worlds of its own only where it cannot do with these.
        names: Questions that are wanted beside the outlook.
        leave_out: Whether to leave out what this case cannot be asked; the report says which, and why.

    Raises:
        OptionError, TheoryError: The case cannot be asked something, and nothing is to be left out.
    """
    from detente.engine.run.played import played

    worlds = played(case, options, keep_worlds=True, keep_levels=False)
    options = options.with_(beliefs=worlds.beliefs)
    found = material_of(worlds, options)
    answers, refused = {}, {}
    for name in names:
        if name != EVIDENCE:
            try:
                answers[name] = _answer(name, found, worlds, options)
            except (OptionError, TheoryError) as error:
                if not leave_out and not question(name).needs_many:
                    raise
                refused[name] = error
    return replace(found, answers=answers, refused=refused, names=tuple(names))


def _answer(name: str, found: Material, worlds: Worlds, options: PlayOptions) -> Any:
    """Ask a question: of the worlds that were played, where it is asked of such."""
    if name == "markers" and found.signs is not None:
        return found.signs
    asked = question(name)
    return at(asked.in_chapter or asked.compute)(worlds.case, options=asked.within(options))


def _signs(worlds: Worlds, options: PlayOptions) -> Markers | None:
    document = worlds.case.document
    if not document.markers or worlds.tracks is None:
        return None
    by = document.as_of + timedelta(days=max(1, round((document.until - document.as_of).days / 4)))
    return markers_of(worlds, by, _SIGNS, options)
