"""Numbers as analysts write them, each on its scale, with the claims they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from detente.case.numbers.durations import parse_date, parse_duration
from detente.case.numbers.families import Family
from detente.case.numbers.notation import Chance, Fixed, Notation, NotationError
from detente.case.numbers.parse import parse_chance_allowed
from detente.case.numbers.scales import Scale
from detente.case.schema.base import misread, refusal

_KEYS = frozenset({"value", "because"})
_FORMS = {
    "quantiles": {"type": "object", "description": "Probability → value: {0.05: 1, 0.5: 2, 0.95: 9}."},
    "fit": {"enum": list(Family), "description": "With quantiles: the family that is fitted to them."},
    "by": {"type": "object", "description": "What people say, one of whom is right: {anna: 20 to 30, ben: 40 to 60}."},
    "one_of": {"type": "object", "description": "Option → probability: {ports: 0.6, full: 0.4}."},
    "chance": {"description": "A number drawn anew in every run: 4 to 16 weeks."},
    "value": {"description": "A number, beside the claims that it rests on."},
    "because": {"type": "array", "items": {"type": "string"}, "description": "Claims that it rests on."},
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a case: how it is written, on which scale, and the claims behind it.

    Attributes:
        notation: what was written; a `Chance` is drawn anew in every run, all others once per belief.
        scale: the scale it is measured on; values are held in the scale's canonical unit.
        because: identifiers of claims; empty means that the analyst guessed.
        of: path of the number that it is, where a member takes over its bloc's; empty for one of its own.
    """

    notation: Notation | Chance
    scale: Scale
    because: tuple[str, ...] = ()
    of: str = ""

    @property
    def is_chance(self) -> bool:
        """Say whether the number is drawn anew in every run."""
        return isinstance(self.notation, Chance)


@dataclass(frozen=True, slots=True)
class On:
    """Annotation that reads a field as a `Quantity` on a scale."""

    scale: Scale

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate by the number notation."""
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Describe to editors what may be written."""
        return {
            "anyOf": [
                {"type": "number"},
                {
                    "type": "string",
                    "description": "60 to 80 · beta(2, 5) · uniform(0, 1) …",
                },
                {"type": "object", "properties": _FORMS, "additionalProperties": False, "minProperties": 1},
            ],
            "description": f"A number on the scale `{self.scale.name.lower()}`, certain or uncertain.",
        }

    def _read(self, raw: Any) -> Quantity:
        return raw if isinstance(raw, Quantity) else read_quantity(raw, self.scale)


def read_quantity(raw: Any, scale: Scale) -> Quantity:
    """Read a number as it stands in a case, or as `{value: …, because: […]}`.

    Raises:
        PydanticCustomError: It cannot be read; says what was found and what is allowed.

    Example:
        >>> read_quantity({"value": "60 to 80", "because": ["a-claim"]}, Scale.LEVEL).because
        ('a-claim',)
    """
    because: tuple[str, ...] = ()
    if isinstance(raw, dict) and "value" in raw and set(raw) <= _KEYS:
        because = _claim_list(raw.get("because", ()))
        raw = raw["value"]
    try:
        return Quantity(parse_chance_allowed(raw, scale), scale, because)
    except NotationError as error:
        raise misread(error) from None


def _claim_list(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple) or not all(isinstance(item, str) for item in raw):
        raise refusal("claim_list", str(raw), "a list of claim ids", "because: [a-claim]")
    return tuple(raw)


def _duration(raw: Any) -> Any:
    try:
        return parse_duration(raw)
    except NotationError as error:
        raise misread(error) from None


def _day(raw: Any) -> Any:
    try:
        return parse_date(raw)
    except NotationError as error:
        raise misread(error) from None


Real = Annotated[Quantity, On(Scale.REAL)]
Positive = Annotated[Quantity, On(Scale.POSITIVE)]
Share = Annotated[Quantity, On(Scale.SHARE)]
Level = Annotated[Quantity, On(Scale.LEVEL)]
Percent = Annotated[Quantity, On(Scale.PERCENT)]
Span = Annotated[Quantity, On(Scale.DURATION)]
Rate = Annotated[Quantity, On(Scale.RATE)]
Drift = Annotated[Quantity, On(Scale.DRIFT)]
Volatility = Annotated[Quantity, On(Scale.VOLATILITY)]
Which = Annotated[Quantity, On(Scale.WHICH)]

Days = Annotated[float, BeforeValidator(_duration, json_schema_input_type=str)]
Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=str)]


def certain(value: float, scale: Scale) -> Quantity:
    """Return a quantity known for certain, in the scale's canonical unit."""
    return Quantity(Fixed(float(value)), scale)
