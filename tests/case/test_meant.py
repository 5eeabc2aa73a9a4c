"""What `check` warns of: likely mistakes of a sound case, and none where there is none."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import detente

CASE = """\
detente: 1
id: ferry
title: The ferry
as_of: 2024-03-01
until: 2024-12-01
parties:
  north: {{price: {{value: {price}}}}}
  south: {{}}
issues:
  fare: {{topic: money, now: high, options: {{low: 0, high: {high}}}}}
  night: {{topic: hours, now: none, options: {{none: 0, daily: 100}}}}
positions:
  north: {{fare: {{ideal: high, salience: {salience}}}, night: {{ideal: {ideal}, salience: 60}}}}
  south: {{fare: {{ideal: low, salience: 60}}, night: {{ideal: daily, salience: 40}}}}
factors:
  support: {{unit: per cent, start: {start}}}
events:
  strike: {{rate: 1 per year, hazard_ratio: {{support: 0.97}}}}
meetings:
  spring: {{on: 2024-04-01, table: [north, south], preparation: {preparation}, takes_place: {takes_place}}}
questions:
  cheap:
    when: {{issue: fare, below: 50, by: 2024-06-01}}
    rules: {{text: "{rule}"}}
"""
SOUND = {
    "price": 0.05,
    "high": 100,
    "salience": 60,
    "ideal": "none",
    "start": 5,
    "preparation": "1 to 6 weeks",
    "takes_place": "0.1 to 0.9",
    "rule": "Settled by 1 June 2024, 23:59 in Washington",
}


@pytest.mark.parametrize(
    ("change", "kind", "path"),
    [
        ({"price": 5}, "price_above_all", "parties.north.price.value"),
        ({"high": 1}, "scale_of_one", "issues.fare.options"),
        ({"salience": 0.6}, "salience_of_one", "positions.north.fare.salience"),
        ({"start": 55}, "ratio_from_nought", "events.strike.hazard_ratio.support"),
        ({"preparation": "0 to 6 weeks"}, "interval_from_nought", "meetings.spring.preparation"),
        (
            {"ideal": "{quantiles: {0.25: 25, 0.5: 30, 0.75: 40}}"},
            "ends_cut_off",
            "positions.north.night.ideal",
        ),
        ({"takes_place": "0.001 to 0.1"}, "share_near_end", "meetings.spring.takes_place"),
        ({"takes_place": "0.9 to 0.999"}, "share_near_end", "meetings.spring.takes_place"),
        ({"rule": "Settled by 30 June 2024"}, "other_day", "questions.cheap.rules.text"),
        ({"rule": "Settled by June 30, 2024"}, "other_day", "questions.cheap.rules.text"),
        ({"rule": "至2024年6月30日达成"}, "other_day", "questions.cheap.rules.text"),
    ],
)
def test_a_likely_mistake_is_told_where_it_stands(change, kind, path):
    found = detente.check(CASE.format(**(SOUND | change)))
    assert [(each.kind, each.path, each.severity) for each in found.problems] == [(kind, path, "warning")]
    assert found.case is not None
    assert found.problems[0].line > 1


def test_a_ratio_that_says_what_it_counts_from_is_not_warned_of():
    text = CASE.format(**(SOUND | {"start": 55})).replace("support: 0.97", "support: {ratio: 0.97, from: 55}")
    assert detente.check(text).problems == ()


def test_an_interval_of_shares_has_a_middle_at_a_bound_only_where_it_says_so():
    text = CASE.format(**(SOUND | {"takes_place": "{quantiles: {0.05: 0.001, 0.5: 0.01, 0.95: 0.1}}"}))
    assert detente.check(text).problems == ()


def test_a_sound_case_is_not_warned_of():
    assert detente.check(CASE.format(**SOUND)).problems == ()


@pytest.mark.parametrize("case", [each.id for each in detente.cases()])
def test_shipped_cases_are_not_warned_of(case):
    assert detente.check(detente.load(case).text, levers=False).problems == ()


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("silent-mistakes", {"price_above_all", "scale_of_one", "salience_of_one"}),
        ("hazard-not-centred", {"ratio_from_nought"}),
        ("shelf-quartiles", {"ends_cut_off"}),
        ("interval-zero", {"interval_from_nought", "share_near_end"}),
        ("q-dates-ok", {"other_day"}),
        ("cat", set()),
    ],
)
def test_trials(shared: Path, name, kinds):
    text = (shared / "trials" / "engine" / f"{name}.yaml").read_text(encoding="utf-8")
    assert {each.kind for each in detente.check(text).problems} == kinds


def test_a_small_text_that_stands_for_something_enormous_is_refused_at_once():
    text = (Path(__file__).parents[1] / "broken_cases" / "too_many_nodes.yaml").read_text(encoding="utf-8")
    before = time.process_time()
    assert [each.kind for each in detente.check(text).problems] == ["too_many_nodes"]
    assert time.process_time() - before < 5.0


def test_no_more_than_a_hundred_problems_are_told():
    text = CASE.format(**SOUND) + "".join(f"unknown-{k}: 1\n" for k in range(500))
    problems = detente.check(text).problems
    assert len(problems) == 100
    assert "401" in problems[-1].found


@pytest.mark.parametrize("escape", ["\\ud800", "\\e[2J", "\\u202e", "\\u2066", "\\x00", "\\a"])
def test_texts_are_looked_at_after_escapes_are_read(escape):
    text = CASE.format(**SOUND).replace("title: The ferry", f'title: "The {escape} ferry"')
    problems = detente.check(text).problems
    assert [(each.kind, each.line) for each in problems] == [("unprintable", 3)]
