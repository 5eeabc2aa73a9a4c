"""Everything a user can meet stands in the reference: commands, options, errors, keys of the JSON, decisions."""

from __future__ import annotations

import inspect
import json
import re

import click
import pytest
from click.testing import CliRunner
from pages import ROOT

from detente import errors
from detente.cli import detente

REFERENCE = ROOT / "docs" / "reference"

ROOT_CONTEXT = click.Context(detente, info_name="detente")
VERBS = detente.list_commands(ROOT_CONTEXT)


def text(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_and_option_is_documented(verb):
    command = detente.get_command(ROOT_CONTEXT, verb)
    assert command is not None
    _, _, section = text("cli.md").partition(f"## `detente {verb}`\n")
    section = section.partition("\n## ")[0]
    assert section
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert f"`{parameter.opts[-1]}" in section
            assert parameter.help


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_says_what_question_it_answers_and_speaks_both_ways(verb):
    command = detente.get_command(ROOT_CONTEXT, verb)
    assert command is not None
    assert "?" in (command.help or "").partition("\n\n")[0]
    assert {"--json", "--lang"} <= {name for parameter in command.params for name in parameter.opts}


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, thing in vars(errors).items()
        if inspect.isclass(thing) and issubclass(thing, Exception) and name[0] != "_"
    ],
)
def test_every_error_is_documented(name):
    assert re.search(rf"^#+ `{name}`$", text("errors.md"), re.MULTILINE)
    assert name in (errors.__doc__ or "")


def test_decisions_are_numbered_without_gaps_and_titled():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    for number, page in enumerate(pages, start=1):
        assert page.name.startswith(f"{number:04d}-")
        body = page.read_text(encoding="utf-8")
        assert body.startswith(f"# {number}. ")
        for heading in ("## Context", "## Choice", "## Consequences"):
            assert heading in body


def keys_of(data: object, mappings: frozenset[str]) -> set[str]:
    """Return the keys of JSON data; those of mappings by id are names and no keys."""
    if isinstance(data, list):
        return set().union(*(keys_of(item, mappings) for item in data))
    if not isinstance(data, dict):
        return set()
    found = set(data)
    for key, value in data.items():
        if key in AS_WRITTEN:
            continue
        inner = list(value.values()) if key in mappings and isinstance(value, dict) else value
        found |= keys_of(inner, mappings)
    return found


AS_WRITTEN = frozenset({"changes"})
"""What a case file writes: its keys are those of the case language."""

BY_NAME = frozenset(
    {
        "equilibria",
        "universal",
        "unknown",
        "stable",
        "accepts",
        "choice",
        "distances",
        "dominated_by",
        "gains",
        "struck",
        "refusers",
        "issues",
        "terms",
        "factors",
        "quantiles",
        "shares",
        "scenarios",
        "probabilities",
        "moved",
        "levels",
    }
)
"""Mappings whose keys are ids or numbers; the values of `issues` are again by name."""


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("outlook", ["07-what-it-rests-on.yaml", "--beliefs", "20", "--runs", "10"]),
        ("brief", ["07-what-it-rests-on.yaml", "--beliefs", "20", "--runs", "10"]),
        ("deals", ["05-who-is-not-in-the-room.yaml", "--beliefs", "20"]),
        ("drivers", ["07-what-it-rests-on.yaml", "--worlds", "6000"]),
        ("discover", ["07-what-it-rests-on.yaml", "--scenario", "treaty", "--beliefs", "1500"]),
        (
            "observe",
            ["06-what-may-happen.yaml", "--events", "river-facts.yaml", "--beliefs", "20", "--runs", "10"],
        ),
        ("check", ["07-what-it-rests-on.yaml"]),
        ("show", ["07-what-it-rests-on.yaml", "positions.delta.summer-release.salience"]),
        ("show", ["07-what-it-rests-on.yaml", "parties.delta"]),
        ("cases", []),
        ("runs", ["list"]),
        ("baserate", ["07-what-it-rests-on.yaml", "--beliefs", "20", "--runs", "10"]),
        ("forecast", ["08-questions.yaml", "--beliefs", "20", "--runs", "10"]),
        ("conflict", ["ford.yaml", "--want", "release"]),
        ("fit", ["--compare", "divided-pie", "--beliefs", "20", "--runs", "2"]),
        ("replay", ["helsinki-2018", "--beliefs", "4", "--runs", "2"]),
        ("levers", ["07-what-it-rests-on.yaml", "--beliefs", "20", "--runs", "10"]),
        ("whatif", ["07-what-it-rests-on.yaml", "parties.delta.power=2", "--beliefs", "20", "--runs", "10"]),
        ("diff", ["07-what-it-rests-on.yaml", "06-what-may-happen.yaml", "--beliefs", "20", "--runs", "10"]),
        ("ask", ["07-what-it-rests-on.yaml", "--aim", "treaty", "--beliefs", "20", "--runs", "10"]),
        ("markers", ["07-what-it-rests-on.yaml", "--beliefs", "20", "--runs", "10"]),
        ("theories", ["--list"]),
        ("import", ["river-table.csv", "--as-of", "2026-01-15"]),
        ("export", ["03-what-is-not-known.yaml"]),
        ("backtest", ["resolved-table.csv", "--beliefs", "10"]),
    ],
)
def test_every_key_of_the_json_is_documented(verb, arguments, monkeypatch):
    monkeypatch.chdir(ROOT / "docs" / "files")
    done = CliRunner().invoke(detente, [verb, *arguments, "--json"])
    assert done.exit_code == 0
    data = json.loads(done.stdout)
    for meeting in data["meetings"] if verb == "outlook" else []:
        meeting["issues"] = dict.fromkeys(meeting["issues"])
    _, _, section = text("json.md").partition(f"## `detente {verb} --json`\n")
    section = section.partition("\n## ")[0]
    missing = sorted(key for key in keys_of(data, BY_NAME) if f"`{key}`" not in section)
    assert not missing
