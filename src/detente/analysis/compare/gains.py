"""What the terms in force at the end of the course give each party against those at `as_of`.

The gain is that of the condition `{party: …, gain_above: …}`: Σ_i w_i (v_i(x_i) − v_i(now_i)), audiences mixed in,
price of moving, links and foresight left out. It is a sum over issues, and so is its mean over the runs of a belief:
all it needs is how often each issue ends at each option. A play counts that where the case asks for it, so
`watching_ends` adds a condition for every option; no draw depends on it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import floor

import numpy as np
from numpy.typing import NDArray

from detente.case.case import Case
from detente.case.schema.case import Document
from detente.case.schema.conditions import IssueIs
from detente.engine.layout.names import names_of
from detente.engine.layout.plan import TRUE, Plan, Size, Source
from detente.engine.run.worlds import Worlds
from detente.engine.world.world import FINENESS

__all__ = ["gains", "watching_ends"]

Floats = NDArray[np.float64]

_BELIEFS_AT_A_TIME = 2000


def watching_ends(case: Case) -> Case:
    """Return a case of which a play counts, for every issue, how often it ends at each option but its present one.

    Args:
        case: The case; text, hash and draws stay those of the case.

    Returns:
        The case with conditions that no file can name: `ends/<issue>/<option>`.
    """
    document = case.document
    last = _last_step(document)
    watched = {
        _name(key, option): IssueIs.model_validate({"issue": key, "option": option, "after": last})
        for key, issue in document.issues.items()
        for option in issue.options
        if option != issue.now
    }
    return replace(case, document=document.model_copy(update={"conditions": {**document.conditions, **watched}}))


def gains(worlds: Worlds, origin: Document | None = None) -> Floats:
    """Return what each party gains by the end of the course, by belief, in either half of the runs.

    Exact up to two things that happen only in some cases: audiences weigh as they do, on average over all worlds, at
    the end of the course; and numbers of wants that events set, or that every run draws anew, are those of the belief.

    Args:
        worlds: A play of `watching_ends(case)` with single worlds kept.
        origin: The case whose terms at `as_of` are what gains count from, if it is not the one that was played: a lever
            may have put other terms in force.

    Returns:
        Shape (2, B, P): over the first ⌊R/2⌋ runs, and over the others.
    """
    assert worlds.tracks is not None
    half = worlds.runs // 2
    verdict, found = worlds.tracks.verdict, np.zeros((2, worlds.beliefs, len(worlds.layout.names.parties)))
    nodes, issues, options = _watched(worlds)
    for first in range(0, worlds.beliefs, _BELIEFS_AT_A_TIME):
        part = slice(first, min(first + _BELIEFS_AT_A_TIME, worlds.beliefs))
        rise = _values(worlds, worlds.numbers(part.start, part.stop - part.start))
        given = _given(worlds, origin, rise)
        mine = verdict[part][:, :, nodes] == TRUE
        for h, runs in enumerate((slice(0, half), slice(half, None))):
            ends = mine[:, runs].mean(axis=1)
            found[h, part] = given + np.einsum("bk,bpk->bp", ends, rise[:, :, issues, options])
    return found


def _given(worlds: Worlds, origin: Document | None, rise: Floats) -> Floats:
    """Return what the terms that were played from `as_of` on give every party against those of another case."""
    total = np.zeros(rise.shape[:2])
    if origin is None:
        return total
    names, played = worlds.layout.names, worlds.case.document.issues
    for i, key in enumerate(names.issues):
        before = origin.issues[key].now if key in origin.issues else played[key].now
        if before != played[key].now and before in names.options[key]:
            total -= rise[:, :, i, names.option(key, before)]
    return total


def _last_step(document: Document) -> date:
    """Return a date at which a statement can begin in the last step of the course and in no earlier one."""
    names = names_of(document)
    return document.as_of + timedelta(days=floor((names.steps - 1) * names.step_days))


def _name(issue: str, option: str) -> str:
    return f"ends/{issue}/{option}"


def _watched(worlds: Worlds) -> tuple[list[int], list[int], list[int]]:
    """Return the nodes of the added conditions, with the issue and the option of each."""
    names, now = worlds.layout.names, {key: issue.now for key, issue in worlds.case.document.issues.items()}
    every = [(key, option) for key in names.issues for option in names.options[key] if option != now[key]]
    nodes = [worlds.layout.conditions[_name(key, option)] for key, option in every]
    return nodes, [names.issues.index(key) for key, _ in every], [names.option(key, option) for key, option in every]


def _values(worlds: Worlds, numbers: Floats) -> Floats:
    """Return what every option gives every party against the present one, audiences mixed in, shape (B, P, I, O)."""
    plan = worlds.layout.plan
    parties, persons = int(plan.sizes[Size.PARTIES]), int(plan.sizes[Size.PERSONS])
    salience = np.where(plan.salience >= 0, numbers[:, plan.salience], 0.0)
    total = salience.sum(axis=2, keepdims=True)
    weight = np.divide(salience, total, out=np.zeros_like(salience), where=total > 0.0)
    ideal = np.where(plan.ideal >= 0, numbers[:, plan.ideal], 0.0)
    loss = np.abs(plan.option_level - ideal[..., None]) / 100.0
    value = -weight[..., None] * loss ** numbers[:, plan.risk][:, :, None, None]
    rise = value - np.take_along_axis(value, plan.option_now[None, None, :, None], axis=3)
    share = _audiences(worlds, numbers)
    mixed = (1.0 - share.sum(axis=2))[:, :, None, None] * rise[:, :parties]
    mixed += np.einsum("bpn,bnio->bpio", share, rise[:, parties:persons])
    return np.asarray(mixed)


def _audiences(worlds: Worlds, numbers: Floats) -> Floats:
    """Return the share ω of every audience in every party's wants at the end of the course, shape (B, P, N − P)."""
    plan = worlds.layout.plan
    parties, persons = int(plan.sizes[Size.PARTIES]), int(plan.sizes[Size.PERSONS])
    share = np.zeros((len(numbers), parties, persons - parties))
    for n in range(parties, persons):
        omega = numbers[:, plan.audience_weight[n]] + _moved(plan, worlds, numbers, n)
        share[:, plan.audience_of[n], n - parties] = np.clip(omega, 0.0, 1.0)
    return np.asarray(share / np.maximum(share.sum(axis=2, keepdims=True), 1.0))


def _moved(plan: Plan, worlds: Worlds, numbers: Floats, person: int) -> Floats:
    """Return by how much factors have moved an audience's weight, at their mean levels over all worlds."""
    total = np.zeros(len(numbers))
    worlds_in_all = worlds.beliefs * worlds.runs
    for k in np.flatnonzero((plan.mover[:, 0] == 1) & (plan.mover[:, 1] == person)):
        source, subject = plan.mover[k, 2], plan.mover[k, 3]
        if source != Source.FACTOR:
            continue
        unit = plan.factor_unit[subject] / FINENESS / worlds_in_all
        opening, end = (worlds.tally.level[step, subject] * unit for step in (0, -1))
        origin = numbers[:, plan.mover_from[k]] if plan.mover_from[k] >= 0 else opening
        total += numbers[:, plan.mover[k, 4]] * (end - origin)
    return total
