"""Take a party, an issue or another part out of a draft, or put one in the place of another, wherever it is named."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.drafting.draft import Draft

__all__ = ["merged", "without"]


def without(draft: Draft, path: str) -> Draft:
    """Return a draft without a part, and without what makes no sense without it.

    Args:
        draft: The draft.
        path: Of a party, an issue, a position, a meeting or a scenario.
    """
    case = deepcopy(draft.case)
    kind, _, rest = path.partition(".")
    if kind == "positions":
        party, _, issue = rest.partition(".")
        del case["positions"][party][issue]
        if not case["positions"][party]:
            del case["positions"][party]
    elif kind == "scenarios":
        case["scenarios"] = [row for row in case["scenarios"] if rest not in row]
    else:
        del case[kind][rest]
    if kind == "parties":
        _drop_party(case, rest)
    if kind == "issues":
        _drop_issue(case, rest)
    return _without_traces(replace(draft, case=case))


def merged(draft: Draft, path: str, into: str) -> Draft:
    """Return a draft in which one party or issue has taken the place of another; its own positions stay.

    Args:
        draft: The draft.
        path: What disappears.
        into: What stays.
    """
    case = deepcopy(draft.case)
    kind, _, gone = path.partition(".")
    kept = into.partition(".")[2]
    if kind == "parties":
        wants = case["positions"].pop(gone, {})
        case["positions"][kept] = {**wants, **case["positions"].get(kept, {})}
        for meeting in case["meetings"].values():
            meeting["table"] = _renamed(meeting["table"], gone, kept)
        for issue in case["issues"].values():
            if "consent" in issue:
                issue["consent"] = _renamed(issue["consent"], gone, kept)
    else:
        for wants in case["positions"].values():
            if gone in wants:
                want = wants.pop(gone)
                wants.setdefault(kept, {**want, "ideal": "0 to 100"})
        _rename_issue(case["scenarios"], gone, kept)
    del case[kind][gone]
    return _without_traces(replace(draft, case=case))


def _renamed(names: list[str], gone: str, kept: str) -> list[str]:
    return list(dict.fromkeys(kept if name == gone else name for name in names))


def _rename_issue(part: Any, gone: str, kept: str) -> None:
    for child in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        _rename_issue(child, gone, kept)
    if isinstance(part, dict) and part.get("issue") == gone:
        part.clear()
        part.update({"issue": kept, "above": "as-it-is"})


def _drop_party(case: dict[str, Any], party: str) -> None:
    case["positions"].pop(party, None)
    for meeting in case["meetings"].values():
        meeting["table"] = [one for one in meeting["table"] if one != party]
    for issue in case["issues"].values():
        if "consent" in issue:
            issue["consent"] = [one for one in issue["consent"] if one != party]
            if not issue["consent"]:
                del issue["consent"]


def _drop_issue(case: dict[str, Any], issue: str) -> None:
    for wants in case["positions"].values():
        wants.pop(issue, None)
    case["positions"] = {party: wants for party, wants in case["positions"].items() if wants}
    kept = []
    for row in case["scenarios"]:
        ((key, scenario),) = row.items()
        when = _condition_without(scenario["when"], issue)
        if when is not None:
            kept.append({key: {**scenario, "when": when}})
    case["scenarios"] = kept


def _condition_without(when: Any, issue: str) -> Any:
    """Return what is left of a condition once nothing speaks of an issue; nothing where nothing is."""
    if "not" in when:
        inner = _condition_without(when["not"], issue)
        return None if inner is None else {"not": inner}
    if "any" in when:
        parts = [part for part in (_condition_without(part, issue) for part in when["any"]) if part is not None]
        return None if not parts else parts[0] if len(parts) == 1 else {"any": parts}
    return None if when.get("issue") == issue else when


def _without_traces(draft: Draft) -> Draft:
    """Drop marks and questions about what is no longer there."""
    elements = tuple(one for one in draft.elements if _is_there(draft.case, one.path))
    asked = tuple(one for one in draft.asked if "." not in one.path or _has_home(draft.case, one.path))
    return replace(draft, elements=elements, asked=asked)


def _has_home(case: dict[str, Any], path: str) -> bool:
    """Say whether that is there which a question is about: the answer itself may be missing."""
    kind = path.partition(".")[0]
    return _is_there(case, ".".join(path.split(".")[: 3 if kind == "positions" else 2]))


def _is_there(case: dict[str, Any], path: str) -> bool:
    place: Any = case
    for step in path.split("."):
        if isinstance(place, list):
            place = next((row[step] for row in place if step in row), None)
        elif isinstance(place, dict):
            place = place.get(step)
        else:
            return False
        if place is None:
            return False
    return True
