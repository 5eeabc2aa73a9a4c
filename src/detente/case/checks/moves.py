"""Moves: every state and option exists, someone controls it, and preferences say one thing about all states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.case.checks.names import Names, unknown
from detente.case.checks.references import party
from detente.case.conflict_states import MOST_OPTIONS, StateSpace, state_space
from detente.case.reading.walk import given
from detente.case.schema.base import Element
from detente.case.schema.case import Document
from detente.case.schema.moves import Moves, Preferences, Taken
from detente.mistakes import Slip

__all__ = ["check_conflict", "check_moves", "check_something_to_decide"]

_LISTS = ("exclusive", "at_least_one", "taken")
_WAYS = ("ranking", "statements", "weights", "positions")
_MOST_TOLD = 6


def check_something_to_decide(document: Document, names: Names) -> Iterator[Slip]:
    """Report a case with neither issues nor moves."""
    if not document.issues and document.moves is None:
        yield Slip("missing", "", {"name": "issues", "about": "What is to be decided"}, at_key=True)


def check_moves(document: Document, names: Names) -> Iterator[Slip]:
    """Report names under `moves` that do not exist."""
    moves = document.moves
    if moves is None:
        return
    options = names.choices
    for key, own in moves.options.items():
        yield from party(own.by, names, f"moves.options.{key}.by")
    for path, part in names.parts["moves"].elements:
        yield from _options(part, options, path)
    if isinstance(moves.status_quo, tuple):
        yield from _each("option", moves.status_quo, options, "moves.status_quo")
    for key, preferences in moves.preferences.items():
        yield from party(key, names, f"moves.preferences.{key}", at_key=True)
        for name in preferences.weights or ():
            if options is not None and name not in options:
                yield unknown("option", name, options, f"moves.preferences.{key}.weights.{name}", at_key=True)
    for index, part in enumerate(moves.consequences):
        path = f"moves.consequences.{index}"
        if part.issue not in names.issues:
            yield unknown("issue", part.issue, names.issues, f"{path}.issue")
        elif isinstance(part.level, str) and not names.has_option(part.issue, part.level):
            yield unknown("option", part.level, names.options.get(part.issue, ()), f"{path}.level")
    for key, arcs in moves.graph.items():
        yield from party(key, names, f"moves.graph.{key}", at_key=True)
        for state, targets in arcs.items():
            if names.states is not None and state not in names.states:
                yield unknown("state", state, names.states, f"moves.graph.{key}.{state}", at_key=True)
            yield from _each("state", targets, names.states, f"moves.graph.{key}.{state}")


def _options(part: Element, options: tuple[str, ...] | None, path: str) -> Iterator[Slip]:
    if options is None:
        return
    if isinstance(part, Taken) and part.option not in options:
        yield unknown("option", part.option, options, path)
    if (only := given(part, "only")) is not None and only not in options:
        yield unknown("option", only, options, f"{path}.only")
    for name in _LISTS:
        yield from _each("option", given(part, name) or (), options, f"{path}.{name}")


def _each(what: str, used: Iterable[str], valid: tuple[str, ...] | None, path: str) -> Iterator[Slip]:
    """Report names that are not valid ones; where those cannot be read, any may be."""
    for index, name in enumerate(used):
        if valid is not None and name not in valid:
            yield unknown(what, name, valid, f"{path}.{index}")


def check_conflict(document: Document, names: Names) -> Iterator[Slip]:
    """Report conflicts without states, and preferences that say too little or too much."""
    moves = document.moves
    if moves is None or any(check_moves(document, names)):
        return
    if bool(moves.options) == bool(moves.graph):
        yield Slip("options_or_graph", "moves", at_key=True)
        return
    if len(moves.options) > MOST_OPTIONS:
        yield Slip("too_many_options", "moves.options", {"found": str(len(moves.options)), "most": str(MOST_OPTIONS)})
        return
    space = state_space(moves)
    if not space.size:
        yield Slip("no_state", "moves.infeasible", at_key=True)
        return
    yield from _named(moves, space)
    yield from _status_quo(moves, space)
    yield from _arcs(moves)
    makers = tuple(dict.fromkeys([own.by for own in moves.options.values()] or moves.graph))
    for key in makers:
        if key not in moves.preferences:
            yield Slip("no_preferences", "moves.preferences", {"name": key}, at_key=True)
    for key, preferences in moves.preferences.items():
        path = f"moves.preferences.{key}"
        if key not in makers:
            yield Slip("moves_nothing", path, {"name": key, "names": ", ".join(makers)}, at_key=True)
            continue
        yield from _preferences(document, moves, key, preferences, space, path)


def _named(moves: Moves, space: StateSpace) -> Iterator[Slip]:
    """Report names of states that cannot be, of states that have another name, and groups without states."""
    for key in moves.as_one:
        if space.named(key) is None:
            yield Slip("never_state", f"moves.as_one.{key}", {"name": key}, at_key=True)
        if key in moves.states:
            yield Slip(
                "name_clash", f"moves.as_one.{key}", {"name": key, "first": "states", "second": "as_one"}, at_key=True
            )
    for key, state in moves.states.items() if moves.options else ():
        found = space.find(state.taken)
        if found is None:
            yield Slip("never_state", f"moves.states.{key}", {"name": key}, at_key=True)
        elif space.names[found] != key:
            yield Slip("state_twice", f"moves.states.{key}", {"name": key, "other": space.names[found]}, at_key=True)


def _status_quo(moves: Moves, space: StateSpace) -> Iterator[Slip]:
    path, start = "moves.status_quo", moves.status_quo
    if isinstance(start, str) and space.named(start) is None:
        yield unknown("state", start, space.names.values(), path)
    elif isinstance(start, tuple) and space.find(start) is None:
        yield Slip("never_state", path, {"name": ", ".join(start) or "[]"})


def _arcs(moves: Moves) -> Iterator[Slip]:
    for key, arcs in moves.graph.items():
        for state, targets in arcs.items():
            for index, target in enumerate(targets):
                path = f"moves.graph.{key}.{state}.{index}"
                if target == state:
                    yield Slip("move_to_itself", path, {"name": state})
                elif target in targets[:index]:
                    yield Slip("twice_in_list", path, {"name": target})


def _preferences(
    document: Document, moves: Moves, key: str, preferences: Preferences, space: StateSpace, path: str
) -> Iterator[Slip]:
    """Report preferences that are given twice or not at all, and rankings of only some states."""
    ways = [way for way in _WAYS if getattr(preferences, way)]
    if len(ways) != 1:
        yield Slip("one_preference", path, {"found": ", ".join(ways) or "none", "names": ", ".join(_WAYS)}, at_key=True)
        return
    named = {name: state for state, name in space.names.items()}
    if preferences.positions and not (moves.consequences and document.positions.get(key)):
        yield Slip("no_positions", f"{path}.positions", {"name": key})
    if preferences.ranking is not None:
        yield from _ranking(preferences.ranking, named, space, f"{path}.ranking")
    for index, pair in enumerate(preferences.unknown):
        for place, name in enumerate(pair):
            if name not in named:
                yield unknown("state", name, named, f"{path}.unknown.{index}.{place}")
        if pair[0] == pair[1]:
            yield Slip("twice_in_list", f"{path}.unknown.{index}", {"name": pair[0]})


def _ranking(
    ranking: tuple[tuple[str, ...], ...], named: dict[str, int], space: StateSpace, path: str
) -> Iterator[Slip]:
    seen: set[str] = set()
    for index, rank in enumerate(ranking):
        for name in rank:
            if name not in named:
                yield unknown("state", name, named, f"{path}.{index}")
            elif name in seen:
                yield Slip("twice_in_list", f"{path}.{index}", {"name": name})
            seen.add(name)
    missing = [name for name in named if name not in seen]
    if missing:
        told = ", ".join(missing[:_MOST_TOLD]) + (", …" if len(missing) > _MOST_TOLD else "")
        yield Slip("ranking_incomplete", path, {"names": told, "count": str(space.size)})
    elif space.size > len(named):
        yield Slip("ranking_nameless", path, {"found": str(space.size - len(named)), "count": str(space.size)})
