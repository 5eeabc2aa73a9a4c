"""Generic negotiations, drawn at random: the crises and summits over which the general beliefs are fitted.

None of them is a real case. Two or three parties sit at the table, none to two more must consent; one to six
issues in one to four topics; ideals are polarised, saliences differ much, some parties have limits, some issues
depend on others. What is drawn here is fixed within a case, so that beliefs differ in the general constants alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
from numpy.random import Generator

from detente.case.case import Case
from detente.case.schema.case import Document
from detente.kernels.randomness import purpose

__all__ = ["SETTINGS", "Negotiation", "Setting", "draw_negotiation"]

Setting = Literal["unmediated", "facilitation", "formulation", "manipulation", "summit"]

SETTINGS: tuple[Setting, ...] = ("unmediated", "facilitation", "formulation", "manipulation", "summit")
"""Occasions on which a generic negotiation takes place."""

CRISIS_MEDIAN, CRISIS_LOG_SD = 79.0, 1.492
"""Length of a crisis in days: log-normal with median 79 and quartiles 27 and 202 (ICB, version 13)."""

SUMMIT_DAYS = (7.0, 365.0)
"""A summit is prepared for between these, uniform on the logarithm: half of them for less than 51 days."""


@dataclass(frozen=True, slots=True)
class Negotiation:
    """One generic negotiation on one occasion.

    Attributes:
        case: It, ready to be played; the markers `agreement` and `core` say what came of it.
        preparation: Days for which the meeting was prepared.
    """

    case: Case
    setting: Setting
    preparation: float


def draw_negotiation(
    number: int,
    setting: Setting,
    seed: int,
    beliefs: dict[str, Any],
    population: dict[str, Any],
    *,
    seats: int | None = None,
    change: Callable[[dict[str, Any]], None] | None = None,
) -> Negotiation:
    """Draw a generic negotiation.

    The same number is the same crisis in every setting but `summit`; only the mediator differs.

    Args:
        number: Which one.
        setting: The occasion.
        seed: Seed of the whole population.
        beliefs: General constant → what is believed of it.
        population: `strain` and `spread`, as in `wide.yaml`.
        seats: How many sit at the table; default: drawn.
        change: Told the raw case before it is read, to change it in place.

    Example:
        >>> found = draw_negotiation(3, "summit", 1, {}, {"strain": 0.1, "spread": 0.1})
        >>> len(found.case.document.meetings["m3"].table)
        2
    """
    summit = setting == "summit"
    random = np.random.default_rng([seed, number, purpose("summit" if summit else "crisis")])
    data = _parts(random, number, summit, seats)
    prepared = _preparation(random, summit)
    parties = data.pop("seated")
    data["meetings"] = {
        f"m{number}": {
            "on": "2000-01-01",
            "table": parties,
            "preparation": f"{prepared:.2f} days",
            "mediation": "none" if setting in ("unmediated", "summit") else setting,
            "miscommunication": round(float(random.beta(1.5, 3.0)), 3),
        }
    }
    data["factors"] = {
        "strain": {"start": population["strain"]},
        "spread": {"start": population["spread"]},
    }
    deal = {"meeting": f"m{number}", "outcome": "deal"}
    data["markers"] = {
        "agreement": {"when": deal},
        "core": {"when": {"issue": _core(data, parties), "settled": True}},
    }
    if change is not None:
        change(data)
    document = Document.model_validate(
        {
            **data,
            "detente": 1,
            "id": f"generic-{setting}-{number}",
            "title": f"Generic negotiation {number}",
            "as_of": date(2000, 1, 1),
            "until": date(2000, 1, 2),
            "step": "day",
            "general": beliefs,
        }
    )
    return Negotiation(Case(document, "", document.id, {}), setting, prepared)


def _preparation(random: Generator, summit: bool) -> float:
    """Draw for how many days a meeting was prepared; in a crisis, a part of its length."""
    if summit:
        low, high = np.log(SUMMIT_DAYS)
        return float(np.exp(random.uniform(low, high)))
    return float(random.uniform(0.2, 1.0) * CRISIS_MEDIAN * np.exp(CRISIS_LOG_SD * random.standard_normal()))


def _parts(random: Generator, number: int, summit: bool, given: int | None) -> dict[str, Any]:
    """Draw parties, issues and positions of a raw case, with the parties at the table under `seated`."""
    seats = 2 if summit or random.random() < 0.7 else 3
    seats = seats if given is None else given
    absent = int(random.choice(3, p=[0.55, 0.3, 0.15]))
    names = [f"p{number}-{k}" for k in range(seats + absent)]
    count = (
        int(random.integers(3, 7)) if summit else int(random.choice(range(1, 7), p=[0.2, 0.25, 0.2, 0.15, 0.1, 0.1]))
    )
    topics = int(random.integers(1, min(4, count) + 1))
    issues = {f"i{k}": _issue(random, k % topics, names[seats:]) for k in range(count)}
    positions = _positions(random, names, issues, 0.55 if summit else 0.8)
    data: dict[str, Any] = {
        "parties": {name: _party(random, summit) for name in names},
        "topics": {f"t{k}": {} for k in range(topics)},
        "issues": issues,
        "positions": positions,
        "seated": names[:seats],
    }
    _depend(random, data, names[:seats])
    return data


def _party(random: Generator, summit: bool) -> dict[str, Any]:
    """Draw a party: how tough it is, and how its price of moving differs from the general one.

    A crisis strains every party, some more than others; a summit none.
    """
    strained = 0.0 if summit else round(float(random.exponential()), 4)
    return {
        "power": round(float(np.exp(0.7 * random.standard_normal())), 4),
        "style": {"toughness": round(float(random.beta(3.0, 3.0)), 3)},
        "price": {
            "moved_by": {
                "strain": {"by": -strained, "from": 0.0},
                "spread": {"by": round(float(random.standard_normal()), 4), "from": 0.0},
            }
        },
    }


def _issue(random: Generator, topic: int, absent: list[str]) -> dict[str, Any]:
    """Draw an issue with three to five options from one end of its scale to the other."""
    inner = np.sort(random.choice(np.arange(10, 91, 10), size=int(random.integers(1, 4)), replace=False))
    levels = [0, *(int(level) for level in inner), 100]
    return {
        "topic": f"t{topic}",
        "now": f"o{levels[int(random.integers(len(levels)))]}",
        "options": {f"o{level}": level for level in levels},
        "deferrable": bool(random.random() < 0.3),
        "consent": [name for name in absent if random.random() < 0.6],
    }


def _positions(
    random: Generator, names: list[str], issues: dict[str, Any], opposed: float
) -> dict[str, dict[str, Any]]:
    """Draw what parties want: near one end of each issue, mostly at opposite ones."""
    found: dict[str, dict[str, Any]] = {name: {} for name in names}
    for issue in issues:
        side = random.random() < 0.5
        for k, name in enumerate(names):
            other = k > 0 and random.random() < (opposed if k == 1 else 0.5)
            depth = 100.0 * float(random.beta(0.7, 2.5))
            ideal = depth if side != other else 100.0 - depth
            position: dict[str, Any] = {
                "ideal": round(ideal, 2),
                "salience": round(float(np.clip(30.0 * random.gamma(1.2), 1.0, 100.0)), 2),
            }
            if random.random() < 0.25:
                end = 100.0 if ideal < 50.0 else 0.0
                position["limit"] = round(ideal + (end - ideal) * float(random.uniform(0.3, 0.9)), 2)
            found[name][issue] = position
    return found


def _depend(random: Generator, data: dict[str, Any], seated: list[str]) -> None:
    """Let some issues need others, some parties insist, and some terms be worth more together."""
    issues = list(data["issues"])
    if len(issues) < 2:
        return
    first, second = (issues[k] for k in random.permutation(len(issues))[:2])
    if random.random() < 0.2:
        data["issues"][first]["needs"] = {"issue": second, "settled": True}
    if random.random() < 0.25:
        party = seated[int(random.integers(len(seated)))]
        data["insists"] = {party: {second: [first]}}
    if random.random() < 0.3:
        party = seated[int(random.integers(len(seated)))]
        worth = round(0.1 * float(random.standard_normal()), 4)
        both = [{"issue": first, "settled": True}, {"issue": second, "settled": True}]
        data["linked"] = [{"id": "together", "party": party, "if": {"all": both}, "worth": worth}]


def _core(data: dict[str, Any], seated: list[str]) -> str:
    """Return the issue that weighs most for the parties at the table together."""

    def weight(issue: str) -> float:
        total = 0.0
        for name in seated:
            saliences = {key: float(position["salience"]) for key, position in data["positions"][name].items()}
            total += saliences[issue] / sum(saliences.values())
        return total

    issues: list[str] = [*data["issues"]]
    return max(issues, key=weight)
