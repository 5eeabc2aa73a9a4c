"""The conflict graph as JSON."""

from __future__ import annotations

from typing import Any

from detente.analysis.conflict.views import ConflictView, StateView, StepView

__all__ = ["conflict_to_json"]

Data = dict[str, Any]


def conflict_to_json(view: ConflictView, language: str) -> Data:
    """Return what a conflict graph says as plain data; numbers of states from 1."""
    wanted = view.wanted
    return {
        "case": view.case,
        "case_sha256": view.case_sha256,
        "version": view.version,
        "seed": view.seed,
        "beliefs": view.beliefs,
        "concept": view.concept,
        "makers": [{"id": maker.id, "title": maker.title.in_language(language)} for maker in view.makers],
        "options": [
            {"id": own.id, "title": own.title.in_language(language), "by": own.by, "one_way": own.one_way}
            for own in view.options
        ],
        "size": view.size,
        "status_quo": view.status_quo,
        "equilibria": {concept: list(states) for concept, states in view.equilibria.items()},
        "universal": None
        if view.universal is None
        else {concept: list(states) for concept, states in view.universal.items()},
        "unknown": {
            variant: {concept: list(states) for concept, states in concepts.items()}
            for variant, concepts in view.unknown.items()
        },
        "states": [_state(state, language) for state in view.states],
        "ways": [
            {"to": way.to, "improving": way.improving, "steps": [_step(step) for step in way.steps]}
            for way in view.ways
        ],
        "about_state": view.about_state,
        "reasons": [
            {
                "maker": reason.maker,
                "stays": reason.stays,
                "improvements": [
                    {"move": _step(move), "sanction": None if sanction is None else [_step(step) for step in sanction]}
                    for move, sanction in reason.improvements
                ],
            }
            for reason in view.reasons
        ],
        "coalitions": [
            {"members": list(group.members), "from": group.source, "to": list(group.targets)}
            for group in view.coalitions
        ],
        "wanted": None
        if wanted is None
        else {
            "state": wanted.state,
            "is_equilibrium": wanted.is_equilibrium,
            "enough": wanted.enough,
            "needs": [
                {
                    "maker": need.maker,
                    "level_with": need.level_with,
                    "overtaken": list(need.overtaken),
                    "clauses": [
                        {
                            "target": each.target,
                            "holds": each.holds,
                            "at_least_one_of": [list(way) for way in each.ways],
                        }
                        for each in need.clauses
                    ],
                }
                for need in wanted.needs
            ],
        },
        "status": view.status.in_language(language),
        "references": list(view.references),
    }


def _state(state: StateView, language: str) -> Data:
    return {
        "number": state.number,
        "name": state.name,
        "title": state.title.in_language(language),
        "taken": list(state.taken),
        "ranks": list(state.ranks),
        "stable": {concept: list(flags) for concept, flags in state.stable.items()},
        "equilibrium": list(state.equilibrium),
        "shares": {concept: round(share, 6) for concept, share in state.shares.items()},
    }


def _step(step: StepView) -> Data:
    return {
        "maker": step.maker,
        "from": step.source,
        "to": step.target,
        "takes": list(step.taken),
        "leaves": list(step.left),
    }
