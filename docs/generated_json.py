"""The reference of the JSON, and its schemas, written from the classes of results."""

from __future__ import annotations

import json
import typing
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial

from detente.answers import answer_schema
from detente.cli.frame.verbs import VERBS

__all__ = ["JSON_PAGES"]

HEAD = """\
# The JSON of the commands

<!-- Written by `python docs/refresh.py` from the classes of results. -->

`--json` prints one JSON object to standard output, in UTF-8, with keys always in the same order and no time stamps:
equal plays give equal bytes. It holds what the result holds in Python, under the same names. Probabilities and shares
are numbers from 0 to 1; numbers are rounded to six digits, and null where there is none; dates are `YYYY-MM-DD`. Texts
come in the language of `--lang`.

A probability has one shape everywhere, a [`Chance`](#chance): `value`, its Monte Carlo `standard_error`, and `low` and
`high`, the central 90 % over beliefs; what is `with_model_error` has the same shape, and its `low` and `high` hold how
wrong plays have been, too. Whatever is estimated has a `value` and a `standard_error`.

Each command has a JSON Schema: `detente schema VERB` prints it, and they stand in
[`schemas/`](schemas/outlook.json). Their `$id` holds the version of all: keys may be added within a version; a key that
is renamed or means something else makes a new one. This is version {version}.
"""

Schema = dict[str, typing.Any]


@cache
def _schemas() -> dict[str, Schema]:
    return {verb: answer_schema(verb) for verb in VERBS}


def reference() -> str:
    """Return the page of all keys, by command, and then of the parts that they share."""
    from detente.report.data_schema import VERSION

    pieces, parts = [HEAD.replace("{version}", str(VERSION))], {}
    for verb, schema in _schemas().items():
        parts |= schema.get("$defs", {})
        pieces.append(f"## `detente {verb} --json`\n")
        if "$ref" in schema:
            pieces.append("A JSON Schema.\n")
        wholes = schema.get("anyOf", [schema] if "properties" in schema else [])
        pieces += ["\n".join(_table(whole)) + "\n" for whole in wholes]
    pieces.append("## Parts\n")
    for name, part in sorted(parts.items(), key=lambda entry: (_short(entry[0]).lower(), entry[0])):
        pieces.append(f"### `{_short(name)}`\n\n" + "\n".join(_table(part)) + "\n")
    return "\n".join(pieces)


@cache
def _names() -> Counter[str]:
    """Count the classes of a name: those that share it are told apart by their module."""
    return Counter(
        name.rpartition(".")[2] for name in {name for each in _schemas().values() for name in each.get("$defs", ())}
    )


def _short(name: str) -> str:
    *_, kind = name.split(".")
    return kind if _names()[kind] == 1 else f"{_room(name)}.{kind}"


def _room(name: str) -> str:
    """Return what tells a class from others of its name: the rooms that it stands in, but for the outermost."""
    *rooms, _ = name.removeprefix("#/$defs/").split(".")
    return ".".join(rooms[1:] or rooms)


def _table(part: Schema) -> Iterator[str]:
    if part.get("description"):
        yield part["description"] + "\n"
    yield "| key | is | meaning |\n|---|---|---|"
    for key, value in part["properties"].items():
        yield f"| `{key}` | {_kind(value)} | {value.get('description', '').replace('|', '&#124;')} |"


def _kind(part: Schema) -> str:
    """Say in a few words of what type a value is."""
    if "$ref" in part:
        name = _short(part["$ref"])
        return f"[{name}](#{name.lower().replace('.', '')})"
    if "anyOf" in part:
        return " or ".join(_kind(each) for each in part["anyOf"])
    if "enum" in part:
        return " or ".join(f"`{value}`" for value in part["enum"])
    kind = part.get("type", "anything")
    if isinstance(kind, list):
        return " or ".join(kind)
    if kind == "array" and "items" in part and part["items"]:
        return f"list of {_kind(part['items'])}"
    if kind == "array":
        return "list of " + ", ".join(_kind(each) for each in part.get("prefixItems", ()))
    if kind == "object" and "additionalProperties" in part and part["additionalProperties"] is not False:
        return f"id → {_kind(part['additionalProperties'])}"
    if kind == "object" and "properties" in part:
        return ", ".join(f"`{key}` ({_kind(value)})" for key, value in part["properties"].items())
    return "date" if part.get("format") == "date" else str(kind)


def schema_text(verb: str) -> str:
    """Return the schema of a command's JSON as a file."""
    return json.dumps(_schemas()[verb], indent=1, ensure_ascii=False) + "\n"


JSON_PAGES: typing.Final[dict[str, Callable[[], str]]] = {
    "docs/reference/json.md": reference,
    **{f"docs/reference/schemas/{verb}.json": partial(schema_text, verb) for verb in VERBS},
}
