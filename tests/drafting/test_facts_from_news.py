"""Facts come from later documents with their day and their words, and nothing that has not happened does."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import detente
from detente.case.facts import read_facts
from detente.cli.frame.verbs import detente as program
from detente.drafting.news.facts import draft_facts
from detente.errors import EvidenceError

FILES = Path(__file__).parents[2] / "docs" / "files"
RIVER = FILES / "06-what-may-happen.yaml"
ALASKA = """\
阿拉斯加会晤无果而终
2025年9月20日
8月15日，普京与特朗普在阿拉斯加举行会晤，双方没有达成协议。8月18日，特朗普在华盛顿会见泽连斯基。
8月下旬，美国宣布对印度加征关税。美国将于10月宣布对俄实施新制裁。若莫斯科让步，9月底可能举行三方会谈。
2025年3月，俄美宣布互不打击能源设施。
"""


@pytest.fixture(scope="module")
def river():
    return detente.load(RIVER)


def facts_of(folder, text, case, name="news.txt", **options):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return draft_facts([file], case, **options)


def test_what_has_happened_is_dated_and_quoted(river):
    found = draft_facts([FILES / "river-later.txt"], river)
    assert [one.on for one in found.facts] == [date(2026, 3, 2), date(2026, 3, 10)]
    assert found.facts[1].suggests == {"meeting": "spring-talks", "outcome": "none"}
    text = (FILES / "river-later.txt").read_text(encoding="utf-8")
    assert all(text[one.start : one.end] == one.quotation for one in found.facts)


def test_what_is_suggested_moves_nothing_until_it_is_confirmed(river):
    assert read_facts(draft_facts([FILES / "river-later.txt"], river).text, river).used == {}
    sure = draft_facts([FILES / "river-later.txt"], river, confirmed=True)
    (fact,) = read_facts(sure.text, river).used.values()
    assert fact.meeting == "spring-talks"
    uncommented = draft_facts([FILES / "river-later.txt"], river).text.replace("    # meeting", "    meeting")
    assert read_facts(uncommented.replace("    # outcome", "    outcome"), river).used


def test_chinese_news_about_a_shipped_case(tmp_path):
    case = detente.load("alaska-2025")
    found = facts_of(tmp_path, ALASKA, case, language="zh")
    told = {(one.on, one.since, one.suggests.get("meeting")) for one in found.facts}
    assert (date(2025, 8, 15), None, "anchorage") in told
    assert (date(2025, 8, 18), None, None) in told
    assert (date(2025, 8, 31), date(2025, 8, 21), None) in told
    assert len(told) == 3
    assert read_facts(found.text, case).document.case == "alaska-2025"


def test_two_documents_that_tell_the_same_are_one_fact_with_two_sources(tmp_path, river):
    other = tmp_path / "other.txt"
    other.write_text(
        "Gates stay shut at Rivertown\n11 March 2026\nOn 10 March 2026 Highland and Delta met in Rivertown again.\n",
        encoding="utf-8",
    )
    found = draft_facts([FILES / "river-later.txt", other], river)
    assert sorted(len(one.sources) for one in found.facts) in ([1, 2], [1, 1, 1])


def test_what_an_undated_page_calls_last_month_is_not_dated(tmp_path, river):
    text = (
        "Highland and Delta met last month in Rivertown and signed nothing. On 3 April 2026 Delta announced a plan.\n"
    )
    found = facts_of(tmp_path, text, river)
    assert [one.on for one in found.facts] == [date(2026, 4, 3)]


def test_documents_without_later_days_are_refused(tmp_path, river):
    text = "Old news\n3 January 2026\nHighland and Delta met on 2 January 2026. They will meet on 1 March 2026.\n"
    with pytest.raises(EvidenceError, match="nothing is dated after"):
        facts_of(tmp_path, text, river)


def test_the_command_writes_what_observe_takes(tmp_path):
    target = tmp_path / "facts.yaml"
    call = CliRunner().invoke
    arguments = ["facts", str(FILES / "river-later.txt"), "--for", str(RIVER), "--out", str(target), "--confirmed"]
    done = call(program, arguments)
    assert done.exit_code == 0, done.output
    assert "2 facts, 1 of them" in done.output
    before = target.read_bytes()
    assert call(program, arguments).exit_code == 2
    assert target.read_bytes() == before
    play = ["observe", str(RIVER), "--events", str(target), "--beliefs", "50", "--runs", "20", "--json"]
    observed = call(program, play)
    assert observed.exit_code == 0, observed.output
    assert json.loads(observed.stdout)
    chinese = call(program, [*arguments[:-3], "--lang", "zh"])
    assert "或为" in chinese.output
