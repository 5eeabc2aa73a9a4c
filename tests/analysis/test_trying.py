"""`check --deep`: what a short look shows that reading does not."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

import detente
from detente.analysis.trying import try_out
from detente.cli import detente as command

CASE = """\
detente: 1
id: ferry
title: The ferry
as_of: 2024-03-01
until: 2024-06-01
parties:
  north: {{price: {{value: {price}}}}}
  south: {{price: {{value: 0.05}}}}
issues:
  fare: {{topic: money, now: high, options: {{low: 0, half: 60, high: 100}}}}
  night: {{topic: hours, now: none, options: {{none: 0, daily: 100}}}}
positions:
  north: {{fare: {{ideal: high, salience: 20, limit: {limit}}}, night: {{ideal: daily, salience: 60}}}}
  south: {{fare: {{ideal: low, salience: 60}}, night: {{ideal: daily, salience: 10}}}}
flags: {{gale: {{}}}}
meetings:
  spring: {{on: 2024-04-01, table: [north, south]}}
scenarios:
  - cheap: {{when: {{issue: fare, below: 80}}}}
levers:
  wind: {{changes: [{{{change}}}]}}
"""
SOUND = {"price": 0.05, "limit": 50, "change": "set: {parties.north.price.value: 3}"}


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ({}, {("never_reached", "issues.fare.options.low")}),
        ({"limit": "half"}, {("never_reached", "issues.fare.options.low")}),
        ({"price": 3}, {("never_a_deal", "meetings.spring"), ("lever_idle", "levers.wind")}),
        ({"limit": 10, "change": "raise: gale"}, {("lever_idle", "levers.wind")}),
    ],
)
def test_what_a_short_look_shows(change: dict[str, object], kinds: set[tuple[str, str]]) -> None:
    if change.get("limit") == 10:
        kinds = kinds | {("never_reached", "issues.fare.options.low")}
    case = detente.check(CASE.format(**{**SOUND, **change})).case
    assert case is not None
    found = try_out(case)
    assert {(each.kind, each.path) for each in found.problems} == kinds
    assert found.seconds > 0.0
    assert all(each.severity == "warning" for each in found.problems)


def test_who_stands_in_the_way_is_named() -> None:
    case = detente.check(CASE.format(**{**SOUND, "price": 3})).case
    assert case is not None
    assert "north" in next(each.hint for each in try_out(case).problems if each.kind == "never_a_deal")


@pytest.mark.parametrize(("language", "words"), [("en", "seconds here"), ("zh", "约需")])
def test_the_command_says_how_long_a_play_takes(tmp_path, language: str, words: str) -> None:
    path = tmp_path / "ferry.yaml"
    path.write_text(CASE.format(**SOUND), encoding="utf-8")
    shown = CliRunner().invoke(command, ["check", str(path), "--deep", "--lang", language])
    assert shown.exit_code == 0, shown.output
    assert words in shown.output
    assert "low" in shown.output
