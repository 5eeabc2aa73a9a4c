"""`detente whatif`: the same comparison as for levers, for any change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.frame.guard import OutputFile
from detente.cli.frame.options import case_argument, common, playing, print_json, report_option
from detente.errors import OptionError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from detente.analysis.compare.levers import WhatIf
    from detente.case import Case

__all__ = ["verb"]


@click.command("whatif")
@case_argument
@click.argument("settings", nargs=-1, metavar="[PATH=VALUE]…")
@click.option("--change", "given", multiple=True, metavar="YAML", help="A change as a lever has it, or a file of them.")
@click.option("--lever", "pulled", multiple=True, metavar="ID", help="Pull this lever of the case as well.")
@click.option("--save", "target", type=OutputFile(), default=None, help="Write the changed case here.")
@playing()
@report_option
@common
def verb(
    case_name: str,
    settings: tuple[str, ...],
    given: tuple[str, ...],
    pulled: tuple[str, ...],
    target: Path | None,
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """What would the outlook be if something in the case were otherwise?

    PATH=VALUE sets a number or any other value of CASE, written as in the file, such as
    'meetings.anchorage.preparation=36 days'. All changes are made together, and both cases are played in the same
    beliefs and runs. With --save the changed case is written to a file, its text that of CASE but for what was changed,
    comments and layout included.
    """
    from detente.case import load, save
    from detente.cli.frame.files import check_writable

    words = texts(language)
    for place in (report, target):
        if place is not None:
            check_writable(place, words)
    case = load(case_name, words.language)
    values, changes = _values(settings, words), _changes(case, given, pulled, words)
    if not values and not changes:
        raise OptionError(words("whatif.nothing"), words("whatif.nothing.hint"))
    changed = _changed(case, values, changes, words)
    if target is not None:
        save(changed, target)

    from detente.analysis.compare.endings import PlayOptions
    from detente.analysis.compare.levers import whatif
    from detente.cli.frame.progress import bar

    every = ([{"set": values}] if values else []) + changes
    options = PlayOptions(beliefs=beliefs, runs=runs, seed=seed, threads=threads)
    with bar(words, "compare.progress") as progress:
        found = whatif(case, changed, every, options=options, progress=progress)
    if report is not None:
        asked = (*settings, *(part for text in given for part in ("--change", text)))
        asked += tuple(part for key in pulled for part in ("--lever", key))
        _write(report, found, case, asked, words)
    _show(found, case, words, as_data)
    if target is not None and not as_data:
        click.echo("\n" + words("whatif.saved", path=target))
    if report is not None and not as_data:
        click.echo("\n" + words("command.report", path=report))


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


def _changes(case: Case, given: tuple[str, ...], pulled: tuple[str, ...], words: Texts) -> list[Mapping[str, Any]]:
    """Return changes from the command line, from files, and from levers."""
    from detente.case.editing.dump import raw

    found: list[Mapping[str, Any]] = []
    for text in given:
        read = _read(_text_of(text), "--change", words)
        several = read if isinstance(read, list) else [read]
        if not several or not all(isinstance(change, dict) for change in several):
            raise OptionError(words("whatif.not_changes", found=text), words("whatif.not_changes.hint"))
        found += several
    for key in pulled:
        if key not in case.document.levers:
            raise OptionError.unknown("lever", key, list(case.document.levers))
        found += [raw(change) for change in case.document.levers[key].changes]
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


def _changed(case: Case, values: dict[str, Any], changes: list[Mapping[str, Any]], words: Texts) -> Case:
    from detente.case.editing.edit import with_changes, with_values

    changed = with_values(case, values, words.language) if values else case
    return with_changes(changed, changes, "what-if", words.language) if changes else changed


def _write(report: Path, found: WhatIf, case: Case, asked: tuple[str, ...], words: Texts) -> None:
    from detente.cli.frame.files import write
    from detente.report.command_line import command
    from detente.report.section import page_of
    from detente.report.whatif.section import section

    status = found.status.in_language(words.language)
    line = command("whatif", found.stamp, case, *asked)
    write(report, page_of([section(found, case, words)], case, words, line, status), words)


def _show(found: WhatIf, case: Case, words: Texts, as_data: bool) -> None:
    from detente.report.data import plain

    if as_data:
        print_json(plain(found, words.language))
        return
    from detente.cli.frame.stamps import print_foot, print_head
    from detente.cli.frame.terminal import console, heading, indented
    from detente.cli.screens.levers import print_comparison
    from detente.report.levers.edits import written_edits

    screen, comparison = console(), found.comparison
    print_head(screen, "whatif.title", found.stamp, words)
    heading(screen, words("whatif.changed"))
    for line in written_edits(comparison.changes, case.document, words):
        indented(screen, line)
    print_comparison(screen, found.comparison, words)
    print_foot(screen, found.stamp, found.status, words)
