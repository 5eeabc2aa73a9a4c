"""The command line that gives an answer again."""

from __future__ import annotations

from pathlib import PurePath
from shlex import quote
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from detente.shown import argument

if TYPE_CHECKING:
    from detente.case import Case

__all__ = ["again"]

_ALWAYS = frozenset({"worlds", "beliefs", "runs", "seed"})
_NEVER = frozenset(
    {"report", "as_data", "target", "keep", "go_on", "store", "language", "threads", "on", "template", "debug"}
)


def again(case: Case) -> str:
    """Return the command now running, as it is written to have the same again: sizes and seed are always said.

    Args:
        case: What it was asked about; stands for the first argument, without its folder.
    """
    context = click.get_current_context()
    first = PurePath(case.file).name or case.id
    parts = ["detente", context.info_name or "", argument(first)]
    for parameter in context.command.params:
        name, value = parameter.name or "", context.params.get(parameter.name or "")
        told = context.get_parameter_source(name) is not ParameterSource.DEFAULT or name in _ALWAYS
        if name == "case_name" or name in _NEVER or not told or value is None:
            continue
        several = value if isinstance(value, tuple) else (value,)
        if isinstance(parameter, click.Argument):
            parts += [argument(PurePath(str(each)).name if name.endswith("_name") else str(each)) for each in several]
        elif isinstance(parameter, click.Option) and parameter.is_flag:
            parts += [parameter.opts[0]] if value else []
        else:
            parts += [word for each in several for word in (parameter.opts[0], quote(str(each)))]
    return " ".join(parts)
