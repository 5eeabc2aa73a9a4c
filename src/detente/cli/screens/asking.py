"""Ask people small questions in the terminal, and show what follows from their answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from detente.case.numbers.distribution import describe
from detente.case.numbers.notation import Fixed
from detente.cli.frame.files import write
from detente.cli.frame.speaking import say, styled
from detente.elicitation.findings import FoundWants
from detente.elicitation.kept import KeptAnswers
from detente.elicitation.questions import UNKNOWN, Question
from detente.elicitation.session import Session
from detente.elicitation.subject import Package
from detente.errors import EvidenceError
from detente.locale import Texts
from detente.report.outlook.evidence import path_in_words
from detente.shown import argument

__all__ = ["asked", "shown", "worded"]

_KEYS = {"y": "yes", "n": "no", "a": "a", "b": "b", "s": "same"}
_STOP, _BACK, _NEXT = "q", "back", "next"


def asked(session: Session, place: Path, words: Texts) -> Session:
    """Ask until nothing is left that tells enough, or the person stops; every answer is kept at once.

    Args:
        session: The sitting so far.
        place: Where answers are kept.
        words: The catalogue.
    """
    say(words("elicit.begin"), err=True)
    _keep(session, place, words)
    while (question := session.next()) is not None:
        try:
            said = _said(session, question, words)
            if said == _STOP:
                break
            session = _taken(session, question, said, words)
        except click.Abort:
            break
        except EvidenceError as error:
            say(styled(str(error), colour="yellow"), err=True)
            continue
        _keep(session, place, words)
    stopped = session.next() is not None
    say(words("elicit.kept", count=len(session.answers), file=place), err=True)
    if stopped:
        command = f"detente elicit {argument(session.case.file)} --answers {argument(place)} --continue"
        say(words("elicit.go_on", command=command), err=True)
    return session


def _keep(session: Session, place: Path, words: Texts) -> None:
    write(place, KeptAnswers(session.case.id, session.case.sha256, session.answers).text, words)


def _taken(session: Session, question: Question, said: str, words: Texts) -> Session:
    """Return the sitting after what was typed."""
    if said == _BACK:
        return session.without_last() if session.answers else session
    if said == _NEXT:
        return replace(session, passed=session.passed | {question.about})
    if session.surprises(question, said):
        say(styled(words("elicit.surprise"), colour="yellow"), err=True)
        if not click.confirm(words("elicit.keep"), default=True, err=True):
            return session
    return session.answer(question, said)


def _said(session: Session, question: Question, words: Texts) -> str:
    """Put a question and return an answer of its choices, or a word that steers."""
    say("\n" + styled(_question(session, question, words), bold=True))
    options = _options(session, question) if question.kind == "refused" else ()
    for number, (issue, option) in enumerate(options, start=1):
        say(f"  {number}. {_setting(session, issue, option, words)}")
    _show_packages(session, question, words)
    while True:
        typed = click.prompt(words(f"elicit.keys.{question.kind}"), default="", show_default=False, err=True).strip()
        found = _read(question, typed, options)
        if found is not None:
            return found
        say(words("elicit.no_answer", found=typed), err=True)


def _read(question: Question, typed: str, options: tuple[tuple[str, str], ...]) -> str | None:
    """Return what was typed as an answer or a word that steers; None where it is neither."""
    key = typed.casefold()
    if key in (_STOP, _BACK, _NEXT):
        return key
    if key in ("?", "？"):
        return UNKNOWN
    if question.kind == "number":
        return typed or None
    if question.kind == "refused":
        return _refused(key, options)
    found = _KEYS.get(key, key)
    return found if found in question.choices else None


def _refused(key: str, options: tuple[tuple[str, str], ...]) -> str | None:
    if key in ("none", "无", "0"):
        return "none"
    numbers = [part for part in key.replace("，", ",").replace("、", ",").replace(",", " ").split() if part]
    if any(not part.isdecimal() or not 0 < int(part) <= len(options) for part in numbers):
        return None
    return "; ".join(": ".join(options[int(part) - 1]) for part in numbers) or "none"


def _options(session: Session, question: Question) -> tuple[tuple[str, str], ...]:
    """Return what a party could refuse: every option that is no better for it than what is in force."""
    subject = next(each for each in session.subjects if each.party == question.about)
    return tuple(
        (issue, option)
        for issue, options, changes in zip(subject.issues, subject.options, subject.change, strict=True)
        for option, change in zip(options[1:], changes[1:], strict=True)
        if change < changes[0]
    )


def worded(session: Session, question: Question, words: Texts) -> tuple[str, str]:
    """Return a question in words with its packages, one a line, and what may be answered: for a sheet."""
    lines = [_question(session, question, words)]
    for number, package in enumerate(question.packages):
        head = _head(question, number)
        lines.append((f"{head}. " if head else "") + "\n   ".join(_lines(session, package, words)))
    if question.kind == "worst":
        return "\n".join(lines), words("sheet.worst", most=len(question.packages))
    return "\n".join(lines), words(f"sheet.may.{question.kind}")


def _question(session: Session, question: Question, words: Texts) -> str:
    if question.kind == "number":
        path = path_in_words(session.case.document, question.about, words)
        return words(f"elicit.ask.{question.step}", number=path)
    party = session.case.document.parties[question.about].name(question.about, words.language)
    return words(f"elicit.ask.{question.kind}", party=party)


def _show_packages(session: Session, question: Question, words: Texts) -> None:
    for number, package in enumerate(question.packages):
        head = _head(question, number)
        click.echo(("  " + head + ".") if head else "", nl=bool(head))
        for line in _lines(session, package, words):
            say(f"     {line}")


def _head(question: Question, number: int) -> str:
    """Return what a package is called in a question, if anything."""
    return {"pair": "AB"[number % 2], "worst": str(number + 1)}.get(question.kind, "")


def _lines(session: Session, package: Package, words: Texts) -> list[str]:
    return [_setting(session, issue, option, words) for issue, option in package]


def _setting(session: Session, issue: str, option: str, words: Texts) -> str:
    """Return an issue with an option, and what is in force."""
    found = session.case.document.issues[issue]
    names = {key: each.name(key, words.language) for key, each in found.options.items()}
    title = found.name(issue, words.language)
    return words("elicit.setting", issue=title, option=names[option], now=names[found.now])


def shown(session: Session, words: Texts) -> None:
    """Print what follows from the answers, and what was assumed."""
    found, document = session.found, session.case.document
    for wants in found.wants:
        say("\n" + styled(document.parties[wants.party].name(wants.party, words.language), bold=True))
        _show_wants(session, wants, words)
    for number in found.numbers:
        scale = session.numbers[number.path].scale
        values = ", ".join(
            f"{100 * p:g}% {describe(Fixed(float(f'{value:.4g}')), scale, words.language)}"
            for p, value in number.quantiles.items()
        )
        say("\n" + words("elicit.number", number=path_in_words(document, number.path, words), values=values))
    if found.wants:
        say("\n" + words("elicit.assumed"))
    if not found.wants and not found.numbers:
        say(words("elicit.nothing_found"))


def _show_wants(session: Session, wants: FoundWants, words: Texts) -> None:
    issues = session.case.document.issues
    for issue, share in sorted(wants.shares.items(), key=lambda each: -each[1].median):
        values = {"low": f"{100 * share.low:.0f}", "high": f"{100 * share.high:.0f}"}
        say("  " + words("elicit.share", issue=issues[issue].name(issue, words.language), **values))
    if wants.price is not None:
        say("  " + words("elicit.price", low=f"{wants.price.low:.2f}", high=f"{wants.price.high:.2f}"))
    for issue, limit in wants.limits.items():
        options = {key: each.name(key, words.language) for key, each in issues[issue].options.items()}
        refused = words("list.comma").join(options[each] for each in limit.refuses)
        named = {"issue": issues[issue].name(issue, words.language), "option": options[limit.accepts]}
        say("  " + words("elicit.limit", **named, refused=refused))
    say("  " + words("elicit.decided", answers=wants.answers, decided=wants.decided, every=wants.trade_offs))
    for answer in wants.doubtful:
        packages = " / ".join("; ".join(_lines(session, package, words)) for package in answer.question.packages)
        say(styled("  " + words("elicit.doubtful", packages=packages, said=answer.said), colour="yellow"))
