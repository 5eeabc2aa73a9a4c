"""Ask a server that speaks the wire format of OpenAI's chat completions."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from detente.errors import EvidenceError
from detente.locale import Texts

__all__ = ["Server"]

_LARGEST = 2_000_000
"""Bytes of an answer."""

_PIECE = 16_384


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows nothing: documents and keys go to the server that was named, and to no other."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Server:
    """A server and the model it is to answer with.

    Attributes:
        address: Of its interface, such as `http://127.0.0.1:8080/v1`.
        model: Name of the model.
        key: What lets us in, if anything is needed.
        patience: Seconds that an answer may take.
    """

    address: str
    model: str
    key: str = ""
    patience: float = 120.0

    def ask(self, messages: list[dict[str, str]], words: Texts) -> str:
        """Return what the model says.

        Raises:
            EvidenceError: The server is not there, refuses, is too slow, or answers with something else.
        """
        body = {"model": self.model, "messages": messages, "temperature": 0, "stream": False}
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {self.key}"} if self.key else {})}
        try:
            address = f"{self.address.rstrip('/')}/chat/completions"
            if not address.startswith(("http://", "https://")):
                raise ValueError(address)
            request = urllib.request.Request(address, json.dumps(body).encode(), headers)
            content = self._content(request)
            said = json.loads(content)["choices"][0]["message"]["content"]
        except urllib.error.HTTPError as error:
            raise EvidenceError(words("model.refuses", server=self.address, status=error.code)) from None
        except (ValueError, KeyError, IndexError, TypeError):
            raise EvidenceError(words("model.garbled", server=self.address)) from None
        except http.client.IncompleteRead:
            raise EvidenceError(words("model.half", server=self.address)) from None
        except TimeoutError:
            raise EvidenceError(words("model.slow", server=self.address, seconds=f"{self.patience:g}")) from None
        except (OSError, http.client.HTTPException) as error:
            reason = str(getattr(error, "reason", error)) or type(error).__name__
            key = "model.slow" if "timed out" in reason else "model.absent"
            raise EvidenceError(
                words(key, server=self.address, reason=reason, seconds=f"{self.patience:g}"), words("model.absent.hint")
            ) from None
        if not isinstance(said, str):
            raise EvidenceError(words("model.garbled", server=self.address))
        return said

    def _content(self, request: urllib.request.Request) -> bytes:
        """Return the answer, whole and in time.

        Raises:
            TimeoutError: It takes too long.
            ValueError: It is too large.
        """
        end = time.monotonic() + self.patience
        content = b""
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=self.patience) as answer:
            while piece := answer.read1(_PIECE):
                content += piece
                if len(content) > _LARGEST:
                    raise ValueError("too large")
                if time.monotonic() > end:
                    raise TimeoutError
            expected = answer.headers.get("Content-Length")
        if expected is not None and len(content) < int(expected):
            raise http.client.IncompleteRead(content)
        return content
