"""Whatever is wrong with a file of boundaries is told in words, and nothing of it is taken."""

from collections.abc import Callable
from pathlib import Path

import pytest
import shapely

from etl import budgets
from etl.findings import Finding
from tests.etl import shapes
from tests.etl.shapes import COUNTY, EAST_VILLAGE, HUKENG, PINGDU

EAST, WEST = shapes.townships()[PINGDU], shapes.townships()[HUKENG]
BOW_TIE = shapely.Polygon([(114.5, 27.3), (114.6, 27.4), (114.6, 27.3), (114.5, 27.4)])


def text(name: str, content: str | bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


def feature(geometry: str, name: str = "平都镇") -> Callable[[Path], Path]:
    told = f'{{"type": "Feature", "properties": {{"name": "{name}"}}, "geometry": {geometry}}}'
    return text("乡镇.geojson", f'{{"type": "FeatureCollection", "features": [{told}]}}')


def polygon(ring: str) -> str:
    return f'{{"type": "Polygon", "coordinates": [[{ring}]]}}'


def layer(
    rows: shapes.Rows, *polygons: shapes.BaseGeometry | None, suffix: str = ".geojson"
) -> Callable[[Path], Path]:
    return lambda folder: shapes.write(folder / f"边界{suffix}", rows, polygons, crs=None, kind="Unknown")


def without(suffix: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = shapes.write(folder / "乡镇.shp", *shapes.named({PINGDU: EAST}), encoding="UTF-8")
        path.with_suffix(suffix).unlink()
        return path

    return make


def archive(name: str, content: bytes = b"x") -> Callable[[Path], Path]:
    return lambda folder: shapes.zipped(folder / "边界.zip", {name: content})


def linked(folder: Path) -> Path:
    import zipfile

    path = folder / "边界.zip"
    entry = zipfile.ZipInfo("town.shp")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr(entry, "/etc/passwd")
    return path


def both_files(folder: Path) -> Path:
    shapes.write(folder / "甲.geojson", *shapes.named({PINGDU: EAST}), crs=None)
    shapes.write(folder / "乙.geojson", *shapes.named({PINGDU: EAST}), crs=None)
    return folder


def another(folder: Path) -> Path:
    """A folder for a second batch."""
    (folder / "another").mkdir()
    return folder / "another"


FAULTS: list[tuple[str, Callable[[Path], Path], str, str]] = [
    ("nothing in it", text("乡镇.geojson", ""), "unreadable_file", "重新导出"),
    (
        "no JSON",
        text("乡镇.geojson", 'var x = {"type": "FeatureCollection"}'),
        "unreadable_file",
        "以 { 开头",
    ),
    (
        "cut off",
        text("乡镇.geojson", '{"type": "FeatureCollection", "features": [{"ty'),
        "unreadable_file",
        "损坏",
    ),
    ("TopoJSON", text("乡镇.json", '{"type": "Topology", "arcs": []}'), "unreadable_file", "TopoJSON"),
    (
        "Esri JSON",
        text("乡镇.json", '{"geometryType": "esriGeometryPolygon"}'),
        "unreadable_file",
        "Esri JSON",
    ),
    (
        "no features",
        text("乡镇.geojson", '{"type": "FeatureCollection", "features": []}'),
        "no_polygon",
        "面图形",
    ),
    ("no geometry", feature("null"), "no_polygon", "面"),
    ("empty polygon", feature('{"type": "Polygon", "coordinates": []}'), "no_polygon", "面"),
    ("a point", feature('{"type": "Point", "coordinates": [114.5, 27.3]}'), "no_polygon", "面图形"),
    (
        "a flat ring",
        feature(polygon("[114.5, 27.3], [114.6, 27.3], [114.5, 27.3], [114.5, 27.3]")),
        "bad_geometry",
        "修不好",
    ),
    (
        "no number",
        feature(
            '{"type": "Polygon", "coordinates": [[[NaN, 27.3], [114.6, 27.3], [114.6, 27.4], [114.5, 27.3]]]}'
        ),
        "bad_geometry",
        "不是数字",
    ),
    (
        "infinite",
        feature(polygon("[Infinity, 27.3], [114.6, 27.3], [114.6, 27.4], [Infinity, 27.3]")),
        "bad_geometry",
        "NaN",
    ),
    ("not a KML", text("乡镇.kml", "<gpx/>"), "unreadable_file", "不是 KML"),
    ("entities", text("乡镇.kml", '<!DOCTYPE kml [<!ENTITY a "b">]><kml/>'), "unreadable_file", "DOCTYPE"),
    ("a broken KML", text("乡镇.kml", "<kml><Document><Placemark>"), "unreadable_file", "损坏"),
    ("not a GeoPackage", text("边界.gpkg", b"PK\x03\x04"), "unreadable_file", "GeoPackage"),
    ("a broken GeoPackage", text("边界.gpkg", b"SQLite format 3\0" + bytes(200)), "unreadable_file", "损坏"),
    ("not a Shapefile", text("乡镇.shp", b"x" * 200), "missing_part", ".dbf"),
    ("no table", without(".dbf"), "missing_part", ".dbf"),
    ("out of the archive", archive("../../town.shp"), "unsafe_archive", "包外"),
    ("a root", archive("/etc/town.shp"), "unsafe_archive", "包外"),
    ("a drive", archive("C:\\town.shp"), "unsafe_archive", "包外"),
    ("a link", linked, "unsafe_archive", "链接"),
    ("a bomb", archive("town.shp", bytes(40_000_000)), "oversized_file", "过大"),
    ("no archive", text("边界.zip", b"PK\x03\x04rubbish"), "unreadable_file", "损坏"),
    ("twice", layer({"name": ["平都镇", "平都镇"]}, EAST, WEST), "region_twice", "融合"),
    ("twice in two files", both_files, "region_twice", "乙.geojson"),
    (
        "elsewhere",
        layer({"name": ["平都镇"]}, shapely.box(115.5, 27.3, 115.6, 27.4)),
        "outside_county",
        "公里",
    ),
    (
        "another county's",
        layer({"name": ["安福县"]}, shapely.box(115.0, 26.9, 115.2, 27.1)),
        "outside_county",
        "重合",
    ),
    ("somebody's number", layer({"name": ["平都镇13800138000"]}, EAST), "personal_data", "手机号"),
    (
        "somebody's number as source",
        layer({"name": ["平都镇"], "来源": ["张三 13800138000"]}, EAST),
        "personal_data",
        "手机号",
    ),
    (
        "telling property",
        layer({"name": ["平都镇"], "联系电话": ["8888"]}, EAST),
        "personal_data",
        "删去这个属性",
    ),
    ("endless", layer({"name": ["平都镇"], "审图号": ["号" * 201]}, EAST), "text_too_long", "缩短"),
]


@pytest.mark.parametrize(
    ("make", "code", "word"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS]
)
def test_a_fault_is_told(make: Callable[[Path], Path], code: str, word: str, tmp_path: Path) -> None:
    found, findings = shapes.loaded(make(tmp_path))
    errors = [one for one in findings if one.severity == "error"]
    assert code in {one.code for one in errors}
    told = next(one for one in errors if one.code == code)
    assert word in told.message
    assert told.file and "13800138000" not in str(told)
    assert code in ("region_twice", "outside_county") or found == {}


def warnings(make: Callable[[Path], Path], tmp_path: Path) -> tuple[list[str], list[Finding]]:
    found, findings = shapes.loaded(make(tmp_path))
    assert findings.error_count == 0
    return list(found), findings.kept


def test_what_is_mended_is_told(tmp_path: Path) -> None:
    found, told = warnings(layer({"name": ["平都镇"]}, BOW_TIE), tmp_path)
    assert found == [PINGDU]
    assert [one.code for one in told if one.code != "without_boundary"] == ["mended_geometry"]
    assert told[0].row == 1 and told[0].value == "平都镇"


def test_an_open_ring_is_closed(tmp_path: Path) -> None:
    ring = "[[114.5, 27.3], [114.6, 27.3], [114.6, 27.4], [114.5, 27.4]]"
    found, _ = warnings(feature(f'{{"type": "Polygon", "coordinates": [{ring}]}}'), tmp_path)
    assert found == [PINGDU]


def test_heights_are_dropped_with_a_word(tmp_path: Path) -> None:
    ring = "[[114.5, 27.3, 60], [114.6, 27.3, 60], [114.6, 27.4, 60], [114.5, 27.3, 60]]"
    found, told = warnings(feature(f'{{"type": "Polygon", "coordinates": [{ring}]}}'), tmp_path)
    assert found == [PINGDU] and "heights_dropped" in {one.code for one in told}


def test_polygons_in_a_collection_are_taken(tmp_path: Path) -> None:
    mixed = shapely.GeometryCollection([EAST, shapely.Point(114.6, 27.3)])
    found, told = warnings(layer({"name": ["平都镇"]}, mixed), tmp_path)
    assert found == [PINGDU] and "mended_geometry" in {one.code for one in told}


def test_points_beside_polygons_are_passed_over_and_points_in_their_place_are_not(tmp_path: Path) -> None:
    seat = shapely.Point(114.62, 27.39)
    found, told = warnings(layer({"name": ["平都镇", "平都镇"]}, EAST, seat), tmp_path)
    assert found == [PINGDU] and "not_a_polygon" in {one.code for one in told}
    _, findings = shapes.loaded(layer({"name": ["平都镇", "浒坑镇"]}, EAST, seat)(another(tmp_path)))
    assert [(one.code, one.row) for one in findings if one.severity == "error"] == [("no_polygon", 2)]


def test_regions_that_are_left_without_are_told_once(tmp_path: Path) -> None:
    found, told = warnings(layer({"name": ["平都镇"]}, EAST), tmp_path)
    assert found == [PINGDU]
    assert [one.code for one in told] == ["without_boundary"]
    assert f"浒坑镇（{HUKENG}）" in told[0].message


def test_overlaps_and_gaps_are_told_with_their_share(tmp_path: Path) -> None:
    wide = shapely.union(EAST, WEST.intersection(shapely.box(114.4, 27, 115, 28)))
    _, told = warnings(layer({"name": ["平都镇", "浒坑镇"]}, wide, WEST), tmp_path)
    assert [one.code for one in told] == ["overlaps"] and "%" in told[0].message
    hole = shapely.difference(EAST, shapely.box(114.6, 27.3, 114.7, 27.4))
    rows = {"name": ["安福县", "平都镇", "浒坑镇"]}
    _, told = warnings(layer(rows, shapes.county(), hole, WEST), another(tmp_path))
    assert [one.code for one in told] == ["gaps"]


def test_a_county_that_reaches_beyond_the_bundled_outline_is_taken_and_its_townships_by_it(
    tmp_path: Path,
) -> None:
    island = shapely.box(115.1, 27.3, 115.2, 27.4)
    county, east = shapely.union(shapes.county(), island), shapely.union(EAST, island)
    _, findings = shapes.loaded(layer({"name": ["平都镇"]}, east)(tmp_path))
    assert "把县界一起交" in next(one for one in findings if one.code == "outside_county").message
    found, told = warnings(
        layer({"name": ["安福县", "平都镇", "浒坑镇"]}, county, east, WEST), another(tmp_path)
    )
    assert set(found) == {COUNTY, PINGDU, HUKENG}
    assert [one.code for one in told] == ["unlike_outline"]


@pytest.mark.parametrize("kept, told", [(0.95, []), (0.8, ["unlike_outline"]), (0.4, ["outside_county"])])
def test_a_county_that_is_drawn_in_part_only_is_told(tmp_path: Path, kept: float, told: list[str]) -> None:
    west, south, east, north = shapes.county().bounds
    part = shapes.county().intersection(shapely.box(west, south, west + kept * (east - west), north))
    share = part.area / shapes.county().area
    _, findings = shapes.loaded(layer({"name": ["安福县"]}, part)(tmp_path))
    assert [one.code for one in findings] == told, f"{share:.0%} of the county"
    if told == ["unlike_outline"]:
        assert f"只盖住自带的轮廓的 {share:.0%}" in next(iter(findings)).message


def test_boundaries_of_before_are_held_against_a_new_one_of_their_county(tmp_path: Path) -> None:
    con = shapes.empty_county()
    _, findings = shapes.loaded(layer({"name": ["平都镇", "浒坑镇"]}, EAST, WEST)(tmp_path), con=con.cursor())
    assert not list(findings)
    west, south, east, north = shapes.county().bounds
    part = shapes.county().intersection(shapely.box(west, south, west + 0.8 * (east - west), north))
    _, findings = shapes.loaded(layer({"name": ["安福县"]}, part)(another(tmp_path)), con=con.cursor())
    assert [one.code for one in findings] == ["unlike_outline", "earlier_outside"]
    message = list(findings)[1].message
    assert f"平都镇（{PINGDU}）" in message and f"浒坑镇（{HUKENG}）" not in message


def test_a_level_above_is_not_taken(tmp_path: Path) -> None:
    con = shapes.empty_county()
    con.execute("INSERT INTO raw.regions (code, name, level) VALUES ('360800000000', '吉安市', 'city')")
    _, findings = shapes.loaded(layer({"name": ["吉安市"]}, EAST)(tmp_path), con=con)
    assert [one.code for one in findings] == ["wrong_level"]


def test_too_much_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = layer({"name": ["平都镇"]}, EAST)
    monkeypatch.setattr(budgets, "MOST_VERTICES", 10)
    _, findings = shapes.loaded(make(tmp_path))
    assert [one.code for one in findings] == ["oversized_file"]
    monkeypatch.setattr(budgets, "MOST_BOUNDARY_BYTES", 10)
    _, findings = shapes.loaded(make(another(tmp_path)))
    assert [one.code for one in findings] == ["oversized_file"]


def test_villages_of_other_properties_are_taken(tmp_path: Path) -> None:
    found, _ = warnings(layer({"村名称": ["东门村"], "乡镇名称": ["平都镇"]}, EAST), tmp_path)
    assert found == [EAST_VILLAGE]
