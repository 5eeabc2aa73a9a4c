"""Random valid cases as a strategy of Hypothesis, which shrinks what fails."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from detente.case.case import Case
from detente.testing.dice import Dice
from detente.testing.random_cases import any_case, is_sound

__all__ = ["cases"]


def cases(*, packages: int = 150, steps: int = 12) -> st.SearchStrategy[Case]:
    """Return a strategy of random valid cases.

    Two to four parties with audiences, one to five issues with links, needs, quorums and insisting parties,
    factors, flags, history, meetings, events with every kind of change, conditions of every kind, all
    notations of numbers, and correlations.

    Args:
        packages: Most packages that the issues of a case have together.
        steps: Most steps of its course.
    """
    return _cases(packages, steps).filter(is_sound)


@st.composite
def _cases(draw: Any, packages: int, steps: int) -> Case:
    return any_case(Dice(lambda low, high: int(draw(st.integers(low, high)))), packages, steps)
