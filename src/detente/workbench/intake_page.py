"""The page on which what documents say is gone through, and the JSON beneath it; readers are loaded when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from detente.errors import DetenteError
from detente.locale.wording import worded
from detente.report.data import plain
from detente.workbench.answers import chosen, sent
from detente.workbench.bench import Bench
from detente.workbench.pages import page, piece

if TYPE_CHECKING:
    from detente.workbench.intake import Review

__all__ = ["IntakePage"]


class IntakePage:
    """The page of a review."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def routes(self) -> list[Route]:
        """Return what it answers."""
        return [
            Route("/case/{name}/intake", self.page),
            Route("/api/drafts", self.begin, methods=["POST"]),
            Route("/api/cases/{name}/review", self.review, methods=["GET", "POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """Show the documents and what was found in them."""
        from detente.workbench.intake import review_of

        words = self.bench.words(request)
        shown = await self.bench.shown(request, "intake")
        try:
            found = await run_in_threadpool(review_of, self.bench.folder, shown["file"].name, words.language)
            shown |= {"review": found, "wrong": ()}
        except DetenteError as error:
            shown |= {"review": None, "wrong": worded(error, words)}
        return chosen(request, page(request, words, "intake.html.j2", **shown))

    async def begin(self, request: Request) -> Response:
        """Read documents, and begin a case with what they say."""
        from detente.workbench.intake import begun

        words, given = self.bench.words(request), await sent(request)
        name = await run_in_threadpool(begun, self.bench.folder, given, words.language)
        return JSONResponse({"name": name}, 201)

    async def review(self, request: Request) -> Response:
        """Return what there is to decide; or decide something, or take the last decision back."""
        from detente.drafting.review import Decision
        from detente.workbench.intake import decided, review_of, undone

        words, name, folder = self.bench.words(request), request.path_params["name"], self.bench.folder
        if request.method == "GET":
            return self._told(await run_in_threadpool(review_of, folder, name, words.language), request)
        given = await sent(request)
        if given.get("undo") is True:
            return self._told(await run_in_threadpool(undone, folder, name, words.language), request)
        path, value = str(given.get("path", "")), str(given.get("value", ""))[:2000]
        decision = Decision(path, given.get("verdict"), value)  # type: ignore[arg-type]  # checked where it is taken
        return self._told(await run_in_threadpool(decided, folder, name, decision, words.language), request)

    def _told(self, found: Review, request: Request) -> Response:
        words = self.bench.words(request)
        cards = [plain(card, words.language) for card in found.cards]
        return JSONResponse({"cards": cards, "shown": piece(words, "cards.html.j2", review=found)})
