"""The coverage map draws, answers the pointer, and a click selects what lies under it."""

import csv
from pathlib import Path

import pytest

from tests.browser.pages import MAPS
from tests.browser.visit import Visit

PROJECT = Path(__file__).resolve().parents[2]


def township_names() -> dict[str, str]:
    """Read code → name of all townships of the reference county."""
    with (PROJECT / "data/reference/regions.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file) if row["level"] == "township"}


@pytest.mark.parametrize("path", MAPS)
def test_the_map_is_not_blank(visit: Visit, path: str) -> None:
    visit.open(path)
    assert visit.wait(lambda: visit.map_colours() >= 4), "fewer than four colours are no map"
    assert "示意" in visit.text


def test_a_click_leads_into_a_township_and_a_button_back(visit: Visit) -> None:
    visit.open("/coverage", period="2018-06")
    visit.wait(lambda: visit.map_colours() >= 4)
    before = visit.query["region"]
    pointed_at = visit.point_at_a_township(set(township_names().values()))
    visit.page.mouse.down()
    visit.page.mouse.up()
    assert visit.wait(lambda: visit.query["region"] != before), "the address did not change"
    visit.settle()
    assert township_names()[visit.query["region"]] == pointed_at
    assert pointed_at in visit.text
    assert visit.query["period"] == "2018-06"
    visit.page.get_by_role("button", name="返回全县").click()
    assert visit.wait(lambda: visit.query["region"] == before)
    visit.settle()
    assert visit.wait(lambda: visit.map_colours() >= 4), "the way back shows the whole county again"


def test_months_go_by_and_stand_side_by_side(visit: Visit) -> None:
    visit.open("/coverage", period="2018-05")
    thumb = visit.page.locator(".st-key-timeline [role=slider]")
    thumb.focus()
    thumb.press("ArrowLeft")
    assert visit.wait(lambda: visit.query["period"] == "2018-04"), "the slider moves the month"
    visit.settle()
    visit.page.get_by_role("button", name="播放").click()
    assert visit.wait(lambda: visit.query["period"] == "2018-06"), "the play goes on to the last month"
    assert visit.wait(lambda: visit.page.get_by_role("button", name="播放").is_visible()), "and stops there"
    choose(visit, "对比另一个月", "对比2017年6月")
    assert visit.wait(lambda: visit.query.get("compare") == "2017-06")
    visit.settle()
    maps = visit.page.locator("[data-testid=stDeckGlJsonChart] canvas#deckgl-overlay")
    assert visit.wait(lambda: maps.count() == 2)
    assert "2017年6月至2018年6月" in visit.text


def test_a_place_is_chosen_and_left_by_keys_alone(visit: Visit) -> None:
    visit.open("/coverage", period="2018-06")
    before, (code, name) = visit.query["region"], list(township_names().items())[2]
    tab_to(visit, "乡镇")
    visit.page.keyboard.type(name)
    visit.page.keyboard.press("Enter")
    assert visit.wait(lambda: visit.query["region"] == code)
    visit.settle()
    listed = visit.page.locator(".st-key-panel-table [data-testid=stDataFrame] table")
    assert name in listed.inner_text(), "the table says what the map shows, to whoever has it read out"
    tab_to(visit, "返回全县")
    visit.page.keyboard.press("Enter")
    assert visit.wait(lambda: visit.query["region"] == before)


def tab_to(visit: Visit, label: str) -> None:
    """Press Tab until the focus is on what bears a label."""
    for _ in range(60):
        visit.page.keyboard.press("Tab")
        if label in visit.page.evaluate(FOCUSED):
            return
    raise AssertionError(f"Tab does not reach {label}")


def choose(visit: Visit, label: str, option: str) -> None:
    """Choose from a list by its label."""
    visit.page.get_by_role("combobox", name=label).click()
    visit.page.get_by_role("option", name=option, exact=True).click()


FOCUSED = """() => {
    const own = document.activeElement;
    const label = own.closest("[data-testid=stSelectbox]")?.querySelector("label")?.textContent;
    return label ?? own.getAttribute("aria-label") ?? own.textContent;
}"""
