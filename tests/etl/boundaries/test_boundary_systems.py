"""Coordinates of every system that counties use come out in WGS84, or with a word on why they do not."""

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS, Transformer

from etl.boundaries import Stated
from etl.boundaries.placing import fitting_datum
from etl.boundaries.systems import guess, system_of, to_degrees, unshifted
from tests.etl import shapes
from tests.etl.shapes import COUNTY, HUKENG, PINGDU
from tests.etl.test_known_points import PLACES

#: CGCS2000: 3-degree zone 38 with and without its number in the easting, 6-degree zone 19 likewise.
GAUSS_KRUEGER = (4526, 4547, 4497, 4508)
#: Others that people export: UTM, web maps, Albers for the country.
OTHERS = (32650, 3857, "+proj=aea +lat_1=25 +lat_2=47 +lon_0=105 +ellps=GRS80 +datum=WGS84 +units=m")
CLOSE = 0.05


def codes(findings: object) -> list[tuple[str, str]]:
    return [(one.severity, one.code) for one in findings]  # type: ignore[attr-defined]


@pytest.mark.parametrize("crs", [*GAUSS_KRUEGER, *OTHERS])
def test_projected_boundaries_come_back(crs: int | str, tmp_path: Path) -> None:
    rows, polygons = shapes.named(shapes.townships())
    moved = [shapes.projected(one, crs) for one in polygons]
    told = CRS.from_user_input(crs).to_wkt("WKT1_ESRI" if crs == 4526 else "WKT2_2019")
    path = shapes.write(tmp_path / "乡镇.gpkg", rows, moved, crs=told)
    found, findings = shapes.loaded(path)
    assert findings.kept == []
    for code, shape in shapes.townships().items():
        assert shapes.apart(found[code], shape) < CLOSE


@pytest.mark.parametrize(("said", "added"), [(4547, 38e6), (4526, -38e6), (4508, 19e6), (4497, -19e6)])
def test_a_zone_before_the_easting_that_the_file_does_not_say_is_set_right(
    said: int, added: float, tmp_path: Path
) -> None:
    rows, polygons = shapes.named(shapes.townships())
    moved = [
        shapely.transform(shapes.projected(one, said), lambda points: points + [added, 0]) for one in polygons
    ]
    path = shapes.write(tmp_path / "乡镇.shp", rows, moved, crs=f"EPSG:{said}", encoding="UTF-8")
    found, findings = shapes.loaded(path)
    assert findings.kept == []
    assert shapes.apart(found[PINGDU], shapes.townships()[PINGDU]) < CLOSE


@given(st.integers(25, 45), st.floats(-1.4, 1.4), st.floats(18, 53), st.booleans(), st.booleans())
def test_every_zone_of_three_degrees(zone: int, off: float, lat: float, says: bool, stands: bool) -> None:
    lon = 3 * zone + off
    easting = zone * 1e6 + 5e5 if says else 5e5
    crs = CRS.from_proj4(f"+proj=tmerc +lon_0={3 * zone} +x_0={easting} +ellps=GRS80 +units=m +no_defs")
    x, y = Transformer.from_crs(crs.geodetic_crs, crs, always_xy=True).transform(lon, lat)
    x += (int(stands) - int(says)) * zone * 1e6
    told = crs.to_wkt().replace("Unknown based on GRS 1980 ellipsoid", "China 2000")
    system = system_of(told.replace("unknown", "China 2000"))
    assert system is not None and system.datum == "CGCS2000"
    found = to_degrees(np.array([[x, y]]), system)[0]
    assert found == pytest.approx((lon, lat), abs=1e-8)


@pytest.mark.parametrize("datum", ["GCJ-02", "BD-09"])
def test_shifted_boundaries_come_back(datum: str, tmp_path: Path) -> None:
    rows, polygons = shapes.named(shapes.townships())
    moved = [shapes.shifted(one, datum) for one in polygons]
    path = shapes.write(tmp_path / "乡镇.geojson", rows, moved, crs=None)
    found, findings = shapes.loaded(path, Stated(datum))
    assert findings.kept == []
    for code, shape in shapes.townships().items():
        assert shapes.apart(shapes.shifted(shape, datum), shape) > 200
        assert shapes.apart(found[code], shape) < CLOSE


def test_pairs_that_others_have_published() -> None:
    for wgs84, gcj, bd in PLACES.values():
        for datum, place in (("GCJ-02", gcj), ("BD-09", bd)):
            (found,) = unshifted(np.array([place, place]), datum)[:1]
            assert found == pytest.approx(wgs84, abs=2e-5)


@pytest.mark.parametrize(("crs", "moved"), [(4610, False), (4214, False), (2362, True), (2414, True)])
def test_older_datums_are_taken_with_a_warning(crs: int, moved: bool, tmp_path: Path) -> None:
    rows, polygons = shapes.named(shapes.townships())
    base = CRS.from_epsg(crs).geodetic_crs
    if moved:
        transformer = Transformer.from_crs(base, crs, always_xy=True)
        polygons = [
            shapely.transform(one, lambda points: np.column_stack(transformer.transform(*points.T)))
            for one in polygons
        ]
    path = shapes.write(tmp_path / "乡镇.shp", rows, polygons, crs=f"EPSG:{crs}", encoding="UTF-8")
    found, findings = shapes.loaded(path)
    assert codes(findings) == [("warning", "rough_datum")]
    assert shapes.apart(found[PINGDU], shapes.townships()[PINGDU]) < CLOSE


def test_what_the_file_says_stands_before_what_is_chosen(tmp_path: Path) -> None:
    path = shapes.write(tmp_path / "乡镇.shp", *shapes.named(shapes.townships()), encoding="UTF-8")
    found, findings = shapes.loaded(path, Stated("GCJ-02"))
    assert codes(findings) == [("warning", "datum_unused")]
    assert shapes.apart(found[PINGDU], shapes.townships()[PINGDU]) < CLOSE


@pytest.mark.parametrize("real", ["WGS84", "GCJ-02", "BD-09"])
@pytest.mark.parametrize("said", ["WGS84", "CGCS2000", "GCJ-02", "BD-09"])
def test_the_datum_that_fits_the_outline_is_found(real: str, said: str) -> None:
    given_in = {
        code: shapes.shifted(one, real) if real != "WGS84" else one
        for code, one in shapes.townships().items()
    }
    taken = [
        shapely.transform(one, lambda points: unshifted(points, said)) if said in ("GCJ-02", "BD-09") else one
        for one in given_in.values()
    ]
    better = fitting_datum(taken, shapes.county(), said)
    is_right = real == said or (real, said) == ("WGS84", "CGCS2000")
    assert better == ("" if is_right else real)


def test_no_datum_is_told_by_a_part_of_the_county() -> None:
    moved = shapes.shifted(shapes.townships()[PINGDU], "GCJ-02")
    assert fitting_datum([moved], shapes.county(), "WGS84") == ""


def test_a_datum_that_nothing_says_and_that_does_not_fit_is_a_warning(tmp_path: Path) -> None:
    moved = shapes.shifted(shapes.county(), "GCJ-02")
    path = shapes.write(tmp_path / "县.geojson", *shapes.named({COUNTY: moved}), crs=None)
    found, findings = shapes.loaded(path)
    assert codes(findings) == [("warning", "other_datum")]
    assert "按 GCJ-02 就吻合" in findings.kept[0].message
    assert set(found) == {COUNTY}


@pytest.mark.parametrize(
    ("crs", "written", "code", "word"),
    [
        (None, lambda one: shapes.projected(one, 4526), "no_crs", "带号 38，3 度带，中央经线 114°"),
        (None, lambda one: shapes.projected(one, 4508), "no_crs", "高斯—克吕格"),
        (
            None,
            lambda one: shapely.transform(one, lambda at: at[:, ::-1]),
            "swapped_axes",
            "经度和纬度好像写反了",
        ),
        (
            None,
            lambda one: shapely.transform(one, lambda at: at - [140, 0]),
            "out_of_country",
            "不是中国境内",
        ),
        ("EPSG:4490", lambda one: shapely.transform(one, lambda at: at[:, ::-1]), "swapped_axes", "写反了"),
        ("EPSG:4490", lambda one: shapes.projected(one, 4526), "out_of_country", "高斯—克吕格"),
        (
            "EPSG:4547",
            lambda one: shapely.transform(shapes.projected(one, 4526), lambda at: at[:, ::-1]),
            "swapped_axes",
            "横坐标和纵坐标",
        ),
        ("EPSG:4544", lambda one: shapes.projected(one, 4526), "out_of_country", "带号"),
        ("EPSG:4267", lambda one: one, "unknown_crs", "不认识"),
        ("EPSG:27700", lambda one: one, "unknown_crs", "British"),
    ],
)
def test_coordinates_that_cannot_be_placed(crs, written, code, word, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    rows, polygons = shapes.named(shapes.townships())
    path = shapes.write(
        tmp_path / "乡镇.shp", rows, [written(one) for one in polygons], crs=crs, encoding="UTF-8"
    )
    found, findings = shapes.loaded(path)
    assert found == {}
    assert {one.code for one in findings if one.severity == "error"} == {code}
    assert any(word in one.message for one in findings)


def test_a_guess_needs_a_reason() -> None:
    assert guess(np.array([[10.0, 50.0]])) == ""


def test_a_system_that_is_an_address_is_not_looked_up(tmp_path: Path) -> None:
    path = shapes.write(tmp_path / "乡镇.geojson", *shapes.named(shapes.townships()), crs=None)
    for crs in (
        '{"type": "link", "properties": {"href": "http://127.0.0.1:9/crs", "type": "ogcwkt"}}',
        '{"type": "name", "properties": {"name": "http://127.0.0.1:9/crs"}}',
    ):
        text = path.read_text(encoding="utf-8").replace('"features"', f'"crs": {crs}, "features"', 1)
        linked = tmp_path / "linked.geojson"
        linked.write_text(text, encoding="utf-8")
        layers, findings = shapes.read(linked)
        assert layers == []
        assert codes(findings) == [("error", "unknown_crs")]


def test_the_crs_of_an_older_geojson_is_heard(tmp_path: Path) -> None:
    rows, polygons = shapes.named(shapes.townships())
    moved = [shapes.projected(one, 4526) for one in polygons]
    path = shapes.write(tmp_path / "乡镇.geojson", rows, moved, crs="EPSG:4526")
    found, findings = shapes.loaded(path)
    assert findings.kept == []
    assert set(found) == {PINGDU, HUKENG}
