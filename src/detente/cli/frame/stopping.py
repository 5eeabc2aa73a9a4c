"""Let a long play be stopped without losing what is done: the first interruption ends it early, the second gives up."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click

from detente.cli.frame.speaking import say
from detente.locale import Texts

__all__ = ["stopping", "was_stopped"]

_STOPPED = "detente.stopped"


@contextmanager
def stopping(words: Texts) -> Iterator[Callable[[], bool]]:
    """Yield what says whether to stop; Ctrl-C makes it say yes, and a second one interrupts as always."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked.is_set
        return
    before = signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: FrameType | None) -> None:
        asked.set()
        signal.signal(signal.SIGINT, before)
        say(words("drivers.stopped"), err=True)

    signal.signal(signal.SIGINT, stop)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)
        click.get_current_context().meta[_STOPPED] = asked.is_set()


def was_stopped(ctx: click.Context) -> bool:
    """Say whether a verb ended early, with a part done, because it was told to stop."""
    return bool(ctx.meta.get(_STOPPED))
