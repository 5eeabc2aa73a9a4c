"""Drivers and conditions in words, for terminals and pages alike."""

from __future__ import annotations

from datetime import date

from detente.analysis.discovery.boxes import Input, Restriction, Tip
from detente.analysis.drivers.views import DriverView, Leading, OutcomeDrivers
from detente.case import Document, Quantity, quantities
from detente.case.numbers.distribution import Fixed, describe
from detente.locale import Texts
from detente.locale.figures import amount, day, percent, shared
from detente.report.outlook.evidence import path_in_words

__all__ = [
    "along",
    "condition",
    "driver_title",
    "evidence",
    "input_name",
    "model_error_parts",
    "points",
    "quasi_p",
    "tip_in_words",
    "written",
]


def points(error: float) -> str:
    """Write an error in percentage points.

    Example:
        >>> points(0.0123)
        '1.2'
    """
    return f"{100.0 * error:.1f}"


def quasi_p(value: float) -> str:
    """Write a quasi-p-value.

    Example:
        >>> quasi_p(0.0000002), quasi_p(0.0123)
        ('<0.001', '0.012')
    """
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def driver_title(view: DriverView, words: Texts) -> str:
    """Return the title of a driver; of the bargaining rule, that it is counted apart."""
    title = view.title.in_language(words.language)
    return words("drivers.row.rule", title=title) if view.rule else title


def model_error_parts(outcome: OutcomeDrivers, words: Texts) -> dict[str, str]:
    """Return the shares of model error and of the case's own beliefs in the spread of a probability."""
    shares = {"model_error": outcome.model_error, "case": 1.0 - outcome.model_error}
    return {name: shared(share, words.language) for name, share in shares.items()}


def written(document: Document, path: str, value: float, words: Texts) -> str:
    """Write a value of a number with its unit."""
    quantity = _quantity(document, path)
    rounded = float(f"{value:.3g}")
    if quantity is None:
        return amount(rounded)
    return describe(Fixed(rounded), quantity.scale, words.language).replace("-", "−")


def _quantity(document: Document, path: str) -> Quantity | None:
    return quantities(document).get(path)


def along(leading: Leading, document: Document, words: Texts) -> str:
    """Say how a probability runs along a number: its ends, where it turns, where it tips."""
    curve, name = leading.curve, path_in_words(document, leading.path, words)
    shares = [shared(p, words.language) for p in curve.probabilities]
    if leading.options:
        entries = [
            words("drivers.option", option=option_name(document, leading.path, option, words), value=share)
            for option, share in zip(leading.options, shares, strict=True)
        ]
        return words("drivers.options", name=name, values=words("list.comma").join(entries))
    said = [words("drivers.along", name=name, first=shares[0], last=shares[-1])]
    if curve.turn is not None:
        place = curve.at.index(curve.turn)
        high = curve.probabilities[place] > curve.probabilities[0]
        at = written(document, leading.path, curve.turn, words)
        said.append(words("drivers.turn.high" if high else "drivers.turn.low", at=at, value=shares[place]))
    if curve.tip is not None:
        at = written(document, leading.path, curve.tip, words)
        below, above = (shared(p, words.language) for p in (curve.below, curve.above))
        said.append(words("drivers.tip", at=at, below=below, above=above))
    return words("drivers.join").join(said)


def option_name(document: Document, path: str, option: str, words: Texts) -> str:
    """Return the title of an option or of a rule."""
    for step in path.split("."):
        if step in document.issues and option in document.issues[step].options:
            return document.issues[step].options[option].name(option, words.language)
    return words(f"rule.{option}") if words.has(f"rule.{option}") else option.replace("-", " ")


def input_name(entry: Input, document: Document, when: date, words: Texts) -> str:
    """Return the name of what a box restricts."""
    if entry.kind in ("number", "choice"):
        return path_in_words(document, entry.name, words)
    if entry.kind == "factor":
        title = document.factors[entry.name].name(entry.name, words.language)
        return words("discover.factor", name=title, date=day(when, words.language))
    described = document.events[entry.name] if entry.kind == "event" else document.meetings[entry.name]
    return described.name(entry.name, words.language)


def condition(entry: Restriction, document: Document, when: date, words: Texts) -> str:
    """Return what a box asks of one input, in words."""
    name = input_name(entry.input, document, when, words)
    if entry.input.kind in ("event", "meeting"):
        answer = "yes" if entry.above is not None else "no"
        return words(f"discover.{entry.input.kind}.{answer}", name=name, date=day(when, words.language))
    if entry.among:
        options = [option_name(document, entry.input.name, option, words) for option in entry.among]
        return words("discover.among", name=name, options=words("discover.or").join(options))
    low, high = (None if end is None else _at(entry.input, document, end, words) for end in (entry.above, entry.below))
    if low is not None and high is not None:
        return words("discover.between", name=name, low=low, high=high)
    key, at = ("discover.above", low) if low is not None else ("discover.below", high)
    return words(key, name=name, at=at)


def _at(entry: Input, document: Document, value: float, words: Texts) -> str:
    if entry.kind == "factor":
        return amount(value)
    return written(document, entry.name, value, words)


def tip_in_words(tip: Tip, document: Document, when: date, words: Texts) -> str:
    """Say where an outcome tips along one input."""
    below, above = (percent(p, words.language) for p in (tip.below, tip.above))
    if tip.input.kind in ("event", "meeting"):
        yes = condition(Restriction(tip.input, 0.5, None, (), 0.0, None), document, when, words)
        return words("discover.tip.event", condition=yes, below=below, above=above)
    name, at = input_name(tip.input, document, when, words), _at(tip.input, document, tip.at, words)
    return words("discover.tip", name=name, at=at, below=below, above=above)


def evidence(entry: Restriction, words: Texts) -> str:
    """Say how sure a condition is: how likely by chance alone, and how often found again."""
    if entry.again is None:
        return words("discover.evidence.once", quasi_p=quasi_p(entry.quasi_p))
    again = shared(entry.again, words.language)
    return words("discover.evidence", quasi_p=quasi_p(entry.quasi_p), again=again)
