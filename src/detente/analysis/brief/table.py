"""Who blocks at a meeting, and over what: each option by itself, and whose giving way opens an empty zone."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from detente.analysis.brief.marks import marks
from detente.analysis.brief.views import Openings, OptionRow, Table, TableParty
from detente.analysis.compare.endings import titled
from detente.analysis.deals.acceptance import accepted_options
from detente.analysis.deals.conditions import Zone, conditions_of
from detente.analysis.deals.looking import blocking_parties
from detente.analysis.deals.options import DealOptions
from detente.analysis.deals.space import meeting_of
from detente.analysis.deals.summary import LEAST
from detente.case.case import Case
from detente.case.schema.base import Bilingual
from detente.engine.layout.build import lay_out
from detente.engine.run.beliefs import Beliefs
from detente.engine.run.table_problem import TableLayer
from detente.errors import OptionError

__all__ = ["table_of"]

BELIEFS = 200
"""As many as a look at the deal space takes by default, and the same: its shares are those of that analysis."""

MOST_ROWS = 4
HALF = 0.5


def table_of(case: Case, seed: int) -> Table | None:
    """Return who blocks at the first meeting with a date; None where no meeting has a table.

    Shares are those that `deals` gives with the same seed and its default number of beliefs.
    """
    document = case.document
    try:
        meeting = meeting_of(document, None)
    except OptionError:
        return None
    layout = lay_out(document)
    layer = TableLayer(layout, meeting, DealOptions().hold_out)
    accepted: list[NDArray[np.bool_]] = []
    openings: Counter[tuple[str, ...]] = Counter()
    closed = 0
    zone = None
    for numbers in Beliefs.of(document, layout.slots).draw(seed, 0, BELIEFS):
        zone = Zone(layer.lay(numbers), layout)
        accepted.append(accepted_options(zone))
        if not zone.opens():
            closed += 1
            found = blocking_parties(zone, conditions_of(zone.table, layout))
            openings.update(tuple(sorted(opening)) for opening in found.openings)
    assert zone is not None
    told = closed >= LEAST
    rows = _options(case, zone, meeting, np.mean(accepted, axis=0))
    ordered = sorted(openings.items(), key=lambda item: (-item[1], len(item[0]), item[0]))
    sign = marks(document)
    seats = zone.table.seats
    return Table(
        meeting=meeting,
        title=titled(document.meetings[meeting].title, meeting),
        beliefs=BELIEFS,
        parties=tuple(
            TableParty(party, titled(document.parties[party].title, party), sign[party], k < seats)
            for k, party in enumerate(zone.parties)
        ),
        rows=_far_apart(rows),
        empty=closed / BELIEFS,
        openings=tuple(Openings(who, times / closed) for who, times in ordered) if told else (),
        told=told,
        refusers=_refusers(case, rows),
    )


def _options(case: Case, zone: Zone, meeting: str, accepted: NDArray[np.float64]) -> list[OptionRow]:
    """Return every option that changes something, with who would sign it by itself."""
    document, names = case.document, zone.layout.names
    agenda = document.meetings[meeting].agenda
    rows = []
    for i, key in enumerate(names.issues):
        if agenda is not None and key not in agenda:
            continue
        issue = document.issues[key]
        asked = [k < zone.table.seats or bool(zone.table.asked[k, i]) for k in range(len(zone.parties))]
        for o, name in enumerate(names.options[key]):
            if name == issue.now:
                continue
            shares = {p: float(accepted[k, i, o + 2]) if asked[k] else None for k, p in enumerate(zone.parties)}
            rows.append(
                OptionRow(
                    key,
                    name,
                    titled(issue.title, key),
                    titled(issue.options[name].title, name),
                    shares,
                    tuple(p for p, share in shares.items() if share is not None and share >= HALF),
                    tuple(p for p, share in shares.items() if share is not None and share < HALF),
                )
            )
    return rows


def _far_apart(rows: list[OptionRow]) -> tuple[OptionRow, ...]:
    """Return the options on which parties are furthest apart, one an issue, those refused by the same together."""

    def apart(row: OptionRow) -> float:
        shares = [share for share in row.accepts.values() if share is not None]
        return max(shares) - min(shares) if shares else 0.0

    chosen: dict[str, OptionRow] = {}
    for row in sorted((row for row in rows if row.wanted_by and row.refused_by), key=apart, reverse=True):
        chosen.setdefault(row.issue, row)
    kept = list(chosen.values())[:MOST_ROWS]
    if not kept:
        kept = sorted(rows, key=apart, reverse=True)[:MOST_ROWS]
    places = {row.refused_by: n for n, row in reversed(list(enumerate(kept)))}
    return tuple(sorted(kept, key=lambda row: places[row.refused_by]))


def _refusers(case: Case, rows: list[OptionRow]) -> dict[str, tuple[Bilingual, ...]]:
    """Return for each issue the parties that would sign no change of it by itself in any belief."""
    most: dict[str, dict[str, float]] = {}
    for row in rows:
        here = most.setdefault(row.issue, {})
        for party, share in row.accepts.items():
            if share is not None:
                here[party] = max(share, here.get(party, 0.0))
    parties = case.document.parties
    return {
        issue: tuple(titled(parties[p].title, p) for p, share in shares.items() if share == 0.0)
        for issue, shares in most.items()
    }
