"""Words that do stand in a source can mislead when a negation, a condition or a doubt before them is cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["Cut", "cut_of"]

Kind = Literal["negation", "condition", "question", "hedge", "report", "mid_word", "exception"]

_STOP = "。！？!?；;\n"
_SENTENCE = re.compile(r"[。！？!?；;\n]|\.(?=[\s”\"'’)]|$)")
_CLAUSE = re.compile(r"[，,：:—–、()（）]")

_NEGATION = (
    r"(?:没有?|並未|并未|并不|並不|并非|並非|从未|從未|尚未|未能|未(?=必|被|曾|有|经|见|予|作)|毫无|无意|无法|無法|无需|无权|不会|不會|不能|"
    r"不应|不應|不该|不愿|不願|不肯|不想|不可能|不可|不准备|不打算|不再|不必|不得(?!不)|不同意|不接受|不认为|不是|不希望|不要|"
    r"不予|拒绝|拒絕|否认|否認|反对|反對|避免|防止|排除|放弃|停止|非(?=要|得)|勿|莫(?!斯|扎|迪|桑)|别(?=指望|想|再))"
)
_QUESTION = r"(?:是否|能否|可否|会否|應否|应否|有没有|是不是|会不会|能不能|如何(?=才)|究竟)"
_CONDITION = r"(?:如果|假如|假使|假設|假设|倘若|若(?!干)|要是|一旦|只要|只有(?!\d)|除非|万一|萬一|即使|即便(?!如此))"
_HEDGE = (
    r"(?:或许|或許|也许|也許|可能|似乎|据说|據說|据传|据称|據稱|恐怕|大概|看来|未必|预计|預計|估计|有望|传闻|所谓|所謂)"
)
_REPORT = (
    r"(?:认为|認為|声称|聲稱|宣称|宣稱|指责|指責|称|稱|表示|指出|透露|报道|報道|说|說|暗示|相信|主张|主張|坚称|担心|担忧|希望|"
    r"意味着|意味著|假定|设想|威胁|要求|呼吁|建议|承诺|警告)"
)
_EN_NEGATION = (
    r"\b(?:not|never|no|nor|neither|without|hardly|scarcely|cannot|nobody|nothing|none|refus\w+|den(?:y|ies|ied|ying)|"
    r"reject\w*|fail(?:s|ed|ing)? to|unwilling|unable|unlikely|far from|lest|"
    r"stop(?:s|ped)? short of|rul(?:e|es|ed|ing) out|"
    r"oppos\w+|avoid\w*|prevent\w*)\b|n't\b|n’t\b"
)
_EN_QUESTION = r"\bwhether\b"
_EN_CONDITION = r"\b(?:if|unless|until|once|provided(?: that)?|as long as|only when|in case|should(?= \w+ \w+ ))\b"
_EN_HEDGE = (
    r"\b(?:may|might|could|perhaps|possibly|probably|reportedly|allegedly|supposedly|seems?|appears? to|so-called)\b"
)
_EN_REPORT = (
    r"\b(?:sa(?:y|ys|id)|claim(?:s|ed)?|alleg(?:e|es|ed)|argu(?:e|es|ed)|believ(?:e|es|ed)|think(?:s)?|thought|suggest(?:s|ed)?|"
    r"hop(?:e|es|ed)|fear(?:s|ed)?|insist(?:s|ed)?|report(?:s|ed)?|assert(?:s|ed)?|threaten(?:s|ed)?|demand(?:s|ed)?|"
    r"warn(?:s|ed)?|accus(?:e|es|ed)|imagin(?:e|es|ed)|according to [^,.]{1,60}|means?)\b"
)
_CUES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("question", re.compile(rf"{_QUESTION}|{_EN_QUESTION}", re.IGNORECASE)),
    ("negation", re.compile(rf"{_NEGATION}|{_EN_NEGATION}", re.IGNORECASE)),
    ("condition", re.compile(rf"{_CONDITION}|{_EN_CONDITION}", re.IGNORECASE)),
    ("hedge", re.compile(rf"{_HEDGE}|{_EN_HEDGE}", re.IGNORECASE)),
    ("report", re.compile(rf"{_REPORT}|{_EN_REPORT}", re.IGNORECASE)),
)
_NO_CUE = re.compile(
    r"不(?:仅|僅|但|断|斷|久|过|過|少|同|得不|足|管|论|論|止|满)|没想到|非常|not only|no longer than|no sooner"
)
_SCENARIO = re.compile(r"情景|场景|情形|\bscenario\b", re.IGNORECASE)
_LINK = re.compile(r"(?:道|，|,|：|:|“|\"|「|\bthat\b|\s)*$", re.IGNORECASE)
_BEFORE = re.compile(rf"(?:{_CONDITION}|{_EN_CONDITION})[^{_STOP}]*[,，][^{_STOP}]*$", re.IGNORECASE)
_AFTER = re.compile(
    r"^[^。！？!?；;\n，,.]{0,4}[，,]?\s*(?:unless|except|only if|if\b|除非|但前提|的(?:说法|指控|传闻)|是不可能|纯属)",
    re.IGNORECASE,
)
_HAN_WORDS = re.compile(
    r"美国人?|俄罗斯人?|乌克兰人?|欧洲人?|中国人?|总统|总理|政府|谈判|协议|停火|会晤|峰会|领导人|冲突|条约|制裁|战争|国家|问题|军事|"
    r"外交|和平|安全|同意|接受|拒绝|支持|反对|必要|希望|可能|应该|承认|宣布|决定|要求|条件|方案|领土|主权"
)


@dataclass(frozen=True, slots=True)
class Cut:
    """What is cut off a quotation.

    Attributes:
        kind: `negation`, `condition`, `question` (whether), `hedge`, `report` (somebody says so), `exception` (what
            follows takes it back) or `mid_word`.
        word: The words that were cut off.
        start: Where the shortest honest quotation begins in the source.
        end: One past where it ends.
    """

    kind: Kind
    word: str
    start: int
    end: int


def cut_of(text: str, start: int, end: int) -> Cut | None:
    """Say what a verbatim quotation leaves out that turns its meaning, if anything.

    Args:
        text: The source.
        start: First sign of the quotation.
        end: One past its last.

    Returns:
        What is cut off and a wider quotation that has it; nothing where the quotation is honest.

    Example:
        >>> cut_of("他认为没有必要停火。", 4, 9)
        Cut(kind='negation', word='没', start=0, end=9)
    """
    begin = _sentence_start(text, start)
    word = _inside_word(text, start)
    if word is not None:
        return Cut("mid_word", text[word:start], word, end)
    clause = max((match.end() for match in _CLAUSE.finditer(text, begin, start)), default=begin)
    condition = _BEFORE.search(text, begin, start)
    if condition is not None and condition.end() != start:
        condition = None
    cue = _cue(text, clause, start) or _reported(text, begin, start)
    if cue is not None:
        honest = condition.start() if condition else clause if cue[2] >= clause else begin
        return Cut(cue[0], cue[1], _trimmed(text, honest), end)
    if condition is not None:
        return Cut("condition", condition.group()[:40], condition.start(), end)
    exception = _AFTER.match(text[end : end + 40])
    if exception is not None:
        stop = _SENTENCE.search(text, end)
        return Cut("exception", exception.group(), start, stop.start() if stop else len(text))
    return None


def _sentence_start(text: str, place: int) -> int:
    return max(
        (match.end() for match in _SENTENCE.finditer(text, max(0, place - 600), place)), default=max(0, place - 600)
    )


def _trimmed(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _cue(text: str, clause: int, start: int) -> tuple[Kind, str, int] | None:
    """Return the last cue within the clause before a place: what kind, which word, where."""
    found: tuple[Kind, str, int] | None = None
    blanked = _NO_CUE.sub(lambda match: "\0" * len(match.group()), text[clause:start])
    for kind, pattern in _CUES:
        for match in pattern.finditer(blanked):
            if found is None or clause + match.start() > found[2] + (2 if kind in ("hedge", "report") else 0):
                found = (kind, match.group(), clause + match.start())
    return found


def _reported(text: str, begin: int, start: int) -> tuple[Kind, str, int] | None:
    """Return the reporting verb that a quotation begins right after, across a comma, a colon or an opening mark."""
    before = text[begin:start]
    link = _LINK.search(before)
    before = before[: link.start()] if link else before
    kind, pattern = _CUES[-1]
    for match in (*pattern.finditer(before), *_SCENARIO.finditer(before)):
        if match.end() == len(before):
            return kind, match.group(), begin + match.start()
    return None


def _inside_word(text: str, start: int) -> int | None:
    """Return where the Chinese word begins that a quotation begins inside of, if it does."""
    for match in _HAN_WORDS.finditer(text, max(0, start - 6), start + 6):
        if match.start() < start < match.end():
            return match.start()
    return None
