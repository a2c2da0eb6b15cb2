"""Answers that a snapshot has given: a page asks the same more than once, in different words of its own.

A published file never changes, so what was answered once stays true; query and parameters are the key.
What is kept is small and few: it saves the second question of one run, it is no store.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

#: Answers kept for each open snapshot, and how many rows one may have.
MOST_ANSWERS, MOST_ROWS = 128, 5000


class Answers:
    """The newest answers of one snapshot, for all threads."""

    def __init__(self) -> None:
        """Begin without any."""
        self._kept: OrderedDict[tuple[str, str, str], Any] = OrderedDict()
        self._changing = threading.Lock()

    def find(self, form: str, sql: str, params: Mapping[str, Any]) -> Any | None:
        """The answer to a question in a form, 'frame' or 'rows'; the caller must not change it."""
        key = _key(form, sql, params)
        with self._changing:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, form: str, sql: str, params: Mapping[str, Any], answer: Any) -> None:
        """Keep an answer if it is small, and let go of the one that nobody asked for the longest."""
        if len(answer) > MOST_ROWS:
            return
        with self._changing:
            self._kept[_key(form, sql, params)] = answer
            while len(self._kept) > MOST_ANSWERS:
                self._kept.popitem(last=False)


def _key(form: str, sql: str, params: Mapping[str, Any]) -> tuple[str, str, str]:
    # As they are written: 1, 1.0 and True are equal and yet ask for different things.
    return form, sql, repr(sorted(params.items()))
