"""Read the text of a case: all that is wrong with it at once, or the case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from detente.case.case import Case, nearest_place
from detente.case.checks import check, check_partial
from detente.case.reading.from_pydantic import slips_of
from detente.case.reading.partial import partial_document
from detente.case.reading.yaml_events import Tree, grow
from detente.case.schema.case import Document
from detente.errors import CaseError, Problem
from detente.locale.case_errors.words import Language, words
from detente.mistakes import Slip

__all__ = ["problems_of", "read_text"]

_READABLE = frozenset({"key_twice"})
"""Mistakes of YAML after which the rest can still be read."""


_MONTH = re.compile(r"factors\.[^.]+\.series\.[0-9]{4}-[0-9]{2}")


def read_text(text: str, file: str = "", language: Language = "en") -> Case:
    """Read a case from its text.

    Args:
        text: YAML.
        file: What to call it in messages.
        language: Language of the messages.

    Returns:
        The case.

    Raises:
        CaseError: Something is wrong; it holds every problem found.
    """
    tree = grow(text)
    slips = list(tree.slips)
    document: Document | None = None
    if all(slip.kind in _READABLE for slip in slips):
        if not isinstance(tree.data, dict):
            kind = "empty_file" if tree.data is None else "not_a_mapping"
            slips.append(Slip(kind, "", place=tree.places.get("", (1, 1))))
        else:
            slips += _names_of_fields(tree)
            _name_scenarios(tree)
            _date_months(tree)
            document, more = _document(tree.data)
            slips += more
    if slips or document is None:
        raise CaseError(problems_of(slips, tree, file, language))
    return Case(document, text, file, tree.places)


def _document(data: dict[str, Any]) -> tuple[Document | None, list[Slip]]:
    """Return the document, None if its form is wrong, with what is wrong with it."""
    try:
        document = Document.model_validate(data)
    except ValidationError as error:
        slips = slips_of(error)
        partial = partial_document(data, error)
        return None, slips + (check_partial(partial, data) if partial else [])
    return document, check(document, data)


def problems_of(slips: Iterable[Slip], tree: Tree, file: str, language: Language) -> tuple[Problem, ...]:
    """Give slips their words and lines, in the order of the file, each once."""
    found: dict[tuple[str, str, str], tuple[tuple[int, int], Problem]] = {}
    for slip in slips:
        places = tree.keys if slip.at_key and slip.path in tree.keys else tree.places
        place = slip.place or nearest_place(places, slip.path) or (1, 1)
        text = words(slip, language)
        where = f"{file}:{place[0]}:{place[1]}" if file else f"{place[0]}:{place[1]}"
        if not tree.places and slip.place is None:
            where = file  # a change that did not come from a text
        problem = Problem(where, slip.path, text.found, text.allowed, text.hint, slip.kind)
        found.setdefault((where, slip.kind, text.found), (place, problem))
    return tuple(problem for _, problem in sorted(found.values(), key=lambda entry: entry[0]))


def _name_scenarios(tree: Tree) -> None:
    """Let scenarios, which are a list of one-entry mappings, be found by their names."""
    scenarios = tree.data.get("scenarios")
    if not isinstance(scenarios, list):
        return
    for places in (tree.places, tree.keys):
        for path in [path for path in places if path.startswith("scenarios.")]:
            index, _, rest = path.removeprefix("scenarios.").partition(".")
            if index.isdecimal() and rest:
                places.setdefault(f"scenarios.{rest}", places[path])


def _date_months(tree: Tree) -> None:
    """Let polls dated by their month be found by the day that the month stands for."""
    for places in (tree.places, tree.keys):
        for path in [path for path in places if _MONTH.fullmatch(path)]:
            places.setdefault(f"{path}-15", places[path])


def _names_of_fields(tree: Tree) -> list[Slip]:
    """Report keys that only the program uses, such as `while_` for `while`."""
    slips = []
    for path in tree.keys:
        key = path.rpartition(".")[2]
        if key.endswith("_"):
            values = {"name": key, "names": key.rstrip("_"), "nearest": key.rstrip("_")}
            slips.append(Slip("unknown_key", path, values, at_key=True))
    return slips
