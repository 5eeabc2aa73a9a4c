"""`detente runs`: list, show, continue, compare, remove what is kept of plays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.options import WholeNumber, common, print_answer, store_option, where
from detente.cli.frame.speaking import say
from detente.errors import OptionError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from detente.store.runs import Entry, Runs

__all__ = ["verb"]

_ACTIONS = {"list": (0, 0), "show": (1, 1), "continue": (1, 1), "compare": (2, 2), "remove": (1, 10_000)}
"""What can be done, and with how many runs at least and at most."""


@click.command("runs")
@click.argument("action", metavar="[ACTION]", default="list")
@click.argument("names", metavar="[RUN]...", nargs=-1)
@click.option("--beliefs", type=WholeNumber(2, 10**6), default=None, help="Of `continue`: go on to so many.")
@store_option
@where
@common
def verb(
    action: str,
    names: tuple[str, ...],
    beliefs: int | None,
    threads: int | None,
    as_data: bool,
    language: str,
) -> None:
    """What is kept of plays, how far has it come, and how do two of them differ?

    ACTION is list, show, continue, compare or remove; a RUN is named by its id or the beginning of it. Runs are kept by
    verbs that take `--keep`, and used by all verbs that play.
    """
    words = texts(language)
    if action not in _ACTIONS:
        raise OptionError.unknown("ACTION", action, list(_ACTIONS))
    least, most = _ACTIONS[action]
    if not least <= len(names) <= most:
        raise OptionError(words(f"runs.takes.{action}"))

    from detente.store.runs import Runs

    runs = Runs(_folder())
    entries = [runs.entry(name) for name in names]
    if action == "list":
        _list(runs, as_data, words)
    elif action == "show":
        _show(entries[0], as_data, words)
    elif action == "compare":
        _compare(entries[0], entries[1], as_data, words)
    elif action == "remove":
        _remove(runs, entries, as_data, words)
    else:
        _continue(entries[0], beliefs, threads, as_data, words)


def _folder() -> Path | None:
    """Return the folder that `--store` names: `where` has taken it for the plays of this verb."""
    from detente.engine.run.keeping import current_keeper

    runs = getattr(current_keeper(), "runs", None)
    return None if runs is None else Path(runs.folder)


def _list(runs: Runs, as_data: bool, words: Texts) -> None:
    from detente.analysis.kept.views import kept_run

    found = [kept_run(entry) for entry in runs.entries()]
    if as_data:
        from detente.answers.of_records import KeptRuns

        print_answer(KeptRuns(str(runs.folder), tuple(found)), words)
        return
    from detente.cli.screens.runs import print_runs

    print_runs(found, str(runs.folder), words)


def _show(entry: Entry, as_data: bool, words: Texts) -> None:
    from detente.analysis.kept.views import kept_run

    found = kept_run(entry, endings=True)
    if as_data:
        print_answer(found, words)
        return
    from detente.cli.screens.runs import print_run

    print_run(found, words)


def _compare(first: Entry, second: Entry, as_data: bool, words: Texts) -> None:
    from detente.analysis.kept.views import compare_runs

    found = compare_runs(first, second)
    if as_data:
        print_answer(found, words)
        return
    from detente.cli.screens.runs import print_difference

    print_difference(found, words)


def _remove(runs: Runs, entries: list[Entry], as_data: bool, words: Texts) -> None:
    for entry in entries:
        runs.remove(entry)
    if as_data:
        from detente.answers.of_records import Removed

        print_answer(Removed(tuple(entry.id for entry in entries)), words)
        return
    for entry in entries:
        say(words("runs.removed", run=entry.id))


def _continue(entry: Entry, beliefs: int | None, threads: int | None, as_data: bool, words: Texts) -> None:
    from detente.analysis.kept.views import case_of
    from detente.cli.frame.progress import bar
    from detente.cli.frame.stopping import stopping
    from detente.engine.run.keeping import current_keeper
    from detente.engine.run.simulate import simulate
    from detente.store.keeper import StoreKeeper

    case, known, keeper = case_of(entry), entry.manifest, current_keeper()
    assert known is not None
    assert isinstance(keeper, StoreKeeper)
    keeper.keep = True
    wanted = beliefs or known.beliefs
    with bar(words) as progress, stopping(words) as stop:
        worlds = simulate(
            case, beliefs=wanted, runs=known.runs, seed=known.seed, threads=threads, progress=progress, stop=stop
        )
        seen = worlds.outlook()
    if as_data:
        print_answer(seen, words)
        return
    from detente.cli.screens.outlook import print_outlook

    print_outlook(seen, case, words)
