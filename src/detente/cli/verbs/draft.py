"""`detente draft`: documents become a draft of a case."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.guard import InputPath, OutputFile
from detente.cli.frame.options import common, print_answer
from detente.cli.frame.speaking import say
from detente.errors import OptionError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from detente.drafting.model.reading import ModelReader

__all__ = ["verb"]


@click.command("draft")
@click.argument("files", metavar="FILE...", nargs=-1, type=InputPath())
@click.option("--out", "-o", "target", type=OutputFile(), default=None, help="Write the case here.")
@click.option("--as-of", "as_of", metavar="DATE", default=None, help="Day at which the case stands: 2026-01-31.")
@click.option("--id", "identifier", metavar="ID", default=None, help="Id of the case; default: from the file's name.")
@click.option("--review", "asking", is_flag=True, help="Then ask about each part: accept, edit, reject or merge it.")
@click.option(
    "--continue", "continued", type=InputPath(), default=None, metavar="CASE", help="Go on with the review of a draft."
)
@click.option("--model", default=None, metavar="NAME", help="Let this model find positions, too; needs --answers.")
@click.option(
    "--server",
    default=None,
    envvar="DETENTE_MODEL_SERVER",
    metavar="URL",
    help="Address of any server that speaks OpenAI's format; its key, if any, in DETENTE_MODEL_KEY. "
    "Without it only kept answers are read.",
)
@click.option(
    "--answers",
    type=InputPath(),
    default=None,
    help="Keep what the model answers here, and take from here what it has answered before.",
)
@click.option("--force", is_flag=True, help="Write even where there is a file already.")
@common
def verb(
    files: tuple[Path, ...],
    target: Path | None,
    as_of: str | None,
    identifier: str | None,
    asking: bool,
    continued: Path | None,
    model: str | None,
    server: str | None,
    answers: Path | None,
    force: bool,
    as_data: bool,
    language: str,
) -> None:
    """How do articles, statements and reports become a case?

    Reads texts, web pages, PDFs and Word documents in English and Chinese, offline and by rules, and writes a draft
    that passes `detente check` and plays: who wants what, meetings, scenarios, each with a quotation from its source.
    What the documents do not say is marked as assumed, and wide, or left out and asked.
    """
    from detente.case.reading.read import read_text
    from detente.cli.frame.files import write
    from detente.cli.verbs.import_ import day_of, refuse_to_overwrite
    from detente.drafting.draft import draft
    from detente.drafting.review import candidates
    from detente.drafting.writing import question, questions
    from detente.tables.writing import identifiers

    words = texts(language)
    _check_options(files, target, asking, continued, as_of or identifier, as_data, words)
    if continued is not None:
        _go_on(continued, words)
        return
    if target is not None:
        refuse_to_overwrite(target, force, words)
    name = identifier or identifiers([(target or files[0]).stem])[(target or files[0]).stem]
    reader = _reader(model, server, answers, words)
    found = draft(files, as_of=day_of(as_of) if as_of else None, id=name, language=words.language, reader=reader)
    text = found.text
    case = read_text(text, str(target or f"{name}.yaml"), words.language)
    kept = []
    if target is not None:
        for file, content in found.beside.items():
            place = target.with_name(f"{target.stem}.{file}")
            refuse_to_overwrite(place, force, words)
            write(place, content, words)
            kept.append(place)
        write(target, text, words)
    marks = Counter(one.mark for one in found.elements)
    counts = {
        "parties": len(case.document.parties),
        "issues": len(case.document.issues),
        "positions": sum(len(wants) for wants in case.document.positions.values()),
        "meetings": len(case.document.meetings),
        "scenarios": len(case.document.scenarios),
        "claims": len(found.claims),
    }
    if as_data:
        from detente.answers.of_cases import DraftContradiction, DraftedCase, DraftQuestion

        clashes = ((document, tuple(span.text for span in one.spans)) for document, one in found.contradictions)
        answer = DraftedCase(
            id=name,
            file=str(target) if target else None,
            **counts,
            elements=found.elements,
            questions=tuple(DraftQuestion(one.path, question(one, found.case, words)) for one in found.asked),
            contradictions=tuple(DraftContradiction(*clash) for clash in clashes),
            guessed=found.guessed,
            candidates=candidates(found),
            case=text,
        )
        print_answer(answer, words)
        return
    if target is None:
        click.echo(text, nl=False)
        return
    say(words("draft.done", file=target, **counts))
    say(words("draft.marks", quoted=marks["quoted"], inferred=marks["inferred"], assumed=marks["assumed"]))
    for sentence in found.guessed:
        say(sentence)
    if reader is not None and reader.refused:
        say(words("model.refused", count=len(reader.refused)))
    for place in kept:
        say(words("draft.kept", file=place))
    widened = sum(bool(one.flagged) for one in found.claims)
    if widened:
        say(words("draft.widened", count=widened))
    if found.contradictions:
        say("\n" + words("draft.contradictions"))
        for document, one in found.contradictions:
            say(f"  {document}: " + " ≠ ".join(f"“{' '.join(span.text.split())}”" for span in one.spans))
    if found.asked:
        say("\n" + words("draft.questions"))
        for sentence in questions(found.asked, found.case, words):
            say(f"  - {sentence}")
    say("\n" + words("draft.next", command=f"detente check {target}"))
    if asking and target is not None:
        from detente.cli.screens.reviewing import review
        from detente.drafting.kept_review import KeptReview

        review(found, KeptReview.begun(found, files, target), target, words)


def _check_options(
    files: tuple[Path, ...],
    target: Path | None,
    asking: bool,
    continued: Path | None,
    other: str | None,
    as_data: bool,
    words: Texts,
) -> None:
    """Refuse options that do not go together.

    Raises:
        OptionError: They do not.
    """
    if continued is not None:
        if files or target is not None or asking or other or as_data:
            raise OptionError(words("review.both"))
    elif not files:
        raise OptionError(words("review.no_files"))
    elif asking and as_data:
        raise OptionError(words("review.no_json"))
    elif asking and target is None:
        raise OptionError(words("review.needs_target"))


def _go_on(case: Path, words: Texts) -> None:
    from detente.cli.screens.reviewing import review
    from detente.drafting.kept_review import resumed

    found, kept = resumed(case, words.language)
    review(found, kept, case, words)


def _reader(model: str | None, server: str | None, answers: Path | None, words: Texts) -> ModelReader | None:
    """Return what reads with a model, if one is named.

    Raises:
        OptionError: Something that it needs is missing.
    """
    if model is None:
        return None
    if answers is None or not (server or answers.exists()):
        raise OptionError(words("model.needs"))
    from detente.drafting.model.reading import ModelReader
    from detente.drafting.model.server import Server

    asked = Server(server or "", model, os.environ.get("DETENTE_MODEL_KEY", ""))
    return ModelReader(asked, answers, words.language, offline=not server)
