"""What a meeting may settle, shelve or leave alone."""

from __future__ import annotations

from detente.analysis.outlook.views import IssueFate, MeetingView
from detente.case.schema.issues import Issue
from detente.locale import Texts

__all__ = ["LEAST", "segments", "touched"]

LEAST = 0.005
"""The smallest share that is drawn."""

_SHADES = (("step3",), ("step4", "step2"), ("step4", "step3", "step1"), ("step4", "step3", "step2", "step1"))


def segments(fate: IssueFate, issue: Issue | None, texts: Texts) -> list[tuple[str, float, str]]:
    """Return what may become of an issue: name, share and colour, settled first, untouched last.

    Settled options are the darker, the farther they are from what is in force now.
    """
    names = [name for name in fate.shares if name not in ("untouched", "shelved")]
    if issue is not None:
        now = issue.options[issue.now].level
        names = [name for name in issue.options if name in fate.shares]
        names.sort(key=lambda name: (-abs(issue.options[name].level - now), name))
    changes = sum(1 for name in names if issue is None or name != issue.now)
    shades = _SHADES[min(changes, len(_SHADES)) - 1] if changes else ()
    found = []
    for index, name in enumerate(names):
        title = fate.option_titles[name].in_language(texts.language) if name in fate.option_titles else ""
        shade = "step0" if issue is not None and name == issue.now else shades[min(index, len(shades) - 1)]
        found.append((title or name.replace("-", " "), fate.shares[name], shade))
    for name, colour in (("shelved", "shelved"), ("untouched", "rest")):
        found.append((texts(f"fate.{name}"), fate.shares.get(name, 0.0), colour))
    return found


def touched(meeting: MeetingView) -> list[IssueFate]:
    """Return the issues that a meeting settles or shelves in a share of worlds worth drawing."""
    return [fate for fate in meeting.issues if fate.shares.get("untouched", 0.0) <= 1 - LEAST]
