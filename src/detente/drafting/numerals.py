"""Numbers as they are written: digits, Chinese numerals, English words."""

from __future__ import annotations

import re

__all__ = ["ENGLISH_NUMBER", "HAN_NUMBER", "english_value", "han_value", "values_in"]

_DIGITS = dict(zip("〇零一二三四五六七八九两", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * n
    for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_ONE = "|".join([*_TENS, *sorted(_WORDS, key=len, reverse=True)])

HAN_NUMBER = r"[〇零一二三四五六七八九十百千万亿两]+"
ENGLISH_NUMBER = rf"\b(?:(?:{_ONE}|an?)(?:[- ](?:{_ONE}|hundred|thousand|million|billion|trillion|dozen))*|dozen)\b"

_DIGIT_NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def han_value(text: str) -> int | None:
    """Return the value of a Chinese numeral, or nothing if it is none.

    Example:
        >>> han_value("二十五"), han_value("三百零二"), han_value("二〇二五"), han_value("两万"), han_value("人")
        (25, 302, 2025, 20000, None)
    """
    if not text or any(sign not in _DIGITS and sign not in _SMALL and sign not in _LARGE for sign in text):
        return None
    if all(sign in _DIGITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total = part = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _SMALL:
            part += (digit or 1) * _SMALL[sign]
            digit = 0
        else:
            total = (total + part + digit) * _LARGE[sign]
            part = digit = 0
    return total + part + digit


def english_value(text: str) -> int | None:
    """Return the value of a number in English words, or nothing if it is none.

    Example:
        >>> english_value("twenty-five"), english_value("two hundred thousand"), english_value("peace")
        (25, 200000, None)
    """
    total = part = 0
    words = re.split(r"[-\s]+", text.casefold().strip())
    if not words or words in (["a"], ["an"]):
        return None
    for word in words:
        if word in ("a", "an"):
            part = part or 1
        elif word in _WORDS or word in _TENS:
            part += _WORDS.get(word, 0) + _TENS.get(word, 0)
        elif word in _SCALES:
            scale = _SCALES[word]
            part = (part or 1) * scale
            if scale >= 1000:
                total, part = total + part, 0
        elif word != "and":
            return None
    return total + part


def values_in(text: str) -> list[float]:
    """Return the values of all numbers that a text writes, in digits or words, in the order of the kinds.

    Example:
        >>> values_in("In 2025 twelve of 1,500 (0.8%); 二十五")
        [2025.0, 1500.0, 0.8, 25.0, 12.0]
    """
    found = [float(match.group().replace(",", "")) for match in _DIGIT_NUMBER.finditer(text)]
    han = (han_value(match.group()) for match in re.finditer(HAN_NUMBER, text))
    english = (english_value(match.group()) for match in re.finditer(ENGLISH_NUMBER, text, re.IGNORECASE))
    return found + [float(value) for value in (*han, *english) if value is not None]
