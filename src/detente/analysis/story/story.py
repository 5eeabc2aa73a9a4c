"""The most typical worlds of every end, told by dates; and any world, from its key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from detente.analysis.compare.endings import Stamp, scenario_titles, stamp_of, too_few
from detente.analysis.outlook.outlook import chance_of
from detente.analysis.outlook.views import Chance
from detente.analysis.story.typical import distances, medoids
from detente.case.case import Case
from detente.case.schema.base import Bilingual
from detente.engine.run.played import played
from detente.engine.run.replay import Course, replay
from detente.engine.run.worlds import Worlds
from detente.errors import OptionError
from detente.play_options import PLAYED, PlayOptions, in_range
from detente.results import Result

__all__ = ["Story", "Typical", "WorldTold", "story", "story_of", "world"]

LOOKED_AT = 1500
"""Worlds of an end that are compared with each other, evenly spread over all of them."""

REFERENCES = ("kaufman-rousseeuw-1990",)

METHOD = (
    "medoids of the worlds that end so; two worlds are as far apart as the mean over meetings and events of what "
    "differs: outcome and settled issues of a meeting, whether and when an event happens; each is told from being "
    "played again under its key"
)


@dataclass(frozen=True, slots=True)
class Typical:
    """A world that stands for others.

    Attributes:
        key: `belief:run`; `detente world CASE --key` tells it again.
        scenario: How it ends.
        share: Of all worlds, those that it stands for: they end so and are nearest to it.
        of_its_kind: The same as a share of the worlds that end so.
        apart: Mean distance of those to it, 0 to 1.
        course: What happens in it.
    """

    key: str
    scenario: str
    share: float
    of_its_kind: float
    apart: float
    course: Course


@dataclass(frozen=True, slots=True, repr=False)
class Story(Result):
    """The most typical worlds of some ends.

    Attributes:
        titles: End → its title, in the order of the case.
        chances: End → how likely it is.
        told: Typical worlds, end by end, those that stand for most first.
    """

    stamp: Stamp
    titles: dict[str, Bilingual]
    chances: dict[str, Chance]
    told: tuple[Typical, ...]
    status: Bilingual
    method: str = METHOD
    references: tuple[str, ...] = field(default=REFERENCES)


@dataclass(frozen=True, slots=True, repr=False)
class WorldTold(Result):
    """One world, told from its key.

    Attributes:
        key: `belief:run`.
        titles: End → its title.
    """

    stamp: Stamp
    key: str
    titles: dict[str, Bilingual]
    course: Course
    status: Bilingual


def story(case: Case, *, scenario: str | None = None, most: int = 2, options: PlayOptions = PLAYED) -> Story:
    """Play a case and tell the most typical worlds of every end, or of one.

    Args:
        case: The case.
        scenario: Id of a scenario, `muddling-through` or `open`; default: all that any world comes to.
        most: How many worlds of each at most, 1 to 10; a further one must stand for a tenth of them.
        options: How to play.

    Raises:
        OptionError: There is no such scenario, or no world ends so.

    Example:
        >>> import detente
        >>> told = detente.story(detente.load("divided-pie"), options=detente.PlayOptions(beliefs=20, runs=10)).told
        >>> told[0].key
        '8:0'
    """
    in_range("most", most, 1, 10)
    ends = tuple(scenario_titles(case))
    if scenario is not None and scenario not in ends:
        raise OptionError.unknown("scenario", scenario, ends)
    return story_of(played(case, options, keep_worlds=True, keep_levels=False), scenario, most)


def story_of(worlds: Worlds, scenario: str | None = None, most: int = 2) -> Story:
    """Return the most typical worlds of a play whose single worlds were kept."""
    assert worlds.tracks is not None
    titles = scenario_titles(worlds.case)
    ends = tuple(titles) if scenario is None else (scenario,)
    places = {end: worlds.scenario_ids.index(end) for end in titles}
    chances = {end: chance_of(worlds.tally.scenario[:, place], worlds.runs) for end, place in places.items()}
    if scenario is not None and chances[scenario].value == 0.0:
        raise OptionError(
            f"scenario: no world of {worlds.beliefs * worlds.runs:,} ends as {scenario}", "play more worlds"
        ).named("never_ends", scenario=scenario, worlds=f"{worlds.beliefs * worlds.runs:,}")
    told = [typical for end in ends if chances[end].value > 0.0 for typical in _typical(worlds, end, places[end], most)]
    kept = {end: titles[end] for end in ends}
    few = worlds.beliefs < 100 or worlds.runs < 10
    status = too_few(worlds.beliefs, worlds.runs) if few else _status(told)
    return Story(stamp_of(worlds), kept, {end: chances[end] for end in ends}, tuple(told), status)


def _typical(worlds: Worlds, end: str, place: int, most: int) -> Sequence[Typical]:
    """Return the typical worlds of one end."""
    tracks = worlds.tracks
    assert tracks is not None
    beliefs, runs = np.nonzero(tracks.scenario == place)
    total = len(beliefs)
    if total > LOOKED_AT:
        chosen = np.linspace(0, total - 1, LOOKED_AT).round().astype(np.int64)
        beliefs, runs = beliefs[chosen], runs[chosen]
    apart = distances(tracks, beliefs, runs, worlds.layout.names.steps)
    found, nearest = medoids(apart, most)
    all_worlds = worlds.beliefs * worlds.runs
    return [
        Typical(
            key=f"{beliefs[n]}:{runs[n]}",
            scenario=end,
            share=float((nearest == k).mean()) * total / all_worlds,
            of_its_kind=float((nearest == k).mean()),
            apart=float(apart[nearest == k, n].mean()),
            course=replay(worlds.case, seed=worlds.seed, belief=int(beliefs[n]), run=int(runs[n])),
        )
        for k, n in enumerate(found.tolist())
    ]


def _status(told: Sequence[Typical]) -> Bilingual:
    """Say how far a typical world speaks for the others."""
    apart = max((each.apart for each in told), default=0.0)
    return Bilingual(
        en=f"Each world was played again under its key. Those it stands for differ from it in up to {apart:.0%} "
        "of what could differ: a story is an example, not a forecast.",
        zh=f"每个世界都按其键重新推演。它所代表的世界与它相比，可变之处平均最多有 {apart:.0%} 不同："
        "故事是例子，不是预测。",
    )


def world(case: Case, key: str, *, options: PlayOptions = PLAYED) -> WorldTold:
    """Tell one world, from its key.

    Args:
        case: The case.
        key: `belief:run`, both counted from 0, as `story` gives it.
        options: Only the seed counts; a key beyond the numbers of beliefs and runs is a world, too.

    Raises:
        OptionError: That is no key.

    Example:
        >>> import detente
        >>> detente.world(detente.load("divided-pie"), "3:1").course.run
        1
    """
    found = re.fullmatch(r"\s*(\d{1,7}):(\d{1,7})\s*", key)
    if found is None or max(map(int, found.groups())) >= 10**6:
        raise OptionError.outside("key", key, "belief:run, such as 12:3, both from 0 to 999,999")
    belief, run = map(int, found.groups())
    course = replay(case, seed=options.seed, belief=belief, run=run)
    status = Bilingual(
        en="One world among many: what could happen, not what will.",
        zh="这只是众多世界中的一个：可能如此，未必如此。",
    )
    return WorldTold(Stamp.of(case, options), f"{belief}:{run}", scenario_titles(case), course, status)
