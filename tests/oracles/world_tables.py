"""The package a table strikes, by looking at all of them with the names of the case."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import exp, floor, log, log1p, nextafter, sqrt
from typing import Any

from world_carrying import verifying
from world_statements import Terms, levels_of, terms_satisfy
from world_wants import SHELVED, Package, Wants, Worth, consenting, is_enough, with_package, within

from detente.case.schema.case import RULES, Document
from detente.case.schema.procedure import Procedure
from detente.case.schema.votes import members_of

MEDIATION = {"none": 0.0, "facilitation": 0.5, "formulation": 0.75, "manipulation": 1.0}
GRAIN, GAIN_FLOOR = 1e-12, 1e-12
LEAST = nextafter(GAIN_FLOOR, 1.0)
"""The least gain that counts as one."""

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
    on_agenda: set[str]
    held: int
    held_by_all: int
    shifts: dict[str, float]
    known_limits: set[tuple[str, str]]
    normal: Draw
    uniform: Draw
    memory: dict[tuple[tuple[str, str], ...], Worth] = field(default_factory=dict)
    procedure: Procedure = field(default_factory=Procedure)
    noisy: bool = False
    wanted: dict[str, dict[str, float]] = field(default_factory=dict)

    def number(self, path: str) -> float:
        return self.wants.numbers[path]

    def general(self, name: str) -> float:
        return self.number(f"general.{name}")

    def of(self, what: str) -> float:
        return self.number(f"meetings.{self.meeting}.{what}")

    @property
    def agenda(self) -> list[str]:
        return [issue for issue in self.document.issues if issue in self.on_agenda]

    @property
    def readiness(self) -> float:
        return log1p(self.of("preparation") / 30.0)

    def topics_at_most(self) -> int:
        return 1 + floor(self.general("breadth") * self.readiness)

    def hold_out_scale(self) -> float:
        mediation = MEDIATION[self.document.meetings[self.meeting].mediation]
        return self.general("hold-out") * exp(
            self.general("miscommunication") * self.of("miscommunication")
            + (self.general("table") if len(self.seats) > 2 else 0.0)
            - self.general("preparation") * self.readiness
            - self.general("mediation") * mediation
            - self.general("acquaintance") * self.held_by_all
        )

    def signed_prices(self) -> dict[str, dict[str, float]]:
        """What each seat wants of each issue before it signs, as a share of the issue's range."""
        persistence, prices = self.general("persistence"), {}
        for party in self.seats:
            lasting = self.normal(f"parties.{party}.hold-out", 0)
            passing = self.normal(f"meetings.{self.meeting}.hold-out.{party}", self.held)
            mixed = sqrt(persistence) * lasting + sqrt(1.0 - persistence) * passing
            toughness = self.number(f"parties.{party}.style.toughness")
            extra = self.asks(party, self.hold_out_scale() * 2.0 * toughness * abs(mixed))
            prices[party] = {issue: self.prices[party] + extra[issue] for issue in self.document.issues}
        return prices

    def asks(self, party: str, held_out: float) -> dict[str, float]:
        """What a seat asks beyond its price: no more of an issue than a share of the best that can bring it."""
        share, extra, marked_up = self.general("asking-share"), {}, {}
        for issue in self.document.issues:
            weight = self.wants.mixed_weight(party, issue)
            marked_up[issue] = min(held_out * weight, share * self.best_of(party, issue))
            extra[issue] = marked_up[issue] / weight if weight > 0.0 else held_out
        if held_out <= 0.0:
            return dict.fromkeys(self.document.issues, 0.0)
        best, worth = self.best_alone(party)
        asked = sum(marked_up[issue] for issue, option in best.items() if option != SHELVED)
        kept = min(1.0, share * worth / asked) if asked > 0.0 else 1.0
        bounded = self.is_entangled(party)
        return {issue: (kept if bounded else 1.0) * more for issue, more in extra.items()}

    def is_entangled(self, party: str) -> bool:
        """Whether links, needs or its own insistence bear on what a party can have at once."""
        links = any(link.party == party for link in self.document.linked)
        needs = any(issue.needs is not None for issue in self.document.issues.values())
        together = any(package.sets for package in self.document.packages.values())
        return links or needs or together or bool(self.document.insisted.get(party))

    def best_of(self, party: str, issue: str) -> float:
        """The most that an issue can bring a party, within its own limit and at its price."""
        if issue not in self.agenda:
            return 0.0
        levels, limit = levels_of(self.document, issue), self.wants.limit(party, issue)
        price, worth = self.prices[party], self.worth({})
        alone = [
            self.wants.gain(party, {issue: option}, self.terms, price, None, worth)
            - self.wants.links(party, with_package(self.terms, {issue: option}))
            + self.wants.links(party, self.terms)
            for option, level in levels.items()
            if within(limit, level)
        ]
        return max([0.0, *alone])

    def best_alone(self, party: str) -> tuple[dict[str, str], float]:
        """The package that a party would choose if it sat there alone, and what that is worth to it; or nothing."""
        found: tuple[dict[str, str], float] = {}, 0.0
        for package in self.packages(party):
            settled = {issue for issue, option in package.items() if option != SHELVED}
            topics = {self.document.issues[issue].topic for issue in settled}
            if not settled or len(topics) > self.topics_at_most():
                continue
            if broken(self.document, package, self.terms, self.terms, {}, {party}):
                continue
            worth = self.wants.gain(party, package, self.terms, self.prices[party], None, self.worth({}))
            if worth > GAIN_FLOOR and floor(worth / GRAIN + 0.5) > floor(found[1] / GRAIN + 0.5):
                found = package, worth
        return found

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

    def alternatives(self, issue: str, alone: str = "") -> list[str | None]:
        """Untouched, shelved, settled at each option that no limit forbids; of one party alone, no limit of its own."""
        if issue not in self.agenda:
            return [None]
        text = None if alone else self.procedure.text
        levels = levels_of(self.document, issue)
        settled = [o for o in sorted(levels, key=lambda o: levels[o]) if self.within_limits(issue, levels[o], alone)]
        if text is not None:
            return [option for option in settled if option == text.get(issue)] if issue in text else [None]
        return [None, *([SHELVED] if self.document.issues[issue].deferrable else []), *settled]

    def within_limits(self, issue: str, level: float, alone: str = "") -> bool:
        if alone:
            return within(self.wants.limit(alone, issue), level)
        for party, its in self.document.parties.items():
            limit = None if its.of is not None else self.wants.limit(party, issue)
            if limit is None:
                continue
            if party in self.seats and party not in self.bound:
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

    def packages(self, alone: str = "") -> Iterator[dict[str, str]]:
        """Every package, in the order of the tie-break."""
        for chosen in itertools.product(*(self.alternatives(issue, alone) for issue in self.document.issues)):
            yield {i: o for i, o in zip(self.document.issues, chosen, strict=True) if o is not None}

    def is_allowed(self, package: Package) -> bool:
        settled = [issue for issue, option in package.items() if option != SHELVED]
        topics = {self.document.issues[issue].topic for issue in settled}
        return bool(settled) and len(topics) <= self.topics_at_most() and self.is_whole(package)

    def is_whole(self, package: Package) -> bool:
        return not broken(self.document, package, self.terms, self.terms, self.consent, set(self.bound))

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
                agreeing = {p for p in members_of(rule) if self.votes_for(p, package)}
                against = {p for p in set(members_of(rule)) - agreeing if self.opposes(p, package)}
                if not is_enough(rule, agreeing, against):
                    return False
        return True

    @property
    def bound(self) -> list[str]:
        """The seats that must agree: all, or in a vote the chair."""
        return [p for p in self.seats if self.procedure.by != "vote" or p == self.procedure.chair]

    def votes_for(self, party: str, package: Package) -> bool:
        """Whether a member agrees where consent to an issue is counted; who must agree at the table does."""
        if party in self.bound:
            return True
        if party in self.seats:
            return self.perceived_gain(party, package) > GAIN_FLOOR
        return self.agrees(party, package)

    def opposes(self, party: str, package: Package) -> bool:
        """Whether a member that does not agree votes against, and does not abstain."""
        if party in self.seats:
            return self.perceived_gain(party, package) < LEAST - self.general("abstention")
        least = self.general("caution") * self.spread() - self.general("abstention")
        return self.read_gain(party, package) < least

    def perceived_gain(self, party: str, package: Package) -> float:
        """What a seat takes a package to bring it; of what is beyond its limit in a vote, nothing it could sign."""
        voices = [party] if party in self.bound else self.voices(party)
        gains = [
            self.wants.gain(p, package, self.terms, self.wanted[p], None, self.worth(package)) + self.amiss(p, package)
            for p in voices
        ]
        gain = sum(gains) / len(gains)
        if party not in self.bound:
            for issue, option in package.items():
                if option != SHELVED and not within(self.wants.limit(party, issue), self.wants.level(issue, option)):
                    gain -= 100.0
        return gain

    def voices(self, party: str) -> list[str]:
        """The seats by whose gains a seat votes: its own, or those of a bloc that votes as one, or its voice."""
        for key, bloc in self.document.blocs.items():
            if bloc.votes is None or party not in bloc.members:
                continue
            path = f"blocs.{key}.votes.breaks"
            chance = self.number(f"{path}_of.{party}" if party in bloc.votes.breaks_of else path)
            if self.uniform(f"meetings.{self.meeting}.breaks.{party}", self.held) < chance:
                return [party]
            members = [p for p in self.seats if p in bloc.members and bloc.votes.as_ in (None, p)]
            return members or [party]
        return [party]

    def amiss(self, party: str, package: Package) -> float:
        """What a seat perceives amiss of a package."""
        if not self.noisy:
            return 0.0
        total = 0.0
        for issue, option in package.items():
            if option != SHELVED:
                path = f"meetings.{self.meeting}.perception.{party}.{issue}.{option}"
                total += self.general("perception") * self.normal(path, self.held)
        return total

    def support(self, gains: dict[str, float]) -> float:
        """The weight of those in favour, of all seats."""
        weights = self.procedure.weights
        weighed = {p: 1.0 if weights is None else weights.get(p, 0.0) for p in self.seats}
        total = sum(weighed.values())
        return sum(
            weighed[p] / total if total > 0.0 else 1.0 / len(weighed) for p in self.seats if gains[p] > GAIN_FLOOR
        )

    def decided(self, gains: dict[str, float]) -> bool:
        """Whether the table decides for a package that gives these gains."""
        if self.procedure.by == "vote":
            agreeing = {p for p in self.seats if gains[p] > GAIN_FLOOR}
            against = {p for p in self.seats if gains[p] < LEAST - self.general("abstention")}
            chaired = all(gains[p] > GAIN_FLOOR for p in self.bound)
            return chaired and is_enough(self.procedure.vote, agreeing, against)
        return min(self.raised(gains).values()) > GAIN_FLOOR

    def raised(self, gains: dict[str, float]) -> dict[str, float]:
        """Gains, in a consensus raised by what standing alone would cost."""
        if self.procedure.by != "consensus":
            return gains
        more = self.general("objection") * self.support(gains)
        return {p: gain + more for p, gain in gains.items()}

    def strike(self) -> dict[str, str] | None:
        """The best admissible package under the procedure and its rule, or None."""
        self.wanted = self.signed_prices()
        for noisy in (True, False) if self.general("perception") > 0.0 else (False,):
            self.noisy = noisy
            found = self.strike_as_seen()
            if found is not None:
                return found
        return None

    def strike_as_seen(self) -> dict[str, str] | None:
        admissible = []
        for package in self.packages():
            if not self.is_allowed(package):
                continue
            gains = {p: self.perceived_gain(p, package) for p in self.seats}
            if self.decided(gains) and self.absent_agree(package):
                admissible.append((package, self.raised(gains)))
        best = {p: max((gains[p] for _, gains in admissible), default=0.0) for p in self.seats}
        if self.rule == "kalai-smorodinsky" and self.worths is not None:
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

    @property
    def rule(self) -> str:
        """By what the table picks: a chair's best, what a vote is on, or the rule of the case."""
        if self.procedure.chair in self.seats:
            return "proposer"
        return self.procedure.picks if self.procedure.by == "vote" else RULES[int(self.number("bargaining.rule"))]

    def key(self, package: Package, gains: dict[str, float], best: dict[str, float]) -> list[int]:
        """What packages are compared by, larger first, rounded so that ties are ties."""
        rule, scale = self.rule, 1.0
        if rule == "nash":
            weights = {p: self.number(f"parties.{p}.patience") for p in self.seats}
            values = [sum(weights[p] * log(gains[p]) for p in self.seats)]
            scale = max(1.0, sum(weights.values()))
        elif rule == "kalai-smorodinsky":
            values = sorted(gains[p] / best[p] for p in self.seats)
        elif rule == "proposer":
            values = [gains[self.proposer()]]
        elif rule == "welfare":
            values = [sum(gain + 100.0 if gain < -50.0 else gain for gain in gains.values()) / len(gains)]
        else:
            values = [-sum(self.distance(issue, package) for issue in self.document.issues)]
        return [floor(value / (GRAIN * scale) + 0.5) for value in values]

    def proposer(self) -> str:
        named = self.document.meetings[self.meeting].proposer
        if self.procedure.chair in self.seats:
            return str(self.procedure.chair)
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
        for party, stands in document.insisted.items():
            alone, quorum = consenting(document, consent, party)
            if party in seats or issue in alone | quorum:
                found |= {issue for other in stands.get(issue, ()) if not is_had(other, after, document)}
    return found | split_sets(document, package, before, after)


def is_had(wanted: Any, after: Terms, document: Document) -> bool:
    """Whether terms have what a party insists on: a condition, or an issue settled at something new."""
    if isinstance(wanted, str):
        return after[wanted][1] == "settled" and after[wanted][0] != document.issues[wanted].now
    return terms_satisfy(wanted, after, document)


def split_sets(document: Document, package: Package, before: Terms, after: Terms) -> set[str]:
    """The issues that a package settles of sets that it does not settle whole, or before their turn."""
    found = set()
    for together in document.packages.values():
        for k, members in enumerate(together.sets):
            settled = {issue for issue in members if package.get(issue, SHELVED) != SHELVED}
            if settled and len(settled) < len(members):
                found |= settled
            if k and any(after[issue][1] != "settled" for issue in together.sets[k - 1]):
                found |= {issue for issue in settled if package[issue] != before[issue][0]}
    return found
