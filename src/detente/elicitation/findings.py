"""What follows from answers: intervals for saliences and prices, limits, quantiles of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.case.numbers.notation import Fixed
from detente.case.numbers.parse import parse
from detente.case.schema.quantities import Quantity
from detente.elicitation.posterior import Posterior
from detente.elicitation.questions import UNKNOWN, Answer, options_in
from detente.elicitation.trade_offs import decided

__all__ = ["PLAUSIBLE", "Findings", "FoundLimit", "FoundNumber", "FoundWants", "Range", "findings"]

Floats = NDArray[np.float64]

PLAUSIBLE = 0.01, 0.99
"""What the ends are taken for between which somebody says that a number plausibly lies."""

_CENTRAL = (0.05, 0.5, 0.95)
_DOUBT = 0.15
_AT = {"lower-quartile": 0.25, "median": 0.5, "upper-quartile": 0.75}


@dataclass(frozen=True, slots=True)
class Range:
    """A central 90 % interval with its middle."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class FoundLimit:
    """Between what a party could accept on an issue and what it could not.

    Attributes:
        accepts: The furthest option that it could accept.
        refuses: Options that it could not.
    """

    accepts: str
    refuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundWants:
    """What answers say of a party.

    Attributes:
        party: Its id.
        shares: Issue → its share of all that the party wants, 0 to 1.
        saliences: Issue → the same on the scale of salience: the largest ends at 100.
        price: The price of moving.
        limits: Issue → how far it can go, where something was refused.
        answers: How many were given.
        doubtful: Those that the others contradict.
        decided, trade_offs: How many kinds of trade-offs the answers decide, of how many.
    """

    party: str
    shares: Mapping[str, Range]
    saliences: Mapping[str, Range]
    price: Range | None
    limits: Mapping[str, FoundLimit]
    answers: int
    doubtful: tuple[Answer, ...]
    decided: int
    trade_offs: int


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """What answers say of a number: its quantiles, probability → value in the scale's canonical unit."""

    path: str
    quantiles: Mapping[float, float]


@dataclass(frozen=True, slots=True)
class Findings:
    """What follows from all answers of a sitting."""

    wants: tuple[FoundWants, ...]
    numbers: tuple[FoundNumber, ...]


def findings(beliefs: Mapping[str, Posterior], answers: Sequence[Answer], numbers: Mapping[str, Quantity]) -> Findings:
    """Return what follows from answers; parties and numbers that nothing was said of are left out."""
    wants = [
        _wants(belief, [a for a in answers if a.question.about == party])
        for party, belief in beliefs.items()
        if any(a.question.about == party and a.said != UNKNOWN for a in answers)
    ]
    found = [(path, _quantiles(path, answers, quantity)) for path, quantity in numbers.items()]
    return Findings(tuple(wants), tuple(FoundNumber(path, points) for path, points in found if points))


def _wants(belief: Posterior, answers: Sequence[Answer]) -> FoundWants:
    subject = belief.subject
    told = [a for a in answers if a.question.choices and a.said != UNKNOWN]
    shares = np.quantile(belief.weights, _CENTRAL, axis=0)
    top = float(shares[2].max())
    done, every = decided(subject, told)
    return FoundWants(
        subject.party,
        {issue: _range(shares[:, i]) for i, issue in enumerate(subject.issues)} if told else {},
        {issue: _range(100.0 * shares[:, i] / top) for i, issue in enumerate(subject.issues)} if told else {},
        _range(np.quantile(belief.price, _CENTRAL)) if any(a.question.kind != "pair" for a in told) else None,
        _limits(belief, answers),
        len(told),
        tuple(a for a in told if float(np.mean(belief.chance_of(a))) < _DOUBT),
        done,
        every,
    )


def _range(values: Floats) -> Range:
    low, median, high = np.asarray(values).tolist()
    return Range(low, median, high)


def _limits(belief: Posterior, answers: Sequence[Answer]) -> dict[str, FoundLimit]:
    """Return how far the party can go on each issue on which something was refused."""
    refused: dict[str, list[str]] = {}
    for answer in answers:
        if answer.question.kind == "refused":
            for issue, option in options_in(answer.said):
                refused.setdefault(issue, []).append(option)
    return {
        issue: FoundLimit(options[-1], tuple(refused[issue]))
        for issue, options in zip(belief.subject.issues, belief.subject.options, strict=True)
        if issue in refused and options
    }


def _quantiles(path: str, answers: Sequence[Answer], quantity: Quantity) -> dict[float, float]:
    """Return the quantiles that were said of a number; plausible ends stand for 1 % and 99 %."""
    at = {"low": PLAUSIBLE[0], "high": PLAUSIBLE[1], **_AT}
    said = {a.question.step: a.said for a in answers if a.question.about == path and a.said != UNKNOWN}
    values = {at[step]: parse(text, quantity.scale) for step, text in said.items()}
    found = {p: value.value for p, value in sorted(values.items()) if isinstance(value, Fixed)}
    return found if len(found) > 1 else {}
