"""What verbs have in common: the case, `--json`, `--lang`, and numbers with bounds."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from detente.cli.frame.guard import InputPath, OutputFile, force_option, guard
from detente.cli.frame.keeping import keeping_runs
from detente.cli.frame.language import LanguageName, language_now
from detente.cli.frame.speaking import can_show
from detente.errors import OptionError
from detente.locale import Texts, texts
from detente.store.folder import default_folder

__all__ = [
    "WholeNumber",
    "as_json",
    "case_argument",
    "common",
    "drawing",
    "kept",
    "ledger_option",
    "playing",
    "print_answer",
    "print_json",
    "report_option",
    "store_option",
    "where",
]

if TYPE_CHECKING:  # older versions of click know no type arguments
    _Integer = click.ParamType[int]
else:
    _Integer = click.ParamType

Verb = TypeVar("Verb", bound=Callable[..., Any])


class WholeNumber(_Integer):
    """A whole number within bounds, with a message that says them."""

    name = "number"

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number.

        Raises:
            OptionError: It is none, or out of bounds.
        """
        try:
            number = int(str(value))
        except ValueError:
            number = self.low - 1
        if self.low <= number <= self.high:
            return number
        words = texts(ctx.find_root().meta.get("language", "en") if ctx else "en")
        option = param.opts[0] if param else self.name
        raise OptionError(words("error.number", option=option, found=value, low=f"{self.low:,}", high=f"{self.high:,}"))


def common(verb: Verb) -> Verb:
    """Give a verb `--json` and `--lang`, and check what it would write before it does anything."""
    verb = _guarded(verb)
    verb = click.option(
        "--lang",
        "language",
        type=LanguageName(),
        default=language_now,
        is_eager=True,
        help="Language of what is printed and of messages; default: see DETENTE_LANG, or the locale, else en.",
    )(verb)
    return click.option("--json", "as_data", is_flag=True, help="Print JSON for other programs.")(verb)


def _guarded(verb: Verb) -> Verb:
    """Let a verb begin only when nothing speaks against its outputs."""

    @wraps(verb)
    def checked(*arguments: Any, **options: Any) -> Any:
        guard(click.get_current_context())
        return verb(*arguments, **options)

    return cast(Verb, checked)


def case_argument(verb: Verb) -> Verb:
    """Give a verb the argument CASE."""
    return click.argument("case_name", metavar="CASE")(verb)


def playing(beliefs: int = 2000, runs: int = 10) -> Callable[[Verb], Verb]:
    """Give a verb `--beliefs`, `--runs`, `--seed`, `--threads` and `--on`.

    Args:
        beliefs: Default of `--beliefs`.
        runs: Default of `--runs`.
    """
    options = (
        click.option(
            "--beliefs",
            type=WholeNumber(2, 10**6),
            default=beliefs,
            show_default=True,
            help="Draws of what is not known.",
        ),
        click.option(
            "--runs", type=WholeNumber(2, 10**6), default=runs, show_default=True, help="Draws of chance a belief."
        ),
        click.option(
            "--seed", type=WholeNumber(0, 2**32 - 1), default=1, show_default=True, help="Another seed, other draws."
        ),
    )

    def decorate(verb: Verb) -> Verb:
        verb = where(verb)
        for option in reversed(options):
            verb = option(verb)
        return verb

    return decorate


def drawing(beliefs: int = 200) -> Callable[[Verb], Verb]:
    """Give a verb that plays nothing `--beliefs` and `--seed`.

    Args:
        beliefs: Default of `--beliefs`.
    """
    number = click.option(
        "--beliefs",
        type=WholeNumber(2, 10**6),
        default=beliefs,
        show_default=True,
        help="Draws of what is not known.",
    )
    seed = click.option(
        "--seed", type=WholeNumber(0, 2**32 - 1), default=1, show_default=True, help="Another seed, other draws."
    )
    return lambda verb: number(seed(verb))


def where(verb: Verb) -> Verb:
    """Give a verb `--threads` and `--on`: who plays. What `--on` names plays everything that the verb plays."""

    @wraps(verb)
    def placed(*args: Any, on: str | None, threads: int | None, **options: Any) -> Any:
        kept = {name: options.pop(name) for name in ("keep", "go_on", "store") if name in options}
        with ExitStack() as around:
            if on is not None:
                around.enter_context(_playing_on(on, threads))
            if kept or default_folder().is_dir():
                around.enter_context(keeping_runs(**kept))
            return verb(*args, threads=threads, **options)

    limit = click.option("--threads", type=WholeNumber(1, 4096), default=None, help="Processors to use; default: all.")
    place = click.option(
        "--on",
        metavar="PLACE",
        default=None,
        help="Where to play: threads, processes, tcp://HOST:PORT of a Dask scheduler, or a file of settings.",
    )
    return cast(Verb, limit(place(placed)))


@contextmanager
def _playing_on(on: str, threads: int | None) -> Iterator[None]:
    from detente.engine.run.executor import playing_on
    from detente.engine.run.executors.named import named

    workers = named(on, threads)
    try:
        with playing_on(workers):
            yield
    finally:
        workers.close()


def kept(verb: Verb) -> Verb:
    """Give a verb that plays `--keep`, `--continue` and `--store`; it must come before `playing` or `where`."""
    for option in (
        store_option,
        click.option("--continue", "go_on", is_flag=True, help="Go on with the kept run of these numbers."),
        click.option(
            "--keep",
            is_flag=True,
            envvar="DETENTE_KEEP",
            help="Keep the run, part by part, to go on with or use again.",
        ),
    ):
        verb = option(verb)
    return verb


def store_option(verb: Verb) -> Verb:
    """Give a verb `--store`."""
    return click.option(
        "--store",
        type=InputPath(),
        default=None,
        envvar="DETENTE_STORE",
        help="The folder of kept runs; default: one among your data.",
    )(verb)


def report_option(verb: Verb) -> Verb:
    """Give a verb `--report`, and `--force`."""
    verb = force_option(verb)
    return click.option(
        "--report", type=OutputFile(), default=None, help="Write the report here: a web page, or FILE.pdf."
    )(verb)


def ledger_option(verb: Verb) -> Verb:
    """Give a verb `--ledger`."""
    return click.option(
        "--ledger",
        type=InputPath(),
        default=Path("ledger"),
        show_default=True,
        help="The folder of the ledger.",
    )(verb)


def as_json(data: object) -> str:
    """Return data as JSON: two spaces a level, keys in their order, texts as they are."""
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False)


def print_json(data: object) -> None:
    """Print data as JSON, in what letters the terminal has."""
    text = as_json(data)
    if not can_show(text, sys.stdout.encoding):
        text = json.dumps(data, indent=2, allow_nan=False)
    click.echo(text)


def print_answer(found: object, words: Texts) -> None:
    """Print a result as JSON."""
    from detente.report.data import plain

    print_json(plain(found, words.language))
