"""The account of a kept run: what was played, by which code, and how far it has come."""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numba
import numpy as np

import detente
from detente.case.case import Case
from detente.store.code import code_hash
from detente.store.whole import write_whole

__all__ = ["Manifest", "key_of", "read_manifest", "write_manifest"]

FORMAT = 1
_FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a kept run is of.

    Attributes:
        case, file, case_sha256: id of the case, where it was read from, and the hash of its text, which stands beside
            the manifest in `case.yaml`.
        altered: whether a verb had added to the case, such as its questions; the run is then for that verb alone.
        document: hash of what the case says, with what was added.
        version, code, machine, numpy, numba: what it was played by and on; `code` and the kind of machine decide.
        scenarios: ids in the order of their counts, then `muddling-through` and `open`.
        seed, runs: as of `detente.simulate`.
        beliefs: how many were last asked for.
        marks: numbers of beliefs at which the run was once whole.
        done: ranges of beliefs that are done, first and last; the files themselves decide.
        created, changed: when, in universal time.
    """

    case: str
    file: str
    case_sha256: str
    altered: bool
    document: str
    version: str
    code: str
    machine: str
    numpy: str
    numba: str
    scenarios: tuple[str, ...]
    seed: int
    runs: int
    beliefs: int
    marks: tuple[int, ...]
    done: tuple[tuple[int, int], ...]
    created: str
    changed: str
    format: int = FORMAT

    @classmethod
    def of(cls, case: Case, *, seed: int, runs: int, altered: bool) -> Manifest:
        """Return the manifest of a run that begins now."""
        return cls(
            case=case.id,
            file=case.file,
            case_sha256=case.sha256,
            altered=altered,
            document=_document(case),
            version=detente.__version__,
            code=code_hash(),
            machine=platform.machine(),
            numpy=np.__version__,
            numba=numba.__version__,
            scenarios=(*case.document.scenarios, "muddling-through", "open"),
            seed=seed,
            runs=runs,
            beliefs=0,
            marks=(),
            done=(),
            created=now(),
            changed=now(),
        )


def now() -> str:
    """Return the time, in universal time to the second."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def key_of(case: Case, *, seed: int, runs: int) -> str:
    """Return what tells a run from all others: what the case says, the code, the seed, the runs of each belief."""
    parts = (str(FORMAT), case.sha256, _document(case), code_hash(), str(seed), str(runs))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def _document(case: Case) -> str:
    return hashlib.sha256(case.document.model_dump_json().encode()).hexdigest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a manifest, whole or not at all.

    Raises:
        StoreError: it cannot be written.
    """
    text = json.dumps(asdict(manifest), indent=2, ensure_ascii=False) + "\n"
    write_whole(folder / _FILE, text.encode())


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a run, None where there is none that can be read."""
    try:
        found: Any = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        found["scenarios"] = tuple(str(scenario) for scenario in found["scenarios"])
        found["marks"] = tuple(int(mark) for mark in found["marks"])
        found["done"] = tuple((int(first), int(last)) for first, last in found["done"])
        manifest = Manifest(**found)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    numbers = (manifest.seed, manifest.runs, manifest.beliefs, manifest.format)
    texts = (manifest.case, manifest.case_sha256, manifest.code, manifest.document, manifest.version, manifest.changed)
    sound = all(type(number) is int for number in numbers) and all(isinstance(text, str) for text in texts)
    return manifest if sound and manifest.format == FORMAT else None
