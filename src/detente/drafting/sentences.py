"""Paragraphs, sentences and clauses of a text, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Stretch", "clauses", "heading", "is_han", "paragraphs", "sentence_at", "sentences"]

_SENTENCE = re.compile(
    r"[^。！？!?；;\n]*?(?:[。！？!?；;]+[”’」』\"')）]*|\n|$|(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\bMrs)(?<!\bvs)\."
    r"[”’\"')]*(?=\s+[“‘\"'(]?[A-Z0-9\u4e00-\u9fff]|\s*\n|\s*$))"
)
_CLAUSE = re.compile(r"[^，,：:；;。！？!?\n—]+")
_ENDS = "。！？!?；;.…”’」』\"')）"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text.

    Attributes:
        start: Its first sign.
        end: One past its last.
        text: The signs between.
    """

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Stretch]:
    """Return the sentences of a text in order; lines that are headings are sentences of their own.

    Example:
        >>> [one.text for one in sentences("Mr. Holm met U.S. envoys. 谈判失败了！怎么办？")]
        ['Mr. Holm met U.S. envoys.', '谈判失败了！', '怎么办？']
    """
    found, place = [], 0
    while place < len(text):
        match = _SENTENCE.match(text, place)
        end = max(match.end() if match else len(text), place + 1)
        stretch = trimmed(text, place, end)
        if stretch.text:
            found.append(stretch)
        place = end
    return found


def trimmed(text: str, start: int, end: int) -> Stretch:
    """Return a stretch without blanks around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(start, end, text[start:end])


def clauses(text: str, start: int, end: int) -> list[Stretch]:
    """Return the parts of a sentence between commas, colons and dashes."""
    found = (trimmed(text, match.start(), match.end()) for match in _CLAUSE.finditer(text, start, end))
    return [stretch for stretch in found if stretch.text]


def paragraphs(text: str) -> list[Stretch]:
    r"""Return the lines of a text, empty ones too, as cases count them: from 0.

    Example:
        >>> [line.text for line in paragraphs("a\n\nb")]
        ['a', '', 'b']
    """
    found, place = [], 0
    for line in text.removesuffix("\n").split("\n"):
        found.append(Stretch(place, place + len(line.rstrip("\r")), line.rstrip("\r")))
        place += len(line) + 1
    return found


def heading(line: str) -> bool:
    """Say whether a line is a heading: short and without the sign that ends a sentence."""
    words = line.strip()
    return 0 < len(words) <= (60 if is_han(words) else 120) and words[-1] not in _ENDS


def is_han(text: str) -> bool:
    """Say whether a text is mostly Chinese."""
    han = sum("\u3400" <= sign <= "\u9fff" for sign in text)
    return 2 * han > sum(sign.isalpha() for sign in text) - han


def sentence_at(stretches: list[Stretch], place: int) -> Stretch | None:
    """Return the stretch in which a place lies."""
    return next((one for one in stretches if one.start <= place < one.end), None)
