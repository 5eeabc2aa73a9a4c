"""What is open and bears on the outcome: listed factors, what is said to be unknown, questions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.drafting.sentences import Stretch, clauses, is_han, sentences, trimmed

__all__ = ["Variable", "variables"]

_COUNT = r"(?:(?:以下)?(?:[一二两三四五六七八九十\d]+|几|多|若干)?[个种项]?(?:因素|变量|条件|方面|问题|变数|要素)|[二三四五六七八九十两]+[点项])"
_LISTED = re.compile(
    rf"(?:取决于|有赖于|视乎|系于)(?:{_COUNT}[：:，,])?|(?:变量|因素|变数)(?:主要)?(?:包括|有[：:]|有[一二两三四五六七八九十\d几]+[个种项]?[：:]|是[：:]|为[：:]|[：:])|"
    rf"(?:有|存在){_COUNT}[^，。：:]{{0,12}}[：:]"
)
_EN_LISTED = re.compile(
    r"\b(?:depends?|depended|hinges?|turns?|rests?|rides?)(?: \w+ly| in part| above all| most of all| largely)? (?:up)?on"
    r"(?: (?:at least )?(?:\w+) (?:\w+ )?(?:factors|things|variables|questions|issues|conditions)(?: above all)?\s?[:—-])?\s|"
    r"\b(?:factors|variables|unknowns|uncertainties|things)\b[^.:]{0,60}?\b(?:are|include|includes|will be)\b(?: these)?:?\s|"
    r"\b(?:factors|variables|unknowns|uncertainties|things that (?:will )?(?:decide|matter|count))\b[^.:]{0,30}:\s"
)
_OPEN = re.compile(
    r"(?:目前)?(?:尚|还|仍)?不(?:清楚|明确|明朗|得而知|确定)|未知数|有待(?:观察|确定)|(?:没有|尚无|未有)定论|难以(?:判断|预料|预测|确定)|悬而未决|难料|难(?:以)?(?:预料|预测|说|定)|未可知|尚未(?:确定|决定|明确)|说不准|存疑"
)
_OPEN_LEAD = re.compile(
    r"^(?:目前|现在|但|而|同时)*(?:尚|还|仍)?(?:难以(?:判断|预料|预测|确定)|不(?:清楚|明确|得而知|确定)|无法(?:判断|确定|预料))(?:的是)?[，,：:]?"
)
_WHETHER = re.compile(r"是否|能否|可否|会不会|能不能|愿不愿|会否|有没有|是不是")
_NO_GUARANTEE = re.compile(r"(?:无法|不能|难以)保证[^，。]+")
_EN_OPEN = re.compile(
    r"\b(?:unclear|not clear|unknown|not known|uncertain|undecided|unresolved|open question|hard to (?:say|tell|know)|"
    r"remains to be seen|in doubt|no one knows|nobody knows|not yet decided|an open question|anyone['’]s guess|unsure|not certain)\b"
)
_EN_WHETHER = re.compile(
    r"\b(?:[Ww]hether|[Hh]ow (?:far|long|much|many|soon)|[Ww]ho|[Ww]hen|[Ww]hat|if|[Hh]ow)\b(?! is (?:un|not|hard))"
)
_TAIL = re.compile(r"等等?$|，?诸如此类$")


@dataclass(frozen=True, slots=True)
class Variable:
    """Something open.

    Attributes:
        start: First sign of the words that name it.
        end: One past their last.
        text: These words.
        kind: `listed`, `unknown` or `question`.
    """

    start: int
    end: int
    text: str
    kind: str


def variables(text: str) -> list[Variable]:
    """Return what a text says is open, in order.

    Example:
        >>> [(v.text, v.kind) for v in variables("结果取决于油价、雨量和选举。It is unclear whether Paris will sign.")]
        [('油价', 'listed'), ('雨量', 'listed'), ('选举', 'listed'), ('whether Paris will sign', 'unknown')]
    """
    found: list[Variable] = []
    for sentence in sentences(text):
        if sentence.text[-1] in "？?":
            found.append(_question(sentence, text))
            continue
        chinese = is_han(sentence.text)
        listed = _listed(sentence, text, chinese)
        found += listed or (_unknown(sentence, text) if chinese else _english_unknown(sentence, text))
    return found


def _question(sentence: Stretch, text: str) -> Variable:
    """Return a question; one that is said to be open without its lead and its mark."""
    lead = re.match(r"[^。？?]{2,30}?(?:[，,]即|[：:](?=[^，,：:]{3,}[？?]$))", sentence.text)
    start = sentence.start + (lead.end() if lead else 0)
    if lead and _OPEN.search(lead.group()):
        return Variable(start, sentence.end - 1, text[start : sentence.end - 1], "unknown")
    return Variable(start, sentence.end, text[start : sentence.end], "question")


def _listed(sentence: Stretch, text: str, chinese: bool) -> list[Variable]:
    match = (_LISTED if chinese else _EN_LISTED).search(sentence.text)
    if match is None:
        return []
    start = sentence.start + match.end()
    end = sentence.end
    while end > start and text[end - 1] in "。.；;！! ”":
        end -= 1
    items = _han_items(text, start, end) if chinese else _english_items(text, start, end)
    return [
        Variable(one.start, one.end, one.text, "listed")
        for one in items
        if 1 < len(one.text) < (40 if chinese else 120)
    ]


def _han_items(text: str, start: int, end: int) -> list[Stretch]:
    """Split a list at 、 and its last 和 or 以及."""
    stop = re.search(r"[，,](?!以及|和|还有|及)|——", text[start:end])
    if stop and "、" in text[start : start + stop.start()]:
        end = start + stop.start()
    pieces, place = [], start
    for match in re.finditer(r"、|[，,]?(?:以及|还有)|，", text[start:end]):
        pieces.append((place, start + match.start()))
        place = start + match.end()
    last = re.search(r"(?<=[\u4e00-\u9fff])(?:和|及|与)(?=[^和及与]*$)", text[place:end])
    if (
        last
        and (not pieces or (last.start() > 1 and "之间" not in text[place:end]))
        and text[place + last.start() - 1] not in "、"
    ):
        pieces += [(place, place + last.start()), (place + last.end(), end)]
    else:
        pieces.append((place, end))
    items = []
    for first, stop_at in pieces:
        tail = _TAIL.search(text[first:stop_at])
        items.append(trimmed(text, first, first + tail.start() if tail else stop_at))
    return items


def _english_items(text: str, start: int, end: int) -> list[Stretch]:
    """Split a list at commas and its last and, leaving "between A and B" whole."""
    words = text[start:end]
    if re.search(r", (?:but|while|says?|said|which)\b", words):
        end = start + re.search(r", (?:but|while|says?|said|which)\b", words).start()  # type: ignore[union-attr]
        words = text[start:end]
    cuts = [(match.start(), match.end()) for match in re.finditer(r"[,;] (?:and |or )?", words)]
    head = cuts[-1][1] if cuts else 0
    if not (cuts and re.search(r"(?:and|or) $", words[cuts[-1][0] : cuts[-1][1]])):
        joined = [m for m in re.finditer(r" and (?:on )?", words[head:]) if not _is_pair(words, head + m.start())]
        if joined:
            cuts.append((head + joined[-1].start(), head + joined[-1].end()))
    pieces, place = [], 0
    for first, last in cuts:
        pieces.append((place, first))
        place = last
    pieces.append((place, len(words)))
    items = []
    for first, last in pieces:
        lead = re.match(
            r"\s*(?:and |or )?(?:up)?(?:on )?(?:first|second|third|finally|above all)?,? ?(?=\w)", words[first:last]
        )
        first += lead.end() if lead else 0
        if last > first:
            items.append(trimmed(text, start + first, start + last))
    return items


def _is_pair(words: str, place: int) -> bool:
    """Say whether an "and" joins two names or stands after "between"."""
    before, after = words[:place].rpartition(",")[2], words[place + 5 :]
    if re.search(r"\b(?:between|both)\b", before):
        return True
    return bool(re.search(r"\b[A-Z]\w+$", before) and re.match(r"[A-Z]\w+\s+(?!of\b)[a-z]", after))


def _unknown(sentence: Stretch, text: str) -> list[Variable]:
    """Read what a Chinese sentence says is not known."""
    guarantee = _NO_GUARANTEE.search(sentence.text)
    if guarantee:
        start = sentence.start + guarantee.start()
        return [Variable(start, start + len(guarantee.group()), guarantee.group(), "unknown")]
    if not _OPEN.search(sentence.text) and not _hesitates(sentence.text):
        return []
    found = []
    for clause in clauses(text, sentence.start, sentence.end):
        lead = _OPEN_LEAD.match(clause.text)
        one = trimmed(text, clause.start + (lead.end() if lead else 0), clause.end)
        if not _WHETHER.search(one.text):
            continue
        tail = re.search(
            r"(?:目前|也|还|仍|尚|，)*(?:不(?:清楚|明确|得而知)|是?(?:个)?未知数|有待观察|难料).*$", one.text
        )
        end = one.start + tail.start() if tail and tail.start() > 2 else one.end
        if _hesitates(sentence.text):
            end = sentence.end - (text[sentence.end - 1] in "。；")
        found.append(Variable(one.start, end, text[one.start : end], "unknown"))
    return found


def _hesitates(words: str) -> bool:
    return bool(re.search(r"是否[^。]*(?:犹豫|举棋不定|摇摆)", words))


def _english_unknown(sentence: Stretch, text: str) -> list[Variable]:
    match = _EN_OPEN.search(sentence.text)
    if match is None:
        return []
    after = _EN_WHETHER.search(sentence.text, match.end())
    before = _EN_WHETHER.search(sentence.text[: match.start()])
    if after:
        stop = re.search(r"[;—]|, (?:and|but|though|although|which)\b|[.]?$", sentence.text[after.start() :])
        start = sentence.start + after.start()
        end = start + (stop.start() if stop else 0)
    elif before:
        start = sentence.start + before.start()
        verb = re.search(
            r",? (?:also )?(?:is|remains|are|was|stays)(?: \w+)? ?(?:also |still |as yet )?$",
            sentence.text[: match.start()],
        )
        end = sentence.start + (verb.start() if verb else match.start())
        tail = re.search(r"\s+(?:also\s+)?(?:remains|is|was)(?:\s+(?:also|still|an?))*\s*$", text[start:end])
        end = start + tail.start() if tail else end
    else:
        return []
    one = trimmed(text, start, end)
    return [Variable(one.start, one.end, one.text, "unknown")]
