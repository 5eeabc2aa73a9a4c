"""`detente check`: whether a case is right, and what is in it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from detente.cli.frame.options import case_argument, common, print_json
from detente.errors import CaseError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from detente.case import Case, Document
    from detente.errors import Problem

__all__ = ["contents", "possible_packages", "verb"]


@click.command("check")
@case_argument
@common
def verb(case_name: str, as_data: bool, language: str) -> None:
    """Is the case file right, and if not, what must change where?

    Reports everything wrong at once, each with its line and what is allowed. Of a case that is right it says how large
    it is and how much of it is guessed. Exit status 0, or 2 if anything is wrong.
    """
    from detente.case import load

    words = texts(language)
    try:
        case = load(case_name, words.language)
    except CaseError as error:
        if as_data:
            print_json({"valid": False, "problems": [_problem(problem) for problem in error.problems]})
        raise
    found = contents(case)
    if as_data:
        print_json({"valid": True, **found})
    else:
        _explain(case, found, words)


def _problem(problem: Problem) -> dict[str, str | int]:
    return {"where": problem.where, **asdict(problem)}


def possible_packages(document: Document) -> int:
    """Count the packages that can be written down: each issue untouched, shelved or settled at an option."""
    count = 1
    for issue in document.issues.values():
        count *= 1 + issue.deferrable + len(issue.options)
    return count


def _states(document: Document) -> int:
    """Count the states of the conflict graph; 0 where there is none."""
    from detente.case.conflict_states import state_space

    return state_space(document.moves).size if document.moves is not None else 0


def contents(case: Case) -> dict[str, Any]:
    """Return how large a case is and how much of it rests on claims."""
    from detente.case import quantities
    from detente.case.numbers.distribution import is_certain

    document = case.document
    numbers = quantities(document)
    uncertain = {path: number for path, number in numbers.items() if not is_certain(number.notation)}
    own = [number for path, number in uncertain.items() if not path.startswith("general.")]
    guesses = sum(not number.because for number in own)
    return {
        "case": document.id,
        "as_of": document.as_of.isoformat(),
        "until": document.until.isoformat(),
        "sha256": case.sha256,
        "parties": len(document.parties),
        "issues": len(document.issues),
        "options": sum(len(issue.options) for issue in document.issues.values()),
        "packages": possible_packages(document),
        "factors": len(document.factors),
        "meetings": len(document.meetings),
        "events": len(document.events),
        "scenarios": list(document.scenarios),
        "markers": len(document.markers),
        "states": _states(document),
        "levers": len(document.levers),
        "questions": len(document.questions),
        "sources": len(document.sources),
        "claims": len(document.claims),
        "numbers": len(numbers),
        "uncertain": len(own),
        "guesses": guesses,
        "share_of_guesses": round(guesses / len(own), 4) if own else 0.0,
        "chance": sum(number.is_chance for number in numbers.values()),
        "general": len(uncertain) - len(own),
    }


def _moves(document: Document, states: int, words: Texts) -> list[str]:
    if document.moves is None:
        return []
    makers, options = len(document.moves.preferences), len(document.moves.options)
    return [words("check.moves", makers=makers, options=options, states=states)]


def _explain(case: Case, found: dict[str, Any], words: Texts) -> None:
    from detente.locale.figures import day, listed, power_of_ten, shared

    document, language = case.document, words.language
    named = [scenario.name(key, language) for key, scenario in document.scenarios.items()]
    lines = [
        words("check.right", title=document.title.in_language(language), case=document.id),
        words("header.when", as_of=day(document.as_of, language), until=day(document.until, language)),
        "",
        words("check.parties", parties=found["parties"], issues=found["issues"], options=found["options"]),
        words("check.packages", packages=power_of_ten(found["packages"])),
        words(
            "check.course",
            factors=found["factors"],
            meetings=found["meetings"],
            events=found["events"],
            markers=found["markers"],
        ),
        *(_moves(document, found["states"], words)),
        words("check.scenarios", scenarios=listed(named, words)) if named else words("check.no_scenarios"),
        words("check.asked", levers=found["levers"], questions=found["questions"]),
        words(
            "check.numbers",
            numbers=found["numbers"],
            uncertain=found["uncertain"],
            chance=found["chance"],
            general=found["general"],
        ),
        words(
            "check.guesses",
            guesses=found["guesses"],
            share=shared(found["share_of_guesses"], language),
            claims=found["claims"],
            sources=found["sources"],
        ),
    ]
    click.echo("\n".join(lines))
