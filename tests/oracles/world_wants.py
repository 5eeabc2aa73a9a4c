"""What parties want in one world, term by term from the page; nothing is prepared or kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import exp, log

from world_statements import Terms, levels_of, terms_satisfy

from detente.case.schema.case import Document
from detente.case.schema.parties import Mover
from detente.case.schema.votes import AllRules, AnyRule, Quorum, members_of

MONTH = 30.4375
Package = Mapping[str, str]
"""Issue → `shelved`, or the option it is settled at; issues left out stay untouched."""
SHELVED = "shelved"
Worth = Callable[[str, str, str], "float | None"]
"""Party, issue, option → what is foreseen of what is carried out; None for what is delivered at once."""


@dataclass
class Wants:
    """The wants of all parties, given the numbers of a world and what moves them now."""

    document: Document
    numbers: dict[str, float]
    factors: dict[str, float]
    flags: set[str]
    opening: dict[str, float]

    def level(self, issue: str, option: str) -> float:
        return levels_of(self.document, issue)[option]

    def weight(self, person: str, issue: str) -> float:
        saliences = {
            i: self.numbers[f"positions.{person}.{i}.salience"] for i in self.document.positions.get(person, {})
        }
        total = sum(saliences.values())
        return saliences.get(issue, 0.0) / total if total > 0.0 else 0.0

    def value(self, person: str, issue: str, level: float) -> float:
        loss = abs(level - self.numbers[f"positions.{person}.{issue}.ideal"]) / 100.0
        return 1.0 - loss ** self.numbers[f"parties.{person}.style.risk"]

    def moved(self, where: str, movers: Mapping[str, object]) -> float:
        total = 0.0
        for key, mover in movers.items():
            is_factor = key in self.document.factors
            now = self.factors[key] if is_factor else float(key in self.flags)
            origin = self.opening[key] if is_factor else 0.0
            if isinstance(mover, Mover) and mover.from_ is not None:
                origin = self.numbers[f"{where}.{key}.from"]
            total += self.numbers[f"{where}.{key}.by"] * (now - origin)
        return total

    def shares(self, party: str) -> dict[str, float]:
        """Whose wants count how much in a party's: its own and its audiences'."""
        omegas = {}
        for key, audience in self.document.parties.items():
            if audience.of == party:
                moved = self.moved(f"parties.{key}.moved_by", audience.moved_by)
                omegas[key] = min(max(self.numbers[f"parties.{key}.weight"] + moved, 0.0), 1.0)
        together = sum(omegas.values())
        if together > 1.0:
            omegas = {key: omega / together for key, omega in omegas.items()}
        return {party: 1.0 - sum(omegas.values()), **omegas}

    def mixed_weight(self, party: str, issue: str) -> float:
        return sum(share * self.weight(person, issue) for person, share in self.shares(party).items())

    def rise(self, party: str, issue: str, x: float, s: float) -> float:
        """Σ w·(v(x) − v(s)) of a party and its audiences on one issue."""
        total = 0.0
        for person, share in self.shares(party).items():
            weight = self.weight(person, issue)
            if weight > 0.0:
                total += share * weight * (self.value(person, issue, x) - self.value(person, issue, s))
        return total

    def foresight(self, party: str, issue: str, x: float, s: float) -> float:
        total = 0.0
        for key in self.document.parties[party].cares:
            factor = self.document.factors[key]
            if issue not in factor.driven_by:
                continue
            months = self.numbers[f"parties.{party}.horizon"] / MONTH
            if factor.half_life is not None:
                half_life = self.numbers[f"factors.{key}.half_life"]
                rate = log(2.0) * MONTH / half_life if half_life > 0.0 else float("inf")
                months = (1.0 - exp(-rate * months)) / rate if months > 0.0 else 0.0
            drift = self.numbers[f"factors.{key}.driven_by.{issue}"] * (x - s) / 100.0
            total += self.numbers[f"parties.{party}.cares.{key}"] * drift * months
        return total

    def links(self, party: str, terms: Terms, issues: set[str] | None = None) -> float:
        """Worth of a party's active links; only of those that name no other issues, if issues are given."""
        total = 0.0
        for k, link in enumerate(self.document.linked):
            if link.party != party or (issues is not None and not named(link, self.document) <= issues):
                continue
            active = terms_satisfy(link.if_, terms, self.document) and not (
                link.unless is not None and terms_satisfy(link.unless, terms, self.document)
            )
            total += self.numbers[f"linked.{link.id or k}.worth"] if active else 0.0
        return total

    def gain(
        self,
        party: str,
        package: Package,
        terms: Terms,
        price: float | Mapping[str, float],
        issues: set[str] | None = None,
        worth: Worth | None = None,
    ) -> float:
        """Gain of a package over terms, over all issues or over those for which consent is needed only."""
        total = 0.0
        ours = {i: o for i, o in package.items() if issues is None or i in issues}
        for issue, option in ours.items():
            wanted = price[issue] if isinstance(price, Mapping) else price
            foreseen = worth(party, issue, option) if worth is not None and option != SHELVED else None
            if foreseen is not None:
                total += foreseen - self.mixed_weight(party, issue) * wanted
            elif option != SHELVED:
                x, s = self.level(issue, option), self.level(issue, terms[issue][0])
                total += self.rise(party, issue, x, s) + self.foresight(party, issue, x, s)
                total -= self.mixed_weight(party, issue) * wanted
        return total + self.links(party, with_package(terms, ours), issues) - self.links(party, terms, issues)

    def walk_away_price(self, party: str, terms: Terms) -> float | None:
        """τ at `as_of` from the worst package still signed, or None where none gives it."""
        package = self.document.parties[party].price.walk_away
        weight = sum(self.mixed_weight(party, issue) for issue in package or {})
        if not package or weight <= 0.0:
            return None
        return self.gain(party, package, terms, 0.0) / weight

    def limit(self, party: str, issue: str) -> tuple[int, float] | None:
        """Side (+1 floor, −1 ceiling) and level of a limit; a draw beyond the ideal is moved to it."""
        position = self.document.positions.get(party, {}).get(issue)
        if position is None or position.limit is None:
            return None
        side = limit_side(self.document, party, issue)
        limit, ideal = (self.numbers[f"positions.{party}.{issue}.{what}"] for what in ("limit", "ideal"))
        return side, min(limit, ideal) if side > 0 else max(limit, ideal)


def named(link: object, document: Document) -> set[str]:
    """The issues that a link's conditions name."""
    from world_statements import parts_of

    found, ahead = set(), [link.if_, *([link.unless] if link.unless is not None else [])]  # type: ignore[attr-defined]
    while ahead:
        statement = ahead.pop()
        parts = parts_of(statement, document)
        ahead += parts
        if not parts:
            found.add(statement.issue)
    return found


def with_package(terms: Terms, package: Package) -> Terms:
    """The terms that a package leads to."""
    after = dict(terms)
    for issue, option in package.items():
        after[issue] = (terms[issue][0], "shelved") if option == SHELVED else (option, "settled")
    return after


def within(limit: tuple[int, float] | None, level: float) -> bool:
    return limit is None or (level >= limit[1] if limit[0] > 0 else level <= limit[1])


def limit_side(document: Document, party: str, issue: str) -> int:
    position = document.positions[party][issue]
    middle, furthest = (median(document, issue, q) for q in (position.ideal, position.limit))
    return 1 if furthest <= middle else -1


def median(document: Document, issue: str, quantity: object) -> float:
    from detente.case.numbers.distribution import Chance, Label, OneOf, Scale, quantile

    notation = quantity.notation  # type: ignore[attr-defined]
    if isinstance(notation, Chance):
        notation = notation.notation
    levels = levels_of(document, issue)
    if isinstance(notation, Label):
        return levels[notation.name]
    if isinstance(notation, OneOf):
        ordered = sorted((levels[name], share) for name, share in notation.options if share > 0.0)
        below = 0.0
        for level, share in ordered:
            below += share
            if below >= 0.5 - 1e-12:
                return level
    return float(quantile(notation, 0.5, Scale.LEVEL))


def consenting(document: Document, consent: Mapping[str, set[str]], party: str) -> tuple[set[str], set[str]]:
    """The issues whose change needs a party's yes by itself, and those where it is one of a quorum."""
    alone = {issue for issue, members in consent.items() if party in members}
    quorum = {key for key, issue in document.issues.items() if issue.counted and party in members_of(issue.counted)}
    return alone, quorum


def is_enough(rule: object, agreeing: set[str], against: set[str]) -> bool:
    """Whether those who agree are enough for a rule by which votes are counted, and nobody vetoes it."""
    if isinstance(rule, tuple):
        return set(rule) <= agreeing
    if isinstance(rule, AllRules):
        return all(is_enough(part, agreeing, against) for part in rule.all)
    if isinstance(rule, AnyRule):
        return any(is_enough(part, agreeing, against) for part in rule.any)
    weights = dict.fromkeys(rule.of, 1.0) if isinstance(rule, Quorum) else rule.of  # type: ignore[attr-defined]
    exact = {member: Decimal(repr(weight)) for member, weight in weights.items()}
    if set(rule.veto) & against:  # type: ignore[attr-defined]
        return False
    in_favour = sum((exact[member] for member in exact if member in agreeing), Decimal(0))
    cast = in_favour + sum((exact[member] for member in exact if member in against), Decimal(0))
    if rule.at_least is not None:  # type: ignore[attr-defined]
        return in_favour >= Decimal(repr(rule.at_least))  # type: ignore[attr-defined]
    share = Decimal(repr(rule.share))  # type: ignore[attr-defined]
    if rule.of_votes_cast:  # type: ignore[attr-defined]
        return in_favour >= share * cast and in_favour > 0
    return in_favour >= share * sum(exact.values())
