"""Détente: play a negotiation from a case file to an outlook.

>>> import detente
>>> case = detente.load("alaska-2025")
>>> worlds = detente.simulate(case, beliefs=20, runs=10, seed=1)
>>> outlook = worlds.outlook()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.analysis.outlook.views import Outlook as Outlook
    from detente.analysis.update.update import observe as observe
    from detente.analysis.update.views import Observation as Observation
    from detente.case.case import Case as Case
    from detente.case.editing.edit import edit as edit
    from detente.case.editing.edit import edits as edits
    from detente.case.editing.edit import splices as splices
    from detente.case.facts import load_facts as load_facts
    from detente.case.reading.load import cases as cases
    from detente.case.reading.load import load as load
    from detente.case.reading.read import Checked as Checked
    from detente.case.reading.read import check as check
    from detente.engine.run.simulate import simulate as simulate
    from detente.engine.run.worlds import Worlds as Worlds
    from detente.errors import CaseError as CaseError
    from detente.errors import DetenteError as DetenteError

__version__ = "0.1.0"

_HOMES = {
    "Case": "detente.case.case",
    "CaseError": "detente.errors",
    "DetenteError": "detente.errors",
    "Checked": "detente.case.reading.read",
    "Observation": "detente.analysis.update.views",
    "Outlook": "detente.analysis.outlook.views",
    "Worlds": "detente.engine.run.worlds",
    "cases": "detente.case.reading.load",
    "check": "detente.case.reading.read",
    "edit": "detente.case.editing.edit",
    "edits": "detente.case.editing.edit",
    "load": "detente.case.reading.load",
    "load_facts": "detente.case.facts",
    "observe": "detente.analysis.update.update",
    "simulate": "detente.engine.run.simulate",
    "splices": "detente.case.editing.edit",
}

__all__ = [*sorted(_HOMES), "__version__"]


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used: `import detente` stays fast."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name == "theories":
        return import_module("detente.theories")
    raise AttributeError(f"module 'detente' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
