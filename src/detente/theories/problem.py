"""What theories start from: who wants what on which issues, how much, and with how much power."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.bargaining.packages import PackageProblem
from detente.theories.arrays import Floats

if TYPE_CHECKING:
    from detente.theories.conflict.reading import CaseConflict
    from detente.theories.voting.rules import AnyRule

__all__ = ["Problem", "Problems"]

_NONE: Any = None
"""Filled in when the problem is made."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Problem:
    """Who wants what in one belief.

    Attributes:
        parties, issues: their names.
        positions: level that each party would choose, 0–100, shape (parties, issues); not a number where it is silent.
        salience: how much each issue matters to each party, 0–1, shape (parties, issues); 0 where it is silent.
        power: capability on any scale, > 0, shape (parties,); 1 by default.
        now: level in force, 0–100, shape (issues,); not a number, the default, where there is none.
        package: which packages a table may strike; None where no options are known.
        options: names of the alternatives of each issue in `package`: untouched, shelved, then the options.
        option_levels: level of each alternative, shape (issues, alternatives); beside `package`.
        seats: party of each row of `package`, those at the table first.
        conflict: who can make which move, for theories of moves; None where the case does not say.
        rules: issue → how consent to its change is counted; nothing where all who are asked must agree.
        belief: number of the belief it was drawn in; random draws of a theory are keyed by it.
        case, case_sha256: the case it was made from; empty if it was made by hand.

    Raises:
        ValueError: a shape or a value is not what it should be.

    Example:
        >>> problem = Problem(
        ...     parties=("north", "south"),
        ...     issues=("border",),
        ...     positions=np.array([[0.0], [100.0]]),
        ...     salience=np.array([[0.5], [1.0]]),
        ...     power=np.array([2.0, 3.0]),
        ... )
        >>> problem.weights.tolist()
        [[1.0], [3.0]]
    """

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    positions: Floats
    salience: Floats
    power: Floats = _NONE
    now: Floats = _NONE
    package: PackageProblem | None = None
    options: tuple[tuple[str, ...], ...] = ()
    option_levels: Floats = _NONE
    seats: tuple[str, ...] = ()
    conflict: CaseConflict | None = None
    rules: tuple[tuple[str, AnyRule], ...] = ()
    belief: int = 0
    case: str = ""
    case_sha256: str = ""

    def __post_init__(self) -> None:
        """Fill in defaults, copy the arrays, and check them."""
        P, I = len(self.parties), len(self.issues)  # noqa: E741
        for name, shape, default in (
            ("positions", (P, I), None),
            ("salience", (P, I), None),
            ("power", (P,), np.ones(P)),
            ("now", (I,), np.full(I, np.nan)),
            ("option_levels", None, np.zeros((I, 0))),
        ):
            given = getattr(self, name)
            array = np.array(default if given is None else given, dtype=np.float64, order="C")
            if shape is not None and array.shape != shape:
                raise ValueError(f"{name} must have shape {shape}, not {array.shape}")
            array.flags.writeable = False
            object.__setattr__(self, name, array)
        _check(self.positions, self.salience, self.power, self.now)

    @property
    def weights(self) -> Floats:
        """Power times salience, shape (parties, issues): 0 for who is silent."""
        return np.asarray(self.power[:, None] * self.salience)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Problems:
    """The same problem in B beliefs.

    Attributes:
        parties, issues, now, options, option_levels, seats, case, case_sha256: as of a `Problem`.
        positions, salience: shape (B, parties, issues).
        power: shape (B, parties).
        packages: which packages a table may strike in each belief; empty where no options are known.
        conflict: who can make which move; None where the case does not say.
        rules: issue → how consent to its change is counted.
        first: number of the first belief.
    """

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    positions: Floats
    salience: Floats
    power: Floats
    now: Floats
    packages: tuple[PackageProblem, ...] = ()
    options: tuple[tuple[str, ...], ...] = ()
    option_levels: Floats = _NONE
    seats: tuple[str, ...] = ()
    conflict: CaseConflict | None = None
    rules: tuple[tuple[str, AnyRule], ...] = ()
    first: int = 0
    case: str = ""
    case_sha256: str = ""

    def __post_init__(self) -> None:
        """Check the numbers."""
        _check(self.positions, self.salience, self.power, self.now)

    def __len__(self) -> int:
        return len(self.positions)

    def __getitem__(self, belief: int) -> Problem:
        """Return the problem in one belief, counted from 0."""
        return Problem(
            parties=self.parties,
            issues=self.issues,
            positions=self.positions[belief],
            salience=self.salience[belief],
            power=self.power[belief],
            now=self.now,
            package=self.packages[belief] if self.packages else None,
            options=self.options,
            option_levels=self.option_levels,
            seats=self.seats,
            conflict=self.conflict,
            rules=self.rules,
            belief=self.first + belief,
            case=self.case,
            case_sha256=self.case_sha256,
        )

    def part(self, first: int, count: int) -> Problems:
        """Return some consecutive beliefs."""
        span = slice(first, first + count)
        return replace(
            self,
            positions=self.positions[span],
            salience=self.salience[span],
            power=self.power[span],
            packages=self.packages[span],
            first=self.first + first,
        )

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> Problems:
        """Put problems of one shape together; those of a batch keep the number of their first belief."""
        one = problems[0]
        return cls(
            parties=one.parties,
            issues=one.issues,
            positions=np.ascontiguousarray([problem.positions for problem in problems]),
            salience=np.ascontiguousarray([problem.salience for problem in problems]),
            power=np.ascontiguousarray([problem.power for problem in problems]),
            now=one.now,
            packages=tuple(problem.package for problem in problems if problem.package is not None),
            options=one.options,
            option_levels=one.option_levels,
            seats=one.seats,
            conflict=one.conflict,
            rules=one.rules,
            first=one.belief,
            case=one.case,
            case_sha256=one.case_sha256,
        )


def _check(positions: Floats, salience: Floats, power: Floats, now: Floats) -> None:
    """Raise what is wrong with the values."""
    heard = ~np.isnan(positions)
    rules = {
        "positions must lie between 0 and 100": bool(((positions[heard] >= 0) & (positions[heard] <= 100)).all()),
        "salience must lie between 0 and 1": bool(((salience >= 0) & (salience <= 1)).all()),
        "salience must be 0 where a position is missing": bool((salience[~heard] == 0).all()),
        "power must be positive and finite": bool(((power > 0) & np.isfinite(power)).all()),
        "now must lie between 0 and 100": bool((np.isnan(now) | ((now >= 0) & (now <= 100))).all()),
    }
    for words, holds in rules.items():
        if not holds:
            raise ValueError(words)
