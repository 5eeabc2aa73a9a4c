"""Facts and the ledger: what has happened is put in, taken in, sealed, resolved and scored; nothing sealed changes."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

import detente
from detente.forecast.record import Record, record
from detente.locale import texts
from detente.report.redaction import redacted
from detente.workbench.calibration import picture
from detente.workbench.facts import asked_of, begun_facts, with_fact, without_fact
from detente.workbench.questions import kinds_of

API = "/api/cases/river.yaml"
QUESTIONS = Path(__file__).parents[2] / "docs" / "files" / "08-questions.yaml"
ENDED = {
    "kind": "meeting",
    "of": "spring-talks",
    "outcome": "none",
    "on": "2026-03-10",
    "about": "The spring talks ended without an agreement.",
    "source": "Delta Herald",
}
STOPPED = {
    "kind": "event",
    "of": "releases-stop",
    "so": False,
    "on": "2026-03-01",
    "about": "没有停止放水",
    "source": "报",
}


@pytest.fixture
def asking(client, folder):
    """Return a client of a folder whose case asks a question."""
    (folder / "river.yaml").write_bytes(QUESTIONS.read_bytes())
    return client


def over(client, answer):
    """Wait for a job."""
    assert answer.status_code == 202, answer.text
    path = f"/api/jobs/{answer.json()['id']}"
    while (told := client.get(path).json())["state"] not in ("done", "failed", "stopped"):
        time.sleep(0.05)
    return told


def test_facts_stand_in_the_order_of_their_days_and_the_rest_stays(asking, folder):
    for each in (ENDED, STOPPED):
        assert asking.post(f"{API}/facts", json=each).status_code == 201
    file = folder / "river.facts.yaml"
    text = file.read_text()
    assert text.index("releases-stop") < text.index("spring-talks")
    file.write_text(text.replace("facts:\n", "facts:\n  # kept\n"))
    assert asking.post(f"{API}/facts", json={**ENDED, "kind": "context", "on": "2026-03-05"}).status_code == 201
    assert "# kept" in file.read_text()
    assert [each["name"] for each in asking.get("/api/cases").json()] == ["river.yaml"]
    page = asking.get("/case/river.yaml/facts").text
    assert "The spring talks ended" in page
    assert "没有停止放水" in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"on": "2027-03-10"}, 422),
        ({"on": "2026-02-30"}, 400),
        ({"of": "no-talks"}, 422),
        ({"kind": "rumour"}, 400),
        ({"about": " "}, 400),
        ({"source": ""}, 422),
        ({"terms": {"summer-release": "no-such"}}, 422),
    ],
)
def test_what_cannot_be_so_is_refused_in_words_and_leaves_no_file(asking, folder, wrong, told):
    answer = asking.post(f"{API}/facts", json={**ENDED, **wrong})
    assert answer.status_code == told
    assert answer.json().get("error") or answer.json()["problems"]
    assert not (folder / "river.facts.yaml").exists()


def test_a_fact_is_taken_out_again():
    case = detente.load(QUESTIONS)
    text, facts = with_fact("", ENDED, case, "facts", "en")
    assert without_fact(text, next(iter(facts.document.facts)), "facts") == begun_facts(case)
    with pytest.raises(detente.errors.OptionError):
        without_fact(text, "no-such", "facts")


def test_the_form_knows_what_can_be_known_when():
    asked = {(each.kind, each.id): each for each in asked_of(detente.load(QUESTIONS), "en")}
    talks = asked["meeting", "spring-talks"]
    assert talks.first == talks.usual
    assert talks.issues
    assert asked["factor", "drought"].last.isoformat() == "2026-12-31"


def test_the_path_of_every_scenario_is_worked_out(asking):
    assert asking.post(f"{API}/observe", json={}).status_code == 400
    asking.post(f"{API}/facts", json=ENDED)
    told = over(asking, asking.post(f"{API}/observe", json={"beliefs": 20}))
    assert told["state"] == "done", told["error"]
    assert len(told["found"]["facts"]) == 1
    page = asking.get(f"/jobs/{told['id']}/page")
    assert "--events river.facts.yaml" in page.text


def test_a_forecast_is_sealed_resolved_and_scored_and_never_changed(asking, folder):
    told = over(asking, asking.post(f"{API}/seal", json={"beliefs": 20, "runs": 10}))
    assert told["found"]["new"] is True
    before = (folder / "ledger" / "ledger.jsonl").read_bytes()
    again = over(asking, asking.post(f"{API}/seal", json={"beliefs": 20, "runs": 10}))
    assert again["found"]["new"] is False
    said = {"question": "treaty-by-june", "outcome": "no", "on": "2026-06-02", "source": "The commission"}
    assert asking.post(f"{API}/resolve", json={**said, "on": "2026-05-01"}).status_code == 400
    assert asking.post(f"{API}/resolve", json=said).status_code == 201
    assert asking.post(f"{API}/resolve", json={**said, "outcome": "void"}).status_code == 400
    assert asking.post(f"{API}/resolve", json={**said, "outcome": "void", "correct": True}).status_code == 201
    assert asking.post(f"{API}/resolve", json={**said, "correct": True}).status_code == 201
    assert (folder / "ledger" / "ledger.jsonl").read_bytes().startswith(before)
    found = asking.get(f"{API}/ledger").json()
    assert found["outcomes"]["treaty-by-june"]["outcome"] == "no"
    assert found["record"]["mean_brier"] is not None
    for language in ("en", "zh"):
        asking.cookies.set("detente-language", language)
        page = asking.get("/case/river.yaml/facts")
        assert 'class="calibration"' in page.text
        assert texts(language)("score.title") in page.text


def test_a_damaged_ledger_is_told_and_the_page_stands(asking, folder):
    over(asking, asking.post(f"{API}/seal", json={"beliefs": 20, "runs": 10}))
    ledger = folder / "ledger" / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b"river-treaty", b"river-treatY", 1))
    page = asking.get("/case/river.yaml/facts")
    assert page.status_code == 200
    assert "problem" in page.text
    assert asking.get(f"{API}/ledger").status_code == 400


def test_a_case_without_questions_asks_for_one_of_its_ends(client, folder):
    (folder / "river.yaml").write_bytes(QUESTIONS.with_name("04-how-it-may-end.yaml").read_bytes())
    page = client.get("/case/river.yaml/facts").text
    assert "ask-whether" in page
    end = page.split('class="ask-whether" data-id="')[1].split('"')[0]
    assert client.post(f"{API}/questions", json={"scenario": end}).status_code == 201
    case = detente.load(folder / "river.yaml")
    assert list(case.document.questions) == [f"ends-in-{end}"]
    assert client.post(f"{API}/questions", json={"scenario": "no-such"}).status_code == 400


def test_the_picture_of_calibration_says_what_it_shows():
    told: Record = record(())
    assert "<svg" in picture(told, texts("en"))


def test_a_brief_is_taken_away_without_names_and_in_every_kind(asking):
    case = detente.load(QUESTIONS)
    shown = redacted(case)
    assert [party.title.zh for party in shown.document.parties.values()][:2] == ["A方", "B方"]
    assert not any(claim.quotation for claim in shown.document.claims.values())
    named = {party.name(id, "en") for id, party in case.document.parties.items()}
    told = over(asking, asking.post(f"{API}/questions/redacted", json={"size": "quick"}))
    page = asking.get(f"/jobs/{told['id']}/page").text
    assert not [name for name in named if re.search(rf"\b{name}\b", page)]
    assert told["found"] is None
    for kind in kinds_of("redacted"):
        answer = asking.get(f"/jobs/{told['id']}/file{kind}")
        assert answer.status_code == 200
        assert len(answer.content) > 500
    assert asking.get(f"/jobs/{told['id']}/file.exe").status_code == 404


def test_a_version_stands_beside_the_text_with_what_the_changes_do(asking, folder):
    text = asking.get(API).json()
    changed = text["text"].replace("patience:", "patience: ", 1) + "# <script>later</script>\n"
    asking.put(API, json={"text": changed, "base": text["version"]})
    page = asking.get("/case/river.yaml/versions").text
    id = page.split('class="begin" data-version="')[1].split('"')[0]
    told = asking.get(f"{API}/versions/{id}/beside").json()
    assert told["text"] == text["text"]
    assert "<ins># &lt;script&gt;later" in told["shown"]
    job = over(asking, asking.post(f"{API}/versions/{id}/diff", json={"beliefs": 10}))
    assert job["state"] == "done", job["error"]
    assert asking.get(f"/jobs/{job['id']}/page").status_code == 200
    assert asking.get(f"{API}/versions/20000101T000000Z-000000000000/beside").status_code == 400


@pytest.mark.parametrize("language", ["en", "zh"])
def test_typical_courses_are_told_along_time(asking, language):
    asking.cookies.set("detente-language", language)
    job = over(asking, asking.post(f"{API}/questions/story", json={"size": "quick"}))
    assert job["state"] == "done", job["error"]
    assert "<svg" in asking.get(f"/jobs/{job['id']}/page").text


def test_opening_what_is_no_case_leaves_no_folder(tmp_path, monkeypatch):
    from detente.cli.verbs.open import _opened

    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    with pytest.raises(detente.errors.DetenteError):
        _opened("no-such-case", texts("en"))
    assert list(tmp_path.iterdir()) == []
    assert _opened("divided-pie", texts("en")) == (tmp_path / "detente-cases", "divided-pie.yaml")
