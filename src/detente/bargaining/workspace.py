"""The solver's desk: the problem of one table, and the space in which it is solved.

All arrays stand in one named tuple that kernels are handed as one pointer (:mod:`detente.kernels.packing`), made once
for the largest problem and used for any number of smaller ones. `sizes` says how much of each is in use; what the rest
holds does not matter.
"""

from enum import IntEnum
from typing import NamedTuple

import numpy as np

from detente.bargaining.arrays import Floats, Ints, Marks
from detente.bargaining.rules import GAIN_FLOOR, Goal, Scale

__all__ = ["PACKAGES", "PROPOSERS", "Desk", "Extent", "new_desk", "row_table"]

PACKAGES = 4
"""Packages that a memory holds at most."""
PROPOSERS = 2
"""Where a memory's prices for proposers begin; those for any package and for the best one stand before."""


class Extent(IntEnum):
    """Where `Desk.sizes` holds what."""

    PARTIES = 0
    """Parties involved, P: those at the table first."""
    TABLE = 1
    """Parties at the table."""
    ROWS = 2
    """Rows R."""
    OPEN_ISSUES = 3
    """Issues of the reduced problem, n."""
    OPEN_ROWS = 4
    """Rows of the reduced problem, m: those that must hold first."""
    HARD_ROWS = 5
    """How many of them must hold."""
    OPEN_LINKS = 6
    """Links of the reduced problem."""
    LIMITED = 7
    """1 where breadth binds."""
    SPARE = 8
    """Topics that may be opened where it does, else 1."""
    KNOWN = 9
    """1 where a package has been found."""
    BRANCHES = 10
    """Branches tried so far."""
    DEAD_LINKS = 11
    """Bit l: link l has a row that no package satisfies."""
    MEMORY = 12
    """Which of the memories holds what the search starts from, and keeps what it ends with."""
    QUORUMS = 13
    """Quorums that count, of those that the desk has room for."""
    SETS = 14
    """1 where some issues are settled together or not at all."""
    WATCHED = 15
    """Votes that are neither won nor void in the part of the problem that is looked at."""
    WHOLE = 16
    """1 while the reduced problem is that of all that is allowed."""
    NARROWED = 17
    """1 once something has been struck out of the domain."""


class Desk(NamedTuple):
    """Index order: parties p, issues i, alternatives a; then rows r and links l; fans d and positions k first.

    Of the reduced problem all alternatives stand in one row, z; those of an issue next to each other.

    What makes a package admissible stands at :class:`detente.bargaining.packages.PackageProblem`.
    """

    sizes: Ints  # see Extent
    goal: Ints  # see rules.Goal
    scale: Floats  # see rules.Scale
    # the problem, filled by the caller
    gains: Floats  # f8[P, I, A] what alternatives add to gains; alternative 0 is "untouched" and adds 0
    counts: Ints  # i8[I] alternatives of each issue
    kinds: Ints  # i8[I, A] see Kind
    allowed: Marks  # u1[I, A]
    topics: Ints  # i8[I] 0–62
    weights: Floats  # f8[P] Nash weights
    demands: Floats  # f8[P] a party at the table signs only if its gain exceeds this
    floors: Floats  # f8[P] least gain with which an absent party consents, or votes for
    abstains: Floats  # f8[P] how far below that its gain may lie without a vote against
    consents: Marks  # u1[P, I] settling the issue needs the consent of an absent party
    row_first: Ints  # i8[R] terms of row r are those from row_first[r] to row_last[r]
    row_last: Ints  # i8[R]
    term_issue: Ints  # i8[terms] each issue at most once in a row
    term: Floats  # f8[terms, A] what alternatives of the issue add to the row's sum
    row_floors: Floats  # f8[R] a row is satisfied iff its sum is at least this
    row_whole: Marks  # u1[R] 1 where its terms are whole numbers
    row_links: Ints  # i8[R] link the row belongs to, or −1 for a row that must hold
    link_worth: Floats  # f8[P, L] what a link adds if all its rows are satisfied
    base: Floats  # f8[P] subtracted from gains
    quorum_issue: Ints  # i8[K] issue that may be settled only with enough votes; −1: no package may be struck without
    quorum_group: Ints  # i8[K] quorums of one group stand next to each other; reaching one of them is enough
    quorum_size: Ints  # i8[K] how many: those at the table agree, the absent if they gain their floor
    quorum_votes: Ints  # i8[K, P] of each party; 0: it is not asked
    quorum_against: Ints  # i8[K, P] what the votes of each party take away if it votes against
    set_of: Ints  # i8[I] issues of one set are settled together or not at all; −1: of none
    isolation: Floats  # f8[2] κ of a consensus, 0: unanimity; and the weight of those in favour of what is found
    favour: Floats  # f8[P] weights of those at the table in a consensus, summing to 1
    costs: Floats  # f8[I, A] distance from the compromise; Rule.COMPROMISE only
    issue_ends: Ints  # i8[I + 1] ends in issue_terms
    issue_terms: Ints  # i8[terms] terms about each issue
    # memories: packages, and V prices to start from each: for any package, the best one, and the best of each proposer
    kept: Marks  # u1[W, V] 1 where there are any
    kept_price: Floats  # f8[W, V, P] of parties
    kept_row_price: Floats  # f8[W, V, R] of all rows
    kept_share: Floats  # f8[W, V, L] of all links
    kept_packages: Ints  # i8[W] how many there are
    kept_choice: Ints  # i8[W, PACKAGES, I] the latest first
    # parts of the problem
    domain: Marks  # u1[I, A] alternatives of the part that is looked at
    node_domain: Marks  # u1[N, I, A] of those that are to be looked at
    node_cap: Floats  # f8[N] packages up to which a part may be searched as it is
    span_high: Floats  # f8[I, P] most that an issue gains each party in the domain
    span_low: Floats  # f8[I, P]
    most_of: Floats  # f8[P] most that a party can gain in it
    least_of: Floats  # f8[P]
    must_gain: Floats  # f8[P] what it must, −inf: nothing
    link_known: Ints  # i8[L] 1: active for certain, −1: broken, 0: open
    vote_known: Ints  # i8[K] of the first quorum of each group; see presolve.propagation
    watched: Ints  # i8[K] first quorums of the groups that are open
    # consensus
    sides: Ints  # i8[N, 2] bits of those who must be in favour, and of those who are taken not to be
    own_base: Floats  # f8[P]
    agreed: Ints  # i8[I] the best package so far
    agreed_gains: Floats  # f8[P]
    agreed_keys: Floats  # f8[P]
    # what is found
    choice: Ints  # i8[I] the best package
    party_gains: Floats  # f8[P] gains from it
    keys: Floats  # f8[P] by which it is compared
    best: Floats  # f8[P] best admissible gain of each party at the table: Rule.KALAI_SMORODINSKY
    trial: Ints  # i8[I] package on offer
    trial_gains: Floats  # f8[P]
    trial_keys: Floats  # f8[P]
    # the reduced problem: issues that are still open, and the alternatives that are kept, all in one row
    place_of: Ints  # i8[I] place among the open issues, −1: played at once
    issue_of: Ints  # i8[I] the issue at each place
    first: Ints  # i8[I + 1] its alternatives are those from first[i] to first[i + 1]
    alternative: Ints  # i8[Z] the original of each, ascending by issue
    settled: Ints  # i8[Z] 1 where it settles its issue
    asks: Ints  # i8[I] bit q: settling asks for the consent of absent party q
    touches: Ints  # i8[I] bit l: the issue matters to open link l
    gain_of: Floats  # f8[Z, P]
    gain_high: Floats  # f8[I, P] largest gain from the issue
    gain_low: Floats  # f8[I, P]
    gain_start: Floats  # f8[P] gains of what is played at once, less base
    # rows and links that are still open: rows that must hold, then link by link
    row_state: Ints  # i8[R] of all rows: 1 where it is open
    term_span: Floats  # f8[terms, 2] of all terms about open issues: the least that one adds, and the most
    row_span: Floats  # f8[R, 4] of all rows: start, least sum, most, and the largest whole number under the floor
    link_state: Ints  # i8[L] of all links: its place among the open ones, or −1
    link_rows: Ints  # i8[L, 2] of all links: the first and the last open row
    link_ends: Ints  # i8[L + 1] rows of link l are those from link_ends[l] to link_ends[l + 1]
    row_terms: Ints  # i8[R + 1] ends in the terms of open rows
    open_row: Ints  # i8[terms] open row of each of their terms
    open_issue: Ints  # i8[terms] its place among the open issues
    open_term: Floats  # f8[terms, A] what kept alternatives of the issue add, in their order
    term_high: Floats  # f8[terms]
    term_low: Floats  # f8[terms]
    about_ends: Ints  # i8[I + 1] ends in about
    about: Ints  # i8[terms] terms of open rows about each open issue
    row_of: Ints  # i8[R] the row that each is
    link_of: Ints  # i8[L] the link that each open link is
    row_start: Floats  # f8[R] sum of what is played at once
    row_floor: Floats  # f8[R]
    row_range: Floats  # f8[R, 3] least sum, most, and the largest whole number under the floor (NaN: none)
    worth: Floats  # f8[P, L]
    # prices
    asked: Ints  # i8[P] 1 for absent parties whose consent some package needs
    absent_share: Floats  # f8[P] φ
    spare_gain: Floats  # f8[P] gains at the start plus K
    size: Floats  # f8[P] largest sum of absolute gains
    row_size: Floats  # f8[R]
    level_of: Floats  # f8[P] what one unit of level is worth to each party
    start_price: Floats  # f8[P] λ that a search without memory starts from
    own_price: Floats  # f8[P] the objective's coefficients, of linear objectives
    row_price: Floats  # f8[R] μ
    best_party_price: Floats  # f8[P] those of the least bound
    best_row_price: Floats  # f8[R]
    best_share: Floats  # f8[L]
    start_share: Floats  # f8[L] κ to start from
    priced_gains: Floats  # f8[P, Z] what prices multiply
    values: Floats  # f8[Z] value that the prices looked at give to an alternative
    relaxed: Floats  # f8[P] gains of the relaxed package
    row_sums: Floats  # f8[R]
    chosen: Ints  # i8[I] the relaxed package, places in the row of alternatives
    # the fan of bounds; going down the dual takes the first
    fan_price: Floats  # f8[D, P] λ
    fan_share: Floats  # f8[D, L] κ
    fan_start: Floats  # f8[D]
    fan_constant: Floats  # f8[D]
    threshold: Floats  # f8[D]
    fan_values: Floats  # f8[Z, D] value that prices give to an alternative
    link_value: Floats  # f8[D, L] worth of links left to branches
    suffix: Floats  # f8[I + 1, S + 1, 2, D] best completions
    # the search, by depth
    order: Ints  # i8[I] issue at each position
    position: Ints  # i8[I] its inverse
    fresh: Ints  # i8[I + 1] 1 where a position opens another topic than the one before it
    regret: Floats  # f8[I]
    ranks: Ints  # i8[Z] alternatives of each issue by falling value
    reach: Floats  # f8[I + 1, P] most that can still be gained
    most: Floats  # f8[I + 1, R] most that can still be added
    least: Floats  # f8[I + 1, R]
    need: Floats  # f8[P]
    tried: Ints  # i8[I] next of the ranks at each depth
    current: Ints  # i8[I] alternative of each issue on the branch
    masks: Ints  # i8[I + 1, 4] spare topics, topic opened, absent parties asked, links open
    bound_at: Floats  # f8[I + 1, D]
    gain_at: Floats  # f8[I + 1, P]
    row_at: Floats  # f8[I + 1, R]


def new_desk(P: int, I: int, A: int, R: int, T: int, L: int, K: int, W: int = 1) -> Desk:  # noqa: E741
    """Return a desk for problems of at most so many parties, issues, alternatives, rows, terms, links and quorums.

    W memories keep what helps searches of like problems; a desk starts with nothing in them.

    Returns:
        Zeroed arrays; the number of issues, links and quorums of a problem is that of the desk.
    """
    fans, topics, goals, parts = 2 * P + 3, min(I, 63), PROPOSERS + P, I * A + 2
    shapes: dict[str, tuple[int, ...]] = {
        "sizes": (len(Extent),),
        "goal": (len(Goal),),
        "scale": (len(Scale),),
        **dict.fromkeys(("gains",), (P, I, A)),
        **dict.fromkeys(("kinds", "allowed", "costs", "domain"), (I, A)),
        **dict.fromkeys(("set_of", "agreed"), (I,)),
        **dict.fromkeys(("demands", "abstains", "favour", "most_of", "least_of", "must_gain", "own_base"), (P,)),
        **dict.fromkeys(("agreed_gains", "agreed_keys"), (P,)),
        **dict.fromkeys(("quorum_group", "vote_known", "watched"), (K,)),
        **dict.fromkeys(("span_high", "span_low"), (I, P)),
        "isolation": (2,),
        "node_domain": (parts, I, A),
        "node_cap": (parts,),
        "link_known": (L,),
        "sides": (P + 2, 2),
        "quorum_against": (K, P),
        **dict.fromkeys(("alternative", "settled", "ranks"), (I * A,)),
        **dict.fromkeys(("counts", "topics", "choice", "trial", "place_of", "issue_of", "asks"), (I,)),
        **dict.fromkeys(("touches", "chosen", "order", "position", "regret", "tried", "current"), (I,)),
        **dict.fromkeys(("fresh", "first", "issue_ends", "about_ends"), (I + 1,)),
        **dict.fromkeys(
            ("weights", "floors", "base", "party_gains", "keys", "best", "trial_gains", "trial_keys"), (P,)
        ),
        **dict.fromkeys(("gain_start", "asked", "absent_share", "spare_gain", "size", "level_of", "own_price"), (P,)),
        **dict.fromkeys(("start_price", "best_party_price", "relaxed", "need"), (P,)),
        **dict.fromkeys(
            (
                "row_floors",
                "row_whole",
                "row_links",
                "row_first",
                "row_last",
                "row_state",
                "row_start",
                "row_floor",
                "row_size",
            ),
            (R,),
        ),
        **dict.fromkeys(("row_price", "best_row_price", "row_sums"), (R,)),
        **dict.fromkeys(("link_state", "start_share", "best_share"), (L,)),
        **dict.fromkeys(("quorum_issue", "quorum_size"), (K,)),
        **dict.fromkeys(
            ("term_issue", "issue_terms", "open_row", "open_issue", "about", "term_high", "term_low"), (T,)
        ),
        **dict.fromkeys(("gain_high", "gain_low"), (I, P)),
        **dict.fromkeys(("link_worth", "worth"), (P, L)),
        **dict.fromkeys(("fan_start", "fan_constant", "threshold"), (fans,)),
        **dict.fromkeys(("fan_share", "link_value"), (fans, L)),
        **dict.fromkeys(("reach", "gain_at"), (I + 1, P)),
        **dict.fromkeys(("most", "least", "row_at"), (I + 1, R)),
        "kept": (W, goals),
        "kept_price": (W, goals, P),
        "kept_row_price": (W, goals, R),
        "kept_share": (W, goals, L),
        "kept_packages": (W,),
        "kept_choice": (W, PACKAGES, I),
        "row_of": (R,),
        "link_of": (L,),
        "consents": (P, I),
        "quorum_votes": (K, P),
        "row_terms": (R + 1,),
        **dict.fromkeys(("term", "open_term"), (T, A)),
        "link_ends": (L + 1,),
        "link_rows": (L, 2),
        "gain_of": (I * A, P),
        "row_span": (R, 4),
        "term_span": (T, 2),
        "row_range": (R, 3),
        "priced_gains": (P, I * A),
        "fan_price": (fans, P),
        "values": (I * A,),
        "fan_values": (I * A, fans),
        "suffix": (I + 1, topics + 1, 2, fans),
        "masks": (I + 1, 4),
        "bound_at": (I + 1, fans),
    }
    kinds = {Ints: np.int64, Floats: np.float64, Marks: np.uint8}
    arrays = {name: np.zeros(shapes[name], kinds[kind]) for name, kind in Desk.__annotations__.items()}
    arrays["set_of"][:] = -1
    arrays["demands"][:] = GAIN_FLOOR
    return Desk(**arrays)


def row_table(desk: Desk) -> Floats:
    """Return what alternatives add to the rows' sums, f8[R, I, A]: zero wherever no term says otherwise."""
    rows = int(desk.sizes[Extent.ROWS])
    table = np.zeros((rows, *desk.kinds.shape))
    for r in range(rows):
        terms = slice(desk.row_first[r], desk.row_last[r])
        table[r, desk.term_issue[terms]] = desk.term[terms]
    return table
