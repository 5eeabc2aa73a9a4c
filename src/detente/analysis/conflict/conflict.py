"""What the conflict graph of a case says: which states hold, for whom and why, and how one gets there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente import __version__
from detente.analysis.conflict.views import (
    ClauseView,
    CoalitionView,
    ConflictView,
    MakerView,
    NeedView,
    OptionView,
    ReasonView,
    StateView,
    StepView,
    WantedView,
    WayView,
)
from detente.case import Case
from detente.case.schema.base import Bilingual
from detente.errors import OptionError, nearest
from detente.play_options import DRAWN, PlayOptions
from detente.theories.conflict import (
    Coalitions,
    Concept,
    Move,
    Stability,
    Together,
    Variant,
    coalitions,
    improvements_from,
    reasons,
    simultaneous,
    stability,
    stability_unknown,
    wanted,
    ways_from,
)
from detente.theories.conflict.reading import CaseConflict, conflict_of
from detente.theories.sentences import sentence

__all__ = ["MOST_STATES", "conflict", "find_state"]

MOST_MAKERS, MOST_WORK = 6, 300_000_000
"""Decision makers, and moves looked at, beyond which groups are not asked."""

MOST_STATES = 1000
"""States that are told of one by one; of larger conflicts only those that matter."""

ALL_SHOWN, MOST_SHOWN = 12, 10
"""How many states a conflict has at most to be drawn whole, and how many are drawn of a larger one."""

_INVERSE = (Concept.R, Concept.GMR, Concept.SMR, Concept.SEQ)
_REFERENCES = (
    *("fang-hipel-kilgour-1993", "fraser-hipel-1979", "kilgour-hipel-fang-peng-2001", "inohara-hipel-2008"),
    *("li-kilgour-hipel-2005", "li-hipel-kilgour-fang-2004", "kinsara-kilgour-hipel-2015"),
)


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A conflict with what was asked of it."""

    game: CaseConflict
    concept: Concept
    state: int | None
    want: int | None
    stable: Stability
    shares: Mapping[Concept, tuple[float, ...]]


def conflict(
    case: Case,
    *,
    state: str | int | None = None,
    want: str | int | None = None,
    concept: Concept = Concept.SEQ,
    options: PlayOptions = DRAWN,
) -> ConflictView:
    """Return what the conflict graph of a case says.

    Args:
        case: A case with a section `moves`.
        state: The state whose stability is explained; default: the status quo, or the first equilibrium.
        want: A state of which is asked what would make it an equilibrium.
        concept: Under which concept states are explained and wanted.
        options: How often what parties want is drawn, where preferences follow from positions; runs are not used.

    Raises:
        TheoryError: The case has no such section, or too many moves.
        OptionError: There is no such state, or nothing can be said under this concept.

    Example:
        >>> import detente
        >>> conflict(detente.load("prisoners-dilemma")).equilibria["SEQ"]
        (1, 4)
    """
    game = conflict_of(case)
    if want is not None and concept not in _INVERSE:
        raise OptionError(
            f"concept: inverse {concept.value} is not offered: there is no '{concept.value}' beside a wanted state; "
            f"there is {', '.join(each.value for each in _INVERSE)}",
            f"leave out the wanted state to see what is stable under {concept.value}",
        )
    stable, shares = _solved(game, options.beliefs, options.seed)
    if concept not in stable.stable:
        raise OptionError.unknown("concept", concept.value, [each.value for each in stable.stable])
    about = None if state is None else find_state(game, state, "state")
    if about is None:
        about = game.status_quo
    if about is None and len(found := stable.equilibria(concept)):
        about = int(found[0])
    goal = None if want is None else find_state(game, want, "want")
    asked = _Asked(game, concept, about, goal, stable, shares)
    return _view(asked, options.beliefs if game.is_uncertain else 0, options.seed)


def find_state(game: CaseConflict, text: str | int, option: str) -> int:
    """Return the state that a number, a name or a list of the options taken in it means.

    Args:
        game: The conflict.
        text: A number from 1, a name, options with commas between them, or `-` for none of them.
        option: What to call it in messages.

    Raises:
        OptionError: There is no such state.
    """
    space, words = game.space, str(text).strip()
    if words.isdecimal():
        if 1 <= int(words) <= space.size:
            return int(words) - 1
        raise OptionError.outside(option, words, f"a state from 1 to {space.size}")
    if (found := space.named(words)) is not None:
        return found
    taken = tuple(part.strip() for part in words.split(",")) if words != "-" else ()
    unknown = [part for part in taken if part not in space.options]
    if not unknown:
        if (found := space.find(taken)) is not None:
            return found
        raise OptionError(f"{option}: {words} cannot be taken together", "see `infeasible` in the case")
    names = [*space.names.values(), *space.options]
    close = nearest(unknown[0], names)
    hint = (
        f"did you mean {close!r}?" if close else "options taken stand with commas between them, such as a,b; - is none"
    )
    raise OptionError(
        f"{option}: there is no state {words!r}; write a number from 1 to {space.size}, a name, or the options taken",
        hint,
    )


def _solved(game: CaseConflict, beliefs: int, seed: int) -> tuple[Stability, dict[Concept, tuple[float, ...]]]:
    """Return which states are stable, and in which share of beliefs each is an equilibrium."""
    stable = stability(game.conflict)
    if (answered := simultaneous(game.conflict)) is not None:
        stable.stable[Concept.SIM] = answered
    if not game.is_uncertain:
        return stable, {}
    counts = {concept: [0] * game.space.size for concept in _INVERSE}
    for believed in game.in_beliefs(beliefs, seed):
        found = stability(believed)
        for concept in _INVERSE:
            for place in found.equilibria(concept):
                counts[concept][int(place)] += 1
    return stable, {concept: tuple(count / beliefs for count in row) for concept, row in counts.items()}


def _view(asked: _Asked, beliefs: int, seed: int) -> ConflictView:
    game = asked.game
    document, space = game.case.document, game.space
    grouped = coalitions(game.conflict) if len(game.makers) > 1 else None
    matter = _matter(asked)
    told = range(space.size) if space.size <= MOST_STATES else sorted(matter)
    return ConflictView(
        case=document.id,
        case_sha256=game.case.sha256,
        version=__version__,
        title=document.title,
        about=game.moves.about,
        seed=seed,
        beliefs=beliefs,
        concept=asked.concept.value,
        makers=tuple(MakerView(key, _title(document.parties[key].title, key)) for key in game.makers),
        options=tuple(
            OptionView(key, _title(own.title, key), own.by, own.one_way) for key, own in game.moves.options.items()
        ),
        size=space.size,
        states=tuple(_state(asked, state) for state in told),
        shown=_shown(asked, matter),
        status_quo=None if game.status_quo is None else game.status_quo + 1,
        equilibria={concept.value: _numbers(asked.stable.equilibria(concept)) for concept in asked.stable.stable},
        ways=_ways(asked),
        about_state=None if asked.state is None else asked.state + 1,
        reasons=_reasons(asked),
        coalitions=_coalitions(asked),
        universal=None if grouped is None else _universal(grouped),
        unknown=_unknown(asked),
        wanted=_wanted(asked),
        status=_status(asked, grouped is not None or len(game.makers) < 2, beliefs),
        references=_REFERENCES,
    )


def _title(title: Bilingual, key: str) -> Bilingual:
    return title if title.en or title.zh else Bilingual(en=key.replace("-", " "))


def _numbers(states: Iterable[int]) -> tuple[int, ...]:
    return tuple(int(state) + 1 for state in states)


def _matter(asked: _Asked) -> list[int]:
    """Return the states that matter, the main ones first.

    They are where it begins, what is asked about, Nash equilibria, and equilibria under the concept asked for: by
    beliefs in which they are, and by how many decision makers have no better move.
    """
    stable = asked.stable.stable
    found = [state for state in (asked.game.status_quo, asked.state, asked.want) if state is not None]
    found += [int(state) for state in asked.stable.equilibria(Concept.R)[:MOST_STATES]]
    rest = asked.stable.equilibria(asked.concept)[:MOST_STATES].tolist()
    likely = asked.shares.get(asked.concept, asked.shares.get(Concept.SEQ, ()))
    rest += [state for state, share in enumerate(likely) if share > 0.0]

    def order(state: int) -> tuple[float, int, int]:
        return (-likely[state] if likely else 0.0, -int(stable[Concept.R][:, state].sum()), state)

    return list(dict.fromkeys([*found, *sorted(set(rest), key=order)]))


def _shown(asked: _Asked, matter: list[int]) -> tuple[int, ...]:
    """Return the numbers of the states in the picture."""
    if asked.game.space.size <= ALL_SHOWN:
        return tuple(range(1, asked.game.space.size + 1))
    return _numbers(sorted(matter[:MOST_SHOWN]))


def _state(asked: _Asked, state: int) -> StateView:
    game, space = asked.game, asked.game.space
    name = space.names.get(state)
    named = {**game.moves.states, **game.moves.as_one}
    ranks = game.conflict.ranks
    return StateView(
        number=state + 1,
        name=name,
        title=_title(named[name].title, name) if name is not None else Bilingual(),
        taken=space.taken_always(state),
        ranks=tuple(int(row.max() - row[state]) + 1 for row in ranks),
        stable={
            concept.value: tuple(bool(row[state]) for row in flags) for concept, flags in asked.stable.stable.items()
        },
        equilibrium=tuple(
            concept.value for concept, flags in asked.stable.stable.items() if bool(flags[:, state].all())
        ),
        shares={concept.value: shares[state] for concept, shares in asked.shares.items()},
    )


def _step(asked: _Asked, move: Move) -> StepView:
    """Return a move with the options that it takes up and leaves."""
    space = asked.game.space
    before, after = set(space.taken(move.source)), set(space.taken(move.target))
    mover = asked.game.makers[move.maker]
    own = [key for key, option in asked.game.moves.options.items() if option.by == mover]
    if space.merges and not {move.source, move.target}.isdisjoint(_groups(asked)):
        own = []
    taken = tuple(key for key in own if key in after - before)
    left = tuple(key for key in own if key in before - after)
    return StepView(mover, move.source + 1, move.target + 1, taken, left)


def _groups(asked: _Asked) -> set[int]:
    """Return the states that are made of several."""
    moves = asked.game.moves
    return {state for state, name in asked.game.space.names.items() if name in moves.as_one}


def _steps(asked: _Asked, moves: Iterable[Move]) -> tuple[StepView, ...]:
    return tuple(_step(asked, move) for move in moves)


def _ways(asked: _Asked) -> tuple[WayView, ...]:
    """Return the shortest ways from the status quo to equilibria: by improvements where there are such."""
    start, game = asked.game.status_quo, asked.game
    if start is None:
        return ()
    improving = ways_from(game.conflict, start, improving=True)
    any_way = ways_from(game.conflict, start, improving=False)
    found = []
    for state in _matter(asked):
        if state == start or not asked.stable.stable[asked.concept][:, state].all():
            continue
        way = improving.to(state)
        other = any_way.to(state) if way is None else way
        if other is not None:
            found.append(WayView(state + 1, way is not None, _steps(asked, other)))
    found.sort(key=lambda way: (not way.improving, len(way.steps), way.to))
    return tuple(found)


def _reasons(asked: _Asked) -> tuple[ReasonView, ...]:
    """Say for each decision maker why it stays in the state asked about, or leaves it."""
    if asked.state is None:
        return ()
    concept = Concept.GMR if asked.concept is Concept.SIM else asked.concept
    found = []
    for maker, key in enumerate(asked.game.makers):
        told = reasons(asked.game.conflict, maker, asked.state, concept)
        stays = bool(asked.stable.stable[asked.concept][maker, asked.state])
        improvements = tuple(
            (_step(asked, each.move), None if each.sanction is None else _steps(asked, each.sanction)) for each in told
        )
        found.append(ReasonView(key, stays, improvements))
    return tuple(found)


def _coalitions(asked: _Asked) -> tuple[CoalitionView, ...]:
    """Return what groups of two or more would do together where it begins and at the equilibria.

    Of each group only what no part of it could bring about alone.
    """
    game = asked.game
    n = len(game.makers)
    groups = sorted(range(1, 1 << n), key=lambda group: (group.bit_count(), group))
    firm = [state for state in _matter(asked) if asked.stable.stable[asked.concept][:, state].all()]
    states = list(dict.fromkeys([*([] if game.status_quo is None else [game.status_quo]), *firm]))[:MOST_SHOWN]
    if n > MOST_MAKERS or len(game.conflict.moves.targets) * len(groups) * max(1, len(states)) > MOST_WORK:
        return ()
    found = []
    for state in states:
        better: dict[int, set[int]] = {}
        for group in groups:
            better[group] = set(map(int, improvements_from(game.conflict, group, state)))
            parts = [better[part] for part in groups if part != group and part & ~group == 0]
            fresh = better[group].difference(*parts) if parts else set()
            if fresh and group.bit_count() > 1:
                members = tuple(key for bit, key in enumerate(game.makers) if group >> bit & 1)
                found.append(CoalitionView(members, state + 1, _numbers(sorted(fresh))))
    return tuple(found)


def _universal(grouped: Coalitions) -> dict[str, tuple[int, ...]]:
    return {concept.value: _numbers(grouped.universal(concept)) for concept in Together}


def _unknown(asked: _Asked) -> dict[str, dict[str, tuple[int, ...]]]:
    """Return the equilibria by the four ways to count what is not known."""
    if not asked.game.conflict.has_unknown:
        return {}
    found = {}
    for variant in Variant:
        solved = stability_unknown(asked.game.conflict, variant)
        if solved is not None:
            found[variant.value] = {concept.value: _numbers(solved.equilibria(concept)) for concept in solved.stable}
    return found


def _wanted(asked: _Asked) -> WantedView | None:
    if asked.want is None:
        return None
    told = wanted(asked.game.conflict, asked.want, asked.concept)
    needs = tuple(
        NeedView(
            maker=key,
            level_with=None if need.level_with is None else need.level_with + 1,
            overtaken=_numbers(need.overtaken),
            clauses=tuple(
                ClauseView(clause.target + 1, clause.holds, tuple(_numbers(way) for way in clause.ways))
                for clause in need.clauses
            ),
        )
        for key, need in zip(asked.game.makers, told.needs, strict=True)
    )
    return WantedView(asked.want + 1, told.rounds == 0, told.rounds <= 1, needs)


def _status(asked: _Asked, grouped: bool, beliefs: int) -> Bilingual:
    """Say what was found and how far it can be trusted."""
    game = asked.game
    told = [("conflict.status.exact", {"states": f"{game.space.size:,}", "makers": len(game.makers)})]
    if beliefs:
        told.append(("conflict.status.beliefs", {"beliefs": beliefs}))
    if Concept.SIM not in asked.stable.stable:
        told.append(("conflict.status.sim", {}))
    if not grouped:
        told.append(("conflict.status.coalitions", {}))
    if game.conflict.has_unknown:
        told.append(("conflict.status.unknown", {}))
    said = [sentence(key, **values) for key, values in told]
    return Bilingual(en=" ".join(part.en for part in said), zh="".join(part.zh for part in said))
