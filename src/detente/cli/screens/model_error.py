"""`detente fit --model-error`: how wrong plays have been, on a terminal."""

from __future__ import annotations

import math
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from detente.cli.frame.options import print_answer
from detente.cli.frame.progress import bar
from detente.cli.frame.terminal import columns, console, heading, indented
from detente.forecast.ledger import Ledger
from detente.forecast.model_error_file import model_error_file, write_model_error
from detente.forecast.model_error_fit import (
    LeftOutNegotiation,
    ModelErrorFit,
    answered_in,
    answered_in_ledger,
    fit_model_error,
)
from detente.forecast.replay import replay
from detente.locale import Texts
from detente.play_options import PlayOptions

__all__ = ["show_model_error"]


def show_model_error(
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    ledger: Path | None,
    writes: bool,
    as_data: bool,
    words: Texts,
) -> None:
    """Replay the resolved cases, fit, show what was learned, and write it where that is wanted."""
    entries = Ledger(ledger).entries() if ledger is not None else ()
    with bar(words, "replay.progress") as progress:
        options = PlayOptions(beliefs=beliefs, runs=runs, seed=seed, threads=threads, progress=progress)
        answered = (*answered_in(replay(options=options)), *answered_in_ledger(entries))
    found = fit_model_error(answered)
    if writes:
        command = f"detente fit --model-error --write --beliefs {beliefs} --runs {runs} --seed {seed}"
        write_model_error(found, command + (" --ledger LEDGER" if ledger is not None else ""))
    if as_data:
        print_answer(found, words)
        return
    _print(console(), found, words)
    click.echo("\n" + words("model_error.written" if writes else "model_error.not_written", path=model_error_file()))


def _print(screen: Console, found: ModelErrorFit, words: Texts) -> None:
    size = {"questions": found.questions, "negotiations": found.negotiations}
    screen.print(Text(words("model_error.title", **size), style="bold"))
    heading(screen, words("model_error.beliefs"))
    rows = [("", words("model_error.head.before"), words("model_error.head.after"))]
    rows += [
        (words(f"model_error.{name}"), getattr(found.prior, name), getattr(found.beliefs, name))
        for name in ("level", "slope", "scatter")
    ]
    columns(screen, rows, right=(1, 2), head=True)
    heading(screen, words("model_error.left_out"))
    names = ("questions", "played", "recalibrated", "rate")
    head = ("", *(words(f"model_error.head.{name}") for name in names))
    every = (words("model_error.all"), str(found.questions), *_scores(found, words))
    lines = [(view.negotiation, str(view.questions), *_scores(view, words)) for view in found.left_out]
    columns(screen, [head, *lines, every], right=(1, 2, 3, 4), head=True)
    screen.print()
    indented(screen, words("model_error.status"))


def _scores(view: LeftOutNegotiation | ModelErrorFit, words: Texts) -> tuple[str, ...]:
    return tuple(
        words("model_error.scores", brier=f"{getattr(view, name):.3f}", log=_number(getattr(view, f"{name}_log")))
        for name in ("played", "recalibrated", "rate")
    )


def _number(value: float) -> str:
    return "∞" if math.isinf(value) else f"{value:.3f}"
