"""Every theory keeps every claim it makes, on whatever problem Hypothesis finds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import detente
from detente.errors import OptionError
from detente.testing.theory_contract import CLAIMS, contract
from detente.theories.problem import Problem
from detente.theories.protocol import Claim
from detente.theories.registry import keys, theory_class

EVERY = keys()


for _key in EVERY:
    globals()[f"test_{_key.replace('-', '_')}"] = contract(theory_class(_key)())


@pytest.mark.parametrize("key", EVERY)
def test_it_stands_in_the_package_under_its_key(key: str) -> None:
    theory = theory_class(key)()
    assert theory.info.key == key
    assert hasattr(type(theory), "__slots__")
    assert getattr(detente.theories, key.replace("-", "_")) is theory_class(key)


def test_every_claim_of_positions_is_checked() -> None:
    of_packages = {Claim.PARETO, Claim.INDIVIDUALLY_RATIONAL, Claim.GAIN_SCALE}
    assert set(CLAIMS) == set(Claim) - of_packages


def test_unknown_theory_offers_the_nearest() -> None:
    with pytest.raises(OptionError, match="did you mean 'compromise'"):
        theory_class("compromize")


def test_unknown_name_of_the_package() -> None:
    with pytest.raises(AttributeError, match="no attribute 'oracle'"):
        detente.theories.oracle  # noqa: B018


def test_keys_are_no_modules() -> None:
    """A module would hide the theory of the same name as soon as it is imported."""
    from pathlib import Path

    import detente.theories

    modules = {path.stem for path in Path(detente.theories.__path__[0]).iterdir()}
    assert not modules & {key.replace("-", "_") for key in EVERY}


def test_a_problem_says_what_is_wrong_with_it() -> None:
    right: dict[str, Any] = {"parties": ("a",), "issues": ("i",), "positions": [[1.0]], "salience": [[1.0]]}
    for wrong, words in (
        ({"positions": [[101.0]]}, "positions must lie between 0 and 100"),
        ({"positions": [1.0]}, r"positions must have shape \(1, 1\), not \(1,\)"),
        ({"positions": [[np.nan]]}, "salience must be 0 where a position is missing"),
        ({"salience": [[2.0]]}, "salience must lie between 0 and 1"),
        ({"power": [0.0]}, "power must be positive and finite"),
        ({"now": [-1.0]}, "now must lie between 0 and 100"),
    ):
        with pytest.raises(ValueError, match=words):
            Problem(**right | wrong)
