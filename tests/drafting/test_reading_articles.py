"""What the rules find in the texts of the development set and in the essay, against what a person marked."""

from __future__ import annotations

import json
from datetime import date

import pytest
from golds import TEXTS, read

from detente.drafting.dates import dates
from detente.drafting.figures import figures
from detente.drafting.names import names
from detente.drafting.numerals import english_value, han_value
from detente.drafting.reading import read_text
from detente.drafting.scoring import read_gold, scores
from detente.errors import EvidenceError

FLOORS = {
    "names": ("f", 0.95),
    "dates": ("precision", 1.0),
    "figures": ("precision", 1.0),
    "conditions": ("f", 0.85),
    "explicit": ("recall", 0.85),
    "listed": ("f", 0.85),
    "positions": ("precision", 0.8),
    "distractors": ("precision", 1.0),
}
RECALL = {"dates": 0.9, "figures": 0.9, "positions": 0.5}
TENTH = 0.1


def check(lines, slack):
    for one in lines:
        name, floor = FLOORS.get(one.kind, ("f", 0.0))
        assert getattr(one, name) >= floor - slack, one
        assert one.recall >= RECALL.get(one.kind, 0.0) - slack, one


def test_the_development_set_is_six_texts_and_more_in_two_languages():
    assert len(TEXTS) >= 6
    assert {name.rpartition(".")[2] for name in TEXTS} == {"en", "zh"}


@pytest.mark.parametrize("name", TEXTS)
def test_texts_of_the_development_set(name):
    text, rows, written = read(name)
    check(scores(read_text(text, written), rows), TENTH)


def test_the_essay(shared):
    text = (shared / "sources" / "kortunov-alaska-2025.zh.txt").read_text(encoding="utf-8")
    check(scores(read_text(text), read_gold(shared / "data" / "essay-gold")), 0.0)


@pytest.mark.parametrize("name", TEXTS)
def test_everything_found_stands_where_it_says(name):
    text, _, written = read(name)
    found = read_text(text, written)
    for one in (
        *found.names,
        *found.dates,
        *found.figures,
        *found.variables,
        *found.issues,
        *found.positions,
        *found.events,
    ):
        assert text[one.start : one.end] == one.text
    for condition in found.conditions:
        assert text[condition.condition.start : condition.condition.end] == condition.condition.text
        assert text[condition.consequence.start : condition.consequence.end] == condition.consequence.text


@pytest.mark.parametrize(
    "text",
    ["", "\n", "a", "。", "，，，", "1" * 300, "如果", "If", "《", "Мир", "和平" * 500, "\x00\u202e\ufeff", "百分之"],
)
def test_odd_texts_are_read_without_complaint(text):
    assert read_text(text).text == text


@pytest.mark.parametrize(
    ("text", "written", "first", "last"),
    [
        ("今年3月", date(2025, 8, 12), "2025-03-01", "2025-03-31"),
        ("二〇二五年五月三日", None, "2025-05-03", "2025-05-03"),
        ("28 February 2023", None, "2023-02-28", "2023-02-28"),
        ("in the first half of 2025", None, "2025-01-01", "2025-06-30"),
        ("late May 2026", None, "2026-05-21", "2026-05-31"),
        ("last month", date(2026, 1, 20), "2025-12-01", "2025-12-31"),
        ("7年多前", date(2025, 8, 14), "2017-08-15", "2018-08-14"),
    ],
)
def test_dates_are_put_on_the_calendar(text, written, first, last):
    (found,) = [one for one in dates(text, written) if one.first]
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize("text", ["may agree", "第三方", "Article 5", "2.5%", "the year 12000", "24小时工作制"])
def test_what_is_no_date(text):
    assert not [one for one in dates(text, date(2025, 8, 12)) if one.first]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("约530亿美元", 5.3e10, "美元"),
        ("百分之二十五", 25.0, "percent"),
        ("三分之一", 100 / 3, "percent"),
        ("$1.10", 1.10, "$"),
        ("twenty-five hostages", 25.0, "hostages"),
        ("七成民众", 70.0, "percent"),
    ],
)
def test_amounts_have_values(text, value, unit):
    (found,) = figures(text)
    assert found.value == pytest.approx(value)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("集中美元", "US"),
        ("以中东为例", "IL"),
        ("黑海地区", "HT"),
        ("其中俄方", "CN+RU"),
        ("中意这件事", "CN+IT"),
        ("英雄", "GB"),
        ("反对法律", "FR"),
    ],
)
def test_signs_that_only_look_like_states(text, wrong):
    assert wrong not in [one.entity for one in names(text)]


def test_numerals():
    assert [han_value(text) for text in ("十", "二十", "一百零五", "两千万", "")] == [10, 20, 105, 20_000_000, None]
    assert [english_value(text) for text in ("ninety-nine", "a hundred", "a")] == [99, 100, None]


def test_annotations_that_cannot_be_read(tmp_path):
    with pytest.raises(EvidenceError, match="no annotations"):
        read_gold(tmp_path)
    (tmp_path / "names.jsonl").write_text(json.dumps({"start": 0}) + "\n{\n")
    with pytest.raises(EvidenceError, match=r"names\.jsonl:2"):
        read_gold(tmp_path)


@pytest.mark.parametrize("written", [date(9999, 12, 31), date(1, 1, 1)])
def test_a_day_at_the_end_of_all_calendars_is_read(written):
    said = "Talks open on 3 May. They had met three weeks earlier. 双方将于3月5日会面。"
    found = dates(said, written)
    assert all(1400 < one.first.year < 2300 for one in found if one.first)
