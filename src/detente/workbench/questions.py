"""Questions of the register as work of the workbench: what each works out, its page, its files and its JSON."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from detente.analyses import CHAPTERS, at, question
from detente.case import Case
from detente.case.schema.base import Bilingual
from detente.errors import OptionError
from detente.locale import Texts, texts
from detente.play_options import PlayOptions
from detente.report.redaction import redacted
from detente.workbench.jobs import Progress, Round, Stop
from detente.workbench.playing import threads

__all__ = ["CHAPTERS_OF", "SIZES", "Answered", "asked", "kinds_of", "policy_of"]

CHAPTERS_OF = {
    "brief": ("brief", "outlook", "redacted", "deals", "levers", "baserate", "story"),
    "why": ("drivers", "discover", "ask", "markers", "conflict", "theories", "forecast"),
}
"""Which questions stand on which place."""

SIZES = {"quick": (200, 20), "usual": (1000, 100), "thorough": (4000, 100)}
"""Readings of the evidence and courses of each."""

BRIEFS = ("brief", "redacted")
REPORT = "outlook"

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_KNOWN = frozenset(each for group in CHAPTERS_OF.values() for each in group)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, and its answer.

    Attributes:
        id: Of the question; `brief` beside those of the register.
        case: What it was asked of.
        options: How it was played.
        found: The answer.
        beside: What its command says beside, such as ` --events facts.yaml`.
    """

    id: str
    case: Case
    options: PlayOptions
    found: Any
    beside: str = ""

    def page(self, language: str) -> str:
        """Return the answer as a page of its own, without scripts."""
        words = texts(language)
        if self.id in BRIEFS:
            from detente.report.brief.page import render

            return render(self.found, language)
        asks = question(self.id)
        if self.id == REPORT:
            from detente.report.whole.page import render as whole_page

            return whole_page(self.found, language)
        from detente.report.section import page_of

        chapter = at(asks.chapter)(self.found, self.case, words)
        status = getattr(self.found, "status", None)
        told = status.in_language(language) if isinstance(status, Bilingual) else ""
        return page_of([chapter], self.case, words, self.command(), told)

    def command(self) -> str:
        """Return the command that gives the same answer."""
        size = f"--beliefs {self.options.beliefs} --runs {self.options.runs} --seed {self.options.seed}"
        verb = "brief" if self.id in BRIEFS else self.id
        return f"detente {verb} {self.case.file or self.case.id}{self.beside} {size}"

    def file(self, kind: str, words: Texts) -> str | bytes:
        """Return the answer as a file: a brief as document, all else as a page.

        Raises:
            OptionError: It cannot be had as this kind.
            PlayError: What writes this kind is not installed.
        """
        allowed = kinds_of(self.id)
        if kind not in allowed:
            raise OptionError.unknown("kind", kind, allowed)
        if kind == ".xlsx":
            from detente.workbench.sheets import workbook_of

            return workbook_of(self.found, words)
        if self.id in BRIEFS:
            from detente.report.brief.files import written

            return written(self.found, kind, words)
        return self.page(words.language)

    def as_data(self, words: Texts) -> Any:
        """Return the answer as the command line gives it with `--json`."""
        from detente.report.data import answer_data, plain

        if self.id == "redacted":
            return None
        asks = question(self.id)
        found = self.found.outlook if self.id == REPORT else self.found
        if asks.in_chapter:
            return plain(self.found, words.language)
        return answer_data(asks, found, self.case, words)


def asked(id: str, case: Case, size: str, seed: int) -> Round[Answered]:
    """Return what works out a question.

    Args:
        id: `brief`, or one of the register.
        case: What it is asked of.
        size: One of `SIZES`.
        seed: Of all draws.

    Raises:
        OptionError: There is no such question or size.
    """
    if id not in _KNOWN:
        raise OptionError.unknown("question", id, sorted(_KNOWN))
    if size not in SIZES:
        raise OptionError.unknown("size", size, list(SIZES))
    beliefs, runs = SIZES[size]
    return partial(_answer, id, case, PlayOptions(beliefs=beliefs, runs=runs, seed=seed, threads=threads()))


def _answer(id: str, case: Case, options: PlayOptions, beliefs: int, progress: Progress, stop: Stop) -> Answered:
    if id in BRIEFS:
        from detente.analysis.brief.brief import brief

        shown = redacted(case) if id == "redacted" else case
        return Answered(id, shown, options, brief(shown, options=options.with_(progress=progress)))
    if id == REPORT:
        from detente.report.whole.material import play_report

        found = play_report(case, options.with_(progress=progress), CHAPTERS, leave_out=True)
        return Answered(id, case, options, found)
    asks = question(id)
    within = asks.within(options) if id in CHAPTERS else options
    found = at(asks.in_chapter or asks.compute)(case, options=within.with_(progress=progress))
    return Answered(id, case, within, found)


def kinds_of(id: str) -> tuple[str, ...]:
    """Return the endings of files that an answer can be taken away as."""
    if id in BRIEFS:
        return (".html", ".pdf", ".docx", ".pptx", ".xlsx", ".md")
    return (".html",)


def policy_of(html: str) -> str:
    """Return what a page of an answer may do: show itself, by the styles it holds, and nothing else."""
    digests = (hashlib.sha256(style.encode()).digest() for style in _STYLE.findall(html))
    styles = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return f"default-src 'none'; img-src data:; style-src {styles}; frame-ancestors 'self'; base-uri 'none'"
