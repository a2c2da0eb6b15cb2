"""覆盖地图 of data with several regions at the top and more places than have room for more than a point."""

import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from metrics.coverage import by_place
from metrics.coverage.squares import squares
from metrics.warehouse import Snapshot, open_current
from tests.etl.handing_in import publish, write_folder
from tests.pages.conftest import words
from tests.pages.coverage.test_coverage import open_map, title
from ui import maps
from ui.coverage import levels as coverage_levels
from ui.maps import squares as squares_drawn
from ui.theme import LIGHT, rgba

JUNE = date(2018, 6, 1)
VILLAGES = 600
EAST, WEST = "990001", "990002"


def batch() -> dict[str, str]:
    """Two counties without a city above them, a township each, 600 villages each; one line works in half."""
    regions, organizations, activities = [], [], []
    for county, lon in ((EAST, 115.0), (WEST, 112.0)):
        regions += [
            f"{county},{county}县,县,,县,{lon},27",
            f"{county}001,{county}镇,乡镇,{county},镇,{lon},27",
        ]
        for at in range(VILLAGES):
            code = f"{county}001{at + 1:03}"
            regions.append(f"{code},村{code},村,{county}001,行政村,{lon + at % 30 / 40},{27 + at // 30 / 40}")
            organizations.append(f"o{code},会,工会,{code},村社区,2015-01-01")
            if at % 2:
                activities.append(f"a{code},会,工会,{code},2018-06-09,其他,9")
    return {
        "行政区划.csv": "\n".join(["区划代码,名称,级别,上级代码,类型,经度,纬度", *regions]),
        "组织.csv": "\n".join(["组织编码,名称,条线,区划代码,类别,成立日期", *organizations]),
        "活动.csv": "\n".join(["活动编号,名称,牵头条线,区划代码,日期,主题,参与人次", *activities]),
    }


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Publish the two counties."""
    source = write_folder(tmp_path_factory.mktemp("two-counties"), batch())
    warehouse = tmp_path_factory.mktemp("two-counties-warehouse")
    assert publish(warehouse, source).snapshot_id
    return open_current(warehouse)


@pytest.fixture
def villages(snapshot: Snapshot) -> pd.DataFrame:
    """All villages of both counties."""
    return by_place.places_below(snapshot, JUNE, None, "village")


def scene(places: pd.DataFrame, show: str, *lines: str) -> maps.Scene:
    no_shapes = maps.Ground(pd.DataFrame(columns=["region_code"]))
    return maps.Scene(no_shapes, places, places.head(0), "", "", "village", show, lines)


def drawn(app: AppTest, name: str = maps.POINTS) -> dict:
    [chart] = app.get("deck_gl_json_chart")
    return next(layer for layer in json.loads(chart.proto.json)["layers"] if layer["id"] == name)


def test_all_the_data_is_counted_where_no_region_is_given(snapshot: Snapshot, villages: pd.DataFrame) -> None:
    assert len(villages) == 2 * VILLAGES
    counties = by_place.places_below(snapshot, JUNE, None, "county")
    assert list(counties["effective"]) == [VILLAGES / 2, VILLAGES / 2]
    course = by_place.course(snapshot, JUNE, None)
    assert course["effective"].iloc[-1] == counties["effective"].sum()
    assert course["expected"].iloc[-1] == counties["expected"].sum()


def test_the_first_visit_sees_all_regions_at_the_top_and_a_choice_narrows_the_map(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(snapshot.path.parents[1]))
    app = open_map(level="village")
    assert title(app).startswith("全部 2 个县村级有效覆盖")
    assert f"{2 * VILLAGES:,} 个村" in words(app)
    discs = drawn(app)["data"]
    assert len(discs) < 2 * VILLAGES, "a disc stands for several"
    app.selectbox(key="choice-top").set_value(f"{WEST}000000").run()
    assert app.query_params["region"] == f"{WEST}000000"
    assert "scope" not in app.query_params
    assert title(app).startswith(f"{WEST}县")
    app.button(key="back-all").click().run()
    assert title(app).startswith("全部 2 个县")


def test_squares_add_up_what_their_places_have(snapshot: Snapshot) -> None:
    unions = by_place.places_below(snapshot, JUNE, None, "village", ("union",))
    lacking = unions.assign(lon=unions["lon"].where(unions.index != 0))
    found = squares(lacking, 20)
    drawn = unions.iloc[1:]
    assert found["place_count"].sum() == len(drawn)
    for column in ("expected", "covered", "effective"):
        assert found[column].sum() == drawn[column].sum()
    assert found["own_expected"].sum() == len(drawn), "one line, one cell a village"
    assert found["own_effective"].sum() == VILLAGES
    assert list(zip(found["lat"], found["lon"], strict=True)) == sorted(
        zip(found["lat"], found["lon"], strict=True)
    )


def test_a_square_leads_to_where_all_of_its_places_lie(villages: pd.DataFrame) -> None:
    # 1 km holds one village, 20 km several of one township, 2,000 km both counties.
    single, several, every = (squares(villages, side) for side in (1, 20, 2000))
    assert set(single["region_code"]) == set(villages["region_code"])
    assert set(several["region_code"]) == {f"{EAST}001000", f"{WEST}001000"}
    assert every["region_code"].to_list() == [f"{EAST}000000"], "as many in either, the first one"
    # On the map of the township itself it leads on to a village.
    east = villages[villages["region_code"].str.startswith(EAST)]
    assert set(squares(east, 20, f"{EAST}001000")["region_code"]) < set(east["region_code"])


def test_discs_say_what_their_squares_add_up_to(snapshot: Snapshot, villages: pd.DataFrame) -> None:
    pair = villages.head(2).assign(lon=115.001, lat=27.001)
    [disc] = squares_drawn.disc_rows(squares(pair, 20), maps.EFFECTIVE, LIGHT)
    named = f"{pair['name'].iloc[0]}等 2 处"
    assert disc["text"] == f"{named}\n有形覆盖 25%（2/8）\n有效覆盖 12.5%（1/8）\n点击进入"
    assert disc["fill"] == rgba(LIGHT.sequential[1])
    unions = by_place.places_below(snapshot, JUNE, None, "village", ("union",))
    own = unions.head(2).assign(lon=115.001, lat=27.001)
    [judged] = squares_drawn.disc_rows(squares(own, 20), maps.JUDGED, LIGHT)
    assert judged["fill"] == rgba(LIGHT.sequential[5]), "one of two"
    silent = squares(pair.assign(silent=[True, False]), 20)
    [unheard] = squares_drawn.disc_rows(silent, maps.EFFECTIVE, LIGHT)
    assert unheard["fill"] == rgba(LIGHT.verdicts["未报"])
    assert "1 处有未报" in unheard["text"]


def test_very_many_stations_are_shown_by_their_reach_alone(villages: pd.DataFrame) -> None:
    kinds = {"kind": "群团服务站", "region_name": "村", "lines": [["union"]], "approximate": False}
    some = villages.head(1).assign(**kinds)
    shown = replace(scene(villages, maps.EFFECTIVE), stations=some)
    assert layer_ids(shown) >= {"reach", "stations"}
    every = pd.concat([some] * 1_001)
    shown = replace(shown, stations=every)
    assert layer_ids(shown) >= {"reach"}
    assert "stations" not in layer_ids(shown)
    assert "群团服务中心、服务站的 5 公里范围" in maps.scene_legend(shown, LIGHT)


def layer_ids(shown: maps.Scene) -> set[str]:
    return {layer.id for layer in maps.coverage_deck(shown, LIGHT).layers}


def test_the_legend_says_what_a_disc_is(villages: pd.DataFrame) -> None:
    shown = scene(villages, maps.JUDGED, "union", "women")
    told = maps.scene_legend(shown, LIGHT)
    assert "公里见方" in told
    assert "本级应建条线中有效的比例" in told


@pytest.mark.parametrize(
    ("own", "levels"),
    [
        ("province", ["city", "county", "township", "village"]),
        ("county", ["township", "village"]),
        ("village", ["village"]),
    ],
)
def test_levels_follow_the_breadth_of_the_map(own: str, levels: list[str]) -> None:
    assert coverage_levels.offered(own) == levels


def test_what_stands_behind_a_map_is_not_as_many_as_its_places() -> None:
    assert coverage_levels.behind("county", "village") == "township"
    assert coverage_levels.behind("province", "village") == "city"
    assert coverage_levels.behind("county", "township") is None
