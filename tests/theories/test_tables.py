"""Tables of positions in and out: every form, every kind of mistake with its place, and files that mean harm."""

from __future__ import annotations

import zipfile
from datetime import date

import numpy as np
import pytest

from detente.case.reading.read import read_text
from detente.errors import CaseError, StoreError
from detente.locale import texts
from detente.tables import as_case, read_table, rows_of
from detente.tables import reading as reading_module
from detente.tables.workbook import sheet_rows, workbook
from detente.theories.positions.means import Compromise
from detente.theories.problem import Problems

LONG = """issue,actor,position,salience,power,reference_point,outcome
border,North,0,90,2,20,35
border,South,100,45,1,20,35
water,North,80,30,2,,
water,South,NA,,,,
water,East River,25,60,4,,
"""


def read(tmp_path, text, name="table.csv", language="en"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_table(path, language)


def problems(tmp_path, text, name="table.csv", language="en"):
    with pytest.raises(CaseError) as caught:
        read(tmp_path, text, name, language)
    return [(each.where, each.path, each.found, each.allowed) for each in caught.value.problems]


def test_a_long_table(tmp_path):
    table = read(tmp_path, LONG)
    assert (table.title, table.parties, table.issues) == (
        "table",
        ("North", "South", "East River"),
        ("border", "water"),
    )
    np.testing.assert_array_equal(table.positions, [[0, 80], [100, np.nan], [np.nan, 25]])
    np.testing.assert_allclose(table.salience, [[0.9, 0.3], [0.45, 0], [0, 0.6]])
    np.testing.assert_array_equal(table.power, [[2, 2], [1, np.nan], [np.nan, 4]])
    np.testing.assert_array_equal(table.now, [20, np.nan])
    np.testing.assert_array_equal(table.outcomes, [35, np.nan])
    assert table.problem(("water",)).parties == ("North", "East River")


@pytest.mark.parametrize(
    "text", [LONG.replace(",", ";"), "\ufeff" + LONG, LONG.replace("\n", "\r\n"), LONG.replace("actor", " Party ")]
)
def test_the_same_table_written_otherwise(tmp_path, text):
    np.testing.assert_array_equal(read(tmp_path, text).positions, read(tmp_path, LONG).positions)


def test_salience_as_shares(tmp_path):
    table = read(tmp_path, "issue,actor,position,salience\na,x,1,0.5\na,y,2,1\n")
    np.testing.assert_array_equal(table.salience[:, 0], [0.5, 1.0])


def test_a_workbook_is_read_as_its_text(tmp_path):
    rows = [line.split(",") for line in LONG.strip().split("\n")]
    path = tmp_path / "table.xlsx"
    path.write_bytes(workbook("positions", rows, texts("en")))
    found, plain = read_table(path), read(tmp_path, LONG)
    for name in ("positions", "salience", "power", "now", "outcomes"):
        np.testing.assert_array_equal(getattr(found, name), getattr(plain, name))


EXCHANGE = """#O;Talks;;;;
#A;usa;the United States;;;
#A;eu;the European Union;;;
#P;legal;legal form;;;
#M;legal;0;none "at all;;
#D;usa;legal;40;1;1
#D;eu;legal;100;0.5;0.75
"""
KTAB = """Talks,"About, talks",2,2,
Actor,Description,Power,First,Sal1,,Sal2,
a,x, 100.5, 75, 50, 0, 50,
b,y, 50, 25, 20, 100, 30,
"""


def test_lines_of_exchange_models(tmp_path):
    table = read(tmp_path, EXCHANGE)
    assert (table.title, table.parties, table.labels) == ("Talks", ("usa", "eu"), {"legal": {0.0: 'none "at all'}})
    assert (table.positions[:, 0].tolist(), table.salience[:, 0].tolist()) == ([40, 100], [1, 0.5])


def test_table_of_ktab(tmp_path):
    table = read(tmp_path, KTAB)
    assert (table.title, table.issues) == ("Talks", ("First", "dimension 2"))
    np.testing.assert_array_equal(table.positions, [[75, 0], [25, 100]])
    np.testing.assert_allclose(table.salience, [[0.5, 0.5], [0.2, 0.3]])


HEAD = "issue,actor,position,salience,power,now\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("1:1", "issue", "nothing", "a column issue")] + [("1:1",)] * 3),
        ("issue,actor,position\n", [("1:1", "salience", "issue, actor, position", "a column salience")]),
        ("issue,actor,party,position,salience\n", [("1:3", "actor", "party, a second column for the same")]),
        (HEAD, [("1:1", "", "no row with a position")]),
        (HEAD + "a,x,101,50,1,\n", [("2:3", "a.x.position", "101", "a number from 0 to 100")]),
        (HEAD + 'a,x,"1,5",50,1,\n', [("2:3", "a.x.position", "1,5")]),
        (HEAD + "a,x,1,5,50,1,0\n", [("2:7", "", "7 cells", "6 cells")]),
        (HEAD + "a,x,1_0,50,1,\n", [("2:3", "a.x.position", "1_0")]),
        (HEAD + "a,x,10,,1,\n", [("2:4", "a.x.salience", "nothing")]),
        (HEAD + "a,x,10,inf,1,\n", [("2:4", "a.x.salience", "inf")]),
        (HEAD + "a,x,10,50,0,\n", [("2:5", "a.x.power", "0", "a number above 0")]),
        (HEAD + "a,x,10,50,-1,\n", [("2:5", "a.x.power", "-1")]),
        (HEAD + ",x,10,50,1,\na,,10,50,1,\n", [("2:1", "issue", "nothing", "a name"), ("3:2", "actor", "nothing")]),
        (HEAD + "a,x,1,50,1,\na,x,1,50,1,\n", [("3:2", "a.x", "a second row for the same party and issue", "one row")]),
        (HEAD + "a,x,1,50,1,5\na,y,1,50,1,6\n", [("3:6", "a.now", "6", "5, as in an earlier row of the issue")]),
        (EXCHANGE + "#D;us;legal;1;1;1\n", [("8:2", "us", "us", "a name that a line #A brings in")]),
        (EXCHANGE + "#D;usa;leg;1;1;1\n", [("8:3", "leg", "leg", "a name that a line #P brings in")]),
        (EXCHANGE + "#D;usa;legal;1;1;1\n", [("8:2", "legal.usa", "a second row for the same party and issue")]),
        (EXCHANGE + "#D\n", [("8:4",), ("8:5",), ("8:6",), ("8:3", "issue", "nothing"), ("8:2", "actor", "nothing")]),
        (EXCHANGE.replace(";0;none", ";x;none"), [("5:3", "legal.level", "x")]),
        (KTAB.replace(",2,2,", ",3,2,"), [("1:3", "actors", "3", "2, the number of rows of actors")]),
        (KTAB.replace(",2,2,", ",2,900000000,"), [("2:1", "headings", "8 cells")]),
        (KTAB.replace("100,", "x,"), [("4:6", "dimension 2.b.position", "x")]),
        (KTAB.replace("b,y", "a,y"), [("4:1", "First.a"), ("4:1", "dimension 2.a")]),
    ],
)
def test_every_mistake_has_its_place(tmp_path, text, expected):
    found = problems(tmp_path, text)
    assert len(found) == len(expected)
    for problem, wanted in zip(found, expected, strict=True):
        assert problem[: len(wanted)] == (f"table.csv:{wanted[0]}", *wanted[1:])


def test_mistakes_are_told_all_at_once_and_in_chinese(tmp_path):
    found = problems(tmp_path, HEAD + "a,x,101,50,1,\na,y,1,50,1,-2\n", language="zh")
    assert [each[0] for each in found] == ["table.csv:2:3", "table.csv:3:6"]
    assert found[0][3] == "0到100之间的数"


def test_of_very_many_mistakes_a_hundred_are_listed(tmp_path):
    found = problems(tmp_path, HEAD + "".join(f"a,p{k},x,1,1,\n" for k in range(5000)))
    assert len(found) == 100
    assert found[-1][2] == "4,901 problems more"


def test_mistakes_in_a_workbook_have_sheet_row_and_column(tmp_path):
    path = tmp_path / "book.xlsx"
    rows = [["issue", "actor", "position", "salience"], ["a", "x", "=1+1", 50], ["a", "y", 5, "=2*3"], ["a", "z", 7, 1]]
    path.write_bytes(workbook("Sheet of ours", rows, texts("en")))
    with pytest.raises(CaseError) as caught:
        read_table(path)
    first, second = caught.value.problems  # a formula without a value is no empty cell
    assert [problem.where for problem in (first, second)] == [
        f"book.xlsx[Sheet of ours!{place}]" for place in ("C2", "D3")
    ]
    assert all("formula" in problem.found for problem in (first, second))


def test_files_that_are_no_tables(tmp_path, monkeypatch):
    for name, raw, words in (
        ("zeros.csv", bytes(5000), "no text"),
        ("no.xlsx", b"not a workbook", "no XLSX workbook"),
        ("empty.xlsx", workbook("empty", [], texts("en")), "no sheet has anything in it"),
        ("cp1251.csv", "issue,actor,position,salience\nграница,Россия,1,1\n".encode("cp1251"), "save it in UTF-8"),
        ("long.csv", b"issue,actor,position,salience\n" + b'"' + b"x" * 200_000 + b'",1,1,1\n', "line"),
    ):
        with pytest.raises(StoreError, match=words):
            read(tmp_path, raw, name)
    for path, words in ((tmp_path / "none.csv", "No such file"), (tmp_path, "directory")):
        with pytest.raises(StoreError, match=words):
            read_table(path)
    sparse = tmp_path / "huge.csv"
    with sparse.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(StoreError, match="larger than 20,000,000 bytes"):
        read_table(sparse)
    monkeypatch.setattr(reading_module, "MOST_PAIRS", 100)
    with pytest.raises(StoreError, match="parties × issues may be 100 at most"):
        read(tmp_path, HEAD + "".join(f"i{k},p{k},1,1,1,\n" for k in range(11)))


def test_workbooks_that_mean_harm(tmp_path, monkeypatch):
    good = workbook("s", [["issue", "actor", "position", "salience"], ["a", "x", 1, 1]], texts("en"))
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(good)
    with zipfile.ZipFile(path) as parts:
        entries = {name: parts.read(name) for name in parts.namelist()}
    sheet = next(name for name in entries if "sheet1" in name)

    def write(content):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
            for name, kept in entries.items():
                parts.writestr(name, content if name == sheet else kept)

    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    write(bomb + entries[sheet].partition(b"?>")[2])
    with pytest.raises(StoreError, match="no XLSX workbook"):
        read_table(path)
    write(entries[sheet][:-40])
    with pytest.raises(StoreError, match="no XLSX workbook"):
        read_table(path)
    write(bytes(201_000_000))
    with pytest.raises(StoreError, match="unpacked it is larger"):
        read_table(path)
    monkeypatch.setattr("detente.tables.workbook.MOST_CELLS", 5)
    path.write_bytes(good)
    with pytest.raises(StoreError, match="more than 5 cells"):
        sheet_rows(path, texts("en"))


@pytest.mark.parametrize("name", ["exchange-small-input.csv", "cop21-positions.csv", "ktab-dummyData_3Dim.csv"])
def test_a_table_becomes_a_case_and_the_case_the_same_table(shared, name, tmp_path):
    table = read_table(shared / "data" / name)
    case = read_text(as_case(table, "talks", date(2015, 11, 1)), "talks.yaml")
    rows = rows_of(case, beliefs=2)
    back = read(tmp_path, "\n".join(",".join(map(str, row)) for row in rows), "back.csv")
    assert len(rows) - 1 == int((~np.isnan(table.positions)).sum())
    first, second = (Compromise().levels(Problems.of([each.problem()])) for each in (table, back))
    np.testing.assert_allclose(first, second, atol=1e-4)


def test_the_case_says_what_the_table_did_not(tmp_path):
    rows = "issue,actor,position,salience,power\n" + "".join(
        f"i {issue},{actor},{10 * k + 1},50,{k + 1 + issue}\n"
        for issue in (1, 2)
        for k, actor in enumerate(("A b", "a-b", "中国", "3M", "e", "f", "g"))
    )
    text = as_case(read(tmp_path, rows), "talks", date(2026, 1, 1))
    assert text.startswith("# The table does not say what is in force on i-1, i-2: 0 is taken.\n# Power differs")
    document = read_text(text, "talks.yaml").document
    assert tuple(document.parties) == ("a-b", "a-b-n2", "n3", "n4-3m", "e", "f", "g")
    assert len(document.issues["i-1"].options) == 9


def test_levels_in_plenty_become_tenths(tmp_path):
    rows = "issue,actor,position,salience\n" + "".join(f"i,p{k},{k + 0.5},50\n" for k in range(40))
    document = read_text(as_case(read(tmp_path, rows), "talks", date(2026, 1, 1)), "talks.yaml").document
    assert [option.level for option in document.issues["i"].options.values()] == [10.0 * k for k in range(11)]
