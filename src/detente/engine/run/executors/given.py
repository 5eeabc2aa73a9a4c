"""Play on an executor that somebody made elsewhere."""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor

from detente.engine.run.executors.threads import processors
from detente.errors import PlayError

__all__ = ["Given"]


class Given:
    """An executor of Python's own kind, `concurrent.futures.Executor`; whoever made it ends it.

    Args:
        executor: Such as a `ThreadPoolExecutor`, a `ProcessPoolExecutor`, or what mpi4py, Ray or Dask offer as one.
    """

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self.seconds = 0.5 if isinstance(executor, ThreadPoolExecutor) else 2.0

    def count(self) -> int:
        """Return how many parts it does at once, as far as it says so."""
        known = getattr(self._executor, "_max_workers", None)
        return known if isinstance(known, int) and known > 0 else processors()

    def executor(self) -> Executor:
        """Return the executor."""
        return self._executor

    def renew(self) -> None:
        """Say that there is no other.

        Raises:
            PlayError: always.
        """
        raise PlayError.broken(f"the {type(self._executor).__name__} that was given cannot be started again")

    def close(self) -> None:
        """Leave it to whoever made it."""
