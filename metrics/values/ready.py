"""Values that stand ready beside a snapshot: what the one query gives, asked once for all months.

The file is no second truth. Its name holds the snapshot and a digest of all that computes a value, so a
definition that is changed finds no file and is computed; what is missing, foreign or damaged is passed over.
`metrics.values.preparing` writes it.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from metrics import budget, frames
from metrics.scope import at
from metrics.values import aggregation
from metrics.warehouse import FORMAT, SEALED, SEALING, Snapshot, folder_of
from metrics.warehouse_error import WarehouseError

T = TypeVar("T")

FOLDER = "ready"
#: The floor that says what numbers mean.
METRICS = Path(frames.__file__).parents[1]
#: Files of one snapshot, the one that holds more first: all regions that are few enough, those at the top.
STEPS = ("all", "upper")
#: As many as snapshots are kept open.
KEPT_OPEN = 4
#: The order of the file's rows and columns is part of what it is.
LAYOUT = 1

#: Columns of both tables that are of a kind of their own in the file, in the order of the catalogue.
_WORDS = ("metric_id", "line")
_ORDER = "month_values.metric_id, period, region_code, month_values.line"
_COLUMNS = ", ".join(
    f"CAST({name} AS VARCHAR) AS {name}" if name in _WORDS else name for name in aggregation.COLUMNS
)


@dataclass(frozen=True)
class Ready:
    """The values of one snapshot.

    Attributes:
        reader: the snapshot with the connection of these values in the place of its own.
        months: months of which values are held.
        levels: level by code of the regions that are held.
        is_whole: whether these are all regions of the snapshot; then no other code has values either.
        windowed: ids of the metrics of which the year so far is held.
    """

    reader: Snapshot = field(repr=False)
    months: frozenset[date]
    levels: dict[str, str]
    is_whole: bool
    windowed: frozenset[str]

    def holds(
        self, months: Sequence[date], regions: Sequence[str] | None, levels: Sequence[str] | None = None
    ) -> bool:
        """Whether everything that is asked for is held."""
        if not self.months.issuperset(months):
            return False
        if self.is_whole:
            return True
        if regions is None:
            return levels is not None and set(levels) <= set(self.levels.values())
        return self.levels.keys() >= set(regions)

    def codes(self, regions: Sequence[str] | None, levels: Sequence[str] | None) -> list[str] | None:
        """Codes of the regions that are asked for, None for all."""
        if levels is None:
            return None if regions is None else list(regions)
        asked = self.levels if regions is None else regions
        return [code for code in asked if self.levels.get(code) in levels]


@cache
def digest() -> str:
    """A digest of all that may make a value: every module and query of `metrics`, the layout, the engine.

    More than makes a value in fact: a change that touches none costs one preparing, one that is overlooked
    would show an old number.
    """
    sources = sorted(path for path in METRICS.rglob("*") if path.suffix in (".py", ".sql", ".json"))
    known = hashlib.sha256(f"{FORMAT} {LAYOUT} {duckdb.__version__}".encode())
    for source in sources:
        known.update(str(source.relative_to(METRICS)).encode() + b"\0" + source.read_bytes())
    return known.hexdigest()[:16]


def ready_file(snapshot: Snapshot, step: str) -> Path:
    """Where the values of a snapshot stand ready, if they do: those of one of `STEPS`."""
    return folder_of(snapshot) / FOLDER / f"{snapshot.id}.{digest()}.{step}.duckdb"


def month_values(
    snapshot: Snapshot,
    take: Callable[[Snapshot, str, dict[str, Any]], T],
    periods: Sequence[date],
    metrics: Sequence[str],
    lines: Sequence[str],
    regions: Sequence[str] | None,
    levels: Sequence[str] | None,
) -> T | None:
    """Values as `metrics.values.values.values` gives them; None where they do not stand ready.

    Args:
        snapshot: the snapshot.
        take: reads a query with its parameters, as a frame or as rows.
        periods: months, by their first days.
        metrics: metric ids.
        lines: line ids, '' for all lines together.
        regions: region codes; None takes all.
        levels: levels of regions; None takes all.
    """
    found = of(snapshot)
    if found is None or not found.holds(periods, regions, levels):
        return None
    codes = found.codes(regions, levels)
    asked = at(*periods) | {"first": min(periods), "last": max(periods)}
    conditions = ["period BETWEEN $first AND $last", "list_contains($periods::DATE[], period)"]
    conditions += [f"metric_id IN ({_listed(metrics)})", f"line IN ({_listed(lines)})"]
    if codes is not None:
        asked["regions"] = codes
        conditions.append("region_code IN (SELECT unnest($regions::VARCHAR[]))")
    sql = f"SELECT {_COLUMNS} FROM month_values WHERE {' AND '.join(conditions)} ORDER BY {_ORDER}"
    return _taken(found, take, sql, asked)


def year_values(
    snapshot: Snapshot, period: date, metrics: Sequence[str], line: str, region: str
) -> list[tuple[str, float | None]] | None:
    """Ids and values over the year so far, as `metrics.values.values.year_to_date` gives them."""
    found = of(snapshot)
    if found is None or not (found.holds([period], [region]) and found.windowed.issuperset(metrics)):
        return None
    sql = (
        "SELECT CAST(metric_id AS VARCHAR) AS metric_id, value FROM year_values"
        f" WHERE period = $period AND region_code = $region AND line IN ({_listed([line])})"
        f" AND metric_id IN ({_listed(metrics)}) ORDER BY year_values.metric_id"
    )
    asked = {"period": period, "region": region}
    return _taken(found, lambda reader, sql, asked: reader.rows(sql, **asked), sql, asked)


def _taken(
    found: Ready, take: Callable[[Snapshot, str, dict[str, Any]], T], sql: str, asked: dict[str, Any]
) -> T | None:
    try:
        return take(found.reader, sql, asked)
    except WarehouseError as error:
        if error.kind != "damaged":
            raise
        with _opening:
            _opened.update({key: None for key, ready in _opened.items() if ready is found})
        return None


def _listed(words: Sequence[str]) -> str:
    # Only words of the catalogue come here, which hold no quote.
    return ", ".join(f"'{word}'" for word in words) or "NULL"


_opened: dict[tuple[Path, int, int], Ready | None] = {}
_opening = threading.Lock()


def of(snapshot: Snapshot) -> Ready | None:
    """The values that stand ready for a snapshot; None where there are none that can be read."""
    return next(filter(None, (_of_step(snapshot, step) for step in STEPS)), None)


def _of_step(snapshot: Snapshot, step: str) -> Ready | None:
    path = ready_file(snapshot, step)
    try:
        state = path.stat()
    except OSError:
        return None
    key = path.absolute(), state.st_mtime_ns, state.st_size
    with _opening:
        if key not in _opened:
            _opened[key] = _open(path, snapshot)
            for oldest in list(_opened)[:-KEPT_OPEN]:
                del _opened[oldest]
        return _opened[key]


def _open(path: Path, snapshot: Snapshot) -> Ready | None:
    try:
        config: dict[str, Any] = {**SEALED, "memory_limit": budget.memory_limit(), "threads": 1}
        connection = duckdb.connect(str(path), read_only=True, config=config)
        connection.execute(SEALING)
        about = connection.execute("SELECT snapshot_id, built_at, digest, is_whole FROM about").fetchall()
        if len(about) != 1 or about[0][:3] != (snapshot.id, snapshot.built_at, digest()):
            return None
        return Ready(
            replace(snapshot, path=path, connection=connection),
            frozenset(month for (month,) in connection.execute("SELECT period FROM held_months").fetchall()),
            dict(connection.execute("SELECT code, level FROM held_regions").fetchall()),
            about[0][3],
            frozenset(
                name for (name,) in connection.execute("SELECT metric_id FROM held_windows").fetchall()
            ),
        )
    except duckdb.Error:
        return None
