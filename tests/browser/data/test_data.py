"""数据中心 from end to end: hand in → findings → mend → publish → the number on 总览 → roll back."""

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from tests.browser.conftest import visiting
from tests.browser.drawing.test_taking_away import content
from tests.browser.server import AppServer
from tests.browser.visit import Visit

ORGANIZATION = "union-360829000000"
HEADER = "组织编码,报告期,会员数,应覆盖人数\n"
BAD = f"{HEADER}{ORGANIZATION},2018-06,三万,40000\n"
MENDED = f"{HEADER}{ORGANIZATION},2018-06,3万,40000\n"


@pytest.fixture
def own_visit(demo_warehouse: Path, tmp_path: Path, browser: Browser) -> Iterator[Visit]:
    """Visit a server on a warehouse of its own, which the test may change."""
    warehouse = Path(shutil.copytree(demo_warehouse, tmp_path / "warehouse"))
    with AppServer(warehouse, tmp_path) as server:
        yield from visiting(server, browser)


def hand_in(visit: Visit, content: str) -> None:
    """Drop a file and wait until it has been validated."""
    file = {"name": "会员.csv", "mimeType": "text/csv", "buffer": content.encode()}
    visit.page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files([file])
    start = visit.page.get_by_role("button", name="开始校验")
    assert visit.wait(start.is_enabled)
    visit.settle()
    start.click()


def members_on_overview(visit: Visit) -> str:
    """The number of members as 总览 shows it."""
    visit.page.get_by_role("link", name="总览", exact=True).first.click()
    visit.wait(lambda: visit.path == "/")
    visit.settle()
    return visit.page.locator(".st-key-card-members .qt-card-value").inner_text()


def back_to(visit: Visit, part: str) -> None:
    """Go to a part of 数据中心 by the menu."""
    visit.page.get_by_role("link", name="数据中心", exact=True).first.click()
    visit.wait(lambda: visit.path == "/data")
    visit.settle()
    visit.page.get_by_role("radio", name=part, exact=True).click()
    visit.settle()


def doubts(visit: Visit) -> int:
    """How many doubts the parts of 数据中心 say there are."""
    told = re.search(r"疑点 (\d+) 处", visit.text)
    assert told is not None
    return int(told[1])


def choose_row(visit: Visit, row: int) -> None:
    """Tick a row of the first table; its cells are drawn on a canvas."""
    box = visit.page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    assert box is not None
    visit.page.mouse.click(box["x"] + 17, box["y"] + 35 * row + 52)


def roll_back(visit: Visit) -> None:
    """Go back to the first of two snapshots."""
    back_to(visit, "快照")
    assert "留存 2 个快照" in visit.text
    choose_row(visit, 1)
    way_back = visit.page.get_by_role("button", name="退回到 ")
    assert visit.wait(lambda: way_back.count() == 1 and way_back.is_enabled())
    visit.settle()
    way_back.click()
    visit.page.get_by_role("button", name="确认退回").click()
    assert visit.wait(lambda: "已退回，当前快照" in visit.text)
    visit.settle()


def test_a_hand_in_from_its_first_fault_to_the_number_and_back(own_visit: Visit) -> None:
    visit = own_visit.open("/data", period="2018-06")
    before = members_on_overview(visit)

    back_to(visit, "交数据")
    hand_in(visit, BAD)
    assert visit.wait(lambda: "会员.csv 有 1 处错误，没有留存" in visit.text)
    with visit.page.expect_download() as marked:
        visit.page.get_by_role("button", name="核对结果.xlsx").click()
    book = load_workbook(BytesIO(content(marked.value)))
    assert any("三万" in map(str, row) for sheet in book for row in sheet.values)
    assert members_on_overview(visit) == before

    back_to(visit, "交数据")
    hand_in(visit, MENDED)
    assert visit.wait(lambda: "校验通过，请看过变化再发布" in visit.text)
    visit.settle()
    assert "新增 0 行，变更 1 行，减少 0 行" in visit.text
    assert re.search(r"会员数\s+8\.53万人\s+11\.52万人\s+\+2\.99万人", visit.text), "before, after and change"
    visit.page.get_by_role("button", name="发布", exact=True).click()
    assert visit.wait(lambda: "会员.csv 已发布，各页现在显示新的快照" in visit.text)
    visit.settle()
    after = members_on_overview(visit)
    assert (before, after) == ("8.53万人", "11.52万人")

    roll_back(visit)
    assert members_on_overview(visit) == before


def test_a_doubt_leads_to_its_correction_and_to_the_number(own_visit: Visit) -> None:
    visit = own_visit.open("/data", period="2018-06", part="doubts", rule="visits_against_history")
    visit.settle()
    assert visit.wait(lambda: "接待人次偏离自己的历史：2 处" in visit.text)
    left = doubts(visit) - 1
    choose_row(visit, 0)
    way = visit.page.get_by_role("button", name="更正这一行")
    assert visit.wait(lambda: way.count() == 1)
    way.click()
    assert visit.wait(lambda: "原出处" in visit.text)
    visit.settle()
    assert "correct=station_months" in visit.page.url, "the link leads there again"
    visit.page.get_by_role("textbox", name="接待人次").fill("200")
    visit.page.get_by_role("textbox", name="理由").fill("核对登记表后更正")
    visit.page.get_by_role("button", name="预览更正").click()
    assert visit.wait(lambda: "校验通过，请看过变化再发布" in visit.text)
    visit.settle()
    assert "阵地月报：改 1 行。" in visit.text
    assert "没有偏离的" in visit.text
    assert "安福县 2018年6月消除的疑点 1 处：接待人次偏离自己的历史 1。" in visit.text
    visit.page.get_by_role("button", name="发布", exact=True).click()
    assert visit.wait(lambda: "已发布，各页现在显示新的快照" in visit.text)
    visit.settle()
    assert "接待人次 327 → 200（理由：核对登记表后更正）" in visit.text
    back_to(visit, f"疑点 {left} 处")
    visit.page.goto(visit.page.url)
    visit.settle()
    assert f"{left} 处疑点" in visit.text
