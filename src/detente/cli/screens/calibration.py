"""`detente fit --compare`: how the outlook of shipped cases changes with what is believed in general."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.frame.files import write
from detente.cli.frame.options import print_answer
from detente.cli.frame.speaking import say
from detente.locale import Texts

if TYPE_CHECKING:
    from detente.analysis.calibration.shifts import ScenarioShift, Shifts
    from detente.analysis.compare.paired_differences import Difference
    from detente.analysis.outlook.views import Chance

__all__ = ["compare"]

_TRACK = 12


def compare(
    names: tuple[str, ...],
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    as_data: bool,
    words: Texts,
) -> None:
    """Play cases under each prior, and show what changes."""
    from detente.analysis.calibration.shifts import shifts
    from detente.cli.frame.progress import bar

    with bar(words, "shifts.progress") as progress:

        def tell(done: int, total: int) -> None:
            progress(done, total, "play")

        wanted = () if "all" in names else names
        found = shifts(wanted, beliefs=beliefs, runs=runs, seed=seed, threads=threads, progress=tell)
    if report is not None:
        from detente.report.calibration.section import shifts_page

        asked = " ".join(f"--compare {name}" for name in names)
        command = f"detente fit {asked} --beliefs {beliefs} --runs {runs} --seed {seed}"
        write(report, shifts_page(found, words, command), words)
    if as_data:
        print_answer(found, words)
        return
    _print(found, words)
    if report is not None:
        say("\n" + words("command.report", path=report))


def _print(found: Shifts, words: Texts) -> None:
    from rich.text import Text

    from detente.cli.frame.terminal import columns, console, heading, indented, is_plain
    from detente.locale.figures import amount, percent
    from detente.report.calibration.section import narrowed

    screen = console()
    screen.print(Text(words("shifts.title"), style="bold"))
    size = {"beliefs": found.beliefs, "runs": found.runs, "seed": found.seed}
    screen.print(Text(words("shifts.played", **size), style="dim"))
    for case in found.cases:
        said = {
            "moved": percent(case.moved, words.language),
            "retied": percent(case.retied, words.language),
            "narrowed": narrowed(case, words),
        }
        heading(screen, case.title.in_language(words.language) + words("list.colon") + words("shifts.summary", **said))
        head = [words(f"shifts.head.{column}") for column in ("fitted", "wide", "difference", "tied")]
        rows = [_row(shift, words, is_plain(screen)) for shift in case.scenarios if _matters(shift)]
        columns(screen, [["", "", *head], *rows], right=(1, 2, 3, 4, 5), head=True)
    screen.print()
    for (first, second), rank in found.correlations.items():
        indented(screen, words("shifts.about", first=first, second=second, rank=amount(rank)))
    indented(screen, found.status.in_language(words.language))


def _matters(shift: ScenarioShift) -> bool:
    return any(chance.value >= 0.0005 for chance in shift.chances.values())


def _row(shift: ScenarioShift, words: Texts, plain: bool) -> list[str]:
    from detente.cli.frame.terminal import track

    line = track(shift.chances["fitted"], _TRACK, plain)
    said = [_chance(shift.chances[prior], words) for prior in ("fitted", "wide")]
    moved = [points(each, words) for each in (shift.fitted, shift.tied)]
    return [shift.title.in_language(words.language), line, *said, *moved]


def _chance(chance: Chance, words: Texts) -> str:
    """Write a probability and, where there is one, its interval over beliefs."""
    from detente.locale.figures import percent, percent_range

    value = percent(chance.value, words.language)
    if not chance.spread_detectable:
        return value
    return words("shifts.chance", value=value, range=percent_range(chance.low, chance.high, words.language))


def points(found: Difference, words: Texts) -> str:
    """Write a difference in points of a hundred with its error."""
    value = f"{100.0 * found.value:+.1f}".replace("-", "−")
    return words("shifts.points", value=value, error=f"{100.0 * found.standard_error:.1f}")
