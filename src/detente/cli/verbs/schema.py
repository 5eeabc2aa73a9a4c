"""`detente schema`: the case language as a JSON Schema."""

from __future__ import annotations

import click

from detente.cli.frame.options import common

__all__ = ["verb"]


@click.command("schema")
@common
def verb(as_data: bool, language: str) -> None:
    """What may stand in a case file? Prints the JSON Schema, for completion in editors."""
    from detente.case.json_schema import json_schema_text

    click.echo(json_schema_text(), nl=False)
