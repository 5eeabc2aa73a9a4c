"""Places of a text, or of several, that cannot all hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

from detente.drafting.dates import TimeSpan
from detente.drafting.figures import Figure
from detente.drafting.gazetteer import gazetteer
from detente.drafting.names import Mention
from detente.drafting.sentences import Stretch, sentence_at, sentences, trimmed

__all__ = ["Contradiction", "contradictions", "figures_that_differ"]

_MEETING = re.compile(r"会晤|会面|峰会|会谈|\bmet\b|\bmeeting\b|\bsummit\b|\btalks\b")
_BACK = re.compile(r"^(?:那次|这次|该次|此次)|\b[Tt]hat (?:meeting|summit|round)\b")
_FORMER = re.compile(
    r"前(总统|总理|首相|外长|主席|国王|国防部长)|\b(?:[Ff]ormer|[Ee]x-?) ?(?:US |U\.S\. |American )?([Pp]resident|[Pp]rime [Mm]inister|[Cc]hancellor)"
)
_CAPITAL = re.compile(
    r"(?P<state>[\u4e00-\u9fff]{2,4})首都|\bthe (?P<people>[A-Z]\w+) capital\b|\bcapital of (?P<of>[A-Z]\w+)"
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Stretches that cannot all hold.

    Attributes:
        kind: `place`, `role` or `figure`.
        spans: The stretches, in order.
    """

    kind: str
    spans: tuple[Stretch, ...]


def contradictions(text: str, names: list[Mention], dates: list[TimeSpan]) -> list[Contradiction]:
    """Return what cannot all hold in one text.

    Args:
        text: The text.
        names: Its names.
        dates: Its dates.
    """
    return [*_places(text, names, dates), *_roles(text, names)]


def _places(text: str, names: list[Mention], dates: list[TimeSpan]) -> list[Contradiction]:
    """The same meeting, by year and people or by "that meeting", in two states."""
    told = [one for one in sentences(text) if _MEETING.search(one.text)]
    known = gazetteer().names
    meetings = []
    for sentence in told:
        inside = [one for one in names if sentence.start <= one.start < sentence.end]
        place = _state(sentence, inside, text, known)
        people = frozenset(one.entity for one in inside if one.type == "PER")
        years = [
            (one.first, one.last)
            for one in dates
            if sentence.start <= one.start < sentence.end and one.first and one.last
        ]
        meetings.append((sentence, place, people, years))
    found = []
    for (one, place, people, years), (other, other_place, other_people, other_years) in combinations(meetings, 2):
        if not place or not other_place or place == other_place:
            continue
        back = _BACK.search(other.text) and 0 <= other.start - one.end < 4
        alone = len(years) == len(other_years) == 1
        when = alone and years[0][0] <= other_years[0][1] and other_years[0][0] <= years[0][1]
        same = len(people & other_people) > 1 and when
        if back or same:
            first = other if not back else Stretch(other.start, *_head(other, text))
            found.append(Contradiction("place", (one, first)))
    return found


def _head(sentence: Stretch, text: str) -> tuple[int, str]:
    match = re.match(r"[^，,。.]*?(?:会谈|会晤|峰会|meeting|summit)", sentence.text)
    end = sentence.start + (match.end() if match else len(sentence.text))
    return end, text[sentence.start : end]


def _state(sentence: Stretch, inside: list[Mention], text: str, known: dict) -> str:  # type: ignore[type-arg]
    """Return the state where a meeting is said to be: "the Finnish capital", "荷兰，" before the people."""
    match = _CAPITAL.search(sentence.text)
    if match:
        name = match["state"] or match["people"] or match["of"]
        for length in range(len(name), 1, -1):
            if name[-length:] in known:
                return str(known[name[-length:]].entity)
    for one in inside:
        around = text[one.start - 1 : one.start], text[one.end : one.end + 1]
        at = re.search(r"(?:在|于)$|\bin $", text[max(sentence.start, one.start - 4) : one.start])
        if one.type == "LOC" and (at or (around[0] in "，," and around[1] in "，,")):
            return known[one.text].entity if one.text in known else one.entity
    return ""


def _roles(text: str, names: list[Mention]) -> list[Contradiction]:
    """A person called a former holder of an office, whose government or term in the same office is told of as present."""
    found = []
    for match in _FORMER.finditer(text):
        person = next((one for one in names if one.type == "PER" and 0 <= one.start - match.end() < 3), None)
        if person is None:
            continue
        before = [one for one in names if one.end <= match.start() and match.start() - one.end < 2]
        spans = [trimmed(text, before[-1].start if before else match.start(), person.end)]
        for one in names:
            if one.type == "ORG" and one.text.startswith(person.text.rpartition("·")[2]) and one.start > person.end:
                after = text[one.end : one.end + 24]
                if re.match(r"[^。]{0,4}(?:将|会|正|已)|\s+(?:will|is|has)\b", after):
                    sentence = sentence_at(sentences(text), one.start)
                    stop = re.compile(r"[，,。—；]").search(text, one.end)
                    spans.append(trimmed(text, one.start, stop.start() if stop and sentence else one.end))
                    break
        term = re.search(r"[\u4e00-\u9fff]{2}第\d+任总统", text[person.end :])
        if term and len(spans) > 1:
            spans.insert(1, Stretch(person.end + term.start(), person.end + term.end(), term.group()))
        if len(spans) > 1:
            found.append(Contradiction("role", tuple(spans)))
    return found


def figures_that_differ(texts: list[str], figures: list[list[Figure]]) -> list[tuple[int, Stretch, int, Stretch]]:
    """Return amounts of the same thing that differ between documents.

    Args:
        texts: The documents.
        figures: Their amounts.

    Returns:
        Pairs: document and sentence, document and sentence. Two sentences tell of the same thing where all words but
        the amount are the same, or nearly all letters of both.
    """
    told = []
    for index, text in enumerate(texts):
        lines = sentences(text)
        for figure in figures[index]:
            sentence = sentence_at(lines, figure.start)
            if sentence is not None:
                rest = text[sentence.start : figure.start] + text[figure.end : sentence.end]
                told.append((index, sentence, figure, frozenset(rest[i : i + 2] for i in range(len(rest) - 1))))
    found = []
    for (one, first, amount, words), (other, second, other_amount, other_words) in combinations(told, 2):
        alike = len(words & other_words) / max(1, len(words | other_words))
        if one != other and amount.unit == other_amount.unit and amount.value != other_amount.value and alike > 0.8:
            found.append((one, first, other, second))
    return found
