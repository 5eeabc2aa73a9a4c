"""Play a case: beliefs × runs worlds on all processors, with the same result however they are divided."""

from __future__ import annotations

import numpy as np

from detente.case.case import Case
from detente.engine.run.executor import Progress, Stop, in_parts
from detente.engine.run.executors.named import Place, workers_for
from detente.engine.run.keeping import current_keeper
from detente.engine.run.memory import check_memory
from detente.engine.run.play import Counts, Merged, Playing
from detente.engine.run.tallies import MOST_WORLDS, new_tracks
from detente.engine.run.worlds import Worlds
from detente.engine.world.world import Tally, Tracks
from detente.errors import OptionError, PlayError
from detente.play_options import PlayOptions

__all__ = ["Progress", "simulate"]


def simulate(
    case: Case,
    *,
    beliefs: int = 2000,
    runs: int = 10,
    seed: int = 1,
    threads: int | None = None,
    executor: Place | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
    keep_worlds: bool = False,
    keep_levels: bool = True,
    options: PlayOptions | None = None,
) -> Worlds:
    """Play a case in beliefs × runs worlds.

    A belief draws every uncertain number of the case; a run draws chance. Results depend on the case, the seed
    and the numbers of beliefs and runs alone: not on who plays, parts or the order of anything.

    Args:
        case: The case, from `detente.load`.
        beliefs: Number of beliefs B, 2 to 1,000,000.
        runs: Number of runs of each belief R, 2 to 1,000,000; at most 2,147,483,648 worlds in all.
        seed: 0 to 2³² − 1.
        threads: Processors to use; default: all.
        executor: Who plays: `"processes"`, `"tcp://HOST:PORT"`, a file of settings, or any
            `concurrent.futures.Executor`; default: threads.
        progress: Told how far the play has come.
        stop: Asked again and again; once it says yes, the worlds of the beliefs played by then are returned.
        keep_worlds: Keep what each single world did (memory grows with the worlds).
        keep_levels: With it keep where every factor stood at every step, too, which takes most of that memory.
        options: How to play, as all questions take it; it stands for everything from `beliefs` to `stop`.

    Returns:
        The worlds, counted; after a stop, of the beliefs before the first that was not played.

    Raises:
        OptionError: a number is outside its range, there is no such executor, or what is kept would not fit into
            memory.
        PlayError: those who were to play cannot be reached or broke down, or fewer than two beliefs were played
            before the stop.
        TheoryError: the case has no issues, so that nothing can be played.

    Example:
        >>> import detente
        >>> worlds = detente.simulate(detente.load("divided-pie"), beliefs=20, runs=10, seed=1)
        >>> worlds.beliefs * worlds.runs
        200
    """
    if options is not None:
        beliefs, runs, seed, threads = options.beliefs, options.runs, options.seed, options.threads
        executor, progress, stop = options.executor, options.progress, options.stop
    _check(beliefs, runs, seed, threads)
    playing = Playing.of(case, seed=seed, runs=runs, worlds=keep_worlds, levels=keep_levels)
    keeper = current_keeper()
    if keeper is not None and not keep_worlds:
        with workers_for(executor, threads) as workers:
            counts = keeper.play(case, playing, beliefs, workers=workers, progress=progress, stop=stop)
        return _worlds(case, playing, counts, None)
    merged = Merged(playing, range(beliefs))
    tracks = new_tracks(playing.layout.plan, beliefs if keep_worlds else 0, runs, keep_levels)
    check_memory(tracks)

    def take(first: int, piece: tuple[Tally, Tracks]) -> None:
        merged.take(first, piece[0])
        for name, part in piece[1]._asdict().items():
            getattr(tracks, name)[first : first + len(part)] = part

    with workers_for(executor, threads) as workers:
        in_parts(playing, take, [range(beliefs)], workers=workers, worlds=runs, progress=progress, stop=stop)
    return _worlds(case, playing, merged.counts(), tracks if keep_worlds else None)


def _worlds(case: Case, playing: Playing, counts: Counts, tracks: Tracks | None) -> Worlds:
    done = len(counts.beliefs)
    if done < 2:
        raise PlayError.stopped()
    kept = None if tracks is None else Tracks._make(array[:done] for array in tracks)
    return Worlds(case, playing.layout, playing.drawn, playing.seed, done, playing.runs, counts.tally, kept)


def _check(beliefs: int, runs: int, seed: int, threads: int | None) -> None:
    for name, found, low, high in (
        ("beliefs", beliefs, 2, 10**6),
        ("runs", runs, 2, 10**6),
        ("seed", seed, 0, 2**32 - 1),
        ("threads", 1 if threads is None else threads, 1, 4096),
    ):
        if isinstance(found, bool) or not isinstance(found, int | np.integer) or not low <= found <= high:
            raise OptionError.outside(name, str(found), f"a whole number from {low:,} to {high:,}")
    if beliefs * runs > MOST_WORLDS:
        raise OptionError.outside("beliefs × runs", f"{int(beliefs) * int(runs):,}", f"at most {MOST_WORLDS:,} worlds")
