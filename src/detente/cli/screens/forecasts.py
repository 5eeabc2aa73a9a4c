"""Base rates, forecasts and their record on a terminal."""

from __future__ import annotations

import math

from rich.console import Console
from rich.text import Text

from detente.analysis.compare.endings import Stamp
from detente.analysis.outlook.views import Chance
from detente.case import Case, Document
from detente.cli.frame.terminal import columns, console, heading, indented, is_plain, track
from detente.forecast.outside import BaseRates, PooledScenario, PooledTarget
from detente.forecast.questions import Forecast
from detente.forecast.record import Comparison, Record
from detente.locale import Texts
from detente.locale.figures import day, percent, percent_range
from detente.report.base_rates.section import counted, spoken
from detente.report.conditions_in_words import spoken_of
from detente.report.outlook.words import chance_in_words, model_error_in_words

__all__ = ["print_base_rates", "print_forecast", "print_record"]


def print_base_rates(found: BaseRates, case: Case, texts: Texts) -> None:
    """Print both views and what they give together."""
    document = case.document
    screen, language = console(), texts.language
    screen.print(Text(found.stamp.title.in_language(language), style="bold"))
    screen.print(
        Text(texts("header.when", as_of=day(found.stamp.as_of, language), until=day(found.stamp.until, language)))
    )
    heading(screen, texts("baserate.classes"))
    rows = []
    for view in found.classes:
        spread = percent_range(view.share.low, view.share.high, language)
        share = texts("command.reference", mean=percent(view.share.mean, language), range=spread)
        rows.append((view.title.in_language(language), counted(view, texts), share, spoken(view, document, texts)))
    columns(screen, rows, right=(1,))
    if found.targets:
        heading(screen, texts("baserate.together", weight=percent(found.weight, language)))
        columns(screen, [_target(target, document, texts) for target in found.targets], right=(1, 2, 3))
    if found.scenarios:
        heading(screen, texts("baserate.scenarios"))
        plain, width = is_plain(screen), max(12, min(40, screen.width - 78))
        columns(screen, [row for view in found.scenarios for row in _scenario(view, width, plain, texts)])
    screen.print()
    screen.print(Text(found.status.in_language(language), style="dim"))


def _title(screen: Console, stamp: Stamp, texts: Texts) -> None:
    screen.print(Text(stamp.title.in_language(texts.language), style="bold"))
    as_of, until = (day(when, texts.language) for when in (stamp.as_of, stamp.until))
    screen.print(Text(texts("header.when", as_of=as_of, until=until)))


def _target(target: PooledTarget, document: Document, texts: Texts) -> tuple[str, ...]:
    language = texts.language
    pooled = texts("baserate.unmoved") if target.pooled is None else percent(target.pooled, language)
    return (
        spoken_of(target.target, document, texts),
        texts("baserate.outside_is", value=percent(target.outside, language)),
        texts("baserate.inside_is", value=percent(target.inside.value, language)),
        texts("baserate.pooled_is", value=pooled),
    )


def _scenario(view: PooledScenario, width: int, plain: bool, texts: Texts) -> list[tuple[str, str, str]]:
    return [
        (view.title.in_language(texts.language), track(view.inside, width, plain), _said(view.inside, texts)),
        ("  " + texts("baserate.pooled"), track(view.pooled, width, plain), _said(view.pooled, texts)),
    ]


def print_forecast(made: Forecast, case: Case, texts: Texts) -> None:
    """Print every question with its probability and its rule."""
    screen, language = console(), texts.language
    screen.print(Text(made.stamp.title.in_language(language), style="bold"))
    screen.print(
        Text(texts("header.when", as_of=day(made.stamp.as_of, language), until=day(made.stamp.until, language)))
    )
    heading(screen, texts("forecast.questions"))
    plain, width = is_plain(screen), max(12, min(30, screen.width - 90))
    for view in made.questions:
        row = (view.title.in_language(language), track(view.chance, width, plain), _said(view.chance, texts))
        columns(screen, [row])
        if wrong := model_error_in_words(view.with_model_error, texts):
            indented(screen, "  " + wrong)
        indented(screen, "  " + view.rule.in_language(language))
        closes = {"date": day(view.by, language), "zone": view.zone, "moment": view.closes}
        indented(screen, "  " + texts("forecast.closes", **closes))
        if view.base_rate is not None:
            indented(screen, "  " + texts("forecast.base_rate", value=percent(view.base_rate, language)))
        for beyond in view.beyond:
            indented(screen, "  " + texts(f"forecast.beyond.{beyond.value}"))
    screen.print()
    screen.print(Text(made.status.in_language(language), style="dim"))


def print_record(found: Record, texts: Texts) -> None:
    """Print how forecasts fared."""
    screen, language = console(), texts.language
    heading(screen, texts("score.title"))
    head = tuple(
        texts(f"score.head.{name}") for name in ("question", "said", "wrong", "outcome", "brier", "log", "entry")
    )
    rows = [
        (
            row.question + (texts("score.late") if row.retrospective else ""),
            percent(row.probability, language),
            "–" if row.with_model_error is None else percent(row.with_model_error, language),
            texts("score.yes" if row.outcome else "score.no"),
            f"{row.brier:.3f}",
            _number(row.log),
            f"{row.entry}",
        )
        for row in found.resolved
    ]
    columns(screen, [head, *rows] if rows else [], right=(1, 2, 4, 5, 6), head=True)
    for view in found.scenarios:
        said = percent(view.probability, language)
        several, log = f"{view.brier:.3f}", _number(view.log)
        indented(
            screen, texts("score.scenario", case=view.case, scenario=view.scenario, said=said, brier=several, log=log)
        )
    if found.resolved:
        heading(screen, texts("score.together"))
        mean = texts("score.mean", count=len(rows), brier=f"{found.mean_brier:.3f}", log=_number(found.mean_log))
        indented(screen, mean)
        expected = found.expected_yes
        indented(screen, texts("score.expected", yes=found.yes, low=expected.low, high=expected.high))
        for compared in found.comparisons:
            indented(screen, _comparison(compared, texts))
        for band in found.calibration:
            key = "score.band" if band.is_consistent else "score.band.off"
            said = percent(band.said, language)
            indented(
                screen, texts(key, count=band.count, said=said, happened=band.happened, low=band.low, high=band.high)
            )
    screen.print()
    indented(screen, texts(f"score.status.{found.status}"))
    if found.open:
        indented(screen, texts("score.open", questions=texts("list.comma").join(one.question for one in found.open)))
    if found.void:
        indented(screen, texts("score.void", questions=texts("list.comma").join(one.question for one in found.void)))


def _comparison(compared: Comparison, texts: Texts) -> str:
    return texts(
        "score.skill",
        name=texts(f"score.than.{compared.name}"),
        ours=f"{compared.ours:.3f}",
        theirs=f"{compared.theirs:.3f}",
        skill="–" if math.isnan(compared.skill) else f"{100 * compared.skill:+.0f}%".replace("-", "−"),
        error="–" if math.isnan(compared.error) else f"{compared.error:.3f}",
        count=compared.questions,
    )


def _said(chance: Chance, texts: Texts) -> str:
    error = texts("command.error", points=f"{100 * chance.standard_error:.1f}")
    return f"{chance_in_words(chance, texts)} {error}"


def _number(value: float) -> str:
    return "∞" if math.isinf(value) else f"{value:.3f}"
