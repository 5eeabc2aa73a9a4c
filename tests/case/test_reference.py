"""The reference and the JSON Schema are what the language says now."""

import re
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import detente.case
from detente.case.json_schema import json_schema, json_schema_text
from detente.case.reading.yaml_events import grow
from detente.case.reference import reference
from detente.case.schema.base import Element
from detente.case.schema.case import Document

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
STALE = "run `python -m detente.case.reference`"


def models() -> list[type[Element]]:
    found, ahead = [], [Element]
    while ahead:
        for model in ahead.pop().__subclasses__():
            found.append(model)
            ahead.append(model)
    return [model for model in found if model.__module__.startswith("detente.case.schema") and model.model_fields]


def test_the_page_of_reference_is_current():
    assert (FOLDER / "case-language.md").read_text(encoding="utf-8") == reference(), STALE


def test_the_json_schema_is_current():
    assert (FOLDER / "detente-case.schema.json").read_text(encoding="utf-8") == json_schema_text(), STALE


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_key_says_what_it_means(model):
    if model.__name__ in ("Bilingual", "Described", "Statement", "_Leaf"):
        return
    for name, field in model.model_fields.items():
        assert field.description, f"{model.__name__}.{name}"
        assert not field.description.startswith(("Lower-case words", "A text, or")), f"{model.__name__}.{name}"


def test_every_key_of_the_file_is_in_the_reference():
    text = reference()
    for name, field in Document.model_fields.items():
        assert f"| `{field.alias or name}` |" in text


def test_the_schema_holds_what_editors_need():
    schema = json_schema()
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["additionalProperties"] is False
    assert {"detente", "id", "title", "as_of", "until", "parties"} == set(schema["required"])
    assert schema["anyOf"] == [{"required": ["issues"]}, {"required": ["moves"]}]
    text = json_schema_text()
    assert '"null"' not in text
    assert "notation" not in re.sub("notation of", "", text)
    assert schema["$defs"]["Style"]["properties"]["toughness"]["default"] == "50 %"
    assert "if" in schema["$defs"]["Link"]["properties"]
    assert "if_" not in text


def as_json(part: object) -> object:
    """Return what an editor sees: dates are texts."""
    if isinstance(part, dict):
        return {str(key): as_json(value) for key, value in part.items()}
    if isinstance(part, list):
        return [as_json(value) for value in part]
    return part.isoformat() if isinstance(part, date) else part


FILES = [
    Path(__file__).with_name("village.yaml"),
    *(Path(detente.case.__file__).parent / "library").glob("*.yaml"),
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sound_cases_are_sound_to_editors(path):
    validator = Draft202012Validator(json_schema())
    data = as_json(grow(path.read_text(encoding="utf-8")).data)
    assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    "name", ["unknown_key_top", "unknown_key_inside", "missing_salience", "not_keys", "not_one_of"]
)
def test_mistakes_of_form_are_told_by_editors(name):
    path = Path(__file__).parents[1] / "broken_cases" / f"{name}.yaml"
    data = as_json(grow(path.read_text(encoding="utf-8")).data)
    assert not Draft202012Validator(json_schema()).is_valid(data)
