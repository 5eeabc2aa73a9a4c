"""Play a case as options say."""

from __future__ import annotations

from detente.case.case import Case
from detente.engine.run.simulate import simulate
from detente.engine.run.worlds import Worlds
from detente.play_options import PlayOptions

__all__ = ["played"]


def played(case: Case, options: PlayOptions, *, keep_worlds: bool = False, keep_levels: bool = True) -> Worlds:
    """Return the worlds of a case, as `detente.simulate` plays them."""
    return simulate(case, options=options, keep_worlds=keep_worlds, keep_levels=keep_levels)
