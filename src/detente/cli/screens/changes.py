"""Levers, changes and versions of a case on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from detente.analysis.compare.diff import Diff, TextChange
from detente.analysis.compare.levers import Levers
from detente.analysis.compare.whatif import WhatIf
from detente.case import Case
from detente.cli.frame.stamps import print_foot, print_head, print_warning
from detente.cli.frame.terminal import console, heading, indented
from detente.cli.screens.levers import print_comparison, print_levers_table, print_meetings, print_regrets
from detente.locale import Texts
from detente.report.levers.edits import written_edits

__all__ = ["print_diff", "print_levers", "print_whatif"]


_SHOWN, _LONGEST = 40, 70
"""Differences of the texts that are shown, and their letters."""


def print_levers(found: Levers, case: Case, words: Texts) -> None:
    """Print what each lever would change, and for whom."""
    screen = console()
    print_head(screen, "levers.title", found.stamp, words)
    print_levers_table(screen, words("compare.ends"), found.levers, "scenarios", words)
    indented(screen, words("compare.note"))
    print_meetings(screen, found.levers, words)
    if not found.stamp.few:
        _print_aim(screen, found, words)
    print_levers_table(screen, words("compare.gains"), found.levers, "parties", words)
    if found.left_out:
        left, every = words("list.comma").join(found.left_out), len(found.left_out) + len(found.levers)
        indented(screen, "\n" + words("levers.interrupted", done=len(found.levers), all=every, left=left))
    print_foot(screen, found.stamp, found.status, words)


def _print_aim(screen: Console, found: Levers, words: Texts) -> None:
    title = found.aim_title.in_language(words.language)
    aim = words(f"aim.{'party' if found.aim.is_party else 'scenario'}.{found.aim.sign}", title=title)
    print_regrets(screen, found.levers, found.as_it_is, aim, found.aim.of, words)


def print_whatif(found: WhatIf, case: Case, words: Texts) -> None:
    """Print what a change would make of the outlook."""
    screen, comparison = console(), found.comparison
    print_head(screen, "whatif.title", found.stamp, words)
    heading(screen, words("whatif.changed"))
    for line in written_edits(comparison.changes, case.document, words):
        indented(screen, line)
    print_comparison(screen, found.comparison, words)
    print_foot(screen, found.stamp, found.status, words)


def print_diff(found: Diff, case: Case, words: Texts) -> None:
    """Print what differs between two versions of a case."""
    screen = console()
    names = [stamp.title.in_language(words.language) for stamp in (found.first, found.second)]
    screen.print(Text(words("diff.title", first=names[0], second=names[1]), style="bold"))
    print_warning(screen, found.first, words)
    heading(screen, words("diff.text"))
    if not found.text:
        indented(screen, words("diff.comments" if found.comments_only else "diff.same"))
    for change in found.text[:_SHOWN]:
        _print_change(screen, change, words)
    if len(found.text) > _SHOWN:
        indented(screen, words("diff.more", count=len(found.text) - _SHOWN))
    for stamp, only in ((found.first, found.only_first), (found.second, found.only_second)):
        if only:
            indented(screen, words("diff.only", case=stamp.case, scenarios=words("list.comma").join(only)))
    if not found.same_structure:
        indented(screen, words("diff.structure"))
    print_comparison(screen, found, words)
    print_foot(screen, found.first, found.status, words)


def _print_change(screen: Console, change: TextChange, words: Texts) -> None:
    before, after = (
        words("diff.nothing") if value is None else value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
        for value in (change.before, change.after)
    )
    indented(screen, f"{change.path}{words('list.colon')}{words('diff.change', before=before, after=after)}")
    if claims := tuple(dict.fromkeys((*change.claims_before, *change.claims_after))):
        indented(screen, "  " + words("diff.rests", claims=words("list.comma").join(claims)))
