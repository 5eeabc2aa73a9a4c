"""The parts of a case as forms, as far as they can be read from a text that may hold mistakes.

A form is a list of fields, each of them one path of the case. What a field shows is what stands in the text; a field
that is changed becomes one edit of the text, so that text and forms never say different things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from detente.case.numbers.scales import Scale
from detente.case.reading.yaml_events import Tree, grow
from detente.errors import Problem
from detente.workbench.form_fields import FIELDS, SECTIONS
from detente.workbench.grid import Span, mapping, span_on, title_of

__all__ = ["Field", "Form", "Part", "Section", "claims_of", "form_of", "titled"]

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One value of the case.

    Attributes:
        key: Its name in the case language, by which pages know what to call it.
        path: In the case.
        value: As it stands in the text; several of them for a list.
        kind: `text`, `plain`, `number`, `date`, `choice`, `several`, `numbers`, `truth`, `condition`; `shown` cannot
            be changed.
        choices: Id and title of what can be chosen.
        wrong: Whether it holds a mistake.
    """

    key: str
    path: str
    value: str
    kind: str
    choices: Choices
    wrong: bool

    @property
    def chosen(self) -> tuple[str, ...]:
        """The items of a list."""
        return tuple(self.value.split("\n")) if self.value else ()


@dataclass(frozen=True, slots=True)
class Part:
    """A party, an issue, a meeting or the like.

    Attributes:
        options: Of an issue: id, title, level and path of each, by level.
        wants: Of an issue: party and range of each that wants something.
        series: Of a factor: date and share of each measurement, by date.
        claims: Of a source: paragraph → the claims it carries.
    """

    id: str
    title: str
    path: str
    line: int
    fields: tuple[Field, ...]
    options: tuple[tuple[str, str, float, str], ...] = ()
    now: float | None = None
    wants: tuple[tuple[str, Span], ...] = ()
    series: tuple[tuple[str, float], ...] = ()
    used: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Parts of one kind."""

    kind: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A view of the case.

    Attributes:
        first, last: The dates between which its course runs, where they can be read.
        dated: Date, title and kind of what has one, by date.
        subjects: What a condition may be about: kind, id, title, options.
    """

    view: str
    sections: tuple[Section, ...]
    first: date | None
    last: date | None
    dated: tuple[tuple[date, str, str], ...]
    subjects: tuple[dict[str, Any], ...]


def form_of(text: str, view: str, problems: Iterable[Problem], language: str = "en") -> Form:
    """Return a view of a case as forms; empty where its text is no YAML.

    Args:
        text: Of the case.
        view: One of `SECTIONS`.
        problems: What is wrong in it.
        language: Of the titles.
    """
    tree = grow(text)
    data = tree.data if isinstance(tree.data, Mapping) else {}
    reader = _Reader(tree, data, tuple(each.path for each in problems if each.severity == "error"), language)
    sections = tuple(Section(kind, tuple(reader.parts(kind))) for kind in SECTIONS[view])
    first, last = _day(data.get("as_of")), _day(data.get("until"))
    dated = tuple(sorted(reader.dated())) if view == "course" else ()
    return Form(view, sections, first, last, dated, tuple(reader.subjects()))


def titled(text: str, name: str, language: str = "en") -> str:
    """Return the title of a case as far as its text can be read, else the name of its file."""
    found = mapping(grow(text).data).get("title")
    return title_of({"title": found}, name, language) if found else name


def claims_of(text: str, language: str = "en") -> dict[str, dict[str, str]]:
    """Return the claims of a case by id: source, paragraphs, kind, and what each says."""
    data = mapping(grow(text).data)
    sources = mapping(data.get("sources"))
    found = {}
    for id, claim in mapping(data.get("claims")).items():
        held = mapping(claim)
        source = held.get("source")
        paragraphs = held.get("paragraphs")
        found[str(id)] = {
            "source": title_of(sources.get(source), source, language),
            "paragraphs": ", ".join(map(str, paragraphs)) if isinstance(paragraphs, list) else "",
            "kind": str(held.get("kind", "")),
            "says": title_of(held, id, language, "says"),
        }
    return found


class _Reader:
    def __init__(self, tree: Tree, data: Mapping[Any, Any], wrong: tuple[str, ...], language: str) -> None:
        self.tree, self.data, self.wrong, self.language = tree, data, wrong, language

    def entries(self, kind: str) -> Iterator[tuple[str, Any, str]]:
        """Yield id, value and path of every part of a kind."""
        found = self.data.get(kind)
        if isinstance(found, list):
            for index, item in enumerate(found):
                if isinstance(item, Mapping) and len(item) == 1:
                    ((id, value),) = item.items()
                    yield str(id), value, f"{kind}.{id}"
                elif isinstance(item, Mapping):
                    yield str(item.get("id", index + 1)), item, f"{kind}.{index}"
            return
        for id, value in mapping(found).items():
            yield str(id), value, f"{kind}.{id}"

    def parts(self, kind: str) -> Iterator[Part]:
        for id, value, path in self.entries(kind):
            raw = mapping(value)
            title = title_of(raw, id, self.language)
            fields = tuple(self._field(raw, path, key, sort, choose) for key, sort, choose in FIELDS[kind])
            part = Part(id, title, path, self._line(path), fields)
            yield self._more(kind, part, raw)

    def _more(self, kind: str, part: Part, raw: Mapping[Any, Any]) -> Part:
        """Return a part with what is drawn of it."""
        if kind == "issues":
            options, levels = [], {}
            for id, option in mapping(raw.get("options")).items():
                level = option.get("level") if isinstance(option, Mapping) else option
                if isinstance(level, int | float) and not isinstance(level, bool):
                    levels[str(id)] = float(level)
                    path = f"{part.path}.options.{id}"
                    options.append((str(id), title_of(option, id, self.language), float(level), path))
            wants = []
            for party, held in mapping(self.data.get("positions")).items():
                ideal = mapping(mapping(held).get(part.id)).get("ideal")
                if (span := span_on(ideal, levels, Scale.LEVEL)) is not None:
                    party_title = title_of(mapping(self.data.get("parties")).get(party), party, self.language)
                    wants.append((party_title, span))
            options.sort(key=lambda each: each[2])
            return Part(
                part.id,
                part.title,
                part.path,
                part.line,
                part.fields,
                tuple(options),
                levels.get(str(raw.get("now"))),
                tuple(wants),
            )
        if kind == "factors":
            polls = [(str(when), each) for when, each in mapping(raw.get("series")).items()]
            shares = [(when, each.get("share") if isinstance(each, Mapping) else each) for when, each in polls]
            series = [(when, float(share)) for when, share in shares if isinstance(share, int | float)]
            return Part(part.id, part.title, part.path, part.line, part.fields, series=tuple(sorted(series)))
        if kind == "sources":
            used: dict[int, list[str]] = {}
            for id, claim in mapping(self.data.get("claims")).items():
                held = mapping(claim)
                if str(held.get("source")) == part.id:
                    for number in held.get("paragraphs") or ():
                        if isinstance(number, int):
                            used.setdefault(number, []).append(str(id))
            last = raw.get("paragraphs")
            count = last if isinstance(last, int) and 0 < last < 2000 else max(used, default=-1) + 1
            shown = tuple((n, ", ".join(used.get(n, ()))) for n in range(count))
            return Part(part.id, part.title, part.path, part.line, part.fields, used=shown)
        return part

    def _field(self, raw: Mapping[Any, Any], path: str, key: str, kind: str, choose: str) -> Field:
        held: Any = raw
        for step in key.split("."):
            held = mapping(held).get(step)
        path = f"{path}.{key}"
        if kind == "text" and isinstance(held, Mapping):
            path, held = f"{path}.{self.language}", held.get(self.language)
        if kind == "several" and held is not None and not isinstance(held, list):
            kind = "shown"
        value = _shown(held, kind)
        wrong = any(each == path or each.startswith(path + ".") or path.startswith(each + ".") for each in self.wrong)
        return Field(key, path, value, kind, self._choices(choose, raw), wrong)

    def _choices(self, choose: str, raw: Mapping[Any, Any]) -> Choices:
        if not choose:
            return ()
        if "|" in choose:
            return tuple((each, "") for each in choose.split("|"))
        if choose == "options":
            found = mapping(raw.get("options")).items()
            return tuple((str(id), title_of(option, id, self.language)) for id, option in found)
        entries = self.entries("parties" if choose == "seats" else choose)
        return tuple(
            (id, title_of(value, id, self.language))
            for id, value, _ in entries
            if choose != "seats" or not mapping(value).get("of")
        )

    def _line(self, path: str) -> int:
        span = self.tree.span(path, at_key=True)
        return span[0] if span else 0

    def dated(self) -> Iterator[tuple[date, str, str]]:
        """Yield what stands on a day."""
        for kind in ("history", "meetings", "events"):
            for id, value, _ in self.entries(kind):
                if (when := _day(mapping(value).get("on"))) is not None:
                    yield when, title_of(value, id, self.language), kind

    def subjects(self) -> Iterator[dict[str, Any]]:
        """Yield what a condition may be about."""
        for kind in ("issues", "meetings", "events", "factors", "flags", "parties", "conditions"):
            for id, value, _ in self.entries(kind):
                options = self._choices("options", mapping(value)) if kind == "issues" else ()
                yield {
                    "kind": kind,
                    "id": id,
                    "title": title_of(value, id, self.language),
                    "options": [list(each) for each in options],
                }


def _shown(held: Any, kind: str) -> str:
    """Return a value as a field shows it."""
    if held is None:
        return ""
    if kind in ("several", "numbers"):
        return "\n".join(map(str, held)) if isinstance(held, list) else ""
    if kind == "truth":
        return "yes" if held is True else ""
    if kind == "condition" or isinstance(held, Mapping | list):
        return yaml.safe_dump(held, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False).strip()
    return str(held)


def _day(raw: Any) -> date | None:
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        return None
