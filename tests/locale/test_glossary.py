"""One term for one thing: what the Chinese catalogue calls by one name it calls by no other."""

from __future__ import annotations

import re

import pytest

from detente.locale import texts
from detente.locale.help import help_in

ZH = {**texts("zh").entries, **{f"help {key}": said for key, said in help_in("zh").items()}}
OTHERS = {
    "情况判断": r"信念",
    "推演": r"世界(?!贸易|银行)|行走",
    "让步代价": r"让步的?价码",
    "参与方": r"当事方",
    "举措": r"杠杆",
    "论据": r"论断",
    "愿签署": r"会签",
    "中央90%": r"中间 ?90|中央 90 ?%区间的",
    "布赖尔分数": r"布里尔|布赖尔分(?!数)",
    "卡莱－斯莫罗丁斯基": r"罗廷斯基|卡莱–",
    "本案例": r"本案(?!例)",
    "到期": r"期末",
    "遗憾值": r"遗憾(?!值)",
}
ENGLISH = {
    "more likely": r"\blikelier",
    "cost of conceding": r"\bprices? of moving",
    "word for word": r"to the letter",
    "absent parties": r"\bthe absent\b(?! part)",
    "no counterpart": r"speaks? to nothing",
}


@pytest.mark.parametrize("term", OTHERS)
def test_one_thing_has_one_name_in_chinese(term):
    found = {key: said for key, said in ZH.items() if re.search(OTHERS[term], said)}
    assert not found


@pytest.mark.parametrize("term", ENGLISH)
def test_one_thing_has_one_name_in_english(term):
    found = {key: said for key, said in texts("en").entries.items() if re.search(ENGLISH[term], said)}
    assert not found


def test_chinese_has_no_space_after_its_punctuation_and_none_before_a_per_cent():
    found = {key: said for key, said in ZH.items() if re.search(r"[。：；，] (?=[\u4e00-\u9fff“（])|\d %", said)}
    assert not found


def test_a_middle_dot_that_sets_apart_has_room_on_both_sides():
    found = {key: said for key, said in ZH.items() if re.search(r"[^ ]· |[^ ]·\{| ·[^ ]", said)}
    assert not found
