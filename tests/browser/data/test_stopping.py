"""A hand-in that takes long is stopped by a button: the command and what it started end, nothing is left."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import visiting
from tests.browser.server import AppServer
from tests.browser.visit import Visit
from tests.etl.handing_in import contents
from tests.etl.slow import slow_workbook


@pytest.fixture
def warehouse(demo_warehouse: Path, tmp_path: Path) -> Path:
    """A warehouse of the test's own, in which a server that was killed has left something."""
    own = Path(shutil.copytree(demo_warehouse, tmp_path / "warehouse"))
    left = own / "incoming" / "0123" / "会员.csv"
    left.parent.mkdir(parents=True)
    left.write_text("组织编码", encoding="utf-8")
    return own


@pytest.fixture
def own_visit(warehouse: Path, tmp_path: Path, browser: Browser) -> Iterator[Visit]:
    with AppServer(warehouse, tmp_path) as server:
        yield from visiting(server, browser)


def test_a_hand_in_is_stopped_and_leaves_nothing(own_visit: Visit, warehouse: Path, tmp_path: Path) -> None:
    own_visit.open("/data")
    own_visit.settle()
    assert own_visit.wait(lambda: not list((warehouse / "incoming").iterdir())), (
        "the server sweeps at its start"
    )
    before = contents(warehouse)
    file = {"name": "慢.xlsx", "mimeType": "application/zip", "buffer": slow_workbook(tmp_path).read_bytes()}
    own_visit.page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files([file])
    start = own_visit.page.get_by_role("button", name="开始校验")
    assert own_visit.wait(start.is_enabled)
    own_visit.settle()
    start.click()
    stop = own_visit.page.get_by_role("button", name="停止")
    stop.wait_for()

    assert own_visit.wait(lambda: bool(list((warehouse / "working").iterdir())))
    assert list((warehouse / "incoming").iterdir())
    stop.click()
    own_visit.page.get_by_text("已停止，当前快照不变").wait_for()
    own_visit.settle()
    for place in ("incoming", "working"):
        assert own_visit.wait(lambda place=place: not list((warehouse / place).iterdir()))
    assert contents(warehouse) == before
    assert own_visit.errors == []
