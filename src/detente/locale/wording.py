"""What an error says, in the language of a catalogue."""

from __future__ import annotations

import re

from detente.errors import DetenteError
from detente.locale import Texts, texts

__all__ = ["worded"]


def worded(error: DetenteError, words: Texts) -> tuple[str, str]:
    """Return an error's sentence and hint in the language asked for, where the catalogue has them."""
    sentence, hint = getattr(error, "sentence", str(error)), getattr(error, "hint", "")
    name = f"wrong.{getattr(error, 'key', '')}"
    if not words.has(name):
        return sentence, hint
    values = dict(getattr(error, "values", {}))
    if name == "wrong.outside" and words.language != "en":
        values["allowed"] = _allowed(str(values["allowed"]), words)
    return words(name, **values), words(f"{name}.hint", **values) if hint and words.has(f"{name}.hint") else hint


def _allowed(phrase: str, words: Texts) -> str:
    """Return what is allowed in another language: layers beneath the command line write it in English."""
    for key, pattern in texts("en").entries.items():
        group, _, kind = key.partition(".")
        if group == "allowed":
            found = re.fullmatch(re.sub(r"\\{(\w+)\\}", r"(?P<\1>\\S+)", re.escape(pattern)), phrase)
            if found:
                return words(f"allowed.{kind}", **found.groupdict())
    return phrase
