"""Facts about a case from later documents, as a file that `detente observe` takes."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from detente.case.case import Case
from detente.drafting.draft import read_documents
from detente.drafting.elements import Passage
from detente.drafting.news.mapping import parties_named, suggested
from detente.drafting.news.told import Told, told_after
from detente.drafting.reading import read_text
from detente.errors import EvidenceError
from detente.locale import texts

__all__ = ["FactsDraft", "ProposedFact", "draft_facts"]

_INDENT = " " * 4


@dataclass(frozen=True, slots=True)
class ProposedFact:
    """A dated fact, for a person to confirm.

    Attributes:
        id: Its id in the file.
        on: The day, or the last of several.
        since: The first of several; null for one day.
        give_or_take: Days that it may be off.
        quotation: The words of the document, to the letter.
        language: Language of the document.
        sources: The documents that tell it, with paragraph.
        document, start, end: Where the quotation stands.
        suggests: What of the case it may be, as keys of a fact.
    """

    id: str
    on: date
    since: date | None
    give_or_take: int
    quotation: str
    language: str
    sources: tuple[str, ...]
    document: str
    start: int
    end: int
    suggests: dict[str, str]


@dataclass(frozen=True, slots=True)
class FactsDraft:
    """Facts that later documents tell about a case.

    Attributes:
        case: Id of the case.
        facts: The facts, by day.
        vague: What happened, but cannot be put on the calendar well enough.
        guessed: What had to be guessed in reading the documents, as sentences.
        language: Language of notes.
        confirmed: Whether what facts suggest is written as it stands, or as a comment to be confirmed.
    """

    case: str
    facts: tuple[ProposedFact, ...]
    vague: tuple[Passage, ...]
    guessed: tuple[str, ...]
    language: str = "en"
    confirmed: bool = False

    @property
    def text(self) -> str:
        """The file of facts."""
        return _written(self)


def draft_facts(
    files: Sequence[str | os.PathLike[str]], case: Case, *, confirmed: bool = False, language: str = "en"
) -> FactsDraft:
    """Read what has happened since a case was written from later documents, offline and by rules.

    Args:
        files: Texts, web pages, PDFs or Word documents, in English or Chinese.
        case: The case, from `detente.load`.
        confirmed: Write meetings and events of the case that facts may be about as they are, not as comments.
        language: Language of notes and messages, `en` or `zh`.

    Returns:
        The facts; `FactsDraft.text` is a file that `detente.load_facts` reads.

    Raises:
        EvidenceError: A document cannot be read, or the documents date nothing after the case's `as_of`.
    """
    words = texts(language)
    document = case.document
    documents = read_documents(files, words)
    read = [(one, read_text(one.text, one.written)) for one in documents]
    told, vague = told_after(read, document.as_of)
    told = [one for one in told if one.on <= document.until]
    if not told:
        names = words("list.comma").join(one.file for one in documents)
        raise EvidenceError(words("facts.none", files=names, as_of=document.as_of, until=document.until))
    parties = parties_named(document)
    facts: list[ProposedFact] = []
    for group in _same(told):
        first = group[0]
        stem = f"{first.kind.replace('_', '-')}-{first.on}"
        taken = {one.id for one in facts}
        name = next(one for k in range(len(told)) if (one := stem if not k else f"{stem}-{k + 1}") not in taken)
        sources = tuple(dict.fromkeys(_source(one, language) for one in group))
        suggests = next((found for one in group if (found := suggested(one, document, parties))), {})
        where = first.passage
        facts.append(
            ProposedFact(
                name,
                first.on,
                first.since,
                first.about,
                where.quotation,
                first.document.language,
                sources,
                where.document,
                where.start,
                where.end,
                suggests,
            )
        )
    guessed = tuple(sentence for one in documents for sentence in one.guessed)
    return FactsDraft(document.id, tuple(facts), tuple(vague), guessed, words.language, confirmed)


def _same(told: Sequence[Told]) -> list[list[Told]]:
    """Put together what several documents tell of one day: of one kind, and about some of the same people."""
    groups: list[list[Told]] = []
    for one in told:
        for group in groups:
            other = group[0]
            alike = (other.kind, other.on, other.since) == (one.kind, one.on, one.since)
            if alike and other.document.id != one.document.id and set(other.actors) & set(one.actors):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _source(one: Told, language: str) -> str:
    """Return title, file, day and paragraph of what tells a fact."""
    words = texts(language)
    day = one.document.written or words("facts.no_day")
    title = " ".join(one.document.title.split())[:120]
    number = one.passage.paragraphs[0]
    return words("facts.source", title=title, file=one.document.file, day=day, paragraph=number)


def _written(draft: FactsDraft) -> str:
    words = texts(draft.language)
    facts = CommentedMap()
    for one in draft.facts:
        facts[one.id] = _fact(one, draft)
        if one.suggests and not draft.confirmed:
            note = words("facts.perhaps") + "".join(f"\n{key}: {value}" for key, value in _all(one).items())
            facts[one.id].yaml_set_comment_before_after_key("about", before=note, indent=4)
    data = CommentedMap(
        {"detente-events": 1, "case": draft.case, "title": {draft.language: words("facts.title")}, "facts": facts}
    )
    written = io.StringIO()
    yaml = YAML()
    yaml.width = 110
    yaml.representer.ignore_aliases = lambda value: True
    yaml.dump(data, written)
    head = "".join(f"# {line}\n" for line in words("facts.head").split("\n"))
    return head + written.getvalue() + _asked(draft)


def _all(one: ProposedFact) -> dict[str, Any]:
    """Return what a fact suggests, with the time it speaks of."""
    when: dict[str, Any] = {"since": one.since} if one.since else {}
    if one.give_or_take:
        when["give_or_take"] = f"{one.give_or_take} days"
    return {**one.suggests, **when}


def _fact(one: ProposedFact, draft: FactsDraft) -> CommentedMap:
    quotation = DoubleQuotedScalarString(" ".join(one.quotation.split()))
    sources = CommentedSeq(DoubleQuotedScalarString(source) for source in one.sources)
    fact = CommentedMap({"on": one.on})
    if one.suggests and draft.confirmed:
        fact.update(_all(one))
    fact.update({"about": {one.language: quotation}, "status": "page", "sources": sources})
    return fact


def _asked(draft: FactsDraft) -> str:
    if not draft.vague:
        return ""
    words = texts(draft.language)
    lines = [words("facts.vague"), *(f"  - “{' '.join(one.quotation.split())}”" for one in draft.vague)]
    return "".join(f"# {line}\n" for line in lines)
