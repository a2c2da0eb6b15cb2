"""下发与催报 from end to end: distribute → fill in → a fault → mended → publish → the unit has handed in."""

import zipfile
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
from tests.etl.collecting import FIGURES, filled
from tests.etl.county import COUNTY
from tests.etl.handing_in import publish, write_folder


@pytest.fixture
def own_visit(tmp_path: Path, browser: Browser) -> Iterator[Visit]:
    """Visit a server on the small county, which nobody has been asked in."""
    warehouse = tmp_path / "warehouse"
    publish(warehouse, write_folder(tmp_path / "first", COUNTY))
    with AppServer(warehouse, tmp_path) as server:
        yield from visiting(server, browser)


def taken(visit: Visit, button: str) -> bytes:
    """Press a download button and read what it gives."""
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=button).first.click()
    return content(download.value)


def press(visit: Visit, button: str, until: str) -> None:
    """Press a button and wait for what the page says then."""
    wanted = visit.page.get_by_role("button", name=button, exact=True)
    assert visit.wait(lambda: wanted.count() == 1 and wanted.is_enabled())
    visit.settle()
    wanted.click()
    assert visit.wait(lambda: until in visit.text, 60)
    visit.settle()


def hand_back(visit: Visit, *files: Path) -> None:
    """Drop returns in and have them checked."""
    box = visit.page.locator("[data-testid=stFileUploader] input[type=file]")
    box.set_input_files([str(file) for file in files])
    press(visit, "开始核对", f"收到 {len(files)} 份")


def test_a_form_goes_out_comes_back_with_a_fault_and_is_published_once_mended(
    own_visit: Visit, tmp_path: Path
) -> None:
    visit = own_visit.open("/data", part="collecting", step="reminders")
    assert "还没有下发过填报任务" in visit.text
    visit.page.get_by_role("radio", name="① 下发").click()
    press(visit, "生成并下发", "已下发2018年2月的填报表 3 份")
    with zipfile.ZipFile(BytesIO(taken(visit, "下载填报表"))) as packed:
        packed.extractall(tmp_path / "forms")
    town = next((tmp_path / "forms").glob("平都镇*.xlsx"))

    visit.page.get_by_role("radio", name="② 收回").click()
    visit.settle()
    wrong = filled(town, tmp_path / "新建工作表.xlsx", {"会员": FIGURES["会员"] | {"会员数": "约二百"}})
    hand_back(visit, wrong)
    assert "收到 1 份：1 份有错" in visit.text
    book = load_workbook(BytesIO(taken(visit, "平都镇_2018-02_有错.xlsx")))
    assert any("约二百" in map(str, row) for sheet in book for row in sheet.values)

    hand_back(visit, filled(town, tmp_path / "改好了.xlsx"))
    press(visit, "发布没有错误的（1 份）", "收回的 1 份填报表 校验通过，请看过变化再发布")
    assert "新增 1 行，变更 1 行" in visit.text, "the report, and that the unit has handed in"
    press(visit, "发布", "收回的 1 份填报表 已发布")
    visit.page.get_by_role("radio", name="③ 催报").click()
    assert visit.wait(lambda: "3 个单位，逾期 2 个，已交 1 个" in visit.text)
    text = visit.page.locator("[data-testid=stCode]").inner_text()
    assert "安福县：" in text
    assert "平都镇" not in text, "nobody reminds who has handed in"
