"""For tests of programs built on Détente: random valid cases.

`cases` needs Hypothesis, an extra of the package; `random_case` and `case_of` do not.

>>> from hypothesis import given
>>> from detente.testing import cases
>>> @given(cases())
... def test_something(case):
...     ...
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.testing.documents import case_of as case_of
    from detente.testing.random_cases import random_case as random_case
    from detente.testing.strategies import cases as cases

__all__ = ["case_of", "cases", "random_case"]

_HOMES = {
    "case_of": "detente.testing.documents",
    "cases": "detente.testing.strategies",
    "random_case": "detente.testing.random_cases",
}


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used: Hypothesis may not be installed."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'detente.testing' has no attribute {name!r}")
