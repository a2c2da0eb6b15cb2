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


def test_a_click_selects_the_township_under_the_pointer(visit: Visit) -> None:
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
