"""A section stands in the whole report or on a page of its own; everything in it is escaped."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from detente.case import load
from detente.errors import OptionError
from detente.locale import texts
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
    assert gathering.chosen("all") == ("deals", "drivers", "levers", "evidence")
    with pytest.raises(OptionError, match="did you mean 'drivers'"):
        gathering.chosen("driver")
