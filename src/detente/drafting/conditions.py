"""Statements of the form: if this, then that."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.drafting.sentences import Stretch, clauses, is_han, sentences, trimmed

__all__ = ["Condition", "conditions"]

_IF = re.compile(r"如果|假如|假使|倘若|若(?!干|隐若)|要是|一旦|只要|除非|万一|只有(?![\d一二三四五六七八九十])")
_SAME = re.compile(r"以至于|以致|并且|而且|而(?!是)|或者|或是|从而|同时|且|并(?!不|非|未)|也不|和")
_THEN = re.compile(r"那么|那|则|就|便|否则|才|将|会|预计")
_CIRCUMSTANCE = re.compile(r"^在(?!这种)[^，,]{3,40}(?:情况|条件|前提)下$")
_PERIOD = re.compile(r"^在[^，,]{2,30}(?:之后|以后|期间|年份|时)$")
_SO_THEN = re.compile(r"^在(?:这种|此种|上述)(?:情况|条件|前提)下$")
_MODAL = re.compile(r"将|会(?![晤谈见议面])|须|必须|可能|可(?=降|升|达|以)|能")
_LEAD = re.compile(
    r"^(?:无论如何|因此|然而|不过|此外|同样|显然|总之|另外|这一(?:情景|情形)还?意味着|与此同时)[，,]\s*|^(?:但|而|同样显而易见的是[，,])"
)
_SAYS = re.compile(
    r"^.{0,80}?\b(?:says?|said|warned|warns|believes?|argues?|told \w+|insists?|added|adds|means|suggests?)(?: that)? (?=[a-zA-Z])"
)
_EN_LEAD = re.compile(
    r"(?:^|(?<=[;:] )|(?<=[,—] ))(?:[Bb]ut |[Aa]nd |[Ss]o |[Yy]et )?(?P<m>[Ii]f(?! not\b| only\b| any\b| anything\b)|[Uu]nless|[Uu]ntil|[Oo]nce|"
    r"[Pp]rovided(?: that)?|[Aa]s long as|[Ss]o long as|[Ii]n case|[Oo]nly if|[Ff]ailing that|[Ff]ailing \w+|[Ss]hould(?= (?:the |a |an |[A-Z]|it|they|he|she|talks|no)\b)|"
    r"[Ii]n the event (?:of|that)|[Ww]ere(?= (?:the |[A-Z])\w+ to\b)|[Ww]ithout(?= [a-z]+(?: [a-z]+){0,4},))\b"
)
_EN_TRAIL = re.compile(
    r"(?P<gap>,? )(?P<m>(?:but |and )?only if|if(?! not\b| only\b| any\b| anything\b)|unless|until(?! (?:\d|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|(?:last|next|now|then|recently|late|early|the end)\b))|provided(?: that)?|as long as|so long as|"
    r"on condition that|once(?= (?:the|a|an|it|they|he|she|this|these|both|all|its|their|[A-Z]\w+)\b)|in the event (?:of|that)|without which)\b"
)
_EN_AFTER = re.compile(r"^(?:[Aa]fter|[Ii]n) (?P<x>[^,]{4,80}), ")
_NOT_IF = re.compile(
    r"(?:\b(?:ask(?:s|ed)?|wonder(?:s|ed)?|know(?:s|n)?|see|unclear|sure|doubt(?:s|ed)?|say|tell|as|even|what|and|decide|question|how)|"
    r"open question) $"
)
_EN_MODAL = re.compile(r"\b(?:will|would|can|could|may|might|must|shall|should|cannot|won['’]t)\b")
_VERB = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|may|might|must|has|have|had|do|does|did|shall|should|\w+s|\w+ed|go|fail|collapse|agree|sign)\b"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition and what follows from it.

    Attributes:
        start: First sign of both.
        end: One past their last.
        condition: What must hold.
        consequence: What follows.
        kind: `explicit` (if, unless, once …) or `circumstance` (in the case of, after).
    """

    start: int
    end: int
    condition: Stretch
    consequence: Stretch
    kind: str


def conditions(text: str) -> list[Condition]:
    """Return the conditions of a text in order.

    Example:
        >>> [(c.condition.text, c.consequence.text) for c in conditions("若谈不拢，市政府将请求仲裁。Kyiv signs only if Paris does.")]
        [('若谈不拢', '市政府将请求仲裁'), ('only if Paris does', 'Kyiv signs')]
    """
    found: list[Condition] = []
    before: Stretch | None = None
    for sentence in sentences(text):
        body = _without_stop(sentence, text)
        found += _chinese(body, before, text) if is_han(body.text) else _english(body, text)
        before = body
    return found


def _without_stop(sentence: Stretch, text: str) -> Stretch:
    end = sentence.end
    while end > sentence.start and text[end - 1] in "。！？!?；;.”\"' ":
        end -= 1
    return trimmed(text, sentence.start, end)


_NEXT = re.compile(r"[，,](?=而(?!不)|但|然而|寄希望|不过)")


def _made(condition: Stretch, consequence: Stretch, kind: str) -> Condition:
    stop = _NEXT.search(consequence.text)
    if stop and consequence.start > condition.start:
        end = consequence.start + stop.start()
        consequence = Stretch(consequence.start, end, consequence.text[: stop.start()])
    return Condition(
        min(condition.start, consequence.start), max(condition.end, consequence.end), condition, consequence, kind
    )


def _chinese(body: Stretch, before: Stretch | None, text: str) -> list[Condition]:
    parts = clauses(text, body.start, body.end)
    found: list[Condition] = []
    for index, part in enumerate(parts):
        match = _IF.search(part.text)
        if (
            match
            and len(part.text) - match.start() > 3
            and not re.search(r"(?:是否|即使|即便)$", part.text[: match.start()])
        ):
            one = _explicit(parts, index, match.start(), body, text)
            if one is not None:
                return [*found, one]
        rest = text[parts[index + 1].start : body.end] if index + 1 < len(parts) else ""
        if not rest:
            continue
        then = Stretch(parts[index + 1].start, body.end, rest)
        if _SO_THEN.match(part.text):
            previous = (
                Stretch(body.start, parts[index - 1].end, text[body.start : parts[index - 1].end]) if index else before
            )
            if previous is not None:
                return [*found, _made(_led(previous, text), then, "circumstance")]
        elif _CIRCUMSTANCE.match(_bare(part.text)) or (
            _PERIOD.match(_bare(part.text)) and _MODAL.search(parts[index + 1].text)
        ):
            return [*found, _made(trimmed(text, part.end - len(_bare(part.text)), part.end), then, "circumstance")]
    return found


def _bare(clause: str) -> str:
    return re.sub(r"^(?:因此|但是|但|而|同样|显而易见的是|并且|而且)", "", clause)


def _led(stretch: Stretch, text: str) -> Stretch:
    """Return a sentence without the words that only lead into it."""
    match = _LEAD.match(stretch.text)
    return trimmed(text, stretch.start + (match.end() if match else 0), stretch.end)


def _explicit(parts: list[Stretch], index: int, offset: int, body: Stretch, text: str) -> Condition | None:
    """Read an if-clause and what follows it, or stands before it."""
    start = parts[index].start + offset
    last = index
    while last + 1 < len(parts) and _SAME.match(parts[last + 1].text) and not _THEN.match(parts[last + 1].text):
        last += 1
    if last + 1 < len(parts):
        then = trimmed(text, parts[last + 1].start, body.end)
    else:
        split = re.search(r"才(?=[能会有可])|就(?=[能会将])", parts[last].text[offset:])
        if split and last == index:
            middle = start + split.start()
            return _made(trimmed(text, start, middle), trimmed(text, middle, body.end), "explicit")
        if index == 0:
            return None
        then = trimmed(text, body.start, parts[index - 1].end)
        return _made(trimmed(text, start, body.end), _led(then, text), "explicit")
    return _made(trimmed(text, start, parts[last].end), then, "explicit")


def _english(body: Stretch, text: str) -> list[Condition]:
    words = body.text
    without = re.match(r"(Without [^,]{3,80}?),? (there (?:will|can|could|would) be\b[^,;]*)", words)
    if without:
        start = body.start + without.start(2)
        then = trimmed(text, start, body.start + without.end(2))
        return [_made(trimmed(text, body.start, body.start + without.end(1)), then, "explicit")]
    lead = _EN_LEAD.search(words)
    if lead and not _NOT_IF.search(words[: lead.start("m")]):
        one = _leading(body, lead.start("m"), text)
        if one is not None:
            return [one]
    for trail in _EN_TRAIL.finditer(words):
        if trail.start() and not _NOT_IF.search(words[: trail.start("m")].rstrip(",") if trail["gap"] == " " else ""):
            return [_trailing(body, trail, text)]
    after = _EN_AFTER.match(words)
    if after and words.startswith(("After", "In the absence")) and _EN_MODAL.search(words[after.end() :]):
        condition = trimmed(text, body.start, body.start + after.end() - 2)
        return [_made(condition, trimmed(text, body.start + after.end(), body.end), "circumstance")]
    return []


def _leading(body: Stretch, offset: int, text: str) -> Condition | None:
    """Read "If this, that": the comma after which a main clause begins."""
    words = body.text
    for comma in re.finditer(r", (?:then )?", words[offset:]):
        head, rest = words[offset : offset + comma.start()], words[offset + comma.end() :]
        if re.match(r"(?:and|or|which|who|but|as well|such|in|at|on|from)\b", rest) or not (
            _VERB.search(head) or head.count(" ") < 4
        ):
            continue
        if _VERB.search(rest):
            stop = re.search(r"[;—]", rest)
            end = body.start + offset + comma.end() + (stop.start() if stop else len(rest))
            condition = trimmed(text, body.start + offset, body.start + offset + comma.start())
            return _made(condition, trimmed(text, body.start + offset + comma.end(), end), "explicit")
    return None


def _trailing(body: Stretch, trail: re.Match[str], text: str) -> Condition:
    """Read "that if this": from the last stop before it, without who says so."""
    words = body.text
    head = words[: trail.start()]
    begin = max((match.end() for match in re.finditer(r"[;:—] ", head)), default=0)
    says = _SAYS.match(head[begin:])
    begin += says.end() if says else 0
    stop = re.search(
        r"[;—]|, (?:but|and|while|says?|said|according|which)\b|, [A-Z]?\w* ?\w+ (?:said|says)\b", words[trail.end() :]
    )
    end = body.start + trail.end() + (stop.start() if stop else len(words))
    condition = trimmed(text, body.start + trail.start("m"), min(end, body.end))
    return _made(condition, trimmed(text, body.start + begin, body.start + trail.start()), "explicit")
