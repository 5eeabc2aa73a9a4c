"""Take in what has happened: beliefs weighed by how well their worlds explain it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

import detente
from detente.analysis.outlook.model_error import with_second_lines
from detente.analysis.outlook.outlook import MUDDLING, MUDDLING_ABOUT, chance_of
from detente.analysis.outlook.views import Chance, ScenarioView
from detente.analysis.update.impossible import emptied_by, nearest_day
from detente.analysis.update.views import FactView, MarkerShift, Observation
from detente.analysis.update.weighting import effective, weighted_chance
from detente.case.case import Case
from detente.case.facts import Facts, impossible
from detente.case.schema.base import Bilingual
from detente.case.schema.facts import (
    EventFact,
    Fact,
    FactorFact,
    LikelihoodFact,
    MeetingFact,
    SignFact,
    TermsFact,
)
from detente.engine.update.run_filter import Filtered, filter_facts
from detente.errors import OptionError
from detente.locale.case_errors.words import Language
from detente.play_options import FILTERED, PlayOptions

__all__ = ["observe"]

Floats = NDArray[np.float64]

REDRAWS = 4
"""Times that the noise of an observed meeting is drawn, by default."""

LEAST_SHARE, FEWEST = 0.05, 10.0
"""Share of the beliefs under which they are said to have collapsed, and number under which nothing can be read."""

REFERENCES = ("gordon-1993", "kitagawa-1996", "del-moral-2004")

_KINDS: dict[type[Fact], str] = {
    EventFact: "event",
    MeetingFact: "meeting",
    FactorFact: "factor",
    SignFact: "sign",
    TermsFact: "terms",
    LikelihoodFact: "likelihood",
}


def observe(
    case: Case,
    facts: Facts,
    *,
    until: date | None = None,
    redraws: int = REDRAWS,
    options: PlayOptions = FILTERED,
    language: Language = "en",
) -> Observation:
    """Take in facts about a case, and return the outlook after each of them.

    Every belief plays its runs from fact to fact; runs that explain a fact better are copied, and the belief is
    weighed by how well its runs explained all facts together. Without facts the outlook is that of
    `detente.simulate`, bit for bit.

    Args:
        case: The case, from `detente.load`.
        facts: What has happened, from `detente.load_facts`.
        until: Last day whose facts count; default: all.
        redraws: Times that the noise of a meeting whose outcome is known is drawn, 1 to 1,000.
        options: How to play; at most 1,000 runs of each belief, which are held in memory side by side.
        language: Language of messages.

    Returns:
        The outlook before and after the facts, with what each did.

    Raises:
        CaseError: No world of the case explains a fact; it names the fact.
        OptionError: A number or `until` is outside its range.

    Example:
        >>> import detente
        >>> case = detente.load("alaska-2025")
        >>> facts = detente.load_facts("alaska-2025", case)
        >>> few = detente.PlayOptions(beliefs=20, runs=10)
        >>> observation = detente.observe(case, facts, until=case.document.as_of, options=few)
        >>> round(observation.effective_beliefs, 6)
        20.0
    """
    document = case.document
    if until is not None and not document.as_of <= until <= document.until:
        raise OptionError.outside("until", str(until), f"a day from {document.as_of} to {document.until}")
    shown = {key: fact for key, fact in facts.document.facts.items() if until is None or fact.on <= until}
    used = {key: fact for key, fact in facts.used.items() if key in shown}
    filtered = filter_facts(
        case,
        used,
        beliefs=options.beliefs,
        runs=options.runs,
        seed=options.seed,
        redraws=redraws,
        threads=options.threads,
        executor=options.executor,
        progress=options.progress,
    )
    _refuse_impossible(filtered, facts, language)
    days = [fact.on for fact in shown.values()]
    return _observation(filtered, facts, shown, until or max(days, default=document.as_of))


def _refuse_impossible(filtered: Filtered, facts: Facts, language: Language) -> None:
    """Report the first fact that no run of any belief explains, and what leaves none that does."""
    dead = np.all(np.isneginf(filtered.found.evidence), axis=0)
    for k, key in enumerate(filtered.facts, start=1):
        if dead[k]:
            worlds = filtered.beliefs * filtered.runs
            earlier, day = emptied_by(filtered, key), nearest_day(filtered, key)
            raise impossible(facts, key, worlds, language, earlier=earlier, nearest_day=day)


def _observation(filtered: Filtered, facts: Facts, shown: dict[str, Fact], today: date) -> Observation:
    document, found = filtered.case.document, filtered.found
    weights = [_weights(found.evidence[:, k]) for k in range(found.evidence.shape[1])]
    counted = [effective(each) for each in weights]
    before, after = _scenarios(filtered, weights, 0), _scenarios(filtered, weights, len(filtered.facts))
    hardest = _hardest(filtered, counted)
    collapsed, readable = counted[-1] < LEAST_SHARE * filtered.beliefs, counted[-1] >= min(FEWEST, filtered.beliefs / 2)
    views = _facts(filtered, shown, weights, counted)
    return Observation(
        case=document.id,
        title=document.title,
        as_of=document.as_of,
        until=document.until,
        today=today,
        version=detente.__version__,
        case_sha256=filtered.case.sha256,
        facts_sha256=facts.sha256,
        facts_title=facts.document.title,
        facts_about=facts.document.about,
        seed=filtered.seed,
        beliefs=filtered.beliefs,
        runs=filtered.runs,
        redraws=int(filtered.evidence.redraws[0]),
        before=before,
        after=after,
        open=float((weights[-1] * found.ending[:, -1, -1]).sum()),
        facts=views,
        markers=_markers(filtered, weights),
        effective_beliefs=counted[-1],
        hardest=hardest,
        collapsed=collapsed,
        readable=readable,
        warning=_warning(filtered, views, counted[-1], hardest) if collapsed else Bilingual(),
        references=REFERENCES,
        status=_status(filtered, after, counted[-1], collapsed),
    )


def _weights(evidence: Floats) -> Floats:
    """Return weights that sum to 1, in proportion to likelihoods given by their logs."""
    weights = np.exp(evidence - evidence.max())
    return np.asarray(weights / weights.sum())


def _chance(filtered: Filtered, shares: Floats, weights: Sequence[Floats], facts: int) -> Chance:
    """Return a probability after so many facts; before all of them exactly as an outlook gives it."""
    if facts == 0:
        return chance_of(np.rint(shares * filtered.runs).astype(np.int64), filtered.runs)
    return weighted_chance(shares, weights[facts], filtered.found.runs[:, facts])


def _scenarios(filtered: Filtered, weights: Sequence[Floats], facts: int) -> tuple[ScenarioView, ...]:
    scenarios, ending = filtered.case.document.scenarios, filtered.found.ending[:, facts]
    told = {key: (_title(scenario.title, key), scenario.about, scenario.tone) for key, scenario in scenarios.items()}
    told["muddling-through"] = MUDDLING, MUDDLING_ABOUT, None
    views = [
        ScenarioView(key, title, about, _chance(filtered, ending[:, s], weights, facts), tone)
        for s, (key, (title, about, tone)) in enumerate(told.items())
    ]
    return with_second_lines(views, filtered.case.document.id)


def _facts(
    filtered: Filtered, shown: dict[str, Fact], weights: Sequence[Floats], counted: list[float]
) -> tuple[FactView, ...]:
    """Return all facts with what each of those that were taken in did."""
    evidence, order = filtered.found.evidence, list(filtered.facts)
    likelihoods = [_log_mean(evidence[:, k]) for k in range(evidence.shape[1])]
    ends = [_scenarios(filtered, weights, k) for k in range(evidence.shape[1])]
    views = []
    for key, fact in shown.items():
        k = order.index(key) + 1 if key in filtered.facts else 0
        chances = {view.id: view.chance for view in ends[k]} if k else {}
        moved = {view.id: chances[view.id].value - view.chance.value for view in ends[k - 1]} if k else {}
        views.append(
            FactView(
                id=key,
                on=fact.on,
                about=fact.about,
                kind=_KINDS.get(type(fact), "context"),
                status=fact.status,
                sources=fact.sources,
                used=k > 0,
                chances=chances,
                moved=moved,
                expected=min(math.exp(likelihoods[k] - likelihoods[k - 1]), 1.0) if k else 1.0,
                beliefs=counted[k] if k else float("nan"),
                runs=float((weights[k] * filtered.found.runs[:, k]).sum()) if k else float("nan"),
            )
        )
    return tuple(views)


def _log_mean(evidence: Floats) -> float:
    """Return the log of the mean of likelihoods given by their logs."""
    best = float(evidence.max())
    return best + math.log(float(np.exp(evidence - best).mean()))


def _markers(filtered: Filtered, weights: Sequence[Floats]) -> tuple[MarkerShift, ...]:
    found, last, views = filtered.found, len(filtered.facts), []
    for key, marker in filtered.case.document.markers.items():
        node = filtered.layout.markers[key]
        before = _chance(filtered, found.true[:, 0, node], weights, 0)
        after = _chance(filtered, found.true[:, 1, node], weights, last)
        views.append(MarkerShift(key, _title(marker.title, key), before, after))
    return tuple(views)


def _title(title: Bilingual, key: str) -> Bilingual:
    return title if title.en or title.zh else Bilingual(en=key.replace("-", " "))


def _hardest(filtered: Filtered, counted: list[float]) -> str:
    """Return the fact after which the smallest share of the beliefs that counted before it still count."""
    shares = [after / before for before, after in pairwise(counted)]
    return list(filtered.facts)[int(np.argmin(shares))] if shares else ""


def _warning(filtered: Filtered, facts: tuple[FactView, ...], counted: float, hardest: str) -> Bilingual:
    view = next(view for view in facts if view.id == hardest)
    worth = f"{100 * view.expected:.2g}"
    about = view.about
    return Bilingual(
        en=f"The case can hardly explain “{about.in_language('en')}”: it gave it {worth} %. "
        f"Of {filtered.beliefs:,} beliefs only {counted:.0f} still count.",
        zh=f"本案例很难解释“{about.in_language('zh')}”：只给了它 {worth}% 的可能。"
        f"{filtered.beliefs:,} 组信念中仍起作用的只相当于 {counted:.0f} 组。",
    )


def _status(filtered: Filtered, after: tuple[ScenarioView, ...], counted: float, collapsed: bool) -> Bilingual:
    error = 100.0 * max((view.chance.standard_error for view in after), default=0.0)
    if collapsed or counted < 100.0 or filtered.runs < 10:
        return Bilingual(
            en=f"Too few beliefs to rely on: {counted:.0f} of {filtered.beliefs:,} still count; play more of them, or "
            "look at the facts that cost most.",
            zh=f"起作用的信念太少，不足为凭：{filtered.beliefs:,} 组中只相当于 {counted:.0f} 组；"
            "请增加信念数，或查看代价最大的事实。",
        )
    return Bilingual(
        en=f"Enough worlds: {counted:.0f} of {filtered.beliefs:,} beliefs still count, and the Monte Carlo error of "
        f"every scenario is at most {error:.1f} percentage points.",
        zh=f"推演次数充足：{filtered.beliefs:,} 组信念中仍起作用的相当于 {counted:.0f} 组，"
        f"各情景的蒙特卡洛误差至多为 {error:.1f} 个百分点。",
    )
