"""`detente observe`: take in what has happened."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.options import case_argument, common, playing, print_json, report_option
from detente.errors import OptionError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from rich.console import Console

    from detente.analysis.update.views import FactView, Observation
    from detente.case import Case

__all__ = ["verb"]


@click.command("observe")
@case_argument
@click.option(
    "--events",
    "events",
    required=True,
    metavar="FACTS",
    help="File of dated facts, or the name of shipped ones, such as `alaska-2025`.",
)
@click.option("--until", "until", default=None, metavar="DATE", help="Last day whose facts count; default: all.")
@playing(beliefs=1000, runs=50)
@report_option
@common
def verb(
    case_name: str,
    events: str,
    until: str | None,
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """How likely is each end now, given what has happened, and which fact moved it?

    Takes the facts in FACTS into the worlds of CASE one after the other: worlds that explain them count for more. A
    fact that no world explains is an error; one that hardly any explains is named.
    """
    words = texts(language)
    if report is not None:
        from detente.cli.frame.files import check_writable

        check_writable(report, words)
    last = _date(until, words)
    from detente.case import load
    from detente.case.facts import load_facts

    case = load(case_name, words.language)
    facts = load_facts(events, case, words.language)

    from detente.analysis.update.update import observe
    from detente.cli.frame.progress import bar

    options = {"beliefs": beliefs, "runs": runs, "seed": seed, "threads": threads}
    with bar(words) as progress:
        seen = observe(case, facts, until=last, progress=progress, language=words.language, **options)  # type: ignore[arg-type]
    if report is not None:
        _write(report, seen, case, events, words)
    if as_data:
        from detente.report.observed import to_json

        print_json(to_json(seen, language))
        return
    _print(seen, words)
    if report is not None:
        click.echo("\n" + words("command.report", path=report))


def _date(text: str | None, words: Texts) -> date | None:
    """Read a date.

    Raises:
        OptionError: It is none.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise OptionError.no_date("--until", text) from None


def _write(report: Path, seen: Observation, case: Case, events: str, words: Texts) -> None:
    from detente.cli.frame.files import write
    from detente.report.section import page_of
    from detente.report.update.section import section

    line = (
        f"detente observe {case.id} --events {events} --until {seen.today} --beliefs {seen.beliefs} --runs {seen.runs} "
        f"--seed {seen.seed}"
    )
    write(report, page_of([section(seen, words)], case, words, line, seen.status.in_language(words.language)), words)


def _print(seen: Observation, words: Texts) -> None:
    from rich.text import Text

    from detente.cli.frame.terminal import console, indented
    from detente.locale.figures import day

    screen = console()
    title = seen.title.in_language(words.language)
    today = day(seen.today, words.language)
    screen.print(Text(words("observe.heading", title=title, today=today), style="bold"))
    if seen.warning.in_language(words.language):
        screen.print(Text(seen.warning.in_language(words.language), style="bold yellow"))
    if not any(fact.used for fact in seen.facts):
        indented(screen, words("observe.none", today=today))
    if seen.readable:
        _ends(screen, seen, words)
    else:
        indented(screen, words("observe.unreadable"))
    _facts(screen, seen, words)
    _foot(screen, seen, words)


def _ends(screen: Console, seen: Observation, words: Texts) -> None:
    from detente.cli.frame.terminal import columns, heading
    from detente.locale.figures import day, percent
    from detente.report.outlook.words import chance_in_words

    language = words.language
    heading(screen, words("heading.outlook"))
    dates = day(seen.as_of, language), day(seen.today, language)
    rows = [["", words("observe.before", date=dates[0]), words("observe.after", date=dates[1]), ""]]
    for before, after in zip(seen.before, seen.after, strict=True):
        error = words("command.error", points=f"{100 * after.chance.standard_error:.1f}")
        now = chance_in_words(after.chance, words)
        rows.append([after.title.in_language(language), percent(before.chance.value, language), now, error])
    rows.append([words("scenario.open"), "", percent(seen.open, language), ""])
    columns(screen, rows, right=(1,))


def _facts(screen: Console, seen: Observation, words: Texts) -> None:
    from detente.cli.frame.terminal import columns, heading, indented
    from detente.locale.figures import day

    used = [fact for fact in seen.facts if fact.used]
    if used:
        heading(screen, words("observe.facts"))
        heads = ("observe.day", "observe.fact", "observe.expected", "observe.moved", "observe.beliefs")
        rows = [[words(head) for head in heads]]
        rows += [[day(fact.on, words.language), *_fact(fact, seen, words)] for fact in used]
        columns(screen, rows, right=(2, 4))
        indented(screen, words("observe.order"))
    context = sum(not fact.used and fact.status != "unknown" for fact in seen.facts)
    unknown = sum(fact.status == "unknown" for fact in seen.facts)
    if context or unknown:
        indented(screen, words("observe.unused", context=context, unknown=unknown))


def _fact(fact: FactView, seen: Observation, words: Texts) -> list[str]:
    from detente.locale.figures import percent
    from detente.report.update.section import shift_in_words

    moved = shift_in_words(fact, seen, words) if seen.readable else ""
    about = fact.about.in_language(words.language)
    return [about, percent(fact.expected, words.language), moved, f"{fact.beliefs:.0f}"]


def _foot(screen: Console, seen: Observation, words: Texts) -> None:
    from rich.text import Text

    from detente.locale.figures import count

    beliefs, runs, worlds = (count(n) for n in (seen.beliefs, seen.runs, seen.beliefs * seen.runs))
    played = words("footer.beliefs_runs", beliefs=beliefs, runs=runs, worlds=worlds)
    stamp = {"version": seen.version, "case": seen.case, "hash": seen.case_sha256[:12], "seed": seen.seed}
    effective = words("observe.effective", beliefs=f"{seen.effective_beliefs:.0f}", all=beliefs)
    facts = words("observe.footer", hash=seen.facts_sha256[:12], redraws=seen.redraws)
    screen.print()
    for line in (
        effective,
        words("command.footer", worlds=played, **stamp),
        facts,
        seen.status.in_language(words.language),
    ):
        screen.print(Text(line, style="dim"))
