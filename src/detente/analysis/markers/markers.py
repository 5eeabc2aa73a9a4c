"""Visible signs: how likely and when, what each would tell of the ends of the story, and which few to watch first.

Of a sign M and a scenario S, over worlds: likelihood ratio P(M|S)/P(M|¬S); the probability of S once M is seen, and
once its date has passed without it; mutual information I(M; ending) in bits, which is what M is expected to take off
the entropy of the ending; and the expected fall of the Brier score.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from detente.analysis.compare.endings import Stamp, scenario_titles, titled, too_few
from detente.analysis.markers.likelihood_ratios import (
    Ratio,
    entropy_of,
    information,
    likelihood_ratio,
    score_fall,
    share_of,
    watch_first,
)
from detente.analysis.outlook.outlook import chance_of, when
from detente.analysis.outlook.views import Chance
from detente.case.case import Case
from detente.case.schema.base import Bilingual
from detente.engine.layout.plan import NEVER, TRUE
from detente.engine.run.played import played
from detente.engine.run.worlds import Worlds
from detente.errors import OptionError
from detente.play_options import PLAYED, PlayOptions
from detente.results import Result

__all__ = ["MarkerView", "Markers", "Speaks", "Watched", "markers", "markers_of"]

Ints = NDArray[np.int64]

METHOD = (
    "shares of worlds; likelihood ratios with errors of logarithms clustered by belief; mutual information corrected "
    "for bias, with a jackknife over blocks of beliefs; signs to watch chosen one after another"
)
REFERENCES = ("good-1950", "lindley-1956", "miller-1955", "woodruff-1971")


@dataclass(frozen=True, slots=True)
class Speaks:
    """What a sign says about a scenario.

    Attributes:
        ratio: of seeing it; `absence` of its not being seen by its date.
        prior: probability of the scenario as things stand.
        seen, seen_error: once the sign is seen, with its Monte Carlo error; None where it never is.
        unseen, unseen_error: once its date has passed without it.
    """

    scenario: str
    title: Bilingual
    ratio: Ratio
    absence: Ratio
    prior: float
    seen: float | None
    seen_error: float
    unseen: float | None
    unseen_error: float


@dataclass(frozen=True, slots=True)
class MarkerView:
    """A visible sign and what it tells.

    Attributes:
        of: the scenario it is said to belong to.
        early, median, late: dates by which a tenth, half and nine tenths of those that are seen have been seen.
        date: after it, not having seen the sign counts: the late date, or the end of the course.
        information: bits that it is expected to tell of the ending by the end of the course, and their error.
        brier: expected fall of the Brier score, summed over the ends of the story.
        early_information: bits that it is expected to tell by the date until which signs are watched.
    """

    id: str
    title: Bilingual
    of: str | None
    chance: Chance
    early: date | None
    median: date | None
    late: date | None
    date: date
    speaks: tuple[Speaks, ...]
    information: float
    information_error: float
    brier: float
    early_information: float


@dataclass(frozen=True, slots=True)
class Watched:
    """A sign among the few to watch, in the order of choice.

    Attributes:
        gain: bits that it adds to those before it, with its error.
        together: bits of all so far.
    """

    id: str
    title: Bilingual
    gain: float
    gain_error: float
    together: float


@dataclass(frozen=True, slots=True, repr=False)
class Markers(Result):
    """All markers of a case, and what they tell.

    Attributes:
        entropy: of the ending as things stand, in bits.
        by: date until which the signs to watch are looked for.
        watch: the few signs to watch first.
    """

    stamp: Stamp
    scenarios: dict[str, Bilingual]
    markers: tuple[MarkerView, ...]
    entropy: float
    by: date
    watch: tuple[Watched, ...]
    status: Bilingual
    method: str = METHOD
    references: tuple[str, ...] = REFERENCES


def markers(
    case: Case,
    *,
    by: date | None = None,
    most: int = 5,
    options: PlayOptions = PLAYED,
) -> Markers:
    """Play a case and return what its markers, the visible signs, tell.

    Args:
        case: The case.
        by: Signs to watch first must be seen by then; default: the first quarter of the course.
        most: How many signs to watch at most.
        options: How to play.

    Raises:
        OptionError: the case has no markers; or the date lies outside its course.
    """
    document = case.document
    if not document.markers:
        raise OptionError("the case has no markers", "add some under `markers:`").named("no_markers")
    by = by or document.as_of + timedelta(days=round((document.until - document.as_of).days / 4))
    if not document.as_of < by <= document.until:
        raise OptionError.outside("by", str(by), f"a date after {document.as_of} and up to {document.until}")
    worlds = played(case, options, keep_worlds=True, keep_levels=False)
    return markers_of(worlds, by, most, options)


def markers_of(worlds: Worlds, by: date, most: int, options: PlayOptions) -> Markers:
    """Return what the signs of a case tell in worlds that were played already, each kept.

    Args:
        worlds: The play.
        by: Signs to watch first must be seen by then.
        most: How many signs to watch at most.
        options: How it was played.
    """
    assert worlds.tracks is not None
    document, dates = worlds.case.document, worlds.dates()
    nodes = list(worlds.layout.markers.values())
    first = np.where(worlds.tracks.verdict[:, :, nodes] == TRUE, worlds.tracks.true_step[:, :, nodes], NEVER)
    ending, endings = worlds.tracks.scenario.astype(np.int64), len(worlds.scenario_ids)
    in_time = (first != NEVER) & (
        first + 1 < np.searchsorted(np.array(dates, dtype="M8[D]"), np.datetime64(by), "right")
    )
    titles = {key: title for key, title in scenario_titles(worlds.case).items() if key != "open"}
    views = tuple(_sign(worlds, m, first[:, :, m], in_time[:, :, m], ending, titles) for m in range(len(nodes)))
    keys = list(document.markers)
    chosen = watch_first(in_time, ending, endings, most)
    watched = tuple(
        Watched(keys[m], titled(document.markers[keys[m]].title, keys[m]), gain, error, together)
        for m, gain, error, together in chosen
    )
    entropy = entropy_of(np.bincount(ending.ravel(), minlength=endings))
    return Markers(Stamp.of(worlds.case, options), titles, views, entropy, by, watched, _status(options, entropy))


def _sign(
    worlds: Worlds, place: int, first: Ints, in_time: NDArray[np.bool_], ending: Ints, titles: dict[str, Bilingual]
) -> MarkerView:
    key = list(worlds.case.document.markers)[place]
    marker, node, dates = worlds.case.document.markers[key], worlds.layout.markers[key], worlds.dates()
    seen = first != NEVER
    early, median, late = when(worlds.tally.true_step[node], dates)
    last = dates.index(late) if late else len(dates) - 1
    in_date = seen & (first + 1 <= last)
    endings = len(worlds.scenario_ids)
    bits, error = information(seen.astype(np.int64), ending, endings)
    return MarkerView(
        id=key,
        title=titled(marker.title, key),
        of=marker.of,
        chance=chance_of(seen.sum(axis=1), worlds.runs),
        early=early,
        median=median,
        late=late,
        date=dates[last],
        speaks=tuple(_speaks(s, titles[s], ending == worlds.scenario_ids.index(s), seen, in_date) for s in titles),
        information=bits,
        information_error=error,
        brier=score_fall(seen, ending, endings),
        early_information=information(in_time.astype(np.int64), ending, endings)[0],
    )


def _speaks(
    key: str, title: Bilingual, ends: NDArray[np.bool_], seen: NDArray[np.bool_], in_date: NDArray[np.bool_]
) -> Speaks:
    def by_belief(which: NDArray[np.bool_]) -> Ints:
        return np.asarray(which.sum(axis=1))

    inside, outside = by_belief(ends), by_belief(~ends)
    ratio = likelihood_ratio(by_belief(seen & ends), inside, by_belief(seen & ~ends), outside)
    absence = likelihood_ratio(by_belief(~in_date & ends), inside, by_belief(~in_date & ~ends), outside)
    after, after_error = share_of(by_belief(seen & ends), by_belief(seen))
    without, without_error = share_of(by_belief(~in_date & ends), by_belief(~in_date))
    return Speaks(key, title, ratio, absence, float(ends.mean()), after, after_error, without, without_error)


def _status(options: PlayOptions, entropy: float) -> Bilingual:
    if options.few:
        return too_few(options.beliefs, options.runs)
    if entropy == 0.0:
        return Bilingual(
            en="Every world ends alike: no sign can tell anything.", zh="所有推演结局相同，任何迹象都说明不了什么。"
        )
    return Bilingual(
        en="Signs tell what the model links to its endings; a sign may be a part of a scenario’s definition.",
        zh="迹象所能说明的，是模型中它与结局的联系；有的迹象本身就是情景定义的一部分。",
    )
