"""Every answer of the register says what it is in a line, and draws itself in a notebook."""

from __future__ import annotations

import gc
import pickle
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.analyses import QUESTIONS, at

FILES = Path(__file__).parents[2] / "docs" / "files"
CASE = FILES / "07-what-it-rests-on.yaml"
OTHERS = {
    "observe": "06-what-may-happen.yaml",
    "discover": "07-what-it-rests-on.yaml",
    "conflict": "ford.yaml",
    "forecast": "08-questions.yaml",
}
BELIEFS = {"drivers": 300, "discover": 1500}


def needed(id: str, case: detente.Case) -> dict[str, Any]:
    """Return what a question takes beside the case."""
    return {
        "observe": lambda: {"facts": detente.load_facts(FILES / "river-facts.yaml", case)},
        "discover": lambda: {"outcome": "treaty"},
        "world": lambda: {"key": "3:1"},
        "whatif": lambda: {"values": {"parties.delta.power": 2}},
        "diff": lambda: {"second": detente.load(FILES / "06-what-may-happen.yaml")},
    }.get(id, dict)()


def answered(id: str) -> tuple[Any, detente.Case]:
    asks = next(each for each in QUESTIONS if each.id == id)
    case = detente.load(FILES / OTHERS.get(id, CASE.name))
    few = detente.PlayOptions(beliefs=BELIEFS.get(id, 20), runs=20 if id == "drivers" else 5)
    return at(asks.compute)(case, **needed(id, case), options=few), case


@pytest.mark.parametrize("id", [each.id for each in QUESTIONS])
def test_an_answer_shows_itself(id):
    found, case = answered(id)
    line, html = repr(found), found._repr_html_()
    assert line.startswith(f"<{type(found).__name__} of {case.id}")
    assert len(line) < 320
    assert line.count("\n") == 0
    if id not in ("outlook", "brief"):
        assert html.startswith("<iframe srcdoc=")
        assert 'sandbox=""' in html
    assert "<script" not in html
    assert len(html) > 800
    assert pickle.loads(pickle.dumps(found))._repr_html_() == html


def test_without_its_case_an_answer_is_a_table(tmp_path):
    # A text of its own: another test of this process may still hold a case read from the file itself.
    own = tmp_path / "own.yaml"
    own.write_text(CASE.read_text(encoding="utf-8") + "\n# read by one test only\n", encoding="utf-8")
    case = detente.load(own)
    found = detente.markers(case, options=detente.PlayOptions(beliefs=20, runs=5))
    copied = pickle.dumps(found)
    del found, case
    gc.collect()
    html = pickle.loads(copied)._repr_html_()
    assert html.startswith("<table>")
    assert "case_sha256" in html
