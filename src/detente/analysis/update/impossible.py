"""Why no world of a case explains a fact: what leaves none that does, and what the nearest worlds have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import numpy as np

from detente.case.schema.facts import EventFact, MeetingFact
from detente.engine.layout.facts import step_of
from detente.engine.run.simulate import simulate
from detente.engine.update.run_filter import Filtered, filter_facts

__all__ = ["emptied_by", "nearest_day"]

MOST_BELIEFS = 200
"""Beliefs that are tried again: enough to tell whether any world explains facts together."""


def emptied_by(filtered: Filtered, key: str) -> str:
    """Return the fact before one beside which no world explains it; nothing where no world explains it alone.

    Of several the latest is told; where only all together leave no world, the one that follows last.
    """
    if not _explained(filtered, [key]):
        return ""
    earlier = list(filtered.facts)[: list(filtered.facts).index(key)]
    for other in reversed(earlier):
        if not _explained(filtered, [other, key]):
            return other
    return earlier[-1] if earlier else ""


def _explained(filtered: Filtered, keys: Iterable[str]) -> bool:
    """Say whether some world explains these facts together."""
    some = {key: filtered.facts[key] for key in keys}
    beliefs, redraws = min(filtered.beliefs, MOST_BELIEFS), int(filtered.evidence.redraws[0])
    tried = filter_facts(filtered.case, some, beliefs=beliefs, runs=filtered.runs, seed=filtered.seed, redraws=redraws)
    return not bool(np.all(np.isneginf(tried.found.evidence[:, -1])))


def nearest_day(filtered: Filtered, key: str) -> str:
    """Return the day nearest to a fact's own on which the event happens or the meeting is held in any world."""
    fact, document, names = filtered.facts[key], filtered.case.document, filtered.layout.names
    beliefs = min(filtered.beliefs, MOST_BELIEFS)
    worlds = simulate(filtered.case, beliefs=beliefs, runs=filtered.runs, seed=filtered.seed)
    if isinstance(fact, MeetingFact) and fact.held:
        counts = worlds.tally.held_step[names.meetings.index(fact.meeting)]
    elif isinstance(fact, EventFact) and fact.happened:
        counts = worlds.tally.event_step[names.events.index(fact.event)]
    else:
        return ""
    steps, own = np.flatnonzero(counts), step_of(fact.on, document, names)
    if not len(steps):
        return ""
    step = int(steps[np.argmin(np.abs(steps - own))])
    dated = document.meetings[fact.meeting].on if isinstance(fact, MeetingFact) else document.events[fact.event].on
    if step == own:
        return ""
    return str(dated or document.as_of + timedelta(days=int(step * names.step_days)))
