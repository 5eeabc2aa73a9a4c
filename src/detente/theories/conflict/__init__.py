"""Conflict graphs: who can move where, who prefers which end, and which ends hold."""

from detente.theories.conflict.coalitions import Coalitions, Together, coalitions, improvements_from
from detente.theories.conflict.inverse import Wanted, wanted
from detente.theories.conflict.model import Conflict, Controls, ranked
from detente.theories.conflict.paths import Move, Ways, ways_from
from detente.theories.conflict.reasons import Deterrence, reasons
from detente.theories.conflict.simultaneous import simultaneous
from detente.theories.conflict.stability import Concept, Stability, stability
from detente.theories.conflict.unknown import Variant, stability_unknown

__all__ = [
    "Coalitions",
    "Concept",
    "Conflict",
    "Controls",
    "Deterrence",
    "Move",
    "Stability",
    "Together",
    "Variant",
    "Wanted",
    "Ways",
    "coalitions",
    "improvements_from",
    "ranked",
    "reasons",
    "simultaneous",
    "stability",
    "stability_unknown",
    "wanted",
    "ways_from",
]
