"""Cut what is to be played into parts that each take about as long as whoever plays them likes."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

__all__ = ["FIRST_WORLDS", "GROWTH", "Parts"]

FIRST_WORLDS = 500
"""Worlds in a part while nobody knows how long one takes."""

GROWTH = 4
"""How many times as long as the longest so far a part may become."""


class Parts:
    """Ranges of items yet to be played.

    Towards the end parts become smaller, so that no worker plays on while others wait: guided self-scheduling
    (Polychronopoulos & Kuck 1987, IEEE Transactions on Computers C-36, 1425–1439).

    Args:
        ranges: What is to be played.
        worlds: Worlds that an item takes.
        seconds: How long a part should take.
    """

    def __init__(self, ranges: Sequence[range], worlds: int, seconds: float) -> None:
        self._todo = deque(some for some in ranges if len(some))
        self._seconds = seconds
        self._pace = 0.0
        self._longest = max(1, FIRST_WORLDS // worlds)

    def __bool__(self) -> bool:
        return bool(self._todo)

    def __len__(self) -> int:
        return sum(len(some) for some in self._todo)

    def cut(self, workers: int) -> range:
        """Return the next part of what is left.

        Args:
            workers: How many parts are played at once.
        """
        size = self._longest
        if self._pace:
            wanted = self._pace * self._seconds
            fair = len(self) / (2 * max(1, workers))
            size = int(max(1, min(wanted, GROWTH * self._longest, max(fair, wanted / 8))))
            self._longest = max(self._longest, size)
        first = self._todo.popleft()
        if len(first) > size:
            self._todo.appendleft(first[size:])
        return first[:size]

    def give_back(self, part: range) -> None:
        """Take back a part that was lost; it is the next to be handed out."""
        self._todo.appendleft(part)

    def learn(self, items: int, seconds: float) -> None:
        """Learn from a part how many items take how long."""
        pace = items / max(seconds, 1e-6)
        self._pace = pace if not self._pace else 0.5 * (self._pace + pace)
