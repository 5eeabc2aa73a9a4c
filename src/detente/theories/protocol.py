"""What every theory is: a frozen object that says what it is and turns a problem into a prediction.

A theory is a published model of how positions become an outcome. Each is a frozen dataclass whose fields are its
parameters, typed: numbers, truths and enumerations. It inherits from nothing here; having the attributes is enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import Any, ClassVar, Protocol, TypeVar, runtime_checkable

from detente.bibliography import Reference, add_works
from detente.case.schema.base import Bilingual
from detente.errors import OptionError
from detente.theories.arrays import Floats
from detente.theories.prediction import Prediction
from detente.theories.problem import Problem, Problems
from detente.theories.sentences import sentence

__all__ = ["Batched", "Claim", "Info", "Theory", "check_theory", "member", "parameters_of"]

Member = TypeVar("Member", bound=StrEnum)


class Claim(StrEnum):
    """What a theory says of itself, for every problem; each is tested on random ones.

    * ``WITHIN_POSITIONS``: every level lies between the lowest and the highest position on its issue, so that no
      other level suits everybody better (Pareto on one issue with single peaks).
    * ``PARETO``: no admissible package gives one party at the table more and none less.
    * ``INDIVIDUALLY_RATIONAL``: nobody at the table ends below the terms in force.
    * ``SYMMETRIC``: the order of the parties does not matter.
    * ``MIRRORED``: turning the scales of all issues around turns the outcome around.
    * ``POWER_SCALE``: the unit of power does not matter.
    * ``LEVEL_SCALE``: shifting and stretching the scales of all issues alike shifts and stretches the outcome.
    * ``GAIN_SCALE``: the unit of a party's gains does not matter.
    * ``ISSUE_BY_ISSUE``: what is wanted on other issues does not matter.
    * ``TRUTHFUL``: no party brings the outcome nearer to its ideal by naming another.
    """

    WITHIN_POSITIONS = "within-positions"
    PARETO = "pareto"
    INDIVIDUALLY_RATIONAL = "individually-rational"
    SYMMETRIC = "symmetric"
    MIRRORED = "mirrored"
    POWER_SCALE = "power-scale"
    LEVEL_SCALE = "level-scale"
    GAIN_SCALE = "gain-scale"
    ISSUE_BY_ISSUE = "issue-by-issue"
    TRUTHFUL = "truthful"

    @property
    def says(self) -> Bilingual:
        """Say the claim in a few words."""
        return sentence(f"theory.claim.{self.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """What a theory is.

    Attributes:
        key: its name in commands and files, words joined by hyphens; `detente.theories` has it with underscores.
        references: keys of the works it was written from, in the bibliography.
        claims: what holds of it for every problem.
        exact: whether its numbers are the model's own, up to rounding; else they are approximated.
        stochastic: whether its outcome depends on the seed.
        levels: whether it predicts levels of issues; else states, or the power of parties.
        texts: of a theory of one's own: `title`, `about`, `limits` and `reproduced`; of ours they are in the catalogue.
        works: publications that the bibliography does not have, which `references` then names by their keys.
    """

    key: str
    references: tuple[str, ...]
    claims: frozenset[Claim]
    exact: bool = True
    stochastic: bool = False
    levels: bool = True
    texts: Mapping[str, Bilingual] = field(default_factory=dict, hash=False)
    works: tuple[Reference, ...] = ()

    def __post_init__(self) -> None:
        """Put works that the bibliography does not have into it."""
        add_works(self.works)

    def _text(self, name: str) -> Bilingual:
        return self.texts[name] if self.texts else sentence(f"theory.{self.key}.{name}")

    @property
    def title(self) -> Bilingual:
        """A short name for people."""
        return self._text("title")

    @property
    def about(self) -> Bilingual:
        """Say in a sentence how it arrives at an outcome."""
        return self._text("about")

    @property
    def limits(self) -> Bilingual:
        """Say what it leaves out and where it is known to fail."""
        return self._text("limits")

    @property
    def reproduced(self) -> Bilingual:
        """Say which published numbers this implementation gives again, and which not."""
        return self._text("reproduced")


@runtime_checkable
class Theory(Protocol):
    """A published model of how positions become an outcome."""

    info: ClassVar[Info]

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say in a sentence why the theory does not apply to a problem; None if it does."""
        ...

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Predict the outcome of a problem.

        Raises:
            TheoryError: the theory does not apply; the sentence is that of `objection`.
        """
        ...


@runtime_checkable
class Batched(Theory, Protocol):
    """A theory that also takes many beliefs at once, compiled."""

    def levels(self, problems: Problems, *, seed: int = 1) -> Floats:
        """Return the level of every issue in every belief, shape (B, I), equal to that of `solve` one by one."""
        ...


def check_theory(theory: object) -> None:
    """Refuse what is no theory.

    Raises:
        OptionError: it is none; the message says what is missing.
    """
    kind = type(theory) if not isinstance(theory, type) else theory
    if isinstance(theory, type):
        raise OptionError(f"theory: found the class {kind.__name__}", f"give an object, {kind.__name__}()")
    missing = [name for name in ("info", "objection", "solve") if not hasattr(theory, name)]
    missing += [] if is_dataclass(theory) else ["the fields of a dataclass"]
    if missing or not isinstance(theory.info, Info):  # type: ignore[attr-defined]
        lacks = ", ".join(missing) or "an `Info` as its info"
        raise OptionError(f"theory: {kind.__name__} is none, for it lacks {lacks}", "see how to add a theory")


def parameters_of(theory: Any) -> tuple[tuple[str, str], ...]:
    """Return the parameters of a theory by name, as they are written in files, in their order."""
    return tuple((field.name, _written(getattr(theory, field.name))) for field in fields(theory))


def _written(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def member(kind: type[Member], option: str, found: str) -> Member:
    """Return the member of an enumeration that a parameter names.

    Raises:
        OptionError: there is none of that name.
    """
    try:
        return kind(found)
    except ValueError:
        raise OptionError.unknown(option, str(found), [each.value for each in kind]) from None
