"""What the essay says moves what: every row of its system, as a paired difference of more than three errors.

Each row changes the input that the essay speaks of and nothing else, in the direction the essay speaks of; both
plays share their random numbers. P numbers are paragraphs of the source `essay`, counted from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

import detente
from detente.analysis.compare.paired_differences import difference, event_share, marker_share, scenario_share
from detente.case.editing.edit import with_changes
from detente.engine.run.worlds import Worlds

BELIEFS, RUNS, SEED = 500, 20, 11
ERRORS = 3.0

Measure = Callable[[Worlds], Any]
Changes = tuple[Mapping[str, Any], ...]

_played: dict[str, Worlds] = {}


def play(changes: Changes = ()) -> Worlds:
    """Play the case, once for each set of changes."""
    key = repr(changes)
    if key not in _played:
        case = detente.load("alaska-2025")
        changed = with_changes(case, changes) if changes else case
        _played[key] = detente.simulate(changed, beliefs=BELIEFS, runs=RUNS, seed=SEED, keep_worlds=True)
    return _played[key]


def scenario(name: str) -> Measure:
    return lambda worlds: scenario_share(worlds, name)


def marker(name: str) -> Measure:
    return lambda worlds: marker_share(worlds, name)


def event(name: str) -> Measure:
    return lambda worlds: event_share(worlds, name)


def level(factor: str, place: int) -> Measure:
    def measure(worlds: Worlds) -> Any:
        f = worlds.layout.names.factors.index(factor)
        return worlds.tracks.level[:, :, f, place].mean(axis=1).astype(np.float64)

    return measure


def settled(meeting: str, *, topics: int = 1) -> Measure:
    """Share of runs in which a meeting settles issues of so many topics, and something of each stands."""

    def measure(worlds: Worlds) -> Any:
        names, plan = worlds.layout.names, worlds.layout.plan
        fate = worlds.tracks.fate[:, :, names.meetings.index(meeting)]
        by_topic = [(fate[:, :, plan.topic == t] >= 2).any(axis=2) for t in range(len(names.topics))]
        return (np.sum(by_topic, axis=0) >= topics).mean(axis=1)

    return measure


def setting(**values: Any) -> dict[str, Any]:
    return {"set": values}


def both(*leaders: str, what: str, value: Any) -> dict[str, Any]:
    return {"set": {f"parties.{leader}.{what}": value for leader in leaders}}


@dataclass(frozen=True)
class Row:
    """A change of the essay's input and the way the outlook must move."""

    name: str
    changes: Changes
    measure: Measure
    sign: int
    base: Changes = field(default=())


LEADERS = ("united-states", "russia")

ROWS = (
    Row(
        "S1 P2-P9: had relations not sunk since 2018, more could be agreed beyond Ukraine",
        ({"shift": {"relations": 1.5}},),
        marker("diplomatic-ties"),
        +1,
    ),
    Row(
        "S2 P10-P13: under a public as hostile as in March 2022 the American leader signs less",
        ({"set": {"factors.us-hostility.series.2025-03-27.share": 70}},),
        marker("something-agreed-in-alaska"),
        -1,
    ),
    Row(
        "S2 P10-P13: such a public makes failure more likely",
        ({"set": {"factors.us-hostility.series.2025-03-27.share": 70}},),
        scenario("failure"),
        +1,
    ),
    Row(
        "S3 P17-P18: four more weeks of work let a meeting settle more than one topic",
        ({"set": {"meetings.anchorage.preparation": "36 days"}},),
        settled("anchorage", topics=2),
        +1,
    ),
    Row(
        "S4 P19: more momentum at the front makes a truce less likely",
        ({"shift": {"battlefield": 1.0}},),
        marker("staged-truce-begins"),
        -1,
    ),
    Row(
        "S4 P19: a Moscow that feared no pause would sign more truces",
        ({"set": {"parties.russia.cares.battlefield": 0}},),
        marker("staged-truce-begins"),
        +1,
    ),
    Row(
        "S5 P20: a Washington for which a partial truce is enough gets a staged truce more often",
        ({"set": {"linked.partial-enough.worth": 0.05}},),
        marker("staged-truce-begins"),
        +1,
        ({"set": {"linked.partial-enough.worth": -0.15}},),
    ),
    Row(
        "S6 P21-P23: without shelving there is less of a framework",
        (
            {
                "set": {
                    f"issues.{issue}.deferrable": False
                    for issue in ("territory", "neutrality", "force-limits", "political-order")
                }
            },
        ),
        marker("framework-agreed"),
        -1,
    ),
    Row(
        "S7 P25-P26: a mediator who drafts makes a truce more likely",
        ({"set": {"meetings.anchorage.mediation": "formulation"}},),
        marker("staged-truce-begins"),
        +1,
    ),
    Row(
        "S8 P27-P28: the worse the absent are read, the more often Kyiv refuses",
        ({"set": {"general.misreading": 0.15, "general.limit-misreading": 30}},),
        marker("kyiv-refuses"),
        +1,
    ),
    Row(
        "S8 P28: a Kyiv with a higher price makes success less likely",
        ({"shift": {"price.ukraine": 0.15}},),
        scenario("success"),
        -1,
    ),
    Row(
        "S8 P31-P32: a weaker alliance turns to plan B more often",
        ({"shift": {"alliance-cohesion": -1.0}},),
        event("alliance-crisis"),
        +1,
    ),
    Row(
        "S9 P34: without monitoring there is less success",
        ({"set": {"issues.monitoring.options": {"none": 0, "remote": 1}}},),
        scenario("success"),
        -1,
    ),
    Row(
        "S9 P34: were monitoring of no use, truces at the front would break more often",
        ({"set": {"events.front-truce-collapse.hazard_ratio.monitoring": 1}},),
        marker("front-truce-breaks"),
        +1,
    ),
    Row(
        "S12 P39: tougher leaders make success less likely",
        (both(*LEADERS, what="style.toughness", value="0.88 to 0.92"),),
        scenario("success"),
        -1,
        (both(*LEADERS, what="style.toughness", value="0.18 to 0.22"),),
    ),
    Row(
        "S12 P39: miscommunication makes success less likely",
        ({"set": {"meetings.anchorage.miscommunication": 1}},),
        scenario("success"),
        -1,
        ({"set": {"meetings.anchorage.miscommunication": 0}},),
    ),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_outlook_moves_as_the_essay_says(row: Row) -> None:
    found = difference(row.measure(play(row.base)), row.measure(play(row.changes)))
    assert row.sign * found.errors > ERRORS, found


def test_s1_a_friendly_meeting_alone_moves_nothing_for_good() -> None:
    warmer = difference(
        level("relations", 0)(play()),
        level("relations", 0)(play(({"set": {"history.helsinki.changes.0.shift.relations": 1.0}},))),
    )
    assert abs(warmer.value) < 0.02


def test_s6_a_settlement_is_near_impossible_where_a_framework_is_not() -> None:
    settlement, framework = (marker_share(play(), name).mean() for name in ("settlement-reached", "framework-agreed"))
    assert settlement < 0.02
    assert framework > 5 * settlement


def test_s7_three_at_the_table_hold_out_more() -> None:
    plan = play(({"seat": "ukraine", "at": "anchorage"},)).layout.plan
    assert plan.meeting_table.sum(axis=1).max() == 3


def test_s7_a_follow_up_comes_when_the_meeting_succeeds() -> None:
    worlds = play()
    names = worlds.layout.names
    outcome = worlds.tracks.outcome[:, :, names.meetings.index("anchorage")]
    held = worlds.tracks.outcome[:, :, names.meetings.index("follow-up")] >= 0
    assert held[outcome == 1].mean() > held[outcome != 1].mean() + 0.3


MARKERS = {
    "success": (
        "staged-truce-begins",
        "european-security-talks",
        "framework-agreed",
        "monitoring-agreed",
        "autumn-de-escalation",
        "strategic-talks",
        "diplomatic-ties",
        "joint-projects",
        "summit-in-russia",
    ),
    "failure": (
        "no-principles",
        "no-truce-modalities",
        "war-goes-on",
        "containment-returns",
        "moscow-escalates",
        "more-sanctions",
        "regional-quarrels",
        "arms-control-paralysed",
        "rhetoric-hardens",
        "no-summit-soon",
    ),
}


@pytest.mark.parametrize(("scenario_id", "marker_id"), [(s, m) for s, markers in MARKERS.items() for m in markers])
def test_s10_s11_markers_speak_for_their_scenario(scenario_id: str, marker_id: str) -> None:
    """P24, P33–P38: each sign is likelier in the worlds of its scenario than in the others."""
    worlds = play()
    node = worlds.layout.markers[marker_id]
    inside = worlds.tracks.scenario == worlds.scenario_ids.index(scenario_id)
    seen = worlds.tracks.verdict[:, :, node] == 1
    shares = []
    for worlds_of in (inside, ~inside):
        count = worlds_of.sum(axis=1)
        mean = seen[worlds_of].mean()
        residual = ((seen & worlds_of).sum(axis=1) - mean * count) / count.sum()
        shares.append((mean, np.sqrt((residual**2).sum())))
    (within, error), (without, other) = shares
    assert within - without > ERRORS * np.hypot(error, other), (within, without)


def test_s11_failure_feeds_back_into_the_war() -> None:
    """P37: after a failure Moscow redoubles its effort, and the front moves."""
    worlds = play()
    failed = worlds.tracks.scenario == worlds.scenario_ids.index("failure")
    end = worlds.tracks.level[:, :, worlds.layout.names.factors.index("battlefield"), -1]
    spared = play(({"set": {"events.moscow-redoubles.rate": "0 per year"}},))
    calm = spared.tracks.level[:, :, spared.layout.names.factors.index("battlefield"), -1]
    gap = np.where(failed, end - calm, 0.0).sum(axis=1) / max(failed.sum() / len(failed), 1.0)
    assert gap.mean() > ERRORS * gap.std(ddof=1) / np.sqrt(len(gap))


def test_s12_each_variable_of_the_essay_has_a_share() -> None:
    """P39: the essay's own list is among the groups that the outlook rests on."""
    groups = {influence.group for influence in play().outlook().rests_on[0].influences}
    named = ("leaders-styles", "pressure-at-home", "pressure-abroad", "miscommunication", "battlefield")
    assert {f"drivers.{name}" for name in named} <= groups
