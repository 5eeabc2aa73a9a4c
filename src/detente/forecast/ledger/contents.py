"""What entries of each kind say at least, so that whoever reads them need not look again."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from detente.forecast.ledger.entry import Entry

__all__ = ["is_complete"]

Probability = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=2**32)]


class _Said(BaseModel):
    model_config = ConfigDict(extra="allow")
    probability: Probability


class _Line(_Said):
    """A probability, and from some version on the same with model error."""

    with_model_error: _Said | None = None


class _Asked(_Line):
    by: date
    base_rate: Probability | None = None


class _Forecast(BaseModel):
    model_config = ConfigDict(extra="allow")
    case: str
    case_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    as_of: date
    until: date
    seed: Count
    beliefs: Count
    runs: Count
    scenarios: dict[str, _Line]
    questions: dict[str, _Asked]


class _Outcome(BaseModel):
    model_config = ConfigDict(extra="allow")
    case: str
    question: str
    outcome: str
    on: date
    source: str


_FORMS: dict[str, TypeAdapter[Any]] = {"forecast": TypeAdapter(_Forecast), "outcome": TypeAdapter(_Outcome)}


def is_complete(entry: Entry) -> bool:
    """Say whether an entry says all that its kind says; of a kind that is not known, whatever it says."""
    form = _FORMS.get(entry.kind)
    try:
        return form is None or bool(form.validate_python(dict(entry.content)))
    except (ValidationError, RecursionError):
        return False
