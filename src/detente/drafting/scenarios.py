"""Ways in which a text says that things may end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.drafting.sentences import Stretch, clauses, is_han, paragraphs, sentences, trimmed

__all__ = ["Scenario", "scenarios"]

_KINDS = (
    ("success", r"成功|最好|最佳|乐观|理想|\b[Ss]uccess(?:ful)?\b|\bbest[- ]case\b|\bbest case\b|\boptimistic\b"),
    (
        "failure",
        r"失败|最坏|最糟|悲观|崩溃|破裂|\b[Ff]ail(?:ure|s)?\b|\bworst[- ]case\b|\bworst case\b|\bpessimistic\b|\bcollapse",
    ),
    ("middle", r"折中|中间|基准|最可能|\bmiddle\b|\bbaseline\b|\bmost likely\b|\bmuddl"),
    ("stalemate", r"僵局|拖延|\bstalemate\b|\bdeadlock\b"),
)
_HEAD = re.compile(
    r"(?:[\u4e00-\u9fff“”]{0,10}(?:成功|失败|最好|最坏|最糟|最佳|乐观|悲观|基准|中间|理想|第[一二三]种|另一种)的?(?:情景|场景|情形|情况|结果|可能|前景)(?:将?(?:意味着|则?是|为))?)|"
    r"“备选方案”|(?:一种|另一种|第[一二三]种|其[一二三])(?:可能)?(?:是|：)[^，。：:]{1,6}(?=[：:])|"
    r"\b(?:[Ii]n the |[Tt]he |[Aa] )?(?:best|worst|base|most likely|optimistic|pessimistic|middle)(?: |-)(?:case|scenario|outcome)(?: (?:would be|is|will be))?\b|"
    r"\b(?:[Ii]n (?:that|this|such a) scenario|[Aa]nother scenario|[Tt]he (?:first|second|third) scenario)\b|"
    r"\b(?:[Aa] |[Tt]he )?(?:[Ss]uccess|[Ff]ailure)(?:,[^,.;]{2,30},)? (?:would|will|could) (?:mean|be|begin with|look like|bring)\b|"
    r"(?<=[.\n] )[A-Z][^.,;]{4,60} would be a (?:success|failure|breakthrough|disaster)\b|"
    r"\b[Ww]hat would (?:success|failure) look like\?"
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A way in which things may end.

    Attributes:
        start: First sign of the words that introduce it.
        end: One past their last.
        text: The words.
        kind: `success`, `failure`, `middle`, `stalemate` or `other`.
        body: The lines that tell of it.
        markers: What would be seen if it came true.
    """

    start: int
    end: int
    text: str
    kind: str
    body: Stretch
    markers: tuple[Stretch, ...]


def scenarios(text: str) -> list[Scenario]:
    """Return the scenarios of a text in order; the same one told twice is one.

    Example:
        >>> [(s.kind, s.text) for s in scenarios("成功情景：停火生效，双方撤军。失败情景：谈判破裂。")]
        [('success', '成功情景'), ('failure', '失败情景')]
    """
    lines = paragraphs(text)
    found: list[Scenario] = []
    for match in _HEAD.finditer(text):
        kind = next((name for name, pattern in _KINDS if re.search(pattern, match.group())), "other")
        line = next(one for one in lines if one.start <= match.start() <= one.end)
        body = _body(match, line, text, lines)
        words = match.group().strip("“”") if match.group()[0] != "“" else match.group()
        start = match.start() + match.group().index(words)
        one = Scenario(start, start + len(words), words, kind, body, _markers(body, text))
        same = next((other for other in found if other.kind == kind != "other"), None)
        if same is None:
            found.append(one)
        elif _is_heading(same, lines):
            found[found.index(same)] = Scenario(same.start, same.end, same.text, kind, body, one.markers)
    return found


def _is_heading(scenario: Scenario, lines: list[Stretch]) -> bool:
    """Say whether a scenario has only been named in a heading so far."""
    line = next(one for one in lines if one.start <= scenario.start <= one.end)
    return bool(line.text) and line.text.rstrip()[-1] not in "。.！!"


def _body(match: re.Match[str], line: Stretch, text: str, lines: list[Stretch]) -> Stretch:
    """Return from the words that introduce a scenario to the end of its line, or to where the next is introduced."""
    following = _HEAD.search(text, match.end(), line.end)
    end = following.start() if following else line.end
    index = lines.index(line)
    if not following and line.text.rstrip()[-1:] not in "。.！!" and index + 1 < len(lines):
        end = lines[index + 1].end
    return trimmed(text, match.start(), end)


def _markers(body: Stretch, text: str) -> tuple[Stretch, ...]:
    """Return the clauses of a scenario that say what will happen."""
    found = []
    for sentence in sentences(body.text):
        for clause in clauses(text, body.start + sentence.start, body.start + sentence.end):
            if 5 < len(clause.text) < 90 and not _HEAD.fullmatch(clause.text):
                lead = re.match(r"^(?:并|且|而|则|and |but )", clause.text)
                found.append(trimmed(text, clause.start + (lead.end() if lead else 0), clause.end))
    limit = 8 if is_han(body.text) else 6
    return tuple(found[:limit])
