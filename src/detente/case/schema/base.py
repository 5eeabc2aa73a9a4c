"""What every element of a case shares: frozen models, identifiers, bilingual text, claims behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from detente.case.numbers.notation import NotationError

IDENTIFIER = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"

Identifier = Annotated[
    str,
    StringConstraints(pattern=IDENTIFIER, max_length=60),
    Field(description="Lower-case words joined by hyphens, such as `front-truce`."),
]

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Count = Annotated[int, Field(strict=True, ge=1)]
Truth = Annotated[bool, Field(strict=True)]


def refusal(kind: str, found: str, allowed: str, hint: str = "", **values: str) -> PydanticCustomError:
    """Return the error of a validator, in the four parts of a problem, with what else fills its words."""
    context = {"kind": kind, "found": found, "allowed": allowed, "hint": hint, **values}
    return PydanticCustomError("refusal", "{found}", context)


def misread(error: NotationError) -> PydanticCustomError:
    """Return the error of a validator that could not read a number, with what fills its words."""
    return PydanticCustomError("refusal", "{found}", {"kind": f"notation_{error.kind}", **error.values})


def tag(kind: str) -> str:
    """Return the name of a member of a union; the brackets tell it from a key of the case."""
    return f"‹{kind}›"


def told_by(model: type[Element], kind: str, *keys: str, otherwise: str = "number") -> Callable[[Any], str]:
    """Return what tells, in a union, an element with keys of its own from a plain value.

    Args:
        model: The element.
        kind: Its tag.
        keys: As a case writes them; any of them tells.
        otherwise: The tag of the plain value.
    """
    element, plain = tag(kind), tag(otherwise)

    def told(raw: Any) -> str:
        own = isinstance(raw, model) or (isinstance(raw, dict) and any(key in raw for key in keys))
        return element if own else plain

    return told


class Element(BaseModel):
    """A part of a case: it cannot be changed, and it has no fields but the documented ones."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, arbitrary_types_allowed=True)


class Bilingual(Element):
    """A text in English, Chinese or both."""

    en: str = Field(default="", description="English text.")
    zh: str = Field(default="", description="Chinese text.")

    def in_language(self, language: str) -> str:
        """Return the text in `language`, or in the other one where it is missing."""
        first, second = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return first or second


def _text(raw: Any) -> Any:
    return {"en": raw} if isinstance(raw, str) else raw


Text = Annotated[
    Bilingual,
    BeforeValidator(_text, json_schema_input_type=str | Bilingual),
    Field(description="A text, or one in each language: `{en: …, zh: …}`."),
]

Because = Annotated[
    tuple[Identifier, ...],
    Field(description="The claims that this rests on. Nothing here means: the analyst's guess."),
]


class Described(Element):
    """An element that people read about: it has a title, a longer account and reasons."""

    title: Text = Field(default=Bilingual(), description="A short name for people.")
    about: Text = Field(default=Bilingual(), description="What it is, in a sentence or two.")
    because: Because = ()

    def name(self, identifier: str, language: str = "en") -> str:
        """Return the title in `language`, or the identifier in words where there is none."""
        return self.title.in_language(language) or identifier.replace("-", " ")
