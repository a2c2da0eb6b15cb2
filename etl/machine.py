"""How much memory the models of a snapshot may take on this machine; beyond it they go through the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl import budgets, supervision, trouble
from etl.warehouse import WarehouseError

#: Where a container says how much of the machine's memory it may take: version 2 of control groups, then 1.
_GROUPS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)
#: The rest is left to pages, other programs and the files that the system keeps at hand.
_SHARE = 1 / 2
#: A nation's models take no more; more would only push the system's own files out.
_LEAST_MB, _MOST_MB = 512, 4_096


def memory_mb() -> int:
    """How much memory there is: of the machine, or of the container where that has less."""
    there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min([there, *filter(None, map(_limit_of, _GROUPS))]) // budgets.MEGABYTE


def _limit_of(group: Path) -> int | None:
    try:
        told = group.read_text("ascii").strip()
    except (OSError, ValueError):
        return None
    return int(told) if told.isdecimal() else None


def models_mb() -> int:
    """How much memory the models may take, as the machine or `QUNTUAN_BUILD_MEMORY_MB` says."""
    sized = min(max(_LEAST_MB, int(memory_mb() * _SHARE)), _MOST_MB)
    return budgets.MODELS.value or sized


@contextmanager
def as_wide_as_it_is(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let what is ours, and reads nothing that strangers sent, take what the machine has.

    The limits that guard the reading of hand-ins are lifted with it, for good.

    Raises:
        WarehouseError: it takes more than that.
    """
    supervision.lift()
    try:
        con.execute(f"SET memory_limit = '{models_mb()}MiB'")
        yield
    except (duckdb.Error, MemoryError) as error:
        if trouble.is_of_memory(error):
            raise WarehouseError(trouble.memory_short(models_mb(), budgets.MODELS.variable)) from error
        raise
