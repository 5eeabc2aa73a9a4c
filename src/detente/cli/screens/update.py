"""What facts did to an outlook, on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from detente.analysis.update.views import FactView, Observation
from detente.case import Case
from detente.cli.frame.terminal import columns, console, heading, indented
from detente.locale import Texts
from detente.locale.figures import count, day, percent
from detente.report.outlook.words import chance_in_words, model_error_in_words
from detente.report.update.section import shift_in_words

__all__ = ["print_update"]


def print_update(seen: Observation, case: Case, words: Texts) -> None:
    """Print what has happened, and how likely each end is now."""
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
    language = words.language
    heading(screen, words("heading.outlook"))
    dates = day(seen.as_of, language), day(seen.today, language)
    rows = [["", words("observe.before", date=dates[0]), words("observe.after", date=dates[1]), ""]]
    for before, after in zip(seen.before, seen.after, strict=True):
        error = words("command.error", points=f"{100 * after.chance.standard_error:.1f}")
        now = "\n".join(
            filter(None, (chance_in_words(after.chance, words), model_error_in_words(after.with_model_error, words)))
        )
        rows.append([after.title.in_language(language), percent(before.chance.value, language), now, error])
    rows.append([words("scenario.open"), "", percent(seen.open, language), ""])
    columns(screen, rows, right=(1,), head=True)


def _facts(screen: Console, seen: Observation, words: Texts) -> None:
    used = [fact for fact in seen.facts if fact.used]
    if used:
        heading(screen, words("observe.facts"))
        heads = ("observe.day", "observe.fact", "observe.expected", "observe.moved", "observe.beliefs")
        rows = [[words(head) for head in heads]]
        rows += [[day(fact.on, words.language), *_fact(fact, seen, words)] for fact in used]
        columns(screen, rows, right=(2, 4), head=True)
        indented(screen, words("observe.order"))
    context = sum(not fact.used and fact.status != "unknown" for fact in seen.facts)
    unknown = sum(fact.status == "unknown" for fact in seen.facts)
    if context or unknown:
        indented(screen, words("observe.unused", context=context, unknown=unknown))


def _fact(fact: FactView, seen: Observation, words: Texts) -> list[str]:
    moved = shift_in_words(fact, seen, words) if seen.readable else ""
    about = fact.about.in_language(words.language)
    return [about, percent(fact.expected, words.language), moved, f"{fact.beliefs:.0f}"]


def _foot(screen: Console, seen: Observation, words: Texts) -> None:

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
