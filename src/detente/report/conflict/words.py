"""The conflict graph in words: states, moves, reasons and what would have to change."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.conflict.views import ClauseView, ConflictView, ReasonView, StateView, StepView
from detente.locale import Texts
from detente.locale.figures import listed

__all__ = [
    "coalition_words",
    "equilibria_rows",
    "maker_name",
    "mark",
    "move_words",
    "reason_lines",
    "state_words",
    "unknown_rows",
    "wanted_lines",
    "way_words",
]

_MOST = 14
"""States, and ways to meet a condition, that are written out in one line."""


def maker_name(view: ConflictView, key: str, words: Texts) -> str:
    """Return the name of a decision maker."""
    return next(maker.title.in_language(words.language) for maker in view.makers if maker.id == key)


def state_words(view: ConflictView, state: StateView, words: Texts) -> str:
    """Say what a state is: its title, or the options taken in it."""
    if title := state.title.in_language(words.language):
        return title
    if not view.options:
        return state.name or ""
    return _options(view, state.taken, words) or words("conflict.none_taken")


def mark(state: StateView, maker: int | None = None) -> str:
    """Return the firmest concept under which somebody, or everybody, stays in a state; `–` where it is left."""
    for concept in ("R", "SEQ", "SMR", "GMR"):
        flags = state.stable[concept]
        if all(flags) if maker is None else flags[maker]:
            return concept
    return "–"


def move_words(view: ConflictView, step: StepView, words: Texts) -> str:
    """Say what a move changes."""
    join = words("conflict.join")
    taken, left = (join.join(_titles(view, keys, words)) for keys in (step.taken, step.left))
    if taken and left:
        return words("conflict.move.both", taken=taken, left=left)
    if taken:
        return words("conflict.move.take", options=taken)
    if left:
        return words("conflict.move.leave", options=left)
    target = view.state(step.target)
    name = "" if target is None else state_words(view, target, words)
    return words("conflict.move.take", options=name) if name else words("conflict.move.to", target=step.target)


def way_words(view: ConflictView, steps: Sequence[StepView], words: Texts) -> str:
    """Say a sequence of moves."""
    parts = [
        words("conflict.step", maker=maker_name(view, step.maker, words), move=move_words(view, step, words))
        for step in steps
    ]
    return " → ".join(parts)


def equilibria_rows(view: ConflictView, words: Texts) -> list[tuple[str, str]]:
    """Return each concept with its equilibria, those stable for all coalitions after the others."""
    rows = [(concept, _numbered(states, words)) for concept, states in view.equilibria.items()]
    for concept, states in (view.universal or {}).items():
        rows.append((words("conflict.universal", concept=concept), _numbered(states, words)))
    return rows


def unknown_rows(view: ConflictView, words: Texts) -> list[tuple[str, str]]:
    """Return the equilibria by the four ways to count what is not known."""
    rows = []
    for variant, concepts in view.unknown.items():
        said = "; ".join(f"{concept}: {_numbered(states, words)}" for concept, states in concepts.items())
        rows.append((words(f"conflict.unknown.{variant}"), said))
    return rows


def reason_lines(view: ConflictView, reason: ReasonView, words: Texts) -> list[str]:
    """Say why a decision maker stays in the state asked about or leaves it: a heading, then its improvements."""
    maker = maker_name(view, reason.maker, words)
    if not reason.improvements:
        return [words("conflict.why.stays", maker=maker)]
    lines = [words("conflict.why.deterred" if reason.stays else "conflict.why.leaves", maker=maker)]
    for move, sanction in reason.improvements:
        what = move_words(view, move, words)
        if sanction is None:
            lines.append(words("conflict.why.free", move=what, target=move.target))
        else:
            answer = way_words(view, sanction, words)
            end = sanction[-1].target
            lines.append(words("conflict.why.sanction", move=what, target=move.target, answer=answer, end=end))
    return lines


def coalition_words(view: ConflictView, words: Texts) -> list[str]:
    """Say what groups would do together, groups with the same aim once."""
    lines = []
    for group in view.coalitions:
        members = listed([maker_name(view, key, words) for key in group.members], words)
        targets = words("list.comma").join(_state_number(number, words) for number in group.targets[:_MOST])
        if len(group.targets) > _MOST:
            targets += " " + words("conflict.equilibria.more", count=len(group.targets))
        lines.append(words("conflict.coalition", source=group.source, members=members, targets=targets))
    return lines


def wanted_lines(view: ConflictView, words: Texts) -> list[str]:
    """Say what would make the wanted state an equilibrium."""
    told = view.wanted
    if told is None:
        return []
    if told.is_equilibrium:
        return [words("conflict.want.is")]
    lines = []
    for need in told.needs:
        maker = maker_name(view, need.maker, words)
        if need.level_with is None:
            lines.append(words("conflict.want.nothing", maker=maker))
            continue
        overtaken = _numbered(need.overtaken, words)
        values = {"state": told.state, "level": need.level_with, "overtaken": overtaken}
        lines.append(words("conflict.want.raise", maker=maker, **values))
        lines += ["  " + _clause(told.state, clause, words) for clause in need.clauses if not clause.holds]
    lines.append(words("conflict.want.enough" if told.enough else "conflict.want.not_enough"))
    return lines


def _clause(state: int, clause: ClauseView, words: Texts) -> str:
    ways = [words("conflict.want.and").join(_state_number(n, words) for n in way) for way in clause.ways[:_MOST]]
    said = words("conflict.want.or").join(ways)
    if len(clause.ways) > _MOST:
        said += " " + words("conflict.want.more", count=len(clause.ways))
    return words("conflict.want.clause", target=clause.target, state=state, ways=said)


def _state_number(number: int, words: Texts) -> str:
    return words("conflict.state", number=number).lower()


def _titles(view: ConflictView, keys: Sequence[str], words: Texts) -> list[str]:
    titles = {option.id: option.title.in_language(words.language) for option in view.options}
    return [titles[key] for key in keys]


def _options(view: ConflictView, keys: Sequence[str], words: Texts) -> str:
    return (" · " if words.language == "en" else "、").join(_titles(view, keys, words))


def _numbered(states: Sequence[int], words: Texts) -> str:
    if not states:
        return words("conflict.equilibria.none")
    said = words("list.comma").join(map(str, states[:_MOST]))
    return said if len(states) <= _MOST else f"{said} {words('conflict.equilibria.more', count=len(states))}"
