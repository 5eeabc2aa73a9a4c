"""Kept runs on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from detente.analysis.kept.views import KeptRun, RunDifference, Shift
from detente.analysis.outlook.views import Chance
from detente.cli.frame.terminal import columns, console, heading, indented
from detente.locale import Texts
from detente.locale.figures import count, percent, points, shared
from detente.report.outlook.words import chance_in_words

__all__ = ["print_difference", "print_run", "print_runs"]


def print_runs(runs: Sequence[KeptRun], folder: str, words: Texts) -> None:
    """Print a line a run."""
    screen = console()
    if not runs:
        screen.print(Text(words("runs.none", folder=folder)))
        return
    rows = [[words(f"runs.head.{name}") for name in ("run", "done", "worlds", "size", "changed")]]
    rows += [[run.id, _done(run, words), _worlds(run, words), _size(run.size), _when(run, words)] for run in runs]
    columns(screen, rows, right=(1, 2, 3), head=True)
    screen.print()
    screen.print(Text(words("runs.folder", folder=folder), style="dim"))


def _done(run: KeptRun, words: Texts) -> str:
    return shared(min(1.0, run.done / run.beliefs), words.language) if run.beliefs else count(run.done)


def _worlds(run: KeptRun, words: Texts) -> str:
    if not run.runs:
        return ""
    return f"{count(run.done)} × {count(run.runs)}"


def _size(number: int) -> str:
    return f"{number / 1e6:,.1f} MB" if number >= 1e6 else f"{number / 1e3:,.0f} kB"


def _when(run: KeptRun, words: Texts) -> str:
    if not run.case:
        return words("runs.unreadable")
    when = run.changed[:16].replace("T", " ")
    return when if run.usable else words("runs.list_other", when=when, version=run.version)


def print_run(run: KeptRun, words: Texts) -> None:
    """Print what is known of a run, and how its worlds end so far."""
    screen = console()
    screen.print(Text(run.id, style="bold"))
    if not run.case:
        indented(screen, words("runs.unreadable"))
        return
    rows = [
        (words("runs.case"), f"{run.case} ({run.file}) {run.case_sha256[:12]}"),
        (
            words("runs.head.worlds"),
            words("runs.of", done=count(run.done), asked=count(run.beliefs), runs=count(run.runs)),
        ),
        (words("runs.seed"), str(run.seed)),
        (words("runs.version"), run.version if run.usable else words("runs.other", version=run.version)),
        (words("runs.times"), f"{run.created[:16].replace('T', ' ')} – {run.changed[:16].replace('T', ' ')}"),
        (words("runs.place"), run.folder),
    ]
    columns(screen, rows)
    if run.altered:
        indented(screen, words("runs.altered"))
    for name in run.damaged:
        indented(screen, words("runs.damaged", run=run.id, file=name))
    if run.endings:
        heading(screen, words("runs.endings"))
        columns(screen, [(ending.scenario, _chance(ending.chance, words)) for ending in run.endings])


def _chance(chance: Chance | None, words: Texts) -> str:
    if chance is None:
        return words("runs.unknown")
    error = words("command.error", points=f"{100 * chance.standard_error:.1f}")
    return f"{chance_in_words(chance, words)} {error}"


def print_difference(found: RunDifference, words: Texts) -> None:
    """Print two runs beside each other."""
    screen = console()
    screen.print(Text(words("runs.compared", first=found.first.id, second=found.second.id), style="bold"))
    if not found.same_case:
        indented(screen, words("runs.two_cases"))
    indented(screen, words("runs.paired", beliefs=count(found.beliefs)) if found.paired else words("runs.unpaired"))
    rows = [["", words("runs.first"), words("runs.second"), words("runs.difference")]]
    rows += [_shift(shift, words) for shift in found.shifts]
    screen.print()
    columns(screen, rows, right=(1, 2, 3), head=True)


def _shift(shift: Shift, words: Texts) -> list[str]:
    values = [
        words("runs.unknown") if chance is None else percent(chance.value, words.language)
        for chance in (shift.first, shift.second)
    ]
    if shift.difference is None or shift.standard_error is None:
        return [shift.scenario, *values, ""]
    return [shift.scenario, *values, f"{points(shift.difference)} ± {100 * shift.standard_error:.1f}"]
