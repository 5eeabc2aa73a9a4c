"""Go through a draft: what it holds as candidates with their quotations, and what a person decides of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from detente.drafting.elements import Element, Mark, Passage
from detente.drafting.pruning import merged, without
from detente.errors import EvidenceError
from detente.locale import texts

if TYPE_CHECKING:
    from detente.drafting.draft import Draft

__all__ = ["Candidate", "Decision", "Verdict", "candidates", "reviewed"]

Verdict = Literal["accept", "edit", "reject", "merge"]

_KINDS = ("parties", "issues", "meetings", "scenarios")
_SURE: tuple[Mark, ...] = ("quoted", "inferred", "assumed", "analyst")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part of a draft that a person may accept, edit, reject or merge with another.

    Attributes:
        path: Where it stands in the case.
        kind: `parties`, `issues`, `meetings`, `scenarios` or `positions`.
        written: What the draft says: a title, or what is wanted.
        mark: The least sure of the marks of its parts.
        claims: What it rests on, with places in the documents.
        clashes: Words of the documents that contradict each other, one of which it rests on.
    """

    path: str
    kind: str
    written: str
    mark: Mark
    claims: tuple[Passage, ...]
    clashes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a candidate.

    Attributes:
        path: Of the candidate.
        verdict: `accept`, `edit`, `reject` or `merge`.
        value: What is written instead, or the path of what it is merged with.
    """

    path: str
    verdict: Verdict
    value: str = ""


def candidates(draft: Draft) -> tuple[Candidate, ...]:
    """Return what there is to decide, in the order in which it is best decided: parties and issues first.

    Args:
        draft: The draft.

    Returns:
        The candidates, each with the claims that its parts rest on.
    """
    claims = {one.id: one for one in draft.claims}
    paths = [("parties", f"parties.{key}") for key in draft.case["parties"]]
    paths += [("issues", f"issues.{key}") for key in draft.case["issues"]]
    paths += [
        ("positions", f"positions.{party}.{issue}")
        for party, wants in draft.case["positions"].items()
        for issue in wants
    ]
    paths += [("meetings", f"meetings.{key}") for key in draft.case["meetings"]]
    paths += [("scenarios", f"scenarios.{next(iter(row))}") for row in draft.case["scenarios"]]
    return tuple(_candidate(draft, kind, path, claims) for kind, path in paths)


def _candidate(draft: Draft, kind: str, path: str, claims: Mapping[str, Passage]) -> Candidate:
    parts = [one for one in draft.elements if one.path == path or one.path.startswith(f"{path}.")]
    rests = tuple(claims[name] for name in dict.fromkeys(name for one in parts for name in one.claims))
    is_decided = any(one.path == path and one.mark == "analyst" for one in parts)
    own = [one for one in parts if not one.path.endswith(".salience")] or parts
    marks: list[Mark] = [one.mark for one in own]
    mark: Mark = "analyst" if is_decided else max(marks, key=_SURE.index, default="assumed")
    return Candidate(path, kind, _shown(draft, kind, path), mark, rests, _clashes(draft, rests))


def _clashes(draft: Draft, rests: Sequence[Passage]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(span.text for span in one.spans)
        for document, one in draft.contradictions
        if any(
            claim.document == document and span.start < claim.end and claim.start < span.end
            for claim in rests
            for span in one.spans
        )
    )


def _shown(draft: Draft, kind: str, path: str) -> str:
    """Return what a candidate says: the ideal of a position, the title of anything else."""
    value = _value(draft.case, path)
    if kind == "positions":
        ideal = value["ideal"]
        return str(ideal["value"] if isinstance(ideal, dict) else ideal)
    titles = value.get("title", {})
    return str(titles.get(draft.language) or next(iter(titles.values()), path.rpartition(".")[2]))


def _value(case: dict[str, Any], path: str) -> dict[str, Any]:
    kind, _, rest = path.partition(".")
    if kind == "scenarios":
        return dict(next(row[rest] for row in case[kind] if rest in row))
    place: Any = case
    for step in path.split("."):
        place = place[step]
    found: dict[str, Any] = place
    return found


def reviewed(draft: Draft, decisions: Sequence[Decision]) -> Draft:
    """Return a draft as decided; what a person accepted or wrote is the analyst's.

    Args:
        draft: The draft as documents gave it.
        decisions: What was decided, in order.

    Raises:
        EvidenceError: A decision is about nothing there is, a value cannot be read, or the case would not load.
    """
    found = replace(draft, case=deepcopy(draft.case))
    for one in decisions:
        found = _decided(found, one)
    return found


def _decided(draft: Draft, one: Decision) -> Draft:
    words = texts(draft.language)
    known = {candidate.path for candidate in candidates(draft)}
    if one.path not in known:
        raise EvidenceError(words("review.unknown", path=one.path))
    if one.verdict == "merge":
        kind = one.path.partition(".")[0]
        if kind not in ("parties", "issues") or one.value not in known or one.value == one.path:
            raise EvidenceError(words("review.merge", path=one.path))
        if one.value.partition(".")[0] != kind:
            raise EvidenceError(words("review.merge", path=one.path))
        return _checked(merged(draft, one.path, one.value), one)
    if one.verdict == "reject":
        return _checked(without(draft, one.path), one)
    if one.verdict == "edit":
        return _checked(_marked(_edited(draft, one), one.path, "analyst"), one)
    return _marked(draft, one.path, "analyst") if _assumed(draft, one.path) else draft


def _assumed(draft: Draft, path: str) -> bool:
    return next(each.mark == "assumed" for each in candidates(draft) if each.path == path)


def _edited(draft: Draft, one: Decision) -> Draft:
    """Write a new ideal, or a new title in the language of the draft."""
    value = " ".join(one.value.split())
    if not value:
        raise EvidenceError(texts(draft.language)("review.nothing", path=one.path))
    case = deepcopy(draft.case)
    place = _value(case, one.path)
    if one.path.startswith("positions."):
        ideal = place["ideal"]
        place["ideal"] = {**ideal, "value": value} if isinstance(ideal, dict) else value
    else:
        place["title"] = {**place.get("title", {}), draft.language: value}
    return replace(draft, case=case)


def _marked(draft: Draft, path: str, mark: Mark) -> Draft:
    """Mark a part and all of it that was assumed; what a person has seen is asked no more."""
    beneath = f"{path}."
    elements = [
        replace(one, mark=mark) if one.path == path or (one.path.startswith(beneath) and one.mark == "assumed") else one
        for one in draft.elements
    ]
    if not any(one.path == path for one in elements):
        elements.append(Element(path, mark))
    asked = tuple(one for one in draft.asked if one.path != path)
    return replace(draft, elements=tuple(elements), asked=asked)


def _checked(draft: Draft, one: Decision) -> Draft:
    """Refuse a decision after which the case would not load.

    Raises:
        EvidenceError: It would not.
    """
    from detente.case.reading.read import check

    problems = check(draft.text).problems
    if problems:
        first = problems[0]
        words = texts(draft.language)
        raise EvidenceError(
            words("review.breaks", path=one.path, where=first.path, found=first.found), words("review.breaks.hint")
        )
    return draft
