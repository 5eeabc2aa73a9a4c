"""Earlier texts of a case beside the one that stands: line by line, and by what they do to the outlook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from detente.case import Case
from detente.play_options import PAIRED, PlayOptions
from detente.workbench.answers import sent, sound, started, whole
from detente.workbench.bench import Bench
from detente.workbench.jobs import Progress, Stop
from detente.workbench.pages import piece
from detente.workbench.playing import threads
from detente.workbench.questions import Answered

__all__ = ["Line", "VersionsPage", "beside"]

_AROUND = 3
_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of two texts side by side.

    Attributes:
        before, after: What it says; None where the text has no such line.
        number_before, number_after: Its numbers; 0 where the text has no such line.
        is_same: Whether both say the same.
        is_gap: Whether lines that are the same were left out here.
    """

    before: str | None = None
    after: str | None = None
    number_before: int = 0
    number_after: int = 0
    is_same: bool = False
    is_gap: bool = False


def beside(before: str, after: str) -> tuple[Line, ...]:
    r"""Return two texts side by side: what differs, with three lines around it.

    Example:
        >>> [(line.before, line.after) for line in beside("a: 1\nb: 2", "a: 1\nb: 3")]
        [('a: 1', 'a: 1'), ('b: 2', 'b: 3')]
    """
    one, two = before.split("\n")[:_MOST_LINES], after.split("\n")[:_MOST_LINES]
    found: list[Line] = []
    for group in SequenceMatcher(None, one, two, autojunk=False).get_grouped_opcodes(_AROUND):
        if found:
            found.append(Line(is_gap=True))
        for _, i, i_end, j, j_end in group:
            found += _rows(one, two, range(i, i_end), range(j, j_end))
    return tuple(found)


def _rows(one: list[str], two: list[str], left: range, right: range) -> Iterator[Line]:
    for k in range(max(len(left), len(right))):
        a, b = (left[k] if k < len(left) else None), (right[k] if k < len(right) else None)
        before, after = (one[a] if a is not None else None), (two[b] if b is not None else None)
        yield Line(before, after, 0 if a is None else a + 1, 0 if b is None else b + 1, before == after)


class VersionsPage:
    """What is asked of the versions of a case."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def routes(self) -> list[Route]:
        """Return what it answers."""
        one = "/api/cases/{name}/versions/{id}"
        return [Route(f"{one}/beside", self.beside), Route(f"{one}/diff", self.diff, methods=["POST"])]

    async def beside(self, request: Request) -> Response:
        """Return a version beside the text that stands."""
        words, name = self.bench.words(request), request.path_params["name"]
        file = await run_in_threadpool(self.bench.folder.read, name)
        before = await run_in_threadpool(self.bench.folder.version, name, request.path_params["id"])
        lines = await run_in_threadpool(beside, before, file.text)
        return JSONResponse({"text": before, "shown": piece(words, "beside.html.j2", lines=lines)})

    async def diff(self, request: Request) -> Response:
        """Begin to work out what the changes since a version do to the outlook."""
        words, given = self.bench.words(request), await sent(request)
        case, file = await self.bench.case(request)
        text = await run_in_threadpool(self.bench.folder.version, file.name, request.path_params["id"])
        before = await run_in_threadpool(sound, text, file.name, words)
        beliefs = whole(given, "beliefs", PAIRED.beliefs, 10_000)
        options = PAIRED.with_(beliefs=beliefs, seed=whole(given, "seed", 1, 2**32 - 1), threads=threads())
        work = partial(_compared, before, case, options)
        return started(
            self.bench.jobs.add("ask", file.name, file.version, (beliefs,), options.runs, work, "diff"), words
        )


def _compared(
    before: Case, after: Case, options: PlayOptions, beliefs: int, progress: Progress, stop: Stop
) -> Answered:
    from detente.analysis.compare.diff import diff

    return Answered("diff", after, options, diff(before, after, options=options.with_(progress=progress)))
