"""Every question that plays hands its plays to the executor that it is given, and answers the same."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.report.data import plain

FILES = Path(__file__).parents[2] / "docs" / "files"


class Counting(ThreadPoolExecutor):
    """Count what is handed in."""

    count = 0

    def submit(self, *what: Any, **how: Any) -> Future[Any]:
        self.count += 1
        return super().submit(*what, **how)


def ask(id: str, **how: Any) -> Any:
    case = detente.load(FILES / ("06-what-may-happen.yaml" if id == "observe" else "07-what-it-rests-on.yaml"))
    sizes = {"drivers": (300, 20), "discover": (1500, 2)}
    beliefs, runs = sizes.get(id, (20, 10))
    options = detente.PlayOptions(beliefs=beliefs, runs=runs, **how)
    if id == "observe":
        return detente.observe(case, detente.load_facts(FILES / "river-facts.yaml", case), options=options)
    if id == "discover":
        return detente.discover(case, "treaty", options=options)
    return getattr(detente, id)(case, options=options)


@pytest.mark.parametrize("id", ["observe", "drivers", "discover", "theories", "brief", "outlook", "simulate"])
def test_the_executor_plays(id):
    with Counting(2) as executor:
        found = ask(id, executor=executor)
    assert executor.count > 0
    here = ask(id)
    if id == "simulate":
        found, here = found.outlook(), here.outlook()
    assert plain(found) == plain(here)
