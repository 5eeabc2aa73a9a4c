"""Play on the threads of this process: kernels release the interpreter's lock while they run."""

from __future__ import annotations

import os
from concurrent.futures import Executor, ThreadPoolExecutor

__all__ = ["Threads", "processors"]


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Threads:
    """Threads of this process; a part takes half a second, so that progress and interruption are prompt.

    Args:
        threads: How many; default: as many as there are processors.
    """

    seconds = 0.5

    def __init__(self, threads: int | None = None) -> None:
        self._count = threads or processors()
        self._pool: ThreadPoolExecutor | None = None

    def count(self) -> int:
        """Return how many threads there are."""
        return self._count

    def executor(self) -> Executor:
        """Return the pool of threads."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._count, thread_name_prefix="detente")
        return self._pool

    def renew(self) -> None:
        """Start other threads."""
        self.close()

    def close(self) -> None:
        """End the threads, once what they have begun is done."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
