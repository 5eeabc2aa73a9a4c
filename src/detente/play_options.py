"""How a case is played, the same wherever one is: in Python, on the command line, in reports and their footers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from numbers import Integral
from typing import TYPE_CHECKING, Any

from detente.errors import OptionError

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = [
    "DRAWN",
    "FILTERED",
    "PAIRED",
    "PLAYED",
    "REPLAYED",
    "SEARCHED",
    "PlayOptions",
    "Progress",
    "Stop",
    "in_range",
    "in_turn",
]

Progress = Callable[[int, int, str], None]
"""Called with worlds done, worlds in all, and the phase: `compile` or `play`."""

Stop = Callable[[], bool]
"""Asked between pieces of a play; once it says yes, no more are begun, and what is done is kept."""

ENOUGH_BELIEFS, ENOUGH_RUNS = 100, 10
"""Below these an outlook is too rough to rely on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayOptions:
    """How a case is played.

    Results depend on the first three alone: not on who plays, in how many pieces, or in which order.

    Attributes:
        beliefs: Draws of what is not known, B, 2 to 1,000,000.
        runs: Draws of chance of each belief, R, 2 to 1,000,000; questions that play nothing make no use of it.
        seed: 0 to 2³² − 1; another seed, other draws.
        threads: Processors to use, 1 to 4,096; default: all.
        executor: Who plays, where it is not threads of this process.
        progress: Told how far it has come.
        stop: Asked now and then; once it says yes, what can be said of what is done is said.

    Raises:
        OptionError: A number is outside its range.

    Example:
        >>> PlayOptions(beliefs=200, runs=20)
        PlayOptions(beliefs=200, runs=20, seed=1)
    """

    beliefs: int = 2000
    runs: int = 10
    seed: int = 1
    threads: int | None = field(default=None, compare=False)
    executor: Executor | str | None = field(default=None, compare=False)
    progress: Progress | None = field(default=None, compare=False)
    stop: Stop | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Check the numbers."""
        in_range("beliefs", self.beliefs, 2, 10**6)
        in_range("runs", self.runs, 2, 10**6)
        in_range("seed", self.seed, 0, 2**32 - 1)
        in_range("threads", 1 if self.threads is None else self.threads, 1, 4096)

    def __repr__(self) -> str:
        said = [f"{name}={getattr(self, name)!r}" for name in ("beliefs", "runs", "seed")]
        said += [f"{name}={given!r}" for name in ("threads", "executor") if (given := getattr(self, name)) is not None]
        return f"PlayOptions({', '.join(said)})"

    @property
    def worlds(self) -> int:
        """Return beliefs × runs."""
        return self.beliefs * self.runs

    @property
    def few(self) -> bool:
        """Say whether there are too few worlds to rely on."""
        return self.beliefs < ENOUGH_BELIEFS or self.runs < ENOUGH_RUNS

    def with_(self, **other: Any) -> PlayOptions:
        """Return the same with some options otherwise.

        Example:
            >>> PlayOptions(beliefs=200).with_(runs=10)
            PlayOptions(beliefs=200, runs=10, seed=1)
        """
        return replace(self, **other)


def in_range(name: str, found: object, low: int, high: int) -> None:
    """Refuse what is no whole number of a range.

    Raises:
        OptionError: It is none.
    """
    if isinstance(found, bool) or not isinstance(found, Integral) or not low <= int(found) <= high:
        raise OptionError.outside(name, str(found), f"a whole number from {low:,} to {high:,}")


def in_turn(options: PlayOptions, plays: int) -> Callable[[int], PlayOptions]:
    """Return, for each of several plays in turn, options that tell how far all have come.

    Args:
        options: Of every play.
        plays: How many there are.

    Example:
        >>> told = []
        >>> second = in_turn(PlayOptions(beliefs=2, runs=5, progress=lambda *how: told.append(how)), 3)(1)
        >>> second.progress(4, 10, "play"); told
        [(14, 30, 'play')]
    """

    def of(place: int) -> PlayOptions:
        progress, worlds = options.progress, options.worlds
        if progress is None:
            return options

        def tell(done: int, total: int, phase: str) -> None:
            progress(place * worlds + done, plays * worlds, phase)

        return options.with_(progress=tell)

    return of


PLAYED = PlayOptions()
"""By default: the error of a probability is that of the beliefs, and more runs of each hardly lessen it.

Var = (σ² + E[p (1 − p)]/R)/B for R runs of each of B beliefs (law of total variance): see decision 16."""

PAIRED = PlayOptions(beliefs=1000, runs=10)
"""Differences in the same worlds are surer than probabilities, and need fewer runs."""

FILTERED = PlayOptions(beliefs=1000, runs=50)
"""Runs that take in facts are held in memory side by side."""

SEARCHED = PlayOptions(beliefs=50_000, runs=2)
"""Many beliefs of few runs find more conditions than few of many."""

DRAWN = PlayOptions(beliefs=200)
"""Where beliefs are looked at and nothing is played."""

REPLAYED = PlayOptions(beliefs=100, runs=20)
"""A look at several cases."""
