"""What a page shows can be taken away: tables as workbooks, charts as pictures."""

import io

from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Download

from tests.browser.visit import Visit


def content(download: Download) -> bytes:
    """Read what the browser was handed."""
    return download.path().read_bytes()


def test_a_panel_downloads_as_a_workbook(visit: Visit) -> None:
    visit.open("/")
    with visit.page.expect_download() as expected:
        visit.page.locator(".st-key-panel-head-map [data-testid=stDownloadButton] button").click()
    assert expected.value.suggested_filename.endswith(".xlsx")
    book = load_workbook(io.BytesIO(content(expected.value)))
    rows = list(book.active.values)
    assert len(rows) > 1
    assert all(isinstance(name, str) for name in rows[0])
    owed = [text for (text,) in book["说明"].values]
    assert "未标审图号，仅供内部使用" in owed, "rows of a map go with what is said of its borders"
    assert any("来源" in text for text in owed)


def test_a_chart_downloads_as_a_picture(visit: Visit) -> None:
    visit.open("/projects", part="progress")
    for drawn, button in (
        ("[data-testid=stPlotlyChart]", ".modebar-btn"),
        (".qt-picture svg", ".qt-picture button"),
    ):
        visit.page.locator(drawn).first.hover()
        with visit.page.expect_download() as expected:
            visit.page.locator(button).first.click()
        _is_sharp(content(expected.value))


def _is_sharp(file: bytes) -> None:
    picture = Image.open(io.BytesIO(file))
    assert picture.width >= 600, "sharp enough for paper"
    assert len(picture.convert("RGB").getcolors(1 << 24)) > 10


def test_a_number_opens_its_definition_and_the_rows_behind_it(visit: Visit) -> None:
    visit.open("/")
    visit.page.get_by_role("button", name="口径").first.click()
    dialog = visit.page.get_by_role("dialog")
    dialog.locator("[data-testid=stDataFrame] canvas").first.wait_for()
    assert "分子" in dialog.inner_text()
    assert "✔ 已核对" in dialog.inner_text()
    with visit.page.expect_download() as expected:
        dialog.locator("[data-testid=stDownloadButton] button").first.click()
    head, *rows = load_workbook(io.BytesIO(content(expected.value))).active.values
    assert {"文件", "行号", "批次"} <= set(head)
    assert len(rows) > 1000, "all rows are taken away, not only those that fit the screen"
