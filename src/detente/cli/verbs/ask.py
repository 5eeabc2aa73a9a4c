"""`detente ask`: what to find out first, as questions that somebody who knows could answer; and their answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.frame.analysis import Face, analysis
from detente.cli.frame.guard import InputPath, OutputFile
from detente.cli.frame.options import WholeNumber, print_answer
from detente.cli.frame.speaking import say
from detente.cli.verbs.levers import aims
from detente.errors import OptionError, StoreError
from detente.locale import Texts
from detente.shown import argument

if TYPE_CHECKING:
    from detente.analysis.information.questions import Asked
    from detente.case import Case

__all__ = ["verb"]


@analysis("ask")
@click.option("--questions", type=WholeNumber(1, 200), default=10, show_default=True, help="How many to put.")
@click.option("--aim", metavar="ID", default=None, help="Scenario or party's gain that a lever is to be chosen for.")
@click.option("--avoid", metavar="ID", default=None, help="Scenario or party's gain that it is to be chosen against.")
@click.option("--template", type=OutputFile(), default=None, help="Write the questions to answer here.")
@click.option("--apply", "answers", type=InputPath(), default=None, help="Put these answers into the case.")
@click.option("--to", "target", type=OutputFile(), default=None, help="Write the answered case here.")
def verb(
    face: Face,
    questions: int,
    aim: str | None,
    avoid: str | None,
    template: Path | None,
    answers: Path | None,
    target: Path | None,
) -> None:
    """Which unknowns of the case would be most worth finding out?

    Plays CASE and says how far the outlook would move if a number were known; with --aim or --avoid also what knowing
    it is worth for the choice between levers. With --apply nothing is played: answers, lines `path: value`, are
    written into a copy of the case with its comments.
    """
    from detente.analysis.compare.levers import aim_of
    from detente.cli.frame.files import check_writable

    case, words = face.case, face.words
    if template is not None:
        check_writable(template, words)
    if answers is not None:
        _apply(case, case.file, answers, target, words, face.as_data)
        return
    name, sign = aims(aim, avoid)
    wanted = aim_of(case, name, sign) if name is not None else None
    limit = {"questions": questions}
    found = face.answer(aim=wanted, progress="ask.progress", shown=limit, printed=limit)
    if template is not None:
        _template(template, found, case, questions, words)
        if not face.as_data:
            commanded = {"case": argument(case.file), "answers": argument(template)}
            say("\n" + words("ask.template", path=template, **commanded))


def _apply(case: Case, name: str, answers: Path, target: Path | None, words: Texts, as_data: bool) -> None:
    """Write answers into a copy of the case."""
    from detente.case.editing.edit import save, with_values

    if target is None:
        raise OptionError(words("ask.no_to"), words("ask.no_to.hint"))
    values = _answers(answers, words)
    answered = with_values(case, values, words.language)
    save(answered, target)
    if as_data:
        from detente.answers.of_cases import Answered

        print_answer(Answered(case.id, tuple(sorted(values)), str(target), answered.sha256), words)
        return
    say(words("ask.written", path=target))


def _answers(file: Path, words: Texts) -> dict[str, Any]:
    """Read answers: a YAML mapping of paths to values."""
    from detente.case.reading.yaml_events import grow
    from detente.locale.case_errors.words import words as described

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise StoreError.unreadable(str(file), reason) from None
    tree = grow(text)
    if tree.slips:
        place = tree.slips[0].place or (1, 1)
        where = f"{file}:{place[0]}:{place[1]}"
        raise OptionError(words("ask.not_answers", path=where, found=described(tree.slips[0], words.language).found))
    if tree.data is None or tree.data == {}:
        raise OptionError(words("ask.no_answers", path=file), words("ask.no_answers.hint"))
    if not isinstance(tree.data, dict):
        raise OptionError(words("ask.not_answers", path=file, found=type(tree.data).__name__))
    return tree.data


def _template(place: Path, found: Asked, case: Case, questions: int, words: Texts) -> None:
    from detente.cli.frame.files import write
    from detente.report.information.unknowns import template

    write(place, template(found, case.document, questions, words), words)
