"""An outlook shows itself in a line and, in notebooks, as a table; so do its worlds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import detente
from detente.case.schema.base import Bilingual


@pytest.fixture(scope="module")
def worlds() -> detente.Worlds:
    return detente.simulate(detente.load("alaska-2025"), beliefs=10, runs=5, seed=3)


def test_its_line_is_short_and_names_what_gives_it_again(worlds):
    line = repr(worlds.outlook())
    assert len(line) < 250
    for part in ("alaska-2025", "2025-08-12", "failure", "10 beliefs × 5 runs", "seed 3"):
        assert part in line


def test_its_table_holds_every_scenario(worlds):
    outlook = worlds.outlook()
    table = outlook._repr_html_()
    assert all(view.title.en in table for view in outlook.scenarios)
    assert table == worlds._repr_html_()


def test_its_table_escapes_titles(worlds):
    outlook = replace(worlds.outlook(), title=Bilingual(en="<script>"))
    assert "<script>" not in outlook._repr_html_()


def test_a_dated_meeting_shows_its_date(worlds):
    meetings = {view.id: view for view in worlds.outlook().meetings}
    assert meetings["anchorage"].median == date(2025, 8, 15)
