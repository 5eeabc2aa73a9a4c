"""Every theory keeps every claim it makes, on whatever problem Hypothesis finds."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import detente
from detente.bibliography import reference
from detente.errors import OptionError, TheoryError
from detente.testing.problems import mirrored, problems, reordered, stretched, with_power
from detente.theories.problem import Problem, Problems
from detente.theories.protocol import Batched, Claim, Theory
from detente.theories.registry import keys, theory_class

EVERY = keys()
NEAR = {"rtol": 0.0, "atol": 1e-6}


OF_POSITIONS = [key for key in EVERY if Claim.PARETO not in theory_class(key).info.claims]
"""Theories of positions; those of packages need a table, and are held to their claims where tables are made up."""


def claiming(claim: Claim) -> Any:
    found = [key for key in OF_POSITIONS if claim in theory_class(key).info.claims]
    return pytest.mark.parametrize("key", found)


def levels(key: str, problem: Problem, seed: int = 1) -> Any:
    theory = theory_class(key)()
    assume(theory.objection(problem) is None)
    return theory.solve(problem, seed=seed).levels


examples = settings(max_examples=20)


@pytest.mark.parametrize("key", EVERY)
def test_it_is_a_frozen_object_that_says_what_it_is(key: str) -> None:
    theory = theory_class(key)()
    assert isinstance(theory, Theory)
    assert is_dataclass(theory)
    assert theory.__dataclass_params__.frozen
    assert hasattr(type(theory), "__slots__")
    assert theory.info.key == key
    for text in (theory.info.title, theory.info.about, theory.info.limits, theory.info.reproduced):
        assert text.en
        assert text.zh
    assert {reference(work).key for work in theory.info.references} == set(theory.info.references) != set()
    assert replace(theory) == theory
    assert getattr(detente.theories, key.replace("-", "_")) is theory_class(key)
    assert all(field.kw_only for field in fields(theory))


@pytest.mark.parametrize("key", EVERY)
@examples
@given(problem=problems(), seed=st.integers(0, 2**32 - 1))
def test_same_seed_same_prediction(key: str, problem: Problem, seed: int) -> None:
    theory = theory_class(key)()
    if theory.objection(problem) is not None:
        with pytest.raises(TheoryError):
            theory.solve(problem, seed=seed)
        return
    first, second = theory.solve(problem, seed=seed), theory.solve(problem, seed=seed)
    np.testing.assert_array_equal(first.levels, second.levels)
    assert first.theory == key
    assert first.version == detente.__version__
    assert first.status.en.endswith(".")
    if not theory.info.stochastic:
        np.testing.assert_array_equal(first.levels, theory.solve(problem, seed=seed ^ 1).levels)
    with pytest.raises(ValueError, match="read-only"):
        first.levels[0] = 0.0


@pytest.mark.parametrize("key", [key for key in OF_POSITIONS if isinstance(theory_class(key)(), Batched)])
@examples
@given(problem=problems(), factors=st.lists(st.sampled_from([1.0, 2.0, 3.0]), min_size=3, max_size=3))
def test_many_at_once_are_as_one_by_one(key: str, problem: Problem, factors: list[float]) -> None:
    batch = Problems.of([replace(with_power(problem, f), salience=problem.salience / f) for f in factors])
    theory = theory_class(key)()
    assume(theory.objection(problem) is None)
    alone = [theory.solve(batch[b], seed=7).levels for b in range(len(batch))]
    np.testing.assert_array_equal(theory.levels(batch, seed=7), alone)


@claiming(Claim.WITHIN_POSITIONS)
@examples
@given(problem=problems())
def test_within_positions(key: str, problem: Problem) -> None:
    found = levels(key, problem)
    assert (found >= np.nanmin(problem.positions, axis=0) - 1e-9).all()
    assert (found <= np.nanmax(problem.positions, axis=0) + 1e-9).all()


@claiming(Claim.SYMMETRIC)
@examples
@given(problem=problems(), data=st.data())
def test_symmetric(key: str, problem: Problem, data: Any) -> None:
    order = data.draw(st.permutations(range(len(problem.parties))))
    np.testing.assert_allclose(levels(key, reordered(problem, list(order))), levels(key, problem), **NEAR)


@claiming(Claim.MIRRORED)
@examples
@given(problem=problems())
def test_mirrored(key: str, problem: Problem) -> None:
    np.testing.assert_allclose(100.0 - levels(key, mirrored(problem)), levels(key, problem), **NEAR)


@claiming(Claim.POWER_SCALE)
@examples
@given(problem=problems(), factor=st.sampled_from([0.01, 3.0, 7.0, 100.0]))
def test_power_scale(key: str, problem: Problem, factor: float) -> None:
    np.testing.assert_allclose(levels(key, with_power(problem, factor)), levels(key, problem), **NEAR)


@claiming(Claim.LEVEL_SCALE)
@examples
@given(problem=problems(), factor=st.sampled_from([0.25, 0.5, 0.9]), shift=st.sampled_from([0.0, 5.0, 10.0]))
def test_level_scale(key: str, problem: Problem, factor: float, shift: float) -> None:
    found = levels(key, stretched(problem, shift, factor))
    np.testing.assert_allclose(found, shift + factor * levels(key, problem), **NEAR)


@claiming(Claim.ISSUE_BY_ISSUE)
@examples
@given(problem=problems())
def test_issue_by_issue(key: str, problem: Problem) -> None:
    first = replace(
        problem,
        issues=problem.issues[:1],
        positions=problem.positions[:, :1],
        salience=problem.salience[:, :1],
        now=problem.now[:1],
        option_levels=None,
    )
    np.testing.assert_allclose(levels(key, first), levels(key, problem)[:1], **NEAR)


@claiming(Claim.TRUTHFUL)
@examples
@given(problem=problems(), lie=st.integers(0, 20).map(lambda k: 5.0 * k), liar=st.integers(0, 5))
def test_truthful(key: str, problem: Problem, lie: float, liar: int) -> None:
    liar %= len(problem.parties)
    told = np.array(problem.positions)
    told[liar] = np.where(np.isnan(told[liar]), np.nan, lie)
    honest = np.abs(levels(key, problem) - problem.positions[liar])
    lying = np.abs(levels(key, replace(problem, positions=told)) - problem.positions[liar])
    assert not (lying < honest - 1e-9).any()


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
