"""The verbs about forecasts, from base rates to scores, on a small case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FERRY = str(Path(__file__).parents[1] / "forecast" / "ferry.yaml")
FEW = ("--beliefs", "60", "--runs", "20")


@pytest.fixture
def sealed(call, tmp_path):
    folder = str(tmp_path / "ledger")
    assert call("seal", FERRY, "--ledger", folder, *FEW).exit_code == 0
    return folder


def test_base_rates_are_printed_in_both_languages_and_as_data(call):
    told = call("baserate", FERRY, *FEW)
    assert told.exit_code == 0
    assert "Ferries whose fares" not in told.stdout
    assert "2 of 4 in 365 days" in told.stdout
    assert "no counterpart in this case" in told.stdout
    assert "外部视角" in call("baserate", FERRY, *FEW, "--lang", "zh").stdout
    data = json.loads(call("baserate", FERRY, *FEW, "--json").stdout)
    assert [view["id"] for view in data["classes"]] == ["ferries", "services", "strikes"]
    assert data["scenarios"][0]["pooled"]["value"] != data["scenarios"][0]["inside"]["value"]


def test_a_report_of_base_rates_is_one_page(call, tmp_path):
    path = tmp_path / "page.html"
    assert call("baserate", FERRY, *FEW, "--report", str(path)).exit_code == 0
    page = path.read_text(encoding="utf-8")
    assert "<svg" in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "detente baserate ferry.yaml --beliefs 60 --runs 20 --seed 1" in page


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--weight", "2"), "a number from 0 to 1"),
        (("--leave-out", "ferrys"), "did you mean 'ferries'"),
    ],
)
def test_wrong_options_are_refused_before_anything_is_played(call, at_once, options, words):
    told = call("baserate", FERRY, *options)
    assert told.exit_code == 2
    assert words in told.stderr
    assert not at_once


def test_a_case_without_classes_or_questions_says_so(call):
    for verb, words in (("baserate", "has no reference classes"), ("forecast", "asks no questions")):
        told = call(verb, "divided-pie")
        assert told.exit_code == 2
        assert words in told.stderr


def test_questions_are_answered_with_their_rules(call, tmp_path):
    path = tmp_path / "page.html"
    told = call("forecast", FERRY, *FEW, "--report", str(path))
    assert "As printed." in told.stdout
    assert "asks for a signed document" in told.stdout
    assert "<svg" in path.read_text(encoding="utf-8")
    data = json.loads(call("forecast", FERRY, *FEW, "--json").stdout)
    assert data["questions"][0]["beyond"] == ["signed", "minimum"]


def test_from_sealing_to_scoring(call, sealed):
    again = call("seal", FERRY, "--ledger", sealed, *FEW)
    assert "sealed already, as entry 1" in again.stdout
    on = ("--on", "2024-05-01", "--source", "the gazette", "--ledger", sealed)
    early = call("resolve", "ferry", "fares", "no", *on)
    assert early.exit_code == 2
    assert "can still become yes" in early.stderr
    assert "entry 2" in call("resolve", "ferry", "fares", "yes", *on).stdout
    assert "stands already" in call("resolve", "ferry", "fares", "yes", *on).stdout
    told = call("score", "--ledger", sealed)
    assert told.exit_code == 0
    assert "sealed afterwards" in told.stdout
    assert "事后封存" in call("score", "--ledger", sealed, "--lang", "zh").stdout
    data = json.loads(call("score", "--ledger", sealed, "--json").stdout)
    assert data["resolved"][0]["outcome"] == 1
    assert data["comparisons"][0]["name"] == "base-rate"
    assert data["comparisons"][0]["error"] is None


def test_a_changed_ledger_is_found_out(call, sealed):
    assert "the same to the last bit" in call("verify", "--ledger", sealed).stdout
    path = Path(sealed) / "ledger.jsonl"
    path.write_text(path.read_text().replace('"seed":1', '"seed":2'))
    told = call("verify", "--ledger", sealed)
    assert told.exit_code == 2
    assert "does not have the hash" in told.stdout
    refused = call("seal", FERRY, "--ledger", sealed, *FEW, "--seed", "3")
    assert refused.exit_code == 2
    assert "does not have the hash" in refused.stderr


def test_a_folder_without_a_ledger_says_so(call, tmp_path):
    for arguments in (("score",), ("verify",), ("resolve", "ferry", "a", "yes", "--on", "2024-05-01", "--source", "x")):
        told = call(*arguments, "--ledger", str(tmp_path / "none"))
        assert told.exit_code == 2
        assert "there is no ledger" in told.stderr


def test_a_day_that_is_none_is_refused(call, sealed):
    told = call("resolve", "ferry", "fares", "yes", "--on", "May", "--source", "x", "--ledger", sealed)
    assert told.exit_code == 2
    assert "a date such as" in told.stderr
