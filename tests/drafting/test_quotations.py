"""Quotations are found to the letter, presentation aside, and refused otherwise."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from detente.drafting.quotations import Quotation, Refusal, fold, quoted, unsupported_numbers

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
PLAIN = {path.stem: path.read_text(encoding="utf-8") for path in TEXTS}
FOLDED = {name: fold(text) for name, text in PLAIN.items()}
WIDE = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in "0123456789%(),:;?!"}


# ── True quotations, changed in presentation ────────────────────────────────────────────────────────────


def is_han(text: str) -> bool:
    return sum("一" <= sign <= "鿿" for sign in text) > len(text) / 4


def a_stretch(text: str, dice: random.Random) -> tuple[int, int]:
    """Return words of one paragraph, whole ones."""
    line = dice.choice(list(re.finditer(r".{40,}", text)))
    words = [match.span() for match in re.finditer(r"[A-Za-z0-9.,$%’'-]*[A-Za-z0-9%]|[一-鿿]", line.group())]
    first = dice.randrange(len(words) - 3)
    last = min(len(words) - 1, first + dice.randrange(3, 30))
    return line.start() + words[first][0], line.start() + words[last][1]


def restyled(quote: str, dice: random.Random) -> str:
    """Return the same words otherwise presented."""
    changes = (
        lambda s: s.translate(WIDE) if is_han(s) else s,
        lambda s: s.replace("，", ",").replace("：", ":").replace("；", ";"),
        lambda s: re.sub("[“”]", lambda _: dice.choice(['"', "「", "『", "„"]), s).replace("’", "'"),
        lambda s: s.replace("-", dice.choice("‐‑–—−")).replace("·", dice.choice("・•")),
        lambda s: re.sub(r"(?<=[一-鿿])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[一-鿿])", "\u00a0", s),
        lambda s: re.sub(" ", lambda _: dice.choice([" ", "  ", "\n", "\u2009", "\u3000"]), s),
        lambda s: "".join(sign + dice.choice(["", "", "", "\u200b", "\u2060", "\ufeff"]) for sign in s),
        lambda s: re.sub(r"(?<=[一-鿿])(?=[一-鿿])", lambda _: dice.choice(["", "", "", "", " ", "\r\n"]), s),
        lambda s: s.replace("fi", "ﬁ").replace("方", "⽅").replace("人", "⼈"),
    )
    for change in dice.sample(changes, dice.randrange(1, 4)):
        quote = change(quote)
    return quote


def check_true(count: int) -> None:
    dice = random.Random(count)
    for _ in range(count):
        name = dice.choice(sorted(PLAIN))
        text = PLAIN[name]
        start, end = a_stretch(text, dice)
        found = quoted(restyled(text[start:end], dice), FOLDED[name], text=text, near=start)
        assert isinstance(found, Quotation), (text[start:end], found)
        assert found.text == text[found.start : found.end]
        assert (found.start, found.end) == (start, end)


def test_true_quotations_are_accepted_however_they_are_set():
    check_true(100)


@pytest.mark.long
def test_a_thousand_true_quotations_are_accepted():
    check_true(1000)


# ── Fabricated ones ─────────────────────────────────────────────────────────────────────────────────────

NEGATIONS = re.compile(r"(?<=[一-鿿])(?:不|没有|尚未|无)(?=[一-鿿])|\b(?:not|never|no|without) ")
NUMBERS = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)*(?![\d.,]*\d)")
SWAPS = re.findall(
    r"(\S+)>(\S+)",
    """
    以色列>埃及 哈马斯>以色列 公司>工会 工会>商会 埃塞俄比亚>厄立特里亚 埃及>苏丹
    支持>反对 反对>支持 拒绝>同意 愿意>不愿 可能>必将 如果>因为
    将>已 和>或 Beijing>Berlin China>Japan Iran>Iraq Israel>Egypt
    Holm>Strand Greens>Liberals reject>accept opposes>supports wants>gets will>might
    unless>if and>or the>a
    """,
)


def fabricated(text: str, dice: random.Random) -> str | None:
    """Return words near those of a text that do not stand in it, or nothing where the dice find none."""
    start, end = a_stretch(text, dice)
    quote = text[start:end]
    kind = dice.randrange(5)
    if kind == 0:
        found = [match.span() for match in NEGATIONS.finditer(quote)]
        spot = dice.choice(found) if found else None
        quote = quote[: spot[0]] + quote[spot[1] :] if spot else ""
    elif kind == 1:
        numbers = list(NUMBERS.finditer(quote))
        number = dice.choice(numbers) if numbers else None
        quote = quote[: number.start()] + another(number.group(), dice) + quote[number.end() :] if number else ""
    elif kind == 2:
        swaps = [pair for pair in SWAPS if re.search(edge(pair[0]), quote)]
        old, new = dice.choice(swaps) if swaps else ("", "")
        quote = re.sub(edge(old), new, quote, count=1) if old else ""
    elif kind == 3:
        other = a_stretch(text, dice)
        quote += dice.choice(["", " ", "…", ", "]) + text[other[0] : other[1]] if abs(other[0] - end) > 3 else ""
    else:
        spot = dice.randrange(1, len(quote) - 1)
        quote = quote[:spot] + dice.choice(["也", "又"] if is_han(quote) else [" too ", " then "]) + quote[spot:]
    return quote if quote and not stands_in(quote, text) else None


def stands_in(quote: str, text: str) -> bool:
    """Say by other means whether words stand in a text: all letters and digits, and numbers whole."""
    numbers = re.findall(r"\d+(?:[.,]\d+)*", quote)
    return letters(quote) in letters(text) and set(numbers) <= set(re.findall(r"\d+(?:[.,]\d+)*", text))


def edge(word: str) -> str:
    return rf"\b{word}\b" if word.isascii() else word


def another(number: str, dice: random.Random) -> str:
    changed = dice.choice(
        [number + "0", number[1:], number[:-1], "1" + number, number.replace(".", ""), str(dice.randrange(9999))]
    )
    return changed if changed != number and changed.strip(".,") == changed and changed else "8675"


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def check_false(count: int) -> None:
    dice = random.Random(count)
    made = 0
    while made < count:
        name = dice.choice(sorted(PLAIN))
        quote = fabricated(PLAIN[name], dice)
        if quote is None:
            continue
        made += 1
        found = quoted(quote, FOLDED[name], text=PLAIN[name])
        assert isinstance(found, Refusal), (quote, found)


def test_fabricated_quotations_are_refused():
    check_false(100)


@pytest.mark.long
def test_a_thousand_fabricated_quotations_are_refused():
    check_false(1000)


# ── The annotated ones ──────────────────────────────────────────────────────────────────────────────────


def annotated(shared: Path, name: str) -> list[dict]:
    lines = (shared / "data" / "essay-gold" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def essay(shared: Path) -> str:
    return (shared / "sources" / "kortunov-alaska-2025.zh.txt").read_text(encoding="utf-8")


def test_all_annotated_quotations_are_told(shared):
    text = essay(shared)
    folded = fold(text)
    rows = annotated(shared, "verifier.jsonl")
    assert len(rows) == 80
    for row in rows:
        found = quoted(row["quote"], folded, text=text)
        assert isinstance(found, Quotation) == row["true"], row
        if isinstance(found, Quotation):
            assert (found.start, found.end) == (row["start"], row["end"])


def test_cuts_that_mislead_are_seen_and_widened(shared):
    text = essay(shared)
    rows = annotated(shared, "verifier_cut.jsonl")
    for row in rows:
        found = quoted(row["quote"], text)
        assert isinstance(found, Quotation)
        assert found.cut is not None, row
        assert found.cut.start < found.start


# ── Kinds, one by one ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("quote", "source", "reason"),
    [
        ("conclusive", "The talks were in conclusive doubt, inconclusive.", None),
        ("conclusive", "The talks were inconclusive.", "in_word"),
        ("inconclusive", "The talks were in conclusive hands.", "absent"),
        ("$1.10", "It cost $1. 10 people came.", "absent"),
        ("$1", "It cost $1.10 a head.", "in_number"),
        ("50 hostages", "All 150 hostages left.", "in_number"),
        ("10 people", "It cost $1. 10 people came.", None),
        ("102", "About 10² soldiers.", "absent"),
        ("11/2", "About 1½ years.", "absent"),
        ("do", "They don't agree.", "in_word"),
        ("they can", "they cannot agree", "in_word"),
        ("五人", "共有二十五人。", "in_number"),
        ("第一章谈判开始", "第一章\n谈判开始", "joined"),
        ("第一章 谈判开始", "第一章\n谈判开始", None),
        ("……", "他说……好", "empty"),
        ("", "anything", "empty"),
        ("re-sign", "They will resign.", "absent"),
        ("resign", "They will re-sign.", "absent"),
    ],
)
def test_words_and_numbers_are_whole(quote, source, reason):
    found = quoted(quote, source)
    assert (found.reason if isinstance(found, Refusal) else None) == reason


@pytest.mark.parametrize(
    ("quote", "source", "kind"),
    [
        ("有必要停火", "专家认为没有必要停火。", "negation"),
        ("accept a ceasefire", "Moscow did not accept a ceasefire.", "negation"),
        ("a deal will follow", "If Kyiv signs, a deal will follow.", "condition"),
        ("Kyiv will sign", "It is unclear whether Kyiv will sign.", "question"),
        ("the war is over", "He claimed that the war is over.", "report"),
        ("Beijing will sign", "Beijing will sign unless Paris objects.", "exception"),
        ("同意停火", "莫斯科拒绝同意停火。", "negation"),
        ("双方已经达成一致", "他声称，双方已经达成一致。", "report"),
        ("Moscow did not accept a ceasefire", "Moscow did not accept a ceasefire.", None),
        ("双方不仅谈了停火", "双方不仅谈了停火。", None),
        ("谈了停火", "双方不仅谈了停火。", None),
    ],
)
def test_what_is_cut_off_is_told(quote, source, kind):
    found = quoted(quote, source)
    assert isinstance(found, Quotation)
    assert (found.cut.kind if found.cut else None) == kind
    if found.cut:
        assert quoted(source[found.cut.start : found.cut.end], source)


@pytest.mark.parametrize(
    ("summary", "quotation", "missing"),
    [
        ("70 % on 1 March 2022", "2022年3月1日，70%", ()),
        ("70 % in 2022", "有70%的人", ("2022",)),
        ("75%的人", "70%的人", ("75",)),
        ("three phases", "分三个阶段", ()),
        ("four phases", "分三个阶段", ("4",)),
        ("12 August", "8月12日", ()),
        ("12 July", "8月12日", ("7",)),
        ("$1,200", "1200 dollars", ()),
        ("The two sides may agree", "They may agree", ()),
    ],
)
def test_numbers_of_a_summary_stand_in_its_quotation(summary, quotation, missing):
    assert unsupported_numbers(summary, quotation) == missing
