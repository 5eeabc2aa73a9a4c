"""`detente theories` and `detente cite`: what they print, and what they say to bad input."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from detente.theories.registry import keys

CASE = "emission-standards-1985"
CHEAP = ("--theory", "compromise", "--theory", "weighted-median", "--beliefs", "2")


@pytest.fixture(autouse=True)
def without_a_table(monkeypatch):
    """Packages are tested elsewhere; leaving them out here saves compiling what lays a table."""
    monkeypatch.setattr("detente.theories.problems_of_case._packages", lambda *_: ((), ()))


def test_side_by_side(call):
    text = call("theories", CASE, *CHEAP).stdout
    assert "56.5, near 7½ years" in " ".join(text.split())
    assert "Only 2 beliefs" in text
    assert "agree within ten levels" in text


def test_chinese(call):
    text = call("theories", CASE, *CHEAP, "--lang", "zh").stdout
    assert "折中模型" in text
    assert "只有2种情况判断" in text


def test_json_and_cite(call, tmp_path):
    text = call("theories", CASE, *CHEAP, "--theory", "nash", "--json").stdout
    data = json.loads(text)
    (delay,) = [issue for issue in data["issues"] if issue["issue"] == "delay"]
    assert {each["theory"]: each["level"] for each in delay["marks"]} == pytest.approx(
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


SIX = {"france": 4, "germany": 4, "italy": 4, "belgium": 2, "netherlands": 2, "luxembourg": 1}
COUNCIL = """\
detente: 1
id: council
title: {en: A council of six, zh: 六国理事会}
as_of: 1958-01-01
until: 1958-12-31
parties:
  {france: {}, germany: {}, italy: {}, belgium: {}, netherlands: {}, luxembourg: {title: {en: Luxembourg, zh: 卢森堡}}}
issues:
  tariff:
    {title: {en: The tariff, zh: 关税}, topic: trade, now: high, options: {high: 0, low: 100}, consent: RULE}
positions:
"""
COUNCIL += "".join(f"  {party}: {{tariff: {{ideal: low, salience: 50}}}}\n" for party in SIX)


@pytest.fixture
def council(tmp_path):
    """A case whose consent is counted by weight, or as the test says."""

    def written(rule=f"{{at_least: 12, of: {SIX}}}"):
        file = tmp_path / "council.yaml"
        file.write_text(COUNCIL.replace("RULE", rule.replace("'", "")), encoding="utf-8")
        return str(file)

    return written


def test_voting_power_of_a_council_by_weight(call, council):
    """The Council of 1958, in which Luxembourg decided nothing: fractions of Brams (1976) and others."""
    text = " ".join(call("theories", council(), "--theory", "power-indices", "--beliefs", "2").stdout.split())
    assert "Whose yes decides: The tariff A change needs 12 of 17 votes. " in text
    assert "france 4 10 5/16 (31.2%) 5/21 (23.8%) 7/30 (23.3%)" in text
    assert "belgium 2 6 3/16 (18.8%) 1/7 (14.3%) 3/20 (15.0%)" in text
    assert "Luxembourg 1 0 0 0 0 Never decides: Luxembourg." in text
    assert text.index("w share of the votes") < text.index("Party Votes Swings")  # the picture first
    chinese = call("theories", council(), "--theory", "power-indices", "--beliefs", "2", "--lang", "zh").stdout
    assert "从不起决定作用：卢森堡。" in chinese
    assert "7/30（23.3%）" in chinese


def test_voting_power_as_data(call, council):
    data = json.loads(call("theories", council(), "--theory", "power-indices", "--beliefs", "2", "--json").stdout)
    (found,) = data["councils"]
    assert (found["issue"], found["quota"], found["total"], found["weighted"]) == ("tariff", 12, 17, True)
    assert {each["party"]: each["weight"] for each in found["members"]} == SIX
    powers = {each["party"]: (each["swings"], each["absolute"], each["banzhaf"]) for each in found["members"]}
    assert powers["italy"] == (10, "5/16", "5/21")
    assert powers["luxembourg"] == (0, "0", "0")
    shapley = {each["party"]: each["shapley_shubik"] for each in found["members"]}
    assert sum(map(Fraction, shapley.values())) == 1
    assert data["references"] == ["penrose-1946", "shapley-shubik-1954", "banzhaf-1965"]
    assert data["issues"] == []


def test_voting_power_of_heads_and_of_unanimity(call, council):
    heads = "{at_least: 2, of: [france, germany, italy]}"
    text = " ".join(call("theories", council(heads), "--theory", "power-indices", "--beliefs", "2").stdout.split())
    assert "A change needs 2 of 3 parties." in text
    assert "france 1 2 1/2 (50.0%) 1/3 (33.3%) 1/3 (33.3%)" in text
    veto = "{at_least: 5, of: {france: 3, germany: 2, italy: 1.5}}"
    text = " ".join(call("theories", council(veto), "--theory", "power-indices", "--beliefs", "2").stdout.split())
    assert "Nothing passes without: france, germany. Never decides: italy." in text
    text = " ".join(call("theories", council("[france, germany]"), "--beliefs", "2", *CHEAP).stdout.split())
    assert "Whose yes decides" not in text
    text = " ".join(call("theories", council("[france]"), "--theory", "power-indices", "--beliefs", "2").stdout.split())
    assert "No issue's consent is counted" in text


def test_report_has_voting_power(call, council, tmp_path):
    page = tmp_path / "council.html"
    assert call("theories", council(), "--theory", "power-indices", "--report", str(page)).exit_code == 0
    html = page.read_text(encoding="utf-8")
    assert html.index("A change needs 12 of 17 votes.") < html.index("<svg") < html.index('<td class="n">7/30')


def test_a_conflict_graph_alone_has_one_theory(call, tmp_path):
    """Rapoport & Guyer's chicken: one gives way; every other theory says why it has nothing to say."""
    page = tmp_path / "chicken.html"
    text = " ".join(call("theories", "chicken", "--beliefs", "2", "--report", str(page)).stdout.split())
    assert text.index("Which states are stable for whom") < text.index("Equilibria by concept R 2, 3 GMR 2, 3, 4")
    assert "Compromise Nobody with any weight has a position on any issue. " in text
    assert "Nash package There is no meeting whose table could strike a package. " in text
    assert "`detente conflict chicken` says why" in text
    html = page.read_text(encoding="utf-8")
    assert html.index("<svg") < html.index("<td>2, 3</td>")
    data = json.loads(call("theories", "prisoners-dilemma", "--beliefs", "2", "--json").stdout)
    assert [entry["key"] for entry in data["theories"] if entry["applies"]] == ["conflict-graph"]
    assert len(data["theories"]) == len(keys())
    assert data["conflict"]["equilibria"]["R"] == [1]
    assert data["conflict"]["equilibria"]["SEQ"] == [1, 4]
    assert {"neither", "both"} <= {state["name"] for state in data["conflict"]["states"]}
    assert data["issues"] == []
    assert "fang-hipel-kilgour-1993" in data["references"]
    other = call("theories", "prisoners-dilemma", "--theory", "nash", "--beliefs", "2").stdout
    assert "None of the theories that were asked applies to this case." in " ".join(other.split())


def test_list_says_what_each_is(call):
    text = " ".join(call("theories", "--list").stdout.split())
    for words in (
        *("Challenge model (challenge)", "reading=scholz-recipe", "naming a false ideal never pays"),
        *("Voting power (power-indices)", "Banzhaf, J. F. (1965)"),
    ):
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
