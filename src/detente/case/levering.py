"""A case as each of its own levers leaves it, for playing: many of them at little cost."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

from detente.case.case import Case
from detente.case.edits import apply_change
from detente.case.schema.case import Document
from detente.case.tree import grow
from detente.case.written import raw

__all__ = ["with_levers"]


def with_levers(case: Case, keys: Sequence[str]) -> dict[str, Case]:
    """Return a case as each of some levers leaves it.

    Levers are tried when a case is read, so nothing is checked again. The text of what is returned stays that of the
    case as it is; `with_changes` makes one whose text is changed, too.

    Args:
        case: The case, as `detente.load` or `with_changes` gives it.
        keys: Levers of the case.

    Example:
        >>> import detente
        >>> case = detente.load("alaska-2025")
        >>> with_levers(case, ["no-shelving"])["no-shelving"].document.issues["territory"].deferrable
        False
    """
    if not keys:
        return {}
    data = grow(case.text).data
    found: dict[str, Case] = {}
    for key in keys:
        edited = deepcopy(data)
        for change in case.document.levers[key].changes:
            apply_change(edited, raw(change), key)
        found[key] = replace(case, document=Document.model_validate(edited))
    return found
