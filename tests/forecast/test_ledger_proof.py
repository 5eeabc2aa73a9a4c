"""What a ledger proves: given its head, that nothing was changed; without, that it is consistent with itself."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from detente.errors import StoreError
from detente.forecast.ledger import GENESIS, Ledger, digest_of
from detente.forecast.ledger.entry import canonical, line_of, read_line
from detente.forecast.ledger.proofs import sign, stamp, verified_signature, verified_stamp
from detente.forecast.ledger.repair import give_back, repair
from detente.forecast.ledger.witness import Receipt, Standing, read_receipt, standing_of, witness
from detente.forecast.sealing import seal


@pytest.fixture
def ledger(tmp_path):
    found = Ledger(tmp_path / "ledger")
    for day in range(1, 6):
        found.append("note", f"2024-01-0{day}T00:00:00Z", {"day": day, "said": "停火 “maybe”", "p": 0.1 * day})
    return found


def kinds(ledger: Ledger) -> list[str]:
    return [fault.kind for fault in ledger.faults()]


def is_found(ledger: Ledger, head: str, entries: int) -> bool:
    """Say whether somebody who kept the head finds out that the ledger is not as it was."""
    return bool(ledger.faults()) or standing_of(ledger, head, entries) is not Standing.HOLDS


def forged(lines: list[bytes], first: int, **changed: object) -> bytes:
    """Return a ledger computed anew from an entry on, as somebody would who knows how it is made."""
    previous, made = GENESIS, []
    for number, line in enumerate(lines, start=1):
        entry = read_line(line)
        assert entry is not None
        content = {**entry.content, **changed} if number == first else dict(entry.content)
        body = {"number": number, "kind": entry.kind, "at": entry.at, "previous": previous, "content": content}
        previous = digest_of(**body)
        made.append(canonical({**body, "hash": previous}))
    return b"\n".join(made) + b"\n"


def test_a_head_that_was_kept_finds_every_truncation(ledger):
    head = ledger.head()
    content = ledger.path.read_bytes()
    for size in range(len(content) - 1):
        ledger.path.write_bytes(content[:size])
        assert is_found(ledger, head.hash, head.entries), size


def test_a_line_that_only_lost_its_end_counts_and_is_mended(ledger):
    content = ledger.path.read_bytes()
    ledger.path.write_bytes(content[:-1])
    assert len(ledger.entries()) == 5
    ledger.append("note", "2024-01-06T00:00:00Z", {"day": 6})
    assert ledger.path.read_bytes().startswith(content)
    assert [entry.content["day"] for entry in ledger.entries()] == [1, 2, 3, 4, 5, 6]


def test_a_history_computed_anew_is_consistent_with_itself_and_found_by_the_head(ledger):
    head = ledger.head()
    for first in (1, 5):
        ledger.path.write_bytes(forged(ledger.path.read_bytes().splitlines(), first, p=0.97))
        assert ledger.faults() == ()
        assert standing_of(ledger, None) is Standing.UNKNOWN
        assert standing_of(ledger, head.hash, head.entries) is Standing.DIFFERS
        assert standing_of(ledger, head.hash) is Standing.DIFFERS


def test_a_ledger_that_has_grown_still_holds(ledger):
    head = ledger.head()
    ledger.append("note", "2024-02-01T00:00:00Z", {"day": 32})
    assert standing_of(ledger, head.hash, head.entries) is Standing.HOLDS
    assert standing_of(ledger, head.hash) is Standing.HOLDS
    assert standing_of(ledger, ledger.head().hash, 7) is Standing.SHORTER


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 100_000,
        b'{"number":1e999}',
        b'{"number":NaN}',
        b'{"content":{"a":"\\ud800"}}',
        b"\xff\xfe",
        b"",
        b"null",
        b'{"a":' * 5000,
        b"9" * 5000,
    ],
)
def test_whatever_stands_in_a_line_is_told_and_breaks_nothing(ledger, line):
    lines = ledger.path.read_bytes().splitlines()
    ledger.path.write_bytes(b"\n".join([lines[0], line, *lines[2:]]) + b"\n")
    assert (2, "no_entry") in [(fault.line, fault.kind) for fault in ledger.faults()]
    ledger.head()
    with pytest.raises(StoreError, match=r"ledger\.jsonl:2"):
        ledger.entries()


@pytest.mark.parametrize(
    "change",
    [
        lambda line: b'{"content":{"p":0.99},' + line[1:],
        lambda line: line[:-1] + b',"zz":1}',
        lambda line: line.replace(b'"number":2', b'"number":"2"'),
        lambda line: line.replace(b'"number":2', b'"number":2.0'),
        lambda line: line.replace(b'"number":2', b'"number":true'),
        lambda line: line.replace(b":", b": ", 1),
        lambda line: line + b" ",
        lambda line: line + b"\r",
        lambda line: json.dumps(json.loads(line), sort_keys=True, separators=(",", ":")).encode(),
    ],
)
def test_only_the_bytes_that_would_be_written_are_an_entry(ledger, change):
    lines = ledger.path.read_bytes().splitlines()
    changed = change(lines[1])
    assert changed != lines[1]
    ledger.path.write_bytes(b"\n".join([lines[0], changed, *lines[2:]]) + b"\n")
    assert (2, "no_entry") in [(fault.line, fault.kind) for fault in ledger.faults()]


def test_time_goes_forward_and_not_into_the_future(ledger):
    with pytest.raises(StoreError, match="after 2023"):
        ledger.append("note", "2023-12-31T00:00:00Z", {"day": 0})
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    ledger.append("note", tomorrow, {"day": 9})
    assert kinds(ledger) == ["future"]


def tampered(content: bytes, dice: random.Random) -> bytes:
    """Change a ledger a little, as by accident or on purpose."""
    place = dice.randrange(len(content))
    lines = content.splitlines(keepends=True)
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    moves = [
        lambda: content[:place] + bytes([content[place] ^ 1 << dice.randrange(8)]) + content[place + 1 :],
        lambda: content[:place] + content[place + dice.randrange(1, 40) :],
        lambda: content[:place] + dice.choice([b"0", b" ", b'"', b"\n", b"{}"]) + content[place:],
        lambda: b"".join(line for number, line in enumerate(lines) if number != one),
        lambda: b"".join([*lines[:one], lines[other], *lines[one:]]),
        lambda: forged([line.strip() for line in lines], one + 1, p=dice.random()),
        lambda: forged([line.strip() for line in lines[:other]], 0) if other else b"",
    ]
    return dice.choice(moves)()


def check_tampers(ledger: Ledger, count: int, seed: int) -> None:
    dice, head = random.Random(seed), ledger.head()
    content = ledger.path.read_bytes()
    tried = 0
    while tried < count:
        changed = tampered(content, dice)
        if changed in (content, content[:-1]):
            continue
        tried += 1
        ledger.path.write_bytes(changed)
        assert is_found(ledger, head.hash, head.entries), changed


def test_with_a_known_head_every_tamper_is_found(ledger):
    check_tampers(ledger, 500, 1)


@pytest.mark.long
def test_with_a_known_head_five_thousand_tampers_are_found(ledger):
    check_tampers(ledger, 5_000, 2)


def test_a_repair_keeps_what_is_sound_and_throws_nothing_away(ledger):
    lines = ledger.path.read_bytes().splitlines(keepends=True)
    ledger.path.write_bytes(b"".join([*lines[:3], b"torn\n", lines[4]]))
    done = repair(ledger)
    assert (done.kept, done.taken) == (3, 2)
    assert (ledger.folder / done.quarantine).read_bytes() == b"torn\n" + lines[4]
    assert len(ledger.entries()) == 3
    assert repair(ledger).taken == 0
    ledger.append("note", "2024-01-07T00:00:00Z", {"day": 7})
    assert len(ledger.entries()) == 4


def test_the_text_of_a_case_that_is_gone_can_be_given_back(tmp_path, ferry, asked):
    ledger = Ledger(tmp_path / "ledger")
    seal(ledger, ferry, asked, "2024-03-01T00:00:00Z")
    (case,) = (ledger.folder / "cases").iterdir()
    case.write_bytes(b"")
    assert kinds(ledger) == ["case_changed"]
    assert repair(ledger).cases == (case.stem,)
    with pytest.raises(StoreError, match="no forecast"):
        give_back(ledger, b"another text")
    give_back(ledger, ferry.text.encode())
    assert ledger.faults() == ()


def test_a_sealed_forecast_that_says_no_probability_is_told(ledger):
    ledger.append("forecast", "2024-02-01T00:00:00Z", {"case": "x", "case_sha256": "0" * 64})
    assert kinds(ledger) == ["content", "case_gone"]


def test_a_receipt_reads_back_from_its_line_and_its_file(ledger):
    made = witness(ledger)
    assert (made.entries, made.head) == (5, ledger.head().hash)
    assert read_receipt(made.line, "r") == made
    signed = Receipt(made.entries, made.head, made.at, {"ssh": "…"})
    assert read_receipt(signed.as_text(), "r") == signed
    for wrong in ("", "{}", "{", '{"receipt": 3}', "[" * 100_000, made.line + " more", "detente-witness-1 entries=x"):
        with pytest.raises(StoreError, match="no receipt"):
            read_receipt(wrong, "r")


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen, of OpenSSH")
def test_a_receipt_is_signed_with_a_key_of_openssh(ledger, tmp_path):
    key, other = tmp_path / "key", tmp_path / "other"
    for path in (key, other):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)
    signers = tmp_path / "signers"
    signers.write_text("analyst " + key.with_suffix(".pub").read_text())
    signed = sign(witness(ledger), key)
    assert verified_signature(signed, signers) == "analyst"
    for wrong in (sign(witness(ledger), other), Receipt(4, signed.head, signed.at, signed.proofs), witness(ledger)):
        with pytest.raises(StoreError):
            verified_signature(wrong, signers)


@pytest.mark.skipif(shutil.which("minisign") is None, reason="needs minisign")
def test_a_receipt_is_signed_with_a_key_of_minisign(ledger, tmp_path):
    public, secret = tmp_path / "analyst.pub", tmp_path / "analyst.key"
    subprocess.run(["minisign", "-G", "-W", "-p", str(public), "-s", str(secret)], check=True, capture_output=True)
    signed = sign(witness(ledger), secret)
    assert verified_signature(signed, public) == "analyst"
    with pytest.raises(StoreError):
        verified_signature(Receipt(4, signed.head, signed.at, signed.proofs), public)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl, as a server of time stamps")
def test_a_receipt_is_stamped_by_a_server(ledger, tmp_path):
    pytest.importorskip("rfc3161_client", reason="needs rfc3161-client")
    root = stamping_authority(tmp_path)
    server = HTTPServer(("127.0.0.1", 0), answering(tmp_path))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        stamped = stamp(witness(ledger), f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()
    assert verified_stamp(stamped, root)[:4] == str(datetime.now(UTC).year)
    with pytest.raises(StoreError, match="not one of this receipt"):
        verified_stamp(Receipt(4, stamped.head, stamped.at, stamped.proofs), root)
    with pytest.raises(StoreError, match="gave no time stamp"):
        stamp(witness(ledger), "file:///etc/hostname")


def stamping_authority(folder: Path) -> Path:
    """Make a root certificate and one of a server of time stamps; return the root."""
    (folder / "tsa.cnf").write_text(
        "[tsa]\ndefault_tsa=c\n[c]\nserial=serial\ncrypto_device=builtin\nsigner_digest=sha256\n"
        "default_policy=1.2.3.4.1\ndigests=sha256,sha384,sha512\naccuracy=secs:1\ness_cert_id_alg=sha256\n"
        "[ext]\nextendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"
        "basicConstraints=critical,CA:FALSE\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
    )
    (folder / "serial").write_text("01\n")

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    openssl("req", "-x509", *new, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=root", "-days", "2")
    openssl("req", *new, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=stamps")
    signed = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "tsa.cnf", "-extensions", "ext")
    openssl("x509", "-req", "-in", "tsa.csr", "-out", "tsa.pem", "-days", "2", *signed)
    return folder / "ca.pem"


def answering(folder: Path) -> type[BaseHTTPRequestHandler]:
    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            keys = ("-inkey", "tsa.key", "-signer", "tsa.pem")
            command = ("ts", "-reply", "-config", "tsa.cnf", "-section", "c", "-queryfile", "query", *keys)
            subprocess.run(["openssl", *command, "-out", "reply"], cwd=folder, check=True, capture_output=True)
            self.send_response(200)
            self.end_headers()
            self.wfile.write((folder / "reply").read_bytes())

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    return Answering


def seconds_to_append(ledger: Ledger, first: int) -> float:
    began = time.process_time()
    for number in range(first, first + 20):
        ledger.append("note", "2024-06-01T00:00:00Z", {"n": number})
    return time.process_time() - began


@pytest.mark.long
def test_appending_to_a_hundred_thousand_entries_takes_as_long_as_to_few(tmp_path):
    short, long = Ledger(tmp_path / "short"), Ledger(tmp_path / "long")
    long.folder.mkdir()
    previous, lines = GENESIS, []
    for number in range(1, 100_001):
        body = {"number": number, "kind": "note", "at": "2024-01-01T00:00:00Z", "previous": previous}
        body["content"] = {"n": -number}
        previous = digest_of(**body)
        lines.append(canonical({**body, "hash": previous}))
    long.path.write_bytes(b"\n".join(lines) + b"\n")
    for ledger in (short, long):
        ledger.append("note", "2024-06-01T00:00:00Z", {"n": 0})
    assert seconds_to_append(long, 1) < 5 * seconds_to_append(short, 1) + 0.1
    assert len(long.entries()) == 100_021


def test_what_the_index_says_is_not_believed(ledger):
    """It may be deleted, broken or of another ledger."""
    index = ledger.folder / ".index.sqlite"
    for number, content in enumerate(
        (None, b"", b"no database" * 100, index.read_bytes()[: index.stat().st_size // 2])
    ):
        if content is None:
            index.unlink()
        else:
            index.write_bytes(content)
        ledger.append("note", "2024-07-01T00:00:00Z", {"n": number})
    assert len(ledger.entries()) == 9
    assert line_of(ledger.entries()[-1]) == ledger.path.read_bytes().splitlines()[-1]
