"""What assistants can ask: every question of the register, and a few ways into a case."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from detente.analyses import QUESTIONS, Question, at
from detente.answers import answer_schema, question_schema
from detente.answers.of_cases import CaseLine, Cases, NewCase, Right, Wrong
from detente.assistant.desk import Desk
from detente.errors import CaseError, OptionError
from detente.locale import Texts, texts
from detente.play_options import PlayOptions
from detente.report.data import answer_data, plain
from detente.report.data_schema import argument_texts, schema_of

__all__ = ["Tool", "tools_of"]

Data = dict[str, Any]
Language = Literal["en", "zh"]

_TEXT = {"type": "string"}
_KINDS: dict[str, Data] = {
    "str | None": _TEXT,
    "str | int | None": {"type": ["string", "integer"]},
    "int": {"type": "integer", "minimum": 1},
    "date | None": {"type": "string", "format": "date"},
    "Sequence[str]": {"type": "array", "items": _TEXT, "maxItems": 100},
    "Sequence[str | Theory]": {"type": "array", "items": _TEXT, "maxItems": 100},
}
"""Arguments of questions that an assistant may give, by how the function writes their types."""
_NEEDED: dict[str, Data] = {
    "facts": _TEXT,
    "second": _TEXT,
    "outcome": _TEXT,
    "key": _TEXT,
    "values": {"type": "object", "maxProperties": 1000},
}


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing that an assistant can ask.

    Attributes:
        name: What it is called.
        about: Key of its description in the catalogue.
        takes: JSON Schema of what it is given.
        gives: JSON Schema of what it answers.
        run: Answers, given the desk, the language and what was asked.
        writes: Whether it writes a file.
    """

    name: str
    about: str
    takes: Data
    gives: Data
    run: Callable[[Desk, Language, Data], Data]
    writes: bool = False

    def description(self, words: Texts) -> str:
        """Return what it is for, in the language of a catalogue."""
        return words(self.about)


def tools_of(desk: Desk) -> dict[str, Tool]:
    """Return the tools that a desk offers, by name."""
    words = texts(desk.language)
    made = [_question(each, desk, words) for each in QUESTIONS]
    made += [_check(words), _cases()]
    made += [_write(words)] if desk.writing is not None else []
    return {tool.name: tool for tool in made}


def _takes(properties: Data, required: list[str]) -> Data:
    language = {"type": "string", "enum": ["en", "zh"]}
    return {
        "type": "object",
        "properties": {**properties, "language": language},
        "required": required,
        "additionalProperties": False,
    }


def _said(schema: Data, about: str | None) -> Data:
    return {**schema, "description": about} if about else dict(schema)


def _question(asks: Question, desk: Desk, words: Texts) -> Tool:
    """Make a tool of a question of the register, from the arguments of its function."""
    compute = at(asks.compute)
    said = argument_texts(compute)
    own = {
        name: _said(_KINDS[str(each.annotation)], said.get(name))
        for name, each in inspect.signature(compute).parameters.items()
        if each.kind is inspect.Parameter.KEYWORD_ONLY and str(each.annotation) in _KINDS
    }
    usual = _bounded(asks.options, desk)
    sizes = {
        name: {"type": "integer", "minimum": low, "maximum": most, "default": getattr(usual, name)}
        for name, low, most in (("beliefs", 2, 10**6), ("runs", 2, 10**6), ("seed", 0, 2**32 - 1))
    }
    needed = {name: _said(_NEEDED[name], said.get(name)) for name in asks.needs}
    properties = {"case": _said(_TEXT, words("mcp.case")), **needed, **own, **sizes}

    def run(desk: Desk, language: Language, given: Data) -> Data:
        case = desk.case(given["case"], language)
        taken = {name: _read(name, given[name], desk, case, language) for name in (*needed, *own) if name in given}
        taken |= {name: date.fromisoformat(taken[name]) for name in own if name in taken and _is_date(own[name])}
        options = usual.with_(**{name: given[name] for name in sizes if name in given})
        if options.worlds > desk.most_worlds:
            raise OptionError.outside("beliefs × runs", f"{options.worlds:,}", f"at most {desk.most_worlds:,} worlds")
        data: Data = answer_data(asks, compute(case, **taken, options=options), case, texts(language))
        return data

    return Tool(asks.name, f"mcp.ask.{asks.id}", _takes(properties, ["case", *needed]), question_schema(asks), run)


def _is_date(schema: Data) -> bool:
    return schema.get("format") == "date"


def _bounded(usual: PlayOptions, desk: Desk) -> PlayOptions:
    """Return how a question is played by default, within what the desk allows: fewer beliefs, as many runs."""
    beliefs = min(usual.beliefs, max(2, desk.most_worlds // usual.runs))
    return usual.with_(beliefs=beliefs, runs=min(usual.runs, max(2, desk.most_worlds // beliefs)))


def _read(name: str, given: Any, desk: Desk, case: Any, language: Language) -> Any:
    if name == "facts":
        return desk.facts(given, case, language)
    return desk.case(given, language) if name == "second" else given


def _check(words: Texts) -> Tool:
    def run(desk: Desk, language: Language, given: Data) -> Data:
        from detente.analysis.contents import contents
        from detente.case.reading.read import warnings_of

        try:
            case = desk.case(given["case"], language)
        except CaseError as error:
            found: Right | Wrong = Wrong(False, tuple(error.problems))
        else:
            found = Right(True, contents(case), tuple(warnings_of(case, language)))
        data: Data = plain(found, language)
        return data

    takes = _takes({"case": _said(_TEXT, words("mcp.case"))}, ["case"])
    return Tool("check", "mcp.ask.check", takes, {"type": "object", **answer_schema("check")}, run)


def _cases() -> Tool:
    def run(desk: Desk, language: Language, given: Data) -> Data:
        from detente.case.reading.load import cases

        data: Data = plain(
            Cases(tuple(CaseLine(each.id, each.title, each.as_of, each.about) for each in cases())), language
        )
        return data

    return Tool("cases", "mcp.ask.cases", _takes({}, []), answer_schema("cases"), run)


def _write(words: Texts) -> Tool:
    def run(desk: Desk, language: Language, given: Data) -> Data:
        case = desk.case(given["case"], language)
        place = desk.write(given["name"], case.text)
        data: Data = plain(NewCase("", place.name, case.text), language)
        return data

    properties: Mapping[str, Data] = {"case": _said(_TEXT, words("mcp.case")), "name": _TEXT}
    gives = schema_of("write_case", (NewCase,), "A case that was written.")
    return Tool("write_case", "mcp.ask.write", _takes(dict(properties), ["case", "name"]), gives, run, writes=True)
