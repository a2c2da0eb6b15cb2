"""Opening a warehouse: once for all, read-only, and every failure in words with a way on."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from metrics.warehouse import open_current, published_at
from metrics.warehouse_error import WarehouseError
from tests.models.loading import write_warehouse

COUNTY = {"code": "990001000000", "name": "金县", "level": "county"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_warehouse(tmp_path, {"regions": [COUNTY]})


def published(folder: Path) -> Path:
    return folder / "snapshots" / (json.loads((folder / "current.json").read_text())["snapshot"] + ".duckdb")


def point_to(folder: Path, text: str) -> None:
    (folder / "current.json").write_text(text, encoding="utf-8")


def foreign(path: Path, statement: str) -> None:
    path.unlink()
    with duckdb.connect(str(path)) as con:
        con.execute(statement)


FOREIGN_ROW = (
    "CREATE SCHEMA meta; CREATE TABLE meta.snapshot AS SELECT '{}' AS product, {} AS format,"
    " 'x' AS snapshot_id, TIMESTAMP '2018-01-01' AS built_at, NULL AS parent_id"
)

BREAKAGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "no folder": ("missing", lambda folder: (folder / "current.json").unlink()),
    "no file": ("missing", lambda folder: published(folder).unlink()),
    "no json": ("damaged", lambda folder: point_to(folder, "{")),
    "no key": ("damaged", lambda folder: point_to(folder, "{}")),
    "a list": ("damaged", lambda folder: point_to(folder, "[]")),
    "a path": ("damaged", lambda folder: point_to(folder, '{"snapshot": "../../x"}')),
    "a number": ("damaged", lambda folder: point_to(folder, '{"snapshot": 7}')),
    "noise": ("damaged", lambda folder: published(folder).write_bytes(b"noise" * 4000)),
    "empty": ("damaged", lambda folder: published(folder).write_bytes(b"")),
    "cut off": (
        "damaged",
        lambda folder: published(folder).write_bytes(published(folder).read_bytes()[:9000]),
    ),
    "other database": ("foreign", lambda folder: foreign(published(folder), "CREATE TABLE t (a INT)")),
    "other product": ("foreign", lambda folder: foreign(published(folder), FOREIGN_ROW.format("other", 1))),
    "newer format": ("foreign", lambda folder: foreign(published(folder), FOREIGN_ROW.format("quntuan", 9))),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_warehouse_that_cannot_be_read_says_why_and_what_to_do(folder: Path, name: str) -> None:
    kind, damage = BREAKAGES[name]
    damage(folder)
    with pytest.raises(WarehouseError) as caught:
        open_current(folder)
    assert caught.value.kind == kind
    assert caught.value.message.endswith("。")
    assert "python -m etl" in caught.value.remedy
    assert str(folder.parent) not in caught.value.message or kind == "missing"


def test_a_snapshot_is_opened_once(folder: Path) -> None:
    snapshot = open_current(folder)
    assert open_current(folder) is snapshot
    assert snapshot.id == "test-0"
    assert snapshot.built_at.isoformat() == "2018-07-01T08:00:00"


def test_a_snapshot_was_published_when_the_warehouse_was_pointed_to_it(folder: Path) -> None:
    snapshot = open_current(folder)
    published_on = datetime(2026, 11, 30, 6, 59, tzinfo=UTC)
    os.utime(folder / "current.json", (published_on.timestamp(),) * 2)
    assert published_at(snapshot) == published_on
    point_to(folder, '{"snapshot": "another"}')
    assert published_at(snapshot) == snapshot.built_at.replace(tzinfo=UTC), (
        "of an older one only that is known"
    )


def test_readers_keep_what_they_opened_and_find_the_new_one_at_their_next_run(folder: Path) -> None:
    before = open_current(folder)
    write_warehouse(folder, {"regions": [COUNTY | {"name": "银县"}]})
    after = open_current(folder)
    names = [snapshot.rows("SELECT name FROM marts.dim_regions") for snapshot in (before, after)]
    assert names == [[("金县",)], [("银县",)]]


def test_the_environment_names_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(folder))
    assert open_current().id == open_current(folder).id


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE t AS SELECT 1",
        "DELETE FROM raw.regions",
        "COPY raw.regions TO 'out.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "ATTACH 'other.duckdb'",
        "INSTALL spatial",
        "SET enable_external_access = true",
    ],
)
def test_nothing_but_reading_the_snapshot_is_possible(folder: Path, statement: str) -> None:
    with pytest.raises((duckdb.Error, WarehouseError)):
        open_current(folder).query(statement)


def test_parameters_are_never_sql(folder: Path) -> None:
    found = open_current(folder).query("SELECT $name AS name", name="'; DROP TABLE x; --")
    assert list(found["name"]) == ["'; DROP TABLE x; --"]


def test_many_readers_at_once(folder: Path) -> None:
    seen: list[int] = []

    def read() -> None:
        for _ in range(5):
            seen.append(open_current(folder).rows("SELECT count(*) FROM marts.dim_regions")[0][0])

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert seen == [1] * 40


def test_dates_come_back_as_dates(folder: Path) -> None:
    assert open_current(folder).rows("SELECT CAST($day AS DATE)", day=date(2016, 2, 29)) == [
        (date(2016, 2, 29),)
    ]
