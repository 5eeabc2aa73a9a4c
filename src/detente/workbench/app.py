"""The workbench as a web application: pages, and the JSON beneath each of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from detente.case import edits
from detente.case.reading.load import cases as shipped_cases
from detente.case.templates import templates
from detente.errors import DetenteError, Problem
from detente.locale import Texts
from detente.report.data import plain
from detente.workbench.adding import addition
from detente.workbench.answers import (
    BodyError,
    bad_body,
    changed_by,
    chosen,
    events_of,
    problem_data,
    refused,
    sent,
    started,
    told_of,
    whole,
)
from detente.workbench.beginning import beginning
from detente.workbench.bench import Bench
from detente.workbench.dealing import Dealing, KeptTables, choice_of
from detente.workbench.folder import MeanwhileError
from detente.workbench.form_fields import SECTIONS, VIEWS
from detente.workbench.forms import claims_of, form_of
from detente.workbench.grid import grid_of
from detente.workbench.intake_page import IntakePage
from detente.workbench.pages import page, piece
from detente.workbench.playing import KeptEnds, changed_case, play, rounds_for, what_if
from detente.workbench.questions import CHAPTERS_OF, SIZES, asked, kinds_of, policy_of
from detente.workbench.records import RecordsPage
from detente.workbench.security import Access, Guard
from detente.workbench.texts import read, replacements, written
from detente.workbench.turning import as_lever, as_version, turnable
from detente.workbench.versions import VersionsPage

__all__ = ["create_app"]

Handler = Callable[[Request], Awaitable[Response]]

_STATIC = Path(__file__).parent / "static"
_PLACES = ("case", "play", "brief", "deals", "whatif", "why", "versions")
_KINDS = {
    ".html": "text/html",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


class Workbench(Bench):
    """The pages of a case, and what is done with it."""

    def __init__(self, folder: Path, language: str) -> None:
        super().__init__(folder, language)
        self.tables, self.ends = KeptTables(), KeptEnds()

    async def home(self, request: Request) -> Response:
        """Show the cases of the folder and those that are shipped."""
        words = self.words(request)
        own = [self._line_of(name) for name in await run_in_threadpool(self.folder.names)]
        library = await run_in_threadpool(shipped_cases)
        shown = {"own": own, "library": library, "templates": templates(), "today": date.today(), "place": "home"}
        return chosen(request, page(request, words, "home.html.j2", **shown))

    async def place(self, request: Request) -> Response:
        """Show one of the places of a case."""
        name, place = request.path_params["name"], request.path_params.get("place", "case")
        if place not in _PLACES:
            return Response("not found", 404, media_type="text/plain")
        words = self.words(request)
        shown = await self.shown(request, place)
        file, case = shown["file"], shown["case"]
        if place == "case":
            shown["grid"] = await run_in_threadpool(grid_of, file.text, shown["problems"], words.language)
            shown["views"] = VIEWS
            shown["claims"] = await run_in_threadpool(claims_of, file.text, words.language)
        if place == "versions":
            shown["versions"] = await run_in_threadpool(self.folder.versions, name)
        if place == "whatif" and case is not None:
            shown["numbers"] = await run_in_threadpool(turnable, case, words)
        if place == "play":
            shown["job"] = self.jobs.latest(name, "play")
        if place in CHAPTERS_OF:
            shown["sizes"], shown["kinds_of"] = SIZES, kinds_of
            shown["items"] = [(id, self.jobs.latest(name, "ask", id)) for id in CHAPTERS_OF[place]]
        if place == "deals" and case is not None and case.document.meetings:
            meeting = request.query_params.get("meeting")
            tables = await run_in_threadpool(self.tables.of, case, meeting)
            shown["dealing"] = Dealing(tables, words)
        return chosen(request, page(request, words, f"{place}.html.j2", **shown))

    async def written(self, request: Request) -> Response:
        """Show the report of a play, as it would be written to a file."""
        job = self.jobs.get(request.path_params["id"])
        if job is None or job.found is None or job.kind not in ("play", "ask"):
            return Response("not found", 404, media_type="text/plain")
        html = await run_in_threadpool(job.found.page, self.words(request).language)
        return Response(html, media_type="text/html", headers={"Content-Security-Policy": policy_of(html)})

    async def document(self, request: Request) -> Response:
        """Hand out an answer as a file."""
        job = self.jobs.get(request.path_params["id"])
        kind = "." + request.path_params["kind"]
        if job is None or job.found is None or job.kind != "ask" or kind not in _KINDS:
            return Response("not found", 404, media_type="text/plain")
        made = await run_in_threadpool(job.found.file, kind, self.words(request))
        name = f"{job.about}-{job.found.case.document.id}{kind}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(made, media_type=_KINDS[kind], headers=headers)

    async def cases(self, request: Request) -> Response:
        """List the cases; or begin one, from a shipped case."""
        if request.method == "GET":
            return JSONResponse([self._line_of(name) for name in self.folder.names()])
        given, words = await sent(request), self.words(request)
        wanted = str(given.get("from") or given.get("template") or given.get("title") or "")
        text = await run_in_threadpool(beginning, given, words.language)
        name = self.folder.free_name(str(given.get("name") or wanted))
        file = await run_in_threadpool(self.folder.write, name, text, "")
        return JSONResponse({"name": file.name, "version": file.version}, 201)

    async def text(self, request: Request) -> Response:
        """Return the text of a case, or write it over the version it was made from."""
        name = request.path_params["name"]
        if request.method == "GET":
            file = await run_in_threadpool(self.folder.read, name)
            return JSONResponse({"name": file.name, "text": file.text, "version": file.version})
        given = await sent(request)
        try:
            file = await run_in_threadpool(
                self.folder.write, name, str(given.get("text", "")), str(given.get("base", ""))
            )
        except MeanwhileError as meanwhile:
            theirs = {"text": meanwhile.theirs.text, "version": meanwhile.theirs.version}
            return JSONResponse({"theirs": theirs, "kept": meanwhile.kept}, 409)
        return JSONResponse({"version": file.version})

    async def check(self, request: Request) -> Response:
        """Say what is wrong in a text, and what its grid looks like."""
        name, words = request.path_params["name"], self.words(request)
        given = await sent(request)
        text, view = str(given.get("text", "")), str(given.get("view") or "grid")
        found = await run_in_threadpool(read, text, name, words.language)
        shown = await run_in_threadpool(self._drawn, text, view, found.problems, words)
        return JSONResponse({"problems": [problem_data(each) for each in found.problems], "grid": shown})

    def _drawn(self, text: str, view: str, problems: tuple[Problem, ...], words: Texts) -> str:
        """Return a view of a text: the grid, or forms."""
        if view in SECTIONS:
            return piece(words, "forms.html.j2", form=form_of(text, view, problems, words.language))
        return piece(words, "grid.html.j2", grid=grid_of(text, problems, words.language))

    async def edit(self, request: Request) -> Response:
        """Say what to replace in a text so that values stand at paths."""
        name, words = request.path_params["name"], self.words(request)
        given = await sent(request)
        values, said = given.get("values", {}), given.get("written", {})
        if not isinstance(values, dict) or not isinstance(said, dict) or not (values or said):
            return JSONResponse({"error": "values"}, 400)
        values |= {path: written(str(each), path, words.language) for path, each in said.items()}
        made = await run_in_threadpool(replacements, str(given.get("text", "")), values, name, words.language)
        return JSONResponse({"splices": made})

    async def add(self, request: Request) -> Response:
        """Say what to replace in a text so that something new stands in it."""
        name, words, given = request.path_params["name"], self.words(request), await sent(request)
        text = str(given.get("text", ""))
        kind, title, of = (str(given.get(key, "")) for key in ("kind", "title", "of"))
        values = await run_in_threadpool(addition, text, kind, title, words.language, of)
        made = await run_in_threadpool(replacements, text, values, name, words.language)
        path, value = next(iter(values.items()))
        if path.startswith("scenarios"):
            path = f"scenarios.{next(iter(value[0] if isinstance(value, list) else value))}"
        return JSONResponse({"splices": made, "path": path})

    async def version(self, request: Request) -> Response:
        """Return an earlier text of a case."""
        found = await run_in_threadpool(self.folder.version, request.path_params["name"], request.path_params["id"])
        return JSONResponse({"text": found})

    async def plays(self, request: Request) -> Response:
        """Begin to play a case."""
        words = self.words(request)
        given = await sent(request)
        case, file = await self.case(request)
        beliefs, runs, seed = (
            whole(given, *bounds) for bounds in (("beliefs", 1000, 10**6), ("runs", 100, 10**4), ("seed", 1, 2**32 - 1))
        )
        job = self.jobs.add("play", file.name, file.version, rounds_for(beliefs), runs, partial(play, case, runs, seed))
        return started(job, words)

    async def question(self, request: Request) -> Response:
        """Begin to work out a question."""
        words, given = self.words(request), await sent(request)
        case, file = await self.case(request)
        id, size = request.path_params["id"], str(given.get("size", "usual"))
        work = asked(id, case, size, whole(given, "seed", 1, 2**32 - 1))
        return started(self.jobs.add("ask", file.name, file.version, SIZES[size][:1], SIZES[size][1], work, id), words)

    async def deals(self, request: Request) -> Response:
        """Say how each party takes each option; or what can be said of a package."""
        words = self.words(request)
        given = await sent(request) if request.method == "POST" else dict(request.query_params)
        case, _ = await self.case(request)
        meeting = str(given["meeting"]) if given.get("meeting") else None
        dealing = Dealing(await run_in_threadpool(self.tables.of, case, meeting), words)
        if request.method == "GET":
            return JSONResponse(await run_in_threadpool(dealing.as_data))
        found = await run_in_threadpool(dealing.package, choice_of(given))
        shown = piece(words, "package.html.j2", found=found, dealing=dealing, slot=dealing.party_slots())
        return JSONResponse({"found": plain(found, words.language), "shown": shown})

    async def what_if(self, request: Request) -> Response:
        """Begin to compare a case with itself after a change."""
        words = self.words(request)
        given = await sent(request)
        case, file = await self.case(request)
        levers, values = changed_by(given)
        changed = await run_in_threadpool(changed_case, case, levers, values, words.language)
        rounds = rounds_for(whole(given, "beliefs", 400, 10_000), first=20)
        job = self.jobs.add(
            "whatif", file.name, file.version, rounds, 20, partial(what_if, case, changed, self.ends, 20)
        )
        return started(job, words)

    async def numbers(self, request: Request) -> Response:
        """List the numbers that can be turned."""
        words = self.words(request)
        case, _ = await self.case(request)
        return JSONResponse(plain(await run_in_threadpool(turnable, case, words), words.language))

    async def keep(self, request: Request) -> Response:
        """Keep a change: in the text of the case, or as a lever of it."""
        words, given = self.words(request), await sent(request)
        case, file = await self.case(request)
        levers, values = changed_by(given)
        if given.get("as") == "lever":
            made = await run_in_threadpool(as_lever, case, levers, values, str(given.get("title", "")), words)
            text = await run_in_threadpool(partial(edits, file.text, made, language=words.language))
        else:
            text = await run_in_threadpool(as_version, case, levers, values, words)
        file = await run_in_threadpool(self.folder.write, file.name, text, file.version)
        return JSONResponse({"version": file.version})

    async def job(self, request: Request) -> Response:
        """Say how far a job has come, or stop it."""
        job = self.jobs.get(request.path_params["id"])
        if job is None:
            return JSONResponse({"error": "gone"}, 404)
        if request.method == "DELETE":
            job.stop()
        return JSONResponse(told_of(job, self.words(request)))

    async def events(self, request: Request) -> Response:
        """Tell how a job comes on, as server-sent events."""
        job = self.jobs.get(request.path_params["id"])
        if job is None:
            return JSONResponse({"error": "gone"}, 404)
        return StreamingResponse(events_of(job, self.words(request)), media_type="text/event-stream")

    def _line_of(self, name: str) -> dict[str, Any]:
        return {"name": name}


def create_app(folder: Path, access: Access, language: str = "en") -> ASGIApp:
    """Return the workbench of a folder.

    Args:
        folder: Its cases; nothing else is read or written.
        access: Who may ask.
        language: Of pages, unless a reader chooses another.
    """
    bench = Workbench(folder, language)
    routes = [
        Route("/", bench.home),
        *IntakePage(bench).routes(),
        *RecordsPage(bench).routes(),
        *VersionsPage(bench).routes(),
        Route("/case/{name}", bench.place),
        Route("/case/{name}/{place}", bench.place),
        Route("/plays/{id}/report", bench.written),
        Route("/jobs/{id}/page", bench.written),
        Route("/jobs/{id}/file.{kind}", bench.document),
        Route("/api/cases/{name}/deals", bench.deals, methods=["GET", "POST"]),
        Route("/api/cases/{name}/questions/{id}", bench.question, methods=["POST"]),
        Route("/api/cases", bench.cases, methods=["GET", "POST"]),
        Route("/api/cases/{name}", bench.text, methods=["GET", "PUT"]),
        Route("/api/cases/{name}/check", bench.check, methods=["POST"]),
        Route("/api/cases/{name}/add", bench.add, methods=["POST"]),
        Route("/api/cases/{name}/edit", bench.edit, methods=["POST"]),
        Route("/api/cases/{name}/versions/{id}", bench.version),
        Route("/api/cases/{name}/plays", bench.plays, methods=["POST"]),
        Route("/api/cases/{name}/whatif", bench.what_if, methods=["POST"]),
        Route("/api/cases/{name}/whatif/keep", bench.keep, methods=["POST"]),
        Route("/api/cases/{name}/numbers", bench.numbers),
        Route("/api/jobs/{id}", bench.job, methods=["GET", "DELETE"]),
        Route("/api/jobs/{id}/events", bench.events),
        Route("/favicon.ico", _no_icon),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]
    errors: dict[Any, Any] = {DetenteError: partial(refused, bench.words), BodyError: bad_body}
    return Guard(Starlette(routes=routes, exception_handlers=errors), access)


async def _no_icon(request: Request) -> Response:
    return Response(status_code=204)
