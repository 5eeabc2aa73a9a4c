"""One play, brought down to what comparisons need: how each world ended, and what each party gained."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

import detente
from detente.analysis.compare.gains import gains, watching_ends
from detente.analysis.outlook.outlook import MUDDLING
from detente.case.case import Case
from detente.case.schema.base import Bilingual
from detente.engine.layout.plan import SETTLED, Outcome
from detente.engine.run.played import played
from detente.engine.run.worlds import Worlds
from detente.engine.world.world import Tracks
from detente.play_options import PlayOptions

__all__ = [
    "Aim",
    "Ends",
    "Stamp",
    "play_ends",
    "scenario_titles",
    "stamp_of",
    "titled",
    "too_few",
]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What was played and how: with the version, enough to have the same numbers again."""

    case: str
    title: Bilingual
    as_of: date
    until: date
    version: str
    case_sha256: str
    seed: int
    beliefs: int
    runs: int

    @property
    def few(self) -> bool:
        """Say whether there are too few worlds to rely on."""
        return PlayOptions(beliefs=self.beliefs, runs=self.runs).few

    @classmethod
    def of(cls, case: Case, options: PlayOptions) -> Stamp:
        """Return the stamp of a play."""
        document, how = case.document, (options.seed, options.beliefs, options.runs)
        dates = (document.as_of, document.until)
        return cls(document.id, document.title, *dates, detente.__version__, case.sha256, *how)


def stamp_of(worlds: Worlds) -> Stamp:
    """Return the stamp of worlds that have been played."""
    return Stamp.of(worlds.case, PlayOptions(beliefs=worlds.beliefs, runs=worlds.runs, seed=worlds.seed))


@dataclass(frozen=True, slots=True)
class Ends:
    """How the worlds of a play ended.

    Attributes:
        scenarios: ids, then `muddling-through`, then `open`.
        ending: the scenario of each world, i1[B, R].
        parties: ids.
        gains: mean gain of each party at the end of the course, f8[2, B, P], over either half of the runs.
        meetings: ids.
        settled: how many issues each meeting settled at its latest, answers of absent parties heard; 0 where it
            agreed on nothing or was not held, i1[B, R, M].
        struck: whether its table struck a package that was then answered, whatever the answer, i1[B, R, M].
    """

    scenarios: tuple[str, ...]
    ending: NDArray[np.int8] = field(repr=False)
    parties: tuple[str, ...]
    gains: Floats = field(repr=False)
    meetings: tuple[str, ...] = ()
    settled: NDArray[np.int8] = field(repr=False, default_factory=lambda: np.zeros((0, 0, 0), dtype=np.int8))
    struck: NDArray[np.int8] = field(repr=False, default_factory=lambda: np.zeros((0, 0, 0), dtype=np.int8))

    def happens(self, scenario: str) -> NDArray[np.bool_]:
        """Say of each world whether it ended so, shape (B, R)."""
        return np.asarray(self.ending == self.scenarios.index(scenario))

    def gain(self, party: str) -> Floats:
        """Return a party's mean gain by belief, shape (B,)."""
        return np.asarray(np.average(self.gains[:, :, self.parties.index(party)], axis=0, weights=self.sizes))

    @property
    def sizes(self) -> tuple[int, int]:
        """Return how many runs are in either half."""
        runs = self.ending.shape[1]
        return runs // 2, runs - runs // 2


@dataclass(frozen=True, slots=True)
class Aim:
    """What somebody wants: a scenario likelier or less likely, or a party's gain higher or lower.

    Attributes:
        of: the id of the scenario or the party.
        is_party: whether it is a party.
        sign: 1 for more of it, −1 for less.
    """

    of: str
    is_party: bool
    sign: int = 1

    def halves(self, ends: Ends) -> Floats:
        """Return the utility by belief over either half of the runs, shape (2, B)."""
        if self.is_party:
            return np.asarray(self.sign * ends.gains[:, :, ends.parties.index(self.of)])
        half, happens = ends.sizes[0], ends.happens(self.of)
        return self.sign * np.stack([happens[:, :half].mean(axis=1), happens[:, half:].mean(axis=1)])

    def utility(self, ends: Ends) -> Floats:
        """Return the utility by belief over all runs, shape (B,)."""
        return np.asarray(np.average(self.halves(ends), axis=0, weights=ends.sizes))


def play_ends(case: Case, options: PlayOptions, origin: Case | None = None) -> tuple[Ends, Worlds]:
    """Play a case and return how its worlds ended; the whole play with it, for those who want more of it.

    Args:
        case: The case.
        options: How to play.
        origin: The case whose terms at `as_of` gains count from; default: the case itself.
    """
    worlds = played(watching_ends(case), options, keep_worlds=True, keep_levels=False)
    assert worlds.tracks is not None
    found, names, tracks = gains(worlds, origin.document if origin else None), worlds.layout.names, worlds.tracks
    struck = (tracks.outcome > Outcome.NONE).astype(np.int8)
    meetings = (names.meetings, _settled(tracks), struck)
    return Ends(worlds.scenario_ids, tracks.scenario, names.parties, found, *meetings), worlds


def _settled(tracks: Tracks) -> NDArray[np.int8]:
    """Return how many issues each meeting settled, shape (B, R, M); a belief at a time, to need little memory."""
    count = np.zeros(tracks.outcome.shape, dtype=np.int8)
    for belief, fates in enumerate(tracks.fate):
        count[belief] = (fates >= SETTLED).sum(axis=-1)
    return count


_UNNAMED = {"muddling-through": MUDDLING, "open": Bilingual(en="Still open at the end", zh="期末仍无定论")}


def scenario_titles(case: Case) -> dict[str, Bilingual]:
    """Return the title of every end of the story by id, those that no case names last."""
    named = {key: titled(scenario.title, key) for key, scenario in case.document.scenarios.items()}
    return {**named, **_UNNAMED}


def titled(title: Bilingual, key: str) -> Bilingual:
    """Return a title, or the identifier in words where there is none."""
    return title if title.en or title.zh else Bilingual(en=key.replace("-", " "))


def too_few(beliefs: int, runs: int) -> Bilingual:
    """Return the sentence that stands where worlds are too few to rely on."""
    return Bilingual(
        en=f"Too few worlds to rely on: {beliefs:,} beliefs × {runs:,} runs; play at least 100 × 10.",
        zh=f"推演次数太少，不足为凭：{beliefs:,} 组信念 × {runs:,} 次；至少应为 100 × 10。",
    )
