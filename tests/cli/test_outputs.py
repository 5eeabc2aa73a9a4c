"""No verb destroys what it reads, what another option writes, a ledger, or a file that somebody else wrote."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import click
import pytest

from detente.cli.frame.guard import InputPath, OutputFile
from detente.cli.frame.verbs import VERBS, detente
from detente.errors import StoreError
from detente.outputs import MARK, check_outputs, is_ours

OUTPUTS = [
    (verb, option)
    for verb in VERBS
    for option in detente.get_command(click.Context(detente), verb).params
    if isinstance(option.type, OutputFile)
]
PLACE = {"path_type": Path}


def arguments_of(verb: str, case: str) -> list[str]:
    """Return a call of a verb with a file for each of its arguments."""
    command = detente.get_command(click.Context(detente), verb)
    given = [verb]
    for option in command.params:
        if isinstance(option, click.Argument) and option.required:
            given += [case]
        elif option.required:
            given += [option.opts[0], "2026-01-01"]
    return given


def test_every_path_is_known_as_read_or_written():
    for verb in VERBS:
        for option in detente.get_command(click.Context(detente), verb).params:
            if isinstance(option.type, click.Path):
                assert isinstance(option.type, InputPath | OutputFile), f"{verb} {option.opts[0]}"


def test_reports_are_among_them():
    assert {("outlook", "--report"), ("ask", "--template"), ("ask", "--to")} <= {(v, o.opts[0]) for v, o in OUTPUTS}


@pytest.mark.parametrize(("verb", "option"), OUTPUTS, ids=[f"{verb} {option.opts[0]}" for verb, option in OUTPUTS])
@pytest.mark.parametrize("forced", [False, True])
def test_no_verb_writes_over_what_it_reads(call, tmp_path, verb, option, forced):
    case = tmp_path / "case.yaml"
    case.write_text("precious")
    link = tmp_path / "link.yaml"
    link.symlink_to(case)
    arguments = arguments_of(verb, str(case))
    if str(case) not in arguments:
        pytest.skip("reads no file")
    if forced and not any("--force" in each.opts for each in detente.get_command(click.Context(detente), verb).params):
        pytest.fail("writes files, and has no --force")
    for place in (case, link):
        done = call(*arguments, option.opts[0], str(place), *["--force"] * forced)
        assert done.exit_code == 2
        assert "a file that the command reads" in done.stderr
    assert case.read_text() == "precious"


@pytest.mark.parametrize(("verb", "option"), OUTPUTS, ids=[f"{verb} {option.opts[0]}" for verb, option in OUTPUTS])
def test_no_verb_replaces_what_is_not_ours_unasked(call, tmp_path, verb, option):
    other = tmp_path / "other.csv"
    other.write_text("precious")
    done = call(*arguments_of(verb, "divided-pie"), option.opts[0], str(other))
    assert done.exit_code == 2
    assert "was not written by Détente" in done.stderr
    assert other.read_text() == "precious"


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda place: place.mkdir(), "output_is_folder"),
        (os.mkfifo, "output_is_special"),
        (lambda place: place.symlink_to("/dev/full"), "output_is_special"),
        (lambda place: (place.write_text("x"), place.chmod(0o444)), "output_protected"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="needs files of POSIX")
def test_what_is_no_ordinary_file_is_refused(tmp_path, make, key):
    place = tmp_path / "place"
    make(place)
    with pytest.raises(StoreError) as told:
        check_outputs({"--report": place}, [], force=True)
    assert told.value.key == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("x" * 300, "output_unwritable"),
        ("none/report.html", "output_no_folder"),
        ("", "output_is_folder"),
        ("ledger.jsonl/report.html", "output_not_folder"),
        ("lock", "output_is_ledger"),
        ("ledger.jsonl", "output_is_ledger"),
        ("cases/new.yaml", "output_is_ledger"),
    ],
)
def test_places_where_no_output_can_be(tmp_path, name, key, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ledger.jsonl").write_text("")
    (tmp_path / "cases").mkdir()
    with pytest.raises(StoreError) as told:
        check_outputs({"--report": Path(name)}, [], force=True)
    assert told.value.key == key


def test_two_outputs_are_two_files(tmp_path):
    (tmp_path / "a.html").write_text("")
    (tmp_path / "b.html").hardlink_to(tmp_path / "a.html")
    for one, other in (("a.html", "b.html"), ("new.html", "new.html"), ("new.html", "./new.html")):
        with pytest.raises(StoreError, match="written by --report already"):
            check_outputs({"--report": tmp_path / one, "--template": tmp_path / other}, [], force=True)


def test_our_own_reports_are_replaced_unasked_and_keep_mode_and_link(call, tmp_path):
    page, link = tmp_path / "page.html", tmp_path / "link.html"
    link.symlink_to(page)
    few = ("--beliefs", "4", "--runs", "2")
    assert call("outlook", "divided-pie", *few, "--report", str(page)).exit_code == 0
    assert is_ours(page)
    page.chmod(0o600)
    assert call("outlook", "divided-pie", *few, "--report", str(link), "--lang", "zh").exit_code == 0
    assert link.is_symlink()
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert sorted(os.listdir(tmp_path)) == ["link.html", "page.html"]


def test_a_file_that_only_mentions_us_is_not_ours(tmp_path):
    place = tmp_path / "notes.html"
    place.write_text(f"<p>What I think of {MARK}</p>")
    assert not is_ours(place)
