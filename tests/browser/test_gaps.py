"""From the choice of stations to the workbook that can be handed in."""

import io

from openpyxl import load_workbook

from tests.browser.visit import Visit


def test_a_plan_becomes_a_proposal(visit: Visit) -> None:
    visit.open("/gaps", period="2018-06", part="siting")
    visit.page.get_by_label("新建个数").fill("3")
    visit.page.get_by_label("新建个数").press("Enter")
    assert visit.wait(lambda: visit.query.get("n") == "3")
    visit.settle()
    assert "新建 3 个服务站" in visit.text
    assert visit.wait(lambda: visit.map_colours() >= 4)
    with visit.page.expect_download() as expected:
        visit.page.get_by_role("button", name="下载方案").click()
    book = load_workbook(io.BytesIO(expected.value.path().read_bytes()))
    assert [len(list(sheet.values)) for sheet in book] == [4, 4]
