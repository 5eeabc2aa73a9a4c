"""Streams of chance, and how much of a result's variance hangs on each: worlds replayed with only that stream redrawn.

Every draw of a world is keyed by what it is for. A replay with other keys for one stream is the same world but for that
stream, so with Y and Y′ the results of the two

    T_s = E[(Y − Y′)²] / 2 = E[Var(Y | everything but stream s)]

which is the total effect of the stream, with all it does together with others (Jansen 1999). Total effects
count what streams do together once for each of them, so they add up to at least the variance that chance leaves when
beliefs are known, E[Var(Y | beliefs)].
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from detente.analysis.outlook.influence import group_of
from detente.case.schema.base import Bilingual
from detente.engine.run.chunks import Player, Table
from detente.kernels.randomness import purpose

__all__ = ["Stream", "replayed", "streams"]

HOLDING_OUT = Bilingual(en="How hard each side holds out", zh="各方在会晤中的强硬程度")
MISREADING = Bilingual(en="Misreading of those absent", zh="对缺席各方的误判")
MEETINGS = Bilingual(en="Whether and when meetings are held", zh="会晤是否举行、何时举行")
OTHER_EVENTS = Bilingual(en="Other events", zh="其他事件")


@dataclass(slots=True)
class Stream:
    """Draws of chance that are named together.

    Attributes:
        id: that of the group of beliefs it belongs with, or of its own.
        draws: array of purposes in the plan → places in it.
        chances: places among the numbers with `chance`.
    """

    id: str
    title: Bilingual
    draws: dict[str, list[tuple[int, ...]]] = field(default_factory=dict)
    chances: list[int] = field(default_factory=list)


def streams(table: Table) -> tuple[Stream, ...]:
    """Sort every draw of chance into streams: into the case's `drivers` where their paths name what is drawn.

    The shocks of a factor and the dice of an event go with the group of beliefs that holds their paths; holding out,
    misreading and the meetings' own chances are streams of their own.

    Returns:
        Streams that share no draw and leave none out.
    """
    found: dict[str, Stream] = {}
    names, plan, document = table.layout.names, table.layout.plan, table.case.document

    def stream(id_: str, title: Bilingual) -> Stream:
        return found.setdefault(id_, Stream(id_, title))

    def put(into: Stream, array: str, *places: int) -> None:
        into.draws.setdefault(array, []).append(places)

    for f, key in enumerate(names.factors):
        put(stream(*group_of(document, f"factors.{key}.shock")), "draw_shock", f)
    for e, key in enumerate(names.events):
        put(stream(*_event_group(table, key)), "draw_event", e)
    for array, id_, title in (
        ("draw_hold_out", "holding-out", HOLDING_OUT),
        ("draw_meeting_hold_out", "holding-out", HOLDING_OUT),
        ("draw_perception", "holding-out", HOLDING_OUT),
        ("draw_misread", "misreading", MISREADING),
        ("draw_misread_limit", "misreading", MISREADING),
        ("draw_takes_place", "meetings-held", MEETINGS),
        ("draw_proposer", "meetings-held", MEETINGS),
    ):
        for places in np.ndindex(getattr(plan, array).shape):
            put(stream(id_, title), array, *places)
    for x, slot in enumerate(table.drawn.chance):
        path = table.layout.slots.paths[slot]
        owner = ("meetings-held", MEETINGS) if path.startswith("meetings.") else group_of(document, path)
        stream(*owner).chances.append(x)
    return tuple(found.values())


def _event_group(table: Table, key: str) -> tuple[str, Bilingual]:
    """Return the group that holds an event's numbers, or that of the events no group names."""
    mine = [path for path in table.layout.slots.paths if path.startswith(f"events.{key}.")]
    for path in mine:
        id_, title = group_of(table.case.document, path)
        if id_.startswith("drivers."):
            return id_, title
    return "events", OTHER_EVENTS


def replayed(table: Table, stream: Stream, seed: int) -> Player:
    """Return who plays the same worlds with only this stream's draws under other keys."""
    changed: dict[str, Any] = {}
    for array, places in stream.draws.items():
        keys = getattr(table.layout.plan, array).copy()
        for place in places:
            keys[place] = purpose(f"redrawn.{keys[place]}")
        changed[array] = keys
    return Player(table, seed, table.layout.plan._replace(**changed), np.array(stream.chances, dtype=np.int64))
