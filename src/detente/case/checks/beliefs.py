"""Uncertain numbers: options they choose among, correlations between them, groups people name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np

from detente.case.checks.levels import ends
from detente.case.checks.names import Names, unknown
from detente.case.general import general_constants
from detente.case.numbers.distribution import is_certain
from detente.case.numbers.notation import Label, OneOf
from detente.case.numbers.scales import Scale
from detente.case.schema.case import RULES, Document
from detente.case.schema.quantities import Quantity
from detente.mistakes import Slip

__all__ = ["check_correlations", "check_drivers", "check_general", "check_options_named"]


def check_options_named(document: Document, names: Names) -> Iterator[Slip]:
    """Report options that an issue does not have, where they stand for numbers."""
    for key, positions in document.positions.items():
        for issue, position in positions.items():
            for what in ("ideal", "limit"):
                quantity = getattr(position, what)
                if quantity is not None and issue in names.issues:
                    valid = names.options.get(issue, ())
                    yield from _chosen(quantity, valid, "option", f"positions.{key}.{issue}.{what}")
    if document.bargaining.rule is not None:
        yield from _chosen(document.bargaining.rule, RULES, "bargaining rule", "bargaining.rule")
    for path, quantity in names.numbers.items():
        if ".set.positions." in path and path.split(".")[-1] in ("ideal", "limit"):
            issue = path.split(".")[-2]
            yield from _chosen(quantity, names.options.get(issue, ()), "option", path)


def _chosen(quantity: Quantity, valid: tuple[str, ...], what: str, path: str) -> Iterator[Slip]:
    notation = getattr(quantity.notation, "notation", quantity.notation)
    options = notation.options if isinstance(notation, OneOf) else ()
    used = (notation.name,) if isinstance(notation, Label) else tuple(name for name, _ in options)
    for name in used:
        if valid and name not in valid:
            yield unknown(what, name, valid, path)


def check_general(document: Document, names: Names) -> Iterator[Slip]:
    """Report general beliefs outside what they may be."""
    for key, quantity in document.general.items():
        constant = general_constants().get(key)
        if constant is None:
            continue
        scale, found = constant.quantity.scale, ends(quantity)
        if found is not None and not (scale.holds(found[0]) and scale.holds(found[1])):
            values = {"found": f"{found[0]:g} to {found[1]:g}", "allowed": scale.bounds}
            yield Slip("outside_scale", f"general.{key}", values)


def check_drivers(document: Document, names: Names) -> Iterator[Slip]:
    """Report paths of driver groups that match no number."""
    known = _numbers(document, names)
    listed = "\n".join(("", *known, ""))
    for key, group in document.drivers.items():
        for index, pattern in enumerate(group.paths):
            if pattern in known:
                continue
            escaped = re.escape(pattern).replace(r"\*", "[^.\n]+")
            if not re.search(f"\n{escaped}\n", listed):
                yield unknown("number", pattern, known, f"drivers.{key}.paths.{index}")


def check_correlations(document: Document, names: Names) -> Iterator[Slip]:
    """Report correlations of what is no uncertain number, given twice, or that cannot all hold together."""
    known = _numbers(document, names)
    ranks: dict[tuple[str, str], float] = {}
    for index, correlation in enumerate(document.correlations):
        path = f"correlations.{index}.between"
        slips = [
            slip
            for place, name in enumerate(correlation.between)
            if (slip := _uncorrelated(name, known, f"{path}.{place}"))
        ]
        yield from slips
        first, second = sorted(correlation.between)
        if first == second:
            yield Slip("correlated_with_itself", path, {"name": first}, at_key=True)
        elif (first, second) in ranks:
            yield Slip("correlated_twice", path, {"first": first, "second": second}, at_key=True)
        elif not slips:
            ranks[first, second] = correlation.rank
    yield from _sets(ranks)


def _numbers(document: Document, names: Names) -> dict[str, Quantity | None]:
    """Return the numbers of a case; starts that polls give are uncertain numbers, too."""
    found: dict[str, Quantity | None] = dict(names.numbers)
    for key, factor in document.factors.items():
        if factor.series:
            found.setdefault(f"factors.{key}.start", None)
    return found


def _uncorrelated(name: str, known: Mapping[str, Quantity | None], path: str) -> Slip | None:
    """Return why a number cannot be correlated, or None."""
    if name not in known:
        return unknown("number", name, known, path)
    quantity = known[name]
    if quantity is None:
        return None
    if quantity.is_chance:
        return Slip("correlated_chance", path, {"name": name})
    if is_certain(quantity.notation):
        return Slip("correlated_certain", path, {"name": name})
    if quantity.scale is Scale.WHICH:
        return Slip("correlated_choice", path, {"name": name})
    return None


def _sets(ranks: Mapping[tuple[str, str], float]) -> Iterator[Slip]:
    """Report each connected set of numbers whose correlations are not positive definite.

    Spearman's ρ is turned into Pearson's r = 2 sin(π ρ/6) of the Gaussian copula first.
    """
    left = {name for pair in ranks for name in pair}
    while left:
        group, ahead = set[str](), [min(left)]
        while ahead:
            name = ahead.pop()
            group.add(name)
            ahead += [n for pair in ranks if name in pair for n in pair if n not in group]
        left -= group
        order = sorted(group)
        matrix = np.eye(len(order))
        for (first, second), rank in ranks.items():
            if first in group:
                i, j = order.index(first), order.index(second)
                matrix[i, j] = matrix[j, i] = 2.0 * np.sin(np.pi * rank / 6.0)
        if float(np.linalg.eigvalsh(matrix)[0]) < 1e-9:
            yield Slip("not_positive_definite", "correlations", {"names": ", ".join(order)}, at_key=True)
