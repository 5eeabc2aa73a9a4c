"""`detente observe`: what it prints, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FILES = Path(__file__).parents[2] / "docs" / "files"
CASE, FACTS = str(FILES / "06-what-may-happen.yaml"), str(FILES / "river-facts.yaml")
FEW = ("--beliefs", "40", "--runs", "10")


@pytest.fixture(scope="module")
def seen():
    from click.testing import CliRunner

    from detente.cli import detente

    done = CliRunner().invoke(detente, ["observe", CASE, "--events", FACTS, *FEW, "--json"])
    assert done.exit_code == 0
    return json.loads(done.stdout)


def test_what_is_known_changes_the_outlook(seen):
    before, after = ({view["id"]: view["chance"]["value"] for view in seen[when]} for when in ("before", "after"))
    assert after["treaty"] < before["treaty"]
    assert sum(after.values()) + seen["open"] == pytest.approx(1.0, abs=1e-5)
    assert 1 < seen["effective_beliefs"] < 40


def test_shifts_add_up_from_before_to_after(seen):
    before, after = ({view["id"]: view["chance"]["value"] for view in seen[when]} for when in ("before", "after"))
    for end in before:
        moved = sum(fact["moved"].get(end, 0.0) for fact in seen["facts"])
        assert before[end] + moved == pytest.approx(after[end], abs=1e-5)


def test_context_and_the_unknown_are_carried(seen):
    kinds = {fact["id"]: (fact["kind"], fact["known_from"], fact["used"]) for fact in seen["facts"]}
    assert kinds["minister-resigns"] == ("context", "page", False)
    assert kinds["fishers-ask"] == ("context", "unknown", False)
    assert kinds["spring-without-result"] == ("meeting", "page", True)


@pytest.mark.parametrize(("language", "words"), [("en", "Beliefs left"), ("zh", "剩余情况判断")])
def test_it_speaks_both_languages_and_writes_a_report(call, tmp_path, language, words):
    page = tmp_path / "observed.html"
    done = call("observe", CASE, "--events", FACTS, *FEW, "--lang", language, "--report", str(page))
    assert done.exit_code == 0
    assert words in done.output
    html = page.read_text(encoding="utf-8")
    assert words in html
    assert "<svg" in html
    assert "--events" in html


def test_until_stops_at_a_day(call):
    done = call("observe", CASE, "--events", FACTS, *FEW, "--until", "2026-01-31", "--json")
    data = json.loads(done.stdout)
    assert data["facts"] == []
    assert data["after"] == data["before"]
    assert data["today"] == "2026-01-31"
    assert "No fact bears on the case" in call("observe", CASE, "--events", FACTS, *FEW, "--until", "2026-01-31").output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--events", FACTS, "--until", "soon"), "2025-12-31"),
        (("--events", FACTS, "--until", "2031-01-01"), "a day from 2026-01-15 to 2026-12-31"),
        (("--events", "alaska-2025"), "facts about alaska-2025"),
        (("--events", "alaska-2052"), "did you mean alaska-2025?"),
        (("--events", FACTS, "--runs", "5000"), "1,000"),
    ],
)
def test_bad_input_is_refused(call, arguments, words):
    done = call("observe", CASE, *arguments)
    assert done.exit_code == 2
    assert words in done.output
    assert "Traceback" not in done.output


def test_a_fact_that_no_world_explains_is_named(call, tmp_path):
    facts = tmp_path / "facts.yaml"
    facts.write_text(
        "detente-events: 1\ncase: river-treaty\nfacts:\n"
        "  early: {on: 2026-02-01, about: Talks in February., status: memory, meeting: spring-talks}\n",
        encoding="utf-8",
    )
    done = call("observe", CASE, "--events", str(facts), *FEW)
    assert done.exit_code == 2
    assert f"{facts}:4:3" in done.output
    assert "spring-talks held, for which it was not due in any of 400 worlds" in done.output
