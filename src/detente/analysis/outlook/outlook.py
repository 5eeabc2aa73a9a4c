"""From worlds to an outlook: probabilities with both kinds of uncertainty, dates, meetings, courses."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

import detente
from detente.analysis.outlook.influence import rests_on
from detente.analysis.outlook.model_error import with_second_lines
from detente.analysis.outlook.views import (
    Chance,
    EventView,
    FactorCourse,
    IssueFate,
    MarkerView,
    MeetingView,
    Outlook,
    ReferenceView,
    ScenarioView,
    TermsCourse,
)
from detente.case.case import Case
from detente.case.numbers.distribution import Chance as Redrawn
from detente.case.schema.base import Bilingual
from detente.engine.run.played import played
from detente.engine.run.worlds import Worlds
from detente.engine.world.world import FINENESS
from detente.kernels.quantiles import beta_interval, beta_quantile
from detente.play_options import PLAYED, PlayOptions

__all__ = ["chance_of", "chance_of_condition", "exceeds_noise", "outlook", "outlook_of", "spread"]

Floats = NDArray[np.float64]

_ONCE_IN_TEN_THOUSAND = 3.719016485455709
"""Quantile of the standard normal distribution."""

MUDDLING = Bilingual(en="Muddling through", zh="勉强维持")
MUDDLING_ABOUT = Bilingual(en="None of the named scenarios.", zh="不属于任何一个已命名的情景。")


def spread(shares: Floats, runs: int) -> float:
    """Return the variance of a probability over beliefs, corrected for the finite number of runs.

    Var(p̂_b) − mean p̂_b (1 − p̂_b)/(R − 1), which is unbiased: the second term estimates the binomial noise.

    Args:
        shares: Share of runs by belief, shape (B,).
        runs: Runs of each belief R.

    Returns:
        The variance; zero or below where no spread is detectable.

    Example:
        >>> spread(np.array([0.0, 1.0]), 10)
        0.5
    """
    return float(shares.var(ddof=1) - (shares * (1.0 - shares)).mean() / (runs - 1))


def exceeds_noise(total: float, noise: float, beliefs: float, runs: float) -> bool:
    """Say whether a variance over beliefs is more than finite runs make of beliefs that do not differ.

    Were there no spread, (B − 1)·total/noise would be about χ² with B − 1 degrees of freedom; where few runs of a
    belief hit, its variance is larger by (1/(R p q) − 6/R)/2, p q = R·noise. It counts if chance alone would exceed
    it once in ten thousand times (the quantile after Wilson & Hilferty 1931, PNAS 17(12), 684–688).

    Args:
        total: Variance of the shares over beliefs.
        noise: What finite runs leave in it.
        beliefs: Number of beliefs B.
        runs: Runs of each belief R.

    Example:
        >>> exceeds_noise(0.0011, 0.001, 100, 100), exceeds_noise(0.002, 0.001, 100, 100)
        (False, True)
    """
    if not 0.0 < noise < total:
        return noise == 0.0 < total
    free = max(beliefs - 1.0, 1e-9)
    quantile = free * (1.0 - 2.0 / (9.0 * free) + _ONCE_IN_TEN_THOUSAND * np.sqrt(2.0 / (9.0 * free))) ** 3
    heavier = max(1.0, 1.0 + 0.5 * (1.0 / (runs * runs * noise) - 6.0 / runs))
    return bool(free * total / noise > free + (quantile - free) * np.sqrt(heavier))


def chance_of(counts: NDArray[np.int64], runs: int, still_open: NDArray[np.int64] | None = None) -> Chance:
    """Return a probability with its Monte Carlo error and its spread over beliefs.

    Args:
        counts: Runs in which it is true, by belief, shape (B,).
        runs: Runs of each belief R.
        still_open: Runs in which it cannot be told, by belief.

    Returns:
        Mean; standard error sd_b(p̂_b)/√B; central 90 % interval of the Beta with the mean and the corrected variance,
        widened to hold the mean where a few beliefs far off draw it out.
    """
    shares = counts / runs
    value = float(shares.mean())
    variance = spread(shares, runs)
    total = float(shares.var(ddof=1))
    detectable = 0.0 < value < 1.0 and exceeds_noise(total, total - variance, len(shares), runs)
    low, high = beta_interval(value, variance, 0.9) if detectable else (value, value)
    return Chance(
        value=value,
        standard_error=float(shares.std(ddof=1) / np.sqrt(len(shares))),
        low=min(float(low), value),
        high=max(float(high), value),
        spread_detectable=detectable,
        open=0.0 if still_open is None else float(still_open.mean() / runs),
        variance=variance if detectable else 0.0,
    )


def chance_of_condition(worlds: Worlds, node: int) -> Chance:
    """Return the probability that a condition, given by its place among them, is true in the end."""
    return chance_of(worlds.tally.true[:, node], worlds.runs, worlds.tally.open[:, node])


def when(histogram: NDArray[np.int64], dates: tuple[date, ...]) -> tuple[date | None, date | None, date | None]:
    """Return the dates by which 10 %, 50 % and 90 % of what is counted has come, None where nothing has."""
    total = histogram.sum()
    if total == 0:
        return None, None, None
    below = np.cumsum(histogram)
    early, median, late = (dates[int(np.searchsorted(below, share * total))] for share in (0.1, 0.5, 0.9))
    return early, median, late


def outlook(case: Case, *, options: PlayOptions = PLAYED) -> Outlook:
    """Play a case and return what all its worlds together say.

    Args:
        case: The case, from `detente.load`.
        options: How to play.

    Raises:
        TheoryError: the case has no issues, so that nothing can be played.

    Example:
        >>> import detente
        >>> seen = outlook(detente.load("alaska-2025"), options=detente.PlayOptions(beliefs=20, runs=10))
        >>> [view.id for view in seen.scenarios]
        ['success', 'late-success', 'failure', 'muddling-through']
    """
    return played(case, options).outlook()


def outlook_of(worlds: Worlds) -> Outlook:
    """Return what all worlds of a play together say."""
    document, tally = worlds.case.document, worlds.tally
    scenarios = _scenarios(worlds)
    total = worlds.beliefs * worlds.runs
    return Outlook(
        case=document.id,
        title=document.title,
        about=document.about,
        as_of=document.as_of,
        until=document.until,
        step=document.step,
        version=detente.__version__,
        case_sha256=worlds.case.sha256,
        seed=worlds.seed,
        beliefs=worlds.beliefs,
        runs=worlds.runs,
        scenarios=scenarios,
        open=float(tally.scenario[:, -1].sum() / total),
        overlaps=float(tally.overlap[0] / total),
        markers=_markers(worlds),
        events=_events(worlds),
        meetings=tuple(_meeting(worlds, key) for key in document.meetings),
        rests_on=rests_on(worlds),
        reference_classes=_references(worlds, scenarios),
        terms=tuple(
            TermsCourse(key, _title(issue.title, key), tuple((tally.changed[:, i] / total).tolist()))
            for i, (key, issue) in enumerate(document.issues.items())
        ),
        factors=_factors(worlds),
        dates=worlds.dates(),
        guesses=_guesses(worlds),
        status=_status(scenarios, worlds),
    )


def _title(title: Bilingual, key: str) -> Bilingual:
    return title if title.en or title.zh else Bilingual(en=key.replace("-", " "))


def _scenarios(worlds: Worlds) -> tuple[ScenarioView, ...]:
    views = []
    for s, (key, scenario) in enumerate(worlds.case.document.scenarios.items()):
        still_open = worlds.tally.open[:, worlds.layout.scenarios[key]]
        chance = chance_of(worlds.tally.scenario[:, s], worlds.runs, still_open)
        views.append(ScenarioView(key, _title(scenario.title, key), scenario.about, chance, scenario.tone))
    rest = chance_of(worlds.tally.scenario[:, -2], worlds.runs)
    views.append(ScenarioView("muddling-through", MUDDLING, MUDDLING_ABOUT, rest))
    return with_second_lines(views, worlds.case.document.id)


def _markers(worlds: Worlds) -> tuple[MarkerView, ...]:
    views = []
    dates = worlds.dates()
    for key, marker in worlds.case.document.markers.items():
        node = worlds.layout.markers[key]
        chance, seen = chance_of_condition(worlds, node), when(worlds.tally.true_step[node], dates)
        views.append(MarkerView(key, _title(marker.title, key), marker.of, chance, *seen))
    return tuple(views)


def _events(worlds: Worlds) -> tuple[EventView, ...]:
    views = []
    dates, names = worlds.dates(), worlds.layout.names
    for key, event in worlds.case.document.events.items():
        e = names.events.index(key)
        chance = chance_of(worlds.tally.event[:, e], worlds.runs)
        seen = when(worlds.tally.event_step[e], dates[1:])
        views.append(EventView(key, _title(event.title, key), chance, *seen))
    return tuple(views)


def _meeting(worlds: Worlds, key: str) -> MeetingView:
    document, tally, names = worlds.case.document, worlds.tally, worlds.layout.names
    m = names.meetings.index(key)
    held = max(int(tally.held[:, m].sum()), 1)
    refusers = {p: float(tally.refuser[m, k] / held) for k, p in enumerate(names.parties) if tally.refuser[m, k]}
    return MeetingView(
        id=key,
        title=_title(document.meetings[key].title, key),
        held=chance_of(tally.held[:, m], worlds.runs),
        struck=float(tally.struck[m] / held),
        deal=float(tally.deal[m] / held),
        refused=float(tally.refused[m] / held),
        refusers=refusers,
        refuser_titles={p: _title(document.parties[p].title, p) for p in refusers},
        issues=tuple(_fate(worlds, m, held, issue) for issue in _agenda(worlds, key)),
        **_dates_of(worlds, key, m),
    )


def _dates_of(worlds: Worlds, key: str, m: int) -> dict[str, date | None]:
    """Return the date a meeting is set for, or the ends of the steps in which parts of those held have been held."""
    seen = when(worlds.tally.held_step[m], worlds.dates()[1:])
    on = worlds.case.document.meetings[key].on
    return {name: each and (on or each) for name, each in zip(("early", "median", "late"), seen, strict=True)}


def _agenda(worlds: Worlds, meeting: str) -> tuple[str, ...]:
    return worlds.case.document.may_settle(meeting)


def _fate(worlds: Worlds, m: int, held: int, key: str) -> IssueFate:
    names, issue = worlds.layout.names, worlds.case.document.issues[key]
    counts = worlds.tally.fate[m, names.issues.index(key)]
    options = names.options[key]
    shares = {"untouched": counts[0], "shelved": counts[1], **dict(zip(options, counts[2:], strict=False))}
    return IssueFate(
        issue=key,
        title=_title(issue.title, key),
        shares={name: float(count / held) for name, count in shares.items()},
        option_titles={o: _title(issue.options[o].title, o) for o in options},
    )


def _references(worlds: Worlds, scenarios: tuple[ScenarioView, ...]) -> tuple[ReferenceView, ...]:
    """Return reference classes as Beta posteriors with Jeffreys' prior: Beta(successes + ½, failures + ½)."""
    inside = {view.id: view.chance for view in scenarios}
    views = []
    for key, reference in worlds.case.document.reference_classes.items():
        target = reference.for_ or ""
        if (node := worlds.layout.conditions.get(target)) is not None:
            inside[target] = chance_of_condition(worlds, node)
        a, b = reference.successes + 0.5, reference.trials - reference.successes + 0.5
        low, high = (float(beta_quantile(p, a, b)) for p in (0.05, 0.95))
        title = _title(reference.title, key)
        views.append(
            ReferenceView(
                id=key,
                title=title,
                what=reference.what,
                successes=reference.successes,
                trials=reference.trials,
                mean=a / (a + b),
                low=low,
                high=high,
                target=reference.for_,
                inside=inside.get(target),
            )
        )
    return tuple(views)


def _factors(worlds: Worlds) -> tuple[FactorCourse, ...]:
    total = worlds.beliefs * worlds.runs
    views = []
    for f, (key, factor) in enumerate(worlds.case.document.factors.items()):
        unit = worlds.layout.plan.factor_unit[f]
        mean = unit * worlds.tally.level[:, f] / FINENESS / total
        square = unit**2 * worlds.tally.square[:, f] / FINENESS / total
        deviation = np.sqrt(np.maximum(square - mean**2, 0.0))
        views.append(
            FactorCourse(key, _title(factor.title, key), factor.unit, tuple(mean.tolist()), tuple(deviation.tolist()))
        )
    return tuple(views)


def _guesses(worlds: Worlds) -> float:
    """Return the share of uncertain numbers that no claim supports."""
    slots = worlds.layout.slots
    own = [k for k in worlds.drawn.uncertain if not slots.paths[k].startswith("general.")]
    own += [k for k, q in enumerate(slots.quantities) if isinstance(q.notation, Redrawn)]
    return sum(not slots.quantities[k].because for k in own) / len(own) if own else 0.0


def _status(scenarios: tuple[ScenarioView, ...], worlds: Worlds) -> Bilingual:
    error = 100.0 * max((view.chance.standard_error for view in scenarios), default=0.0)
    if worlds.beliefs < 100 or worlds.runs < 10:
        return Bilingual(
            en=f"Too few worlds to rely on: {worlds.beliefs} beliefs × {worlds.runs} runs; play at least 100 × 10.",
            zh=f"推演次数太少，不足为凭：{worlds.beliefs} 组信念 × {worlds.runs} 次；至少应为 100 × 10。",
        )
    cut_off = int(worlds.tally.unproved[0])
    if cut_off:
        return Bilingual(
            en=f"The Monte Carlo error of every scenario is at most {error:.1f} percentage points. The search for the "
            f"best package was cut off before its proof {cut_off:,} times: merge options that differ little.",
            zh=f"各情景的蒙特卡洛误差至多为 {error:.1f} 个百分点。最优方案的搜索有 {cut_off:,} 次在得到证明之前中止："
            "请合并差别不大的选项。",
        )
    return Bilingual(
        en=f"Enough worlds: the Monte Carlo error of every scenario is at most {error:.1f} percentage points.",
        zh=f"推演次数充足：各情景的蒙特卡洛误差至多为 {error:.1f} 个百分点。",
    )
