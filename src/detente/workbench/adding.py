"""Putting something new into a case, and beginning one: sound as far as can be without knowing what is meant."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from detente.case.reading.yaml_events import grow
from detente.errors import OptionError
from detente.locale import Language
from detente.workbench.grid import mapping

__all__ = ["KINDS", "MOST", "addition", "begun", "id_of"]

KINDS = (
    *("parties", "issues", "options", "meetings", "events", "factors"),
    *("scenarios", "markers", "levers", "sources", "claims"),
)
"""What can be put in."""

MOST = 60
"""Parties, or issues, of a case that is begun."""

_LONGEST = 200
_MEANT_OTHERWISE = frozenset({"yes", "no", "on", "off", "true", "false", "null", "shelved"})
_MEETING_AFTER = timedelta(days=30)


def id_of(title: str, kind: str, taken: Collection[str]) -> str:
    """Return a free id for something with a title.

    Example:
        >>> id_of("Heavy weapons", "issues", []), id_of("停火", "issues", ["issue-1"])
        ('heavy-weapons', 'issue-2')
    """
    stem = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40].rstrip("-")
    if stem in _MEANT_OTHERWISE or not re.fullmatch(r"[a-z][a-z0-9-]*", stem):
        stem = {"parties": "party", "branches": "branch"}.get(kind, kind.removesuffix("s"))
        return next(id for n in range(1, 10_000) if (id := f"{stem}-{n}") not in taken)
    return next(id for n in range(1, 10_000) if (id := stem if n == 1 else f"{stem}-{n}") not in taken)


def addition(text: str, kind: str, title: str, language: Language, of: str = "") -> dict[str, Any]:
    """Return what to write where to put something into a case.

    Args:
        text: Of the case; it may have mistakes.
        kind: One of `KINDS`.
        title: What it is called.
        language: Of the title.
        of: The issue of an option, or the source of a claim.

    Returns:
        Path → value.

    Raises:
        OptionError: There is no such kind, the title is empty or too long, or there is no such issue.
    """
    if kind not in KINDS:
        raise OptionError.unknown("kind", kind, KINDS)
    title = _titled(title)
    data = mapping(grow(text).data)
    if kind == "options":
        return _option(mapping(data.get("issues")), of, title, language)
    held = data.get(kind)
    if kind == "scenarios":
        names = (
            [str(next(iter(each), "")) for each in held if isinstance(each, Mapping)] if isinstance(held, list) else []
        )
        entry = {id_of(title, kind, names): {"title": {language: title}, "when": _issue_moves(data)}}
        return {"scenarios": [entry]} if not names else {f"scenarios.{len(held or ())}": entry}
    taken = [str(each) for each in mapping(held)]
    return {f"{kind}.{id_of(title, kind, taken)}": _new(kind, title, language, data, of)}


def _titled(title: str) -> str:
    said = " ".join(title.split())
    if not said or len(said) > _LONGEST:
        raise OptionError.outside("name", said[:40], f"1 to {_LONGEST} characters")
    return said


def _option(issues: Mapping[Any, Any], of: str, title: str, language: Language) -> dict[str, Any]:
    """Return an option in the middle of the widest gap of an issue's scale."""
    if of not in map(str, issues):
        raise OptionError.unknown("issue", of, [str(each) for each in issues])
    options = mapping(mapping(issues[of]).get("options"))
    levels = [option.get("level") if isinstance(option, Mapping) else option for option in options.values()]
    there = sorted({0.0, 100.0, *(float(each) for each in levels if isinstance(each, int | float))})
    low, high = max(pairwise(there), key=lambda pair: pair[1] - pair[0])
    id = id_of(title, "options", [str(each) for each in options])
    return {f"issues.{of}.options.{id}": {"title": {language: title}, "level": round((low + high) / 2)}}


def _new(kind: str, title: str, language: Language, data: Mapping[Any, Any], of: str) -> dict[str, Any]:
    named: dict[str, Any] = {"title": {language: title}}
    parties = [str(id) for id, each in mapping(data.get("parties")).items() if not mapping(each).get("of")]
    if kind == "issues":
        topics = [str(mapping(each).get("topic")) for each in mapping(data.get("issues")).values()]
        return named | _scale(
            ["as it is" if language == "en" else "维持现状", title], language, topics[0] if topics else "talks"
        )
    if kind == "meetings":
        return named | {"on": _meeting_day(data), "table": parties, "preparation": "1 to 3 months"}
    if kind == "events":
        return named | {"rate": "0.1 to 0.5 per year"}
    if kind == "factors":
        return named | {"unit": "sd", "start": "-0.5 to 0.5", "volatility": "0.1 to 0.3 per sqrt-month"}
    if kind == "markers":
        return named | {"when": _first_condition(data)}
    if kind == "levers":
        meeting = next(iter(mapping(data.get("meetings"))), "talks")
        return named | {"changes": [{"set": {f"meetings.{meeting}.preparation": "6 months"}}]}
    if kind == "claims":
        sources = [str(each) for each in mapping(data.get("sources"))]
        if not sources:
            raise OptionError("there is no source yet", "add the document first").named("no_source")
        return {"source": of if of in sources else sources[0], "kind": "judgement", "says": {language: title}}
    return named


def _scale(titles: Sequence[str], language: Language, topic: str) -> dict[str, Any]:
    """Return an issue whose options stand at even distances; the first is in force."""
    options: dict[str, Any] = {}
    for place, title in enumerate(titles):
        level = round(100 * place / max(1, len(titles) - 1))
        options[id_of(title, "options", list(options))] = {"title": {language: title}, "level": level}
    return {"topic": topic, "now": next(iter(options)), "options": options}


def _first_condition(data: Mapping[Any, Any]) -> dict[str, Any]:
    """Return a condition that the case can hold, to be replaced by what is meant."""
    meetings, issues = mapping(data.get("meetings")), mapping(data.get("issues"))
    if meetings:
        return {"meeting": str(next(iter(meetings))), "outcome": "deal"}
    return {"issue": str(next(iter(issues), "issue")), "settled": True}


def _issue_moves(data: Mapping[Any, Any]) -> dict[str, Any]:
    """Return that the first issue is no longer as it is today."""
    issue = next(iter(mapping(data.get("issues")).items()), None)
    return {"issue": str(issue[0]), "settled": True} if issue else _first_condition(data)


def _meeting_day(data: Mapping[Any, Any]) -> date:
    first, last = data.get("as_of"), data.get("until")
    days = [date.fromisoformat(str(each)) for each in (first, last) if re.fullmatch(r"\d{4}-\d\d-\d\d", str(each))]
    if not days:
        raise OptionError.outside("as_of", str(first)[:40], "a date such as 2026-01-31")
    return min(days[0] + _MEETING_AFTER, *(days[1:] or [date.max]))


def begun(
    title: str,
    as_of: date,
    until: date,
    parties: Sequence[str],
    issues: Sequence[tuple[str, Sequence[str]]],
    language: Language = "en",
) -> str:
    """Return the text of a new case: parties, issues with their options, one meeting of all, two ends.

    Who wants what is left open: nothing is guessed.

    Args:
        title: Of the case.
        as_of: The day at which it stands.
        until: The day at which its course is cut off.
        parties: What they are called.
        issues: What each is called, and its options from one end of the scale to the other; the first is in force.
        language: Of all titles.

    Raises:
        OptionError: There are fewer than two parties, no issue, too many of them, or a day is not before the other.
    """
    if not 2 <= len(parties) <= MOST:
        raise OptionError.outside("parties", str(len(parties)), f"2 to {MOST}")
    if not 1 <= len(issues) <= MOST:
        raise OptionError.outside("issues", str(len(issues)), f"1 to {MOST}")
    if not timedelta(days=8) <= until - as_of <= timedelta(days=3660):
        raise OptionError.outside("until", until.isoformat(), "8 days to 10 years after as_of")
    words = _WORDS[language]
    seats: dict[str, Any] = {}
    for each in parties:
        seats[id_of(each, "parties", list(seats))] = {"title": {language: _titled(each)}}
    asked: dict[str, Any] = {}
    for each, options in issues:
        titles = [_titled(option) for option in options] if len(options) > 1 else [words["now"], words["agreed"]]
        asked[id_of(each, "issues", list(asked))] = {"title": {language: _titled(each)}} | _scale(
            titles, language, "talks"
        )
    meets = min(as_of + _MEETING_AFTER, until - timedelta(days=1))
    talks = f"table: [{', '.join(seats)}], preparation: 1 to 3 months"

    def titled(key: str) -> str:
        return f"title: {_flow({language: words[key]})}"

    lines = [
        "detente: 1",
        f"id: {id_of(title, 'cases', [])}",
        f"title: {_flow({language: _titled(title)})}",
        f"as_of: {as_of}",
        f"until: {until}",
        "step: week",
        "parties:",
        *(f"  {id}: {_flow(each)}" for id, each in seats.items()),
        "issues:",
    ]
    for id, issue in asked.items():
        lines += [
            f"  {id}:",
            f"    title: {_flow(issue['title'])}",
            f"    topic: {issue['topic']}",
            f"    now: {issue['now']}",
        ]
        lines += ["    options:", *(f"      {option}: {_flow(each)}" for option, each in issue["options"].items())]
    lines += [
        "meetings:",
        f"  talks: {_flow({'title': {language: words['talks']}, 'on': meets})[:-1]}, {talks}}}",
        "scenarios:",
        f"  - agreed: {{{titled('deal')}, tone: good, when: {{meeting: talks, outcome: deal}}}}",
        f"  - no-agreement: {{{titled('none')}, tone: bad, when: {{not: {{meeting: talks, outcome: deal}}}}}}",
    ]
    return "\n".join(lines) + "\n"


_WORDS = {
    "en": {"now": "as it is", "agreed": "agreed", "talks": "The talks", "deal": "An agreement", "none": "No agreement"},
    "zh": {"now": "维持现状", "agreed": "达成", "talks": "会谈", "deal": "达成协议", "none": "未达成协议"},
}


def _flow(value: Any) -> str:
    """Write a value in one line; texts in quotes, so that no sign in them means anything."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
