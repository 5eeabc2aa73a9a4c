"""What the essay says of the levers, as paired differences of more than three errors.

P numbers are paragraphs of the source `essay`, counted from 0.
"""

from __future__ import annotations

import pytest

import detente
from detente.analysis.compare.levers import Levers, levers
from detente.analysis.compare.paired_effects import Effect
from detente.analysis.compare.whatif import whatif
from detente.play_options import PlayOptions

ERRORS = 3.0
FEW, MANY = PlayOptions(beliefs=150, runs=10, seed=11), PlayOptions(beliefs=500, runs=20, seed=11)
MORE = PlayOptions(beliefs=1000, runs=20, seed=11)


def errors(found: Levers, lever: str, scenario: str) -> float:
    comparison = next(view for view in found.levers if view.id == lever)
    effect = next(view for view in comparison.scenarios if view.id == scenario)
    return effect.value / effect.standard_error


def effect_on(found: Levers, lever: str, kind: str, meeting: str) -> Effect:
    comparison = next(view for view in found.levers if view.id == lever)
    effects: tuple[Effect, ...] = getattr(comparison, kind)
    return next(view for view in effects if view.id == meeting)


def test_s6_without_shelving_failure_is_likelier_and_all_parties_have_less() -> None:
    """P22: the most that can be done is to put the hardest issues aside."""
    found = levers(detente.load("alaska-2025"), chosen=["no-shelving"], options=FEW)
    assert errors(found, "no-shelving", "failure") > ERRORS
    assert all(view.value < -ERRORS * view.standard_error for view in found.levers[0].parties)


@pytest.fixture(scope="module")
def every() -> Levers:
    return levers(detente.load("alaska-2025"), options=MANY)


ASSERTED = {
    "S7 P25-P26: a mediator who drafts makes success likelier": ("mediator-elsewhere", "success", +1),
    "S7 P25-P26: and failure less likely": ("mediator-elsewhere", "failure", -1),
    "S8 P28: persuasion that can be paid for makes success likelier": ("guarantees-on-the-table", "success", +1),
    "S10 P33: European security in the same talks makes success likelier": ("europe-on-the-agenda", "success", +1),
    "S6 P22: without shelving failure is likelier": ("no-shelving", "failure", +1),
}


@pytest.mark.long
@pytest.mark.parametrize("row", ASSERTED)
def test_levers_move_the_outlook_as_the_essay_says(every: Levers, row: str) -> None:
    lever, scenario, sign = ASSERTED[row]
    assert sign * errors(every, lever, scenario) > ERRORS


@pytest.mark.long
def test_s3_four_more_weeks_let_the_meeting_settle_more(every: Levers) -> None:
    """P17-P18: no preparation, so one issue and not the whole relationship."""
    settled = effect_on(every, "more-preparation", "settled", "anchorage")
    assert settled.value > ERRORS * settled.standard_error


@pytest.mark.long
def test_s3_preparation_for_the_same_day_makes_success_likelier() -> None:
    """P17-P18. The lever takes time as well, which counts against success by a date."""
    case = detente.load("alaska-2025")
    changes = [{"set": {"meetings.anchorage.preparation": "36 days"}}]
    found = whatif(case, changes=changes, options=MANY).comparison
    success = next(view for view in found.scenarios if view.id == "success")
    assert success.value > ERRORS * success.standard_error


@pytest.mark.long
def test_s7_talks_among_three_strike_less() -> None:
    """P28: talks among three are far more complex. What they strike needs no answer, so success may be as likely."""
    found = levers(detente.load("alaska-2025"), chosen=["three-way"], options=MORE)
    struck = effect_on(found, "three-way", "packages", "anchorage")
    assert struck.value < -ERRORS * struck.standard_error
