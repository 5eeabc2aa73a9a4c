"""`detente schema`: the case language, or the JSON of a verb, as a JSON Schema."""

from __future__ import annotations

import click

from detente.cli.frame.options import common, print_json
from detente.errors import OptionError

__all__ = ["verb"]


@click.command("schema")
@click.argument("of", metavar="[VERB]", default="")
@common
def verb(of: str, as_data: bool, language: str) -> None:
    """What may stand in a case file, and what in the JSON of a verb?

    Prints the JSON Schema of case files, for completion in editors; with VERB that of what it prints with `--json`.
    """
    if not of:
        from detente.case.json_schema import json_schema_text

        click.echo(json_schema_text(), nl=False)
        return
    from detente.answers import answer_schema
    from detente.cli.frame.verbs import VERBS

    if of not in VERBS:
        raise OptionError.unknown("verb", of, VERBS)
    print_json(answer_schema(of))
