"""Who comes to a sitting, what changes before one, and what happens when a deadline is over."""

from __future__ import annotations

from typing import Any

import pytest
from small_cases import meets, small
from stepping import Stepping

from detente.engine.run.simulate import simulate

VOTE = {"vote": {"at_least": 2, "of": ["north", "south", "east"]}}


def played(events: dict[str, Any] | None = None, **meeting: Any) -> Stepping:
    return Stepping(small(meetings={"talks": meets(**meeting)}, events=events or {})).play()


def on_day(change: dict[str, Any], on: str = "2024-01-03") -> dict[str, Any]:
    return {"news": {"on": on, "chance": 1, "changes": [change]}}


def test_an_event_brings_an_issue_onto_the_agenda_and_takes_it_off() -> None:
    assert played(agenda=["border"], day=14).terms["trade"][1] == "untouched"
    assert played(on_day({"open": "trade", "at": "talks"}), agenda=["border"], day=14).terms["trade"][1] == "settled"
    closed = played(on_day({"close": "border", "at": "talks"}), day=14).terms
    assert (closed["border"][1], closed["trade"][1]) == ("untouched", "settled")


def test_each_session_has_what_was_changed_before_it() -> None:
    sessions = [{"changes": [{"close": "border", "at": "talks"}]}, {"changes": [{"open": "border", "at": "talks"}]}]
    stepping = Stepping(small(meetings={"talks": meets(every="2 weeks", at_most=3, sessions=sessions)}, events={}))
    stepping.play_on(until=2)
    assert [stepping.terms[issue][1] for issue in ("border", "trade")] == ["untouched", "settled"]
    stepping.play_on(until=4)
    assert stepping.terms["border"][1] == "settled"


def test_a_change_of_procedure_lets_two_outvote_the_third() -> None:
    seated = {"table": ["north", "south", "east"], "day": 21}
    against = {"positions": {"east": {"border": {"ideal": 0, "salience": 100}, "trade": {"ideal": 0, "salience": 80}}}}
    both = [
        small(**against, meetings={"talks": meets(**seated)}, events=events)
        for events in ({}, on_day({"procedure": VOTE, "at": "talks"}))
    ]
    unanimous, voted = (Stepping(case).play().outcome("talks") for case in both)
    assert (unanimous, voted) == ("none", "deal")


@pytest.mark.parametrize(("comes", "held"), [(0, 0), (1, 1)])
def test_who_does_not_come_has_no_seat(comes: int, held: int) -> None:
    assert played(attends={"south": comes}).state.held[0] == held
    assert played(attends={"south": {"if": {"issue": "trade", "settled": bool(1 - comes)}}}).state.held[0] == held


def test_a_party_comes_as_often_as_it_is_said() -> None:
    worlds = simulate(small(meetings={"talks": meets(attends={"south": 0.3})}), beliefs=40, runs=50)
    assert worlds.tally.held.sum() / 2000 == pytest.approx(0.3, abs=0.04)


def test_after_the_deadline_there_are_no_rounds_but_what_was_said_happens() -> None:
    stays = {"positions": {"south": {"border": {"ideal": 0, "salience": 50}, "trade": {"ideal": 0, "salience": 50}}}}
    said = {"on": "2024-02-01", "then": [{"terms": {"border": "half"}}]}

    def talks(**more: Any) -> Stepping:
        return Stepping(small(**stays, meetings={"talks": meets(every="1 week", **more)}, events={})).play()

    assert talks().state.held[0] > 6
    late = talks(deadline=said)
    assert (late.state.held[0], late.terms["border"]) == (4, ("half", "settled"))
    unless = talks(deadline={**said, "unless": {"issue": "trade", "settled": False}})
    assert unless.terms["border"][1] == "untouched"
    again = talks(deadline={**said, "then": [{"call": "talks"}]})
    assert again.state.held[0] > 6


def test_a_deadline_that_was_kept_does_nothing() -> None:
    kept = played(deadline={"on": "2024-02-01", "then": [{"terms": {"border": "half"}}]})
    assert kept.terms["border"] == ("full", "settled")
