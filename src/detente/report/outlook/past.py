"""How it came here: dated events, and polls with the error of their samples."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from detente.case import Document
from detente.case.schema.base import Bilingual
from detente.report.outlook.levels import titled

__all__ = ["PastEventView", "PollView", "SeriesView", "history", "series"]

_Z_95 = 1.6448536269514722
_SILENT_SAMPLE = 1000


@dataclass(frozen=True, slots=True)
class PastEventView:
    """A dated event before `as_of`."""

    id: str
    title: Bilingual
    about: Bilingual
    on: date
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PollView:
    """A share of a sample, in per cent, with the central 90 % interval of its sampling error."""

    on: date
    share: float
    low: float
    high: float
    sample: int


@dataclass(frozen=True, slots=True)
class SeriesView:
    """The polls that measure a factor, oldest first, and the dates at which they start anew."""

    factor: str
    title: Bilingual
    polls: tuple[PollView, ...]
    breaks: tuple[date, ...]


def history(document: Document) -> tuple[PastEventView, ...]:
    """Return the past events, oldest first."""
    events = (
        PastEventView(key, titled(past.title, key), past.about, past.on, past.because)
        for key, past in document.history.items()
    )
    return tuple(sorted(events, key=lambda event: (event.on, event.id)))


def series(document: Document) -> tuple[SeriesView, ...]:
    """Return every factor's polls; the interval is share ± 1.645·√(share(100 − share)/n)."""
    found = []
    for key, factor in document.factors.items():
        polls = []
        for on, poll in sorted(factor.series.items()):
            sample = poll.n or _SILENT_SAMPLE
            half = _Z_95 * math.sqrt(poll.share * (100.0 - poll.share) / sample)
            low, high = max(0.0, poll.share - half), min(100.0, poll.share + half)
            polls.append(PollView(on, poll.share, low, high, sample))
        if polls:
            found.append(SeriesView(key, titled(factor.title, key), tuple(polls), tuple(sorted(factor.breaks))))
    return tuple(found)
