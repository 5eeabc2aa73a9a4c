"""What is said of a deal space, as frozen view-models that every face shows.

Shares are of beliefs: each belief is one answer to whether a deal exists, so there is no chance in them. Their
Monte Carlo error is that of a share of B draws.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from detente.analysis.deals.conditions import Condition
from detente.case.schema.base import Bilingual
from detente.engine.run.table_problem import HoldOut
from detente.json_names import UNSAID
from detente.results import Result

Choice = dict[str, str]
"""Issue → option, or `shelved`; what is not named stays as it is."""


@dataclass(frozen=True, slots=True)
class Span:
    """A number that differs between beliefs: its mean and its central 90 % over them."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party that the meeting involves.

    Attributes:
        at_table: Whether it sits at the table; else its consent is needed.
        price: τ, what a change must bring it as a share of an issue's range, hold-out included.
    """

    id: str
    title: Bilingual
    at_table: bool
    price: Span


@dataclass(frozen=True, slots=True)
class OptionView:
    """One way to settle an issue.

    Attributes:
        now: Whether it is in force already.
        accepts: Party → share of beliefs in which it would sign this and nothing else: within its limit, without
            what it insists on elsewhere, at no loss; None where nobody asks it.
        possible: Share of beliefs in which a package with this option lies in the zone of agreement.
    """

    id: str
    title: Bilingual
    now: bool
    accepts: dict[str, float | None]
    possible: float


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue on the agenda and its options, by level."""

    id: str
    title: Bilingual
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Conditions, or parties, that together stand between the parties and a deal.

    Attributes:
        what: Conditions; relaxing all of them opens the zone, relaxing fewer of them does not.
        share: Of the beliefs in which the zone is empty.
    """

    what: tuple[Condition, ...]
    share: float


@dataclass(frozen=True, slots=True)
class PartyBlock:
    """Parties, by id, whose conditions together stand in the way; `needs` and `breadth` belong to none."""

    who: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Move:
    """The smallest single move of one kind that opens an empty zone.

    Attributes:
        kind: `price` (fall of τ), `offer` (gain to be made up, as a share of all that the party has at stake),
            `limit` and `position` (levels, 0-100), `breadth` (topics).
        party, issue: Whose, and on what; empty where it does not apply.
        opens: Share of the beliefs with an empty zone in which this move alone can open it.
        size: How large it must be in those; None where there are none.
    """

    kind: str
    party: str
    issue: str
    opens: float
    size: Span | None


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What one issue of a package brings a party, before prices; positive is a gain."""

    issue: str
    worth: Span


@dataclass(frozen=True, slots=True)
class Account:
    """What a party gets and gives by a package, over all beliefs.

    Attributes:
        accepts: Share of beliefs in which it would sign; None where the package needs no yes of it.
        gets, gives: Issues by what they bring or cost on average, largest first.
        together: What issues are worth together.
        price: What moving costs it.
        gain: What is left.
    """

    party: str
    accepts: float | None
    gets: tuple[LedgerLine, ...]
    gives: tuple[LedgerLine, ...]
    together: Span
    price: Span
    gain: Span


@dataclass(frozen=True, slots=True)
class PackageView:
    """A leading package.

    Attributes:
        struck: Rule → share of beliefs in which the table strikes exactly this package.
        accepted: Share of beliefs in which all involved would sign and nothing else forbids it.
        efficient: Share of those in which it is on the Pareto frontier among those at the table; None without any.
        distance: In those, how far its gains are from those of the Nash package, each in units of the party's best.
        dominated_by: The package that dominates it most often, where it is accepted.
    """

    choice: Choice
    struck: dict[str, float]
    accepted: float
    efficient: float | None
    distance: Span | None
    dominated_by: Choice | None
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A package on the frontier: what it gives to whom, and the rules that strike it."""

    choice: Choice
    gains: dict[str, float]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrontierView:
    """The Pareto frontier among those at the table in one typical belief.

    Attributes:
        belief: Its number: of those with a zone, and in which the rules strike different packages if there are
            such, the one whose Nash gains are nearest to their median.
        axes: The two parties at the table with most power.
        packages: How many packages the allowed alternatives make.
        admissible: How many of them lie in the zone; None where they are too many to look at.
        complete: Whether the frontier has no other points.
        status: How it was found, in a sentence.
    """

    belief: int
    axes: tuple[str, str]
    points: tuple[Point, ...]
    packages: int
    admissible: int | None
    complete: bool
    status: Bilingual


@dataclass(frozen=True, slots=True, repr=False)
class Deals(Result):
    """The deal space of one meeting as it stands at `as_of`, with what is needed to reproduce it.

    Attributes:
        hold_out: Whether those at the table hold out above their prices.
        want: The outcome that was wanted, as it was written; empty where any deal counts.
        beliefs: How many were drawn.
        empty: Share of beliefs in which the zone of agreement is empty.
        standard_error: Monte Carlo error of `empty`; that of any share here is at most 0.5/√B.
        told: Whether there are empty zones enough to say who blocks.
        reasons: Minimal sets of conditions that exclude each other, one for each belief with an empty zone.
        blocks, blocking_parties: Minimal sets whose relaxation opens the zone, the most frequent first; a belief
            may have several.
        all_blocks: Whether every minimal set was found, of any size.
        shortfall: With an empty zone: the least that everyone at the table would have to forgo alike, in gains,
            over the beliefs in which that can open it.
        frontier: None where the zone is empty in every belief.
    """

    case: str
    title: Bilingual
    as_of: date
    version: str
    case_sha256: str
    seed: int
    beliefs: int
    hold_out: HoldOut
    want: str
    meeting: str
    meeting_title: Bilingual
    topics: Span
    parties: tuple[PartyView, ...]
    empty: float
    standard_error: float
    told: bool
    reasons: tuple[Block, ...]
    blocks: tuple[Block, ...]
    blocking_parties: tuple[PartyBlock, ...]
    all_blocks: bool
    shortfall: Span | None
    moves: tuple[Move, ...]
    issues: tuple[IssueView, ...]
    packages: tuple[PackageView, ...]
    frontier: FrontierView | None
    titles: dict[str, Bilingual] = field(metadata=UNSAID)
    status: Bilingual
    references: tuple[str, ...]
