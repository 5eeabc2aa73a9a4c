"""Numbers and dates of a summary must stand in its quotation."""

from __future__ import annotations

import re

from detente.drafting.numerals import values_in
from detente.drafting.quotations.folding import fold

__all__ = ["unsupported_numbers"]

_MONTHS = (
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
)
_MONTH = re.compile(
    r"\b(" + "|".join([*_MONTHS[0], *(name for name in _MONTHS[1] if name != "may"), "sept"]) + r")\b\.?(?=[\s,\d]|$)",
    re.IGNORECASE,
)
_EVEN_IF_UNSAID = frozenset({0.0, 1.0, 2.0})
"""Words such as "one", "both" and "two" count the parties more often than they measure; digits are always checked."""


def unsupported_numbers(summary: str, quotation: str) -> tuple[str, ...]:
    """Return the numbers of a summary that its quotation does not write, in digits or words of either language.

    A month is a number, so that "7 August" stands in "8月7日". Parts of a date that were worked out, such as the
    year of "8月7日", do not stand in it.

    Example:
        >>> unsupported_numbers("75 % on 7 August", "8月7日，有70%的人")
        ('75',)
        >>> unsupported_numbers("half a dozen calls", "六次通话")
        ()
    """
    there = set(_values(quotation))
    digits = {float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", fold(summary).text)}
    missing = []
    for value in _values(summary):
        worded = value not in digits
        if value not in there and not (worded and value in _EVEN_IF_UNSAID):
            missing.append(f"{value:g}" if value < 1e6 else f"{value:.0f}")
    return tuple(dict.fromkeys(missing))


def _values(text: str) -> list[float]:
    folded = fold(re.sub(r"\bhalf a dozen\b", "6", text, flags=re.IGNORECASE)).text
    months = [_number_of(match.group(1)) for match in _MONTH.finditer(folded)]
    return values_in(folded) + months


def _number_of(month: str) -> float:
    short = month.casefold()[:3]
    return float(_MONTHS[1].index(short) + 1)
