"""The track record says what its pages say, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
FIGURES = {
    "explanation/model-error.md": ("0.196", "0.203", "0.285", "32"),
    "explanation/international-crises.md": ("256", "0.187", "0.180", "20 %", "84 %"),
    "explanation/what-people-agree-on.md": ("906", "−3.02", "−3.84"),
}


@pytest.mark.parametrize("name", ["explanation/track-record.md", "zh/track-record.md"])
def test_figures_are_those_of_the_pages_that_show_how_they_were_made(name):
    record = (DOCS / name).read_text(encoding="utf-8").replace("20%", "20 %").replace("84%", "84 %")
    for page, figures in FIGURES.items():
        source = (DOCS / page).read_text(encoding="utf-8")
        for figure in figures:
            assert figure in source, (page, figure)
            assert figure in record, (name, figure)
        assert page.removeprefix("explanation/") in record


def test_both_languages_hold_the_same_numbers():
    english, chinese = (
        set(re.findall(r"\d+\.\d+", (DOCS / name).read_text(encoding="utf-8")))
        for name in ("explanation/track-record.md", "zh/track-record.md")
    )
    assert english == chinese
