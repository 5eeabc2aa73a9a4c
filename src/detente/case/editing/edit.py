"""Change a case: the same text with other values, comments kept, read and checked anew."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from detente.case.case import Case
from detente.case.editing.apply import SlipError, apply_change, set_value
from detente.case.editing.dump import raw
from detente.case.reading.from_pydantic import slips_of
from detente.case.reading.read import problems_of, read_text
from detente.case.reading.yaml_events import Tree
from detente.case.schema.base import Element
from detente.case.schema.changes import Change
from detente.errors import CaseError, StoreError
from detente.locale.case_errors.words import Language
from detente.mistakes import Slip

if TYPE_CHECKING:
    from ruamel.yaml import YAML

__all__ = ["save", "with_changes", "with_values"]

_CHANGE: TypeAdapter[Any] = TypeAdapter(Change)


def with_values(case: Case, values: Mapping[str, Any], language: Language = "en") -> Case:
    """Return a case with other values at some paths.

    Args:
        case: The case; it stays as it is.
        values: Path → value, as it would stand in the file. A key that the language has and the file has
            not is written.
        language: Language of the messages.

    Returns:
        The changed case, checked; its text keeps the comments.

    Raises:
        CaseError: A path does not exist, or the case would not be sound; paths are those of the case.

    Example:
        `with_values(case, {"positions.russia.territory.limit": "60 to 80"})`
    """
    yaml, data = _round_trip(case.text)
    slips = []
    for path, value in values.items():
        try:
            set_value(data, path, _plain(value))
        except SlipError as error:
            slips.append(replace(error.slip, path=path))
    return _reread(case, yaml, data, slips, language)


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
        The changed case, checked; its text keeps the comments.

    Raises:
        CaseError: A change is no change, names something that is not there, or leaves a case that is not
            sound. Paths of changes are `changes.<place>…`, all others those of the case.
    """
    yaml, data = _round_trip(case.text)
    slips: list[Slip] = []
    for index, change in enumerate(changes):
        plain = raw(change) if isinstance(change, Element) else _plain(change)
        path = f"changes.{index}"
        try:
            _CHANGE.validate_python(plain)
            apply_change(data, plain, name)
        except ValidationError as error:
            slips += [replace(slip, path=f"{path}.{slip.path}".rstrip(".")) for slip in slips_of(error)]
        except SlipError as error:
            below = f"{path}.set.{error.slip.path}" if "set" in plain else path
            slips.append(replace(error.slip, path=below))
    return _reread(case, yaml, data, slips, language)


def save(case: Case, path: str | os.PathLike[str]) -> None:
    """Write the text of a case to a file, all of it or nothing.

    Raises:
        StoreError: The file cannot be written; what was there before is as it was.
    """
    target = Path(path)
    temporary = ""
    try:
        with tempfile.NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            temporary = file.name
            file.write(case.text.encode())
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(target.stat().st_mode if target.exists() else 0o644)
        Path(temporary).replace(target)
    except (OSError, ValueError) as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise StoreError.unwritable(str(path), reason) from None


def _round_trip(text: str) -> tuple[YAML, Any]:
    """Return a reader that keeps comments, and what it read."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 10_000  # lines stay as they are
    yaml.preserve_quotes = True
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.representer.ignore_aliases = lambda data: True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml, yaml.load(text)


def _reread(case: Case, yaml: YAML, data: Any, slips: list[Slip], language: Language) -> Case:
    """Read the changed data as the text it makes."""
    if slips:
        raise CaseError(problems_of(slips, Tree(), "", language))
    written = io.StringIO()
    yaml.dump(data, written)
    return read_text(written.getvalue(), case.file, language)


def _plain(value: Any) -> Any:
    """Return a value made of what YAML can hold."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return raw(value)
