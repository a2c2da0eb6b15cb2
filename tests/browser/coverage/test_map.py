"""The coverage map draws, answers the pointer, and a click selects what lies under it."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.pages import MAPS
from tests.browser.visit import Visit

PROJECT = Path(__file__).resolve().parents[3]


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
    assert visit.press(lambda: visit.query["region"] != before), "the address did not change"
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
    thumb = visit.page.get_by_role("slider", name="月份")
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
    before, (code, name) = visit.query["region"], next(iter(township_names().items()))
    table = visit.page.locator(".st-key-panel-table canvas").first
    assert name in (table.text_content() or ""), "the table says what the map shows, to whoever has it read"
    tick_first_row(visit)
    if not visit.wait(lambda: visit.query["region"] == code, seconds=8):
        # A run that ended meanwhile may have drawn the table anew, without its focus.
        visit.settle()
        tick_first_row(visit)
    assert visit.wait(lambda: visit.query["region"] == code), "a row of the table leads to its place"
    visit.settle()
    assert f"{name}本级应建" in visit.text
    tab_to(visit, "返回全县")
    visit.page.keyboard.press("Enter")
    assert visit.wait(lambda: visit.query["region"] == before)
    visit.settle()
    tab_to(visit, "乡镇")
    visit.page.keyboard.press("ControlOrMeta+a")
    visit.page.keyboard.type(name)
    visit.page.keyboard.press("Enter")
    assert visit.wait(lambda: visit.query["region"] == code), "and so does the list above the map"


def tick_first_row(visit: Visit) -> None:
    """Go to the table by Tab and choose its first row."""
    tab_until(visit, lambda: visit.page.evaluate("document.activeElement.tagName") == "CANVAS")
    visit.page.keyboard.press("ArrowUp")
    visit.page.keyboard.press("Shift+Space")


def tab_to(visit: Visit, label: str) -> None:
    """Press Tab until the focus is on what bears a label."""
    tab_until(visit, lambda: visit.page.evaluate(FOCUSED).endswith(label))


def tab_until(visit: Visit, there: Callable[[], bool]) -> None:
    """Press Tab until the focus is where it should be."""
    for _ in range(160):
        visit.page.keyboard.press("Tab")
        if there():
            return
    raise AssertionError("Tab does not get there")


def choose(visit: Visit, label: str, option: str) -> None:
    """Choose from a list by its label."""
    visit.page.get_by_role("combobox", name=label).click()
    visit.page.get_by_role("option", name=option, exact=True).click()


FOCUSED = """() => {
    const own = document.activeElement;
    return own.matches("input, button, a") ? own.getAttribute("aria-label") ?? own.textContent : "";
}"""
