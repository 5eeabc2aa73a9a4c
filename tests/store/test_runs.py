"""Runs that are kept: used again, gone on with, extended; damage is told and played again."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

import detente
from detente.analysis.kept.views import case_of, compare_runs, kept_run
from detente.engine.run.keeping import keeping
from detente.engine.run.play import Merged, Playing
from detente.errors import OptionError, StoreError
from detente.store import segments
from detente.store.keeper import StoreKeeper
from detente.store.manifest import read_manifest
from detente.store.runs import Runs
from detente.store.segments import segments_in

HOW = {"runs": 10, "seed": 3, "threads": 1}


@pytest.fixture
def case():
    return detente.load("divided-pie")


@pytest.fixture
def runs(tmp_path):
    return Runs(tmp_path / "runs")


@pytest.fixture(params=["parquet", "npz"])
def form(request, monkeypatch):
    if request.param == "parquet":
        pytest.importorskip("pyarrow")
    monkeypatch.setattr(segments, "has_parquet", lambda: request.param == "parquet")
    return request.param


def kept(store, case, beliefs, **how):
    keeper = StoreKeeper(store, **({"keep": True} | {k: how.pop(k) for k in ("keep", "go_on") if k in how}))
    with keeping(keeper):
        return detente.simulate(case, beliefs=beliefs, **(HOW | how)), keeper


def assert_same(one, two):
    assert one.beliefs == two.beliefs
    for field, found, other in zip(one.tally._fields, one.tally, two.tally, strict=True):
        assert found.dtype == other.dtype
        assert np.array_equal(found, other), field


def plain(case, beliefs, **how):
    return detente.simulate(case, beliefs=beliefs, **(HOW | how))


def nobody_plays(monkeypatch):
    monkeypatch.setattr("detente.store.keeper.in_parts", lambda *a, **k: pytest.fail("this was kept"))


def test_a_kept_run_is_the_same_and_is_not_played_again(case, runs, form, monkeypatch):
    first, keeper = kept(runs, case, 60)
    assert_same(first, plain(case, 60))
    assert len(keeper.used) == 1
    nobody_plays(monkeypatch)
    assert_same(kept(runs, case, 60, keep=False)[0], first)


def test_more_beliefs_extend_a_run_and_fewer_are_still_there(case, runs, form, monkeypatch):
    kept(runs, case, 40)
    assert_same(kept(runs, case, 100)[0], plain(case, 100))
    nobody_plays(monkeypatch)
    assert_same(kept(runs, case, 40)[0], plain(case, 40))
    assert_same(kept(runs, case, 100)[0], plain(case, 100))


def test_numbers_of_beliefs_that_segments_cannot_give_are_played(case, runs):
    kept(runs, case, 100)
    assert_same(kept(runs, case, 30)[0], plain(case, 30))
    assert_same(kept(runs, case, 100)[0], plain(case, 100))


@pytest.mark.parametrize("other", [{"seed": 4}, {"runs": 11}])
def test_other_numbers_are_another_run(case, runs, other):
    kept(runs, case, 20)
    assert_same(kept(runs, case, 20, **other)[0], plain(case, 20, **other))
    assert len(runs.entries()) == 2


def test_a_changed_case_is_another_run(case, runs):
    from detente.case import read_text

    kept(runs, case, 20)
    kept(runs, read_text(case.text + "\n# a remark\n", case.file), 20)
    assert len(runs.entries()) == 2


def test_what_another_code_counted_is_not_used(case, runs, monkeypatch):
    kept(runs, case, 20)
    monkeypatch.setattr("detente.store.manifest.code_hash", lambda: "another")
    kept(runs, case, 20)
    assert len(runs.entries()) == 2
    monkeypatch.setattr("detente.analysis.kept.views.code_hash", lambda: "another")
    usable = [kept_run(entry).usable for entry in runs.entries()]
    assert sorted(usable) == [False, True]
    old = runs.entries()[usable.index(False)]
    with pytest.raises(StoreError, match="another version"):
        case_of(old)
    assert kept_run(old, endings=True).endings, "it can still be read"


def test_a_stop_keeps_what_is_done_also_of_a_play_that_is_not_kept(runs):
    case, asked = detente.load("divided-pie"), []

    def stop():
        asked.append(1)
        return len(asked) > 3

    some, keeper = kept(runs, case, 1_000_000, keep=False, stop=stop)
    assert 2 <= some.beliefs < 1_000_000
    assert keeper.used
    assert sum(len(segment.beliefs) for segment in segments_in(runs.entries()[0].folder)) == some.beliefs
    assert_same(kept(runs, case, some.beliefs, keep=False)[0], some)


def test_to_go_on_there_must_be_something(case, runs):
    with pytest.raises(StoreError, match="begin one with --keep"):
        kept(runs, case, 20, go_on=True)
    assert not runs.entries()


def damage_cut(path):
    path.write_bytes(path.read_bytes()[:-20])


def damage_bit(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0x10
    path.write_bytes(content)


def damage_empty(path):
    path.write_bytes(b"")


def damage_gone(path):
    path.unlink()


def damage_other(path):
    path.write_text("not what was written")


@pytest.mark.parametrize("damage", [damage_cut, damage_bit, damage_empty, damage_gone, damage_other])
@pytest.mark.parametrize("folder", ["beliefs", "totals"])
def test_a_damaged_part_is_told_and_played_again(case, runs, form, folder, damage):
    kept(runs, case, 40)
    whole = kept(runs, case, 90)[0]
    files = sorted((runs.entries()[0].folder / folder).glob("*")) if form == "parquet" or folder == "beliefs" else []
    for path in files[:1]:
        damage(path)
    again, keeper = kept(runs, case, 90)
    assert_same(again, whole)
    if files and not (folder == "beliefs" and damage is damage_gone):
        assert keeper.used[0].damaged


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": 1}', '{"format": 99}', "\x00\xff", '{"marks": "many", "done": 3}']
)
def test_a_damaged_manifest_is_told_and_made_anew(case, runs, text):
    whole = kept(runs, case, 40)[0]
    manifest = runs.entries()[0].folder / "manifest.json"
    manifest.write_text(text)
    assert kept_run(runs.entries()[0], endings=True).case == ""
    with pytest.raises(StoreError, match="manifest"):
        case_of(runs.entries()[0])
    assert_same(kept(runs, case, 40)[0], whole)
    assert kept_run(runs.entries()[0]).case == "divided-pie"


@pytest.mark.parametrize("field", ["seed", "runs", "done", "marks", "case", "scenarios", "changed"])
def test_a_manifest_with_other_kinds_of_values_is_not_read(case, runs, field):
    kept(runs, case, 20)
    path = runs.entries()[0].folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {field: {"a": [1]}}))
    found = read_manifest(path.parent)
    assert found is None or kept_run(runs.entries()[0])


def test_a_case_that_is_not_what_was_played_does_not_go_on(case, runs):
    kept(runs, case, 20)
    entry = runs.entries()[0]
    assert case_of(entry).document == case.document
    (entry.folder / "case.yaml").write_text(case.text.replace("1982", "1983"))
    with pytest.raises(StoreError, match="not what was played"):
        case_of(entry)


def test_two_processes_do_not_add_to_one_run(case, runs):
    fcntl = pytest.importorskip("fcntl")
    kept(runs, case, 20)
    with (runs.entries()[0].folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="another process"):
            kept(runs, case, 40)
        assert_same(kept(runs, case, 40, keep=False)[0], plain(case, 40)), "who does not keep is not kept from playing"


def test_a_folder_that_cannot_be_written_is_told(case, tmp_path):
    (tmp_path / "runs").write_text("a file")
    with pytest.raises(StoreError, match="cannot write"):
        kept(Runs(tmp_path / "runs"), case, 20)


def test_many_small_segments_become_few(case, runs, monkeypatch):
    monkeypatch.setattr("detente.store.runs._MANY", 3)
    playing = Playing.of(case, seed=3, runs=10)
    run, whole = runs.run(case, playing), Merged(playing, range(60))
    with run.opened(60):
        for first in range(0, 60, 5):
            from detente.engine.run.play import play

            run.add(play(case, beliefs=range(first, first + 5), runs=10, seed=3))
            assert len(segments_in(run.folder)) <= 3
    assert run.take_into(whole) == []
    assert_same_counts(whole.counts().tally, plain(case, 60).tally)
    assert len(segments_in(run.folder)) == 1


def assert_same_counts(one, two):
    for found, other in zip(one, two, strict=True):
        assert np.array_equal(found, other)


def test_segments_that_overlap_count_once(case, runs):
    kept(runs, case, 40)
    folder = runs.entries()[0].folder
    for kind in ("beliefs", "totals"):
        for path in (folder / kind).glob("*"):
            shutil.copy(path, path.with_name(path.name.replace("000000039", "000000038")))
    assert_same(kept(runs, case, 40)[0], plain(case, 40))


def test_others_can_read_it(case, runs):
    pytest.importorskip("pyarrow")
    import pyarrow.dataset as dataset

    worlds = kept(runs, case, 40)[0]
    kept(runs, case, 90)
    folder = runs.entries()[0].folder
    rows = dataset.dataset(folder / "beliefs").to_table().to_pydict()
    assert sorted(rows["belief"]) == list(range(90))
    assert (
        sum(n for b, n in zip(rows["belief"], rows["scenario.shared"], strict=True) if b < 40)
        == worlds.tally.scenario[:, worlds.scenario_ids.index("shared")].sum()
    )
    totals = dataset.dataset(folder / "totals").to_table().to_pydict()
    deals = sum(n for q, n in zip(totals["quantity"], totals["count"], strict=True) if q == "deal")
    assert deals == plain(case, 90).tally.deal.sum()


def test_runs_are_found_by_the_beginning_of_their_names(case, runs):
    kept(runs, case, 20)
    assert runs.entry("div").id == runs.entries()[0].id
    with pytest.raises(OptionError):
        runs.entry("other")
    kept(runs, case, 20, seed=9)
    with pytest.raises(OptionError):
        runs.entry("div")
    for entry in runs.entries():
        runs.remove(entry)
    assert not runs.entries()
    assert not any(runs.folder.iterdir())


def test_two_runs_beside_each_other(case, runs):
    kept(runs, case, 60)
    kept(runs, case, 50, seed=4)
    (here, other), same = runs.entries(), runs.entries()[0]
    unpaired, paired = compare_runs(here, other), compare_runs(here, same)
    assert not unpaired.paired
    assert paired.paired
    assert {shift.difference for shift in paired.shifts} == {0.0}
    assert {shift.standard_error for shift in paired.shifts} == {0.0}
    first = unpaired.shifts[0]
    assert first.difference == pytest.approx(first.second.value - first.first.value)
    assert first.standard_error > 0


def test_names_on_disk_cannot_leave_the_folder(runs):
    for name in ("../x", "/etc", ".."):
        with pytest.raises(OptionError):
            runs.entry(name)


def test_the_store_says_where_it_is(monkeypatch, tmp_path):
    monkeypatch.setenv("DETENTE_STORE", str(tmp_path))
    assert Runs().folder == tmp_path
    monkeypatch.delenv("DETENTE_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert tmp_path in Runs().folder.parents or not Path("/proc").exists()
