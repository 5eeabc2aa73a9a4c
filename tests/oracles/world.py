"""One world, played by the book: the slow twin of the engine, from the page on how a world is played.

Plain dicts and names throughout; nothing is laid out, precomputed or kept up to date. The drawn numbers of a
belief are given by path; draws of chance are those of the same keys.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil, exp, expm1, inf, log, sqrt
from typing import Any

from world_carrying import Delivering, Foresight, Progress, carried, rates, verifying
from world_statements import FALSE, OPEN, TRUE, Course, Seen, Terms
from world_tables import Table, broken
from world_wants import MONTH, SHELVED, Wants, Worth, consenting, is_enough, within

from detente.case.numbers.durations import parse_duration
from detente.case.schema.case import STEP_DAYS, Document
from detente.case.schema.changes import (
    CallMeeting,
    CancelMeeting,
    CloseIssue,
    FollowProcedure,
    LowerFlag,
    OpenIssue,
    RaiseFlag,
    RequireConsent,
    ResetTerms,
    Seat,
    SetQuantity,
    SetTerms,
    Shift,
    Unseat,
    WaiveConsent,
)
from detente.case.schema.course import Ages, Attendance
from detente.case.schema.votes import members_of
from detente.kernels.randomness import normal, purpose, uniform

__all__ = ["History", "play"]


@dataclass
class Fading:
    """A shift that fades or ends: what it moves, by how much, since when."""

    target: str
    amount: float
    born: float
    half_life: float | None
    lasting: float | None

    def left(self, day: float) -> float:
        age = day - self.born
        if self.lasting is not None:
            return self.amount if age < self.lasting else 0.0
        return self.amount * 2.0 ** (-age / self.half_life) if self.half_life is not None else self.amount


@dataclass
class Agreement:
    """What a meeting struck, from its day until the absent have answered."""

    package: dict[str, str]
    awaited: set[str]
    before: Terms
    settled_before: dict[str, int]
    seats: list[str]
    table: Table
    signed: list[str]
    due: float
    step: int
    worth: Worth | None


@dataclass
class History:
    """What one world did. Steps are counted from 0; −1 is the opening.

    Attributes:
        terms, levels: at the opening and at the end of every step.
        verdicts, true_steps: of statements by `scenarios.<id>`, `markers.<id>`, `conditions.<id>`.
    """

    terms: list[Terms] = field(default_factory=list)
    levels: list[dict[str, float]] = field(default_factory=list)
    events: dict[str, int | None] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    struck: dict[str, bool] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    fates: dict[str, dict[str, str]] = field(default_factory=dict)
    refusals: dict[str, set[str]] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)
    true_steps: dict[str, int | None] = field(default_factory=dict)
    scenario: str = ""


def play(document: Document, numbers: dict[str, float], seed: int, belief: int, run: int) -> History:
    """Play one world.

    Args:
        document: The case.
        numbers: Path → drawn number, those with `chance` as drawn in this run.
        seed, belief, run: Key of all other draws.
    """
    world = World(document, dict(numbers), (seed, belief, run))
    world.open()
    for step in range(world.steps):
        world.expire(step)
        drawn = [event for event in sorted(document.events) if world.happens(event, step)]
        world.move_factors(step)
        for event in drawn:
            world.happen(event, step)
        for meeting in sorted(document.meetings):
            world.pass_deadline(meeting, step)
        world.carry_out(step)
        world.hold_meetings(step)
        for meeting in sorted(document.meetings):
            if meeting in world.pending and world.pending[meeting].due < world.end(step):
                world.answer(meeting, step)
        world.look(step)
    return world.told()


class World:
    """The state of one world."""

    def __init__(self, document: Document, numbers: dict[str, float], key: tuple[int, int, int]) -> None:
        self.document, self.numbers, self.key = document, numbers, key
        self.take_over()
        self.length = STEP_DAYS[document.step]
        self.steps = ceil((document.until - document.as_of).days / self.length)
        self.parties = [p for p, party in document.parties.items() if party.of is None]
        self.opening_terms: Terms = {key: (issue.now, "untouched") for key, issue in document.issues.items()}
        self.terms = dict(self.opening_terms)
        self.settled_in: dict[str, int] = {}
        self.progress = Progress(document)
        self.base: dict[str, float] = {}
        self.opening: dict[str, float] = {}
        self.fading: list[Fading] = []
        self.price_shifts = dict.fromkeys(self.parties, 0.0)
        self.walk_away: dict[str, float | None] = {}
        self.flags: set[str] = set()
        self.count = dict.fromkeys(document.events, 0)
        self.tables = {key: list(meeting.table) for key, meeting in document.meetings.items()}
        self.coming = {key: list(seats) for key, seats in self.tables.items()}
        self.agendas = {
            key: set(document.issues if meeting.agenda is None else meeting.agenda)
            for key, meeting in document.meetings.items()
        }
        self.procedures = {key: meeting.procedure for key, meeting in document.meetings.items()}
        self.passed: set[str] = set()
        self.consent: dict[str, set[str]] = {
            key: set(issue.consent) if isinstance(issue.consent, tuple) else set()
            for key, issue in document.issues.items()
        }
        self.dates: dict[str, float] = {}
        self.times_held = dict.fromkeys(document.meetings, 0)
        self.last_day: dict[str, float] = {}
        self.over: set[str] = set()
        self.times_missed = dict.fromkeys(document.meetings, 0)
        self.pending: dict[str, Agreement] = {}
        self.shifts: dict[str, float] = {}
        self.stages = dict.fromkeys(document.meetings, 0)
        self.known_limits: set[tuple[str, str]] = set()
        self.course = Course(document, self.steps, self.length)
        self.history = History(events=dict.fromkeys(document.events))

    def normal(self, path: str, occurrence: int) -> float:
        return float(normal(*self.key, purpose(path), occurrence))

    def uniform(self, path: str, occurrence: int) -> float:
        return float(uniform(*self.key, purpose(path), occurrence))

    def end(self, step: int) -> float:
        return (step + 1) * self.length

    # ── Opening ──────────────────────────────────────────────────────────────────────────────────────────

    def open(self) -> None:
        for key in self.document.factors:
            self.base[key] = self.numbers[f"factors.{key}.start"]
        for key, event in sorted(self.document.history.items(), key=lambda item: item[1].on):
            for c, change in enumerate(event.changes):
                self.remember(change, f"history.{key}.changes.{c}", float((event.on - self.document.as_of).days))
        for key in self.document.factors:
            self.base[key] = self.bounded(key, self.base[key])
        self.opening = {key: self.factor(key, 0.0) for key in self.document.factors}
        self.dates = {
            key: float((meeting.on - self.document.as_of).days)
            for key, meeting in self.document.meetings.items()
            if meeting.on is not None
        }
        for party in self.parties:
            self.walk_away[party] = self.wants(0.0).walk_away_price(party, self.terms)
        self.look(-1)

    def remember(self, change: Any, path: str, born: float) -> None:
        match change:
            case RaiseFlag(raise_=flag):
                self.flags.add(flag)
            case LowerFlag(lower=flag):
                self.flags.discard(flag)
            case Shift(shift=targets):
                for target in targets:
                    self.shift(change, target, self.numbers[f"{path}.shift.{target}"], born, past=True)

    def shift(self, change: Shift, target: str, amount: float, born: float, past: bool = False) -> None:
        if change.half_life is not None or change.lasting is not None:
            self.fading.append(Fading(target, amount, born, change.half_life, change.lasting))
        elif target.startswith("price."):
            self.price_shifts[target.removeprefix("price.")] += amount
        elif past:
            half_life = self.half_life(target)
            left = 1.0 if half_life is None else (2.0 ** (born / half_life) if half_life > 0.0 else float(born == 0.0))
            self.base[target] += amount * left
        else:
            self.base[target] = self.bounded(target, self.base[target] + amount)

    # ── Factors ──────────────────────────────────────────────────────────────────────────────────────────

    def half_life(self, factor: str) -> float | None:
        return None if self.document.factors[factor].half_life is None else self.numbers[f"factors.{factor}.half_life"]

    def bounded(self, factor: str, level: float) -> float:
        told = self.document.factors[factor]
        low, high = told.bounds or ((0, 100) if told.series else (-inf, inf))
        return min(max(level, low), high)

    def faded(self, target: str, day: float) -> float:
        return sum(fading.left(day) for fading in self.fading if fading.target == target)

    def factor(self, key: str, day: float) -> float:
        return self.bounded(key, self.base[key] + self.faded(key, day))

    def source(self, key: str, day: float) -> float:
        """A factor's level, an issue's level/100, a flag as 0 or 1."""
        if key in self.document.factors:
            return self.factor(key, day)
        if key in self.document.flags:
            return float(key in self.flags)
        return self.in_force(key) / 100.0

    def in_force(self, issue: str) -> float:
        """The level of an issue that is in force: what has been delivered of the terms, if they are carried out."""
        return self.progress.level(issue, self.document.issues[issue].options[self.terms[issue][0]].level)

    def move_factors(self, step: int) -> None:
        months, fresh = self.length / MONTH, {}
        for key, factor in self.document.factors.items():
            path = f"factors.{key}"
            drift = sum(
                self.numbers[f"{path}.driven_by.{driver}"] * self.source(driver, step * self.length)
                for driver in factor.driven_by
            )
            toward = self.numbers[f"{path}.start" if factor.toward is None else f"{path}.toward"]
            volatility, half_life = self.numbers[f"{path}.volatility"], self.half_life(key)
            if half_life is None:
                level = self.base[key] + drift * months
                spread = volatility * sqrt(months)
            elif half_life == 0.0:
                level, spread = toward, 0.0
            else:
                rate = log(2.0) * MONTH / half_life
                kept = exp(-rate * months)
                level = toward + (self.base[key] - toward) * kept + drift * (1.0 - kept) / rate
                spread = volatility * sqrt((1.0 - kept**2) / (2.0 * rate))
            fresh[key] = self.bounded(key, level + spread * self.normal(f"{path}.shock", step))
        self.base = fresh

    # ── Events ───────────────────────────────────────────────────────────────────────────────────────────

    def happens(self, key: str, step: int) -> bool:
        event = self.document.events[key]
        if event.once and self.count[key]:
            return False
        if event.while_ is not None and not self.course.now(event.while_, step - 1):
            return False
        if event.on is not None:
            day = (event.on - self.document.as_of).days
            if not step * self.length <= day < self.end(step):
                return False
            chance = self.numbers[f"events.{key}.chance"]
        else:
            risk = self.hazard(key, step)
            for what in event.hazard_ratio:
                path = f"events.{key}.hazard_ratio.{what}"
                ratio = self.numbers.get(path) or self.numbers[f"{path}.ratio"]
                risk *= ratio ** (self.source(what, step * self.length) - self.numbers.get(f"{path}.from", 0.0))
            chance = -expm1(-risk)
        return self.uniform(f"events.{key}.happens", step) < chance

    def hazard(self, key: str, step: int) -> float:
        """The rate integrated over a step."""
        event = self.document.events[key]
        if not isinstance(event.rate, Ages):
            return self.numbers[f"events.{key}.rate"] * self.length
        began = -1 if event.while_ is None else self.course.age(event.while_, step - 1)
        young = (step - began - 1) * self.length
        total, start = 0.0, 0.0
        for name in event.rate.ages:
            end = inf if name == "later" else parse_duration(name)
            overlap = min(young + self.length, end) - max(young, start)
            total += self.numbers[f"events.{key}.rate.ages.{name}"] * max(0.0, overlap)
            start = end
        return total

    def happen(self, key: str, step: int) -> None:
        self.count[key] += 1
        if self.history.events[key] is None:
            self.history.events[key] = step
        for c, change in enumerate(self.document.events[key].changes):
            self.make(change, f"events.{key}.changes.{c}", step)

    def pass_deadline(self, key: str, step: int) -> None:
        """End a meeting whose last day lies before this step, and let happen what does then."""
        deadline = self.document.meetings[key].deadline
        if deadline is None or key in self.passed or key in self.pending:
            return
        if (deadline.on - self.document.as_of).days >= step * self.length:
            return
        self.passed.add(key)
        if deadline.unless is None:
            need_not = self.history.outcomes.get(key) == "deal"
        else:
            need_not = self.course.now(deadline.unless, step - 1)
        if not need_not:
            self.over.add(key)
            self.stages[key] = 0
            self.dates.pop(key, None)
            for c, change in enumerate(deadline.then):
                self.make(change, f"meetings.{key}.deadline.then.{c}", step)

    def call_to_order(self, key: str, step: int) -> None:
        """Make the changes before a sitting, and say who comes."""
        times, meeting = self.times_held[key] + self.times_missed[key], self.document.meetings[key]
        if self.stages[key] == 0 and times < len(meeting.sessions):
            for c, change in enumerate(meeting.sessions[times].changes):
                self.make(change, f"meetings.{key}.sessions.{times}.changes.{c}", step)
        self.coming[key] = []
        for party in self.tables[key]:
            told, path = meeting.attends.get(party), f"meetings.{key}.attends.{party}"
            if isinstance(told, Attendance):
                path = f"{path}.comes"
                if told.if_ is not None and not self.course.now(told.if_, step - 1):
                    continue
            if told is None or self.uniform(f"meetings.{key}.attends.{party}", times) < self.numbers[path]:
                self.coming[key].append(party)

    def take_over(self) -> None:
        """Give members the numbers of their blocs."""
        for person, positions in self.document.positions.items():
            for issue, position in positions.items():
                for what in ("ideal", "salience", "limit"):
                    number = getattr(position, what)
                    if number is not None and number.of:
                        self.numbers[f"positions.{person}.{issue}.{what}"] = self.numbers[number.of]

    def make(self, change: Any, path: str, step: int) -> None:
        match change:
            case Shift(shift=targets):
                for target in targets:
                    self.shift(change, target, self.numbers[f"{path}.shift.{target}"], self.end(step))
            case SetQuantity(set=values):
                for target in values:
                    self.numbers[target] = self.numbers[f"{path}.set.{target}"]
                self.take_over()
            case SetTerms(terms=terms):
                for issue, option in terms.items():
                    self.put(issue, option, step, at_once=True)
            case ResetTerms(reset=issues):
                for issue in issues:
                    self.progress.stand(issue)
                    self.terms[issue] = self.opening_terms[issue]
            case RaiseFlag(raise_=flag):
                self.flags.add(flag)
            case LowerFlag(lower=flag):
                self.flags.discard(flag)
            case CallMeeting(call=meeting):
                delay = self.numbers[f"{path}.within"] if change.within is not None else 0.0
                self.over.discard(meeting)
                self.dates.setdefault(meeting, self.end(step) + delay)
            case CancelMeeting(cancel=meeting):
                self.over.add(meeting)
                self.dates.pop(meeting, None)
            case Seat(seat=party, at=meeting):
                self.tables[meeting] = [p for p in self.parties if p in {party, *self.tables[meeting]}]
            case Unseat(unseat=party, at=meeting):
                self.tables[meeting] = [p for p in self.tables[meeting] if p != party]
            case OpenIssue(open=issue, at=meeting):
                self.agendas[meeting].add(issue)
            case CloseIssue(close=issue, at=meeting):
                self.agendas[meeting].discard(issue)
            case FollowProcedure(procedure=procedure, at=meeting):
                self.procedures[meeting], self.stages[meeting] = procedure, 0
            case RequireConsent(require_consent=party, on=issue):
                self.consent[issue].add(party)
            case WaiveConsent(waive_consent=party, on=issue):
                self.consent[issue].discard(party)

    def put(self, issue: str, option: str, step: int, at_once: bool = False) -> None:
        if option == SHELVED:
            self.terms[issue] = (self.terms[issue][0], "shelved")
        else:
            options = self.document.issues[issue].options
            now, target = options[self.terms[issue][0]].level, options[option].level
            if at_once:
                self.progress.stand(issue)
            else:
                self.progress.begin(issue, self.terms[issue], now, target, self.end(step))
            self.terms[issue] = (option, "settled")
            self.settled_in[issue] = step

    def expire(self, step: int) -> None:
        for key, issue in self.document.issues.items():
            if issue.expires is None or self.terms[key][1] != "settled":
                continue
            if step - self.settled_in[key] >= max(1, ceil(issue.expires / self.length)):
                self.progress.stand(key)
                self.terms[key] = self.opening_terms[key]

    # ── Carrying out ─────────────────────────────────────────────────────────────────────────────────────

    def foresight(self, wants: Wants, day: float, options: dict[str, str]) -> Foresight:
        """What is foreseen with some verifying issues at these options."""
        factors = {key: self.factor(key, day) for key in self.document.factors}
        in_force = {issue: self.in_force(issue) for issue in self.terms}
        seen = rates(self.document, self.numbers, in_force, factors, options)
        return Foresight(self.progress, wants, dict(self.terms), day, seen)

    def worths(self, meeting: str, wants: Wants, end: float, day: float) -> Callable[[dict[str, str]], Worth] | None:
        """With verifying issues at options: party, issue, option → what is foreseen of what is carried out."""
        agenda, mine = set(self.agendas[meeting]), carried(self.document)
        if not mine:
            return None
        terms = dict(self.terms)

        def verified(options: dict[str, str]) -> Worth:
            foresight = self.foresight(wants, end, options)
            foresight.day, foresight.terms = day, terms
            memory: dict[tuple[str, str, str], float] = {}

            def worth(party: str, issue: str, option: str) -> float | None:
                if issue in mine and (party, issue, option) not in memory:
                    memory[party, issue, option] = foresight.worth(party, issue, option, agenda)
                return memory.get((party, issue, option))

            return worth

        return verified

    def carry_out(self, step: int) -> None:
        if not self.progress.ways:
            return
        now = self.end(step)
        wants = self.wants(now)
        playing = Delivering(self.progress, self.foresight(wants, now, {}), now, self.length, self.uniform, step)
        back, called = playing.play()
        for issue in back:
            self.withdraw(issue)
        for meeting in called:
            self.dates.setdefault(meeting, now)
        playing.foresight.terms = dict(self.terms)
        playing.deliver(
            {
                p
                for p in self.parties
                if self.uniform(f"parties.{p}.keeps", 0) < self.numbers.get(f"parties.{p}.keeps", 1.0)
            }
        )

    def withdraw(self, issue: str) -> None:
        option = self.progress.ways[issue].back[0]
        self.terms[issue] = self.progress.withdraw(issue, self.document.issues[issue].options[option].level)

    # ── Meetings ─────────────────────────────────────────────────────────────────────────────────────────

    def wants(self, day: float) -> Wants:
        levels = {key: self.factor(key, day) for key in self.document.factors}
        return Wants(self.document, self.numbers, levels, self.flags, self.opening)

    def price(self, party: str, wants: Wants, day: float) -> float:
        its = self.document.parties[party].price
        price = self.walk_away[party]
        if price is None:
            given = its.value is not None
            price = self.numbers[f"parties.{party}.price.value" if given else "general.price"]
        price += wants.moved(f"parties.{party}.price.moved_by", its.moved_by)
        return price + self.price_shifts[party] + self.faded(f"price.{party}", day)

    def table(self, meeting: str, wants: Wants, end: float, day: float) -> Table:
        return Table(
            document=self.document,
            meeting=meeting,
            seats=[p for p in self.parties if p in self.coming[meeting]],
            on_agenda=set(self.agendas[meeting]),
            terms=self.terms,
            consent=self.consent,
            wants=wants,
            prices={party: self.price(party, wants, end) for party in self.parties},
            worths=self.worths(meeting, wants, end, day),
            held=self.times_held[meeting],
            held_by_all=sum(self.times_held.values()),
            shifts=self.shifts,
            known_limits=self.known_limits,
            normal=self.normal,
            uniform=self.uniform,
        )

    def hold_meetings(self, step: int) -> None:
        while True:
            due = [(day, m) for m, day in self.dates.items() if day < self.end(step) and m not in self.pending]
            if not due:
                return
            day, meeting = min(due)
            del self.dates[meeting]
            self.last_day[meeting] = day
            times = self.times_held[meeting] + self.times_missed[meeting]
            chance = self.numbers[f"meetings.{meeting}.takes_place"]
            self.call_to_order(meeting, step)
            few = len(self.coming[meeting]) < 2
            missed = few or self.uniform(f"meetings.{meeting}.takes-place", times) >= chance
            if missed and self.stages[meeting] == 0:
                self.times_missed[meeting] += 1
            else:
                self.hold(meeting, day, step, few)

    def hold(self, meeting: str, day: float, step: int, few: bool = False) -> None:
        table = self.table(meeting, self.wants(self.end(step)), self.end(step), day)
        stages = self.procedures[meeting].stages
        package = None
        while not few:
            table.procedure = stages[self.stages[meeting]]
            package = self.strike(table)
            if package is not None or self.stages[meeting] + 1 == len(stages):
                break
            self.stages[meeting] += 1
            if stages[self.stages[meeting]].after > 0.0:
                self.dates[meeting] = day + stages[self.stages[meeting]].after
                return
        self.stages[meeting] = 0
        before, settled_before = dict(self.terms), dict(self.settled_in)
        self.history.held.setdefault(meeting, step)
        self.times_held[meeting] += 1
        self.history.struck[meeting] = package is not None
        self.history.fates[meeting] = package or {}
        self.history.refusals[meeting] = set()
        if package is None:
            self.history.outcomes[meeting] = "none"
            return
        worth = table.worths(table.combination(package)) if table.worths else None
        signed = (
            [p for p in table.seats if table.votes_for(p, package)] if table.procedure.by == "vote" else table.seats
        )
        awaited = {i for i, o in package.items() if o != SHELVED and self.absent(i, signed)}
        for issue, option in package.items():
            if issue not in awaited:
                self.put(issue, option, step)
        self.history.outcomes[meeting] = "undecided" if awaited else "deal"
        if awaited:
            due = day + self.numbers[f"meetings.{meeting}.decides_within"]
            self.pending[meeting] = Agreement(
                package, awaited, before, settled_before, table.seats, table, signed, due, step, worth
            )

    def strike(self, table: Table) -> dict[str, str] | None:
        """Return the package that a table strikes; a test may put another way of finding it here."""
        return table.strike()

    def absent(self, issue: str, seats: list[str]) -> set[str]:
        """The absent parties whose yes a change of an issue needs, alone or as one of a quorum."""
        rule = self.document.issues[issue].consent
        members = self.consent[issue] | (set() if isinstance(rule, tuple) else set(members_of(rule)))
        return members - set(seats)

    def answer(self, meeting: str, step: int) -> None:
        agreement, day = self.pending.pop(meeting), self.end(step)
        wants, package = self.wants(day), agreement.package
        table = self.table(meeting, wants, day, day)
        settled = {i: o for i, o in package.items() if o != SHELVED and i in verifying(self.document)}
        worth = table.worths(settled) if table.worths else None
        refused, against = {}, set()
        for party in self.parties:
            alone, quorum = consenting(self.document, self.consent, party)
            asked = agreement.awaited & (alone | quorum)
            if party in agreement.signed or not asked:
                continue
            beyond = {i for i in asked if not within(wants.limit(party, i), wants.level(i, package[i]))}
            ours = {issue: package[issue] for issue in asked}
            gain = wants.gain(party, ours, self.terms, self.price(party, wants, day), alone | quorum, worth)
            if beyond or gain < -1e-12:
                refused[party] = gain
                if beyond or gain < -1e-12 - self.numbers["general.abstention"]:
                    against.add(party)
                self.known_limits |= {(party, issue) for issue in beyond}
        for party, gain in refused.items():
            self.shifts[party] = min(self.shifts.get(party, 0.0), -(gain + table.error(party)))
        if refused:
            self.drop(agreement, self.fallen(agreement, set(refused), against))
            insisting = set(agreement.table.bound)
            while lost := broken(self.document, package, self.terms, agreement.before, self.consent, insisting):
                self.drop(agreement, lost)
        if refused and not self.rest_stands(agreement, wants):
            self.drop(agreement, set(package))
            outcome = "refused"
        else:
            for issue in agreement.awaited & set(package):
                self.put(issue, package[issue], step)
            outcome = "deal"
        self.history.outcomes[meeting] = outcome
        self.history.refusals[meeting] = set(refused)
        self.history.fates[meeting] = package

    def fallen(self, agreement: Agreement, refused: set[str], against: set[str]) -> set[str]:
        lost = set()
        for issue in agreement.package:
            rule = self.document.issues[issue].consent
            few = not isinstance(rule, tuple) and not is_enough(rule, set(members_of(rule)) - refused, against)
            if issue in agreement.awaited and (few or self.consent[issue] & refused):
                lost.add(issue)
        return lost

    def drop(self, agreement: Agreement, issues: set[str]) -> None:
        """Take issues out; what had taken effect falls back, unless something else has changed it since."""
        for issue in issues:
            option = agreement.package.pop(issue)
            stands = self.terms[issue][1] == SHELVED
            if option != SHELVED:
                stands = self.terms[issue] == (option, "settled") and self.settled_in[issue] == agreement.step
            if issue not in agreement.awaited and stands:
                if issue in self.progress.ways:
                    self.withdraw(issue)
                else:
                    self.terms[issue] = agreement.before[issue]
                if issue in agreement.settled_before:
                    self.settled_in[issue] = agreement.settled_before[issue]

    def rest_stands(self, agreement: Agreement, wants: Wants) -> bool:
        package = agreement.package
        if all(option == SHELVED for option in package.values()):
            return False
        before = {i: agreement.before[i] if i in package else self.terms[i] for i in self.terms}
        table, gains = agreement.table, {}
        for p in agreement.seats:
            gains[p] = wants.gain(p, package, before, table.wanted[p], None, agreement.worth) + table.amiss(p, package)
        plain = dict(gains)
        for p in agreement.seats:
            if p not in table.bound and table.procedure.by == "vote":
                voices = table.voices(p)
                gains[p] = sum(plain[q] for q in voices) / len(voices)
            beyond = any(
                option != SHELVED and not within(wants.limit(p, issue), wants.level(issue, option))
                for issue, option in package.items()
            )
            if beyond and p not in table.bound:
                gains[p] = -100.0
        return table.decided(gains)

    # ── Looking ──────────────────────────────────────────────────────────────────────────────────────────

    def look(self, step: int) -> None:
        """See how things stand at the end of a step, and set dates of meetings that it triggers."""
        day = self.end(step)
        wants = self.wants(day)
        levels = {key: self.factor(key, day) for key in self.document.factors}
        gains = {
            party: sum(
                wants.rise(party, i, self.in_force(i), wants.level(i, self.opening_terms[i][0])) for i in self.terms
            )
            for party in self.parties
        }
        held = {m for m, times in self.times_held.items() if times}
        self.course.seen.append(
            Seen(
                terms=dict(self.terms),
                factors=levels,
                events=dict(self.count),
                held=held,
                outcomes=dict(self.history.outcomes),
                gains=gains,
                flags=set(self.flags),
                in_force={issue: self.in_force(issue) for issue in self.terms},
                steps=dict(self.progress.marks),
                fates={meeting: dict(fate) for meeting, fate in self.history.fates.items()},
            )
        )
        self.history.terms.append(dict(self.terms))
        self.history.levels.append(levels)
        for key, meeting in self.document.meetings.items():
            times = self.times_held[key] + self.times_missed[key]
            if meeting.every is not None and times and key not in self.dates:
                done = meeting.until is not None and self.course.now(meeting.until, step)
                if not (key in self.over or done or times >= meeting.at_most or key in self.pending):
                    again = max(self.last_day[key] + self.numbers[f"meetings.{key}.every"], day)
                    deadline = meeting.deadline
                    if not deadline or key in self.passed or again <= (deadline.on - self.document.as_of).days:
                        self.dates[key] = again
                continue
            if meeting.after is None or key in self.dates:
                continue
            times = self.times_held[key] + self.times_missed[key]
            became = self.course.verdict(meeting.after, step) == TRUE and (
                step == -1 or self.course.verdict(meeting.after, step - 1) != TRUE
            )
            again = 0 < times < meeting.repeats and self.course.now(meeting.after, step) and key not in self.pending
            if (times == 0 and became) or again:
                self.dates[key] = day + self.numbers[f"meetings.{key}.within"]

    def told(self) -> History:
        named = {f"conditions.{key}": condition for key, condition in self.document.conditions.items()}
        for section in ("scenarios", "markers"):
            named |= {f"{section}.{key}": part.when for key, part in getattr(self.document, section).items()}
        last = self.steps - 1
        self.history.verdicts = {key: self.course.verdict(statement, last) for key, statement in named.items()}
        self.history.true_steps = {key: self.course.true_step(statement) for key, statement in named.items()}
        self.history.scenario = "muddling-through"
        for key in self.document.scenarios:
            verdict = self.history.verdicts[f"scenarios.{key}"]
            if verdict != FALSE:
                self.history.scenario = key if verdict == TRUE else OPEN
                break
        return self.history
