"""Run the workbench on this machine, until it is stopped."""

from __future__ import annotations

import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import uvicorn

from detente.errors import StoreError
from detente.play_options import PlayOptions
from detente.workbench.app import create_app
from detente.workbench.security import Access

__all__ = ["Serving", "bound", "warmed"]

_HOST = "127.0.0.1"
_WAITING = 128


@dataclass(frozen=True, slots=True)
class Serving:
    """A workbench that is about to be open.

    Attributes:
        address: The link to it, with its token.
    """

    socket: socket.socket
    access: Access
    address: str

    def run(self, folder: Path, language: str, opened: Callable[[bool], None], *, browser: bool) -> None:
        """Serve until Ctrl-C.

        Args:
            folder: Its cases.
            language: Of its pages.
            opened: Told, once it can be reached, whether a browser has been opened.
            browser: Whether to open one.
        """
        config = uvicorn.Config(
            create_app(folder, self.access, language),
            log_level="error",
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_keep_alive=10,
            timeout_graceful_shutdown=2,
            limit_concurrency=400,
            h11_max_incomplete_event_size=16_384,
        )
        server = uvicorn.Server(config)
        threading.Thread(target=warmed, name="warming", daemon=True).start()
        threading.Timer(0.3, lambda: opened(browser and webbrowser.open(self.address))).start()
        server.run(sockets=[self.socket])


def warmed() -> None:
    """Play a small case, so that the engine stands ready when somebody asks for the first time."""
    from detente.analysis.compare.whatif import whatif
    from detente.case import load

    case = load("divided-pie")
    whatif(case, {"parties.party-b.patience": 2}, options=PlayOptions(beliefs=2, runs=2))


def bound(port: int = 0, name: str = "") -> Serving:
    """Take a port of this machine that nobody else can reach from outside.

    Args:
        port: Which; 0: any that is free.
        name: Of the case that the link leads to; empty: to all cases.

    Raises:
        StoreError: The port is taken.
    """
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((_HOST, port))
    except OSError as error:
        taken.close()
        reason = error.strerror or str(error)
        raise StoreError(f"cannot open port {port}: {reason}").named("no_port", port=str(port), reason=reason) from None
    taken.listen(_WAITING)
    number = taken.getsockname()[1]
    access = Access.local(number)
    place = f"case/{quote(os.fsencode(name))}" if name else ""
    return Serving(taken, access, f"http://{_HOST}:{number}/{place}?token={access.token}")
