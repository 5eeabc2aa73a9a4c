"""Apply changes to the raw data of a case, as if they had been made by `as_of`.

Works on plain mappings and lists and, to keep comments, on those of a round-tripping YAML reader alike.

| change | what becomes of the case | section |
|---|---|---|
| `set` | the value at each path is replaced, or written where the language has a place for it | that of each path |
| `shift` | a past event dated `as_of` makes the shift: at age 0 nothing of it has faded | `history` |
| `raise` | a past event dated `as_of` raises the flag | `history` |
| `lower` | past events no longer raise the flag | `history` |
| `terms` | `now` of each issue is the option | `issues` |
| `reset` | nothing: terms are those at `as_of` | none |
| `call` | the meeting is held after `within` from `as_of`; a date or trigger of its own falls away | `meetings` |
| `cancel` | the meeting takes place with chance 0 | `meetings` |
| `seat`, `unseat` | the table gains or loses the party | `meetings` |
| `open`, `close` | the meeting's agenda gains or loses the issue | `meetings` |
| `procedure` | the meeting decides by it | `meetings` |
| `require_consent`, `waive_consent` | the issue's consent gains or loses the party | `issues` |
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.case.reading.paths import annotation_at, is_named, keys_of, model_at, steps_of
from detente.errors import nearest
from detente.mistakes import Slip

__all__ = ["SlipError", "apply_change", "remove_value", "sections_changed", "set_value"]

_SECTIONS = {
    **dict.fromkeys(("shift", "raise", "lower"), "history"),
    **dict.fromkeys(("terms", "require_consent", "waive_consent"), "issues"),
    **dict.fromkeys(("call", "cancel", "seat", "unseat", "open", "close", "procedure"), "meetings"),
}


class SlipError(Exception):
    """A change that cannot be applied."""

    def __init__(self, slip: Slip) -> None:
        self.slip = slip
        super().__init__(slip)


def apply_change(data: Any, change: Mapping[str, Any], name: str) -> None:
    """Apply one change to a raw case.

    Args:
        data: The raw case; it is changed in place.
        change: The raw change, of right form.
        name: What to call a past event that has to be added.

    Raises:
        SlipError: Something the change names is not there; paths are those of the case.
    """
    if "set" in change:
        for path, value in change["set"].items():
            set_value(data, path, value)
    elif "shift" in change or "raise" in change:
        _add_to_history(data, change, name)
    elif "lower" in change:
        _lower(data, change["lower"])
    elif "terms" in change:
        for issue, option in change["terms"].items():
            _entry(data, "issues", issue)["now"] = option
    elif "call" in change:
        _call(data, change)
    elif "cancel" in change:
        _entry(data, "meetings", change["cancel"])["takes_place"] = 0
    elif "seat" in change:
        _include(_entry(data, "meetings", change["at"]), "table", change["seat"])
    elif "unseat" in change:
        _exclude(_entry(data, "meetings", change["at"]), "table", change["unseat"])
    elif "open" in change or "close" in change:
        _agenda(data, change)
    elif "procedure" in change:
        _entry(data, "meetings", change["at"])["procedure"] = change["procedure"]
    elif "require_consent" in change:
        _consent(data, change["on"], change["require_consent"], wanted=True)
    elif "waive_consent" in change:
        _consent(data, change["on"], change["waive_consent"], wanted=False)


def sections_changed(change: Mapping[str, Any]) -> frozenset[str]:
    """Return the sections of a case that `apply_change` edits; all others stay as they are.

    Args:
        change: The raw change, of right form.

    Example:
        >>> sorted(sections_changed({"set": {"until": "2026-01-01", "parties.a.price": 1}}))
        ['parties', 'until']
    """
    if "set" in change:
        return frozenset(steps_of(path)[0] for path in change["set"])
    return frozenset(section for key, section in _SECTIONS.items() if key in change)


def set_value(data: Any, path: str, value: Any) -> None:
    """Write a value at a path of a raw case.

    A key that the language has but the file has not is written; a name that the file has not is an error,
    except at the end of the path. A list takes one item more at the index after its last. What the file has and the
    language has not may be written over, so that it can be put right.

    Raises:
        SlipError: There is no such path.
    """
    steps = steps_of(path)
    if annotation_at(steps) is None and _held(data, steps) is None:
        raise SlipError(Slip("no_path", path, _valid_keys(steps)))
    holder = data
    for depth, step in enumerate(steps[:-1]):
        holder = _entry_of(holder, step)
        place = _place(holder, step)
        if place is None:
            if not isinstance(holder, dict) or is_named(steps[:depth]):
                raise SlipError(Slip("no_path", path, _nearest_at(holder, steps, depth)))
            holder[step] = {}
            place = step
        if isinstance(holder[place], dict | list):
            holder = holder[place]
        elif steps[depth + 1 :] in (["by"], ["value"], ["level"], ["share"]):
            holder[place] = value
            return
        elif holder[place] is None:
            holder[place] = {}
            holder = holder[place]
        else:
            raise SlipError(Slip("no_path", path, _nearest_at(holder[place], steps, depth + 1)))
    _put(_entry_of(holder, steps[-1]), steps, value, path)


def _put(holder: Any, steps: list[str], value: Any, path: str) -> None:
    """Write a value as the last step of a path."""
    last = _place(holder, steps[-1])
    if isinstance(holder, list) and last is None:
        if steps[-1] == str(len(holder)):
            holder.append(value)
        elif annotation_at(steps) is not None and is_named(steps[:-1]):
            holder.append({steps[-1]: value})  # scenarios are a list of one-entry mappings
        else:
            raise SlipError(Slip("no_path", path, _nearest_at(holder, steps, len(steps) - 1)))
        return
    holder[steps[-1] if last is None else last] = value


def remove_value(data: Any, path: str) -> None:
    """Take away what stands at a path of a raw case; where the language has the path and the file has not, nothing.

    Raises:
        SlipError: There is no such path.
    """
    steps = steps_of(path)
    held = _held(data, steps)
    if held is not None:
        holder, place, within = held
        if within is not None:
            holder, place = within
        del holder[place]
    elif annotation_at(steps) is None:
        raise SlipError(Slip("no_path", path, _valid_keys(steps)))


def _held(data: Any, steps: list[str]) -> tuple[Any, Any, tuple[Any, Any] | None] | None:
    """Return what holds a path and the key or index there, None where the file has no such path.

    Of an entry of a list of one-entry mappings, the list and the index are returned, too.
    """
    holder, place, within = data, None, None
    for depth, step in enumerate(steps):
        if depth:
            holder = holder[place]
        entry, within = _entry_of(holder, step), None
        if entry is not holder:
            within = (holder, next(index for index, item in enumerate(holder) if item is entry))
        holder, place = entry, _place(entry, step)
        if place is None:
            return None
    return holder, place, within


def _entry_of(holder: Any, step: str) -> Any:
    """Return the one-entry mapping of a list that a step names, as scenarios are; else what holds the step."""
    if not isinstance(holder, list):
        return holder
    return next((item for item in holder if isinstance(item, dict) and [*item] == [step]), holder)


def _place(holder: Any, step: str) -> Any:
    """Return the key or index of a step, or None: an index, an `id`, or the key of a one-entry mapping."""
    if isinstance(holder, dict):
        return next((key for key in holder if str(key) == step), None)
    if not isinstance(holder, list):
        return None
    if step.isdecimal():
        return int(step) if int(step) < len(holder) else None
    for index, item in enumerate(holder):
        if isinstance(item, dict) and item.get("id") == step:
            return index
    return None


def _valid_keys(steps: list[str]) -> dict[str, str]:
    """Return the first step that the language has not, and what it has there."""
    for depth in range(len(steps)):
        if annotation_at(steps[: depth + 1]) is None:
            model = model_at(steps[:depth])
            keys = keys_of(model) if model else ()
            names = ", ".join(keys) or "nothing beneath it"
            return {"found": steps[depth], "names": names, "nearest": nearest(steps[depth], keys)}
    return {"found": ".".join(steps), "names": "", "nearest": ""}


def _nearest_at(holder: Any, steps: list[str], depth: int) -> dict[str, str]:
    keys = [str(key) for key in holder] if isinstance(holder, dict) else []
    names = ", ".join(keys[:12]) or "nothing beneath it"
    return {"found": steps[depth], "names": names, "nearest": nearest(steps[depth], keys)}


def _entry(data: Any, section: str, name: str) -> Any:
    """Return an entry of a section."""
    entries = data.get(section) or {}
    if not isinstance(entries, dict) or not isinstance(entries.get(name), dict):
        raise SlipError(Slip("no_path", f"{section}.{name}", _nearest_at(entries, [name], 0)))
    return entries[name]


def _add_to_history(data: Any, change: Mapping[str, Any], name: str) -> None:
    history = data["history"] = data.get("history") or {}
    fresh, count = name, 2
    while fresh in history:
        fresh, count = f"{name}-{count}", count + 1
    history[fresh] = {"on": data["as_of"], "changes": [dict(change)]}


def _lower(data: Any, flag: str) -> None:
    for event in (data.get("history") or {}).values():
        changes = event.get("changes") or []
        for index in reversed(range(len(changes))):
            if changes[index].get("raise") == flag:
                del changes[index]


def _call(data: Any, change: Mapping[str, Any]) -> None:
    """Let a meeting be triggered by what holds from the start."""
    meeting = _entry(data, "meetings", change["call"])
    meeting.pop("on", None)
    issue = next(iter(data["issues"]))
    meeting["after"] = {"issue": issue, "at_least": 0}
    meeting["within"] = change.get("within", 0)


def _agenda(data: Any, change: Mapping[str, Any]) -> None:
    """Put an issue on a meeting's agenda, or take it off; one that is not written holds every issue."""
    meeting = _entry(data, "meetings", change["at"])
    if "close" in change:
        if meeting.get("agenda") is None:
            meeting["agenda"] = list(data["issues"])
        _exclude(meeting, "agenda", change["close"])
    elif meeting.get("agenda") is not None:
        _include(meeting, "agenda", change["open"])


def _include(holder: Any, key: str, name: str) -> None:
    names = holder[key] = holder.get(key) or []
    if not isinstance(names, list):
        raise SlipError(Slip("no_path", key, _nearest_at(names, [name], 0)))
    if name not in names:
        names.append(name)


def _exclude(holder: Any, key: str, name: str) -> None:
    names = holder.get(key) or []
    if isinstance(names, list) and name in names:
        names.remove(name)


def _consent(data: Any, issue: str, party: str, *, wanted: bool) -> None:
    entry = _entry(data, "issues", issue)
    if isinstance(entry.get("consent"), dict):
        raise SlipError(Slip("consent_is_quorum", f"issues.{issue}.consent", {"name": issue}))
    if wanted:
        _include(entry, "consent", party)
    else:
        _exclude(entry, "consent", party)
