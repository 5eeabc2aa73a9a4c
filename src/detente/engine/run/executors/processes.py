"""Play in processes of their own, beside each other on this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing.connection import wait

from detente.engine.run.executors.threads import processors

__all__ = ["Processes"]


class Processes:
    """Processes on this machine, started when the first part is handed out and kept until they are closed.

    A process that is killed, for want of memory for instance, takes the pool with it; another is started and plays what
    was lost.

    Args:
        processes: How many; default: as many as there are processors.
    """

    seconds = 2.0

    def __init__(self, processes: int | None = None) -> None:
        self._count = processes or processors()
        self._pool: ProcessPoolExecutor | None = None

    def count(self) -> int:
        """Return how many processes there are."""
        return self._count

    def executor(self) -> Executor:
        """Return the pool of processes."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._count, mp_context=_context(), initializer=_begin)
        return self._pool

    def renew(self) -> None:
        """Put the pool aside, so that another is started."""
        self.close()

    def close(self) -> None:
        """End the processes, once what they have begun is done."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _context() -> multiprocessing.context.BaseContext:
    """Return how processes are started: cleanly, with modules imported once for all of them where that can be."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["detente.engine.run.play"])
    resource_tracker.ensure_running()  # it unblocks interruptions, so it must not start in between
    # The server and all that it starts inherit what is blocked: an interruption while it still imports would end it.
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    return context


def _begin() -> None:
    """Leave interruptions to whoever plays, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
