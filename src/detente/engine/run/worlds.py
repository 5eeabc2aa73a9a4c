"""All worlds of a play, counted: what analyses start from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from detente.analyses import of_worlds
from detente.case.case import Case
from detente.engine.layout.build import Layout
from detente.engine.run.beliefs import Beliefs
from detente.engine.world.world import Tally, Tracks
from detente.errors import StoreError
from detente.extras import install_command

if TYPE_CHECKING:
    import xarray

    from detente.analysis.outlook.views import Outlook

__all__ = ["Worlds"]


@dataclass(frozen=True, slots=True, repr=False)
class Worlds:
    """Beliefs × runs worlds of one case.

    Attributes:
        case: what was played.
        seed, beliefs, runs: how; with the case and the version they give the same worlds again.
        tally: counts over worlds; those about scenarios, conditions, events and meetings by belief.
        tracks: what each single world did, if it was kept.
    """

    case: Case
    layout: Layout = field(repr=False)
    drawn: Beliefs = field(repr=False)
    seed: int
    beliefs: int
    runs: int
    tally: Tally = field(repr=False)
    tracks: Tracks | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        document = self.case.document
        return (
            f"<Worlds of {document.id} as of {document.as_of}: {self.beliefs:,} beliefs × {self.runs:,} runs, "
            f"seed {self.seed}>"
        )

    def _repr_html_(self) -> str:
        return self.outlook()._repr_html_()

    def outlook(self) -> Outlook:
        """Return what all worlds together say."""
        seen: Outlook = of_worlds("outlook")(self)
        return seen

    @property
    def scenario_ids(self) -> tuple[str, ...]:
        """Scenarios in the case's order, then `muddling-through`, then `open`."""
        return (*self.layout.scenarios, "muddling-through", "open")

    def shares(self, node: int) -> NDArray[np.float64]:
        """Return the share of runs in which a condition is true, by belief, shape (B,)."""
        return np.asarray(self.tally.true[:, node] / self.runs)

    def numbers(self, first: int = 0, count: int | None = None) -> NDArray[np.float64]:
        """Return the drawn numbers of beliefs again, shape (count, Q), columns in the order of `slots.paths`."""
        return self.drawn.draw(self.seed, first, self.beliefs - first if count is None else count)

    def dates(self) -> tuple[date, ...]:
        """Return the date at the opening and at the end of every step."""
        document, names = self.case.document, self.layout.names
        return tuple(
            min(document.as_of + timedelta(days=names.step_days * t), document.until) for t in range(names.steps + 1)
        )

    def to_xarray(self) -> xarray.Dataset:
        """Return counts and, if kept, single worlds as an xarray dataset with named dimensions.

        Shares are of runs; `ending` counts along `scenario`; `level` is in the factor's unit; dates stand at the
        ends of steps.

        Raises:
            StoreError: xarray is not installed; it comes with the extra `arrays`.
        """
        try:
            import xarray
        except ImportError:
            message = "Arrays with named dimensions need xarray, which is not installed."
            raise StoreError(message, install_command("arrays")) from None

        names, runs = self.layout.names, self.runs
        data: dict[str, Any] = {
            "scenario_share": (("belief", "scenario"), self.tally.scenario / runs),
            "event_share": (("belief", "event"), self.tally.event / runs),
            "held_share": (("belief", "meeting"), self.tally.held / runs),
            "changed_share": (("issue", "date"), self.tally.changed.T / (self.beliefs * runs)),
        }
        markers = list(self.layout.markers.values())
        data["marker_share"] = (("belief", "marker"), self.tally.true[:, markers] / runs)
        coordinates: dict[str, Any] = {
            "belief": np.arange(self.beliefs),
            "scenario": list(self.scenario_ids),
            "marker": list(self.layout.markers),
            "event": list(names.events),
            "meeting": list(names.meetings),
            "issue": list(names.issues),
            "factor": list(names.factors),
            "date": np.array(self.dates(), dtype="datetime64[ns]"),
        }
        if self.tracks is not None:
            coordinates["run"] = np.arange(runs)
            data["ending"] = (("belief", "run"), self.tracks.scenario)
            data["outcome"] = (("belief", "run", "meeting"), self.tracks.outcome)
            data["fate"] = (("belief", "run", "meeting", "issue"), self.tracks.fate)
            if len(self.tracks.level):
                data["level"] = (("belief", "run", "factor", "date"), self.tracks.level)
        attributes = {"case": self.case.document.id, "seed": self.seed, "sha256": self.case.sha256}
        return xarray.Dataset(data, coordinates, attributes)
