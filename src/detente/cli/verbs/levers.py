"""`detente levers`: what someone could change, what it would do, and what it would cost whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.options import case_argument, common, playing, print_json, report_option
from detente.errors import OptionError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from rich.console import Console

    from detente.analysis.compare.levers import Levers
    from detente.case import Case

__all__ = ["aims", "verb"]


def aims(aim: str | None, avoid: str | None) -> tuple[str | None, int]:
    """Return what is aimed at and with which sign.

    Raises:
        OptionError: two things are.
    """
    if aim is not None and avoid is not None:
        raise OptionError.outside("--aim, --avoid", f"{aim}, {avoid}", "one of the two")
    return (avoid, -1) if avoid is not None else (aim, 1)


@click.command("levers")
@case_argument
@click.option("--lever", "chosen", multiple=True, metavar="ID", help="Play this lever only; may be repeated.")
@click.option("--aim", metavar="ID", default=None, help="Scenario to make likelier, or party to gain; for regret.")
@click.option("--avoid", metavar="ID", default=None, help="Scenario to make less likely, or party to lose.")
@playing(runs=10)
@report_option
@common
def verb(
    case_name: str,
    chosen: tuple[str, ...],
    aim: str | None,
    avoid: str | None,
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """What would each lever change, for whom would it be better or worse, and how sure is that?

    Plays CASE as it is, then with each of its levers in the same beliefs and runs, and compares. Ctrl-C prints what is
    done.
    """
    from detente.case import load
    from detente.cli.frame.files import check_writable

    words = texts(language)
    if report is not None:
        check_writable(report, words)
    case = load(case_name, words.language)

    from detente.analysis.compare.endings import PlayOptions
    from detente.analysis.compare.levers import aim_of, levers
    from detente.cli.frame.progress import bar

    name, sign = aims(aim, avoid)
    options = PlayOptions(beliefs=beliefs, runs=runs, seed=seed, threads=threads)
    wanted = aim_of(case, name, sign)
    with bar(words, "compare.progress") as progress:
        found = levers(case, chosen=chosen, aim=wanted, options=options, progress=progress)
    if report is not None:
        _write(report, found, case, words)
    _show(found, words, as_data)
    if report is not None and not as_data:
        click.echo("\n" + words("command.report", path=report))
    if found.left_out:
        raise click.exceptions.Exit(130)


def _write(report: Path, found: Levers, case: Case, words: Texts) -> None:
    from detente.cli.frame.files import write
    from detente.report.command_line import command
    from detente.report.levers.section import section
    from detente.report.section import page_of

    status = found.status.in_language(words.language)
    page = page_of([section(found, case, words)], case, words, command("levers", found.stamp, case), status)
    write(report, page, words)


def _show(found: Levers, words: Texts, as_data: bool) -> None:
    from detente.report.data import plain

    if as_data:
        print_json(plain(found, words.language))
        return
    from detente.cli.frame.stamps import print_foot, print_head
    from detente.cli.frame.terminal import console, indented
    from detente.cli.screens.levers import print_levers_table, print_meetings

    screen = console()
    print_head(screen, "levers.title", found.stamp, words)
    print_levers_table(screen, words("compare.ends"), found.levers, "scenarios", words)
    indented(screen, words("compare.note"))
    print_meetings(screen, found.levers, words)
    if not found.stamp.few:
        _print_aim(screen, found, words)
    print_levers_table(screen, words("compare.gains"), found.levers, "parties", words)
    if found.left_out:
        left, every = words("list.comma").join(found.left_out), len(found.left_out) + len(found.levers)
        indented(screen, "\n" + words("levers.interrupted", done=len(found.levers), all=every, left=left))
    print_foot(screen, found.stamp, found.status, words)


def _print_aim(screen: Console, found: Levers, words: Texts) -> None:
    from detente.cli.screens.levers import print_regrets

    title = found.aim_title.in_language(words.language)
    aim = words(f"aim.{'party' if found.aim.is_party else 'scenario'}.{found.aim.sign}", title=title)
    print_regrets(screen, found.levers, found.as_it_is, aim, found.aim.of, words)
