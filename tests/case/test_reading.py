"""Reading: files that are none, what YAML means here, where things stand."""

import hashlib
import os
import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case import Case, cases, load, read_bytes, read_text
from detente.case.reading.yaml_events import LARGEST_FILE, grow
from detente.case.schema.votes import groups_of
from detente.errors import CaseError, Problem

VILLAGE = Path(__file__).with_name("village.yaml")


@pytest.fixture(scope="module")
def village() -> Case:
    return load(VILLAGE)


def told(error: pytest.ExceptionInfo[CaseError]) -> str:
    assert len(error.value.problems) == 1
    return str(error.value)


def test_a_case_says_what_it_is(village):
    assert repr(village) == (
        "<Case mill-dispute, 2024-03-01 to 2024-12-01: 4 parties, 3 issues, 2 meetings, 2 scenarios>"
    )
    html = village._repr_html_()
    assert "<caption>The mill dispute</caption>" in html
    assert "upper elders" in html


def test_html_is_escaped():
    text = VILLAGE.read_text(encoding="utf-8").replace("The mill dispute", "<script>")
    assert "<script>" not in read_text(text)._repr_html_()


def test_hash_is_that_of_the_file(village):
    assert village.sha256 == hashlib.sha256(VILLAGE.read_bytes()).hexdigest()


def test_a_case_can_be_pickled_and_compared(village):
    assert pickle.loads(pickle.dumps(village)) == village
    assert load(VILLAGE) == village
    assert hash(load(VILLAGE)) == hash(village)


@pytest.mark.parametrize(
    ("path", "token"),
    [
        ("positions.upper.water.limit", "60, because"),
        ("scenarios.peace.when.by", "2024-11-01, lasting"),
        ("linked.0.worth", "-0.2 to -0.1"),
        ("meetings", "meetings:"),
        ("factors.mood.series.2023-11", "2023-11:"),
        ("parties.lower.style.toughness", "lower: {power"),
        ("events.collapse.rate.ages.1 month", "1 per year, later"),
    ],
)
def test_where_things_stand(village, path, token):
    line, column = village.where(path).removeprefix(f"{VILLAGE}:").split(":")
    assert village.text.splitlines()[int(line) - 1][int(column) - 1 :].startswith(token)


def test_parts_of_a_case_cannot_be_changed(village):
    with pytest.raises(ValueError, match="frozen"):
        village.document.as_of = date(2020, 1, 1)


def test_yaml_words_of_old_are_texts():
    text = "[no, on, 0o14, 012, 1_000, 1:20]"
    assert grow(text).data == ["no", "on", "0o14", 12, "1_000", "1:20"]


def test_dates_as_keys_are_texts():
    assert grow("2024-01-02: 2024-01-03").data == {"2024-01-02": date(2024, 1, 3)}


def test_a_byte_order_mark_stays_in_the_text_and_says_nothing(village):
    content = b"\xef\xbb\xbf" + VILLAGE.read_bytes()
    marked = read_bytes(content, str(VILLAGE))
    assert marked.document == village.document
    assert marked.lines == village.lines
    assert marked.text.encode() == content


def test_windows_line_ends(village):
    crlf = read_bytes(VILLAGE.read_bytes().replace(b"\n", b"\r\n"), "v.yaml")
    assert crlf.document == village.document
    assert crlf.lines == village.lines


def test_no_such_file(tmp_path):
    (tmp_path / "ferry.yaml").write_text("detente: 1", encoding="utf-8")
    with pytest.raises(CaseError) as error:
        load(tmp_path / "fery.yaml")
    assert "no file" in told(error)
    assert "did you mean ferry.yaml?" in told(error)


def test_no_such_shipped_case():
    ids = [case.id for case in cases()]
    with pytest.raises(CaseError) as error:
        load(f"{ids[0][:-1]}x" if ids else "none")
    assert "no file" in told(error)
    if ids:
        assert f"did you mean {ids[0]}?" in told(error)


def test_shipped_cases_load_by_their_id():
    for shipped in cases():
        case = load(shipped.id)
        assert (case.id, case.document.as_of) == (shipped.id, shipped.as_of)
        assert case.document.title == shipped.title


def test_directory(tmp_path):
    with pytest.raises(CaseError) as error:
        load(tmp_path)
    assert "a directory" in told(error)


def test_not_utf8(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"detente: 1\ntitle: M\xfchle\n")
    with pytest.raises(CaseError) as error:
        load(path)
    assert f"{path}:2:9" in told(error)
    assert "not UTF-8" in told(error)


def test_sixteen_bit_text(tmp_path):
    path = tmp_path / "wide.yaml"
    path.write_bytes("detente: 1".encode("utf-16"))
    with pytest.raises(CaseError, match="UTF-8"):
        load(path)


def test_hundred_megabytes_are_refused_unread(tmp_path):
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(CaseError) as error:
        load(path)
    assert "100000000 bytes" in told(error)
    with pytest.raises(CaseError, match="bytes"):
        read_bytes(b"#" * (LARGEST_FILE + 1), "a.yaml")


def test_nul_in_a_path():
    with pytest.raises(CaseError, match="cannot be read"):
        load("a\0b.yaml")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_forbidden_file(tmp_path):
    path = tmp_path / "secret.yaml"
    path.write_text("detente: 1", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(CaseError, match="cannot be read"):
        load(path)


def test_a_thousand_million_laughs_are_refused_at_once():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{chr(98 + k)}: &{chr(98 + k)} [" + ", ".join([f"*{chr(97 + k)}"] * 9) + "]" for k in range(20)]
    with pytest.raises(CaseError, match="anchor"):
        read_text("\n".join(lines))


def test_hundred_thousand_brackets_are_refused():
    with pytest.raises(CaseError, match="40 levels"):
        read_text("a: " + "[" * 100_000)


def problems(text: str) -> tuple[Problem, ...]:
    try:
        read_text(text, "wreck.yaml")
    except CaseError as error:
        return error.problems
    return ()


WRECKS = st.text(alphabet="detn: 1{}[],&*!|>-'\"#%@`\n\t?ü", max_size=60)


@settings(max_examples=150, deadline=None)
@given(WRECKS)
def test_no_text_ends_in_anything_but_a_case_error(text):
    with pytest.raises(CaseError) as error:
        read_text(text, "wreck.yaml")
    assert str(error.value)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_value_anywhere_ends_in_anything_but_a_case_error(data):
    lines = VILLAGE.read_text(encoding="utf-8").splitlines()
    number = data.draw(st.integers(2, len(lines) - 1))
    wreck = data.draw(st.sampled_from(["[]", "{}", "3", "~", "x: 1", "[1, 2]", ".nan", "true", "- a", "2024-01-01"]))
    key = lines[number].split(":")[0]
    lines[number] = f"{key}: {wreck}"
    assert all(problem.found and problem.allowed for problem in problems("\n".join(lines)))


def test_a_shipped_case_goes_by_the_name_of_its_file_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shipped = load("chicken")
    assert load(shipped.file) == shipped
    Path(shipped.file).write_text(VILLAGE.read_text(), encoding="utf-8")
    assert load(shipped.file).id == load(VILLAGE).id
    with pytest.raises(CaseError, match="no file"):
        load("chickn.yaml")


@pytest.mark.parametrize(
    ("rule", "votes"),
    [
        ("{at_least: 2, of: [upper, mill-owner]}", (2, {"upper": 1, "mill-owner": 1})),
        ("{at_least: 3, of: {upper: 3, mill-owner: 2}}", (3, {"upper": 3, "mill-owner": 2})),
        ("{at_least: 50.5, of: {upper: 60, mill-owner: 40}}", (3, {"upper": 3, "mill-owner": 2})),
        ("{at_least: 0.3, of: {upper: 0.1, mill-owner: 0.2}}", (3, {"upper": 1, "mill-owner": 2})),
        ("{at_least: 1e9, of: {upper: 1e9, mill-owner: 0.000001}}", (10**15, {"upper": 10**15, "mill-owner": 1})),
    ],
)
def test_rules_of_consent_are_whole_votes(rule, votes):
    """No sum of weights misses its quota for the error of binary fractions: 0.1 + 0.2 reaches 0.3."""
    text = VILLAGE.read_text(encoding="utf-8").replace("{at_least: 1, of: [upper, mill-owner]}", rule)
    issue = read_text(text).document.issues["toll"]
    assert issue.counted is not None
    ((vote,),) = groups_of(issue.counted)
    assert (vote.size, vote.votes) == votes
    assert issue.asked == ("upper", "mill-owner")
