"""Find who is to play by name: `threads`, `processes`, the address of a scheduler, or a file of settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from detente.engine.run.executor import Workers, current_workers
from detente.engine.run.executors.dask import Dask
from detente.engine.run.executors.given import Given
from detente.engine.run.executors.processes import Processes
from detente.engine.run.executors.threads import Threads
from detente.errors import OptionError, StoreError, nearest

__all__ = ["Place", "named", "workers_for"]

Place = Workers | Executor | str
"""Who plays: workers of ours, an executor of Python's own kind, or a name as `named` reads it."""

_ALLOWED = "threads, processes, processes:4, tcp://HOST:PORT or a file of settings"
_KINDS = ("threads", "processes", "dask", "slurm")


@contextmanager
def workers_for(place: Place | None = None, threads: int | None = None) -> Iterator[Workers]:
    """Yield who plays; end what was started for this alone.

    Args:
        place: Who is asked to; default: whoever `playing_on` names, otherwise threads.
        threads: How many threads, where it is they.

    Raises:
        OptionError: there is no such place.
    """
    if place is None:
        place = current_workers()
    if place is not None and not isinstance(place, str):
        yield Given(place) if isinstance(place, Executor) else place
        return
    workers = Threads(threads) if place is None else named(place, threads)
    try:
        yield workers
    finally:
        workers.close()


def named(place: str, count: int | None = None) -> Workers:
    """Return who plays.

    Args:
        place: `threads`, `processes`, either with a number such as `processes:4`; the address of a Dask scheduler, such
            as `tcp://10.0.0.1:8786`; or a YAML file with one section, `threads`, `processes`, `dask` or `slurm`.
        count: How many threads or processes where `place` does not say; default: all processors.

    Raises:
        OptionError: there is no such place, or the file says nothing that can be used.
        StoreError: the file cannot be read.
    """
    if re.match(r"(tcp|tls|ucx|ws|wss|inproc)://", place):
        return Dask(place)
    kind, _, number = place.partition(":")
    if kind in ("threads", "processes"):
        return _counted(kind, _whole(number, place) if number else count)
    path = Path(place)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        return _from_file(path)
    close = nearest(place, _KINDS[:2])
    raise OptionError.outside("on", place, _ALLOWED, f"did you mean {close!r}?" if close else "")


def _counted(kind: str, count: int | None) -> Workers:
    return Threads(count) if kind == "threads" else Processes(count)


def _whole(number: str, place: str) -> int:
    if not number.isascii() or not number.isdigit() or not 1 <= int(number[:9]) <= 4096:
        raise OptionError.outside("on", place, "a whole number from 1 to 4,096")
    return int(number)


def _from_file(path: Path) -> Workers:
    """Read who plays from a file of settings."""
    try:
        found: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise StoreError.unreadable(str(path), error.strerror or str(error)) from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise StoreError.unreadable(str(path), " ".join(str(error).split())) from None
    allowed = "a file with one section: threads, processes, dask or slurm"
    if not isinstance(found, dict) or len(found) != 1 or next(iter(found)) not in _KINDS:
        shown = ", ".join(map(str, found)) if isinstance(found, dict) else type(found).__name__
        raise OptionError.outside("on", f"{path}: {shown}", allowed)
    kind, settings = next(iter(found.items()))
    if kind in ("threads", "processes"):
        return _counted(kind, None if settings is None else _whole(str(settings), f"{path}: {kind}: {settings}"))
    settings = {} if settings is None else settings
    if not isinstance(settings, dict):
        raise OptionError.outside("on", f"{path}: {kind}: {settings}", "names with values")
    if kind == "slurm":
        return Dask(slurm=settings)
    address = settings.pop("address", "")
    return Dask(str(address)) if address else Dask(local=settings)
