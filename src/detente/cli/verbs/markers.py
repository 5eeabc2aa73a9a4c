"""`detente markers`: what each visible sign would tell, and which few to watch first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.options import WholeNumber, case_argument, common, playing, print_json, report_option
from detente.errors import OptionError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from rich.console import Console

    from detente.analysis.markers.markers import MarkerSigns, SignView, Speaks
    from detente.case import Case

__all__ = ["verb"]


@click.command("markers")
@case_argument
@click.option(
    "--scenario", "about", metavar="ID", default=None, help="Say what to believe of this one; default: the first."
)
@click.option(
    "--by", "until", metavar="DATE", default=None, help="Watch for signs seen by then; default: a quarter on."
)
@click.option("--first", type=WholeNumber(1, 20), default=5, show_default=True, help="How many signs to watch at most.")
@playing()
@report_option
@common
def verb(
    case_name: str,
    about: str | None,
    until: str | None,
    first: int,
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """What would each visible sign tell about how the story ends, and which few are worth watching?

    Gives for each sign of CASE how likely it is and when, how much likelier it is in each scenario than outside it, and
    what to believe once it is seen, or once its date has passed without it.
    """
    from detente.case import load
    from detente.cli.frame.files import check_writable

    words = texts(language)
    if report is not None:
        check_writable(report, words)
    case = load(case_name, words.language)
    scenarios = [*case.document.scenarios, "muddling-through"]
    if about is not None and about not in scenarios:
        raise OptionError.unknown("scenario", about, scenarios)

    from detente.analysis.compare.endings import PlayOptions
    from detente.analysis.markers.markers import signs
    from detente.cli.frame.progress import bar

    options = PlayOptions(beliefs=beliefs, runs=runs, seed=seed, threads=threads)
    by = _date(until)
    with bar(words) as progress:
        found = signs(case, by=by, most=first, options=options, progress=progress)
    if report is not None:
        _write(report, found, case, words)
    if as_data:
        from detente.report.data import plain

        print_json(plain(found, language))
        return
    _print(found, about or scenarios[0], words)
    if report is not None:
        click.echo("\n" + words("command.report", path=report))


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise OptionError.no_date("--by", text or "") from None


def _write(report: Path, found: MarkerSigns, case: Case, words: Texts) -> None:
    from detente.cli.frame.files import write
    from detente.report.command_line import command
    from detente.report.markers.section import section
    from detente.report.section import page_of

    status = found.status.in_language(words.language)
    line = command("markers", found.stamp, case, "--by", found.by.isoformat())
    write(report, page_of([section(found, words)], case, words, line, status), words)


def _print(found: MarkerSigns, about: str, words: Texts) -> None:
    from detente.cli.frame.stamps import print_foot, print_head
    from detente.cli.frame.terminal import console, indented

    screen = console()
    print_head(screen, "markers.title", found.stamp, words)
    _watch(screen, found, words)
    _signs(screen, found, about, words)
    indented(screen, words("markers.note"))
    print_foot(screen, found.stamp, found.status, words)


def _watch(screen: Console, found: MarkerSigns, words: Texts) -> None:
    from detente.cli.frame.terminal import columns, heading, indented
    from detente.locale.figures import day
    from detente.report.markers.words import gain_in_words

    by = day(found.by, words.language)
    if not found.watch:
        indented(screen, words("markers.watch.none", date=by))
        return
    heading(screen, words("markers.watch", date=by))
    columns(
        screen,
        [(view.title.in_language(words.language), gain_in_words(view, found.entropy, words)) for view in found.watch],
    )


def _signs(screen: Console, found: MarkerSigns, about: str, words: Texts) -> None:
    from detente.cli.frame.terminal import columns, heading
    from detente.locale.figures import percent

    mine = [(sign, next(view for view in sign.speaks if view.scenario == about)) for sign in found.signs]
    prior = percent(mine[0][1].prior, words.language)
    heading(screen, words("markers.told", title=found.scenarios[about].in_language(words.language), prior=prior))
    heads = ("likely", "date", "ratio", "if_seen", "if_not")
    rows = [["", *(words(f"markers.{name}") for name in heads), ""]]
    rows += [_sign(sign, view, words) for sign, view in mine]
    columns(screen, rows, right=(1, 4, 6))


def _sign(sign: SignView, view: Speaks, words: Texts) -> list[str]:
    from detente.locale.figures import day, percent
    from detente.report.markers.words import ratio_in_words, share_in_words

    return [
        sign.title.in_language(words.language),
        percent(sign.chance.value, words.language),
        day(sign.median, words.language) if sign.median else "",
        ratio_in_words(view.ratio, words),
        share_in_words(view.seen, view.seen_error, words),
        day(sign.date, words.language),
        share_in_words(view.unseen, view.unseen_error, words),
    ]
