"""Find a quotation in its source, or refuse it. There is no nearest match: who changes a word quotes something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.drafting.quotations.cuts import Cut, cut_of
from detente.drafting.quotations.folding import Folded, fold

__all__ = ["Quotation", "Refusal", "quoted"]

_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
_POWERS = frozenset("十百千万亿")

Reason = Literal["empty", "absent", "in_word", "in_number", "joined"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that stand in a source.

    Attributes:
        start: Their first sign in the source.
        end: One past their last.
        text: The source's own signs between the two.
        exact: Whether the quotation has the very same signs, or differs in presentation.
        cut: What a careful reader would miss before or after it, if anything.
    """

    start: int
    end: int
    text: str
    exact: bool
    cut: Cut | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why words are no quotation of a source.

    Attributes:
        quote: The words.
        reason: `empty`: no letter in them; `absent`: they do not stand there; `in_word`, `in_number`: they begin or end
            inside a word or number and so say another; `joined`: they run from one paragraph into the next.
    """

    quote: str
    reason: Reason


def quoted(quote: str, source: str | Folded, *, text: str = "", near: int = 0) -> Quotation | Refusal:
    """Find a quotation in its source.

    Args:
        quote: The words said to stand there.
        source: The text; or the text folded, where many quotations are looked for.
        text: The text, where `source` is folded.
        near: Where in the text it is expected; of several places the nearest counts.

    Returns:
        Where it stands, with the source's own signs; or why it is refused.

    Example:
        >>> quoted("7 ％ of Americans", "About 47% of Americans").reason
        'in_number'
        >>> quoted("“ full  ceasefire ”", "Talks on a 'full ceasefire' began.").text
        "'full ceasefire'"
    """
    if isinstance(source, str):
        text, source = source, fold(source)
    wanted = fold(quote)
    if not any(sign.isalnum() for sign in wanted.text):
        return Refusal(quote, "empty")
    places = _places(wanted.text, source.text)
    if not places:
        return Refusal(quote, "absent")
    reasons = {place: _reason(place, wanted, source) for place in places}
    sound = [place for place, reason in reasons.items() if reason is None]
    if not sound:
        return Refusal(quote, next(reason for reason in reasons.values() if reason))
    place = min(sound, key=lambda one: abs(source.starts[one] - near))
    start, end = source.starts[place], source.ends[place + len(wanted.text) - 1]
    own = text[start:end]
    return Quotation(start, end, own, own == quote, cut_of(text, start, end))


def _places(wanted: str, text: str) -> list[int]:
    found, place = [], text.find(wanted)
    while place >= 0:
        found.append(place)
        place = text.find(wanted, place + 1)
    return found


def _reason(place: int, wanted: Folded, source: Folded) -> Reason | None:
    """Say why the words at a place are not the quotation, if they are not."""
    end = place + len(wanted.text)
    for edge in (place, end):
        reason = _torn(edge, source)
        if reason:
            return reason
    for offset in range(1, len(wanted.text)):
        if source.breaks[place + offset] and not wanted.gaps[offset]:
            return "joined"
    return None


def _torn(edge: int, source: Folded) -> Reason | None:
    """Say whether an edge tears a word or a number apart."""
    text = source.text
    if not 0 < edge < len(text):
        return None
    before, after = text[edge - 1], text[edge]
    if source.breaks[edge] or (source.gaps[edge] and " " not in (before, after)):
        return None
    digits = before.isdecimal() and after.isdecimal()
    point = _has_point(text, edge)
    if digits or point:
        return "in_number"
    if before in _NUMERALS and after in _NUMERALS and (before in _POWERS or after in _POWERS):
        return "in_number"
    return "in_word" if _cuts_word(text, edge) else None


def _has_point(text: str, edge: int) -> bool:
    """Say whether a decimal point or a comma between thousands stands at the edge."""
    around = text[max(edge - 2, 0) : edge + 2]
    if len(around) < 3:
        return False
    if edge >= 2 and text[edge - 1] in ".," and text[edge - 2].isdecimal() and text[edge].isdecimal():
        return True
    return text[edge] in ".," and text[edge - 1].isdecimal() and edge + 1 < len(text) and text[edge + 1].isdecimal()


def _cuts_word(text: str, edge: int) -> bool:
    """Say whether letters of one word of a script with blanks stand on both sides."""
    before, after = text[edge - 1], text[edge]
    if _joins(before) and _joins(after):
        return True
    if after == "'" and _joins(before):
        return edge + 1 < len(text) and _joins(text[edge + 1]) and text[edge + 1] != "s"
    return before == "'" and edge > 1 and _joins(text[edge - 2]) and _joins(after)


def _joins(sign: str) -> bool:
    return sign.isalpha() and sign < "⺀"
