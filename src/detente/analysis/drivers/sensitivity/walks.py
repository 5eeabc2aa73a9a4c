"""Walks between beliefs through the engine: Shapley effects of groups of beliefs without a model of the model.

Two independent beliefs x and x′ are mixed: in a random order, the groups of x′ become those of x, one after another,
the rest drawn given them. With p the probability of an outcome under a belief, the Shapley effect of group j on Var(p)
is the mean over walks of

    ½ (p(x) − p(x′)) (p_j − p_{j−1}),

p_j the probability after j's step: the symmetric form of the estimator in `shapley`, in which the squares cancel. The
engine gives no p but the result of a world, 0 or 1. Let the ends be played under one chance ω, and all stations of the
walk, ends among them, under another chance ω′:

    ½ (Y(x, ω) − Y(x′, ω)) (Y_j(ω′) − Y_{j−1}(ω′))

has the same mean, because ω and ω′ are independent, and much less noise than with a chance for each station. So one run
of each belief is enough, nothing is fitted, and there is no noise to be taken out. The terms of a walk add up to
½ (Y(x, ω) − Y(x′, ω)) (Y(x, ω′) − Y(x′, ω′)), whose mean is Var(p); and ½ (Y(x, ω) − Y(x, ω′))² has the mean of the
variance that chance leaves when the belief is known.

Sources: as for `shapley`; two independent noises to estimate a variance under noise: Sun, Y., Apley, D. W. & Staum, J.
(2011), Operations Research 59, 998–1007.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.drivers.sensitivity.streams import Stream, replayed
from detente.engine.run.beliefs import Beliefs, pearson, probabilities
from detente.engine.run.chunks import Player, Table, another
from detente.engine.run.executor import Progress, Stop, in_parts
from detente.engine.run.executors.named import Place, workers_for
from detente.kernels.quantiles import normal_quantile

__all__ = ["Walked", "mixtures", "orders", "walk"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bytes = NDArray[np.int8]
Piece = tuple[Bytes, Bytes, Bytes, Floats]
"""Of some walks: ends, steps, what redrawing changed, and rates."""

_ORDERS = 0x0D3
"""Sets the random orders apart from other draws of the same seed."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What W walks gave, for K outcomes, G groups and S streams.

    Attributes:
        ends: whether an outcome came true at x, x′ under ω, then at x, x′ under ω′: i1[W, 4, K].
        steps: what each group's step changed, Y_j − Y_{j−1}, under ω′: i1[W, G, K].
        redrawn: whether the outcome at x under ω differs once a stream is redrawn: i1[W, S, K].
        rates: share of all stations in which an outcome came true, f8[W, K].
        numbers: which walks these are; walk w is between the beliefs 2w and 2w + 1, i8[W].
    """

    ends: Bytes
    steps: Bytes
    redrawn: Bytes
    rates: Floats
    numbers: Ints


def orders(groups: int, first: int, count: int, seed: int) -> Ints:
    """Return the order of the groups in each walk, shape (count, G).

    Walks come in rounds of 2G: a random order, its rotations, and the reverse of each, so that in a round every group
    stands at every place twice.
    """
    found = np.empty((count, groups), dtype=np.int64)
    for k in range(count):
        number, place = divmod(first + k, 2 * groups)
        order = np.random.default_rng([seed, _ORDERS, number]).permutation(groups)
        order = np.roll(order, place % groups)
        found[k] = order if place < groups else order[::-1]
    return found


def mixtures(drawn: Beliefs, columns: Sequence[Sequence[int]], order: Ints, x: Floats, other: Floats) -> list[Floats]:
    """Return the uniforms of every station of some walks, from x′ to x: G + 1 arrays of shape (w, U).

    Correlated numbers are mixed by their innovations: with the columns in the order in which they become known, scores
    are L·ε, L the Cholesky factor of their correlations, and taking the first ε from x and the others from x′ draws the
    others given the first.

    Args:
        drawn: Which numbers the case correlates.
        columns: Columns of each group; together all columns, each once.
        order: Order of the groups in each walk, shape (w, G).
        x: Uniforms of the beliefs where walks end, shape (w, U).
        other: Uniforms of those where they begin.
    """
    groups = order.shape[1]
    group = np.empty(x.shape[1], dtype=np.int64)
    for g, mine in enumerate(columns):
        group[list(mine)] = g
    place = np.argsort(order, axis=1)[:, group]  # of each column's group in each walk
    stations = [np.where(place < k, x, other) for k in range(groups + 1)]
    for together, spearman in drawn.correlated():
        if len(set(group[together])) > 1:
            _mix_correlated(stations, np.array(together), pearson(spearman), place[:, together], x, other)
    return stations


def _mix_correlated(
    stations: list[Floats], columns: Ints, correlation: Floats, place: Ints, x: Floats, other: Floats
) -> None:
    """Replace the columns of one correlated set in all stations but the ends."""
    known = np.argsort(place, axis=1, kind="stable")
    for sequence in np.unique(known, axis=0):
        rows = np.flatnonzero((known == sequence).all(axis=1))
        factor = np.linalg.cholesky(correlation[np.ix_(sequence, sequence)])
        where = np.ix_(rows, columns[sequence])
        own, others = (np.linalg.solve(factor, normal_quantile(u[where]).T).T for u in (x, other))
        for k in range(1, len(stations) - 1):
            mixed = np.where(place[rows][:, sequence] < k, own, others)
            stations[k][where] = probabilities(mixed @ factor.T)


def walk(
    table: Table,
    columns: Sequence[Sequence[int]],
    outcomes: Sequence[str],
    *,
    walks: int,
    seed: int = 1,
    streams: Sequence[Stream] = (),
    threads: int | None = None,
    executor: Place | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Walked:
    """Play walks, and for each of them one end again with each stream of chance redrawn.

    Args:
        table: What is played.
        columns: Columns of each group among the uncertain numbers.
        outcomes: Ids of scenarios, markers or named conditions.
        walks: W; each takes G + 3 + S worlds.
        seed: Of beliefs, orders and chance.
        streams: Streams of chance.
        threads: Processors to use; default: all.
        executor: Who plays, where it is not threads of this process.
        progress: Told how far it has come.
        stop: Asked between pieces; what is done by then is returned.
    """
    job = Walking(table, tuple(map(tuple, columns)), tuple(outcomes), tuple(streams), seed)
    count, kinds = len(columns), len(outcomes)
    ends = np.zeros((walks, 4, kinds), dtype=np.int8)
    steps = np.zeros((walks, count, kinds), dtype=np.int8)
    redrawn = np.zeros((walks, len(streams), kinds), dtype=np.int8)
    rates, done = np.zeros((walks, kinds)), np.zeros(walks, dtype=np.bool_)

    def take(first: int, piece: Piece) -> None:
        here = slice(first, first + len(piece[0]))
        ends[here], steps[here], redrawn[here], rates[here] = piece
        done[here] = True

    worlds = count + 3 + len(streams)
    with workers_for(executor, threads) as workers:
        in_parts(job, take, [range(walks)], workers=workers, worlds=worlds, progress=progress, stop=stop)
    return Walked(ends[done], steps[done], redrawn[done], rates[done], np.flatnonzero(done))


@dataclass(frozen=True, slots=True)
class Walking:
    """Walks between beliefs, as a job for workers."""

    table: Table
    columns: tuple[tuple[int, ...], ...]
    outcomes: tuple[str, ...]
    streams: tuple[Stream, ...]
    seed: int

    def warm(self) -> None:
        """Compile what is needed."""
        self.ready()(0, 1)

    def ready(self) -> Callable[[int, int], Piece]:
        """Prepare a worker."""
        return _Walker(self).play


class _Walker:
    """Plays walks on one worker."""

    def __init__(self, job: Walking) -> None:
        self.table, self.columns, self.outcomes, self.seed = job.table, job.columns, job.outcomes, job.seed
        self.ends, self.middle = Player(job.table, another(job.seed)), Player(job.table, job.seed)
        self.replays = [replayed(job.table, stream, another(job.seed)) for stream in job.streams]

    def play(self, first: int, size: int) -> Piece:
        """Return ends, steps, what redrawing changed, and rates of some walks."""
        drawn, groups = self.table.drawn, len(self.columns)
        pair = drawn.uniforms(self.seed, 2 * first, 2 * size).reshape(size, 2, -1)
        order = orders(groups, first, size, self.seed)
        stations = mixtures(drawn, self.columns, order, pair[:, 0], pair[:, 1])
        beliefs = np.split(drawn.values(np.concatenate(stations)), groups + 1)
        other, x = beliefs[0], beliefs[-1]
        course = np.stack([self._true(self.middle, numbers, first) for numbers in beliefs], axis=1)
        steps = np.empty((size, groups, len(self.outcomes)), dtype=np.int8)
        np.put_along_axis(steps, order[:, :, None], np.diff(course, axis=1), axis=1)
        own = self._true(self.ends, x, first)
        ends = np.stack([own, self._true(self.ends, other, first), course[:, -1], course[:, 0]], axis=1)
        redrawn = np.zeros((size, len(self.replays), len(self.outcomes)), dtype=np.int8)
        for s, player in enumerate(self.replays):
            redrawn[:, s] = self._true(player, x, first) != own
        return ends, steps, redrawn, course.mean(axis=1)

    def _true(self, player: Player, numbers: Floats, first: int) -> Bytes:
        """Say which outcomes came true in one run of each belief, i1[w, K]."""
        tracks = player.play(numbers, first, 1)
        return np.stack([self.table.came_true(tracks, outcome)[:, 0] for outcome in self.outcomes], axis=1).astype(
            np.int8
        )
