"""Theories of others that are installed: entry points of the group `detente.theories`.

An entry point names a theory, or a class that makes one without arguments. What cannot be loaded, is no theory, or has
a key that is taken is left out and told in a warning; all else goes on.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from detente.bibliography import keys
from detente.errors import OptionError
from detente.theories.protocol import Theory, check_theory

__all__ = ["GROUP", "PluginWarning", "plugins"]

GROUP = "detente.theories"
"""Of entry points."""

_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_TEXTS = ("title", "about", "limits", "reproduced")


class PluginWarning(UserWarning):
    """A theory that is installed was left out.

    Attributes:
        name: of its entry point.
        package: that brought it.
        reason: why.
    """

    def __init__(self, name: str, package: str, reason: str) -> None:
        super().__init__(f"the theory {name!r} of the package {package} is left out: {reason}")
        self.name, self.package, self.reason = name, package, reason


@cache
def plugins(taken: frozenset[str]) -> dict[str, Theory]:
    """Return the theories of others by key, in the order of their keys; warn of those that are left out.

    Args:
        taken: Keys that are ours.
    """
    found: dict[str, Theory] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value)):
        package = entry.dist.name if entry.dist else "unknown"
        try:
            theory = _loaded(entry)
            if theory.info.key in taken or theory.info.key in found:
                raise OptionError(f"the key {theory.info.key!r} is taken")
        except (Exception, SystemExit) as error:
            reason = (str(error).splitlines() or [""])[0][:200]
            said = reason if isinstance(error, OptionError) else f"{type(error).__name__}: {reason}"
            warnings.warn(PluginWarning(entry.name, package, said), stacklevel=3)
            continue
        found[theory.info.key] = theory
    return found


def _loaded(entry: EntryPoint) -> Theory:
    """Load a theory.

    Raises:
        OptionError: It is none.
    """
    thing: Any = entry.load()
    theory: Any = thing() if isinstance(thing, type) else thing
    check_theory(theory)
    if not _KEY.fullmatch(theory.info.key):
        raise OptionError(f"the key {theory.info.key!r} is not lower-case words joined by hyphens")
    missing = [name for name in _TEXTS if name not in theory.info.texts]
    if missing:
        raise OptionError(f"its info has no texts for {', '.join(missing)}")
    if unknown := [key for key in theory.info.references if key not in keys()]:
        raise OptionError(f"its info has no works for {', '.join(unknown)}")
    made: Theory = theory
    return made
