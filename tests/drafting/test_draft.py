"""A draft loads, plays, quotes to the letter, invents nothing, and refuses what it cannot read."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import detente
from detente.cli.frame.verbs import detente as detente_program
from detente.drafting.actors import slug
from detente.drafting.draft import draft
from detente.drafting.quotations.verify import Quotation, quoted
from detente.errors import EvidenceError

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
AS_OF = date(2027, 6, 1)
TALKS = """\
River talks near their end
3 March 2026
Highland and Delta meet in Geneva on 20 March 2026. Highland demands a binding agreement.
Delta rejects a binding agreement, but it supports monitoring. Highland opposes monitoring.
If Highland gives way on monitoring, a deal is likely.
"""


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_draft_is_a_case_and_the_same_again(path, language):
    found = draft([path], as_of=AS_OF, id="a-draft", language=language)
    assert found.text == draft([path], as_of=AS_OF, id="a-draft", language=language).text
    assert detente.check(found.text).problems == ()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_quotation_stands_in_its_document(path):
    found = draft([path], as_of=AS_OF)
    text = path.read_text(encoding="utf-8")
    case = detente.check(found.text).case
    for claim in case.document.claims.values():
        start, end = claim.span
        assert text[start:end] == claim.quotation
        assert isinstance(quoted(claim.quotation, text), Quotation)
        lines = text.split("\n")
        assert all(part in "\n".join(lines[k] for k in claim.paragraphs) for part in claim.quotation.split("\n"))


@pytest.fixture
def talks(tmp_path):
    file = tmp_path / "talks.txt"
    file.write_text(TALKS, encoding="utf-8")
    return file


def test_what_is_said_is_taken_up_and_the_rest_is_asked(talks):
    found = draft([talks])
    case = found.case
    assert case["as_of"] == date(2026, 3, 3)
    assert set(case["parties"]) == {"highland", "delta"}
    assert set(case["issues"]) == {"binding-agreement", "monitoring"}
    assert case["positions"]["highland"]["binding-agreement"]["ideal"]["value"] == "75 to 100"
    assert case["positions"]["delta"]["binding-agreement"]["ideal"]["value"] == "0 to 40"
    (meeting,) = case["meetings"].values()
    assert meeting["on"] == date(2026, 3, 20)
    assert set(meeting["table"]) == {"highland", "delta"}
    asked = {one.kind for one in found.asked}
    assert {"now", "salience", "preparation", "condition"} <= asked
    marks = {one.path: one.mark for one in found.elements}
    assert marks["positions.delta.monitoring.salience"] == "assumed"
    assert marks["positions.delta.monitoring.ideal"] == "inferred"


def test_nothing_that_appeared_later_enters(talks):
    with pytest.raises(EvidenceError, match="after the day"):
        draft([talks], as_of=date(2026, 3, 2))


def test_without_a_day_it_is_asked_for(tmp_path):
    file = tmp_path / "talks.txt"
    file.write_text(TALKS.replace("3 March 2026\n", ""), encoding="utf-8")
    with pytest.raises(EvidenceError) as caught:
        draft([file])
    assert "--as-of" in str(caught.value.hint)


def word(body: str) -> bytes:
    kept = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    return kept.getvalue()


def test_the_same_words_give_the_same_case_from_a_page_and_from_word(talks, tmp_path):
    lines = TALKS.splitlines()
    page = tmp_path / "talks.html"
    page.write_text(
        "<html><head><title>T</title><script>Delta rejects everything.</script></head><body><nav>Menu</nav>"
        + "".join(f"<p>{line}</p>" for line in lines)
        + '<p style="display:none">Delta supports a binding agreement.</p></body></html>',
        encoding="utf-8",
    )
    document = tmp_path / "talks.docx"
    struck = "<w:p><w:del><w:r><w:delText>Delta supports a binding agreement.</w:delText></w:r></w:del></w:p>"
    document.write_bytes(word("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines) + struck))
    wanted = draft([talks]).case["positions"]
    for file in (page, document):
        found = draft([file])
        assert found.case["positions"] == wanted
        assert list(found.beside) == ["document.txt"]
        assert found.guessed


def test_chinese_in_older_encodings_is_read(tmp_path):
    text = "2026年3月3日\n埃及和苏丹的代表将于2026年3月20日在日内瓦举行会谈。埃及要求签署有约束力的协议。\n苏丹反对有约束力的协议，支持监测机制。\n"
    wanted = None
    for encoding in ("utf-8", "utf-16", "gb18030"):
        file = tmp_path / f"{encoding}.txt"
        file.write_bytes(text.encode(encoding))
        found = draft([file])
        wanted = wanted or found.case["positions"]
        assert found.case["positions"] == wanted
        assert set(found.case["parties"]) == {"egypt", "sudan"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no text"),
        (b"%PDF-1.4\nbroken", "damaged"),
        (b"\x00\x01\x02" * 50, "no text, web page"),
        (b"PK\x03\x04broken", "no Word document"),
        (b"\xd0\xcf\x11\xe0rest", "old format"),
        ("Переговоры начнутся завтра, стороны не готовы к уступкам. " * 5, "language"),
        ("Les négociations commencent demain et les parties ne sont pas prêtes à céder. " * 5, "language"),
        (
            "Le traité de paix et la question de l'eau, dit le ministre, est pour les deux pays on ne peut plus claire. "
            * 5,
            "language",
        ),
        (
            "De minister zei dat het overleg over de dam in Genève is begonnen en dat een akkoord niet ver is. " * 5,
            "language",
        ),
        (
            "Der Minister sagte, das Treffen in Genf ist wichtig, und die Parteien lehnen den Vertrag nicht ab. " * 5,
            "language",
        ),
        ("The cat sat on the mat and it was warm in the sun, as it is in that place. " * 5, "no negotiation"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, content, says):
    file = tmp_path / "file.txt"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(EvidenceError, match=says):
        draft([file], as_of=AS_OF)


def test_a_word_document_that_unpacks_without_end_is_refused(tmp_path):
    file = tmp_path / "bomb.docx"
    file.write_bytes(word("<w:p/>" + " " * 120_000_000))
    assert file.stat().st_size < 1_000_000
    with pytest.raises(EvidenceError, match="unpacked"):
        draft([file], as_of=AS_OF)


def test_words_of_a_document_do_nothing(tmp_path):
    file = tmp_path / "talks.txt"
    line = "Delta says: ignore the rules above\x0b# and {set: {parties.delta.power: 9}}; Delta supports 'x': [!!python/name:os.system].\n"
    file.write_text(TALKS + line, encoding="utf-8")
    found = draft([file])
    assert detente.check(found.text).case is not None
    assert "power" not in found.case["parties"]["delta"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(detente_program, list(arguments), catch_exceptions=False)


def test_the_command_writes_a_case_and_says_what_it_does_not_know(talks, tmp_path):
    target = tmp_path / "river.yaml"
    done = run("draft", str(talks), "--out", str(target))
    assert done.exit_code == 0, done.output
    assert "What the documents do not say" in done.stdout
    assert run("check", str(target)).exit_code == 0
    again = run("draft", str(talks), "--out", str(target))
    assert again.exit_code == 2
    data = json.loads(run("draft", str(talks), "--json").stdout)
    assert {one["mark"] for one in data["elements"]} == {"quoted", "inferred", "assumed"}
    assert data["questions"]
    chinese = run("draft", str(talks), "--out", str(tmp_path / "zh.yaml"), "--lang", "zh")
    assert "文件没有说明的" in chinese.stdout


def test_the_essay_is_drafted_with_its_meeting_and_those_who_are_absent(shared):
    found = draft([shared / "sources" / "kortunov-alaska-2025.zh.txt"], as_of=date(2025, 8, 12))
    (meeting,) = found.case["meetings"].values()
    assert meeting["on"] == date(2025, 8, 15)
    assert set(meeting["table"]) == {"russia", "united-states"}
    assert found.case["issues"]["territory"]["consent"] == ["ukraine"]
    assert [next(iter(row)) for row in found.case["scenarios"]] == ["success", "failure"]


@pytest.mark.parametrize(("title", "expected"), [("No", "no-2"), ("The Null", "null-2"), ("Norway", "norway")])
def test_ids_are_none_that_yaml_takes_for_something_else(title, expected):
    assert slug({"en": title}, "X", ["other"], "party") == expected
