"""Tables as people and their programs write them: encodings, delimiters, headings, names, cells; nothing in silence."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

import detente
from detente import check
from detente.case.reading.read import read_text
from detente.errors import CaseError
from detente.tables import read_table
from detente.tables.writing import HEAD, as_case, rows_of

ROWS = [
    ["issue", "actor", "position", "salience", "power"],
    ["水", "北方", "0", "50", "1"],
    ["水", "南方", "100", "60", "2"],
]


def written(rows, mark=",") -> str:
    return "".join(mark.join(row) + "\r\n" for row in rows)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_dialect_gives_the_same_table(tmp_path, mark, encoding):
    file = tmp_path / "table.csv"
    file.write_bytes(written(ROWS, mark).encode(encoding))
    found = read_table(file)
    assert found.parties == ("北方", "南方")
    assert found.positions[:, 0].tolist() == [0.0, 100.0]
    assert any("gb18030" in note for note in found.notes) == (encoding == "gb18030")


def test_traditional_chinese_in_big5_is_read(tmp_path):
    file = tmp_path / "table.csv"
    file.write_bytes("issue,actor,position,salience\n邊界問題,臺灣代表,10,50\n邊界問題,歐洲聯盟,90,60\n".encode("big5"))
    found = read_table(file)
    assert found.parties == ("臺灣代表", "歐洲聯盟")
    assert any("big5" in note for note in found.notes)


def test_chinese_headings_and_signs_of_full_width_are_read(tmp_path):
    file = tmp_path / "table.csv"
    file.write_text("参与方,议题,立场,重要性,实力\n甲,税,６０,８０％,10\n乙,税,100％,90,8\n", encoding="gb18030")
    found = read_table(file)
    assert found.positions[:, 0].tolist() == [60.0, 100.0]
    assert found.salience[:, 0].tolist() == [0.8, 0.9]
    assert sum("per cent" in note for note in found.notes) == 2


def test_names_that_look_alike_are_one_and_told(tmp_path):
    file = tmp_path / "table.csv"
    file.write_text(
        "issue,actor,position,salience\nwater,Türkiye,0,50\nroads,Tu\u0308rkiye,0,50\nroads,⾮洲,10,50\nwater,非洲,10,50\n",
        encoding="utf-8",
    )
    found = read_table(file)
    assert found.parties == ("Türkiye", "⾮洲")
    assert sum(" was read as " in note for note in found.notes) == 2


def test_what_is_absent_small_or_differs_is_told_with_its_row(tmp_path):
    file = tmp_path / "table.csv"
    file.write_text(
        "My table\n\nissue,actor,position,salience,power\nwater,North,n/a,50,1\nwater,South,10,0.5,1\n"
        "roads,North,0,50,5\nroads,South,20,60,1\nwater,East,30,40,2\nroads,East,30,40,3\n"
    )
    notes = "\n".join(read_table(file).notes)
    assert "2 rows above" in notes
    assert "row 4: North has no position on water (n/a)" in notes
    assert "row 5: the salience of water to South" in notes
    assert "power of East differs by issue, 2 to 3" in notes


def test_a_party_to_whom_nothing_matters_is_told_where_it_stands(tmp_path):
    file = tmp_path / "table.csv"
    file.write_text("issue,actor,position,salience\nwater,North,0,0\nwater,South,100,50\n")
    with pytest.raises(CaseError) as caught:
        read_table(file)
    assert caught.value.problems[0].line == 2


def test_ranges_come_back_as_they_were_exported(tmp_path):
    file = tmp_path / "table.csv"
    file.write_text(
        "issue,actor,position,salience,power,position_low,position_high,salience_low,salience_high,colour\n"
        "water,North,30,50,1,20,40,30,70,red\nwater,South,100,60,2,100,100,60,60,blue\n"
    )
    found = read_table(file)
    assert found.ranges == {("water", "North", "position"): (20.0, 40.0), ("water", "North", "salience"): (30.0, 70.0)}
    assert any("colour" in note for note in found.notes)
    case = check(as_case(found, "ranges", date(2026, 1, 1))).case
    rows = [dict(zip(HEAD, row, strict=True)) for row in rows_of(case, beliefs=4000)[1:]]
    assert rows[0]["position_low"] == pytest.approx(20.0, abs=0.7)
    assert rows[0]["position_high"] == pytest.approx(40.0, abs=0.7)
    assert (rows[1]["position_low"], rows[1]["position_high"]) == (100, 100)
    file.write_text(file.read_text().replace(",20,40,", ",40,20,"))
    with pytest.raises(CaseError) as caught:
        read_table(file)
    assert caught.value.problems[0].column == 7


def test_a_workbook_is_read_as_it_looks(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Read me first"])
    sheet = book.create_sheet("data")
    for row in (["issue", "actor", "position", "salience"], ["water", "North", 0.25, 50], [None, "South", 1, 60]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    for cell in ("C2", "C3"):
        sheet[cell].number_format = "0%"
    file = tmp_path / "table.xlsx"
    book.save(file)
    found = read_table(file)
    assert found.issues == ("water",)
    assert found.positions[:, 0].tolist() == [25.0, 100.0]
    notes = "\n".join(found.notes)
    assert "sheet data" in notes
    assert "merged" in notes
    sheet["C2"] = "=1/4"
    book.save(file)
    with pytest.raises(CaseError) as caught:
        read_table(file)
    assert "formula" in caught.value.problems[0].found


def _read(tmp_path, text, name="table.csv"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_table(tmp_path / name)


def test_headings_in_two_rows_are_read_as_one(tmp_path):
    found = _read(tmp_path, "A table of ours,,,\n,,Views,\nissue,actor,position,salience\ntax,North,10,50\n")
    assert found.parties == ("North",)
    text = "What,,Wants,,Who\nissue,party,position,salience,\n,,0-100,0-100,\ntax,North,10,50,x\n"
    found = _read(tmp_path, text)
    assert found.positions.tolist() == [[10.0]]
    assert any("row 3" in note for note in found.notes)
    found = _read(tmp_path, "issue,actor,Wants,,power\n,,position,salience,\ntax,North,10,50,2\ntax,South,90,40,3\n")
    assert found.power[:, 0].tolist() == [2.0, 3.0]
    assert any("rows 1 and 2" in note for note in found.notes)


def test_traditional_chinese_headings_are_read(tmp_path):
    (tmp_path / "big5.csv").write_bytes("參與方,議題,立場,重要性,實力\n甲,稅,60,80,10\n乙,稅,100,90,8\n".encode("big5"))
    found = read_table(tmp_path / "big5.csv")
    assert found.positions[:, 0].tolist() == [60.0, 100.0]


def test_per_cent_beside_plain_numbers_is_told_with_its_rows(tmp_path):
    found = _read(tmp_path, "issue,actor,position,salience\ntax,North,10%,50\ntax,South,90,40\n")
    assert [note for note in found.notes if "position" in note and "rows 2" in note]


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ("NORTH", "case"),
        ("Ｎorth", "width"),
        ("Cafe\u0301", "accents"),
        ("⾮洲", "look alike"),
    ],
)
def test_names_that_are_one_say_in_what_they_differ(tmp_path, second, words):
    first = {"Cafe\u0301": "Café", "⾮洲": "非洲"}.get(second, "North")
    found = _read(tmp_path, f"issue,actor,position,salience\ntax,{first},10,50\nroad,{second},90,40\n")
    assert found.parties == (first,)
    assert [note for note in found.notes if "row 3" in note and words in note]


def test_other_programs_tables_say_what_they_were_taken_for(tmp_path):
    found = _read(tmp_path, "#O;Talks\n#A;North;;\n#P;tax;\n#D;North;tax;10;0.5;2\n", "lines.txt")
    assert any("exchange" in note for note in found.notes)
    found = _read(tmp_path, "Talks,x,1,1\nname,description,power,taxPosition,taxSalience\nNorth,,2,10,50\n", "ktab.csv")
    assert any("KTAB" in note for note in found.notes)


@pytest.mark.parametrize("case", ["alaska-2025", "emission-standards-1985"])
def test_what_was_exported_comes_back_the_same(tmp_path, case):
    """Titles in both languages, topics, options, limits and ranges; exported again it is the same table."""
    first = rows_of(detente.load(case))
    (tmp_path / "t.csv").write_text("\n".join(_line(row) for row in first) + "\n", encoding="utf-8")
    text = as_case(read_table(tmp_path / "t.csv"), case, date(2025, 8, 12))
    again = read_text(text, "again")
    assert rows_of(again) == first
    was = detente.load(case).document
    for key, issue in again.document.issues.items():
        assert issue.title == was.issues[key].title
        assert {o: each.level for o, each in issue.options.items()} == {
            o: each.level for o, each in was.issues[key].options.items()
        }


def _line(row):
    return ",".join('"' + str(cell).replace('"', '""') + '"' for cell in row)


def test_options_that_are_none_are_told_by_their_cell(tmp_path):
    with pytest.raises(CaseError) as caught:
        _read(tmp_path, "issue,actor,position,salience,options\ntax,North,10,50,low: 0; high: 100\n")
    assert caught.value.problems[0].where.endswith("table.csv:2:5")


def test_parties_whose_names_yaml_takes_for_something_else_keep_their_names(tmp_path):
    rows = "".join(f"tax,{name},{10 * k},50\n" for k, name in enumerate(("No", "Yes", "null", "true", "off"), start=1))
    text = as_case(_read(tmp_path, "issue,actor,position,salience\n" + rows), "names", date(2026, 1, 15))
    assert [party.title.en for party in read_text(text, "names").document.parties.values()] == [
        "No",
        "Yes",
        "null",
        "true",
        "off",
    ]
    assert all(isinstance(key, str) for key in yaml.safe_load(text)["parties"])  # which reads YAML 1.1
