"""The year after the Alaska meeting: the case's questions scored before and after each quarter's facts.

Retrospective: whoever wrote the facts knew how the year ended. Nothing here is a forecast; it shows whether taking in
what happened brings the case's probabilities nearer to what came, and how they stand beside a crowd's on the same
questions.

python benchmarks/alaska_year.py --crowd CSV [--beliefs 2000] [--runs 50]
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from pathlib import Path

import numpy as np
from recording import commit, machine, store

import detente
from detente.forecast.crowd import matches, read_crowd
from detente.forecast.questions import with_questions
from detente.forecast.resolutions import resolutions
from detente.forecast.scoring import brier

QUARTERS = tuple(
    date.fromisoformat(day) for day in ("2025-08-12", "2025-11-12", "2026-02-12", "2026-05-12", "2026-08-15")
)
NAMES = (
    "any-front-ceasefire-2025=Russia-Ukraine ceasefire agreement in 2025",
    "any-front-ceasefire-2025=ceasefire in 2025",
    "front-ceasefire-2025=!not before 2026",
    "strategic-limits=New START renewed/replaced to >= 5 Feb 2027",
)


def crowd_on(day: date, said: tuple) -> float | None:
    """Return what the crowd said last on or before a day; on the first day, what it said nearest to it."""
    before = [one for one in said if one.on <= day] or (list(said) if day == QUARTERS[0] else [])
    nearest = min(before, key=lambda one: abs((one.on - day).days), default=None)
    return nearest.probability if nearest else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crowd", type=Path)
    parser.add_argument("--beliefs", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=50)
    given = parser.parse_args()
    case = with_questions(detente.load("alaska-2025"))
    answers = next(found.questions for found in resolutions() if found.case == "alaska-2025")
    outcomes = {key: int(answer.happened) for key, answer in answers.items()}
    facts = detente.load_facts("alaska-2025", case)
    crowd = read_crowd(given.crowd, matches(NAMES)) if given.crowd else {}
    quarters = {}
    for day in QUARTERS:
        began = time.perf_counter()
        options = detente.PlayOptions(beliefs=given.beliefs, runs=given.runs)
        seen = detente.observe(case, facts, until=day, options=options)
        seconds = time.perf_counter() - began
        p = {view.id.removeprefix("question-"): view.after.value for view in seen.markers}
        scores = {key: float(brier(p[key], outcome)) for key, outcome in outcomes.items()}
        heard = {key: said for key in crowd if (said := crowd_on(day, crowd[key])) is not None}
        quarters[day.isoformat()] = {
            "probabilities": {key: round(p[key], 4) for key in outcomes},
            "mean_brier": float(np.mean(list(scores.values()))),
            "on_the_crowds_questions": {
                "ours": float(np.mean([scores[key] for key in heard])) if heard else None,
                "crowd": float(np.mean([brier(p_, outcomes[key]) for key, p_ in heard.items()])) if heard else None,
                "questions": sorted(heard),
            },
            "effective_beliefs": round(seen.effective_beliefs, 1),
            "warning": seen.warning.en,
            "seconds": round(seconds, 1),
        }
        print(day, {k: v for k, v in quarters[day.isoformat()].items() if k != "probabilities"}, flush=True)
    always_no = float(np.mean(list(outcomes.values())))
    store(
        "alaska_year",
        {
            "retrospective": True,
            "beliefs": given.beliefs,
            "runs": given.runs,
            "always_no": always_no,
            "quarters": quarters,
            "machine": machine(),
            "commit": commit(),
        },
    )


if __name__ == "__main__":
    main()
