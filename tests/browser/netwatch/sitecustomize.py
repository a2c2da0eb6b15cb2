"""Loaded by Python at start-up when on PYTHONPATH: notes every attempt to reach another machine.

An audit hook sees each look-up and connection of the process, of our code and of every library.
"""

import os
import sys
from pathlib import Path
from typing import Any

LOCAL = {"127.0.0.1", "::1", "localhost", ""}


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.getaddrinfo":
        _note(arguments[0])
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        _note(arguments[1][0])


def _note(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    log = os.environ.get("NETWATCH_LOG")
    if log and name not in LOCAL:
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{name}\n")


sys.addaudithook(_watch)
