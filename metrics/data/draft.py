"""What a draft would change, gathered for whoever decides whether it is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics import quality
from metrics.behind import row_key
from metrics.data import boundary_changes, moved_numbers, snapshot_changes
from metrics.data.moved_numbers import Judged
from metrics.data.snapshot_changes import Moves
from metrics.warehouse import Snapshot, open_snapshot


@dataclass(frozen=True)
class Rows:
    """What a draft changes in rows.

    Attributes:
        tables: as ``metrics.data.snapshot_changes.changed_tables`` gives them.
        rows: as ``metrics.data.snapshot_changes.changed_rows`` gives them.
        numbers: how far the monthly numbers among them move.
        boundaries: as ``metrics.data.boundary_changes.changed_boundaries`` gives them.
        drawn: as ``metrics.data.boundary_changes.drawn`` gives them.
    """

    tables: pd.DataFrame
    rows: pd.DataFrame
    numbers: Judged
    boundaries: pd.DataFrame
    drawn: pd.DataFrame


@dataclass(frozen=True)
class Values:
    """What a draft changes at a place in a month.

    Attributes:
        moves: its metrics and lights.
        doubted: as ``metrics.data.moved_numbers.metrics_beyond_history`` gives them.
        new_doubts, settled: title of a quality rule → how many rows come to break it, and no longer do.
    """

    moves: Moves
    doubted: pd.DataFrame
    new_doubts: Mapping[str, int]
    settled: Mapping[str, int]


def rows(draft: Snapshot) -> Rows:
    """What a draft changes in rows, table by table and one by one."""
    return Rows(
        snapshot_changes.changed_tables(draft),
        snapshot_changes.changed_rows(draft),
        moved_numbers.beyond_history(draft),
        boundary_changes.changed_boundaries(draft),
        boundary_changes.drawn(draft),
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
    doubted = moved_numbers.metrics_beyond_history(draft, period, region, moved)
    path = snapshot_changes.parent_file(draft)
    before = _doubts(open_snapshot(path), period, region) if path else Counter[tuple[str, str]]()
    after = _doubts(draft, period, region)
    return Values(found, doubted, _by_rule(after - before), _by_rule(before - after))


def _doubts(snapshot: Snapshot, period: date, region: str) -> Counter[tuple[str, str]]:
    """What the quality rules find, each by its rule and row: other numbers in one row are no other doubt."""
    found = quality.suspects(snapshot, period, region)
    told: Counter[tuple[str, str]] = Counter()
    for rule in quality.rules():
        rows = found[found["rule"] == rule.id]
        if len(rows):
            told.update((rule.title, key) for key in row_key.keys_at(snapshot, rule.table, rows))
    return told


def _by_rule(found: Counter[tuple[str, str]]) -> dict[str, int]:
    told: Counter[str] = Counter()
    for (title, _), count in found.items():
        told[title] += count
    return dict(told.most_common())
