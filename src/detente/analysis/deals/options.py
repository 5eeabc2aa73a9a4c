"""How a deal space is looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.engine.run.table_problem import HoldOut
from detente.errors import OptionError

__all__ = ["DealOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DealOptions:
    """How a deal space is looked at.

    Attributes:
        meeting: Whose table; by default the first that has a date, else the first in the case.
        beliefs: Draws of what is not known.
        seed: Of the draws; the beliefs are those that a play with this seed has.
        hold_out: How far above their prices those at the table hold out. None by default: the deal space is what
            could be signed, not what will be.
        packages: How many leading packages.
        points: Most points of the frontier that the solver looks for where packages are too many to look at.
        list_up_to: Up to how many packages all of them are looked at.
        most: Largest set of conditions that is sought among those that block.

    Raises:
        OptionError: A number is outside its range.
    """

    meeting: str | None = None
    beliefs: int = 200
    seed: int = 1
    hold_out: HoldOut = HoldOut.NONE
    packages: int = 6
    points: int = 200
    list_up_to: int = 1_000_000
    most: int = 3

    def __post_init__(self) -> None:
        """Check the numbers."""
        for name, low, high in (
            ("beliefs", 1, 10**6),
            ("seed", 0, 2**32 - 1),
            ("packages", 1, 100),
            ("points", 1, 10**5),
            ("list_up_to", 0, 10**8),
            ("most", 1, 6),
        ):
            found = getattr(self, name)
            if isinstance(found, bool) or not isinstance(found, int | np.integer) or not low <= found <= high:
                raise OptionError.outside(name, str(found), f"a whole number from {low:,} to {high:,}")
