"""Kept runs as they are shown: how far each has come, how its worlds end, and how two of them differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.analysis.outlook.outlook import chance_of
from detente.analysis.outlook.views import Chance
from detente.case.case import Case
from detente.case.reading.read import read_text
from detente.errors import CaseError, StoreError
from detente.store.code import code_hash
from detente.store.manifest import Manifest
from detente.store.runs import Entry
from detente.store.segments import DamagedError, read_scenarios, segments_in

__all__ = ["Ending", "KeptRun", "RunDifference", "Shift", "case_of", "compare_runs", "kept_run"]


@dataclass(frozen=True, slots=True)
class Ending:
    """How likely an end of the story is, by what is done of a run."""

    scenario: str
    chance: Chance


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A kept run.

    Attributes:
        id, folder: its name, and where it is.
        case, case_sha256, file: what was played; empty where its manifest cannot be read.
        version: that began it.
        usable: whether this version, on this kind of machine, counts the same worlds, so that it can go on.
        altered: whether a verb had added to the case; then only that verb can go on.
        seed, runs: as of `detente.simulate`.
        beliefs: how many were last asked for.
        done: how many are done.
        size: bytes on disk.
        created, changed: when, in universal time.
        endings: by the beliefs before the first that is missing; empty where they were not asked for.
        damaged: files that cannot be read; they are played again when the run goes on.
    """

    id: str
    folder: str
    case: str
    case_sha256: str
    file: str
    version: str
    usable: bool
    altered: bool
    seed: int
    runs: int
    beliefs: int
    done: int
    size: int
    created: str
    changed: str
    endings: tuple[Ending, ...] = ()
    damaged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shift:
    """An end of the story in two runs.

    Attributes:
        first, second: its probability in either; None where a run does not know it.
        difference: second less first.
        standard_error: of the difference.
    """

    scenario: str
    first: Chance | None
    second: Chance | None
    difference: float | None
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class RunDifference:
    """Two runs beside each other.

    Attributes:
        paired: whether both are of the same beliefs and chance, so that errors are those of paired differences.
        beliefs: how many beliefs are compared, if paired.
    """

    first: KeptRun
    second: KeptRun
    same_case: bool
    paired: bool
    beliefs: int
    shifts: tuple[Shift, ...]


def kept_run(entry: Entry, *, endings: bool = False) -> KeptRun:
    """Return a kept run as it is shown.

    Args:
        entry: The run.
        endings: Read its counts, too.
    """
    known = entry.manifest
    counts, damaged = _scenarios(entry) if endings and known else (np.zeros((0, 0), dtype=np.int64), [])
    found: tuple[Ending, ...] = ()
    if known is not None and len(counts) >= 2:
        found = tuple(
            Ending(scenario, chance_of(counts[:, s], known.runs)) for s, scenario in enumerate(known.scenarios)
        )
    return KeptRun(
        id=entry.id,
        folder=str(entry.folder),
        case=known.case if known else "",
        case_sha256=known.case_sha256 if known else "",
        file=known.file if known else "",
        version=known.version if known else "",
        usable=known is not None and known.code == code_hash(),
        altered=known.altered if known else False,
        seed=known.seed if known else 0,
        runs=known.runs if known else 0,
        beliefs=known.beliefs if known else 0,
        done=entry.done,
        size=entry.size,
        created=known.created if known else "",
        changed=known.changed if known else "",
        endings=found,
        damaged=tuple(damaged),
    )


def _scenarios(entry: Entry) -> tuple[NDArray[np.int64], list[str]]:
    """Return how worlds ended, by belief up to the first that is missing, and which files cannot be read."""
    assert entry.manifest is not None
    width, reached = len(entry.manifest.scenarios), 0
    parts, damaged = [np.zeros((0, width), dtype=np.int64)], []
    for segment in segments_in(entry.folder):
        try:
            counts = read_scenarios(segment, width)
        except DamagedError:
            damaged.append(segment.path.name)
            continue
        if segment.beliefs.start == reached:
            parts.append(counts)
            reached = segment.beliefs.stop
    return np.concatenate(parts), damaged


def compare_runs(first: Entry, second: Entry) -> RunDifference:
    """Set two runs beside each other.

    Belief by belief where both have the same seed and runs: then a difference has the error of paired differences.

    Raises:
        StoreError: nothing can be read of one of them.
    """
    manifests = [_known(entry) for entry in (first, second)]
    counts = [_scenarios(entry)[0] for entry in (first, second)]
    for entry, found in zip((first, second), counts, strict=True):
        if len(found) < 2:
            raise StoreError(f"the run {entry.id} has nothing to compare yet", "go on with it").named(
                "nothing_kept", run=entry.id
            )
    one, other = manifests
    paired = (one.seed, one.runs) == (other.seed, other.runs)
    if paired:
        least = min(map(len, counts))
        counts = [found[:least] for found in counts]
    scenarios = dict.fromkeys((*one.scenarios[:-2], *other.scenarios[:-2], *one.scenarios[-2:]))
    shifts = tuple(_shift(scenario, manifests, counts, paired) for scenario in scenarios)
    views = (kept_run(first), kept_run(second))
    same = one.case_sha256 == other.case_sha256
    return RunDifference(*views, same, paired, len(counts[0]) if paired else 0, shifts)


def _known(entry: Entry) -> Manifest:
    if entry.manifest is None:
        raise no_manifest(entry)
    return entry.manifest


def no_manifest(entry: Entry) -> StoreError:
    """Report a run whose manifest cannot be read."""
    error = StoreError(f"the manifest of the run {entry.id} cannot be read", "play its case again with --keep")
    return error.named("no_manifest", run=entry.id)


def _shift(scenario: str, manifests: Sequence[Manifest], counts: Sequence[NDArray[np.int64]], paired: bool) -> Shift:
    columns = [
        found[:, known.scenarios.index(scenario)] if scenario in known.scenarios else None
        for known, found in zip(manifests, counts, strict=True)
    ]
    chances = [
        None if column is None else chance_of(column, known.runs)
        for known, column in zip(manifests, columns, strict=True)
    ]
    one, other = chances
    if one is None or other is None or columns[0] is None or columns[1] is None:
        return Shift(scenario, one, other, None, None)
    error = float(np.hypot(one.standard_error, other.standard_error))
    if paired:
        moved = (columns[1] - columns[0]) / manifests[0].runs
        error = float(moved.std(ddof=1) / np.sqrt(len(moved)))
    return Shift(scenario, one, other, other.value - one.value, error)


def case_of(entry: Entry) -> Case:
    """Return the case of a run, read from the text that is kept with it.

    Raises:
        StoreError: the text is not what was kept, its manifest cannot be read, or what was played cannot go on: by
            another code, or by another verb.
    """
    known = _known(entry)
    try:
        text = (Path(entry.folder) / "case.yaml").read_bytes().decode()
        case = read_text(text, known.file)
    except OSError as error:
        raise StoreError.unreadable(str(entry.folder / "case.yaml"), error.strerror or str(error)) from None
    except (UnicodeDecodeError, CaseError):
        case = None
    if case is None or case.sha256 != known.case_sha256:
        raise StoreError(
            f"the case kept with the run {entry.id} is not what was played", "play the case again with --keep"
        ).named("other_case", run=entry.id)
    if known.code != code_hash():
        raise StoreError(
            f"the run {entry.id} was counted by another version ({known.version}) or machine; "
            "its counts and those of this one do not belong together",
            "play the case again with --keep",
        ).named("other_code", run=entry.id, version=known.version)
    if known.altered:
        raise StoreError(
            f"the run {entry.id} is of a case to which a command had added something", "run that command again"
        ).named("altered_case", run=entry.id)
    return case
