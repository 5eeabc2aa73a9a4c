"""Members take over what their bloc wants, but for what they say; what they take over is one number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from comparing import assert_same_worlds

import detente
from detente.case.numbers.paths import quantities
from detente.engine.layout.build import lay_out
from detente.engine.run.beliefs import Beliefs
from detente.errors import CaseError

FILE = Path(__file__).parents[2] / "docs" / "files" / "blocs.yaml"


@pytest.fixture(scope="module")
def case() -> detente.Case:
    return detente.load(FILE)


def test_a_member_has_what_its_bloc_wants_but_for_what_it_says(case: detente.Case) -> None:
    found = case.document.positions
    assert found["alder"]["quota"].ideal.of == "blocs.coast.positions.quota.ideal"
    assert found["alder"]["quota"].limit is None
    assert found["cedar"]["quota"].ideal.of == "blocs.coast.positions.quota.ideal"
    assert found["cedar"]["quota"].limit is not None
    assert found["cedar"]["quota"].limit.of == ""
    assert found["elm"]["patrols"].ideal.of == ""
    assert found["gorse"].keys() == {"season"}


def test_defaults_and_what_is_insisted_on_are_taken_over(case: detente.Case) -> None:
    document = case.document
    assert document.insists["dell"] == document.insists["elm"] == {"quota": ("season",)}
    assert document.parties["dell"].style != document.parties["elm"].style
    assert document.parties["dell"].price == document.parties["elm"].price
    assert document.meetings["spring"].table == ("alder", "birch", "cedar", "dell", "elm", "fir", "gorse")


def test_what_is_taken_over_is_one_number(case: detente.Case) -> None:
    paths = quantities(case.document)
    assert "blocs.coast.positions.quota.ideal" in paths
    assert "positions.alder.quota.ideal" not in paths
    plan = lay_out(case.document).plan
    assert plan.ideal[0, 0] == plan.ideal[1, 0] == plan.ideal[2, 0] != plan.ideal[3, 0]


def test_wants_drawn_apart_differ_from_member_to_member() -> None:
    text = FILE.read_text(encoding="utf-8").replace("    title: The coast", "    title: The coast\n    apart: true")
    document = detente.check(text).case.document
    layout = lay_out(document)
    numbers = Beliefs.of(document, layout.slots).draw(1, 0, 50)
    first, second = (numbers[:, layout.slots.of(f"positions.{who}.quota.ideal")] for who in ("alder", "birch"))
    assert not np.array_equal(first, second)
    assert layout.slots.find("blocs.coast.positions.quota.ideal") < 0


def test_the_slow_twin_plays_blocs_the_same(case: detente.Case) -> None:
    assert_same_worlds(case, beliefs=6, runs=3)


def test_a_bloc_and_a_member_are_changed_from_outside(case: detente.Case) -> None:
    changed = detente.with_values(case, {"blocs.coast.positions.quota.ideal": 10}).document
    assert changed.positions["alder"]["quota"].ideal.notation == changed.positions["cedar"]["quota"].ideal.notation
    alone = detente.with_values(case, {"positions.cedar.quota.ideal": 90}).document
    assert alone.positions["cedar"]["quota"].ideal.of == ""
    assert alone.positions["alder"]["quota"].ideal.of != ""


def test_a_lever_on_a_bloc_reaches_its_members() -> None:
    lever = "levers:\n  softer: {changes: [{set: {blocs.fleet.positions.quota.ideal: 60}}]}\n"
    case = detente.check(FILE.read_text(encoding="utf-8") + lever).case
    from detente.case.editing.levers import with_levers

    edited = with_levers(case, ["softer"])["softer"].document
    assert edited.positions["dell"]["quota"].ideal == edited.positions["elm"]["quota"].ideal
    assert edited.positions["dell"]["quota"].ideal != case.document.positions["dell"]["quota"].ideal


def test_a_member_that_says_too_little_of_its_own_is_refused() -> None:
    text = FILE.read_text(encoding="utf-8").replace(
        "gorse: {season: {ideal: short, salience: 50}}", "gorse: {season: {ideal: short}}"
    )
    with pytest.raises(CaseError) as refused:
        detente.case.reading.read.read_text(text)
    assert [each.kind for each in refused.value.problems] == ["missing"]
