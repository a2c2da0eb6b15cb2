"""覆盖地图 tells where coverage is and where not, for every region, line and way of looking."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.coverage import cells as coverage_cells
from metrics.services import open_stations
from metrics.values.values import values
from metrics.warehouse import Snapshot
from tests.etl.handing_in import publish, write_folder
from tests.pages.conftest import APP, LONGEST_RUN_SECONDS, Opening, small_pictures, words
from ui import maps, numbers
from ui.theme import LIGHT, rgba

JUNE = date(2018, 6, 1)
PAGE = "pages/coverage/coverage.py"
COUNTY, TOWNSHIP, VILLAGE, SILENT, PARK = (
    "360829000000",
    "360829102000",
    "360829102200",
    "360829104000",
    "360829400000",
)


def open_map(**query: str) -> AppTest:
    """Open the page at a link."""
    app = AppTest.from_file(str(APP), default_timeout=LONGEST_RUN_SECONDS).switch_page(PAGE)
    app.query_params.update(query)
    return app.run()


@pytest.fixture
def opened(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    """Open the page on the demonstration county."""
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(demo_warehouse))
    return open_map


def deck(app: AppTest) -> dict:
    """What the browser is told to draw."""
    return json.loads(app.get("deck_gl_json_chart")[0].proto.json)


def layer(app: AppTest, name: str) -> list[dict]:
    """Rows of one layer of the map."""
    return next((one["data"] for one in deck(app)["layers"] if one["id"] == name), [])


def title(app: AppTest) -> str:
    return re.search(r'qt-title">([^<]+)<', words(app))[1]


def panel_titles(app: AppTest) -> list[str]:
    return re.findall(r'qt-panel-title">([^<]+)<', words(app))


@pytest.mark.parametrize(
    ("query", "start"),
    [
        ({}, "安福县有效覆盖 "),
        ({"region": TOWNSHIP}, "洲湖镇有效覆盖 "),
        ({"lines": "women"}, "安福县妇联有效覆盖 "),
        ({"lines": "women,union"}, "安福县工会、妇联有效覆盖 "),
        ({"level": "village"}, "安福县村级有效覆盖 "),
    ],
)
def test_the_title_is_a_statement_with_the_number_in_it(opened: Opening, query: dict, start: str) -> None:
    told = title(opened(period="2018-06", **query))
    assert told.startswith(start)
    assert re.fullmatch(r"[\d.]+%，(比上月(升|降) [\d.]+ 个百分点|与上月持平)", told.removeprefix(start))


@pytest.mark.parametrize(("region", "line"), [(COUNTY, ""), (TOWNSHIP, ""), (COUNTY, "youth"), (VILLAGE, "")])
def test_the_title_says_what_the_catalogue_says(
    opened: Opening, snapshot: Snapshot, region: str, line: str
) -> None:
    metric = values(snapshot, [JUNE], ["effective_coverage"], lines=[line], regions=[region])
    told = title(opened(period="2018-06", region=region, **({"lines": line} if line else {})))
    assert f"有效覆盖 {numbers.share(metric['value'].iloc[0])}，" in told


def test_all_townships_are_drawn_and_the_park_lies_on_top(opened: Opening) -> None:
    drawn = [row["region_code"] for row in layer(opened(period="2018-06"), maps.SHAPES)]
    assert len(set(drawn)) == 20
    assert drawn[-1] == PARK


def test_the_map_asks_nobody_for_tiles_and_can_be_clicked(opened: Opening) -> None:
    told = deck(opened(period="2018-06", reach="1"))
    assert not re.search(r"https?://|carto|mapbox", json.dumps(told))
    assert all(one["id"] for one in told["layers"])
    clickable = {one["id"] for one in told["layers"] if one["pickable"]}
    assert {maps.SHAPES, maps.STATIONS} <= clickable
    assert all("region_code" in row for one in told["layers"] if one["pickable"] for row in one["data"])


def test_one_line_colours_places_by_verdict(opened: Opening, snapshot: Snapshot) -> None:
    cells = coverage_cells.cells(snapshot, JUNE).query("line == 'overseas' and level == 'township'")
    expected = dict(zip(cells["region_code"], cells["verdict"], strict=True))
    drawn = layer(opened(period="2018-06", lines="overseas"), maps.SHAPES)
    assert {"有效", "缺失", "沉睡"} <= set(expected.values())
    assert all(row["fill"] == rgba(LIGHT.verdicts[expected[row["region_code"]]]) for row in drawn)


def test_shares_change_with_the_switch_and_silence_is_not_zero(opened: Opening) -> None:
    def fills(**query: str) -> dict[str, list[int]]:
        rows = layer(opened(period="2018-06", **query), maps.SHAPES)
        return {row["region_code"]: row["fill"] for row in rows}

    effective, covered = fills(), fills(show="covered")
    assert effective != covered
    assert effective[SILENT] == rgba(LIGHT.verdicts["未报"])
    assert covered[SILENT] != effective[SILENT]


@pytest.mark.parametrize(
    ("level", "lines"), [("township", ""), ("village", ""), ("township", "women,science")]
)
def test_every_expected_cell_has_its_tile(
    opened: Opening, snapshot: Snapshot, level: str, lines: str
) -> None:
    cells = coverage_cells.cells(snapshot, JUNE).query("level == @level and verdict != '不适用'")
    if lines:
        cells = cells[cells["line"].isin(lines.split(","))]
    query = {"lines": lines} if lines else {}
    app = opened(period="2018-06", show="verdicts", level=level, **query)
    tiles = [row["icon"].split("-")[0] for row in layer(app, maps.TILES)]
    assert {verdict: tiles.count(verdict) for verdict in set(tiles)} == dict(cells["verdict"].value_counts())
    told = next(text for text in panel_titles(app) if "本级应建" in text)
    assert f"本级应建 {len(cells):,} 个单元" in told


def test_stations_and_their_reach_are_a_switch(opened: Opening, snapshot: Snapshot) -> None:
    stations = open_stations.open_stations(snapshot, JUNE)
    count = int(stations["service_station"].sum())
    assert layer(opened(period="2018-06"), maps.STATIONS) == []
    app = opened(period="2018-06", reach="1")
    assert len(layer(app, maps.STATIONS)) == len(layer(app, "reach")) == count
    assert next(one for one in deck(app)["layers"] if one["id"] == "reach")["getRadius"] == 5000
    assert "5 公里范围" in words(app)


def test_choices_on_the_map_live_in_the_link(opened: Opening) -> None:
    app = opened(period="2018-06")
    app.segmented_control(key="link-show").set_value("covered").run()
    app.segmented_control(key="link-level").set_value("village").run()
    app.toggle(key="link-reach").set_value(True).run()
    told = {name: app.query_params[name] for name in ("show", "level", "reach")}
    assert told == {"show": "covered", "level": "village", "reach": "1"}
    again = opened(period="2018-06", show="covered", level="village", reach="1")
    assert deck(again) == deck(app)
    app.toggle(key="link-reach").set_value(False).run()
    assert "reach" not in app.query_params


def test_an_unknown_choice_shows_the_default(opened: Opening) -> None:
    assert deck(opened(period="2018-06", show="nonsense", level="galaxy")) == deck(opened(period="2018-06"))


def test_drilling_down_shows_villages_and_the_way_back(opened: Opening) -> None:
    app = opened(period="2018-06", region=TOWNSHIP)
    assert len(layer(app, maps.SHAPES)) == 24
    assert {row["region_code"][:9] for row in layer(app, maps.SHAPES)} == {TOWNSHIP[:9]}
    assert len({row["region_code"] for row in layer(app, "around")}) == 20, "neighbours stay within reach"
    app.button(key=f"back-{COUNTY}").click().run()
    assert app.query_params["region"] == COUNTY
    assert title(app).startswith("安福县")


def test_a_village_is_outlined_in_its_township_with_two_ways_back(opened: Opening) -> None:
    app = opened(period="2018-06", region=VILLAGE)
    assert len(layer(app, maps.SHAPES)) == 24
    own = next(row["polygon"] for row in layer(app, maps.SHAPES) if row["region_code"] == VILLAGE)
    assert own[0] in [row["path"] for row in layer(app, "chosen")]
    assert [button.label for button in app.button if button.key.startswith("back-")] == [
        "返回全县",
        "返回洲湖镇",
    ]


@pytest.mark.parametrize("region", [COUNTY, TOWNSHIP, VILLAGE])
def test_the_panel_shows_all_seven_lines_in_words(opened: Opening, snapshot: Snapshot, region: str) -> None:
    own = coverage_cells.cells(snapshot, JUNE, region).query("region_code == @region")
    table = re.search(r'qt-lines">(.*?)</div>', words(opened(period="2018-06", region=region)))[1]
    shown = re.findall(r"(有效|沉睡|缺失|不适用|未报)</span>", table)
    assert shown == list(own["verdict"])


def test_the_panel_leads_to_definitions_and_stations(opened: Opening) -> None:
    app = opened(period="2018-06", region=TOWNSHIP)
    labels = [popover.proto.popover.label for popover in app.get("popover")]
    labels += [button.label for button in app.button]
    for name in ("有效覆盖率 ", "三级组织覆盖率 ", "组织数 ", "群团服务站点数 ", "阵地 "):
        assert any(label.startswith(name) for label in labels), labels
    assert "65.2%" in small_pictures(opened(period="2018-06"))["place-trend"]
    assert set(small_pictures(app)) == {"place-trend"}


def test_a_table_says_what_the_map_shows(opened: Opening) -> None:
    app = opened(period="2018-06", level="village", lines="women")
    table = app.dataframe[0].value
    assert len(table) == 275
    assert set(table["妇联（本级）"]) == {"● 有效", "▲ 沉睡", "? 未报"}
    assert set(table["坐标"]) == {"有"}
    assert len(app.get("download_button")) >= 2


def test_the_projector_shows_neither_controls_nor_tables(opened: Opening) -> None:
    app = opened(period="2018-06", present="1", show="verdicts")
    assert not app.dataframe
    assert not app.get("popover")
    assert len(layer(app, maps.TILES)) == 140
    assert deck(app)["initialViewState"]["zoom"] > 8


COUNTY_ELSEWHERE = """区划代码,名称,级别,上级代码,类型,经度,纬度
110100,甲县,县,,县,{county}
110100100,乙<b>镇</b>,乡镇,110100,镇,{first}
110100101,丙镇,乡镇,110100,镇,,
110100100001,丁村委会,村,110100100,行政村,{first}
"""
ORGANIZATIONS = "组织编码,名称,条线,区划代码,类别,成立日期\no1,乙镇工会,工会,110100100,乡镇街道,2017-01-01\n"
MEMBERSHIPS = "组织编码,报告期,会员数\no1,2018-05,10\no1,2018-06,12\n"


POINT, NO_POINT = "109,24.5", ","


@pytest.fixture(scope="session")
def counties_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build counties that have no outline here, with and without points."""
    built = {}
    for point in (POINT, NO_POINT):
        folder = tmp_path_factory.mktemp("elsewhere")
        regions = COUNTY_ELSEWHERE.format(county=point, first=point)
        files = {"行政区划.csv": regions, "组织.csv": ORGANIZATIONS, "会员.csv": MEMBERSHIPS}
        assert publish(folder / "warehouse", write_folder(folder / "batch", files)).snapshot_id
        built[point] = folder / "warehouse"
    return built


@pytest.fixture(params=[POINT, NO_POINT])
def county_elsewhere(request: pytest.FixtureRequest, counties_elsewhere: dict[str, Path]) -> Path:
    """One of them."""
    return counties_elsewhere[request.param]


@pytest.fixture
def elsewhere(county_elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    """Open the page on that county."""
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(county_elsewhere))
    return open_map


only_with_a_point = pytest.mark.parametrize("county_elsewhere", [POINT], indirect=True)
only_without = pytest.mark.parametrize("county_elsewhere", [NO_POINT], indirect=True)


@only_with_a_point
def test_another_county_shows_every_place_and_counts_those_without_a_point(elsewhere: Opening) -> None:
    app = elsewhere(period="2018-06")
    drawn = layer(app, maps.SHAPES)
    assert [row["region_code"] for row in drawn] == list(app.dataframe[0].value["区划代码"])
    assert "1 处没有坐标，图上位置为示意，不用于距离和选址：丙镇" in words(app)
    assert list(app.dataframe[0].value["坐标"]) == ["有", "无，图上为示意"]
    assert "非法定界线" in words(app)


@pytest.mark.parametrize("show", ["effective", "covered", "verdicts"])
@pytest.mark.parametrize("region", ["110100000000", "110100100000", "110100101000", "110100100001"])
def test_another_county_never_breaks_the_page(elsewhere: Opening, region: str, show: str) -> None:
    app = elsewhere(period="2018-06", region=region, show=show, reach="1")
    assert not app.exception
    assert "打不开" not in words(app)
    assert "<b>镇" not in words(app).replace("</b>", "")


@only_without
def test_a_county_without_any_point_is_drawn_evenly(elsewhere: Opening) -> None:
    app = elsewhere(period="2018-06")
    assert len(layer(app, maps.SHAPES)) == 2
    assert "方位不作准" in words(app)
    assert "2 处没有坐标" in words(app)
    assert len(app.dataframe[0].value) == 2
    assert list(app.dataframe[0].value["工会（本级）"]) == ["? 未报", "■ 缺失"]
