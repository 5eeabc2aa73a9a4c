"""From a case to its brief: one play, and what else stands on a page, at the play's own numbers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from detente.analysis.brief.confidence import confidence_of, furthest_clashes
from detente.analysis.brief.ends import aimed_at, impossible_ends, ordered_ends
from detente.analysis.brief.evidence import evidence_of
from detente.analysis.brief.levers import changed_by_levers, levers_of, worlds_of_levers
from detente.analysis.brief.table import table_of
from detente.analysis.brief.views import Brief, End, Sureness, Table, WatchedMarker
from detente.analysis.compare.endings import Stamp
from detente.analysis.markers.markers import Speaks, markers_of
from detente.analysis.outlook.outlook import spread
from detente.analysis.outlook.views import Outlook
from detente.case.case import Case
from detente.engine.run.worlds import Worlds
from detente.play_options import PLAYED, PlayOptions, Progress

__all__ = ["brief", "brief_of", "brief_of_outlook"]

MOST_SIGNS = 3
_NAMED, _LEAST = 3, 0.05


def brief(case: Case, *, options: PlayOptions = PLAYED, progress: Progress | None = None) -> Brief:
    """Play a case and return what it comes to, on a page.

    Levels are those of the outlook of the same play. Levers, signs and the deal space are looked at beside it with the
    numbers of beliefs that their own analyses take by default.

    Args:
        case: The case, from `detente.load`.
        options: How to play.
        progress: Told how far all plays together have come.

    Raises:
        OptionError: a number is outside its range.
        TheoryError: the case has no issues, so that nothing can be played.

    Example:
        >>> import detente
        >>> short = brief(detente.load("divided-pie"), options=PlayOptions(beliefs=20, runs=10))
        >>> short.likeliest
        'most-to-a'
    """
    from detente.engine.run.simulate import simulate

    total = options.worlds + worlds_of_levers(case, options)

    progress = progress or options.progress

    def tell(done: int, _: int, phase: str) -> None:
        if progress is not None:
            progress(done, total, phase)

    with ThreadPoolExecutor(1) as meanwhile:
        beside = meanwhile.submit(_beside, case, options.seed)
        worlds = simulate(case, options=options.with_(progress=tell), keep_worlds=True, keep_levels=False)
        seen = beside.result()
    return brief_of(
        worlds, worlds.outlook(), options, lambda done, _, phase: tell(options.worlds + done, 0, phase), seen
    )


def _beside(case: Case, seed: int) -> tuple[Table | None, dict[str, Case]]:
    """Return what needs no play: who blocks, and the case as each lever makes it."""
    return (table_of(case, seed), changed_by_levers(case)) if case.document.issues else (None, {})


def brief_of(
    worlds: Worlds,
    outlook: Outlook,
    options: PlayOptions,
    progress: Progress | None = None,
    beside: tuple[Table | None, dict[str, Case]] | None = None,
) -> Brief:
    """Return what worlds come to that have been played already.

    Args:
        worlds: A play that kept its worlds.
        outlook: What they together say.
        options: How they were played.
        progress: Told how far the plays of levers have come.
        beside: Who blocks, and the case as each lever makes it, where these are at hand.
    """
    table, changed = beside or _beside(worlds.case, worlds.seed)
    ends = ordered_ends(outlook, worlds.case.document)
    likeliest = max(ends, key=lambda end: end.chance.value)
    return replace(
        brief_of_outlook(outlook, worlds.case, table),
        levers=levers_of(worlds, ends, options, progress, changed),
        markers=_markers(worlds, likeliest, options),
        sureness=_sureness(worlds, outlook, ends),
    )


def brief_of_outlook(outlook: Outlook, case: Case, table: Table | None = None) -> Brief:
    """Return what an outlook comes to where its worlds are not at hand: no levers, no signs.

    Args:
        outlook: What all worlds together say.
        case: What was played.
        table: Who blocks, where that has been looked at.
    """
    document = case.document
    ends = ordered_ends(outlook, document)
    likeliest = max(ends, key=lambda end: end.chance.value)
    clashes, evidence = furthest_clashes(outlook), evidence_of(outlook, document)
    how = PlayOptions(beliefs=outlook.beliefs, runs=outlook.runs, seed=outlook.seed)
    return Brief(
        stamp=Stamp.of(case, how),
        case=case,
        about=document.about,
        ends=ends,
        likeliest=likeliest.id,
        wanted=aimed_at(ends),
        open=outlook.open,
        confidence=confidence_of(likeliest.chance, clashes, evidence, outlook.beliefs, outlook.runs),
        clashes=clashes,
        impossible=impossible_ends(ends, outlook, document, table),
        table=table,
        levers=None,
        markers=(),
        sureness=None,
        outside=tuple(view for view in outlook.reference_classes if view.inside is not None),
        evidence=evidence,
        status=outlook.status,
    )


def _markers(worlds: Worlds, likeliest: End, options: PlayOptions) -> tuple[WatchedMarker, ...]:
    """Return the signs that are worth most to watch in the first third of the course, with their dates."""
    document = worlds.case.document
    if not document.markers:
        return ()
    by = document.as_of + timedelta(days=max(1, round((document.until - document.as_of).days / 3)))
    told = markers_of(worlds, by, MOST_SIGNS, options)
    views = {view.id: view for view in told.markers}
    found = []
    for watched in told.watch:
        view = views[watched.id]
        says = max(view.speaks, key=lambda speaks: _told(speaks) * (2.0 if speaks.scenario == likeliest.id else 1.0))
        dates = (view.early, view.median, view.late, view.date)
        found.append(WatchedMarker(view.id, view.title, view.chance, *dates, says.scenario, says.seen, says.unseen))
    return tuple(found)


def _told(speaks: Speaks) -> float:
    """Return by how much the probability of an end differs with and without a sign."""
    seen, unseen = (speaks.prior if p is None else p for p in (speaks.seen, speaks.unseen))
    return abs(seen - unseen)


def _sureness(worlds: Worlds, outlook: Outlook, ends: tuple[End, ...]) -> Sureness | None:
    """Return what moves the likeliest of the ends that the case names."""
    rests = {rest.scenario: rest for rest in outlook.rests_on}
    named = [end for end in ends if end.id in rests and 0.0 < end.chance.value < 1.0]
    if not named:
        return None
    end = max(named, key=lambda each: each.chance.value)
    place = worlds.scenario_ids.index(end.id)
    shares = worlds.tally.scenario[:, place] / worlds.runs
    whole = end.chance.value * (1.0 - end.chance.value)
    rest = rests[end.id]
    shown = tuple(view for view in rest.influences if view.share >= _LEAST)[:_NAMED]
    known = sum(view.share for view in rest.influences)
    return Sureness(
        end=end.id,
        beliefs_share=min(1.0, max(0.0, spread(shares, worlds.runs) / whole)),
        influences=shown,
        other=max(0.0, min(1.0, known) - sum(view.share for view in shown)),
        unexplained=max(0.0, rest.unexplained),
    )
