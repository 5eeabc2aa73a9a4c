"""An edit changes what it names and nothing else, to the byte."""

from __future__ import annotations

import copy
import difflib
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.case.editing.edit import edit, edits, splices
from detente.case.editing.nodes import compose
from detente.case.editing.splice import same
from detente.case.reading.yaml_events import grow
from detente.errors import CaseError

LIBRARY = sorted((Path(detente.__file__).parent / "case" / "library").glob("*.yaml"))
VILLAGE = Path(__file__).with_name("village.yaml")
NO_TREE = {"yaml", "tab", "unprintable", "several_documents"}
BROKEN = sorted(Path(__file__).parents[1].glob("broken_cases/*.yaml"))
VALUES = (
    *(
        7,
        0.5,
        -3,
        True,
        "60 to 80",
        "beta(2, 5)",
        "a: b",
        "#x",
        "none",
        "4 % to 9 %",
        "é, 停火",
        "- dash",
        "a #b",
        "it's",
    ),
    *(
        "2025-08-15",
        "true",
        "70",
        "",
        " x ",
        "{a}",
        "[1]",
        "x: ",
        "‘“」：",
        "two\nlines\n",
        "tab\there",
        "*a",
        "&b",
        "!c",
    ),
    *(
        "?",
        "@x",
        "`y",
        "%z",
        "|",
        ">",
        "null",
        "~",
        "<<",
        "=",
        "1e3",
        "-0.3 to -0.1",
        "a,b",
        "x:y",
        "23:59",
        "\\n",
        '"q"',
    ),
    *({"en": "A word", "zh": "一个词"}, {"a": {"b": [1, {"c": "d, e"}]}}, ["x", "y: z"], {}, [], {"a b": ""}),
    {f"key-{n}": f"a value of some length, the {n}th" for n in range(6)},
)


def spots(data: Any, path: str = "") -> list[str]:
    """Return every path of raw data that `edit` can name."""
    found = []
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        below = f"{path}.{key}" if path else str(key)
        if "." not in str(key):
            found += [below, *spots(value, below)]
    return found


def holder_of(data: Any, path: str) -> tuple[Any, Any]:
    """Return what holds a path and its key there."""
    *steps, last = path.split(".")
    for step in steps:
        data = data[next(k for k in (data if isinstance(data, dict) else range(len(data))) if str(k) == step)]
    return data, next(k for k in (data if isinstance(data, dict) else range(len(data))) if str(k) == last)


def changed_lines(before: str, after: str) -> int:
    """Return how many lines of a text an edit took away or wrote over."""
    blocks = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), False).get_opcodes()
    return sum(b - a for tag, a, b, _, _ in blocks if tag != "equal")


def check(text: str, values: dict[str, Any]) -> str:
    """Edit a text, and hold that it is read as its data with these values, in the lines of these values."""
    bare = text.removeprefix("\ufeff")
    wanted = compose(bare).data
    lines = 0
    for path, value in values.items():
        holder, key = holder_of(wanted, path)
        lines += str(holder[key]).count("\n") + 1 if not isinstance(holder[key], dict | list) else 40
        if value is None:
            del holder[key]
        else:
            holder[key] = value
    after = edits(text, values)
    assert same(compose(after.removeprefix("\ufeff")).data, wanted), values
    assert after.startswith("\ufeff") == text.startswith("\ufeff")
    changes = splices(text, values)
    assert all(one.end <= two.start for one, two in pairwise(changes))
    return after


@pytest.mark.parametrize("path", [*LIBRARY, VILLAGE], ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["as it is", "windows", "marked"])
def test_random_edits_change_what_they_name_and_nothing_else(path: Path, form: str) -> None:
    chance = random.Random(f"{path.stem} {form}")
    text = path.read_text(encoding="utf-8")
    if form != "as it is":
        text = text.replace("\n", "\r\n") if form == "windows" else "\ufeff" + text.rstrip("\n")
    data = grow(text).data
    every = spots(data)
    for _ in range(20 if len(text) < 30_000 else 4):
        spot = chance.choice(every)
        value = copy.deepcopy(chance.choice(VALUES)) if chance.random() < 0.8 else None
        after = check(text, {spot: value})
        old = holder_of(data, spot)
        if not isinstance(old[0][old[1]], dict | list) and not (isinstance(value, dict | str) and len(str(value)) > 60):
            assert changed_lines(text, after) <= str(old[0][old[1]]).count("\n") + 4
        if form == "windows":
            assert after.count("\n") == after.count("\r\n")


@pytest.mark.parametrize("path", [LIBRARY[0], VILLAGE], ids=lambda path: path.stem)
def test_many_edits_at_once(path: Path) -> None:
    chance = random.Random(path.stem)
    text = path.read_text(encoding="utf-8")
    leaves = [spot for spot in spots(grow(text).data) if not spot.split(".")[-1].isdecimal()]
    for _ in range(3):
        chosen: list[str] = []
        for spot in chance.sample(leaves, 12):
            if not any(f"{spot}.".startswith(f"{other}.") or f"{other}.".startswith(f"{spot}.") for other in chosen):
                chosen.append(spot)
        check(text, {spot: chance.choice([*VALUES, None, None, None]) for spot in chosen})


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_cases_with_mistakes_are_edited_too_or_say_why_not(path: Path) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    if {slip.kind for slip in grow(text).slips} & NO_TREE or not isinstance(grow(text).data, dict | None):
        with pytest.raises(CaseError):
            edit(text, "about", "Something else: altogether")
        return
    after = edit(text, "about", "Something else: altogether")
    if not any(slip.kind == "too_deep" for slip in grow(after).slips):
        assert grow(after).data["about"] == "Something else: altogether"
    assert changed_lines(text, after) <= text.count("\n") + 1


LAYOUTS = {
    "comments stay": (
        "a-map:  # of the map\n  one: 1   # of one\n  # of two\n  two: 2\n\nlast: x\n",
        {"a-map.one": 5, "a-map.two": None},
        "a-map:  # of the map\n  one: 5   # of one\n  # of two\n\nlast: x\n",
    ),
    "quoted keys and quotes": (
        "'on': \"no\"\n\"b c\": 'it'\n",
        {"on": "yes", "b c": "is"},
        "'on': \"yes\"\n\"b c\": 'is'\n",
    ),
    "the last of a block": ("a:\n  - x\n  - y  # why\nb: 1\n", {"a.1": None}, "a:\n  - x\nb: 1\n"),
    "behind the last of a block": (
        "linked:\n- x # c\n# d\nb: 1",
        {"linked.1": "y"},
        "linked:\n- x # c\n- y\n# d\nb: 1",
    ),
    "a key behind a dash": ("- a: 1\n".join(["x:\n", "  b: 2\n"]), {"x.0.a": None}, "x:\n- b: 2\n"),
    "brackets over several lines": (
        "flags: {b: 1,\n    c: 2 # two\n   }\n",
        {"flags.d": 3},
        "flags: {b: 1,\n    c: 2,\n    d: 3 # two\n   }\n",
    ),
    "a comma at the end": ("linked: [1, 2,]\n", {"linked.2": 3}, "linked: [1, 2, 3,]\n"),
    "nothing behind the colon": ("a:   # none yet\nb: 1\n", {"a": 3}, "a: 3   # none yet\nb: 1\n"),
    "a text in lines of its own": ("a: >-\n  long\n  text\n\nb: 1\n", {"a": "short"}, "a: short\n\nb: 1\n"),
    "lines that end lines": ("a: one\nb: 1\n", {"a": "one\ntwo\n"}, "a: |\n  one\n  two\nb: 1\n"),
    "the first line": ("a: 1\nb: 2\n", {"a": None}, "b: 2\n"),
    "the only one": ("a: {b: 1}\nc: 2\n", {"a.b": None}, "a: {}\nc: 2\n"),
    "the only one of a block": ("a:\n  b: 1\nc: 2\n", {"a.b": None}, "a: {}\nc: 2\n"),
    "an empty file": ("# mine\n", {"detente": 1}, "# mine\ndetente: 1\n"),
    "scenarios by name": (
        "scenarios:\n  - peace: {when: x}\n  - war: {when: y}\n",
        {"scenarios.war.when": "z", "scenarios.truce": {"when": "t"}},
        "scenarios:\n  - peace: {when: x}\n  - war: {when: z}\n  - {truce: {when: t}}\n",
    ),
    "quantiles": (
        "positions: {a: {i: {ideal: {quantiles: {0.05: 1, 0.5: 2}}}}}\n",
        {"positions.a.i.ideal.quantiles.0.05": 0.5},
        "positions: {a: {i: {ideal: {quantiles: {0.05: 0.5, 0.5: 2}}}}}\n",
    ),
}


@pytest.mark.parametrize(("text", "values", "after"), LAYOUTS.values(), ids=LAYOUTS)
def test_layout(text: str, values: dict[str, Any], after: str) -> None:
    assert edits(text, values) == after
    assert edits(text.replace("\n", "\r\n"), values) == after.replace("\n", "\r\n")
    assert edits("\ufeff" + text, values) == "\ufeff" + after


@pytest.mark.parametrize(
    ("text", "path", "value", "kind"),
    [
        ("a: [1\n", "a", 1, "yaml"),
        ("a: 1\n", "party.a", 1, "no_path"),
        ("parties: {}\n", "parties.x.powr", 1, "no_path"),
        ("[1]\n", "title", 1, "not_a_mapping"),
        ("title: x\n", "title", "\x1b[2J", "unprintable"),
        ("title: x\n", "title", "\u202e", "unprintable"),
        ("title: x\n", "title", "\ud800", "unprintable"),
        ("detente: 1\nlinked: []\n", "linked.3.worth", 1, "no_path"),
        ("title: t\n", "until", float("nan"), "no_edit"),
    ],
)
def test_what_cannot_be_edited_is_told(text: str, path: str, value: Any, kind: str) -> None:
    with pytest.raises(CaseError) as error:
        edit(text, path, value)
    assert error.value.problems[0].kind == kind
