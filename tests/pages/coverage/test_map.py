"""What the coverage map draws, piece by piece, without the app."""

import json

import pandas as pd
import pytest

from ui import maps
from ui.coverage import words
from ui.drawing import crowding, place_names
from ui.maps import credits, geography, tiles
from ui.theme import DARK, LIGHT, VERDICTS
from ui.viewport import Viewport

ALL = ("union", "youth", "women", "science", "overseas", "disabled", "commerce")
VILLAGE_VERDICTS = ["有效", "沉睡", "缺失", "不适用", "不适用", "未报", "不适用"]


def places(*rows: dict) -> pd.DataFrame:
    """Rows as ``metrics.coverage.by_place.places_below`` gives them."""
    usual = {"kind": "行政村", "level": "village", "lon": 114.5, "lat": 27.3, "expected": 4, "covered": 3,
             "effective": 1, "covered_pct": 0.75, "effective_pct": 0.25, "silent": False,
             "verdicts": "/".join(VILLAGE_VERDICTS)}  # fmt: skip
    named = [{"region_code": f"x{at}", "name": f"村{at}", **usual, **row} for at, row in enumerate(rows)]
    return pd.DataFrame(named)


NO_SHAPES = maps.Ground(pd.DataFrame(columns=["region_code"]))


def ground(*boxes: tuple[float, float, float, float]) -> maps.Ground:
    """Squares as the shapes of the places x0, x1, ….."""
    rows = [
        {"region_code": f"x{at}", "basis": "边界", "approval": None, "attribution": None,
         "rings": json.dumps([[[[w, s], [e, s], [e, n], [w, n], [w, s]]]]), "label_lon": (w + e) / 2,
         "label_lat": (s + n) / 2, "room_deg": min(e - w, n - s) / 2,
         "west": w, "south": s, "east": e, "north": n}
        for at, (w, s, e, n) in enumerate(boxes)
    ]  # fmt: skip
    return maps.Ground(pd.DataFrame(rows))


def scene(shown: pd.DataFrame, **changes) -> maps.Scene:
    given = {"ground": NO_SHAPES, "around": shown.head(0), "focus": "", "selected": "", "level": "village",
             "show": maps.JUDGED, "lines": ALL}  # fmt: skip
    return maps.Scene(places=shown, **(given | changes))


def test_a_block_of_tiles_is_centred_and_leaves_out_what_is_not_expected() -> None:
    rows = tiles.placed_tiles(NO_SHAPES, places({}), ALL, size_px=10, columns=2)
    assert [row["icon"] for row in rows] == ["有效-union", "沉睡-youth", "缺失-women", "未报-disabled"]
    assert [row["offset"] for row in rows] == [[-5.8, -5.8], [5.8, -5.8], [-5.8, 5.8], [5.8, 5.8]]


def test_only_chosen_lines_have_tiles() -> None:
    rows = tiles.placed_tiles(NO_SHAPES, places({}), ("women", "science"), size_px=10, columns=4)
    assert [row["icon"] for row in rows] == ["缺失-women"]
    assert rows[0]["offset"] == [0, 0]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_tile_has_its_picture_in_the_atlas(colours) -> None:
    names = {tiles.icon_name(verdict, line) for verdict in VERDICTS for line in (*ALL, "")}
    assert names | {tiles.mark_name(verdict) for verdict in VERDICTS} <= set(tiles.icon_mapping())
    assert tiles.atlas(colours).startswith("data:image/svg+xml")
    assert len({tiles.picture(name, colours) for name in sorted(names)}) == 4 * 8 + 1, "不适用 has no letter"


def test_no_two_pictures_of_the_atlas_overlap() -> None:
    corners = [(spot["x"], spot["y"]) for spot in tiles.icon_mapping().values()]
    assert len(set(corners)) == len(corners)


def test_tiles_carry_letters_only_where_there_is_room() -> None:
    apart = places({"lon": 114.1}, {"lon": 114.6})
    crowded = places(*({"lon": 114.1 + at / 1000} for at in range(30)), {"lon": 115.5})
    assert scene(apart).spacing_px > 300
    assert scene(crowded).spacing_px < 5
    assert "方块依次为" in maps.scene_legend(scene(crowded), LIGHT)
    assert "方块依次为" not in maps.scene_legend(scene(apart), LIGHT)


def test_the_legend_explains_only_lines_that_are_expected() -> None:
    told = maps.scene_legend(scene(places({})), LIGHT)
    assert "残联" in told
    assert "工商联" not in told


def test_names_take_the_first_free_place_or_none() -> None:
    taken = [(0, 0, 10, 10)]
    assert crowding.first_fits([[(5, 5, 15, 15), (20, 0, 30, 10)], [(25, 5, 35, 15)]], taken) == [1, None]
    assert crowding.apart([(0, 0, 10, 10), (10, 0, 20, 10)])


def test_villages_are_drawn_as_their_shapes_with_names_where_these_fit() -> None:
    wide, small = (114.0, 27.0, 114.4, 27.4), (114.4, 27.0, 114.402, 27.002)
    shown = places({}, {})
    drawn = scene(shown, ground=ground(wide, small), show=maps.EFFECTIVE)
    layers = {layer.id: layer.data for layer in maps.coverage_deck(drawn, LIGHT).layers}
    assert [row["region_code"] for row in layers[maps.SHAPES]] == ["x0", "x1"]
    assert maps.POINTS not in layers
    crowded = scene(
        places(*({} for _ in range(50))), ground=ground(wide, *([small] * 49)), show=maps.EFFECTIVE
    )
    named = next(layer.data for layer in maps.coverage_deck(crowded, LIGHT).layers if layer.id == "names")
    assert [row["label"].split("\n")[0] for row in named] == ["村0"]


@pytest.mark.parametrize(
    ("given", "tag", "said"),
    [({"basis": "边界", "approval": "赣S(2018)1号", "attribution": "某局"}, "边界图", "审图号：赣S(2018)1号"),
     ({"basis": "边界"}, "边界图", "未标审图号，仅供内部使用"),
     ({"basis": "均分"}, "示意图", "未标审图号，仅供内部使用")],
)  # fmt: skip
def test_a_map_says_whether_it_is_schematic_and_approved(given: dict, tag: str, said: str) -> None:
    own = maps.Ground(ground((114.0, 27.0, 114.4, 27.4)).frame.assign(**given))
    assert credits.tag(own) == tag
    assert credits.approval(own) == said
    assert ("某局" in credits.sources(own)) == ("attribution" in given)
    assert ("非法定界线" in credits.sources(own)) == (tag == "示意图")
    assert maps.notes(own) == [tag, said, *filter(None, [credits.sources(own)])]


def test_one_shape_without_approval_makes_the_whole_map_internal() -> None:
    both = ground((114.0, 27.0, 114.4, 27.4), (114.4, 27.0, 114.8, 27.4)).frame
    told = credits.approval(maps.Ground(both.assign(approval=["赣S(2018)1号", None])))
    assert told == "审图号：赣S(2018)1号；未标审图号，仅供内部使用"


def test_a_shape_holds_a_text_only_where_the_map_is_large_enough() -> None:
    own = ground((114.0, 27.0, 114.2, 27.2))
    for zoom, fits in ((6.0, False), (12.0, True)):
        x, y = geography.on_screen(own.cells["x0"].label_at, zoom)
        assert own.has_room("x0", (x - 20, y - 13, x + 20, y + 13), zoom) is fits


def test_an_extent_fits_into_its_pixels() -> None:
    extent = (114.0, 27.0, 115.0, 27.5)
    zoom = geography.fitting_zoom(extent, (800, 400))
    left, right = geography.on_screen([114.0, 27.0], zoom), geography.on_screen([115.0, 27.5], zoom)
    wide, high = right[0] - left[0], left[1] - right[1]
    assert max(wide / 800, high / 400) == pytest.approx(1)


@pytest.mark.parametrize(("width_deg", "km"), [(0.8, 10), (0.1, 1), (5, 50), (0.02, 0.2)])
def test_the_scale_bar_has_a_round_length(width_deg: float, km: float) -> None:
    extent = (114.0, 27.0, 114.0 + width_deg, 27.5)
    assert geography.scale_bar_km(extent) == pytest.approx(km)
    assert geography.km_per_degree(extent) == pytest.approx(98.9, abs=0.1)


def test_one_point_alone_still_has_an_extent() -> None:
    west, south, east, north = NO_SHAPES.extent_of(places({}))
    assert west < 114.5 < east
    assert south < 27.3 < north


@pytest.mark.parametrize(
    ("name", "kind", "short"),
    [("平都镇", "镇", "平都"), ("安福高新园区", "园区", "园区"), ("安城社区居委会", "社区", "安城"),
     ("镇", "镇", "镇"), ("乡镇", "镇", "乡镇")],
)  # fmt: skip
def test_labels_are_short(name: str, kind: str, short: str) -> None:
    assert place_names.short_name(name, kind) == short


@pytest.mark.parametrize(
    ("objects", "code"),
    [({}, None), ({"shapes": []}, None), ({"shapes": [{"region_code": "t"}]}, "t"),
     ({"shapes": [{"region_code": "t"}], "points": [{"region_code": "v"}]}, "v")],
)  # fmt: skip
def test_a_click_gives_the_topmost_place(objects: dict, code: str | None) -> None:
    assert maps.clicked({"selection": {"objects": objects, "indices": {}}}) == code


def test_the_title_compares_with_the_month_before_only() -> None:
    course = pd.DataFrame(
        {"period": pd.to_datetime(["2018-04-01", "2018-06-01"]), "effective_pct": [0.5, 0.6]}
    )
    assert words.title(course, "甲县", ()) == "甲县有效覆盖 60%，无上月数据"
    course["period"] = pd.to_datetime(["2018-05-01", "2018-06-01"])
    told = words.title(course, "甲县", ("women",), "village")
    assert told == "甲县妇联村级有效覆盖 60%，比上月升 10 个百分点"
    assert words.title(course.head(0), "甲村", ("science",)) == "甲村科协没有应建单元"


def test_ends_are_named_once_and_counted_when_shared() -> None:
    shown = places({"effective_pct": 0.2}, {"effective_pct": 0.9}, {"effective_pct": 0.9}, {"silent": True})
    told = words.shares(shown, "effective_pct")
    assert told == "有效覆盖：村0最低，20%；2 处最高，90%；1 处有未报"
    assert words.shares(shown, "covered_pct") == "各处有形覆盖均为 75%"
    silent = places({"silent": True})
    assert words.shares(silent, "effective_pct") == "有效覆盖：1 处都有未报，暂不能判断"


def test_places_without_a_point_are_counted_and_named() -> None:
    shown = places({}, *({"lon": None, "lat": None} for _ in range(10)))
    told = words.unplaced(shown)
    assert told.startswith("10 处没有坐标，图上位置为示意")
    assert told.endswith("村1、村2、村3、村4、村5、村6、村7、村8等")
    assert words.unplaced(places({})) == ""


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("present", [False, True])
def test_a_map_leaves_room_for_the_rest_of_the_window(size: tuple[int, int], present: bool) -> None:
    width, height = Viewport(*size, present).map_size(0.63)
    assert 0.5 * size[0] < width < 0.63 * size[0]
    assert 0.5 * size[1] < height < size[1] - 200


def test_a_telephone_gives_the_map_its_whole_width() -> None:
    assert Viewport(390, 844).map_size(0.63)[0] == 334


@pytest.mark.parametrize("told", [None, [], [0, 0], ["a", 1], [1e9, 5], {"width": 3}])
def test_a_size_that_is_none_is_not_believed(told: object) -> None:
    from ui import viewport

    assert not viewport._is_size(told)
