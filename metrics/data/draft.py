"""What a draft would change, gathered for whoever decides whether it is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.data import moved_numbers, snapshot_changes
from metrics.data.moved_numbers import Judged
from metrics.data.snapshot_changes import Moves
from metrics.warehouse import Snapshot


@dataclass(frozen=True)
class Rows:
    """What a draft changes in rows.

    Attributes:
        tables: as ``metrics.data.snapshot_changes.changed_tables`` gives them.
        rows: as ``metrics.data.snapshot_changes.changed_rows`` gives them.
        numbers: how far the monthly numbers among them move.
    """

    tables: pd.DataFrame
    rows: pd.DataFrame
    numbers: Judged


@dataclass(frozen=True)
class Values:
    """What a draft changes at a place in a month.

    Attributes:
        moves: its metrics and lights.
        doubted: as ``metrics.data.moved_numbers.metrics_beyond_history`` gives them.
    """

    moves: Moves
    doubted: pd.DataFrame


def rows(draft: Snapshot) -> Rows:
    """What a draft changes in rows, table by table and one by one."""
    return Rows(
        snapshot_changes.changed_tables(draft),
        snapshot_changes.changed_rows(draft),
        moved_numbers.beyond_history(draft),
    )


def values(draft: Snapshot, period: date, region: str) -> Values:
    """What a draft changes at a place in a month.

    Args:
        draft: the draft.
        period: the month, by any of its days.
        region: region code.
    """
    found = snapshot_changes.moves(draft, period, region)
    moved = list(found.metrics["metric_id"])
    return Values(found, moved_numbers.metrics_beyond_history(draft, period, region, moved))
