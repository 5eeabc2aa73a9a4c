"""Write what people answered into a case: intervals, limits, prices, quantiles, each with who said so and when."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any
from unicodedata import combining, normalize

from detente.case.case import Case
from detente.case.checks.levels import spread
from detente.case.editing.edit import with_values
from detente.case.numbers.distribution import describe
from detente.case.numbers.notation import Fixed, Quantiles
from detente.case.numbers.scales import Scale
from detente.elicitation.findings import PLAUSIBLE, Findings, FoundLimit, FoundNumber, FoundWants, Range
from detente.elicitation.questions import UNKNOWN, Answer
from detente.elicitation.session import Session
from detente.tables.writing import identifiers

__all__ = ["applied", "slug", "values"]


def applied(session: Session) -> Case:
    """Return the case with what was answered, checked; everything else stays to the byte.

    Raises:
        CaseError: The case would not be sound; paths are those of the case.
    """
    found = values(session)
    return with_values(session.case, found, "zh" if session.language == "zh" else "en") if found else session.case


def values(session: Session) -> dict[str, Any]:
    """Return what is written where: path → value, None for what goes."""
    found: dict[str, Any] = {}
    findings: Findings = session.found
    for wants in findings.wants:
        found |= _of_wants(session, wants)
    for number in findings.numbers:
        found |= _of_number(session, number)
    return found


def _of_wants(session: Session, wants: FoundWants) -> dict[str, Any]:
    answers = [a for a in session.answers if a.question.about == wants.party and a.said != UNKNOWN]
    claim, found = _claimed(session, wants.party, answers, _of_party(session, wants))
    reason = {"because": [claim]}
    for issue, share in wants.saliences.items():
        found[f"positions.{wants.party}.{issue}.salience"] = {"value": _interval(share, 1.0), **reason}
    for issue, limit in wants.limits.items():
        if range_ := _between(session.case, wants.party, issue, limit):
            found[f"positions.{wants.party}.{issue}.limit"] = {"value": range_, **reason}
    if wants.price is not None:
        if session.case.document.parties[wants.party].price.walk_away is not None:
            found[f"parties.{wants.party}.price.walk_away"] = None
        found[f"parties.{wants.party}.price.value"] = {"value": _interval(wants.price, 0.001), **reason}
    return found


def _between(case: Case, party: str, issue: str, limit: FoundLimit) -> str | None:
    """Write where a limit may be: beyond the ideal, between what is accepted and the nearest that is refused.

    None where the ideal itself may lie beyond what is refused.
    """
    options = case.document.issues[issue].options
    accepted = options[limit.accepts].level
    refused = min((options[each].level for each in limit.refuses), key=lambda level: abs(level - accepted))
    low, _, high = spread(case.document.positions[party][issue].ideal, case.document.issues[issue]) or (accepted,) * 3
    begins = max(accepted, high) if refused > accepted else min(accepted, low)
    if (refused > accepted) != (refused > begins) or begins == refused:
        return None
    return f"uniform({min(begins, refused):g}, {max(begins, refused):g})"


def _of_number(session: Session, number: FoundNumber) -> dict[str, Any]:
    answers = [a for a in session.answers if a.question.about == number.path and a.said != UNKNOWN]
    claim, found = _claimed(session, number.path, answers, _of_quantiles(session, number))
    scale = session.numbers[number.path].scale
    if tuple(number.quantiles) == PLAUSIBLE:
        low, high = (_written(value, scale) for value in number.quantiles.values())
        found[number.path] = {"value": f"{low} to {high}", "because": [claim]}
    else:
        points = {p: _plain(value, scale) for p, value in number.quantiles.items()}
        found[number.path] = {"value": {"quantiles": points}, "because": [claim]}
    return found


def _claimed(
    session: Session, about: str, answers: Sequence[Answer], says: dict[str, str]
) -> tuple[str, dict[str, Any]]:
    """Return the id of a claim, and the claim with its source."""
    who, day = answers[-1].who, max(answer.on for answer in answers)
    source = f"answers-{slug(who)}"[:60].rstrip("-")
    claim = f"{source}-{slug(about)}"[:60].rstrip("-")
    return claim, {
        f"sources.{source}": _source(session, who, day),
        f"claims.{claim}": {"source": source, "kind": "judgement", "says": says, "mark": "analyst"},
    }


def _source(session: Session, who: str, day: date) -> dict[str, Any]:
    titles = {"en": f"Answers of {who}, {day.isoformat()}", "zh": f"{who}的回答，{day.isoformat()}"}
    seen = {} if day > session.case.document.as_of else {"published": day.isoformat()}
    return {"title": titles, "author": who, **seen}


def _of_party(session: Session, wants: FoundWants) -> dict[str, str]:
    """Say in a sentence what was answered about a party."""
    name = session.case.document.parties[wants.party]
    who, day = session.answers[-1].who, session.answers[-1].on.isoformat()
    en = f"{who}, {day}: {wants.answers} answers about what {name.name(wants.party, 'en')} would sign and rather have"
    zh = f"{who}，{day}：关于{name.name(wants.party, 'zh')}会签什么、更愿要什么的 {wants.answers} 个回答"
    return {"en": en, "zh": zh}


def _of_quantiles(session: Session, number: FoundNumber) -> dict[str, str]:
    who, day = session.answers[-1].who, session.answers[-1].on.isoformat()
    scale = session.numbers[number.path].scale
    points = tuple(number.quantiles.items())
    listed = ", ".join(f"{p:g}: {_written(value, scale)}" for p, value in points)
    said = describe(Quantiles(points), scale, "zh")
    return {
        "en": f"{who}, {day}: {number.path} has the quantiles {listed}",
        "zh": f"{who}，{day}：{number.path}：{said}",
    }


def slug(text: str) -> str:
    """Return an id made of a name.

    Example:
        >>> slug("Anna Müller")
        'anna-muller'
    """
    plain = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    return identifiers([plain])[plain]


def _interval(range_: Range, step: float) -> str:
    """Write an interval to a step, outward."""
    low, high = math.floor(range_.low / step) * step, math.ceil(range_.high / step) * step
    return f"{low:.10g} to {max(high, low + step):.10g}"


def _written(value: float, scale: Scale) -> str:
    return describe(Fixed(float(f"{value:.6g}")), scale)


def _plain(value: float, scale: Scale) -> Any:
    """Return a number as YAML holds it where it has no unit, else with its unit."""
    rounded = float(f"{value:.6g}")
    if scale.needs_unit:
        return describe(Fixed(rounded), scale)
    return int(rounded) if rounded == int(rounded) else rounded
