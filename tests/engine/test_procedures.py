"""How meetings decide: consensus, votes, chairs, what comes then; and what is agreed whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import detente
from detente.case.case import Case
from detente.case.reading.read import read_text
from detente.engine.run.simulate import simulate

QUIET = "{hold-out: 1e-9, perception: 0, objection: %s, abstention: %s}"
HEAD = """
detente: 1
id: conference
title: Conference
as_of: 2026-01-01
until: 2026-03-01
step: day
"""


def conference(gains: list[float], procedure: str = "unanimity", objection: float = 0.05, **more: Any) -> Case:
    """A meeting on one issue that brings each party so much of all that it cares about."""
    names = [f"p{k}" for k in range(len(gains))]
    lines = [HEAD, "parties:"]
    lines += [f"  {name}: {{price: {{value: 0}}}}" for name in names]
    lines += ["issues:", "  act: {topic: t, now: none, options: {none: 0, all: 100}}"]
    lines += ["  else: {topic: t, now: none, options: {none: 0, all: 100}}", "positions:"]
    for name, gain in zip(names, gains, strict=True):
        # what is not at stake in the act is held elsewhere, on an issue that is on no agenda
        ideal, salience = (100, gain * 100) if gain >= 0 else (0, -gain * 100)
        lines.append(f"  {name}:")
        lines.append(f"    act: {{ideal: {ideal}, salience: {salience:g}{more.get('limits', {}).get(name, '')}}}")
        lines.append(f"    else: {{ideal: 0, salience: {100 - salience:g}}}")
    lines += [
        "meetings:",
        f"  talks: {{on: 2026-01-05, table: [{', '.join(names)}], agenda: [act], procedure: {procedure}}}",
    ]
    lines += [f"general: {QUIET % (objection, more.get('abstention', 0))}"]
    lines += ["scenarios:", "  - agreed: {when: {issue: act, above: 0}}", *more.get("extra", [])]
    return read_text("\n".join(lines))


def share_agreed(case: Case) -> float:
    return float(simulate(case, beliefs=4, runs=3).tally.scenario[:, 0].sum()) / 12


ONE_LOSER = [0.3] * 12 + [-0.04]


def test_a_lone_loser_blocks_unanimity_and_not_a_consensus_in_which_standing_alone_costs_more() -> None:
    assert share_agreed(conference(ONE_LOSER)) == 0.0
    assert share_agreed(conference(ONE_LOSER, "consensus", objection=0.05)) == 1.0
    assert share_agreed(conference(ONE_LOSER, "consensus", objection=0.03)) == 0.0


def test_many_losers_do_not_stand_alone() -> None:
    assert share_agreed(conference([0.3] * 7 + [-0.04] * 6, "consensus", objection=0.05)) == 0.0


def test_a_consensus_without_a_cost_of_standing_alone_is_unanimity() -> None:
    for gains in (ONE_LOSER, [0.3, 0.2, 0.1]):
        assert share_agreed(conference(gains, "consensus", objection=0)) == share_agreed(conference(gains))


def test_heavier_seats_leave_a_loser_more_alone() -> None:
    gains, weights = [0.3, -0.04, -0.04], "{by: consensus, weights: {p0: 9, p1: 1, p2: 1}}"
    assert share_agreed(conference(gains, "consensus", objection=0.06)) == 0.0
    assert share_agreed(conference(gains, weights, objection=0.06)) == 1.0


def test_a_broken_limit_of_one_seat_blocks_a_consensus_and_not_a_vote() -> None:
    gains, limits = [0.3, 0.3, -0.02], {"p2": ", limit: 50"}
    vote = "{vote: {at_least: 2, of: [p0, p1, p2]}}"
    assert share_agreed(conference(gains, "consensus", objection=0.3, limits=limits)) == 0.0
    assert share_agreed(conference(gains, vote, limits=limits)) == 1.0


@pytest.mark.parametrize(("quota", "agreed"), [(2, 1.0), (3, 0.0)])
def test_a_vote_isolates_a_lone_objector(quota: int, agreed: float) -> None:
    vote = f"{{vote: {{at_least: {quota}, of: [p0, p1, p2]}}}}"
    assert share_agreed(conference([0.3, 0.1, -0.5], vote)) == agreed


def test_two_quotas_at_once_and_a_way_round_them() -> None:
    """Two thirds of the seats with 60 % of the weight; or all seats but one."""
    states = "{at_least: 2, of: [p0, p1, p2]}"
    people = "{share: 0.6, of: {p0: 30, p1: 20, p2: 50}}"
    gains = [0.3, 0.3, -0.5]
    assert share_agreed(conference(gains, f"{{vote: [{states}, {people}]}}")) == 0.0
    assert share_agreed(conference(gains, f"{{vote: {{any: [{{all: [{states}, {people}]}}, {states}]}}}}")) == 1.0


def test_a_veto_fails_what_all_others_vote_for_and_an_abstention_does_not() -> None:
    vote = "{vote: {at_least: 2, of: [p0, p1, p2], veto: [p2]}}"
    assert share_agreed(conference([0.3, 0.3, -0.03], vote)) == 0.0
    assert share_agreed(conference([0.3, 0.3, -0.03], vote, abstention=0.05)) == 1.0


def test_of_the_votes_cast_abstentions_are_left_out() -> None:
    cast = "{vote: {share: 0.6, of_votes_cast: true, of: [p0, p1, p2, p3]}}"
    gains = [0.3, 0.3, -0.03, -0.5]
    assert share_agreed(conference(gains, cast)) == 0.0
    assert share_agreed(conference(gains, cast, abstention=0.05)) == 1.0


def test_what_comes_then_is_tried_on_its_day() -> None:
    then = "{by: unanimity, then: {vote: {at_least: 2, of: [p0, p1, p2]}, after: 20 days}}"
    case = conference(
        [0.3, 0.3, -0.5],
        then,
        extra=["  - early: {when: {issue: act, above: 0, by: 2026-01-20}}"],
    )
    worlds = simulate(case, beliefs=4, runs=3)
    assert worlds.tally.scenario[:, 0].sum() == 12
    assert worlds.tally.true[:, worlds.layout.scenarios["early"]].sum() == 0
    assert worlds.tally.held.sum() == 12


def test_a_chair_proposes_what_it_likes_best_and_a_text_is_all_there_is() -> None:
    text = "{by: unanimity, text: {act: none}}"
    assert share_agreed(conference([0.3, 0.3], text)) == 0.0
    chair = "{vote: {at_least: 2, of: [p0, p1, p2]}, chair: %s}"
    assert share_agreed(conference([0.3, 0.3, -0.5], chair % "p0")) == 1.0
    assert share_agreed(conference([0.3, 0.3, -0.5], chair % "p2")) == 0.0


def test_a_deal_may_have_to_be_about_something() -> None:
    extra = ["  - trifle: {when: {meeting: talks, outcome: deal}}"]
    case = conference(
        [0.3, 0.3], extra=[*extra, "  - not-all: {when: {meeting: talks, outcome: none, of: [act, else]}}"]
    )
    worlds = simulate(case, beliefs=4, runs=3)
    told = {name: int(worlds.tally.true[:, node].sum()) for name, node in worlds.layout.scenarios.items()}
    assert told == {"agreed": 12, "trifle": 12, "not-all": 12}


SINGLE = Path("trials") / "engine" / "single-undertaking.yaml"


def test_a_single_undertaking_is_agreed_whole_or_not_at_all(shared: Path) -> None:
    """In the shared file mutual needs fake it; a package says so, and nothing is ever settled by halves."""
    text = (shared / SINGLE).read_text(encoding="utf-8")
    plain = text.replace(", needs: {issue: fund, above: none}", "").replace(", needs: {issue: cap, above: none}", "")
    whole = plain + "packages: {treaty: {issues: [cap, fund], all: true}}\n"
    for case, first in ((read_text(whole), 2), (detente.load(shared / SINGLE), 3)):
        fates = simulate(case, beliefs=50, runs=10).tally.fate[0]
        assert fates[0, first:].sum() == fates[1, first:].sum()


def test_all_or_nothing_keeps_the_hard_issue_alive() -> None:
    """Alone the easy half is pocketed on the first day; together both are agreed."""
    text = """
detente: 1
id: havana
title: Havana
as_of: 2026-01-01
until: 2026-12-31
parties: {state: {price: {value: 0}}, rebels: {price: {value: 0}}}
issues:
  land: {topic: fields, now: none, options: {none: 0, reform: 100}}
  arms: {topic: camps, now: kept, options: {kept: 0, laid-down: 100}}
positions:
  state: {land: {ideal: 100, salience: 20}, arms: {ideal: 100, salience: 80}}
  rebels: {land: {ideal: 100, salience: 80}, arms: {ideal: 0, salience: 20}}
meetings:
  early: {on: 2026-02-01, table: [state, rebels], preparation: 0 days}
  late: {on: 2026-06-01, table: [state, rebels], preparation: 12 months}
scenarios:
  - both: {when: {all: [{issue: land, above: 0}, {issue: arms, above: 0}]}}
  - easy: {when: {issue: land, above: 0}}
general: {hold-out: 0.001, perception: 0, breadth: 1}
"""
    alone = simulate(read_text(text), beliefs=10, runs=10).tally.scenario.sum(axis=0)
    whole = simulate(read_text(text + "packages: {peace: {issues: [land, arms], all: true}}\n"), beliefs=10, runs=10)
    assert alone[1] == 100
    assert whole.tally.scenario.sum(axis=0)[0] == 100


def test_insisting_on_seats_is_not_met_by_settling_that_there_are_none(shared: Path) -> None:
    case = detente.load(shared / "trials" / "engine" / "insists-settled-at-nothing.yaml")
    fates = simulate(case, beliefs=50, runs=10, keep_worlds=True).tracks
    assert fates is not None
    arms, money, seats = (fates.fate[:, :, 0, case_place] for case_place in (0, 2, 1))
    laid_down = arms == 3
    assert (seats[laid_down] == 3).all()
    assert money.size


def test_insisting_on_a_condition() -> None:
    text = (
        HEAD
        + """
parties: {state: {price: {value: 0}}, rebels: {price: {value: 0}}}
issues:
  arms: {topic: t, now: kept, options: {kept: 0, laid-down: 100}}
  seats: {topic: t, now: none, options: {none: 0, five: 50, ten: 100}}
positions:
  state: {arms: {ideal: 100, salience: 70}, seats: {ideal: 0, salience: 30}}
  rebels: {arms: {ideal: 0, salience: 10}, seats: {ideal: 100, salience: 90}}
insists: {rebels: {arms: [%s]}}
meetings: {talks: {on: 2026-01-05, table: [state, rebels], preparation: 12 months}}
scenarios:
  - five: {when: {all: [{issue: arms, above: 0}, {issue: seats, option: five}]}}
  - ten: {when: {all: [{issue: arms, above: 0}, {issue: seats, option: ten}]}}
general: {hold-out: 0.001, perception: 0}
"""
    )
    shares = [
        simulate(read_text(text % wanted), beliefs=4, runs=5).tally.scenario.sum(axis=0).tolist()[:2]
        for wanted in ("seats", "{issue: seats, at_least: ten}")
    ]
    assert shares[1] == [0, 20]
    assert shares[0][0] + shares[0][1] == 20
