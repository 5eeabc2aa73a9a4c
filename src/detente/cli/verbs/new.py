"""`detente new`: a case to begin from."""

from __future__ import annotations

import re
from pathlib import Path

import click

from detente.cli.frame.guard import OutputFile
from detente.cli.frame.options import common, print_answer
from detente.cli.frame.speaking import say
from detente.errors import OptionError, nearest
from detente.locale import texts
from detente.shown import argument

__all__ = ["verb"]


@click.command("new")
@click.option("--template", "template", metavar="NAME", default=None, help="Which kind; without it all are listed.")
@click.option("--out", "target", type=OutputFile(), default=None, help="Write the case here; its name becomes the id.")
@click.option("--force", is_flag=True, help="Write even where there is a file already.")
@common
def verb(template: str | None, target: Path | None, force: bool, as_data: bool, language: str) -> None:
    """What can a new case begin from?

    Lists the templates, or writes one: to a file with --out, else to standard output. Each is a small case of its kind
    that plays at once, in English and Chinese, with everything made up.
    """
    from detente.case.templates import template_text, templates
    from detente.cli.verbs.import_ import refuse_to_overwrite

    words = texts(language)
    known = templates()
    if template is None:
        if target is not None:
            raise OptionError.outside("template", "", ", ".join(known))
        if as_data:
            from detente.answers.of_cases import Template, Templates

            print_answer(Templates(tuple(Template(key, title) for key, title in known.items())), words)
        else:
            width = max(map(len, known))
            for key, title in known.items():
                say(f"{key:{width}}  {title.in_language(words.language)}")
            say(words("new.how"))
        return
    if template not in known:
        close = nearest(template, known)
        raise OptionError.outside("template", template, ", ".join(known) + (f" ({close}?)" if close else ""))
    if target is not None:
        refuse_to_overwrite(target, force, words)
    text = template_text(template, _id(target))
    if target is not None:
        from detente.cli.frame.files import write

        write(target, text, words)
    if as_data:
        from detente.answers.of_cases import NewCase

        print_answer(NewCase(template, None if target is None else str(target), text), words)
    elif target is None:
        click.echo(text, nl=False)
    else:
        say(words("new.done", file=target, name=argument(target)))


def _id(target: Path | None) -> str:
    """Return the id of a case from the name of its file, where that makes one."""
    name = re.sub(r"[^a-z0-9]+", "-", target.stem.lower()).strip("-") if target else ""
    return name if re.fullmatch(r"[a-z][a-z0-9-]{0,59}", name) else "my-case"
