"""From numbers to paragraphs and back: chains, coverage, hashes."""

import hashlib
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from detente.case import Case, load, quantities
from detente.case.editing.edit import with_values
from detente.errors import EvidenceError
from detente.evidence import chain, coverage, read_source, support

VILLAGE = Path(__file__).parents[1] / "case" / "village.yaml"
LINES = ["The chronicle", "Upper lives by water.", "Lower asked for a guard.", "Twice.", "", "Nobody answered."]


@pytest.fixture(scope="module")
def village() -> Case:
    return load(VILLAGE)


@pytest.fixture
def chronicle(tmp_path) -> Path:
    path = tmp_path / "chronicle.txt"
    path.write_bytes("\n".join(LINES).encode())
    return path


@pytest.fixture
def hashed(village, chronicle) -> Case:
    return with_values(village, {"sources.chronicle.sha256": hashlib.sha256(chronicle.read_bytes()).hexdigest()})


def test_a_chain_leads_from_a_number_to_paragraphs(village):
    links = chain(village, "positions.upper.toll.salience")
    assert [ground.id for ground in links.grounds] == ["guard-wanted"]
    assert links.grounds[0].claim.kind == "fact"
    assert links.grounds[0].source.title.en == "The chronicle"
    assert links.paragraphs == (("chronicle", 2), ("chronicle", 3))
    assert not links.is_guess


def test_a_number_inherits_the_claims_around_it(village):
    assert chain(village, "positions.upper.water.limit").paragraphs == (("chronicle", 1),)


def test_a_number_without_claims_is_a_guess(village):
    links = chain(village, "parties.upper.power")
    assert links.is_guess
    assert links.paragraphs == ()


def test_chains_of_all_numbers_agree_with_the_numbers(village):
    for path, number in quantities(village.document).items():
        assert tuple(ground.id for ground in chain(village, path).grounds) == number.because


def test_no_number_at_a_path(village):
    with pytest.raises(EvidenceError, match=r"did you mean positions\.upper\.water\.limit\?"):
        chain(village, "positions.upper.water.limt")


def test_guesses_are_counted_among_written_numbers(village):
    counted = support(village)
    assert set(counted.supported) == {
        *(f"positions.upper.water.{name}" for name in ("ideal", "salience", "limit")),
        "positions.upper.toll.salience",
    }
    assert "parties.upper.style.toughness" in counted.guesses
    assert "parties.upper.price.moved_by.anger.by" in counted.guesses
    assert "linked.guarded-water.worth" in counted.guesses
    assert "parties.lower.style.toughness" not in counted.guesses
    assert not [path for path in counted.guesses if path.startswith("general.")]
    total = len(counted.supported) + len(counted.guesses)
    assert counted.share_of_guesses == pytest.approx(1 - 4 / total)


def test_coverage_paragraph_by_paragraph(hashed, chronicle):
    covered = coverage(hashed, chronicle)
    assert [paragraph.text for paragraph in covered.paragraphs] == LINES
    assert [paragraph.number for paragraph in covered.covered] == [1, 2, 3]
    assert covered.paragraphs[1].elements == ("issues.water", "positions.upper.water", "reference_classes.old-mills")
    assert covered.paragraphs[3].elements == ("positions.upper.toll.salience",)
    assert covered.paragraphs[2].claims == ("guard-wanted",)
    assert [(p.number, p.not_used.en) for p in covered.not_used] == [(0, "title only")]
    assert [paragraph.number for paragraph in covered.open] == [5]
    assert covered.idle_claims == ()


def test_claims_that_nothing_rests_on_are_idle(hashed, chronicle):
    idle = with_values(hashed, {"positions.upper.toll.salience": 50})
    covered = coverage(idle, chronicle)
    assert covered.idle_claims == ("guard-wanted",)
    assert [paragraph.number for paragraph in covered.open] == [2, 3, 5]


def test_coverage_cannot_be_changed(hashed, chronicle):
    covered = coverage(hashed, chronicle)
    with pytest.raises(FrozenInstanceError):
        covered.paragraphs[0].number = 3


def test_another_text_is_refused_with_both_hashes(hashed, chronicle):
    expected = hashlib.sha256(chronicle.read_bytes()).hexdigest()
    chronicle.write_bytes(chronicle.read_bytes() + b"!")
    found = hashlib.sha256(chronicle.read_bytes()).hexdigest()
    for source in (None, "chronicle"):
        with pytest.raises(EvidenceError) as error:
            read_source(hashed, chronicle, source)
        assert expected in str(error.value)
        assert found in str(error.value)


def test_a_source_without_hash_cannot_be_told(village, chronicle):
    found = hashlib.sha256(chronicle.read_bytes()).hexdigest()
    with pytest.raises(EvidenceError, match=f"write `sha256: {found}`"):
        read_source(village, chronicle, "chronicle")
    with pytest.raises(EvidenceError, match="no hash of any source"):
        read_source(village, chronicle)


def test_no_such_source(hashed, chronicle):
    with pytest.raises(EvidenceError, match=r"did you mean chronicle\?"):
        read_source(hashed, chronicle, "chronicles")


def test_the_number_of_paragraphs_must_be_that_of_the_case(hashed, chronicle):
    with pytest.raises(EvidenceError, match="has 6 paragraphs; the case says 7"):
        coverage(with_values(hashed, {"sources.chronicle.paragraphs": 7}), chronicle)


@pytest.mark.parametrize("content", [b"M\xfchle", None])
def test_files_that_cannot_be_read(village, tmp_path, content):
    path = tmp_path / "chronicle.txt"
    if content is not None:
        path.write_bytes(content)
    sha256 = hashlib.sha256(content or b"").hexdigest()
    case = with_values(village, {"sources.chronicle.sha256": sha256})
    with pytest.raises(EvidenceError, match=r"no text in UTF-8|cannot read"):
        coverage(case, path)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_are_no_paragraphs(village, tmp_path, end):
    path = tmp_path / "chronicle.txt"
    path.write_bytes((end.join(LINES) + end).encode())
    case = with_values(village, {"sources.chronicle.sha256": hashlib.sha256(path.read_bytes()).hexdigest()})
    assert read_source(case, path).paragraphs == tuple(LINES)
