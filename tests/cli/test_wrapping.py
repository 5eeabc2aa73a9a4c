"""Where lines may end: by examples, and for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.cli.frame.layout import laid_out
from detente.cli.frame.wrapping import cells, widest_piece, wrap

PARTS = [
    "停火",
    "若会晤如期举行，",
    "“没有”",
    "（美国、俄罗斯）",
    "2025年12月29日",
    "占91 天",
    "5%的",
    "+2.4 ± 0.2个百分点）",
    "为2%至>99%，",
]
LATIN = [
    "Failure",
    "is",
    "likely:",
    "64 in 100,",
    "5 of 14",
    "28 Oct 2025",
    "55–80 %",
    "± 1.6 points",
    "(Kyiv)",
    "100,000 worlds",
]
CLOSING = "，。、；：？！）”’%…,.;:?!)"


@pytest.mark.parametrize("width", [24, 40, 60])
@settings(max_examples=40)
@given(parts=st.lists(st.sampled_from(PARTS), min_size=1, max_size=30))
def test_chinese_keeps_numbers_whole_and_begins_no_line_with_what_closes(width, parts):
    text = "".join(parts)
    lines = wrap(text, width)
    assert "".join(lines) == text
    for line in lines:
        assert cells(line) <= width
        assert not line.startswith(tuple(CLOSING))
        assert not line.endswith(("“", "（"))
    for whole in ("2025年12月29日", "占91 天的", "± 0.2个百分点）", "2%至>99%"):
        assert sum(line.count(whole) for line in lines) == text.count(whole)


@pytest.mark.parametrize("width", [16, 40, 60])
@settings(max_examples=40)
@given(parts=st.lists(st.sampled_from(LATIN), min_size=1, max_size=30))
def test_english_keeps_numbers_whole(width, parts):
    text = " ".join(parts)
    lines = wrap(text, width)
    assert " ".join(lines) == text
    for whole in ("64 in 100,", "5 of 14", "28 Oct 2025", "55–80 %", "100,000 worlds"):
        assert sum(line.count(whole) for line in lines) == text.count(whole)
    assert max(map(cells, lines)) <= width


@settings(max_examples=60)
@given(st.text(), st.integers(1, 40))
def test_nothing_is_lost_of_any_text(text, width):
    def letters(lines: str) -> str:
        return re.sub(r"\s", "", lines)

    assert letters("".join(wrap(text, width))) == letters(text)


def test_words_longer_than_a_line_are_cut_where_they_are_joined():
    assert wrap("see /a/long/path/to/some-file.yaml", 16) == ["see", "/a/long/path/to/", "some-file.yaml"]
    assert wrap("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_a_style_takes_no_room_and_a_list_keeps_its_indent():
    assert wrap("\x1b[1mbold word\x1b[0m", 9) == ["\x1b[1mbold word\x1b[0m"]
    assert wrap("  one two three", 9) == ["  one two", "  three"]


def test_rows_that_do_not_fit_are_turned_and_lose_nothing():
    rows = [("", "United States", "Russia"), ("Truce in the air", "65 %", "15 %"), ("  partial", "–", "")]
    assert laid_out(rows, 60, right=(1, 2), head=True)[1].split() == ["Truce", "in", "the", "air", "65", "%", "15", "%"]
    assert laid_out(rows, 30, right=(1, 2), head=True) == [
        "Truce in the air",
        "  United States: 65 %",
        "  Russia: 15 %",
        "  partial",
        "    United States: –",
    ]
    assert laid_out([], 20) == []


def test_chinese_heads_take_a_chinese_colon():
    assert laid_out([("", "美国"), ("停火的监督办法", "5%")], 12, right=(1,), head=True)[-1] == "  美国：5%"


def test_a_picture_is_as_wide_as_it_is():
    assert widest_piece("·━━━●━━━····························") == 36
