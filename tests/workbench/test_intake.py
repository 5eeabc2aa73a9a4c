"""From documents to a case: they are read, gone through beside the text, put aside and gone on with."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

NEWS = Path(__file__).parents[2] / "docs" / "files" / "river-news.txt"


@pytest.fixture
def review(client):
    """Return the path of a review that was begun."""
    document = {"name": "../../news one.txt", "base64": base64.b64encode(NEWS.read_bytes()).decode()}
    answer = client.post("/api/drafts", json={"title": "The river", "documents": [document]})
    assert answer.status_code == 201, answer.text
    return f"/api/cases/{answer.json()['name']}/review"


def test_documents_become_a_case_with_candidates_beside_their_text(client, folder, review):
    assert (folder / "documents" / "The-river" / "news-one.txt").read_bytes() == NEWS.read_bytes()
    cards = client.get(review).json()["cards"]
    assert cards[0]["candidate"]["path"].startswith("parties.")
    assert all(card["decision"] is None for card in cards)
    for language in ("en", "zh"):
        client.cookies.set("detente-language", language)
        page = client.get("/case/The-river.yaml/intake").text
        assert "<mark>" in page
        assert '<a href="#card-5"' in page
        assert page.count('class="card ') == len(cards)
        assert "/case/The-river.yaml/intake" in client.get("/case/The-river.yaml/case").text


def test_decisions_are_written_kept_and_taken_back(client, folder, review):
    paths = [card["candidate"]["path"] for card in client.get(review).json()["cards"]]
    before = (folder / "The-river.yaml").read_text()
    assert client.post(review, json={"path": paths[0], "verdict": "accept"}).status_code == 200
    told = client.post(review, json={"path": paths[1], "verdict": "edit", "value": "<b>Delta</b>"}).json()
    assert "&lt;b&gt;Delta" in told["shown"]
    assert "<b>Delta</b>" in (folder / "The-river.yaml").read_text()
    again = client.get(review).json()["cards"]
    assert [card["decision"]["verdict"] for card in again if card["decision"]] == ["accept", "edit"]
    told = client.post(review, json={"path": paths[-1], "verdict": "reject", "value": "not said"}).json()
    assert told["cards"][-1]["decision"]["value"] == "not said"
    for _ in range(3):
        assert client.post(review, json={"undo": True}).status_code == 200
    assert (folder / "The-river.yaml").read_text() == before


@pytest.mark.parametrize("wrong", [{"path": "parties.none", "verdict": "accept"}, {"path": "parties", "verdict": "x"}])
def test_what_cannot_be_decided_is_refused(client, review, wrong):
    assert client.post(review, json=wrong).status_code == 400


def test_a_case_edited_meanwhile_is_not_overwritten(client, folder, review):
    with (folder / "The-river.yaml").open("a") as file:
        file.write("# by hand\n")
    answer = client.post(review, json={"path": "parties.delta", "verdict": "accept"})
    assert answer.status_code == 400
    assert "# by hand" in (folder / "The-river.yaml").read_text()
    assert client.get("/case/The-river.yaml/intake").status_code == 200


@pytest.mark.parametrize(
    "documents",
    [[], None, "x", [1], [{"name": "a.exe", "base64": "AAAA"}], [{"name": "a.txt", "base64": "ä"}], [{"text": ""}]],
)
def test_what_is_no_document_is_refused_and_leaves_nothing(client, folder, documents):
    answer = client.post("/api/drafts", json={"title": "Nothing", "as_of": "2026-01-01", "documents": documents})
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not (folder / "Nothing.yaml").exists()
    assert not (folder / "documents" / "Nothing").exists()


def test_a_case_that_was_never_drafted_has_no_review(client):
    assert client.get("/api/cases/river.yaml/review").status_code == 400
    assert client.get("/case/river.yaml/intake").status_code == 200
