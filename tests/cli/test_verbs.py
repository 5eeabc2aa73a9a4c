import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente.cli.frame.verbs import VERBS

HEAVY = ("numpy", "numba", "pydantic", "rich", "xarray", "ruamel", "jinja2")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_says_which_question_it_answers_and_takes_json_and_lang(call, verb):
    text = call(verb, "--help").stdout
    assert "?" in text.split("\n\n")[1]
    assert "--json" in text
    assert "--lang" in text


def test_help_lists_every_verb(call):
    text = call("--help").stdout
    for verb in VERBS:
        assert f"\n  {verb} " in text


def test_help_loads_nothing_heavy():
    code = (
        "import sys\nfrom detente.cli import detente\n"
        "try:\n    detente(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")


def test_the_program_starts_and_prints_its_version():
    done = subprocess.run([sys.executable, "-m", "detente", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Détente ")


def test_nobody_reading_is_quiet():
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "detente", "schema"], stdout=write, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(write)
    assert done.stderr == ""
    assert done.returncode == 141


def test_ctrl_c_ends_with_130():
    # A shell that runs the tests in the background makes its children deaf to Ctrl-C.
    code = "import signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "from detente.cli import main\nsys.argv = ['detente', 'check', '/dev/stdin']\nmain()"
    running = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    running.stdin.write("#" * 300_000)  # more than a pipe holds: it goes through once the case is being read
    running.stdin.flush()
    running.send_signal(2)
    _, errors = running.communicate(timeout=20)
    assert running.returncode == 130
    assert "Interrupted; nothing was written." in errors
    assert "Traceback" not in errors


def test_an_unknown_verb_is_bad_input(call):
    result = call("outlok")
    assert result.exit_code == 2
    assert "No such command" in result.stderr


@pytest.mark.parametrize("verb", ["cases", "schema"])
def test_a_language_that_does_not_exist_is_bad_input(call, verb):
    result = call(verb, "--lang", "fr")
    assert result.exit_code == 2
    assert "there is en, zh" in result.stderr


def test_the_language_can_come_from_the_environment(call, sample, monkeypatch):
    monkeypatch.setenv("DETENTE_LANG", "zh")
    assert "没有问题" in call("check", sample).stdout


def test_cases_lists_the_library(call):
    text = call("cases").stdout
    assert "alaska-2025" in text
    assert "The Alaska meeting" in text
    found = json.loads(call("cases", "--json", "--lang", "zh").stdout)
    assert {"id", "title", "as_of", "about"} == set(found["cases"][0])
    assert "阿拉斯加会晤" in [case["title"] for case in found["cases"]]


def test_schema_is_json_schema(call):
    schema = json.loads(call("schema").stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    assert "issues" in schema["properties"]
    assert schema["additionalProperties"] is False


def test_check_explains(call, sample):
    text = call("check", sample).stdout
    assert "The harbour talks (harbour-talks) is right." in text
    assert "5 parties, 8 issues with 23 options" in text
    assert "Success and Failure" in text
    data = json.loads(call("check", sample, "--json").stdout)
    assert data["valid"] is True
    assert data["packages"] == 4 * 4 * 4 * 6 * 5 * 3 * 4 * 3
    assert 0 < data["share_of_guesses"] < 1


def test_check_reports_every_problem_at_once(call, sample, tmp_path):
    text = Path(sample).read_text(encoding="utf-8")
    bad = tmp_path / "bad.yaml"
    bad.write_text(text.replace("salience: 90", "salience: 900").replace("as_of: 2025-08-12", "as_of: never"))
    result = call("check", str(bad))
    assert result.exit_code == 2
    assert "problems." in result.stderr
    assert f"{bad}:7:8: as_of" in result.stderr
    assert result.stderr.count("found:") >= 3
    assert result.stdout == ""
    data = call("check", str(bad), "--json")
    assert data.exit_code == 2
    found = json.loads(data.stdout)
    assert found["valid"] is False
    assert set(found["problems"][0]) == {
        *("kind", "severity", "where", "file", "line", "column", "end_line", "end_column"),
        *("path", "found", "allowed", "hint"),
    }
    assert "现为：" in call("check", str(bad), "--lang", "zh").stderr


def test_show_tells_a_number_from_notation_to_paragraph(call, sample):
    text = call("show", sample, "positions.north.territory.ideal").stdout
    assert "The North › Territory › ideal" in text
    assert "85 to 100" in text
    assert "median 92.5" in text
    assert "█" in text
    assert "goals-stand (judgement): The North has given up none of its goals" in text
    assert "¶ 4, 5" in text


def test_show_says_what_is_a_guess_and_what_is_shared(call, sample):
    assert "guess" in call("show", sample, "positions.south.territory.limit").stdout
    assert "shared by all cases" in call("show", sample, "general.hold-out").stdout
    assert "the default" in call("show", sample, "parties.south.patience").stdout


def test_show_as_data(call, sample):
    data = json.loads(call("show", sample, "meetings.follow-up.within", "--json").stdout)
    assert data["drawn"] == "run"
    assert data["quantiles"]["0.5"] == pytest.approx(56.0)
    assert sum(share for _, _, share in data["histogram"]) == pytest.approx(1)
    option = json.loads(call("show", sample, "positions.north.territory.limit", "--json").stdout)
    assert option["shares"] == {"line-of-contact": 1.0}
    assert option["quantiles"]["0.5"] == 40.0
    assert option["claims"][0]["paragraphs"] == [4, 5]


def test_show_lists_what_stands_beneath_a_path(call, sample):
    text = call("show", sample, "positions.north").stdout
    assert "positions.north.territory.limit" in text
    assert "positions.south" not in text
    assert len(json.loads(call("show", sample, "positions.north", "--json").stdout)["numbers"]) == len(
        text.splitlines()
    )


def test_show_offers_the_nearest_paths(call, sample):
    result = call("show", sample, "positions.suoth.territory.limit")
    assert result.exit_code == 2
    assert "near it: positions.south.territory.limit" in result.stderr
    assert "numbers stand in: history" in call("show", sample, "zzz").stderr


def test_coverage_needs_the_very_file(call, sample, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("something else")
    result = call("coverage", sample, "--source", str(other))
    assert result.exit_code == 2
    assert "hash" in result.stderr
    missing = call("coverage", sample, "--source", str(tmp_path / "none.txt"))
    assert missing.exit_code == 2
    assert "cannot read" in missing.stderr


def test_coverage_goes_paragraph_by_paragraph(call, sample, tmp_path):
    source = tmp_path / "essay.txt"
    source.write_text("".join(f"Paragraph {n}.\n" for n in range(12)))
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    case = tmp_path / "case.yaml"
    case.write_text(
        Path(sample)
        .read_text(encoding="utf-8")
        .replace("language: zh, paragraphs: 12", f"sha256: {digest}, paragraphs: 12")
    )
    text = call("coverage", str(case), "--source", str(source)).stdout
    assert "¶ 3  Paragraph 3.\n    truce-helps-south\n    ← " in text
    assert "4 of 12 paragraphs are used, 0 are left out on purpose, 8 are unexplained." in text
    data = json.loads(call("coverage", str(case), "--source", str(source), "--json").stdout)
    assert data["counts"] == {"all": 12, "covered": 4, "not_used": 0, "open": 8}
    assert data["paragraphs"][3]["claims"] == ["truce-helps-south"]
