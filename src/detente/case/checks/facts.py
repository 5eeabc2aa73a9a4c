"""Facts must be in the time of the case, in order, about what it names, and able to be true together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from detente.case.checks.names import unknown
from detente.case.schema.case import STEP_DAYS, Document
from detente.case.schema.facts import (
    EventFact,
    Fact,
    FactorFact,
    FactsDocument,
    LikelihoodFact,
    MeetingFact,
    SignFact,
    TermsFact,
)
from detente.mistakes import Slip

__all__ = ["check_facts"]

OTHER_ENDS = ("muddling-through", "open", "otherwise")


def check_facts(facts: FactsDocument, case: Document) -> list[Slip]:
    """Return everything that is wrong with facts of right form.

    Args:
        facts: The facts.
        case: The case that they are about.
    """
    if facts.case != case.id:
        return [Slip("facts_other_case", "case", {"found": facts.case, "id": case.id})]
    slips = [slip for key, fact in facts.facts.items() for slip in _dates(f"facts.{key}", fact, case)]
    slips += list(_order(facts))
    for key, fact in facts.facts.items():
        slips += _names(f"facts.{key}", fact, case)
        if fact.status in ("page", "dataset") and not fact.sources:
            slips.append(Slip("fact_without_source", f"facts.{key}.status", {"status": fact.status}))
    return slips or list(_together(facts, case))


def _dates(path: str, fact: Fact, case: Document) -> Iterator[Slip]:
    """Report days outside the course of the case."""
    since = getattr(fact, "since", None)
    for name, day in (("on", fact.on), ("since", since)):
        if day is not None and day < case.as_of:
            yield Slip("fact_before", f"{path}.{name}", {"found": str(day), "as_of": str(case.as_of)})
        elif day is not None and day > case.until:
            yield Slip("fact_after", f"{path}.{name}", {"found": str(day), "until": str(case.until)})
    if since is not None and since > fact.on:
        yield Slip("fact_since", f"{path}.since", {"found": str(since), "on": str(fact.on)})


def _order(facts: FactsDocument) -> Iterator[Slip]:
    """Report facts that stand after a later one."""
    for (before, first), (key, second) in pairwise(facts.facts.items()):
        if second.on < first.on:
            values = {"found": str(second.on), "other": before, "day": str(first.on)}
            yield Slip("fact_order", f"facts.{key}.on", values)


def _names(path: str, fact: Fact, case: Document) -> Iterator[Slip]:
    """Report names that the case does not give."""
    match fact:
        case EventFact(event=name) if name not in case.events:
            yield unknown("event", name, case.events, f"{path}.event")
        case MeetingFact(meeting=name) if name not in case.meetings:
            yield unknown("meeting", name, case.meetings, f"{path}.meeting")
        case MeetingFact(meeting=name, terms=terms):
            yield from _terms(path, terms, case)
            agenda = case.may_settle(name)
            for issue in terms:
                if issue not in agenda:
                    values = {"name": issue, "meeting": name, "names": ", ".join(agenda)}
                    yield Slip("fact_off_agenda", f"{path}.terms.{issue}", values, at_key=True)
        case FactorFact(factor=name) if name not in case.factors:
            yield unknown("factor", name, case.factors, f"{path}.factor")
        case FactorFact(factor=name, n=n) if n is not None and case.factors[name].unit != "percent":
            yield Slip("fact_not_percent", f"{path}.n", {"name": name, "unit": case.factors[name].unit or "—"})
        case SignFact(marker=name) if name is not None and name not in case.markers:
            yield unknown("marker", name, case.markers, f"{path}.marker")
        case SignFact(condition=name) if name is not None and name not in case.conditions:
            yield unknown("condition", name, case.conditions, f"{path}.condition")
        case TermsFact(terms=terms):
            yield from _terms(path, terms, case)
        case LikelihoodFact():
            yield from _likelihood(path, fact, case)


def _terms(path: str, terms: Mapping[str, float | str], case: Document) -> Iterator[Slip]:
    for issue, point in terms.items():
        if issue not in case.issues:
            yield unknown("issue", issue, case.issues, f"{path}.terms.{issue}", at_key=True)
        elif isinstance(point, str) and point not in case.issues[issue].options:
            yield unknown("option", point, case.issues[issue].options, f"{path}.terms.{issue}")


def _likelihood(path: str, fact: LikelihoodFact, case: Document) -> Iterator[Slip]:
    """Report likelihoods of what is neither an end nor one sign."""
    ends, signs = (*case.scenarios, *OTHER_ENDS), (*case.markers, *case.conditions)
    known = True
    for name in fact.likelihood:
        if name not in ends and name not in signs:
            known = False
            yield unknown("scenario or sign", name, (*ends, *signs), f"{path}.likelihood.{name}", at_key=True)
    told = [name for name in fact.likelihood if name not in ends]
    others = [name for name in fact.likelihood if name in ends and name != "otherwise"]
    if known and (len(told) > 1 or (told and others)):
        yield Slip("fact_likelihood_mixed", f"{path}.likelihood", {"names": ", ".join(fact.likelihood)})


def _together(facts: FactsDocument, case: Document) -> Iterator[Slip]:
    """Report pairs of facts that say a thing twice or cannot both be true."""
    used = [(key, fact) for key, fact in facts.facts.items() if fact.status != "unknown"]
    for j, (key, fact) in enumerate(used):
        for other, earlier in used[:j]:
            kind = _clash(earlier, fact, case)
            if kind:
                days = {"day": str(earlier.on), "found": str(fact.on)}
                yield Slip(kind, f"facts.{key}", {"other": other, **days}, at_key=True)
                break


def _clash(first: Fact, second: Fact, case: Document) -> str:
    """Return the kind of mistake that two facts make together, empty for none."""
    match first, second:
        case EventFact(), EventFact() if first.event == second.event:
            once = case.events[first.event].once
            return _times_clash(first, second, first.happened, second.happened, once, case)
        case MeetingFact(), MeetingFact() if first.meeting == second.meeting:
            once = case.meetings[first.meeting].repeats == 1
            return _times_clash(first, second, first.held, second.held, once, case)
        case SignFact(), SignFact() if (first.marker, first.condition) == (second.marker, second.condition):
            if first.seen and not second.seen:
                return "fact_contradicts"
            if _step(first.on, case) == _step(second.on, case):
                return "fact_twice" if first.seen == second.seen else "fact_same_step"
        case TermsFact(terms=one), TermsFact(terms=two) if first.on == second.on:
            shared = [issue for issue in one if issue in two]
            if shared:
                return "fact_twice" if all(one[i] == two[i] for i in shared) else "fact_contradicts"
    return ""


def _times_clash(
    first: EventFact | MeetingFact, second: EventFact | MeetingFact, one: bool, two: bool, once: bool, case: Document
) -> str:
    """Return the kind of mistake of two facts about the same event or meeting."""
    a, b, c, d = (*_span(first, one, case), *_span(second, two, case))
    if one != two:
        inside, around = ((a, b), (c, d)) if one else ((c, d), (a, b))
        if around[0] <= inside[0] and inside[1] <= around[1]:
            return "fact_contradicts"
        if _step(around[0], case) <= _step(inside[0], case) and _step(inside[1], case) <= _step(around[1], case):
            return "fact_same_step"
        return ""
    if one and once and (b < c or d < a):
        return "fact_only_once"
    return "fact_twice" if _step(first.on, case) == _step(second.on, case) else ""


def _span(fact: EventFact | MeetingFact, came: bool, case: Document) -> tuple[date, date]:
    """Return the first and last day that a fact speaks of."""
    return fact.since or (fact.on if came else case.as_of), fact.on


def _step(day: date, case: Document) -> int:
    return int((day - case.as_of).days // STEP_DAYS[case.step])
