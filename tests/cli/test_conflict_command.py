"""`detente conflict`: what it prints, in both languages, and what it says of bad input."""

import json

import pytest


def test_the_grid_shows_who_stays_where(call):
    done = call("conflict", "prisoners-dilemma", "--state", "both")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert next(line for line in lines if line.strip().startswith("The first")).split()[2:] == ["R", "–", "R", "SEQ"]
    assert next(line for line in lines if line.strip().startswith("holds for all")).split()[3:] == [
        "R",
        "–",
        "–",
        "SEQ",
    ]
    assert "better would be no more “cooperate” (state 3), but The second: no more “cooperate”" in done.stdout


def test_chinese_says_the_same_in_chinese(call):
    done = call("conflict", "elmira-1991", "--lang", "zh", "--want", "s4")
    assert done.exit_code == 0
    assert "从状态5，环境部和企业会联手转到状态8" in done.stdout
    assert "怎样才能让状态4站得住" in done.stdout


def test_json_says_all_of_it(call):
    done = call("conflict", "euphrates-1975", "--want", "water", "--concept", "r", "--json")
    data = json.loads(done.stdout)
    assert data["equilibria"]["SEQ"] == [6]
    assert data["wanted"]["state"] == 2
    assert [need["maker"] for need in data["wanted"]["needs"] if need["level_with"]] == ["syria"]
    assert data["references"]


def test_the_report_holds_the_picture(call, tmp_path):
    place = tmp_path / "conflict.html"
    done = call("conflict", "chicken", "--report", str(place))
    assert done.exit_code == 0
    page = place.read_text(encoding="utf-8")
    assert page.count("<svg") >= 2
    assert "Which states are stable for whom" in page


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["prisoners-dilemma", "--state", "bth"], "did you mean 'both'"),
        (["prisoners-dilemma", "--state", "5"], "a state from 1 to 4"),
        (["elmira-1991", "--state", "delay,accept"], "cannot be taken together"),
        (["chicken", "--concept", "SEK"], "did you mean 'SEQ'"),
        (["chicken", "--want", "1", "--concept", "SIM"], "there is R, GMR, SMR, SEQ"),
    ],
)
def test_bad_input_is_told_what_to_write(call, arguments, words):
    done = call("conflict", *arguments)
    assert done.exit_code == 2
    assert words in done.output


def test_cases_without_moves_and_conflicts_that_cannot_be_played_say_so(call):
    done = call("conflict", "divided-pie")
    assert done.exit_code == 2
    assert "who controls which option" in done.output
    done = call("outlook", "chicken", "--beliefs", "2", "--runs", "2")
    assert done.exit_code == 2
    assert "detente conflict chicken" in done.output
