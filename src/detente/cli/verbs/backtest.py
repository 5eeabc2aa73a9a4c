"""`detente backtest`: how far theories were off on issues whose outcome is known."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.guard import InputPath
from detente.cli.frame.options import WholeNumber, common, print_answer
from detente.errors import OptionError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from rich.console import Console

    from detente.forecast.backtest import Backtest, Difference

__all__ = ["verb"]


@click.command("backtest")
@click.argument("table", metavar="TABLE", type=InputPath())
@click.option(
    "--beliefs", type=WholeNumber(2, 10**6), default=1000, show_default=True, help="Draws of what is not known."
)
@click.option("--seed", type=WholeNumber(0, 2**32 - 1), default=1, show_default=True, help="Another seed, other draws.")
@click.option(
    "--walk-away",
    "walk_away",
    type=float,
    default=5.0,
    show_default=True,
    help="In a table of bargains: what either has without an agreement.",
)
@common
def verb(table: Path, beliefs: int, seed: int, walk_away: float, as_data: bool, language: str) -> None:
    """How far were theories off on issues whose outcome is known?

    TABLE is one that `detente import` reads, with a column `outcome`. Every issue is put to the theories of single
    issues by itself; their errors, and scores of distributions over levels, stand beside those of yardsticks. Nothing
    is fitted, and what learns from outcomes learns from those of other issues.

    Or TABLE holds bargains of two people over goods, with what each valued and who got what: then rules of bargaining
    and the table of the play, as distributions over packages, are scored on the last fifth and fitted on the rest.

    Or TABLE holds international crises in the columns of International Crisis Behavior: then a generic case of each is
    played, and how likely an agreement was is scored beside mediation alone and a logistic with the same knowledge.
    """
    from detente.cli.screens.bargains import show_bargains
    from detente.forecast.backtest import FEWEST, backtest
    from detente.forecast.bargains.table import is_bargains
    from detente.forecast.crises.table import is_crises
    from detente.tables import read_table

    words = texts(language)
    if is_bargains(table):
        from detente.forecast.bargains.backtest import backtest_bargains
        from detente.forecast.bargains.table import read_bargains

        bargains = read_bargains(table, walk_away=walk_away, language=words.language)
        judged = backtest_bargains(bargains, draws=beliefs, seed=seed)
        if as_data:
            print_answer(judged, words)
        else:
            show_bargains(judged, words)
        return
    if is_crises(table):
        _crises(table, seed, as_data, words)
        return
    found = read_table(table, words.language)
    known = int((found.outcomes == found.outcomes).sum())
    if known < FEWEST:
        raise OptionError(words("backtest.too_few", count=known, fewest=FEWEST), words("backtest.too_few.hint"))
    scored = backtest(found, beliefs=beliefs, seed=seed)
    if as_data:
        print_answer(scored, words)
        return
    _print(scored, words)


def _crises(table: Path, seed: int, as_data: bool, words: Texts) -> None:
    """Play a generic case of every crisis of a table, and show how it was scored."""
    from detente.cli.frame.progress import bar
    from detente.cli.screens.crises import show_crises
    from detente.forecast.crises.backtest import backtest_crises
    from detente.forecast.crises.table import read_crises

    crises = read_crises(table, language=words.language)
    with bar(words, "crises.progress") as progress:

        def tell(done: int, total: int) -> None:
            progress(done, total, "play")

        found = backtest_crises(crises, seed=seed, progress=tell)
    if as_data:
        print_answer(found, words)
    else:
        show_crises(found, words)


def _print(found: Backtest, words: Texts) -> None:
    from rich.text import Text

    from detente.cli.frame.terminal import console, heading, indented

    screen = console()
    screen.print(Text(words("backtest.title", table=found.table, count=len(found.issues)), style="bold"))
    _points(screen, found, words)
    _distributions(screen, found, words)
    heading(screen, words("theories.rests"))
    indented(screen, found.status.in_language(words.language))
    indented(screen, words("theories.again", beliefs=found.beliefs, seed=found.seed, version=found.version))


def _points(screen: Console, found: Backtest, words: Texts) -> None:
    from detente.cli.frame.terminal import columns, heading, indented

    heading(screen, words("backtest.points"))
    names = ("issues", "mae", "rmse", "median", "difference")
    rows = [["", *(words(f"backtest.head.{name}") for name in names)]]
    for score in found.points:
        numbers = (_number(value) for value in (score.mae, score.rmse, score.median))
        title = score.title.in_language(words.language)
        rows.append([title, str(score.issues), *numbers, _apart(score.difference, score.key == "compromise")])
    columns(screen, rows, right=(1, 2, 3, 4, 5), head=True)
    indented(screen, words("backtest.points.about"))


def _distributions(screen: Console, found: Backtest, words: Texts) -> None:
    from detente.cli.frame.terminal import columns, heading, indented

    heading(screen, words("backtest.distributions"))
    rows = [["", *(words(f"backtest.head.{name}") for name in ("crps", "inside", "width", "difference"))]]
    for each in found.distributions:
        inside = words("backtest.inside", inside=each.inside, count=each.issues)
        apart = _apart(each.difference, each.key == "other-outcomes")
        rows.append([each.title.in_language(words.language), _number(each.crps), inside, _number(each.width), apart])
    columns(screen, rows, right=(1, 2, 3, 4), head=True)
    count = len(found.issues)
    said = {"right": f"{0.8 * count:.0f}", "error": f"{math.sqrt(0.16 * count):.0f}", "count": count}
    indented(screen, words("backtest.coverage", **said))
    spread = {name: f"{getattr(found.spread, name):g}" for name in ("position", "salience", "power")}
    indented(screen, words("backtest.spread", **spread))


def _apart(difference: Difference, itself: bool) -> str:
    if itself or math.isnan(difference.standard_error):
        return ""
    sign = "+" if difference.mean >= 0.0 else "−"
    return f"{sign}{abs(difference.mean):.1f} ± {difference.standard_error:.1f}"


def _number(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.1f}"
