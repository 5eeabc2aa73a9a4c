"""The engine's kernels, one step at a time, with everything that can be seen of a world after each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.case.case import Case
from detente.engine.layout.build import lay_out
from detente.engine.layout.plan import Outcome, Size
from detente.engine.run.beliefs import Beliefs
from detente.engine.world.carrying_out import carry_out
from detente.engine.world.conditions import update_conditions
from detente.engine.world.draws import draw_shocks
from detente.engine.world.events import apply_events, draw_events
from detente.engine.world.factors import move_factors
from detente.engine.world.initial_state import open_world
from detente.engine.world.invalidation import Touch
from detente.engine.world.meetings import expire_terms, hold_meetings, set_dates
from detente.engine.world.ratification import answer_all
from detente.engine.world.solver_call import solver_address
from detente.engine.world.state import allocate
from detente.kernels.packing import pack

STATUS = ("untouched", "shelved", "settled")


class Stepping:
    """One world of a case, played step by step.

    Attributes:
        plan, state: The arrays; a test may look at and change both.
        numbers: Path → number of this world.
    """

    def __init__(self, case: Case, seed: int = 1, belief: int = 0, run: int = 0, runs: int = 2) -> None:
        self.case, self.key = case, (seed, belief, run)
        self.layout = lay_out(case.document)
        self.names, self.plan = self.layout.names, self.layout.plan
        drawn = Beliefs.of(case.document, self.layout.slots)
        row = drawn.draw(seed, belief, 1)[0]
        row[drawn.chance] = drawn.draw_chances(seed, belief, 1, runs)[0, run]
        self.numbers = dict(zip(self.layout.slots.paths, row.tolist(), strict=True))
        self.state = allocate(self.plan, solver_address())
        self.state.numbers[:] = row
        self.state.origin[0] = run
        self._plan, self._state = pack(self.plan), pack(self.state)
        self.done = 0
        open_world(self._plan, self._state)
        self.update(-1)
        set_dates(self._plan, self._state, -1)

    def step(self, t: int) -> None:
        """Play step t."""
        plan, state = self._plan, self._state
        expire_terms(plan, state, t)
        draw_shocks(plan, state, *self.key, t, t + 1)
        draw_events(plan, state, *self.key, t, t + 1)
        move_factors(plan, state, t)
        apply_events(plan, state, t)
        if self.plan.sizes[Size.UNDERTAKINGS] > 0:
            carry_out(plan, state, *self.key, t)
        hold_meetings(plan, state, *self.key, t)
        answer_all(plan, state, *self.key[:2], t)
        update_conditions(plan, state, t)
        set_dates(plan, state, t)

    def update(self, t: int) -> None:
        """Bring conditions up to the end of step t, whatever the state was made to be."""
        self.state.touched[0] = Touch.ALL
        self.state.opened.known[0] = 0
        update_conditions(self._plan, self._state, t)

    def steps(self) -> Iterator[int]:
        """Play the steps that are left; yields each when it is done."""
        while self.done < self.names.steps:
            self.step(self.done)
            self.done += 1
            yield self.done - 1

    def play_on(self, until: int | None = None) -> None:
        """Play the steps that are left, or those before one of them."""
        while self.done < (self.names.steps if until is None else until):
            self.step(self.done)
            self.done += 1

    def play(self) -> Stepping:
        """Play to the end."""
        self.play_on()
        return self

    @property
    def terms(self) -> dict[str, tuple[str, str]]:
        """Option in force and status of every issue."""
        return {
            key: (self.names.options[key][self.state.option[i]], STATUS[self.state.status[i]])
            for i, key in enumerate(self.names.issues)
        }

    @property
    def levels(self) -> dict[str, float]:
        """Level of every factor."""
        return dict(zip(self.names.factors, self.state.level.tolist(), strict=True))

    def outcome(self, meeting: str) -> str:
        """Outcome of a meeting."""
        return Outcome(int(self.state.outcome[self.names.meetings.index(meeting)])).name.lower()

    def refusers(self, meeting: str) -> set[str]:
        """Who refused what the latest such meeting struck."""
        row = self.state.refusal[self.names.meetings.index(meeting)]
        return {party for party, mark in zip(self.names.parties, row, strict=True) if mark}

    def verdict(self, node: int) -> str:
        """Verdict on a condition."""
        return ("open", "true", "false")[int(self.state.verdict[node])]

    def of(self, what: str, key: str) -> Any:
        """Return an element of an array of the state by the name of an issue, party, flag, meeting or event."""
        names = self.names
        orders = (names.issues, names.parties, names.flags, names.meetings, names.events, names.factors)
        return getattr(self.state, what)[next(order for order in orders if key in order).index(key)]
