"""Facts and the ledger: what has happened, how likely each end is since, and how sealed forecasts fared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from detente.case import Case, edits
from detente.case.facts import Facts, read_facts
from detente.case.reading.yaml_events import grow
from detente.errors import CaseError, DetenteError, OptionError
from detente.forecast.in_folder import Sealed, resolve, seal
from detente.forecast.ledger import Entry, Ledger
from detente.forecast.record import Record, record
from detente.forecast.resolving import Outcome, outcomes
from detente.locale import Language, Texts
from detente.locale.figures import day
from detente.locale.wording import worded
from detente.play_options import FILTERED, PlayOptions
from detente.report.data import plain
from detente.workbench.adding import id_of
from detente.workbench.answers import chosen, sent, started, whole
from detente.workbench.bench import Bench
from detente.workbench.calibration import picture
from detente.workbench.facts import STATUSES, asked_of, facts_name, with_fact, without_fact
from detente.workbench.folder import Folder, MeanwhileError
from detente.workbench.jobs import Progress, Stop
from detente.workbench.pages import page
from detente.workbench.playing import threads
from detente.workbench.questions import Answered

__all__ = ["LEDGER", "InLedger", "RecordsPage", "in_ledger"]

LEDGER = "ledger"
"""Name of the folder of the ledger, beside the cases: the one that the command line takes there, too."""

_TRIES = 5


@dataclass(frozen=True, slots=True)
class InLedger:
    """What a ledger holds about a case.

    Attributes:
        sealed: Its forecasts, the latest first.
        outcomes: Question → how it came out.
        open: Questions that were forecast and not resolved, `scenario` among them.
        record: How all forecasts of the ledger fared; None where there is no ledger yet.
        wrong: What is wrong in the ledger; None where it is sound.
    """

    sealed: tuple[Entry, ...] = ()
    outcomes: dict[str, Outcome] | None = None
    open: tuple[str, ...] = ()
    record: Record | None = None
    wrong: DetenteError | None = None


@dataclass(frozen=True, slots=True)
class SealedNow:
    """A forecast that a job has sealed."""

    sealed: Sealed

    def as_data(self, words: Texts) -> Any:
        """Return it as `detente seal --json` does."""
        return plain(self.sealed, words.language)


def in_ledger(folder: Path, case: str) -> InLedger:
    """Return what the ledger of a folder holds about a case.

    Args:
        folder: Of the cases.
        case: Its id.
    """
    ledger = Ledger(folder / LEDGER)
    if not ledger.path.is_file():
        return InLedger(outcomes={})
    try:
        entries = ledger.entries()
        told = record(entries)
    except DetenteError as error:
        return InLedger(outcomes={}, wrong=error)
    sealed = tuple(e for e in reversed(entries) if e.kind == "forecast" and e.content.get("case") == case)
    decided = {question: found for (of, question), found in outcomes(entries).items() if of == case}
    asked = dict.fromkeys([*(q for e in sealed for q in e.content["questions"]), *(["scenario"] if sealed else [])])
    return InLedger(sealed, decided, tuple(q for q in asked if q not in decided), told)


class RecordsPage:
    """The page of facts and ledger, and the JSON beneath it."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def routes(self) -> list[Route]:
        """Return what it answers."""
        api = "/api/cases/{name}"
        return [
            Route("/case/{name}/facts", self.page),
            Route(f"{api}/facts", self.facts, methods=["GET", "POST"]),
            Route(f"{api}/facts/{{id}}", self.without, methods=["DELETE"]),
            Route(f"{api}/observe", self.observe, methods=["POST"]),
            Route(f"{api}/seal", self.seal, methods=["POST"]),
            Route(f"{api}/ledger", self.ledger),
            Route(f"{api}/resolve", self.resolve, methods=["POST"]),
            Route(f"{api}/questions", self.ask, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """Show what has happened, and the ledger."""
        words = self.bench.words(request)
        shown = await self.bench.shown(request, "facts")
        case, name = shown["case"], shown["file"].name
        if case is not None:
            text = await run_in_threadpool(_text, self.bench.folder, facts_name(name))
            facts, wrong = await run_in_threadpool(_read, text, case, facts_name(name), words.language)
            found = await run_in_threadpool(in_ledger, self.bench.folder.path, case.document.id)
            shown |= {
                "facts": facts,
                "wrong_facts": wrong,
                "facts_file": facts_name(name),
                "asked": asked_of(case, words.language),
                "statuses": STATUSES,
                "ledger": found,
                "ledger_wrong": worded(found.wrong, words) if found.wrong else (),
                "drawn": picture(found.record, words) if found.record and found.record.resolved else "",
                "observing": self.bench.jobs.latest(name, "ask", "observe"),
                "sealing": self.bench.jobs.latest(name, "seal"),
                "today": datetime.now(UTC).date(),
            }
        return chosen(request, page(request, words, "facts.html.j2", **shown))

    async def facts(self, request: Request) -> Response:
        """Return the facts of a case, or put one in."""
        case, file = await self.bench.case(request)
        name, language = facts_name(file.name), self.bench.words(request).language
        if request.method == "GET":
            text = await run_in_threadpool(_text, self.bench.folder, name)
            facts = await run_in_threadpool(read_facts, text, case, name, language) if text else None
            told = plain(facts.document, language) if facts else None
            return JSONResponse({"file": name, "text": text, "facts": told})
        given = await sent(request)
        await run_in_threadpool(
            _written, self.bench.folder, name, lambda text: with_fact(text, given, case, name, language)[0]
        )
        return JSONResponse({"file": name}, 201)

    async def without(self, request: Request) -> Response:
        """Take a fact out again."""
        _, file = await self.bench.case(request)
        name, id = facts_name(file.name), request.path_params["id"]
        await run_in_threadpool(_written, self.bench.folder, name, lambda text: without_fact(text, id, name))
        return JSONResponse({"file": name})

    async def observe(self, request: Request) -> Response:
        """Begin to work out the path of every scenario through what has happened."""
        words, given = self.bench.words(request), await sent(request)
        case, file = await self.bench.case(request)
        name = facts_name(file.name)
        text = await run_in_threadpool(_text, self.bench.folder, name)
        if not text:
            raise OptionError("facts: none are written yet", "put in what has happened").named("no_facts_yet")
        facts = await run_in_threadpool(read_facts, text, case, name, words.language)
        beliefs = whole(given, "beliefs", FILTERED.beliefs, 10_000)
        options = FILTERED.with_(beliefs=beliefs, seed=whole(given, "seed", 1, 2**32 - 1), threads=threads())
        work = partial(_observed, case, facts, options, words.language)
        return started(
            self.bench.jobs.add("ask", file.name, file.version, (beliefs,), options.runs, work, "observe"), words
        )

    async def seal(self, request: Request) -> Response:
        """Begin to play a case and to seal what it forecasts."""
        words, given = self.bench.words(request), await sent(request)
        case, file = await self.bench.case(request)
        beliefs, runs = whole(given, "beliefs", 1000, 10**5), whole(given, "runs", 100, 10**4)
        options = PlayOptions(beliefs=beliefs, runs=runs, seed=whole(given, "seed", 1, 2**32 - 1), threads=threads())
        work = partial(_sealed, case, self.bench.folder.path / LEDGER, options)
        return started(self.bench.jobs.add("seal", file.name, file.version, (beliefs,), runs, work), words)

    async def ask(self, request: Request) -> Response:
        """Write into the case the question whether it ends in a scenario of it."""
        words, given = self.bench.words(request), await sent(request)
        case, file = await self.bench.case(request)
        made = _question(file.text, case, str(given.get("scenario", "")), words)
        text = await run_in_threadpool(partial(edits, file.text, made, language=words.language))
        written = await run_in_threadpool(self.bench.folder.write, file.name, text, file.version)
        return JSONResponse({"version": written.version}, 201)

    async def ledger(self, request: Request) -> Response:
        """Return what the ledger holds about a case, and how all its forecasts fared."""
        words = self.bench.words(request)
        case, _ = await self.bench.case(request)
        found = await run_in_threadpool(in_ledger, self.bench.folder.path, case.document.id)
        if found.wrong is not None:
            raise found.wrong
        told = {
            "sealed": [plain(entry, words.language) for entry in found.sealed],
            "outcomes": plain(found.outcomes, words.language),
            "open": list(found.open),
            "record": plain(found.record, words.language) if found.record else None,
        }
        return JSONResponse(told)

    async def resolve(self, request: Request) -> Response:
        """Record how a question came out; a correction is written beneath what it corrects."""
        given = await sent(request)
        case, _ = await self.bench.case(request)
        question, outcome, source, when = (str(given.get(key, "")) for key in ("question", "outcome", "source", "on"))
        try:
            on = date.fromisoformat(when)
        except ValueError:
            raise OptionError.no_date("on", when) from None
        sure, again = given.get("certain") is True, given.get("correct") is True
        work = partial(resolve, on=on, source=source, certain=sure, correct=again)
        found, new = await run_in_threadpool(work, self.bench.folder.path / LEDGER, case.document.id, question, outcome)
        return JSONResponse({"new": new, "number": found.number}, 201 if new else 200)


def _question(text: str, case: Case, id: str, words: Texts) -> dict[str, Any]:
    """Return what to write where to ask whether a case ends in one of its scenarios."""
    document, language = case.document, words.language
    if id not in document.scenarios:
        raise OptionError.unknown("scenario", id, tuple(document.scenarios))
    rows = grow(text).data["scenarios"]
    when = next(row[id]["when"] for row in rows if id in row)
    end, until = document.scenarios[id].name(id, language), day(document.until, language)
    question = {
        "title": {language: words("workbench.ledger.question_of", end=end, until=until)},
        "when": when,
        "rules": {"text": {language: words("workbench.ledger.rule_of", until=until)}},
    }
    key = id_of(f"ends in {id}", "questions", tuple(document.questions))
    if document.questions:
        return {f"questions.{key}": question}
    return {"questions": {key: question}}


def _text(folder: Folder, name: str) -> str:
    """Return a file of facts; empty where there is none."""
    return folder.read(name).text if (folder.path / name).is_file() else ""


def _read(text: str, case: Case, name: str, language: Language) -> tuple[Facts | None, tuple[Any, ...]]:
    """Return facts, or what is wrong with them."""
    try:
        return (read_facts(text, case, name, language) if text else None), ()
    except CaseError as error:
        return None, error.problems


def _written(folder: Folder, name: str, change: Callable[[str], str]) -> None:
    """Change a file of facts; where somebody else has changed it meanwhile, change what stands there now."""
    for turn in range(_TRIES):
        there = (folder.path / name).is_file()
        before = folder.read(name) if there else None
        try:
            folder.write(name, change(before.text if before else ""), before.version if before else "")
            return
        except MeanwhileError:
            if turn == _TRIES - 1:
                raise


def _observed(
    case: Case, facts: Facts, options: PlayOptions, language: Language, beliefs: int, progress: Progress, stop: Stop
) -> Answered:
    from detente.analysis.update.update import observe

    found = observe(case, facts, options=options.with_(progress=progress), language=language)
    return Answered("observe", case, options, found, f" --events {facts.file}")


def _sealed(case: Case, ledger: Path, options: PlayOptions, beliefs: int, progress: Progress, stop: Stop) -> SealedNow:
    Ledger(ledger).check_writable()
    return SealedNow(seal(case, ledger, options=options.with_(progress=progress)))
