"""Before there is a warehouse, and when there is a wrong one."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import visiting
from tests.browser.server import AppServer
from tests.browser.visit import Visit


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """Name a folder for a warehouse that is not there yet."""
    return tmp_path / "warehouse"


@pytest.fixture
def first_visit(warehouse: Path, tmp_path: Path, browser: Browser) -> Iterator[Visit]:
    """Be the first visitor of a server that has just been started."""
    with AppServer(warehouse, tmp_path) as server:
        yield from visiting(server, browser)


def test_the_first_visitor_sees_the_warehouse_grow(first_visit: Visit, warehouse: Path) -> None:
    first_visit.page.goto(first_visit.address("/coverage", period="2018-05"))
    first_visit.page.wait_for_selector("[data-testid=stProgress]", timeout=30_000)
    first_visit.page.wait_for_selector("[data-testid=stDeckGlJsonChart]", timeout=90_000)
    first_visit.settle()
    assert (warehouse / "current.json").exists()
    assert "2018年5月" in first_visit.shown
    assert first_visit.page.get_by_role("dialog").count() == 0


def damaged(warehouse: Path) -> None:
    """Publish a file that is no database."""
    _publish(warehouse, b"this is not a database" * 1000)


def cut_short(warehouse: Path) -> None:
    """Publish an empty file."""
    _publish(warehouse, b"")


def unreadable_pointer(warehouse: Path) -> None:
    """Leave half a pointer."""
    warehouse.mkdir()
    (warehouse / "current.json").write_text('{"snap', encoding="utf-8")


def dangling_pointer(warehouse: Path) -> None:
    """Point to a snapshot that is gone."""
    warehouse.mkdir()
    (warehouse / "current.json").write_text(json.dumps({"snapshot": "gone"}), encoding="utf-8")


def _publish(warehouse: Path, content: bytes) -> None:
    (warehouse / "snapshots").mkdir(parents=True)
    (warehouse / "snapshots" / "x1.duckdb").write_bytes(content)
    (warehouse / "current.json").write_text(json.dumps({"snapshot": "x1"}), encoding="utf-8")


@pytest.mark.parametrize("break_it", [damaged, cut_short, unreadable_pointer, dangling_pointer])
def test_a_broken_warehouse_is_explained(first_visit: Visit, warehouse: Path, break_it) -> None:
    break_it(warehouse)
    first_visit.open("/")
    assert "数据仓库" in first_visit.text
    assert "python -m etl" in first_visit.text, "the message names a way on"
    assert "Traceback" not in first_visit.text
