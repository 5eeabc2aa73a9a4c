"""A ledger loses nothing, tears nothing and doubles nothing, whoever dies while writing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from detente.errors import OptionError, StoreError
from detente.forecast.ledger import GENESIS, Ledger
from detente.forecast.questions import with_questions
from detente.forecast.sealing import Proof, seal, verify
from detente.locale import texts

WRITER = """
import sys
from detente.forecast.ledger import Ledger
from pathlib import Path
ledger = Ledger(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    entry, new = ledger.append("note", "2024-01-01T00:00:00Z", {"who": sys.argv[2], "n": n, "text": "x" * 5000})
    print(n, flush=True)
"""


def writer(folder, who, count):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), who, str(count)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "ledger")


def test_entries_form_a_chain(ledger):
    first, _ = ledger.append("note", "2024-01-01T00:00:00Z", {"a": 1})
    second, new = ledger.append("note", "2024-01-02T00:00:00Z", {"a": 2})
    assert new
    assert (first.previous, second.previous) == (GENESIS, first.hash)
    assert ledger.entries() == (first, second)
    assert ledger.faults() == ()


def test_the_same_is_written_once(ledger):
    first, _ = ledger.append("note", "2024-01-01T00:00:00Z", {"a": 1})
    again, new = ledger.append("note", "2024-05-01T00:00:00Z", {"a": 1})
    assert (again, new) == (first, False)
    assert len(ledger.entries()) == 1


def test_a_torn_line_is_not_there_and_is_removed_by_the_next(ledger):
    ledger.append("note", "2024-01-01T00:00:00Z", {"a": 1})
    with (ledger.folder / "ledger.jsonl").open("ab") as file:
        file.write(b'{"number":2,"kind":"outc')
    assert len(ledger.entries()) == 1
    ledger.append("note", "2024-01-02T00:00:00Z", {"a": 2})
    assert [entry.content["a"] for entry in ledger.entries()] == [1, 2]
    assert ledger.faults() == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: [lines[0].replace('"a":1', '"a":9'), *lines[1:]], "does not have the hash"),
        (lambda lines: lines[1:], "calls itself number 2"),
        (lambda lines: [lines[1], lines[0], lines[2]], "calls itself number"),
        (lambda lines: [lines[0], *lines[2:]], "calls itself number 3"),
        (lambda lines: ["not an entry", *lines[1:]], "no entry of a ledger"),
        (lambda lines: ["[1, 2]", *lines[1:]], "no entry of a ledger"),
    ],
)
def test_a_ledger_changed_by_hand_is_found_out_and_not_written_to(ledger, change, words):
    for a in (1, 2, 3):
        ledger.append("note", "2024-01-01T00:00:00Z", {"a": a})
    path = ledger.folder / "ledger.jsonl"
    path.write_text("\n".join(change(path.read_text().splitlines())) + "\n")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=words):
        ledger.append("note", "2024-01-02T00:00:00Z", {"a": 4})
    assert path.read_bytes() == before
    if "no entry" not in words:
        assert any(words in texts("en")(f"wrong.{fault.key}", where="", **fault.values) for fault in ledger.faults())


def test_one_who_rewrites_all_hashes_still_breaks_the_seal_of_a_case(ledger, ferry, asked):
    seal(ledger, ferry, asked, "2024-03-01T00:00:00Z")
    (case,) = (ledger.folder / "cases").iterdir()
    case.write_text(case.read_text().replace("0.01 to 0.3", "0.01 to 0.2"))
    assert not verify(ledger, play=False).is_sound


def kill_at_random(folder, kills, seed):
    dice = random.Random(seed)
    told = set()
    for attempt in range(kills):
        child = writer(folder, f"writer-{attempt}", 400)
        first = child.stdout.readline()
        told |= {(f"writer-{attempt}", 0)} if first else set()
        time.sleep(dice.random() * 0.02)
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read().split(b"\n")[:-1]
        child.wait()
        child.stdout.close()
        child.stderr.close()
        told |= {(f"writer-{attempt}", int(line)) for line in rest}
    return told


def check_after_kills(folder, kills, seed):
    told = kill_at_random(folder, kills, seed)
    ledger = Ledger(folder)
    ledger.append("note", "2024-01-02T00:00:00Z", {"who": "last", "n": 0})
    written = [(entry.content["who"], entry.content["n"]) for entry in ledger.entries()]
    assert ledger.faults() == ()
    assert len(written) == len(set(written))
    assert told <= set(written)
    assert len(told) > kills / 2


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killing_writers_loses_tears_and_doubles_nothing(tmp_path):
    check_after_kills(tmp_path / "ledger", 12, 1)


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killing_a_thousand_writers_loses_tears_and_doubles_nothing(tmp_path):
    for part in range(50):
        check_after_kills(tmp_path / f"ledger-{part}", 20, part)


def test_two_who_write_at_once_lose_nothing(tmp_path):
    children = [writer(tmp_path / "ledger", who, 40) for who in ("a", "b")]
    for child in children:
        assert child.communicate()[1] == b""
    ledger = Ledger(tmp_path / "ledger")
    assert len(ledger.entries()) == 80
    assert ledger.faults() == ()


def test_two_threads_that_seal_the_same_seal_it_once(ledger, ferry, asked):
    with ThreadPoolExecutor(2) as pool:
        sealed = list(pool.map(lambda _: seal(ledger, ferry, asked, "2024-03-01T00:00:00Z"), range(4)))
    assert sum(new for _, new in sealed) == 1
    assert len(ledger.entries()) == 1


def test_a_sealed_forecast_comes_out_again_to_the_last_bit(ledger, ferry, asked):
    seal(ledger, ferry, asked, "2024-03-01T00:00:00Z")
    assert verify(ledger).played == {1: Proof.SAME}
    assert verify(ledger, play=False).played == {1: Proof.NOT_PLAYED}


def test_a_forecast_that_does_not_come_out_again_is_told(ledger, ferry, asked, monkeypatch):
    """As where somebody seals what was never played."""
    from detente.forecast import sealing

    honest = sealing.content_of
    monkeypatch.setattr(sealing, "content_of", lambda made, worlds: {**honest(made, worlds), "beliefs": 61})
    seal(ledger, ferry, asked, "2024-03-01T00:00:00Z")
    monkeypatch.undo()
    assert verify(ledger).played == {1: Proof.DIFFERENT}
    assert not verify(ledger).is_sound


def test_another_version_of_the_program_is_told_apart(ledger, ferry, asked, monkeypatch):
    from detente.forecast import sealing

    monkeypatch.setattr(sealing, "code_sha256", lambda: "0" * 64)
    seal(ledger, ferry, asked, "2024-03-01T00:00:00Z")
    monkeypatch.undo()
    assert verify(ledger).played == {1: Proof.OTHER_CODE}


def test_a_case_without_questions_has_nothing_to_seal(ferry):
    from dataclasses import replace

    without = replace(ferry, document=ferry.document.model_copy(update={"questions": {}}))
    with pytest.raises(OptionError, match="asks no questions"):
        with_questions(without)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that may not be written")
def test_a_folder_that_may_not_be_written_is_told(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot write"):
        Ledger(tmp_path / "ledger").append("note", "2024-01-01T00:00:00Z", {})


def test_entries_are_one_line_of_json_each(ledger):
    ledger.append("note", "2024-01-01T00:00:00Z", {"text": "two\nlines 停火"})
    (line,) = (ledger.folder / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["content"]["text"] == "two\nlines 停火"
