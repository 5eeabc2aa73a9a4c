"""What `--json` prints of ledgers, of kept runs, and of this installation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.analysis.kept.views import KeptRun
from detente.forecast.resolving import Outcome
from detente.json_names import named
from detente.kernels.cache import Stored

__all__ = [
    "Compiled",
    "KeptRuns",
    "Kernels",
    "Opened",
    "Removed",
    "Resolution",
    "Shipped",
    "ToolLine",
    "Tools",
    "Verified",
    "Witnessed",
    "WrongEntry",
]


@dataclass(frozen=True, slots=True)
class WrongEntry:
    """A fault of a ledger."""

    line: int
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of a ledger found.

    Attributes:
        sound: Whether nothing speaks against it.
        entries, head: How many entries it has, and the hash of the last.
        standing: How it stands to the head that was given.
        faults: What is wrong in it.
        played: Number of an entry → what playing it again came to.
    """

    sound: bool
    entries: int
    head: str
    standing: str
    faults: tuple[WrongEntry, ...]
    played: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A receipt of a ledger.

    Attributes:
        receipt: The line to publish.
        entries, head, at: How many entries there are, the hash of the last, and the time.
        proofs: Kind → signature or time stamp.
    """

    receipt: str
    entries: int
    head: str
    at: str
    proofs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a question came out.

    Attributes:
        new: Whether it was written now; the same is written once only.
    """

    new: bool
    outcome: Outcome = field(metadata=named(""))


@dataclass(frozen=True, slots=True)
class KeptRuns:
    """The runs that are kept in a folder."""

    folder: str
    runs: tuple[KeptRun, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """Ids of the runs that were removed."""

    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToolLine:
    """A tool for assistants.

    Attributes:
        name: What it is called.
        about: What it is for.
        takes, gives: JSON Schemas of what it is given and what it answers.
    """

    name: str
    about: str
    takes: Mapping[str, Any]
    gives: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tools:
    """All tools for assistants."""

    tools: tuple[ToolLine, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbench that is open.

    Attributes:
        address: Of its page.
        folder: Whose cases it shows.
    """

    address: str
    folder: str


@dataclass(frozen=True, slots=True)
class Shipped:
    """Kernels that came with the installation.

    Attributes:
        family: The processors of this kind that they are for; null where there are none.
    """

    stored: Stored = field(metadata=named(""))
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Compiled:
    """Kernels that were compiled here.

    Attributes:
        writable: Whether more can be kept.
    """

    stored: Stored = field(metadata=named(""))
    writable: bool = True


@dataclass(frozen=True, slots=True)
class Kernels:
    """Compiled kernels on this machine.

    Attributes:
        kernels: How they are compiled.
        removed: What was removed, if that was asked.
    """

    kernels: str
    shipped: Shipped
    compiled: Compiled
    removed: Stored | None
