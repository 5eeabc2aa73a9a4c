"""Offers: names that exist, something given, one way on each issue; and offers that their own party would not sign."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.checks.levels import spread
from detente.case.checks.names import Names, unknown
from detente.case.checks.references import party
from detente.case.reading.walk import walk
from detente.case.schema.case import Document
from detente.case.schema.conditions import AllOf, IssueIs, Statement
from detente.case.schema.issues import Issue
from detente.case.schema.offers import Offer
from detente.mistakes import Slip

__all__ = ["check_offers", "offered_at_a_loss", "offers_names"]

_LEVELS = ("above", "below", "at_least", "at_most")


def offers_names(document: Document, names: Names) -> Iterator[Slip]:
    """Report parties, issues and options in offers that do not exist."""
    for key, offers in document.offers.items():
        yield from party(key, names, f"offers.{key}", at_key=True)
        for index, offer in enumerate(offers):
            for issue, option in offer.gives.items():
                path = f"offers.{key}.{index}.gives.{issue}"
                if issue not in names.issues:
                    yield unknown("issue", issue, names.issues, path, at_key=True)
                elif not names.has_option(issue, option):
                    yield unknown("option", option, names.options[issue], path)


def check_offers(document: Document, names: Names) -> Iterator[Slip]:
    """Report offers of what is in force already, of both ways on an issue, and for what they give themselves."""
    for key, offers in document.offers.items():
        ways: dict[str, bool] = {}
        for index, offer in enumerate(offers):
            for name, option in offer.gives.items():
                issue, path = document.issues.get(name), f"offers.{key}.{index}.gives.{name}"
                if issue is None or option not in issue.options or issue.now not in issue.options:
                    continue
                now, given = issue.options[issue.now].level, issue.options[option].level
                if given == now:
                    yield Slip("offers_nothing", path, {"name": option})
                elif ways.setdefault(name, given > now) != (given > now):
                    yield Slip("offers_both_ways", path, {"name": name})
            for below, part in walk(offer.for_, f"offers.{key}.{index}.for"):
                if isinstance(part, IssueIs) and part.issue in offer.gives:
                    yield Slip("offers_for_itself", below, {"name": part.issue})


def offered_at_a_loss(document: Document) -> Iterator[Slip]:
    """Report offers by which their own party would lose, in the middle of what is believed: it would not sign them."""
    for key, offers in document.offers.items():
        member, wants = document.parties.get(key), document.positions.get(key, {})
        price = spread(member.price.value) if member is not None and member.price.value is not None else None
        if price is None or document.linked or any(each.of == key for each in document.parties.values()):
            continue
        for index, offer in enumerate(offers):
            asked = _asked(offer)
            if asked is None:
                continue
            gain = sum(_worth(document, key, name, (option,), price[1]) for name, option in offer.gives.items())
            gain += sum(_worth(document, key, name, options, price[1]) for name, options in _met(document, asked))
            if wants and gain < 0.0:
                yield Slip("offered_at_a_loss", f"offers.{key}.{index}", {"loss": f"{-gain:.2g}"}, at_key=False)


def _asked(offer: Offer) -> list[IssueIs] | None:
    """Return the tests of issues that an offer is made for; None where there is a choice between several."""
    parts: tuple[Statement, ...] = offer.for_.all if isinstance(offer.for_, AllOf) else (offer.for_,)
    return [part for part in parts if isinstance(part, IssueIs)] if all(isinstance(p, IssueIs) for p in parts) else None


def _met(document: Document, asked: list[IssueIs]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each issue that is asked for with the options that meet all that is asked of it."""
    for name in dict.fromkeys(test.issue for test in asked):
        issue = document.issues[name]
        tests = [test for test in asked if test.issue == name]
        options = tuple(option for option in issue.options if all(_holds(test, issue, option) for test in tests))
        if options:
            yield name, options


def _holds(test: IssueIs, issue: Issue, option: str) -> bool:
    level = issue.options[option].level
    exact = test.option or test.signed
    if exact is not None:
        return option == exact
    for name in _LEVELS:
        bound = getattr(test, name)
        if bound is not None:
            at = issue.options[bound].level if isinstance(bound, str) else bound
            return {"above": level > at, "below": level < at, "at_least": level >= at, "at_most": level <= at}[name]
    return True


def _worth(document: Document, key: str, name: str, options: tuple[str, ...], price: float) -> float:
    """Return the most that settling an issue at one of some options brings a party, as the middle of beliefs has it."""
    position, issue = document.positions.get(key, {}).get(name), document.issues[name]
    saliences = [(spread(each.salience) or (0.0, 0.0, 0.0))[1] for each in document.positions.get(key, {}).values()]
    ideal = None if position is None else spread(position.ideal, issue)
    if position is None or ideal is None or sum(saliences) <= 0.0:
        return 0.0
    alpha = (spread(document.parties[key].style.risk) or (1.0, 1.0, 1.0))[1]
    weight = (spread(position.salience) or (0.0, 0.0, 0.0))[1] / sum(saliences)

    def value(level: float) -> float:
        return 1.0 - float((abs(level - ideal[1]) / 100.0) ** alpha)

    now = value(issue.options[issue.now].level)
    return max(weight * (value(issue.options[option].level) - now - price) for option in options)
