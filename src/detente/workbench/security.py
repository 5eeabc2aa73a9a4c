"""Who may ask the workbench for anything, and what its pages may do.

Every request is checked before it reaches a page: the name by which the server was called (against DNS rebinding), the
token of the link that was printed at the start, and for whatever changes something that a page of ours sent it. Pages
may run our own scripts and nothing else (Content Security Policy, W3C 2024), and load nothing from elsewhere.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LARGEST_BODY", "Access", "Guard"]

LARGEST_BODY = 6_000_000
"""Bytes that may be sent in one request: a case of the largest size, quoted as JSON."""

_LARGEST_TARGET = 4_000
_SECONDS = 20.0
_SAFE = frozenset({"GET", "HEAD"})
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE"})


@dataclass(frozen=True, slots=True)
class Access:
    """By which names the server may be called, and the secret that its users know.

    Attributes:
        hosts: What the `Host` header may be, such as `127.0.0.1:8765`.
        token: In the link that is printed at the start.
    """

    hosts: frozenset[str]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @classmethod
    def local(cls, port: int) -> Access:
        """Return who may call a server on this machine alone."""
        return cls(frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")))

    @property
    def cookie(self) -> str:
        """The name under which a browser keeps the token; one a port, so that several servers do not disturb others."""
        return "detente-" + min(self.hosts).rpartition(":")[2]


class Guard:
    """The outermost layer: lets through what may be asked, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app, self.access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say why not."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        sender = _with_headers(send, nonce)
        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, sender)
            return
        if scope["method"] in _SAFE:
            await self.app(scope, receive, sender)
            return
        body = await _body(receive)
        if isinstance(body, Response):
            await body(scope, receive, sender)
            return
        await self.app(scope, _replayed(body, receive), sender)

    def _refused(self, scope: Scope) -> Response | None:
        """Return the answer to a request that is not let through, None where it is."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or host not in self.access.hosts:
            return PlainTextResponse("unknown host", 421)
        if scope["method"] not in _METHODS:
            return PlainTextResponse("no such method", 405)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LARGEST_TARGET:
            return PlainTextResponse("too long", 414)
        if scope["method"] in _SAFE:
            return self._entered(scope, headers)
        if headers.get("origin") != f"http://{host}" or headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return PlainTextResponse("from another page", 403)
        if not headers.get("content-type", "").startswith("application/json"):
            return PlainTextResponse("only JSON", 415)
        return None if self._known(headers) else PlainTextResponse("no token", 403)

    def _entered(self, scope: Scope, headers: Headers) -> Response | None:
        """Let in whoever brings the token: in the link once, then in a cookie."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = dict(query).get("token")
        if given is None:
            return None if self._known(headers) else PlainTextResponse("open the link that was printed", 403)
        if not _same(given, self.access.token):
            return PlainTextResponse("wrong token", 403)
        rest = urlencode([(key, value) for key, value in query if key != "token"])
        # A path that begins with two slashes would be read as the name of another server.
        answer = RedirectResponse("/" + scope["path"].lstrip("/\\") + (f"?{rest}" if rest else ""), 303)
        answer.set_cookie(self.access.cookie, self.access.token, httponly=True, samesite="strict", path="/")
        return answer

    def _known(self, headers: Headers) -> bool:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        kept = cookies.get(self.access.cookie)
        return kept is not None and _same(kept.value, self.access.token)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())


async def _body(receive: Receive) -> bytes | Response:
    """Return what is sent with a request, or the answer to one that sends too much or too slowly."""
    parts, size = [], 0
    try:
        async with asyncio.timeout(_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return PlainTextResponse("gone", 400)
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > LARGEST_BODY:
                    return PlainTextResponse("too large", 413)
                if not message.get("more_body", False):
                    return b"".join(parts)
    except TimeoutError:
        return PlainTextResponse("too slow", 408)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Return a way to receive what has been read already, and then whatever comes."""
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving


def _with_headers(send: Send, nonce: str) -> Send:
    policy = (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
        "img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-src 'self'; frame-ancestors 'self'"
    )

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("Content-Security-Policy", policy)
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers["Cross-Origin-Resource-Policy"] = "same-origin"
            headers["X-Frame-Options"] = "SAMEORIGIN"
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending
