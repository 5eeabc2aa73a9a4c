"""A section stands in the whole report or on a page of its own; everything in it is escaped."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from detente.analyses import question
from detente.case import load
from detente.errors import OptionError
from detente.locale import texts
from detente.play_options import PlayOptions
from detente.report import gathering
from detente.report.section import Section, page_of


def test_a_page_of_sections_shows_them_and_what_gives_them_again():
    case = load("divided-pie")
    page = page_of([Section("found", "What <was> found", Markup("<p>body</p>"))], case, texts("en"), "detente & it")
    assert '<h2 id="found">What &lt;was&gt; found</h2>' in page
    assert "<p>body</p>" in page
    assert "detente &amp; it" in page
    assert case.sha256 in page


def test_analyses_are_chosen_by_name_in_the_order_of_the_page(monkeypatch):
    monkeypatch.setattr(gathering, "CHAPTERS", ("deals", "drivers", "levers"))
    assert gathering.chosen("") == ()
    assert gathering.chosen("levers, deals") == ("deals", "levers")
    assert gathering.chosen("all") == ("deals", "drivers", "levers")
    with pytest.raises(OptionError, match="did you mean 'drivers'"):
        gathering.chosen("driver")


@pytest.fixture
def two_analyses(monkeypatch):
    def works(case, options):
        return "answer"

    def refuses(case, options):
        raise OptionError("<b> asks no questions", "write some").named("no_questions", case="<b>")

    def chapter(found, case, words):
        return Section("fine", "Fine", Markup("<p>fine</p>"))

    homes = {question("deals").compute: refuses, question("levers").compute: works, question("levers").chapter: chapter}
    monkeypatch.setattr(gathering, "at", homes.__getitem__)


def test_what_a_case_does_not_allow_is_left_out_of_all_and_said(two_analyses):
    fine, left_out = gathering.gather(["deals", "levers"], None, PlayOptions(), texts("en"), leave_out=True)
    assert fine.id == "fine"
    assert left_out.title == "Not in this report"
    assert left_out.body == "<ul><li>&lt;b&gt; asks no questions</li></ul>"
    _, in_chinese = gathering.gather(["deals", "levers"], None, PlayOptions(), texts("zh"), leave_out=True)
    assert "没有提出问题" in in_chinese.body


def test_what_was_asked_for_by_name_is_refused(two_analyses):
    with pytest.raises(OptionError, match="asks no questions"):
        gathering.gather(["deals", "levers"], None, PlayOptions(), texts("en"))
