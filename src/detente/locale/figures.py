"""How probabilities, counts and dates are written in each language."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from detente.locale import Language, Texts

__all__ = [
    "amount",
    "as_fine_as",
    "chance",
    "chance_range",
    "count",
    "day",
    "days",
    "in_hundred",
    "listed",
    "percent",
    "percent_range",
    "points",
    "power_of_ten",
    "shared",
    "span_of_time",
]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NOTHING = 5e-7
"""An amount below this is what rounding leaves over."""
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def percent(share: float, language: Language) -> str:
    """Write a share as a percentage with as many digits as are worth reading.

    Example:
        >>> percent(0.123, "en"), percent(0.0042, "zh"), percent(0.0, "en"), percent(0.9999, "en")
        ('12%', '0.4%', '<0.1%', '>99.9%')
    """
    return f"{_digits(share)}%"


def percent_range(low: float, high: float, language: Language) -> str:
    """Write an interval of shares in whole hundredths; finer where its ends would read the same.

    Example:
        >>> percent_range(0.04, 0.27, "en"), percent_range(0.0001, 0.27, "zh"), percent_range(0.02, 1.0, "en")
        ('4–27%', '<1%至27%', '2% to >99%')
        >>> percent_range(0.006, 0.0132, "en"), percent_range(0.9999, 1.0, "en")
        ('0.6–1.3%', '>99%')
    """
    ends = [_whole(end, counted=False) for end in (low, high)]
    if ends[0] == ends[1] and ends[0][0] not in "<>":
        ends = [f"{100.0 * end:.1f}" for end in (low, high)]
    if ends[0] == ends[1]:
        return f"{ends[0]}%"
    if any(end[0] in "<>" for end in ends):
        return f"{ends[0]}%至{ends[1]}%" if language == "zh" else f"{ends[0]}% to {ends[1]}%"
    return f"{ends[0]}%–{ends[1]}%" if language == "zh" else f"{ends[0]}–{ends[1]}%"


def chance(value: float, *, counted: bool = False) -> str:
    """Write a probability in whole hundredths; nothing and all only where they are shares of a count.

    Example:
        >>> chance(0.644), chance(0.004), chance(0.9996), chance(0.0, counted=True), chance(0.0)
        ('64%', '<1%', '>99%', '0%', '<1%')
    """
    return f"{_whole(value, counted)}%"


def chance_range(low: float, high: float, language: Language) -> str:
    """Write an interval of probabilities.

    Example:
        >>> chance_range(0.02, 0.996, "en"), chance_range(0.001, 0.39, "zh")
        ('2% to >99%', '<1%至39%')
        >>> chance_range(0.9997, 1.0, "en")
        '>99%'
    """
    ends = chance(low), chance(high)
    if ends[0] == ends[1]:
        return ends[0]
    return "至".join(ends) if language == "zh" else " to ".join(ends)


def in_hundred(value: float) -> str:
    """Write a probability as so many in a hundred; see the catalogue's `odds`.

    Example:
        >>> in_hundred(0.644), in_hundred(0.004)
        ('64', '<1')
    """
    return _whole(value, counted=False)


def _whole(value: float, counted: bool) -> str:
    if counted and value in (0.0, 1.0):
        return f"{100 * value:.0f}"
    rounded = round(100.0 * value)
    if rounded == 0 or (value < 0.005 and rounded < 1):
        return "<1"
    return ">99" if rounded == 100 else str(rounded)


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
    """Write a difference of shares in hundredths, with its sign; a minus that rounding left over has none.

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
        ('0%', '100%')
    """
    if share <= 0.0 or share == 1.0:  # an estimate of a share of variance may come out below nothing
        return "0%" if share <= 0.0 else "100%"
    return percent(share, language)


def amount(value: float) -> str:
    """Write a number with three significant digits and a true minus sign.

    Example:
        >>> amount(-0.30), amount(1234.5), amount(41.0)
        ('−0.3', '1,234', '41')
        >>> amount(-6.9e-18), amount(0.00004)
        ('0', '0.00004')
    """
    if abs(value) < _NOTHING:
        return "0"
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    if "e" in text:
        text = f"{value:.{2 - math.floor(math.log10(abs(value)))}f}".rstrip("0")
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
        >>> as_fine_as(10.6, 13.62), as_fine_as(0.55, -0.917), as_fine_as(11.0, -0.47)
        ('14', '−0.92', '−0.5')
    """
    decimals = max(0, 1 - math.floor(math.log10(width)))
    while round(value, decimals) == 0.0 and abs(value) >= width / 100:  # the sign is worth more than the digit costs
        decimals += 1
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


def span_of_time(seconds: float, texts: Texts) -> str:
    """Write how long something takes, as exactly as one would say it.

    Example:
        >>> from detente.locale import texts
        >>> [span_of_time(seconds, texts("en")) for seconds in (70, 5000, 40_000, 400_000)]
        ['1 min', '83 min', '11 hours', '5 days']
        >>> span_of_time(40_000, texts("zh"))
        '11小时'
    """
    for size, key, most in ((60.0, "time.minutes", 100.0), (3600.0, "time.hours", 48.0), (86400.0, "time.days", 1e18)):
        if seconds < size * most:
            return texts(key, count=f"{max(1, round(seconds / size)):,}")
    return texts("time.days", count="∞")
