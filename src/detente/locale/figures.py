"""How probabilities, counts and dates are written in each language.

Words for probabilities are those of the United States' Intelligence Community Directive 203 (2015, section D.6.e), and
stand only beside the range that they name.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from detente.locale import Language, Texts

__all__ = [
    "amount",
    "as_fine_as",
    "count",
    "day",
    "days",
    "likelihood",
    "listed",
    "percent",
    "percent_range",
    "points",
    "power_of_ten",
    "shared",
]

_WORDS = (
    (0.05, "almost-none", 0, 5),
    (0.20, "very-unlikely", 5, 20),
    (0.45, "unlikely", 20, 45),
    (0.55, "even", 45, 55),
    (0.80, "likely", 55, 80),
    (0.95, "very-likely", 80, 95),
    (1.01, "almost-certain", 95, 100),
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def percent(share: float, language: Language) -> str:
    """Write a share as a percentage with as many digits as are worth reading.

    Example:
        >>> percent(0.123, "en"), percent(0.0042, "zh"), percent(0.0, "en"), percent(0.9999, "en")
        ('12 %', '0.4%', '<0.1 %', '>99.9 %')
    """
    return _digits(share) + ("%" if language == "zh" else " %")


def percent_range(low: float, high: float, language: Language) -> str:
    """Write an interval of shares; ends next to nothing or all are written 0 and 100.

    Example:
        >>> percent_range(0.04, 0.27, "en"), percent_range(0.0001, 0.27, "zh")
        ('4–27 %', '0%–27%')
    """
    ends = [_digits(end).replace("<0.1", "0").replace(">99.9", "100") for end in (low, high)]
    return f"{ends[0]}%–{ends[1]}%" if language == "zh" else f"{ends[0]}–{ends[1]} %"


def _digits(share: float) -> str:
    hundredths = 100.0 * share
    if hundredths < 0.05:
        return "<0.1"
    if hundredths > 99.95:
        return ">99.9"
    if hundredths < 0.95 or hundredths > 99.05:
        return f"{hundredths:.1f}"
    return f"{hundredths:.0f}"


def points(difference: float, digits: int = 1) -> str:
    """Write a difference of shares in hundredths, with its sign.

    Example:
        >>> points(0.0312), points(-0.004), points(0.0001)
        ('+3.1', '−0.4', '0.0')
    """
    text = f"{100.0 * difference:+.{digits}f}"
    return f"{0:.{digits}f}" if float(text) == 0.0 else text.replace("-", "−")


def shared(share: float, language: Language) -> str:
    """Write a part of a whole, where nothing and all are exact.

    Example:
        >>> shared(0.0, "en"), shared(1.0, "en")
        ('0 %', '100 %')
    """
    if share in (0.0, 1.0):
        return f"{100 * share:.0f}" + ("%" if language == "zh" else " %")
    return percent(share, language)


def amount(value: float) -> str:
    """Write a number with three significant digits and a true minus sign.

    Example:
        >>> amount(-0.30), amount(1234.5), amount(41.0)
        ('−0.3', '1,234', '41')
    """
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return text.replace("-", "−")


def days(span: float) -> str:
    """Write a number of days: whole ones from ten on.

    Example:
        >>> days(91.3125), days(2.5)
        ('91', '2.5')
    """
    return count(round(span)) if span >= 10 else amount(span)


def as_fine_as(width: float, value: float) -> str:
    """Write a number in steps of between a hundredth and a tenth of its range, with a true minus sign.

    Args:
        width: How wide the range is that the number stands in or bounds; above 0.
        value: The number.

    Example:
        >>> as_fine_as(10.6, 13.62), as_fine_as(0.55, -0.917)
        ('14', '−0.92')
    """
    decimals = max(0, 1 - math.floor(math.log10(width)))
    return f"{round(value, decimals) + 0.0:,.{decimals}f}".replace("-", "−")


def count(number: int) -> str:
    """Write a count with separators between thousands.

    Example:
        >>> count(100000)
        '100,000'
    """
    return f"{number:,}"


def power_of_ten(number: int) -> str:
    """Write a large count by its order of magnitude.

    Example:
        >>> power_of_ten(341_000_000), power_of_ten(4096)
        ('3.4·10⁸', '4,096')
    """
    if number < 1_000_000:
        return count(number)
    digits = str(number)
    exponent = len(digits) - 1
    mantissa = round(int(digits[:4]) / 1000, 1)
    if mantissa >= 10.0:
        mantissa, exponent = 1.0, exponent + 1
    return f"{mantissa:g}·10{str(exponent).translate(_SUPERSCRIPTS)}"


def day(when: date, language: Language) -> str:
    """Write a date.

    Example:
        >>> day(date(2025, 8, 15), "en"), day(date(2025, 8, 15), "zh")
        ('15 Aug 2025', '2025年8月15日')
    """
    if language == "zh":
        return f"{when.year}年{when.month}月{when.day}日"
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def month(when: date, language: Language) -> str:
    """Write a month on an axis.

    Example:
        >>> month(date(2025, 8, 15), "en"), month(date(2025, 8, 15), "zh")
        ('Aug 2025', '2025年8月')
    """
    return f"{when.year}年{when.month}月" if language == "zh" else f"{_MONTHS[when.month - 1]} {when.year}"


def likelihood(low: float, high: float, texts: Texts) -> str:
    """Say in words how likely an interval is, beside the range that the words stand for.

    Args:
        low: Lower end of the interval, a share.
        high: Upper end.
        texts: The catalogue.

    Example:
        >>> from detente.locale import texts
        >>> likelihood(0.12, 0.14, texts("en"))
        'very unlikely (5–20 %)'
    """
    first = next(word for word in _WORDS if low < word[0])
    last = next(word for word in _WORDS if high < word[0])
    numbers = percent_range(first[2] / 100, last[3] / 100, texts.language)
    if first is last:
        return texts("likelihood.one", word=texts(f"likelihood.{first[1]}"), range=numbers)
    return texts(
        "likelihood.span",
        first=texts(f"likelihood.{first[1]}"),
        last=texts(f"likelihood.{last[1]}"),
        range=numbers,
    )


def listed(items: Sequence[str], texts: Texts) -> str:
    """Join names in a sentence.

    Example:
        >>> from detente.locale import texts
        >>> listed(["Kyiv", "Moscow", "Washington"], texts("en"))
        'Kyiv, Moscow and Washington'
    """
    if len(items) < 2:
        return "".join(items)
    return texts("list.comma").join(items[:-1]) + texts("list.and") + items[-1]
