"""The package a table strikes, by looking at all of them with the names of the case."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import exp, floor, log, log1p, sqrt

from world_carrying import verifying
from world_statements import Terms, levels_of, terms_satisfy
from world_wants import SHELVED, Package, Wants, Worth, consenting, is_enough, with_package, within

from detente.case.schema.case import RULES, Document

MEDIATION = {"none": 0.0, "facilitation": 0.5, "formulation": 0.75, "manipulation": 1.0}
GRAIN, GAIN_FLOOR = 1e-12, 1e-12

Draw = Callable[[str, int], float]
"""A normal or uniform number of this world, by purpose and occurrence."""


@dataclass
class Table:
    """Everything that a table goes by."""

    document: Document
    meeting: str
    seats: list[str]
    terms: Terms
    consent: dict[str, set[str]]
    wants: Wants
    prices: dict[str, float]
    worths: Callable[[dict[str, str]], Worth] | None
    held: int
    held_by_all: int
    shifts: dict[str, float]
    known_limits: set[tuple[str, str]]
    normal: Draw
    uniform: Draw
    memory: dict[tuple[tuple[str, str], ...], Worth] = field(default_factory=dict)

    def number(self, path: str) -> float:
        return self.wants.numbers[path]

    def general(self, name: str) -> float:
        return self.number(f"general.{name}")

    def of(self, what: str) -> float:
        return self.number(f"meetings.{self.meeting}.{what}")

    @property
    def agenda(self) -> list[str]:
        chosen = self.document.meetings[self.meeting].agenda
        return [issue for issue in self.document.issues if chosen is None or issue in chosen]

    @property
    def readiness(self) -> float:
        return log1p(self.of("preparation") / 30.0)

    def topics_at_most(self) -> int:
        return 1 + floor(self.general("breadth") * self.readiness)

    def hold_out_scale(self) -> float:
        mediation = MEDIATION[self.document.meetings[self.meeting].mediation]
        return self.general("hold-out") * exp(
            self.general("miscommunication") * self.of("miscommunication")
            + self.general("table") * (len(self.seats) - 2)
            - self.general("preparation") * self.readiness
            - self.general("mediation") * mediation
            - self.general("acquaintance") * self.held_by_all
        )

    def signed_prices(self) -> dict[str, float]:
        persistence, prices = self.general("persistence"), {}
        for party in self.seats:
            lasting = self.normal(f"parties.{party}.hold-out", 0)
            passing = self.normal(f"meetings.{self.meeting}.hold-out.{party}", self.held)
            mixed = sqrt(persistence) * lasting + sqrt(1.0 - persistence) * passing
            toughness = self.number(f"parties.{party}.style.toughness")
            prices[party] = self.prices[party] + self.hold_out_scale() * 2.0 * toughness * abs(mixed)
        return prices

    def spread(self) -> float:
        confusion = self.general("miscommunication") * self.of("miscommunication")
        return self.general("misreading") * exp(confusion)

    def error(self, party: str) -> float:
        return self.spread() * self.normal(f"parties.{party}.misread", 0)

    def read_gain(self, party: str, package: Package) -> float:
        alone, quorum = consenting(self.document, self.consent, party)
        true = self.wants.gain(party, package, self.terms, self.prices[party], alone | quorum, self.worth(package))
        return true + self.error(party) + self.shifts.get(party, 0.0)

    def combination(self, package: Package) -> dict[str, str]:
        """The options at which a package leaves the verifying issues of the agenda."""
        options = {issue: package.get(issue, SHELVED) for issue in verifying(self.document) if issue in self.agenda}
        return {issue: self.terms[issue][0] if o == SHELVED else o for issue, o in options.items()}

    def worth(self, package: Package) -> Worth | None:
        """What is foreseen of what is carried out, with breaches seen as this package has it."""
        if self.worths is None:
            return None
        key = tuple(self.combination(package).items())
        if key not in self.memory:
            self.memory[key] = self.worths(dict(key))
        return self.memory[key]

    def agrees(self, party: str, package: Package) -> bool:
        return self.read_gain(party, package) >= self.general("caution") * self.spread()

    def alternatives(self, issue: str) -> list[str | None]:
        """Untouched, shelved, settled at each option that no limit forbids."""
        if issue not in self.agenda:
            return [None]
        levels = levels_of(self.document, issue)
        settled = [o for o in sorted(levels, key=lambda o: levels[o]) if self.within_limits(issue, levels[o])]
        return [None, *([SHELVED] if self.document.issues[issue].deferrable else []), *settled]

    def within_limits(self, issue: str, level: float) -> bool:
        for party, its in self.document.parties.items():
            limit = None if its.of is not None else self.wants.limit(party, issue)
            if limit is None:
                continue
            if party not in self.seats:
                if party not in self.consent[issue]:
                    continue
                if (party, issue) not in self.known_limits:
                    spread = self.general("limit-misreading")
                    read = limit[1] + spread * self.normal(f"parties.{party}.misread.{issue}", 0)
                    limit = limit[0], read + limit[0] * self.general("caution") * spread
            if not within(limit, level):
                return False
        return True

    def packages(self) -> Iterator[dict[str, str]]:
        """Every package, in the order of the tie-break."""
        for chosen in itertools.product(*(self.alternatives(issue) for issue in self.document.issues)):
            yield {i: o for i, o in zip(self.document.issues, chosen, strict=True) if o is not None}

    def is_allowed(self, package: Package) -> bool:
        settled = [issue for issue, option in package.items() if option != SHELVED]
        topics = {self.document.issues[issue].topic for issue in settled}
        return bool(settled) and len(topics) <= self.topics_at_most() and self.is_whole(package)

    def is_whole(self, package: Package) -> bool:
        return whole(self.document, package, self.terms, self.terms, self.consent, set(self.seats))

    def absent_agree(self, package: Package) -> bool:
        for party, its in self.document.parties.items():
            alone, _ = consenting(self.document, self.consent, party)
            settled = {issue for issue, option in package.items() if option != SHELVED}
            absent = its.of is None and party not in self.seats
            if absent and alone & settled and not self.agrees(party, package):
                return False
        for issue, option in package.items():
            rule = self.document.issues[issue].consent
            if option != SHELVED and not isinstance(rule, tuple):
                agreeing = {p for p in rule.of if p in self.seats or self.agrees(p, package)}
                if not is_enough(rule, agreeing):
                    return False
        return True

    def strike(self) -> dict[str, str] | None:
        """The best admissible package under the case's rule, or None."""
        prices, admissible = self.signed_prices(), []
        for package in self.packages():
            if not self.is_allowed(package):
                continue
            worth = self.worth(package)
            gains = {p: self.wants.gain(p, package, self.terms, prices[p], None, worth) for p in self.seats}
            if min(gains.values()) > GAIN_FLOOR and self.absent_agree(package):
                admissible.append((package, gains))
        best = {p: max((gains[p] for _, gains in admissible), default=0.0) for p in self.seats}
        if RULES[int(self.number("bargaining.rule"))] == "kalai-smorodinsky" and self.worths is not None:
            admissible = self.best_of_each(admissible)
        winner, winning = None, None
        for package, gains in admissible:
            key = self.key(package, gains, best)
            if winning is None or key > winning:
                winner, winning = package, key
        return winner

    def best_of_each(
        self, admissible: list[tuple[Package, dict[str, float]]]
    ) -> list[tuple[Package, dict[str, float]]]:
        """The package that the rule picks among those that verify alike, for each way to verify."""
        groups: dict[tuple[tuple[str, str], ...], list[tuple[Package, dict[str, float]]]] = {}
        for package, gains in admissible:
            groups.setdefault(tuple(self.combination(package).items()), []).append((package, gains))
        found = []
        for group in groups.values():
            best = {p: max(gains[p] for _, gains in group) for p in self.seats}
            keys = [self.key(package, gains, best) for package, gains in group]
            found.append(group[keys.index(max(keys))])
        order = [package for package, _ in admissible]
        return sorted(found, key=lambda one: order.index(one[0]))

    def key(self, package: Package, gains: dict[str, float], best: dict[str, float]) -> list[int]:
        """What packages are compared by, larger first, rounded so that ties are ties."""
        rule = RULES[int(self.number("bargaining.rule"))]
        scale = 1.0
        if rule == "nash":
            weights = {p: self.number(f"parties.{p}.patience") for p in self.seats}
            values = [sum(weights[p] * log(gains[p]) for p in self.seats)]
            scale = max(1.0, sum(weights.values()))
        elif rule == "kalai-smorodinsky":
            values = sorted(gains[p] / best[p] for p in self.seats)
        elif rule == "proposer":
            values = [gains[self.proposer()]]
        else:
            values = [-sum(self.distance(issue, package) for issue in self.document.issues)]
        return [floor(value / (GRAIN * scale) + 0.5) for value in values]

    def proposer(self) -> str:
        named = self.document.meetings[self.meeting].proposer
        if named in self.seats:
            return str(named)
        powers = {p: self.number(f"parties.{p}.power") for p in self.seats}
        left = sum(powers.values()) * self.uniform(f"meetings.{self.meeting}.proposer", self.held)
        for party, power in powers.items():
            left -= power
            if left < 0.0:
                return party
        return self.seats[-1]

    def distance(self, issue: str, package: Package) -> float:
        """The table's mean weight times the distance from the power × salience weighted mean."""
        levels, now = levels_of(self.document, issue), self.terms[issue][0]
        weights = {p: self.wants.mixed_weight(p, issue) for p in self.seats}
        known = [p for p in self.seats if issue in self.document.positions.get(p, {})]
        masses = {p: self.number(f"parties.{p}.power") * weights[p] for p in known}
        centre = levels[now]
        if sum(masses.values()) > 0.0:
            ideals = (masses[p] * self.number(f"positions.{p}.{issue}.ideal") for p in known)
            centre = sum(ideals) / sum(masses.values())
        option = package.get(issue, SHELVED)
        level = levels[now if option == SHELVED else option]
        return sum(weights.values()) / len(self.seats) * abs(level - centre) / 100.0


def whole(
    document: Document,
    package: Package,
    terms: Terms,
    before: Terms,
    consent: dict[str, set[str]],
    seats: set[str],
) -> bool:
    return not broken(document, package, terms, before, consent, seats)


def broken(
    document: Document,
    package: Package,
    terms: Terms,
    before: Terms,
    consent: dict[str, set[str]],
    seats: set[str],
) -> set[str]:
    """The changed issues of a package whose `needs` or `insists` it breaks."""
    after, found = with_package(terms, package), set()
    for issue, option in package.items():
        if option in (SHELVED, before[issue][0]):
            continue
        needs = document.issues[issue].needs
        if needs is not None and not terms_satisfy(needs, after, document):
            found.add(issue)
        for party, stands in document.insists.items():
            alone, quorum = consenting(document, consent, party)
            if party in seats or issue in alone | quorum:
                found |= {issue for other in stands.get(issue, ()) if after[other][1] != "settled"}
    return found
