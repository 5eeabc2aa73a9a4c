"""From a number of a case to the claims it rests on and the paragraphs they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case import Case, Document, Quantity, quantities
from detente.case.schema.sources import Claim, Source
from detente.errors import EvidenceError, nearest

__all__ = ["Chain", "Grounds", "Support", "chain", "support"]

_GENERAL = "general."


@dataclass(frozen=True, slots=True)
class Grounds:
    """A claim that something rests on.

    Attributes:
        id: Id of the claim.
        claim: What it says.
        source: The document it is made in.
    """

    id: str
    claim: Claim
    source: Source


@dataclass(frozen=True, slots=True)
class Chain:
    """What a number rests on.

    Attributes:
        path: Where it stands.
        quantity: The number.
        grounds: The claims, in the order in which the case names them; empty for a guess.
    """

    path: str
    quantity: Quantity
    grounds: tuple[Grounds, ...]

    @property
    def is_guess(self) -> bool:
        """Say whether nothing supports the number, neither at it nor around it."""
        return not self.grounds

    @property
    def paragraphs(self) -> tuple[tuple[str, int], ...]:
        """Source and paragraph of every claim, each once, in order."""
        found = ((link.claim.source, number) for link in self.grounds for number in link.claim.paragraphs)
        return tuple(sorted(set(found)))


@dataclass(frozen=True, slots=True)
class Support:
    """How much of what a case says is supported.

    Attributes:
        supported: Numbers that rest on a claim, at them or around them.
        guesses: Numbers that rest on none.
    """

    supported: tuple[str, ...]
    guesses: tuple[str, ...]

    @property
    def share_of_guesses(self) -> float:
        """Guesses as a share of all numbers that the case writes; 0 if it writes none."""
        total = len(self.supported) + len(self.guesses)
        return len(self.guesses) / total if total else 0.0


def chain(case: Case, path: str) -> Chain:
    """Return what a number of a case rests on.

    Args:
        case: The case.
        path: Path of the number, such as `positions.russia.territory.limit`.

    Returns:
        The number with its claims; those of the nearest element around it where it has none itself.

    Raises:
        EvidenceError: No number stands there.
    """
    numbers = quantities(case.document)
    if path not in numbers:
        close = nearest(path, numbers)
        raise EvidenceError(f"no number stands at {path!r}", f"did you mean {close}?" if close else "")
    quantity = numbers[path]
    return Chain(path, quantity, _grounds(case.document, quantity.because))


def support(case: Case) -> Support:
    """Sort the numbers that a case writes by whether claims support them.

    Defaults and beliefs shared by all cases are left out: they are nobody's reading of this negotiation.
    """
    numbers = quantities(case.document)
    written = [path for path in numbers if not path.startswith(_GENERAL) and _is_written(case, path)]
    return Support(
        tuple(path for path in written if numbers[path].because),
        tuple(path for path in written if not numbers[path].because),
    )


def _grounds(document: Document, claims: tuple[str, ...]) -> tuple[Grounds, ...]:
    found = ((key, document.claims[key]) for key in claims)
    return tuple(Grounds(key, claim, document.sources[claim.source]) for key, claim in found)


def _is_written(case: Case, path: str) -> bool:
    """Say whether the file writes a number, and does not leave it at its default."""
    if path.startswith("linked."):
        return True  # a link always writes its worth
    return path in case.lines or (path.endswith(".by") and path.removesuffix(".by") in case.lines)
