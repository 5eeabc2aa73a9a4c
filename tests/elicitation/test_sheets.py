"""Sheets go out, come back filled in, and are pooled; what is wrong in them is told by its cell."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from click.testing import CliRunner

import detente
from detente.analysis.outlook.influence import group_of
from detente.case.numbers.distribution import central, describe, quantile
from detente.case.numbers.notation import ByPerson, Interval
from detente.case.numbers.parse import parse
from detente.case.numbers.scales import Scale
from detente.cli import detente as command

CASE = Path(__file__).parents[2] / "docs" / "files" / "07-what-it-rests-on.yaml"
SEEDS = "length: {ask: How long is the river in km?, is: 24}\nflow: {ask: How high is the flow?, is: 11}\n"


def _run(*arguments):
    return CliRunner().invoke(command, ["elicit", str(CASE), *map(str, arguments)])


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    place = tmp_path_factory.mktemp("sheets")
    (place / "seeds.yaml").write_text(SEEDS, encoding="utf-8")
    found = _run("--sheet", place / "out.xlsx", "--seeds", place / "seeds.yaml", "--number", "parties.delta.power")
    assert found.exit_code == 0, found.output
    return place


def _filled(sheet, who, say, name=None):
    """Fill a sheet in; `say` takes the key of a row and returns the answer."""
    book = openpyxl.load_workbook(sheet / "out.xlsx")
    page = book.active
    for row in page.iter_rows(min_row=2):
        key = json.loads(row[4].value) if row[4].value else None
        if key == "who":
            row[2].value = who
        elif isinstance(key, dict) and ("kind" in key or "seed" in key):
            row[2].value = say(key)
    place = sheet / f"{name or who}.xlsx"
    book.save(place)
    return place


def _answer(signs, low):
    def say(key):
        if "seed" in key:
            return {0.05: 5, 0.5: 20, 0.95: 40}[key["p"]] + (0 if signs == "yes" else 100)
        step = key.get("step")
        if step:
            values = {"low": 0, "high": 20, "median": 10, "lower-quartile": 5, "upper-quartile": 15}
            return low + values[step]
        return {"signs": signs, "pair": "A", "worst": 1 if signs == "yes" else 0}[key["kind"]]

    return say


@pytest.fixture(scope="module")
def pooled(sheet):
    files = [_filled(sheet, "Anna", _answer("yes", 1)), _filled(sheet, "王芳", _answer("no", 41), "fang")]
    target = sheet / "pooled.yaml"
    found = _run("--from", files[0], "--from", files[1], "-o", target)
    assert found.exit_code == 0, found.output
    return files, detente.load(target)


def test_answers_stay_apart_and_are_pooled_as_a_mixture(pooled):
    _, case = pooled
    power = case.document.parties["delta"].power
    assert isinstance(power.notation, ByPerson)
    assert [weight for _, weight, _ in power.notation.parts] == pytest.approx([0.5, 0.5])
    assert power.notation.parts[0][0] == "anna"
    assert len(power.because) == 2
    assert {case.document.claims[claim].source for claim in power.because} == {
        key for key in case.document.sources if key.startswith("answers-")
    }
    assert detente.check(case.text).problems == ()


def test_one_person_is_right_about_everything(pooled):
    _, case = pooled
    worlds = detente.simulate(case, options=detente.PlayOptions(beliefs=100, runs=2))
    numbers, slots = worlds.numbers(0, 100), worlds.drawn.slots
    whose, power = numbers[:, slots.of("people.whose")], numbers[:, slots.of("parties.delta.power")]
    assert set(whose) == {0.0, 1.0}
    assert power[whose == 0].max() < 35 < power[whose == 1].min()


def test_disagreement_is_a_group_of_its_own(pooled):
    _, case = pooled
    assert group_of(case.document, "people.whose")[1].en == "Disagreement among those asked"
    driven = detente.drivers(case, outcomes=["treaty"], worlds=30_000)
    assert "people" in {each.id for outcome in driven.outcomes for each in outcome.drivers}
    asked = detente.ask(case, options=detente.PlayOptions(beliefs=200, runs=10))
    assert "people" in {each.id for each in asked.groups}
    assert "people.whose" in {each.id for each in asked.numbers}


def test_performance_weighs_by_seed_questions(sheet, pooled):
    files, _ = pooled
    arguments = ("--from", files[0], "--from", files[1], "--seeds", sheet / "seeds.yaml", "--weights", "performance")
    found = _run(*arguments, "--json")
    assert found.exit_code == 0, found.output
    people = json.loads(found.stdout)["people"]
    assert people[0]["weight"] > 0.9
    assert people[0]["performance"]["calibration"] > people[1]["performance"]["calibration"]
    missing = _run("--from", files[0], "--weights", "performance")
    assert missing.exit_code == 2
    assert "--seeds" in missing.output


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sheets_as_csv_in_both_languages(tmp_path, language):
    assert _run("--sheet", tmp_path / "out.csv", "--party", "delta", "--lang", language).exit_code == 0
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    for row in rows[1:]:
        if row[4] == '"who"':
            row[2] = "Ben"
        elif row[4]:
            row[2] = {"signs": "会", "pair": "差不多", "worst": "0"}[json.loads(row[4])["kind"]]
    filled = io.StringIO()
    csv.writer(filled, delimiter=";").writerows(rows)
    (tmp_path / "back.csv").write_bytes(filled.getvalue().encode("gb18030"))
    found = _run("--from", tmp_path / "back.csv", "-o", tmp_path / "new.yaml", "--lang", language)
    assert found.exit_code == 0, found.output
    salience = detente.load(tmp_path / "new.yaml").document.positions["delta"]["payment"].salience
    assert isinstance(salience.notation, Interval)


def test_what_is_wrong_is_told_by_its_cell(sheet):
    def say(key):
        return "perhaps" if key.get("kind") else 3

    found = _run("--from", _filled(sheet, "Carl", say))
    assert found.exit_code == 2
    assert "Carl.xlsx[Questions!C4]" in found.output
    assert "perhaps" in found.output
    assert "three values that rise" in found.output
    assert "Traceback" not in found.output


@pytest.mark.parametrize("who", ["", "   "])
def test_a_sheet_without_a_name_is_told(sheet, who):
    found = _run("--from", _filled(sheet, who, lambda key: "?", "nobody"))
    assert found.exit_code == 2
    assert "nobody.xlsx[Questions!C2]" in found.output


def test_other_files_are_refused(sheet, tmp_path, pooled):
    files, _ = pooled
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "no.xlsx").write_text("nothing", encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("length: 24\n", encoding="utf-8")
    for arguments, words in (
        (("--from", tmp_path / "other.csv"), "no sheet of questions"),
        (("--from", tmp_path / "no.xlsx"), "no.xlsx"),
        (("--from", tmp_path / "gone.csv"), "gone.csv"),
        (("--from", files[0], "--from", files[0]), "one person"),
        (("--from", files[0], "--sheet", tmp_path / "x.csv"), "not both"),
        (("--sheet", tmp_path / "x.csv", "--seeds", tmp_path / "bad.yaml"), "length"),
    ):
        found = _run(*arguments)
        assert found.exit_code == 2, found.output
        assert words in found.output
        assert "Traceback" not in found.output


def test_a_mixture_has_the_quantiles_of_all_together():
    said = {"anna": {"weight": 0.25, "value": "uniform(0, 10)"}, "ben": {"weight": 0.75, "value": 50}}
    notation = parse({"by": said}, Scale.LEVEL)
    assert quantile(notation, [0.125, 0.5, 0.9], Scale.LEVEL) == pytest.approx([5, 50, 50], abs=0.05)
    assert describe(notation, Scale.LEVEL) == (
        "{by: {anna: {weight: 0.25, value: 'uniform(0, 10)'}, ben: {weight: 0.75, value: 50}}}"
    )
    assert "（25%）" in describe(notation, Scale.LEVEL, "zh")
    even = parse({"by": {"anna": "20 to 30", "ben": 70}}, Scale.LEVEL)
    assert describe(even, Scale.LEVEL) == "{by: {anna: 20 to 30, ben: 70}}"
    low, _, high = central(even, Scale.LEVEL)
    assert (np.round(low), high) == (21, 70)
