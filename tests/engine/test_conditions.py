"""Statements on levels that a test makes by hand: when they begin, how long they hold, what is open at the end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_cases import AS_OF, small
from stepping import Stepping
from world_statements import Course, Seen

from detente.engine.world.world import scenario_of
from detente.kernels.packing import pack

ABOVE = {"issue": "border", "above": 0}
LONG = date(2024, 2, 26)
"""Eight weekly steps."""


def verdicts(condition: dict[str, Any], path: str, **changes: Any) -> tuple[str, int | None]:
    """Return verdict and step on a path of levels: `x` is above, `.` is not; the opening comes first."""
    case = small(until=LONG, conditions={"it": condition}, **changes)
    world = Stepping(case)
    node = world.layout.conditions["it"]
    world.state.holds[:] = world.state.verdict[:] = 0
    world.state.since[:] = world.state.true_step[:] = -9
    for t, mark in enumerate(path, start=-1):
        world.state.option[0] = int(mark == "x")
        world.update(t)
    step = int(world.state.true_step[node])
    return world.verdict(node), None if step == -9 else step


def week(number: int) -> date:
    return AS_OF + timedelta(days=7 * number)


@pytest.mark.parametrize(
    ("dates", "path", "expected"),
    [
        ({}, ".........", ("false", None)),
        ({}, "x........", ("true", -1)),
        ({}, "...x.....", ("true", 2)),
        ({"by": week(3)}, ".....x...", ("false", None)),
        ({"by": week(3)}, "....x....", ("true", 3)),
        ({"by": week(3) + timedelta(days=6)}, "....x....", ("true", 3)),
        ({"after": week(3)}, "..x......", ("false", None)),
        ({"after": week(3)}, "..xxxxx..", ("true", 3)),
        ({"after": week(3) - timedelta(days=1)}, "..xxxxx..", ("true", 3)),
        ({"after": week(3) + timedelta(days=1)}, "..xxxx...", ("true", 4)),
        ({"after": week(2), "by": week(3)}, ".xx....xx", ("false", None)),
        ({"lasting": "2 weeks"}, "..xx.xx..", ("false", None)),
        ({"lasting": "2 weeks"}, "..xx.xxx.", ("true", 6)),
        ({"lasting": "8 days"}, ".....xxx.", ("true", 6)),
        ({"lasting": "2 weeks"}, ".......xx", ("open", None)),
        ({"lasting": "2 weeks"}, "......xxx", ("true", 7)),
        ({"lasting": "2 weeks", "by": week(2)}, "....xxxxx", ("false", None)),
        ({"lasting": "5 weeks", "by": week(3)}, "....xxxxx", ("open", None)),
        ({"lasting": "5 weeks", "by": week(3)}, "...x.xxxx", ("false", None)),
        ({"lasting": "2 weeks", "after": week(3)}, ".xxxxxx..", ("true", 5)),
    ],
)
def test_windows(dates: dict[str, Any], path: str, expected: tuple[str, int | None]) -> None:
    assert verdicts(ABOVE | dates, path) == expected


def test_a_group_with_dates_is_about_one_moment() -> None:
    both = {"all": [ABOVE, {"issue": "border", "at_most": "none"}]}
    path = "..x......"
    assert verdicts(both, path)[0] == "true"
    assert verdicts(both | {"by": week(7)}, path)[0] == "false"


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ({"all": ["yes", "unsure"]}, "open"),
        ({"all": ["no", "unsure"]}, "false"),
        ({"any": ["yes", "unsure"]}, "true"),
        ({"any": ["no", "unsure"]}, "open"),
        ({"not": "unsure"}, "open"),
        ({"not": "no"}, "true"),
        ({"at_least": 2, "of": ["yes", "no", "unsure"]}, "open"),
        ({"at_least": 2, "of": ["no", "no", "unsure"]}, "false"),
        ({"at_least": 1, "of": ["yes", "no", "unsure"]}, "true"),
    ],
)
def test_groups_without_dates_combine_verdicts(group: dict[str, Any], expected: str) -> None:
    named = {"yes": ABOVE, "no": ABOVE | {"by": week(1)}, "unsure": ABOVE | {"lasting": "4 weeks"}}
    case = small(until=LONG, conditions={**named, "it": group})
    world = Stepping(case)
    for t in range(world.names.steps):
        world.state.option[0] = int(t >= 5)
        world.update(t)
    assert world.verdict(world.layout.conditions["it"]) == expected


statements = st.fixed_dictionaries(
    {},
    optional={
        "after": st.integers(-10, 56).map(lambda days: AS_OF + timedelta(days=days)),
        "by": st.integers(0, 56).map(lambda days: AS_OF + timedelta(days=days)),
        "lasting": st.integers(0, 30).map(lambda days: f"{days} days"),
    },
)


@given(statements, st.lists(st.booleans(), min_size=9, max_size=9))
def test_any_window_on_any_path(dates: dict[str, Any], path: list[bool]) -> None:
    """Kept up to date step by step, or found by looking back over everything: the verdict is one."""
    if dates.get("by", AS_OF + timedelta(days=99)) < dates.get("after", AS_OF):
        del dates["by"]
    case = small(until=LONG, conditions={"it": ABOVE}).document
    condition = case.conditions["it"].model_copy(
        update={key: _days(value) if key == "lasting" else value for key, value in dates.items()}
    )
    document = case.model_copy(update={"conditions": {"it": condition}})
    course = Course(document, 8, 7.0)
    world = Stepping(_of(document))
    world.plan.node_watched[:] = 1
    node = world.layout.conditions["it"]
    world.state.holds[:] = world.state.verdict[:] = 0
    world.state.since[:] = world.state.true_step[:] = -9
    for t, on in enumerate(path, start=-1):
        world.state.option[0] = int(on)
        world.update(t)
        course.seen.append(Seen({"border": ("half" if on else "none", "untouched")}))
        assert world.verdict(node) == course.verdict(condition, t), t
        assert bool(world.state.holds[node]) == course.now(condition, t), t


def _days(text: str) -> float:
    return float(text.split()[0])


def _of(document: Any) -> Any:
    from detente.case.case import Case

    return Case(document=document, text="", file="", lines={})


@pytest.mark.parametrize(
    ("verdicts", "scenario", "true"),
    [
        ("ft", 1, 1),
        ("tt", 0, 2),
        ("ot", 3, 1),
        ("to", 0, 1),
        ("of", 3, 0),
        ("fo", 3, 0),
        ("ff", 2, 0),
    ],
)
def test_the_first_true_scenario_counts(verdicts: str, scenario: int, true: int) -> None:
    named = [{key: {"when": {"issue": "border", "at_least": level}}} for key, level in (("one", 0), ("two", 50))]
    world = Stepping(small(scenarios=named))
    nodes = np.array(list(world.layout.scenarios.values()))
    world.state.verdict[nodes] = ["otf".index(mark) for mark in verdicts]
    assert scenario_of(pack(world.state), nodes) == (scenario, true)


def test_a_party_s_gain_is_read_with_its_audience_as_it_weighs_now() -> None:
    """The public, which loves the border, comes to weigh all there is; no meeting is ever held."""
    case = small(
        parties={"public": {"of": "north", "weight": 0, "moved_by": {"fever": 1}}},
        factors={"fever": {"start": 0, "driven_by": {"heat": "1 per month"}}},
        flags={"heat": {}},
        history={"spark": {"on": AS_OF, "changes": [{"raise": "heat"}]}},
        positions={
            "north": {"border": {"ideal": 0, "salience": 100}, "trade": None},
            "public": {"border": {"ideal": 100, "salience": 100}},
        },
        events={"edict": {"on": AS_OF, "chance": 1, "changes": [{"terms": {"border": "full"}}]}},
        conditions={"pleased": {"party": "north", "gain_above": 0.5}},
    )
    world = Stepping(case)
    world.plan.node_watched[:] = 1
    node, seen = world.layout.conditions["pleased"], {}
    for t in world.steps():
        weight = world.levels["fever"]
        seen[t] = world.state.holds[node] == (min(weight, 1.0) * 2.0 - 1.0 > 0.5)
    assert all(seen.values())
    assert world.verdict(node) == "true"
