"""Outcomes under their rules, scores by hand, and the crowd."""

from __future__ import annotations

import math
from datetime import date

import pytest

from detente.case.schema.zones import end_of
from detente.errors import OptionError, StoreError
from detente.forecast.crowd import CrowdForecast, matches, read_crowd
from detente.forecast.ledger import Ledger
from detente.forecast.record import Asked, record
from detente.forecast.resolving import resolve
from detente.forecast.sealing import seal

AT = "2024-03-01T12:00:00Z"
LATER = "2025-01-01T00:00:00Z"


@pytest.fixture
def sealed(tmp_path, ferry, asked):
    ledger = Ledger(tmp_path / "ledger")
    seal(ledger, ferry, asked, AT)
    return ledger


def told(ledger, question, outcome, on, **options):
    return resolve(
        ledger, "ferry", question, outcome, on=date.fromisoformat(on), source="the gazette", at=LATER, **options
    )


@pytest.mark.parametrize(
    ("question", "outcome", "on", "words"),
    [
        ("fares", "no", "2024-05-01", "until 2024-06-01 the answer can still become yes"),
        ("fares", "yes", "2024-03-20", "it must hold 30 days first"),
        ("fares", "yes", "2024-07-02", "it must begin by 2024-06-01 and hold 30 days"),
        ("fares", "maybe", "2024-05-01", "there is yes, no, void"),
        ("fare", "yes", "2024-05-01", "did you mean 'fares'"),
        ("fares", "yes", "2024-02-01", "a day from 2024-03-01 on"),
        ("fares", "yes", "2025-02-01", "not later than today"),
        ("scenario", "cheep", "2024-12-02", "did you mean 'cheap'"),
    ],
)
def test_an_outcome_that_the_rule_does_not_allow_is_refused(sealed, question, outcome, on, words):
    before = sealed.entries()
    with pytest.raises(OptionError, match=words):
        told(sealed, question, outcome, on)
    assert sealed.entries() == before


def test_a_no_waits_until_the_last_day_is_over_where_the_question_is_asked(sealed):
    answer = {"on": date(2024, 6, 1), "source": "the gazette"}
    with pytest.raises(OptionError, match="until 2024-06-02T00:00Z, the end of the last day in UTC"):
        resolve(sealed, "ferry", "fares", "no", at="2024-06-01T23:59:59Z", **answer)
    outcome, new = resolve(sealed, "ferry", "fares", "no", at="2024-06-02T00:00:00Z", **answer)
    assert new
    assert outcome.outcome == "no"


def test_a_day_ends_later_in_the_west():
    assert end_of(date(2026, 6, 1), "America/Anchorage") > end_of(date(2026, 6, 1), "UTC")
    assert end_of(date(2026, 6, 1), "Asia/Shanghai") < end_of(date(2026, 6, 1), "UTC")


def test_a_crowd_that_spoke_after_the_outcome_is_not_heard(sealed):
    told(sealed, "fares", "no", "2024-06-02")
    crowd = {"fares": [CrowdForecast(date(2024, 7, 1), "market", 0.01)]}
    (row,) = record(sealed.entries(), crowd).resolved
    assert row.crowd is None


def test_both_lines_are_scored(sealed):
    told(sealed, "fares", "no", "2024-06-02")
    found = record(sealed.entries())
    (row,) = found.resolved
    assert row.brier_with_model_error == pytest.approx(row.with_model_error**2)
    assert "with-model-error" in {compared.name for compared in found.comparisons}


def test_a_certain_no_may_come_early_and_a_correction_stands(sealed):
    told(sealed, "fares", "no", "2024-05-01", certain=True)
    with pytest.raises(OptionError, match="add --correct"):
        told(sealed, "fares", "yes", "2024-05-01")
    told(sealed, "fares", "yes", "2024-05-01", correct=True)
    (row,) = record(sealed.entries()).resolved
    assert row.outcome == 1


def test_a_case_that_was_not_sealed_is_refused(sealed):
    with pytest.raises(OptionError, match="did you mean 'ferry'"):
        resolve(sealed, "fery", "fares", "yes", on=date(2024, 5, 1), source="x", at=LATER)


def test_scores_are_those_by_hand(sealed, asked):
    told(sealed, "fares", "yes", "2024-05-01")
    told(sealed, "night", "no", "2024-12-01")
    told(sealed, "scenario", "cheap", "2024-12-01")
    content = sealed.entries()[0].content
    p, q = (content["questions"][key]["probability"] for key in ("fares", "night"))
    found = record(sealed.entries())
    assert found.mean_brier == pytest.approx(((1 - p) ** 2 + q**2) / 2)
    assert found.mean_log == pytest.approx(-(math.log(p) + math.log1p(-q)) / 2)
    (ending,) = found.scenarios
    cheap = content["scenarios"]["cheap"]["probability"]
    assert ending.ranked == pytest.approx((1 - cheap) ** 2)
    assert ending.brier == pytest.approx(2 * (1 - cheap) ** 2)
    by_name = {compared.name: compared for compared in found.comparisons}
    assert by_name["always-no"].theirs == 0.5
    assert by_name["one-half"].theirs == 0.25
    assert by_name["base-rate"].questions == 1
    assert by_name["base-rate"].theirs == pytest.approx((1 - content["questions"]["fares"]["base_rate"]) ** 2)
    assert found.status == "few"
    assert not any(row.retrospective for row in found.resolved)


def test_what_is_void_or_open_is_not_scored(sealed):
    told(sealed, "night", "void", "2024-06-01")
    found = record(sealed.entries())
    assert found.resolved == ()
    assert found.status == "none"
    assert found.open == (Asked("ferry", "fares"),)
    assert found.void == (Asked("ferry", "night"),)


def test_a_forecast_sealed_afterwards_says_so(tmp_path, ferry, asked):
    ledger = Ledger(tmp_path / "ledger")
    seal(ledger, ferry, asked, "2024-08-01T00:00:00Z")
    told(ledger, "fares", "yes", "2024-05-01")
    found = record(ledger.entries())
    assert found.resolved[0].retrospective
    assert found.status == "retrospective"


def test_the_crowd_is_compared_on_the_questions_it_spoke_of(sealed):
    told(sealed, "fares", "yes", "2024-05-01")
    told(sealed, "night", "no", "2024-12-01")
    crowd = {
        "fares": (
            CrowdForecast(date(2024, 2, 1), "a", 0.2),
            CrowdForecast(date(2024, 2, 20), "b", 0.8),
            CrowdForecast(date(2024, 4, 1), "c", 0.99),
        )
    }
    found = record(sealed.entries(), crowd)
    compared = next(c for c in found.comparisons if c.name == "crowd")
    assert compared.questions == 1
    assert compared.theirs == pytest.approx(0.04)


def test_a_table_of_the_crowd_is_read_with_its_contraries(tmp_path):
    table = tmp_path / "crowd.csv"
    table.write_text(
        "date,source,event,prob\n2024-02-20,b,low fares,0.8\n2024-02-01,a,high fares,0.4\n2024-02,c,else,x\n"
    )
    found = read_crowd(table, {**matches(["fares=low fares", "fares=!high fares"]), "night": ()})
    assert found == {
        "fares": (CrowdForecast(date(2024, 2, 1), "a", 0.6), CrowdForecast(date(2024, 2, 20), "b", 0.8)),
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("date,event,prob\n2024-02-30,low fares,0.8\n", "crowd.csv:2: date: found '2024-02-30'"),
        ("date,event,prob\n2024-02-20,low fares,80\n", "crowd.csv:2: prob: found '80'"),
        ("date,prob\n2024-02-20,0.8\n", "question or event"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, text, words):
    table = tmp_path / "crowd.csv"
    table.write_text(text)
    with pytest.raises(StoreError, match=words):
        read_crowd(table, {"fares": ("low fares",)})


def test_a_name_that_no_row_has_is_told(tmp_path):
    table = tmp_path / "crowd.csv"
    table.write_text("date,event,prob\n2024-02-20,low fares,0.8\n")
    with pytest.raises(OptionError, match="did you mean 'low fares'"):
        read_crowd(table, {"fares": ("lower fares",)})
    with pytest.raises(OptionError, match="QUESTION=NAME"):
        matches(["fares"])


def test_the_stored_crowd_is_read(shared):
    names = matches(
        [
            "ceasefire=Russia-Ukraine ceasefire agreement in 2025",
            "ceasefire=!not before 2026",
            "war-ends=Russia-Ukraine war ends before end 2025",
        ]
    )
    found = read_crowd(shared / "data" / "crowd-forecasts.csv", names)
    august = [one for one in found["ceasefire"] if one.on == date(2025, 8, 15)]
    assert [one.probability for one in august] == [0.38, 0.40]
    assert min(found["ceasefire"], key=lambda one: one.on).on == date(2025, 3, 31)
