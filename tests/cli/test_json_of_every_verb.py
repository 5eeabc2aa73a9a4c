"""The JSON of every verb is what its published schema says, and its numbers are numbers."""

from __future__ import annotations

import hashlib
import json
import math
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from detente.answers import OWN, answer_kinds, answer_schema
from detente.cli import detente
from detente.cli.frame.verbs import VERBS
from detente.report.data_schema import VERSION

ROOT = Path(__file__).parents[2]
CASE, ASKING, BEFORE = "07-what-it-rests-on.yaml", "08-questions.yaml", "06-what-may-happen.yaml"
FEW = ("--beliefs", "20", "--runs", "10")
LEDGER = ("--ledger", "{place}/ledger")

CALLS: dict[str, list[tuple[str, ...]]] = {
    "brief": [(CASE, *FEW)],
    "outlook": [(CASE, *FEW)],
    "story": [(BEFORE, *FEW)],
    "world": [(BEFORE, "--key", "3:1")],
    "observe": [(BEFORE, "--events", "river-facts.yaml", *FEW)],
    "runs": [("list",)],
    "deals": [("05-who-is-not-in-the-room.yaml", "--beliefs", "20")],
    "drivers": [(CASE, "--worlds", "6000")],
    "discover": [(CASE, "--scenario", "treaty", "--beliefs", "1500")],
    "levers": [(CASE, *FEW)],
    "whatif": [(CASE, "parties.delta.power=2", *FEW)],
    "diff": [(CASE, BEFORE, *FEW)],
    "ask": [(CASE, "--aim", "treaty", *FEW), (ASKING, "--apply", "answers.yaml", "--to", "{place}/answered.yaml")],
    "markers": [(CASE, *FEW)],
    "theories": [("council.yaml", "--beliefs", "10"), ("ford.yaml", "--beliefs", "10"), ("--list",)],
    "conflict": [("ford.yaml", "--want", "release")],
    "backtest": [("resolved-table.csv", "--beliefs", "10")],
    "baserate": [(CASE, *FEW)],
    "forecast": [(ASKING, *FEW)],
    "seal": [(ASKING, "--ledger", "{place}/another", *FEW)],
    "verify": [("--no-play", *LEDGER)],
    "witness": [LEDGER],
    "resolve": [("river-treaty", "treaty-by-june", "void", "--on", "2026-12-01", "--source", "us", *LEDGER)],
    "score": [LEDGER],
    "cite": [("{place}/with-references.json",)],
    "replay": [("helsinki-2018", "--beliefs", "4", "--runs", "2")],
    "new": [(), ("--template", "river")],
    "open": [("{place}",)],
    "check": [(CASE,), ("{place}/wrong.yaml",)],
    "show": [(CASE, "positions.delta.summer-release.salience"), (CASE, "parties.delta")],
    "coverage": [("{place}/covered.yaml", "--source", "{place}/essay.txt")],
    "cases": [()],
    "schema": [(), ("outlook",)],
    "draft": [("river-news.txt",)],
    "facts": [("river-later.txt", "--for", BEFORE)],
    "elicit": [(CASE, "--answers", "{place}/answers.json", "--done")],
    "import": [("river-table.csv", "--as-of", "2026-01-15")],
    "export": [("03-what-is-not-known.yaml",)],
    "fit": [("--compare", "divided-pie", "--beliefs", "20", "--runs", "2")],
    "mcp": [()],
    "cache": [()],
}
"""How each verb is called here, in the folder of the documentation's files."""


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """Return a folder with a ledger, a result, a wrong case, and a case with its source."""
    folder = tmp_path_factory.mktemp("place")
    asked = str(ROOT / "docs" / "files" / ASKING)
    sealed = CliRunner().invoke(detente, ["seal", asked, "--ledger", str(folder / "ledger"), *FEW])
    assert sealed.exit_code == 0, sealed.output
    given = ["elicit", str(ROOT / "docs" / "files" / CASE), "--answers", str(folder / "answers.json"), "--who", "Anna"]
    assert CliRunner().invoke(detente, given, input="none\ny\nq\n").exit_code == 0
    (folder / "with-references.json").write_text('{"references": ["nash-1950"]}')
    (folder / "wrong.yaml").write_text("detente: 1\n")
    essay = folder / "essay.txt"
    essay.write_text("".join(f"Paragraph {n}.\n" for n in range(12)))
    digest = hashlib.sha256(essay.read_bytes()).hexdigest()
    sample = (ROOT / "tests" / "report" / "sample.yaml").read_text(encoding="utf-8")
    (folder / "covered.yaml").write_text(
        sample.replace("language: zh, paragraphs: 12", f"sha256: {digest}, paragraphs: 12"), encoding="utf-8"
    )
    return folder


def numbers(data: Any) -> Iterator[float]:
    """Yield every number of JSON data."""
    if isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from numbers(each)
    elif isinstance(data, float):
        yield data


def refuse_constants(name: str) -> float:
    raise AssertionError(f"{name} is no number of JSON")


def test_every_verb_is_tried():
    assert set(CALLS) == set(VERBS)
    assert set(OWN) <= set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_the_json_is_what_its_schema_says(verb, place, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT / "docs" / "files")
    monkeypatch.setenv("DETENTE_STORE", str(tmp_path / "runs"))
    if verb == "open":
        pytest.importorskip("starlette", reason="needs the extra `workbench`")
        opened = SimpleNamespace(address="http://127.0.0.1:1/", run=lambda *_, **__: None)
        monkeypatch.setattr("detente.workbench.serving.bound", lambda *_: opened)
    if verb == "resolve":
        shutil.copytree(place, place := tmp_path / "place")
    validator = Draft202012Validator(answer_schema(verb), format_checker=Draft202012Validator.FORMAT_CHECKER)
    seen = set()
    for arguments in CALLS[verb]:
        done = CliRunner().invoke(detente, [verb, *(each.format(place=place) for each in arguments), "--json"])
        assert done.exit_code == (2 if "{place}/wrong.yaml" in arguments else 0), done.output
        data = json.loads(done.stdout, parse_constant=refuse_constants)
        problems = [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(data)]
        assert not problems
        for number in numbers(data):
            assert math.isfinite(number)
            assert str(number) != "-0.0"
            assert number == 0.0 or abs(number) >= 1e-6
        seen |= set(data)
    assert seen


@pytest.mark.parametrize("verb", VERBS)
def test_the_schema_is_one_and_has_a_version(verb):
    schema = answer_schema(verb)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:detente:json:{VERSION}:{verb}"
    for kind in answer_kinds(verb):
        assert kind.__doc__


def test_a_schema_is_printed_and_one_of_nothing_is_refused(call):
    assert json.loads(call("schema", "outlook").stdout) == answer_schema("outlook")
    missing = call("schema", "outlok")
    assert missing.exit_code == 2
    assert "outlook" in missing.stderr
