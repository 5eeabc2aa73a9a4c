"""Signatures and time stamps of receipts, made and checked by the programs and libraries that exist for that.

`ssh-keygen` (OpenSSH 8.0 or newer: `-Y sign`, `-Y verify`) and `minisign` sign with keys their users have already; time
stamps are those of RFC 3161, by the library `rfc3161-client`, and are the only thing here that uses a network, where a
server is named.
"""

from __future__ import annotations

import base64
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from detente.errors import StoreError
from detente.forecast.ledger.witness import Receipt

__all__ = ["NAMESPACE", "sign", "stamp", "verified_signature", "verified_stamp"]

NAMESPACE = "detente-ledger"
"""What signatures are for, so that one made for something else is not one of a receipt."""

_SECONDS = 60


def sign(receipt: Receipt, key: Path) -> Receipt:
    """Return a receipt with a signature of its line.

    Args:
        receipt: What to sign.
        key: A private key of OpenSSH, or one of minisign (whose file ends in `.key`).

    Raises:
        StoreError: The program is not there, or refuses.
    """
    with tempfile.TemporaryDirectory() as folder:
        message = Path(folder) / "receipt"
        message.write_text(receipt.line, encoding="utf-8")
        if key.suffix == ".key":
            _call("minisign", "-S", "-s", str(key), "-m", str(message))
            kind, ending = "minisign", ".minisig"
        else:
            _call("ssh-keygen", "-q", "-Y", "sign", "-n", NAMESPACE, "-f", str(key), str(message))
            kind, ending = "ssh", ".sig"
        signature = message.with_name(message.name + ending).read_text(encoding="utf-8")
    return Receipt(receipt.entries, receipt.head, receipt.at, {**receipt.proofs, kind: signature})


def verified_signature(receipt: Receipt, signers: Path) -> str:
    """Return whose signature of a receipt it is.

    Args:
        receipt: It holds a signature.
        signers: For OpenSSH a file of allowed signers (a name and a public key a line), for minisign a public key
            (whose file ends in `.pub`).

    Raises:
        StoreError: It holds none, or the signature is not that of one of them.
    """
    with tempfile.TemporaryDirectory() as folder:
        message = Path(folder) / "receipt"
        message.write_text(receipt.line, encoding="utf-8")
        signature = message.with_name("signature")
        if "minisign" in receipt.proofs and signers.suffix == ".pub":
            signature.write_text(receipt.proofs["minisign"], encoding="utf-8")
            _call("minisign", "-V", "-q", "-p", str(signers), "-m", str(message), "-x", str(signature))
            return signers.stem
        if "ssh" not in receipt.proofs:
            raise StoreError("the receipt holds no signature that this file can check").named("not_signed")
        signature.write_text(receipt.proofs["ssh"], encoding="utf-8")
        found = _call("ssh-keygen", "-Y", "find-principals", "-s", str(signature), "-f", str(signers))
        name = found.splitlines()[0] if found else ""
        checked = ("-Y", "verify", "-n", NAMESPACE, "-f", str(signers), "-I", name, "-s", str(signature))
        _call("ssh-keygen", *checked, stdin=receipt.line)
        return name


def stamp(receipt: Receipt, server: str) -> Receipt:
    """Return a receipt with a time stamp of its line.

    Args:
        receipt: What is to be stamped; only its hash is sent.
        server: Address of a server that speaks RFC 3161 over HTTP.

    Raises:
        StoreError: The library is not installed, or the server cannot be reached or does not stamp.
    """
    library = _library()
    from urllib.error import URLError
    from urllib.request import Request, urlopen

    query = library.TimestampRequestBuilder().data(receipt.line.encode()).build()
    headers = {"Content-Type": "application/timestamp-query"}
    try:
        if not server.startswith(("http://", "https://")):
            raise ValueError("not an address of the web")
        with urlopen(Request(server, data=query.as_bytes(), headers=headers), timeout=_SECONDS) as answer:
            token = answer.read(1_000_000)
        library.decode_timestamp_response(token)
    except (OSError, URLError, ValueError) as error:
        reason = str(error)
        raise StoreError(f"{server} gave no time stamp: {reason}").named(
            "not_stamped", server=server, reason=reason
        ) from None
    proofs = {**receipt.proofs, "rfc3161": base64.b64encode(token).decode()}
    return Receipt(receipt.entries, receipt.head, receipt.at, proofs)


def verified_stamp(receipt: Receipt, roots: Path) -> str:
    """Return when a receipt was stamped, UTC, ISO 8601.

    Args:
        receipt: It holds a time stamp.
        roots: Root certificates of the server, PEM.

    Raises:
        StoreError: It holds none, the library is not installed, or the stamp is not one of this receipt.
    """
    library = _library()
    from cryptography import x509

    try:
        answer = library.decode_timestamp_response(base64.b64decode(receipt.proofs["rfc3161"], validate=True))
        builder = library.VerifierBuilder()
        for root in x509.load_pem_x509_certificates(roots.read_bytes()):
            builder = builder.add_root_certificate(root)
        builder.build().verify_message(answer, receipt.line.encode())
    except KeyError:
        raise StoreError("the receipt holds no time stamp").named("no_stamp") from None
    except (OSError, ValueError, library.VerificationError) as error:
        reason = str(error)
        raise StoreError(f"the time stamp is not one of this receipt: {reason}").named(
            "wrong_stamp", reason=reason
        ) from None
    return str(answer.tst_info.gen_time.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _call(program: str, *arguments: str, stdin: str = "") -> str:
    """Run a program of the system on files of ours; return what it prints.

    Raises:
        StoreError: It is not there, takes too long, or refuses; with what it says.
    """
    path = shutil.which(program)
    if path is None:
        raise StoreError(f"{program} is not installed").named("no_program", program=program)
    try:
        done = subprocess.run(
            [path, *arguments], input=stdin, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise StoreError(f"{program} does not answer").named("program_refuses", program=program, reason="") from None
    if done.returncode:
        reason = " ".join((done.stderr or done.stdout).split())[:300]
        raise StoreError(f"{program}: {reason}").named("program_refuses", program=program, reason=reason)
    return done.stdout


def _library() -> Any:
    """Return the library of time stamps.

    Raises:
        StoreError: It is not installed.
    """
    try:
        import rfc3161_client
    except ImportError:
        error = StoreError("time stamps need the library rfc3161-client", "install it: pip install rfc3161-client")
        raise error.named("no_stamps") from None
    return rfc3161_client
