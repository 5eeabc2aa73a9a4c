"""Rules of bargaining beside what two people agreed on, in the terminal."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from detente.locale import Texts
from detente.locale.figures import percent

if TYPE_CHECKING:
    from detente.forecast.bargains.backtest import BargainBacktest, BargainScore

__all__ = ["show_bargains"]

_SHOWN = 0.005


def show_bargains(found: BargainBacktest, words: Texts) -> None:
    """Print the scores, and what people did."""
    from rich.text import Text

    from detente.cli.frame.terminal import columns, console, heading, indented

    screen = console()
    facts = found.facts
    title = words("bargains.title", table=found.table, count=facts.bargains, agreed=facts.agreed)
    screen.print(Text(title, style="bold"))
    heading(screen, words("bargains.facts"))
    shares = {
        "efficient": facts.efficient,
        "nash": facts.struck_nash,
        "utilitarian": facts.struck_utilitarian,
        "joint": facts.of_joint_gain,
    }
    indented(
        screen, words("bargains.facts.text", **{name: percent(share, words.language) for name, share in shares.items()})
    )
    heading(screen, words("bargains.scores", packages=found.packages))
    counts = {"fit": found.fitted_on, "score": found.scored_on}
    head = ["", *(words(f"bargains.head.{name}", count=count) for name, count in counts.items())]
    rows = [[*head, words("bargains.head.difference"), words("bargains.head.constants")]]
    rows += [_row(score, words) for score in found.scores]
    columns(screen, rows, right=(1, 2, 3), head=True)
    indented(screen, words("bargains.about", rule=words(f"bargains.of.{found.best_rule}")))
    heading(screen, words("theories.rests"))
    indented(screen, words("bargains.rests"))
    indented(screen, words("theories.again", beliefs=found.draws, seed=found.seed, version=found.version))


def _row(score: BargainScore, words: Texts) -> list[str]:
    apart = ""
    if not math.isnan(score.difference_error):
        apart = f"{_signed(score.difference)} ± {score.difference_error:.2f}"
    constants = ", ".join(
        f"{name} {value:.3g}" for name, value in score.constants if abs(value) >= _SHOWN or name == "ε"
    )
    said = f"{_signed(score.score)} ± {score.standard_error:.2f}"
    return [words(f"bargains.of.{score.key}"), _signed(score.fit), said, apart, constants]


def _signed(value: float) -> str:
    return f"{'−' if value < 0.0 else '+'}{abs(value):.2f}"
