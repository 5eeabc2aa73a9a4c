"""Theories on a terminal: one picture, a row an issue and a sign a theory; then where they part, and why."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from detente.analysis.outlook.views import Chance
from detente.analysis.theories.compare import IssueComparison, TheoryComparison
from detente.analysis.theories.index import TheoryEntry
from detente.bibliography import reference
from detente.case import Case
from detente.cli.frame.terminal import columns, console, heading, indented, is_plain, track
from detente.cli.screens.conflict import print_states
from detente.cli.screens.voting import print_council
from detente.locale import Texts
from detente.locale.figures import amount
from detente.report.theories.words import about_words, contrast_words, level_words

__all__ = ["print_index", "print_theories"]

SIGNS = "abcdefghijklmnopqrstuvwxyz"
SEVERAL = "*"
_CLOSER = 4
"""Issues of which every theory's interval is printed: those on which they differ most, or any if they agree."""


def print_theories(seen: TheoryComparison, case: Case, texts: Texts) -> None:
    """Print what theories say of a case."""
    screen = console()
    language = texts.language
    screen.print(Text(seen.title.in_language(language), style="bold"))
    if seen.issues:
        _levels(screen, seen, texts)
    for council in seen.councils:
        print_council(screen, council, texts)
    if seen.conflict is not None:
        print_states(screen, seen.conflict, texts)
        indented(screen, texts("theories.states.more", case=seen.case))
    others = [line for line in seen.theories if line.why_not is not None]
    if others:
        heading(screen, texts("theories.not_applying"))
        columns(
            screen,
            [(line.title.in_language(language), line.why_not.in_language(language)) for line in others if line.why_not],
        )
    heading(screen, texts("theories.rests"))
    indented(screen, seen.status.in_language(language))
    indented(screen, texts("theories.again", beliefs=seen.beliefs, seed=seen.seed, version=seen.version))


def _levels(screen: Console, seen: TheoryComparison, texts: Texts) -> None:
    """Print the picture of predicted levels, and issues on which theories part."""
    language = texts.language
    signs = {line.key: SIGNS[n % len(SIGNS)] for n, line in enumerate(seen.pictured)}
    titles = {line.key: line.title.in_language(language) for line in seen.pictured}
    heading(screen, texts("theories.picture"))
    width = max(20, min(60, screen.width - 50))
    rows = [(issue.title.in_language(language), _signs(issue, signs, width, is_plain(screen))) for issue in seen.issues]
    columns(screen, rows)
    columns(screen, [(signs[line.key], titles[line.key], about_words(line, texts)) for line in seen.pictured])
    indented(screen, texts("theories.signs"))
    _agreeing(screen, seen, texts)
    apart = [issue for issue in seen.issues if not issue.agree]
    for issue in (apart or seen.issues)[:_CLOSER]:
        _closer(screen, issue, titles, texts)


def print_index(entries: Sequence[TheoryEntry], texts: Texts) -> None:
    """Print all theories: what they are, claim, leave out and reproduce."""
    screen = console()
    language = texts.language
    for entry in entries:
        heading(screen, f"{entry.title.in_language(language)} ({entry.key})")
        indented(screen, entry.about.in_language(language))
        claims = texts("list.stop").join(claim.says.in_language(language) for claim in entry.claims)
        options = "  ".join(f"{name}={default} ({values})" for name, default, values in entry.options)
        rows = [
            (texts("theories.head.sources"), "\n".join(str(reference(key)) for key in entry.references)),
            (texts("theories.head.claims"), claims),
            (texts("theories.head.limits"), entry.limits.in_language(language)),
            (texts("theories.head.reproduced"), entry.reproduced.in_language(language)),
            (texts("theories.head.drawn"), texts("theories.drawn" if entry.stochastic else "theories.not_drawn")),
            (texts("theories.head.options"), options or texts("theories.no_options")),
        ]
        columns(screen, rows)


def _signs(issue: IssueComparison, signs: dict[str, str], width: int, plain: bool) -> str:
    """Return an issue's scale as a line: the sign of every theory at its level, and a bar at the terms in force."""
    cells = [("." if plain else "·")] * width
    cells[round(issue.now / 100 * (width - 1))] = "|" if plain else "│"
    taken: set[int] = set()
    for mark in issue.marks:
        cell = round(mark.level / 100 * (width - 1))
        cells[cell] = SEVERAL if cell in taken else signs[mark.theory]
        taken.add(cell)
    return "".join(cells)


def _agreeing(screen: Console, seen: TheoryComparison, texts: Texts) -> None:
    agreeing = [
        issue.title.in_language(texts.language) for issue in seen.issues if issue.agree and len(issue.marks) > 1
    ]
    if agreeing:
        indented(screen, texts("theories.agree", issues=texts("list.comma").join(agreeing)))


def _closer(screen: Console, issue: IssueComparison, titles: dict[str, str], texts: Texts) -> None:
    heading(screen, texts("theories.issue", issue=issue.title.in_language(texts.language), apart=amount(issue.apart)))
    plain = is_plain(screen)
    rows = []
    for mark in issue.marks:
        chance = Chance(mark.level / 100, 0.0, mark.low / 100, mark.high / 100, mark.low < mark.high)
        rows.append((titles[mark.theory], track(chance, 30, plain), level_words(mark, issue, texts)))
    columns(screen, rows)
    for contrast in issue.contrasts:
        indented(screen, contrast_words(contrast, texts))
