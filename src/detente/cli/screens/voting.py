"""Voting power on a terminal: a picture, a row a party; then the table of weights and both indices."""

from __future__ import annotations

from math import ceil

from rich.console import Console

from detente.analysis.theories.voting_power import Council, Member
from detente.cli.frame.terminal import columns, heading, indented, is_plain
from detente.locale import Texts
from detente.report.theories.voting_words import council_head, council_rows, extremes_words, rule_words

__all__ = ["print_council"]

_WIDTH = 50
_WEIGHT, _BANZHAF, _SHAPLEY, _SEVERAL = "w", "b", "s", "*"


def print_council(screen: Console, council: Council, texts: Texts) -> None:
    """Print who decides how often whether an issue may change."""
    heading(screen, texts("theories.council", issue=council.title.in_language(texts.language)))
    indented(screen, rule_words(council, texts))
    top = ceil(council.largest * 10 - 1e-9) / 10
    rows = [(each.title.in_language(texts.language), _signs(each, top, is_plain(screen))) for each in council.members]
    columns(screen, rows)
    indented(screen, texts("theories.council.signs", top=f"{100 * top:.0f}"))
    columns(screen, [council_head(texts), *council_rows(council, texts)], right=(1, 2, 3, 4, 5), head=True)
    for said in extremes_words(council, texts):
        indented(screen, said)


def _signs(each: Member, top: float, plain: bool) -> str:
    """Return a party's share of the weights and of the power as signs on a line from nothing to `top`."""
    cells = ["." if plain else "·"] * _WIDTH
    taken: set[int] = set()
    for share, sign in (
        (each.share, _WEIGHT),
        (float(each.banzhaf), _BANZHAF),
        (float(each.shapley_shubik), _SHAPLEY),
    ):
        cell = round(share / top * (_WIDTH - 1))
        cells[cell] = _SEVERAL if cell in taken else sign
        taken.add(cell)
    return "".join(cells)
