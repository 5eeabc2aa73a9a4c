"""Counts of some consecutive beliefs as files: Parquet where pyarrow is installed, otherwise NumPy's own.

In Parquet a segment is two files of one name: `beliefs/` holds a row a belief and a column a count, `totals/` a row
for every sum over worlds that is not zero. DuckDB, pandas and R read all segments of a run at once, and sum totals of
the same `quantity` and `label`. Of NumPy's own there is one file, in `beliefs/`. Totals are written first: a segment is
there once its beliefs are.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.engine.run.play import Counts, Playing
from detente.engine.run.tallies import PER_BELIEF, narrowed, new_tally
from detente.engine.world.world import Tally
from detente.store.columns import belief_columns, total_label
from detente.store.whole import write_whole

__all__ = ["DamagedError", "Segment", "has_parquet", "read_scenarios", "read_segment", "segments_in", "write_segment"]

_DAMAGE = (OSError, ValueError, LookupError, ArithmeticError, EOFError, MemoryError, zipfile.BadZipFile, zlib.error)
"""What readers raise where a file is not what was written; pyarrow's errors are of the same kinds."""

_NAME = re.compile(r"(\d{9})-(\d{9})\.(parquet|npz)")


class DamagedError(Exception):
    """A segment is not what was written."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Where the counts of some beliefs lie."""

    beliefs: range
    path: Path

    @property
    def totals(self) -> Path:
        """Where its totals lie, if they lie apart."""
        return self.path.parents[1] / "totals" / self.path.name

    def remove(self) -> None:
        """Remove its files, its beliefs first: what is half removed is not there."""
        self.path.unlink(missing_ok=True)
        self.totals.unlink(missing_ok=True)


def has_parquet() -> bool:
    """Say whether pyarrow is installed."""
    return find_spec("pyarrow") is not None


def segments_in(folder: Path) -> list[Segment]:
    """Return the segments of a run, none overlapping another; of those that do, the longer one counts."""
    found = []
    for path in (folder / "beliefs").glob("*"):
        name = _NAME.fullmatch(path.name)
        if name and int(name[1]) <= int(name[2]):
            found.append(Segment(range(int(name[1]), int(name[2]) + 1), path))
    kept: list[Segment] = []
    for one in sorted(found, key=lambda segment: (-len(segment.beliefs), segment.beliefs.start, segment.path.suffix)):
        if all(one.beliefs.stop <= k.beliefs.start or one.beliefs.start >= k.beliefs.stop for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda segment: segment.beliefs.start)


def write_segment(folder: Path, counts: Counts, playing: Playing) -> Segment:
    """Write counts of some beliefs.

    Raises:
        StoreError: they cannot be written; nothing is left half-written.
    """
    stem = f"{counts.beliefs.start:09d}-{counts.beliefs.stop - 1:09d}"
    if not has_parquet():
        segment = Segment(counts.beliefs, folder / "beliefs" / f"{stem}.npz")
        room = io.BytesIO()
        np.savez_compressed(room, **counts.tally._asdict())
        write_whole(segment.path, room.getvalue())
        return segment
    segment = Segment(counts.beliefs, folder / "beliefs" / f"{stem}.parquet")
    write_whole(segment.totals, _parquet(_totals(counts.tally, playing)))
    write_whole(segment.path, _parquet(_beliefs(counts, playing)))
    return segment


def _beliefs(counts: Counts, playing: Playing) -> dict[str, Any]:
    columns: dict[str, Any] = {"belief": np.arange(counts.beliefs.start, counts.beliefs.stop, dtype=np.int64)}
    for field in _per_belief():
        array = getattr(counts.tally, field)
        names = belief_columns(playing.layout, field, array.shape[1])
        columns |= {name: np.ascontiguousarray(array[:, k]) for k, name in enumerate(names)}
    return columns


def _totals(tally: Tally, playing: Playing) -> dict[str, Any]:
    rows: dict[str, Any] = {name: [] for name in ("quantity", "label", "place", "count")}
    for field in _sums():
        array, label = getattr(tally, field), total_label(playing.layout, field)
        flat = array.ravel()
        for place in np.flatnonzero(flat):
            rows["quantity"].append(field)
            rows["label"].append(label(tuple(int(k) for k in np.unravel_index(place, array.shape))))
            rows["place"].append(int(place))
            rows["count"].append(int(flat[place]))
    return rows | {name: np.array(rows[name], dtype=np.int64) for name in ("place", "count")}


def _parquet(columns: dict[str, Any]) -> bytes:
    arrow: Any = import_module("pyarrow")
    room = arrow.BufferOutputStream()
    how = {"compression": "zstd", "write_page_checksum": True}
    table = arrow.Table.from_arrays([_column(arrow, values) for values in columns.values()], names=list(columns))
    import_module("pyarrow.parquet").write_table(table, room, **how)
    return bytes(room.getvalue())


def _column(arrow: Any, values: Any) -> Any:
    """Return a column made of memory: making one of objects would import pandas, wherever that is installed."""
    if isinstance(values, np.ndarray):
        kind = arrow.from_numpy_dtype(values.dtype)
        return arrow.Array.from_buffers(kind, len(values), [None, arrow.py_buffer(values)])
    texts = [text.encode() for text in values]
    ends = np.cumsum([0, *map(len, texts)], dtype=np.int32)
    return arrow.StringArray.from_buffers(len(texts), arrow.py_buffer(ends), arrow.py_buffer(b"".join(texts)))


def read_segment(segment: Segment, playing: Playing) -> Counts:
    """Read counts of some beliefs.

    Raises:
        DamagedError: a file is missing, cannot be read, or is not what was written.
    """
    try:
        tally = _from_npz(segment) if segment.path.suffix == ".npz" else _from_parquet(segment, playing)
    except _DAMAGE as error:
        raise DamagedError(str(error)) from None
    expected = new_tally(playing.layout.plan, len(playing.scenarios), len(segment.beliefs), playing.runs)
    for field, array, whole in zip(Tally._fields, tally, expected, strict=True):
        if array.shape != whole.shape:
            raise DamagedError(f"{field} has another shape")
    if (tally.scenario.sum(axis=1, dtype=np.int64) != playing.runs).any():
        raise DamagedError("the worlds of a belief do not add up to its runs")
    return Counts(segment.beliefs, playing.runs, playing.seed, narrowed(tally, playing.runs))


def read_scenarios(segment: Segment, width: int) -> NDArray[np.int64]:
    """Return how the worlds of some beliefs ended, shape (count, width), whatever code counted them.

    Raises:
        DamagedError: the file is missing, cannot be read, or holds something else.
    """
    try:
        if segment.path.suffix == ".npz":
            with np.load(io.BytesIO(segment.path.read_bytes()), allow_pickle=False) as found:
                counts = found["scenario"]
        else:
            rows = _read(segment.path)
            names = [name for name in rows.column_names if name.startswith("scenario.")]
            counts = np.column_stack([rows[name].to_numpy() for name in names])
        if counts.shape != (len(segment.beliefs), width):
            raise DamagedError("it has another shape")
    except _DAMAGE as error:
        raise DamagedError(str(error)) from None
    return np.asarray(counts, dtype=np.int64)


def _from_npz(segment: Segment) -> Tally:
    with np.load(io.BytesIO(segment.path.read_bytes()), allow_pickle=False) as found:
        return Tally(**{field: found[field] for field in Tally._fields})


def _from_parquet(segment: Segment, playing: Playing) -> Tally:
    rows, sums = _read(segment.path), _read(segment.totals)
    tally = new_tally(playing.layout.plan, len(playing.scenarios), len(segment.beliefs), playing.runs)
    if not np.array_equal(rows["belief"].to_numpy(), np.array(segment.beliefs)):
        raise ValueError("these are other beliefs")
    for field in _per_belief():
        array = getattr(tally, field)
        for k, name in enumerate(belief_columns(playing.layout, field, array.shape[1])):
            array[:, k] = rows[name].to_numpy()
    quantity, place, count = (sums[name] for name in ("quantity", "place", "count"))
    fields = np.array(quantity.to_pylist(), dtype=object)
    for field in _sums():
        mine = fields == field
        getattr(tally, field).ravel()[place.to_numpy()[mine]] = count.to_numpy()[mine]
    return tally


def _read(path: Path) -> Any:
    """Read a table, its checksums with it; through memory, so that no file stays open where it is damaged."""
    parquet: Any = import_module("pyarrow.parquet")
    return parquet.ParquetFile(io.BytesIO(path.read_bytes()), page_checksum_verification=True).read(use_threads=False)


def _per_belief() -> list[str]:
    return [field for field in Tally._fields if field in PER_BELIEF]


def _sums() -> list[str]:
    return [field for field in Tally._fields if field not in PER_BELIEF]
