"""From worlds to conditions under which an outcome is much likelier."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

import detente
from detente.analysis.discovery.bins import Binned, into_bins
from detente.analysis.discovery.boxes import BoxView, Discovery, Input, Restriction, Search, Tip
from detente.analysis.discovery.observed import Observed, Seen, observe, uncertain_inputs
from detente.analysis.discovery.search import SEARCH, Found, SearchOptions, search_boxes
from detente.analysis.drivers.sensitivity.curves import curve_along
from detente.analysis.outlook.outlook import MUDDLING
from detente.case.case import Case
from detente.case.schema.base import Bilingual
from detente.engine.run.chunks import Table
from detente.errors import OptionError
from detente.play_options import SEARCHED, PlayOptions

__all__ = ["discover", "discover_all"]

Floats = NDArray[np.float64]

FEWEST_BELIEFS, FEWEST_HITS = 200, 100
"""Beliefs, and worlds with or without the outcome, below which boxes would be noise."""

MOST_TIPS, LEAST_TIP = 5, 4.0
"""Tips that are told, and the standard errors that the two sides must differ by."""

REFERENCES = ("friedman-fisher-1999", "bryant-lempert-2010", "kwakkel-jaxa-rozen-2016", "kish-1965")
METHOD = Bilingual(
    en="PRIM on a random half of the beliefs, peeling and pasting; the box that divides outcomes best, less the "
    "restrictions that hardly matter or that the other half does not confirm. Probability and coverage are those of "
    "the other half; quasi-p-values count the worlds of one belief by their design effect.",
    zh="在随机抽取的一半信念上以 PRIM 逐层剥离再回贴，取最能区分结局的箱，去掉无关紧要以及另一半信念不能证实的条件。"
    "概率与覆盖率取自另一半信念；准 p 值按设计效应折算同一信念下的各个世界。",
)


def discover(
    case: Case,
    outcome: str,
    *,
    seen_by: date | None = None,
    search: SearchOptions = SEARCH,
    options: PlayOptions = SEARCHED,
) -> Discovery:
    """Say under which conditions an outcome is much likelier than otherwise.

    Args:
        case: The case, from `detente.load`.
        outcome: Id of a scenario, of a marker, or `muddling-through`.
        seen_by: Date by which things can be seen; default: after a tenth of the course.
        search: How boxes are searched.
        options: How to play: many beliefs of few runs find more than few of many. Once it says stop, the answer rests
            on what is done.

    Raises:
        OptionError: there is no such outcome; it never comes true, or always; or there are too few worlds to say
            anything.
    """
    table = Table.of(case)
    _title(table, outcome)
    seen = Seen.by(table, _by(table, seen_by))
    if options.beliefs < FEWEST_BELIEFS:
        raise OptionError.outside(
            "beliefs", options.beliefs, f"at least {FEWEST_BELIEFS}, to find boxes and to judge them"
        )
    worlds = _observed(table, [outcome], seen, options)
    return _discovery(table, worlds, 0, outcome, seen, search, options.seed)


def discover_all(case: Case, *, options: PlayOptions = SEARCHED) -> tuple[Discovery, ...]:
    """Say of every scenario under which conditions it is likelier, from one play.

    Args:
        case: The case, from `detente.load`.
        options: How to play.

    Returns:
        One for each scenario that comes true, and fails, often enough to say anything.
    """
    table = Table.of(case)
    seen, found = Seen.by(table, _by(table, None)), []
    outcomes = (*table.ends, "muddling-through")
    worlds = _observed(table, outcomes, seen, options)
    for k, outcome in enumerate(outcomes):
        with suppress(OptionError):
            found.append(_discovery(table, worlds, k, outcome, seen, SEARCH, options.seed))
    return tuple(found)


def _observed(table: Table, outcomes: Sequence[str], seen: Seen, options: PlayOptions) -> Observed:
    return observe(
        table,
        outcomes,
        seen,
        beliefs=options.beliefs,
        runs=options.runs,
        seed=options.seed,
        threads=options.threads,
        executor=options.executor,
        progress=options.progress,
        stop=options.stop,
    )


def _discovery(
    table: Table, worlds: Observed, k: int, outcome: str, seen: Seen, options: SearchOptions, seed: int
) -> Discovery:
    document, results = table.case.document, worlds.results[k]
    beliefs, runs = results.shape
    _check(results, outcome)
    inputs = uncertain_inputs(table)
    searches = []
    if inputs:
        tips = _tips(inputs, worlds.numbers, results.mean(axis=1))
        boxes = _boxes(inputs, _binned(worlds, runs), results, options, seed)
        searches.append(Search("beliefs", len(inputs), boxes, tips))
    if seen.inputs:
        tips = _tips(seen.inputs, worlds.seen[:, 0], results[:, 0])
        boxes = _boxes(seen.inputs, into_bins(worlds.seen.reshape(beliefs * runs, -1)), results, options, seed)
        searches.append(Search("seen", len(seen.inputs), boxes, tips))
    shares = results.mean(axis=1)
    return Discovery(
        case=document.id,
        title=document.title,
        version=detente.__version__,
        case_sha256=table.case.sha256,
        seed=seed,
        beliefs=beliefs,
        runs=runs,
        outcome=outcome,
        outcome_title=_title(table, outcome),
        probability=float(shares.mean()),
        standard_error=float(shares.std(ddof=1) / np.sqrt(beliefs)),
        seen_by=seen.when,
        searches=tuple(searches),
        options=options,
        method=METHOD,
        references=REFERENCES,
        status=_status(searches),
    )


def _title(table: Table, outcome: str) -> Bilingual:
    document = table.case.document
    if outcome == "muddling-through":
        return MUDDLING
    part = document.scenarios.get(outcome) or document.markers.get(outcome)
    if part is None:
        raise OptionError.unknown("scenario", outcome, (*document.scenarios, "muddling-through", *document.markers))
    return Bilingual(en=part.name(outcome, "en"), zh=part.name(outcome, "zh"))


def _by(table: Table, seen_by: date | None) -> date:
    document = table.case.document
    if seen_by is None:
        return document.as_of + timedelta(days=max(1, (document.until - document.as_of).days // 10))
    if not document.as_of < seen_by <= document.until:
        raise OptionError.outside("seen-by", seen_by.isoformat(), f"after {document.as_of}, to {document.until}")
    return seen_by


def _check(results: Floats, outcome: str) -> None:
    hits, count = int(results.sum()), results.size
    if hits in (0, count) and count:
        how = "never" if hits == 0 else "always"
        raise OptionError(
            f"scenario: {outcome!r} {how} came true in {count:,} worlds, so nothing makes it likelier",
            "choose another scenario, or play more beliefs",
        )
    if len(results) < FEWEST_BELIEFS or hits < FEWEST_HITS or count - hits < FEWEST_HITS:
        raise OptionError(
            f"scenario: {outcome!r} came true in {hits:,} of {count:,} worlds; at least {FEWEST_HITS} with and "
            f"{FEWEST_HITS} without it, in {FEWEST_BELIEFS} beliefs, are needed to say when it is likelier",
            "play more beliefs",
        )


def _binned(worlds: Observed, runs: int) -> Binned:
    """Bin the beliefs' numbers, and repeat them for every run."""
    binned = into_bins(worlds.numbers)
    return Binned(np.repeat(binned.codes, runs, axis=0), binned.edges, binned.levels, binned.bins)


def _boxes(
    inputs: tuple[Input, ...], data: Binned, results: Floats, options: SearchOptions, seed: int
) -> tuple[BoxView, ...]:
    unordered = np.array([entry.kind == "choice" for entry in inputs])
    found = search_boxes(data, results, unordered=unordered, options=options, seed=seed)
    return tuple(_box(box, inputs, data) for box in found)


def _box(found: Found, inputs: tuple[Input, ...], data: Binned) -> BoxView:
    restrictions = [
        _restriction(inputs[d], found, d, data) for d in sorted(found.box.restricted(), key=lambda d: found.quasi_p[d])
    ]
    return BoxView(
        restrictions=tuple(restrictions),
        density=found.density,
        density_error=found.density_error,
        outside=found.outside,
        coverage=found.coverage,
        mass=found.mass,
        found_on=found.found_on,
    )


def _restriction(entry: Input, found: Found, d: int, data: Binned) -> Restriction:
    kept = np.flatnonzero(found.box.kept[d, : data.bins[d]])
    edges, levels = data.edges[d], data.levels[d]
    above = float(edges[kept[0] - 1]) if kept[0] > 0 else None
    below = float(edges[kept[-1]]) if kept[-1] < data.bins[d] - 1 else None
    among: tuple[str, ...] = ()
    if entry.options and levels is not None:
        names = {np.float32(level): name for level, name in entry.options}
        above = below = None
        among = tuple(names[np.float32(levels[k])] for k in kept)
    return Restriction(entry, above, below, among, found.quasi_p[d], found.again.get(d))


def _tips(inputs: tuple[Input, ...], columns: NDArray[np.float32], shares: Floats) -> tuple[Tip, ...]:
    """Return the cuts of single inputs that one half of the beliefs finds and the other confirms."""
    half = len(shares) // 2
    found = []
    for d in np.argsort(-_strengths(columns[:half], shares[:half]))[: 4 * MOST_TIPS]:
        at = curve_along(columns[:half, d].astype(np.float64), shares[:half]).tip
        if at is None or inputs[d].kind == "choice":
            continue
        high = columns[half:, d] > at
        if not 0.0 < high.mean() < 1.0:
            continue
        below, above = shares[half:][~high], shares[half:][high]
        error = float(np.hypot(below.std() / np.sqrt(len(below)), above.std() / np.sqrt(len(above))))
        if abs(above.mean() - below.mean()) > LEAST_TIP * error:
            ends = float(below.mean()), float(above.mean())
            found.append(Tip(inputs[d], float(at), *ends, error, float(high.mean())))
    found.sort(key=lambda tip: -tip.weight)
    return tuple(found[:MOST_TIPS])


def _strengths(columns: NDArray[np.float32], shares: Floats) -> Floats:
    """Return the squared gap between the highest and the lowest third of every input."""
    out = np.zeros(columns.shape[1])
    for d in range(columns.shape[1]):
        low, high = np.quantile(columns[:, d], [1.0 / 3.0, 2.0 / 3.0])
        lower, upper = columns[:, d] <= low, columns[:, d] > high
        if lower.any() and upper.any():
            out[d] = (shares[upper].mean() - shares[lower].mean()) ** 2
    return out


def _status(searches: list[Search]) -> Bilingual:
    boxes = [box for found in searches for box in found.boxes]
    if not boxes:
        return Bilingual(
            en="No set of conditions was confirmed: the outcome is about as likely everywhere, or there are too few "
            "worlds to tell.",
            zh="没有任何一组条件得到证实：该结局在各处可能性大致相同，或推演次数不足以分辨。",
        )
    worst = 100.0 * max(box.density_error for box in boxes)
    return Bilingual(
        en="Confirmed on the half of the beliefs that had no part in the search; Monte Carlo errors of the "
        f"probabilities inside are at most {worst:.1f} percentage points.",
        zh=f"已在未参与搜索的另一半信念上得到证实；箱内概率的蒙特卡罗误差至多为 {worst:.1f} 个百分点。",
    )
