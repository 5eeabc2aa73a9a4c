"""`detente new`: templates that play at once, written whole and never over anything."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

import detente
from detente.case.templates import template_text, templates
from detente.cli import detente as command

KINDS = ("ceasefire", "coalition", "debt", "labour", "peace-process", "river", "treaty-conference")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, arguments)
    return result.exit_code, result.output


def test_there_is_one_of_each_kind_in_both_languages() -> None:
    assert tuple(templates()) == KINDS
    for key, title in templates().items():
        assert title.en
        assert re.search("[\u4e00-\u9fff]", title.zh)
        untold = re.findall(r"title: (?!\{en: .+?, zh: [^}]*[\u4e00-\u9fff])", template_text(key))
        assert not untold, key
    assert all(key in run("new")[1] for key in KINDS)
    assert "一条河" in run("new", "--lang", "zh")[1]


@pytest.mark.parametrize("kind", KINDS)
def test_it_plays_at_once_and_several_things_may_happen(kind, tmp_path) -> None:
    target = tmp_path / f"Our {kind}.yaml"
    status, told = run("new", "--template", kind, "--out", str(target))
    assert (status, str(target) in told) == (0, True)
    case = detente.load(target)
    assert case.document.id == f"our-{kind}"
    worlds = detente.simulate(case, beliefs=60, runs=10, seed=1)
    shares = worlds.tally.scenario.sum(axis=0) / 600
    assert (shares > 0.01).sum() >= 2
    assert shares.max() < 0.98
    assert len(case.document.levers) >= 2


def test_nothing_is_written_over_and_no_kind_is_made_up(tmp_path) -> None:
    target = tmp_path / "mine.yaml"
    target.write_text("mine", encoding="utf-8")
    status, told = run("new", "--template", "river", "--out", str(target))
    assert status == 2
    assert target.read_text(encoding="utf-8") == "mine"
    status, told = run("new", "--template", "rivr")
    assert status == 2
    assert "river" in told
    assert "Traceback" not in told


def test_it_goes_to_standard_output_too() -> None:
    assert run("new", "--template", "debt") == (0, template_text("debt"))
    assert '"case":' in run("new", "--template", "debt", "--json")[1]
