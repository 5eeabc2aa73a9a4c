"""Worlds take in facts: against closed forms, exact enumeration, a Kalman filter, and simulation-based calibration."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from small_cases import AS_OF, small

from detente.analysis.update.update import observe
from detente.analysis.update.views import Observation
from detente.case import load
from detente.case.facts import load_facts, read_facts
from detente.engine.run.beliefs import Beliefs
from detente.engine.run.simulate import simulate
from detente.engine.update.run_filter import filter_facts
from detente.errors import CaseError
from detente.play_options import PlayOptions
from detente.testing import case_of

WEEK = timedelta(days=7)


def day(step: int) -> date:
    """A day in the middle of a step."""
    return AS_OF + step * WEEK + timedelta(days=3)


def facts_of(case, **facts):
    """Facts from what their file would hold; the day is that of a step."""
    head = "{status: memory, about: x, "
    lines = [f"  {name.replace('_', '-')}: {head}{text[1:]}" for name, text in facts.items()]
    text = "\n".join(["detente-events: 1", f"case: {case.id}", "facts:", *lines])
    return read_facts(text, case, "facts.yaml").used


def filtered(case, facts, beliefs=20, runs=50, seed=1, redraws=4):
    return filter_facts(case, facts, beliefs=beliefs, runs=runs, seed=seed, redraws=redraws, threads=1)


EVENTS = {
    "alarm": {"rate": "0.5 to 3 per month"},
    "strike": {"while": {"event": "alarm", "happened": True}, "rate": "2 per month"},
}
SCENARIOS = [{"struck": {"when": {"event": "strike", "happened": True}}}]


@pytest.fixture(scope="module")
def alarms():
    return small(events=EVENTS, scenarios=SCENARIOS)


@pytest.mark.parametrize("name", ["docs/files/06-what-may-happen.yaml", "alarms"])
def test_without_facts_the_worlds_are_those_of_a_play_bit_for_bit(name, alarms, request):
    case = alarms if name == "alarms" else load(request.config.rootpath / name)
    worlds = simulate(case, beliefs=30, runs=40, seed=5, threads=2)
    found = filtered(case, {}, 30, 40, seed=5).found
    assert np.array_equal(found.ending[:, 0], worlds.tally.scenario / 40)
    assert np.array_equal(found.true[:, 0], worlds.tally.true / 40)
    assert np.array_equal(found.event[:, 0], worlds.tally.event / 40)
    assert np.array_equal(found.held[:, 0], worlds.tally.held / 40)
    assert (found.evidence == 0.0).all()


def test_facts_that_say_nothing_leave_every_world_as_it_was(alarms):
    facts = facts_of(
        alarms,
        rumour=f"{{on: {day(2)}, likelihood: {{struck: 3, otherwise: 3}}}}",
        known=f"{{on: {day(4)}, likelihood: {{muddling-through: 0.5, open: 0.5, struck: 0.5}}}}",
    )
    found = filtered(alarms, facts).found
    assert np.array_equal(found.ending[:, 0], found.ending[:, 2])
    assert (found.evidence == 0.0).all()


def test_an_event_that_waits_and_then_comes_weighs_its_exact_chance(alarms):
    """Week by week: likelihood (1 − h)³ h for each belief, without Monte Carlo error."""
    facts = facts_of(
        alarms,
        **{f"no_{t}": f"{{on: {day(t)}, since: {day(t)}, event: alarm, happened: false}}" for t in range(3)},
        then=f"{{on: {day(3)}, event: alarm}}",
    )
    result = filtered(alarms, facts, 50, 4)
    numbers = simulate(alarms, beliefs=50, runs=2, seed=1, threads=1).numbers()
    rate = numbers[:, result.layout.slots.of("events.alarm.rate")]
    hazard = -np.expm1(-7.0 * rate)
    assert result.found.evidence[:, 4] == pytest.approx(np.log((1.0 - hazard) ** 3 * hazard), rel=1e-12)


def enumerated(hazard: float, strike: float, steps: int, seen: int) -> float:
    """Chance of an alarm in step 0, given a strike first in step `seen`: every course of two events, one by one."""
    weights = {True: 0.0, False: 0.0}
    for alarm, blow in product(range(steps + 1), repeat=2):  # step of each; `steps` stands for never
        chance = (1 - hazard) ** alarm * (hazard if alarm < steps else 1.0)
        if blow < steps and blow <= alarm:
            continue  # no strike before or with the alarm
        if alarm < steps:
            waits = min(blow, steps) - alarm - 1
            chance *= (1 - strike) ** waits * (strike if blow < steps else 1.0)
        if blow == seen:
            weights[alarm == 0] += chance
    return weights[True] / sum(weights.values())


def test_the_filter_agrees_with_exact_enumeration():
    events = {"alarm": {"rate": "2 per month"}, "strike": {**EVENTS["strike"], "rate": "3 per month"}}
    early = {"event": "alarm", "happened": True, "by": str(AS_OF + timedelta(days=6))}
    case = small(events=events, scenarios=[{"early": {"when": early}}])
    facts = facts_of(case, strike=f"{{on: {day(4)}, event: strike}}")
    found = filtered(case, facts, 400, 100, seed=3).found
    month = 30.4375
    hazard, strike = -math.expm1(-7.0 * 2.0 / month), -math.expm1(-7.0 * 3.0 / month)
    exact = enumerated(hazard, strike, 12, 4)
    weight = np.exp(found.evidence[:, 1])
    value = (weight * found.ending[:, 1, 0]).sum() / weight.sum()
    error = math.sqrt((weight**2 * (found.ending[:, 1, 0] - value) ** 2).sum()) / weight.sum()
    assert error < 0.006
    assert value == pytest.approx(exact, abs=4 * error)
    prior = hazard
    assert abs(exact - prior) > 20 * error  # a filter that learned nothing would be found out


def test_evidence_does_not_depend_on_the_order_of_facts_of_one_step(alarms):
    one, two, three = (
        f"{{on: {day(5)}, event: alarm}}",
        f"{{on: {day(5)}, likelihood: {{struck: 2, otherwise: 0.7}}}}",
        f"{{on: {day(5)}, since: {day(0)}, event: strike, happened: false}}",
    )
    ends, evidence = [], []
    for order in ((one, two, three), (three, two, one), (two, three, one)):
        facts = facts_of(alarms, **{f"f_{n}": text for n, text in enumerate(order)})
        found = filtered(alarms, facts).found
        ends.append(found.ending[:, 3])
        evidence.append(found.evidence[:, 3])
    for other in (1, 2):
        assert np.array_equal(evidence[0], evidence[other])
        assert np.array_equal(ends[0], ends[other])


def test_nothing_depends_on_threads_or_on_which_beliefs_are_played_together(alarms):
    facts = facts_of(alarms, a=f"{{on: {day(2)}, event: alarm}}", b=f"{{on: {day(6)}, event: strike}}")
    one = filter_facts(alarms, facts, beliefs=40, runs=20, seed=2, redraws=2, threads=1).found
    two = filter_facts(alarms, facts, beliefs=40, runs=20, seed=2, redraws=2, threads=2).found
    for first, second in zip(one, two, strict=True):
        assert first.tobytes() == second.tobytes()
    some = filter_facts(alarms, facts, beliefs=15, runs=20, seed=2, redraws=2, threads=1).found
    assert np.array_equal(some.ending, one.ending[:15])


def test_measurements_are_weighed_as_a_kalman_filter_weighs_them():
    """A random walk with known start and volatility, measured three times: the evidence is Gaussian."""
    mood = {"start": 0, "volatility": "1 per sqrt-month"}
    end = {"factor": "mood", "above": 0.5, "after": str(AS_OF + timedelta(days=77))}
    case = small(factors={"mood": mood}, scenarios=[{"high": {"when": end}}])
    seen = {2: 0.4, 5: -0.2, 8: 0.9}
    facts = facts_of(
        case, **{f"m_{t}": f"{{on: {day(t)}, factor: mood, level: {y}, sd: 0.4}}" for t, y in seen.items()}
    )
    found = filtered(case, facts, 300, 200, seed=4).found
    mean, variance, log, last = 0.0, 0.0, 0.0, -1
    for t, y in seen.items():
        variance += (t - last) * 7.0 / 30.4375
        total = variance + 0.4**2
        log += -0.5 * (y - mean) ** 2 / total + 0.5 * math.log(0.4**2 / total)
        gain = variance / total
        mean, variance, last = mean + gain * (y - mean), (1 - gain) * variance, t
    weight = np.exp(found.evidence[:, 3])
    assert math.log(weight.mean()) == pytest.approx(log, abs=4 * weight.std() / weight.mean() / math.sqrt(300))
    variance += (11 - last) * 7.0 / 30.4375
    exact = 0.5 * math.erfc((0.5 - mean) / math.sqrt(2 * variance))
    value = (weight * found.ending[:, 3, 0]).sum() / weight.sum()
    assert value == pytest.approx(exact, abs=0.015)


def test_likelihoods_of_ends_reweigh_them_exactly(alarms):
    facts = facts_of(alarms, leak=f"{{on: {day(3)}, likelihood: {{struck: 6, otherwise: 2}}}}")
    found = filtered(alarms, facts).found
    before, after = found.ending[:, 0, 0], found.ending[:, 1, 0]
    assert after == pytest.approx(before / (before + (1 - before) / 3))
    assert np.exp(found.evidence[:, 1]) == pytest.approx(before + (1 - before) / 3)


TALKS = {
    "talks": {"on": str(AS_OF + timedelta(days=9)), "table": ["north", "south"], "takes_place": 0.8},
}
WISHES = {
    "north": {"border": {"ideal": "60 to 100"}},
    "south": {"border": {"ideal": "0 to 100"}, "trade": {"ideal": "0 to 60"}},
}


@pytest.fixture(scope="module")
def talks():
    agreed = {"all": [{"issue": "border", "above": 0}]}
    prices = {"north": {"price": {"value": "0.02 to 0.2"}}, "south": {"price": {"value": "0.02 to 0.2"}}}
    return small(
        meetings=TALKS, positions=WISHES, parties=prices, general={"hold-out": 0.2, "persistence": 0.3},
        scenarios=[{"moved": {"when": agreed}}],
    )  # fmt: skip


def test_a_meeting_that_fails_weighs_the_share_of_its_noise_that_fails(talks):
    """The estimate for each belief is near the share of many plain runs that were held and struck nothing."""
    facts = facts_of(talks, none=f"{{on: {day(1)}, meeting: talks, outcome: none}}")
    found = filtered(talks, facts, 40, 100, seed=6, redraws=8).found
    worlds = simulate(talks, beliefs=40, runs=2000, seed=6, threads=2, keep_worlds=True)
    share = (worlds.tracks.outcome[:, :, 0] == 0).mean(axis=1)
    assert np.exp(found.evidence[:, 1]) == pytest.approx(share, abs=0.12)
    assert np.exp(found.evidence[:, 1]).mean() == pytest.approx(share.mean(), abs=0.015)
    assert (found.ending[np.isfinite(found.evidence[:, 1]), 1, 0] == 0.0).all()
    assert 0.1 < share.mean() < 0.9


def test_terms_of_a_meeting_are_imposed_and_weighed_by_their_distance(talks):
    exact = facts_of(
        talks, deal=f"{{on: {day(1)}, meeting: talks, outcome: deal, terms: {{border: half}}, width: 0.5}}"
    )
    wide = facts_of(talks, deal=f"{{on: {day(1)}, meeting: talks, outcome: deal, terms: {{border: half}}, width: 60}}")
    sharp, blunt = (filtered(talks, facts, 40, 100, seed=6, redraws=8).found for facts in (exact, wide))
    worlds = simulate(talks, beliefs=40, runs=1000, seed=6, threads=2, keep_worlds=True)
    fate = worlds.tracks.fate[:, :, 0]
    share = ((fate[:, :, 0] == 3) & (fate[:, :, 1] < 2)).mean()
    assert np.exp(sharp.evidence[:, 1]).mean() == pytest.approx(share, abs=0.015)
    assert 0.02 < share < 0.9
    assert np.exp(blunt.evidence[:, 1]).mean() > share
    for found in (sharp, blunt):
        assert found.ending[np.isfinite(found.evidence[:, 1]), 1, 0] == pytest.approx(1.0)


def test_a_meeting_not_held_weighs_the_chance_that_it_falls_through(talks):
    facts = facts_of(talks, off=f"{{on: {day(1)}, meeting: talks, held: false}}")
    assert np.exp(filtered(talks, facts).found.evidence[:, 1]) == pytest.approx(0.2)


def test_copies_of_a_run_share_their_past_and_not_their_future(alarms):
    """Few runs fit a sharp fact; were their copies to share their future, their ends would all be one."""
    facts = facts_of(alarms, a=f"{{on: {day(4)}, event: alarm}}", b=f"{{on: {day(5)}, event: strike, happened: false}}")
    found = filtered(alarms, facts, 30, 100).found
    few = np.isfinite(found.evidence[:, 2]) & (found.runs[:, 1] < 30)
    assert few.sum() >= 8
    ending = found.ending[few, 2, 0]
    assert ((ending > 0.0) & (ending < 1.0)).mean() > 0.8


def beliefs_of(result) -> np.ndarray:
    return Beliefs.of(result.case.document, result.layout.slots).draw(result.seed, 0, result.beliefs)


def ranks_of(number: str, count: int) -> np.ndarray:
    """Place of the true number among the weighted beliefs, for worlds that draw it and the facts anew.

    Returns:
        Shape (2, count): weighed rightly, and by the cube of the evidence, as if all had been told three times.
    """
    case = small(events=SBC_EVENTS, scenarios=SCENARIOS)
    ranks = np.empty((2, count))
    for trial in range(count):
        truth = simulate(case, beliefs=2, runs=2, seed=1000 + trial, threads=1, keep_worlds=True)
        slot = truth.layout.slots.of(number)
        steps = zip(("alarm", "strike"), truth.tracks.event_first[0, 0].tolist(), strict=True)
        facts = {}
        for name, step in sorted(steps, key=lambda entry: entry[1] % 99):  # never, a negative step, comes last
            came = "true" if step >= 0 else "false"
            facts[name] = f"{{on: {day(step if step >= 0 else 11)}, event: {name}, happened: {came}}}"
        result = filtered(case, facts_of(case, **facts), 100, 10, seed=trial)
        below = beliefs_of(result)[:, slot] < truth.numbers(0, 1)[0, slot]
        weight = np.exp(result.found.evidence[:, -1] - result.found.evidence[:, -1].max())
        for row, weights in enumerate((weight, weight**3)):
            ranks[row, trial] = weights[below].sum() / weights.sum()
    return ranks


def chi_square(ranks: np.ndarray, bins: int) -> float:
    counts = np.histogram(ranks, bins=bins, range=(0.0, 1.0))[0]
    expected = len(ranks) / bins
    return float(((counts - expected) ** 2 / expected).sum())


SBC_EVENTS = {"alarm": {"rate": "0.1 to 6 per month"}, "strike": {**EVENTS["strike"], "rate": "0.1 to 6 per month"}}


def test_posterior_ranks_are_uniform():
    """Simulation-based calibration (Talts et al. 2018, arXiv:1804.06788), 120 draws.

    A right filter fails once in a thousand (χ², 9 degrees of freedom). Power: a filter that takes every fact three
    times fails on the same draws.
    """
    right, thrice = (chi_square(ranks, 10) for ranks in ranks_of("events.alarm.rate", 120))
    assert right < 27.88
    assert thrice > 27.88


@pytest.mark.long
@pytest.mark.parametrize("number", ["events.alarm.rate", "events.strike.rate"])
def test_posterior_ranks_are_uniform_over_many_draws(number):
    right, thrice = (chi_square(ranks, 20) for ranks in ranks_of(number, 1000))
    assert right < 43.82  # 0.999 quantile, 19 degrees of freedom
    assert thrice > 43.82


@pytest.mark.long
def test_the_year_after_alaska_leaves_beliefs_to_read_from():
    """At least 100 of 2,000 beliefs count after all facts; a part of them, played here, must keep that share."""
    case = load("alaska-2025")
    facts = load_facts("alaska-2025", case)
    seen = observe(case, facts, options=PlayOptions(beliefs=200, runs=50, seed=1))
    assert seen.effective_beliefs >= 200 * 100 / 2000
    assert {view.id: view.chance.value for view in seen.after}["failure"] > 0.9


# ── Facts that no world explains ─────────────────────────────────────────────────────────────────────────────

FERRY = {
    "detente": 1,
    "id": "ferry",
    "title": "The ferry",
    "as_of": "2024-03-01",
    "until": "2024-12-01",
    "parties": {"north": {}, "south": {}},
    "issues": {"fare": {"topic": "money", "now": "high", "options": {"low": 20, "high": 80}}},
    "positions": {key: {"fare": {"ideal": "low", "salience": 60}} for key in ("north", "south")},
    "meetings": {"spring": {"on": "2024-04-04", "table": ["north", "south"], "takes_place": 0.5}},
    "events": {
        "storm": {"rate": "2 per year"},
        "strike": {"while": {"not": {"event": "storm"}}, "rate": "2 per year"},
        "late": {"while": {"meeting": "spring"}, "rate": "9 per year"},
    },
}


def told_of_ferry(facts: str) -> Observation:
    case = case_of(FERRY)
    text = f"detente-events: 1\ncase: ferry\nfacts:\n{facts}"
    return observe(case, read_facts(text, case), options=PlayOptions(beliefs=20, runs=20, threads=1))


def fact(key: str, on: str, what: str) -> str:
    return f"  {key}: {{on: {on}, about: It was told., status: memory, {what}}}\n"


def test_a_fact_about_a_dated_meeting_may_miss_its_date_by_days() -> None:
    exact = told_of_ferry(fact("held", "2024-04-04", "meeting: spring"))
    late = told_of_ferry(fact("held", "2024-04-06", "meeting: spring"))
    assert late.facts[0].expected == exact.facts[0].expected == pytest.approx(0.5, abs=0.1)


def test_a_fact_that_misses_by_more_is_told_with_the_nearest_day() -> None:
    with pytest.raises(CaseError, match="the nearest that any world has it is 2024-04-04"):
        told_of_ferry(fact("held", "2024-05-20", "meeting: spring"))
    assert told_of_ferry(fact("held", "2024-05-20", "meeting: spring, give_or_take: 8 weeks")).facts[0].expected > 0.4


def test_the_fact_that_leaves_no_world_is_named() -> None:
    facts = (
        fact("calm", "2024-04-01", "event: late, happened: false")
        + fact("storms", "2024-05-02", "event: storm")
        + fact("strikes", "2024-07-04", "event: strike")
    )
    with pytest.raises(CaseError, match="strikes, which no world explains beside storms"):
        told_of_ferry(facts)
