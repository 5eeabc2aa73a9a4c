"""What an error says, in the language of a catalogue."""

from __future__ import annotations

from detente.errors import DetenteError
from detente.locale import Texts

__all__ = ["worded"]


def worded(error: DetenteError, texts: Texts) -> tuple[str, str]:
    """Return an error's sentence and hint in the language asked for, where the catalogue has them."""
    sentence, hint = getattr(error, "sentence", str(error)), getattr(error, "hint", "")
    name = f"wrong.{getattr(error, 'key', '')}"
    if not texts.has(name):
        return sentence, hint
    values = getattr(error, "values", {})
    return texts(name, **values), texts(f"{name}.hint", **values) if hint and texts.has(f"{name}.hint") else hint
