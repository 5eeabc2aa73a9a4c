"""The pages and the JSON beneath them: a case is begun, read, changed in place, played and compared."""

from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest

from detente.workbench.jobs import Jobs
from detente.workbench.playing import rounds_for

API = "/api/cases/river.yaml"
PLACES = ("case", "play", "brief", "deals", "whatif", "why", "facts", "versions")
PAGES = ("/", *(f"/case/river.yaml/{place}" for place in PLACES))


class Outline(HTMLParser):
    """Collects what a page loads and whether ids stand twice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.loads += [found[key] for key in ("src", "href") if found.get(key)]
        self.ids += [found["id"]] if found.get("id") else []
        self.inline += [key for key in found if key.startswith("on") or key == "style"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_load_nothing_from_elsewhere(client, path, language):
    client.cookies.set("detente-language", language)
    page = client.get(path)
    assert page.status_code == 200
    outline = Outline(page.text)
    assert all(each.startswith(("/", "#")) for each in outline.loads)
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.inline == []
    assert f'<html lang="{"zh-Hans" if language == "zh" else "en"}">' in page.text
    for each in outline.loads:
        if each.startswith("/static/"):
            assert client.get(each).status_code == 200


def test_a_case_is_begun_from_a_shipped_one(client, folder):
    names = [client.post("/api/cases", json={"from": "divided-pie"}).json()["name"] for _ in range(2)]
    assert names == ["divided-pie.yaml", "divided-pie-2.yaml"]
    assert client.get("/case/divided-pie-2.yaml").status_code == 200
    assert client.post("/api/cases", json={"from": "no-such-case"}).status_code == 422


def test_mistakes_are_told_with_their_place_and_the_grid_shows_the_rest(client, folder):
    text = client.get(API).json()["text"].replace("salience: 50", "salience: 5000", 1)
    told = client.post(f"{API}/check", json={"text": text}).json()
    (problem,) = told["problems"]
    assert text.split("\n")[problem["line"] - 1].count("5000") == 1
    assert "cell wrong" in told["grid"]
    assert told["grid"].count("<svg") > 3
    assert client.post(f"{API}/check", json={"text": "a: [1, :"}).json()["problems"]


def test_a_value_is_written_in_place(client):
    text = "# 停火 𝄞\n" + client.get(API).json()["text"]
    path = "positions.delta.summer-release.salience"
    made = client.post(f"{API}/edit", json={"text": text, "values": {path: "60 to 80"}}).json()["splices"]
    units = text.encode("utf-16-le")
    for splice in reversed(made):
        units = units[: 2 * splice["start"]] + splice["text"].encode("utf-16-le") + units[2 * splice["end"] :]
    changed = units.decode("utf-16-le").split("\n")
    different = [new for old, new in zip(text.split("\n"), changed, strict=True) if old != new]
    assert len(different) == 1
    assert "salience: 60 to 80" in different[0]
    refused = client.post(f"{API}/edit", json={"text": text, "values": {"nowhere.at.all": 1}})
    assert refused.status_code == 422


def test_two_tabs_overwrite_nothing(client):
    file = client.get(API).json()
    assert client.put(API, json={"text": file["text"] + "# mine\n", "base": file["version"]}).status_code == 200
    late = client.put(API, json={"text": file["text"] + "# late\n", "base": file["version"]})
    assert late.status_code == 409
    assert late.json()["theirs"]["text"].endswith("# mine\n")
    kept = client.get(f"{API}/versions/{late.json()['kept']}").json()["text"]
    assert kept.endswith("# late\n")


def finished(client, job):
    for _ in range(600):
        told = client.get(f"/api/jobs/{job}").json()
        if told["state"] in ("done", "failed", "stopped"):
            return told
        time.sleep(0.1)
    raise AssertionError("it does not end")


def test_a_case_is_played_and_its_report_shown(client):
    begun = client.post(f"{API}/plays", json={"beliefs": 60, "runs": 4, "seed": 1})
    assert begun.status_code == 202
    told = finished(client, begun.json()["id"])
    assert (told["state"], told["beliefs"]) == ("done", 60)
    assert sum(view["probability"] for view in told["found"]["scenarios"]) == pytest.approx(1)
    with client.stream("GET", f"/api/jobs/{told['id']}/events") as events:
        assert any(line.startswith("data: {") for line in events.iter_lines())
    report = client.get(f"/plays/{told['id']}/report")
    assert report.status_code == 200
    assert "unsafe" not in report.headers["content-security-policy"]
    assert told["id"] in client.get("/case/river.yaml/play").text


def test_a_change_is_compared_with_the_case_as_it_is(client):
    wanted = {"levers": [], "values": {"parties.delta.price.value": 0.5}, "beliefs": 30}
    told = finished(client, client.post(f"{API}/whatif", json=wanted).json()["id"])
    assert told["state"] == "done"
    assert {"base", "other", "difference", "standard_error"} <= told["found"]["scenarios"][0].keys()
    assert client.post(f"{API}/whatif", json={"levers": ["none"]}).status_code == 400
    assert client.post(f"{API}/whatif", json={}).status_code == 400


def test_a_change_is_kept_in_the_text_or_as_a_lever(client):
    numbers = client.get(f"{API}/numbers").json()
    assert {"path", "title", "low", "high", "middle"} <= numbers[0].keys()
    path = next(each["path"] for each in numbers if each["path"].endswith("salience"))
    before = client.get(API).json()["text"]
    values = {path: 33}
    lever = client.post(f"{API}/whatif/keep", json={"values": values, "as": "lever", "title": "Try this"})
    assert lever.status_code == 200, lever.json()
    text = client.get(API).json()["text"]
    assert f"{path}: 33" in text
    assert client.post(f"{API}/whatif/keep", json={"values": values, "as": "version"}).status_code == 200
    changed = client.get(API).json()["text"]
    assert len(set(changed.split("\n")) - set(text.split("\n"))) == 1
    assert all(line in changed for line in before.split("\n") if "salience" not in line)
    assert client.post(f"{API}/whatif/keep", json={"values": values, "as": "lever", "title": " "}).status_code == 400
    assert client.post(f"{API}/whatif/keep", json={}).status_code == 400
    assert client.post(f"{API}/whatif/keep", json={"values": {"nowhere": 1}}).status_code == 422


def test_a_question_is_worked_out_once_and_kept(client):
    begun = client.post(f"{API}/questions/deals", json={"size": "quick"})
    assert begun.status_code == 202
    told = finished(client, begun.json()["id"])
    assert (told["state"], told["about"], told["found"]["case"]) == ("done", "deals", "river-treaty")
    page = client.get(f"/jobs/{told['id']}/page")
    assert page.status_code == 200
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "<script" not in page.text
    assert f'data-job="{told["id"]}"' in client.get("/case/river.yaml/brief").text
    assert client.get(f"/jobs/{told['id']}/file.html").headers["content-disposition"].startswith("attachment")
    assert client.get(f"/jobs/{told['id']}/file.exe").status_code == 404
    assert client.post(f"{API}/questions/nothing", json={}).status_code == 400
    assert client.post(f"{API}/questions/deals", json={"size": "endless"}).status_code == 400


def test_a_package_is_put_together_by_hand(client):
    asked = client.get(f"{API}/deals").json()
    issue, options = next(iter(asked["agenda"].items()))
    told = client.post(f"{API}/deals", json={"choice": {issue: options[-1]}}).json()
    assert told["found"]["choice"] == {issue: options[-1]}
    assert 0 <= told["found"]["accepted"] <= 1
    assert len(told["found"]["accounts"]) == len(asked["asked"])
    assert "<table" in told["shown"]
    nothing = client.post(f"{API}/deals", json={"choice": {}}).json()
    assert nothing["found"]["accepted"] == 0
    for wrong in ({issue: "no-such-option"}, {"no-such-issue": "x"}, [1], {issue: 1}):
        assert client.post(f"{API}/deals", json={"choice": wrong}).status_code == 400
    assert client.post(f"{API}/deals", json={"meeting": "nowhere"}).status_code == 400


def test_a_case_with_mistakes_is_not_played(client, folder):
    (folder / "river.yaml").write_text("detente: 1\n")
    assert client.post(f"{API}/plays", json={}).status_code == 422
    for place in PLACES:
        assert client.get(f"/case/river.yaml/{place}").status_code == 200


def test_a_stopped_job_keeps_its_last_whole_round():
    jobs, seen = Jobs(), []

    def play(beliefs, progress, stop):
        if beliefs == 3:
            job.stop()
        progress(1, 2, "play")
        seen.append(beliefs)
        return beliefs

    job = None
    made = jobs.add("play", "x", "v", (1, 2, 3), 1, lambda *given: play(*given))
    job = made
    for _ in range(100):
        if made.is_over:
            break
        time.sleep(0.02)
    assert (made.state, made.found, seen) == ("stopped", 2, [1, 2])


@pytest.mark.parametrize(
    ("beliefs", "rounds"), [(1000, (50, 200, 1000)), (50, (50,)), (20, (20,)), (10_000, (50, 80, 400, 2000, 10_000))]
)
def test_rounds_grow(beliefs, rounds):
    assert rounds_for(beliefs) == rounds
