"""`__all__` is the public API: everything in it is there, documented and typed, and nothing else is."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

import pytest

import detente
from detente.analyses import QUESTIONS, at

ROOMS = frozenset({"forecast", "theories"})
"""Rooms of the package that are called as questions."""

REFERENCE = Path(__file__).parents[1] / "docs" / "reference" / "python-api.md"


def test_dir_is_all():
    assert dir(detente) == sorted(detente.__all__)


def test_public_names_are_those_that_modules_without_underscore_bind():
    for name in vars(detente):
        public = not name.startswith("_")
        is_own_object = getattr(vars(detente)[name], "__module__", "").startswith("detente")
        assert not (public and is_own_object) or name in detente.__all__


@pytest.mark.parametrize("name", detente.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name):
    thing = getattr(detente, name)
    if name != "__version__":
        assert inspect.getdoc(thing)
        assert name in getattr(importlib.import_module(thing.__module__), "__all__", [name]) or name in ROOMS


@pytest.mark.parametrize("name", detente.__all__)
def test_every_public_name_is_in_the_reference(name):
    assert f"`detente.{name}" in REFERENCE.read_text(encoding="utf-8")


def test_every_question_of_the_register_is_public():
    for each in QUESTIONS:
        assert each.name in detente.__all__
        signature = inspect.signature(at(each.compute))
        parameters = list(signature.parameters.values())
        assert [part.name for part in parameters[1 : 1 + len(each.needs)]] == list(each.needs)
        assert signature.parameters["options"].default == each.options
        assert signature.parameters["options"].kind is inspect.Parameter.KEYWORD_ONLY
        assert at(each.result).__dataclass_params__.frozen
        for home in (each.chapter, each.page, each.in_chapter, each.screen, each.in_words):
            assert not home or callable(at(home))


def test_rooms_that_are_called_answer_the_question():
    case, few = detente.load("emission-standards-1985"), detente.PlayOptions(beliefs=2)
    seen = detente.theories(case, chosen=["compromise"], options=few)
    assert [line.key for line in seen.theories] == ["compromise"]
    assert detente.theories.compromise().info.key == "compromise"
    with pytest.raises(detente.DetenteError, match="asks no questions"):
        detente.forecast(detente.load("divided-pie"))


def test_what_is_not_public_is_refused():
    with pytest.raises(AttributeError, match="no attribute 'simulated'"):
        detente.simulated  # noqa: B018


def test_version_is_that_of_the_package():
    from importlib.metadata import version

    assert detente.__version__ == version("detente")


def test_results_are_frozen():
    for kind in (detente.Case, detente.Outlook, detente.Worlds):
        assert kind.__dataclass_params__.frozen
