"""Everything a user can meet stands in the reference: commands, options, errors, keys of the JSON, decisions."""

from __future__ import annotations

import inspect
import re

import click
import pytest
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
