"""From walks between beliefs to drivers: shares with errors, leading numbers, curves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import detente
from detente.analysis.drivers.sensitivity.leading import EndBeliefs, leading_of
from detente.analysis.drivers.sensitivity.streams import Stream, streams
from detente.analysis.drivers.sensitivity.walks import Walked, walk
from detente.analysis.drivers.views import Drivers, DriverView, LeftOut, OutcomeDrivers, Share
from detente.analysis.outlook.influence import GENERAL, Group, groups
from detente.analysis.outlook.model_error import share_of_model_error
from detente.analysis.outlook.outlook import MUDDLING
from detente.case.case import Case
from detente.case.schema.base import Bilingual
from detente.engine.run.chunks import Table
from detente.errors import OptionError
from detente.play_options import PLAYED, PlayOptions, in_range

__all__ = ["drivers"]

Floats = NDArray[np.float64]

RULE = "bargaining.rule"
FEWEST_WALKS, FEWEST_HITS, FEWEST_TURNED = 100, 50, 20
"""Below so many walks, ends of walks with or without an outcome, or walks whose two ends differ under both chances,
nothing is said of what drives it. Only the last kind tells beliefs from chance."""

REFERENCES = (
    "owen-2014",
    "song-nelson-staum-2016",
    "goda-2021",
    "sun-apley-staum-2011",
    "jansen-1999",
)
METHOD = Bilingual(
    en="Beliefs: Shapley effects of groups by random walks between pairs of beliefs, correlated numbers drawn given "
    "the others; ends and stations are played under two independent chances. Chance: total effect of each stream, "
    "by replaying worlds with that stream alone redrawn. Errors are standard errors over walks.",
    zh="信念：在成对信念之间随机行走，估计各组的 Shapley 效应；相关的数值在其余数值给定的条件下抽取；"
    "行走的两端与途中各站分别在两个相互独立的随机下推演。随机：只重抽某一来源而其余不变，重演各世界，"
    "得到该来源的总效应。误差为各次行走之间的标准误。",
)


def drivers(
    case: Case,
    *,
    outcomes: Sequence[str] | None = None,
    worlds: int | None = None,
    options: PlayOptions = PLAYED,
) -> Drivers:
    """Say which beliefs and which streams of chance the variance of each outcome comes from.

    Args:
        case: The case, from `detente.load`.
        outcomes: Ids of scenarios and markers; default: all scenarios, and muddling through.
        worlds: Worlds to play in all, about, 2 to 1,000,000,000; default: beliefs × runs.
        options: How to play; once it says stop, the answer rests on what is done.

    Raises:
        OptionError: there is no such outcome; one that was asked for never comes true, or always; nothing in the case
            is uncertain; or there are too few worlds to say anything.
    """
    worlds = options.worlds if worlds is None else worlds
    in_range("worlds", worlds, 2, 10**9)
    table = Table.of(case)
    chosen = _chosen(table, outcomes)
    players = _players(case, table)
    chances = streams(table)
    each = len(players) + 3 + len(chances)
    walks = worlds // each
    if walks < FEWEST_WALKS:
        raise OptionError(
            f"worlds: {worlds:,} are too few to say what drives anything; this case needs at least "
            f"{FEWEST_WALKS * each:,}",
            f"each of {FEWEST_WALKS} walks takes {each} worlds",
        )
    walked = walk(
        table,
        [player.columns for player in players],
        chosen,
        walks=walks,
        seed=options.seed,
        streams=chances,
        threads=options.threads,
        executor=options.executor,
        progress=options.progress,
        stop=options.stop,
    )
    return _drivers(_Played(table, players, chances, walked, options.seed), chosen, named=outcomes is not None)


def _chosen(table: Table, outcomes: Sequence[str] | None) -> tuple[str, ...]:
    named = (*table.ends, "muddling-through")
    allowed = (*named, *table.layout.markers)
    if outcomes is None:
        return named
    for outcome in outcomes:
        if outcome not in allowed:
            raise OptionError.unknown("outcome", outcome, allowed)
    return tuple(dict.fromkeys(outcomes))


def _players(case: Case, table: Table) -> tuple[Group, ...]:
    """Return the groups of beliefs, the bargaining rule apart from the group that names it."""
    paths = table.drawn.paths()
    if not paths:
        raise OptionError(
            "no number of the case is uncertain: there are no beliefs to compare",
            "write a range, such as `60 to 80`, where a number is not known",
        )
    if RULE not in paths:
        return groups(case.document, paths)
    rule = paths.index(RULE)
    title = Bilingual(en="The bargaining rule", zh="议价规则")
    kept = [
        Group(group.id, group.title, tuple(c for c in group.columns if c != rule))
        for group in groups(case.document, paths)
    ]
    return (*(group for group in kept if group.columns), Group(RULE, title, (rule,)))


@dataclass(frozen=True, slots=True)
class _Played:
    """What was played, and by whom."""

    table: Table
    players: tuple[Group, ...]
    streams: tuple[Stream, ...]
    walked: Walked
    seed: int


def _drivers(played: _Played, chosen: tuple[str, ...], *, named: bool) -> Drivers:
    table, walked = played.table, played.walked
    document = table.case.document
    walks = len(walked.numbers)
    beliefs = EndBeliefs.of(table, played.seed, walked.numbers)
    found, left_out = [], []
    for k, outcome in enumerate(chosen):
        hits = int(walked.ends[:, :, k].sum())
        title, kind = _named(table, outcome)
        if walks >= FEWEST_WALKS and _enough(walked, k):
            found.append(_outcome(played, beliefs, k, outcome, title, kind))
        elif named:
            raise _cannot_tell(outcome, hits, 4 * walks)
        else:
            left_out.append(LeftOut(outcome, title, float(walked.rates[:, k].mean()) if walks else 0.0))
    if not found:
        raise OptionError(
            f"worlds: {walks} walks between beliefs are too few to say what drives any outcome of this case",
            "play more worlds",
        )
    stations = len(played.players) + 3 + len(played.streams)
    return Drivers(
        case=document.id,
        title=document.title,
        version=detente.__version__,
        case_sha256=table.case.sha256,
        seed=played.seed,
        walks=walks,
        beliefs=2 * walks,
        runs=2,
        worlds=walks * stations,
        outcomes=tuple(found),
        left_out=tuple(left_out),
        method=METHOD,
        references=REFERENCES,
        status=_status(found, walks),
    )


def _enough(walked: Walked, k: int) -> bool:
    """Say whether an outcome came and failed often enough for shares of its variance."""
    ends = walked.ends[:, :, k]
    hits = int(ends.sum())
    turned = int(((ends[:, 0] != ends[:, 1]) & (ends[:, 2] != ends[:, 3])).sum())
    return FEWEST_HITS <= hits <= ends.size - FEWEST_HITS and turned >= FEWEST_TURNED


def _cannot_tell(outcome: str, hits: int, ends: int) -> OptionError:
    """Return the error of an outcome that was asked for and has no variance to speak of."""
    if hits in (0, ends):
        how = "never" if hits == 0 else "always"
        return OptionError(
            f"outcome: {outcome!r} {how} came true in {ends:,} worlds, so nothing can be said of what drives it",
            "play more worlds, or choose another outcome",
        )
    return OptionError(
        f"outcome: {outcome!r} came true in {hits:,} of {ends:,} worlds: too seldom, too often or too much by chance "
        "alone to say from so few what drives it",
        "play more worlds, or choose another outcome",
    )


def _named(table: Table, outcome: str) -> tuple[Bilingual, str]:
    document = table.case.document
    if outcome == "muddling-through":
        return MUDDLING, "scenario"
    part = document.scenarios[outcome] if outcome in document.scenarios else document.markers[outcome]
    title = Bilingual(en=part.name(outcome, "en"), zh=part.name(outcome, "zh"))
    return title, "scenario" if outcome in document.scenarios else "marker"


def _outcome(played: _Played, beliefs: EndBeliefs, k: int, outcome: str, title: Bilingual, kind: str) -> OutcomeDrivers:
    """Return what drives one outcome.

    The whole variance is half the squared difference of results with nothing in common, x under ω and x′ under ω′, a
    mean over walks: then the groups and chance add up to it exactly.
    """
    walked, table = played.walked, played.table
    ends = walked.ends[:, :, k].astype(np.float64)
    probability = walked.rates[:, k]
    whole = 0.25 * ((ends[:, 0] - ends[:, 3]) ** 2 + (ends[:, 1] - ends[:, 2]) ** 2)
    swap = 0.5 * (ends[:, 0] - ends[:, 1])
    steps = swap[:, None] * walked.steps[:, :, k]
    redrawn = 0.5 * walked.redrawn[:, :, k]
    chance = 0.25 * ((ends[:, 0] - ends[:, 2]) ** 2 + (ends[:, 1] - ends[:, 3]) ** 2)
    results = ends.reshape(-1, 2, 2).mean(axis=1).ravel()  # of x and x′, over ω and ω′
    known = {stream.id: s for s, stream in enumerate(played.streams)}
    views = [
        DriverView(
            group.id,
            group.title,
            _share(steps[:, g], whole),
            _share(redrawn[:, known[group.id]], whole) if group.id in known else None,
            leading_of(beliefs, group, results),
            general=group.id == GENERAL,
            rule=group.id == RULE,
        )
        for g, group in enumerate(played.players)
    ]
    mine = {group.id for group in played.players}
    views += [
        DriverView(s.id, s.title, None, _share(redrawn[:, known[s.id]], whole), None, general=False, rule=False)
        for s in played.streams
        if s.id not in mine
    ]
    views.sort(key=lambda v: (-(v.beliefs.value if v.beliefs else -1.0), -(v.chance.value if v.chance else 0.0), v.id))
    return OutcomeDrivers(
        id=outcome,
        title=title,
        kind=kind,
        probability=Share(float(probability.mean()), float(probability.std(ddof=1) / np.sqrt(len(probability)))),
        drivers=tuple(views),
        beliefs=_share(steps.sum(axis=1), whole),
        chance=_share(chance, whole),
        overlap=_share(redrawn.sum(axis=1) - chance, whole),
        model_error=share_of_model_error(
            float(probability.mean()), float(steps.sum(axis=1).mean()), table.case.document.id
        ),
    )


def _share(part: NDArray[np.floating], whole: NDArray[np.floating]) -> Share:
    """Return mean(part)/mean(whole) with the linearised standard error of a ratio (Cochran 1977, section 2.11)."""
    ratio = float(part.mean() / whole.mean())
    error = float((part - ratio * whole).std(ddof=1) / (np.sqrt(len(part)) * whole.mean()))
    return Share(ratio, error)


def _status(found: Sequence[OutcomeDrivers], walks: int) -> Bilingual:
    worst = 100.0 * max(view.beliefs.error for outcome in found for view in outcome.drivers if view.beliefs)
    if worst > 5.0:
        return Bilingual(
            en=f"Rough: standard errors of shares reach {worst:.0f} percentage points over {walks:,} walks; four times "
            "the worlds halve them.",
            zh=f"结果粗略：{walks:,} 次行走下，份额的标准误最大达 {worst:.0f} 个百分点；推演次数增至四倍，误差减半。",
        )
    return Bilingual(
        en=f"Enough worlds: standard errors of shares are at most {worst:.1f} percentage points over {walks:,} walks.",
        zh=f"推演次数充足：{walks:,} 次行走下，份额的标准误至多为 {worst:.1f} 个百分点。",
    )
