"""A bar on the error stream while worlds are played."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from detente.locale import Texts

__all__ = ["bar"]

Progress = Callable[[int, int, str], None]

_PATIENCE = 3.0
"""Seconds after which a start is known to be compiling."""


@contextmanager
def bar(texts: Texts, playing: str = "progress.play") -> Iterator[Progress | None]:
    """Show how far a play has come, where somebody watches; yield what to tell it.

    Args:
        texts: The catalogue.
        playing: Key of what is said while playing, with the places `done` and `total`.
    """
    if not sys.stderr.isatty():
        yield None
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

        yield tell
