"""Say what is wrong: a block for each problem, on the error stream."""

from __future__ import annotations

from detente.cli.frame.speaking import say, styled
from detente.errors import CaseError, DetenteError, Problem
from detente.locale import Texts
from detente.locale.wording import worded
from detente.shown import one_line

__all__ = ["block", "say_problems"]


def say_problems(error: DetenteError, texts: Texts) -> None:
    """Write an error to the error stream."""
    if not isinstance(error, CaseError):
        sentence, hint = worded(error, texts)
        lines = [styled(texts("error.heading"), colour="red", bold=True) + sentence]
        if hint:
            lines.append("  " + texts("problem.hint", hint=hint))
        say("\n".join(lines), err=True)
        return
    count = len(error.problems)
    of = "table_problem" if error.problems[0].kind == "table" else "problem"
    heading = texts(f"error.{of}") if count == 1 else texts(f"error.{of}s", count=count)
    say(styled(heading, colour="red", bold=True), err=True)
    for problem in error.problems:
        say("\n" + block(problem, texts), err=True)


def block(problem: Problem, texts: Texts) -> str:
    """Return a problem as a block of lines."""
    where = texts("list.colon").join(part for part in (problem.where, problem.path) if part)
    lines = [styled(one_line(where) if where else texts("problem.case"), bold=True)]
    lines.append("  " + texts("problem.found", found=problem.found))
    lines.append("  " + texts("problem.allowed", allowed=problem.allowed))
    if problem.hint:
        lines.append("  " + texts("problem.hint", hint=problem.hint))
    return "\n".join(lines)
