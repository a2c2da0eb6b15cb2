"""What one question to a snapshot may cost: memory of the connection, and time until it is stopped.

A question is stopped when its time is over, and when whoever asked has left: one thread looks at all that is
being answered, and interrupts.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import duckdb

#: Environment variables with other budgets: whole seconds, and whole MiB for each open snapshot.
SECONDS_VARIABLE, MEMORY_VARIABLE = "QUNTUAN_QUERY_SECONDS", "QUNTUAN_QUERY_MEMORY"

#: The heaviest question of a nation's snapshot takes seconds.
_SECONDS = 60
#: Snapshots are open by fours at most, and together may take half of the machine.
_SHARE = 1 / 8
_LEAST_MIB = 256
#: How often the one thread looks.
_LOOK_SECONDS = 0.25

#: Tells whether whoever asks in this context is still there; set by what serves the page.
is_there: ContextVar[Callable[[], bool]] = ContextVar("is_there", default=lambda: True)


def memory_limit() -> str:
    """Return how much memory one open snapshot may take, as DuckDB reads it."""
    there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return f"{_whole(MEMORY_VARIABLE, max(_LEAST_MIB, int(there * _SHARE)))}MiB"


def seconds() -> int:
    """Return how long one question may take."""
    return _whole(SECONDS_VARIABLE, _SECONDS)


def _whole(variable: str, usual: int) -> int:
    told = os.environ.get(variable, "").strip()
    return int(told) if told.isascii() and told.isdigit() and int(told) else usual


class _Watch(threading.Thread):
    """The thread that interrupts; it starts with the first question."""

    def __init__(self) -> None:
        super().__init__(name="query-budget", daemon=True)
        self._asked: dict[duckdb.DuckDBPyConnection, tuple[float, Callable[[], bool]]] = {}
        self._changing = threading.Condition()

    def add(self, cursor: duckdb.DuckDBPyConnection) -> None:
        with self._changing:
            if not self.ident:
                self.start()
            self._asked[cursor] = (time.monotonic() + seconds(), is_there.get())
            if len(self._asked) == 1:
                self._changing.notify()

    def remove(self, cursor: duckdb.DuckDBPyConnection) -> None:
        with self._changing:
            self._asked.pop(cursor, None)

    def run(self) -> None:
        while True:
            with self._changing:
                while not self._asked:
                    self._changing.wait()
                self._interrupt(time.monotonic())
            time.sleep(_LOOK_SECONDS)

    def _interrupt(self, now: float) -> None:
        for cursor, (end, there) in self._asked.items():
            if now > end or not there():
                cursor.interrupt()


_watch = _Watch()


@contextmanager
def watched(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Stop what a cursor is answering inside, when its time is over or whoever asked has left.

    Raises:
        duckdb.InterruptException: it was stopped.
    """
    _watch.add(cursor)
    try:
        yield
    finally:
        _watch.remove(cursor)
