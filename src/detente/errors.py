"""Say what is wrong, where, and what would be right.

Every error a user can cause is one of these:

    DetenteError
    ├── CaseError      the case file: everything wrong in it, collected
    ├── EvidenceError  a source, its hash, or what claims rest on
    ├── TheoryError    a theory cannot take this problem
    ├── StoreError     a file cannot be read or written
    ├── PlayError      worlds cannot be played where they were to be
    └── OptionError    an option given to a command or a function
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import ClassVar, Literal, Self

from detente.extras import install_command

__all__ = [
    "CaseError",
    "DetenteError",
    "EvidenceError",
    "OptionError",
    "PlayError",
    "Problem",
    "Severity",
    "StoreError",
    "TheoryError",
    "nearest",
]


def nearest(name: str, valid: Iterable[str]) -> str:
    """Return the valid name closest to a mistyped one, or the empty string if none is close.

    Args:
        name: What was written.
        valid: The names there are.

    Returns:
        One of `valid`, or `""`.

    Example:
        >>> nearest("teritory", ["territory", "monitoring"])
        'territory'
    """
    names = {valid_name.casefold(): valid_name for valid_name in valid}
    close = get_close_matches(name[:80].casefold(), names, n=1, cutoff=0.6)
    return names[close[0]] if close else ""


Severity = Literal["error", "warning"]
"""An error keeps a case from being read; a warning says what is probably not meant."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a case, or probably not meant.

    Attributes:
        file: The name of the file, with that of the sheet in a workbook; empty when the case came from none.
        path: The path in the case, dotted, such as `meetings.anchorage.on`.
        found: What stands there.
        allowed: What may stand there.
        hint: What to write instead, such as the nearest valid name; may be empty.
        kind: A stable short name of the kind of mistake, for programs; may be empty.
        line: Line where it stands, counted from 1; 0 where it has no place in a text.
        column: Column, counted from 1 in characters; 0 likewise.
        end_line: Line where what is meant ends; 0 likewise.
        end_column: Column after its last character; 0 likewise.
        severity: `error` or `warning`.
    """

    also_in_json: ClassVar = ("where",)

    file: str
    path: str
    found: str
    allowed: str
    hint: str = ""
    kind: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    severity: Severity = "error"

    @property
    def where(self) -> str:
        """`file:line:column`, as much of it as there is; in a workbook `file[sheet!B7]`."""
        if self.kind == "table" and self.file.endswith("]") and self.line:
            return f"{self.file[:-1]}!{_letters(self.column)}{self.line}]"
        place = f"{self.line}:{self.column}" if self.line else ""
        return ":".join(part for part in (self.file, place) if part)

    def __str__(self) -> str:
        heading = ": ".join(part for part in (self.where, self.path) if part)
        lines = [heading or "case", f"  found:   {self.found}", f"  allowed: {self.allowed}"]
        if self.hint:
            lines.append(f"  hint:    {self.hint}")
        return "\n".join(lines)


def _letters(column: int) -> str:
    """Return a column as workbooks call it: A, B and so on to Z, AA."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


class DetenteError(Exception):
    """Anything wrong that the user can put right; its text is the whole message."""


class CaseError(DetenteError):
    """Everything wrong in a case, collected.

    Attributes:
        problems: The problems in the order of the file, at least one.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        if not problems:
            raise ValueError("a CaseError needs at least one problem")
        self.problems = problems
        super().__init__(problems)

    def __str__(self) -> str:
        return "\n\n".join(str(problem) for problem in self.problems)


class _SentenceError(DetenteError):
    """An error told in one sentence and a hint.

    Attributes:
        sentence: What is wrong.
        hint: What to do about it; may be empty.
        key: The sentence's name in the catalogues of languages, beneath `wrong`; empty where it has none.
        values: What the placeholders of the text of that name stand for.
    """

    def __init__(self, sentence: str, hint: str = "") -> None:
        self.sentence = sentence
        self.hint = hint
        self.key = ""
        self.values: dict[str, str] = {}
        super().__init__(sentence, hint)

    def named(self, key: str, **values: str) -> Self:
        """Return this error with its name in the catalogues, for faces that speak other languages."""
        self.key, self.values = key, values
        return self

    def __str__(self) -> str:
        return f"{self.sentence}\n  hint: {self.hint}" if self.hint else self.sentence


class EvidenceError(_SentenceError):
    """A source cannot be used: not the text it should be, or nothing rests on it."""


class TheoryError(_SentenceError):
    """A theory cannot take this problem; the sentence names the assumption that fails."""


class StoreError(_SentenceError):
    """A file or folder cannot be read or written."""

    @classmethod
    def unreadable(cls, path: str, reason: str) -> StoreError:
        """Report a file that cannot be read."""
        return cls(f"cannot read {path}: {reason}").named("unreadable", path=path, reason=reason)

    @classmethod
    def unwritable(cls, path: str, reason: str) -> StoreError:
        """Report a file that cannot be written; nothing is left half-written."""
        error = cls(f"cannot write {path}: {reason}", "choose another place; nothing was written")
        return error.named("not_written", path=path, reason=reason)

    @classmethod
    def unsure(cls, path: str, reason: str) -> StoreError:
        """Report a file that is written, but may not outlast a power cut."""
        error = cls(f"{path} was written, but may not outlast a power cut: {reason}")
        return error.named("unsure", path=path, reason=reason)


class PlayError(_SentenceError):
    """Worlds cannot be played where they were to be: nobody answers, or whoever played them broke down."""

    @classmethod
    def broken(cls, reason: str) -> PlayError:
        """Report workers that broke down again and again."""
        error = cls(f"those who played broke down: {reason}", "perhaps memory ran out: play on fewer processors")
        return error.named("broken", reason=reason)

    @classmethod
    def unreached(cls, address: str) -> PlayError:
        """Report a scheduler that does not answer."""
        error = cls(f"nobody answers at {address}", "is the scheduler running, and the address right?")
        return error.named("unreached", address=address)

    @classmethod
    def refused(cls, what: str, reason: str) -> PlayError:
        """Report settings that were refused."""
        return cls(f"{what}: the settings were refused: {reason}").named("refused", what=what, reason=reason)

    @classmethod
    def stopped(cls) -> PlayError:
        """Report a play that was stopped before there was anything to say."""
        return cls("the play was stopped before two beliefs had been played").named("stopped")

    @classmethod
    def missing(cls, what: str, package: str, extra: str) -> PlayError:
        """Report a package that is not installed."""
        command = install_command(extra)
        hint = f"install what the extra `{extra}` brings: {command}"
        error = cls(f"{what} needs {package}, which is not installed", hint)
        return error.named("missing", what=what, package=package, extra=extra, command=command)


class OptionError(_SentenceError):
    """An option given to a command or a function has no such value."""

    @classmethod
    def unknown(cls, option: str, found: str, allowed: Sequence[str]) -> OptionError:
        """Report a name that is not among the names an option takes, offering the nearest."""
        close = nearest(found, allowed)
        hint = f"did you mean {close!r}?" if close else ""
        there = ", ".join(allowed)
        error = cls(f"{option}: there is no {found!r}; there is {there or 'nothing'}", hint)
        name = "unknown" if there else "nothing_there"
        return error.named(name, option=option, found=found, allowed=there, nearest=close)

    @classmethod
    def outside(cls, option: str, found: object, allowed: str, hint: str = "") -> OptionError:
        """Report a value outside what an option takes."""
        error = cls(f"{option}: found {found!r}; allowed is {allowed}", hint)
        return error.named("outside", option=option, found=str(found), allowed=allowed)

    @classmethod
    def too_much_memory(cls, needed: int, there: int) -> OptionError:
        """Report a play whose counts would not fit into memory."""
        error = cls(
            f"this play needs about {_gigabytes(needed)} GB of memory; {_gigabytes(there)} GB are free",
            "ask for fewer beliefs or runs",
        )
        return error.named("memory", needed=_gigabytes(needed), there=_gigabytes(there))

    @classmethod
    def beyond(cls, option: str, meeting: str) -> OptionError:
        """Report an outcome that no package of a meeting can bring."""
        hint = "look at its agenda, or ask for another meeting with --at"
        error = cls(f"{option}: no package that {meeting} can settle brings it, whoever gives way", hint)
        return error.named("beyond", option=option, meeting=meeting)

    @classmethod
    def no_condition(cls, option: str, found: str) -> OptionError:
        """Report a text that is no condition on terms."""
        hint = "write issue=option, a condition such as {issue: dam, at_least: half}, or the name of one"
        error = cls(f"{option}: found {found!r}; allowed is a condition on the terms of issues", hint)
        return error.named("no_condition", option=option, found=found)

    @classmethod
    def no_date(cls, option: str, found: str, example: str = "2025-12-31") -> OptionError:
        """Report a text that is no date."""
        error = cls(f"{option}: found {found!r}; allowed is a date such as {example}")
        return error.named("no_date", option=option, found=found, example=example)


def _gigabytes(size: int) -> str:
    """Return bytes in GB."""
    return f"{size / 1e9:,.1f}"
