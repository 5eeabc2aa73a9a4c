"""How well agreements in international crises were foretold, on a terminal."""

from __future__ import annotations

from rich.text import Text

from detente.cli.frame.terminal import columns, console, heading, indented
from detente.forecast.crises.backtest import CrisisBacktest, CrisisScore
from detente.locale import Texts
from detente.locale.figures import percent

__all__ = ["show_crises"]


def show_crises(found: CrisisBacktest, words: Texts) -> None:
    """Print the scores of the play and of yardsticks."""
    screen, language = console(), words.language
    screen.print(Text(words("crises.title", count=found.crises, agreed=found.agreed), style="bold"))
    heading(screen, words("crises.scores"))
    head = ("", *(words(f"crises.head.{name}") for name in ("brier", "log", "difference", "slope")))
    columns(screen, [head, *(_row(score, words) for score in found.scores)], right=(1, 2, 3, 4), head=True)
    indented(screen, words("crises.about"))
    heading(screen, words("crises.mediation"))
    head = ("", *(words(f"crises.head.{name}") for name in ("crises", "agreed", "said")))
    rows = [
        (words(f"crises.{setting}"), str(crises), percent(agreed / crises, language), percent(said, language))
        for setting, crises, agreed, said in found.mediation
    ]
    columns(screen, [head, *rows], right=(1, 2, 3), head=True)
    indented(screen, words("crises.within", share=percent(found.within, language)))
    heading(screen, words("theories.rests"))
    indented(screen, found.status.in_language(language))
    size = {"kinds": found.kinds, "cases": found.cases, "beliefs": found.beliefs, "seed": found.seed}
    indented(screen, words("crises.again", version=found.version, **size))


def _row(score: CrisisScore, words: Texts) -> tuple[str, ...]:
    apart = words("crises.apart", value=f"{score.difference:+.3f}".replace("-", "−"), error=f"{score.error:.3f}")
    slope = words("crises.apart", value=f"{score.slope:.2f}".replace("-", "−"), error=f"{score.slope_error:.2f}")
    return (
        score.title.in_language(words.language),
        f"{score.brier:.3f}",
        f"{score.log:.3f}",
        "" if score.key == "mediation" else apart,
        slope if score.slope_error else "",
    )
