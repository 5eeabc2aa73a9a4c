"""What can happen in random cases: history, meetings, events, scenarios."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from detente.testing.dice import Dice
from detente.testing.random_statements import Statements

__all__ = ["Course"]


class Course:
    """Fills the sections of a case that is being made."""

    def __init__(self, dice: Dice, data: dict[str, Any], statements: Statements) -> None:
        self.dice, self.data, self.statements = dice, data, statements
        self.own = [key for key, party in data["parties"].items() if "of" not in party]
        self.days = (data["until"] - data["as_of"]).days

    def fill(self) -> None:
        """Add history, meetings, events, named conditions, scenarios and markers."""
        dice, data = self.dice, self.data
        data["history"] = self.history()
        # Conditions name meetings and events, and these have conditions: first the names, then the rest.
        data["meetings"] = {key: {} for key in dice.some(("summit", "talks", "envoys"), least=1)}
        data["events"] = {
            key: {"once": dice.maybe(50)} for key in dice.some(("collapse", "drought", "visit", "riot"), most=3)
        }
        for flag in data["flags"]:
            data["events"][f"raise-{flag}"] = {"once": False}
        data["bargaining"] = self.rule()
        data["general"] = {
            "breadth": dice.number(0.5, 3),
            "hold-out": dice.number(0.001, 0.05),
            "misreading": dice.number(0.01, 0.5),
            "limit-misreading": dice.number(1, 60),
            "caution": dice.number(0.05, 0.6),
            "perception": dice.one((0, 0, 0.02)),
            "objection": dice.number(0.02, 0.4),
        }
        for key in dice.some(("calm", "done")):
            self.statements.named[key] = self.statements.any()
        data["conditions"] = dict(self.statements.named)
        for key in data["meetings"]:
            data["meetings"][key] = self.meeting(key)
        for key in data["events"]:
            data["events"][key] |= self.event(key)
        names = dice.some(("peace", "war-goes-on", "drift"), least=1)
        data["scenarios"] = [{key: {"when": self.statements.any()}} for key in names]
        data["markers"] = {key: {"when": self.statements.any()} for key in dice.some(("smoke", "bells"))}

    def rule(self) -> dict[str, Any]:
        """Return how packages are arrived at."""
        if self.dice.maybe(40):
            return {"rule": {"one_of": {"nash": 0.4, "kalai-smorodinsky": 0.2, "proposer": 0.2, "compromise": 0.2}}}
        return {"rule": self.dice.one(("nash", "kalai-smorodinsky", "proposer", "compromise"))}

    def history(self) -> dict[str, Any]:
        """Return past events."""
        found = {}
        for key in self.dice.some(("quarrel", "visit-before")):
            on = self.data["as_of"] - timedelta(days=self.dice.whole(0, 90))
            changes = [c for c in (self.shift(), self.flag_change()) if c and self.dice.maybe(70)]
            found[key] = {"on": on, "changes": changes}
        return found

    def shift(self) -> dict[str, Any]:
        """Return a shift of factors and prices, for good, fading or lasting."""
        dice = self.dice
        targets = dice.some((*self.data["factors"], *(f"price.{key}" for key in self.own)), least=1, most=2)
        found: dict[str, Any] = {"shift": {target: dice.real(0.3) for target in targets}}
        kind = dice.whole(0, 2)
        if kind:
            found["half_life" if kind == 1 else "lasting"] = f"{dice.whole(1, 60)} days"
        return found

    def flag_change(self) -> dict[str, Any] | None:
        """Return the raising or lowering of a flag, if there are flags."""
        flags = list(self.data["flags"])
        return {self.dice.one(("raise", "lower")): self.dice.one(flags)} if flags else None

    def meeting(self, key: str) -> dict[str, Any]:
        """Return a meeting, dated or triggered."""
        dice, data = self.dice, self.data
        found: dict[str, Any] = {"table": dice.some(self.own, least=2, most=2 if dice.maybe(60) else None)}
        if dice.maybe(55):
            found["on"] = data["as_of"] + timedelta(days=dice.whole(0, self.days))
        else:
            found["after"] = self.statements.any()
            found["within"] = dice.number(0, 20, "days", chance=40)
            found["repeats"] = dice.whole(1, 3)
        if key != next(iter(data["meetings"])) and dice.maybe(40):
            found["agenda"] = dice.some(list(data["issues"]), least=1)
        found["preparation"] = dice.number(0, 90, "days")
        found["mediation"] = dice.one(("none", "facilitation", "formulation", "manipulation"))
        found |= {"miscommunication": dice.number(0, 1, "share")} if dice.maybe() else {}
        found |= {"takes_place": dice.number(0.3, 1, "share")} if dice.maybe(40) else {}
        found |= {"proposer": dice.one(found["table"])} if dice.maybe(40) else {}
        found |= {"decides_within": dice.number(0, 25, "days", chance=40)} if dice.maybe(70) else {}
        return found

    def event(self, key: str) -> dict[str, Any]:
        """Return an event, dated or at a rate."""
        dice, data = self.dice, self.data
        found: dict[str, Any] = {"while": self.statements.any(1)} if dice.maybe(60) else {}
        if dice.maybe(30):
            found["on"] = data["as_of"] + timedelta(days=dice.whole(0, self.days))
            found["chance"] = dice.number(0.2, 1, "share")
        else:
            young = {f"{7 * dice.whole(1, 3)} days": self.rate(), "later": self.rate()}
            found["rate"] = {"ages": young} if dice.maybe(50) else self.rate()
            what = (*data["factors"], *data["flags"], *data["issues"])
            found["hazard_ratio"] = {name: self.ratio() for name in dice.some(what, most=2)}
        found["changes"] = [self.change() for _ in range(dice.whole(0, 3))]
        if key.startswith("raise-"):
            found["changes"].append({"raise": key.removeprefix("raise-")})
        return found

    def rate(self) -> Any:
        """Return a rate at which something happens within the course."""
        return self.dice.number(0.2, 6, "per month")

    def ratio(self) -> Any:
        """Return a hazard ratio, some counted from a level."""
        ratio = self.dice.number(0.3, 3)
        return {"ratio": ratio, "from": self.dice.number(-1, 1)} if self.dice.maybe(30) else ratio

    def change(self) -> dict[str, Any]:
        """Return a change of any kind."""
        dice, data = self.dice, self.data
        issue, meeting = dice.one(list(data["issues"])), dice.one(list(data["meetings"]))
        party = dice.one(self.own)
        kind = dice.whole(0, 11)
        if kind <= 1:
            return self.shift()
        if kind == 2:
            return {"set": self.setting()}
        if kind == 3:
            return {"terms": {issue: dice.one(list(data["issues"][issue]["options"]))}}
        if kind == 4:
            return {"reset": [issue]}
        if kind == 5:
            return self.flag_change() or {"reset": issue}
        if kind == 6:
            return {"call": meeting} | ({"within": dice.number(0, 15, "days")} if dice.maybe() else {})
        if kind == 7:
            return {"cancel": meeting}
        if kind in (8, 9):
            return {("seat", "unseat")[kind - 8]: party, "at": meeting}
        if isinstance(data["issues"][issue]["consent"], dict):
            return {"reset": [issue]}
        return {("require_consent", "waive_consent")[kind - 10]: party, "on": issue}

    def setting(self) -> dict[str, Any]:
        """Return a number of the case with what it is set to."""
        dice, data = self.dice, self.data
        person = dice.one(list(data["positions"]))
        issue = dice.one(list(data["positions"][person]))
        party = dice.one(self.own)
        settings: list[tuple[str, Any]] = [
            (f"positions.{person}.{issue}.salience", dice.number(0, 100)),
            (f"positions.{person}.{issue}.ideal", dice.number(0, 100)),
            (f"parties.{party}.style.toughness", dice.number(0, 1)),
            (f"parties.{party}.patience", dice.number(0.5, 2)),
            (f"parties.{party}.horizon", dice.number(30, 300, "days")),
            (f"meetings.{dice.one(list(data['meetings']))}.preparation", dice.number(0, 90, "days")),
            ("general.hold-out", dice.number(0.001, 0.1)),
        ]
        if "value" in data["parties"][party]["price"]:
            settings.append((f"parties.{party}.price.value", dice.number(0, 0.1)))
        settings += [(f"factors.{key}.volatility", dice.number(0, 0.5, "per sqrt-month")) for key in data["factors"]]
        return dict([dice.one(settings)])
