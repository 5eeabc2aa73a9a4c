"""The frame of a verb that asks a question of a case: reading, playing, report, JSON and screen are alike for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.analyses import Question, at, question
from detente.cli.frame.command_line import again
from detente.cli.frame.files import check_writable, write
from detente.cli.frame.options import case_argument, common, playing, print_json, report_option
from detente.cli.frame.speaking import say
from detente.errors import OptionError
from detente.locale import Texts, texts
from detente.play_options import PlayOptions

if TYPE_CHECKING:
    from detente.case import Case

__all__ = ["Face", "analysis", "day"]

Verb = Callable[..., Any]


@dataclass(kw_only=True)
class Face:
    """One call of a verb.

    Attributes:
        id: of the question.
        name: of the case, as it was given, if one was.
        play: options as they were given.
        report: where a report goes, if anywhere.
        as_data: whether the answer is printed as JSON.
        words: the catalogue.
    """

    id: str
    name: str | None
    play: dict[str, Any]
    report: Path | None
    as_data: bool
    words: Texts

    @cached_property
    def case(self) -> Case:
        """Return the case, read once."""
        from detente.case import load

        if self.name is None:
            raise OptionError(self.words("theories.no_case"), self.words("theories.no_case.hint"))
        return load(self.name, self.words.language)

    def answer(
        self,
        *,
        progress: str = "progress.play",
        stoppable: bool = False,
        shown: Mapping[str, Any] | None = None,
        printed: Mapping[str, Any] | None = None,
        **asked: Any,
    ) -> Any:
        """Ask the question, write its report, and print its answer.

        Args:
            progress: Key of what is said while it is played.
            stoppable: Whether the first Ctrl-C ends the play early, with what is done.
            shown: What the chapter of the report is told beside.
            printed: What the screen is told beside.
            **asked: What the question is told beside the case and how to play.

        Returns:
            The answer.
        """
        asks = question(self.id)
        with self._playing(progress, stoppable) as options:
            found, page = self._answered(asks, options, asked, shown or {})
        if self.report is not None:
            write(self.report, self._as_file(page), self.words)
        if self.as_data:
            from detente.report.data import answer_data

            print_json(answer_data(asks, found, self.case, self.words))
        else:
            at(asks.screen)(found, self.case, self.words, **(printed or {}))
            self._say_report()
        return found

    @contextmanager
    def _playing(self, progress: str, stoppable: bool) -> Iterator[PlayOptions]:
        """Yield how to play: as was asked, with a bar that shows how far it has come."""
        from detente.cli.frame.progress import bar
        from detente.cli.frame.stopping import stopping

        with ExitStack() as stack:
            stop = stack.enter_context(stopping(self.words)) if stoppable else None
            yield PlayOptions(**self.play, progress=stack.enter_context(bar(self.words, progress)), stop=stop)

    def _answered(
        self, asks: Question, options: PlayOptions, asked: Mapping[str, Any], shown: Mapping[str, Any]
    ) -> tuple[Any, str]:
        """Return the answer and its report, if one is wanted: a page of its own, or its chapter alone."""
        if self.report is not None and asks.page:
            answer, whole = at(asks.page)(self.case, self.words, options=options, **asked, **shown)
            return answer, whole
        found = at(asks.compute)(self.case, **asked, options=options)
        if self.report is None:
            return found, ""
        from detente.report.section import page_of

        chapter = at(asks.chapter)(found, self.case, self.words, **shown)
        status = found.status.in_language(self.words.language)
        return found, page_of([chapter], self.case, self.words, again(self.case), status)

    def _as_file(self, page: str) -> str | bytes:
        """Return the report as the kind of file that its name asks for."""
        if not _is_paper(self.report):
            return page
        from detente.report.documents.kinds import pdf

        return pdf(page, self.case.document.as_of, self.words)

    def _say_report(self) -> None:
        """Say where the report is."""
        if self.report is not None and not self.as_data:
            say("\n" + self.words("command.report", path=self.report))


def analysis(
    id: str, *, sized: Callable[[Verb], Verb] | None = None, argument: Callable[[Verb], Verb] = case_argument
) -> Callable[[Verb], click.Command]:
    """Make a verb of a question; it is handed a `Face` and its own options.

    Args:
        id: Of the question.
        sized: Gives the verb the options of how it is played; default: `--beliefs` to `--threads`.
        argument: Gives the verb the name of the case.
    """
    how = question(id).options

    def decorate(verb: Verb) -> click.Command:
        own = vars(verb).pop("__click_params__", [])

        @wraps(verb)
        def asked(
            case_name: str | None, as_data: bool, language: str, report: Path | None = None, **given: Any
        ) -> None:
            words = texts(language)
            if report is not None:
                check_writable(report, words)
                if _is_paper(report):
                    from detente.report.documents.kinds import needed

                    needed(".pdf")
            play: dict[str, Any] = {
                name: given.pop(name) for name in ("beliefs", "runs", "seed", "threads") if name in given
            }
            verb(Face(id=id, name=case_name, play=play, report=report, as_data=as_data, words=words), **given)

        framed = (sized or playing(how.beliefs, how.runs))(report_option(common(asked)))
        vars(framed)["__click_params__"] += own
        return click.command(id)(argument(framed))

    return decorate


def _is_paper(report: Path | None) -> bool:
    return report is not None and report.suffix.lower() == ".pdf"


def day(option: str, written: str | None) -> date | None:
    """Read a date, if one is given.

    Raises:
        OptionError: It is none.
    """
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError:
        raise OptionError.no_date(option, written or "") from None
