"""`detente theories`: what published theories say of a case, and where they part."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.options import WholeNumber, common, print_json, report_option, where
from detente.errors import OptionError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from detente.analysis.theories.compare import Schools
    from detente.case import Case

__all__ = ["verb"]


@click.command("theories")
@click.argument("case_name", metavar="[CASE]", required=False)
@click.option("--theory", "chosen", multiple=True, metavar="KEY", help="Ask this theory only; may be repeated.")
@click.option(
    "--set", "settings", multiple=True, metavar="KEY.OPTION=VALUE", help="Set a parameter, as challenge.rounds=3."
)
@click.option("--meeting", metavar="ID", default=None, help="Whose table strikes packages; default: the first.")
@click.option("--list", "as_list", is_flag=True, help="Print all theories: sources, claims, limits, parameters.")
@click.option(
    "--beliefs", type=WholeNumber(2, 10**6), default=200, show_default=True, help="Draws of what is not known."
)
@click.option("--seed", type=WholeNumber(0, 2**32 - 1), default=1, show_default=True, help="Another seed, other draws.")
@where
@report_option
@common
def verb(
    case_name: str | None,
    chosen: tuple[str, ...],
    settings: tuple[str, ...],
    meeting: str | None,
    as_list: bool,
    beliefs: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """What do published theories of bargaining say of this case, where do they part, and why?

    Puts every theory that applies to the same beliefs of CASE, issue by issue. With --list, prints what each theory is,
    and needs no CASE.
    """
    words = texts(language)
    if as_list:
        _list(words, as_data)
        return
    if case_name is None:
        raise OptionError(words("theories.no_case"), words("theories.no_case.hint"))
    from detente.cli.frame.files import check_writable

    if report is not None:
        check_writable(report, words)
    from detente.case import load

    case = load(case_name, words.language)

    from detente.analysis.theories.compare import schools

    seen = schools(case, chosen=chosen, settings=settings, meeting=meeting, beliefs=beliefs, seed=seed, threads=threads)
    if report is not None:
        _write(report, seen, case, words, (case_name, *_given(chosen, settings, meeting)))
    _show(seen, words, as_data)
    if report is not None and not as_data:
        click.echo("\n" + words("command.report", path=report))


def _list(words: Texts, as_data: bool) -> None:
    from detente.analysis.theories.index import theory_index

    entries = theory_index()
    if as_data:
        from detente.report.schools_json import index_to_json

        print_json(index_to_json(entries, words.language))
        return
    from detente.cli.screens.theories import print_index

    print_index(entries, words)


def _show(seen: Schools, words: Texts, as_data: bool) -> None:
    if as_data:
        from detente.report.schools_json import to_json

        print_json(to_json(seen, words.language))
        return
    from detente.cli.screens.theories import print_schools

    print_schools(seen, words)


def _given(chosen: tuple[str, ...], settings: tuple[str, ...], meeting: str | None) -> tuple[str, ...]:
    """Return the options that were given, as they are written."""
    return (
        *(f"--theory {key}" for key in chosen),
        *(f"--set {setting}" for setting in settings),
        *((f"--meeting {meeting}",) if meeting else ()),
    )


def _write(report: Path, seen: Schools, case: Case, words: Texts, arguments: tuple[str, ...]) -> None:
    from detente.cli.frame.files import write
    from detente.report.section import page_of
    from detente.report.theories.section import section

    command = f"detente theories {' '.join(arguments)} --beliefs {seen.beliefs} --seed {seen.seed} --report {report}"
    page = page_of([section(seen, words)], case, words, command, seen.status.in_language(words.language))
    write(report, page, words)
