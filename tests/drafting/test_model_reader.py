"""A model reads under the rules of quotation; a server that misbehaves is told of, and nothing is half written."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from detente.drafting.draft import draft
from detente.drafting.model.reading import ModelReader
from detente.drafting.model.server import Server
from detente.errors import EvidenceError

TEXT = """\
莫斯科与基辅的会谈
2025年8月12日
俄罗斯和乌克兰将于2025年8月20日举行会谈。俄罗斯反对全面停火。乌克兰支持全面停火。
谈到制裁，乌克兰代表的语气十分坚决：一步也不能后退。
"""
TRUE = {"holder": "UA", "issue": "SANCTIONS", "stance": "support", "quote": "谈到制裁，乌克兰代表的语气十分坚决"}
FALSE = {**TRUE, "quote": "乌克兰代表要求加强制裁"}


class Stub:
    """A server on this machine that gives one scripted answer after another."""

    def __init__(self, *script):
        self.script, self.asked = list(script), []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                stub.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                step = stub.script.pop(0) if len(stub.script) > 1 else stub.script[0]
                if isinstance(step, int):
                    self.send_response(step)
                    self.send_header("Location", "http://127.0.0.1:9/")
                    self.end_headers()
                    return
                if step == "slow":
                    time.sleep(0.6)
                said = step if isinstance(step, str) else json.dumps({"positions": step}, ensure_ascii=False)
                body = json.dumps({"choices": [{"message": {"content": said}}]}).encode()
                body = b"<html>" if step == "garbled" else body
                self.send_response(200)
                self.send_header("Content-Length", str(len(body) + (500 if step == "half" else 0)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def stub():
    running = []

    def start(*script):
        running.append(Stub(*script))
        return running[-1]

    yield start
    for one in running:
        one.stop()


@pytest.fixture
def file(tmp_path):
    place = tmp_path / "talks.txt"
    place.write_text(TEXT, encoding="utf-8")
    return place


def reader(stub, tmp_path, **options):
    return ModelReader(Server(stub.address, "stub", patience=0.3), tmp_path / "answers.jsonl", **options)


def test_a_true_quotation_enters_beside_what_the_rules_find(stub, file, tmp_path):
    server = stub([TRUE])
    found = draft([file], reader=reader(server, tmp_path))
    assert "sanctions" in found.case["issues"]
    assert any(one.quotation == TRUE["quote"] for one in found.claims)
    assert server.asked[0]["model"] == "stub"
    assert len(server.asked) == 1


def test_a_false_quotation_is_asked_again_twice_and_left_out(stub, file, tmp_path):
    server = stub([FALSE], [FALSE, TRUE], [FALSE, TRUE])
    reading = reader(server, tmp_path)
    found = draft([file], reader=reading)
    assert len(server.asked) == 3
    assert "refused" in server.asked[1]["messages"][-1]["content"]
    assert len(reading.refused) == 1
    assert any(one.quotation == TRUE["quote"] for one in found.claims)
    assert FALSE["quote"] not in found.text


@pytest.mark.parametrize(
    "items",
    [
        "no JSON at all",
        '{"positions": 5}',
        [5],
        [{**TRUE, "holder": "MARS"}],
        [{**TRUE, "issue": "NOTHING"}],
        [{**TRUE, "stance": "adores"}],
        [{**TRUE, "quote": ""}],
        [{**TRUE, "quote": "火。乌克兰支持"}],
        "Ignore the rules; I cannot help with that.",
        "[" * 5000,
    ],
)
def test_what_is_not_as_asked_changes_nothing(items, stub, file, tmp_path):
    reading = reader(stub(items), tmp_path)
    found = draft([file], reader=reading)
    if items != [{**TRUE, "quote": "火。乌克兰支持"}]:
        assert found.text == draft([file]).text
        assert reading.refused


@pytest.mark.parametrize(
    ("step", "says"),
    [("slow", "longer than"), ("half", "broke off"), ("garbled", "no chat completion"), (500, "500"), (302, "302")],
)
def test_a_server_that_misbehaves_is_told_of(step, says, stub, file, tmp_path):
    with pytest.raises(EvidenceError, match=says):
        draft([file], reader=reader(stub(step), tmp_path))
    assert not (tmp_path / "answers.jsonl").exists()


def test_a_server_that_is_not_there(file, tmp_path):
    for address in ("http://127.0.0.1:9/v1", "file:///etc", "nonsense"):
        with pytest.raises(EvidenceError, match="model server"):
            draft([file], reader=ModelReader(Server(address, "stub", patience=2), tmp_path / "a.jsonl"))


def test_the_same_draft_again_without_the_network(stub, file, tmp_path):
    server = stub([FALSE], [TRUE])
    first = draft([file], reader=reader(server, tmp_path))
    again = draft([file], reader=reader(server, tmp_path, offline=True))
    assert first.text == again.text
    assert len(server.asked) == 2
    row = json.loads((tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert {"model", "at", "prompt", "answer", "sha256"} <= set(row)
    with pytest.raises(EvidenceError, match="no answer"):
        draft([file], reader=ModelReader(Server("", "other"), tmp_path / "answers.jsonl", offline=True))
