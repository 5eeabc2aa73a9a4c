"""Every mistake a case can hold, in words: what was found, what is allowed, what to do.

Each entry is (found, allowed, hint) in English and in Chinese. A hint that offers the nearest name falls away
where there is none. Words in `{what}` are nouns of the language, translated by `NOUNS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from detente.locale.case_errors.carrying import CARRYING
from detente.locale.case_errors.checks import CHECKS
from detente.locale.case_errors.facts import FACTS
from detente.locale.case_errors.form import FORM
from detente.locale.case_errors.moves import MOVES
from detente.locale.case_errors.numbers import NUMBERS, PHRASES
from detente.mistakes import Slip

__all__ = ["MESSAGES", "NOUNS", "Language", "Words", "words"]

Language = Literal["en", "zh"]

MESSAGES: Mapping[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    **FORM,
    **NUMBERS,
    **CHECKS,
    **CARRYING,
    **MOVES,
    **FACTS,
}

NOUNS: Mapping[str, str] = {
    "party": "参与方",
    "issue": "议题",
    "option": "选项",
    "topic": "议题类别",
    "factor": "因素",
    "factor or flag": "因素或标志",
    "issue, factor or flag": "议题、因素或标志",
    "event": "事件",
    "meeting": "会晤",
    "flag": "标志",
    "claim": "论断",
    "source": "来源",
    "condition": "条件",
    "scenario": "情景",
    "scenario or condition": "情景或条件",
    "scenario or sign": "情景或迹象",
    "marker": "迹象",
    "number": "数值",
    "general belief": "一般信念",
    "factor or price.<party>": "因素或 price.<参与方>",
    "bargaining rule": "议价规则",
    "path": "路径",
    "state": "状态",
    "step": "步骤",
    "issue or factor": "议题或因素",
}


class Words(NamedTuple):
    """The three parts of a message."""

    found: str
    allowed: str
    hint: str


def words(slip: Slip, language: Language = "en") -> Words:
    """Put a slip into words.

    Args:
        slip: What is wrong. A kind outside the catalogue brings its own words in its values.
        language: `en` or `zh`.

    Returns:
        What was found, what is allowed, and a hint, which may be empty.

    Example:
        >>> words(Slip("no_course", "until", {"found": "2025-01-01", "as_of": "2025-08-12"})).allowed
        'a date after as_of, 2025-08-12'
    """
    values = dict(slip.values)
    if slip.kind not in MESSAGES:
        return _placed(slip, values.get("found", ""), values.get("allowed", ""), values.get("hint", ""))
    if language == "zh" and "what" in values:
        values["what"] = NOUNS.get(values["what"], values["what"])
    if language == "zh" and slip.kind in NUMBERS:
        values = {name: PHRASES.get(value, value) for name, value in values.items()}
    elif language == "zh" and "allowed" in values:
        values["allowed"] = PHRASES.get(values["allowed"], values["allowed"])
    found, allowed, hint = MESSAGES[slip.kind][1 if language == "zh" else 0]
    if "{nearest}" in hint and not values.get("nearest"):
        hint = ""
    return _placed(slip, *(part.format_map(values) for part in (found, allowed, hint)))


def _placed(slip: Slip, found: str, allowed: str, hint: str) -> Words:
    """Say where a mistake shows, if not at its cause."""
    return Words(f"{slip.elsewhere}: {found}" if slip.elsewhere else found, allowed, hint)
