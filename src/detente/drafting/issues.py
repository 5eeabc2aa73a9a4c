"""Things that parties can settle one way or another, at every mention."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["IssueKind", "IssueMention", "issue_kinds", "issues", "titles_of_issues"]


@dataclass(frozen=True, slots=True)
class IssueKind:
    """An issue that often comes up.

    Attributes:
        id: Its identifier.
        title: Its name in English and Chinese.
        patterns: What names it in Chinese and in English.
    """

    id: str
    title: tuple[str, str]
    patterns: tuple[re.Pattern[str], re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class IssueMention:
    """An issue where it is mentioned.

    Attributes:
        start: First sign of the words.
        end: One past their last.
        text: The words.
        issue: The identifier.
    """

    start: int
    end: int
    text: str
    issue: str


@cache
def issue_kinds() -> tuple[IssueKind, ...]:
    """Return the issues that the program knows words for."""
    kinds = []
    for line in (files("detente.drafting") / "issues.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, english, chinese, han, latin = line.split("\t")
            patterns = re.compile(han), re.compile(rf"(?<!\w)(?:{latin})", re.IGNORECASE)
            kinds.append(IssueKind(name, (english, chinese), patterns))
    return tuple(kinds)


def issues(text: str) -> list[IssueMention]:
    """Return every mention of a known issue, the longest where several overlap.

    Example:
        >>> [(m.issue, m.text) for m in issues("莫斯科反对全面停火。")]
        [('CEASEFIRE_FULL', '全面停火')]
    """
    found = []
    for kind in issue_kinds():
        for pattern in kind.patterns:
            found += [
                IssueMention(*match.span(), match.group(), kind.id) for match in pattern.finditer(text) if match.group()
            ]
    kept: list[IssueMention] = []
    for one in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda m: m.start)


@cache
def titles_of_issues() -> dict[str, dict[str, str]]:
    """Return what each known issue is called, by language.

    Example:
        >>> titles_of_issues()["SANCTIONS"]
        {'en': 'sanctions', 'zh': '制裁'}
    """
    return {kind.id: {"en": kind.title[0], "zh": kind.title[1]} for kind in issue_kinds()}
