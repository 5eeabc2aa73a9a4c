"""The engine against its slow twin, world by world, on everything that either tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import world
from stepping import Stepping

import detente
from detente.case.case import Case
from detente.engine.layout.plan import NEVER, Outcome
from detente.engine.run.worlds import Worlds

VERDICTS = ("open", "true", "false")
Player = Callable[..., world.History]


def assert_same_worlds(
    case: Case, beliefs: int = 2, runs: int = 2, seed: int = 3, play: Player = world.play, stepped: bool = True
) -> None:
    """Play a case both ways and compare every world; step by step too, if asked for."""
    worlds = detente.simulate(case, beliefs=beliefs, runs=runs, seed=seed, threads=1, keep_worlds=True)
    for belief in range(beliefs):
        for run in range(runs):
            stepping = Stepping(case, seed, belief, run, runs)
            history = play(case.document, stepping.numbers, seed, belief, run)
            assert told(worlds, belief, run) == remembered(case, history), (case.text, belief, run)
            if stepped:
                assert_same_steps(stepping, history)


def assert_same_steps(stepping: Stepping, history: world.History) -> None:
    for t in stepping.steps():
        assert stepping.terms == history.terms[t + 1], (stepping.case.text, stepping.key, t)
        assert stepping.levels == pytest.approx(history.levels[t + 1], rel=1e-9, abs=1e-9), stepping.key


def told(worlds: Worlds, belief: int, run: int) -> dict[str, Any]:
    """What the engine kept of a world, by names."""
    names, tracks = worlds.layout.names, worlds.tracks
    assert tracks is not None
    found: dict[str, Any] = {"scenario": worlds.scenario_ids[tracks.scenario[belief, run]]}
    for e, key in enumerate(names.events):
        found[f"event {key}"] = step(tracks.event_first[belief, run, e])
    for m, key in enumerate(names.meetings):
        found[f"outcome {key}"] = Outcome(int(tracks.outcome[belief, run, m])).name.lower()
        for i, issue in enumerate(names.issues):
            alternative = int(tracks.fate[belief, run, m, i])
            options = (None, "shelved", *names.options[issue])
            found[f"fate {key} {issue}"] = options[alternative]
    for section in ("scenarios", "markers", "conditions"):
        for key, node in getattr(worlds.layout, section).items():
            verdict = VERDICTS[tracks.verdict[belief, run, node]]
            found[f"{section}.{key}"] = (verdict, step(tracks.true_step[belief, run, node]))
    return found


def remembered(case: Case, history: world.History) -> dict[str, Any]:
    """The same of the twin."""
    document = case.document
    found: dict[str, Any] = {"scenario": history.scenario}
    for key in document.events:
        found[f"event {key}"] = history.events[key]
    for key in document.meetings:
        found[f"outcome {key}"] = history.outcomes.get(key, "undecided")
        for issue in document.issues:
            found[f"fate {key} {issue}"] = history.fates.get(key, {}).get(issue)
    for key, verdict in history.verdicts.items():
        found[key] = (verdict, history.true_steps[key])
    return found


def step(number: np.integer[Any]) -> int | None:
    return None if number == NEVER else int(number)
