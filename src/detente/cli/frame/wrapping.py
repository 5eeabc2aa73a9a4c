"""Where a line of text may end: at no number's unit, in no date, before no closing punctuation, in any script.

Between words a line ends at spaces; between Chinese characters anywhere, but for what may not begin a line and what may
not end one (kinsoku, as in the Requirements for Chinese Text Layout of the W3C, section 3.1). A number keeps its unit,
its measure word, its sign and its error; "23 in 100", dates and intervals stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["cells", "widest_piece", "wrap"]

_NOT_FIRST = frozenset("，。、；：？！）】》〉」』〕”’·…—–%‰℃°々ー,.;:?!)]}")
_NOT_LAST = frozenset("（【《〈「『〔“‘([{±≈<>~+−¥$€£")
_MONTHS = "Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
_NUMBER = r"[<>≈~±+−-]?\d[\d.,:]*(?:[–/-]\d[\d.,]*)?[%‰]?"
_WHOLE = re.compile(
    "|".join(
        (
            r"\x1b\[[0-9;]*m",
            rf"\d{{1,2}} (?:{_MONTHS})[a-z]*(?: \d{{4}})?",
            r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日",
            rf"{_NUMBER} ?(?:至|到|±) ?{_NUMBER}(?:个百分点|[㐀-鿿])?",
            rf"{_NUMBER} (?:to|in|of|–) {_NUMBER}(?: [a-z]+\b)?",
            rf"[a-z]+ \({_NUMBER} ?%?\)|[㐀-鿿]（{_NUMBER}）",
            rf"[±≈] {_NUMBER}(?: [a-z%]+)?",
            rf"{_NUMBER} (?:%|‰|[a-z]+\b)",
            rf"{_NUMBER} ?(?:个百分点|个[㐀-鿿]|小时|[㐀-鿿])",
            r"［[^］\n]{1,14}］",
            r"--[a-z-]+ [^\s-]\S*",
        )
    )
)
_WIDE = (("\u2e80", "\ud7ff"), ("\uf900", "\ufaff"), ("\ufe30", "\uffef"), ("\U00010000", "\U0010ffff"))
_SEPARATORS = frozenset(" /\\_-.›,;=&?")
_LONGEST = 32
"""Cells from which on a word may be broken where a column is narrow; pictures made of signs never are."""


def columns_of(text: str) -> int:
    """Return how many columns a text takes; rich, which knows all signs, is loaded for those of other scripts alone."""
    if all(sign < "\u0300" or "\u2010" <= sign <= "\u2044" for sign in text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes; styles take none.

    Example:
        >>> cells("停火 5%")
        7
    """
    return columns_of(re.sub(r"\x1b\[[0-9;]*m", "", text) if "\x1b" in text else text)


def wrap(text: str, width: int, first: int | None = None) -> list[str]:
    """Break a text into lines that fit.

    Args:
        text: What is written; its own line ends stay.
        width: Columns of a line.
        first: Columns of the first line, where it has less room.

    Returns:
        The lines, without spaces at their ends.

    Example:
        >>> wrap("停火不晚于2025年12月29日开始，并持续。", 20)
        ['停火不晚于', '2025年12月29日开始，', '并持续。']
        >>> wrap("Failure is likely: 64 in 100, or 55–80 %.", 24)
        ['Failure is likely:', '64 in 100, or 55–80 %.']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        room = width if first is None or lines else first
        lines += [paragraph.rstrip()] if cells(paragraph) <= room else _broken(paragraph, max(1, width), max(1, room))
    return lines


def widest_piece(text: str) -> int:
    """Return how many columns the widest part takes that should stay whole.

    Example:
        >>> widest_piece("within 91 days"), widest_piece("停火91天")
        (7, 4)
    """
    return max((_least(piece.strip()) for line in text.split("\n") for piece in _pieces(line)), default=0)


def _least(piece: str) -> int:
    wide = cells(piece)
    return min(wide, _LONGEST) if any(sign.isalpha() for sign in piece) else wide


def _broken(paragraph: str, width: int, room: int) -> list[str]:
    indent = re.match(r" *", paragraph)
    hang = "" if indent is None else indent[0][: width // 3]
    lines, line = [], ""
    for piece in _pieces(paragraph):
        if line.strip() and cells(line) + cells(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line, room = hang, width
            piece = piece.lstrip()
        while cells(line) + cells(piece.rstrip()) > room and (cut := _cut(piece, room - cells(line))):
            lines.append((line + piece[:cut]).rstrip())
            line, room, piece = hang, width, piece[cut:].lstrip()
        line += piece
    return [*lines, line.rstrip()]


def _pieces(line: str) -> Iterator[str]:
    """Yield the parts of a line between which it may end, each with the spaces after it."""
    whole = {place for found in _WHOLE.finditer(line) for place in range(found.start() + 1, found.end())}
    begin = 0
    for place in range(1, len(line)):
        if place not in whole and _may_end(line, place):
            yield line[begin:place]
            begin = place
    yield line[begin:]


def _may_end(line: str, place: int) -> bool:
    """Say whether a line may end before a place."""
    after = line[place]
    if after in " \t" or after in _NOT_FIRST:
        return False
    before = line[:place].rstrip(" \t")
    if not before or before[-1] in _NOT_LAST or before in ("–", "-", "·", "•"):
        return False
    if line[place - 1] in " \t":
        return True
    return _is_wide(before[-1]) or _is_wide(after)


def _is_wide(sign: str) -> bool:
    """Say whether a sign is one beside which no space is written: Chinese, Japanese, Korean and their punctuation."""
    return any(first <= sign <= last for first, last in _WIDE)


def _cut(piece: str, room: int) -> int:
    """Return where a piece that fits no line is cut: behind a sign that separates, or else where the line is full."""
    taken, full = 0, 0
    for sign in piece:
        taken += columns_of(sign)
        if taken > room:
            break
        full += 1
    places = [place for place in range(full, 0, -1) if _may_be_cut(piece, place)]
    behind = [place for place in places if piece[place - 1] in _SEPARATORS and place > full // 2]
    return (behind or places or [full])[0]


def _may_be_cut(piece: str, place: int) -> bool:
    """Say whether a word may be cut before a place: not before what begins no line, and not within a number."""
    before, after = piece[place - 1], piece[place : place + 1]
    number = (before.isdigit() or before in ".,") and (after.isdigit() or (after in ".," and before.isdigit()))
    return not number and after not in _NOT_FIRST and before not in _NOT_LAST
