"""Uncertain numbers put as questions."""

from __future__ import annotations

import pytest

import detente
from detente.case import quantities
from detente.locale import texts
from detente.report.information.unknowns import question, range_now


@pytest.fixture(scope="module")
def document():
    return detente.load("alaska-2025").document


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("positions.russia.territory.limit", "What is the furthest that Russia could accept on “Territory”?"),
        (
            "parties.russia.style.toughness",
            "How hard a bargainer is the leader of Russia, from 0 (never holds out) to 1?",
        ),
        ("meetings.anchorage.takes_place", "How likely is “Alaska meeting” to take place once it is due?"),
        (
            "parties.russia.cares.battlefield",
            "How much would Russia gain from one unit more of “Momentum on the battlefield” within its horizon?",
        ),
        ("factors.battlefield.start", "Where does “Momentum on the battlefield” stand now?"),
    ],
)
def test_a_number_is_asked_about_in_words(document, path, asked):
    assert question(document, path, texts("en")) == asked


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_uncertain_number_has_a_question_without_holes(document, language):
    words = texts(language)
    for path in quantities(document):
        asked = question(document, path, words)
        assert asked.rstrip("）")[-1] in "?？" or "？（" in asked
        assert "{" not in asked
        assert "“”" not in asked
        range_now(document, path, words)
