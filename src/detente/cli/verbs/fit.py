"""`detente fit`: what counts of the past leave of the beliefs about negotiations in general."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.files import check_writable, write
from detente.cli.frame.guard import InputPath
from detente.cli.frame.options import WholeNumber, common, print_answer, report_option, where
from detente.cli.frame.speaking import say
from detente.errors import OptionError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from detente.analysis.calibration.fit import Fit, Target
    from detente.analysis.calibration.playing import FitOptions
    from detente.analysis.calibration.posterior import Learned

__all__ = ["verb"]

_BELIEFS, _QUICK_BELIEFS, _QUICK_CASES = 3000, 300, 40
_COMPARED_BELIEFS = 100


@click.command("fit")
@click.option(
    "--beliefs",
    type=WholeNumber(20, 10**6),
    default=None,
    help=f"Draws to be weighed; default: {_BELIEFS}, with --compare or --model-error {_COMPARED_BELIEFS}.",
)
@click.option("--cases", type=WholeNumber(2, 10**5), default=200, show_default=True, help="Negotiations an occasion.")
@click.option("--seed", type=WholeNumber(0, 2**32 - 1), default=1, show_default=True, help="Another seed, other draws.")
@where
@click.option("--quick", is_flag=True, help=f"A rough one: {_QUICK_BELIEFS} beliefs, {_QUICK_CASES} negotiations.")
@click.option("--write", "writes", is_flag=True, help="Put the ranges into the program; every outlook changes.")
@click.option(
    "--compare",
    "compared",
    multiple=True,
    metavar="CASE",
    help="Instead of fitting, play a shipped case, or `all`, under wide and under fitted ranges; may stand again.",
)
@click.option(
    "--runs",
    type=WholeNumber(2, 10**6),
    default=20,
    show_default=True,
    help="With --compare or --model-error: runs a belief.",
)
@click.option(
    "--model-error",
    "wrong",
    is_flag=True,
    help="Instead, learn how wrong plays have been, from the resolved cases; --write puts it into the program.",
)
@click.option(
    "--ledger",
    type=InputPath(),
    default=None,
    help="With --model-error: a folder whose resolved forecasts count, too.",
)
@report_option
@common
def verb(
    beliefs: int | None,
    cases: int,
    seed: int,
    threads: int | None,
    quick: bool,
    writes: bool,
    compared: tuple[str, ...],
    runs: int,
    wrong: bool,
    ledger: Path | None,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """What do past crises, summits and truces say about negotiations in general?

    Plays random negotiations under wide beliefs, weighs the beliefs by how often crises and summits ended in
    agreement, and shows what the record teaches, what it leaves open and how well it is met. Takes minutes.
    """
    words = texts(language)
    if report is not None:
        check_writable(report, words)
    if wrong:
        if compared or quick or report is not None:
            raise OptionError(words("model_error.alone"))
        from detente.cli.screens.model_error import show_model_error

        show_model_error(beliefs or _COMPARED_BELIEFS, runs, seed, threads, ledger, writes, as_data, words)
        return
    if ledger is not None:
        raise OptionError(words("model_error.ledger"))
    if compared:
        if writes or quick:
            raise OptionError(words("shifts.alone"))
        from detente.cli.screens.calibration import compare

        compare(compared, beliefs or _COMPARED_BELIEFS, runs, seed, threads, report, as_data, words)
        return
    from detente.analysis.calibration.fit import fit as fit_general
    from detente.analysis.calibration.playing import FitOptions
    from detente.analysis.calibration.writing import general_file, write_general
    from detente.cli.frame.progress import bar

    if quick:
        beliefs, cases = _QUICK_BELIEFS, _QUICK_CASES
    options = FitOptions(beliefs=beliefs or _BELIEFS, cases=cases, seed=seed, threads=threads)
    with bar(words, "fit.progress") as progress:

        def tell(done: int, total: int) -> None:
            progress(done, total, "play")

        fit = fit_general(options, tell)
    if writes:
        write_general(fit.ranges(), _command(options))
    if report is not None:
        from detente.report.calibration.section import fit_page

        write(report, fit_page(fit, words, _command(options).replace(" --write", "")), words)
    if as_data:
        print_answer(fit, words)
        return
    _print(fit, words)
    say("\n" + words("fit.written" if writes else "fit.not_written", path=general_file()))
    if report is not None:
        say("\n" + words("command.report", path=report))


def _command(options: FitOptions) -> str:
    """Return the command that makes the same fit again."""
    return f"detente fit --write --beliefs {options.beliefs} --cases {options.cases} --seed {options.seed}"


def _print(fit: Fit, words: Texts) -> None:
    from rich.text import Text

    from detente.analysis.calibration.fit import ENOUGH
    from detente.analysis.calibration.truces import case_notation
    from detente.cli.frame.terminal import columns, console, heading, indented
    from detente.locale.figures import amount

    screen = console()
    screen.print(Text(words("fit.title"), style="bold"))
    size = {"beliefs": fit.options.beliefs, "cases": fit.options.cases}
    screen.print(Text(words("fit.played", **size, effective=round(fit.effective))))
    if fit.effective < ENOUGH:
        screen.print(Text(words("fit.few"), style="bold"))
    screen.print(Text(words("fit.mapping"), style="dim"))
    heading(screen, words("fit.targets"))
    rows = [_head(words, "target"), *(_target(target, words) for target in fit.targets)]
    columns(screen, rows, right=(1, 2, 3, 4), head=True)
    heading(screen, words("fit.constants"))
    rows = [_head(words, "number"), *(_number(number, words) for number in fit.constants)]
    columns(screen, rows, right=(1, 2, 3), head=True)
    heading(screen, words("fit.population"))
    rows = [_head(words, "number"), *(_number(number, words) for number in fit.unnamed)]
    columns(screen, rows, right=(1, 2, 3), head=True)
    if fit.tied:
        heading(screen, words("fit.tied"))
        pairs = [(f"{a} · {b}".replace("general.", ""), f"{rho:+.2f}") for (a, b), rho in fit.tied.items()]
        columns(screen, pairs, right=(1,))
    heading(screen, words("fit.truces"))
    indented(screen, case_notation(fit.truces))
    for check in fit.hazards:
        ratios = words("list.comma").join(amount(ratio) for ratio in check.ratios.values())
        low, high = (amount(end) for end in check.comparison.published)
        about = check.comparison.about.in_language(words.language)
        indented(screen, words("fit.hazard", about=about, ratios=ratios, low=low, high=high))


def _head(words: Texts, table: str) -> list[str]:
    return [words(f"fit.head.{table}.{column}") for column in range(6 if table == "target" else 5)]


def _target(target: Target, words: Texts) -> list[str]:
    from detente.locale.figures import percent, percent_range

    language, count = words.language, target.count
    verdict = "fit.inside" if target.is_inside else ("fit.above" if target.place > 0.5 else "fit.below")
    return [
        count.about.in_language(language) + (words("fit.check") if count.weight == 0.0 else ""),
        f"{percent(count.share, language)} ({count.successes}/{count.trials})",
        percent_range(target.before[0], target.before[2], language),
        percent_range(target.after[0], target.after[2], language),
        percent(target.written, language),
        words(verdict),
    ]


def _number(number: Learned, words: Texts) -> list[str]:
    from detente.locale.figures import amount

    def between(ends: tuple[float, float, float]) -> str:
        return words("fit.between", low=amount(ends[0]), high=amount(ends[2]))

    learned = words("fit.learned" if number.is_determined else "fit.open")
    width = words("fit.percent", value=f"{100.0 * number.width:.0f}")
    return [number.name, between(number.before), between(number.after), width, learned]
