"""What is signed being carried out, by the page: ways from a level to a signed one, and what is foreseen of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp, expm1, inf
from typing import Any

from world_wants import Wants

from detente.case.schema.carrying import AtLevels, CarryingOut, Renegotiate, Step
from detente.case.schema.case import Document


def steps_of(document: Document) -> dict[str, tuple[str, CarryingOut, Step]]:
    """Step id → what it is part of, and itself."""
    return {step.id: (key, whole, step) for key, whole in document.carrying_out.items() for step in whole.steps}


def carried(document: Document) -> dict[str, str]:
    """Issue → what carries it out."""
    return {issue: key for key, whole in document.carrying_out.items() for issue in whole.of}


@dataclass
class Way:
    """An issue under way from one level to another."""

    start: float
    back: tuple[str, str]
    begun: float


@dataclass
class Progress:
    """How far everything is that is carried out, in one world."""

    document: Document
    ways: dict[str, Way] = field(default_factory=dict)
    between: dict[str, float] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    learned: dict[tuple[str, str], float] = field(default_factory=dict)

    def issue_of(self, step: str) -> str:
        _, whole, its = steps_of(self.document)[step]
        return its.of or whole.of[0]

    def share(self, issue: str) -> float:
        own = [name for name in steps_of(self.document) if self.issue_of(name) == issue]
        done = [name for name in own if self.marks.get(name) == "delivered"]
        return 1.0 if len(done) == len(own) else sum(steps_of(self.document)[name][2].share for name in done)

    def level(self, issue: str, signed: float) -> float:
        """The level in force."""
        if issue in self.between:
            return self.between[issue]
        if issue not in self.ways or (done := self.share(issue)) == 1.0:
            return signed
        start = self.ways[issue].start
        return start + done * (signed - start)

    def begin(self, issue: str, terms: tuple[str, str], signed_before: float, target: float, day: float) -> None:
        if issue not in carried(self.document):
            return
        level = self.level(issue, signed_before)
        back = self.ways[issue].back if issue in self.ways else terms
        self.stand(issue)
        if level != target:
            self.ways[issue] = Way(level, back, day)
            for name in steps_of(self.document):
                if self.issue_of(name) == issue:
                    self.marks[name] = "waiting"

    def stand(self, issue: str) -> None:
        self.ways.pop(issue, None)
        self.between.pop(issue, None)

    def withdraw(self, issue: str, level_of_back: float) -> tuple[str, str]:
        """End a way; returns the terms that are in force again."""
        way = self.ways.pop(issue)
        if way.start != level_of_back:
            self.between[issue] = way.start
        return way.back


@dataclass
class Foresight:
    """What parties count the steps to come for, at one moment and with one way to verify."""

    progress: Progress
    wants: Wants
    terms: Mapping[str, tuple[str, str]]
    day: float
    rates: dict[str, float]

    @property
    def document(self) -> Document:
        return self.progress.document

    def number(self, path: str) -> float:
        return self.wants.numbers[path]

    def due_after(self, step: str) -> float:
        key, _, its = steps_of(self.document)[step]
        return max(self.number(f"carrying_out.{key}.steps.{its.id}.due"), 0.0)

    def offsets(self, agenda: set[str]) -> dict[str, float]:
        """Live steps, and in how many days each falls due; those on an agenda count from now."""
        found: dict[str, float] = {}
        for name in steps_of(self.document):
            issue = self.progress.issue_of(name)
            if issue in agenda:
                found[name] = self.due_after(name)
            elif issue in self.progress.ways and self.progress.marks[name] == "waiting":
                found[name] = max(self.progress.ways[issue].begun + self.due_after(name) - self.day, 0.0)
        for _ in found:
            for name in found:
                _, _, its = steps_of(self.document)[name]
                found[name] = max([found[name], *(found[o] for o in (*its.after, *its.in_return_for) if o in found)])
        return found

    def seen(self, step: str, days: float) -> float:
        return -expm1(-self.rates[steps_of(self.document)[step][0]] * max(days, 0.0))

    def hangs_on(self, step: str, other: str) -> bool:
        """Whether a step answers another, at first or further hand."""
        direct = steps_of(self.document)[step][2].in_return_for
        return other in direct or any(self.hangs_on(name, other) for name in direct)

    def at_stake(self, step: str, other: str) -> bool:
        """Whether a breach of a step, once seen, costs its owner another's."""
        key, whole, its = steps_of(self.document)[step]
        other_key, _, theirs = steps_of(self.document)[other]
        together = whole.answer == "reset" and key == other_key
        return its.owed_by != theirs.owed_by and (together or self.hangs_on(other, step))

    def firmness(self, step: str, offsets: dict[str, float]) -> float:
        key, whole, its = steps_of(self.document)[step]
        stake = 0.0
        for other, offset in offsets.items():
            share = steps_of(self.document)[other][2].share
            if not self.at_stake(step, other):
                continue
            if offset >= offsets[step]:
                stake += self.seen(step, offset - offsets[step]) * share
            elif whole.answer == "reset":
                stake += self.seen(step, self.number(f"parties.{its.owed_by}.horizon") - offsets[step]) * share
        stake /= self.number(f"carrying_out.{key}.temptation") * its.share
        return 1.0 if stake == inf else stake / (1.0 + stake)

    def trust(self, party: str, other: str) -> float:
        path = f"trust.{party}.{other}"
        keeps = f"parties.{other}.keeps"
        start = self.wants.numbers.get(path, self.wants.numbers.get(keeps))
        odds = self.progress.learned.get((party, other), 1.0)
        if start is None or start <= 0.0 or odds <= 0.0:
            return 0.0
        return 1.0 if odds == inf else start * odds / (start * odds + 1.0 - start)

    def counted(self, party: str, offsets: dict[str, float]) -> dict[str, float]:
        """What a party counts each live step for, hazard apart."""
        found: dict[str, float] = {}
        for name in sorted(offsets, key=lambda step: offsets[step]):
            its = steps_of(self.document)[name][2]
            if its.owed_by == party:
                share = 1.0
                for other in its.in_return_for:
                    if other in offsets and offsets[other] < offsets[name]:
                        lost = 1.0 - found[other]
                        share *= 1.0 - lost * self.seen(other, offsets[name] - offsets[other])
                found[name] = share
            else:
                share = 1.0
                for other, offset in offsets.items():
                    if steps_of(self.document)[other][2].owed_by == its.owed_by and offset <= offsets[name]:
                        share *= self.firmness(other, offsets)
                trust = self.trust(party, its.owed_by)
                found[name] = trust + (1.0 - trust) * share
        return found

    def left(self, party: str, days: float) -> float:
        horizon = self.number(f"parties.{party}.horizon")
        return max(1.0 - days / horizon, 0.0) if horizon > 0.0 else 0.0

    def move(self, party: str, issue: str, before: float, after: float) -> float:
        return self.wants.rise(party, issue, after, before) + self.wants.foresight(party, issue, after, before)

    def along(
        self, party: str, issue: str, start: float, target: float, done: float, offsets: dict[str, float]
    ) -> float:
        """Σ e·D over the live steps of an issue."""
        counted, total = self.counted(party, offsets), 0.0
        own = {name: day for name, day in offsets.items() if self.progress.issue_of(name) == issue}
        for day in sorted(set(own.values())):
            together = [name for name, at in own.items() if at == day]
            share = sum(steps_of(self.document)[name][2].share for name in together)
            expected = 0.0
            for name in together:
                key, whole, its = steps_of(self.document)[name]
                hazard = self.number(f"carrying_out.{key}.hazard") if whole.hazard is not None else 0.0
                expected += its.share * counted[name] * exp(-hazard * day)
            before, after = (start + s * (target - start) for s in (done, done + share))
            total += expected / share * self.move(party, issue, before, after) * self.left(party, day)
            done += share
        return total

    def worth(self, party: str, issue: str, option: str, agenda: set[str]) -> float:
        """What settling an issue at an option is foreseen to bring, less what terms under way would still bring."""
        signed = self.wants.level(issue, self.terms[issue][0])
        level, target = self.progress.level(issue, signed), self.wants.level(issue, option)
        gain = self.along(party, issue, level, target, 0.0, self.offsets(agenda))
        if issue in self.progress.ways:
            way = self.progress.ways[issue]
            done = self.progress.share(issue)
            gain -= self.along(party, issue, way.start, signed, done, self.offsets(set()))
        return gain


def verifying(document: Document) -> list[str]:
    """The issues by whose level breaches are seen, in the order of the case."""
    named = {whole.verified_by for whole in document.carrying_out.values()}
    return [issue for issue in document.issues if issue in named]


def rate_at(document: Document, numbers: Mapping[str, float], key: str, level: float) -> float:
    """The rate at which breaches are seen where what verifies stands at a level."""
    seen = document.carrying_out[key].seen
    if not isinstance(seen, AtLevels):
        return numbers[f"carrying_out.{key}.seen"]
    low, high = (numbers[f"carrying_out.{key}.seen.{end}"] for end in ("at_0", "at_100"))
    return low + (high - low) * min(max(level / 100.0, 0.0), 1.0)


def rates(
    document: Document,
    numbers: Mapping[str, float],
    in_force: Mapping[str, float],
    factors: Mapping[str, float],
    options: Mapping[str, str],
) -> dict[str, float]:
    """Rate of each thing carried out, with some verifying issues taken to stand at options."""
    found = {}
    for key, whole in document.carrying_out.items():
        by = whole.verified_by
        level = 0.0
        if by in factors:
            level = factors[by]
        elif by in options:
            level = document.issues[by].options[options[by]].level
        elif by is not None:
            level = in_force[by]
        found[key] = rate_at(document, numbers, key, level)
    return found


@dataclass
class Delivering:
    """One step of time of what is carried out."""

    progress: Progress
    foresight: Foresight
    now: float
    length: float
    uniform: Any
    step: int

    def play(self) -> tuple[list[str], list[str]]:
        """Play it; returns the issues that fall back, and the meetings that are called."""
        document, marks, ways = self.progress.document, self.progress.marks, self.progress.ways
        steps = steps_of(document)
        fresh = [
            name
            for name in steps
            if marks.get(name) == "broken"
            and self.progress.issue_of(name) in ways
            and self.uniform(f"carrying_out.{name}.seen", self.step) < self.foresight.seen(name, self.length)
        ]
        for name in fresh:
            marks[name] = "seen"
            for party in document.parties:
                self.progress.learned[party, steps[name][2].owed_by] = 0.0
        back, called = [], []
        for name in fresh:
            _, whole, _ = steps[name]
            for other in steps:
                under_way = self.progress.issue_of(other) in ways
                if self.foresight.hangs_on(other, name) and under_way and marks[other] == "waiting":
                    marks[other] = "suspended"
            if isinstance(whole.answer, Renegotiate):
                called.append(whole.answer.renegotiate)
            elif whole.answer == "reset":
                back += [issue for issue in whole.of if issue in ways]
        for key, whole in document.carrying_out.items():
            if whole.hazard is not None:
                chance = -expm1(-self.foresight.number(f"carrying_out.{key}.hazard") * self.length)
                if self.uniform(f"carrying_out.{key}.hazard", self.step) < chance:
                    back += [issue for issue in whole.of if issue in ways]
        return list(dict.fromkeys(back)), called

    def owed(self, name: str) -> bool:
        document, marks, ways = self.progress.document, self.progress.marks, self.progress.ways
        issue, its = self.progress.issue_of(name), steps_of(document)[name][2]
        if issue not in ways or marks[name] not in ("waiting", "broken", "seen"):
            return False
        if ways[issue].begun + self.foresight.due_after(name) >= self.now:
            return False
        pending = [o for o in its.after if self.progress.issue_of(o) in ways and marks[o] != "delivered"]
        pending += [
            o
            for o in its.in_return_for
            if self.progress.issue_of(o) in ways and marks[o] not in ("delivered", "broken")
        ]
        return not pending

    def worth(self, party: str, name: str) -> float:
        """What a step is worth from where its issue stands, time apart."""
        issue, its = self.progress.issue_of(name), steps_of(self.progress.document)[name][2]
        signed = self.foresight.wants.level(issue, self.foresight.terms[issue][0])
        level = self.progress.level(issue, signed)
        return self.foresight.move(party, issue, level, level + its.share * (signed - self.progress.ways[issue].start))

    def tempted(self, name: str, offsets: dict[str, float]) -> bool:
        foresight, marks, ways = self.foresight, self.progress.marks, self.progress.ways
        document = self.progress.document
        key, whole, its = steps_of(document)[name]
        party, begun = its.owed_by, ways[self.progress.issue_of(name)].begun
        cost = -self.worth(party, name)
        if cost <= 0.0:
            return False
        saved = cost * foresight.left(party, self.now - begun)
        loss = 0.0
        for other, (_, _, theirs) in steps_of(document).items():
            issue = self.progress.issue_of(other)
            waits = ("waiting", "suspended") if marks[name] == "seen" else ("waiting",)
            if issue not in ways or marks[other] not in waits or not foresight.at_stake(name, other):
                continue
            due = max(ways[issue].begun + foresight.due_after(other), self.now + self.length)
            seen = 1.0 if marks[name] == "seen" else foresight.seen(name, due - self.now)
            trust = foresight.trust(party, theirs.owed_by)
            firm = foresight.firmness(other, offsets) if other in offsets else 1.0
            left = foresight.left(party, due - ways[issue].begun)
            loss += seen * (trust + (1.0 - trust) * firm) * self.worth(party, other) * left
        if whole.answer == "reset":
            gained = 0.0
            for issue in whole.of:
                if issue in ways:
                    signed = foresight.wants.level(issue, foresight.terms[issue][0])
                    so_far = foresight.move(party, issue, ways[issue].start, self.progress.level(issue, signed))
                    gained += so_far * foresight.left(party, self.now - ways[issue].begun)
            horizon = foresight.number(f"parties.{party}.horizon")
            loss += foresight.seen(name, horizon - (self.now - begun)) * gained
        return foresight.number(f"carrying_out.{key}.temptation") * saved >= loss

    def deliver(self, keepers: set[str]) -> None:
        """Let what is owed be delivered or broken."""
        document, marks = self.progress.document, self.progress.marks
        steps, offsets = steps_of(document), self.foresight.offsets(set())
        owed = {name: self.tempted(name, offsets) for name in steps if self.owed(name)}
        done = [name for name, tempted in owed.items() if steps[name][2].owed_by in keepers or not tempted]
        for name in owed:
            if name not in done and marks[name] == "waiting":
                marks[name] = "broken"
        late = [name for name in done if marks[name] == "seen"]
        for name in done:
            marks[name] = "delivered"
            if owed[name]:
                unseen = 1.0 - self.foresight.seen(name, self.length)
                for party in document.parties:
                    pair = (party, steps[name][2].owed_by)
                    odds = self.progress.learned.get(pair, 1.0)
                    if odds > 0.0:
                        self.progress.learned[pair] = odds / unseen if unseen > 0.0 else inf
        for name in steps if late else ():
            still = any(
                self.foresight.hangs_on(name, other)
                and marks.get(other) == "seen"
                and self.progress.issue_of(other) in self.progress.ways
                for other in steps
            )
            if marks.get(name) == "suspended" and not still:
                marks[name] = "waiting"
