"""Values made ready: the one query of all months, lines and regions, kept beside the snapshot.

It is work for idle time, in a process of its own: nothing waits for it, whoever asks meanwhile is answered by
the query itself, and what cannot be written stays unwritten.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from types import MappingProxyType

import duckdb

from metrics import budget, places
from metrics.catalogue import BY_ID, LEVELS, LINES, METRICS, Metric
from metrics.months import months_before
from metrics.scope import at
from metrics.values import pace, ready
from metrics.values.aggregation import COLUMNS, values_sql
from metrics.warehouse import Snapshot, folder_of, snapshot_file
from metrics.warehouse_error import WarehouseError

#: So many regions each step holds, whole levels from the top down: a county with its townships first, then
#: all that are few enough. The values of a region are some hundred a month.
MOST_REGIONS = MappingProxyType({"upper": 100, "all": 2000})
#: Beyond so many regions the query over all of them is no work for idle time.
TOO_MANY = 50_000
#: Months in one query: more need more memory, fewer are planned more often.
MONTHS_AT_ONCE = 6
UNFINISHED = ".unfinished-"

#: Metrics that look back over a window, of which pages tell the year so far too.
WINDOWED = tuple(metric for metric in METRICS if metric.id in pace.FLOWS | pace.AVERAGES)

TABLES = f"""
CREATE TYPE metric AS ENUM ({", ".join(f"'{name}'" for name in BY_ID)});
CREATE TYPE line AS ENUM ({", ".join(f"'{name}'" for name in ("", *LINES))});
CREATE TABLE month_values (
    metric_id metric, line line, region_code VARCHAR, period DATE,
    numerator DOUBLE, denominator DOUBLE, value DOUBLE, target DOUBLE, attainment DOUBLE, light VARCHAR
);
CREATE TABLE year_values (metric_id metric, line line, region_code VARCHAR, period DATE, value DOUBLE);
"""
_YEAR_COLUMNS = ("metric_id", "line", "region_code", "period", "value")


def prepare(snapshot: Snapshot, most: Mapping[str, int] = MOST_REGIONS) -> bool:
    """Make the values of a snapshot ready, unless they are, somebody else is at it, or there is no room.

    Args:
        snapshot: a published snapshot.
        most: how many regions each of `ready.STEPS` holds at most, whole levels from the top down.

    Returns:
        Whether any stand ready now.
    """
    folder = folder_of(snapshot) / ready.FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        with _alone(folder) as is_alone:
            if is_alone:
                _remove_foreign(folder)
                _make_steps(snapshot, most)
    except (OSError, duckdb.Error, WarehouseError):
        return False
    return ready.of(snapshot) is not None


def _make_steps(snapshot: Snapshot, most: Mapping[str, int]) -> None:
    """What is looked at first is there soon; what holds more then takes its place."""
    held: list[str] = []
    for step in reversed(ready.STEPS):
        levels = _levels(snapshot, most[step])
        target = ready.ready_file(snapshot, step)
        if levels != held and not target.exists() and not _is_held(snapshot, levels):
            _make(snapshot, target, levels)
        held = levels
    if ready.ready_file(snapshot, ready.STEPS[0]).exists():
        ready.ready_file(snapshot, ready.STEPS[-1]).unlink(missing_ok=True)


def _is_held(snapshot: Snapshot, levels: Sequence[str]) -> bool:
    found = ready.of(snapshot)
    return found is not None and found.holds([], None, levels)


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether this process is the only one that writes there; it stays so inside."""
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _remove_foreign(folder: Path) -> None:
    """Remove what was left half-written, and what belongs to no snapshot or to other definitions."""
    for path in folder.glob("*"):
        snapshot_id, _, rest = path.name.partition(".")
        is_of_now = snapshot_file(folder.parent, snapshot_id).exists() and rest.startswith(ready.digest())
        if path.name != "lock" and not is_of_now:
            path.unlink(missing_ok=True)


def _make(snapshot: Snapshot, target: Path, levels: Sequence[str]) -> None:
    draft = target.with_name(f"{UNFINISHED}{target.name}")
    try:
        with duckdb.connect(str(draft), config={"memory_limit": budget.memory_limit()}) as connection:
            connection.execute(TABLES)
            _attach(connection, snapshot)
            _fill(connection, snapshot, levels)
        draft.replace(target)
        _forget_if_gone(snapshot, target)
    finally:
        for left in target.parent.glob(f"{draft.name}*"):
            with suppress(OSError):
                left.unlink()


def _attach(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> None:
    connection.execute("SET temp_directory = ''")
    quoted = str(snapshot.path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS read_snapshot (READ_ONLY)")


def _forget_if_gone(snapshot: Snapshot, target: Path) -> None:
    """What was removed while it was read, by a purge for instance, leaves nothing behind."""
    if not snapshot.path.exists():
        target.unlink(missing_ok=True)


def _levels(snapshot: Snapshot, most: int) -> list[str]:
    """The levels to hold, from the top down, while all of their regions together are few enough."""
    counts = dict(snapshot.rows("SELECT level, count(*) FROM marts.dim_regions GROUP BY level"))
    if sum(counts.values()) > TOO_MANY:
        return []
    found: list[str] = []
    for level in LEVELS:
        if sum(counts.get(each, 0) for each in (*found, level)) > most:
            break
        found.append(level)
    return found


def _fill(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, levels: Sequence[str]) -> None:
    known = places.periods(snapshot)
    months = [months_before(known[0], 1), *known] if known else []
    into = f'"{connection.execute("SELECT current_database()").fetchall()[0][0]}".main'
    connection.execute("USE read_snapshot")
    for first in range(0, len(months), MONTHS_AT_ONCE):
        some = months[first : first + MONTHS_AT_ONCE]
        _keep(connection, f"{into}.month_values", COLUMNS, METRICS, some, levels)
        _keep(connection, f"{into}.year_values", _YEAR_COLUMNS, WINDOWED, some, levels, "clock_of_year")
    connection.execute(f"CREATE TABLE {into}.held_months AS SELECT unnest($1::DATE[]) AS period", [months])
    connection.execute(
        f"CREATE TABLE {into}.held_windows AS SELECT unnest($1::VARCHAR[]) AS metric_id",
        [[metric.id for metric in WINDOWED]],
    )
    connection.execute(
        f"CREATE TABLE {into}.held_regions AS SELECT code, level FROM marts.dim_regions"
        " WHERE list_contains($1::VARCHAR[], level)",
        [list(levels)],
    )
    connection.execute(
        f"CREATE TABLE {into}.about AS SELECT $1::VARCHAR AS snapshot_id, $2::TIMESTAMP AS built_at,"
        " $3::VARCHAR AS digest, $4::BOOLEAN AS is_whole",
        [snapshot.id, snapshot.built_at, ready.digest(), len(levels) == len(LEVELS)],
    )


def _keep(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    metrics: Sequence[Metric],
    months: Sequence[date],
    levels: Sequence[str],
    clock: str = "clock",
) -> None:
    sql = values_sql(metrics, ["", *LINES], by_region=False, by_level=True, clock=clock)
    # Beside one another on the disk stands what is asked for together: a place.
    connection.execute(
        f"INSERT INTO {table} SELECT {', '.join(columns)} FROM ({sql})"
        " ORDER BY region_code, period, metric_id, line",
        at(*months) | {"levels": list(levels)},
    )
