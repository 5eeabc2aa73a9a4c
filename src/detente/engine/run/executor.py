"""Do a play in parts, wherever there are processors: one seam for threads, processes and clusters.

A play is a range of items, beliefs as a rule, and a job that plays any part of it. Parts are handed to workers as these
become free, each cut to take about as long as the workers like; what comes back is taken by the calling thread, one
part at a time. No result may depend on how the range is cut, nor on the order in which parts come back: draws are keyed
by what they are for, and what is added up is whole numbers.

A worker that dies takes its part with it, and nothing else: the part is played again.
"""

from __future__ import annotations

import pickle
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, Protocol, TypeVar
from uuid import uuid4

from detente.engine.run.parts import Parts
from detente.errors import PlayError

__all__ = ["Job", "Progress", "Stop", "Workers", "current_workers", "in_parts", "playing_on"]

Piece = TypeVar("Piece")
Made = TypeVar("Made", covariant=True)
Progress = Callable[[int, int, str], None]
"""Called with worlds done, worlds in all, and the phase: `compile` or `play`."""

Stop = Callable[[], bool]
"""Asked again and again; once it says yes, no more parts are begun, and what is done is kept."""

_TICK = 0.2
"""Seconds between two questions whether to stop."""

_PATIENCE = 3
"""Times that workers may break one after another without a part done in between."""

_BREAKS = (BrokenExecutor, EOFError, ConnectionError)
"""What is raised where whoever plays is there no more."""

_KEPT = 2
"""Jobs that a worker keeps prepared."""


class Job(Protocol[Made]):
    """What is played in parts; it can be pickled, and says the same wherever it is done."""

    def warm(self) -> None:
        """Compile all that is needed, before several workers would want to at once."""

    def ready(self) -> Callable[[int, int], Made]:
        """Prepare one worker; return what plays a part, given its first item and how many."""


class Workers(Protocol):
    """Where parts are played.

    Attributes:
        seconds: how long a part should take: long against the cost of handing it out.
    """

    @property
    def seconds(self) -> float:
        """Return how long a part should take."""

    def count(self) -> int:
        """Return how many parts can be played at once, now."""

    def executor(self) -> Executor:
        """Return the running executor, started if need be."""

    def renew(self) -> None:
        """Put an executor that broke aside, so that the next call of `executor` starts another.

        Raises:
            PlayError: there is no other.
        """

    def close(self) -> None:
        """End what was started."""


_current: ContextVar[Workers | None] = ContextVar("workers", default=None)


@contextmanager
def playing_on(workers: Workers) -> Iterator[None]:
    """Let every play within be done by these workers, unless it names others."""
    token = _current.set(workers)
    try:
        yield
    finally:
        _current.reset(token)


def current_workers() -> Workers | None:
    """Return whom `playing_on` names, if anybody."""
    return _current.get()


def in_parts(
    job: Job[Piece],
    take: Callable[[int, Piece], None],
    ranges: Sequence[range],
    *,
    workers: Workers,
    worlds: int = 1,
    seconds: float | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> int:
    """Do a job part by part; hand each part over, in any order, one at a time, in the calling thread.

    Args:
        job: What is done.
        take: Given the first item of a part and what the job made of it.
        ranges: Items to do.
        workers: Who does it.
        worlds: Worlds that an item takes, for the account of progress.
        seconds: How long a part should take; default: as the workers like.
        progress: Told how far it has come.
        stop: Asked again and again.

    Returns:
        How many items were done; fewer than all only after a stop.

    Raises:
        PlayError: workers broke again and again.
    """
    report = progress or (lambda done, total, phase: None)
    total = sum(len(some) for some in ranges)
    report(0, total * worlds, "compile")
    job.warm()
    report(0, total * worlds, "play")
    run = _Run(Sent(job), Parts(ranges, worlds, seconds or workers.seconds), workers)
    try:
        while run.goes_on(stop is not None and stop()):
            for first, piece in run.returned():
                take(first, piece)
                report(run.done * worlds, total * worlds, "play")
    finally:
        run.cancel()
    return run.done


class _Run(Generic[Piece]):
    """Parts under way."""

    def __init__(self, sent: Sent[Piece], parts: Parts, workers: Workers) -> None:
        self.sent, self.parts, self.workers = sent, parts, workers
        self.waiting: dict[Future[tuple[float, Piece]], range] = {}
        self.done = self.breaks = 0
        self.stopped = False

    def goes_on(self, stop: bool) -> bool:
        """Hand out parts, or none any more; say whether any are under way."""
        if stop and not self.stopped:
            self.stopped = True
            self.cancel()
        while not self.stopped and self.parts and len(self.waiting) < 2 * max(1, self.workers.count()):
            part = self.parts.cut(self.workers.count())
            try:
                future = self.workers.executor().submit(_play_part, self.sent, part.start, len(part))
            except _BREAKS as error:
                self.parts.give_back(part)
                self._break(error)
                break
            self.waiting[future] = part
        return bool(self.waiting) or (bool(self.parts) and not self.stopped)

    def returned(self) -> Iterator[tuple[int, Piece]]:
        """Yield the parts that have come back meanwhile."""
        back, _ = wait(self.waiting, timeout=_TICK, return_when=FIRST_COMPLETED)
        broken: BaseException | None = None
        for future in back:
            part = self.waiting.pop(future)
            try:
                seconds, piece = future.result()
            except (BrokenExecutor, CancelledError) as error:
                self.parts.give_back(part)
                broken = error
                continue
            self.done += len(part)
            self.breaks = 0
            self.parts.learn(len(part), seconds)
            yield part.start, piece
        if broken is not None and not self.stopped:
            self._break(broken)

    def cancel(self) -> None:
        """Take back what has not been begun; what has been goes on to its end."""
        for future in self.waiting:
            future.cancel()

    def _break(self, error: BaseException) -> None:
        self.breaks += 1
        if self.breaks > _PATIENCE:
            raise PlayError.broken(str(error) or type(error).__name__) from error
        if isinstance(error, _BREAKS):
            self.workers.renew()


class Sent(Generic[Piece]):
    """A job on its way to workers: pickled once, unpickled and prepared once by each."""

    __slots__ = ("_blob", "_job", "key")

    def __init__(self, job: Job[Piece] | None, key: str = "", blob: bytes = b"") -> None:
        self._job, self.key, self._blob = job, key or uuid4().hex, blob

    def __reduce__(self) -> tuple[Any, ...]:
        if not self._blob:
            # where there is cloudpickle, as with Dask, it takes what was defined in a notebook along
            self._blob = sys.modules.get("cloudpickle", pickle).dumps(self._job)
        return Sent, (None, self.key, self._blob)

    def work(self) -> Callable[[int, int], Piece]:
        """Return what plays a part, prepared for this thread."""
        kept: dict[str, Callable[[int, int], Piece]] = _own.__dict__.setdefault("kept", {})
        if self.key not in kept:
            while len(kept) >= _KEPT:
                kept.pop(next(iter(kept)))
            job: Job[Piece] = self._job if self._job is not None else pickle.loads(self._blob)
            kept[self.key] = job.ready()
        return kept[self.key]


_own = threading.local()


def _play_part(sent: Sent[Piece], first: int, count: int) -> tuple[float, Piece]:
    """Play a part on a worker; say how many seconds it took."""
    work = sent.work()
    begin = time.perf_counter()
    piece = work(first, count)
    return time.perf_counter() - begin, piece
