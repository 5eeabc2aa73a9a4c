"""What of a case a happening may be: a meeting of the same day and the same people, or an event named alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from detente.case.schema.base import Bilingual
from detente.case.schema.case import Document
from detente.drafting.actors import homes_in
from detente.drafting.issues import issues
from detente.drafting.names import names
from detente.drafting.news.told import Told

__all__ = ["parties_named", "suggested"]

_NEAR = 3
"""Days by which a dated meeting may differ from the day a document gives."""

_FEWEST = 2
_NOTHING = re.compile(
    r"没有达成|未达成|未能达成|无果|没有签署|未签署|\bwithout (?:an? )?(?:agreement|deal|result|breakthrough)|"
    r"\bno (?:agreement|deal|breakthrough)\b|\bnothing was signed|\bfailed to (?:agree|reach)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]{4,}|[\u3400-\u9fff]{2}")
_PLAIN = frozenset({"meeting", "talks", "summit", "with", "from", "that", "this", "down"})


def suggested(one: Told, case: Document, parties: Mapping[str, str]) -> dict[str, str]:
    """Return the keys of a fact that a happening may be, for a person to confirm; none where nothing fits.

    Args:
        one: The happening.
        case: The case.
        parties: Entity of a text → party, from `parties_named`.

    Returns:
        `{"meeting": …}` with an `outcome` where the words say that nothing came of it, `{"event": …}`, or nothing.
    """
    if one.kind == "meeting":
        named = {parties[home] for actor in one.actors for home in homes_in(actor) if home in parties}
        named |= {key for key in case.parties if _is_named(case, key, one.passage.quotation)}
        first = one.since or one.on
        for key, meeting in case.meetings.items():
            if meeting.on is None or len(named & set(meeting.table)) < min(_FEWEST, len(meeting.table)):
                continue
            if first - timedelta(days=_NEAR + one.about) <= meeting.on <= one.on + timedelta(days=_NEAR + one.about):
                nothing = _NOTHING.search(_sentence(one))
                return {"meeting": key, **({"outcome": "none"} if nothing else {})}
    return _event(one, case)


def _is_named(case: Document, key: str, words: str) -> bool:
    """Say whether words name a party as the case does: by its title or its id."""
    title = case.parties[key].title
    latin = {written for written in (title.en, key.replace("-", " ")) if written and len(written) > _FEWEST}
    return any(re.search(rf"\b{re.escape(one)}\b", words, re.IGNORECASE) for one in latin) or bool(
        title.zh and len(title.zh) >= _FEWEST and title.zh in words
    )


def _sentence(one: Told) -> str:
    """Return the quotation with the rest of its paragraph: what came of a meeting often follows it."""
    text = one.document.text
    end = text.find("\n", one.passage.end)
    return text[one.passage.start : end if end >= 0 else len(text)]


def _event(one: Told, case: Document) -> dict[str, str]:
    """Return the event of the case that shares most with the words: the issue, and words of its name."""
    words = one.passage.quotation
    told_of = {mention.issue for mention in issues(words)}
    best, most = "", 1
    for key, event in case.events.items():
        named = _text(event.title, key)
        shared = len(_tokens(named) & _tokens(words)) + 2 * bool(told_of & {mention.issue for mention in issues(named)})
        if shared > most and _possible(event.on, one):
            best, most = key, shared
    return {"event": best} if best else {}


def _possible(day: date | None, one: Told) -> bool:
    return day is None or abs((day - one.on).days) <= _NEAR + one.about


def _text(title: Bilingual, key: str) -> str:
    return f"{key.replace('-', ' ')} {title.en or ''} {title.zh or ''}"


def _tokens(words: str) -> set[str]:
    return set(_WORD.findall(words.lower())) - _PLAIN


def parties_named(case: Document) -> dict[str, str]:
    """Return entity → party, as the titles and ids of the parties name them.

    Args:
        case: The case.
    """
    found: dict[str, str] = {}
    for key, party in case.parties.items():
        for written in (party.title.zh or "", party.title.en or "", key.replace("-", " ").title()):
            for entity in _entities(written):
                found.setdefault(entity, key)
    return found


@cache
def _entities(written: str) -> tuple[str, ...]:
    """Return what a title names: a place alone, or with an article."""
    mentions = names(written)
    whole = [one for one in mentions if len(one.text) > 0.6 * len(written.strip())]
    return tuple(home for one in whole for home in homes_in(one.entity))
