"""The deal space: who wants what, who would sign what by itself, and packages as cards."""

from __future__ import annotations

from typing import Any

from detente.analysis.brief.marks import marks
from detente.analysis.deals.views import Account, Deals, Move, PackageView
from detente.case.schema.case import Document
from detente.locale import Texts
from detente.locale.figures import chance
from detente.report.deals import words as said
from detente.report.drawing.palette import party
from detente.report.outlook.positions import IssueWants, wants
from detente.report.tones import party_colours
from detente.report.votes_in_words import rule_in_words
from detente.report.whole.chapter import Chapter, compose, why_not
from detente.report.whole.material import Material

__all__ = ["chapter", "package_cards"]

_LEAST_POSSIBLE = 0.005
_MOST_OPTIONS, _MOST_PACKAGES, _MOST_MOVES = 14, 4, 6


def chapter(found: Material, words: Texts) -> Chapter:
    """Return the chapter."""
    document, deals = found.case.document, found.asked("deals")
    topics = wants(document)
    shown: dict[str, Any] = {
        "topics": topics,
        "colours": party_colours(document),
        "marks": marks(document),
        "ticks": {issue.issue: ticks(document, issue, words) for topic in topics for issue in topic.issues},
        "consent": {issue.issue: _consent(issue, words) for topic in topics for issue in topic.issues},
        "deals": deals,
        "why_not": why_not(found, "deals", words),
    }
    if deals is not None:
        shown |= _of_deals(deals, words)
    return compose("deals", _finding(found, words), found, words, **shown)


def ticks(document: Document, issue: IssueWants, words: Texts) -> list[tuple[str, float, bool]]:
    """Return the options of an issue for its scale: short name, level, whether it is in force."""
    described = document.issues[issue.issue].options
    found = []
    for option in issue.options:
        short = described[option.id].short.in_language(words.language) or option.title.in_language(words.language)
        found.append((short, option.level, option.level == issue.now))
    return sorted(found, key=lambda each: each[1])


def _consent(issue: IssueWants, words: Texts) -> str:
    """Say whose yes a change needs."""
    if not issue.consent:
        return ""
    names = [title.in_language(words.language) for title in issue.consent]
    if issue.weights:
        names = [f"{name} {weight:.12g}" for name, weight in zip(names, issue.weights, strict=True)]
    if issue.rule is not None and not issue.quota:
        lead = words("wants.consent.rule", rule=rule_in_words(issue.rule, words))
    elif issue.weights and issue.quota:
        lead = words("wants.consent.weight", quota=f"{issue.quota:.12g}", total=f"{sum(issue.weights):.12g}")
    elif issue.quota:
        lead = words("wants.consent.count", quota=issue.quota)
    else:
        lead = words("wants.consent")
    return lead + words("list.comma").join(names)


def _finding(found: Material, words: Texts) -> str:
    deals: Deals | None = found.asked("deals")
    if deals is not None and deals.packages:
        first = deals.packages[0]
        share = chance(first.accepted, counted=True)
        return words("chapter.deals.finding", package=said.package(deals, first.choice, words), share=share)
    topics = wants(found.case.document)
    apart = [(_apart(issue), issue) for topic in topics for issue in topic.issues if len(issue.wants) > 1]
    if not apart:
        return words("chapter.deals.nothing")
    _, issue = max(apart, key=lambda each: each[0])
    low, high = (pick(issue.wants, key=lambda want: want.ideal[1]) for pick in (min, max))
    names = {"low": low.title.in_language(words.language), "high": high.title.in_language(words.language)}
    return words("chapter.deals.apart", issue=issue.title.in_language(words.language), **names)


def _apart(issue: IssueWants) -> float:
    middles = [want.ideal[1] for want in issue.wants]
    weight = min(max(want.salience for want in issue.wants), 100.0)
    return (max(middles) - min(middles)) * weight


def _of_deals(deals: Deals, words: Texts) -> dict[str, Any]:
    options = [(issue, option) for issue in deals.issues for option in issue.options if not option.now]
    options.sort(key=lambda each: -each[1].possible)
    kept = [each for each in options if each[1].possible >= _LEAST_POSSIBLE][:_MOST_OPTIONS] or options[:_MOST_OPTIONS]
    moves = sorted(deals.moves, key=lambda move: (-move.opens, move.kind != "offer"))[:_MOST_MOVES]
    return {
        "options": kept,
        "left_options": len(options) - len(kept),
        "cards": package_cards(deals, words),
        "moves": [
            (move, said.move(deals, move, words), _worth_as_much(deals, move, words))
            for move in moves
            if move.opens > 0.0
        ],
        "shortfall": said.spanned(deals.shortfall, words, 100.0) if deals.shortfall else "",
        "hundredths": said.hundredths,
        "name": lambda key: said.name(deals, key, words),
        "party_colour": {view.id: party(n) for n, view in enumerate(deals.parties)},
    }


def package_cards(deals: Deals, words: Texts) -> list[dict[str, Any]]:
    """Return the leading packages as cards: what each does, who would sign it, and the net gain of each party.

    Args:
        deals: The deal space.
        words: The catalogue.
    """
    shown = deals.packages[:_MOST_PACKAGES]
    ends = [
        100.0 * value for view in shown for account in view.accounts for value in (account.gain.low, account.gain.high)
    ]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    room = 0.04 * (high - low) or 1.0
    return [_card(deals, view, number, (low - room, high + room), words) for number, view in enumerate(shown)]


def _card(deals: Deals, view: PackageView, number: int, widest: tuple[float, float], words: Texts) -> dict[str, Any]:
    asked = [account for account in view.accounts if account.accepts is not None]
    silent = [said.name(deals, account.party, words) for account in view.accounts if account.accepts is None]
    return {
        "letter": chr(ord("A") + number),
        "does": said.package(deals, view.choice, words),
        "accepted": view.accepted,
        "rows": [(account, _account(deals, account, words)) for account in asked],
        "silent": words("list.comma").join(silent),
        "widest": widest,
        "struck": said.struck(view, words),
    }


def _account(deals: Deals, account: Account, words: Texts) -> str:
    """Say what a party gets, gives and pays."""
    parts = [words("chapter.deals.gets", what=said.ledger(deals, account.gets, words))]
    if account.gives:
        parts.append(words("chapter.deals.gives", what=said.ledger(deals, account.gives, words)))
    for key, value in (("price", account.price.mean), ("together", account.together.mean)):
        amount = said.hundredths(value)
        if amount != "0":
            parts.append(words(f"chapter.deals.{key}", amount=amount))
    return words("brief.semicolon").join(parts)


def _worth_as_much(deals: Deals, move: Move, words: Texts) -> str:
    """Put a gain that a party would have to be offered beside the option of a package that brings it as much."""
    if move.kind != "offer" or move.size is None:
        return ""
    known: dict[tuple[str, str], float] = {}
    for view in deals.packages:
        for account in view.accounts:
            if account.party == move.party:
                brought = [line for line in account.gets if line.issue in view.choice]
                known.update({(line.issue, view.choice[line.issue]): line.worth.mean for line in brought})
    wanted = move.size.mean or 1e-9
    near = [(abs(worth - wanted), key, worth) for key, worth in known.items() if 0.5 <= worth / wanted <= 2.0]
    if not near:
        return ""
    _, (issue, option), worth = min(near)
    return words(
        "chapter.deals.as_much",
        what=words(
            "deals.settles", issue=said.name(deals, issue, words), option=said.name(deals, f"{issue}.{option}", words)
        ),
        amount=said.hundredths(worth),
    )
