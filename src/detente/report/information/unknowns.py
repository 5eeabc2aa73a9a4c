"""Uncertain numbers as questions that somebody who knows the matter could answer, with what is believed now."""

from __future__ import annotations

from dataclasses import dataclass

from detente.analysis.information.questions import Asked, Unknown
from detente.case import Case, Document, quantities
from detente.case.numbers.notation import Label, OneOf
from detente.case.numbers.scales import Scale
from detente.case.schema.parties import Link
from detente.locale import Texts
from detente.locale.figures import amount, day, percent
from detente.report.conditions_in_words import said
from detente.report.outlook.evidence import notation, path_in_words
from detente.report.outlook.levels import central_range, plain

__all__ = [
    "AskedInWords",
    "NumberInWords",
    "choice_in_words",
    "claims_of",
    "grounds_in_words",
    "in_words",
    "question",
    "range_now",
    "template",
    "weight_in_words",
    "whole_in_words",
    "written_now",
]


def question(document: Document, path: str, texts: Texts) -> str:
    """Return what to ask about a number.

    Args:
        document: The case.
        path: Of the number, such as `positions.russia.territory.limit`.
        texts: The catalogue.
    """
    section, *steps = path.split(".")
    if section == "blocs" and "positions" in steps:
        steps.remove("positions")
    words = path_in_words(document, path, texts)
    if section == "general":
        return texts("question.general", words=words.rstrip(".。"))
    if path == "bargaining.rule":
        return texts("question.rule")
    if path == "people.whose":
        whose = quantities(document)[path].notation
        people = [name for name, _ in whose.options] if isinstance(whose, OneOf) else []
        return texts("question.whose", names=texts("list.comma").join(people))
    names = _named(document, section, steps, texts)
    key = f"question.{'positions' if section == 'blocs' else section}.{_kind(section, steps)}"
    return texts(key, **names) if names and texts.has(key) else texts("question.other", words=words)


def _kind(section: str, steps: list[str]) -> str:
    """Return what a number is about: its last step, or the step that stands above names of factors."""
    for step in ("moved_by", "cares", "driven_by", "hazard_ratio", "shift", "ages"):
        if step in steps:
            return step
    return "price" if steps[-2:] == ["price", "value"] else steps[-1]


def _named(document: Document, section: str, steps: list[str], texts: Texts) -> dict[str, str]:
    """Return the names that a question of a section has places for."""
    language = texts.language

    def name(part: str, key: str) -> str:
        found = getattr(document, part).get(key)
        return found.name(key, language) if found else key.replace("-", " ")

    other = next((step for step in reversed(steps) if step in document.factors or step in document.flags), "")
    moved = name("factors" if other in document.factors else "flags", other) if other else ""
    if steps[-2:-1] == ["price"] and steps[-1] in document.parties:
        moved = texts("edit.price", party=name("parties", steps[-1]))
    if section in ("positions", "blocs"):
        return {
            "party": name("parties" if section == "positions" else section, steps[0]),
            "issue": name("issues", steps[1]),
        }
    if section == "linked":
        link = next((link for place, link in enumerate(document.linked) if steps[0] in (link.id, str(place))), None)
        return {"party": name("parties", link.party), "link": _condition(link, document, texts)} if link else {}
    if section in ("parties", "factors", "meetings", "events", "history"):
        driver = next((step for step in reversed(steps) if step in document.issues), "")
        return {"owner": name(section, steps[0]), "other": moved or (name("issues", driver) if driver else "")}
    return {}


def _condition(link: Link, document: Document, texts: Texts) -> str:
    """Say when a link counts."""
    words = said(link.if_, document, texts).line(texts)
    if link.unless is None:
        return words
    return texts("question.unless", link=words, other=said(link.unless, document, texts).line(texts))


def range_now(document: Document, path: str, texts: Texts) -> str:
    """Return what is believed of a number now: its 5 %, 50 % and 95 % quantiles and unit, or options with shares."""
    found = quantities(document).get(path)
    if found is None:
        return ""
    written = plain(found)
    issue = next((document.issues[step] for step in path.split(".") if step in document.issues), None)
    if isinstance(written, Label | OneOf):
        options = ((written.name, 1.0),) if isinstance(written, Label) else written.options
        named = issue.options if issue else {}
        parts = [
            f"{named[key].name(key, texts.language) if key in named else key} {percent(share, texts.language)}"
            for key, share in options
        ]
        return texts("list.comma").join(parts)
    quantiles = central_range(found, issue)
    if quantiles is None:
        return notation(found, texts)
    unit = found.scale.canonical_unit
    low, median, high = (amount(round(value, 9)) for value in quantiles)
    words = texts("ask.now.between", low=low, median=median, high=high)
    return f"{words} {unit.words[-1]}" if unit.words and found.scale is not Scale.LEVEL else words


def written_now(document: Document, path: str) -> str:
    """Return what a case file writes for a number now, for an answer to replace."""
    from detente.case.numbers.distribution import describe

    found = quantities(document).get(path)
    return describe(found.notation, found.scale) if found else ""


def claims_of(document: Document, path: str) -> tuple[str, ...]:
    """Return the claims that a number rests on."""
    found = quantities(document).get(path)
    return found.because if found else ()


def grounds_in_words(document: Document, path: str, texts: Texts) -> str:
    """Say what a number rests on: claims, the record of negotiations in general, or nobody but the analyst."""
    if claims := claims_of(document, path):
        return texts("ask.rests", claims=texts("list.comma").join(claims))
    return texts("ask.general" if path.startswith("general.") else "ask.guess")


def weight_in_words(view: Unknown, texts: Texts) -> str:
    """Say how far knowing something would move the outlook, and what it is worth for the choice."""
    if not view.told:
        return texts("ask.too_few")
    if view.brier == 0.0 and (view.worth is None or view.worth.value == 0.0):
        return texts("ask.nothing")
    fall = texts("ask.fall", fall=f"{view.brier:.4f}", error=f"{view.standard_error:.4f}")
    largest = max(view.moves, key=lambda move: move.value)
    moved = f"{100 * largest.value:.1f}"
    parts = [fall, texts("ask.moves", title=largest.title.in_language(texts.language), points=moved)]
    if view.worth is not None:
        parts.append(texts("ask.worth", value=f"{view.worth.value:.4f}", error=f"{view.worth.standard_error:.4f}"))
    return " · ".join(parts)


def whole_in_words(asked: Asked, texts: Texts) -> str:
    """Say what knowing every number would do to the outlook."""
    return texts("ask.whole", score=f"{asked.score:.3f}", left=f"{asked.score - asked.brier:.3f}")


def choice_in_words(asked: Asked, document: Document, texts: Texts) -> str:
    """Say which option is best on average, and what knowing every number would add."""
    assert asked.aim is not None
    assert asked.worth is not None
    kind = "party" if asked.aim.is_party else "scenario"
    aim = texts(f"aim.{kind}.{asked.aim.sign}", title=asked.aim_title.in_language(texts.language))
    lever = document.levers.get(asked.best)
    best = texts("said.quoted", name=lever.name(asked.best, texts.language)) if lever else texts("compare.as_it_is")
    value = texts("compare.told", value=f"{asked.worth.value:.4f}", error=f"{asked.worth.standard_error:.4f}")
    return texts("ask.choice", best=best, aim=aim, value=value)


def template(asked: Asked, document: Document, most: int, texts: Texts) -> str:
    """Return a file of questions to be answered: each a comment, and beneath it what is believed now."""
    head = texts("ask.template.head", case=asked.stamp.case, date=day(asked.stamp.as_of, texts.language))
    lines = [f"# {line}" for line in head.split("\n")]
    for view in ([view for view in asked.numbers if view.is_clear] or asked.numbers)[:most]:
        lines += ["", f"# {question(document, view.id, texts)}"]
        lines.append(f"# {texts('ask.now', range=range_now(document, view.id, texts))}")
        lines.append(f"# {view.id}: {written_now(document, view.id)}")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class NumberInWords:
    """An uncertain number of the case, as a question.

    Attributes:
        id: Its path.
        question: What to ask about it.
        now: What is believed of it now, in words.
        written: The same as a file would write it.
        claims: What it rests on.
    """

    id: str
    question: str
    now: str
    written: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedInWords:
    """The numbers that are worth asking about, as questions, in the same order."""

    numbers: tuple[NumberInWords, ...]


def in_words(asked: Asked, case: Case, texts: Texts) -> AskedInWords:
    """Return every number with its question, what is believed now, and its claims."""
    document = case.document
    return AskedInWords(
        tuple(
            NumberInWords(
                view.id,
                question(document, view.id, texts),
                range_now(document, view.id, texts),
                written_now(document, view.id),
                claims_of(document, view.id),
            )
            for view in asked.numbers
        )
    )
