"""Which answers a report can hold beside the outlook: those of the register, and the whole evidence."""

from __future__ import annotations

from detente.analyses import CHAPTERS
from detente.errors import OptionError

__all__ = ["EVIDENCE", "chosen"]

EVIDENCE = "evidence"
"""Every number with its claims, and every claim: in the case, and needing no answer."""


def chosen(names: str) -> tuple[str, ...]:
    """Return the analyses that an option names, in the order of the page.

    Args:
        names: Names with commas between them; `all` for all of them; empty for none.

    Raises:
        OptionError: There is no such analysis.
    """
    known = (*CHAPTERS, EVIDENCE)
    wanted = {name.strip() for name in names.split(",") if name.strip()}
    for name in sorted(wanted - {"all", *known}):
        raise OptionError.unknown("with", name, ("all", *known))
    return known if "all" in wanted else tuple(name for name in known if name in wanted)
