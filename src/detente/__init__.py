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
    from detente.analysis.calibration.fit import fit as fit
    from detente.analysis.calibration.playing import FitOptions as FitOptions
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
    from detente.bibliography import cite as cite
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
    from detente.elicitation.session import elicit as elicit
    from detente.engine.run.simulate import simulate as simulate
    from detente.engine.run.worlds import Worlds as Worlds
    from detente.errors import CaseError as CaseError
    from detente.errors import DetenteError as DetenteError
    from detente.evidence.coverage import coverage as coverage
    from detente.forecast.backtest import backtest as backtest
    from detente.forecast.in_folder import resolve as resolve
    from detente.forecast.in_folder import score as score
    from detente.forecast.in_folder import seal as seal
    from detente.forecast.in_folder import verify as verify
    from detente.forecast.outside import base_rate as base_rate
    from detente.forecast.replay import replay as replay
    from detente.play_options import PlayOptions as PlayOptions

__version__ = "0.1.0"

_HOMES = {
    "ask": "detente.analysis.information.questions",
    "backtest": "detente.forecast.backtest",
    "base_rate": "detente.forecast.outside",
    "brief": "detente.analysis.brief.brief",
    "Brief": "detente.analysis.brief.views",
    "Case": "detente.case.case",
    "CaseError": "detente.errors",
    "cases": "detente.case.reading.load",
    "check": "detente.case.reading.read",
    "Checked": "detente.case.reading.read",
    "cite": "detente.bibliography",
    "conflict": "detente.analysis.conflict.conflict",
    "coverage": "detente.evidence.coverage",
    "DealOptions": "detente.analysis.deals.options",
    "deals": "detente.analysis.deals.space",
    "DetenteError": "detente.errors",
    "diff": "detente.analysis.compare.diff",
    "discover": "detente.analysis.discovery.discovering",
    "Draft": "detente.drafting.draft",
    "draft": "detente.drafting.draft",
    "draft_facts": "detente.drafting.news.facts",
    "drivers": "detente.analysis.drivers.drivers",
    "edit": "detente.case.editing.edit",
    "edits": "detente.case.editing.edit",
    "elicit": "detente.elicitation.session",
    "fit": "detente.analysis.calibration.fit",
    "FitOptions": "detente.analysis.calibration.playing",
    "forecast": "detente.forecast.questions",
    "levers": "detente.analysis.compare.levers",
    "load": "detente.case.reading.load",
    "load_facts": "detente.case.facts",
    "markers": "detente.analysis.markers.markers",
    "Observation": "detente.analysis.update.views",
    "observe": "detente.analysis.update.update",
    "outlook": "detente.analysis.outlook.outlook",
    "Outlook": "detente.analysis.outlook.views",
    "PlayOptions": "detente.play_options",
    "replay": "detente.forecast.replay",
    "resolve": "detente.forecast.in_folder",
    "save": "detente.case.editing.edit",
    "score": "detente.forecast.in_folder",
    "seal": "detente.forecast.in_folder",
    "SearchOptions": "detente.analysis.discovery.search",
    "simulate": "detente.engine.run.simulate",
    "splices": "detente.case.editing.edit",
    "story": "detente.analysis.story.story",
    "theories": "detente.analysis.theories.compare",
    "verify": "detente.forecast.in_folder",
    "whatif": "detente.analysis.compare.whatif",
    "with_changes": "detente.case.editing.edit",
    "with_values": "detente.case.editing.edit",
    "world": "detente.analysis.story.story",
    "Worlds": "detente.engine.run.worlds",
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
