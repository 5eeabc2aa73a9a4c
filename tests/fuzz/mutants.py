"""Mutants of texts: bytes, tokens or the tree changed a little, as accidents and strangers change them."""

from __future__ import annotations

import random
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from detente.case.reading.yaml_events import grow

TESTS = Path(__file__).parents[1]
LIBRARY = TESTS.parent / "src" / "detente" / "case" / "library"
FILES = TESTS.parent / "docs" / "files"

CASES = tuple(
    sorted(
        [
            *LIBRARY.glob("*.yaml"),
            *(TESTS / "broken_cases").glob("*.yaml"),
            *(TESTS / "degenerate_cases").glob("*.yaml"),
        ]
    )
    + sorted([*FILES.glob("0*.yaml"), FILES / "blocs.yaml", FILES / "council.yaml", FILES / "rounds.yaml"])
    + [TESTS / "case" / "village.yaml", TESTS / "report" / "sample.yaml"]
)
SMALL = tuple(sorted([*FILES.glob("0*.yaml"), *(TESTS / "degenerate_cases").glob("*.yaml")]))
"""Cases that play in no time."""

NASTY = [
    "",
    " ",
    "\x00",
    "\t",
    "\r",
    "\x1b",
    "\x85",
    "\u202e",
    "\ufeff",
    "\\ud800",
    "&a",
    "*a",
    "!!int",
    "<<",
    "{",
    "[",
    "- ",
    ": ",
]
NASTY += [
    "9" * 400,
    "1e999",
    "-1e999",
    ".nan",
    ".inf",
    "0x1F",
    "1_000",
    "0",
    "-0.0",
    "2024-02-30",
    "9999-12-31",
    "null",
    "~",
    "yes",
]
NASTY += [
    "'",
    '"',
    "|",
    ">",
    "%",
    "@",
    "`",
    "#",
    "---",
    "...",
    "{}",
    "[]",
    "{{",
    "}}",
    "0 to 0",
    "1 to 0",
    "beta(0, 0)",
    "nan to nan",
]
ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    1e9,
    1e308,
    float("nan"),
    float("inf"),
    "",
    "x",
    "60 to 80",
    "0 to 0",
    [],
    {},
    [[]],
    {"a": 1},
]
ODD += [
    {"chance": 1},
    {"one_of": {}},
    {"quantiles": {0.05: 3, 0.5: 2}},
    "2024-02-30",
    "9999-12-31",
    10**30,
    "10 days",
    "1e999",
]
ODD += [
    "triangular(1, 1, 1)",
    "beta(1e-9, 1e9)",
    "uniform(0, 0)",
    {"issue": "land"},
    "停火",
    "a" * 3000,
    "0.5 per day",
    -0.0,
    1e-320,
]


def of_bytes(content: bytes, dice: random.Random) -> bytes:
    """Change some bytes."""
    for _ in range(dice.randint(1, 4)):
        at, to = sorted(dice.randrange(len(content) + 1) for _ in range(2))
        to = min(to, at + dice.randint(1, 60))
        kind = dice.randrange(5)
        if kind == 0:
            content = content[:at] + content[to:]
        elif kind == 1:
            content = content[:at] + content[at:to] * 2 + content[to:]
        elif kind == 2:
            content = content[:at] + dice.choice(NASTY).encode("utf-8", "surrogatepass") + content[to:]
        elif kind == 3:
            content = content[:at] + dice.randbytes(dice.randint(1, 3)) + content[at:]
        else:
            content = (
                content[:at] + bytes(byte ^ 1 << dice.randrange(8) for byte in content[at : at + 1]) + content[at + 1 :]
            )
    return content


def of_tokens(text: str, dice: random.Random, words: list[str]) -> str:
    """Change some words, signs and spaces."""
    tokens = re.findall(r"\w+|\s+|.", text) or [""]
    for _ in range(dice.randint(1, 5)):
        at = dice.randrange(len(tokens))
        kind = dice.randrange(4)
        if kind == 0:
            tokens[at] = ""
        elif kind == 1:
            tokens[at] = dice.choice(words)
        elif kind == 2:
            tokens[at] = dice.choice(NASTY)
        else:
            other = dice.randrange(len(tokens))
            tokens[at], tokens[other] = tokens[other], tokens[at]
    return "".join(tokens)


def of_structure(text: str, dice: random.Random, most: int = 3) -> str:
    """Change the tree that a YAML text stands for."""
    data = grow(text).data
    if not isinstance(data, dict) or not data:
        data = grow(dice.choice(SMALL).read_text(encoding="utf-8")).data
    data = deepcopy(data)
    for _ in range(dice.randint(1, most)):
        change(data, dice)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6)


def change(data: Any, dice: random.Random) -> None:
    """Change one place of a tree."""
    places = list(_places(data))
    if not places:
        return
    holder, key = dice.choice(places)
    other = dice.choice(places)
    value = holder[key]
    kind = dice.randrange(8)
    if kind == 0:
        del holder[key]
    elif kind == 1:
        holder[key] = deepcopy(other[0][other[1]])
    elif kind == 2:
        holder[key] = [deepcopy(value)]
    elif kind == 3:
        holder[key] = {"a": deepcopy(value)}
    elif kind == 4 and isinstance(holder, dict):
        holder[dice.choice(["zz", "none", "otherwise", "", 1, "a b", str(other[1])])] = holder.pop(key)
    elif kind == 5 and isinstance(value, (int, float)) and not isinstance(value, bool):
        holder[key] = dice.choice([-value, 0, value * 1e6, value * 1e-9, value + 1, str(value)])
    elif kind == 6 and isinstance(value, list):
        holder[key] = value * 2
    else:
        holder[key] = deepcopy(dice.choice(ODD))


def _places(part: Any) -> Any:
    if isinstance(part, dict):
        for key, value in part.items():
            yield part, key
            yield from _places(value)
    elif isinstance(part, list):
        for place, value in enumerate(part):
            yield part, place
            yield from _places(value)


def mutant(content: bytes, dice: random.Random, words: list[str]) -> bytes:
    """Change a text in one of three ways."""
    kind = dice.randrange(3)
    if kind == 0:
        return of_bytes(content, dice)
    text = content.decode("utf-8", "replace")
    changed = of_tokens(text, dice, words) if kind == 1 else of_structure(text, dice)
    return changed.encode("utf-8", "surrogatepass")
