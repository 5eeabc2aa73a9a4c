"""What a verb reads and what it writes, told by the types of its options, and checked before the verb does anything."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from detente.cli.frame.speaking import shows_chinese
from detente.errors import OptionError
from detente.locale import Texts, texts
from detente.outputs import check_outputs

__all__ = ["InputPath", "OutputFile", "force_option", "guard"]

_FORCE = "detente.force"


class InputPath(click.Path):
    """A file or folder that a verb reads, or one that is only ever added to: a ledger, a model's kept answers."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)


class OutputFile(click.Path):
    """A file that a verb writes; it never replaces what is not ours, unless `--force` is given."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)


def force_option(verb: Any) -> Any:
    """Give a verb that writes files `--force`."""

    def remember(ctx: click.Context, option: click.Parameter, value: bool) -> None:
        ctx.meta[_FORCE] = value

    return click.option(
        "--force",
        is_flag=True,
        expose_value=False,
        callback=remember,
        help="Replace a file that is there already, whoever wrote it.",
    )(verb)


def guard(ctx: click.Context) -> None:
    """Refuse what the options of a verb would destroy, and names under which nothing can be read.

    Whatever else a verb is given that happens to be the name of a file counts as read: a case may be an id or a file.

    Raises:
        OptionError: The terminal has no letters for the language, or a name is none.
        StoreError: An output may not be written.
    """
    options = {option.name: option for option in ctx.command.params}
    _check_letters(ctx)
    for name, value in ctx.params.items():
        if name in options:
            _check_name(options[name], value)
    outputs = {
        options[name].opts[0]: value
        for name, value in ctx.params.items()
        if isinstance(value, Path) and isinstance(options[name].type, OutputFile)
    }
    if outputs:
        inputs = [
            place
            for name, value in ctx.params.items()
            if name in options and not isinstance(options[name].type, OutputFile)
            for place in _places(value)
        ]
        force = bool(ctx.meta.get(_FORCE) or ctx.params.get("force"))
        check_outputs(outputs, inputs, force=force)


def _check_letters(ctx: click.Context) -> None:
    """Refuse to answer in Chinese where the terminal would show question marks.

    Raises:
        OptionError: It would.
    """
    if ctx.params.get("language") == "zh" and not ctx.params.get("as_data") and not shows_chinese(sys.stdout):
        words = texts("en")
        raise OptionError(words("error.letters", encoding=sys.stdout.encoding), words("error.letters.hint"))


def _check_name(option: click.Parameter, value: object) -> None:
    """Refuse a file without a name, and a pipe that nobody may ever write into.

    Raises:
        OptionError: It is one.
    """
    words = _words()
    is_path = isinstance(option.type, InputPath | OutputFile) or option.name == "case_name"
    shown = option.opts[0] if option.opts[0].startswith("-") else option.opts[0].upper().removesuffix("_NAME")
    if is_path and str(value) in ("", ".") and option.name != "ledger":
        raise OptionError(words("error.no_name", option=shown))
    for place in _places(value):
        if is_path and _is_pipe(place):
            raise OptionError(words("error.pipe", option=shown, path=place), words("error.pipe.hint"))


def _words() -> Texts:
    """Return the catalogue of the language that the verb was asked for."""
    return texts(click.get_current_context().find_root().meta.get("language", "en"))


def _is_pipe(place: Path) -> bool:
    """Say whether a name is that of a pipe in a folder; what the shell hands over stands in /dev."""
    try:
        return stat.S_ISFIFO(place.stat().st_mode) and place.parts[:2] not in (("/", "dev"), ("/", "proc"))
    except (OSError, ValueError):
        return False


def _places(value: object) -> Iterator[Path]:
    """Yield the files that a value may name."""
    if isinstance(value, str | os.PathLike):
        yield Path(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from _places(one)
