"""The record that general beliefs are weighed by: counts with their sources, read from `record.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar, Literal, cast

from ruamel.yaml import YAML

from detente.analysis.calibration.population import Setting
from detente.case.numbers.durations import parse_duration
from detente.case.numbers.scales import Scale
from detente.case.schema.base import Bilingual
from detente.case.schema.quantities import Quantity, read_quantity

__all__ = ["Comparison", "Count", "Outcome", "Record", "Wide", "record", "wide"]

Outcome = Literal["agreement", "core", "core-of-agreements", "prepared-of-core"]


@dataclass(frozen=True, slots=True)
class Count:
    """So many successes among so many cases of the record.

    Attributes:
        of: The setting; `mediated` pools the styles.
        weight: What it is worth beside a verified count; 0 for a check.
    """

    also_in_json: ClassVar = ("share",)

    id: str
    of: Setting | Literal["mediated"]
    outcome: Outcome
    successes: int
    trials: int
    weight: float
    source: str
    about: Bilingual

    @property
    def share(self) -> float:
        """Successes per trial."""
        return self.successes / self.trials


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two groups of ceasefires by the share that had failed at several ages.

    Attributes:
        shares, against: Age in days → share failed.
        published: 5 % and 95 % ends, roughly, of the hazard ratios that are published.
    """

    id: str
    shares: Mapping[float, float]
    against: Mapping[float, float]
    published: tuple[float, float]
    about: Bilingual


@dataclass(frozen=True, slots=True)
class Record:
    """All counts, how mediated crises divide into styles, and how truces fared.

    Attributes:
        truce_trials: Truces observed.
        truce_failed: Age in days → how many had failed by then, rising.
    """

    sources: Mapping[str, str]
    counts: tuple[Count, ...]
    styles: Mapping[Setting, int]
    truce_trials: int
    truce_failed: Mapping[float, int]
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Wide:
    """What was believed before the record was looked at.

    Attributes:
        constants: General constant → notation, as a case would write it.
        strain, spread: The same for what crises and parties are like.
        talks, selection: What the model has no name for: how many unmediated crises see talks at all, and by
            how much the log-odds of mediated ones differ for other reasons than mediation.
    """

    constants: Mapping[str, Any]
    strain: Any
    spread: Any
    talks: Quantity
    selection: Quantity


def _raw(name: str) -> Any:
    text = files("detente").joinpath("analysis", "calibration", name).read_text(encoding="utf-8")
    return YAML(typ="safe", pure=True).load(text)


@cache
def wide() -> Wide:
    """Return the wide beliefs.

    Example:
        >>> wide().talks.scale
        <Scale.SHARE: 'share'>
    """
    raw = _raw("wide.yaml")
    population = raw["population"]
    talks, selection = (
        read_quantity(population[name]["value"], Scale(population[name]["scale"])) for name in ("talks", "selection")
    )
    strain, spread = (population[name]["value"] for name in ("strain", "spread"))
    return Wide(raw["constants"], strain, spread, talks, selection)


@cache
def record() -> Record:
    """Return the record.

    Example:
        >>> record().counts[0].share < 0.25
        True
    """
    raw = _raw("record.yaml")
    counts = tuple(_count(key, entry) for key, entry in raw["counts"].items())
    rows = {name: _by_age(shares) for name, shares in raw["rows"].items()}
    comparisons = tuple(
        Comparison(
            key,
            _by_age(entry["shares"]),
            rows[entry["against"]],
            cast(tuple[float, float], tuple(entry["published"])),
            Bilingual.model_validate(entry["about"]),
        )
        for key, entry in raw["compared"].items()
    )
    truces = raw["truces"]
    return Record(raw["sources"], counts, raw["styles"], truces["trials"], _by_age(truces["failed"]), comparisons)


def _count(key: str, entry: dict[str, Any]) -> Count:
    weight = 0.0 if entry.get("use") == "check" else float(entry.get("weight", 1.0))
    return Count(
        key,
        entry["of"],
        entry["outcome"],
        entry["successes"],
        entry["trials"],
        weight,
        entry["source"],
        Bilingual.model_validate(entry["about"]),
    )


def _by_age(raw: dict[str, Any]) -> dict[float, Any]:
    return {parse_duration(age): value for age, value in raw.items()}
