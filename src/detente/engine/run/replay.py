"""One world played again from its key, told as it goes: what was struck, refused, delivered and broken, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from detente.case.case import Case
from detente.engine.layout.build import lay_out
from detente.engine.layout.carrying import duties_of
from detente.engine.layout.plan import SHELVED, TRUE, Mark, Outcome, Size
from detente.engine.run.beliefs import Beliefs
from detente.engine.world.carrying_out import carry_out
from detente.engine.world.conditions import update_conditions
from detente.engine.world.draws import draw_shocks
from detente.engine.world.events import apply_events, draw_events
from detente.engine.world.factors import move_factors
from detente.engine.world.initial_state import open_world
from detente.engine.world.meetings import expire_terms, hold_meetings, set_dates
from detente.engine.world.ratification import answer_all
from detente.engine.world.solver_call import solver_address
from detente.engine.world.state import allocate
from detente.engine.world.world import scenario_of
from detente.kernels.packing import pack

__all__ = ["Course", "Happening", "InForce", "replay"]

_BECAME = {
    Mark.DELIVERED: "delivered",
    Mark.BROKEN: "broken",
    Mark.SEEN: "seen",
    Mark.SUSPENDED: "suspended",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens in a world.

    Attributes:
        when: Of a meeting its day; else the first day of the step of time, of a sign or scenario its last.
        kind: `event`, `struck`, `nothing`, `fell_through`, `accepted`, `refused`, `changed`, `lapsed`, `delivered`,
            `broken`, `seen`, `suspended`, `sign` or `scenario`.
        about: Id of the event, the meeting, the step that is owed, the sign or the scenario; empty for terms alone.
        terms: Issue → option, or `shelved`: what is struck, what stands of it, or what has changed.
        who: Ids of parties: who refused, or who owes the step.
    """

    when: date
    kind: str
    about: str
    terms: dict[str, str] = field(default_factory=dict)
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InForce:
    """Terms that are in force for a while, others than at `as_of`."""

    issue: str
    option: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Course:
    """A world from its opening to its end.

    Attributes:
        belief, run: Its key.
        scenario: How it ends: an id, `muddling-through` or `open`.
        happenings: In the order in which they happen.
        in_force: Terms by issue and time.
    """

    belief: int
    run: int
    scenario: str
    happenings: tuple[Happening, ...]
    in_force: tuple[InForce, ...]


def replay(case: Case, *, seed: int, belief: int, run: int) -> Course:
    """Play one world again.

    Args:
        case: The case.
        seed: Of the play.
        belief: Number of the belief, from 0.
        run: Number of the run within it, from 0.

    Returns:
        The same world as any play with this seed has under this key.

    Example:
        >>> import detente
        >>> replay(detente.load("divided-pie"), seed=1, belief=0, run=0).happenings[0].kind
        'struck'
    """
    return _Replay(case, seed, belief, run).play()


class _Replay:
    """A world that is being played, with what was seen of it last."""

    def __init__(self, case: Case, seed: int, belief: int, run: int) -> None:
        self.document, self.layout, self.key = case.document, lay_out(case.document), (seed, belief, run)
        self.names, self.plan = self.layout.names, self.layout.plan
        drawn = Beliefs.of(case.document, self.layout.slots)
        self.state = allocate(self.plan, solver_address())
        self.state.numbers[:] = drawn.draw(seed, belief, 1)[0]
        self.state.numbers[drawn.chance] = drawn.draw_chances(seed, belief, 1, run + 1)[0, run]
        self.state.origin[0] = run
        self._plan, self._state = pack(self.plan), pack(self.state)
        self.duties = duties_of(case.document)
        ends = {**self.layout.markers, **self.layout.scenarios}
        self.ends = [(key, node, "scenario" if key in self.layout.scenarios else "sign") for key, node in ends.items()]
        self.told: list[Happening] = []
        self.spans: list[InForce] = []
        self.since: dict[str, tuple[str, date]] = {}

    def play(self) -> Course:
        """Play it to its end."""
        _, belief, run = self.key
        open_world(self._plan, self._state)
        update_conditions(self._plan, self._state, -1)
        set_dates(self._plan, self._state, -1)
        for step in range(self.names.steps):
            self.told += self.step(step)
            self._note_terms(self.day(step + 1))
        self._note_terms(self.document.until, at_end=True)
        nodes = np.array(list(self.layout.scenarios.values()), dtype=np.int64)
        end = scenario_of(self._state, nodes)[0]
        name = [*self.layout.scenarios, "muddling-through", "open"][end]
        self.told = [what for what in self.told if what.kind != "scenario" or what.about == name]
        order = sorted(range(len(self.told)), key=lambda n: (self.told[n].when, n))
        places = {issue: i for i, issue in enumerate(self.names.issues)}
        spans = sorted(self.spans, key=lambda each: (places[each.issue], each.since))
        return Course(belief, run, name, tuple(self.told[n] for n in order), tuple(spans))

    def day(self, step: int) -> date:
        """Return the opening of a step."""
        return min(self.document.as_of + timedelta(days=self.names.step_days * step), self.document.until)

    def step(self, t: int) -> Iterator[Happening]:
        """Play a step; yields what happens in it."""
        plan, state, key = self._plan, self._state, self.key
        before = self.terms()
        expire_terms(plan, state, t)
        yield from self._changed(before, "lapsed", t)
        draw_shocks(plan, state, *key, t, t + 1)
        draw_events(plan, state, *key, t, t + 1)
        move_factors(plan, state, t)
        counts, before = self.state.event_count.copy(), self.terms()
        apply_events(plan, state, t)
        for e in np.flatnonzero(self.state.event_count > counts):
            yield Happening(self.day(t), "event", self.names.events[e])
        yield from self._changed(before, "changed", t)
        if self.plan.sizes[Size.UNDERTAKINGS] > 0:
            marks, before = self.state.mark.copy(), self.terms()
            carry_out(plan, state, *key, t)
            yield from self._steps(marks, t)
            yield from self._changed(before, "changed", t)
        yield from self._meetings(t)
        verdicts = self.state.verdict.copy()
        update_conditions(plan, state, t)
        for name, node, kind in self.ends:
            if self.state.verdict[node] == TRUE != verdicts[node]:
                yield Happening(self.day(t + 1), kind, name)
        set_dates(plan, state, t)

    def _meetings(self, t: int) -> Iterator[Happening]:
        """Yield what meetings come to, and how the absent answer."""
        state, names = self.state, self.names
        held, missed, waiting = state.held.copy(), state.missed.copy(), state.pending.copy()
        hold_meetings(self._plan, self._state, *self.key, t)
        struck = [m for m in range(len(names.meetings)) if state.held[m] > held[m]]
        for m, name in enumerate(names.meetings):
            when = min(self.document.as_of + timedelta(days=float(state.last_day[m])), self.document.until)
            if state.held[m] > held[m]:
                yield Happening(when, "struck" if state.struck[m] else "nothing", name, self._package(state.choice[m]))
            elif state.missed[m] > missed[m]:
                yield Happening(when, "fell_through", name)
        asked = [m for m in range(len(names.meetings)) if waiting[m] or (m in struck and state.struck[m])]
        due, pending = state.due.copy(), state.pending.copy()
        answer_all(self._plan, self._state, *self.key[:2], t)
        for m in asked:
            if state.pending[m] or not (pending[m] or state.refusal[m].any()):
                continue
            when = min(self.document.as_of + timedelta(days=float(due[m])), self.document.until)
            who = tuple(names.parties[p] for p in np.flatnonzero(state.refusal[m]))
            stands = self._package(state.fate[m]) if state.outcome[m] == Outcome.DEAL else {}
            yield Happening(when, "refused" if who else "accepted", names.meetings[m], stands, who)

    def _steps(self, marks: np.ndarray, t: int) -> Iterator[Happening]:
        """Yield what has become of the steps that are owed."""
        for d in np.flatnonzero(self.state.mark != marks):
            kind = _BECAME.get(Mark(int(self.state.mark[d])))
            if kind is not None:
                yield Happening(self.day(t), kind, self.duties[d][2].id, who=(self.duties[d][2].owed_by,))

    def terms(self) -> dict[str, str]:
        """Return the option in force of every issue, or `shelved`."""
        return {
            issue: "shelved" if self.state.status[i] == SHELVED else self.names.options[issue][self.state.option[i]]
            for i, issue in enumerate(self.names.issues)
        }

    def _package(self, choice: np.ndarray) -> dict[str, str]:
        """Return what a package settles or shelves."""
        return {
            issue: "shelved" if a == 1 else self.names.options[issue][a - 2]
            for issue, a in zip(self.names.issues, choice.tolist(), strict=True)
            if a >= 1
        }

    def _changed(self, before: dict[str, str], kind: str, t: int) -> Iterator[Happening]:
        """Yield the terms that have become others."""
        terms = {issue: option for issue, option in self.terms().items() if option != before[issue]}
        if terms:
            yield Happening(self.day(t), kind, "", terms)

    def _note_terms(self, when: date, at_end: bool = False) -> None:
        """Keep how long terms are in force."""
        for issue, option in self.terms().items():
            known = self.since.get(issue)
            if known is not None and (known[0] != option or at_end):
                self.spans.append(InForce(issue, known[0], known[1], when))
                del self.since[issue]
            if option != self.document.issues[issue].now and issue not in self.since and not at_end:
                self.since[issue] = (option, when)
