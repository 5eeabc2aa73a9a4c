"""Voting power in words and figures: the same on a terminal and in a report."""

from __future__ import annotations

from fractions import Fraction

from detente.analysis.theories.voting_power import Council
from detente.locale import Texts
from detente.report.votes_in_words import rule_in_words

__all__ = ["council_head", "council_rows", "extremes_words", "rule_words"]

_LONGEST = 15
"""Signs of a fraction that is written out; longer ones stand in `--json`."""


def rule_words(council: Council, words: Texts) -> str:
    """Say when a change has consent."""
    if council.quota is None:
        return words("theories.council.rule", rule=rule_in_words(council.rule, words))
    key = "theories.council.weights" if council.weighted else "theories.council.heads"
    return words(key, quota=f"{council.quota:.12g}", total=f"{council.total:.12g}", count=len(council.members))


def council_head(words: Texts) -> tuple[str, ...]:
    """Return the heads of the columns of `council_rows`."""
    return tuple(
        words(f"theories.council.{name}") for name in ("party", "weight", "swings", "absolute", "banzhaf", "shapley")
    )


def council_rows(council: Council, words: Texts) -> list[tuple[str, ...]]:
    """Return a row a member: weight, swings, and the three indices as fractions with their per cent."""
    return [
        (
            each.title.in_language(words.language),
            f"{each.weight:.12g}",
            f"{each.swings:,}",
            _fraction(each.absolute, words),
            _fraction(each.banzhaf, words),
            _fraction(each.shapley_shubik, words),
        )
        for each in council.members
    ]


def extremes_words(council: Council, words: Texts) -> list[str]:
    """Say who must always agree, and who never decides."""
    never = [each.title.in_language(words.language) for each in council.members if not each.swings]
    vetoes = [each.title.in_language(words.language) for each in council.members if each.vetoes]
    said = []
    if vetoes:
        said.append(words("theories.council.veto", parties=words("list.comma").join(vetoes)))
    if never:
        said.append(words("theories.council.never", parties=words("list.comma").join(never)))
    return said


def _fraction(value: Fraction, words: Texts) -> str:
    if value == 0:
        return "0"
    share, written = f"{100 * float(value):.1f}", str(value)
    if len(written) > _LONGEST:
        return words("theories.council.share", share=share)
    return words("theories.council.fraction", fraction=written, share=share)
