"""Random conditions of every kind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from detente.testing.dice import Dice

__all__ = ["Statements"]

_HAPPENED: tuple[dict[str, Any], ...] = ({}, {"happened": True}, {"happened": False})
_CAME_OF_IT: tuple[dict[str, Any], ...] = (
    *({}, {"held": False}),
    *({"outcome": "deal"}, {"outcome": "none"}, {"outcome": "refused"}),
)


class Statements:
    """Draws conditions about a case that is being made.

    Attributes:
        named: what stands under `conditions:` so far; conditions over packages name only those over terms.
    """

    def __init__(self, dice: Dice, data: dict[str, Any]) -> None:
        self.dice, self.data = dice, data
        self.named: dict[str, Any] = {}

    def about_terms(self, issues: list[str], depth: int = 2) -> dict[str, Any]:
        """Return a condition over the terms of some issues, as `needs` and links take it."""
        dice = self.dice
        kind = dice.whole(0, 6) if depth else 0
        if kind <= 2:
            return self.issue(dice.one(issues))
        if kind == 3:
            members = [self.issue(dice.one(issues)) for _ in range(dice.whole(2, 3))]
            return {"at_least": dice.whole(1, 2), "of": members}
        if kind == 4:
            return {"not": self.about_terms(issues, depth - 1)}
        return {dice.one(("all", "any")): [self.about_terms(issues, depth - 1) for _ in range(dice.whole(1, 2))]}

    def any(self, depth: int = 2) -> dict[str, Any]:
        """Return a condition about the course of things; groups may be dated or not."""
        dice = self.dice
        kind = dice.whole(0, 9) if depth else 0
        if kind <= 3:
            return self.leaf() | (self.window() if dice.maybe(40) else {})
        if kind == 4:
            return self.group(lambda: self.leaf(), depth) | self.window(least=1)
        if kind == 5 and self.named:
            return {"condition": dice.one(list(self.named))}
        return self.group(lambda: self.any(depth - 1), depth)

    def group(self, member: Any, depth: int) -> dict[str, Any]:
        """Return a group of what `member` draws."""
        dice = self.dice
        kind = dice.whole(0, 3)
        if kind == 0:
            return {"not": member()}
        members = [member() for _ in range(dice.whole(1, 3))]
        if kind == 1:
            return {"at_least": dice.whole(1, len(members)), "of": members}
        return {("all", "any")[kind - 2]: members}

    def leaf(self) -> dict[str, Any]:
        """Return one test of anything there is."""
        dice, data = self.dice, self.data
        subjects = ["issue", "party"] + [
            kind for kind in ("factor", "event", "meeting", "flag") if data.get(f"{kind}s")
        ]
        kind = dice.one(subjects)
        if kind == "issue":
            return self.issue(dice.one(list(data["issues"])))
        if kind == "factor":
            test = dice.one(("above", "below", "at_least", "at_most"))
            return {"factor": dice.one(list(data["factors"])), test: dice.whole(-10, 10) / 10}
        if kind == "party":
            own = [key for key, party in data["parties"].items() if "of" not in party]
            test = dice.one(("gain_above", "gain_below"))
            return {"party": dice.one(own), test: dice.whole(-3, 3) / 10}
        if kind == "event":
            event = dice.one(list(data["events"]))
            repeats = data["events"][event].get("once") is False
            if repeats and dice.maybe(30):
                return {"event": event, "times": 2}
            return {"event": event, **dice.one(_HAPPENED)}
        if kind == "meeting":
            return {"meeting": dice.one(list(data["meetings"])), **dice.one(_CAME_OF_IT)}
        return {"flag": dice.one(list(data["flags"])), "raised": dice.maybe(60)}

    def issue(self, key: str) -> dict[str, Any]:
        """Return one test of the terms of an issue."""
        dice, options = self.dice, list(self.data["issues"][key]["options"])
        kind = dice.whole(0, 6)
        if kind == 0:
            return {"issue": key, "settled": dice.maybe(70)}
        if kind == 1:
            return {"issue": key, "shelved": dice.maybe(50)}
        if kind == 2:
            return {"issue": key, "option": dice.one(options)}
        if kind == 3:
            return {"issue": key, "above": self.data["issues"][key]["options"][options[0]]}
        if kind == 4:
            return {"issue": key, "below": options[-1]}
        return {"issue": key, dice.one(("at_least", "at_most")): dice.one(options)}

    def window(self, least: int = 0) -> dict[str, Any]:
        """Return dates of a statement."""
        dice, data = self.dice, self.data
        days = (data["until"] - data["as_of"]).days
        start = dice.whole(0, days)
        end = dice.whole(start, days)
        kinds = dice.some(("after", "by", "lasting"), least=least)
        made = {
            "after": data["as_of"] + timedelta(days=start),
            "by": data["as_of"] + timedelta(days=end),
            "lasting": f"{dice.whole(0, max(days - start, 0))} days",
        }
        return {kind: made[kind] for kind in kinds}
