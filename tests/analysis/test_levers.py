"""Levers, other changes and two versions of a case, on a case whose every number is known."""

from __future__ import annotations

import numpy as np
import pytest

from detente.analysis.compare.diff import diff, differences
from detente.analysis.compare.endings import play_ends
from detente.analysis.compare.levers import aim_of, compare, levers
from detente.analysis.compare.whatif import whatif
from detente.case import load
from detente.case.editing.edit import with_changes, with_values
from detente.case.editing.levers import with_levers
from detente.engine.layout.plan import Outcome
from detente.errors import CaseError, OptionError
from detente.play_options import PlayOptions

OPTIONS = PlayOptions(beliefs=400, runs=50, seed=5)
FEW = PlayOptions(beliefs=4, runs=4)


@pytest.fixture(scope="module")
def found(two_ends):
    return levers(two_ends, options=OPTIONS)


def effect(comparison, key):
    return next(view for view in (*comparison.scenarios, *comparison.parties) if view.id == key)


def near(value, truth, error):
    assert abs(value - truth) <= 4.0 * error + 1e-12


def test_a_lever_moves_each_end_by_what_it_changes(found):
    """Rain has 0.3 on average; irrigation makes it 0.25 for certain."""
    irrigate = found.levers[0]
    harvest, drought = effect(irrigate, "harvest"), effect(irrigate, "drought")
    near(harvest.value, -0.05, harvest.standard_error)
    assert harvest.value == pytest.approx(-drought.value)
    assert harvest.standard_error < 0.015
    near(harvest.raised, 0.25 / 0.6, 0.03)


def test_what_it_costs_whom_is_known(found):
    """A wet field is worth all to the farmer, whose ideal it is, and takes half from the tourist, whose ideal is 25."""
    irrigate = found.levers[0]
    farmer, tourist = effect(irrigate, "farmer"), effect(irrigate, "tourist")
    near(farmer.base, 0.3, 3 * farmer.standard_error)
    near(farmer.value, -0.05, farmer.standard_error)
    assert tourist.base == pytest.approx(-0.5 * farmer.base)
    assert tourist.value == pytest.approx(-0.5 * farmer.value)


def test_gains_are_exact_where_each_world_is_known(two_ends):
    """The mean gain of a belief is that of its worlds, one by one."""
    ends, worlds = play_ends(two_ends, OPTIONS)
    wet = worlds.tracks.scenario == 0
    assert ends.gain("farmer") == pytest.approx(wet.mean(axis=1))
    assert ends.gain("tourist") == pytest.approx(-0.5 * wet.mean(axis=1))


def test_terms_that_a_lever_puts_in_force_are_gained(found):
    """The flood makes the field wet from the start: the farmer has it always, whatever the rain."""
    flood = next(lever for lever in found.levers if lever.id == "flood")
    assert effect(flood, "farmer").other == pytest.approx(1.0)
    assert effect(flood, "tourist").other == pytest.approx(-0.5)
    assert effect(flood, "harvest").value == 0.0


def test_a_lever_that_does_nothing_shows_nothing(found):
    pray = next(lever for lever in found.levers if lever.id == "pray")
    assert all(view.value == view.standard_error == view.raised == view.lowered == 0.0 for view in pray.scenarios)


def test_what_becomes_of_a_meeting_is_counted_world_by_world():
    """Without shelving a summit strikes less; what it strikes may still be refused by those who were not there."""
    case = load("alaska-2025")
    changed = with_levers(case, ["no-shelving"])["no-shelving"]
    options = PlayOptions(beliefs=20, runs=10, seed=2)
    (base, worlds), (other, changed_worlds) = play_ends(case, options), play_ends(changed, options)
    compared = compare(case, base, other)
    before, after = counted(worlds.tracks), counted(changed_worlds.tracks)
    for kind in ("packages", "agreements", "settled"):
        effects = getattr(compared, kind)
        assert tuple(view.id for view in effects) == worlds.layout.names.meetings
        assert [view.base for view in effects] == pytest.approx(before[kind])
        assert [view.other for view in effects] == pytest.approx(after[kind])
        assert [view.value for view in effects] == pytest.approx(after[kind] - before[kind])


def counted(tracks):
    """What comes of every meeting, on average over worlds."""
    settled = tracks.fate >= 2
    return {
        "packages": np.isin(tracks.outcome, (Outcome.DEAL, Outcome.REFUSED)).mean(axis=(0, 1)),
        "agreements": settled.any(axis=-1).mean(axis=(0, 1)),
        "settled": settled.sum(axis=-1).mean(axis=(0, 1)),
    }


def test_a_case_without_meetings_has_no_effects_on_them(found):
    assert all(lever.packages == lever.agreements == lever.settled == () for lever in found.levers)


def test_regret_is_that_of_the_other_option(found):
    """E max(p, 0.25) − 0.3 = 0.0521 is forgone as it is, and 0.1021 with irrigation."""
    near(found.as_it_is.value, 0.35208333 - 0.3, 3 * found.as_it_is.standard_error + 0.004)
    regret = found.levers[0].regret
    near(regret.value, 0.35208333 - 0.25, 3 * regret.standard_error + 0.004)


def test_levers_come_in_the_order_of_the_case_with_what_reproduces_them(found, two_ends):
    assert [lever.id for lever in found.levers] == ["irrigate", "pray", "flood"]
    assert found.stamp.case_sha256 == two_ends.sha256
    assert (found.stamp.beliefs, found.stamp.runs, found.stamp.seed) == (400, 50, 5)
    assert found.levers[0].changes == ({"set": {"events.rain.chance": 0.25}},)
    assert found.aim.of == "harvest"


def test_watching_the_ends_changes_no_draw(two_ends):
    import detente

    plain = detente.simulate(two_ends, beliefs=20, runs=10, seed=3)
    ends, _ = play_ends(two_ends, PlayOptions(beliefs=20, runs=10, seed=3))
    assert np.array_equal(plain.tally.scenario[:, 0], ends.happens("harvest").sum(axis=1))


def test_interrupting_returns_what_is_done(two_ends):
    calls = []

    def progress(done, total, phase):
        calls.append((done, total))
        if done > 2 * FEW.worlds:
            raise KeyboardInterrupt

    found = levers(two_ends, options=FEW.with_(progress=progress))
    assert [lever.id for lever in found.levers] == ["irrigate"]
    assert found.left_out == ("pray", "flood")
    assert max(total for _, total in calls) == 4 * FEW.worlds


def test_interrupting_before_the_first_lever_is_done_is_an_interruption(two_ends):
    def progress(done, total, phase):
        if done > FEW.worlds:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        levers(two_ends, options=FEW.with_(progress=progress))


def test_unknown_names_are_bad_input(two_ends):
    with pytest.raises(OptionError, match="did you mean 'irrigate'"):
        levers(two_ends, chosen=["irigate"], options=FEW)
    with pytest.raises(OptionError, match="avoid: there is no 'floods'"):
        aim_of(two_ends, "floods", -1)
    assert aim_of(two_ends, "farmer").is_party


def test_too_few_worlds_are_told(two_ends):
    assert "Too few worlds" in levers(two_ends, chosen=["pray"], options=FEW).status.en


def test_whatif_is_the_comparison_of_any_change(two_ends):
    changed = with_values(two_ends, {"events.rain.chance": 0.25})
    asked = whatif(two_ends, {"events.rain.chance": 0.25}, options=OPTIONS)
    near(effect(asked.comparison, "harvest").value, -0.05, effect(asked.comparison, "harvest").standard_error)
    assert asked.changed_sha256 == changed.sha256 != asked.stamp.case_sha256


def test_a_change_that_breaks_the_case_is_the_case_s_own_error(two_ends):
    with pytest.raises(CaseError) as caught:
        with_changes(two_ends, [{"set": {"events.rain.chance": 1.5}}])
    assert "events.rain.chance" in str(caught.value)


def test_diff_says_what_changed_in_the_text_and_in_the_outlook(two_ends):
    changed = with_values(two_ends, {"events.rain.chance": 0.25, "positions.tourist.field.ideal": 40})
    found = diff(two_ends, changed, options=OPTIONS)
    by_path = {change.path: change for change in found.text}
    assert by_path["positions.tourist.field.ideal"].before == "25"
    assert by_path["positions.tourist.field.ideal"].after == "40"
    assert by_path["positions.tourist.field.ideal"].where_before.partition("two-ends.yaml")[2].startswith(":")
    rain = by_path["events.rain.chance"]
    assert (rain.before, rain.after) == ("{value: uniform(0, 0.6), because: [showers]}", "0.25")
    assert found.same_structure
    harvest = next(view for view in found.scenarios if view.id == "harvest")
    near(harvest.value, -0.05, harvest.standard_error)


def test_diff_of_the_same_case_is_nothing(two_ends):
    found = diff(two_ends, two_ends, options=FEW)
    assert found.text == ()
    assert not found.comments_only
    assert all(view.value == 0.0 for view in (*found.scenarios, *found.parties))


def test_diff_names_what_only_one_case_has(two_ends):
    from detente.case.reading.read import read_text

    more = two_ends.text.replace(
        "scenarios:\n", "scenarios:\n  - wind: {when: {all: [{event: wind}, {flag: rain}]}}\n"
    ).replace("# Rain comes", "# Here rain comes")
    other = read_text(more, "more.yaml")
    found = diff(two_ends, other, options=FEW)
    assert [change.path for change in found.text] == ["scenarios.wind"]
    assert found.text[0].before is None
    assert found.only_second == ("wind",)
    assert not found.same_structure
    assert differences(two_ends, read_text(two_ends.text.replace("# Rain", "# The rain"), "same.yaml")) == ()
