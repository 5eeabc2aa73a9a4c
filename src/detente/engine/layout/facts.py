"""Facts that are taken in as arrays."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from detente.case.schema.case import Document
from detente.case.schema.facts import (
    EventFact,
    Fact,
    FactorFact,
    LikelihoodFact,
    MeetingFact,
    SignFact,
    TermsFact,
)
from detente.engine.layout.build import Layout
from detente.engine.layout.names import Names
from detente.engine.update.facts import Evidence, Known, Want

__all__ = ["evidence_of", "span_of", "spans_of", "step_of"]

OTHERWISE = "otherwise"
NEAR = 3
"""Days by which a fact about a dated meeting may miss its date: meetings last for days."""
_WANTS = {"none": Want.NONE, "deal": Want.DEAL, "refused": Want.REFUSED}


def step_of(day: date, document: Document, names: Names) -> int:
    """Return the step that a day falls into; the last one where the day is `until`."""
    return min(int((day - document.as_of).days // names.step_days), names.steps - 1)


def span_of(fact: Fact, document: Document, names: Names) -> tuple[int, int]:
    """Return the first and the last step that a fact speaks of."""
    spread = timedelta(days=getattr(fact, "give_or_take", None) or 0.0)
    last = step_of(fact.on + spread, document, names)
    since = getattr(fact, "since", None)
    if since is None and spread:
        since = max(fact.on - spread, document.as_of)
    if since is None and (
        (isinstance(fact, EventFact) and not fact.happened) or (isinstance(fact, MeetingFact) and not fact.held)
    ):
        since = document.as_of
    return (last if since is None else step_of(since, document, names)), last


def spans_of(facts: Mapping[str, Fact], document: Document, names: Names) -> list[tuple[int, int]]:
    """Return the steps that each fact speaks of, as :func:`span_of`, in the order of the facts.

    A meeting that the case dates a few days from the fact's own day is the one meant: it is taken in at the case's day,
    unless another fact lies between the two. What may be off counts no later than the fact that follows.
    """
    spans = [span_of(fact, document, names) for fact in facts.values()]
    for k in reversed(range(len(spans) - 1)):
        spans[k] = (spans[k][0], min(spans[k][1], spans[k + 1][1]))
    for k, fact in enumerate(facts.values()):
        if not isinstance(fact, MeetingFact) or not fact.held or fact.since is not None or fact.give_or_take:
            continue
        on = document.meetings[fact.meeting].on
        if on is None or abs((on - fact.on).days) > NEAR or on > document.until:
            continue
        step = step_of(on, document, names)
        before = spans[k - 1][1] if k > 0 else step
        after = spans[k + 1][1] if k + 1 < len(spans) else step
        if before <= step <= after:
            spans[k] = (step, step)
    return spans


def evidence_of(facts: Mapping[str, Fact], document: Document, layout: Layout, redraws: int) -> Evidence:
    """Return facts as arrays.

    Args:
        facts: The facts that are taken in, in the order of their days.
        document: The case that they are about.
        layout: The same as arrays.
        redraws: Times that the noise of an observed meeting is drawn.

    Returns:
        The arrays, facts in the same order.
    """
    names = layout.names
    rows = [_row(fact, document, layout) for fact in facts.values()]
    spans = spans_of(facts, document, names)
    last = np.array([span[1] for span in spans], dtype=np.int64)
    steps, ends = np.unique(last, return_index=True)

    def column(name: str, kind: Any, default: Any, *shape: int) -> Any:
        out = np.full((len(rows), *shape), default, dtype=kind)
        for k, row in enumerate(rows):
            if name in row:
                out[k] = row[name]
        return out

    arrays = {
        "kind": column("kind", np.int64, 0),
        "subject": column("subject", np.int64, 0),
        "first": np.array([span[0] for span in spans], dtype=np.int64),
        "last": last,
        "want": column("want", np.int64, 0),
        "value": column("value", np.float64, 0.0),
        "sd": column("sd", np.float64, 1.0),
        "mistaken": column("mistaken", np.float64, 0.0),
        "house": column("house", np.int64, -1),
        "named": column("named", np.uint8, 0, len(names.issues)),
        "term": column("term", np.int64, 0, len(names.issues)),
        "level": column("level", np.float64, math.nan, len(names.issues)),
        "likelihood": column("likelihood", np.float64, 1.0, max(len(layout.scenarios) + 2, 2)),
    }
    keys = [tuple(np.concatenate([np.ravel(a[k]).astype(float) for a in arrays.values()])) for k in range(len(rows))]
    return Evidence(
        **arrays,
        order=np.array(sorted(range(len(rows)), key=lambda k: np.nan_to_num(keys[k]).tolist()), dtype=np.int64),
        group_step=steps.astype(np.int64),
        group_end=np.array([*ends, len(rows)], dtype=np.int64),
        redraws=np.array([redraws], dtype=np.int64),
    )


def _row(fact: Fact, document: Document, layout: Layout) -> dict[str, Any]:
    """Return what a fact puts into the arrays, by name."""
    names = layout.names
    match fact:
        case EventFact():
            return {"kind": Known.EVENT, "subject": names.events.index(fact.event), "want": fact.happened}
        case MeetingFact():
            return _meeting(fact, document, layout)
        case FactorFact():
            return _factor(fact, layout)
        case SignFact():
            node = _node(fact.marker or fact.condition or "", layout)
            return {"kind": Known.SIGN, "subject": node, "want": fact.seen, "mistaken": fact.mistaken}
        case TermsFact():
            return {"kind": Known.TERMS, "sd": fact.width, **_terms(fact.terms, document, names)}
        case LikelihoodFact():
            return _likelihood(fact, layout)
    raise TypeError(f"{type(fact).__name__} moves nothing")


def _meeting(fact: MeetingFact, document: Document, layout: Layout) -> dict[str, Any]:
    names = layout.names
    subject = names.meetings.index(fact.meeting)
    if fact.outcome is None and not fact.terms:
        return {"kind": Known.HELD, "subject": subject, "want": fact.held}
    want = _WANTS[fact.outcome] if fact.outcome else Want.STRUCK
    row: dict[str, Any] = {"kind": Known.OUTCOME, "subject": subject, "want": want, "sd": fact.width}
    if fact.terms:
        row |= _terms(fact.terms, document, names)
        agenda = document.meetings[fact.meeting].agenda or names.issues
        row["named"] = [issue in agenda for issue in names.issues]
    return row


def _terms(terms: Mapping[str, float | str], document: Document, names: Names) -> dict[str, Any]:
    """Return which issues are told, at which alternative and level; a level stands for the option nearest to it."""
    named, term, level = [], [], []
    for issue in names.issues:
        point = terms.get(issue)
        levels = [document.issues[issue].options[option].level for option in names.options[issue]]
        told = math.nan
        if point is not None:
            told = levels[names.option(issue, point)] if isinstance(point, str) else float(point)
        named.append(point is not None)
        level.append(told)
        term.append(0 if point is None else 2 + int(np.argmin(np.abs(np.array(levels) - told))))
    return {"named": named, "term": term, "level": level}


def _factor(fact: FactorFact, layout: Layout) -> dict[str, Any]:
    share = fact.level / 100.0
    sd = fact.sd if fact.n is None else 100.0 * math.sqrt(share * (1.0 - share) / fact.n)
    house = layout.slots.find(f"factors.{fact.factor}.house_sd") if fact.n is not None else -1
    subject = layout.names.factors.index(fact.factor)
    return {"kind": Known.FACTOR, "subject": subject, "value": fact.level, "sd": sd, "house": house}


def _likelihood(fact: LikelihoodFact, layout: Layout) -> dict[str, Any]:
    """Return how likely a fact is under each end or verdict, the most likely at 1."""
    other = fact.likelihood.get(OTHERWISE, 1.0)
    signs = [name for name in fact.likelihood if name in layout.markers or name in layout.conditions]
    wide = np.full(max(len(layout.scenarios) + 2, 2), other)
    if signs:
        wide[:2] = fact.likelihood[signs[0]], other
        kind, subject = Known.LIKELY_SIGN, _node(signs[0], layout)
        wide /= wide[:2].max()
        return {"kind": kind, "subject": subject, "likelihood": wide}
    ends = (*layout.scenarios, "muddling-through", "open")
    for s, name in enumerate(ends):
        wide[s] = fact.likelihood.get(name, other)
    return {"kind": Known.LIKELY_END, "likelihood": wide / wide.max()}


def _node(name: str, layout: Layout) -> int:
    """Return the node of a marker or a named condition."""
    return layout.markers[name] if name in layout.markers else layout.conditions[name]
