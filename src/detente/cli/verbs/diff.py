"""`detente diff`: two versions of a case, in their texts and in their outlooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.options import common, playing, print_json, report_option
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from rich.console import Console

    from detente.analysis.compare.diff import Diff, TextChange
    from detente.case import Case

__all__ = ["verb"]

_SHOWN, _LONGEST = 40, 70


@click.command("diff")
@click.argument("first_name", metavar="CASE")
@click.argument("second_name", metavar="OTHER")
@playing()
@report_option
@common
def verb(
    first_name: str,
    second_name: str,
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """What changed between two versions of a case, and what does that make of the outlook?

    Shows every value that differs, with the claims it rests on, and plays CASE and OTHER in the same beliefs and runs.
    """
    from detente.case import load
    from detente.cli.frame.files import check_writable

    words = texts(language)
    if report is not None:
        check_writable(report, words)
    first, second = (load(name, words.language) for name in (first_name, second_name))

    from detente.analysis.compare.diff import diff
    from detente.analysis.compare.endings import PlayOptions
    from detente.cli.frame.progress import bar

    options = PlayOptions(beliefs=beliefs, runs=runs, seed=seed, threads=threads)
    with bar(words, "compare.progress") as progress:
        found = diff(first, second, options=options, progress=progress)
    if report is not None:
        _write(report, found, first, second, words)
    if as_data:
        from detente.report.data import plain

        print_json(plain(found, language))
        return
    _print(found, words)
    if report is not None:
        click.echo("\n" + words("command.report", path=report))


def _write(report: Path, found: Diff, first: Case, second: Case, words: Texts) -> None:
    from detente.cli.frame.files import write
    from detente.report.command_line import command
    from detente.report.diff.section import section
    from detente.report.section import page_of

    status = found.status.in_language(words.language)
    line = command("diff", found.first, first, Path(second.file).name)
    write(report, page_of([section(found, first, words)], first, words, line, status), words)


def _print(found: Diff, words: Texts) -> None:
    from rich.text import Text

    from detente.cli.frame.stamps import print_foot, print_warning
    from detente.cli.frame.terminal import console, heading, indented
    from detente.cli.screens.levers import print_comparison

    screen = console()
    names = [stamp.title.in_language(words.language) for stamp in (found.first, found.second)]
    screen.print(Text(words("diff.title", first=names[0], second=names[1]), style="bold"))
    print_warning(screen, found.first, words)
    heading(screen, words("diff.text"))
    if not found.text:
        indented(screen, words("diff.comments" if found.comments_only else "diff.same"))
    for change in found.text[:_SHOWN]:
        _print_change(screen, change, words)
    if len(found.text) > _SHOWN:
        indented(screen, words("diff.more", count=len(found.text) - _SHOWN))
    for stamp, only in ((found.first, found.only_first), (found.second, found.only_second)):
        if only:
            indented(screen, words("diff.only", case=stamp.case, scenarios=words("list.comma").join(only)))
    if not found.same_structure:
        indented(screen, words("diff.structure"))
    print_comparison(screen, found, words)
    print_foot(screen, found.first, found.status, words)


def _print_change(screen: Console, change: TextChange, words: Texts) -> None:
    from detente.cli.frame.terminal import indented

    before, after = (
        words("diff.nothing") if value is None else value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
        for value in (change.before, change.after)
    )
    indented(screen, f"{change.path}{words('list.colon')}{words('diff.change', before=before, after=after)}")
    if claims := tuple(dict.fromkeys((*change.claims_before, *change.claims_after))):
        indented(screen, "  " + words("diff.rests", claims=words("list.comma").join(claims)))
