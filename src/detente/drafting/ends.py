"""Scenarios of documents as conditions on what is settled, and who must consent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from detente.drafting.actors import slug
from detente.drafting.documents import Document
from detente.drafting.elements import Drafted, passage
from detente.drafting.issues import IssueMention
from detente.drafting.reading import Found
from detente.drafting.scenarios import Scenario

__all__ = ["add_consent", "add_scenarios", "add_silent"]

Read = Sequence[tuple[Document, Found]]

_TONES = {"success": "good", "failure": "bad", "middle": "mixed", "stalemate": "mixed"}
_NAMES = {
    "success": ("success", "成功"),
    "failure": ("failure", "失败"),
    "middle": ("a middle way", "折中"),
    "stalemate": ("stalemate", "僵局"),
}
_POINTS = re.compile(
    r"(?:in )?(?:this|that|such an?|another|the (?:first|second|third)) scenario|(?:另)?一种|第[一二三]种|其[一二三]",
    re.I,
)
_DENIED = re.compile(r"不|未能|无法|没有|拒绝|\bno\b|\bnot\b|\bnever\b|\bwithout\b|\bfail|\bneither\b|\bnor\b", re.I)


def add_scenarios(drafted: Drafted, read: Read) -> None:
    """Add scenarios whose text says what is settled in them; ask about the others.

    Where documents tell of none that can be played, two stand in: something is settled at the end, or nothing.
    """
    for document, found in read:
        for one in found.scenarios:
            condition = _condition(drafted, document, found, one)
            english, chinese = _NAMES.get(one.kind, ("", ""))
            title = {"en": english, "zh": chinese} if english else _title(drafted, document, one)
            if condition is None:
                drafted.ask("scenario", "scenarios", scenario=one.text)
                continue
            says = {document.language: one.body.text}
            key = slug(title, "", [next(iter(row)) for row in drafted.case["scenarios"]], "scenario")
            claim = drafted.claim(
                passage(document, one.body.start, one.body.end, drafted.claims, "judgement", says, "quoted")
            )
            scenario: dict[str, Any] = {"title": title, "about": {document.language: one.body.text}, "when": condition}
            if one.kind in _TONES:
                scenario["tone"] = _TONES[one.kind]
            drafted.case["scenarios"].append({key: scenario})
            drafted.mark(f"scenarios.{key}", "inferred", claim)
    if not drafted.case["scenarios"] and drafted.case["issues"]:
        _stand_ins(drafted)


def _title(drafted: Drafted, document: Document, one: Scenario) -> dict[str, str]:
    """Return what introduces a scenario, or its number where that says nothing."""
    words = one.text.strip("“”\"'：: ")
    number = len(drafted.case["scenarios"]) + 1
    return (
        {"en": f"scenario {number}", "zh": f"情景{number}"} if _POINTS.fullmatch(words) else {document.language: words}
    )


def _condition(drafted: Drafted, document: Document, found: Found, one: Scenario) -> dict[str, Any] | None:
    """Return what is settled in a scenario: any of the issues its text names, or none of them where it denies them."""
    settled: dict[str, bool] = {}
    for mention in found.issues:
        if not one.body.start <= mention.start < one.body.end:
            continue
        key = drafted.issues.get(mention.issue)
        if key is not None:
            settled.setdefault(key, not _is_denied(document, mention))
    if not settled:
        return None
    good = one.kind not in ("failure", "stalemate")
    kept = [{"issue": key, "above": "as-it-is"} for key, yes in settled.items() if yes or not good]
    if not kept:
        kept = [{"issue": key, "above": "as-it-is"} for key in settled]
    whole = kept[0] if len(kept) == 1 else {"any": kept}
    return whole if good else {"not": whole}


def _is_denied(document: Document, mention: IssueMention) -> bool:
    clause = max(document.text.rfind(mark, 0, mention.start) for mark in "，,。；;.\n")
    return bool(_DENIED.search(document.text[clause + 1 : mention.start]))


def _stand_ins(drafted: Drafted) -> None:
    settled = [{"issue": key, "above": "as-it-is"} for key in drafted.case["issues"]]
    whole: dict[str, Any] = settled[0] if len(settled) == 1 else {"any": settled}
    titles = (
        ("something-settled", "something is settled", "有所达成"),
        ("nothing-settled", "nothing is settled", "一无所成"),
    )
    for (key, english, chinese), condition in zip(titles, (whole, {"not": whole}), strict=True):
        drafted.case["scenarios"].append({key: {"title": {"en": english, "zh": chinese}, "when": condition}})
        drafted.mark(f"scenarios.{key}", "assumed")
    drafted.ask("scenarios", "scenarios")


def add_consent(drafted: Drafted) -> None:
    """Take it that who opposes something and sits at no meeting must still agree to it, and ask whether that is so."""
    seated = {party for meeting in drafted.case["meetings"].values() for party in meeting["table"]}
    if not seated:
        return
    for issue, of in drafted.case["issues"].items():
        absent = [party for party, wants in drafted.case["positions"].items() if issue in wants and party not in seated]
        if absent:
            of["consent"] = absent
            drafted.mark(f"issues.{issue}.consent", "assumed")
            for party in absent:
                drafted.ask("consent", f"issues.{issue}.consent", party=party, issue=issue)


def add_silent(drafted: Drafted) -> None:
    """Give who sits at a meeting a wide position on what it has said nothing of, and ask for it."""
    seated = {party for meeting in drafted.case["meetings"].values() for party in meeting["table"]}
    for party in drafted.case["parties"]:
        if party not in seated:
            continue
        wants = drafted.case["positions"].setdefault(party, {})
        for issue in drafted.case["issues"]:
            if issue not in wants:
                wants[issue] = {"ideal": "0 to 100", "salience": "5 to 60"}
                drafted.mark(f"positions.{party}.{issue}", "assumed")
                drafted.ask("position", f"positions.{party}.{issue}", party=party, issue=issue)
