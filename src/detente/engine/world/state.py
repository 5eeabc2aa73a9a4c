"""The state of one world and the space its bargaining works in: arrays given by the caller, filled by kernels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.bargaining.workspace import Desk, Extent, new_desk
from detente.engine.layout.plan import SETTLED, SHELVED, UNTOUCHED, Plan, Size
from detente.engine.world.invalidation import Stale, Touch

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Floats = NDArray[np.float64]


class Opened(NamedTuple):
    """How a world opened: arrays as in `State`; see `detente.engine.world.initial_cache`."""

    known: Bytes  # u1[1] 1 where there is one
    level: Floats  # f8[F]
    flag: Bytes  # u1[G]
    holds: Bytes  # u1[C]
    raw: Bytes  # u1[C]
    verdict: Ints  # i8[C]
    since: Ints  # i8[C]
    true_step: Ints  # i8[C]
    turn: Ints  # i8[C]
    wake: Ints  # i8[1]


class State(NamedTuple):
    """Where one world stands. Shapes by the letters of `detente.engine.layout.plan`."""

    numbers: Floats  # f8[Q] this world's copy of the belief
    origin: Ints  # i8[1] run that the lasting draws of chance are keyed by: styles and misreadings
    # terms
    option: Ints  # i8[I] in force
    status: Ints  # i8[I] untouched, shelved, settled
    settled_step: Ints  # i8[I]
    # what is being carried out: the level in force is level_from + share · (level signed − level_from)
    carrying: Bytes  # u1[I] what is in force is being carried out, or has been
    share: Floats  # f8[I] of what is in force, delivered; 1 where nothing is owed
    level_from: Floats  # f8[I]
    begun: Floats  # f8[I] day
    back_option: Ints  # i8[I] in force before
    back_status: Ints  # i8[I]
    mark: Ints  # i8[D]: Mark
    keeper: Bytes  # u1[P] does what it owes in this world
    learned: Floats  # f8[P, P] odds of the first's trust in the second, over those at `as_of`
    sight: Floats  # f8[U] rates at which breaches are seen
    foreseen: Floats  # f8[P, I, O] what settling is foreseen to bring of issues that are carried out
    struck_worth: Floats  # f8[M, P, I, O] the same when the latest package was struck
    fresh: Bytes  # u1[D] its breach has just been seen
    will: Ints  # i8[D] it is to be delivered now: 1, or 2 though an opportunist would not
    live: Bytes  # u1[D] it is to come
    offset: Floats  # f8[D] in so many days
    by_due: Ints  # i8[D] duties in the order of their offsets
    firm: Floats  # f8[D] chance that an opportunist delivers it, as others see it
    counted: Floats  # f8[D] what the party that is being looked at counts it for
    combined: Ints  # i8[V] option of each verifying issue that is being tried
    most_tried: Floats  # f8[P] best gain of a party at the table under any combination
    tried_gains: Floats  # f8[W, P] by combination of options of verifying issues
    tried_choice: Ints  # i8[W, I]
    tried_value: Floats  # f8[W]
    # factors
    base: Floats  # f8[F]
    level: Floats  # f8[F] base and fading shifts, within bounds
    opening: Floats  # f8[F] level in the opening state
    shock_draw: Floats  # f8[F, T] uniform numbers of each step
    shock: Floats  # f8[F, T] the same as standard normal numbers
    motion: Floats  # f8[F, 3] over one step: share of the way to `toward` that is left, reach of a drift, sd of shocks
    fade: Floats  # f8[fades]
    fade_until: Floats  # f8[fades] days
    flag: Bytes  # u1[G]
    # events
    event_draw: Floats  # f8[E, T] uniform numbers of each step
    event_drawn_until: Ints  # i8[E] the step after the last one that is drawn, 0: none is
    event_next: Ints  # i8[E] no earlier step need look at it
    event_drawn: Bytes  # u1[E] it is to happen in this step
    events_due: Bytes  # u1[1] any is
    log_ratio: Floats  # f8[ratios] logarithms of hazard ratios
    most_risk: Floats  # f8[E] no risk over a step is above it; inf: none is known, or the event is dated
    event_count: Ints  # i8[E]
    event_first: Ints  # i8[E] step or NEVER
    # conditions
    holds: Bytes  # u1[C]
    verdict: Ints  # i8[C]
    since: Ints  # i8[C] step in which it began to hold, or NEVER
    true_step: Ints  # i8[C] step in which it became true, or NEVER
    touched: Bytes  # u1[1] Touch: what has changed since conditions were brought up to date
    raw: Bytes  # u1[C] it was the case at its last update, dates left out
    turn: Ints  # i8[C] step in which it may change though nothing that it looks at does
    wake: Ints  # i8[1] none of them is earlier
    due_now: Bytes  # u1[C] it is to be brought up to date
    queue: Ints  # i8[C] those that are, ascending
    opened: Opened  # the latest opening that was worked out
    # meetings
    invited: Bytes  # u1[M, P] has a seat
    table: Bytes  # u1[M, P] takes it
    agenda: Bytes  # u1[M, I]
    procedure: Ints  # i8[M] which it decides by: its own, m, or one that a change has put in place
    passed: Bytes  # u1[M] its deadline is over
    consent: Bytes  # u1[I, P]
    date: Floats  # f8[M] day it is set for, inf: none
    last_day: Floats  # f8[M] day it was last due
    over: Bytes  # u1[M] no further round: it was cancelled
    next_day: Floats  # f8[1] none of them is earlier
    held: Ints  # i8[M] times held
    missed: Ints  # i8[M]
    first_held: Ints  # i8[M] step or NEVER
    outcome: Ints  # i8[M]
    struck: Bytes  # u1[M] latest one struck a package
    fate: Ints  # i8[M, I] alternative of every issue at the latest one
    refusal: Bytes  # u1[M, P] has refused at the latest one
    against: Bytes  # u1[M, P] and would vote against, not abstain
    pending: Bytes  # u1[M]
    due: Floats  # f8[M] day
    struck_step: Ints  # i8[M] step of the latest package
    choice: Ints  # i8[M, I] alternatives struck
    awaited: Bytes  # u1[M, I] settled when the absent have answered
    signed: Bytes  # u1[M, P] agreed at the table
    seated: Bytes  # u1[M, P] sat there
    alone: Bytes  # u1[M, P] votes by itself, though its bloc votes as one
    struck_stage: Ints  # i8[M] by which stage of a procedure
    perceived: Floats  # f8[M, P, I] what those at the table perceived amiss of what they settled
    stage: Ints  # i8[M] stage of its procedure that a meeting has come to, from its first
    at_once: Bytes  # u1[1] stages do not wait for their day
    unproved: Ints  # i8[1] searches that were cut off
    desk_seats: Ints  # i8[2] seats at the table on the desk, and how many of them must agree
    head_start: Floats  # f8[1] what the meeting itself, if it is seated, gains beside what its seats do
    rest_gain: Floats  # f8[P] gains at the table from what is left of a package
    signed_price: Floats  # f8[M, P, I] what a party at the table wanted of each issue, as a share of its range
    before_option: Ints  # i8[M, I]
    before_status: Ints  # i8[M, I]
    before_step: Ints  # i8[M, I]
    # what absent parties have let know
    reading_shift: Floats  # f8[P]
    limit_known: Bytes  # u1[P, I]
    # what parties want
    value: Floats  # f8[N, I, O] weight times value of each person
    weight: Floats  # f8[N, I] normalised salience
    omega: Floats  # f8[N] weights of audiences
    terms_gain: Floats  # f8[N] what terms in force give each person against those at `as_of`
    mixed_value: Floats  # f8[P, I, O]
    mixed_weight: Floats  # f8[P, I]
    foresight: Floats  # f8[P, I] gain for a rise over the whole range
    price_opening: Floats  # f8[P] from the walk-away package, NaN: there is none
    price_shift: Floats  # f8[P]
    price: Floats  # f8[P]
    mixed_share: Floats  # f8[N] ω that `mixed_value` and `mixed_weight` were filled with, NaN: not filled
    stale: Bytes  # u1[5] see Stale
    alike: Bytes  # u1[1] numbers are those of the world before, but for what meetings are timed by
    renumbered: Bytes  # u1[1] a change has set numbers in this world
    valued_ideal: Floats  # f8[N, I] numbers that `value` and `weight` were filled from
    valued_salience: Floats  # f8[N, I]
    valued_risk: Floats  # f8[N]
    # a table's problem
    seat: Ints  # i8[P] party of each row of the desk, those at the table first
    package: Ints  # i8[I] alternatives being looked at
    untouched: Ints  # i8[I] the package that changes nothing: zeros
    hope: Floats  # f8[I] the most that each issue can bring the party being looked at
    hoped: Ints  # i8[I] the option that does, −1: none
    topic_sum: Floats  # f8[T] by topic
    extra: Floats  # f8[I] what it asks beyond its price, as a share of the issue's range
    kept_option: Ints  # i8[I] terms put aside for a moment
    kept_status: Ints  # i8[I]
    seen_option: Ints  # i8[I] terms in force when the desk's terms of clauses were filled
    seen_status: Ints  # i8[I]
    link_active: Bytes  # u1[L] under those terms
    desk: Desk  # as the solver takes it
    solver: Ints  # i8[1] where the compiled solver lies


def allocate(plan: Plan, solver: int) -> State:
    """Return the space for one world at a time of a case.

    Args:
        plan: The case as arrays.
        solver: Where the compiled solver lies; zero will do where no world is played.

    Returns:
        Zeroed arrays; one such space serves any number of worlds, one thread at a time.
    """
    size = plan.sizes
    N, P, I, O = (int(size[k]) for k in (Size.PERSONS, Size.PARTIES, Size.ISSUES, Size.OPTIONS))  # noqa: E741
    F, G, C = (int(size[k]) for k in (Size.FACTORS, Size.FLAGS, Size.NODES))
    M, E, R, L = (int(size[k]) for k in (Size.MEETINGS, Size.EVENTS, Size.CLAUSES, Size.LINKS))
    K, Q, T, fades = (int(size[k]) for k in (Size.QUORUMS, Size.NUMBERS, Size.STEPS, Size.FADES))
    desk = new_desk(P + 1, I, O + 2, R, len(plan.term_issue), L, K, M + P)  # a vote seats the meeting itself
    desk.set_of[:] = plan.set_of
    desk.sizes[Extent.SETS] = int((plan.set_of >= 0).any())
    desk.topics[:], desk.term_issue[:] = plan.topic, plan.term_issue
    desk.counts[:] = plan.option_count + SETTLED
    desk.kinds[:] = SETTLED
    desk.kinds[:, [UNTOUCHED, SHELVED]] = UNTOUCHED, SHELVED
    desk.row_whole[:] = 1  # literals are counted
    desk.issue_ends[:], desk.issue_terms[:] = plan.issue_terms, plan.term_of_issue

    D, U, V = int(size[Size.DUTIES]), int(size[Size.UNDERTAKINGS]), len(plan.verifying)
    W = int(np.prod(plan.option_count[plan.verifying])) if U else 0
    carried = (P, I, O) if U else (0, I, O)

    def floats(*shape: int) -> Floats:
        return np.zeros(shape, dtype=np.float64)

    def ints(*shape: int) -> Ints:
        return np.zeros(shape, dtype=np.int64)

    def marks(*shape: int) -> Bytes:
        return np.zeros(shape, dtype=np.uint8)

    return State(
        numbers=floats(Q),
        origin=ints(1),
        option=ints(I),
        status=ints(I),
        settled_step=ints(I),
        carrying=marks(I),
        share=np.ones(I),
        level_from=floats(I),
        begun=floats(I),
        back_option=ints(I),
        back_status=ints(I),
        mark=ints(D),
        keeper=marks(P),
        learned=np.ones((P, P)),
        sight=floats(U),
        foreseen=floats(*carried),
        struck_worth=floats(M if U else 0, *carried),
        fresh=marks(D),
        will=ints(D),
        live=marks(D),
        offset=floats(D),
        by_due=ints(D),
        firm=floats(D),
        counted=floats(D),
        combined=ints(V),
        most_tried=floats(P),
        tried_gains=floats(W, P),
        tried_choice=ints(W, I),
        tried_value=floats(W),
        base=floats(F),
        level=floats(F),
        opening=floats(F),
        shock_draw=floats(F, T),
        shock=floats(F, T),
        motion=floats(F, 3),
        fade=floats(fades),
        fade_until=floats(fades),
        flag=marks(G),
        event_draw=floats(E, T),
        event_drawn_until=ints(E),
        event_next=ints(E),
        event_drawn=marks(E),
        events_due=marks(1),
        log_ratio=floats(len(plan.ratio)),
        most_risk=floats(E),
        event_count=ints(E),
        event_first=ints(E),
        holds=marks(C),
        verdict=ints(C),
        since=ints(C),
        true_step=ints(C),
        touched=np.full(1, Touch.ALL, dtype=np.uint8),
        raw=marks(C),
        turn=ints(C),
        wake=ints(1),
        due_now=marks(C),
        queue=ints(C),
        opened=Opened(
            *(marks(1), floats(F), marks(G), marks(C), marks(C), ints(C), ints(C), ints(C), ints(C), ints(1)),
        ),
        invited=marks(M, P),
        table=marks(M, P),
        agenda=marks(M, I),
        procedure=ints(M),
        passed=marks(M),
        consent=marks(I, P),
        date=floats(M),
        last_day=floats(M),
        over=marks(M),
        next_day=floats(1),
        held=ints(M),
        missed=ints(M),
        first_held=ints(M),
        outcome=ints(M),
        struck=marks(M),
        fate=ints(M, I),
        refusal=marks(M, P),
        against=marks(M, P),
        pending=marks(M),
        due=floats(M),
        struck_step=ints(M),
        choice=ints(M, I),
        awaited=marks(M, I),
        signed=marks(M, P),
        seated=marks(M, P),
        alone=marks(M, P),
        struck_stage=ints(M),
        perceived=floats(M, P, I),
        stage=ints(M),
        at_once=marks(1),
        unproved=ints(1),
        desk_seats=ints(2),
        head_start=floats(1),
        rest_gain=floats(P),
        signed_price=floats(M, P, I),
        before_option=ints(M, I),
        before_status=ints(M, I),
        before_step=ints(M, I),
        reading_shift=floats(P),
        limit_known=marks(P, I),
        value=floats(N, I, O),
        weight=floats(N, I),
        omega=floats(N),
        terms_gain=floats(N),
        mixed_value=floats(P, I, O),
        mixed_weight=floats(P, I),
        foresight=floats(P, I),
        price_opening=floats(P),
        price_shift=floats(P),
        price=floats(P),
        mixed_share=np.full(N, np.nan),
        stale=marks(len(Stale)),
        alike=marks(1),
        renumbered=marks(1),
        valued_ideal=floats(N, I),
        valued_salience=floats(N, I),
        valued_risk=np.full(N, np.nan),
        seat=ints(P),
        package=ints(I),
        untouched=ints(I),
        hope=floats(I),
        hoped=ints(I),
        topic_sum=floats(int(plan.topic.max()) + 1),
        extra=floats(I),
        kept_option=ints(I),
        kept_status=ints(I),
        seen_option=np.full(I, -1, dtype=np.int64),
        seen_status=np.full(I, -1, dtype=np.int64),
        link_active=marks(L),
        desk=desk,
        solver=np.array([solver], dtype=np.int64),
    )
