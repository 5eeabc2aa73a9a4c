"""A case as arrays: what the engine reads, laid out once and shared by all worlds.

Index order everywhere: worlds, parties, issues, options. *Persons* are the parties that stand for themselves,
first, then the audiences; N persons, P parties, I issues, A alternatives (0 untouched, 1 shelved, 2 + o settled
at option o), F factors, G flags, C conditions, M meetings and E events (both in order of their ids).
A *slot* is an index into the numbers of a belief; −1 means there is none.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Floats = NDArray[np.float64]

UNTOUCHED, SHELVED, SETTLED = 0, 1, 2
"""Status of an issue, and kind of an alternative."""

OPEN, TRUE, FALSE = 0, 1, 2
"""Verdicts on a statement."""

NEVER = -9
"""A step that has not come: no statement begins before step −1."""

FAR = 1 << 40
"""A step that no play reaches."""


class Source(IntEnum):
    """What drives a factor, moves a price or multiplies a hazard."""

    FACTOR = 0
    FLAG = 1
    ISSUE = 2


class Test(IntEnum):
    """How a leaf compares."""

    ABOVE = 0
    BELOW = 1
    AT_LEAST = 2
    AT_MOST = 3
    EQUAL = 4


class Node(IntEnum):
    """Kinds of conditions."""

    LEVEL = 0
    STATUS = 1
    FACTOR = 2
    EVENT = 3
    HELD = 4
    OUTCOME = 5
    GAIN = 6
    FLAG = 7
    SIGNED = 8
    STEP = 9
    ALL = 10
    ANY = 11
    NOT = 12
    COUNT = 13


class Literal(IntEnum):
    """What a clause over packages asks of one issue."""

    ABOVE = 0
    BELOW = 1
    AT_LEAST = 2
    AT_MOST = 3
    OPTION = 4
    SETTLED = 5
    SHELVED = 6
    UNCHANGED = 7


class Clause(IntEnum):
    """What a clause is for."""

    NEEDS = 0
    INSISTS = 1
    LINK = 2
    STAGE = 3
    """A set of issues is not settled before the one that comes first."""


class By(IntEnum):
    """How a meeting decides."""

    UNANIMITY = 0
    CONSENSUS = 1
    VOTE = 2


class Effect(IntEnum):
    """What a change does to the state."""

    SHIFT_FACTOR = 0
    SHIFT_PRICE = 1
    SET = 2
    TERMS = 3
    RESET = 4
    RAISE = 5
    LOWER = 6
    CALL = 7
    CANCEL = 8
    SEAT = 9
    UNSEAT = 10
    REQUIRE = 11
    WAIVE = 12
    OPEN_ISSUE = 13
    CLOSE_ISSUE = 14
    FOLLOW = 15


class Outcome(IntEnum):
    """What came of a meeting; UNDECIDED while absent parties have not answered."""

    UNDECIDED = -1
    NONE = 0
    DEAL = 1
    REFUSED = 2


class Mark(IntEnum):
    """What has become of a step that is owed; BROKEN while nobody has seen it."""

    IDLE = 0
    WAITING = 1
    DELIVERED = 2
    BROKEN = 3
    SEEN = 4
    SUSPENDED = 5


class Answer(IntEnum):
    """What answers a breach that is seen."""

    SUSPEND = 0
    RESET = 1
    RENEGOTIATE = 2


class Plan(NamedTuple):
    """The arrays of one case; no world changes them."""

    sizes: Ints  # see Size
    step_days: Floats  # f8[1]
    # issues
    option_level: Floats  # f8[I, O]
    option_share: Floats  # f8[I, O] the same as a share of the scale
    option_rise: Floats  # f8[I, O, O] by how much of the scale an option, the second, is above another
    option_count: Ints  # i8[I]
    option_now: Ints  # i8[I]
    topic: Ints  # i8[I]
    expiry_steps: Ints  # i8[I], 0: never
    consent: Bytes  # u1[I, P]
    quorum_issue: Ints  # i8[K] that it guards, −1: whatever a meeting that counts votes may strike
    quorum_group: Ints  # i8[K] quorums of one group stand next to each other; reaching one of them is enough
    quorum_size: Ints  # i8[K] votes that must agree
    quorum_votes: Ints  # i8[K, P] of each party; 0: it is not asked
    quorum_against: Ints  # i8[K, P] what a vote against takes away
    # persons and parties
    ideal: Ints  # slots [N, I]
    salience: Ints  # slots [N, I]
    limit: Ints  # slots [N, I]
    limit_side: Ints  # i8[N, I]: +1 a floor, −1 a ceiling
    risk: Ints  # slots [N]
    audience_of: Ints  # i8[N], −1 for parties
    audience_weight: Ints  # slots [N]
    toughness: Ints  # slots [P]
    patience: Ints  # slots [P]
    power: Ints  # slots [P]
    horizon: Ints  # slots [P]
    price: Ints  # slots [P], −1: from walk_away or general
    walk_away: Ints  # i8[P, I] option or −1
    mover: Ints  # i8[·, 5]: (0 price | 1 weight, person, Source, its index, slot of by)
    mover_ends: Ints  # i8[N + 1] ends in mover
    mover_from: Ints  # slots [·], −1: the opening level
    care: Ints  # i8[·, 3]: party, factor, slot
    # clauses over packages
    entangled: Bytes  # u1[P] links, needs or its own insistence bear on what it can have at once
    clause_kind: Ints  # i8[R]: Clause
    clause_owner: Ints  # i8[R]: issue of NEEDS and INSISTS, link of LINK
    clause_party: Ints  # i8[R]: party of INSISTS, else −1
    clause_floor: Floats  # f8[R]
    clause_terms: Ints  # i8[R + 1] ends in its terms: one for each issue that its literals are about
    term_issue: Ints  # i8[·]
    term_counts: Floats  # f8[·, O, 3, A] true literals, by option in force, status and alternative of its issue
    issue_terms: Ints  # i8[I + 1] ends in term_of_issue
    term_of_issue: Ints  # i8[·] terms by their issue
    link_party: Ints  # i8[L]
    link_worth: Ints  # slots [L]
    link_issues: Bytes  # u1[L, I]
    link_clauses: Ints  # i8[L + 1] ends among the clauses
    # carrying out: undertakings U, duties D as written
    undertaking_of: Ints  # i8[I], −1: delivered at once
    undertaking_answer: Ints  # i8[U]: Answer
    undertaking_meeting: Ints  # i8[U] meeting that a breach calls, −1
    undertaking_verifier: Ints  # i8[U, 2]: Source, its index; −1: nothing
    undertaking_seen: Ints  # slots [U, 2] rates at levels 0 and 100
    undertaking_hazard: Ints  # slots [U]
    undertaking_temptation: Ints  # slots [U]
    duty_undertaking: Ints  # i8[D]
    duty_issue: Ints  # i8[D]
    duty_owner: Ints  # i8[D] party
    duty_due: Ints  # slots [D]
    duty_share: Floats  # f8[D]
    duty_after: Bytes  # u1[D, D] the second must have been delivered before the first is owed
    duty_return: Bytes  # u1[D, D] the first answers the second
    duty_upon: Bytes  # u1[D, D] the second answers the first, at first or further hand
    verifying: Ints  # i8[V] issues by whose level breaches are seen
    keeps: Ints  # slots [P]
    trust: Ints  # slots [P, P] in the second
    # factors
    factor_start: Ints  # slots [F]
    factor_toward: Ints  # slots [F]
    factor_half_life: Ints  # slots [F]
    factor_volatility: Ints  # slots [F]
    factor_bounds: Floats  # f8[F, 2]
    factor_unit: Floats  # f8[F] about as far from 0 as it gets, a power of two
    factor_scale: Floats  # f8[F] 1/factor_unit
    driver: Ints  # i8[·, 4]: factor, Source, its index, slot
    past: Ints  # i8[·, 4]: factor or F + party, slot, fade or −1, 0
    past_age: Floats  # f8[·] days
    fade_target: Ints  # i8[K]: factor or F + party
    fade_ends: Ints  # i8[F + P + 1] ends in fade_of
    fade_of: Ints  # i8[K]: fades by their target
    fade_keep: Floats  # f8[K]: share that is left after one step
    fade_span: Floats  # f8[K]: days that a lasting shift stays, inf for fading ones
    fade_half_life: Floats  # f8[K] days, inf for lasting ones
    fade_count: Ints  # i8[K]: places from the first on that a repeated lasting shift takes in turn
    flag_up: Bytes  # u1[G]: raised by history
    # conditions
    node_kind: Ints  # i8[C]
    node_subject: Ints  # i8[C]
    node_test: Ints  # i8[C]: Test, status, outcome or needed count
    node_value: Floats  # f8[C]
    node_negated: Bytes  # u1[C]
    node_of: Bytes  # u1[C, I] issues that a deal must have settled to count as one
    node_dated: Bytes  # u1[C]: a statement (leaf or dated group)
    node_watched: Bytes  # u1[C]: whether it holds is asked at every step, not only its verdict
    node_timed: Bytes  # u1[C]: may change before the last step though nothing that it looks at does
    timed: Ints  # i8[·] those nodes
    looking: Ints  # i8[·]: leaves by the bit of what they look at
    looking_ends: Ints  # i8[6] ends in looking, by bit
    node_after: Ints  # i8[C] first step in which it may begin
    node_by: Ints  # i8[C] last one
    node_lasting: Ints  # i8[C] further steps it must hold
    node_children: Ints  # i8[C + 1] ends in child
    child: Ints  # i8[·]
    node_groups: Ints  # i8[C + 1] ends in group
    group: Ints  # i8[·] groups that a node is part of
    # meetings
    meeting_day: Floats  # f8[M], NaN: triggered
    meeting_trigger: Ints  # nodes [M]
    meeting_within: Ints  # slots [M]
    meeting_repeats: Ints  # i8[M]
    meeting_every: Ints  # slots [M] time from one round to the next
    meeting_most: Ints  # i8[M] rounds at most
    meeting_until: Ints  # nodes [M] after which there is none
    meeting_table: Bytes  # u1[M, P]
    meeting_agenda: Bytes  # u1[M, I]
    alternatives: Bytes  # u1[I, O + 2] 1 for what a table may choose of an issue on its agenda, limits apart
    meeting_attends: Ints  # slots [M, P] chance that a party takes its seat, −1: it does
    meeting_attends_if: Ints  # nodes [M, P] that must hold for it, −1: none
    session_first: Ints  # i8[M + 1] ends of their sessions
    session_changes: Ints  # i8[sessions + 1] ends in change
    deadline_day: Floats  # f8[M], NaN: none
    deadline_unless: Ints  # nodes [M], −1: the meeting's last package stands
    deadline_changes: Ints  # i8[M + 1] ends in change
    meeting_preparation: Ints  # slots [M]
    meeting_mediation: Floats  # f8[M] 0–1
    meeting_miscommunication: Ints  # slots [M]
    meeting_takes_place: Ints  # slots [M]
    meeting_proposer: Ints  # i8[M], −1: drawn
    meeting_decides: Ints  # slots [M]
    # procedures: what meetings try one after another
    stage_first: Ints  # i8[M + K + 1] ends of the stages of meetings' own procedures and of K that changes put in place
    stage_by: Ints  # i8[S] By
    stage_chair: Ints  # i8[S] party that proposes, −1: none
    stage_welfare: Bytes  # u1[S] a vote without a chair is on what the seats gain most by, not on the compromise
    stage_has_text: Bytes  # u1[S]
    stage_text: Ints  # i8[S, I] option in the chair's text, −1: left as it is
    stage_after: Floats  # f8[S] days after the stage before
    stage_quorums: Ints  # i8[S + 1] ends among the quorums, after those of consents
    stage_weight: Floats  # f8[S, P] of seats in a consensus
    bloc_of: Ints  # i8[P] of those that vote as one, −1: of none
    bloc_as: Ints  # i8[·] party that a bloc votes as, −1: by the mean of its members
    bloc_breaks: Ints  # slots [P] chance that it votes by itself
    set_of: Ints  # i8[I] issues of one set are settled together or not at all, −1: of none
    # events
    event_while: Ints  # nodes [E]
    event_step: Ints  # i8[E], −1: at a rate
    event_chance: Ints  # slots [E]
    event_once: Bytes  # u1[E]
    event_bands: Ints  # i8[E + 1] ends in band
    band_end: Floats  # f8[·] days
    band_rate: Ints  # slots [·]
    event_ratios: Ints  # i8[E + 1] ends in ratio
    ratio: Ints  # i8[·, 5]: event, Source, its index, slot, slot of the level it counts from or −1
    ratio_span: Floats  # f8[·, 2] the lowest and the highest that its source can stand at
    event_watched: Bytes  # u1[E] a condition looks at whether it has happened
    event_changes: Ints  # i8[E + 1] ends in change
    change: Ints  # i8[·, 4]: Effect, two indices, slot of the value; those of events, of sessions, of deadlines
    # constants of bargaining: slots, see General
    general: Ints
    rule: Ints  # slots [1]
    # purposes of draws
    draw_shock: Ints  # i8[F]
    draw_event: Ints  # i8[E]
    draw_takes_place: Ints  # i8[M]
    draw_attends: Ints  # i8[M, P]
    draw_breaks: Ints  # i8[M, P]
    draw_proposer: Ints  # i8[M]
    draw_hold_out: Ints  # i8[P]
    draw_meeting_hold_out: Ints  # i8[M, P]
    draw_misread: Ints  # i8[P]
    draw_perception: Ints  # i8[M, P, I, O]
    draw_misread_limit: Ints  # i8[P, I]
    draw_keeps: Ints  # i8[P]
    draw_seen: Ints  # i8[D]
    draw_hazard: Ints  # i8[U]


class Size(IntEnum):
    """Where `Plan.sizes` holds what."""

    STEPS = 0
    PERSONS = 1
    PARTIES = 2
    ISSUES = 3
    OPTIONS = 4
    FACTORS = 5
    FLAGS = 6
    NODES = 7
    MEETINGS = 8
    EVENTS = 9
    CLAUSES = 10
    LINKS = 11
    QUORUMS = 12
    FADES = 13
    NUMBERS = 14
    UNDERTAKINGS = 15
    DUTIES = 16


class General(IntEnum):
    """Where `Plan.general` holds which constant of how negotiations work."""

    PRICE = 0
    HOLD_OUT = 1
    ASKING_SHARE = 2
    PERSISTENCE = 3
    MISCOMMUNICATION = 4
    TABLE = 5
    PREPARATION = 6
    MEDIATION = 7
    ACQUAINTANCE = 8
    BREADTH = 9
    CAUTION = 10
    MISREADING = 11
    LIMIT_MISREADING = 12
    ABSTENTION = 13
    OBJECTION = 14
    PERCEPTION = 15
