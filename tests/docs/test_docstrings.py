"""Every example in a docstring runs, and every public function and class has a docstring."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil

import pytest

import detente

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(detente.__path__, "detente.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", ["detente", *MODULES])
def test_examples_run(name):
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_what_a_module_offers_is_documented(name):
    module = importlib.import_module(name)
    for offered in getattr(module, "__all__", []):
        thing = getattr(module, offered)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert inspect.getdoc(thing), f"{name}.{offered}"
