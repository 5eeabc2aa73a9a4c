"""Change the text of a case: values at paths, changes as levers make them; all else stays to the byte."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from detente.case.case import Case
from detente.case.editing.apply import SlipError, apply_change, remove_value, set_value
from detente.case.editing.dump import raw
from detente.case.editing.nodes import compose
from detente.case.editing.splice import Splice, apply_splices, first_lines, same, splices_between
from detente.case.reading.from_pydantic import slips_of
from detente.case.reading.read import problems_of, read_text
from detente.case.reading.yaml_events import UNPRINTABLE, Tree, grow
from detente.case.schema.base import Element
from detente.case.schema.changes import Change
from detente.errors import CaseError, StoreError
from detente.files import write_durably, written
from detente.locale.case_errors.words import Language
from detente.mistakes import Slip

__all__ = ["edit", "edits", "save", "splices", "with_changes", "with_values"]

_CHANGE: TypeAdapter[Any] = TypeAdapter(Change)
_MARK = "\ufeff"
"""The byte order mark that some editors put before a text."""


def edit(text: str, path: str, value: Any, *, file: str = "", language: Language = "en") -> str:
    r"""Return the text of a case with another value at a path; every other character stays as it is.

    The case need not be sound: whatever can be read as YAML can be edited. Nothing is checked but that the path is one
    of the language or of the file, and that the text is read back as what was asked for.

    Args:
        text: The text, with its byte order mark if it has one.
        path: The path in the case, such as `positions.russia.territory.limit`; scenarios by their names; an item of a
            list by its index, the index after the last puts one more behind it.
        value: What is to stand there, as in a file: texts such as `"60 to 80"`, numbers, dates, mappings, lists. None
            takes away what stands there.
        file: What to call the text in messages.
        language: Language of the messages.

    Returns:
        The text. What is new is written where its neighbours are: behind the last key of a mapping in lines of its own,
        before the closing bracket of one in brackets.

    Raises:
        CaseError: The text is no YAML, there is no such path, or the value cannot be written.

    Example:
        >>> edit("parties:\n  north: {power: 3}  # as in 2020\n", "parties.north.power", "2 to 4")
        'parties:\n  north: {power: 2 to 4}  # as in 2020\n'
    """
    return edits(text, {path: value}, file=file, language=language)


def edits(text: str, values: Mapping[str, Any], *, file: str = "", language: Language = "en") -> str:
    """Return the text of a case with other values at several paths, made one after the other and written in one go.

    Args:
        text: The text.
        values: Path → value, as `edit` takes them.
        file: What to call the text in messages.
        language: Language of the messages.

    Raises:
        CaseError: As with `edit`; it holds every problem found.

    Example:
        >>> edits("meetings: {talks: {table: [a, b, c]}}", {"meetings.talks.table.1": None, "meetings.talks.on": "x"})
        'meetings: {talks: {table: [a, c], on: x}}'
    """
    return apply_splices(text, splices(text, values, file=file, language=language))


def splices(text: str, values: Mapping[str, Any], *, file: str = "", language: Language = "en") -> tuple[Splice, ...]:
    """Return the replacements of spans that `edits` makes, for editors that keep a text and its history themselves.

    Args:
        text: The text.
        values: Path → value, as `edit` takes them.
        file: What to call the text in messages.
        language: Language of the messages.

    Returns:
        Replacements by the indices of the text as it is, from its beginning to its end; none overlaps another.

    Raises:
        CaseError: As with `edit`; it holds every problem found.

    Example:
        >>> splices("a-list: [1, 2]", {"a-list.1": "3 to 4"})
        (Splice(start=12, end=13, text='3 to 4'),)
    """

    def change(data: Any) -> list[Slip]:
        slips = []
        for path, value in values.items():
            try:
                _set(data, path, value)
            except SlipError as error:
                slips.append(replace(error.slip, path=path))
        return slips

    return _spliced(text, change, file, language)


def with_values(case: Case, values: Mapping[str, Any], language: Language = "en") -> Case:
    """Return a case with other values at some paths.

    Args:
        case: The case; it stays as it is.
        values: Path → value, as `edit` takes them.
        language: Language of the messages.

    Returns:
        The changed case, checked; its text is the same but for these values.

    Raises:
        CaseError: A path does not exist, or the case would not be sound; paths are those of the case.

    Example:
        `with_values(case, {"positions.russia.territory.limit": "60 to 80"})`
    """
    return read_text(edits(case.text, values, language=language), case.file, language)


def with_changes(
    case: Case,
    changes: Sequence[Mapping[str, Any] | Element],
    name: str = "change",
    language: Language = "en",
) -> Case:
    """Return a case as it would stand had some changes been made by `as_of`.

    `set`, `terms`, `seat` and the like edit what they name. A `shift` or a raised flag becomes a past event
    dated `as_of`, of which nothing has faded yet.

    Args:
        case: The case; it stays as it is.
        changes: Changes as a file writes them, or as models, such as a lever's.
        name: What to call past events that have to be added.
        language: Language of the messages.

    Returns:
        The changed case, checked; its text is the same but for what the changes edit.

    Raises:
        CaseError: A change is no change, names something that is not there, or leaves a case that is not
            sound. Paths of changes are `changes.<place>…`, all others those of the case.
    """

    def change(data: Any) -> list[Slip]:
        slips: list[Slip] = []
        for index, each in enumerate(changes):
            slips += _applied(data, raw(each) if isinstance(each, Element) else _plain(each), f"changes.{index}", name)
        return slips

    text = apply_splices(case.text, _spliced(case.text, change, "", language))
    return read_text(text, case.file, language)


def _applied(data: Any, change: Any, path: str, name: str) -> list[Slip]:
    """Apply a change to raw data, and return what is wrong with it."""
    try:
        _CHANGE.validate_python(change)
        apply_change(data, change, name)
    except ValidationError as error:
        return [replace(slip, path=f"{path}.{slip.path}".rstrip(".")) for slip in slips_of(error)]
    except SlipError as error:
        return [replace(error.slip, path=f"{path}.set.{error.slip.path}" if "set" in change else path)]
    return []


def save(case: Case, path: str | os.PathLike[str]) -> None:
    """Write the text of a case to a file, all of it or nothing.

    Raises:
        StoreError: The file cannot be written. What was there before is as it was, unless the hint says otherwise.
    """
    target = Path(path)
    try:
        write_durably(target, case.text.encode())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        told = StoreError.unsure if target in written() else StoreError.unwritable
        raise told(str(path), reason) from None


def _set(data: Any, path: str, value: Any) -> None:
    """Set or take away a value of raw data.

    Raises:
        SlipError: There is no such path, or a text cannot write the value.
    """
    if value is None:
        remove_value(data, path)
        return
    plain = _plain(value)
    for text in _texts(plain):
        if bad := UNPRINTABLE.search(text):
            raise SlipError(Slip("unprintable", path, {"code": f"U+{ord(bad[0]):04X}"}))
    set_value(data, path, plain)


def _spliced(text: str, change: Callable[[Any], list[Slip]], file: str, language: Language) -> tuple[Splice, ...]:
    """Return the replacements that make a text hold its data as changed.

    Args:
        text: The text.
        change: Changes raw data in place, and returns what is wrong.
        file: What to call the text in messages.
        language: Language of the messages.
    """
    mark, body = text[: text.startswith(_MARK)], text.removeprefix(_MARK)
    try:
        root = compose(body)
    except (yaml.YAMLError, ValueError):
        tree = grow(text)
        raise CaseError(problems_of(tree.slips or [Slip("yaml", "", {"words": ""})], tree, file, language)) from None
    wanted = root.data if root else {}
    slips = change(wanted) if isinstance(wanted, dict) else [Slip("not_a_mapping", "", place=(1, 1))]
    if not slips:
        for may_break in (True, False):
            found = splices_between(body, root, wanted, may_break=may_break) if root else first_lines(body, wanted)
            if _holds(apply_splices(body, found), wanted):
                return tuple(Splice(each.start + len(mark), each.end + len(mark), each.text) for each in found)
        slips = [Slip("no_edit", "")]
    raise CaseError(problems_of(slips, Tree(), file, language))


def _holds(text: str, wanted: Any) -> bool:
    """Say whether a text is read as this data."""
    try:
        root = compose(text)
    except (yaml.YAMLError, ValueError):
        return False
    return root is not None and same(root.data, wanted)


def _texts(plain: Any) -> Iterator[str]:
    """Yield every text in plain data, keys included."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        for key, value in plain.items():
            yield from (*_texts(key), *_texts(value))
    elif isinstance(plain, list):
        for item in plain:
            yield from _texts(item)


def _plain(value: Any) -> Any:
    """Return a value made of what YAML can hold."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return raw(value)
