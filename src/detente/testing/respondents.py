"""People made up for tests of elicitation: they know exactly what two parties want, and answer by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from detente.case.reading.read import read_text
from detente.elicitation.posterior import gains
from detente.elicitation.questions import Question
from detente.elicitation.session import Session, elicit

__all__ = ["Known", "Recovery", "recovered"]

Floats = NDArray[np.float64]

_HEAD = """detente: 1
id: made-up
title: Made up
as_of: 2026-01-15
until: 2026-12-31
parties: {north: {title: North}, south: {title: South}}
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What a made-up person knows of a party: shares of the issues, f8[I], and its price of moving."""

    shares: Floats
    price: float


@dataclass(frozen=True, slots=True)
class Recovery:
    """How well a sitting found what was known.

    Attributes:
        answers: How many answers it took.
        shares: Whether the share of each issue of each party lies within its interval.
        prices: Whether the price of each party, and with it the package it would walk away for, does.
        widths: How wide the intervals of the shares are.
    """

    answers: int
    shares: tuple[bool, ...]
    prices: tuple[bool, ...]
    widths: tuple[float, ...]


def recovered(
    seed: int, *, issues: int = 6, slips: float = 0.0, even: bool = False, most: int | None = None
) -> Recovery:
    """Make up a case of two parties, ask somebody who knows what they want, and compare.

    Args:
        seed: Which case.
        issues: How many issues it has.
        slips: How often the person answers anything at all.
        even: Draw saliences evenly from 0 to 100, and not weights evenly from all that sum to 1.
        most: Questions a party, at most.
    """
    dice = np.random.default_rng(seed)
    text = _HEAD + _issues(dice, issues)
    session = Session.begun(read_text(text, "made-up"), "", date(2026, 1, 15))
    known = {each.party: _known(dice, len(each.issues), even) for each in session.subjects}

    def respond(question: Question) -> str:
        if not question.choices:
            return "none"
        if dice.random() < slips:
            return str(dice.choice(question.choices))
        return answer_of(session, question, known)

    found = elicit(session.case, respond, who="made up", on=session.on, most=most)
    shares, prices, widths = [], [], []
    for wants in found.found.wants:
        truth = known[wants.party]
        for share, range_ in zip(truth.shares, wants.shares.values(), strict=True):
            shares.append(range_.low <= share <= range_.high)
            widths.append(range_.high - range_.low)
        if wants.price is not None:
            prices.append(wants.price.low <= truth.price <= wants.price.high)
    return Recovery(len(found.answers), tuple(shares), tuple(prices), tuple(widths))


def answer_of(session: Session, question: Question, known: Mapping[str, Known]) -> str:
    """Return what somebody answers who knows what a party wants."""
    subject = next(each for each in session.subjects if each.party == question.about)
    truth = known[question.about]
    gain = gains(subject, question, truth.shares[None, :], np.array([truth.price]))[0]
    if question.kind == "signs":
        return "yes" if gain[0] > 0.0 else "no"
    if question.kind == "pair":
        return "a" if gain[0] > gain[1] else "b"
    return str(int(np.minimum.accumulate(gain > 0.0).sum()))


def _known(dice: np.random.Generator, count: int, even: bool) -> Known:
    salience = dice.random(count) if even else dice.exponential(size=count)
    return Known(salience / salience.sum(), float(np.clip(dice.normal(0.1, 0.2), -0.3, 0.6)))


def _issues(dice: np.random.Generator, count: int) -> str:
    """Write issues of two to four options, and what both parties want on them."""
    issues, wants = ["issues:"], {"north": ["  north:"], "south": ["  south:"]}
    for number in range(count):
        between = sorted(dice.choice(np.arange(5, 96), int(dice.integers(0, 3)), replace=False).tolist())
        levels = [0, *between, 100]
        options = ", ".join(f"o{place}: {level}" for place, level in enumerate(levels))
        now = int(dice.integers(len(levels)))
        issues.append(f"  i{number}: {{topic: t{number}, now: o{now}, options: {{{options}}}}}")
        for lines in wants.values():
            lines.append(f"    i{number}: {{ideal: o{int(dice.integers(len(levels)))}, salience: 0 to 100}}")
    meeting = "meetings: {talks: {on: 2026-03-10, table: [north, south]}}"
    return "\n".join([*issues, "positions:", *wants["north"], *wants["south"], meeting, ""])
