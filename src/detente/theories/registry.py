"""All theories by key, imported when they are first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from detente.errors import OptionError

__all__ = ["HOMES", "keys", "others", "theory_class", "theory_of"]

HOMES: dict[str, str] = {
    "weighted-median": "detente.theories.positions.median:WeightedMedian",
    "compromise": "detente.theories.positions.means:Compromise",
    "salience-mean": "detente.theories.positions.means:SalienceMean",
    "mean": "detente.theories.positions.means:PlainMean",
    "nash": "detente.theories.packages.solutions:Nash",
    "kalai-smorodinsky": "detente.theories.packages.solutions:KalaiSmorodinsky",
    "egalitarian": "detente.theories.packages.solutions:Egalitarian",
    "utilitarian": "detente.theories.packages.solutions:Utilitarian",
    "challenge": "detente.theories.positions.expected_utility:Challenge",
    "spatial": "detente.theories.positions.spatial:Spatial",
    "exchange": "detente.theories.positions.exchange:PositionExchange",
    "power-indices": "detente.theories.voting.power_indices:PowerIndices",
    "conflict-graph": "detente.theories.conflict.theory:ConflictGraph",
}
"""Key → module and class, in the order in which theories are shown. No key is the name of a module of this folder."""


def keys() -> tuple[str, ...]:
    """Return the keys of all theories, in the order in which they are shown: ours, and then those of others."""
    return (*HOMES, *others())


def others() -> dict[str, Any]:
    """Return the theories of others that are installed, by key."""
    from detente.theories.plugins import plugins

    return dict(plugins(frozenset(HOMES)))


def theory_of(key: str) -> Any:
    """Return a theory with the parameters that it has by default.

    Raises:
        OptionError: there is no theory of this key.

    Example:
        >>> theory_of("compromise").info.key
        'compromise'
    """
    return theory_class(key)() if key in HOMES else _other(key)


def _other(key: str) -> Any:
    there = others()
    if key not in there:
        raise OptionError.unknown("theory", key, keys())
    return there[key]


def theory_class(key: str) -> Any:
    """Return the class of a theory; called with the theory's parameters it makes one.

    Raises:
        OptionError: there is no theory of this key.
    """
    if key not in HOMES:
        return type(_other(key))
    module, name = HOMES[key].split(":")
    return getattr(import_module(module), name)
