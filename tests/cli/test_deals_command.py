"""`detente deals` says what could be agreed, in both languages, as data and as a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TREATY = str(Path(__file__).parents[2] / "docs" / "files" / "05-who-is-not-in-the-room.yaml")
FEW = ("--beliefs", "24")


def test_it_says_who_accepts_what_who_blocks_and_what_it_would_take(call):
    result = call("deals", TREATY, *FEW)
    assert result.exit_code == 0
    for words in (
        "spring talks",
        "no package suits highland, delta and fishers",
        "Who would accept what",
        "Who blocks",
    ):
        assert words in result.stdout
    assert "Package 1: " in result.stdout
    assert "Monte Carlo error is at most 10.2 points" in result.stdout
    assert "\x1b" not in result.stdout


def test_it_speaks_chinese(call):
    out = call("deals", TREATY, *FEW, "--lang", "zh").stdout
    assert "谁会接受什么" in out
    assert "纳什" in out
    assert "suits" not in out


def test_json_holds_everything_that_is_said(call):
    data = json.loads(call("deals", TREATY, *FEW, "--json", "--at", "summer-talks").stdout)
    assert data["meeting"] == "summer-talks"
    assert data["hold_out"] == "none"
    assert [party["at_table"] for party in data["parties"]] == [True, True, True]
    assert data["references"][0] == "nash-1950"
    assert set(data["issues"][0]["options"][0]) == {"id", "title", "now", "accepts", "possible"}
    assert data["packages"][0]["accounts"][0]["gain"].keys() == {"mean", "low", "high"}
    assert data["frontier"]["complete"] is True


def test_the_report_shows_pictures_first(call, tmp_path):
    place = tmp_path / "deals.html"
    result = call("deals", TREATY, *FEW, "--report", str(place))
    assert result.exit_code == 0
    page = place.read_text(encoding="utf-8")
    assert page.index("<figure") < page.index("<table")
    assert "detente deals 05-who-is-not-in-the-room.yaml --beliefs 24 --seed 1" in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--at", "sprng-talks"), "did you mean 'spring-talks'"),
        (("--hold-out", "medium"), "did you mean 'median'"),
        (("--beliefs", "0"), "allowed is a whole number from 2 to"),
        (("--packages", "many"), "--packages: found 'many'"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(call, tmp_path, options, words):
    result = call("deals", TREATY, *options, "--report", str(tmp_path / "page.html"))
    assert result.exit_code == 2
    assert words in result.stderr
    assert not list(tmp_path.iterdir())
