"""`detente schema`: the case language as a JSON Schema."""

from __future__ import annotations

import click

from detente.cli.options import common, print_json

__all__ = ["verb"]


@click.command("schema")
@common
def verb(as_data: bool, language: str) -> None:
    """What may stand in a case file? Prints the JSON Schema, for completion in editors."""
    from detente.case import Document

    schema = Document.model_json_schema(by_alias=True)
    print_json({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})
