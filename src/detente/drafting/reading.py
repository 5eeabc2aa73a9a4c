"""Everything that the rules find in one text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.drafting.conditions import Condition, conditions
from detente.drafting.contradictions import Contradiction, contradictions
from detente.drafting.dates import TimeSpan, dates
from detente.drafting.events import Event, events
from detente.drafting.figures import Figure, figures
from detente.drafting.issues import IssueMention, issues
from detente.drafting.names import Mention, names
from detente.drafting.positions import Position, positions
from detente.drafting.scenarios import Scenario, scenarios
from detente.drafting.variables import Variable, variables

__all__ = ["Found", "read_text"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a text holds.

    Attributes:
        text: The text.
        names: Names.
        dates: Dates and spans of time.
        figures: Amounts.
        conditions: If this, then that.
        variables: What is open.
        issues: What can be settled.
        positions: Who wants what.
        events: What happened or will.
        scenarios: How it may end.
        contradictions: What cannot all hold.
    """

    text: str
    names: list[Mention]
    dates: list[TimeSpan]
    figures: list[Figure]
    conditions: list[Condition]
    variables: list[Variable]
    issues: list[IssueMention]
    positions: list[Position]
    events: list[Event]
    scenarios: list[Scenario]
    contradictions: list[Contradiction]


def read_text(text: str, written: date | None = None) -> Found:
    """Read a text by rules and lists of words alone.

    Args:
        text: The text, in Chinese or English.
        written: The day it was written, if known.

    Example:
        >>> found = read_text("2025年8月6日，莫斯科反对全面停火。")
        >>> found.positions[0].holder, found.positions[0].issue
        ('RU', 'CEASEFIRE_FULL')
    """
    named, when, told = names(text), dates(text, written), issues(text)
    supposed = conditions(text)
    return Found(
        text,
        named,
        when,
        figures(text),
        supposed,
        variables(text),
        told,
        positions(text, named, told, supposed),
        events(text, named, when, supposed),
        scenarios(text),
        contradictions(text, named, when),
    )
