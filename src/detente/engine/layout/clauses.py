"""`needs`, `insists` and `linked` as clauses over packages: conjunctive normal form with counted literals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise, product
from typing import Any

import numpy as np

from detente.case.schema.case import Document
from detente.case.schema.conditions import AllOf, AnyOf, AtLeast, IssueIs, Named, Not, Statement
from detente.engine.layout.names import Names
from detente.engine.layout.plan import SETTLED, SHELVED, UNTOUCHED, Clause, Literal
from detente.engine.layout.slots import Slots

__all__ = ["Atom", "clause_arrays", "is_true", "normal_form"]


@dataclass(frozen=True, slots=True)
class Atom:
    """A test of one issue, or its negation."""

    issue: int
    kind: Literal
    value: float = 0.0
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """A clause: at least `floor` of the atoms hold."""

    atoms: tuple[Atom, ...]
    floor: int = 1


_TESTS = {
    "above": Literal.ABOVE,
    "below": Literal.BELOW,
    "at_least": Literal.AT_LEAST,
    "at_most": Literal.AT_MOST,
    "option": Literal.OPTION,
    "signed": Literal.OPTION,
    "settled": Literal.SETTLED,
    "shelved": Literal.SHELVED,
}


def atom_of(leaf: IssueIs, document: Document, names: Names, negated: bool) -> Atom:
    """Return the atom that a leaf about an issue states."""
    issue = names.issues.index(leaf.issue)
    test = next(name for name in _TESTS if getattr(leaf, name) is not None)
    value = getattr(leaf, test)
    if test in ("settled", "shelved"):
        return Atom(issue, _TESTS[test], 0.0, negated != (not value))
    if test in ("option", "signed"):
        return Atom(issue, _TESTS[test], float(names.option(leaf.issue, value)), negated)
    level = document.issues[leaf.issue].options[value].level if isinstance(value, str) else value
    return Atom(issue, _TESTS[test], float(level), negated)


def normal_form(condition: Statement, document: Document, names: Names, negated: bool = False) -> list[Counted]:
    """Return the clauses that together say what a condition over issues (or its negation) says."""

    def of(part: Statement, flip: bool = negated) -> list[Counted]:
        return normal_form(part, document, names, flip)

    match condition:
        case IssueIs():
            return [Counted((atom_of(condition, document, names, negated),))]
        case Named(condition=name):
            return of(document.conditions[name])
        case Not(not_=part):
            return of(part, not negated)
        case AllOf(all=parts):
            return _either([of(p) for p in parts]) if negated else [c for p in parts for c in of(p)]
        case AnyOf(any=parts):
            return [c for p in parts for c in of(p)] if negated else _either([of(p) for p in parts])
        case AtLeast(at_least=k, of=parts):
            return _count([of(p) for p in parts], len(parts) - k + 1 if negated else k)
    raise TypeError(f"{type(condition).__name__} is not about packages")


def _either(parts: list[list[Counted]]) -> list[Counted]:
    """Distribute a disjunction over conjunctions."""
    plain = [[one for clause in part for one in _plain(clause)] for part in parts]
    return [
        Counted(tuple(dict.fromkeys(atom for clause in combination for atom in clause.atoms)))
        for combination in product(*plain)
    ]


def _plain(clause: Counted) -> list[Counted]:
    """Return a counted clause as plain ones: k of n hold if one of every n − k + 1 does."""
    return [Counted(atoms) for atoms in combinations(clause.atoms, len(clause.atoms) - clause.floor + 1)]


def _count(parts: list[list[Counted]], floor: int) -> list[Counted]:
    """Return the clause that so many single atoms hold."""
    if any(len(part) != 1 or len(part[0].atoms) != 1 for part in parts):
        raise TypeError("`at_least … of` over packages takes single tests")
    return [Counted(tuple(part[0].atoms[0] for part in parts), floor)]


def clause_arrays(document: Document, names: Names, slots: Slots) -> dict[str, Any]:
    """Return the arrays about clauses and links."""
    clauses: list[tuple[Clause, int, int, Counted]] = []
    for i, key in enumerate(names.issues):
        needs = document.issues[key].needs
        parts = normal_form(needs, document, names) if needs else []
        clauses += [(Clause.NEEDS, i, -1, _unless_unchanged(part, i)) for part in parts]
    for party, stands in document.insisted.items():
        for key, others in stands.items():
            i = names.issues.index(key)
            owner = names.parties.index(party)
            for wanted in others:
                parts = (
                    _settled(wanted, document, names)
                    if isinstance(wanted, str)
                    else normal_form(wanted, document, names)
                )
                clauses += [(Clause.INSISTS, i, owner, _unless_unchanged(part, i)) for part in parts]
    for package in document.packages.values():
        for before, stage in pairwise(package.stages):
            first = Atom(names.issues.index(before[0]), Literal.SETTLED)
            for key in stage:
                i = names.issues.index(key)
                clauses.append((Clause.STAGE, i, -1, _unless_unchanged(Counted((first,)), i)))
    for k, link in enumerate(document.linked):
        parts = normal_form(link.if_, document, names)
        parts += normal_form(link.unless, document, names, True) if link.unless else []
        clauses += [(Clause.LINK, k, -1, part) for part in parts]
    levels = [[option.level for option in document.issues[key].options.values()] for key in names.issues]
    return {
        "entangled": _entangled(document, names, clauses),
        **_arrays(clauses),
        **_terms(clauses, levels),
        **_link_arrays(document, names, slots, clauses),
    }


def _entangled(document: Document, names: Names, clauses: list[tuple[Clause, int, int, Counted]]) -> Any:
    """Return whose best of every issue may not be had at once, or be worth less together, u1[P]."""
    together = any(package.sets for package in document.packages.values())
    found = np.full(len(names.parties), together, dtype=np.uint8)
    for kind, owner, party, _ in clauses:
        if kind is Clause.NEEDS or kind is Clause.STAGE:
            found[:] = 1
        else:
            found[names.parties.index(document.linked[owner].party) if kind is Clause.LINK else party] = 1
    return found


def _settled(issue: str, document: Document, names: Names) -> list[Counted]:
    """Return the clauses that an issue is settled, and not at the option that was in force at `as_of`."""
    i, now = names.issues.index(issue), document.issues[issue].now
    stands = Atom(i, Literal.OPTION, float(names.option(issue, now)), negated=True)
    return [Counted((Atom(i, Literal.SETTLED),)), Counted((stands,))]


def _unless_unchanged(clause: Counted, issue: int) -> Counted:
    """Let a clause hold where the issue keeps its terms."""
    free = tuple(replace(Atom(issue, Literal.UNCHANGED)) for _ in range(clause.floor))
    return Counted(clause.atoms + free, clause.floor)


def _arrays(clauses: list[tuple[Clause, int, int, Counted]]) -> dict[str, Any]:
    return {
        "clause_kind": np.array([int(c[0]) for c in clauses], dtype=np.int64),
        "clause_owner": np.array([c[1] for c in clauses], dtype=np.int64),
        "clause_party": np.array([c[2] for c in clauses], dtype=np.int64),
        "clause_floor": np.array([c[3].floor for c in clauses], dtype=np.float64),
    }


def _terms(clauses: list[tuple[Clause, int, int, Counted]], levels: list[list[float]]) -> dict[str, Any]:
    """Return, for every issue of every clause, how many of its atoms each alternative makes true."""
    issues = [list(dict.fromkeys(atom.issue for atom in clause[3].atoms)) for clause in clauses]
    width = max(map(len, levels))
    counts = np.zeros((sum(map(len, issues)), width, 3, width + 2))
    places = [(clause[3].atoms, i) for clause, named in zip(clauses, issues, strict=True) for i in named]
    for place, (atoms, i) in enumerate(places):
        mine = _counts_of_issue(tuple(atom for atom in atoms if atom.issue == i), tuple(levels[i]))
        counts[place, : mine.shape[0], :, : mine.shape[2]] = mine
    issue = np.array([i for named in issues for i in named], dtype=np.int64)
    return {
        "clause_terms": np.cumsum([0, *map(len, issues)]).astype(np.int64),
        "term_issue": issue,
        "issue_terms": np.searchsorted(np.sort(issue), np.arange(len(levels) + 1)).astype(np.int64),
        "term_of_issue": np.argsort(issue, kind="stable").astype(np.int64),
        "term_counts": counts,
    }


@lru_cache(maxsize=4096)
def _counts_of_issue(atoms: tuple[Atom, ...], levels: tuple[float, ...]) -> Any:
    """Return how many atoms of one issue each alternative makes true, by the option in force and its status."""
    options = range(len(levels))
    counts = np.zeros((len(levels), 3, len(levels) + 2))
    for option, status, alternative in product(options, (UNTOUCHED, SHELVED, SETTLED), range(len(options) + 2)):
        counts[option, status, alternative] = sum(is_true(a, levels, option, status, alternative) for a in atoms)
    return counts


def is_true(atom: Atom, levels: Sequence[float], option: int, status: int, alternative: int) -> bool:
    """Tell whether an atom holds if an alternative is taken while an option with its status is in force."""
    after = alternative - 2 if alternative >= 2 else option
    becomes = (status, SHELVED, SETTLED)[min(alternative, 2)]
    holds = {
        Literal.ABOVE: levels[after] > atom.value,
        Literal.BELOW: levels[after] < atom.value,
        Literal.AT_LEAST: levels[after] >= atom.value,
        Literal.AT_MOST: levels[after] <= atom.value,
        Literal.OPTION: after == atom.value,
        Literal.SETTLED: becomes == SETTLED,
        Literal.SHELVED: becomes == SHELVED,
        Literal.UNCHANGED: after == option,
    }[atom.kind]
    return holds != atom.negated


def _link_arrays(
    document: Document, names: Names, slots: Slots, clauses: list[tuple[Clause, int, int, Counted]]
) -> dict[str, Any]:
    issues = np.zeros((len(document.linked), len(names.issues)), dtype=np.uint8)
    for kind, owner, _, clause in clauses:
        if kind is Clause.LINK:
            issues[owner, [atom.issue for atom in clause.atoms]] = 1
    others = sum(kind is not Clause.LINK for kind, *_ in clauses)
    counts = [sum(c[0] is Clause.LINK and c[1] == k for c in clauses) for k in range(len(document.linked))]
    worth = [slots.find(f"linked.{k}.worth", f"linked.{link.id}.worth") for k, link in enumerate(document.linked)]
    return {
        "link_party": np.array([names.parties.index(link.party) for link in document.linked], dtype=np.int64),
        "link_worth": np.array(worth, dtype=np.int64),
        "link_issues": issues,
        "link_clauses": np.cumsum([others, *counts]).astype(np.int64),
    }
