"""`detente whatif`: the same comparison as for levers, for any change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from detente.cli.frame.analysis import Face, analysis
from detente.cli.frame.guard import OutputFile
from detente.cli.frame.speaking import say
from detente.errors import OptionError
from detente.locale import Texts

__all__ = ["verb"]


@analysis("whatif")
@click.argument("settings", nargs=-1, metavar="[PATH=VALUE]…")
@click.option("--change", "given", multiple=True, metavar="YAML", help="A change as a lever has it, or a file of them.")
@click.option("--lever", "pulled", multiple=True, metavar="ID", help="Pull this lever of the case as well.")
@click.option("--save", "target", type=OutputFile(), default=None, help="Write the changed case here.")
def verb(
    face: Face, settings: tuple[str, ...], given: tuple[str, ...], pulled: tuple[str, ...], target: Path | None
) -> None:
    """What would the outlook be if something in the case were otherwise?

    PATH=VALUE sets a number or any other value of CASE, written as in the file, such as
    'meetings.anchorage.preparation=36 days'. All changes are made together, and both cases are played in the same
    beliefs and runs. With --save the changed case is written to a file, its text that of CASE but for what was changed,
    comments and layout included.
    """
    words = face.words
    values, changes = _values(settings, words), _changes(given, words)
    if not values and not changes and not pulled:
        raise OptionError(words("whatif.nothing"), words("whatif.nothing.hint"))
    if target is not None:
        _save(face, values, changes, pulled, target)
    face.answer(values=values, changes=changes, levers=pulled, language=words.language, progress="compare.progress")
    if target is not None and not face.as_data:
        say("\n" + words("whatif.saved", path=target))


def _save(
    face: Face, values: dict[str, Any], changes: list[Mapping[str, Any]], pulled: tuple[str, ...], target: Path
) -> None:
    from detente.analysis.compare.whatif import otherwise
    from detente.case import save
    from detente.cli.frame.files import check_writable

    check_writable(target, face.words)
    save(otherwise(face.case, values, changes, pulled, face.words.language)[0], target)


def _values(settings: tuple[str, ...], words: Texts) -> dict[str, Any]:
    """Read PATH=VALUE."""
    values: dict[str, Any] = {}
    for setting in settings:
        path, equals, text = setting.partition("=")
        path = path.strip()
        if not equals or not path:
            raise OptionError(words("whatif.no_equals", found=setting), words("whatif.nothing.hint"))
        if path in values:
            raise OptionError(words("whatif.twice", path=path))
        values[path] = _read(text, path, words)
    return values


def _changes(given: tuple[str, ...], words: Texts) -> list[Mapping[str, Any]]:
    """Return changes from the command line and from files."""
    found: list[Mapping[str, Any]] = []
    for text in given:
        read = _read(_text_of(text), "--change", words)
        several = read if isinstance(read, list) else [read]
        if not several or not all(isinstance(change, dict) for change in several):
            raise OptionError(words("whatif.not_changes", found=text), words("whatif.not_changes.hint"))
        found += several
    return found


def _text_of(text: str) -> str:
    """Return what a file of this name holds, or the text itself."""
    if not text.endswith((".yaml", ".yml")):
        return text
    from detente.errors import StoreError

    try:
        return Path(text).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise StoreError.unreadable(text, reason) from None


def _read(text: str, option: str, words: Texts) -> Any:
    """Read a value as a case file would hold it."""
    from detente.case.reading.yaml_events import grow
    from detente.locale.case_errors.words import words as say

    tree = grow(text)
    if tree.slips:
        reason = say(tree.slips[0], words.language).found
        raise OptionError(words("whatif.unreadable", option=option, found=repr(text), reason=reason))
    return tree.data
