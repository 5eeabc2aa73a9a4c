"""Let plays be kept, and taken from what is kept: the seam between a play and a store of runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from detente.case.case import Case
from detente.engine.run.executor import Progress, Stop, Workers
from detente.engine.run.play import Counts, Playing

__all__ = ["Keeper", "current_keeper", "keeping"]


class Keeper(Protocol):
    """Who keeps runs."""

    def play(
        self,
        case: Case,
        playing: Playing,
        beliefs: int,
        *,
        workers: Workers,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> Counts:
        """Return the counts of a play: from what is kept, and for the rest by playing."""


_current: ContextVar[Keeper | None] = ContextVar("keeper", default=None)


@contextmanager
def keeping(keeper: Keeper) -> Iterator[None]:
    """Let this keeper see to every play within that asks for counts alone."""
    token = _current.set(keeper)
    try:
        yield
    finally:
        _current.reset(token)


def current_keeper() -> Keeper | None:
    """Return whom `keeping` names, if anybody."""
    return _current.get()
