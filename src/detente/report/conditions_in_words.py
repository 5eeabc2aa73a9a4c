"""Conditions of a case in words: what exactly must be so for a scenario or a sign to count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.case import Document
from detente.case.schema.base import Described
from detente.case.schema.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    EventHas,
    FactorIs,
    FlagIs,
    IssueIs,
    MeetingWas,
    Named,
    Not,
    PartyGains,
    Statement,
    StepIs,
)
from detente.locale import Texts
from detente.locale.figures import amount, day, days

__all__ = ["Said", "said", "spoken_of", "titles"]

_LEVELS = ("above", "below", "at_least", "at_most")
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in words; a group has its parts beneath it."""

    words: str
    parts: tuple[Said, ...] = ()

    def line(self, texts: Texts) -> str:
        """Return it with all its parts in one line."""
        if not self.parts:
            return self.words
        inner = texts("list.stop").join(part.line(texts) for part in self.parts)
        return texts("said.bracketed", head=self.words, parts=inner)


def titles(document: Document, texts: Texts) -> Mapping[str, Mapping[str, str]]:
    """Return the names of everything that statements speak of: section → id → title."""
    sections: dict[str, Mapping[str, Described]] = {
        "issue": document.issues,
        "factor": document.factors,
        "event": document.events,
        "meeting": document.meetings,
        "package": document.packages,
        "party": document.parties,
        "flag": document.flags,
        "topic": document.topics,
    }
    return {
        section: {key: element.name(key, texts.language) for key, element in elements.items()}
        for section, elements in sections.items()
    }


def spoken_of(target: str, document: Document, texts: Texts) -> str:
    """Return in words what a reference class speaks to: a scenario's title, or what exactly must be so.

    Args:
        target: Id of a scenario or of a named condition; empty for none.
        document: The case it belongs to.
        texts: The catalogue.
    """
    if target in document.scenarios:
        return document.scenarios[target].name(target, texts.language)
    if target in document.conditions:
        return said(document.conditions[target], document, texts).line(texts)
    return target.replace("-", " ")


def said(statement: Statement, document: Document, texts: Texts, depth: int = 0) -> Said:
    """Put a condition into words.

    Args:
        statement: The condition.
        document: The case it belongs to, for titles and named conditions.
        texts: The catalogue.
        depth: How deep it lies; named conditions are followed so far and no farther.
    """
    parts: tuple[Said, ...] = ()
    match statement:
        case AllOf(all=inner) | AnyOf(any=inner) | AtLeast(of=inner):
            kind = "all" if isinstance(statement, AllOf) else "any" if isinstance(statement, AnyOf) else "some"
            count = statement.at_least if isinstance(statement, AtLeast) else 0
            words = texts(f"said.{kind}", count=count)
            parts = tuple(said(part, document, texts, depth + 1) for part in inner)
        case Not(not_=inner_one):
            words = texts("said.not")
            parts = (said(inner_one, document, texts, depth + 1),)
        case Named(condition=name):
            if name in document.conditions and depth < _DEEPEST:
                inner_said = said(document.conditions[name], document, texts, depth + 1)
                colon = _colon(inner_said.parts, texts)
                return Said(inner_said.words.removesuffix(colon) + _dates(statement, texts) + colon, inner_said.parts)
            words = name.replace("-", " ")
        case _:
            words = _leaf(statement, document, texts)
    return Said(words + _dates(statement, texts) + _colon(parts, texts), parts)


def _colon(parts: tuple[Said, ...], texts: Texts) -> str:
    return texts("list.colon").rstrip() if parts else ""


def _dates(statement: Statement, texts: Texts) -> str:
    words = ""
    if statement.after is not None:
        words += texts("said.after", date=day(statement.after, texts.language))
    if statement.by is not None:
        words += texts("said.by", date=day(statement.by, texts.language))
    if statement.lasting is not None:
        words += texts("said.lasting", days=days(statement.lasting))
    return words


def _leaf(statement: Statement, document: Document, texts: Texts) -> str:
    names = titles(document, texts)
    match statement:
        case IssueIs(issue=key):
            return _issue(statement, names["issue"].get(key, key), document, texts)
        case FactorIs(factor=key):
            test = next(test for test in _LEVELS if getattr(statement, test) is not None)
            name = names["factor"].get(key, key)
            return texts(f"said.factor.{test}", name=name, value=amount(getattr(statement, test)))
        case EventHas(event=key, times=times, happened=happened):
            name = names["event"].get(key, key)
            if times is not None:
                return texts("said.times", name=name, count=times)
            return texts("said.happened" if happened is not False else "said.not_happened", name=name)
        case MeetingWas(meeting=key, outcome=outcome, held=held, of=of):
            name = names["meeting"].get(key, key)
            if outcome is not None and of is not None:
                parts = [
                    names["package"].get(x, names["issue"].get(x, x)) for x in ((of,) if isinstance(of, str) else of)
                ]
                return texts(f"said.outcome.{outcome}.of", name=name, parts=texts("list.comma").join(parts))
            if outcome is not None:
                return texts(f"said.outcome.{outcome}", name=name)
            return texts("said.held" if held is not False else "said.not_held", name=name)
        case StepIs(step=key, stands=stands):
            steps = {step.id: step for whole in document.carrying_out.values() for step in whole.steps}
            name = steps[key].name(key, texts.language) if key in steps else key.replace("-", " ")
            return texts(f"said.step.{stands}", name=name)
        case PartyGains(party=key, gain_above=above, gain_below=below):
            name = names["party"].get(key, key)
            if above is not None:
                return texts("said.gain_above", name=name, value=amount(above))
            return texts("said.gain_below", name=name, value=amount(below or 0.0))
        case FlagIs(flag=key, raised=raised):
            return texts("said.raised" if raised is not False else "said.lowered", name=names["flag"].get(key, key))
    return type(statement).__name__


def _issue(statement: IssueIs, name: str, document: Document, texts: Texts) -> str:
    for test in ("settled", "shelved"):
        verdict = getattr(statement, test)
        if verdict is not None:
            return texts(f"said.{test}" if verdict else f"said.not_{test}", name=name)
    test = next(test for test in ("option", "signed", *_LEVELS) if getattr(statement, test) is not None)
    value = getattr(statement, test)
    return texts(f"said.issue.{test}", name=name, value=_point(value, statement.issue, document, texts))


def _point(value: float | str, key: str, document: Document, texts: Texts) -> str:
    """Return a level by the option that stands at it, if one does."""
    issue = document.issues.get(key)
    for name, option in issue.options.items() if issue else ():
        if value in (name, option.level):
            return texts("said.quoted", name=option.name(name, texts.language))
    return value if isinstance(value, str) else amount(value)
