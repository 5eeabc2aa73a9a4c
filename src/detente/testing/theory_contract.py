"""What every theory must keep, as tests that a package of one's own can run with pytest.

    from detente.testing.theory_contract import contract
    from midrange import Midrange

    test_contract = contract(Midrange())

One test each for what holds of all theories, and for each claim that the theory makes, on whatever problems Hypothesis
finds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import detente
from detente.bibliography import reference
from detente.errors import TheoryError
from detente.testing.problems import mirrored, problems, reordered, stretched, with_power
from detente.theories.problem import Problem, Problems
from detente.theories.protocol import Batched, Claim, Theory

__all__ = ["CLAIMS", "contract"]

_NEAR: dict[str, Any] = {"rtol": 0.0, "atol": 1e-6}
_EXAMPLES = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])


@dataclass(frozen=True)
class Asked:
    """A theory and a problem to which it applies."""

    theory: Any
    problem: Problem
    data: Any

    def levels(self, problem: Problem | None = None) -> Any:
        """Return what it predicts for a problem, this one unless another is given."""
        asked = self.problem if problem is None else problem
        assume(self.theory.objection(asked) is None)
        return self.theory.solve(asked, seed=1).levels


def is_frozen_and_says_what_it_is(theory: Any) -> None:
    """Check what can be seen without a problem."""
    assert isinstance(theory, Theory)
    assert is_dataclass(theory)
    assert theory.__dataclass_params__.frozen
    assert all(field.kw_only for field in fields(theory))
    for text in (theory.info.title, theory.info.about, theory.info.limits, theory.info.reproduced):
        assert text.en
        assert text.zh
    assert {reference(work).key for work in theory.info.references} == set(theory.info.references) != set()
    assert replace(theory) == theory


def same_seed_gives_the_same(theory: Any, problem: Problem, seed: int) -> None:
    """Check that nothing but the problem, the parameters and the seed counts."""
    if theory.objection(problem) is not None:
        with pytest.raises(TheoryError):
            theory.solve(problem, seed=seed)
        return
    first, second = theory.solve(problem, seed=seed), theory.solve(problem, seed=seed)
    np.testing.assert_array_equal(first.levels, second.levels)
    assert first.theory == theory.info.key
    assert first.version == detente.__version__
    assert first.status.en.endswith(".")
    if not theory.info.stochastic:
        np.testing.assert_array_equal(first.levels, theory.solve(problem, seed=seed ^ 1).levels)
    with pytest.raises(ValueError, match="read-only"):
        first.levels[0] = 0.0


def many_at_once_are_as_one_by_one(asked: Asked) -> None:
    """Check `levels` against `solve`."""
    factors = asked.data.draw(st.lists(st.sampled_from([1.0, 2.0, 3.0]), min_size=3, max_size=3))
    problem, theory = asked.problem, asked.theory
    batch = Problems.of([replace(with_power(problem, f), salience=problem.salience / f) for f in factors])
    alone = [theory.solve(batch[b], seed=7).levels for b in range(len(batch))]
    np.testing.assert_array_equal(theory.levels(batch, seed=7), alone)


def _within_positions(asked: Asked) -> None:
    found = asked.levels()
    assert (found >= np.nanmin(asked.problem.positions, axis=0) - 1e-9).all()
    assert (found <= np.nanmax(asked.problem.positions, axis=0) + 1e-9).all()


def _symmetric(asked: Asked) -> None:
    order = asked.data.draw(st.permutations(range(len(asked.problem.parties))))
    np.testing.assert_allclose(asked.levels(reordered(asked.problem, list(order))), asked.levels(), **_NEAR)


def _mirrored(asked: Asked) -> None:
    np.testing.assert_allclose(100.0 - asked.levels(mirrored(asked.problem)), asked.levels(), **_NEAR)


def _power_scale(asked: Asked) -> None:
    factor = asked.data.draw(st.sampled_from([0.01, 3.0, 7.0, 100.0]))
    np.testing.assert_allclose(asked.levels(with_power(asked.problem, factor)), asked.levels(), **_NEAR)


def _level_scale(asked: Asked) -> None:
    factor, shift = asked.data.draw(st.sampled_from([0.25, 0.5, 0.9])), asked.data.draw(st.sampled_from([0.0, 5.0]))
    found = asked.levels(stretched(asked.problem, shift, factor))
    np.testing.assert_allclose(found, shift + factor * asked.levels(), **_NEAR)


def _issue_by_issue(asked: Asked) -> None:
    whole = asked.problem
    part: dict[str, Any] = {"issues": whole.issues[:1], "now": whole.now[:1], "option_levels": None}
    first = replace(whole, positions=whole.positions[:, :1], salience=whole.salience[:, :1], **part)
    np.testing.assert_allclose(asked.levels(first), asked.levels()[:1], **_NEAR)


def _truthful(asked: Asked) -> None:
    problem = asked.problem
    lie, liar = 5.0 * asked.data.draw(st.integers(0, 20)), asked.data.draw(st.integers(0, len(problem.parties) - 1))
    told = np.array(problem.positions)
    told[liar] = np.where(np.isnan(told[liar]), np.nan, lie)
    honest = np.abs(asked.levels() - problem.positions[liar])
    lying = np.abs(asked.levels(replace(problem, positions=told)) - problem.positions[liar])
    assert not (lying < honest - 1e-9).any()


CLAIMS: dict[Claim, Callable[[Asked], None]] = {
    Claim.WITHIN_POSITIONS: _within_positions,
    Claim.SYMMETRIC: _symmetric,
    Claim.MIRRORED: _mirrored,
    Claim.POWER_SCALE: _power_scale,
    Claim.LEVEL_SCALE: _level_scale,
    Claim.ISSUE_BY_ISSUE: _issue_by_issue,
    Claim.TRUTHFUL: _truthful,
}
"""How each claim of a theory of positions is checked; those of packages are held to theirs where tables are made up."""


def contract(theory: Any) -> Callable[[str], None]:
    """Return the tests of a theory, for pytest: give them a name that begins with `test`.

    Args:
        theory: The theory, with any parameters.
    """
    claims = [] if Claim.PARETO in theory.info.claims else [each for each in CLAIMS if each in theory.info.claims]
    names = ["is-frozen", "same-seed", *(claim.value for claim in claims)]
    names += ["many-at-once"] if isinstance(theory, Batched) and Claim.PARETO not in theory.info.claims else []

    @pytest.mark.parametrize("name", names)
    def keeps(name: str) -> None:
        if name == "is-frozen":
            is_frozen_and_says_what_it_is(theory)
        elif name == "same-seed":
            _EXAMPLES(given(problem=problems(), seed=st.integers(0, 2**32 - 1))(_seeded(theory)))()
        else:
            check = many_at_once_are_as_one_by_one if name == "many-at-once" else CLAIMS[Claim(name)]
            _EXAMPLES(given(problem=problems(), data=st.data())(_asking(theory, check)))()

    return keeps


def _seeded(theory: Any) -> Any:
    def asked(problem: Problem, seed: int) -> None:
        same_seed_gives_the_same(theory, problem, seed)

    return asked


def _asking(theory: Any, check: Callable[[Asked], None]) -> Any:
    def asked(problem: Problem, data: Any) -> None:
        assume(theory.objection(problem) is None)
        check(Asked(theory, problem, data))

    return asked
