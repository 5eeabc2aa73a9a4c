"""A draft as the text of a case file: what was assumed is marked, what is not known stands at the end as questions."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from detente.locale import Texts, texts

if TYPE_CHECKING:
    from detente.drafting.draft import Draft
    from detente.drafting.elements import Asked, Passage

__all__ = ["as_case", "question", "questions"]

_WIDTH = 110
_TOGETHER = {"now": "issue", "salience": "party"}
"""What is asked in one sentence of several parts of a case, and of what."""


def as_case(draft: Draft) -> str:
    """Return the text of a case: sources, claims with their quotations, and the case that rests on them."""
    words = texts(draft.language)
    data = _mapped({**draft.case, "claims": {one.id: _claim(one) for one in draft.claims}})
    data.move_to_end("claims")
    for element in draft.elements:
        if element.mark == "assumed":
            _note(data, element.path, words("draft.mark.assumed"))
    for key in ("scenarios", "meetings"):
        if not draft.case[key]:
            del data[key]
    for key in list(data)[list(data).index("sources") :]:
        data.yaml_set_comment_before_after_key(key, before="\n")
    written = io.StringIO()
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.allow_unicode = True
    yaml.representer.ignore_aliases = lambda value: True  # one day, written twice, is no anchor
    yaml.dump(data, written)
    head = "".join(f"# {line}\n" for line in words("draft.head").split("\n"))
    return head + written.getvalue() + _questions(draft, words)


def question(one: Asked, case: Mapping[str, Any], words: Texts) -> str:
    """Return something that is asked as a sentence on one line.

    Args:
        one: What is asked.
        case: The case of the draft: parties, issues and meetings are called by their titles in it.
        words: The language.
    """
    about = {key: _title(case, f"{key}s", value, words) for key, value in one.about.items()}
    about["issue"] = _title(case, "issues", one.about.get("issue", ""), words)
    about["party"] = _title(case, "parties", one.about.get("party", ""), words)
    return " ".join(words(f"draft.ask.{one.kind}", **about).split())


def questions(asked: Iterable[Asked], case: Mapping[str, Any], words: Texts) -> list[str]:
    """Return all that is asked as sentences: what is asked of several issues, or of several parties, is one."""
    found: list[str] = []
    together: dict[str, list[str]] = {}
    asked = list(asked)
    for one in asked:
        if one.kind in _TOGETHER:
            key = _TOGETHER[one.kind]
            section = "issues" if key == "issue" else "parties"
            together.setdefault(one.kind, []).append(_title(case, section, one.about[key], words))
    for one in asked:
        if one.kind not in _TOGETHER:
            found.append(question(one, case, words))
        elif one.kind in together:
            names = words("draft.and").join(together.pop(one.kind))
            found.append(" ".join(words(f"draft.ask.{one.kind}", **{_TOGETHER[one.kind]: names}).split()))
    return found


def _title(case: Mapping[str, Any], section: str, key: str, words: Texts) -> str:
    """Return what a part of the case is called, in a language or the other; what is no such part is said as it is."""
    found = case.get(section, {})
    title = found[key].get("title", {}) if isinstance(found, dict) and key in found else {}
    return title.get(words.language) or next(iter(title.values()), key)


def _claim(one: Passage) -> dict[str, Any]:
    return {
        "source": one.document,
        "paragraphs": list(one.paragraphs),
        "span": [one.start, one.end],
        "kind": one.kind,
        "mark": one.mark,
        "says": dict(one.says),
        "quotation": one.quotation,
    }


def _mapped(value: Any) -> Any:
    """Return plain data as ruamel writes it best: texts that YAML might read as something else are quoted."""
    if isinstance(value, dict):
        return CommentedMap((key, _mapped(part)) for key, part in value.items())
    if isinstance(value, list | tuple):
        return _on_a_line(value)
    if isinstance(value, str) and any(mark in value for mark in ":#'\"{}[],&*!|>%@`\n\\") and " to " not in value:
        return DoubleQuotedScalarString(value)
    return value


def _on_a_line(values: Iterable[Any]) -> CommentedSeq:
    """Return a list as one line, unless it holds mappings."""
    listed = CommentedSeq(_mapped(part) for part in values)
    if not any(isinstance(part, CommentedMap) for part in listed):
        listed.fa.set_flow_style()
    return listed


def _note(data: Any, path: str, note: str) -> None:
    """Put a note at the end of the line of a path."""
    *steps, last = path.split(".")
    place = data
    for step in steps:
        place = place[step] if isinstance(place, dict) else next(row[step] for row in place if step in row)
    if isinstance(place, CommentedMap) and last in place:
        if isinstance(place[last], CommentedMap):
            place.yaml_set_comment_before_after_key(last, before=note, indent=2 * len(steps))
        else:
            place.yaml_add_eol_comment(note, last)


def _questions(draft: Draft, words: Texts) -> str:
    """Return what is not known, and what contradicts itself, as comments."""
    lines = []
    if draft.contradictions:
        lines.append(words("draft.contradictions"))
        for document, one in draft.contradictions:
            spans = " ≠ ".join(f"“{' '.join(span.text.split())}”" for span in one.spans)
            lines.append(f"  {document}: {spans}")
    if draft.asked:
        lines.append(words("draft.questions"))
        lines += [f"  - {sentence}" for sentence in questions(draft.asked, draft.case, words)]
    return "".join(f"# {line}\n" for line in lines)
