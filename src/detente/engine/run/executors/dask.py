"""Play on a Dask cluster: one that is running, one on this machine, or one that a batch system such as Slurm lends."""

from __future__ import annotations

from concurrent.futures import Executor
from importlib import import_module
from inspect import signature
from typing import Any

from detente.errors import PlayError

__all__ = ["Dask"]


class Dask:
    """A Dask cluster. Workers may join at any time; one that dies is made good by the others.

    Args:
        address: Of a scheduler that is running, such as `tcp://10.0.0.1:8786`; or empty.
        local: Arguments of `distributed.LocalCluster`, if one is to be started on this machine.
        slurm: Arguments of `dask_jobqueue.SLURMCluster`, if Slurm is to lend one, and `jobs`, how many to ask for.
        patience: Seconds to wait for a scheduler to answer.
    """

    seconds = 5.0

    def __init__(
        self,
        address: str = "",
        *,
        local: dict[str, Any] | None = None,
        slurm: dict[str, Any] | None = None,
        patience: float = 10.0,
    ) -> None:
        self._address, self._local, self._slurm, self._patience = address, local, slurm, patience
        self._client: Any = None
        self._cluster: Any = None
        self._pool: Executor | None = None

    def count(self) -> int:
        """Return how many threads the workers have that are there now."""
        self.executor()
        return sum(self._client.nthreads().values())

    def executor(self) -> Executor:
        """Return the cluster as an executor, connected or started if need be.

        Raises:
            PlayError: Dask is not installed, or nobody answers at the address.
        """
        if self._pool is None:
            self._client = self._connect()
            self._pool = self._client.get_executor(pure=False)
        return self._pool

    def renew(self) -> None:
        """Connect again."""
        self.close()

    def close(self) -> None:
        """Leave the cluster; end it if it was started here."""
        for thing in (self._client, self._cluster):
            if thing is not None:
                thing.close()
        self._client = self._cluster = self._pool = None

    def _connect(self) -> Any:
        try:
            distributed: Any = import_module("distributed")
        except ImportError:
            raise PlayError.missing("Dask", "distributed", "dask") from None
        if self._slurm is not None:
            self._cluster = slurm_cluster(self._slurm)
        elif self._local is not None:
            given = {"threads_per_worker": 1, "dashboard_address": None, "silence_logs": 40}
            self._cluster = distributed.LocalCluster(**(given | self._local))
        try:
            return distributed.Client(self._cluster or self._address, timeout=self._patience, set_as_default=False)
        except (OSError, TimeoutError, ValueError):
            raise PlayError.unreached(self._address) from None


def slurm_cluster(settings: dict[str, Any]) -> Any:
    """Return a cluster whose workers are jobs of Slurm.

    Args:
        settings: Arguments of `dask_jobqueue.SLURMCluster`, and `jobs`.

    Raises:
        PlayError: dask-jobqueue is not installed, or refuses the settings.
    """
    try:
        jobqueue: Any = import_module("dask_jobqueue")
    except ImportError:
        raise PlayError.missing("Slurm", "dask-jobqueue", "dask") from None
    settings = dict(settings)
    jobs = int(settings.pop("jobs", 1))
    # A cluster that refuses its settings complains later, when it is thrown away, that nobody closed it.
    makers = (jobqueue.core.JobQueueCluster, jobqueue.core.Job, jobqueue.slurm.SLURMJob)
    known = {name for maker in makers for name in signature(maker.__init__).parameters}
    if unknown := sorted(settings.keys() - known):
        raise PlayError.refused("slurm", f"there is no setting {unknown[0]!r}")
    try:
        cluster = jobqueue.SLURMCluster(**settings)
        cluster.scale(jobs=jobs)
    except (TypeError, ValueError, OSError) as error:
        raise PlayError.refused("slurm", str(error)) from None
    return cluster
