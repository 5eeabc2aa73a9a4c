"""Play a case from what is kept of it, and keep what is played."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field

from detente.case.case import Case
from detente.engine.run.executor import Progress, Stop, Workers, in_parts
from detente.engine.run.play import Counts, Merged, Playing
from detente.engine.world.world import Tally, Tracks
from detente.errors import StoreError
from detente.store.runs import LockedError, Run, Runs

__all__ = ["StoreKeeper"]

PART = 2.0
"""Seconds that a part takes that is written down; a kill costs no more than what was in progress."""


@dataclass(slots=True)
class StoreKeeper:
    """Sees to plays with a folder of runs.

    A kept run is used wherever there is one, whether or not this play is kept.

    Attributes:
        runs: the folder.
        keep: whether to keep what is played; otherwise only what a stop would lose is kept.
        go_on: whether to refuse to begin what is not kept yet.
        used: runs that plays were taken from or kept in.
    """

    runs: Runs
    keep: bool = False
    go_on: bool = False
    used: list[Run] = field(default_factory=list)

    def play(
        self,
        case: Case,
        playing: Playing,
        beliefs: int,
        *,
        workers: Workers,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> Counts:
        """Return the counts of a play.

        Raises:
            StoreError: the run is to be gone on with and is not there, cannot be written, or is being played.
        """
        run = self.runs.run(case, playing)
        if self.go_on and not run.exists:
            raise StoreError(
                f"no run of {case.id} with these numbers, by this version, is kept", "begin one with --keep"
            ).named("no_run", case=case.id)
        merged = Merged(playing, range(beliefs))
        missing = run.take_into(merged) if run.exists else [range(beliefs)]
        if run.exists or self.keep or self.go_on:
            self.used.append(run)
        if not missing and not self.keep:
            return merged.counts()
        try:
            with run.opened(beliefs) if self.keep or self.go_on or run.exists else nullcontext():
                self._play(run if run.is_open else None, merged, missing, workers, progress, stop)
                if merged.reached == beliefs:
                    run.mark(beliefs)
        except LockedError:
            if self.keep or self.go_on:
                raise
            self._play(None, merged, missing, workers, progress, stop)
        self._keep_what_was_stopped(run, merged)
        return merged.counts()

    def _keep_what_was_stopped(self, run: Run, merged: Merged) -> None:
        """Keep the counts of a play that nobody asked to keep, so that stopping it loses nothing."""
        if merged.reached < 2 or merged.reached == len(merged.beliefs) or run.exists:
            return
        self.used.append(run)
        with run.opened(len(merged.beliefs)):
            run.add(merged.counts())

    def _play(
        self,
        run: Run | None,
        merged: Merged,
        missing: list[range],
        workers: Workers,
        progress: Progress | None,
        stop: Stop | None,
    ) -> None:
        playing = merged.playing
        before = (len(merged.beliefs) - sum(map(len, missing))) * playing.runs

        def take(first: int, piece: tuple[Tally, Tracks]) -> None:
            if run is not None:
                count = len(piece[0].scenario)
                run.add(Counts(range(first, first + count), playing.runs, playing.seed, piece[0]))
            merged.take(first, piece[0])

        def tell(done: int, total: int, phase: str) -> None:
            if progress is not None:
                progress(done + before, total + before, phase)

        if missing:
            in_parts(
                playing,
                take,
                missing,
                workers=workers,
                worlds=playing.runs,
                seconds=None if run is None else max(PART, workers.seconds),
                progress=tell,
                stop=stop,
            )
