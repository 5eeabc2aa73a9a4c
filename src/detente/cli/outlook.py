"""`detente outlook`: play a case and say what all worlds together say."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.files import check_writable, write
from detente.cli.options import WholeNumber, case_argument, common, print_json
from detente.locale import texts

__all__ = ["verb"]


@click.command("outlook")
@case_argument
@click.option(
    "--beliefs", type=WholeNumber(2, 10**6), default=1000, show_default=True, help="Draws of what is not known."
)
@click.option("--runs", type=WholeNumber(2, 10**6), default=100, show_default=True, help="Draws of chance a belief.")
@click.option("--seed", type=WholeNumber(0, 2**32 - 1), default=1, show_default=True, help="Another seed, other draws.")
@click.option("--threads", type=WholeNumber(1, 4096), default=None, help="Processors to use; default: all.")
@click.option("--report", type=click.Path(path_type=Path), default=None, help="Write the report, a web page, here.")
@common
def verb(
    case_name: str,
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """How likely is each end of the story, and what does that rest on?

    Plays CASE in beliefs × runs worlds. The same case, seed, version and numbers give the same output on any
    number of processors.
    """
    words = texts(language)
    if report is not None:
        check_writable(report, words)
    from detente.case import load

    case = load(case_name, words.language)

    from detente.cli.progress import bar
    from detente.engine.simulate import simulate

    with bar(words) as progress:
        worlds = simulate(case, beliefs=beliefs, runs=runs, seed=seed, threads=threads, progress=progress)
        seen = worlds.outlook()
        page = None
        if report is not None:
            from detente.report.html import render

            page = render(seen, case, language)
    if report is not None and page is not None:
        write(report, page, words)
    if as_data:
        from detente.report.json import to_json

        print_json(to_json(seen, language))
        return
    from detente.cli.printing import print_outlook

    print_outlook(seen, words)
    if report is not None:
        click.echo("\n" + words("command.report", path=report))
