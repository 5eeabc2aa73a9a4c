"""Statements about the course of things, kept up to date step by step."""

from __future__ import annotations

from detente.engine.layout.plan import FALSE, FAR, NEVER, OPEN, TRUE, Mark, Node, Outcome, Plan, Size, Test
from detente.engine.world.factors import level_in_force
from detente.engine.world.foreseeing import value_of_person
from detente.engine.world.initial_cache import keep_opening, opens_alike
from detente.engine.world.invalidation import Stale, Touch
from detente.engine.world.state import State
from detente.engine.world.utility import refresh_values, share_of_audiences
from detente.kernels.compiling import inner_kernel, kernel


@inner_kernel
def compares(test: int, left: float, right: float) -> bool:
    """Compare a level with a threshold."""
    if test == Test.ABOVE:
        return left > right
    if test == Test.BELOW:
        return left < right
    if test == Test.AT_LEAST:
        return left >= right
    if test == Test.AT_MOST:
        return left <= right
    return left == right


@inner_kernel
def gain_of_terms(plan: Plan, state: State, party: int) -> float:
    """Return what the terms in force give a party against those at `as_of`: Σ w (v(now) − v(as_of))."""
    refresh_values(plan, state)
    if state.stale[Stale.GAINS]:
        add_up_terms(plan, state)
    total = (1.0 - share_of_audiences(plan, state, party)) * state.terms_gain[party]
    for n in range(plan.sizes[Size.PARTIES], plan.sizes[Size.PERSONS]):
        if plan.audience_of[n] == party:
            total += state.omega[n] * state.terms_gain[n]
    return total


@inner_kernel
def add_up_terms(plan: Plan, state: State) -> None:
    """Fill `terms_gain`, Σ w (v(now) − v(as_of)) of each person."""
    for n in range(plan.sizes[Size.PERSONS]):
        state.terms_gain[n] = 0.0
        for i in range(plan.sizes[Size.ISSUES]):
            if state.share[i] < 1.0:
                level = level_in_force(plan, state, i)
                state.terms_gain[n] += value_of_person(plan, state, n, i, level) - state.value[n, i, plan.option_now[i]]
            else:
                state.terms_gain[n] += state.value[n, i, state.option[i]] - state.value[n, i, plan.option_now[i]]
    state.stale[Stale.GAINS] = 0


@inner_kernel
def leaf_holds(plan: Plan, state: State, n: int) -> bool:
    """Say whether a leaf holds at this moment."""
    kind = plan.node_kind[n]
    subject = plan.node_subject[n]
    test = plan.node_test[n]
    if kind == Node.LEVEL:
        return compares(test, level_in_force(plan, state, subject), plan.node_value[n])
    if kind == Node.STATUS:
        return state.status[subject] == test
    if kind == Node.FACTOR:
        return compares(test, state.level[subject], plan.node_value[n])
    if kind == Node.EVENT:
        return state.event_count[subject] >= test
    if kind == Node.HELD:
        return state.held[subject] > 0
    if kind == Node.OUTCOME:
        return came_of(plan, state, n, subject, test)
    if kind == Node.GAIN:
        return compares(test, gain_of_terms(plan, state, subject), plan.node_value[n])
    if kind == Node.SIGNED:
        return state.option[subject] == test
    if kind == Node.STEP:
        mark = state.mark[subject]
        return mark == test or (test == Mark.BROKEN and mark == Mark.SEEN)
    return state.flag[subject] == 1


@inner_kernel
def came_of(plan: Plan, state: State, n: int, meeting: int, outcome: int) -> bool:
    """Say whether this came of a meeting; a deal that leaves out an issue that is named counts as none."""
    came = state.outcome[meeting]
    for i in range(plan.sizes[Size.ISSUES]):
        if plan.node_of[n, i]:
            if came == Outcome.DEAL and state.fate[meeting, i] < 2:
                return outcome == Outcome.NONE
            if came == Outcome.REFUSED:
                return outcome == Outcome.NONE or outcome == Outcome.REFUSED
    return bool(came == outcome)


@inner_kernel
def group_holds(plan: Plan, state: State, n: int) -> bool:
    """Say whether a group holds at this moment, from its parts."""
    kind = plan.node_kind[n]
    first, last = plan.node_children[n], plan.node_children[n + 1]
    holding = 0
    for c in range(first, last):
        holding += state.holds[plan.child[c]]
    if kind == Node.ALL:
        return holding == last - first
    if kind == Node.ANY:
        return holding > 0
    if kind == Node.NOT:
        return holding == 0
    return holding >= plan.node_test[n]


@inner_kernel
def group_verdict(plan: Plan, state: State, n: int) -> int:
    """Combine the verdicts of a group's parts in Kleene's three-valued logic."""
    kind = plan.node_kind[n]
    first, last = plan.node_children[n], plan.node_children[n + 1]
    true = 0
    false = 0
    for c in range(first, last):
        verdict = state.verdict[plan.child[c]]
        true += verdict == TRUE
        false += verdict == FALSE
    needed = last - first
    if kind == Node.NOT:
        return FALSE if true else (TRUE if false else OPEN)
    if kind == Node.ANY:
        needed = 1
    elif kind == Node.COUNT:
        needed = plan.node_test[n]
    if true >= needed:
        return TRUE
    return FALSE if last - first - false < needed else OPEN


@inner_kernel
def statement_verdict(plan: Plan, state: State, n: int, step: int, ended: bool) -> int:
    """Return the verdict on a statement that is not true yet."""
    begun = state.since[n] != NEVER and state.since[n] <= plan.node_by[n]
    if begun and step - state.since[n] >= plan.node_lasting[n]:
        return TRUE
    if begun:
        return OPEN
    return FALSE if ended or step >= plan.node_by[n] else OPEN


@inner_kernel
def update_condition(plan: Plan, state: State, n: int, step: int, ended: bool) -> bool:
    """Bring one condition up to the end of a step, and say whether groups must be told; its parts are there already."""
    leaf = plan.node_kind[n] < Node.ALL
    raw = leaf_holds(plan, state, n) if leaf else group_holds(plan, state, n)
    state.raw[n] = raw
    state.turn[n] = FAR
    if not plan.node_watched[n] and state.verdict[n] != OPEN:
        return False
    held, told = state.holds[n], state.verdict[n]
    if plan.node_negated[n]:
        raw = not raw
    if raw and step >= plan.node_after[n]:
        if state.since[n] == NEVER:
            state.since[n] = step
    else:
        state.since[n] = NEVER
        raw = False
    if state.verdict[n] == OPEN:
        if plan.node_dated[n]:
            verdict = statement_verdict(plan, state, n, step, ended)
        else:
            verdict = group_verdict(plan, state, n)
        state.verdict[n] = verdict
        if verdict == TRUE:
            state.true_step[n] = step
    lasted = raw and step <= plan.node_by[n] and step - state.since[n] >= plan.node_lasting[n]
    state.holds[n] = 1 if lasted else 0
    if plan.node_timed[n]:
        state.turn[n] = next_turn(plan, state, n, step)
    return bool(state.holds[n] != held or state.verdict[n] != told)


@inner_kernel
def next_turn(plan: Plan, state: State, n: int, step: int) -> int:
    """Return the next step in which a condition may change though nothing that it looks at does; a large one if none.

    It may begin to hold at `after`, have lasted long enough, fail at `by`, and no longer hold after it.
    """
    turn = FAR
    for at in (
        plan.node_after[n],
        state.since[n] + plan.node_lasting[n] if state.since[n] != NEVER else NEVER,
        plan.node_by[n],
        plan.node_by[n] + 1,
    ):
        if step < at < turn:
            turn = at
    return int(turn)


@inner_kernel
def enqueue(state: State, n: int, first: int, last: int) -> int:
    """Put a condition in its place among those of the queue from `first` on, once, and return the queue's end."""
    if state.due_now[n] != 0:
        return last
    state.due_now[n] = 1
    k = last
    while k > first and state.queue[k - 1] > n:
        state.queue[k] = state.queue[k - 1]
        k -= 1
    state.queue[k] = n
    return last + 1


@inner_kernel
def queue_leaves(plan: Plan, state: State, touched: int) -> int:
    """Queue the leaves that look at what has changed, or at what changes by itself, and now say something else.

    Returns:
        How many there are.
    """
    count = 0
    if touched & Touch.TERMS != 0:
        state.stale[Stale.GAINS] = 1
    for bit in range(plan.looking_ends.shape[0] - 1):
        if ((touched | Touch.ITSELF) >> bit) & 1 != 0:
            for k in range(plan.looking_ends[bit], plan.looking_ends[bit + 1]):
                n = plan.looking[k]
                if leaf_holds(plan, state, n) != (state.raw[n] == 1):
                    count = enqueue(state, n, 0, count)
    return count


@kernel
def update_conditions(plan: Plan, state: State, step: int) -> None:
    """Bring every condition up to the end of a step (−1: the opening). Parts stand before their groups.

    Only those are gone through whose turn has come, that look at what now is another, or of which a part has changed;
    at the opening all, and at the end all that are open.
    """
    if step < 0 and opens_alike(plan, state):
        return
    ended = step == plan.sizes[Size.STEPS] - 1
    count = 0 if step < 0 else queue_leaves(plan, state, state.touched[0])
    state.touched[0] = 0
    wake = state.wake[0]
    if step < 0 or ended:
        wake = FAR
        for n in range(plan.sizes[Size.NODES]):
            if step < 0 or state.turn[n] <= step or state.verdict[n] == OPEN:
                count = enqueue(state, n, 0, count)
    elif step >= wake:
        wake = FAR
        for k in range(plan.timed.shape[0]):
            n = plan.timed[k]
            if state.turn[n] <= step:
                count = enqueue(state, n, 0, count)
            else:
                wake = min(wake, state.turn[n])
    k = 0
    while k < count:
        n = state.queue[k]
        k += 1
        state.due_now[n] = 0
        if update_condition(plan, state, n, step, ended):
            state.stale[Stale.EVENTS] = state.stale[Stale.CALENDAR] = 1
            for g in range(plan.node_groups[n], plan.node_groups[n + 1]):
                count = enqueue(state, plan.group[g], k, count)
        wake = min(wake, state.turn[n])
    state.wake[0] = wake
    if step < 0:
        keep_opening(plan, state)
