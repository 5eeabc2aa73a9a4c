"""Who blocks in Alaska, as the essay says it (paragraphs counted from 0)."""

from __future__ import annotations

import pytest

import detente
from detente.analysis.deals import DealOptions, Deals, deals
from detente.play_options import PlayOptions


@pytest.fixture(scope="module")
def space() -> Deals:
    few = PlayOptions(beliefs=40)
    return deals(detente.load("alaska-2025"), meeting="anchorage", closely=DealOptions(most=2), options=few)


def alone(space: Deals, issue: str, option: str) -> dict[str, float | None]:
    found = next(view for view in space.issues if view.id == issue)
    return next(view for view in found.options if view.id == option).accepts


def opening(space: Deals, *who: str) -> float:
    return next((block.share for block in space.blocking_parties if block.who == who), 0.0)


def test_washington_and_kyiv_want_a_full_truce_and_moscow_does_not_by_itself(space):
    """Paragraphs 16 and 19: a full ceasefire soon against a settlement first."""
    for option in ("thirty-days", "open-ended"):
        accepts = alone(space, "front-truce", option)
        assert accepts["united-states"] > 0.9
        assert accepts["ukraine"] > 0.9
        assert accepts["russia"] < 0.1


def test_partial_truces_and_a_framework_with_the_hardest_questions_put_aside_lead(space):
    """Paragraphs 20, 22 and 23."""
    best = max(space.packages, key=lambda view: view.accepted)
    assert {"air-truce", "energy-truce", "black-sea-truce"} & set(best.choice)
    assert "front-truce" not in best.choice
    assert best.choice.get("framework") in ("principles", "roadmap")
    assert best.choice.get("territory") == best.choice.get("neutrality") == "shelved"


def test_territory_and_neutrality_cannot_be_settled_here(space):
    """Paragraphs 21 and 22: what Moscow asks, Kyiv refuses; no belief has a package that settles it."""
    for issue, option in (("territory", "recognised"), ("neutrality", "neutral")):
        accepts = alone(space, issue, option)
        assert accepts["russia"] > 0.7
        assert accepts["ukraine"] < 0.1
        found = next(view for view in space.issues if view.id == issue)
        assert max(each.possible for each in found.options) < 0.05


def test_either_president_could_open_an_empty_zone_and_preparation_often_would(space):
    """Paragraph 18: prepared in days, the meeting deals with one question."""
    assert 0.2 < space.empty < 0.7
    assert opening(space, "russia") > 0.8
    assert opening(space, "united-states") > 0.8
    assert opening(space, "breadth") > 0.3


def test_kyiv_who_is_not_in_the_room_blocks_more_often_than_europe(space):
    """Paragraphs 27 and 31."""
    assert opening(space, "ukraine") > opening(space, "europe")
