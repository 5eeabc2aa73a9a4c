"""Offers with a price: given only for what is asked, no further than offered, and no wish."""

from __future__ import annotations

from pathlib import Path

import pytest
from comparing import assert_same_worlds

import detente
from detente.analysis.deals import deals
from detente.engine.run.replay import replay
from detente.engine.run.simulate import simulate

FILE = Path(__file__).parents[2] / "docs" / "files" / "offers.yaml"
TEXT = FILE.read_text(encoding="utf-8")


def case_of(text: str) -> detente.Case:
    found = detente.check(text)
    assert found.case is not None, found.problems
    return found.case


def share(case: detente.Case, scenario: str) -> float:
    worlds = simulate(case, beliefs=60, runs=10, threads=1)
    return float(worlds.tally.scenario[:, worlds.scenario_ids.index(scenario)].sum()) / 600


def test_what_is_offered_is_never_given_for_less() -> None:
    case = case_of(TEXT)
    assert share(case, "for-less") == 0.0
    assert share(case, "traded") > 0.3
    for belief in range(12):
        for what in replay(case, seed=1, belief=belief, run=0).happenings:
            plant, relief = what.terms.get("plant", "runs"), what.terms.get("relief", "none")
            assert plant != "dismantled" or relief == "full"
            assert plant != "capped" or relief in ("partial", "full")


def test_coded_as_a_wish_the_plant_goes_for_less() -> None:
    wish = TEXT.replace("plant: {ideal: runs, salience: 20 to 40}", "plant: {ideal: dismantled, salience: 20 to 40}")
    wish = wish[: wish.index("offers:")] + wish[wish.index("meetings:") :]
    assert share(case_of(wish), "for-less") > 0.3


def test_what_goes_the_other_way_is_free() -> None:
    text = TEXT.replace("now: runs, options: {runs: 0, capped: 50", "now: capped, options: {runs: 0, capped: 50")
    text = text.replace("    - {gives: {plant: capped}, for: {issue: relief, at_least: partial}}\n", "")
    text = text.replace("plant: {ideal: dismantled, salience: 60 to 90}", "plant: {ideal: runs, salience: 60 to 90}")
    space = deals(case_of(text), want="plant=runs", options=detente.PlayOptions(beliefs=10))
    assert space.empty < 1.0


def test_a_larger_gift_in_return_asks_for_its_own_price() -> None:
    space = deals(case_of(TEXT), want="plant=dismantled, relief=partial", options=detente.PlayOptions(beliefs=10))
    assert space.empty == 1.0
    assert any(what.kind == "insists" and what.party == "guest" for block in space.blocks for what in block.what)


def test_the_slow_twin_plays_offers_the_same() -> None:
    assert_same_worlds(case_of(TEXT), beliefs=6, runs=3)


@pytest.mark.parametrize(("salience", "warned"), [("20 to 40", False), ("95", True)])
def test_an_offer_at_a_loss_is_warned_of(salience: str, warned: bool) -> None:
    text = TEXT.replace("plant: {ideal: runs, salience: 20 to 40}", f"plant: {{ideal: runs, salience: {salience}}}")
    assert [each.kind == "offered_at_a_loss" for each in detente.check(text).problems] == [True] * warned
