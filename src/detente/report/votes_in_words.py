"""Rules by which votes are counted, in words."""

from __future__ import annotations

from typing import Any

from detente.case.schema.votes import AllRules, AnyRule, Quorum, WeightedQuorum
from detente.locale import Texts

__all__ = ["rule_in_words"]


def rule_in_words(rule: Any, words: Texts, inner: bool = False) -> str:
    """Say what a rule asks for: "15 of 27 parties", "(… and …) or …".

    Args:
        rule: As the case has it.
        words: The language.
        inner: Whether it is part of another rule, so that joined ones stand in brackets.
    """
    if isinstance(rule, tuple):
        return words("votes.heads", quota=len(rule), count=len(rule))
    if isinstance(rule, AllRules | AnyRule):
        parts = rule.all if isinstance(rule, AllRules) else rule.any
        joint = words("votes.and" if isinstance(rule, AllRules) else "votes.or")
        said = joint.join(rule_in_words(part, words, inner=len(parts) > 1) for part in parts)
        return words("votes.brackets", rule=said) if inner and len(parts) > 1 else said
    said = _quota_in_words(rule, words)
    return words("votes.veto", rule=said, parties=words("list.comma").join(rule.veto)) if rule.veto else said


def _quota_in_words(rule: Quorum | WeightedQuorum, words: Texts) -> str:
    total = len(rule.of) if isinstance(rule, Quorum) else f"{sum(rule.of.values()):.12g}"
    heads = isinstance(rule, Quorum)
    if rule.share is None:
        return words("votes.heads" if heads else "votes.weights", quota=f"{rule.at_least:.12g}", count=total)
    share = f"{100 * rule.share:.6g}"
    if rule.of_votes_cast:
        return words("votes.cast", share=share)
    return words("votes.share.heads" if heads else "votes.share.weights", share=share, count=total)
