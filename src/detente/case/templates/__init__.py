"""Cases to begin from: small ones of several kinds, everything in them made up."""

from __future__ import annotations

from importlib.resources import files

from detente.case.reading.yaml_events import grow
from detente.case.schema.base import Bilingual

__all__ = ["template_text", "templates"]

_SUFFIX = ".yaml"


def templates() -> dict[str, Bilingual]:
    """Return the templates by name, each with its title.

    Example:
        >>> templates()["river"].en
        'A river'
    """
    folder = files("detente").joinpath("case", "templates")
    names = sorted(entry.name.removesuffix(_SUFFIX) for entry in folder.iterdir() if entry.name.endswith(_SUFFIX))
    return {name: Bilingual.model_validate(grow(template_text(name)).data["title"]) for name in names}


def template_text(name: str, identifier: str = "my-case") -> str:
    """Return the text of a template as a case of its own.

    Args:
        name: One of :func:`templates`.
        identifier: The id of the new case.
    """
    text = files("detente").joinpath("case", "templates", f"{name}{_SUFFIX}").read_text(encoding="utf-8")
    return text.replace("\nid: my-case\n", f"\nid: {identifier}\n", 1)
