"""The option `--lang`: the language asked for, else that of the environment."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from detente.cli.frame.speaking import shows_chinese
from detente.locale import LANGUAGES, texts
from detente.locale.chosen import language_of_locale

__all__ = ["LanguageName", "language_now"]

if TYPE_CHECKING:  # older versions of click know no type arguments
    _Name = click.ParamType[str]
else:
    _Name = click.ParamType

_ASKED = "detente.language"


class LanguageName(_Name):
    """The name of a language there is."""

    name = "language"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return what the help shows."""
        return "|".join(LANGUAGES)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Check the name, and remember the language for messages."""
        texts(value)
        if ctx is not None:
            ctx.find_root().meta["language"] = ctx.find_root().meta[_ASKED] = value
        return str(value)


def language_now() -> str:
    """Return the language that is spoken where a verb is given none.

    It is that of the program's own `--lang`, else `DETENTE_LANG`, else that of the locale, if the terminal has its
    letters.
    """
    context = click.get_current_context(silent=True)
    asked = context.find_root().meta.get(_ASKED) if context else None
    if named := asked or os.environ.get("DETENTE_LANG"):
        return str(named)
    language = language_of_locale(os.environ)
    return language if language == "en" or shows_chinese(sys.stdout) else "en"
