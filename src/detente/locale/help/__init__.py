"""The help of verbs and options in other languages than English, which stands with the verbs themselves.

A language is a module `HELP`: `verb` → its question and what it does, `verb --option` or `--option` → what an option
does (the second where several verbs say the same), `group.NAME` → a heading, and the words of the help itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from detente.locale import LANGUAGES

__all__ = ["help_in"]


def help_in(language: str) -> Mapping[str, str]:
    """Return the help in a language; nothing of English, nor of one that has none.

    Example:
        >>> help_in("zh")["--json"], len(help_in("en"))
        ('输出 JSON，供其他程序读取。', 0)
    """
    if language == "en" or language not in LANGUAGES:
        return {}
    try:
        texts: Mapping[str, str] = import_module(f"detente.locale.help.{language}").HELP
    except ModuleNotFoundError:
        return {}
    return texts
