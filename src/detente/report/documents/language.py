"""Which language words are in, and which fonts files of an office are to show them in."""

from __future__ import annotations

import re

__all__ = ["EAST_ASIAN", "LATIN", "has_han", "tag"]

LATIN = "Calibri"
EAST_ASIAN = "Microsoft YaHei"
"""Fonts that are where such files are opened; where they are not, programs take others of the same writing."""

_HAN = re.compile("[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def has_han(text: str) -> bool:
    """Say whether Chinese signs or punctuation stand in a text.

    Example:
        >>> has_han("停火 30 days"), has_han("truce")
        (True, False)
    """
    return bool(_HAN.search(text))


def tag(language: str) -> str:
    """Return the tag of a language as files of an office write it.

    Example:
        >>> tag("zh"), tag("en")
        ('zh-CN', 'en-GB')
    """
    return "zh-CN" if language == "zh" else "en-GB"
