"""Conditions, packages and moves of a deal space in words."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.deals import Deals
from detente.analysis.deals.conditions import Condition
from detente.analysis.deals.views import Choice, IssueView, LedgerLine, Move, OptionView, PackageView, Span
from detente.locale import Texts
from detente.locale.figures import amount, as_fine_as, listed, shared

__all__ = [
    "changes",
    "condition",
    "empty_zone",
    "hundredths",
    "ledger",
    "move",
    "name",
    "owner",
    "package",
    "rules",
    "spanned",
    "struck",
    "together",
]

_SAME = 5e-4
"""Ends of a range nearer to each other than this are the same number."""


def name(deals: Deals, key: str, texts: Texts) -> str:
    """Return the title of a party, an issue, or an option (`issue.option`)."""
    return deals.titles[key].in_language(texts.language)


def owner(deals: Deals, key: str, texts: Texts) -> str:
    """Return whose conditions they are: a party's, or those that belong to none."""
    return texts(f"deals.owner.{key}") if key in ("needs", "breadth") else name(deals, key, texts)


def condition(deals: Deals, what: Condition, texts: Texts) -> str:
    """Say what a condition is."""
    return texts(
        f"deals.condition.{what.kind}",
        party=name(deals, what.party, texts) if what.party else "",
        issue=name(deals, what.issue, texts) if what.issue else "",
    )


def together(deals: Deals, what: Sequence[Condition], texts: Texts) -> str:
    """Say a set of conditions."""
    return texts("deals.and").join(condition(deals, each, texts) for each in what)


def package(deals: Deals, choice: Choice, texts: Texts) -> str:
    """Say what a package does, issue by issue; what is put aside comes last."""
    parts = [
        texts("deals.settles", issue=name(deals, issue, texts), option=name(deals, f"{issue}.{option}", texts))
        for issue, option in choice.items()
        if option != "shelved"
    ]
    aside = [name(deals, issue, texts) for issue, option in choice.items() if option == "shelved"]
    if aside:
        parts.append(texts("deals.aside", issues=listed(aside, texts)))
    return texts("deals.stop").join(parts)


def ledger(deals: Deals, lines: Sequence[LedgerLine], texts: Texts) -> str:
    """Say what issues bring or cost, in hundredths of all that a party has at stake."""
    if not lines:
        return texts("deals.nothing")
    return texts("list.comma").join(f"{name(deals, x.issue, texts)} {hundredths(x.worth.mean)}" for x in lines)


def hundredths(gain: float) -> str:
    """Write a gain in hundredths, with its sign."""
    text = f"{100.0 * gain:+.1f}".replace("-", "−")
    return "0" if text in ("+0.0", "−0.0") else text


def spanned(span: Span, texts: Texts, scale: float = 1.0) -> str:
    """Write a number with its central 90 % over beliefs, with no more digits than these warrant."""
    width = scale * (span.high - span.low)
    if width < _SAME:
        return amount(round(scale * span.mean, 4) + 0.0)
    mean, low, high = (as_fine_as(width, scale * value) for value in (span.mean, span.low, span.high))
    return texts("deals.span", mean=mean, low=low, high=high)


def move(deals: Deals, what: Move, texts: Texts) -> str:
    """Say what would have to move and how far."""
    scale = 100.0 if what.kind in ("price", "offer") else 1.0
    return texts(
        f"deals.move.{what.kind}",
        party=name(deals, what.party, texts) if what.party else "",
        issue=name(deals, what.issue, texts) if what.issue else "",
        size=spanned(what.size, texts, scale) if what.size else "",
    )


def rules(names: Sequence[str], texts: Texts) -> str:
    """Return the names of rules."""
    return listed([texts(f"deals.rule.{each}") for each in names], texts)


def empty_zone(deals: Deals, texts: Texts) -> str:
    """Say how often no package suits all."""
    parties = listed([party.title.in_language(texts.language) for party in deals.parties], texts)
    return texts(
        "deals.zone.want" if deals.want else "deals.zone",
        want=deals.want,
        share=shared(deals.empty, texts.language),
        beliefs=f"{deals.beliefs:,}",
        error=f"{100.0 * deals.standard_error:.1f}",
        parties=parties,
    )


def struck(view: PackageView, texts: Texts) -> str:
    """Say which rules strike a package, and in how many beliefs."""
    return texts("list.comma").join(
        texts("deals.struck_by", rule=texts(f"deals.rule.{rule}"), share=shared(share, texts.language))
        for rule, share in view.struck.items()
        if share > 0.0
    )


def changes(issue: IssueView, most: int) -> tuple[OptionView, ...]:
    """Return the options that would change an issue; of many only some, evenly spread."""
    found = [option for option in issue.options if not option.now]
    if len(found) <= most:
        return tuple(found)
    return tuple(found[round(n * (len(found) - 1) / (most - 1))] for n in range(most))
