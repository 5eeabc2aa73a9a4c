"""What the columns and rows of kept counts are called, so that other programs can read them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from detente.engine.layout.build import Layout

__all__ = ["belief_columns", "total_label"]

_LAST = ("muddling-through", "open")


def belief_columns(layout: Layout, field: str, width: int) -> list[str]:
    """Return the names of the columns of one kind of counts by belief, such as `event.truce-breaks`.

    Conditions that have no name of their own are called by their place among all.
    """
    names = layout.names
    if field == "scenario":
        known: Sequence[str] = (*layout.scenarios, *_LAST)
    elif field in ("true", "open"):
        known = _nodes(layout, width)
    else:
        known = {"event": names.events, "held": names.meetings}.get(field, ())
    return [f"{field}.{known[k] if k < len(known) else k}" for k in range(width)]


def _nodes(layout: Layout, width: int) -> list[str]:
    found = {}
    for kind, nodes in (
        ("condition", layout.conditions),
        ("marker", layout.markers),
        ("scenario", layout.scenarios),
    ):
        for key, node in nodes.items():
            found[node] = f"{kind}.{key}"
    return [found.get(node, f"node.{node}") for node in range(width)]


def total_label(layout: Layout, field: str) -> Callable[[tuple[int, ...]], str]:
    """Return what names the places of a total: `anchorage/russia` of `refuser`; steps and the like stay numbers."""
    names, nodes = layout.names, _nodes(layout, len(layout.plan.node_kind))
    axes: dict[str, tuple[Sequence[str] | None, ...]] = {
        "true_step": (nodes, None),
        "event_step": (names.events, None),
        "held_step": (names.meetings, None),
        "struck": (names.meetings,),
        "deal": (names.meetings,),
        "refused": (names.meetings,),
        "refuser": (names.meetings, names.parties),
        "fate": (names.meetings, names.issues, None),
        "changed": (None, names.issues),
        "level": (None, names.factors),
        "square": (None, names.factors),
    }
    known = axes.get(field, ())

    def label(place: tuple[int, ...]) -> str:
        named = [(known[axis] if axis < len(known) else None, k) for axis, k in enumerate(place)]
        return "/".join(axis[k] if axis is not None and k < len(axis) else str(k) for axis, k in named)

    return label
