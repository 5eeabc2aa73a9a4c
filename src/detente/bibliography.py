"""Where methods come from: references by key, for results, reports and `detente cite`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from detente.errors import OptionError

__all__ = ["Reference", "add_works", "cite", "keys", "reference"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A publication.

    Attributes:
        key: Authors and year, such as `nash-1950`.
        authors, year, title: As printed.
        where: Journal, volume and pages, or book and publisher.
        doi: Identifier, or empty.
    """

    key: str
    authors: str
    year: int
    title: str
    where: str
    doi: str = ""

    def __str__(self) -> str:
        end = f" https://doi.org/{self.doi}" if self.doi else ""
        return f"{self.authors} ({self.year}). {self.title}. {self.where}.{end}"


def reference(key: str) -> Reference:
    """Return a publication.

    Args:
        key: Authors and year.

    Raises:
        KeyError: There is none of this key; keys stand in the program, never in its input.

    Example:
        >>> reference("nash-1950").doi
        '10.2307/1907266'
    """
    return _own[key] if key in _own else _all()[key]


def keys() -> tuple[str, ...]:
    """Return the keys of all publications, sorted."""
    return tuple(sorted({*_all(), *_own}))


_own: dict[str, Reference] = {}


def add_works(works: Iterable[Reference]) -> None:
    """Let `reference` find publications behind a theory of one's own; those that are shipped stay as they are.

    Args:
        works: The publications.
    """
    shipped = _all() if (given := tuple(works)) else {}
    _own.update({work.key: work for work in given if work.key not in shipped})


def cite(found: Any) -> tuple[Reference, ...]:
    """Return the publications behind the methods of a result.

    Args:
        found: A result, what its JSON holds, or keys of publications.

    Raises:
        OptionError: It names no publications, or one that there is none of.

    Example:
        >>> [each.year for each in cite(["nash-1950"])]
        [1950]
    """
    named = found.get("references") if isinstance(found, Mapping) else getattr(found, "references", found)
    if isinstance(named, str) or not isinstance(named, Iterable):
        raise OptionError("the result names no references", "give a result, or its JSON")
    wanted, there = [str(key) for key in named], keys()
    for key in wanted:
        if key not in there:
            raise OptionError.unknown("reference", key, there)
    return tuple(map(reference, wanted))


@cache
def _all() -> dict[str, Reference]:
    from ruamel.yaml import YAML

    text = files("detente").joinpath("bibliography.yaml").read_text(encoding="utf-8")
    return {key: Reference(key, **entry) for key, entry in YAML(typ="safe", pure=True).load(text).items()}
