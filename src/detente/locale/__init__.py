"""What the program says, in English and in Chinese.

Every text that a user reads has a key. `texts(language)` gives a `Texts`, called with a key and what its
placeholders stand for. Both languages hold the same keys with the same placeholders; a test keeps it so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from detente.errors import OptionError

__all__ = ["LANGUAGES", "Language", "Texts", "texts"]

Language = Literal["en", "zh"]

LANGUAGES: tuple[Language, ...] = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Texts:
    """The catalogue of one language.

    Attributes:
        language: `en` or `zh`.
        entries: Key → text with `{placeholders}`.
    """

    language: Language
    entries: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return a text with its placeholders filled.

        Example:
            >>> texts("en")("heading.markers")
            'Signs to watch'
        """
        entry = self.entries[key]
        return entry.format(**values) if values else entry

    def has(self, key: str) -> bool:
        """Say whether there is such a text."""
        return key in self.entries


def texts(language: str) -> Texts:
    """Return the catalogue of a language.

    Raises:
        OptionError: There is none of this language.
    """
    if language not in LANGUAGES:
        raise OptionError.unknown("lang", language, LANGUAGES)
    return _catalogue(language)


@cache
def _catalogue(language: str) -> Texts:
    if language == "zh":
        from detente.locale import zh

        return Texts("zh", zh.TEXTS)
    from detente.locale import en

    return Texts("en", en.TEXTS)
