"""`detente import` and `detente export`: what they write, and what they refuse."""

from __future__ import annotations

import json

import pytest

from detente.case import load

TABLE = "issue,actor,position,salience,power\nborder,North,0,90,2\nborder,South,100,45,1\nwater,North,80,30,2\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "My talks.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_there_and_back(call, table, tmp_path):
    case, book = tmp_path / "talks.yaml", tmp_path / "talks.xlsx"
    done = call("import", str(table), "--as-of", "2026-01-31", "--out", str(case))
    assert done.exit_code == 0
    assert "2 parties, 2 issues, 3 positions" in done.stdout
    assert load(case).document.id == "my-talks"
    assert call("check", str(case)).exit_code == 0
    assert "3 rows" in call("export", str(case), "--out", str(book), "--beliefs", "2").stdout
    again = call("import", str(book), "--as-of", "2026-01-31", "--id", "my-talks", "--json")
    text = json.loads(again.stdout)["case"]
    assert "north: {ideal" not in text
    assert "border: {ideal: 0, salience: 90}" in text
    rows = json.loads(call("export", str(case), "--json", "--beliefs", "2").stdout)["rows"]
    assert rows[1] == {
        "issue": "border",
        "actor": "south",
        "position": 100,
        "salience": 45,
        "power": 1,
        "now": 0,
        "position_low": 100,
        "position_high": 100,
        "salience_low": 45,
        "salience_high": 45,
        "power_low": 1,
        "power_high": 1,
        "limit_low": "",
        "limit_high": "",
        "issue_title": "border",
        "issue_title_zh": "",
        "actor_title": "South",
        "actor_title_zh": "",
        "topic": "talks",
        "options": "level-0 = 0; level-100 = 100",
    }
    assert call("export", str(case), "--beliefs", "2").stdout.splitlines()[2].startswith("border,south,100,45,1,0,")


def test_nothing_is_overwritten_unasked(call, table, tmp_path):
    there = tmp_path / "there.yaml"
    there.write_text("mine", encoding="utf-8")
    arguments = ("import", str(table), "--as-of", "2026-01-31", "--out", str(there))
    refused = call(*arguments)
    assert refused.exit_code == 2
    assert "there already" in refused.stderr
    assert there.read_text(encoding="utf-8") == "mine"
    assert call(*arguments, "--force").exit_code == 0
    assert load(there).document.id == "my-talks"
    assert call("export", str(there), "--out", str(there.with_suffix(".pdf"))).exit_code == 2


@pytest.mark.parametrize("written", ["yesterday", "2026-13-01", "9999-12-31", ""])
def test_dates_that_are_none(call, table, written):
    done = call("import", str(table), "--as-of", written)
    assert done.exit_code == 2
    assert "as-of" in done.stderr


def test_wrong_tables_and_ids_write_nothing(call, table, tmp_path):
    out = tmp_path / "out.yaml"
    done = call("import", str(table), "--as-of", "2026-01-31", "--out", str(out), "--id", "No id")
    assert done.exit_code == 2
    table.write_text(TABLE.replace("100,45", "100,x"), encoding="utf-8")
    done = call("import", str(table), "--as-of", "2026-01-31", "--out", str(out), "--lang", "zh")
    assert done.exit_code == 2
    assert "My talks.csv:3:4" in done.stderr
    assert "表中有一处问题" in done.stderr
    assert not out.exists()


def test_a_small_workbook_with_millions_of_cells_in_a_row_is_refused_before_it_is_read(call, tmp_path):
    """430 kB that would take half a minute and three gigabytes."""
    import io
    import zipfile

    import openpyxl

    book, made = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["a"])
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(tmp_path / "many.xlsx", "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"</row>", b'<c r="A1"><v>1</v></c>' * 2_100_000 + b"</row>")
            new.writestr(name, part)
    done = call("import", str(tmp_path / "many.xlsx"), "--as-of", "2026-01-01")
    assert done.exit_code == 2
    assert "more than 2,000,000 cells" in done.stderr
