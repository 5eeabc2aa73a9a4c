"""The kinds of array that kernels take. All are C-contiguous.

Index order, here and wherever arrays of a bargaining problem are met: parties p, issues i,
alternatives a; rows r, links l and quorums k come after. Parties at the table come first.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "Ints", "Marks"]

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Marks: TypeAlias = NDArray[np.uint8]
