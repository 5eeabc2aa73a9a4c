"""Words for mistakes in a conflict graph: states, options, moves and preferences over them."""

from __future__ import annotations

__all__ = ["MOVES"]

MOVES: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "not_a_choice": (
        (
            "{found}",
            "a statement about options: an option, or one of not, all, any, if … then, iff",
            "for example {{if: accept, then: modify}}",
        ),
        (
            "{found}",
            "关于选项的陈述：某个选项，或 not、all、any、if … then、iff 之一",
            "例如 {{if: accept, then: modify}}",
        ),
    ),
    "not_a_pattern": (
        (
            "{found}",
            "what cannot be: one of exclusive, at_least_one, only … if, never",
            "for example {{exclusive: [release, escalate]}}",
        ),
        (
            "{found}",
            "不可能的情形：exclusive、at_least_one、only … if、never 之一",
            "例如 {{exclusive: [release, escalate]}}",
        ),
    ),
    "options_or_graph": (
        (
            "options and a graph together, or neither",
            "either options with who controls them, or states with a graph of moves",
            "with options the moves follow from them; delete one of the two",
        ),
        (
            "options 与 graph 并存，或两者皆无",
            "要么写选项及其控制者，要么写状态及移动图",
            "有选项时移动由选项得出；请删去其中之一",
        ),
    ),
    "too_many_options": (
        ("{found} options", "at most {most}", "all choices among them are looked at"),
        ("{found} 个选项", "至多 {most} 个", "所有取舍组合都要逐一考察"),
    ),
    "no_state": (
        (
            "patterns that rule out every state",
            "patterns that leave one state at least",
            "delete or narrow one of them",
        ),
        ("排除了所有状态的限制", "至少留下一个状态的限制", "请删去或收窄其中之一"),
    ),
    "never_state": (
        ("{name}, which cannot be", "a state that `infeasible` allows", "change what is taken in it, or the pattern"),
        ("不可能出现的 {name}", "`infeasible` 所允许的状态", "请改动其中所取的选项，或改动限制"),
    ),
    "state_twice": (
        ("{name}, the same state as {other}", "one name for each state", "delete one of them"),
        ("{name} 与 {other} 是同一状态", "每个状态一个名称", "请删去其中之一"),
    ),
    "move_to_itself": (
        ("a move from {name} to itself", "moves to other states", "staying is always possible; delete it"),
        ("从 {name} 移动到自身", "移动到别的状态", "停留总是可以的；请删去"),
    ),
    "no_preferences": (
        ("no preferences of {name}", "preferences of everyone who controls something", "add {name} under preferences"),
        ("缺少 {name} 的偏好", "每个有所控制者的偏好", "请在 preferences 下加上 {name}"),
    ),
    "moves_nothing": (
        ("{name}, which controls nothing", "decision makers: {names}", "who cannot move has no say; delete it"),
        ("{name} 不控制任何选项", "决策者：{names}", "不能移动者对结局无影响；请删去"),
    ),
    "one_preference": (
        ("{found}", "exactly one of {names}", "rank the states, or let them be ranked"),
        ("{found}", "{names} 中恰好一项", "请给状态排序，或让程序据此排序"),
    ),
    "no_positions": (
        (
            "positions, where {name} has none or no state has consequences",
            "positions of {name} on issues, and consequences of states for issues",
            "add them, or rank the states",
        ),
        (
            "以立场定偏好，但 {name} 没有立场，或状态没有后果",
            "{name} 对议题的立场，以及状态对议题的后果",
            "请补上，或改为给状态排序",
        ),
    ),
    "ranking_incomplete": (
        ("a ranking without {names}", "all {count} states, each once", "add what is missing; alike ones in a list"),
        ("排序缺少 {names}", "全部 {count} 个状态，每个一次", "请补上；同等者写在一个列表里"),
    ),
    "ranking_nameless": (
        (
            "a ranking, though {found} states have no name",
            "a ranking of all {count} states",
            "name every state under states, or give statements or weights instead",
        ),
        (
            "有排序，但 {found} 个状态没有名称",
            "对全部 {count} 个状态的排序",
            "请在 states 下为每个状态命名，或改用 statements 或 weights",
        ),
    ),
}
