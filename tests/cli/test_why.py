"""The commands that say what would change an outlook, in both languages, as JSON, as pages, and on bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FEW = ("--beliefs", "120", "--runs", "10")
VERBS = {
    "levers": ("levers", "{case}"),
    "whatif": ("whatif", "{case}", "events.rain.chance=0.5"),
    "diff": ("diff", "{case}", "{other}"),
    "ask": ("ask", "{case}"),
    "markers": ("markers", "{case}"),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Write the case of two ends, and a version of it."""
    text = Path(__file__).parents[1].joinpath("analysis", "two-ends.yaml").read_text(encoding="utf-8")
    folder = tmp_path_factory.mktemp("two-ends")
    case, other = folder / "two-ends.yaml", folder / "other.yaml"
    case.write_text(text, encoding="utf-8")
    other.write_text(text.replace("ideal: 25", "ideal: 40"), encoding="utf-8")
    return {"case": str(case), "other": str(other)}


def arguments(verb: str, files) -> list[str]:
    return [part.format(**files) for part in VERBS[verb]]


@pytest.mark.parametrize("verb", VERBS)
def test_each_prints_and_writes_its_page_in_both_languages(call, files, verb, tmp_path):
    for language, word in (("en", "Two ends"), ("zh", "两种结局")):
        page = tmp_path / f"{language}.html"
        done = call(*arguments(verb, files), *FEW, "--lang", language, "--report", str(page))
        assert done.exit_code == 0, done.stderr
        assert word in done.stdout
        html = page.read_text(encoding="utf-8")
        assert html.startswith("<!DOCTYPE html>")
        assert word in html
        assert f"detente {verb}" in html
        if verb != "ask":
            assert "<svg" in html


@pytest.mark.parametrize("verb", VERBS)
def test_equal_plays_give_equal_json(call, files, verb):
    first, second = (call(*arguments(verb, files), *FEW, "--json").stdout for _ in range(2))
    assert first == second
    data = json.loads(first)
    assert data["status"]
    assert data["method"]


@pytest.mark.parametrize("verb", VERBS)
def test_too_few_worlds_are_told_before_anything_else(call, files, verb):
    done = call(*arguments(verb, files), "--beliefs", "4", "--runs", "4")
    assert "Too few worlds" in "\n".join(done.stdout.splitlines()[:3])


BAD = {
    "an unknown lever": (["levers", "{case}", "--lever", "irigate"], "did you mean 'irrigate'?"),
    "an unknown aim": (["levers", "{case}", "--aim", "harvst"], "did you mean 'harvest'?"),
    "two aims": (["levers", "{case}", "--aim", "harvest", "--avoid", "drought"], "one of the two"),
    "no change": (["whatif", "{case}"], "nothing to change"),
    "no value": (["whatif", "{case}", "events.rain.chance"], "write path=value"),
    "an unknown path": (["whatif", "{case}", "events.rian.chance=0.4"], "did you mean rain?"),
    "a value that is none": (["whatif", "{case}", "events.rain.chance=1.4"], "events.rain.chance"),
    "no YAML": (["whatif", "{case}", "events.rain.chance=[0.4"], "cannot be read"),
    "a path twice": (["whatif", "{case}", "parties.farmer.power=1", "parties.farmer.power=2"], "given twice"),
    "no change at all": (["whatif", "{case}", "--change", "rain"], "allowed is a change"),
    "an unknown change": (["whatif", "{case}", "--change", "{{shiftt: {{x: 1}}}}"], "one of shift, set"),
    "a file of changes that is none": (["whatif", "{case}", "--change", "none.yaml"], "cannot read none.yaml"),
    "an unknown lever to pull": (["whatif", "{case}", "--lever", "x"], "there is no 'x'"),
    "an unknown case": (["diff", "{case}", "{case}x"], "no file"),
    "an unknown scenario": (["markers", "{case}", "--scenario", "x"], "there is harvest, drought"),
    "no date": (["markers", "{case}", "--by", "soon"], "a date such as"),
    "a date beyond the course": (["markers", "{case}", "--by", "2030-01-01"], "a date after 2026-01-01"),
    "answers without a place": (["ask", "{case}", "--apply", "a.yaml"], "--apply needs --to"),
    "answers over the case": (
        ["ask", "{case}", "--apply", "a.yaml", "--to", "{case}"],
        "is a file that the command reads",
    ),
    "answers that are nowhere": (
        ["ask", "{case}", "--apply", "none.yaml", "--to", "out.yaml"],
        "cannot read none.yaml",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_told_clearly_and_ends_with_2(call, files, kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    command, told = BAD[kind]
    done = call(*(part.format(**files) for part in command))
    assert done.exit_code == 2
    assert told in done.stderr
    assert not list(tmp_path.iterdir())


def test_levers_that_are_done_are_shown_when_somebody_interrupts(call, files, monkeypatch):
    from detente.analysis.compare import levers as module

    plays = []

    def stopping(*arguments, play=module.play_ends):
        plays.append(1)
        if len(plays) == 3:
            raise KeyboardInterrupt
        return play(*arguments)

    monkeypatch.setattr(module, "play_ends", stopping)
    done = call("levers", files["case"], *FEW)
    assert done.exit_code == 130
    assert "Irrigate" in done.stdout
    assert "Interrupted after 1 of 3 levers; not played: pray, flood." in done.stdout


def test_questions_are_written_answered_and_put_into_the_case(call, files, tmp_path):
    questions, target = tmp_path / "questions.yaml", tmp_path / "answered.yaml"
    done = call("ask", files["case"], *FEW, "--template", str(questions))
    assert done.exit_code == 0
    written = questions.read_text(encoding="utf-8")
    assert "# How likely is “rain” on its date?" in written
    assert call("ask", files["case"], "--apply", str(questions), "--to", str(target)).exit_code == 2
    answers = written.replace("# events.rain.chance:", "events.rain.chance:")
    questions.write_text(answers, encoding="utf-8")
    assert call("ask", files["case"], "--apply", str(questions), "--to", str(target)).exit_code == 0
    assert "# Rain comes with a probability" in target.read_text(encoding="utf-8")
    assert call("check", str(target)).exit_code == 0


@pytest.mark.parametrize("text", ["- a list\n", "events.rain.chance: [\n", "events.rian.chance: 0.4\n", ""])
def test_answers_that_cannot_be_taken_write_nothing(call, files, text, tmp_path):
    answers, target = tmp_path / "answers.yaml", tmp_path / "answered.yaml"
    answers.write_text(text, encoding="utf-8")
    done = call("ask", files["case"], "--apply", str(answers), "--to", str(target))
    assert done.exit_code == 2
    assert not target.exists()


def test_the_report_of_an_outlook_can_hold_their_sections(call, files, tmp_path):
    page = tmp_path / "report.html"
    done = call("outlook", files["case"], *FEW, "--report", str(page), "--with", "levers,ask,markers", "--lang", "zh")
    assert done.exit_code == 0, done.stderr
    html = page.read_text(encoding="utf-8")
    for title in ("什么能改变结局", "关注什么，查明什么", "可能如何收场"):
        assert f"<h2>{title}</h2>" in html
    assert "目前" in html.partition('id="chapter-change"')[2]
    assert "events.rain.chance" in html.partition('id="chapter-watch"')[2]
