"""`detente theories` and `detente cite`: what they print, and what they say to bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

CASE = "emission-standards-1985"
CHEAP = ("--theory", "compromise", "--theory", "weighted-median", "--beliefs", "2")


@pytest.fixture(autouse=True)
def without_a_table(monkeypatch):
    """Packages are tested elsewhere; leaving them out here saves compiling what lays a table."""
    monkeypatch.setattr("detente.theories.posing._packages", lambda *_: ((), ()))


def test_side_by_side(call):
    text = call("theories", CASE, *CHEAP).stdout
    assert "56.5, near 7½ years" in " ".join(text.split())
    assert "Only 2 beliefs" in text
    assert "agree within ten levels" in text


def test_chinese(call):
    text = call("theories", CASE, *CHEAP, "--lang", "zh").stdout
    assert "折中模型" in text
    assert "只有2个信念" in text


def test_json_and_cite(call, tmp_path):
    text = call("theories", CASE, *CHEAP, "--theory", "nash", "--json").stdout
    data = json.loads(text)
    (delay,) = [issue for issue in data["outcomes"] if issue["issue"] == "delay"]
    assert {each["theory"]: each["level"] for each in delay["predictions"]} == pytest.approx(
        {"weighted-median": 50, "compromise": 56.499261}, abs=1e-5
    )
    assert [entry["applies"] for entry in data["theories"]] == [True, True, False]
    assert data["theories"][2]["why_not"].endswith("strike a package.")
    file = tmp_path / "run.json"
    file.write_text(text, encoding="utf-8")
    assert "Black, D. (1948)." in call("cite", str(file)).stdout
    assert call("cite", str(file), "--bibtex").stdout.startswith("@misc{achen-2006,\n  author = {Achen, C. H.},")
    assert "black-1948" in {
        entry["key"] for entry in json.loads(call("cite", str(file), "--json").stdout)["references"]
    }


def test_list_says_what_each_is(call):
    text = " ".join(call("theories", "--list").stdout.split())
    for words in ("Challenge model (challenge)", "reading=scholz-recipe", "naming a false ideal never pays"):
        assert words in text


def test_report_has_the_section(call, tmp_path):
    page = tmp_path / "theories.html"
    done = call("theories", CASE, *CHEAP, "--report", str(page))
    assert done.exit_code == 0
    html = page.read_text(encoding="utf-8")
    assert "What published theories say" in html
    assert "<svg" in html


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "no CASE was given"),
        ((CASE, "--theory", "nsh"), "there is no 'nsh'"),
        ((CASE, "--set", "rounds=3"), "THEORY.OPTION=VALUE"),
        ((CASE, "--set", "challenge.rounds=many"), "a whole number"),
        ((CASE, "--set", "challenge.reading=right"), "there is no 'right'"),
        ((CASE, "--set", "challenge.offer=least"), "an option of reading=printed alone"),
        ((CASE, "--set", "challenge.speed=1"), "there is no 'speed'"),
        ((CASE, "--theory", "mean", "--set", "challenge.rounds=3"), "there is no 'challenge'"),
        ((CASE, "--meeting", "winter"), "there is no 'winter'"),
    ],
)
def test_bad_input_is_named(call, arguments, words):
    done = call("theories", *arguments, "--beliefs", "2")
    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "cannot read"),
        ("no json", "is not JSON"),
        ("{}", "names no references"),
        ('{"references": ["nobody-1900"]}', "nobody-1900"),
    ],
)
def test_cite_names_what_is_wrong_with_a_file(call, tmp_path, text, words):
    file = Path(tmp_path / "run.json")
    if text is not None:
        file.write_text(text, encoding="utf-8")
    done = call("cite", str(file))
    assert done.exit_code == 2
    assert words in done.stderr
