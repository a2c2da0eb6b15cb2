"""What a question may cost: beyond its time or memory, or once its visitor has left, it is stopped."""

import time
from pathlib import Path

import duckdb
import pytest

from metrics import budget, warehouse
from metrics.warehouse import Snapshot, open_current
from metrics.warehouse_error import WarehouseError
from tests.models.loading import write_warehouse

#: Runs for hours and needs no memory; another needs gigabytes.
ENDLESS = "SELECT sum(hash(a.range + b.range)) FROM range(1000000) a, range(1000000) b"
LARGE = "SELECT count(*) FROM (SELECT DISTINCT range || 'x' || hash(range) FROM range(20000000))"


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return open_current(write_warehouse(tmp_path, {"regions": []}))


def stopped(snapshot: Snapshot, sql: str) -> str:
    """Ask, and return the kind of the error that it ends in."""
    with pytest.raises(WarehouseError) as caught:
        snapshot.rows(sql)
    assert caught.value.remedy.startswith("请选小一些的区划")
    assert snapshot.rows("SELECT 1") == [(1,)], "the next question is answered"
    return caught.value.kind


def test_a_question_that_takes_too_long_is_stopped(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(budget.SECONDS_VARIABLE, "1")
    assert stopped(snapshot, ENDLESS) == "slow"


def test_the_question_of_who_has_left_is_stopped(snapshot: Snapshot) -> None:
    asked = time.monotonic()
    here = budget.is_there.set(lambda: time.monotonic() < asked + 0.3)
    try:
        assert stopped(snapshot, ENDLESS) == "slow"
    finally:
        budget.is_there.reset(here)
    assert time.monotonic() - asked < budget.seconds()


def test_a_question_that_needs_too_much_memory_is_stopped_and_nothing_is_put_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(budget.MEMORY_VARIABLE, "64")
    snapshot = open_current(write_warehouse(tmp_path, {"regions": []}))
    before = sorted(tmp_path.rglob("*"))
    assert stopped(snapshot, LARGE) == "full"
    assert sorted(tmp_path.rglob("*")) == before
    with pytest.raises(duckdb.Error):
        snapshot.connection.cursor().execute("SET memory_limit = '8GB'")


@pytest.mark.parametrize("told", ["", "0", "-1", "many", "²"])
def test_a_budget_that_is_none_is_the_usual_one(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = budget.seconds(), budget.memory_limit()
    monkeypatch.setenv(budget.SECONDS_VARIABLE, told)
    monkeypatch.setenv(budget.MEMORY_VARIABLE, told)
    assert (budget.seconds(), budget.memory_limit()) == usual


def test_a_snapshot_that_nobody_asks_for_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_warehouse(tmp_path, {"regions": []})
    first = open_current(folder).path
    write_warehouse(folder, {"regions": []})
    open_current(folder)
    assert first in held()
    monkeypatch.setattr(warehouse, "IDLE_SECONDS", 0)
    newest = open_current(folder).path
    assert held() == {newest}


def held() -> set[Path]:
    """Files of the snapshots that are kept open."""
    return {one.path for one in warehouse._opened.values()}
