"""The rules by which a table picks one package out of the admissible ones, and the kinds of alternative."""

from enum import IntEnum

__all__ = ["GAIN_FLOOR", "Form", "Goal", "Kind", "Rule", "Scale", "Status"]

GAIN_FLOOR = 1e-12
"""A party at the table signs only if its gain exceeds this."""


class Rule(IntEnum):
    """How a table chooses among admissible packages; kernels receive the number.

    Below, g is the gain of a party at the table and w its weight:

    * ``NASH``: max Σ w log g (Nash 1950; asymmetric: Kalai 1977).
    * ``KALAI_SMORODINSKY``: leximin of g / (best admissible g) (Kalai & Smorodinsky 1975; the
      lexicographic extension of Imai 1983 makes it Pareto-optimal on finite sets).
    * ``PROPOSER``: max g of the proposer, a take-it-or-leave-it offer.
    * ``COMPROMISE``: min Σ costs, the admissible package nearest to a given compromise.
    * ``UTILITARIAN``: max Σ g.
    * ``EGALITARIAN``: leximin of g (Kalai 1977).
    """

    NASH = 0
    KALAI_SMORODINSKY = 1
    PROPOSER = 2
    COMPROMISE = 3
    UTILITARIAN = 4
    EGALITARIAN = 5


class Kind(IntEnum):
    """What an alternative does to its issue."""

    UNTOUCHED = 0
    SHELVED = 1
    SETTLED = 2


class Status(IntEnum):
    """What the solver found; kernels return the number."""

    NO_DEAL = 0
    STRUCK = 1
    NODE_LIMIT = 2

    @property
    def sentence(self) -> str:
        """Say the status in a sentence that names what to do about it."""
        return _SENTENCES[self]


_SENTENCES = {
    Status.NO_DEAL: "No admissible package: no choice gains everybody whose agreement is needed.",
    Status.STRUCK: "A package was struck; it is proved best under the rule.",
    Status.NODE_LIMIT: (
        "A package may have been struck, but the search met its node limit before the proof: "
        "reduce the number of issues, or merge options that differ little."
    ),
}


class Form(IntEnum):
    """What a rule's bound bounds: Σ w log g, something linear, or the smallest level."""

    CONCAVE = 0
    LINEAR = 1
    LEVEL = 2


class Goal(IntEnum):
    """Where a desk holds what its search looks for."""

    RULE = 0
    """`Rule`."""
    PROPOSER = 1
    """Who proposes; `Rule.PROPOSER` only."""
    BREADTH = 2
    """Topics that may be settled."""
    FORM = 3
    """`Form` of the bound."""
    PRICED_COSTS = 4
    """1 if costs are part of the objective."""
    FIRST_ONLY = 5
    """1 if any admissible package will do."""


class Scale(IntEnum):
    """Where a desk holds the sizes of what its search looks for."""

    UNIT = 0
    """Size of the objective."""
    GRAIN = 1
    """Width of a tie, in the objective's unit."""
    COSTS = 2
    """Largest sum of absolute costs; `Rule.COMPROMISE` only."""
    PLAYED_COSTS = 3
    """Costs of the issues that are played at once; `Rule.COMPROMISE` only."""
    BOUND = 4
    """The least bound that going down the dual has come to."""
