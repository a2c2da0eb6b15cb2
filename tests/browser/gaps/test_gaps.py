"""From the choice of stations, by way of a second plan, to the workbook that is handed in again."""

from pathlib import Path

from openpyxl import load_workbook

from tests.browser.visit import Visit
from tests.etl.handing_in import run


def test_a_plan_becomes_a_proposal(visit: Visit, demo_warehouse: Path, tmp_path: Path) -> None:
    visit.open("/gaps", period="2018-06", part="siting")
    visit.page.get_by_label("新建个数").fill("3")
    visit.page.get_by_label("新建个数").press("Enter")
    assert visit.wait(lambda: visit.query.get("n") == "3")
    visit.settle()
    assert "新建 3 个服务站" in visit.text
    assert visit.wait(lambda: visit.map_colours() >= 4)

    visit.page.get_by_role("radio", name="方案成效", exact=True).click()
    assert visit.wait(lambda: visit.query.get("part") == "effect")
    visit.settle()
    visit.page.get_by_role("button", name="把本方案留作对照").click()
    assert visit.wait(lambda: visit.query.get("other") == "3-5-0")
    visit.page.get_by_label("乡镇保底").fill("20")
    visit.page.get_by_label("乡镇保底").press("Enter")
    assert visit.wait(lambda: "达不到每个乡镇至少 20%" in visit.text), (
        "3 stations cannot reach that everywhere"
    )
    visit.page.get_by_label("新建个数").fill("12")
    visit.page.get_by_label("新建个数").press("Enter")
    assert visit.wait(lambda: "本方案比对照方案新增覆盖多" in visit.text)
    visit.page.get_by_label("每站预算").fill("50000")
    visit.page.get_by_label("每站预算").press("Enter")
    assert visit.wait(lambda: visit.query.get("budget") == "50000"), "the link keeps the terms"
    visit.settle()

    with visit.page.expect_download() as expected:
        visit.page.get_by_role("button", name="下载方案").click()
    file = tmp_path / "方案.xlsx"
    expected.value.save_as(file)
    stations, projects = load_workbook(file)
    assert [stations.max_row, projects.max_row] == [13, 13]
    budget = next(cell.column for cell in projects[1] if cell.value == "预算(元)")
    assert {row[budget - 1].value for row in projects.iter_rows(min_row=2)} == {50000}
    checked = run("build", "--source", file, "--warehouse", demo_warehouse, "--origin", "上报", "--check")
    assert checked.returncode == 0, checked.stdout
