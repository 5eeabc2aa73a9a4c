"""Fold what is presentation in a text, and keep where every sign came from.

Presentation is: width, the shape of quotation marks, apostrophes, dashes, dots between names and ellipses, ligatures,
compatibility forms and radicals, signs that cannot be seen, and blanks, except those between Latin letters or digits.
Superscripts, fractions and signs in circles are none: 10² is not 102, and 1½ is not 11/2.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Folded", "fold"]

_DOUBLE = '“”„‟«»‹›「」『』｢｣〝〞〟＂"'
_SINGLE = "‘’‚‛′ʼ`´＇'"
_DASHES = "‐‑‒–—―−－﹘﹣⸺⸻-"
_DOTS = "・•‧∙⋅·･"
_KEPT = ("<super>", "<sub>", "<fraction>", "<circle>", "<square>")
_RADICALS = str.maketrans(
    "⺟⺠⺮⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⻑⻒⻗⻏⺁⺌⺝⺾",
    "母民竹虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟長镸雨阝厂小月艹",
)
_CLUSTER = re.compile(r".[\u0300-\u036f\u3099\u309a]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without what is presentation.

    Attributes:
        text: What is left of it.
        starts: For each sign left, where its first sign stood.
        ends: For each sign left, one past where its last sign stood.
        gaps: For each sign left, whether blanks stood before it.
        breaks: For each sign left, whether a line ended before it.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    gaps: tuple[bool, ...]
    breaks: tuple[bool, ...]


def fold(text: str) -> Folded:
    """Fold a text.

    Args:
        text: Any text.

    Returns:
        What is left, with the place of every sign.

    Example:
        >>> fold("２０２５ 年　“初秋”").text
        '2025年"初秋"'
        >>> fold("in  conclusive – 10²").text
        'in conclusive-10²'
    """
    signs = [sign for match in _CLUSTER.finditer(text) for sign in _signs(match.group(), match.start(), match.end())]
    signs = _quotation_marks(_runs(signs))
    return _without_blanks(signs)


_Sign = tuple[str, int, int]


def _signs(cluster: str, start: int, end: int) -> list[_Sign]:
    """Return what a sign with its accents folds to; nothing for one that cannot be seen."""
    first = cluster[0]
    if first in "\n\r\v\f\x85\u2028\u2029":
        return [("\n", start, end)]
    if first.isspace():
        return [(" ", start, end)]
    category = unicodedata.category(first)
    if category in ("Cf", "Cc") or "\ufe00" <= first <= "\ufe0f":
        return []
    if first in _DOTS:
        return [("·", start, end)]
    if first in _DASHES:
        return [("-", start, end)]
    if first == "…":
        return [("…", start, end)]
    if first in _DOUBLE or first in _SINGLE:
        return [(first, start, end)]
    if unicodedata.decomposition(first).startswith(_KEPT):
        return [(first, start, end)]
    return [(sign, start, end) for sign in unicodedata.normalize("NFKC", cluster.translate(_RADICALS))]


def _runs(signs: list[_Sign]) -> list[_Sign]:
    """Write runs of dashes, of ellipses and of three full stops as one sign."""
    found: list[_Sign] = []
    for sign in signs:
        if sign[0] in "-…" and found and found[-1][0] == sign[0]:
            found[-1] = (sign[0], found[-1][1], sign[2])
            continue
        found.append(sign)
        if len(found) > 2 and all(one[0] == "." for one in found[-3:]):
            found[-3:] = [("…", found[-3][1], sign[2])]
    return found


def _quotation_marks(signs: list[_Sign]) -> list[_Sign]:
    """Tell apostrophes inside words from quotation marks, and full stops from decimal points."""
    found = []
    for index, (sign, start, end) in enumerate(signs):
        before = signs[index - 1][0] if index else ""
        after = signs[index + 1][0] if index + 1 < len(signs) else ""
        if sign in _SINGLE:
            sign = "'" if before.isalnum() and _is_latin(after) else '"'
        elif sign in _DOUBLE:
            sign = '"'
        elif sign == "。" and not (before.isdigit() and after.isdigit()):
            sign = "."
        found.append((sign, start, end))
    return found


def _without_blanks(signs: list[_Sign]) -> Folded:
    """Drop the blanks that are presentation, and write every other run of blanks as one."""
    out: list[_Sign] = []
    gaps: list[bool] = []
    breaks: list[bool] = []
    gap = line_ends = False
    for sign in signs:
        if sign[0] in " \n":
            gap, line_ends = True, line_ends or sign[0] == "\n"
            continue
        if gap and out and _is_wording(out, sign[0]):
            out.append((" ", out[-1][2], sign[1]))
            gaps.append(False)
            breaks.append(False)
        out.append(sign)
        gaps.append(gap)
        breaks.append(line_ends)
        gap = line_ends = False
    letters, starts, ends = zip(*out, strict=True) if out else ((), (), ())
    return Folded("".join(letters), tuple(starts), tuple(ends), tuple(gaps), tuple(breaks))


def _is_wording(before: list[_Sign], after: str) -> bool:
    """Say whether blanks between two signs are wording: between words, and between a number's end and a number."""
    last = before[-1][0]
    if _is_latin(last) and _is_latin(after):
        return True
    return last in ".,:" and after.isdigit() and len(before) > 1 and before[-2][0].isdigit()


def _is_latin(sign: str) -> bool:
    """Say whether a sign is a digit, or a letter of a script that writes blanks between words."""
    if not sign or not sign.isalnum():
        return False
    return sign.isdecimal() or not (
        "\u3040" <= sign <= "\u30ff"
        or "\u3400" <= sign <= "\u9fff"
        or "\uf900" <= sign <= "\ufaff"
        or sign >= "\U00020000"
    )
