"""What every part of the workbench answers with: JSON that was sent, mistakes in words, jobs and how they come on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from functools import lru_cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from detente.case import Case
from detente.errors import CaseError, DetenteError, OptionError, Problem
from detente.locale import LANGUAGES, Language, Texts
from detente.locale.wording import worded
from detente.workbench.jobs import Job
from detente.workbench.pages import page, piece
from detente.workbench.texts import read

__all__ = [
    "BodyError",
    "bad_body",
    "changed_by",
    "chosen",
    "events_of",
    "problem_data",
    "refused",
    "sent",
    "sound",
    "started",
    "told_of",
    "whole",
]

_PAUSE = 0.25
_LONGEST = 3600.0


class BodyError(Exception):
    """What was sent is no JSON object."""


async def sent(request: Request) -> dict[str, Any]:
    """Return the JSON object that was sent.

    Raises:
        BodyError: It is none.
    """
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise BodyError from None
    if not isinstance(found, dict):
        raise BodyError
    return found


async def bad_body(request: Request, error: Exception) -> Response:
    """Say that what was sent is no JSON object."""
    return JSONResponse({"error": "no JSON object"}, 400)


async def refused(words_of: Callable[[Request], Texts], request: Request, error: Exception) -> Response:
    """Say what is wrong with what was asked for, on a page or as JSON."""
    assert isinstance(error, DetenteError)
    words = words_of(request)
    if isinstance(error, CaseError):
        return JSONResponse({"problems": [problem_data(each) for each in error.problems]}, 422)
    sentence, hint = worded(error, words)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": sentence, "hint": hint}, 400)
    shown = page(request, words, "wrong.html.j2", sentence=sentence, hint=hint, place="home")
    shown.status_code = 404
    return shown


@lru_cache(maxsize=4)
def _case_of(text: str, name: str, language: Language) -> Case:
    found = read(text, name, language)
    if found.case is None:
        raise CaseError(found.errors)
    return found.case


def sound(text: str, name: str, words: Texts) -> Case:
    """Return the case that a text holds.

    Raises:
        CaseError: It has mistakes.
    """
    return _case_of(text, name, words.language)


def whole(asked: dict[str, Any], key: str, usual: int, most: int) -> int:
    """Return a whole number that was sent, within its bounds; the usual one where none was."""
    found = asked.get(key, usual)
    is_whole = isinstance(found, int) and not isinstance(found, bool)
    return min(most, max(2 if key != "seed" else 0, found)) if is_whole else usual


def changed_by(asked: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """Return the levers and the values that were sent.

    Raises:
        OptionError: They are none.
    """
    levers, values = asked.get("levers") or [], asked.get("values") or {}
    if not isinstance(levers, list) or not isinstance(values, dict):
        raise OptionError.outside("values", str(values)[:40], "a list of levers, and paths with values")
    return [str(each) for each in levers], values


def problem_data(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain data."""
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


def started(job: Job[Any] | None, words: Texts) -> Response:
    """Say that a job was begun, or that too many wait."""
    if job is None:
        return JSONResponse({"error": words("workbench.too_many")}, 429)
    return JSONResponse(told_of(job, words), 202)


def told_of(job: Job[Any], words: Texts) -> dict[str, Any]:
    """Return how far a job has come, and what it has found."""
    wrong = " – ".join(filter(None, worded(job.error, words))) if job.error else ""
    found = job.found.as_data(words) if job.found is not None else None
    shown = job.found is not None and job.kind in ("play", "whatif")
    return {
        "id": job.id,
        "kind": job.kind,
        "about": job.about,
        "state": job.state,
        "state_in_words": words(f"workbench.state.{job.state}"),
        "done": job.done,
        "total": job.total,
        "beliefs": job.beliefs,
        "version": job.version,
        "error": wrong,
        "found": found,
        "shown": piece(words, f"{job.kind}_found.html.j2", found=job.found, job=job) if shown else "",
    }


async def events_of(job: Job[Any], words: Texts) -> AsyncIterator[str]:
    """Yield an event whenever something in a job changes, until it is over."""
    seen, waited, beliefs = -1, 0.0, 0
    while True:
        if job.changes != seen:
            seen = job.changes
            told = await run_in_threadpool(told_of, job, words)
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


def chosen(request: Request, answer: Response) -> Response:
    """Remember the language that a reader has chosen."""
    language = request.query_params.get("lang")
    if language in LANGUAGES:
        answer.set_cookie("detente-language", str(language), samesite="strict", max_age=31_536_000, path="/")
        if len(request.query_params) == 1:
            moved = RedirectResponse(request.url.path, 303)
            moved.set_cookie("detente-language", str(language), samesite="strict", max_age=31_536_000, path="/")
            return moved
    return answer
