"""A county begins on an empty server by mouse, and a second one beside it by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from metrics.warehouse import open_current
from tests.browser.conftest import visiting
from tests.browser.server import AppServer
from tests.browser.visit import Visit

#: Seconds that a command may take on a machine that does other work too.
PATIENCE = 90


@pytest.fixture
def own_visit(tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Visit a server without any data, on which no demonstration is wanted."""
    monkeypatch.setenv("QUNTUAN_DEMO", "no")
    with AppServer(tmp_path / "warehouse", tmp_path) as server:
        yield from visiting(server, browser)


def pick(visit: Visit, label: str, word: str) -> None:
    """Choose from a list with the mouse."""
    visit.page.get_by_label(label).click()
    visit.page.get_by_role("option", name=word).click()
    visit.settle()


def tab_to(visit: Visit, name: str) -> None:
    """Go on with the tabulator until a button has the focus."""
    for _ in range(60):
        visit.page.keyboard.press("Tab")
        if name in visit.page.evaluate("() => document.activeElement.textContent"):
            return
    raise AssertionError(f"the keyboard never comes to {name}")


def test_a_county_begins_by_mouse_and_another_one_by_keyboard(own_visit: Visit, tmp_path: Path) -> None:
    visit = own_visit.open("/")
    pick(visit, "省（自治区、直辖市）", "北京市")
    assert "市辖区" in visit.shown, "there is nothing else to choose"
    pick(visit, "县（市、区、旗）", "东城区")
    assert visit.wait(lambda: "东城区：17 个乡镇（街道）" in visit.text, PATIENCE)
    visit.page.get_by_role("button", name="建立东城区").click()
    assert visit.wait(lambda: "东城区还没有上报" in visit.text, PATIENCE)
    visit.settle()
    assert "county" not in visit.query

    visit.open("/data", part="start")
    visit.page.get_by_label("按名称、拼音或代码找").focus()
    visit.page.keyboard.type("nsqd")
    visit.page.keyboard.press("Enter")
    assert visit.wait(lambda: "南沙群岛（海南省三沙市，460322）" in visit.text, PATIENCE)
    visit.settle()
    tab_to(visit, "南沙群岛（海南省三沙市，460322）")
    visit.page.keyboard.press("Enter")
    assert visit.wait(lambda: "建立南沙群岛" in visit.text, PATIENCE)
    visit.settle()
    tab_to(visit, "建立南沙群岛")
    visit.page.keyboard.press("Enter")
    assert visit.wait(lambda: "南沙群岛还没有上报" in visit.text, PATIENCE)
    visit.settle()
    assert visit.query["warehouse"] == "460322"
    assert open_current(tmp_path / "warehouse-460322").rows("SELECT DISTINCT origin FROM meta.batches") == [
        ("上报",)
    ]
