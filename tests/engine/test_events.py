"""Rates do not depend on the step; ages follow their closed form; every change does what it says."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from comparing import assert_same_worlds
from small_cases import AS_OF, meets, small
from stepping import Stepping

import detente


def first_steps(case: Any, event: str, worlds: int = 4000) -> np.ndarray:
    played = detente.simulate(case, beliefs=2, runs=worlds // 2, seed=2, keep_worlds=True, threads=1)
    assert played.tracks is not None
    return played.tracks.event_first[:, :, played.layout.names.events.index(event)].ravel()


@pytest.mark.parametrize(("step", "steps"), [("day", 84), ("week", 12), ("fortnight", 6)])
def test_the_step_does_not_matter(step: str, steps: int) -> None:
    case = small(step=step, events={"storm": {"rate": "0.3 per month"}})
    found = first_steps(case, "storm")
    chance = 1 - math.exp(-0.3 * 84 / 30.4375)
    assert Stepping(case).names.steps == steps
    assert np.mean(found >= 0) == pytest.approx(chance, abs=4.5 * math.sqrt(chance * (1 - chance) / len(found)))


def test_rates_by_age_give_their_survival() -> None:
    """Survival is exp(−∫ rate) with the age counted from the step in which the condition began."""
    events = {
        "truce": {"on": AS_OF + timedelta(days=15), "chance": 1, "changes": [{"terms": {"border": "full"}}]},
        "collapse": {
            "while": {"issue": "border", "above": 0},
            "rate": {"ages": {"10 days": "1.5 per month", "24 days": "0.2 per month", "later": "0.6 per month"}},
        },
    }
    found = first_steps(small(events=events), "collapse", 20_000)
    assert found[found >= 0].min() == 3
    for step in range(3, 12):
        age = 7 * (step - 2)
        risk = (1.5 * min(age, 10) + 0.2 * max(0, min(age, 24) - 10) + 0.6 * max(0, age - 24)) / 30.4375
        alive = np.mean((found < 0) | (found > step))
        assert alive == pytest.approx(math.exp(-risk), abs=4.5 * 0.5 / math.sqrt(len(found)))


def test_hazard_ratios_multiply() -> None:
    events = {"storm": {"rate": "0.2 per month", "hazard_ratio": {"heat": 2, "z": 3, "border": 0.25}}}
    history = {"then": {"on": AS_OF, "changes": [{"raise": "heat"}]}}
    changes = {"flags": {"heat": {}}, "history": history, "factors": {"z": {"start": 0.5}}, "events": events}
    found = first_steps(small(issues={"border": {"now": "half"}}, **changes), "storm")
    chance = 1 - math.exp(-0.2 * 2 * 3**0.5 * 0.25**0.5 * 84 / 30.4375)
    assert np.mean(found >= 0) == pytest.approx(chance, abs=4.5 * math.sqrt(chance * (1 - chance) / len(found)))


@pytest.mark.parametrize("ratio", [0.97, {"ratio": 0.97, "from": 55}])
def test_a_hazard_ratio_counts_from_a_level(ratio: Any) -> None:
    events = {"lost": {"rate": "0.2 per month", "hazard_ratio": {"support": ratio}}}
    case = small(factors={"support": {"unit": "per cent", "start": 55}}, events=events)
    found = first_steps(case, "lost")
    height = 1.0 if isinstance(ratio, dict) else 0.97**55
    chance = 1 - math.exp(-0.2 * height * 84 / 30.4375)
    assert np.mean(found >= 0) == pytest.approx(chance, abs=4.5 * math.sqrt(chance * (1 - chance) / len(found)))


def test_the_level_that_a_ratio_counts_from_may_be_uncertain_and_set() -> None:
    ratio = {"ratio": "2 to 3", "from": "-1 to 1"}
    factors = {"z": {"start": "-1 to 1", "volatility": "0.5 per sqrt-month"}}
    shift = {
        "on": AS_OF + timedelta(days=8),
        "chance": 1,
        "changes": [{"set": {"events.storm.hazard_ratio.z.from": 2}}],
    }
    events = {"storm": {"rate": "2 per month", "once": False, "hazard_ratio": {"z": ratio}}, "then": shift}
    assert_same_worlds(small(factors=factors, events=events), beliefs=6, runs=3)


NOW = {"on": AS_OF + timedelta(days=8), "chance": 1}


def after(change: dict[str, Any], until: int | None = None, **changes: Any) -> Stepping:
    """A world in which a change is made in step 1."""
    case = small(flags={"heat": {}}, events={"edict": {**NOW, "changes": [change, {"raise": "heat"}]}}, **changes)
    assert_same_worlds(case, beliefs=2, runs=2)
    world = Stepping(case)
    world.play_on(until=until)
    return world


def test_terms_are_put_in_force_and_reset() -> None:
    assert after({"terms": {"border": "half"}}).terms["border"] == ("half", "settled")
    reset = after({"reset": "border"}, meetings={"summit": meets(day=0)})
    assert reset.terms == {"border": ("none", "untouched"), "trade": ("full", "settled")}


def test_flags_are_raised_and_lowered() -> None:
    assert after({"reset": "trade"}).of("flag", "heat") == 1
    case = small(
        flags={"heat": {}},
        history={"then": {"on": AS_OF, "changes": [{"raise": "heat"}]}},
        events={"edict": {**NOW, "changes": [{"lower": "heat"}]}},
    )
    assert Stepping(case).play().of("flag", "heat") == 0


def test_meetings_are_called_and_cancelled() -> None:
    called = after(
        {"call": "talks", "within": "10 days"}, meetings={"talks": {**meets(), "on": None, "after": {"flag": "heat"}}}
    )
    assert called.of("first_held", "talks") == 3
    cancelled = after({"cancel": "summit"}, meetings={"summit": meets(day=20)})
    assert cancelled.of("held", "summit") == 0
    assert cancelled.outcome("summit") == "undecided"


def test_seats_are_given_and_taken() -> None:
    """East, which is against the border, signs nothing when it sits there; alone at a table nobody meets."""
    against = {"east": {"border": {"ideal": 0, "salience": 100}}}
    meetings = {"summit": meets(day=20, agenda=["border"])}
    assert after({"seat": "east", "at": "summit"}, positions=against, meetings=meetings).outcome("summit") == "none"
    alone = after({"unseat": "south", "at": "summit"}, meetings=meetings)
    assert (alone.of("held", "summit"), alone.of("missed", "summit")) == (0, 1)


def test_consent_is_required_and_waived() -> None:
    against = {"east": {"border": {"ideal": 0, "salience": 100}}}
    meetings = {"summit": meets(day=20, agenda=["border"])}
    required = after({"require_consent": "east", "on": "border"}, positions=against, meetings=meetings)
    assert required.outcome("summit") == "none"
    waived = after(
        {"waive_consent": "east", "on": "border"},
        positions=against,
        meetings=meetings,
        issues={"border": {"consent": ["east"]}},
    )
    assert waived.outcome("summit") == "deal"


def test_a_position_is_set() -> None:
    world = after({"set": {"positions.south.border.ideal": 0}}, meetings={"summit": meets(day=20, agenda=["border"])})
    assert world.outcome("summit") == "none"


def test_a_price_is_set_and_shifted() -> None:
    meetings = {"summit": meets(day=20)}
    assert after({"set": {"parties.south.price.value": 3}}, meetings=meetings).outcome("summit") == "none"
    assert after({"shift": {"price.south": 3}}, meetings=meetings).outcome("summit") == "none"
    assert after({"shift": {"price.south": 3}, "lasting": "7 days"}, meetings=meetings).outcome("summit") == "deal"
    faded = after({"shift": {"price.south": 3}, "half_life": "1 day"}, meetings=meetings)
    assert faded.outcome("summit") == "deal"


def test_what_a_party_foresees_is_set() -> None:
    """South comes to care for a factor that the border would move."""
    world = after(
        {"set": {"parties.south.cares.momentum": -10}},
        factors={"momentum": {"start": 0, "driven_by": {"border": "1 per month"}}},
        parties={"south": {"cares": {"momentum": 0}, "horizon": "3 months"}},
        meetings={"summit": meets(day=20, agenda=["border"])},
    )
    assert world.outcome("summit") == "none"
    assert world.state.foresight[1, 0] == pytest.approx(-30)


def test_terms_expire() -> None:
    case = small(issues={"border": {"expires": "15 days"}}, meetings={"summit": meets(day=7)})
    assert_same_worlds(case)
    world = Stepping(case)
    status = [world.terms["border"][1] for _ in world.steps()]
    assert status == ["untouched", *["settled"] * 3, *["untouched"] * 8]


def test_an_event_happens_once_or_again_and_again() -> None:
    for once in (True, False):
        world = Stepping(small(events={"storm": {"rate": "1000 per day", "once": once}})).play()
        assert world.of("event_count", "storm") == (1 if once else 12)
        assert world.of("event_first", "storm") == 0


def test_dates_lie_in_their_step() -> None:
    events = {"edict": {"on": date(2024, 1, 14), "chance": 1}, "late": {"on": date(2024, 1, 15), "chance": 1}}
    world = Stepping(small(events=events)).play()
    assert (world.of("event_first", "edict"), world.of("event_first", "late")) == (1, 2)
