"""Work that takes longer than a page should wait: one at a time, with progress, to be stopped, and found again.

A job goes in rounds, each of them more beliefs of the same draws, so that a first answer stands within a second and
gets surer while one looks. What a stopped job had found by its last whole round stays.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from detente.errors import DetenteError

__all__ = ["Job", "Jobs", "State"]

State = Literal["waiting", "compiling", "playing", "done", "stopped", "failed"]
Found = TypeVar("Found")

Progress = Callable[[int, int, str], None]
Stop = Callable[[], bool]
Round = Callable[[int, Progress, Stop], Found]
"""Plays so many beliefs, and returns what they say."""

_KEPT = 24
_WAITING = 20


class StoppedError(Exception):
    """The job was told to stop in the middle of a round."""


@dataclass(slots=True)
class Job(Generic[Found]):
    """One piece of work.

    Attributes:
        id: By which it is asked for again.
        kind: What is asked: `play`, `whatif` or `ask`.
        about: Which question it is, where there are several of its kind.
        case: Name of the file it is about.
        version: Of the text it was begun with.
        state: How far it has come.
        done, total: Worlds of the whole job.
        of: How many it has been told there are; 0 before.
        beliefs: How many the last whole round had.
        found: What that round says; None before the first.
        error: Why it failed.
        changes: Counted up whenever something in it changes.
    """

    id: str
    kind: str
    case: str
    version: str
    rounds: Sequence[int]
    runs: int
    play: Round[Found] = field(repr=False)
    state: State = "waiting"
    done: int = 0
    beliefs: int = 0
    found: Found | None = None
    error: DetenteError | None = None
    changes: int = 0
    stopping: bool = False
    ended: float = 0.0
    about: str = ""
    of: int = 0

    @property
    def total(self) -> int:
        """Return how many worlds all rounds have together, as far as is known."""
        return self.of or sum(self.rounds) * self.runs

    @property
    def is_over(self) -> bool:
        """Say whether nothing more will come."""
        return self.state in ("done", "stopped", "failed")

    def stop(self) -> None:
        """Let it end as soon as it can."""
        self.stopping = True
        if self.state == "waiting":
            self._now("stopped")

    def work(self) -> None:
        """Do it, round by round."""
        before = 0
        try:
            for beliefs in self.rounds:
                self._now("playing")
                found = self.play(beliefs, self._progress(before), lambda: self.stopping)
                if self.stopping:
                    break
                before += beliefs * self.runs
                self.found, self.beliefs, self.done = found, beliefs, before
                self.changes += 1
            self._now("stopped" if self.stopping else "done")
        except StoppedError:
            self._now("stopped")
        except DetenteError as error:
            self.error = error
            self._now("stopped" if self.stopping else "failed")
        finally:
            self.ended = time.time()

    def _progress(self, before: int) -> Progress:
        def tell(done: int, total: int, phase: str) -> None:
            if self.stopping:
                raise StoppedError
            self.done = before + done
            if len(self.rounds) == 1:
                self.of = total
            self._now("compiling" if phase == "compile" else "playing")

        return tell

    def _now(self, state: State) -> None:
        self.state = state
        self.changes += 1


class Jobs:
    """The jobs of a workbench: one is worked on, others wait, the last ones are kept."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job[Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._more = threading.Condition(self._lock)
        self._worker: threading.Thread | None = None

    def add(
        self, kind: str, case: str, version: str, rounds: Sequence[int], runs: int, play: Round[Any], about: str = ""
    ) -> Job[Any] | None:
        """Put a job behind the others; None where too many wait already."""
        with self._more:
            if sum(job.state == "waiting" for job in self._jobs.values()) >= _WAITING:
                return None
            job: Job[Any] = Job(secrets.token_hex(6), kind, case, version, tuple(rounds), runs, play, about=about)
            self._jobs[job.id] = job
            over = [each.id for each in self._jobs.values() if each.is_over]
            for id in over[:-_KEPT]:
                del self._jobs[id]
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="jobs", daemon=True)
                self._worker.start()
            self._more.notify()
            return job

    def get(self, id: str) -> Job[Any] | None:
        """Return a job, None if it is not kept any more."""
        with self._lock:
            return self._jobs.get(id)

    def of(self, case: str) -> tuple[Job[Any], ...]:
        """Return the jobs about a case, the latest first."""
        with self._lock:
            return tuple(job for job in reversed(self._jobs.values()) if job.case == case)

    def latest(self, case: str, kind: str, about: str = "") -> Job[Any] | None:
        """Return the latest job of a kind about a case, None where there is none."""
        return next((job for job in self.of(case) if (job.kind, job.about) == (kind, about)), None)

    def stop_all(self) -> None:
        """Let all jobs end."""
        with self._lock:
            for job in self._jobs.values():
                job.stop()

    def _work(self) -> None:
        while True:
            with self._more:
                while not (waiting := [job for job in self._jobs.values() if job.state == "waiting"]):
                    self._more.wait()
            waiting[0].work()
