"""Make a theory from its key and parameters written as text, as commands give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

from detente.errors import OptionError
from detente.theories.protocol import Theory, check_theory
from detente.theories.registry import keys, theory_of

__all__ = ["options_of", "theories_with", "theory_with"]


def theory_with(key: str, written: Mapping[str, str] | None = None) -> Any:
    """Return a theory with parameters written as text.

    Args:
        key: The theory.
        written: Parameter → value; hyphens in a parameter's name stand for underscores.

    Raises:
        OptionError: there is no such theory or parameter, or the value is none of its kind.

    Example:
        >>> theory_with("challenge", {"rounds": "3"}).rounds
        3
    """
    usual = theory_of(key)
    defaults = {field.name: getattr(usual, field.name) for field in fields(usual)}
    given = {}
    for name, text in (written or {}).items():
        field = name.replace("-", "_")
        if field not in defaults:
            raise OptionError.unknown(f"{key}.{name}", name, tuple(defaults))
        given[field] = _read(f"{key}.{name}", text, defaults[field])
    return replace(usual, **given)


def theories_with(chosen: Sequence[str | Theory], settings: Sequence[str]) -> tuple[Theory, ...]:
    """Return the chosen theories, or all of them, with settings such as `challenge.rounds=3`.

    Args:
        chosen: Keys of known theories, or theories themselves; these stand last, in their order.
        settings: Parameters of those that were named by their keys.

    Raises:
        OptionError: a setting is not of that form, or is for a theory that was not chosen, or as in `theory_with`.
    """
    named = [key for key in chosen if isinstance(key, str)]
    own = [theory for theory in chosen if not isinstance(theory, str)]
    for key in named:
        theory_of(key)
    for theory in own:
        check_theory(theory)
    wanted = tuple(key for key in keys() if key in named) if chosen else keys()
    written: dict[str, dict[str, str]] = {key: {} for key in wanted}
    for setting in settings:
        path, equals, value = setting.partition("=")
        key, dot, name = path.partition(".")
        if not equals or not dot:
            raise OptionError.outside("set", setting, "THEORY.OPTION=VALUE, such as challenge.rounds=3")
        if key not in written:
            raise OptionError.unknown("set", key, wanted)
        written[key][name] = value
    return (*(theory_with(key, written[key]) for key in wanted), *own)


def options_of(key: str) -> tuple[tuple[str, str, str], ...]:
    """Return the parameters of a theory: name, default, and what else there is."""
    found = []
    usual = theory_of(key)
    for field in fields(usual):
        default = getattr(usual, field.name)
        kind = type(default)
        values = "|".join(each.value for each in kind) if issubclass(kind, StrEnum) else kind.__name__
        found.append((field.name, str(default), values))
    return tuple(found)


def _read(option: str, text: str, default: Any) -> Any:
    """Return a value of the same kind as the default."""
    if isinstance(default, StrEnum):
        return text
    if isinstance(default, bool):
        if text not in ("true", "false"):
            raise OptionError.outside(option, text, "true or false")
        return text == "true"
    kind, words = (int, "a whole number") if isinstance(default, int) else (float, "a number")
    try:
        return kind(text)
    except ValueError:
        raise OptionError.outside(option, text, words) from None
