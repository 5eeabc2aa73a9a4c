"""A bargaining problem with names for its parts, and the package struck: the solver's friendly face."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, cast

import numpy as np

from detente.bargaining.arrays import Floats, Ints, Marks
from detente.bargaining.rules import Kind, Rule, Status
from detente.bargaining.solver import strike_package
from detente.bargaining.workspace import Desk, Extent, new_desk
from detente.kernels.packing import pack

__all__ = ["Package", "PackageProblem"]


@dataclass(frozen=True, slots=True)
class Package:
    """What a table strikes.

    Attributes:
        choice: Alternative of each issue, shape (issues,); all zero without a deal.
        gains: Gain of each party, shape (parties,), in the unit of the problem's gains.
        outcome: Whether a package was struck, and whether it is proved best.
    """

    choice: Ints
    gains: Floats
    outcome: Status

    @property
    def struck(self) -> bool:
        """Tell whether there is a deal."""
        return bool(self.outcome == Status.STRUCK or self.gains.any())

    @property
    def status(self) -> str:
        """Say the outcome in a sentence."""
        return self.outcome.sentence


_GIVEN = (
    *("gains", "counts", "kinds", "allowed", "topics", "weights", "floors", "consents", "row_floors", "row_links"),
    *("link_worth", "base", "quorum_issue", "quorum_size", "quorum_votes", "costs"),
    *("quorum_group", "quorum_against", "abstains", "set_of", "favour"),
)
"""What a desk takes as it is; rows are told by their terms."""
_DEFAULT: Any = None
"""Filled in when the problem is made, to the shape of its gains."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PackageProblem:
    """Which packages a table may strike, and what they give to whom.

    The first ``n_table`` parties sit at the table. Alternative 0 of an issue leaves it untouched and
    gives nobody anything. A package x is admissible if it settles something, settles issues of at most
    ``breadth`` topics, satisfies the rows without a link, gives everyone at the table a gain > 0 and every
    absent party whose consent it needs at least its floor, settles issues of a set together or not at all, and wins
    the votes: of every group of quorums that guards what it settles, one is reached. With sums over issues,
    g_p(x) = Σ_i gains[p, i, x_i] + Σ_{active l} link_worth[p, l] − base[p]; a link is active if all its
    rows are satisfied, and row r is satisfied if Σ_i row_coefficients[r, i, x_i] ≥ row_floors[r].

    In a vote those at the table agree, an absent party agrees if it gains its floor, and is against if it gains less
    than its floor less what it abstains by. With an `isolation` κ > 0 nobody at the table need gain: it objects only
    if g_p ≤ −κ·F, F the weight of those at the table with a gain > 0, and every rule picks by g_p + κ·F.

    Attributes:
        gains: Gain each alternative adds, shape (parties, issues, alternatives).
        n_table: Number of parties at the table.
        counts: Alternatives of each issue, shape (issues,); all of them if not given.
        kinds: `Kind` of each alternative, shape (issues, alternatives); 0 is untouched, the rest settle.
        allowed: Whether an alternative may be used, same shape; all by default.
        topics: Topic of each issue, 0–62, shape (issues,); all issues in one by default.
        breadth: Topics that may be settled.
        weights: Nash weights, shape (parties,); 1 by default.
        floors: Least gain of absent parties, shape (parties,); 0 by default.
        consents: Whether settling an issue needs an absent party, shape (parties, issues); none by default.
        row_coefficients: Shape (rows, issues, alternatives); no rows by default.
        row_floors: Shape (rows,).
        row_links: Link that a row belongs to, −1 for rows that must hold, shape (rows,).
        link_worth: What an active link adds to a gain, shape (parties, links).
        base: Subtracted from gains, shape (parties,).
        quorum_issue: Issue that a quorum guards, −1 if it guards all packages, shape (quorums,).
        quorum_size: How many votes must agree, shape (quorums,).
        quorum_votes: Votes of each party, 0 where it is not asked, shape (quorums, parties).
        quorum_group: Quorums of one group stand next to each other and guard the same; each its own by default.
        quorum_against: What a vote against takes away, shape (quorums, parties); nothing by default.
        abstains: How far below its floor a party may gain and not vote against, shape (parties,); 0 by default.
        set_of: Set of issues that are settled together or not at all, −1 for none, shape (issues,); none by default.
        isolation: κ, 0 for unanimity.
        favour: Weights of those at the table, shape (parties,); heads by default. Scaled to sum to 1.
        costs: Distance from the compromise, shape (issues, alternatives); `Rule.COMPROMISE` only.

    Raises:
        ValueError: If a shape or a value is not what it should be.

    Example:
        >>> import numpy as np
        >>> problem = PackageProblem(gains=np.array([[[0.0, 0.2, 0.4]], [[0.0, 0.3, 0.1]]]), n_table=2)
        >>> package = problem.strike(Rule.NASH)
        >>> package.choice.tolist(), package.gains.tolist()
        ([1], [0.2, 0.3])
    """

    gains: Floats
    n_table: int
    counts: Ints = _DEFAULT
    kinds: Ints = _DEFAULT
    allowed: Marks = _DEFAULT
    topics: Ints = _DEFAULT
    breadth: int = 63
    weights: Floats = _DEFAULT
    floors: Floats = _DEFAULT
    consents: Marks = _DEFAULT
    row_coefficients: Floats = _DEFAULT
    row_floors: Floats = _DEFAULT
    row_links: Ints = _DEFAULT
    link_worth: Floats = _DEFAULT
    base: Floats = _DEFAULT
    quorum_issue: Ints = _DEFAULT
    quorum_size: Ints = _DEFAULT
    quorum_votes: Ints = _DEFAULT
    costs: Floats = _DEFAULT
    quorum_group: Ints = _DEFAULT
    quorum_against: Ints = _DEFAULT
    abstains: Floats = _DEFAULT
    set_of: Ints = _DEFAULT
    isolation: float = 0.0
    favour: Floats = _DEFAULT

    def __post_init__(self) -> None:
        """Fill in defaults, make the arrays the kernels' own, and check them."""
        if np.ndim(self.gains) != 3:
            raise ValueError(f"gains must have shape (parties, issues, alternatives), not {np.shape(self.gains)}")
        P, I, A = np.shape(self.gains)  # noqa: E741
        R = 0 if self.row_floors is None else len(self.row_floors)
        L = 0 if self.link_worth is None else np.shape(self.link_worth)[1]
        K = 0 if self.quorum_issue is None else len(self.quorum_issue)
        kinds = np.full((I, A), int(Kind.SETTLED))
        kinds[:, :1] = int(Kind.UNTOUCHED)
        wanted: dict[str, tuple[tuple[int, ...], type[np.generic], object]] = {
            "gains": ((P, I, A), np.float64, 0.0),
            "counts": ((I,), np.int64, np.full(I, A)),
            "kinds": ((I, A), np.int64, kinds),
            "allowed": ((I, A), np.uint8, np.ones((I, A))),
            "topics": ((I,), np.int64, np.zeros(I)),
            "weights": ((P,), np.float64, np.ones(P)),
            "floors": ((P,), np.float64, np.zeros(P)),
            "consents": ((P, I), np.uint8, np.zeros((P, I))),
            "row_coefficients": ((R, I, A), np.float64, np.zeros((R, I, A))),
            "row_floors": ((R,), np.float64, np.zeros(R)),
            "row_links": ((R,), np.int64, np.full(R, -1)),
            "link_worth": ((P, L), np.float64, np.zeros((P, L))),
            "base": ((P,), np.float64, np.zeros(P)),
            "quorum_issue": ((K,), np.int64, np.zeros(K)),
            "quorum_size": ((K,), np.int64, np.zeros(K)),
            "quorum_votes": ((K, P), np.int64, np.zeros((K, P))),
            "costs": ((I, A), np.float64, np.zeros((I, A))),
            "quorum_group": ((K,), np.int64, np.arange(K)),
            "quorum_against": ((K, P), np.int64, np.zeros((K, P))),
            "abstains": ((P,), np.float64, np.zeros(P)),
            "set_of": ((I,), np.int64, np.full(I, -1)),
            "favour": ((P,), np.float64, np.ones(P)),
        }
        for name, (shape, kind, default) in wanted.items():
            given = getattr(self, name)
            array = np.array(default if given is None else given, dtype=kind, order="C")
            if array.shape != shape:
                raise ValueError(f"{name} must have shape {shape}, not {array.shape}")
            if name == "favour":
                array[self.n_table :] = 0.0
                array /= array.sum() if array.sum() > 0.0 else 1.0
            view = array.view()
            view.flags.writeable = False
            object.__setattr__(self, name, view)
        self._check(P, I, A, L)

    def _check(self, P: int, I: int, A: int, L: int) -> None:  # noqa: E741
        """Raise what is wrong with the values."""
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, np.ndarray) and not np.isfinite(value).all():
                raise ValueError(f"{item.name} must be finite")
        rules = {
            f"n_table must lie between 1 and {P}": 1 <= self.n_table <= P <= 63,
            f"counts must lie between 1 and {A}": bool(((self.counts >= 1) & (self.counts <= A)).all()),
            "kinds must be 0 for alternative 0, and 1 or 2 for the others": bool(
                (self.kinds[:, 0] == 0).all() and np.isin(self.kinds[:, 1:], (1, 2)).all()
            ),
            "gains of alternative 0 must be 0": bool((self.gains[:, :, 0] == 0).all()),
            "topics must lie between 0 and 62": bool(((self.topics >= 0) & (self.topics <= 62)).all()),
            "weights must not be negative": bool((self.weights >= 0).all()),
            f"row_links must lie between −1 and {L - 1}": bool(
                ((self.row_links >= -1) & (self.row_links < L)).all() and L <= 62
            ),
            f"quorum_issue must lie between −1 and {I - 1}": bool(
                ((self.quorum_issue >= -1) & (self.quorum_issue < I)).all()
            ),
            "quorums of one group must stand next to each other and guard the same": self._are_grouped(),
            "abstains, isolation and favour must not be negative": bool(
                (self.abstains >= 0).all() and self.isolation >= 0 and (self.favour >= 0).all()
            ),
            "quorum_votes must not be negative": bool((self.quorum_votes >= 0).all()),
        }
        for sentence, holds in rules.items():
            if not holds:
                raise ValueError(sentence)

    def _are_grouped(self) -> bool:
        """Tell whether groups of quorums are what they should be."""
        seen = [(int(group), int(issue)) for group, issue in zip(self.quorum_group, self.quorum_issue, strict=True)]
        starts = [pair for k, pair in enumerate(seen) if k == 0 or pair[0] != seen[k - 1][0]]
        return len({group for group, _ in starts}) == len(starts) == len(set(seen))

    def strike(self, rule: Rule = Rule.NASH, proposer: int = 0) -> Package:
        """Return the package the table strikes under a rule.

        Args:
            rule: How the table chooses.
            proposer: Who proposes, an index below ``n_table``; `Rule.PROPOSER` only.

        Raises:
            ValueError: If the proposer is not at the table.
        """
        if not 0 <= proposer < self.n_table:
            raise ValueError(f"proposer must lie between 0 and {self.n_table - 1}, not {proposer}")
        desk = self.desk()
        outcome = cast(Any, strike_package)(pack(desk), int(rule), proposer, self.breadth)
        choice, gains = desk.choice, desk.party_gains
        choice.flags.writeable = False
        gains.flags.writeable = False
        return Package(choice, gains, Status(outcome))

    def desk(self) -> Desk:
        """Return the problem as the solver takes it."""
        P, I, A = self.gains.shape  # noqa: E741
        rows, issues = np.nonzero(np.any(self.row_coefficients, axis=2))
        R = len(self.row_floors)
        desk = new_desk(P, I, A, R, len(rows), self.link_worth.shape[1], len(self.quorum_issue))
        for name in _GIVEN:
            getattr(desk, name)[...] = getattr(self, name)
        ends = np.searchsorted(rows, np.arange(R + 1))
        desk.row_whole[:] = np.all(self.row_coefficients == np.floor(self.row_coefficients), axis=(1, 2))
        desk.row_first[:], desk.row_last[:] = ends[:-1], ends[1:]
        desk.term_issue[:], desk.term[:] = issues, self.row_coefficients[rows, issues]
        desk.issue_ends[1:] = np.cumsum(np.bincount(issues, minlength=I))
        desk.issue_terms[:] = np.argsort(issues, kind="stable")
        desk.sizes[[Extent.PARTIES, Extent.TABLE, Extent.ROWS]] = P, self.n_table, R
        desk.sizes[Extent.QUORUMS], desk.sizes[Extent.SETS] = len(self.quorum_issue), bool((self.set_of >= 0).any())
        desk.isolation[0] = self.isolation
        return desk
