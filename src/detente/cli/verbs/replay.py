"""`detente replay`: what the play expected of negotiations that are over."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.files import check_writable, write
from detente.cli.frame.options import common, playing, print_answer, report_option
from detente.cli.frame.speaking import say
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from rich.console import Console

    from detente.analysis.outlook.views import Chance
    from detente.forecast.replay import Replay, Replayed

__all__ = ["verb"]

_TRACK = 24


@click.command("replay")
@click.argument("names", metavar="[CASE]...", nargs=-1)
@playing(beliefs=100, runs=20)
@report_option
@common
def verb(
    names: tuple[str, ...],
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """What would the program have said of negotiations that are over?

    Plays the resolved cases that are shipped, or those that are named, each as of a day before its meeting, and sets
    what they expected beside what came. They are few and famous: no rate may be read from their scores.
    """
    from detente.cli.frame.progress import bar
    from detente.forecast.replay import chosen, replay
    from detente.play_options import PlayOptions

    words = texts(language)
    chosen(names)
    if report is not None:
        check_writable(report, words)
    with bar(words, "replay.progress") as progress:
        options = PlayOptions(beliefs=beliefs, runs=runs, seed=seed, threads=threads, progress=progress)
        found = replay(names, options=options)
    if report is not None:
        from detente.report.replay.section import page

        write(report, page(found, words, _command(names, found)), words)
    if as_data:
        print_answer(found, words)
        return
    _print(found, words)
    if report is not None:
        say("\n" + words("command.report", path=report))


def _command(names: tuple[str, ...], found: Replay) -> str:
    """Return the command that gives the same replay again."""
    play = f"--beliefs {found.beliefs} --runs {found.runs} --seed {found.seed}"
    return " ".join(["detente replay", *names, play])


def _print(found: Replay, words: Texts) -> None:
    from rich.text import Text

    from detente.cli.frame.terminal import console, heading, indented

    screen = console()
    screen.print(Text(words("replay.title"), style="bold"))
    counts = {"cases": len(found.cases), "beliefs": found.beliefs, "runs": found.runs, "seed": found.seed}
    screen.print(Text(words("replay.worlds", **counts), style="dim"))
    _deals(screen, found, words)
    _agreed(screen, found, words)
    _distances(screen, found, words)
    _questions(screen, found, words)
    _scores(screen, found, words)
    _calibration(screen, found, words)
    heading(screen, words("replay.warning"))
    indented(screen, found.status.in_language(words.language))


def _deals(screen: Console, found: Replay, words: Texts) -> None:
    from detente.cli.frame.terminal import columns, heading, is_plain
    from detente.report.replay.section import outcome

    heading(screen, words("replay.deals"))
    rows = []
    for case in found.cases:
        spread, error = _uncertainty(case.deal, words)
        score = words("replay.brier", score=f"{case.brier:.2f}")
        mark = "*" if is_plain(screen) else "◆"
        line = _line(case, mark, is_plain(screen))
        value = _percent(case.deal.value, words)
        rows.append((case.title.in_language(words.language), line, value, spread, error, outcome(case, words), score))
    columns(screen, rows, right=(1, 2, 3, 4, 5, 6))


def _line(case: Replayed, mark: str, plain: bool) -> str:
    """Return the track of a deal, with the sign of what came at its end."""
    from detente.cli.frame.terminal import track

    line = track(case.deal, _TRACK, plain)
    return f" {line}{mark}" if case.resolved.deal else f"{mark}{line} "


def _uncertainty(chance: Chance, words: Texts) -> tuple[str, str]:
    from detente.locale.figures import percent_range

    spread = percent_range(chance.low, chance.high, words.language) if chance.spread_detectable else ""
    return spread, words("replay.error", error=f"{100.0 * chance.standard_error:.1f}")


def _percent(share: float, words: Texts) -> str:
    from detente.locale.figures import percent

    return percent(share, words.language)


def _agreed(screen: Console, found: Replay, words: Texts) -> None:
    from detente.cli.frame.terminal import columns, heading, indented
    from detente.forecast.resolutions import UNTOUCHED

    heading(screen, words("replay.agreed"))
    for case in found.cases:
        title = case.title.in_language(words.language) + words("list.colon")
        if not case.resolved.deal:
            indented(screen, title + words("replay.nothing", given=_percent(case.package, words)))
            continue
        indented(screen, title + words("replay.package", given=_percent(case.package, words)))
        rows = []
        for term in case.terms:
            if term.actual == UNTOUCHED:
                continue
            actual, likeliest = (
                (name.in_language(words.language) or words(f"fate.{key}"))
                for name, key in ((term.actual_title, term.actual), (term.likeliest_title, term.likeliest))
            )
            given = words("replay.given", option=actual, given=_percent(term.given, words))
            likely = words("replay.likeliest", option=likeliest, given=_percent(term.likeliest_given, words))
            shown = "" if term.likeliest == term.actual else likely
            rows.append(("  " + term.title.in_language(words.language), given, shown))
        columns(screen, rows)


def _distances(screen: Console, found: Replay, words: Texts) -> None:
    from detente.cli.frame.terminal import columns, heading, indented

    heading(screen, words("replay.distances"))
    methods = list(dict.fromkeys(distance.of for case in found.cases for distance in case.distances))
    titles = {distance.of: distance.title for case in found.cases for distance in case.distances}
    rows = [["", *(case.id.split("-")[0] for case in found.cases)]]
    for method in methods:
        levels = [{distance.of: distance.levels for distance in case.distances}.get(method) for case in found.cases]
        name = titles[method].in_language(words.language) or words(f"replay.of.{method}")
        rows.append([name, *("" if level is None else f"{level:.0f}" for level in levels)])
    columns(screen, rows, right=tuple(range(1, len(found.cases) + 1)), head=True)
    indented(screen, words("replay.distances.about"))


def _questions(screen: Console, found: Replay, words: Texts) -> None:
    from detente.cli.frame.terminal import columns, heading

    heading(screen, words("replay.questions"))
    rows = []
    for asked in found.asked:
        came = words("replay.yes" if asked.happened else "replay.no")
        memory = words("replay.memory") if asked.status == "K" else ""
        spread, _ = _uncertainty(asked.chance, words)
        title = asked.title.in_language(words.language)
        rows.append((title, _percent(asked.chance.value, words), spread, came, memory))
    columns(screen, rows, right=(1, 2))


def _scores(screen: Console, found: Replay, words: Texts) -> None:
    from detente.cli.frame.terminal import heading, indented

    heading(screen, words("replay.scores"))
    for what, score, logs in (
        ("meetings", found.meetings, [case.log for case in found.cases]),
        ("questions", found.questions, [asked.log for asked in found.asked]),
    ):
        mean = math.fsum(logs) / len(logs) if all(map(math.isfinite, logs)) else math.inf
        shown = "∞" if math.isinf(mean) else f"{mean:.2f}"
        said = {"what": words(f"replay.score.{what}"), "score": f"{score:.3f}", "count": len(logs), "log": shown}
        indented(screen, words("replay.score", **said))
    deals = sum(case.resolved.deal for case in found.cases)
    known = f"{found.deals * (1.0 - found.deals):.3f}"
    indented(screen, words("replay.known", deals=deals, count=len(found.cases), score=known))


def _calibration(screen: Console, found: Replay, words: Texts) -> None:
    from detente.cli.frame.terminal import heading, indented
    from detente.locale.figures import percent_range
    from detente.report.replay.section import verdict

    heading(screen, words("replay.calibration"))
    for band in found.bands:
        said = {
            "range": percent_range(band.start, band.end, words.language),
            "count": band.count,
            "said": _percent(band.said, words),
            "happened": band.happened,
            "low": band.low,
            "high": band.high,
            "verdict": verdict(band, words),
        }
        indented(screen, words("replay.band", **said))
    indented(screen, words("replay.dependent"))
