"""Members of a bloc that votes as one cast the same vote, but for those that break away or would walk out."""

from __future__ import annotations

from typing import Any

import pytest
from small_cases import meets, small

from detente.engine.run.simulate import simulate

RULE = {"vote": {"at_least": 4, "of": ["north", "south", "east", "west", "isle"]}}
NO_NOISE = {"hold-out": 1e-9, "perception": 1e-9}


def share(votes: Any, ideals: dict[str, float], limits: dict[str, float] | None = None, **general: float) -> float:
    """How often four of five are won for the border: north and south gain by it; the camp is the other three."""
    wants = {
        party: {
            "border": {"ideal": ideal, "salience": 100} | ({"limit": limits[party]} if party in (limits or {}) else {})
        }
        for party, ideal in {"north": 100.0, "south": 100.0, **ideals}.items()
    }
    for party in wants:
        if party in ("north", "south"):
            wants[party]["trade"] = None
    case = small(
        parties={key: {"price": {"value": 0}} for key in ("west", "isle")},
        blocs={"camp": {"members": ["east", "west", "isle"], "votes": votes}} if votes else None,
        issues={"border": {"options": {"none": 0, "half": None, "full": 100}}},
        positions=wants,
        meetings={"talks": meets(table=["north", "south", "east", "west", "isle"], agenda=["border"], procedure=RULE)},
        general={**NO_NOISE, **general},
    )
    worlds = simulate(case, beliefs=20, runs=50)
    return float(worlds.tally.changed[-1].sum()) / 1000


FOR_IN_THE_MEAN = {"east": 100.0, "west": 100.0, "isle": 0.0}
AGAINST_IN_THE_MEAN = {"east": 100.0, "west": 0.0, "isle": 0.0}


def test_a_bloc_carries_its_minority_either_way() -> None:
    one_by_one = share(None, {"east": 100.0, "west": 40.0, "isle": 0.0})
    together = share("together", {"east": 100.0, "west": 40.0, "isle": 20.0})
    assert (one_by_one, together) == (0.0, 1.0)
    assert share(None, {"east": 100.0, "west": 60.0, "isle": 0.0}) == 1.0
    assert share("together", {"east": 60.0, "west": 60.0, "isle": 0.0}) == 0.0


def test_a_bloc_may_vote_as_one_of_its_members() -> None:
    assert share({"as": "east"}, AGAINST_IN_THE_MEAN) == 1.0
    assert share({"as": "isle"}, FOR_IN_THE_MEAN) == 0.0


def test_members_break_away_as_often_as_is_said() -> None:
    """Three for, two that break away with these chances: four votes are lost if both do."""
    votes = {"as": "east", "breaks": 0.5, "breaks_of": {"east": 0}}
    assert share(votes, AGAINST_IN_THE_MEAN) == pytest.approx(0.75, abs=0.05)
    assert share({**votes, "breaks": 0}, AGAINST_IN_THE_MEAN) == 1.0
    assert share({**votes, "breaks": 1}, AGAINST_IN_THE_MEAN) == 0.0


def test_a_member_with_a_red_line_votes_against_what_lies_beyond_it() -> None:
    """Four of five are lost once two of the bloc would walk out."""
    ideals = {"east": 100.0, "west": 20.0, "isle": 20.0}
    assert share({"as": "east"}, ideals) == 1.0
    assert share({"as": "east"}, ideals, limits={"west": 60.0}) == 1.0
    assert share({"as": "east"}, ideals, limits={"west": 60.0, "isle": 60.0}) == 0.0
