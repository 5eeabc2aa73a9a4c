"""Who blocks: the minimal sets of conditions whose relaxation opens an empty zone, and why it is empty.

A *conflict* is a minimal set of conditions that no package meets together. Every set that opens the zone takes
something from every conflict, so the minimal ones are the minimal hitting sets of the conflicts; the tree that
finds both together is that of Reiter (1987, Artificial Intelligence 32(1), 57-95, section 4), its openings are
known as minimal correction sets (Liffiton & Sakallah 2008, Journal of Automated Reasoning 40(1), 1-33).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Blocking", "minimal_openings"]

Item = TypeVar("Item")
Opens = Callable[[frozenset[Item]], bool]


@dataclass(frozen=True, slots=True)
class Blocking(Generic[Item]):
    """What stands in the way in one belief.

    Attributes:
        conflict: One minimal set that cannot be met together; empty where the zone is open.
        openings: Minimal sets whose relaxation opens the zone, smallest first.
        complete: Whether there are no others.
    """

    conflict: frozenset[Item]
    openings: tuple[frozenset[Item], ...]
    complete: bool


def minimal_openings(items: Sequence[Item], opens: Opens[Item], most: int) -> Blocking[Item]:
    """Return the minimal sets of items whose relaxation opens a zone.

    Args:
        items: What can be relaxed; all of them together open the zone.
        opens: Says whether relaxing a set opens it; relaxing more never closes it.
        most: Largest size of a set.

    Returns:
        All minimal sets of at most so many items, and whether there are no larger ones.

    Example:
        >>> found = minimal_openings("abcd", lambda gone: "a" in gone or {"b", "c"} <= gone, 3)
        >>> [sorted(each) for each in found.openings], sorted(found.conflict)
        ([['a'], ['b', 'c']], ['a', 'b'])
    """
    conflicts: list[frozenset[Item]] = []
    found: list[frozenset[Item]] = []
    complete = True
    waiting: deque[frozenset[Item]] = deque([frozenset()])
    seen = {frozenset[Item]()}
    while waiting:
        gone = waiting.popleft()
        if any(smaller <= gone for smaller in found):
            continue
        conflict = next((each for each in conflicts if not each & gone), None)
        if conflict is None:
            if opens(gone):
                found.append(gone)
                continue
            conflict = _conflict([item for item in items if item not in gone], gone, opens)
            conflicts.append(conflict)
        if len(gone) == most:
            complete = False
            continue
        for item in items:
            if item in conflict and (more := gone | {item}) not in seen:
                seen.add(more)
                waiting.append(more)
    return Blocking(conflicts[0] if conflicts else frozenset(), tuple(found), complete)


def _conflict(items: list[Item], gone: frozenset[Item], opens: Opens[Item]) -> frozenset[Item]:
    """Return a minimal set of items that cannot be met together, others than those gone.

    Items that are not needed to keep the zone empty are dropped, by halves where that goes.
    """
    kept = set(items)

    def drop(part: list[Item]) -> None:
        nonlocal gone
        if not opens(gone | set(part)):
            gone = gone | set(part)
            kept.difference_update(part)
        elif len(part) > 1:
            middle = len(part) // 2
            drop(part[middle:])
            drop(part[:middle])

    drop(items)
    return frozenset(kept)
