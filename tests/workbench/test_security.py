"""Nothing gets in without the token or from another page, nothing out of the folder; no request breaks it."""

from __future__ import annotations

import os
import random
from urllib.parse import quote

import pytest

from detente.workbench.security import LARGEST_BODY

PATHS = ("/", "/case/river.yaml", "/case/river.yaml/play", "/api/cases", "/api/cases/river.yaml", "/static/case.js")


@pytest.mark.parametrize("path", PATHS)
def test_without_the_token_nothing_is_shown(stranger, path):
    assert stranger.get(path).status_code == 403
    assert stranger.get(path, params={"token": "guess"}).status_code == 403
    assert stranger.get(path, headers={"Cookie": "detente-8765=guess"}).status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost:8765.evil.example", "", "[::1]"]
)
def test_a_server_called_by_another_name_does_not_answer(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9", "https://127.0.0.1:8765", ""])
def test_other_pages_change_nothing(client, folder, origin):
    before = (folder / "river.yaml").read_bytes()
    sent = client.put("/api/cases/river.yaml", json={"text": "x", "base": ""}, headers={"Origin": origin})
    assert sent.status_code == 403
    assert (folder / "river.yaml").read_bytes() == before


def test_a_form_of_another_page_is_no_json(client):
    sent = client.post("/api/cases", content='{"from": "alaska-2025"}', headers={"Content-Type": "text/plain"})
    assert sent.status_code == 415


def test_the_token_leaves_the_address(stranger, access):
    answer = stranger.get(f"/case/river.yaml?token={access.token}&lang=zh")
    assert answer.headers["location"] == "/case/river.yaml?lang=zh"
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=strict" in answer.headers["set-cookie"]


def test_pages_may_run_our_scripts_and_nothing_else(client):
    for path in ("/", "/case/river.yaml", "/nowhere"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http:" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


NAMES = [
    "../secret.yaml",
    "..%2fsecret.yaml",
    "%2e%2e%2fsecret.yaml",
    "....//secret.yaml",
    "..\\secret.yaml",
    "/etc/passwd",
    "link.yaml",
    ".hidden.yaml",
    "river.yaml%00.yaml",
    "sub/inner.yaml",
    ".detente/lock",
    "a" * 300 + ".yaml",
    "river",
    "folder.yaml",
]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_outside_the_folder_is_read_or_written(client, folder, name):
    (folder.parent / "secret.yaml").write_text("secret: true\n")
    (folder / "link.yaml").symlink_to(folder.parent / "secret.yaml")
    (folder / ".hidden.yaml").write_text("secret: true\n")
    (folder / "folder.yaml").mkdir()
    for path in (name, quote(name, safe="")):
        for answer in (
            client.get(f"/api/cases/{path}"),
            client.get(f"/case/{path}"),
            client.put(f"/api/cases/{path}", json={"text": "changed", "base": ""}),
        ):
            assert answer.status_code in (303, 400, 403, 404, 405, 409, 414, 421), answer.status_code
            assert "secret: true" not in answer.text
            assert "root:" not in answer.text
    assert (folder.parent / "secret.yaml").read_text() == "secret: true\n"


def test_what_is_too_large_is_refused(client):
    assert client.post("/api/cases", content=b"x" * (LARGEST_BODY + 1), headers=JSON).status_code == 413
    assert client.get("/" + "x" * 5000).status_code == 414


JSON = {"Content-Type": "application/json"}
SCRIPT = "</script><img src=x onerror=alert(1)>'\"{{7*7}}"


def test_texts_of_cases_are_escaped_everywhere(client, folder):
    text = (
        (folder / "river.yaml").read_text().replace("title: The river treaty", f'title: {{en: "{SCRIPT[:-9]}", zh: x}}')
    )
    text = text.replace("about: Holds the dam", "about: </script><b>dam</b> Holds the dam")
    (folder / "river.yaml").write_text(text)
    for path in (
        "/",
        "/case/river.yaml",
        "/case/river.yaml/play",
        "/case/river.yaml/brief",
        "/case/river.yaml/deals",
        "/case/river.yaml/whatif",
        "/case/river.yaml/why",
        "/case/river.yaml/versions",
    ):
        page = client.get(path)
        assert page.status_code == 200
        assert "<img src=x" not in page.text
        assert "<b>dam" not in page.text


def hostile(dice: random.Random) -> tuple[str, str, dict[str, object]]:
    """Return a request that somebody might make who means no good, or whose program is broken."""
    method = dice.choice(["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"])
    pieces = [
        "api",
        "cases",
        "case",
        "river.yaml",
        "..",
        "%2e%2e",
        "check",
        "edit",
        "plays",
        "jobs",
        "events",
        "%00",
        "x" * 40,
    ]
    pieces += ["keep", "numbers", "add", "deals", "questions", "brief", "page", "file.pdf"]
    pieces += ["versions", "report", "static", "%ff", "é", SCRIPT, "whatif", "\\", "~"]
    path = "/" + "/".join(dice.choice(pieces) for _ in range(dice.randint(0, 5)))
    bodies = [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"{",
        b'{"text": 1}',
        b'{"values": []}',
        b'{"text": "a: [", "values": {"a": 1}}',
    ]
    bodies += [b'{"levers": [1], "values": {"__class__": 1}}', b"\xff" * 9, b"[" * 50_000, b'{"beliefs": 1e999}']
    bodies += [b'{"levers": 5, "values": [1], "as": "lever"}', b'{"kind": [], "title": {}}', b'{"template": []}']
    bodies += [b'{"choice": [1]}', b'{"choice": {"a": "b"}, "meeting": {"a": 1}}', b'{"size": ["quick"]}']
    bodies += [b'{"text": "\\ud800", "base": ""}', b'{"from": "../../etc/passwd"}', b'{"beliefs": -5, "runs": "x"}']
    headers = {"Content-Type": dice.choice(["application/json", "text/plain", ""])}
    if dice.random() < 0.3:
        headers["Origin"] = dice.choice(["http://evil.example", "null"])
    if dice.random() < 0.2:
        headers["Host"] = dice.choice(["evil.example", "localhost", "127.0.0.1:8765 ", "a" * 200])
    return method, path, {"content": dice.choice(bodies), "headers": headers}


def attack(client, folder, count: int, seed: int) -> None:
    dice = random.Random(seed)
    before = (folder / "river.yaml").read_bytes()
    for _ in range(count):
        method, path, rest = hostile(dice)
        answer = client.request(method, path, **rest)
        assert answer.status_code < 500, (method, path, rest, answer.text)
    assert (folder / "river.yaml").read_bytes() == before
    assert sorted(os.listdir(folder.parent)) == ["cases"]


def test_hostile_requests_are_answered_and_change_nothing(client, folder):
    attack(client, folder, 200, 1)


@pytest.mark.long
def test_a_thousand_hostile_requests_are_answered_and_change_nothing(client, folder):
    attack(client, folder, 1000, 2)


def test_strangers_reach_nothing_whatever_they_send(stranger):
    dice = random.Random(3)
    for _ in range(200):
        method, path, rest = hostile(dice)
        assert stranger.request(method, path, **rest).status_code in (403, 405, 414, 415, 421)
