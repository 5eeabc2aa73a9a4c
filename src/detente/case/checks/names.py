"""What names a case gives, and what to say where one is used that it does not give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from detente.case.checks.sections import Section
from detente.case.numbers.paths import quantities
from detente.case.reading.walk import children
from detente.case.schema.base import Element
from detente.case.schema.case import Document
from detente.case.schema.conditions import Statement
from detente.case.schema.quantities import Quantity
from detente.errors import nearest
from detente.mistakes import Slip

__all__ = ["Names", "is_about_lost", "lost_kinds", "unknown"]

_SECTIONS = (
    *("sources", "claims", "parties", "topics", "issues", "packages", "flags", "factors"),
    *("meetings", "events", "conditions", "scenarios"),
)
_KINDS = {
    "option": "issues",
    "party": "parties",
    "reference class": "reference_classes",
    **{section.removesuffix("s"): section for section in _SECTIONS if section != "parties"},
}
"""What a name may be of, and the section that gives such names."""
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Names:
    """The names in each section of a case.

    Attributes:
        audiences: Which parties are audiences of another.
        options: Issue → its options.
        choices: Options of the conflict graph; None where they cannot be read.
        states: Its named states; likewise.
        numbers: Every number of the case by its path.
        parts: What stands in each section of the document.
    """

    sources: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    audiences: frozenset[str] = frozenset()
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: tuple[str, ...] | None = ()
    states: tuple[str, ...] | None = ()
    numbers: Mapping[str, Quantity] = field(default_factory=dict)
    parts: Mapping[str, Section] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, like: Names | None = None) -> Names:
        """Return the names of a case.

        Args:
            document: The case.
            like: The names of another version of it; sections that both share are not looked through again.
        """
        sections = {section: tuple(getattr(document, section)) for section in _SECTIONS}
        audiences = frozenset(key for key, party in document.parties.items() if party.of is not None)
        options = {key: tuple(issue.options) for key, issue in document.issues.items()}
        choices, states = (tuple(document.moves.options), tuple(document.moves.states)) if document.moves else ((), ())
        parts = _parts(document, like)
        found = quantities(document, [part.numbers for part in parts.values()])
        return cls(
            **sections, choices=choices, states=states, audiences=audiences, options=options, numbers=found, parts=parts
        )

    @classmethod
    def of_raw(cls, data: Mapping[str, Any], document: Document) -> Names:
        """Return the names of a raw case, those of parts that the document lacks as well."""
        sections: dict[str, Any] = {section: _keys(data.get(section)) for section in _SECTIONS}
        parties, issues = data.get("parties"), data.get("issues")
        audiences = frozenset(key for key, party in _mapping(parties).items() if "of" in _mapping(party))
        options = {key: _keys(_mapping(_mapping(issues).get(key)).get("options")) for key in sections["issues"]}
        moves = _mapping(data.get("moves"))
        choices, states = (
            _keys(part) if isinstance(part, Mapping) else None
            for part in (moves.get("options", {}), moves.get("states", {}))
        )
        return cls(
            **sections, choices=choices, states=states, audiences=audiences, options=options, parts=_parts(document)
        )

    @property
    def principals(self) -> tuple[str, ...]:
        """The parties that stand for themselves."""
        return tuple(party for party in self.parties if party not in self.audiences)

    @property
    def statements(self) -> Iterator[tuple[str, Statement]]:
        """Every statement with its path, in the order of the language."""
        return chain.from_iterable(part.statements for part in self.parts.values())

    @property
    def changes(self) -> Iterator[tuple[str, Element]]:
        """Every change with its path, in the order of the language."""
        return chain.from_iterable(part.changes for part in self.parts.values())

    def changes_in(self, *sections: str) -> Iterator[tuple[str, Element]]:
        """Yield every change of some sections with its path."""
        return chain.from_iterable(self.parts[section].changes for section in sections)

    def has_option(self, issue: str, option: str) -> bool:
        """Say whether an issue has an option; where nothing is known of its options, it may."""
        return option in (self.options.get(issue) or (option,))


def unknown(what: str, name: str, valid: Iterable[str], path: str, at_key: bool = False) -> Slip:
    """Return the slip of a name that does not exist, offering the nearest one that does."""
    names = list(valid)
    if not names:
        return Slip("no_names", path, {"what": what, "name": name}, at_key=at_key)
    shown = ", ".join(names[:_MOST_SHOWN]) + (", …" if len(names) > _MOST_SHOWN else "")
    values = {"what": what, "name": name, "names": shown, "nearest": nearest(name, names)}
    return Slip("unknown_name", path, values, at_key=at_key)


def lost_kinds(data: Mapping[str, Any]) -> frozenset[str]:
    """Return the kinds of names that a raw case may give in a section that is no section, and cannot be read."""
    forms = {section: Mapping | list | None if section == "scenarios" else Mapping | None for section in data}
    return frozenset(
        kind for kind, section in _KINDS.items() if section in data and not isinstance(data[section], forms[section])
    )


def is_about_lost(slip: Slip, kinds: frozenset[str]) -> bool:
    """Say whether a slip is about a name that may be one of some kinds."""
    what = str(slip.values.get("what", "")).replace(" or ", ", ").split(", ")
    return slip.kind in ("no_names", "unknown_name") and not kinds.isdisjoint(what)


def _parts(document: Document, like: Names | None = None) -> dict[str, Section]:
    """Return the sections of a document, those that another version shares from there."""
    known = like.parts if like else {}
    return {
        name: known[name] if name in known and known[name].part is part else Section.of(name, part)
        for name, part in children(document)
    }


def _mapping(raw: Any) -> Mapping[str, Any]:
    return raw if isinstance(raw, Mapping) else {}


def _keys(raw: Any) -> tuple[str, ...]:
    """Return the keys of a section; of a list of one-entry mappings, their keys."""
    if isinstance(raw, list):
        return tuple(str(key) for item in raw for key in _mapping(item))
    return tuple(str(key) for key in _mapping(raw))
