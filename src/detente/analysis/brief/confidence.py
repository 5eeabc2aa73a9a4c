"""How far to trust a verdict: confidence, apart from likelihood, with what lowers it."""

from __future__ import annotations

from detente.analysis.brief.views import Clash, Confidence, Evidence
from detente.analysis.outlook.views import Chance, Outlook

__all__ = ["MEDIUM", "confidence_of", "furthest_clashes"]

FEW = (100, 10)
HIGH, MEDIUM = 0.2, 0.5
"""Widths of the central 90 % of the likeliest end up to which confidence may be high, and medium."""

GUESSES = 0.25
"""Share of guesses above which confidence is not high."""


def confidence_of(
    likeliest: Chance, clashes: tuple[Clash, ...], evidence: Evidence, beliefs: int, runs: int
) -> Confidence:
    """Return how far to trust a verdict.

    Low where worlds are few, or the central 90 % of the likeliest end is wider than half of the scale, or where it is
    wider than a fifth and the outside view contradicts the case; high where it is at most a fifth, nothing contradicts
    and at most a quarter of the uncertain numbers are guesses; medium otherwise. ICD 203 (2015, D.6.e.2.c) asks for
    confidence and its basis apart from likelihood, and leaves the scale to the analyst.

    Args:
        likeliest: The likeliest end.
        clashes: Reference classes that the case contradicts.
        evidence: What the case rests on.
        beliefs: How many were played.
        runs: Of each.
    """
    width = likeliest.high - likeliest.low
    weak = {
        "few": beliefs < FEW[0] or runs < FEW[1],
        "wide": width > HIGH,
        "clash": bool(clashes),
        "guesses": evidence.guesses > GUESSES,
    }
    reasons = tuple(reason for reason, holds in weak.items() if holds)
    if weak["few"] or width > MEDIUM or (weak["wide"] and weak["clash"]):
        return Confidence("low", reasons, width)
    return Confidence("medium" if reasons else "high", reasons, width)


def furthest_clashes(outlook: Outlook) -> tuple[Clash, ...]:
    """Return the reference classes whose central 90 % leaves out what the case says, the furthest apart first."""
    found = []
    for view in outlook.reference_classes:
        if view.inside is None or view.target is None or view.low <= view.inside.value <= view.high:
            continue
        apart = abs(view.mean - view.inside.value)
        found.append((apart, Clash(view.id, view.title, view.successes, view.trials, view.target, view.inside.value)))
    return tuple(clash for _, clash in sorted(found, key=lambda item: (-item[0], item[1].reference)))
