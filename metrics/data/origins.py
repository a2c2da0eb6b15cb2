"""Where the numbers of a snapshot come from: 演示, 上报 or 报道."""

from __future__ import annotations

from metrics.warehouse import Snapshot


def origins(snapshot: Snapshot) -> list[str]:
    """Name the origins of the batches in a snapshot, 演示 first, so that it is never overlooked."""
    rows = snapshot.rows("SELECT DISTINCT origin FROM meta.batches ORDER BY origin != '演示', origin")
    return [origin for (origin,) in rows]
