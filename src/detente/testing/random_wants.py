"""What the parties of random cases want: positions, prices, styles, links."""

from __future__ import annotations

from typing import Any

from detente.testing.dice import Dice
from detente.testing.random_statements import Statements

__all__ = ["linked", "parties", "positions"]


def positions(dice: Dice, data: dict[str, Any]) -> None:
    """Give everyone positions; everyone wants something."""
    keys = list(data["issues"])
    data["positions"] = {
        key: {issue: position(dice, data["issues"][issue], "of" not in party) for issue in dice.some(keys, least=1)}
        for key, party in data["parties"].items()
    }


def position(dice: Dice, issue: dict[str, Any], signs: bool) -> dict[str, Any]:
    """Return a position; a limit lies clearly on one side of the ideal's median, its draws need not."""
    found: dict[str, Any] = {"salience": dice.number(5, 100)}
    options = list(issue["options"])
    if signs and dice.maybe(25):
        low = dice.maybe()
        found["ideal"] = dice.one(("10 to 50", 30, "uniform(0, 60)")) if low else dice.one(("50 to 90", 70))
        found["limit"] = dice.number(35, 90) if low else dice.number(10, 65)
        return found
    kind = dice.whole(0, 3)
    if kind == 0:
        found["ideal"] = dice.one(options)
    elif kind == 1:
        found["ideal"] = {"one_of": {options[0]: 0.3, options[-1]: 0.7}}
    else:
        found["ideal"] = dice.number(0, 100) if dice.maybe(30) else dice.number(50, 100)
    return found


def parties(dice: Dice, data: dict[str, Any]) -> None:
    """Give everyone style, price and cares."""
    factors = list(data["factors"])
    movers = [*factors, *data["flags"]]
    for key, party in data["parties"].items():
        party["style"] = {"toughness": dice.number(0, 1, "share")} if dice.maybe() else {}
        party["style"] |= {"risk": dice.number(0.7, 1.8)} if dice.maybe() else {}
        if "of" in party:
            party["moved_by"] = moved_by(dice, movers, 0.1)
            continue
        party |= {"power": dice.number(1, 100)} if dice.maybe() else {}
        party |= {"patience": dice.number(0.5, 2)} if dice.maybe() else {}
        party["price"] = price(dice, data, key, movers)
        party["cares"] = {factor: dice.real(0.2) for factor in dice.some(factors, most=2)}
        party |= {"horizon": dice.number(30, 500, "days")} if dice.maybe() else {}


def moved_by(dice: Dice, movers: list[str], reach: float) -> dict[str, Any]:
    """Return what moves a price or a weight, counted from a level or not."""
    found: dict[str, Any] = {}
    for mover in dice.some(movers, most=2):
        by = dice.real(reach)
        found[mover] = {"by": by, "from": dice.real(0.5)} if dice.maybe() else by
    return found


def price(dice: Dice, data: dict[str, Any], key: str, movers: list[str]) -> dict[str, Any]:
    """Return a price of moving: given, from a walk-away package, or left to the general one."""
    found: dict[str, Any] = {"moved_by": moved_by(dice, movers, 0.05)}
    if dice.maybe(60):
        found["value"] = dice.number(-0.2, 0.05)
    elif dice.maybe(60):
        weighed = [issue for issue, position in data["positions"][key].items() if "limit" not in position]
        chosen = dice.some(weighed, most=2)
        if chosen:
            found["walk_away"] = {issue: dice.one(list(data["issues"][issue]["options"])) for issue in chosen}
    return found


def linked(dice: Dice, data: dict[str, Any], statements: Statements) -> None:
    """Add links, and parties that insist on settling a later issue with an earlier one."""
    keys = list(data["issues"])
    own = [key for key, party in data["parties"].items() if "of" not in party]
    found = []
    for k in range(dice.whole(0, 3)):
        link = {"party": dice.one(own), "if": statements.about_terms(keys), "worth": dice.real(0.2)}
        link |= {"unless": statements.about_terms(keys)} if dice.maybe() else {}
        link |= {"id": f"link-{k}"} if dice.maybe() else {}
        found.append(link)
    data["linked"] = found
    if len(keys) > 1 and dice.maybe(30):
        first = dice.whole(0, len(keys) - 2)
        data["insists"] = {dice.one(own): {keys[first]: [dice.one(keys[first + 1 :])]}}
    if len(keys) > 1 and dice.maybe(30):
        given = dice.one(keys)
        issue, others = data["issues"][given], [key for key in keys if key != given]
        levels = {
            option: each["level"] if isinstance(each, dict) else each for option, each in issue["options"].items()
        }
        gifts = [option for option, level in levels.items() if level > levels[issue["now"]]]
        if gifts:
            offer = {"gives": {given: dice.one(gifts)}, "for": statements.about_terms(others)}
            data["offers"] = {dice.one(own): [offer]}
