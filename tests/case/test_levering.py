"""Cases as their levers leave them, the quick way and the one that changes their text."""

from __future__ import annotations

import pytest

import detente
from detente.case.editing.edit import with_changes
from detente.case.editing.levers import with_levers

LEVERED = [shipped.id for shipped in detente.cases() if detente.load(shipped.id).document.levers]


@pytest.mark.parametrize("key", LEVERED)
def test_the_document_is_that_of_the_changed_text(key: str) -> None:
    case = detente.load(key)
    levers = case.document.levers
    quick = with_levers(case, list(levers))
    assert list(quick) == list(levers)
    for name, lever in levers.items():
        assert quick[name].document == with_changes(case, lever.changes, name).document, name
        assert quick[name].text == case.text


def test_the_case_stays_as_it_is() -> None:
    case = detente.load("alaska-2025")
    before = case.document.model_copy(deep=True)
    with_levers(case, list(case.document.levers))
    assert case.document == before
