"""The help of every verb and option, and what is said of a wrong call, in the language asked for."""

from __future__ import annotations

import re

import click
import pytest
from click.testing import CliRunner

from detente.cli.frame.verbs import GROUPS, VERBS, detente
from detente.cli.frame.wrapping import cells
from detente.locale.help import help_in

ROOT = click.Context(detente, info_name="detente")
FRAME = {
    "usage",
    "Options",
    "Commands",
    "Arguments",
    "default",
    "required",
    "--help",
    "--version",
    "[OPTIONS]",
    "COMMAND",
}
ENGLISH = re.compile(r"\b(?:the|of|and|what|which|is|are|in|to be|a|this)\b (?=[a-z])")


def wanted() -> dict[str, tuple[str, ...]]:
    """Return for every verb and option the keys one of which must be there."""
    keys = {verb: (verb,) for verb in VERBS} | {f"group.{name}": (f"group.{name}",) for name in GROUPS}
    keys |= {"detente": ("detente",), "--debug": ("--debug",), "detente --lang": ("detente --lang",)}
    for verb in VERBS:
        command = detente.get_command(ROOT, verb)
        assert command is not None
        for option in command.params:
            if isinstance(option, click.Option):
                names = [f"{verb} {name}" for name in option.opts] + list(option.opts)
                keys[f"{verb} {option.opts[-1]}"] = tuple(names)
    return keys


def test_everything_has_a_help_in_chinese_and_nothing_else_has():
    texts = set(help_in("zh"))
    missing = [name for name, keys in wanted().items() if not texts & set(keys)]
    assert not missing
    known = {key for keys in wanted().values() for key in keys}
    stale = {key for key in texts - known - FRAME if not key.startswith("error.")}
    assert not stale


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_a_verb_is_chinese_and_fits(verb):
    said = CliRunner().invoke(detente, [verb, "--help", "--lang", "zh"])
    assert said.exit_code == 0
    assert said.output.startswith("用法：detente")
    assert not ENGLISH.search(said.output), said.output
    for line in said.output.splitlines():
        assert cells(line) <= 80, line
        assert not line.strip().startswith(tuple("，。、；：？！）”")), line


@pytest.mark.parametrize("how", [["--lang", "zh", "cases"], ["cases", "--lang=zh"], ["cases"]])
def test_the_language_is_asked_for_before_the_verb_behind_it_or_by_the_locale(how, monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "DETENTE_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8" if how == ["cases"] else "C")
    assert "阿拉斯加会晤" in CliRunner().invoke(detente, how).output
    assert "The Alaska meeting" in CliRunner().invoke(detente, ["cases"], env={"DETENTE_LANG": "en"}).output


def test_the_locale_asks_for_no_letters_that_a_terminal_lacks(monkeypatch):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "zh_CN")
    said = CliRunner(charset="ascii").invoke(detente, ["cases"])
    assert said.exit_code == 0
    assert "The Alaska meeting" in said.output


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["brif"], "没有命令“brif”。"),
        (["check"], "缺少 CASE。"),
        (["check", "--foo", "x"], "没有选项 --foo。"),
        (["check", "a", "b"], "多出了参数：b。"),
        (["resolve", "a", "b", "yes"], "缺少 --on。"),
        (["check", "--lang"], "选项 --lang 的用法不对"),
        (["baserate", "x", "--weight", "much"], "--weight 的取值不对"),
        (["--nothing"], "没有选项 --nothing。"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(call, said):
    found = CliRunner().invoke(detente, call, env={"DETENTE_LANG": "zh"})
    assert found.exit_code == 2
    assert said in found.stderr
    assert "Error" not in found.stderr


def test_questions_of_the_list_are_told_in_full():
    said = CliRunner().invoke(detente, ["--help"]).output
    assert "..." not in said.replace("[ARGS]...", "")
