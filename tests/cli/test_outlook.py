import json
import os

import pytest


def test_it_prints_each_scenario_with_both_uncertainties(call, sample, at_once):
    result = call("outlook", sample)
    assert result.exit_code == 0
    assert "12% (4–27% over beliefs) ± 0.2" in result.stdout
    assert "Success" in result.stdout
    assert "Still open at the end" in result.stdout
    assert "0 of 16" in result.stdout
    assert "rejected afterwards by The South 19% and The allies 6%" in result.stdout
    assert "Line of contact" in result.stdout
    assert "1,000 beliefs × 100 runs = 100,000 worlds" in result.stdout
    assert "\x1b" not in result.stdout


def test_words_stand_beside_their_range(call, sample, at_once):
    out = call("outlook", sample).stdout
    assert "very unlikely (5–20%)" in out
    assert out.count("likely (") == 3


def test_it_speaks_chinese(call, sample, at_once):
    result = call("outlook", sample, "--lang", "zh")
    assert "12%（90%区间4%–27%）" in result.stdout
    assert "可能性很小（5–20%）" in result.stdout
    assert "over beliefs" not in result.stdout


def test_json_has_the_promised_keys(call, sample, at_once):
    result = call("outlook", sample, "--json")
    data = json.loads(result.stdout)
    promised = ["case", "as_of", "until", "version", "case_sha256", "seed", "beliefs", "runs"]
    assert set(promised) < set(data)
    assert set(data["scenarios"][0]) >= {"id", "title", "chance"}
    assert set(data["scenarios"][0]["chance"]) >= {"value", "standard_error", "low", "high", "open"}
    assert set(data["markers"][0]) >= {"id", "chance", "median"}
    assert set(data["meetings"][0]) >= {"id", "held", "deal", "refused", "refusers", "issues"}
    assert result.stdout.startswith('{\n  "case"')


def test_options_reach_the_play(call, sample, at_once):
    call("outlook", sample, "--beliefs", "50", "--runs", "7", "--seed", "3", "--threads", "1")
    played = at_once[0]["options"]
    assert (played.beliefs, played.runs, played.seed, played.threads) == (50, 7, 3, 1)
    assert callable(played.progress), "a play that takes long is told of"
    assert played.stop is not None


def test_the_report_is_written_whole(call, sample, at_once, tmp_path):
    place = tmp_path / "report.html"
    result = call("outlook", sample, "--report", str(place))
    assert result.exit_code == 0
    assert str(place) in result.stdout
    assert place.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert os.listdir(tmp_path) == ["report.html"]


def test_json_and_report_go_together(call, sample, at_once, tmp_path):
    result = call("outlook", sample, "--json", "--report", str(tmp_path / "r.html"))
    assert json.loads(result.stdout)["case"] == "harbour-talks"
    assert (tmp_path / "r.html").exists()


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("--beliefs", "1", "2 to 1,000,000"),
        ("--beliefs", "1000001", "2 to 1,000,000"),
        ("--beliefs", "many", "2 to 1,000,000"),
        ("--runs", "1", "2 to 1,000,000"),
        ("--runs", "2.5", "2 to 1,000,000"),
        ("--seed", "-1", "0 to 4,294,967,295"),
        ("--seed", "4294967296", "0 to 4,294,967,295"),
        ("--threads", "0", "1 to 4,096"),
    ],
)
def test_numbers_out_of_bounds_are_refused(call, sample, at_once, option, value, allowed):
    result = call("outlook", sample, f"{option}={value}")
    assert result.exit_code == 2
    assert f"{option}: found '{value}'; allowed is a whole number from {allowed}" in result.stderr
    assert result.stdout == ""
    assert at_once == []


def test_numbers_are_refused_in_the_language_asked_for(call, sample, at_once):
    assert "应为2至1,000,000之间的整数" in call("outlook", sample, "--beliefs", "1", "--lang", "zh").stderr


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (".", "is a folder"),
        ("nowhere/report.html", "there is no folder"),
        ("file/report.html", "is a file and no folder"),
    ],
)
def test_a_report_that_cannot_be_written_is_refused_before_playing(call, sample, at_once, tmp_path, place, words):
    (tmp_path / "file").write_text("")
    result = call("outlook", sample, "--report", str(tmp_path / place))
    assert result.exit_code == 2
    assert words in result.stderr
    assert at_once == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_report_without_permission_is_refused(call, sample, at_once, tmp_path):
    tmp_path.chmod(0o500)
    result = call("outlook", sample, "--report", str(tmp_path / "report.html"))
    assert result.exit_code == 2
    assert at_once == []


def test_a_failed_write_leaves_what_was_there(call, sample, at_once, tmp_path, monkeypatch):
    place = tmp_path / "report.html"
    place.write_text("before")

    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    result = call("outlook", sample, "--report", str(place), "--force")
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr
    assert place.read_text() == "before"
    assert os.listdir(tmp_path) == ["report.html"]


def test_interruption_says_so_and_writes_nothing(call, sample, tmp_path, monkeypatch):
    def interrupted(case, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("detente.engine.run.played.simulate", interrupted)
    result = call("outlook", sample, "--report", str(tmp_path / "report.html"))
    assert result.exit_code == 130
    assert result.stderr == "Interrupted; nothing was written.\n"
    assert os.listdir(tmp_path) == []


def test_a_fault_of_the_program_is_short(call, sample, monkeypatch):
    def broken(case, **options):
        raise RuntimeError("the sky fell")

    monkeypatch.setattr("detente.engine.run.played.simulate", broken)
    result = call("outlook", sample)
    assert result.exit_code == 1
    assert "RuntimeError: the sky fell" in result.stderr
    assert "--debug" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in call("--debug", "outlook", sample).stderr


def test_a_case_that_does_not_exist_names_the_nearest(call):
    result = call("outlook", "alaska-2024")
    assert result.exit_code == 2
    assert "alaska-2025" in result.stderr
    assert "Traceback" not in result.stderr
