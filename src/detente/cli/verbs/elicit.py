"""`detente elicit`: small questions instead of numbers; their answers become intervals in the case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.guard import InputPath, OutputFile
from detente.cli.frame.options import WholeNumber, case_argument, common, print_answer
from detente.cli.frame.speaking import say
from detente.errors import EvidenceError, OptionError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from detente.case.case import Case

__all__ = ["verb"]


@click.command("elicit")
@case_argument
@click.option("--party", "parties", multiple=True, metavar="ID", help="Ask about this party; may be repeated.")
@click.option("--number", "numbers", multiple=True, metavar="PATH", help="Ask for this number, bounds first.")
@click.option("--who", default="", metavar="NAME", help="Who answers.")
@click.option(
    "--questions",
    "most",
    type=WholeNumber(1, 200),
    default=None,
    help="Most questions about what a party wants; default: two an issue.",
)
@click.option("--sheet", type=OutputFile(), default=None, help="Write a sheet to fill in: .xlsx or .csv.")
@click.option("--from", "sheets", type=InputPath(), multiple=True, help="Take in a filled sheet; one a person.")
@click.option("--seeds", type=InputPath(), default=None, help="Questions with known answers, for weights: YAML.")
@click.option(
    "--weights",
    type=click.Choice(["equal", "performance"]),
    default="equal",
    show_default=True,
    help="How people are weighed: alike, or by how they answered the seeds.",
)
@click.option("--answers", type=InputPath(), default=None, help="Keep the answers here; default: CASE.answers.json.")
@click.option("--continue", "goes_on", is_flag=True, help="Go on with the answers that are kept.")
@click.option("--done", is_flag=True, help="Ask nothing more; use the answers that are kept.")
@click.option("--out", "-o", "target", type=OutputFile(), default=None, help="Write the case with what follows here.")
@click.option("--apply", "in_place", is_flag=True, help="Write what follows into CASE itself.")
@click.option("--force", is_flag=True, help="Write even where there is a file already.")
@common
def verb(
    case_name: str,
    parties: tuple[str, ...],
    numbers: tuple[str, ...],
    who: str,
    most: int | None,
    sheet: Path | None,
    sheets: tuple[Path, ...],
    seeds: Path | None,
    weights: str,
    answers: Path | None,
    goes_on: bool,
    done: bool,
    target: Path | None,
    in_place: bool,
    force: bool,
    as_data: bool,
    language: str,
) -> None:
    """What would each party sign, and how much does each issue matter to it?

    Asks which of two packages a party would rather have, whether it would sign one, and the worst it would still sign;
    each question is the one whose answer is expected to tell most. Answers become intervals for saliences, limits and
    prices of moving, with who said so and when. Numbers are asked for by the quartile method: bounds first, then the
    middle. Every answer is kept at once. Several people fill in sheets; what they say stays apart and is pooled.
    """
    from detente.case.reading.load import load
    from detente.cli.screens.asking import asked, shown
    from detente.cli.screens.sheets import came_back, seeds_in, sent, show_people
    from detente.elicitation.applying import applied
    from detente.elicitation.kept import KeptAnswers
    from detente.elicitation.session import Session

    words = texts(language)
    case = load(case_name, language=words.language)
    if sheet is not None or sheets:
        if sheet is not None and sheets:
            raise OptionError(words("sheet.both"))
        known = seeds_in(seeds, words) if seeds is not None else ()
        if sheet is not None:
            asked_about = numbers if numbers or parties else None
            begun = Session.begun(
                case, "", date.today(), parties=parties, numbers=asked_about, most=most, language=words.language
            )
            sent(begun, sheet, known, words)
            return
        _check_target(case_name, target, in_place, words)
        found = came_back(case, sheets, known, weights == "performance", words)
        if as_data:
            from detente.answers.of_cases import PooledAnswers

            print_answer(PooledAnswers(case.id, found.people, found.paths), words)
        else:
            show_people(found, words)
        if target is not None or in_place:
            _save(found.case, case, target or Path(case.file), words, quiet=as_data)
        return
    place = answers or Path(f"{Path(case_name).stem}.answers.json")
    _check(case_name, place, target, goes_on or done, in_place, as_data and not done, words)
    kept = KeptAnswers.read(place, words.language) if goes_on or done else KeptAnswers(case.id, case.sha256)
    if kept.case != case.id:
        raise OptionError(words("elicit.other_case", file=place, case=kept.case))
    asked_for = tuple(dict.fromkeys(a.question.about for a in kept.answers))
    parties = parties or tuple(key for key in asked_for if key in case.document.parties and done)
    paths = [*dict.fromkeys((*numbers, *(key for key in asked_for if key not in case.document.parties)))]
    name = who or (kept.answers[-1].who if kept.answers else "")
    if not name and not as_data:
        name = click.prompt(words("elicit.who"), err=True)
    session = Session.begun(
        case,
        name,
        date.today(),
        parties=parties,
        numbers=paths if paths or parties else None,
        most=most,
        language=words.language,
    ).told(kept.answers)
    if not done:
        session = asked(session, place, words)
    if as_data:
        from detente.answers.of_cases import Elicited

        print_answer(Elicited(case.id, str(place), session.found), words)
    else:
        shown(session, words)
    if target is not None or in_place:
        _save(applied(session), case, target or Path(case.file), words, quiet=as_data)


def _check(
    case: str, place: Path, target: Path | None, goes_on: bool, in_place: bool, silent: bool, words: Texts
) -> None:
    """Refuse options that do not go together.

    Raises:
        OptionError: They do not.
    """
    if silent:
        raise OptionError(words("elicit.no_json"), words("elicit.no_json.hint"))
    _check_target(case, target, in_place, words)
    if goes_on and not place.exists():
        raise OptionError(words("elicit.none_kept", file=place), words("elicit.none_kept.hint"))
    if not goes_on and place.exists() and _holds_answers(place, words):
        raise OptionError(words("elicit.kept_already", file=place), words("elicit.kept_already.hint"))


def _check_target(case: str, target: Path | None, in_place: bool, words: Texts) -> None:
    """Refuse two places for one case, and to write into one that is no file.

    Raises:
        OptionError: It is so.
    """
    if target is not None and in_place:
        raise OptionError(words("elicit.both"))
    if in_place and not Path(case).is_file():
        raise OptionError(words("elicit.shipped", case=case), words("elicit.shipped.hint"))


def _holds_answers(place: Path, words: Texts) -> bool:
    """Say whether a file holds answers, or something that is not ours to replace."""
    from detente.elicitation.kept import KeptAnswers

    try:
        return bool(KeptAnswers.read(place, words.language).answers)
    except EvidenceError:
        return True


def _save(new: Case, old: Case, target: Path, words: Texts, *, quiet: bool) -> None:
    """Write the case with what was answered.

    Raises:
        EvidenceError: Nothing was answered.
    """
    from detente.case.editing.edit import save

    if new.text == old.text:
        raise EvidenceError(words("elicit.nothing_found"))
    save(new, target)
    if not quiet:
        say("\n" + words("elicit.written", file=target))
