"""Reference classes: no more successes than trials."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.checks.names import Names
from detente.case.schema.case import Document
from detente.mistakes import Slip

__all__ = ["check_reference_classes"]


def check_reference_classes(document: Document, names: Names) -> Iterator[Slip]:
    """Report classes with more successes than trials."""
    for key, kind in document.reference_classes.items():
        if kind.successes > kind.trials:
            values = {"found": str(kind.successes), "trials": str(kind.trials)}
            yield Slip("more_than_all", f"reference_classes.{key}.successes", values)
