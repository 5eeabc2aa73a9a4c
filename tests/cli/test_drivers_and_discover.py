"""`detente drivers` and `detente discover`: what they print, as data, in Chinese, as a page, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli import detente

CASE = str(Path(__file__).parents[2] / "docs" / "files" / "07-what-it-rests-on.yaml")
DRIVERS = ["drivers", CASE, "--worlds", "6000", "--outcome", "treaty"]
DISCOVER = ["discover", CASE, "--scenario", "treaty", "--beliefs", "1500"]


def run(*arguments: str):
    return CliRunner().invoke(detente, list(arguments), prog_name="detente")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    pages = {name: folder / f"{name}.html" for name in ("drivers", "discover")}
    return {
        "drivers": run(*DRIVERS, "--report", str(pages["drivers"])),
        "discover": run(*DISCOVER, "--report", str(pages["discover"]), "--lang", "zh"),
    }, pages


def test_drivers_are_printed_with_errors(told):
    done = told[0]["drivers"]
    assert done.exit_code == 0
    assert "what is not known" in done.stdout
    assert "How negotiations work" in done.stdout
    assert "How hard each side holds out" in done.stdout
    assert " walks" in done.stdout


def test_conditions_are_printed_in_chinese(told):
    done = told[0]["discover"]
    assert done.exit_code == 0
    assert "该结局的推演中" in done.stdout
    assert "依据今日未知之事" in done.stdout
    assert "纯属偶然的概率" in done.stdout


def test_pages_hold_a_picture_a_table_and_the_command(told):
    pages = told[1]
    for name, command in (("drivers", "detente drivers 07"), ("discover", "detente discover 07")):
        page = pages[name].read_text(encoding="utf-8")
        assert f'<h2 id="{name}">' in page
        assert "<svg" in page
        assert "<table>" in page
        assert command in page
        assert "{" + "{" not in page


@pytest.mark.parametrize("arguments", [DRIVERS, DISCOVER])
def test_data_is_the_same_twice_and_says_how_it_came_about(arguments):
    first, second = (run(*arguments, "--json").stdout for _ in range(2))
    assert first == second
    data = json.loads(first)
    assert {"case", "case_sha256", "version", "seed", "beliefs", "runs", "method", "references", "status"} <= set(data)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["drivers", CASE, "--outcome", "treat"], "did you mean 'treaty'"),
        (["drivers", CASE, "--worlds", "50"], "too few to say what drives anything"),
        (["drivers", CASE, "--worlds", "many"], "--worlds"),
        (["drivers", "no-such-case"], "no-such-case"),
        (["discover", CASE, "--scenario", "treat"], "did you mean 'treaty'"),
        (["discover", CASE, "--scenario", "treaty", "--beliefs", "50"], "at least 200"),
        (["discover", CASE, "--scenario", "treaty", "--seen-by", "soon"], "a date such as"),
        (["discover", CASE, "--scenario", "treaty", "--seen-by", "1999-01-01"], "seen-by"),
        (["discover", CASE, "--scenario", "treaty", "--objective", "lenient3"], "did you mean 'lenient"),
        (["discover", CASE], "--scenario"),
        (["discover", CASE, "--scenario", "treaty", "--report", "/no/such/folder/x.html"], "no folder"),
    ],
)
def test_bad_input_ends_with_a_message(arguments, words):
    done = run(*arguments)
    assert done.exit_code == 2
    assert words in done.output
    assert "Traceback" not in done.output
