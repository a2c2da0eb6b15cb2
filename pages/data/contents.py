"""What each part of 数据中心 shows, and what stands beside the names of the parts, fetched once."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics import places, quality
from metrics.data import completeness, corrections, dictionary, draft, history, snapshot_changes
from metrics.data.corrections import Opened
from metrics.data.draft import Rows, Values
from metrics.warehouse import Snapshot, folder_of, open_snapshot, snapshot_file
from ui.cache import fetch
from ui.session import View


@dataclass(frozen=True)
class Findings:
    """What can be judged before a part is opened: who reported, and how much is in doubt, in which month."""

    period: date
    reporting: pd.DataFrame
    doubts: pd.DataFrame


def gather_findings(view: View, chosen: bool) -> Findings:
    """Fetch the findings of the selection where the part offers it (``chosen``), else of all newest data."""
    newest = view.months[-1]
    whole = {"period": newest, "region": fetch(view.snapshot, places.top, period=newest), "lines": ()}
    asked = view.in_scope if chosen else whole
    reporting = fetch(view.snapshot, completeness.matrix, report="memberships", today=date.today(), **asked)
    return Findings(asked["period"], reporting, fetch(view.snapshot, quality.suspects, **asked))


def gather_batches(view: View) -> pd.DataFrame:
    """Fetch the batches of the current snapshot."""
    return fetch(view.snapshot, history.batches)


def gather_snapshots(view: View) -> pd.DataFrame:
    """Fetch the snapshots of the warehouse, newest first."""
    return fetch(view.snapshot, history.snapshots, ids=history.published_ids(folder_of(view.snapshot)))


def gather_brought(view: View, snapshot_id: str) -> pd.DataFrame:
    """Fetch what a kept snapshot changed against the one before it, table by table."""
    kept = open_snapshot(snapshot_file(folder_of(view.snapshot), snapshot_id))
    return fetch(kept, snapshot_changes.changed_tables)


def gather_draft(snapshot: Snapshot, period: date, region: str) -> tuple[Rows, Values]:
    """Fetch what a draft would change: its rows, and the values of a place and month."""
    return fetch(snapshot, draft.rows), fetch(snapshot, draft.values, period=period, region=region)


def gather_reporting(view: View, asked: dict[str, Any]) -> pd.DataFrame:
    """Fetch who reported in the places below; ``asked`` are the report and the days that count as in time."""
    return fetch(view.snapshot, completeness.matrix, today=date.today(), **view.in_scope, **asked)


def gather_units(view: View, region: str, asked: dict[str, Any]) -> pd.DataFrame:
    """Fetch which units of one place reported."""
    here = view.in_scope | {"region": region, "today": date.today()}
    return fetch(view.snapshot, completeness.units, **here, **asked)


def gather_doubts(view: View) -> pd.DataFrame:
    """Fetch what the rules found."""
    return fetch(view.snapshot, quality.suspects, **view.in_scope)


def gather_row(view: View, table: str, key: str) -> Opened:
    """Fetch the row to correct, or what has become of it."""
    return fetch(view.snapshot, corrections.opened, table=table, key=key)


def gather_dictionary(view: View) -> pd.DataFrame | None:
    """Fetch the fields of the dictionary; None where the snapshot holds none."""
    return fetch(view.snapshot, dictionary.fields) if fetch(view.snapshot, dictionary.is_told) else None
