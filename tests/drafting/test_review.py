"""A draft is gone through part by part, put aside and gone on with; nothing that a person decided is lost."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import detente
from detente.cli.frame.verbs import detente as program
from detente.drafting.draft import draft
from detente.drafting.review import Decision, candidates, reviewed
from detente.errors import EvidenceError

NEWS = Path(__file__).parents[2] / "docs" / "files" / "river-news.txt"
TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))


@pytest.fixture(scope="module")
def found():
    return draft([NEWS])


def run(*arguments, answers="") -> object:
    return CliRunner().invoke(program, list(arguments), input=answers)


def test_candidates_have_places_in_the_text(found):
    text = NEWS.read_text(encoding="utf-8")
    listed = candidates(found)
    assert {one.kind for one in listed} == {"parties", "issues", "positions", "meetings", "scenarios"}
    for one in listed:
        assert all(text[claim.start : claim.end] == claim.quotation for claim in one.claims)
    assert all(one.claims for one in listed if one.kind == "positions" and one.mark == "inferred")


def test_what_is_accepted_or_written_is_the_analysts(found):
    path = "positions.delta.monitoring"
    edited = reviewed(found, [Decision(path, "edit", "60 to 80")])
    assert edited.case["positions"]["delta"]["monitoring"]["ideal"]["value"] == "60 to 80"
    assert next(one.mark for one in candidates(edited) if one.path == path) == "analyst"
    assert found.case["positions"]["delta"]["monitoring"]["ideal"]["value"] != "60 to 80"
    assert detente.check(edited.text).problems == ()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_whatever_is_rejected_the_case_loads_or_nothing_is_done(path):
    whole = draft([path], as_of=date(2027, 6, 1))
    for one in candidates(whole)[::4]:
        try:
            left = reviewed(whole, [Decision(one.path, "reject")])
        except EvidenceError:
            continue
        assert detente.check(left.text).problems == ()
        assert one.path not in {each.path for each in candidates(left)}


def test_an_issue_is_merged_with_its_positions(found):
    merged = reviewed(found, [Decision("issues.monitoring", "merge", "issues.binding-agreement")])
    assert set(merged.case["issues"]) == {"binding-agreement"}
    assert detente.check(merged.text).problems == ()
    with pytest.raises(EvidenceError, match="one party at the table"):
        reviewed(found, [Decision("parties.highland", "merge", "parties.delta")])


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        (Decision("parties.nobody", "accept"), "no parties.nobody"),
        (Decision("parties.delta", "merge", "issues.monitoring"), "cannot be merged"),
        (Decision("parties.delta", "merge", "parties.delta"), "cannot be merged"),
        (Decision("positions.delta.monitoring", "edit", "60 to"), "would not load"),
        (Decision("positions.delta.monitoring", "edit", " "), "nothing was written"),
    ],
)
def test_decisions_that_cannot_be_done_say_so(found, decision, says):
    with pytest.raises(EvidenceError, match=says):
        reviewed(found, [decision])


def test_a_review_is_put_aside_and_gone_on_with(tmp_path):
    news = shutil.copy(NEWS, tmp_path / "news.txt")
    target = tmp_path / "case.yaml"
    first = run("draft", str(news), "--out", str(target), "--review", answers="a\nr\ne\na treaty\nq\n")
    assert first.exit_code == 0, first.output
    assert "left. The case" in first.output
    kept = json.loads((tmp_path / "case.review.json").read_text(encoding="utf-8"))
    decided = len(kept["decisions"])
    assert decided >= 1
    again = run("draft", "--continue", str(target), "--lang", "zh", answers="a\n")
    assert again.exit_code == 0, again.output
    assert "以后继续" in again.output
    kept = json.loads((tmp_path / "case.review.json").read_text(encoding="utf-8"))
    assert len(kept["decisions"]) == decided + 1
    assert detente.check(target.read_text(encoding="utf-8")).problems == ()
    assert run("draft", "--continue", str(target), answers="a\n" * 40).exit_code == 0
    assert "0 left" in run("draft", "--continue", str(target)).output


def test_a_review_of_something_else_is_refused(tmp_path):
    news = Path(shutil.copy(NEWS, tmp_path / "news.txt"))
    target = tmp_path / "case.yaml"
    assert "no review" in run("draft", "--continue", str(target)).output
    run("draft", str(news), "--out", str(target), "--review", answers="q\n")
    text = target.read_text(encoding="utf-8")
    target.write_text(text + "# mine\n", encoding="utf-8")
    assert "edited by hand" in run("draft", "--continue", str(target), answers="a\n").output
    assert target.read_text(encoding="utf-8").endswith("# mine\n")
    target.write_text(text, encoding="utf-8")
    news.write_text("Other words.", encoding="utf-8")
    assert "has changed" in run("draft", "--continue", str(target), answers="a\n").output
    (tmp_path / "case.review.json").write_text("{", encoding="utf-8")
    assert "damaged" in run("draft", "--continue", str(target)).output


@pytest.mark.parametrize(
    "arguments",
    [(), (str(NEWS), "--review"), (str(NEWS), "--review", "--json"), (str(NEWS), "--continue", str(NEWS))],
)
def test_options_that_do_not_go_together(arguments):
    assert run("draft", *arguments).exit_code == 2
