"""What is signed being carried out: what is foreseen of it, who delivers, and what answers a breach."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from comparing import assert_same_worlds
from stepping import Stepping

import detente
from detente.case.case import Case
from detente.case.editing.dump import raw as written
from detente.engine.layout.build import lay_out
from detente.engine.run.beliefs import Beliefs
from detente.engine.run.table_problem import HoldOut, TableLayer
from detente.testing import case_of, random_case

COST, WORTH, WEEKS = 36, 60, 52
BOTH = 0.96 * WORTH / (WORTH + COST), 0.96 * COST / (WORTH + COST)
"""What a side gains by the whole of the other's concession, and loses by its own."""


def in_turn(count: int, first: int = 8, span: int = 32) -> list[dict[str, Any]]:
    """Arms for seats in so many tranches over one span, the rebels first."""
    steps: list[dict[str, Any]] = []
    gap = (span - first) / max(2 * count - 1, 1)
    for k in range(2 * count):
        issue, owner = (("arms", "rebels"), ("seats", "state"))[k % 2]
        step = {"id": f"{issue}-{k}", "of": issue, "owed_by": owner, "due": f"{first + k * gap:g} weeks"}
        before = {"in_return_for": steps[-1]["id"]} if steps else {}
        steps.append(step | {"share": 1.0 / count} | before)
    return steps


def swap(steps: list[dict[str, Any]] | None = None, **other: Any) -> Case:
    """Two sides that swap arms for seats; each gains more by what it gets than it loses by what it gives."""
    parties: dict[str, Any] = {
        key: {"keeps": other.pop(f"keeps_{key}", other.get("keeps", 0.6)), "horizon": f"{WEEKS} weeks"}
        | {"price": {"value": 0}}
        for key in ("rebels", "state")
    }
    other.pop("keeps", None)
    step, until = other.pop("step", "week"), other.pop("until", "2025-01-01")
    scale = {"none": 0, "half": 50, "all": 100}
    return case_of(
        {
            "detente": 1,
            "id": "swap",
            "title": "Arms for seats",
            "as_of": "2024-01-01",
            "until": until,
            "step": step,
            "parties": parties,
            "issues": {
                key: {"topic": "peace", "now": "none", "options": scale} for key in ("arms", "seats", "monitoring")
            },
            "positions": {
                "rebels": {
                    "arms": {"ideal": 0, "salience": COST},
                    "seats": {"ideal": 100, "salience": WORTH},
                    "monitoring": {"ideal": 100, "salience": 4},
                },
                "state": {
                    "arms": {"ideal": 100, "salience": WORTH},
                    "seats": {"ideal": 0, "salience": COST},
                    "monitoring": {"ideal": 100, "salience": 4},
                },
            },
            "carrying_out": {
                "peace": {"of": ["arms", "seats"], "steps": in_turn(2) if steps is None else steps, "temptation": 1}
                | other
            },
            "meetings": {"talks": {"on": "2024-01-01", "table": ["rebels", "state"], "preparation": "2 years"}},
            "general": {"hold-out": 1e-9, "breadth": 3, "perception": 0},
            "conditions": {
                "delivered": {"all": [{"issue": "arms", "option": "all"}, {"issue": "seats", "option": "all"}]},
            },
        }
    )


def foreseen(case: Case) -> tuple[float, float]:
    """What the whole swap is foreseen to bring the rebels and the state."""
    layout = lay_out(case.document)
    numbers = Beliefs.of(case.document, layout.slots).draw(1, 0, 1)[0]
    table = TableLayer(layout, "talks", HoldOut.NONE).lay(numbers)
    rebels, state = table.gains[:, :2, 4].sum(axis=1)
    return float(rebels), float(state)


def shares(case: Case, *conditions: str, beliefs: int = 40, runs: int = 50) -> list[float]:
    worlds = detente.simulate(case, beliefs=beliefs, runs=runs, seed=1, threads=1)
    return [float(worlds.tally.true[:, worlds.layout.conditions[key]].sum()) / (beliefs * runs) for key in conditions]


def with_conditions(case: Case, **conditions: Any) -> Case:
    data = written(case.document)
    data["conditions"] = {**data.get("conditions", {}), **conditions}
    return case_of(data)


def left(weeks: float) -> float:
    return 1.0 - weeks / WEEKS


# ── What is foreseen ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seen", ["0 per week", "0.2 per week", "9 per week"])
def test_full_trust_counts_every_step_at_its_date(seen: str) -> None:
    gain, loss = BOTH
    dates = 8, 16, 24, 32
    rebels = sum((-loss / 2, gain / 2)[k % 2] * left(week) for k, week in enumerate(dates))
    state = sum((gain / 2, -loss / 2)[k % 2] * left(week) for k, week in enumerate(dates))
    assert foreseen(swap(keeps=1, seen=seen)) == pytest.approx((rebels, state), abs=1e-12)


def test_no_trust_and_nothing_seen_counts_the_steps_of_others_for_nothing() -> None:
    _, loss = BOTH
    rebels = -sum(loss / 2 * left(week) for week in (8, 24))
    state = -sum(loss / 2 * left(week) for week in (16, 32))
    assert foreseen(swap(keeps=0)) == pytest.approx((rebels, state), abs=1e-12)


def test_who_is_never_tempted_is_as_good_as_trusted_where_something_is_owed_in_return() -> None:
    steps = [*in_turn(2), {"id": "last", "of": "arms", "owed_by": "rebels", "due": "40 weeks", "share": 0.2}]
    steps[0]["share"] = 0.3
    steps[-1]["in_return_for"] = "seats-3"
    tame = foreseen(swap(steps[:-2] + steps[-2:], keeps=0, temptation=1e-9, seen="0.5 per week"))
    trusting = foreseen(swap(steps, keeps=1, seen="0.5 per week"))
    assert tame[0] == pytest.approx(trusting[0], abs=1e-6)  # all that the state owes has a return still to come
    assert tame[1] < trusting[1]  # the rebels' last step has none


def test_trust_is_in_a_type_and_not_drawn_anew_for_each_step() -> None:
    gain, loss = BOTH
    steps = [
        {"id": f"s{k}", "of": "seats", "owed_by": "state", "due": f"{8 * k} weeks", "share": 0.5} for k in (1, 2)
    ] + [{"id": "a", "of": "arms", "owed_by": "rebels", "due": "0 weeks", "share": 1}]
    rebels, _ = foreseen(swap(steps, keeps=0.5, temptation=1e9))
    assert rebels == pytest.approx(0.5 * gain / 2 * (left(8) + left(16)) - loss, abs=1e-6)


def test_what_raises_what_is_foreseen() -> None:
    base = foreseen(swap(seen="0.2 per week"))
    for better in (swap(seen="0.5 per week"), swap(keeps=0.8, seen="0.2 per week")):
        assert all(np.array(foreseen(better)) > base)
    assert all(np.array(foreseen(swap(seen="0.2 per week", hazard="0.5 per year"))) < base)
    assert foreseen(swap(seen="0.2 per week", answer="reset"))[0] > base[0]
    worths = [foreseen(swap(in_turn(count), seen="0.2 per week"))[0] for count in (1, 2, 4)]
    assert worths == sorted(worths)
    assert worths[0] < worths[2]


def test_who_goes_first_loses_by_it_and_the_other_gains() -> None:
    whole = in_turn(1)
    turns, front = foreseen(swap(in_turn(4), seen="0.2 per week")), foreseen(swap(whole, seen="0.2 per week"))
    assert front[0] < turns[0]
    assert front[1] > turns[1] - 1e-12


def test_the_way_to_verify_is_weighed_with_the_package() -> None:
    case = swap(verified_by="monitoring", seen={"at_0": "0 per week", "at_100": "0.5 per week"}, keeps=0.55)
    signed = with_conditions(case, watched={"issue": "monitoring", "signed": "all"}, arms={"issue": "arms", "above": 0})
    assert shares(signed, "watched", "arms", beliefs=4, runs=4)[0] == 1.0
    blind = swap(seen="0 per week", keeps=0.55)
    assert foreseen(case)[0] > foreseen(blind)[0]


# ── What is done ─────────────────────────────────────────────────────────────────────────────────────────────


def signed_anyhow(case: Case, price: float = -0.5) -> Case:
    """The same between sides that sign the whole, whatever it brings them."""
    data = written(case.document)
    for party in data["parties"].values():
        party["price"] = {"value": price}
    data["positions"]["state"]["arms"]["limit"] = data["positions"]["rebels"]["seats"]["limit"] = 100
    return case_of(data)


def test_the_last_costly_step_is_broken_under_suspension() -> None:
    case = swap(keeps=0, seen="9 per week", temptation=1)
    case = with_conditions(
        signed_anyhow(case),
        last={"step": "seats-3", "stands": "broken"},
        was={"step": "seats-1", "stands": "delivered"},
    )
    last, was = shares(case, "last", "was", beliefs=4, runs=4)
    assert was == 1.0
    assert last == 1.0


def test_snap_back_keeps_the_last_step_if_what_was_gained_is_worth_more() -> None:
    case = with_conditions(
        signed_anyhow(swap(keeps=0, seen="9 per week", answer="reset")), all={"step": "seats-3", "stands": "delivered"}
    )
    assert shares(case, "all", "delivered", beliefs=4, runs=4) == [1.0, 1.0]


def test_more_is_seen_and_less_is_broken() -> None:
    broken = []
    for rate in ("0.001 per week", "0.2 per week", "3 per week"):
        case = with_conditions(signed_anyhow(swap(keeps=0.4, seen=rate)), first={"step": "arms-0", "stands": "broken"})
        broken.append(shares(case, "first")[0])
    assert broken[0] > broken[2]
    assert broken[0] == pytest.approx(0.6, abs=0.04)  # all opportunists
    assert broken[2] == 0.0


def test_half_the_step_of_time_changes_no_probability() -> None:
    found = []
    for step in ("week", "day"):
        case = with_conditions(
            signed_anyhow(swap(keeps=0.5, seen="0.05 per week", hazard="0.3 per year", step=step)),
            seen={"any": [{"step": f"{i}-{k}", "stands": "seen"} for k, i in enumerate(("arms", "seats") * 2)]},
        )
        found.append(shares(case, "seen", "delivered", beliefs=60, runs=20))
    assert found[0] == pytest.approx(found[1], abs=0.05)


def test_levels_are_what_is_delivered_and_signed_is_what_was_signed() -> None:
    case = with_conditions(
        signed_anyhow(swap(keeps=1)),
        half={"issue": "arms", "at_least": 50, "by": "2024-03-15"},
        never={"issue": "arms", "above": 50, "by": "2024-06-01"},
        signed={"issue": "arms", "signed": "all", "by": "2024-01-15"},
        done={"issue": "arms", "option": "all"},
    )
    assert shares(case, "half", "never", "signed", "done", beliefs=2, runs=2) == [1.0, 0.0, 1.0, 1.0]


def test_a_break_returns_everything_to_where_it_began() -> None:
    case = with_conditions(
        signed_anyhow(swap(keeps=1, hazard="9 per year")),
        begun={"issue": "arms", "at_least": 50},
        back={"all": [{"issue": "arms", "option": "none"}, {"issue": "arms", "signed": "none"}], "after": "2024-12-01"},
    )
    begun, back = shares(case, "begun", "back")
    assert 0.05 < begun < 0.5
    assert back > 0.95


def test_a_second_agreement_starts_from_what_was_delivered() -> None:
    case = with_conditions(signed_anyhow(swap(keeps=1)))
    data = written(case.document)
    again = {"table": ["rebels", "state"], "on": "2024-04-01", "agenda": ["arms"], "preparation": "2 years"}
    data["meetings"]["again"] = again
    data["events"] = {
        "turn": {
            "on": "2024-03-29",
            "chance": 1,
            "changes": [{"set": {"positions.state.arms.ideal": 50, "positions.state.arms.limit": 50}}],
        }
    }
    stepping = Stepping(case_of(data))
    issue = stepping.names.issues.index("arms")
    stepping.play_on(12)
    assert stepping.state.share[issue] == 0.5
    stepping.play_on(14)
    assert stepping.terms["arms"][0] == "half"  # where it stands already: nothing more is owed
    assert (stepping.state.share[issue], stepping.state.carrying[issue]) == (1.0, 0)


def test_a_step_that_anybody_would_deliver_teaches_nothing() -> None:
    steps = in_turn(1)
    costly = Stepping(signed_anyhow(swap(steps, keeps=1, seen="0.3 per week"))).play()
    assert math.isclose(costly.state.learned[0, 1], 1.0 / math.exp(-0.3))  # the last step costs, and is delivered
    assert costly.state.learned[1, 0] == 1.0 or costly.state.learned[1, 0] > 1.0


def test_ids_do_not_matter() -> None:
    steps = in_turn(2)
    for step in steps:
        step["due"] = "8 weeks"
    turned = [dict(step) for step in reversed(steps)]
    found = [
        shares(with_conditions(signed_anyhow(swap(part, keeps=0.5, seen="0.2 per week"))), "delivered")
        for part in (steps, turned)
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("block", range(4))
def test_as_the_slow_twin_plays_it(block: int) -> None:
    for seed in range(1000 + 12 * block, 1000 + 12 * (block + 1)):
        assert_same_worlds(random_case(seed, packages=60, steps=20, carried=100), stepped=seed % 4 == 0)


def test_the_swap_as_the_slow_twin_plays_it() -> None:
    for answer in ("suspend", "reset", {"renegotiate": "talks"}):
        seen = {"at_0": "0.02 per week", "at_100": "0.5 per week"}
        assert_same_worlds(swap(answer=answer, verified_by="monitoring", seen=seen), beliefs=3, runs=3)
        assert_same_worlds(signed_anyhow(swap(answer=answer, seen="0.3 per week")), beliefs=3, runs=4)
