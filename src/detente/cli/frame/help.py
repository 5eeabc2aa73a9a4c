"""The help in the language asked for, in lines that end where they may."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from inspect import cleandoc

import click

from detente.cli.frame.speaking import say, styled
from detente.cli.frame.wrapping import cells, wrap
from detente.locale import Texts
from detente.locale.help import help_in

__all__ = ["SpokenContext", "in_language", "say_usage"]

_FIRST = 24
"""Columns of the names of options at most; a longer one has a line of its own."""

_FRAME = {"Show this message and exit.": "--help", "Show the version and exit.": "--version"}
_USAGE = {
    click.NoSuchOption: "no_option",
    click.MissingParameter: "missing",
    click.BadOptionUsage: "no_value",
}


class SpokenFormatter(click.HelpFormatter):
    """What writes the help: the words of the frame in a language, lines as `wrap` breaks them."""

    def __init__(self, language: str, width: int | None = None, max_width: int | None = None) -> None:
        super().__init__(width=width, max_width=max_width)
        self.words = help_in(language)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how it is called."""
        prefix = self.words.get("usage", prefix or "Usage: ")
        args = args.replace("[OPTIONS]", self.words.get("[OPTIONS]", "[OPTIONS]"))
        args = args.replace("COMMAND [ARGS]...", self.words.get("COMMAND", "COMMAND [ARGS]..."))
        hang = cells(prefix) + len(prog) + 1
        lines = wrap(args, max(20, self.width - self.current_indent - hang))
        self.write(f"{'':>{self.current_indent}}{prefix}{prog} {lines[0]}\n")
        for line in lines[1:]:
            self.write(" " * (self.current_indent + hang) + line + "\n")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Write a heading."""
        title = self.words.get(name) or self.words.get(f"group.{name}") or name
        self.write_paragraph()
        self.write(" " * self.current_indent + title + ("：" if cells(title[-1]) == 2 else ":") + "\n")
        self.indent()
        try:
            yield
        finally:
            self.dedent()

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        paragraphs = [" ".join(each.split()) for each in re.split(r"\n\s*\n", text)]
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.write("\n")
            self._write(wrap(paragraph, self.width - self.current_indent), self.current_indent)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _FIRST, col_spacing: int = 2) -> None:
        """Write names and what they mean."""
        rows = list(rows)
        first = min(col_max, max((cells(name) for name, _ in rows), default=0)) + col_spacing
        for name, text in rows:
            lines = wrap(self._spoken(text), max(20, self.width - self.current_indent - first))
            lead = " " * self.current_indent + name
            if cells(name) > first - col_spacing:
                self.write(lead + "\n")
                self._write(lines, self.current_indent + first)
                continue
            self.write((lead + " " * (first - cells(name)) + lines[0]).rstrip() + "\n")
            self._write(lines[1:], self.current_indent + first)

    def _spoken(self, text: str) -> str:
        if not self.words:
            return text
        if text in _FRAME:
            return self.words[_FRAME[text]]
        return re.sub(
            r" *\[(default: )?([^\]]*)\]$",
            lambda found: (
                f"［{self.words['default']}{found[2]}］" if found[1] else f"［{self.words.get(found[2], found[2])}］"
            ),
            text,
        )

    def _write(self, lines: Sequence[str], indent: int) -> None:
        for line in lines:
            self.write((" " * indent + line).rstrip() + "\n")


class SpokenContext(click.Context):
    """A call whose help is written in the language asked for."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return what writes the help."""
        language = self.find_root().meta.get("language", "en")
        return SpokenFormatter(language, width=self.terminal_width, max_width=self.max_content_width)


def in_language(command: click.Command, language: str) -> click.Command:
    """Return a command with its help in a language; in English, and where a text is missing, as it is written.

    Args:
        command: A verb, or the group of all.
        language: The language.
    """
    texts = help_in(language)
    if not texts:
        return command
    spoken = copy.copy(command)
    name = command.name or ""
    spoken.help = texts.get(name, command.help)
    spoken.params = [_option(each, name, texts) for each in command.params]
    return spoken


def _option(parameter: click.Parameter, verb: str, texts: Mapping[str, str]) -> click.Parameter:
    if not isinstance(parameter, click.Option):
        return parameter
    spoken = copy.copy(parameter)
    keys = [f"{verb} {name}" for name in reversed(parameter.opts)] + list(reversed(parameter.opts))
    spoken.help = next((texts[key] for key in keys if key in texts), cleandoc(parameter.help or ""))
    return spoken


def say_usage(error: click.UsageError, words: Texts) -> None:
    """Write how a verb is called where it was called otherwise, in the language asked for."""
    texts = help_in(words.language)
    if not texts:
        error.show()
        return
    if error.ctx is not None:
        say(error.ctx.get_usage(), err=True)
        say(texts["error.try"].format(command=f"{error.ctx.command_path} --help") + "\n", err=True)
    say(styled(words("error.heading"), colour="red", bold=True) + _said(error, texts), err=True)


def _said(error: click.UsageError, texts: Mapping[str, str]) -> str:
    parameter = getattr(error, "param", None)
    name = getattr(error, "option_name", None) or getattr(parameter, "human_readable_name", "")
    key = _USAGE.get(type(error))
    if key == "missing" and isinstance(parameter, click.Option):
        name = parameter.opts[0]
    if key is None and (unknown := re.search(r"No such command '(.*?)'", error.message)):
        key, name = "no_command", unknown[1]
    if key is None and (extra := re.search(r"unexpected extra arguments? \((.*)\)", error.message)):
        key, name = "extra", extra[1]
    if key is None and isinstance(error, click.BadParameter):
        key = "bad"
        name = parameter.opts[0] if parameter else ""
    said = texts[f"error.{key}"].format(name=name, message=error.message) if key else error.format_message()
    possible = getattr(error, "possibilities", None)
    return said + (texts["error.possible"].format(names="、".join(sorted(possible))) if possible else "")
