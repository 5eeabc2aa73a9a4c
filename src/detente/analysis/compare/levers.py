"""Levers, and any other change: what they make of the ends of the story, and what they cost whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from detente.analysis.compare.endings import (
    Aim,
    Ends,
    Stamp,
    play_ends,
    scenario_titles,
    titled,
    too_few,
)
from detente.analysis.compare.paired_effects import (
    Effect,
    Regret,
    effect_on_gain,
    effect_on_scenario,
    effects_on_meeting,
    regrets,
)
from detente.case.case import Case
from detente.case.editing.dump import raw
from detente.case.editing.levers import with_levers
from detente.case.schema.base import Bilingual, Element
from detente.errors import OptionError
from detente.play_options import PAIRED, PlayOptions, in_turn
from detente.results import Result

__all__ = [
    "Compared",
    "Comparison",
    "Levers",
    "aim_of",
    "aim_title",
    "compare",
    "levers",
    "status",
]

METHOD = (
    "paired differences on common random numbers; shares of beliefs by empirical Bayes; regret against the option that "
    "the other half of the runs chooses"
)
REFERENCES = ("morris-1983", "savage-1951")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A change, and what it makes of the outlook.

    Attributes:
        id: of the lever; empty for any other change.
        by: the party that could make it.
        changes: what is done, as a file writes it.
        scenarios: effect on every end of the story, `muddling-through` and `open` last.
        parties: effect on every party's expected gain at the end of the course.
        packages: effect on the chance that the table of a meeting strikes a package, by meeting.
        agreements: effect on the chance that something settled there stands once the absent have answered.
        settled: effect on how many issues a meeting settles, by meeting.
        regret: against the best of all options in each belief; None where there is nothing to choose from.
    """

    id: str
    title: Bilingual
    about: Bilingual
    by: str | None
    changes: tuple[Mapping[str, Any], ...]
    scenarios: tuple[Effect, ...]
    parties: tuple[Effect, ...]
    packages: tuple[Effect, ...] = ()
    agreements: tuple[Effect, ...] = ()
    settled: tuple[Effect, ...] = ()
    regret: Regret | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Levers(Result):
    """Every lever that was played.

    Attributes:
        aim: what regret is about.
        as_it_is: regret of pulling no lever.
        left_out: levers that were asked for and not played, because somebody interrupted.
        status: a sentence on how far the numbers can be trusted.
    """

    stamp: Stamp
    levers: tuple[Comparison, ...]
    aim: Aim
    aim_title: Bilingual
    as_it_is: Regret
    left_out: tuple[str, ...]
    status: Bilingual
    method: str = METHOD
    references: tuple[str, ...] = REFERENCES


def aim_of(case: Case, name: str | None, sign: int = 1) -> Aim:
    """Return what is aimed at: a scenario, or a party's gain; by default the first scenario of the case.

    Raises:
        OptionError: there is no such scenario or party; or the case has no scenario to take.

    Example:
        >>> import detente
        >>> aim_of(detente.load("alaska-2025"), None).of
        'success'
    """
    document = case.document
    parties = [key for key, party in document.parties.items() if party.of is None]
    scenarios = [*document.scenarios, "muddling-through"]
    if name is None:
        name = scenarios[0]
    if name not in scenarios and name not in parties:
        raise OptionError.unknown("aim" if sign > 0 else "avoid", name, [*scenarios, *parties])
    return Aim(name, name not in scenarios, sign)


def levers(
    case: Case,
    *,
    chosen: Sequence[str] = (),
    aim: Aim | None = None,
    options: PlayOptions = PAIRED,
) -> Levers:
    """Play a case as it is, then with each lever, and compare.

    Plays follow one another, and only how worlds ended is kept of each. Where somebody interrupts (Ctrl-C) after the
    first lever, what is done is returned, and `left_out` names the rest.

    Args:
        case: The case.
        chosen: Levers to play; default: all.
        aim: What regret is about; default: that the first scenario be likelier.
        options: How to play.

    Raises:
        OptionError: there is no such lever, or no lever at all.

    Example:
        >>> import detente
        >>> case = detente.load("alaska-2025")
        >>> found = levers(case, chosen=["three-way"], options=detente.PlayOptions(beliefs=20, runs=4))
        >>> [effect.id for effect in found.levers[0].scenarios][:2]
        ['success', 'late-success']
    """
    aim = aim or aim_of(case, None)
    keys = _chosen(case, chosen)
    changed = with_levers(case, keys)
    turn = in_turn(options, 1 + len(keys))
    base = play_ends(case, turn(0))[0]
    played: dict[str, Ends] = {}
    try:
        for place, (key, other) in enumerate(changed.items(), start=1):
            played[key] = play_ends(other, turn(place), case)[0]
    except KeyboardInterrupt:
        if not played:
            raise
    forgone = regrets(aim, (base, *played.values()))
    return Levers(
        Stamp.of(case, options),
        tuple(_lever(case, key, base, played[key], regret) for key, regret in zip(played, forgone[1:], strict=True)),
        aim,
        aim_title(case, aim),
        forgone[0],
        tuple(key for key in keys if key not in played),
        status(options),
    )


class Compared(NamedTuple):
    """Effects on what two plays have in common, as in `Comparison`."""

    scenarios: tuple[Effect, ...]
    parties: tuple[Effect, ...]
    packages: tuple[Effect, ...]
    agreements: tuple[Effect, ...]
    settled: tuple[Effect, ...]


def compare(case: Case, base: Ends, other: Ends) -> Compared:
    """Return the effects on the scenarios, the parties' gains and the meetings that both plays have."""
    titles, document = scenario_titles(case), case.document
    scenarios = tuple(
        effect_on_scenario(base, other, key, titles[key]) for key in base.scenarios if key in other.scenarios
    )
    parties = tuple(
        effect_on_gain(base, other, key, titled(document.parties[key].title, key))
        for key in base.parties
        if key in other.parties
    )
    meetings = [
        effects_on_meeting(base, other, key, titled(document.meetings[key].title, key))
        for key in base.meetings
        if key in other.meetings
    ]
    packages, agreements, settled = (tuple(effects[k] for effects in meetings) for k in range(3))
    return Compared(scenarios, parties, packages, agreements, settled)


def aim_title(case: Case, aim: Aim) -> Bilingual:
    """Return the title of what is aimed at."""
    if aim.is_party:
        return titled(case.document.parties[aim.of].title, aim.of)
    return scenario_titles(case)[aim.of]


def status(options: PlayOptions) -> Bilingual:
    """Return a sentence on how far differences can be trusted."""
    if options.few:
        return too_few(options.beliefs, options.runs)
    return Bilingual(
        en="Differences within two of their errors cannot be told from none; all are the model's, not the world's.",
        zh="差值在两倍误差以内的，无法与零区分；所有差值都出自模型，并非现实本身。",
    )


def _chosen(case: Case, chosen: Sequence[str]) -> tuple[str, ...]:
    there = case.document.levers
    for key in chosen:
        if key not in there:
            raise OptionError.unknown("lever", key, list(there))
    if not there:
        error = OptionError("the case has no levers", "add some under `levers:`, or try `detente whatif`")
        raise error.named("no_levers")
    return tuple(key for key in there if not chosen or key in chosen)


def _lever(case: Case, key: str, base: Ends, other: Ends, regret: Regret) -> Comparison:
    lever = case.document.levers[key]
    changes = tuple(_written(change) for change in lever.changes)
    title = titled(lever.title, key)
    return Comparison(key, title, lever.about, lever.by, changes, *compare(case, base, other), regret)


def _written(change: Element) -> Mapping[str, Any]:
    written: Mapping[str, Any] = raw(change)
    return written
