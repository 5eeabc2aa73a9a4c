"""Uncertain variables that move in time, and the polls that measure some of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from detente.case.numbers.durations import parse_date_or_month
from detente.case.numbers.notation import NotationError
from detente.case.numbers.scales import Scale
from detente.case.schema.base import Because, Count, Described, Element, Identifier, Number, misread
from detente.case.schema.changes import Change
from detente.case.schema.quantities import Day, Drift, Real, Span, Volatility, certain


class Poll(Element):
    """One measurement of a factor by a sample."""

    share: Number = Field(ge=0, le=100, description="Per cent of the sample.")
    n: Count | None = Field(default=None, description="Sample size; silence means 1,000.")
    because: Because = ()


def _poll(raw: Any) -> Any:
    return {"share": raw} if isinstance(raw, int | float) and not isinstance(raw, bool) else raw


def _poll_date(raw: Any) -> Any:
    try:
        return parse_date_or_month(raw)
    except NotationError as error:
        raise misread(error) from None


PollDate = Annotated[date, BeforeValidator(_poll_date, json_schema_input_type=str)]


class Factor(Described):
    """A variable that the course of things moves and that moves it."""

    unit: str = Field(default="", description="What one unit of it is.")
    start: Real | None = Field(default=None, description="Level at `as_of`, history's fading shifts left out.")
    toward: Real | None = Field(default=None, description="Level it returns to; default: its start.")
    half_life: Span | None = Field(default=None, description="Time in which half of a deviation is gone; none: never.")
    volatility: Volatility = Field(default=certain(0.0, Scale.VOLATILITY), description="How much it moves by itself.")
    driven_by: dict[Identifier, Drift] = Field(
        default={}, description="Issue (level/100), factor (level) or flag (0/1) → drift of this factor."
    )
    bounds: tuple[Number, Number] | None = Field(
        default=None, description="It is kept between these; default for a factor with a `series`: 0 and 100."
    )
    series: dict[PollDate, Annotated[Poll, BeforeValidator(_poll, json_schema_input_type=float | Poll)]] = Field(
        default={}, description="Polls by date (year-month means its 15th); they give the start."
    )
    breaks: tuple[Day, ...] = Field(default=(), description="Dates at which the series starts anew.")
    house_sd: Real = Field(
        default=certain(0.0, Scale.REAL),
        description="Standard deviation of a bias common to all polls.",
    )

    @property
    def within(self) -> tuple[float, float] | None:
        """What it is kept between: as written, or a share in per cent; None for any level."""
        return self.bounds or ((0.0, 100.0) if self.series else None)


class PastEvent(Described):
    """A dated event before `as_of`; what is left of its shifts gives factors their starting levels."""

    on: Day = Field(description="Its date, up to `as_of`.")
    changes: tuple[Change, ...] = Field(default=(), description="Shifts of factors and raised flags.")
