"""Where methods come from: references by key, for results, reports and `detente cite`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Reference", "keys", "reference"]


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
    return _all()[key]


def keys() -> tuple[str, ...]:
    """Return the keys of all publications, sorted."""
    return tuple(sorted(_all()))


@cache
def _all() -> dict[str, Reference]:
    from ruamel.yaml import YAML

    text = files("detente").joinpath("bibliography.yaml").read_text(encoding="utf-8")
    return {key: Reference(key, **entry) for key, entry in YAML(typ="safe", pure=True).load(text).items()}
