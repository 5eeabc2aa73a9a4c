"""The conflict graph by names: states as what differs from today, ways as steps that each say whether they improve."""

from __future__ import annotations

from typing import Any

from detente.analysis.conflict.views import ConflictView, StateView, StepView
from detente.locale import Texts
from detente.locale.figures import listed
from detente.report.conflict.words import maker_name, move_words, state_words

__all__ = ["graph", "improves", "name_of_state"]

_WAYS, _STATES, _TOGETHER = 3, 6, 3


def graph(view: ConflictView, words: Texts) -> dict[str, Any]:
    """Return what a page shows of a conflict graph: today, at most three ways to states that hold, moves together."""
    begins = view.state(view.status_quo) if view.status_quo is not None else None
    ways = sorted(view.ways, key=lambda way: (not way.improving, len(way.steps)))[:_WAYS]
    holding = [state for state in view.states if state.equilibrium]
    holding.sort(key=lambda state: (-len(state.equilibrium), sum(state.ranks)))
    return {
        "view": view,
        "today": _state(view, begins, words) if begins is not None else None,
        "ways": [_way(view, way.steps, words) for way in ways],
        "holding": [_state(view, state, words) for state in holding[:_STATES]],
        "left": len(holding) - min(len(holding), _STATES),
        "together": _together(view, words),
    }


def name_of_state(view: ConflictView, state: StateView, words: Texts) -> str:
    """Name a state by what differs from where it begins; by its own title where it has one, or there are no options."""
    begins = view.state(view.status_quo) if view.status_quo is not None else None
    if begins is None or not view.options or state.title.in_language(words.language):
        return state_words(view, state, words) or str(state.number)
    if state.number == begins.number:
        return words("chapter.states.today")
    titles = {option.id: option.title.in_language(words.language) for option in view.options}
    more = [titles[key] for key in state.taken if key not in begins.taken]
    less = [words("chapter.states.not", option=titles[key]) for key in begins.taken if key not in state.taken]
    return words("chapter.states.and").join([*more, *less]) or words("chapter.states.today")


def improves(view: ConflictView, step: StepView) -> bool | None:
    """Say whether a move is better for who makes it; None where the states are not told of."""
    source, target = view.state(step.source), view.state(step.target)
    if source is None or target is None:
        return None
    place = [maker.id for maker in view.makers].index(step.maker)
    return target.ranks[place] < source.ranks[place]


def _state(view: ConflictView, state: StateView, words: Texts) -> dict[str, Any]:
    firmest = next((concept for concept in ("R", "SEQ", "SMR", "GMR") if concept in state.equilibrium), None)
    ranks = [
        (maker.title.in_language(words.language), rank) for maker, rank in zip(view.makers, state.ranks, strict=True)
    ]
    return {
        "name": name_of_state(view, state, words),
        "holds": words(f"chapter.states.holds.{firmest}") if firmest is not None else "",
        "ranks": words("list.comma").join(words("chapter.states.rank", maker=name, rank=rank) for name, rank in ranks),
    }


def _way(view: ConflictView, steps: tuple[StepView, ...], words: Texts) -> list[dict[str, Any]]:
    found = []
    for step in steps:
        better, target = improves(view, step), view.state(step.target)
        kind = {None: "unsaid", True: "better", False: "worse"}[better]
        found.append(
            {
                "maker": maker_name(view, step.maker, words),
                "move": move_words(view, step, words),
                "kind": kind,
                "said": words(f"chapter.states.{kind}"),
                "state": _state(view, target, words) if target is not None else None,
            }
        )
    return found


def _together(view: ConflictView, words: Texts) -> list[str]:
    """Say what groups would do together that none of them would do alone."""
    said = []
    for group in view.coalitions:
        source = view.state(group.source)
        targets = [state for number in group.targets if (state := view.state(number)) is not None]
        if source is None or not targets:
            continue
        names = listed([maker_name(view, key, words) for key in group.members], words)
        best = min(targets, key=lambda state: sum(state.ranks))
        values = {"source": name_of_state(view, source, words), "target": name_of_state(view, best, words)}
        said.append(words("chapter.states.together", members=names, count=len(group.targets), **values))
    return said[:_TOGETHER]
