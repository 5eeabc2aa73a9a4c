"""Ask about the candidates of a draft one by one."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import click

from detente.cli.frame.files import write
from detente.cli.frame.speaking import say
from detente.drafting.draft import Draft
from detente.drafting.kept_review import KeptReview, beside
from detente.drafting.review import Candidate, Decision, Verdict, candidates, reviewed
from detente.errors import EvidenceError
from detente.locale import Texts

__all__ = ["review"]

_KEYS: dict[str, Verdict] = {"a": "accept", "e": "edit", "r": "reject", "m": "merge"}
_LATER, _STOP = "s", "q"


def review(found: Draft, kept: KeptReview, target: Path, words: Texts) -> Draft:
    """Ask about what is not decided yet; every answer is kept at once, so that a review can be left and gone on with.

    Args:
        found: The draft as documents gave it.
        kept: What has been decided.
        target: Where the case stands.
        words: The catalogue.

    Returns:
        The draft as decided.
    """
    now = reviewed(found, kept.decisions)
    kept = _keep(now, kept, target, words)
    later: set[str] = set()
    while left := _left(now, kept, later):
        one = left[0]
        try:
            answer = _asked(one, len(left), words)
        except click.Abort:
            answer = _STOP
        if answer == _STOP:
            break
        if answer == _LATER:
            later.add(one.path)
            continue
        decision = _decision(one, _KEYS[answer], now, words)
        try:
            now = reviewed(now, [decision])
        except EvidenceError as error:
            say(click.style(str(error), fg="yellow"), err=True)
            continue
        kept = _keep(now, replace(kept, decisions=(*kept.decisions, decision)), target, words)
    open_ = len(_left(now, kept, set()))
    say(words("review.done", decided=len(kept.decisions), left=open_, file=target))
    if open_:
        say(words("review.go_on", command=f"detente draft --continue {target}"))
    return now


def _left(now: Draft, kept: KeptReview, later: set[str]) -> list[Candidate]:
    decided = {one.path for one in kept.decisions} | later
    return [one for one in candidates(now) if one.path not in decided]


def _keep(now: Draft, kept: KeptReview, target: Path, words: Texts) -> KeptReview:
    """Write the case, then the review: what is interrupted between the two is told as an edited case."""
    text = now.text
    kept = replace(kept, written=hashlib.sha256(text.encode("utf-8")).hexdigest())
    write(target, text, words)
    write(beside(target), kept.text, words)
    return kept


def _asked(one: Candidate, left: int, words: Texts) -> str:
    """Show a candidate with what it rests on, and ask."""
    mark = words(f"review.mark.{one.mark}")
    say("\n" + click.style(words("review.candidate", path=one.path, written=one.written), bold=True))
    say(words("review.stands", mark=mark, left=left))
    for claim in one.claims:
        quotation = " ".join(claim.quotation.split())
        say(words("review.quotation", document=claim.document, paragraph=claim.paragraphs[0], words=quotation))
    for clash in one.clashes:
        say(click.style(words("draft.contradictions") + " " + " ≠ ".join(clash), fg="yellow"))
    choices = click.Choice([*_KEYS, _LATER, _STOP])
    answer: str = click.prompt(words("review.ask"), type=choices, default="s", show_choices=False)
    return answer


def _decision(one: Candidate, verdict: Verdict, now: Draft, words: Texts) -> Decision:
    value = ""
    if verdict == "edit":
        value = click.prompt(words("review.value"), default=one.written)
    elif verdict == "merge":
        others = [each.path for each in candidates(now) if each.kind == one.kind and each.path != one.path]
        value = click.prompt(words("review.into", paths=words("list.comma").join(others)), default="")
    return Decision(one.path, verdict, value)
