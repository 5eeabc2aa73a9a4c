"""What a conflict graph shows: frozen, with states by their numbers from 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from detente.case.schema.base import Bilingual
from detente.json_names import named
from detente.results import Result

__all__ = [
    "ClauseView",
    "CoalitionView",
    "ConflictView",
    "MakerView",
    "NeedView",
    "OptionView",
    "ReasonView",
    "StateView",
    "StepView",
    "WantedView",
    "WayView",
]


@dataclass(frozen=True, slots=True)
class MakerView:
    """A decision maker."""

    id: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option, who controls it, and whether it can be taken back."""

    id: str
    title: Bilingual
    by: str
    one_way: Literal["forward", "back"] | None


@dataclass(frozen=True, slots=True)
class StateView:
    """A state.

    Attributes:
        number: From 1.
        name: What the case calls it, if it does.
        title: A short name for people; empty where there is none.
        taken: The options taken in it; where several states count as one, those taken in all of them.
        ranks: Its place in each decision maker's ranking, 1 the best, those alike at the same place.
        stable: Concept → whether each decision maker stays.
        equilibrium: Concepts under which everybody stays.
        shares: Concept → share of the beliefs in which it is an equilibrium; empty where preferences are certain.
    """

    number: int
    name: str | None
    title: Bilingual
    taken: tuple[str, ...]
    ranks: tuple[int, ...]
    stable: Mapping[str, tuple[bool, ...]]
    equilibrium: tuple[str, ...]
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class StepView:
    """A move: who, from which state to which, and which options it takes up and leaves."""

    maker: str
    source: int = field(metadata=named("from"))
    target: int = field(metadata=named("to"))
    taken: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WayView:
    """A shortest legal way from the status quo to an equilibrium.

    Attributes:
        to: The equilibrium.
        improving: Whether every move is an improvement for who makes it.
        steps: The moves.
    """

    to: int
    improving: bool
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Why a decision maker stays in a state or leaves it.

    Attributes:
        maker: Who.
        stays: Whether it does.
        improvements: Each improvement with the sanction that deters it; None where nothing does.
    """

    maker: str
    stays: bool
    improvements: tuple[tuple[StepView, tuple[StepView, ...] | None], ...]


@dataclass(frozen=True, slots=True)
class CoalitionView:
    """What a group would do together: states better for every member, which no part of it could bring about."""

    members: tuple[str, ...]
    source: int = field(metadata=named("from"))
    targets: tuple[int, ...] = field(metadata=named("to"))


@dataclass(frozen=True, slots=True)
class ClauseView:
    """What must hold because of one move away from the wanted state.

    Attributes:
        target: Where the move leads.
        holds: Whether it holds as things are.
        ways: Sets of states; the wanted state must be at least as good as all states of one set.
    """

    target: int
    holds: bool
    ways: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class NeedView:
    """What a decision maker would have to prefer.

    Attributes:
        maker: Who.
        level_with: The state with which the wanted one must be level; None where nothing must change.
        overtaken: States that it then passes or draws level with.
        clauses: What must hold.
    """

    maker: str
    level_with: int | None
    overtaken: tuple[int, ...]
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True, slots=True)
class WantedView:
    """Which preferences would make a state an equilibrium.

    Attributes:
        state: The wanted state.
        is_equilibrium: Whether it is one as things are.
        enough: Whether the changes in `needs`, made together, are enough; else others' changes call for more.
        needs: For each decision maker, the others' preferences being what they are.
    """

    state: int
    is_equilibrium: bool
    enough: bool
    needs: tuple[NeedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ConflictView(Result):
    """What the conflict graph of a case says.

    Attributes:
        case, case_sha256, version, seed, beliefs: What gives the same again; no beliefs where preferences are certain.
        title: Of the case.
        about: What the graph is about.
        concept: Under which concept states are explained.
        makers: The decision makers.
        options: Their options; none where the case gives the graph.
        size: How many states there are.
        states: The states; of large conflicts only those that matter.
        shown: Numbers of the states in the picture.
        status_quo: Where it begins, if the case says so.
        equilibria: Concept → states that are stable for everybody.
        ways: From the status quo to the equilibria, the likeliest first: by improvements, short.
        about_state: The state that `reasons` explain.
        reasons: For each decision maker.
        coalitions: What groups would do together where it begins and at the equilibria.
        universal: Concept → states that are stable for all coalitions; None where there are too many states.
        unknown: Way to count unknown preferences → concept → equilibria; empty where all are known.
        wanted: What would make the wanted state an equilibrium; None if none was asked for.
        status: What was found and how far it can be trusted.
        references: Keys of the bibliography.
    """

    case: str
    case_sha256: str
    version: str
    title: Bilingual
    about: Bilingual
    seed: int
    beliefs: int
    concept: str
    makers: tuple[MakerView, ...]
    options: tuple[OptionView, ...]
    size: int
    states: tuple[StateView, ...]
    shown: tuple[int, ...]
    status_quo: int | None
    equilibria: Mapping[str, tuple[int, ...]]
    ways: tuple[WayView, ...]
    about_state: int | None
    reasons: tuple[ReasonView, ...]
    coalitions: tuple[CoalitionView, ...]
    universal: Mapping[str, tuple[int, ...]] | None
    unknown: Mapping[str, Mapping[str, tuple[int, ...]]]
    wanted: WantedView | None
    status: Bilingual
    references: tuple[str, ...]

    def state(self, number: int) -> StateView | None:
        """Return a state by its number, or None if it is not told of."""
        return next((state for state in self.states if state.number == number), None)
