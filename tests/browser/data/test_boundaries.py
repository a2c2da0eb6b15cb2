"""A county's boundary from end to end: handed in, looked at on a map, published, drawn, and rolled back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from shapely.geometry import box, mapping

from etl.__main__ import main
from tests.browser.conftest import visiting
from tests.browser.data.test_data import back_to, roll_back
from tests.browser.server import AppServer
from tests.browser.visit import Visit

#: 东城区 and one of its streets.
COUNTY, STREET = "110101", "东华门街道"
APPROVED = "京S(2018)001号"
SCHEMATIC = "均非法定界线"


@pytest.fixture
def own_visit(tmp_path: Path, browser: Browser) -> Iterator[Visit]:
    """Visit a server on a county that has just begun."""
    assert main(["start", "--county", COUNTY, "--warehouse", str(tmp_path / "warehouse")]) == 0
    with AppServer(tmp_path / "warehouse", tmp_path) as server:
        yield from visiting(server, browser)


def boundary() -> bytes:
    """A square for the street, within the county."""
    shape = {
        "type": "Feature",
        "properties": {"name": STREET},
        "geometry": mapping(box(116.39, 39.91, 116.41, 39.93)),
    }
    return json.dumps({"type": "FeatureCollection", "features": [shape]}, ensure_ascii=False).encode()


def map_words(visit: Visit) -> str:
    """What stands below the map of 覆盖地图."""
    visit.page.get_by_role("link", name="覆盖地图", exact=True).first.click()
    visit.wait(lambda: visit.path == "/coverage")
    visit.settle()
    return visit.page.locator(".qt-source").first.inner_text()


def test_a_boundary_is_seen_before_and_after_it_is_published(own_visit: Visit) -> None:
    visit = own_visit.open("/coverage")
    assert APPROVED not in map_words(visit)

    back_to(visit, "交数据")
    file = {"name": "边界.geojson", "mimeType": "application/json", "buffer": boundary()}
    visit.page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files([file])
    approval = visit.page.get_by_role("textbox", name="审图号")
    assert visit.wait(lambda: approval.count() == 1)
    approval.fill(APPROVED)
    approval.press("Tab")
    visit.settle()
    visit.page.get_by_role("button", name="开始校验").click()
    assert visit.wait(lambda: "边界 1 处，请看位置和形状对不对" in visit.text, 90)
    visit.settle()
    assert f"审图号：{APPROVED}" in visit.text
    visit.page.get_by_role("button", name="发布", exact=True).click()
    assert visit.wait(lambda: "边界.geojson 已发布" in visit.text, 90)
    told = map_words(visit)
    assert f"审图号：{APPROVED}" in told
    assert SCHEMATIC in told, "the other streets are schematic still"

    roll_back(visit)
    assert APPROVED not in map_words(visit)
