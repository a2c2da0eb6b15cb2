"""The same boundaries come out of every format, encoding and way of packing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.boundaries import Stated
from tests.etl import shapes
from tests.etl.shapes import HUKENG, PINGDU

#: Where a file ends up, in metres: a grid of 10⁻⁷ degrees, and what a projection there and back costs.
CLOSE = 0.03


def assert_townships(found: dict[str, shapes.BaseGeometry]) -> None:
    assert set(found) == {PINGDU, HUKENG}
    for code, shape in shapes.townships().items():
        assert shapes.apart(found[code], shape) < CLOSE
        assert found[code].is_valid and not found[code].has_z


def geojson(folder: Path) -> Path:
    return shapes.write(folder / "乡镇.geojson", *shapes.named(shapes.townships()), crs=None)


def geojson_with_mark(folder: Path) -> Path:
    path = geojson(folder)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    return path


def geojson_in_gbk(folder: Path) -> Path:
    path = geojson(folder)
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    return path.rename(folder / "乡镇.json")


def shapefile(folder: Path) -> Path:
    return shapes.write(folder / "town.shp", *shapes.named(shapes.townships()), encoding="UTF-8")


def shapefile_in_gbk(folder: Path) -> Path:
    path = shapes.write(folder / "乡镇.shp", *shapes.named(shapes.townships()), encoding="GBK")
    path.with_suffix(".cpg").unlink()
    return path


def shapefile_that_says_another_encoding(folder: Path) -> Path:
    path = shapes.write(folder / "乡镇.shp", *shapes.named(shapes.townships()), encoding="GBK")
    path.with_suffix(".cpg").write_text("UTF-8", encoding="ascii")
    return path


def shapefile_without_index(folder: Path) -> Path:
    path = shapefile(folder)
    path.with_suffix(".shx").unlink()
    return path


def folder_of_capitals(folder: Path) -> Path:
    for part in list(shapefile(folder).parent.iterdir()):
        part.rename(part.with_name(part.name.upper()))
    return folder


def archive(folder: Path) -> Path:
    parts = list(shapefile_in_gbk(folder).parent.iterdir())
    return shapes.zipped(folder / "边界.zip", {f"安福/乡镇/{part.name}": part for part in parts})


def kml(folder: Path) -> Path:
    rows, polygons = shapes.named(shapes.townships())
    return shapes.write(folder / "乡镇.kml", {"name": rows["名称"]}, polygons, crs="EPSG:4326")


def kml_with_data(folder: Path) -> Path:
    marks = []
    for code, shape in shapes.townships().items():
        ring = " ".join(
            f"{x},{y},0"
            for x, y in max(shapes.shapely.get_parts(shape), key=lambda p: p.area).exterior.coords
        )
        told = {"图名": code[:3], "代码": code[:9]}
        data = "".join(f'<Data name="{name}"><value>{value}</value></Data>' for name, value in told.items())
        marks.append(
            f"<Placemark><name>图</name><ExtendedData>{data}</ExtendedData><Polygon><outerBoundaryIs><LinearRing>"
            f"<coordinates>{ring}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
        )
    head = '<?xml version="1.0" encoding="GB2312"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    path = folder / "乡镇.kml"
    path.write_bytes(f"{head}{''.join(marks)}</Document></kml>".encode("gbk"))
    return path


def geopackage(folder: Path) -> Path:
    rows, polygons = shapes.named(shapes.townships())
    path = folder / "边界.gpkg"
    for place, layer in enumerate(("西部", "东部")):
        one = {header: values[place : place + 1] for header, values in rows.items()}
        shapes.write(path, one, polygons[place : place + 1], layer=layer)
    return path


@pytest.mark.parametrize(
    "make",
    [
        *(geojson, geojson_with_mark, geojson_in_gbk, shapefile, shapefile_in_gbk, kml, geopackage, archive),
        *(shapefile_that_says_another_encoding, shapefile_without_index, folder_of_capitals),
    ],
)
def test_every_format_gives_the_same_boundaries(make: Callable[[Path], Path], tmp_path: Path) -> None:
    found, findings = shapes.loaded(make(tmp_path))
    assert findings.kept == []
    assert_townships(found)


def test_untyped_data_of_kml_keep_their_names(tmp_path: Path) -> None:
    found, findings = shapes.loaded(kml_with_data(tmp_path))
    assert set(found) == {PINGDU, HUKENG}
    assert {finding.code for finding in findings} == {"name_unlike"}


def test_layers_and_numbers_are_told_where_a_file_has_several(tmp_path: Path) -> None:
    layers, _ = shapes.read(geopackage(tmp_path))
    assert [(layer.file, layer.sheet, [one.number for one in layer.shapes]) for layer in layers] == [
        ("边界.gpkg", "西部", [1]),
        ("边界.gpkg", "东部", [1]),
    ]


def test_approval_and_attribution_come_from_the_shape_or_else_from_whoever_hands_in(tmp_path: Path) -> None:
    rows, polygons = shapes.named(shapes.townships())
    path = shapes.write(tmp_path / "乡镇.gpkg", {**rows, "审图号": ["赣S(2024)001号", None]}, polygons)
    layers, _ = shapes.read(path, Stated("", "赣S(2025)002号", "县自然资源局"))
    told = [(one.approval, one.attribution) for layer in layers for one in layer.shapes]
    assert told == [("赣S(2024)001号", "县自然资源局"), ("赣S(2025)002号", "县自然资源局")]


def test_a_json_file_without_shapes_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text(json.dumps({"name": "x", "type": "module"}), encoding="utf-8")
    layers, findings = shapes.read(tmp_path)
    assert layers == []
    assert [(one.severity, one.code) for one in findings] == [("warning", "unknown_file")]
