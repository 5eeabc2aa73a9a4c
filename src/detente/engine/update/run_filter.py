"""Let all beliefs of a case take in facts, on all processors, with the same result however they are divided."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Event, local

import numpy as np

from detente.case.case import Case
from detente.case.schema.facts import Fact
from detente.engine.layout.build import Layout, lay_out
from detente.engine.layout.facts import evidence_of
from detente.engine.run.beliefs import Beliefs
from detente.engine.run.simulate import Progress, processors
from detente.engine.update.facts import Evidence, Found, allocate_particles, new_found
from detente.engine.update.kernel_calls import places
from detente.engine.update.particle_filter import filter_beliefs
from detente.engine.world.solver_call import solver_address, solver_in_the_making
from detente.errors import OptionError
from detente.kernels.packing import pack

__all__ = ["Filtered", "filter_facts"]

BELIEFS_AT_A_TIME = 10
"""Beliefs that a thread takes between two reports of progress; no result depends on it."""


@dataclass(frozen=True, slots=True, repr=False)
class Filtered:
    """What each belief of a case makes of facts.

    Attributes:
        facts: those that were taken in, in the order of their days.
        found: by belief, before all facts and after each.
    """

    case: Case
    layout: Layout = field(repr=False)
    facts: Mapping[str, Fact]
    evidence: Evidence = field(repr=False)
    seed: int
    beliefs: int
    runs: int
    found: Found = field(repr=False)


def filter_facts(
    case: Case,
    facts: Mapping[str, Fact],
    *,
    beliefs: int,
    runs: int,
    seed: int,
    redraws: int,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Filtered:
    """Let every belief take in facts.

    Args:
        case: The case, from `detente.load`.
        facts: Those that bear on it, in the order of their days, as `detente.case.facts` checks them.
        beliefs: Number of beliefs, 2 to 1,000,000.
        runs: Number of runs of each belief, 2 to 1,000: they are held in memory side by side.
        seed: 0 to 2³² − 1.
        redraws: Times that the noise of a meeting whose outcome is known is drawn, 1 to 1,000.
        threads: Processors to use; default: all.
        progress: Told how far it has come.

    Returns:
        For every belief the ends of its runs and its evidence, after none, one, … all of the facts.

    Raises:
        OptionError: a number is outside its range.
        TheoryError: the case has no issues, so that nothing can be played.
    """
    _check(beliefs, runs, seed, redraws, threads)
    report = progress or (lambda done, total, phase: None)
    report(0, beliefs * runs, "compile")
    layout = lay_out(case.document)
    drawn = Beliefs.of(case.document, layout.slots)
    evidence = evidence_of(facts, case.document, layout, redraws)
    scenarios = np.array(list(layout.scenarios.values()), dtype=np.int64)
    whole = new_found(layout.plan, len(scenarios), beliefs, len(facts))
    plan, known = pack(layout.plan), pack(evidence)
    stop, own, solver = Event(), local(), 0

    def take(first: int, count: int) -> int:
        if stop.is_set():
            return 0
        if not hasattr(own, "state"):
            state, particles = allocate_particles(layout.plan, runs, evidence, solver)
            own.state, own.particles = pack(state), pack(particles)
            particles.code[:] = places(plan, own.state)
        mine = pack(Found._make(array[first : first + count] for array in whole))
        numbers = drawn.draw(seed, first, count)
        chances = drawn.draw_chances(seed, first, count, runs)
        spaces = (own.state, known, own.particles, mine)
        filter_beliefs(plan, *spaces, scenarios, numbers, chances, drawn.chance, seed, first)
        return count

    with solver_in_the_making():
        take(0, 0)  # compiles, before several threads would want to at once
    solver, own = solver_address(), local()
    report(0, beliefs * runs, "play")
    chunks = [(first, min(BELIEFS_AT_A_TIME, beliefs - first)) for first in range(0, beliefs, BELIEFS_AT_A_TIME)]
    workers, done = threads or processors(), 0
    with ThreadPoolExecutor(workers) as pool:
        try:
            waiting: set[Future[int]] = set()
            for chunk in [*chunks, None]:
                if chunk is not None:
                    waiting.add(pool.submit(take, *chunk))
                while waiting and (chunk is None or len(waiting) >= 2 * workers):
                    returned, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    done += sum(future.result() for future in returned)
                    report(done * runs, beliefs * runs, "play")
        except BaseException:
            stop.set()
            raise
    return Filtered(case, layout, facts, evidence, seed, beliefs, runs, whole)


def _check(beliefs: int, runs: int, seed: int, redraws: int, threads: int | None) -> None:
    for name, found, low, high in (
        ("beliefs", beliefs, 2, 10**6),
        ("runs", runs, 2, 1000),
        ("seed", seed, 0, 2**32 - 1),
        ("redraws", redraws, 1, 1000),
        ("threads", 1 if threads is None else threads, 1, 4096),
    ):
        if isinstance(found, bool) or not isinstance(found, int | np.integer) or not low <= found <= high:
            raise OptionError.outside(name, str(found), f"a whole number from {low:,} to {high:,}")
