"""How meetings decide, and which issues go together, as arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.case.schema.case import Document
from detente.case.schema.procedure import Procedure
from detente.engine.layout.changes import procedures_of
from detente.engine.layout.names import Names
from detente.engine.layout.plan import By
from detente.engine.layout.slots import Slots
from detente.engine.layout.votes import quorum_arrays

__all__ = ["issues_named", "procedure_arrays", "sets_of"]

_BY = {"unanimity": By.UNANIMITY, "consensus": By.CONSENSUS, "vote": By.VOTE}


def procedure_arrays(document: Document, names: Names, slots: Slots) -> dict[str, Any]:
    """Return the arrays about procedures, stage by stage, and all quotas: those of consents, then those of stages."""
    procedures = procedures_of(document)
    stages = [stage for procedure in procedures for stage in procedure.stages]
    counts = [len(procedure.stages) for procedure in procedures]
    consents = [(k, rule) for k, key in enumerate(names.issues) if (rule := document.issues[key].counted) is not None]
    own = [quorum_arrays([(-1, stage.vote)] if stage.by == "vote" else [], names) for stage in stages]
    first = len(quorum_arrays(consents, names)["quorum_issue"])
    votes = [(-1, stage.vote) for stage in stages if stage.by == "vote"]
    ends = np.cumsum([first, *(len(each["quorum_issue"]) for each in own)])
    text = np.full((len(stages), len(names.issues)), -1, dtype=np.int64)
    for s, stage in enumerate(stages):
        for issue, option in (stage.text or {}).items():
            text[s, names.issues.index(issue)] = names.option(issue, option)
    return {
        **quorum_arrays([*consents, *votes], names),
        "stage_first": np.cumsum([0, *counts]).astype(np.int64),
        "stage_by": np.array([int(_BY[stage.by]) for stage in stages], dtype=np.int64),
        "stage_chair": np.array([names.parties.index(s.chair) if s.chair else -1 for s in stages], dtype=np.int64),
        "stage_welfare": np.array([stage.picks == "welfare" for stage in stages], dtype=np.uint8),
        "stage_has_text": np.array([stage.text is not None for stage in stages], dtype=np.uint8),
        "stage_text": text,
        "stage_after": np.array([stage.after for stage in stages], dtype=np.float64),
        "stage_quorums": ends.astype(np.int64),
        "stage_weight": np.array([_weights(stage, names) for stage in stages]).reshape(len(stages), len(names.parties)),
        **_blocs(document, names, slots),
        "set_of": sets_of(document, names),
    }


def _blocs(document: Document, names: Names, slots: Slots) -> dict[str, Any]:
    """Return the arrays about blocs that vote as one."""
    voting = {key: bloc for key, bloc in document.blocs.items() if bloc.votes is not None}
    of, breaks = np.full(len(names.parties), -1, dtype=np.int64), np.full(len(names.parties), -1, dtype=np.int64)
    chosen = [bloc.votes.as_ for bloc in voting.values() if bloc.votes]
    for g, (key, bloc) in enumerate(voting.items()):
        for member in bloc.members:
            p, path = names.parties.index(member), f"blocs.{key}.votes"
            of[p], breaks[p] = g, slots.find(f"{path}.breaks_of.{member}", f"{path}.breaks")
    return {
        "bloc_of": of,
        "bloc_as": np.array([names.parties.index(party) if party else -1 for party in chosen], dtype=np.int64),
        "bloc_breaks": breaks,
    }


def _weights(stage: Procedure, names: Names) -> list[float]:
    if stage.weights is None:
        return [1.0] * len(names.parties)
    return [stage.weights.get(party, 0.0) for party in names.parties]


def sets_of(document: Document, names: Names) -> Any:
    """Return the set of issues that each is settled with or not at all, −1 for none, i8[I]."""
    found = np.full(len(names.issues), -1, dtype=np.int64)
    number = 0
    for package in document.packages.values():
        for together in package.sets:
            found[[names.issues.index(issue) for issue in together]] = number
            number += 1
    return found


def issues_named(document: Document, of: tuple[str, ...] | str | None) -> tuple[str, ...]:
    """Return the issues that a list of issues, or the name of a package or of one issue, stands for."""
    if of is None:
        return ()
    listed = (of,) if isinstance(of, str) else of
    return tuple(
        issue for name in listed for issue in (document.packages[name].every if name in document.packages else (name,))
    )
