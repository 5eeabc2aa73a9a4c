"""Détente: play a negotiation from a case file to an outlook.

>>> import detente
>>> case = detente.load("alaska-2025")
>>> outlook = detente.outlook(case, options=detente.PlayOptions(beliefs=20, runs=10))
>>> [view.id for view in outlook.scenarios]
['success', 'late-success', 'failure', 'muddling-through']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.analysis.brief.brief import brief as brief
    from detente.analysis.brief.views import Brief as Brief
    from detente.analysis.compare.diff import diff as diff
    from detente.analysis.compare.levers import levers as levers
    from detente.analysis.compare.whatif import whatif as whatif
    from detente.analysis.conflict.conflict import conflict as conflict
    from detente.analysis.deals.options import DealOptions as DealOptions
    from detente.analysis.deals.space import deals as deals
    from detente.analysis.discovery.discovering import discover as discover
    from detente.analysis.discovery.search import SearchOptions as SearchOptions
    from detente.analysis.drivers.drivers import drivers as drivers
    from detente.analysis.information.questions import ask as ask
    from detente.analysis.markers.markers import markers as markers
    from detente.analysis.outlook.outlook import outlook as outlook
    from detente.analysis.outlook.views import Outlook as Outlook
    from detente.analysis.story.story import story as story
    from detente.analysis.story.story import world as world
    from detente.analysis.update.update import observe as observe
    from detente.analysis.update.views import Observation as Observation
    from detente.case.case import Case as Case
    from detente.case.editing.edit import edit as edit
    from detente.case.editing.edit import edits as edits
    from detente.case.editing.edit import save as save
    from detente.case.editing.edit import splices as splices
    from detente.case.editing.edit import with_changes as with_changes
    from detente.case.editing.edit import with_values as with_values
    from detente.case.facts import load_facts as load_facts
    from detente.case.reading.load import cases as cases
    from detente.case.reading.load import load as load
    from detente.case.reading.read import Checked as Checked
    from detente.case.reading.read import check as check
    from detente.engine.run.simulate import simulate as simulate
    from detente.engine.run.worlds import Worlds as Worlds
    from detente.errors import CaseError as CaseError
    from detente.errors import DetenteError as DetenteError
    from detente.forecast.in_folder import resolve as resolve
    from detente.forecast.in_folder import score as score
    from detente.forecast.in_folder import seal as seal
    from detente.forecast.in_folder import verify as verify
    from detente.forecast.outside import base_rate as base_rate
    from detente.play_options import PlayOptions as PlayOptions

__version__ = "0.1.0"

_HOMES = {
    "Brief": "detente.analysis.brief.views",
    "Case": "detente.case.case",
    "CaseError": "detente.errors",
    "DealOptions": "detente.analysis.deals.options",
    "DetenteError": "detente.errors",
    "Draft": "detente.drafting.draft",
    "Checked": "detente.case.reading.read",
    "Observation": "detente.analysis.update.views",
    "Outlook": "detente.analysis.outlook.views",
    "PlayOptions": "detente.play_options",
    "SearchOptions": "detente.analysis.discovery.search",
    "Worlds": "detente.engine.run.worlds",
    "ask": "detente.analysis.information.questions",
    "brief": "detente.analysis.brief.brief",
    "base_rate": "detente.forecast.outside",
    "cases": "detente.case.reading.load",
    "check": "detente.case.reading.read",
    "draft": "detente.drafting.draft",
    "edit": "detente.case.editing.edit",
    "edits": "detente.case.editing.edit",
    "conflict": "detente.analysis.conflict.conflict",
    "deals": "detente.analysis.deals.space",
    "diff": "detente.analysis.compare.diff",
    "discover": "detente.analysis.discovery.discovering",
    "drivers": "detente.analysis.drivers.drivers",
    "forecast": "detente.forecast.questions",
    "levers": "detente.analysis.compare.levers",
    "load": "detente.case.reading.load",
    "load_facts": "detente.case.facts",
    "markers": "detente.analysis.markers.markers",
    "story": "detente.analysis.story.story",
    "world": "detente.analysis.story.story",
    "observe": "detente.analysis.update.update",
    "outlook": "detente.analysis.outlook.outlook",
    "resolve": "detente.forecast.in_folder",
    "save": "detente.case.editing.edit",
    "score": "detente.forecast.in_folder",
    "seal": "detente.forecast.in_folder",
    "simulate": "detente.engine.run.simulate",
    "splices": "detente.case.editing.edit",
    "theories": "detente.analysis.theories.compare",
    "verify": "detente.forecast.in_folder",
    "whatif": "detente.analysis.compare.whatif",
    "with_changes": "detente.case.editing.edit",
    "with_values": "detente.case.editing.edit",
}

_ROOMS = frozenset({"forecast", "theories"})
"""Questions that are rooms of the package, too: the room is called, as `detente.theories(case)`."""

__all__ = [*sorted(_HOMES), "__version__"]


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used: `import detente` stays fast."""
    if name in _ROOMS:
        return import_module(f"detente.{name}")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'detente' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
