"""Meetings that meet again."""

from __future__ import annotations

from stepping import Stepping

from detente.testing import case_of


def rounds(**meeting: object) -> Stepping:
    """Two that agree on nothing meet from the second week on."""
    case = case_of(
        {
            "detente": 1,
            "id": "rounds",
            "title": "Rounds",
            "as_of": "2024-01-01",
            "until": "2024-12-30",
            "parties": {"north": {"price": {"value": 0.9}}, "south": {"price": {"value": 0.9}}},
            "issues": {"fare": {"topic": "money", "now": "high", "options": {"low": 0, "high": 100}}},
            "positions": {
                "north": {"fare": {"ideal": "high", "salience": 60}},
                "south": {"fare": {"ideal": "low", "salience": 60}},
            },
            "events": {"spring": {"on": "2024-03-21", "chance": 1, "changes": [{"cancel": "talks"}]}},
            "meetings": {"talks": {"on": "2024-01-10", "table": ["north", "south"], **meeting}},
        }
    )
    return Stepping(case)


def test_a_meeting_meets_again_every_so_often_until_it_need_not() -> None:
    stepping = rounds(every="3 weeks", at_most=3)
    held = [int(stepping.state.held[0]) for _ in stepping.steps()]
    assert [k for k in range(1, 52) if held[k] > held[k - 1]] == [1, 4, 7]
    assert rounds().play().state.held[0] == 1
    assert rounds(every="3 weeks").play().state.held[0] == 4  # the fifth round is cancelled, and with it all others
    assert rounds(every="3 weeks", until={"meeting": "talks"}).play().state.held[0] == 1
