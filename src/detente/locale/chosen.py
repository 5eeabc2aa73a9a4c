"""Which language is spoken: the one asked for, else that of `DETENTE_LANG`, else that of the locale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.locale import LANGUAGES, Language

__all__ = ["language_of_locale", "language_of_words"]


def language_of_words(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language that a command line is answered in, before its options are read.

    Example:
        >>> language_of_words(["brief", "--help", "--lang=zh"], {})
        'zh'
        >>> language_of_words(["brief"], {"LANG": "zh_CN.UTF-8"})
        'zh'
    """
    for place, word in enumerate(arguments):
        if word == "--":
            break
        if word == "--lang" or word.startswith("--lang="):
            value = word.partition("=")[2] or (arguments[place + 1] if place + 1 < len(arguments) else "")
            if value in LANGUAGES:
                return _language(value)
    return language_of_locale(environment)


def language_of_locale(environment: Mapping[str, str]) -> Language:
    """Return the language that an environment asks for; English where it asks for one that there is not.

    Example:
        >>> language_of_locale({"LC_ALL": "zh_TW.UTF-8", "LANG": "en_GB.UTF-8"})
        'zh'
    """
    for name in ("DETENTE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name, ""):
            return _language(value.replace("-", "_").partition("_")[0].partition(".")[0].lower())
    return "en"


def _language(name: str) -> Language:
    return next((language for language in LANGUAGES if language == name), "en")
