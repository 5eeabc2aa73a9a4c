"""How a deal space is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from detente.engine.run.table_problem import HoldOut
from detente.play_options import in_range

__all__ = ["CLOSELY", "DealOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DealOptions:
    """How a deal space is looked at.

    Attributes:
        hold_out: How far above their prices those at the table hold out. None by default: the deal space is what
            could be signed, not what will be.
        packages: How many leading packages.
        points: Most points of the frontier that the solver looks for where packages are too many to look at.
        list_up_to: Up to how many packages all of them are looked at.
        most: Largest set of conditions that is sought among those that block.

    Raises:
        OptionError: A number is outside its range.
    """

    hold_out: HoldOut = HoldOut.NONE
    packages: int = 6
    points: int = 200
    list_up_to: int = 1_000_000
    most: int = 3

    def __post_init__(self) -> None:
        """Check the numbers."""
        for name, low, high in (
            ("packages", 1, 100),
            ("points", 1, 10**5),
            ("list_up_to", 0, 10**8),
            ("most", 1, 6),
        ):
            in_range(name, getattr(self, name), low, high)


CLOSELY = DealOptions()
"""By default."""
