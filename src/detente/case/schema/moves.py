"""Who can do what, and who prefers which end: the section that a conflict graph is read from."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import BeforeValidator, Discriminator, Field, Tag

from detente.case.schema.base import Because, Bilingual, Described, Element, Identifier, Number, Text, Truth, tag
from detente.case.schema.conditions import Point


class Taken(Element):
    """An option is taken."""

    option: Identifier = Field(description="The option; the name alone means the same.")


class NotTaken(Element):
    """The part does not hold."""

    not_: Chosen = Field(alias="not", description="The part.")


class AllTaken(Element):
    """Every part holds."""

    all: tuple[Chosen, ...] = Field(min_length=1, description="The parts.")


class AnyTaken(Element):
    """One part holds, or more."""

    any: tuple[Chosen, ...] = Field(min_length=1, description="The parts.")


class IfTaken(Element):
    """If the one holds, so does the other."""

    if_: Chosen = Field(alias="if", description="The one.")
    then: Chosen = Field(description="The other.")


class JustIfTaken(Element):
    """Both hold or neither."""

    iff: tuple[Chosen, Chosen] = Field(description="The two.")


_KINDS: dict[str, type[Element]] = {
    "option": Taken,
    "not": NotTaken,
    "all": AllTaken,
    "any": AnyTaken,
    "if": IfTaken,
    "iff": JustIfTaken,
}


def _kind_of_choice(raw: Any) -> str | None:
    if isinstance(raw, Element):
        return next((tag(key) for key, kind in _KINDS.items() if kind is type(raw)), None)
    return next((tag(key) for key in _KINDS if key in raw), None) if isinstance(raw, dict) else None


def _chosen(raw: Any) -> Any:
    return {"option": raw} if isinstance(raw, str) else raw


Chosen = Annotated[
    Union[  # noqa: UP007  # a recursive alias needs the subscripted form
        Annotated[Taken, Tag(tag("option"))],
        Annotated[NotTaken, Tag(tag("not"))],
        Annotated[AllTaken, Tag(tag("all"))],
        Annotated[AnyTaken, Tag(tag("any"))],
        Annotated[IfTaken, Tag(tag("if"))],
        Annotated[JustIfTaken, Tag(tag("iff"))],
    ],
    Discriminator(_kind_of_choice, custom_error_type="not_a_choice", custom_error_message="not about options"),
    BeforeValidator(_chosen),
]

for _model in (NotTaken, AllTaken, AnyTaken, IfTaken, JustIfTaken):
    _model.model_rebuild()


class OwnOption(Described):
    """Something that one decision maker can take or leave."""

    by: Identifier = Field(description="The party that controls it.")
    one_way: Literal["forward", "back"] | None = Field(
        default=None,
        description="`forward`: once taken it cannot be left; `back`: once left it cannot be taken. "
        "Silence: both ways are open.",
    )


class Exclusive(Element):
    """Options of which at most one can be taken."""

    exclusive: tuple[Identifier, ...] = Field(min_length=2, description="The options.")
    because: Because = ()


class AtLeastOne(Element):
    """Options of which one must be taken."""

    at_least_one: tuple[Identifier, ...] = Field(min_length=1, description="The options.")
    because: Because = ()


class OnlyIf(Element):
    """An option that can be taken only if something holds."""

    only: Identifier = Field(description="The option.")
    if_: Chosen = Field(alias="if", description="What must hold.")
    because: Because = ()


class Never(Element):
    """States that cannot be."""

    never: Chosen = Field(description="What cannot hold.")
    because: Because = ()


_PATTERNS = {"exclusive": Exclusive, "at_least_one": AtLeastOne, "only": OnlyIf, "never": Never}


def _kind_of_pattern(raw: Any) -> str | None:
    if isinstance(raw, Element):
        return next((tag(key) for key, kind in _PATTERNS.items() if kind is type(raw)), None)
    return next((tag(key) for key in _PATTERNS if key in raw), None) if isinstance(raw, dict) else None


Infeasible = Annotated[
    Union[  # noqa: UP007
        Annotated[Exclusive, Tag(tag("exclusive"))],
        Annotated[AtLeastOne, Tag(tag("at_least_one"))],
        Annotated[OnlyIf, Tag(tag("only"))],
        Annotated[Never, Tag(tag("never"))],
    ],
    Discriminator(_kind_of_pattern, custom_error_type="not_a_pattern", custom_error_message="no such pattern"),
]


class OneState(Described):
    """States that differ in nothing that matters and count as one."""

    when: Chosen = Field(description="What holds of all of them.")


class NamedState(Described):
    """A state with a name."""

    taken: tuple[Identifier, ...] = Field(default=(), description="The options taken in it; all others are not.")


def _named_state(raw: Any) -> Any:
    return {"taken": raw} if isinstance(raw, list | tuple) else raw


AnyState = Annotated[
    NamedState, BeforeValidator(_named_state, json_schema_input_type=tuple[Identifier, ...] | NamedState)
]


class Consequence(Element):
    """What terms a state brings about, for preferences that follow from positions."""

    if_: Chosen = Field(alias="if", description="What must hold of the state.")
    issue: Identifier = Field(description="The issue it decides.")
    level: Point = Field(description="Where the issue then stands; a later entry that holds goes before an earlier.")
    because: Because = ()


class Wish(Element):
    """A statement about options that a decision maker prefers to hold."""

    that: Chosen = Field(description="What it prefers to hold; a statement alone means the same.")
    because: Because = ()


def _wish(raw: Any) -> Any:
    is_wish = isinstance(raw, Wish) or (isinstance(raw, dict) and "that" in raw)
    return raw if is_wish else {"that": raw}


AnyWish = Annotated[Wish, BeforeValidator(_wish, json_schema_input_type=Wish | Chosen)]


def _rank(raw: Any) -> Any:
    return (raw,) if isinstance(raw, str) else raw


Rank = Annotated[
    tuple[Identifier, ...], BeforeValidator(_rank, json_schema_input_type=Identifier | tuple[Identifier, ...])
]


class Preferences(Element):
    """Which states a decision maker likes better: by a ranking, by statements, by weights or by its positions."""

    ranking: tuple[Rank, ...] | None = Field(
        default=None, description="States from best to worst; states it likes alike stand in a list of their own."
    )
    statements: tuple[AnyWish, ...] | None = Field(
        default=None,
        min_length=1,
        max_length=60,
        description="What it prefers to hold, the most important first; each outweighs all that follow.",
    )
    weights: dict[Identifier, Number] | None = Field(
        default=None, min_length=1, description="Option → what taking it is worth; states are compared by their sums."
    )
    positions: Truth | None = Field(
        default=None, description="`true`: by what its positions make of the terms under `consequences`."
    )
    unknown: tuple[tuple[Identifier, Identifier], ...] = Field(
        default=(), description="Pairs of states of which it is not known which one it likes better."
    )
    because: Because = ()


class Moves(Element):
    """Who controls which option, what cannot be, and who prefers what: a conflict as a graph."""

    about: Text = Field(default=Bilingual(), description="What the graph is about.")
    because: Because = ()
    options: dict[Identifier, OwnOption] = Field(default={}, description="What decision makers can take or leave.")
    infeasible: tuple[Infeasible, ...] = Field(default=(), description="What cannot be together.")
    as_one: dict[Identifier, OneState] = Field(default={}, description="States that count as one.")
    states: dict[Identifier, AnyState] = Field(
        default={}, description="Names of states; without `options`, all the states there are."
    )
    graph: dict[Identifier, dict[Identifier, tuple[Identifier, ...]]] = Field(
        default={}, description="Instead of `options`: party → state → states to which it alone can move from there."
    )
    status_quo: Identifier | tuple[Identifier, ...] | None = Field(
        default=None, description="Where it begins: a named state, or the options taken there."
    )
    consequences: tuple[Consequence, ...] = Field(default=(), description="Terms that states bring about.")
    preferences: dict[Identifier, Preferences] = Field(default={}, description="What each decision maker likes better.")
