"""Facts as arrays, and the space for the worlds of one belief that take them in together.

K facts stand in the order of their days; those of one step form a *group*. A fact speaks of the steps from `first`
to `last` and is taken in at the end of `last`.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.engine.layout.plan import Plan, Size
from detente.engine.update.kernel_calls import Code
from detente.engine.world.state import State, allocate

__all__ = ["Evidence", "Found", "Known", "Particles", "Want", "allocate_particles", "new_found"]

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Floats = NDArray[np.float64]


class Known(IntEnum):
    """What a fact is about."""

    EVENT = 0
    HELD = 1
    OUTCOME = 2
    FACTOR = 3
    SIGN = 4
    TERMS = 5
    LIKELY_SIGN = 6
    LIKELY_END = 7


class Want(IntEnum):
    """What came of a meeting, as far as a fact says; the first three are those of `Outcome`."""

    NONE = 0
    DEAL = 1
    REFUSED = 2
    STRUCK = 3


class Evidence(NamedTuple):
    """The facts that are taken in. Letters as in `detente.engine.layout.plan`; S named scenarios."""

    kind: Ints  # i8[K] Known
    subject: Ints  # i8[K] event, meeting, factor or node
    first: Ints  # i8[K] first step it speaks of
    last: Ints  # i8[K] step at whose end it is taken in
    want: Ints  # i8[K] 1 or 0; for OUTCOME a Want
    value: Floats  # f8[K] level measured
    sd: Floats  # f8[K] of the measurement, or of the kernel on issue levels
    mistaken: Floats  # f8[K] chance that a report about a sign is wrong
    house: Ints  # slots [K] standard deviation between polls, −1: none
    named: Bytes  # u1[K, I] issues whose terms are told; for OUTCOME all on the agenda if any is
    term: Ints  # i8[K, I] alternative told: 0 untouched, 2 + o settled at o
    level: Floats  # f8[K, I] level told, not a number where the issue is untouched
    likelihood: Floats  # f8[K, S + 2] of each end, or (true, not true) of a sign; at most 1
    order: Ints  # i8[K] an order of the facts that does not depend on how they are written
    group_step: Ints  # i8[G]
    group_end: Ints  # i8[G + 1]
    redraws: Ints  # i8[1] times that the noise of an observed meeting is drawn


class Particles(NamedTuple):
    """The runs of one belief, side by side, and what is found about them."""

    code: Ints  # i8[Code] where the larger kernels lie
    memory: Ints  # i8[words] the state that is played, as words: those copy faster than bytes
    earlier: Ints  # i8[K] how often a fact's event or meeting had come before its first step; lies in `memory`
    store: Ints  # i8[R, words]
    spare: Ints  # i8[R, words]
    ahead: Ints  # i8[G, R, words] at the opening of each group's step, as last played on to the end
    key: Ints  # i8[R] run that the coming chances are keyed by
    log: Floats  # f8[R] log weight
    trial: Floats  # f8[R] log weight with the facts tried
    final: Floats  # f8[R] the same with what is told of the end
    weight: Floats  # f8[R]
    offspring: Ints  # i8[R]
    score: Floats  # f8[K] log weight that each fact gives one world
    changed: Bytes  # u1[K] a fact made one world's step another than it would have been
    ended: Bytes  # u1[R] `ahead` and what stands below are the course of this run as it is, if nothing more is known
    fit: Floats  # f8[redraws]
    ending: Ints  # i8[R]
    verdict: Ints  # i8[R, C]
    happened: Bytes  # u1[R, E]
    met: Bytes  # u1[R, M]


class Found(NamedTuple):
    """What is found for each belief, after none of the facts, after the first, … after all."""

    ending: Floats  # f8[B, K + 1, S + 2] weighted shares of runs: scenarios, muddling-through, open
    evidence: Floats  # f8[B, K + 1] log of the estimated likelihood of the facts so far
    runs: Floats  # f8[B, K + 1] effective number of runs
    true: Floats  # f8[B, 2, C] weighted share in which a condition is true, before and after all facts
    event: Floats  # f8[B, 2, E]
    held: Floats  # f8[B, 2, M]


_SCRATCH = frozenset(
    {
        "shock_draw",
        "shock",
        "event_draw",
        "event_drawn",
        "events_due",
        *("fresh", "will", "live", "offset", "by_due", "firm", "counted", "combined", "most_tried"),
        *("tried_gains", "tried_choice", "tried_value", "sight"),
        "queue",
        "opened",
        "seat",
        "package",
        "untouched",
    }
    | {"kept_option", "kept_status", "seen_option", "seen_status", "link_active", "desk", "solver"},
)
"""Arrays of a state that hold nothing from one step to the next."""


def allocate_particles(plan: Plan, runs: int, evidence: Evidence, solver: int) -> tuple[State, Particles]:
    """Return the space for one world, and for all runs of a belief.

    Args:
        plan: The case as arrays.
        runs: Runs of a belief R.
        evidence: The facts.
        solver: Where the compiled solver lies; zero will do where no world is played.

    Returns:
        A state whose lasting arrays are views of one block of memory, and the particles that hold copies of it.
    """
    size, K = plan.sizes, len(evidence.kind)
    state = allocate(plan, solver)
    names = [name for name in state._fields if name not in _SCRATCH]
    lasting: list[NDArray[Any]] = [*(getattr(state, name) for name in names), np.zeros(K, dtype=np.int64)]
    memory = np.zeros(sum(_room(array) for array in lasting) // 8, dtype=np.int64)
    room = memory.view(np.uint8)
    begin, views = 0, []
    for array in lasting:
        views.append(room[begin : begin + array.nbytes].view(array.dtype).reshape(array.shape))
        views[-1][...] = array
        begin += _room(array)
    C, E, M = (int(size[k]) for k in (Size.NODES, Size.EVENTS, Size.MEETINGS))
    particles = Particles(
        code=np.zeros(len(Code), dtype=np.int64),
        memory=memory,
        earlier=views[-1],
        store=np.zeros((runs, len(memory)), dtype=np.int64),
        spare=np.zeros((runs, len(memory)), dtype=np.int64),
        ahead=np.zeros((len(evidence.group_step), runs, len(memory)), dtype=np.int64),
        key=np.zeros(runs, dtype=np.int64),
        log=np.zeros(runs),
        trial=np.zeros(runs),
        final=np.zeros(runs),
        weight=np.zeros(runs),
        offspring=np.zeros(runs, dtype=np.int64),
        score=np.zeros(K),
        changed=np.zeros(K, dtype=np.uint8),
        ended=np.zeros(runs, dtype=np.uint8),
        fit=np.zeros(int(evidence.redraws[0])),
        ending=np.zeros(runs, dtype=np.int64),
        verdict=np.zeros((runs, C), dtype=np.int64),
        happened=np.zeros((runs, E), dtype=np.uint8),
        met=np.zeros((runs, M), dtype=np.uint8),
    )
    lasting_views: dict[str, Any] = dict(zip(names, views, strict=False))
    return state._replace(**lasting_views), particles


def _room(array: NDArray[Any]) -> int:
    """Return the bytes an array takes, up to a multiple of eight."""
    return -int(-array.nbytes // 8) * 8


def new_found(plan: Plan, scenarios: int, beliefs: int, facts: int) -> Found:
    """Return space for what is found about so many beliefs."""
    C, E, M = (int(plan.sizes[k]) for k in (Size.NODES, Size.EVENTS, Size.MEETINGS))
    return Found(
        ending=np.zeros((beliefs, facts + 1, scenarios + 2)),
        evidence=np.full((beliefs, facts + 1), -np.inf),
        runs=np.zeros((beliefs, facts + 1)),
        true=np.zeros((beliefs, 2, C)),
        event=np.zeros((beliefs, 2, E)),
        held=np.zeros((beliefs, 2, M)),
    )
