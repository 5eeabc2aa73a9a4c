"""From positions in documents to parties, issues and what each party wants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from detente.drafting.actors import homes_in, slug, title_of
from detente.drafting.documents import Document
from detente.drafting.elements import Drafted, Mark, passage
from detente.drafting.issues import titles_of_issues
from detente.drafting.positions import Position
from detente.drafting.reading import Found

__all__ = ["Scale", "add_party", "add_wants", "scale_of"]

Read = Sequence[tuple[Document, Found]]
Told = tuple[Document, Position, "Scale", str]

_MOST_ISSUES = 24
_LONGEST_TITLE = 60
_SAYS_NOTHING = re.compile(
    r"(?:the |an? |this |that |these |those |any |such )*(?:it|them|this|that|these|those|so|him|her|idea|proposal|plan|offer|"
    r"move|demand|request|deal|agreement|compromise|talks)|(?:这|那|此|其|该|它们?|他们?|她们?)(?:个|一|种|些|项)*"
    r"(?:要求|建议|方案|提议|计划|做法|想法|主张|安排|协议|条件|说法|一点)?",
    re.IGNORECASE,
)
"""What stands for something said elsewhere, or for the talks as a whole."""

_STANCES = {
    "support": ("in favour", "支持"),
    "oppose": ("against", "反对"),
    "conditional": ("in favour, on a condition", "有条件地支持"),
    "reserve": ("undecided", "持保留态度"),
}


@dataclass(frozen=True, slots=True)
class Scale:
    """The issue of a case that mentions of issues stand on.

    Attributes:
        key: What it is known by while a draft is put together.
        title: Its title, by language.
        steps: Mention → where it stands, from 0 to 100, and its title.
    """

    key: str
    title: dict[str, str]
    steps: dict[str, tuple[float, dict[str, str]]]


def scale_of(position: Position, document: Document) -> Scale | None:
    """Return the scale of what a position is about; nothing where the text does not say."""
    if position.issue:
        return _scales().get(position.issue) or _own(position.issue)
    about = position.about.text.strip(" ，,。.:：;；“”\"'")
    if not 2 <= len(about) <= _LONGEST_TITLE or _SAYS_NOTHING.fullmatch(about):
        return None
    title = {document.language: about}
    return Scale(about.casefold(), title, {position.issue: (100.0, title)})


def add_wants(drafted: Drafted, read: Read, as_of: date) -> None:
    """Add parties, issues and positions to a draft; what was wanted a year and more ago is not wanted now."""
    told = [
        (document, one, scale, party)
        for document, found in read
        for one in found.positions
        if not one.hypothetical and not _is_past(document, found, one, as_of)
        if (scale := scale_of(one, document)) is not None
        for party in homes_in(one.holder)
    ]
    told = _joined(told)
    keys = list(dict.fromkeys(scale.key for _, _, scale, _ in told))
    known = {scale.key for _, one, scale, _ in told if one.issue}
    chosen = sorted(keys, key=lambda key: key not in known)[:_MOST_ISSUES]
    for key in keys:
        if key not in chosen:
            drafted.ask("issue_left_out", about=key)
    told = [row for row in told if row[2].key in chosen]
    for entity in dict.fromkeys(row[3] for row in told):
        add_party(drafted, read, entity)
    issues = _add_issues(drafted, [(one, scale) for _, one, scale, _ in told])
    _add_points(drafted, read)
    _add_positions(drafted, told, issues)


def _joined(told: list[Told]) -> list[Told]:
    """Take what is told of "monitoring of the river" and of "monitoring" as told of one issue, by its shorter name."""
    own = sorted({row[2].key for row in told if not row[1].issue}, key=len)
    shorter = {long: short for long in own for short in own[::-1] if len(short) < len(long) and _begins(long, short)}
    scales = {row[2].key: row[2] for row in told}
    return [(document, one, scales[shorter.get(scale.key, scale.key)], party) for document, one, scale, party in told]


def _begins(long: str, short: str) -> bool:
    """Say whether one name begins with all of another, or, in Chinese, ends with it."""
    if short.isascii():
        return long.startswith(short + " ")
    return long.startswith(short) or long.endswith(short)


def add_party(drafted: Drafted, read: Read, entity: str) -> None:
    """Add a party, unless it is there."""
    if entity in drafted.parties:
        return
    title = title_of(entity, read)
    key = slug(title, entity, drafted.case["parties"], "party")
    drafted.case["parties"][key] = {"title": title}
    drafted.mark(f"parties.{key}", "quoted")
    drafted.parties[entity] = key


def _is_past(document: Document, found: Found, one: Position, as_of: date) -> bool:
    """Say whether the sentence of a position is dated, and only by days more than a year ago."""
    start = max((document.text.rfind(mark, 0, one.start) for mark in "。！？\n"), default=-1) + 1
    end = min((place for mark in "。！？\n" if (place := document.text.find(mark, one.end)) >= 0), default=one.end)
    days = [when.last for when in found.dates if start <= when.start < end and when.last is not None]
    return bool(days) and max(days) < as_of - timedelta(days=365)


def _add_issues(drafted: Drafted, told: list[tuple[Position, Scale]]) -> dict[str, str]:
    """Add the issues, each with the points on its scale that documents name; the lower end is what is in force."""
    named: dict[str, str] = {}
    for one, scale in told:
        level, title = scale.steps[one.issue]
        if scale.key not in named:
            key = named[scale.key] = slug(scale.title, "", drafted.case["issues"], "issue")
            drafted.issues |= {mention: key for mention in scale.steps if mention}
            now = {"title": {"en": "as it is", "zh": "维持现状"}, "level": 0}
            drafted.case["issues"][key] = {
                "title": scale.title,
                "topic": key,
                "now": "as-it-is",
                "options": {"as-it-is": now},
            }
            drafted.mark(f"issues.{key}", "quoted")
            drafted.mark(f"issues.{key}.now", "assumed")
            drafted.ask("now", f"issues.{key}.now", issue=key)
        options = drafted.case["issues"][named[scale.key]]["options"]
        if all(option["level"] != level for option in options.values()):
            name = slug(title, "", options, "point")
            options[name] = {"title": title, "level": round(level)}
            mark: Mark = "assumed" if len(scale.steps) > 1 else "inferred"
            drafted.mark(f"issues.{named[scale.key]}.options.{name}", mark)
    return named


def _add_points(drafted: Drafted, read: Read) -> None:
    """Add the points of scales that documents name, whoever wants them."""
    for _, found in read:
        for one in found.issues:
            scale, key = _scales().get(one.issue), drafted.issues.get(one.issue)
            if scale is None or key is None:
                continue
            level, title = scale.steps[one.issue]
            options = drafted.case["issues"][key]["options"]
            if all(option["level"] != level for option in options.values()):
                name = slug(title, "", options, "point")
                options[name] = {"title": title, "level": round(level)}
                drafted.mark(f"issues.{key}.options.{name}", "assumed")
    for key, issue in drafted.case["issues"].items():
        if max(option["level"] for option in issue["options"].values()) < 100:
            drafted.ask("further_options", f"issues.{key}.options", issue=key)
        issue["options"] = dict(sorted(issue["options"].items(), key=lambda row: row[1]["level"]))


def _add_positions(
    drafted: Drafted,
    told: list[Told],
    issues: dict[str, str],
) -> None:
    spans: dict[tuple[str, str], tuple[float, float]] = {}
    claims: dict[tuple[str, str], list[str]] = {}
    for document, one, scale, entity in told:
        place = (drafted.parties[entity], issues[scale.key])
        low, high = _interval(one.stance, scale.steps[one.issue][0])
        before = spans.get(place, (low, high))
        spans[place] = (min(low, before[0]), max(high, before[1]))
        title = scale.steps[one.issue][1]
        english, chinese = _STANCES[one.stance]
        names = drafted.case["parties"][place[0]]["title"]
        says = {
            "en": f"On {title.get('en') or title['zh']}: {names.get('en') or names['zh']} is {english}.",
            "zh": f"关于{title.get('zh') or title['en']}：{names.get('zh') or names['en']}{chinese}。",
        }
        kind = "judgement" if one.inherited else "fact"
        claim = passage(
            document, one.start, one.end, drafted.claims, kind, says, "inferred" if one.inherited else "quoted"
        )
        claims.setdefault(place, []).append(drafted.claim(claim))
    for (party, issue), (low, high) in spans.items():
        rests = claims[party, issue]
        wants = drafted.case["positions"].setdefault(party, {})
        wants[issue] = {
            "ideal": {"value": f"{round(low)} to {round(high)}", "because": rests},
            "salience": "20 to 80",
        }
        drafted.mark(f"positions.{party}.{issue}.ideal", "inferred", *rests)
        drafted.mark(f"positions.{party}.{issue}.salience", "assumed")
    for party in drafted.case["positions"]:
        drafted.ask("salience", f"positions.{party}", party=party)


def _interval(stance: str, level: float) -> tuple[float, float]:
    """Return where a stance puts what a holder wants, as 5 % and 95 %: words fix no level, so it is wide.

    Args:
        stance: What is said of the point.
        level: Where the point stands.
    """
    if stance == "support":
        return max(0.0, 0.75 * level), min(100.0, level + 15.0)
    if stance == "oppose":
        return 0.0, 0.4 * level
    return 0.1 * level, 0.9 * level


def _own(issue: str) -> Scale:
    title = titles_of_issues()[issue]
    return Scale(issue, title, {issue: (100.0, title)})


@cache
def _scales() -> dict[str, Scale]:
    """Return the scales that several mentions of issues share, by mention."""
    steps: dict[str, dict[str, tuple[float, dict[str, str]]]] = {}
    names: dict[str, dict[str, str]] = {}
    text = (files("detente.drafting") / "scales.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        key, english, chinese, mention, level = line.split("\t")
        names[key] = {"en": english, "zh": chinese}
        steps.setdefault(key, {})[mention] = (float(level), titles_of_issues()[mention])
    scales = {key: Scale(key, names[key], found) for key, found in steps.items()}
    return {mention: scales[key] for key, found in steps.items() for mention in found}
