"""Words for mistakes of sense: names that do not exist, contradictions, dates out of order."""

from __future__ import annotations

__all__ = ["CHECKS"]

CHECKS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "unknown_name": (
        ("no {what} is called {name}", "one of {names}", "did you mean {nearest}?"),
        ("没有名为 {name} 的{what}", "{names} 之一", "是否想写 {nearest}？"),
    ),
    "no_after_as_of": (
        ("{found}", "a date after as_of, {as_of}", ""),
        ("{found}", "as_of（{as_of}）之后的日期", ""),
    ),
}
