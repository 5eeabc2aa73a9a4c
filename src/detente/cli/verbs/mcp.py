"""`detente mcp`: the questions as tools for an assistant."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.frame.guard import InputPath
from detente.cli.frame.options import WholeNumber, common, print_answer
from detente.errors import OptionError
from detente.extras import install_command
from detente.locale import texts

__all__ = ["verb"]


@click.command("mcp")
@click.argument("folder", metavar="[FOLDER]", type=InputPath(), required=False)
@click.option("--write", "writing", type=InputPath(), default=None, help="A folder that new cases may be written into.")
@click.option(
    "--worlds", type=WholeNumber(4, 10**8), default=200_000, show_default=True, help="Most worlds of one question."
)
@click.option(
    "--text", type=WholeNumber(1_000, 10**8), default=400_000, show_default=True, help="Most characters of a text."
)
@common
def verb(folder: Path | None, writing: Path | None, worlds: int, text: int, as_data: bool, language: str) -> None:
    """How can an assistant ask about cases by itself?

    Speaks the Model Context Protocol on standard input and output: every question of the program is a tool, with the
    schemas of what it takes and answers. Cases are named, given as text, or paths within FOLDER. Nothing else is read,
    and nothing is written without --write. With --json, prints the tools and ends.
    """
    words = texts(language)
    for option, place in (("FOLDER", folder), ("--write", writing)):
        if place is not None and not place.is_dir():
            raise OptionError(words("mcp.no_folder", option=option, path=place), words("mcp.no_folder.hint"))
    from detente.assistant.desk import Desk

    desk = Desk(folder, writing, worlds, text, "zh" if language == "zh" else "en")
    if as_data:
        from detente.answers.of_records import ToolLine, Tools
        from detente.assistant.tools import tools_of

        lines = (
            ToolLine(each.name, each.description(words), each.takes, each.gives) for each in tools_of(desk).values()
        )
        print_answer(Tools(tuple(lines)), words)
        return
    try:
        from detente.assistant.server import serve
    except ImportError as error:
        raise OptionError(words("mcp.missing", name=error.name), install_command("mcp")) from None
    serve(desk)
