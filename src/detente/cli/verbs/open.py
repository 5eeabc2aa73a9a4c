"""`detente open`: the workbench, a page in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.frame.options import WholeNumber, common, print_answer
from detente.cli.frame.speaking import say
from detente.errors import OptionError, StoreError
from detente.locale import Texts, texts

__all__ = ["verb"]


@click.command("open")
@click.argument("case_name", metavar="[FOLDER|CASE]", default="")
@click.option("--port", type=WholeNumber(0, 65_535), default=0, show_default=True, help="Port; 0 is any free one.")
@click.option("--no-browser", "quiet", is_flag=True, help="Only print the address.")
@common
def verb(case_name: str, port: int, quiet: bool, as_data: bool, language: str) -> None:
    """Where can I write and play cases without a text editor?

    Opens the workbench in the browser: the cases of a folder as text and as grid, with everything that can be asked of
    them. One process on this machine, reached by nobody else, without any network. Without FOLDER it is `detente-cases`
    in your home folder; an id of a shipped case is copied there.
    """
    words = texts(language)
    folder, name = _opened(case_name, words)
    try:
        from detente.workbench.serving import bound
    except ImportError as error:
        raise OptionError(words("open.missing", name=error.name), words("open.missing.hint")) from None
    serving = bound(port, name)
    if as_data:
        from detente.answers.of_records import Opened

        print_answer(Opened(serving.address, str(folder)), words)
    else:
        say(words("workbench.opened", address=serving.address))
        say(words("workbench.opened.stop"))

    def opened(shown: bool) -> None:
        if not shown and not quiet:
            say(words("workbench.opened.browser"), err=True)

    serving.run(folder, language, opened, browser=not quiet)


def _opened(given: str, words: Texts) -> tuple[Path, str]:
    """Return the folder to open and the case to begin with, if one is named."""
    place = Path(given)
    if given and place.is_dir():
        return place, ""
    if given and place.is_file():
        return place.parent, place.name
    mine = Path.home() / "detente-cases"
    if not given:
        return _made(mine), ""
    from detente.case.reading.load import library_text
    from detente.workbench.folder import Folder

    name = f"{given}.yaml"
    if not (mine / name).is_file():
        text = library_text(given)  # before anything is made: what is no case leaves no folder behind
        Folder(_made(mine)).write(name, text, "")
    return mine, name


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError.unwritable(str(folder), error.strerror or str(error)) from None
    return folder
