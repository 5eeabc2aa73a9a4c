"""Published models of how positions become an outcome: one a file, one protocol, the same problem.

Called with a case, it puts them to it: `detente.theories(case)`.

>>> from detente import theories
>>> theories.compromise().info.references[0]
'van-den-bos-1991'
"""

from __future__ import annotations

from typing import Any

from detente.analyses import answers
from detente.theories.registry import HOMES, others, theory_class

answers(__name__)


def __getattr__(name: str) -> Any:
    """Import a theory when it is first used: `theories.weighted_median` is the class of `weighted-median`."""
    key = name.replace("_", "-")
    if key in HOMES or (not name.startswith("_") and key in others()):
        return theory_class(key)
    raise AttributeError(f"module 'detente.theories' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(key.replace("-", "_") for key in HOMES)
