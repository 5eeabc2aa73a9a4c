"""Use kept runs in a verb, keep what it plays if it is asked to, and say so on the error stream."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.speaking import say
from detente.locale import Texts, texts
from detente.store.folder import default_folder

if TYPE_CHECKING:
    from detente.store.keeper import StoreKeeper

__all__ = ["keeping_runs", "say_kept"]


@contextmanager
def keeping_runs(*, keep: bool = False, go_on: bool = False, store: Path | None = None) -> Iterator[None]:
    """Let every play within use kept runs.

    Args:
        keep: Keep what is played, too.
        go_on: Refuse to play what is not kept yet.
        store: The folder of runs; default: see `default_folder`.
    """
    from detente.engine.run.keeping import keeping
    from detente.store.keeper import StoreKeeper
    from detente.store.runs import Runs

    keeper = StoreKeeper(Runs(store or default_folder()), keep=keep, go_on=go_on)
    try:
        with keeping(keeper):
            yield
    finally:
        say_kept(keeper, _words())


def _words() -> Texts:
    context = click.get_current_context(silent=True)
    return texts(context.find_root().meta.get("language", "en") if context else "en")


def say_kept(keeper: StoreKeeper, words: Texts) -> None:
    """Say which runs were used, how far each has come, and what of them was damaged."""
    told = set()
    for run in keeper.used:
        for name in run.damaged:
            say(words("runs.damaged", run=run.folder.name, file=name), err=True)
        if run.exists and run.folder not in told:
            told.add(run.folder)
            say(words("runs.used", run=run.folder.name, folder=run.folder.parent), err=True)
