"""The outside view: how cases like this one ended, as counts, carried over the time that is left here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.analysis.outlook.outlook import chance_of_condition
from detente.analysis.outlook.views import Chance
from detente.case.schema.base import Bilingual
from detente.case.schema.case import Document
from detente.case.schema.conditions import Statement
from detente.case.schema.ends import ReferenceClass
from detente.engine.run.worlds import Worlds
from detente.forecast.counts import Carried, carried
from detente.forecast.questions import statements

__all__ = ["OutsideView", "outside_views", "target_node"]


@dataclass(frozen=True, slots=True)
class OutsideView:
    """A reference class beside the case's own worlds.

    Attributes:
        share: Of such cases.
        within: Days in which the successes came; None where the class says how and not when.
        left: Days from `as_of` to the date that the target names; None without a target or a time.
        here: The share carried over the days left; None where it cannot be.
        target: Scenario or condition it speaks to.
        by: Latest date that the target names.
        inside: What the case's own worlds say of the target.
        because: Claims that support the count.
    """

    id: str
    title: Bilingual
    what: Bilingual
    successes: int
    trials: int
    share: Carried
    within: float | None
    left: float | None
    here: Carried | None
    target: str | None
    by: date | None
    inside: Chance | None
    because: tuple[str, ...]


def outside_views(worlds: Worlds) -> tuple[OutsideView, ...]:
    """Return the reference classes of a case beside what its worlds say."""
    document = worlds.case.document
    return tuple(_view(worlds, key, found) for key, found in document.reference_classes.items())


def target_node(worlds: Worlds, target: str) -> int:
    """Return the node of a scenario or a named condition."""
    scenarios = worlds.layout.scenarios
    return scenarios[target] if target in scenarios else worlds.layout.conditions[target]


def _view(worlds: Worlds, key: str, counted: ReferenceClass) -> OutsideView:
    document = worlds.case.document
    by = inside = left = here = None
    if counted.for_:
        node = target_node(worlds, counted.for_)
        inside = chance_of_condition(worlds, node)
        by = _latest(counted.for_, document)
        if counted.within:
            left = float((by - document.as_of).days)
            here = carried(counted.successes, counted.trials, left / counted.within)
    share = carried(counted.successes, counted.trials)
    title = counted.title if counted.title.en or counted.title.zh else Bilingual(en=key.replace("-", " "))
    return OutsideView(
        id=key,
        title=title,
        what=counted.what,
        successes=counted.successes,
        trials=counted.trials,
        share=share,
        within=counted.within,
        left=left,
        here=here or (share if counted.for_ and not counted.within else None),
        target=counted.for_,
        by=by,
        inside=inside,
        because=tuple(counted.because),
    )


def _latest(target: str, document: Document) -> date:
    """Return the latest date that a target names, else the end of the course."""
    when: Statement = document.scenarios[target].when if target in document.scenarios else document.conditions[target]
    return max((part.by for part in statements(when, document) if part.by), default=document.until)
