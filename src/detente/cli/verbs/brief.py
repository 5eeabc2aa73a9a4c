"""`detente brief`: what a case comes to, on a page."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.frame.files import check_writable, write
from detente.cli.frame.guard import OutputFile, force_option
from detente.cli.frame.options import case_argument, common, playing, print_json
from detente.cli.frame.speaking import say
from detente.errors import OptionError
from detente.locale import texts

__all__ = ["verb"]


@click.command("brief")
@case_argument
@playing()
@click.option(
    "--to",
    "target",
    type=OutputFile(),
    default=None,
    help="Write it as a page, PDF, Word, PowerPoint or Markdown: FILE.html, .pdf, .docx, .pptx, .md.",
)
@force_option
@common
def verb(
    case_name: str,
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    target: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """What does it come to, on a page: how it may end, who blocks, what would change it, what to watch?

    Plays CASE as `detente outlook` does, looks at levers, signs and the deal space beside it, and says the verdict,
    how far to trust it, and what it rests on.
    """
    words = texts(language)
    from detente.report.brief.files import KINDS, written
    from detente.report.documents.kinds import needed

    if target is not None:
        kind = target.suffix.lower()
        if kind not in KINDS:
            raise OptionError.unknown("--to", target.suffix or target.name, KINDS)
        needed(kind)
        check_writable(target, words)
    from detente.analysis.brief.brief import brief
    from detente.case import load
    from detente.cli.frame.progress import bar
    from detente.play_options import PlayOptions

    case = load(case_name, words.language)
    options = PlayOptions(beliefs=beliefs, runs=runs, seed=seed, threads=threads)
    with bar(words) as progress:
        found = brief(case, options=options, progress=progress)
    if target is not None:
        write(target, written(found, target.suffix.lower(), words), words)
    if as_data:
        from detente.analyses import question
        from detente.report.data import answer_data

        print_json(answer_data(question("brief"), found, case, words))
        return
    from detente.cli.screens.brief import print_brief

    print_brief(found, words)
    if target is not None:
        say("\n" + words("brief.written", path=target))
