"""Read the text of a case: all that is wrong with it at once, or the case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from detente.case.case import Case
from detente.case.checks import check as check_document
from detente.case.checks import check_meant, check_partial
from detente.case.limits import MOST_PROBLEMS
from detente.case.reading.from_pydantic import slips_of
from detente.case.reading.partial import partial_document
from detente.case.reading.yaml_events import Span, Tree, grow
from detente.case.schema.case import Document
from detente.errors import CaseError, Problem, Severity
from detente.locale.case_errors.words import Language, words
from detente.mistakes import Slip

__all__ = ["Checked", "check", "problems_about", "problems_of", "read_text", "warnings_of"]

_READABLE = frozenset({"key_twice"})
"""Mistakes of YAML after which the rest can still be read."""


_MONTH = re.compile(r"factors\.[^.]+\.series\.[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in the text of a case.

    Attributes:
        case: The case; None where something is wrong in it.
        problems: Everything found, errors and warnings, in the order of the text.
    """

    case: Case | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the text from being a case."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is probably not meant."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")


def check(text: str, *, levers: bool = True, file: str = "", language: Language = "en") -> Checked:
    """Say everything that is wrong with the text of a case, without raising.

    Args:
        text: YAML.
        levers: Whether each lever is tried as well: whether it can be pulled, and leaves a sound case. Without, a check
            is several times as fast, as editors want it after each key.
        file: What to call the text in messages.
        language: Language of the messages.

    Returns:
        The case if there is one, and the problems, each with the span of the text that it is about.

    Example:
        >>> [problem.kind for problem in check("id: Talks").problems][:2]
        ['missing', 'missing']
    """
    case, slips, tree = _read(text, file, levers)
    if case is not None and not slips:
        slips = check_meant(case.document)
    return Checked(case, problems_of(slips, tree, file, language))


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
    case, slips, tree = _read(text, file, levers=True)
    if case is None:
        raise CaseError(problems_of(slips, tree, file, language))
    return case


def _read(text: str, file: str, levers: bool) -> tuple[Case | None, list[Slip], Tree]:
    """Return the case, None where something is wrong in it, with that and with where everything stands."""
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
            document, more = _document(tree.data, levers)
            slips += more
    if slips or document is None:
        return None, slips, tree
    return Case(document, text, file, tree.places), [], tree


def _document(data: dict[str, Any], levers: bool = True) -> tuple[Document | None, list[Slip]]:
    """Return the document, None if its form is wrong, with what is wrong with it."""
    try:
        document = Document.model_validate(data)
    except ValidationError as error:
        slips = slips_of(error)
        partial = partial_document(data, error)
        return None, slips + (check_partial(partial, data) if partial else [])
    return document, check_document(document, data, levers=levers)


def problems_of(slips: Iterable[Slip], tree: Tree, file: str, language: Language) -> tuple[Problem, ...]:
    """Give slips their words and places, in the order of the file, each once."""
    found: dict[tuple[Span, str, str], Problem] = {}
    for slip in slips:
        span = _span(slip, tree)
        text = words(slip, language)
        severity: Severity = "warning" if slip.is_warning else "error"
        problem = Problem(file, slip.path, text.found, text.allowed, text.hint, slip.kind, *span, severity)
        found.setdefault((span, slip.kind, text.found), problem)
    told = [problem for _, problem in sorted(found.items(), key=lambda entry: entry[0][0][:2])]
    if len(told) <= MOST_PROBLEMS:
        return tuple(told)
    rest = words(Slip("more_problems", "", {"count": f"{len(told) - MOST_PROBLEMS + 1:,}"}), language)
    last = Problem(file, "", rest.found, rest.allowed, rest.hint, "more_problems")
    return (*told[: MOST_PROBLEMS - 1], last)


def warnings_of(case: Case, language: Language = "en") -> tuple[Problem, ...]:
    """Return what is probably not meant in a case."""
    return problems_about(case, check_meant(case.document), language)


def problems_about(case: Case, slips: Sequence[Slip], language: Language = "en") -> tuple[Problem, ...]:
    """Return what slips say of a sound case, as warnings, each where it stands."""
    if not slips:
        return ()
    slips = [replace(slip, is_warning=True) for slip in slips]
    tree = grow(case.text)
    _name_scenarios(tree)
    return problems_of(slips, tree, case.file, language)


def _span(slip: Slip, tree: Tree) -> Span:
    """Return where a slip stands; zeros for a change that did not come from a text."""
    if slip.place is not None:
        line, column = slip.place
        return (line, column, line, column + 1)
    if not tree.values:
        return (0, 0, 0, 0)
    return tree.span(slip.path, slip.at_key) or (1, 1, 1, 2)


def _name_scenarios(tree: Tree) -> None:
    """Let scenarios, which are a list of one-entry mappings, be found by their names."""
    if not isinstance(tree.data.get("scenarios"), list):
        return
    for marked in (tree.values, tree.keys):
        for path in [path for path in marked if path.startswith("scenarios.")]:
            index, _, rest = path.removeprefix("scenarios.").partition(".")
            if index.isdecimal() and rest:
                marked.setdefault(f"scenarios.{rest}", marked[path])


def _date_months(tree: Tree) -> None:
    """Let polls dated by their month be found by the day that the month stands for."""
    for marked in (tree.values, tree.keys):
        for path in [path for path in marked if path.startswith("factors.") and _MONTH.fullmatch(path)]:
            marked.setdefault(f"{path}-15", marked[path])


def _names_of_fields(tree: Tree) -> list[Slip]:
    """Report keys that only the program uses, such as `while_` for `while`."""
    slips = []
    for path in [path for path in tree.keys if path.endswith("_")]:
        key = path.rpartition(".")[2]
        values = {"name": key, "names": key.rstrip("_"), "nearest": key.rstrip("_")}
        slips.append(Slip("unknown_key", path, values, at_key=True))
    return slips
