"""What is certain, impossible, empty, tiny or endless works in every verb and every section."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from detente.cli.frame.verbs import VERBS, detente

FOLDER = Path(__file__).parents[1] / "degenerate_cases"
CASES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
FACTS = "observed:\n  - {on: 2026-02-01, event: quarrel, happened: false}\n"

FURTHER = {
    "whatif": ("--change", "set: {parties.a.price.value: 0.02}"),
    "observe": ("--events", "{facts}"),
    "diff": ("{case}",),
    "show": ("parties.a.price.value",),
    "ask": ("--questions", "3"),
    "seal": ("--ledger", "{ledger}"),
    "outlook": ("--with", "all"),
}
"""What a verb is given beside a case."""

OF_NO_CASE = frozenset(
    {"verify", "witness", "resolve", "score", "cases", "schema", "import", "cite", "backtest", "replay", "fit", "runs"}
    | {"new", "open", "cache", "draft", "facts", "elicit"}
)
"""Verbs that are not asked about a case file."""


def verbs_of_a_case() -> list[str]:
    return [verb for verb in VERBS if verb not in OF_NO_CASE]


def call_of(verb: str, case: Path, folder: Path) -> list[str]:
    """Return the call of a verb on a case, as few worlds as it takes."""
    command = detente.get_command(click.Context(detente), verb)
    options = {name for option in command.params for name in option.opts}
    places = {"case": str(case), "ledger": str(folder / "ledger"), "facts": str(folder / "facts.yaml")}
    given = [verb, str(case), *(places.get(part.strip("{}"), part) for part in FURTHER.get(verb, ()))]
    for option, value in (("--beliefs", "8"), ("--runs", "3"), ("--threads", "1")):
        given += [option, value] if option in options else []
    return given


SLOW = frozenset({"drivers", "theories", "deals"})
"""Verbs that solve or play so much that they take seconds on any case."""


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("verb", [verb for verb in verbs_of_a_case() if verb not in SLOW])
def test_every_verb_answers_or_says_why_not(call, tmp_path, verb, name):
    check(call, tmp_path, verb, name)


@pytest.mark.parametrize("verb", sorted(SLOW))
def test_slow_verbs_answer_where_one_end_is_certain(call, tmp_path, verb):
    check(call, tmp_path, verb, "certain-scenario")


@pytest.mark.long
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("verb", sorted(SLOW))
def test_slow_verbs_answer_or_say_why_not(call, tmp_path, verb, name):
    check(call, tmp_path, verb, name)


def check(call, tmp_path, verb, name):
    (tmp_path / "facts.yaml").write_text(FACTS)
    given = call_of(verb, FOLDER / f"{name}.yaml", tmp_path)
    options = {part for option in detente.get_command(click.Context(detente), verb).params for part in option.opts}
    report = ["--report", str(tmp_path / "report.html")] if "--report" in options else []
    for language, more in (("en", [*report, "--json"]), ("zh", [])):
        done = call(*given, *more, "--lang", language)
        assert done.exit_code in (0, 2), done.output
        assert "nan" not in done.stdout.casefold().split()
        if done.exit_code == 2:
            assert done.stderr.strip()
        elif "--json" in more:
            json.loads(done.stdout, parse_constant=lambda text: pytest.fail(f"{text} in JSON"))
