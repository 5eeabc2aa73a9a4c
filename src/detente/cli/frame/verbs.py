"""The verbs and the questions they answer; every error ends in a clear message and an exit status.

Exit status: 0 done · 1 a fault of the program · 2 bad input · 130 interrupted · 141 nobody read the output.
"""

from __future__ import annotations

import os
import sys
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from detente import __version__
from detente.cli.frame.help import SpokenContext, in_language, say_usage
from detente.cli.frame.language import LanguageName
from detente.cli.frame.problems import say_problems
from detente.cli.frame.speaking import say, shows_chinese, speaking, styled
from detente.cli.frame.stopping import was_stopped
from detente.errors import DetenteError
from detente.files import forget_written, written
from detente.kernels.warning import SlowStartWarning
from detente.locale import Texts, texts
from detente.locale.chosen import language_of_words

__all__ = ["GROUPS", "VERBS", "detente", "language_of", "main"]

GROUPS = {
    "Play a case": (
        "brief",
        "outlook",
        "story",
        "world",
        "observe",
        "runs",
    ),
    "Say why": (
        "deals",
        "drivers",
        "discover",
    ),
    "Say what would change it": (
        "levers",
        "whatif",
        "diff",
        "ask",
        "markers",
    ),
    "Beside the literature": (
        "theories",
        "conflict",
        "backtest",
        "cite",
    ),
    "Forecast, and keep score": (
        "baserate",
        "forecast",
        "seal",
        "verify",
        "witness",
        "resolve",
        "score",
        "replay",
    ),
    "Write and defend a case": (
        "new",
        "draft",
        "facts",
        "elicit",
        "open",
        "mcp",
        "check",
        "show",
        "coverage",
        "cases",
        "schema",
        "import",
        "export",
    ),
    "How negotiations work": ("fit",),
    "This installation": ("cache",),
}
"""The verbs in the order of the help; each is the command `verb` of the module of its name
(with an underscore where the name is a word of Python)."""

VERBS = tuple(verb for group in GROUPS.values() for verb in group)


class Verbs(click.Group):
    """A group that imports a verb's module when the verb is called, and turns errors into messages."""

    context_class = SpokenContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb."""
        if cmd_name not in VERBS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"detente.cli.verbs.{module}").verb
        command.context_class = SpokenContext
        return in_language(command, ctx.find_root().meta.get("language", "en"))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what is asked of the program as a whole; first of all, in which language."""
        ctx.meta["language"] = language_of_words(args, os.environ)
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            say_usage(error, language_of(ctx))
            ctx.exit(2)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of the program."""
        spoken = in_language(self, ctx.meta.get("language", "en"))
        click.Group.format_help(spoken, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs and their questions, group by group."""
        for title, verbs in GROUPS.items():
            with formatter.section(title):
                commands = ((name, self.get_command(ctx, name)) for name in verbs)
                formatter.write_dl([(name, _question(command)) for name, command in commands if command])

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run the command line; nothing that a text holds acts on the terminal."""
        with speaking():
            return super().main(*arguments, **options)

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb; say what went wrong, and end with its exit status."""
        forget_written()
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            if was_stopped(ctx):
                ctx.exit(130)
            return result
        except DetenteError as error:
            say_problems(error, language_of(ctx))
            ctx.exit(2)
        except KeyboardInterrupt:
            say(_interrupted(language_of(ctx)), err=True)
            ctx.exit(130)
        except BrokenPipeError:
            _write_no_more()
            ctx.exit(141)
        except click.UsageError as error:
            say_usage(error, language_of(ctx))
            ctx.exit(2)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except OSError as error:
            _write_no_more()
            say(language_of(ctx)("error.system", reason=_reason(error)), err=True)
            ctx.exit(2)
        except MemoryError:
            say(language_of(ctx)("error.memory"), err=True)
            ctx.exit(2)
        except Exception as error:
            _say_fault(error, ctx)
            ctx.exit(1)


def _question(command: click.Command) -> str:
    """Return the question that a verb answers."""
    return " ".join((command.help or "").partition("\n\n")[0].split())


def language_of(ctx: click.Context) -> Texts:
    """Return the catalogue of the language asked for; of English where its letters cannot be shown."""
    language = ctx.find_root().meta.get("language", "en")
    return texts(language if language != "zh" or shows_chinese(sys.stderr) else "en")


def _interrupted(words: Texts) -> str:
    """Say that a verb was interrupted, and what it had written by then."""
    places = ", ".join(dict.fromkeys(map(str, written())))
    return words("error.interrupted_after", places=places) if places else words("error.interrupted")


def _say_fault(error: Exception, ctx: click.Context) -> None:
    """Report a fault of the program; where it happened only with `--debug`."""
    if ctx.params.get("debug"):
        traceback.print_exc()
    what = f"{type(error).__name__}: {error}".splitlines()[0][:300]
    say(language_of(ctx)("error.fault", what=what, version=__version__), err=True)


def _say_warning(message: Warning | str, category: type[Warning], filename: str, lineno: int, *rest: Any) -> None:
    """Write in a line that starts will be slow; what was left out; leave other warnings to Python."""
    context = click.get_current_context(silent=True)
    words = language_of(context) if context else texts("en")
    if isinstance(message, SlowStartWarning):
        names = words("list.comma").join(message.names)
        sentence = words(f"start.{message.kind}", names=names, version=message.version)
    elif category.__name__ == "PluginWarning":  # its module is not imported for asking
        told = {name: getattr(message, name) for name in ("name", "package", "reason")}
        sentence = words("theories.left_out", **told)
    else:
        _PYTHONS_OWN(message, category, filename, lineno, *rest)
        return
    say(styled(words("warning.heading"), colour="yellow", bold=True) + sentence, err=True)


_PYTHONS_OWN: Callable[..., None] = warnings.showwarning


def _reason(error: OSError) -> str:
    """Return what the machine refused, and of which file."""
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if isinstance(error.filename, str) else reason


def _write_no_more() -> None:
    """Send what is still to be written nowhere, so that nothing complains at exit."""
    with suppress(OSError):  # where the output is none of the system's, as in a test
        place = sys.stdout.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), place)


# With colours always: what goes out decides for itself which styles a stream is given.
@click.group(
    cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100, "color": True}
)
@click.version_option(__version__, "-V", "--version", message="Détente %(version)s")
@click.option("--lang", type=LanguageName(), is_eager=True, expose_value=False, help="The same as behind a command.")
@click.option("--debug", is_flag=True, help="After a fault of the program, show where it happened.")
def detente(debug: bool) -> None:
    """Play a negotiation from a case file to an outlook.

    A CASE is the id of a shipped case (see `detente cases`) or the path of a file.
    """


def main() -> None:
    """Run the command line."""
    # Looking for plug-ins among all that is installed takes longer than reading a case; we have none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 it stays open to the end
    if sys.stdout is None:
        say(texts("en")("error.system", reason="standard output is closed"), err=True)
        sys.exit(2)
    warnings.showwarning = _say_warning  # type: ignore[assignment]  # its further arguments are not looked at
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        detente(prog_name="detente")
    except KeyboardInterrupt:
        say(_interrupted(texts("en")), err=True)
        sys.exit(130)
    except OSError as error:
        _write_no_more()
        say(texts("en")("error.system", reason=error.strerror or error), err=True)
        sys.exit(2)
