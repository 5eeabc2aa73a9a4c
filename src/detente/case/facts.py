"""Find, read and check files of facts: what has happened since a case was written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from detente.case.case import Case, nearest_place
from detente.case.checks.facts import check_facts
from detente.case.reading.from_pydantic import slips_of
from detente.case.reading.load import bytes_of, refused, text_of
from detente.case.reading.read import problems_of
from detente.case.reading.yaml_events import grow
from detente.case.schema.facts import EventFact, Fact, FactsDocument, MeetingFact
from detente.errors import CaseError, Problem, nearest
from detente.locale.case_errors.words import Language, words
from detente.mistakes import Slip

__all__ = ["Facts", "impossible", "load_facts", "read_facts", "shipped_facts"]

_SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about a case, read and checked against it.

    Attributes:
        document: What the file says.
        text: The text of the file.
        file: Where it was read from.
        lines: Path → line and column in `text`, counted from 1.
    """

    document: FactsDocument = field(compare=False)
    text: str
    file: str
    lines: Mapping[str, tuple[int, int]] = field(compare=False)

    @property
    def sha256(self) -> str:
        """Hash of the text in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def used(self) -> dict[str, Fact]:
        """The facts that bear on the case: neither context nor unknown."""
        facts = self.document.facts.items()
        return {key: fact for key, fact in facts if type(fact) is not Fact and fact.status != "unknown"}

    def where(self, fact: str) -> str:
        """Return `file:line:column` of a fact."""
        place = nearest_place(self.lines, f"facts.{fact}")
        return f"{self.file}:{place[0]}:{place[1]}" if place else self.file


def shipped_facts() -> tuple[str, ...]:
    """Return the names of the files of facts that come with the program."""
    return tuple(entry.name.removesuffix(_SUFFIX) for entry in _entries())


def load_facts(facts: str | os.PathLike[str], case: Case, language: Language = "en") -> Facts:
    """Read what has happened since a case was written.

    Args:
        facts: The path of a file, or the name of facts that come with the program, such as `alaska-2025`.
        case: The case that they are about.
        language: Language of the messages.

    Returns:
        The facts, checked against the case.

    Raises:
        CaseError: There are no such facts, or something is wrong in them; it holds every problem found.

    Example:
        >>> import detente
        >>> facts = load_facts("alaska-2025", detente.load("alaska-2025"))
        >>> facts.document.facts["no-deal-in-alaska"].on
        datetime.date(2025, 8, 15)
    """
    name = os.fspath(facts)
    path = Path(name)
    if not (isinstance(facts, os.PathLike) or path.exists() or path.suffix or os.sep in name):
        for entry in _entries():
            if entry.name == name + _SUFFIX:
                return read_facts(text_of(entry.read_bytes(), entry.name, language), case, entry.name, language)
        values = {"nearest": nearest(name, shipped_facts()), "names": ", ".join(shipped_facts())}
        raise refused(name, Slip("no_facts", "", values), language)
    return read_facts(text_of(bytes_of(path, language), name, language), case, name, language)


def read_facts(text: str, case: Case, file: str = "", language: Language = "en") -> Facts:
    """Read facts about a case from their text.

    Raises:
        CaseError: Something is wrong in them; it holds every problem found.
    """
    tree = grow(text)
    slips = list(tree.slips)
    document: FactsDocument | None = None
    if not slips:
        if isinstance(tree.data, dict):
            document, slips = _document(tree.data, case)
        else:
            slips = [Slip("facts_missing", "", place=tree.places.get("", (1, 1)))]
    if slips or document is None:
        raise CaseError(problems_of(slips, tree, file, language))
    return Facts(document, text, file, tree.places)


def impossible(
    facts: Facts, fact: str, worlds: int, language: Language = "en", *, earlier: str = "", nearest_day: str = ""
) -> CaseError:
    """Return the error of a fact that no world of its case explains.

    Args:
        facts: The facts.
        fact: Which.
        worlds: How many worlds were tried.
        language: Language of the message.
        earlier: The fact before it beside which no world explains it, where worlds explain it alone.
        nearest_day: The day nearest to its own on which any world has what it says.
    """
    match facts.document.facts[fact]:
        case EventFact(event=name, happened=True):
            kind = "fact_no_event"
        case EventFact(event=name):
            kind = "fact_sure_event"
        case MeetingFact(meeting=name, held=True, outcome=outcome, terms=terms):
            kind = "fact_no_outcome" if outcome or terms else "fact_no_meeting"
        case MeetingFact(meeting=name):
            kind = "fact_sure_meeting"
        case _:
            kind, name = "fact_no_world", fact
    values = {"name": name, "worlds": f"{worlds:,}", "fact": fact, "earlier": earlier, "day": nearest_day}
    slip = Slip("fact_beside" if earlier else kind, f"facts.{fact}", values, at_key=True)
    text = words(slip, language)
    if nearest_day:
        text = text._replace(hint=words(Slip("fact_nearest", "", {**values, "hint": text.hint}), language).hint)
    span = grow(facts.text).span(slip.path, at_key=True) or (0, 0, 0, 0)
    return CaseError((Problem(facts.file, slip.path, text.found, text.allowed, text.hint, kind, *span),))


def _document(data: dict[str, Any], case: Case) -> tuple[FactsDocument | None, list[Slip]]:
    """Return the document with what is wrong with it; facts of wrong form are left out of further checks."""
    try:
        document = FactsDocument.model_validate(data)
    except ValidationError as error:
        slips = slips_of(error, FactsDocument)
        wrong = {str(details["loc"][1]) for details in error.errors(include_url=False) if len(details["loc"]) > 1}
        facts = data.get("facts")
        if not isinstance(facts, dict):
            return None, slips
        try:
            rest = FactsDocument.model_validate({**data, "facts": {k: v for k, v in facts.items() if k not in wrong}})
        except ValidationError:
            return None, slips
        return rest, slips + check_facts(rest, case.document)
    return document, check_facts(document, case.document)


def _entries() -> list[Traversable]:
    """Return the files of facts that come with the program, by name."""
    folder = files("detente").joinpath("case", "events")
    return sorted((entry for entry in folder.iterdir() if entry.name.endswith(_SUFFIX)), key=lambda e: e.name)
