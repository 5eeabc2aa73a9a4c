"""Holding out: nobody asks for more than it can get, at any number of seats, and nothing depends on others' wants."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import detente
from detente.case.case import Case
from detente.engine.layout.build import lay_out
from detente.engine.run.beliefs import Beliefs
from detente.engine.run.simulate import simulate
from detente.engine.run.table_problem import HoldOut, OpeningTable, TableLayer
from detente.testing import case_of

LOUD = {"hold-out": 100}
"""Everybody asks as much as it may."""
SCALE = {"none": 0, "half": 50, "all": 100}


def conference(
    positions: list[dict[str, Any]],
    *,
    general: dict[str, Any] | None = None,
    meeting: dict[str, Any] | None = None,
    issues: dict[str, dict[str, Any]] | None = None,
    **more: Any,
) -> Case:
    """A meeting of so many parties, each with positions."""
    names = [f"p{k}" for k in range(len(positions))]
    keys = list(dict.fromkeys(issue for each in positions for issue in each))
    return case_of(
        {
            "detente": 1,
            "id": "conference",
            "title": "Conference",
            "as_of": date(2024, 1, 1),
            "until": date(2024, 1, 3),
            "step": "day",
            "parties": {name: {"price": {"value": 0}} for name in names},
            "issues": {
                key: {"topic": "t", "now": "none", "options": SCALE, **(issues or {}).get(key, {})} for key in keys
            },
            "positions": dict(zip(names, positions, strict=True)),
            "meetings": {"talks": {"on": date(2024, 1, 1), "table": names, **(meeting or {})}},
            "general": general or {},
            **more,
        }
    )


def alike(n: int, issues: int = 1, **more: Any) -> Case:
    """A conference of parties that all want the same."""
    return conference([{f"i{k}": {"ideal": 100, "salience": 50} for k in range(issues)}] * n, **more)


def share_of_deals(case: Case, beliefs: int = 40, runs: int = 5) -> float:
    worlds = simulate(case, beliefs=beliefs, runs=runs, seed=1)
    return float(worlds.tally.deal[0]) / (beliefs * runs)


def table_of(case: Case, hold_out: HoldOut, belief: int = 0) -> OpeningTable:
    layout = lay_out(case.document)
    numbers = Beliefs.of(case.document, layout.slots).draw(1, 0, belief + 1)[belief]
    return TableLayer(layout, "talks", hold_out).lay(numbers)


TANGLED: dict[str, dict[str, Any]] = {
    "one topic of three": {
        "issues": {"i1": {"topic": "u"}, "i2": {"topic": "v"}},
        "meeting": {"preparation": "0 days"},
    },
    "needs what costs": {"issues": {"i0": {"needs": {"issue": "i1", "option": "all"}}}},
    "a loss that can be avoided": {},
    "a loss that cannot be": {},
}


@pytest.mark.parametrize("n", [2, 3, 5, 8, 13, 25, 40])
@pytest.mark.parametrize("general", [LOUD, {}])
def test_those_who_want_the_same_agree_at_any_number_of_seats(n: int, general: dict[str, Any]) -> None:
    assert share_of_deals(alike(n, general=general)) == 1.0


@pytest.mark.parametrize("n", [2, 13])
@pytest.mark.parametrize("kind", TANGLED)
def test_also_where_not_all_can_be_had_at_once(n: int, kind: str) -> None:
    wants = [
        {"i0": {"ideal": 100, "salience": 50}, "i1": {"ideal": 0, "salience": 40}, "i2": {"ideal": 100, "salience": 9}}
    ]
    if kind == "one topic of three":
        wants = [{f"i{k}": {"ideal": 100, "salience": 30 + k} for k in range(3)}]
    links = []
    if kind.startswith("a loss"):
        settled = {"issue": "i0", "above": 0}
        both = settled if kind.endswith("cannot be") else {"all": [settled, {"issue": "i2", "above": 0}]}
        links = [{"party": f"p{k}", "if": both, "worth": -0.3} for k in range(n)]
    assert share_of_deals(conference(wants * n, general=LOUD, linked=links, **TANGLED[kind])) == 1.0


def test_those_near_each_other_mostly_agree() -> None:
    rng = np.random.default_rng(7)
    near = [{f"i{k}": {"ideal": float(rng.uniform(70, 90)), "salience": 50} for k in range(5)} for _ in range(40)]
    options = {f"at-{level}": level for level in range(0, 101, 10)} | {"none": 5}
    issues = {f"i{k}": {"options": options} for k in range(5)}
    assert share_of_deals(conference(near, issues=issues)) >= 0.95


def test_the_files_of_thirteen_who_want_the_same(shared: Path) -> None:
    for name in ("thirteen-who-all-want-the-same", "thirteen-table-effect-off"):
        worlds = simulate(detente.load(shared / "trials" / "engine" / f"{name}.yaml"), beliefs=100, runs=10)
        assert worlds.tally.scenario[:, 0].sum() == 1000


def test_with_no_share_to_ask_nobody_holds_out() -> None:
    first = {"i0": {"ideal": 90, "salience": 50}, "i1": {"ideal": 20, "salience": 30}}
    case = conference([first, {"i0": {"ideal": 60, "salience": 9}}], general={"asking-share": 0, "hold-out": 1})
    asking, bare = (table_of(case, hold_out) for hold_out in (HoldOut.MEDIAN, HoldOut.NONE))
    assert np.array_equal(asking.gains, bare.gains)


def test_what_others_want_changes_nothing_that_a_party_asks() -> None:
    first = {"i0": {"ideal": 90, "salience": 50}, "i1": {"ideal": 20, "salience": 30}}
    asked = [
        table_of(conference([first, {"i0": {"ideal": ideal, "salience": 10, "limit": limit}}]), HoldOut.MEDIAN).prices[
            0
        ]
        for ideal, limit in ((80, 40), (10, 60))
    ]
    assert np.array_equal(*asked)


def test_nothing_is_asked_for_an_issue_by_which_a_party_can_only_lose() -> None:
    case = conference([{"i0": {"ideal": 100, "salience": 50}, "i1": {"ideal": 0, "salience": 50}}] * 2, general=LOUD)
    bare, asking = (table_of(case, hold_out) for hold_out in (HoldOut.NONE, HoldOut.MEDIAN))
    assert np.array_equal(bare.prices[:, 1], asking.prices[:, 1])
    assert (asking.prices[:, 0] > bare.prices[:, 0]).all()


def test_no_effect_grows_with_the_number_of_seats() -> None:
    general = {"table": 0.5, "hold-out": 0.01}
    three, forty = (table_of(alike(n, general=general), HoldOut.MEDIAN).prices[0, 0] for n in (3, 40))
    two = table_of(alike(2, general=general), HoldOut.MEDIAN).prices[0, 0]
    assert three == forty == pytest.approx(two * np.exp(0.5))


def test_moving_toward_what_all_had_accepted_never_loses_it() -> None:
    """In the same world there is still a deal: not a statement about averages."""
    lost = struck = 0
    for seed in range(70):
        rng = np.random.default_rng([5, seed])
        n, issues = int(rng.integers(2, 6)), int(rng.integers(1, 4))
        wants = [
            {
                f"i{k}": {"ideal": float(rng.uniform(0, 100)), "salience": float(rng.uniform(5, 90))}
                for k in range(issues)
            }
            for _ in range(n)
        ]
        now = {f"i{k}": {"now": str(rng.choice(list(SCALE)))} for k in range(issues)}
        before = simulate(conference(wants, issues=now), beliefs=4, runs=10, keep_worlds=True)
        assert before.tracks is not None
        found = np.argwhere(before.tracks.outcome[:, :, 0] == 1)
        if not len(found):
            continue
        belief, run = found[int(rng.integers(len(found)))]
        fate = before.tracks.fate[belief, run, 0]
        levels = list(SCALE.values())
        p = int(rng.integers(n))
        for k in range(issues):
            if fate[k] >= 2:
                ideal = wants[p][f"i{k}"]["ideal"]
                wants[p][f"i{k}"]["ideal"] = ideal + float(rng.uniform(0, 1)) * (levels[fate[k] - 2] - ideal)
        after = simulate(conference(wants, issues=now), beliefs=4, runs=10, keep_worlds=True)
        assert after.tracks is not None
        struck += 1
        lost += after.tracks.outcome[belief, run, 0] != 1
    assert struck >= 20
    assert lost == 0
