"""The workbench as a web application: pages, and the JSON beneath each of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from detente.case.reading.load import cases as shipped_cases
from detente.case.reading.load import library_text
from detente.errors import CaseError, DetenteError
from detente.locale import LANGUAGES, Texts, texts
from detente.locale.wording import worded
from detente.workbench.folder import Folder, MeanwhileError
from detente.workbench.grid import grid_of
from detente.workbench.jobs import Job, Jobs
from detente.workbench.pages import page, piece
from detente.workbench.playing import check_changes, play, played_as_data, rounds_for, what_if
from detente.workbench.security import Access, Guard
from detente.workbench.texts import read, replacements

__all__ = ["create_app"]

Handler = Callable[[Request], Awaitable[Response]]

_STATIC = Path(__file__).parent / "static"
_PAUSE = 0.25
_LONGEST = 3600.0
_PLACES = ("case", "play", "report", "whatif", "versions")


class Workbench:
    """What all pages share: the folder that is open, and the work that goes on."""

    def __init__(self, folder: Folder, language: str) -> None:
        self.folder, self.language, self.jobs = folder, language, Jobs()

    def words(self, request: Request) -> Texts:
        """Return the catalogue of the language that a reader has chosen, or that of the start."""
        chosen = request.query_params.get("lang") or request.cookies.get("detente-language") or self.language
        return texts(chosen if chosen in LANGUAGES else "en")

    async def home(self, request: Request) -> Response:
        """Show the cases of the folder and those that are shipped."""
        words = self.words(request)
        own = [self._line_of(name) for name in await run_in_threadpool(self.folder.names)]
        library = await run_in_threadpool(shipped_cases)
        return _chosen(request, page(request, words, "home.html.j2", own=own, library=library, place="home"))

    async def place(self, request: Request) -> Response:
        """Show one of the places of a case."""
        name, place = request.path_params["name"], request.path_params.get("place", "case")
        if place not in _PLACES:
            return Response("not found", 404, media_type="text/plain")
        words = self.words(request)
        file = await run_in_threadpool(self.folder.read, name)
        found = await run_in_threadpool(read, file.text, name, words.language)
        shown: dict[str, Any] = {"file": file, "case": found.case, "place": place}
        if place == "case":
            shown["grid"] = await run_in_threadpool(grid_of, file.text, found.problems, words.language)
        if place == "versions":
            shown["versions"] = await run_in_threadpool(self.folder.versions, name)
        if place in ("play", "report"):
            shown["job"] = next((job for job in self.jobs.of(name) if job.kind == "play"), None)
        return _chosen(request, page(request, words, f"{place}.html.j2", **shown))

    async def written(self, request: Request) -> Response:
        """Show the report of a play, as it would be written to a file."""
        job = self.jobs.get(request.path_params["id"])
        if job is None or job.found is None or job.kind != "play":
            return Response("not found", 404, media_type="text/plain")
        html = await run_in_threadpool(job.found.report, self.words(request).language)
        return Response(
            html,
            media_type="text/html",
            headers={"Content-Security-Policy": job.found.policy(html)},
        )

    async def cases(self, request: Request) -> Response:
        """List the cases; or begin one, from a shipped case."""
        if request.method == "GET":
            return JSONResponse([self._line_of(name) for name in self.folder.names()])
        asked = await _body(request)
        wanted = str(asked.get("from", ""))
        text = await run_in_threadpool(library_text, wanted)
        name = self.folder.free_name(str(asked.get("name") or wanted))
        file = await run_in_threadpool(self.folder.write, name, text, "")
        return JSONResponse({"name": file.name, "version": file.version}, 201)

    async def text(self, request: Request) -> Response:
        """Return the text of a case, or write it over the version it was made from."""
        name = request.path_params["name"]
        if request.method == "GET":
            file = await run_in_threadpool(self.folder.read, name)
            return JSONResponse({"name": file.name, "text": file.text, "version": file.version})
        asked = await _body(request)
        try:
            file = await run_in_threadpool(
                self.folder.write, name, str(asked.get("text", "")), str(asked.get("base", ""))
            )
        except MeanwhileError as meanwhile:
            theirs = {"text": meanwhile.theirs.text, "version": meanwhile.theirs.version}
            return JSONResponse({"theirs": theirs, "kept": meanwhile.kept}, 409)
        return JSONResponse({"version": file.version})

    async def check(self, request: Request) -> Response:
        """Say what is wrong in a text, and what its grid looks like."""
        name, words = request.path_params["name"], self.words(request)
        text = str((await _body(request)).get("text", ""))
        found = await run_in_threadpool(read, text, name, words.language)
        grid = await run_in_threadpool(grid_of, text, found.problems, words.language)
        return JSONResponse(
            {"problems": [_problem(each) for each in found.problems], "grid": piece(words, "grid.html.j2", grid=grid)}
        )

    async def edit(self, request: Request) -> Response:
        """Say what to replace in a text so that values stand at paths."""
        name, words = request.path_params["name"], self.words(request)
        asked = await _body(request)
        values = asked.get("values")
        if not isinstance(values, dict):
            return JSONResponse({"error": "values"}, 400)
        made = await run_in_threadpool(replacements, str(asked.get("text", "")), values, name, words.language)
        return JSONResponse({"splices": made})

    async def version(self, request: Request) -> Response:
        """Return an earlier text of a case."""
        found = await run_in_threadpool(self.folder.version, request.path_params["name"], request.path_params["id"])
        return JSONResponse({"text": found})

    async def plays(self, request: Request) -> Response:
        """Begin to play a case."""
        words = self.words(request)
        asked = await _body(request)
        file = await run_in_threadpool(self.folder.read, request.path_params["name"])
        case = await run_in_threadpool(_sound, file.text, file.name, words)
        beliefs, runs, seed = (
            _whole(asked, *bounds)
            for bounds in (("beliefs", 1000, 10**6), ("runs", 100, 10**4), ("seed", 1, 2**32 - 1))
        )
        job = self.jobs.add("play", file.name, file.version, rounds_for(beliefs), runs, partial(play, case, runs, seed))
        return _started(job, words)

    async def what_if(self, request: Request) -> Response:
        """Begin to compare a case with itself after a change."""
        words = self.words(request)
        asked = await _body(request)
        file = await run_in_threadpool(self.folder.read, request.path_params["name"])
        case = await run_in_threadpool(_sound, file.text, file.name, words)
        levers, values = list(asked.get("levers") or []), dict(asked.get("values") or {})
        await run_in_threadpool(check_changes, case, levers, values)
        rounds = rounds_for(_whole(asked, "beliefs", 400, 10_000), first=20)
        job = self.jobs.add("whatif", file.name, file.version, rounds, 20, partial(what_if, case, levers, values, 20))
        return _started(job, words)

    async def job(self, request: Request) -> Response:
        """Say how far a job has come, or stop it."""
        job = self.jobs.get(request.path_params["id"])
        if job is None:
            return JSONResponse({"error": "gone"}, 404)
        if request.method == "DELETE":
            job.stop()
        return JSONResponse(_told(job, self.words(request)))

    async def events(self, request: Request) -> Response:
        """Tell how a job comes on, as server-sent events."""
        job = self.jobs.get(request.path_params["id"])
        if job is None:
            return JSONResponse({"error": "gone"}, 404)
        return StreamingResponse(_events(job, self.words(request)), media_type="text/event-stream")

    def _line_of(self, name: str) -> dict[str, Any]:
        return {"name": name}


def create_app(folder: Path, access: Access, language: str = "en") -> ASGIApp:
    """Return the workbench of a folder.

    Args:
        folder: Its cases; nothing else is read or written.
        access: Who may ask.
        language: Of pages, unless a reader chooses another.
    """
    bench = Workbench(Folder(folder), language)
    routes = [
        Route("/", bench.home),
        Route("/case/{name}", bench.place),
        Route("/case/{name}/{place}", bench.place),
        Route("/plays/{id}/report", bench.written),
        Route("/api/cases", bench.cases, methods=["GET", "POST"]),
        Route("/api/cases/{name}", bench.text, methods=["GET", "PUT"]),
        Route("/api/cases/{name}/check", bench.check, methods=["POST"]),
        Route("/api/cases/{name}/edit", bench.edit, methods=["POST"]),
        Route("/api/cases/{name}/versions/{id}", bench.version),
        Route("/api/cases/{name}/plays", bench.plays, methods=["POST"]),
        Route("/api/cases/{name}/whatif", bench.what_if, methods=["POST"]),
        Route("/api/jobs/{id}", bench.job, methods=["GET", "DELETE"]),
        Route("/api/jobs/{id}/events", bench.events),
        Route("/favicon.ico", _no_icon),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]
    errors: dict[Any, Any] = {DetenteError: partial(_refused, bench), _BodyError: _bad_body}
    return Guard(Starlette(routes=routes, exception_handlers=errors), access)


class _BodyError(Exception):
    """What was sent is no JSON object."""


async def _body(request: Request) -> dict[str, Any]:
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise _BodyError from None
    if not isinstance(found, dict):
        raise _BodyError
    return found


async def _bad_body(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": "no JSON object"}, 400)


async def _no_icon(request: Request) -> Response:
    return Response(status_code=204)


async def _refused(bench: Workbench, request: Request, error: Exception) -> Response:
    """Say what is wrong with what was asked for, on a page or as JSON."""
    assert isinstance(error, DetenteError)
    words = bench.words(request)
    if isinstance(error, CaseError):
        return JSONResponse({"problems": [_problem(each) for each in error.problems]}, 422)
    sentence, hint = worded(error, words)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": sentence, "hint": hint}, 400)
    shown = page(request, words, "wrong.html.j2", sentence=sentence, hint=hint, place="home")
    shown.status_code = 404
    return shown


def _sound(text: str, name: str, words: Texts) -> Any:
    found = read(text, name, words.language)
    if found.case is None:
        raise CaseError(found.errors)
    return found.case


def _whole(asked: dict[str, Any], key: str, usual: int, most: int) -> int:
    found = asked.get(key, usual)
    is_whole = isinstance(found, int) and not isinstance(found, bool)
    return min(most, max(2 if key != "seed" else 0, found)) if is_whole else usual


def _problem(problem: Any) -> dict[str, Any]:
    return {
        "line": problem.line,
        "column": problem.column,
        "end_line": problem.end_line,
        "end_column": problem.end_column,
        "severity": problem.severity,
        "path": problem.path,
        "found": problem.found,
        "allowed": problem.allowed,
        "hint": problem.hint,
    }


def _started(job: Job[Any] | None, words: Texts) -> Response:
    if job is None:
        return JSONResponse({"error": words("workbench.too_many")}, 429)
    return JSONResponse(_told(job, words), 202)


def _told(job: Job[Any], words: Texts) -> dict[str, Any]:
    """Return how far a job has come."""
    wrong = worded(job.error, words)[0] if job.error else ""
    found = played_as_data(job.found, words) if job.found is not None else None
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state,
        "state_in_words": words(f"workbench.state.{job.state}"),
        "done": job.done,
        "total": job.total,
        "beliefs": job.beliefs,
        "version": job.version,
        "error": wrong,
        "found": found,
        "shown": piece(words, f"{job.kind}_found.html.j2", found=job.found, job=job) if job.found is not None else "",
    }


async def _events(job: Job[Any], words: Texts) -> AsyncIterator[str]:
    """Yield an event whenever something in a job changes, until it is over."""
    seen, waited, beliefs = -1, 0.0, 0
    while True:
        if job.changes != seen:
            seen = job.changes
            told = await run_in_threadpool(_told, job, words)
            if told["beliefs"] == beliefs and not job.is_over:
                told |= {"shown": "", "found": None}
            beliefs = told["beliefs"]
            yield f"data: {json.dumps(told, ensure_ascii=False)}\n\n"
            if job.is_over:
                return
        await asyncio.sleep(_PAUSE)
        waited += _PAUSE
        if waited > _LONGEST:
            return
        if waited % 15 < _PAUSE:
            yield ": still there\n\n"


def _chosen(request: Request, answer: Response) -> Response:
    """Remember the language that a reader has chosen."""
    chosen = request.query_params.get("lang")
    if chosen in LANGUAGES:
        answer.set_cookie("detente-language", str(chosen), samesite="strict", max_age=31_536_000, path="/")
        if len(request.query_params) == 1:
            moved = RedirectResponse(request.url.path, 303)
            moved.set_cookie("detente-language", str(chosen), samesite="strict", max_age=31_536_000, path="/")
            return moved
    return answer
