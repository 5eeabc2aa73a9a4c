"""Sentences of theories, out of the catalogue, in every language at once."""

from __future__ import annotations

from detente.case.schema.base import Bilingual
from detente.errors import TheoryError
from detente.locale import texts

__all__ = ["refuse", "sentence"]


def sentence(key: str, **values: object) -> Bilingual:
    """Return a text of the catalogue in both languages, its placeholders filled."""
    return Bilingual(en=texts("en")(key, **values), zh=texts("zh")(key, **values))


def refuse(objection: Bilingual | None) -> None:
    """Refuse a problem to which a theory does not apply.

    Raises:
        TheoryError: there is an objection.
    """
    if objection is not None:
        raise TheoryError(objection.in_language("en"), texts("en")("theory.objection.hint"))
