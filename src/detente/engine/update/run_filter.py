"""Let all beliefs of a case take in facts, on all processors, with the same result however they are divided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from detente.case.case import Case
from detente.case.schema.facts import Fact
from detente.engine.layout.build import Layout, lay_out
from detente.engine.layout.facts import evidence_of
from detente.engine.run.beliefs import Beliefs
from detente.engine.run.executor import Progress, in_parts
from detente.engine.run.executors.named import Place, workers_for
from detente.engine.run.memory import check_memory
from detente.engine.update.facts import Evidence, Found, allocate_particles, new_found
from detente.engine.update.kernel_calls import places
from detente.engine.update.particle_filter import filter_beliefs
from detente.engine.world.solver_call import solver_address, solver_in_the_making
from detente.errors import OptionError
from detente.kernels.packing import pack

__all__ = ["Filtered", "filter_facts"]


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


@dataclass(frozen=True, slots=True)
class Filtering:
    """Beliefs taking in facts, as a job for workers."""

    layout: Layout = field(repr=False)
    drawn: Beliefs = field(repr=False)
    evidence: Evidence = field(repr=False)
    seed: int
    runs: int

    def warm(self) -> None:
        """Compile the kernels of the filter."""
        with solver_in_the_making():
            self._prepared(solver=0)(0, 0)
        solver_address()

    def ready(self) -> Callable[[int, int], Found]:
        """Prepare a worker: room for the runs of one belief, side by side."""
        return self._prepared(solver_address())

    def _prepared(self, solver: int) -> Callable[[int, int], Found]:
        layout, drawn, facts = self.layout, self.drawn, len(self.evidence.kind)
        scenarios = np.array(list(layout.scenarios.values()), dtype=np.int64)
        state, particles = allocate_particles(layout.plan, self.runs, self.evidence, solver)
        plan, own, known = pack(layout.plan), pack(state), pack(self.evidence)
        particles.code[:] = places(plan, own)
        side = pack(particles)

        def work(first: int, count: int) -> Found:
            found = new_found(layout.plan, len(scenarios), count, facts)
            numbers = drawn.draw(self.seed, first, count)
            chances = drawn.draw_chances(self.seed, first, count, self.runs)
            spaces = (own, known, side, pack(found))
            filter_beliefs(plan, *spaces, scenarios, numbers, chances, drawn.chance, self.seed, first)
            return found

        return work


def filter_facts(
    case: Case,
    facts: Mapping[str, Fact],
    *,
    beliefs: int,
    runs: int,
    seed: int,
    redraws: int,
    threads: int | None = None,
    executor: Place | None = None,
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
        executor: Who plays, where it is not threads of this process.
        progress: Told how far it has come.

    Returns:
        For every belief the ends of its runs and its evidence, after none, one, … all of the facts.

    Raises:
        OptionError: a number is outside its range.
        TheoryError: the case has no issues, so that nothing can be played.
    """
    _check(beliefs, runs, seed, redraws, threads)
    layout = lay_out(case.document)
    evidence = evidence_of(facts, case.document, layout, redraws)
    job = Filtering(layout, Beliefs.of(case.document, layout.slots), evidence, seed, runs)
    whole = new_found(layout.plan, len(layout.scenarios), beliefs, len(facts))
    check_memory(whole)

    def take(first: int, part: Found) -> None:
        for array, piece in zip(whole, part, strict=True):
            array[first : first + len(piece)] = piece

    with workers_for(executor, threads) as workers:
        in_parts(job, take, [range(beliefs)], workers=workers, worlds=runs, progress=progress)
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
