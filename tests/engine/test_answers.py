"""What becomes of a package when absent parties answer: refusals, what they take with them, what is learnt."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from comparing import assert_same_worlds
from small_cases import meets, small
from stepping import Stepping

from detente.case.case import Case
from detente.kernels.randomness import normal, purpose

AGAINST = {"border": {"ideal": 0, "salience": 100}}
MISREAD = {"misreading": 1.0}
"""So wide that about half of the worlds read a refusing party as agreeing."""


def refused(case: Case, meeting: str = "summit") -> Stepping:
    """The first world in which somebody refuses what a meeting strikes."""
    for run in range(200):
        world = Stepping(case, run=run, runs=200)
        for _ in world.steps():
            if world.refusers(meeting):
                return world
    raise AssertionError("nobody ever refuses")


def wanted(**changes: Any) -> Case:
    """North and south want both issues; the border needs the yes of the east, which is against it."""
    changes = {
        "positions": {"east": AGAINST},
        "issues": {"border": {"consent": ["east"]}},
        "general": MISREAD | {"caution": 0.01},
        "meetings": {"summit": meets()},
    } | changes
    return small(**changes)


def test_the_rest_stands_when_a_part_is_refused() -> None:
    case = wanted()
    world = refused(case)
    assert world.refusers("summit") == {"east"}
    assert world.outcome("summit") == "deal"
    assert world.terms == {"border": ("none", "untouched"), "trade": ("full", "settled")}
    assert_same_worlds(case, beliefs=2, runs=20)


def test_nothing_stands_when_all_is_refused() -> None:
    world = refused(wanted(issues={"border": {"consent": ["east"]}, "trade": {"consent": ["east"]}}))
    assert world.outcome("summit") == "refused"
    assert {status for _, status in world.terms.values()} == {"untouched"}


def test_what_needs_the_refused_falls_too() -> None:
    case = wanted(issues={"border": {"consent": ["east"]}, "trade": {"needs": {"issue": "border", "above": 0}}})
    world = refused(case)
    assert world.outcome("summit") == "refused"
    assert world.terms["trade"] == ("none", "untouched")
    assert_same_worlds(case, runs=20)


def test_what_a_party_insists_on_falls_too() -> None:
    case = wanted(insists={"north": {"trade": ["border"]}})
    assert refused(case).outcome("summit") == "refused"
    assert_same_worlds(case, runs=20)


BARTER = {
    "south": {"border": {"ideal": 100, "salience": 80}, "trade": {"ideal": 0, "salience": 20}},
    "north": {"border": {"ideal": 0, "salience": 10}, "trade": {"ideal": 100, "salience": 90}},
    "east": AGAINST,
}
"""South takes trade, which it dislikes, only for the border."""


def test_all_falls_when_a_table_party_no_longer_gains() -> None:
    case = wanted(positions=BARTER)
    world = refused(case)
    assert world.outcome("summit") == "refused"
    assert world.terms["trade"] == ("none", "untouched")
    assert_same_worlds(case, runs=20)


def test_answers_fall_due_after_their_time() -> None:
    case = small(
        issues={"border": {"consent": ["east"]}},
        meetings={"summit": meets(day=7, decides_within="15 days")},
    )
    world = Stepping(case)
    terms = [(world.terms["border"][1], world.terms["trade"][1], world.outcome("summit")) for _ in world.steps()]
    assert terms[0] == ("untouched", "untouched", "undecided")
    assert terms[1:3] == [("untouched", "settled", "undecided")] * 2
    assert terms[3] == ("settled", "settled", "deal")
    assert_same_worlds(case)


def test_a_refusal_is_learnt() -> None:
    """The refused package would have been read as worth exactly nothing; the next table asks for less."""
    case = wanted(meetings={"summit": meets(), "talks": meets(day=21)})
    world = refused(case)
    east = world.names.parties.index("east")
    error = world.numbers["general.misreading"] * normal(*world.key, purpose("parties.east.misread"), 0)
    gain = -1.0
    assert gain + error + world.state.reading_shift[east] == pytest.approx(0.0, abs=1e-12)
    world.play_on()
    assert world.of("fate", "talks")[0] != world.names.options["border"].index("full") + 2
    assert_same_worlds(case, runs=20)


def test_a_broken_limit_is_known_afterwards() -> None:
    positions = {"east": {"border": {"ideal": 60, "salience": 100, "limit": 70}}}
    case = wanted(
        positions=positions,
        general=MISREAD | {"limit-misreading": 60, "caution": 0.01},
        meetings={"summit": meets(), "talks": meets(day=21)},
    )
    world = refused(case)
    assert world.state.limit_known[world.names.parties.index("east"), world.names.issues.index("border")]
    assert_same_worlds(case, runs=30)


def test_a_quorum_stands_with_enough_of_its_members() -> None:
    parties = {key: {"price": {"value": 0}} for key in ("west", "isle")}
    quorum = {"at_least": 2, "of": ["east", "west", "isle"]}
    positions = {"east": AGAINST, "west": {"border": {"ideal": 100, "salience": 10}}, "isle": AGAINST}
    case = wanted(parties=parties, positions=positions, issues={"border": {"consent": quorum}})
    world = refused(case)
    assert world.refusers("summit") >= {"east"}
    assert world.terms["border"] == ("none", "untouched")
    one_of_three = wanted(
        parties=parties, positions=positions, issues={"border": {"consent": quorum | {"at_least": 1}}}
    )
    world = refused(one_of_three)
    assert world.outcome("summit") == "deal"
    assert world.terms["border"][1] == "settled"
    for each in (case, one_of_three):
        assert_same_worlds(each, runs=20)


def test_a_weighted_rule_stands_with_enough_weight() -> None:
    """West alone agrees: its weight of 2.5 reaches a quota of 2.5 and none above, however many refuse."""
    parties = {key: {"price": {"value": 0}} for key in ("west", "isle")}
    positions = {"east": AGAINST, "west": {"border": {"ideal": 100, "salience": 10}}, "isle": AGAINST}
    for quota, becomes in ((2.5, "settled"), (2.6, "untouched"), (6, "untouched")):
        rule = {"at_least": quota, "of": {"east": 2, "west": 2.5, "isle": 1.5}}
        case = wanted(parties=parties, positions=positions, issues={"border": {"consent": rule}})
        assert refused(case).terms["border"][1] == becomes
        assert_same_worlds(case, runs=20)


def test_one_member_of_a_quorum_bars_no_option_for_the_others() -> None:
    """East's broken limit is known after the first meeting; west alone is enough at the second."""
    case = wanted(
        parties={"west": {"price": {"value": 0}}},
        positions={
            "east": {"border": {"ideal": 20, "salience": 100, "limit": 40}},
            "west": {"border": {"ideal": 100, "salience": 10}},
        },
        issues={"border": {"consent": {"at_least": 1, "of": ["east", "west"]}, "expires": "1 week"}},
        meetings={"summit": meets(), "talks": meets(day=28)},
    )
    world = refused(case)
    world.play_on(until=5)
    assert world.terms["border"] == ("full", "settled")
    assert_same_worlds(case, runs=20)


def test_persuasion_is_an_ordinary_issue() -> None:
    """East gives its yes to the border when it is offered trade that it wants more."""
    positions = {"east": {"border": {"ideal": 0, "salience": 40}, "trade": {"ideal": 100, "salience": 60}}}
    issues = {"border": {"consent": ["east"]}, "trade": {"consent": ["east"]}}
    world = Stepping(small(positions=positions, issues=issues, meetings={"summit": meets()})).play()
    assert world.outcome("summit") == "deal"
    assert {status for _, status in world.terms.values()} == {"settled"}
    alone = Stepping(small(positions=positions, issues=issues, meetings={"summit": meets(agenda=["border"])})).play()
    assert alone.outcome("summit") == "none"


def test_a_refusal_undoes_nothing_that_came_after_the_meeting() -> None:
    """While east ponders, an event puts full trade and half the border in force; its refusal leaves both."""
    changes = [{"terms": {"border": "half", "trade": "full"}}]
    case = wanted(
        positions=BARTER,
        events={"edict": {"on": date(2024, 1, 15), "chance": 1, "changes": changes}},
        meetings={"summit": meets(day=7, decides_within="15 days")},
    )
    world = refused(case)
    assert world.outcome("summit") == "refused"
    assert world.terms == {"border": ("half", "settled"), "trade": ("full", "settled")}
    assert_same_worlds(case, runs=20)


def test_consent_waived_in_the_meantime_lets_the_change_take_effect() -> None:
    events = {"edict": {"on": date(2024, 1, 15), "chance": 1, "changes": [{"waive_consent": "east", "on": "border"}]}}
    case = wanted(events=events, meetings={"summit": meets(day=7, decides_within="15 days")})
    struck = [Stepping(case, run=run, runs=200).play() for run in range(20)]
    assert {world.terms["border"][1] for world in struck if world.state.choice[0, 0] >= 2} == {"settled"}
    assert_same_worlds(case, runs=20)


def test_a_meeting_called_again_waits_for_answers() -> None:
    events = {"call-it": {"on": date(2024, 1, 15), "chance": 1, "changes": [{"call": "summit"}]}}
    case = small(
        issues={"border": {"consent": ["east"]}},
        events=events,
        meetings={"summit": meets(day=7, decides_within="30 days")},
    )
    world = Stepping(case)
    held = [int(world.of("held", "summit")) for _ in world.steps()]
    assert held[4] == 1
    assert world.terms["border"] == ("full", "settled")
    assert held[-1] == 2
    assert_same_worlds(case)
