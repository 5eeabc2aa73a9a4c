"""Random cases in which what is signed is carried out by steps."""

from __future__ import annotations

from typing import Any

from detente.testing.dice import Dice

__all__ = ["carrying_out"]


def carrying_out(dice: Dice, data: dict[str, Any]) -> None:
    """Let some issues be carried out, by steps that parties owe each other; conditions then look at them."""
    own = [key for key, party in data["parties"].items() if "of" not in party]
    issues = dice.some(list(data["issues"]), least=1, most=3)
    for key in own:
        data["parties"][key]["keeps"] = dice.number(0, 0.7, "share")
        if dice.maybe(70):  # who signs readily has something to carry out
            data["parties"][key]["price"] = {"value": dice.number(-0.3, -0.1)}
            data["parties"][key]["style"]["toughness"] = 0.1
        for issue in issues:
            if dice.maybe():
                data["positions"][key][issue] = {"ideal": dice.one((0, 100)), "salience": dice.number(5, 100)}
    wholes = [issues] if dice.maybe() else [[issue] for issue in issues]
    for meeting in data["meetings"].values():
        if dice.maybe(40):
            meeting.pop("repeats", None)
            meeting |= {"every": dice.number(0, 25, "days", chance=40), "at_most": dice.whole(1, 5)}
            meeting |= {"until": {"issue": dice.one(issues), "settled": True}} if dice.maybe() else {}
    names: list[str] = []
    data["carrying_out"] = {f"whole-{k}": _whole(dice, data, of, own, names) for k, of in enumerate(wholes)}
    data["trust"] = {
        first: {second: dice.number(0, 1, "share") for second in own if second != first and dice.maybe()}
        for first in own
        if dice.maybe(30)
    }
    for stands in dice.some(("delivered", "broken", "seen", "suspended"), least=1):
        data["conditions"][f"step-{stands}"] = {"step": dice.one(names), "stands": stands}
    issue = dice.one(issues)
    data["conditions"]["signed"] = {"issue": issue, "signed": dice.one(list(data["issues"][issue]["options"]))}
    data["conditions"]["halfway"] = {"issue": issue, "at_least": dice.whole(1, 9) * 10}


def _whole(dice: Dice, data: dict[str, Any], of: list[str], own: list[str], names: list[str]) -> dict[str, Any]:
    steps: list[dict[str, Any]] = []
    owners = {step["id"]: step["owed_by"] for whole in data.get("carrying_out", {}).values() for step in whole["steps"]}
    for issue in of:
        count = dice.whole(1, 3)
        for k in range(count):
            step: dict[str, Any] = {
                "id": f"{issue}-{k}",
                "of": issue,
                "owed_by": dice.one(own),
                "due": dice.number(0, 12, "days"),
                "share": (1.0, 0.5, 0.25)[count - 1] if k or count < 3 else 0.5,
            }
            others = [name for name, owner in owners.items() if owner != step["owed_by"]]
            step |= {"in_return_for": dice.some(others, least=1, most=2)} if others and dice.maybe(60) else {}
            step |= {"after": dice.one(list(owners))} if owners and dice.maybe(20) else {}
            owners[step["id"]] = step["owed_by"]
            steps.append(step)
            names.append(step["id"])
    found: dict[str, Any] = {"of": of, "steps": steps}
    if dice.maybe(70):
        found["verified_by"] = dice.one((*data["issues"], *data["factors"]))
        found["seen"] = {end: dice.number(0, 8, "per month") for end in ("at_0", "at_100")}
    elif dice.maybe(80):
        found["seen"] = dice.number(0, 8, "per month")
    found["answer"] = dice.one(("suspend", "reset", {"renegotiate": dice.one(list(data["meetings"]))}))
    found |= {"hazard": dice.number(0, 1, "per month")} if dice.maybe(20) else {}
    found |= {"temptation": dice.number(0.2, 3)} if dice.maybe() else {}
    return found
