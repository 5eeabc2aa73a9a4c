"""`detente ask`: what to find out first, as questions that somebody who knows could answer; and their answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.frame.guard import InputPath, OutputFile
from detente.cli.frame.options import WholeNumber, case_argument, common, playing, print_json, report_option
from detente.cli.verbs.levers import aims
from detente.errors import OptionError, StoreError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from rich.console import Console

    from detente.analysis.information.questions import Asked, Unknown
    from detente.case import Case

__all__ = ["verb"]

_GROUPS = 8


@click.command("ask")
@case_argument
@click.option("--questions", type=WholeNumber(1, 200), default=10, show_default=True, help="How many to put.")
@click.option("--aim", metavar="ID", default=None, help="Scenario or party's gain that a lever is to be chosen for.")
@click.option("--avoid", metavar="ID", default=None, help="Scenario or party's gain that it is to be chosen against.")
@click.option("--template", type=OutputFile(), default=None, help="Write the questions to answer here.")
@click.option("--apply", "answers", type=InputPath(), default=None, help="Put these answers into the case.")
@click.option("--to", "target", type=OutputFile(), default=None, help="Write the answered case here.")
@playing()
@report_option
@common
def verb(
    case_name: str,
    questions: int,
    aim: str | None,
    avoid: str | None,
    template: Path | None,
    answers: Path | None,
    target: Path | None,
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """Which unknowns of the case would be most worth finding out?

    Plays CASE and says how far the outlook would move if a number were known; with --aim or --avoid also what knowing
    it is worth for the choice between levers. With --apply nothing is played: answers, lines `path: value`, are
    written into a copy of the case with its comments.
    """
    from detente.case import load
    from detente.cli.frame.files import check_writable

    words = texts(language)
    for place in (report, template):
        if place is not None:
            check_writable(place, words)
    case = load(case_name, words.language)
    if answers is not None:
        _apply(case, case_name, answers, target, words, as_data)
        return

    from detente.analysis.compare.endings import PlayOptions
    from detente.analysis.compare.levers import aim_of
    from detente.analysis.information.questions import ask
    from detente.cli.frame.progress import bar

    name, sign = aims(aim, avoid)
    wanted = aim_of(case, name, sign) if name is not None else None
    options = PlayOptions(beliefs=beliefs, runs=runs, seed=seed, threads=threads)
    with bar(words, "ask.progress") as progress:
        found = ask(case, aim=wanted, options=options, progress=progress)
    if template is not None:
        _template(template, found, case, questions, words)
    if report is not None:
        extra = () if wanted is None else ("--aim" if sign > 0 else "--avoid", wanted.of)
        _write(report, found, case, questions, extra, words)
    if as_data:
        from detente.report.information.unknowns import asked_data

        print_json(asked_data(found, case.document, words))
        return
    _print(found, case, questions, words)
    if template is not None:
        click.echo("\n" + words("ask.template", path=template, case=case_name))
    if report is not None:
        click.echo("\n" + words("command.report", path=report))


def _apply(case: Case, name: str, answers: Path, target: Path | None, words: Texts, as_data: bool) -> None:
    """Write answers into a copy of the case."""
    from detente.case.editing.edit import save, with_values

    if target is None:
        raise OptionError(words("ask.no_to"), words("ask.no_to.hint"))
    values = _answers(answers, words)
    answered = with_values(case, values, words.language)
    save(answered, target)
    if as_data:
        print_json({"case": case.id, "answers": sorted(values), "to": str(target), "case_sha256": answered.sha256})
        return
    click.echo(words("ask.written", path=target))


def _answers(file: Path, words: Texts) -> dict[str, Any]:
    """Read answers: a YAML mapping of paths to values."""
    from detente.case.reading.yaml_events import grow
    from detente.locale.case_errors.words import words as say

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise StoreError.unreadable(str(file), reason) from None
    tree = grow(text)
    if tree.slips:
        place = tree.slips[0].place or (1, 1)
        where = f"{file}:{place[0]}:{place[1]}"
        raise OptionError(words("ask.not_answers", path=where, found=say(tree.slips[0], words.language).found))
    if tree.data is None or tree.data == {}:
        raise OptionError(words("ask.no_answers", path=file), words("ask.no_answers.hint"))
    if not isinstance(tree.data, dict):
        raise OptionError(words("ask.not_answers", path=file, found=type(tree.data).__name__))
    return tree.data


def _template(place: Path, found: Asked, case: Case, questions: int, words: Texts) -> None:
    from detente.cli.frame.files import write
    from detente.report.information.unknowns import template

    write(place, template(found, case.document, questions, words), words)


def _write(report: Path, found: Asked, case: Case, questions: int, extra: tuple[str, ...], words: Texts) -> None:
    from detente.cli.frame.files import write
    from detente.report.command_line import command
    from detente.report.information.section import section
    from detente.report.section import page_of

    status = found.status.in_language(words.language)
    line = command("ask", found.stamp, case, *extra)
    write(report, page_of([section(found, case, words, questions)], case, words, line, status), words)


def _print(found: Asked, case: Case, questions: int, words: Texts) -> None:
    from detente.cli.frame.stamps import print_foot, print_head
    from detente.cli.frame.terminal import columns, console, heading, indented
    from detente.report.information.unknowns import choice_in_words, whole_in_words

    screen = console()
    print_head(screen, "ask.title", found.stamp, words)
    if found.stamp.few:
        print_foot(screen, found.stamp, found.status, words)
        return
    indented(screen, whole_in_words(found, words))
    if found.aim is not None:
        indented(screen, choice_in_words(found, case.document, words))
    heading(screen, words("ask.numbers"))
    clear = [view for view in found.numbers if view.is_clear]
    for place, view in enumerate(clear[:questions], start=1):
        _print_question(screen, place, view, case, words)
    rest = len(found.numbers) - len(clear)
    indented(screen, words("ask.unclear", count=rest) if clear else words("ask.none"))
    heading(screen, words("ask.groups"))
    columns(screen, [_group(view, words) for view in found.groups[:_GROUPS]])
    print_foot(screen, found.stamp, found.status, words)


def _print_question(screen: Console, place: int, view: Unknown, case: Case, words: Texts) -> None:
    from detente.cli.frame.terminal import indented
    from detente.report.information.unknowns import grounds_in_words, question, range_now, weight_in_words

    document = case.document
    indented(screen, f"{place}. {question(document, view.id, words)}")
    rests = grounds_in_words(document, view.id, words)
    indented(screen, f"   {words('ask.now', range=range_now(document, view.id, words))} · {rests}")
    indented(screen, f"   {weight_in_words(view, words)}")
    indented(screen, f"   {view.id}")


def _group(view: Unknown, words: Texts) -> tuple[str, str]:
    from detente.report.information.unknowns import weight_in_words

    return view.title.in_language(words.language), weight_in_words(view, words)
