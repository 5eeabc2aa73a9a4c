"""`detente replay`: the table, the data, the page, and what is refused."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from detente.cli import detente
from detente.forecast.replay import replay
from detente.locale import texts
from detente.play_options import PlayOptions

PLAY = ("geneva-2021", "helsinki-2018", "--beliefs", "6", "--runs", "2")


@pytest.fixture(scope="module")
def played():
    """What PLAY plays, once for all that show it."""
    return replay(PLAY[:2], options=PlayOptions(beliefs=6, runs=2))


@pytest.fixture
def call(played, monkeypatch):
    def calling(*arguments: str):
        return CliRunner().invoke(detente, ["replay", *arguments], catch_exceptions=False)

    def again(names, *, options):
        assert (names, options) == (PLAY[:2], PlayOptions(beliefs=6, runs=2))
        return played

    monkeypatch.setattr("detente.forecast.replay.replay", again)
    return calling


def test_the_table_says_what_came_and_what_may_not_be_read_from_it(call):
    text = call(*PLAY).stdout
    for part in ("The Geneva meeting", "agreed", "nothing", "Brier", "Compromise", "no rate may be read"):
        assert part in " ".join(text.split())
    lines = [line for line in text.splitlines() if "◆" in line and "Brier" in line]
    assert len(lines) == 2


def test_it_speaks_chinese(call):
    text = call(*PLAY, "--lang", "zh").stdout
    assert "日内瓦会晤" in text
    assert texts("zh")("replay.deals") in text


def test_the_data_hold_the_same(call):
    data = json.loads(call(*PLAY, "--json").stdout)
    assert [case["id"] for case in data["cases"]] == ["helsinki-2018", "geneva-2021"]
    resolved = data["cases"][0]["resolved"]
    assert (resolved["held"], resolved["deal"], resolved["status"]) == ("2018-07-16", False, "K")
    assert data["references"]


def test_the_page_shows_a_picture_and_the_command(call, tmp_path):
    page = tmp_path / "replay.html"
    call(*PLAY, "--report", str(page))
    text = page.read_text(encoding="utf-8")
    assert "<svg" in text
    assert "detente replay geneva-2021 helsinki-2018 --beliefs 6 --runs 2 --seed 1" in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("reykjavik",), "there is no 'reykjavik'; there is"),
        (("geneva-2021", "--beliefs", "1"), "--beliefs"),
        (("geneva-2021", "--report", "nowhere/page.html"), "nowhere"),
    ],
)
def test_bad_input_is_told_before_anything_is_played(call, arguments, told):
    done = call(*arguments)
    assert done.exit_code == 2
    assert told in done.stderr
