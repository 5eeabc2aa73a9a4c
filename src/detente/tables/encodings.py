"""Which encoding a text is in, and what stands between the columns of a table, where neither says so."""

from __future__ import annotations

import codecs
import csv
import io

__all__ = ["decoded", "delimiter_of"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LETTERS = tuple(bytes([byte]).decode("cp1252", "replace").replace("\ufffd", "\u00b7") for byte in range(256))
"""What each byte stands for in Windows-1252; the five that stand for nothing there are shown as a dot."""

_COMMON_CHINESE = 0.7
_TRIED = (
    ("utf-8", range(0), range(0)),
    ("gb18030", range(0xB0, 0xD8), range(0xA1, 0xFF)),  # the first level of GB 2312: 3,755 signs
    ("big5", range(0xA4, 0xC7), range(0x40, 0xFF)),  # the first plane of Big5: 5,401 signs
)
"""Encodings in the order in which they are tried, with the bytes of their commonest signs."""

_DELIMITERS = ",;\t|"


def decoded(raw: bytes) -> tuple[str, str] | None:
    """Return the text of bytes and its encoding; None where they are no text.

    What a mark at its start says, UTF-8, the encodings of Chinese texts (GB 18030, Big5), and else Windows-1252, which
    what calls itself Latin-1 is as a rule.

    Example:
        >>> decoded("议题,立场".encode("gb18030"))
        ('议题,立场', 'gb18030')
        >>> decoded("Türkiye".encode("cp1252"))
        ('Türkiye', 'windows-1252')
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError:
                return None
    if b"\0" in raw:
        return None
    for encoding, lead, trail in _TRIED:
        if encoding == "utf-8" or _looks_chinese(raw, lead, trail):
            try:
                return raw.decode(encoding), encoding
            except UnicodeDecodeError:
                continue
    return "".join(_LETTERS[byte] for byte in raw), "windows-1252"


def _looks_chinese(raw: bytes, lead: range, trail: range) -> bool:
    """Say whether most bytes beyond ASCII come in pairs that stand for common Chinese signs.

    Args:
        raw: The bytes.
        lead: First bytes of such pairs.
        trail: Their second bytes.
    """
    place = pairs = beyond = 0
    while place < len(raw):
        if raw[place] < 0x80:
            place += 1
            continue
        second = raw[place + 1] if place + 1 < len(raw) else 0
        beyond += 1
        pairs += raw[place] in lead and second in trail
        place += 2
    return beyond > 0 and pairs >= _COMMON_CHINESE * beyond


def delimiter_of(text: str) -> str:
    r"""Return what stands between columns: what the first lines have, each, most of.

    Example:
        >>> delimiter_of("issue\tactor\nwater, salt\tNorth")
        '\t'
    """
    lines = [line for line in text.splitlines()[:10] if line.strip()]
    counts = {mark: _fewest(lines, mark) for mark in _DELIMITERS}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else max(_DELIMITERS, key=lambda mark: lines[0].count(mark) if lines else 0)


def _fewest(lines: list[str], mark: str) -> int:
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=mark))
    except csv.Error:
        return 0
    return min((len(row) - 1 for row in rows if row), default=0)
