"""Random valid cases that use every part of the language, small enough to look at all packages."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from math import ceil, prod
from random import Random
from typing import Any

from detente.case.case import Case
from detente.case.checks import check
from detente.case.numbers.distribution import is_certain
from detente.case.numbers.notation import Chance
from detente.case.numbers.paths import quantities
from detente.case.numbers.scales import Scale
from detente.case.schema.case import STEP_DAYS
from detente.testing.dice import Dice
from detente.testing.documents import case_of
from detente.testing.random_carrying import carrying_out
from detente.testing.random_course import Course
from detente.testing.random_statements import Statements
from detente.testing.random_wants import linked, parties, positions

__all__ = ["any_case", "is_sound", "random_case"]

AS_OF = date(2024, 3, 1)


def random_case(seed: int, *, packages: int = 150, steps: int = 12, carried: int = 0) -> Case:
    """Return a random valid case; each seed gives its own.

    Args:
        seed: Any whole number.
        packages: Most packages that the issues of the case have together.
        steps: Most steps of its course.
        carried: How many per cent of cases carry out by steps what is signed.

    Example:
        >>> random_case(7)
        <Case random, 2024-03-01 to 2024-04-25: 2 parties, 2 issues, 1 meetings, 2 scenarios>
    """
    generator = Random(seed)
    while True:
        case = any_case(Dice(generator.randint), packages, steps, carried)
        if is_sound(case):
            return case


def any_case(dice: Dice, packages: int, steps: int, carried: int = 0) -> Case:
    """Return a case of right form; now and then it contradicts itself. So many per cent carry something out."""
    step = dice.one(("week", "day", "fortnight", "month"))
    length = ceil(dice.whole(2, steps) * STEP_DAYS[step]) - dice.whole(0, 1)
    data: dict[str, Any] = {
        "detente": 1,
        "id": "random",
        "title": "A random case",
        "as_of": AS_OF,
        "until": AS_OF + timedelta(days=max(length, 1)),
        "step": step,
    }
    data["parties"] = people(dice)
    data["issues"] = issues(dice, data["parties"], packages)
    data["flags"] = {flag: {} for flag in dice.some(("alarm", "blame"))}
    data["factors"] = factors(dice, data)
    positions(dice, data)
    parties(dice, data)
    statements = Statements(dice, data)
    for key, issue in data["issues"].items():
        others = [other for other in data["issues"] if other != key]
        if others and dice.maybe(25):
            issue["needs"] = statements.about_terms(others)
        put_aside = [other for other in others if data["issues"][other].get("deferrable")]
        if put_aside and dice.maybe(50):
            other = dice.one(put_aside)
            issue["needs"] = {"any": [{"issue": other, "settled": True}, {"issue": other, "shelved": True}]}
    if len(data["issues"]) > 1 and dice.maybe(25):
        together = dice.some(list(data["issues"]), least=2)
        data["packages"] = {"treaty": {"issues": together, "all": True}}
        if len(together) > 2 and dice.maybe(40):
            data["packages"] = {"treaty": {"stages": [together[:1], together[1:]]}}
    linked(dice, data, statements)
    Course(dice, data, statements).fill()
    if carried and dice.maybe(carried):
        carrying_out(dice, data)
    own = [key for key, party in data["parties"].items() if "of" not in party]
    for meeting in data["meetings"].values():
        if dice.maybe(35):
            meeting["procedure"] = procedure(dice, own, list(meeting["table"]), data["issues"])
    data["correlations"] = correlations(dice, data)
    if dice.maybe(40):
        sittings(dice, data, own)
    return case_of(data)


def is_sound(case: Case) -> bool:
    """Say whether a case means something."""
    return not check(case.document, {})


def people(dice: Dice) -> dict[str, Any]:
    """Return parties and audiences, their wants left out."""
    own = ["aland", "bland", "cland", "dland"][: dice.one((2, 3, 3, 4))]
    found: dict[str, Any] = {key: {} for key in own}
    for key in dice.some(own, most=2):
        for kind in dice.some(("public", "elite"), least=1):
            found[f"{key}-{kind}"] = {"of": key, "weight": dice.number(0.05, 0.45, "share")}
    return found


def issues(dice: Dice, everyone: dict[str, Any], packages: int) -> dict[str, Any]:
    """Return issues, their `needs` left out."""
    own = [key for key, party in everyone.items() if "of" not in party]
    found: dict[str, Any] = {}
    sizes: list[int] = []
    for key in ("land", "water", "air", "trade", "guard")[: dice.whole(2, 5) if dice.maybe(90) else 1]:
        levels = sorted({dice.whole(0, 10) * 10 for _ in range(dice.whole(2, 4))} | {0})
        levels = levels if len(levels) > 1 else [0, 100]
        deferrable = dice.maybe(35)
        if prod(sizes) * (len(levels) + 1 + deferrable) > packages:
            levels, deferrable = levels[:2], False
        if prod(sizes) * 3 > packages:
            break
        sizes.append(len(levels) + 1 + deferrable)
        options: dict[str, Any] = {f"at-{level}": level for level in levels}
        issue: dict[str, Any] = {
            "topic": dice.one(("first", "second")),
            "options": options,
            "now": dice.one(list(options)) if dice.maybe(30) else "at-0",
        }
        issue |= {"deferrable": True} if deferrable else {}
        issue |= {"expires": f"{dice.whole(1, 60)} days"} if dice.maybe(20) else {}
        consent = dice.some(own, least=dice.whole(0, 2))
        if consent and dice.maybe(30):
            issue["consent"] = {"at_least": dice.whole(1, len(consent)), "of": consent}
            if dice.maybe():
                weights = {party: dice.whole(1, 12) / 2 for party in consent}
                issue["consent"] = {"at_least": dice.whole(1, int(2 * sum(weights.values()))) / 2, "of": weights}
            if dice.maybe(40):
                issue["consent"] = joint_rule(dice, own, issue["consent"])
        else:
            issue["consent"] = consent
        found[key] = issue
    return found


def joint_rule(dice: Dice, own: list[str], first: dict[str, Any]) -> dict[str, Any]:
    """Return rules by which votes are counted joined by all or any, one with a share, perhaps of votes cast."""
    voters = dice.some(own, least=1)
    other: dict[str, Any] = {"share": dice.whole(1, 10) / 10, "of": voters}
    other |= {"of_votes_cast": True} if dice.maybe(40) else {}
    other |= {"veto": [dice.one(voters)]} if dice.maybe(30) else {}
    return {dice.one(("all", "any")): [first, other]}


def procedure(dice: Dice, own: list[str], table: list[str], issues: dict[str, Any], deep: int = 1) -> dict[str, Any]:
    """Return how a meeting decides."""
    kind = dice.one(("unanimity", "consensus", "consensus", "vote", "vote", "vote"))
    found: dict[str, Any] = {"by": kind}
    if kind == "vote":
        found["vote"] = {"at_least": dice.whole(1, max(1, len(table) - 1)), "of": table}
        if dice.maybe(30):
            found["vote"] = joint_rule(dice, own, found["vote"])
        found["picks"] = dice.one(("compromise", "welfare"))
    if kind == "consensus" and dice.maybe(40):
        found["weights"] = {party: dice.whole(1, 5) for party in table}
    if dice.maybe(25):
        found["chair"] = dice.one(table)
    if dice.maybe(15):
        named = dice.some(list(issues), least=1)
        found["text"] = {issue: dice.one(list(issues[issue]["options"])) for issue in named}
    if deep and dice.maybe(30):
        found["then"] = procedure(dice, own, table, issues, deep - 1) | {"after": f"{dice.whole(0, 9)} days"}
    return found


def sittings(dice: Dice, data: dict[str, Any], own: list[str]) -> None:
    """Let seats be uncertain, sessions and deadlines change things, and events open and close issues."""

    def change() -> dict[str, Any]:
        at, issue = dice.one(list(data["meetings"])), dice.one(list(data["issues"]))
        return dice.one(
            (
                {"open": issue, "at": at},
                {"close": issue, "at": at},
                {"seat": dice.one(own), "at": at},
                {"unseat": dice.one(own), "at": at},
                {"call": at},
                {"procedure": procedure(dice, own, list(data["meetings"][at]["table"]), data["issues"]), "at": at},
            )
        )

    for meeting in data["meetings"].values():
        for party in dice.some(meeting["table"]):
            comes = dice.number(0.4, 1.0, "share")
            condition = {"issue": dice.one(list(data["issues"])), "settled": dice.maybe()}
            meeting.setdefault("attends", {})[party] = {"comes": comes, "if": condition} if dice.maybe(40) else comes
        if dice.maybe(40):
            most = meeting.get("at_most", 12) if "every" in meeting else meeting.get("repeats", 1)
            meeting["sessions"] = [
                {"changes": [change() for _ in range(dice.whole(0, 2))]} for _ in range(min(most, 2))
            ]
        if dice.maybe(30):
            first, last = meeting.get("on", AS_OF).toordinal(), data["until"].toordinal()
            then = [change() for _ in range(dice.whole(0, 2))]
            meeting["deadline"] = {"on": date.fromordinal(dice.whole(first, last)), "then": then}
    if len(own) > 2 and dice.maybe(60):
        members = dice.some(own, least=2)
        votes: dict[str, Any] = {"breaks": dice.number(0.0, 0.4, "share")}
        votes |= {"as": dice.one(members)} if dice.maybe(30) else {}
        votes |= {"breaks_of": {dice.one(members): dice.number(0.3, 1.0, "share")}} if dice.maybe(30) else {}
        data["blocs"] = {"camp": {"members": members, "votes": votes}}
    for event in data.get("events", {}).values():
        if dice.maybe(40):
            event["changes"] = [*event.get("changes", []), change()]


def factors(dice: Dice, data: dict[str, Any]) -> dict[str, Any]:
    """Return factors that drive one another and are driven by issues and flags."""
    names = dice.some(("war", "mood", "cost"))
    found: dict[str, Any] = {}
    for key in names:
        factor: dict[str, Any] = {}
        if dice.maybe(25):
            factor["series"] = {
                str(AS_OF - timedelta(days=30 * k + 3)): dice.one((dice.whole(20, 80), {"share": 45, "n": 400}))
                for k in range(dice.whole(1, 4))
            }
            factor |= {"breaks": [str(AS_OF - timedelta(days=50))]} if dice.maybe(30) else {}
            factor |= {"house_sd": dice.number(0, 3, chance=0)} if dice.maybe() else {}
        else:
            factor["start"] = dice.real(1.0)
        factor |= {"toward": dice.real(1.0)} if dice.maybe(25) else {}
        factor |= {"half_life": dice.number(5, 200, "days")} if dice.maybe() else {}
        factor |= {"volatility": dice.number(0, 0.5, "per sqrt-month")} if dice.maybe(70) else {}
        if dice.maybe(25) and "series" not in factor:
            factor["bounds"] = [-1.2, 1.5]
        drivers = dice.some((*data["issues"], *data["flags"], *names), most=2)
        factor["driven_by"] = {driver: dice.number(-0.5, 0.5, "per month") for driver in drivers if driver != key}
        found[key] = factor
    return found


def correlations(dice: Dice, data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return rank correlations along a chain of uncertain numbers, weak enough to hold together."""
    drawn = [
        path
        for path, quantity in quantities(case_of(data).document).items()
        if not (isinstance(quantity.notation, Chance) or is_certain(quantity.notation) or quantity.scale is Scale.WHICH)
    ]
    chain = dice.some(drawn[:40], most=3) if dice.maybe(40) else []
    pairs = pairwise(chain)
    return [{"between": list(pair), "rank": dice.whole(-6, 6) / 10} for pair in pairs]
