"""`detente runs`, `--keep`, `--continue`, and Ctrl-C in the middle of a play."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

SMALL = ("outlook", "divided-pie", "--beliefs", "40", "--runs", "10")


@pytest.fixture
def store(tmp_path):
    return ("--store", str(tmp_path / "kept"))


def test_a_run_from_its_beginning_to_its_end(call, store):
    assert "No runs are kept" in call("runs", *store).stdout
    first = call(*SMALL, "--keep", "--json", *store)
    assert "Kept run: divided-pie-" in first.stderr
    again = call(*SMALL, "--json", *store)
    assert again.stdout == first.stdout
    assert "Kept run: divided-pie-" in again.stderr
    [run] = json.loads(call("runs", "--json", *store).stdout)["runs"]
    assert (run["case"], run["beliefs"], run["done"], run["runs"], run["usable"]) == ("divided-pie", 40, 40, 10, True)
    longer = call("runs", "continue", run["id"], "--beliefs", "60", "--json", *store)
    assert json.loads(longer.stdout) == json.loads(
        call("outlook", "divided-pie", "--beliefs", "60", "--runs", "10", "--json").stdout
    )
    shown = call("runs", "show", "divided", *store).stdout
    assert "60 of 60 × 10" in shown
    assert "most-to-a" in shown
    assert f"Removed: {run['id']}" in call("runs", "remove", "divided", *store).stdout
    assert "No runs are kept" in call("runs", *store).stdout


def test_in_chinese(call, store):
    call(*SMALL, "--keep", *store)
    call(*SMALL, "--seed", "2", "--keep", *store)
    names = [run["id"] for run in json.loads(call("runs", "--json", *store).stdout)["runs"]]
    assert "情况判断 × 次数" in call("runs", "--lang", "zh", *store).stdout
    assert "40种情况判断已完成40种" in call("runs", "show", names[0], "--lang", "zh", *store).stdout
    assert "差异" in call("runs", "compare", *names, "--lang", "zh", *store).stdout
    assert "已删除" in call("runs", "remove", *names, "--lang", "zh", *store).stdout


def test_to_go_on_there_must_be_something(call, store):
    done = call(*SMALL, "--continue", *store)
    assert done.exit_code == 2
    assert "begin one with --keep" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lst",), "did you mean 'list'?"),
        (("show",), "takes one RUN"),
        (("show", "a", "b"), "takes one RUN"),
        (("compare", "a"), "takes two RUNs"),
        (("remove",), "at least one RUN"),
        (("list", "a"), "takes no RUN"),
        (("show", "../.."), "there is no '../..'"),
        (("continue", "nothing"), "there is no 'nothing'"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_cannot_be_done(call, store, arguments, words, language):
    done = call("runs", *arguments, "--lang", language, *store)
    assert done.exit_code == 2
    assert language == "zh" or words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_part_is_told(call, store, tmp_path):
    whole = call(*SMALL, "--keep", "--json", *store)
    for path in (tmp_path / "kept").rglob("beliefs/*"):
        path.write_bytes(b"gone")
    told = call(*SMALL, "--json", *store)
    assert told.stdout == whole.stdout
    assert "was damaged and is played again" in told.stderr
    for path in (tmp_path / "kept").rglob("manifest.json"):
        path.write_text("gone")
    assert "manifest cannot be read" in call("runs", *store).stdout
    assert "manifest cannot be read" in call("runs", "show", "divided", *store).stdout
    assert call("runs", "continue", "divided", *store).exit_code == 2


@pytest.mark.parametrize("on", ["threads", "processes:2"])
def test_ctrl_c_keeps_what_is_done_and_it_goes_on(tmp_path, on):
    how = ["outlook", "divided-pie", "--runs", "20", "--json", "--store", str(tmp_path / "kept")]
    # A shell that runs the tests in the background makes its children deaf to Ctrl-C.
    code = """
import signal, sys
from detente.cli import main
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["detente", *sys.argv[1:]]
    main()
"""
    command = [sys.executable, "-c", code, *how, "--keep", "--on", on, "--beliefs"]
    running = subprocess.Popen(
        [*command, "1000000"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while not list(tmp_path.rglob("beliefs/*")):
        time.sleep(0.05)
        assert running.poll() is None, running.stderr.read()
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all processes
    out, errors = running.communicate(timeout=120)
    assert running.returncode == 130, errors
    assert "Kept run: divided-pie-" in errors
    assert "Traceback" not in errors
    some = json.loads(out)
    assert 2 <= some["beliefs"] < 1_000_000
    again = subprocess.run([*command, str(some["beliefs"])], capture_output=True, text=True, check=True)
    assert again.stdout == out
