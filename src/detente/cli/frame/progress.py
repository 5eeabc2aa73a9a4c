"""A bar on the error stream while worlds are played, and beforehand a word about plays that take long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from detente.cli.frame.speaking import say
from detente.locale import Texts
from detente.locale.figures import span_of_time

__all__ = ["bar"]

Progress = Callable[[int, int, str], None]

_PATIENCE = 3.0
"""Seconds after which a start is known to be compiling."""

_LOOK, _LONG = 2.0, 60.0
"""Seconds of play after which one knows how long it takes, and from which on that is told."""


class _Foretelling:
    """Tells once, where a play takes long, about how long: the worlds of its first seconds say."""

    def __init__(self, texts: Texts, then: Progress | None) -> None:
        self.texts, self.then = texts, then
        self.began = self.first = -1.0
        self.told = False

    def __call__(self, done: int, total: int, phase: str) -> None:
        if self.then is not None:
            self.then(done, total, phase)
        if phase == "compile" or self.told:
            return
        now = time.monotonic()
        if self.first < 0:  # what was done before is not ours to measure: a kept run, or the first pieces compiling
            self.began, self.first = now, done
        elif now - self.began >= _LOOK and done > self.first:
            self.told = True
            left = (total - done) * (now - self.began) / (done - self.first)
            if left >= _LONG:
                words = self.texts("progress.long", worlds=f"{total:,}", time=span_of_time(left, self.texts))
                say(words, err=True)


@contextmanager
def bar(texts: Texts, playing: str = "progress.play") -> Iterator[Progress]:
    """Show how far a play has come, where somebody watches; yield what to tell it.

    Args:
        texts: The catalogue.
        playing: Key of what is said while playing, with the places `done` and `total`.
    """
    if not sys.stderr.isatty():
        yield _Foretelling(texts, None)
        return
    from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TimeRemainingColumn
    from rich.text import Text

    from detente.cli.frame.speaking import raw
    from detente.cli.frame.terminal import Terminal

    class Phase(ProgressColumn):
        """What is being done; a start that takes long is compiling."""

        def render(self, task: Task) -> Text:
            compiling = task.total is None and (task.elapsed or 0.0) > _PATIENCE
            return Text(texts("progress.compile") if compiling else task.description)

    columns = (SpinnerColumn(), Phase(), BarColumn(), TimeRemainingColumn())
    screen = Terminal(file=raw(sys.stderr))
    with Progress(*columns, console=screen, transient=True, redirect_stdout=False, redirect_stderr=False) as shown:
        task = shown.add_task(texts("progress.start"), total=None)

        def tell(done: int, total: int, phase: str) -> None:
            if phase == "compile":
                return
            words = texts(playing, done=f"{done:,}", total=f"{total:,}")
            shown.update(task, completed=done, total=total, description=words)

        yield _Foretelling(texts, tell)
