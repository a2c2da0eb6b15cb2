"""The reference data: what is derived adds up, lies where it should, and can be derived again."""

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from shapely import union_all
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from etl.contract.lines import LINES
from etl.reference.building import build
from etl.reference.files import REFERENCE
from etl.reference.populations import allocate
from etl.shapes.county import derive
from etl.shapes.plane import plane_of
from etl.shapes.regions import County, Region

CENSUS = 385_631
DERIVED = ("regions.csv", "township_figures.csv")


def read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def features(name: str) -> list[dict]:
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))["features"]


@pytest.fixture(scope="module")
def regions() -> list[dict[str, str]]:
    return read("regions.csv")


@pytest.fixture(scope="module")
def cells(regions: list[dict[str, str]], outline: BaseGeometry) -> dict[str, BaseGeometry]:
    """Cells of the townships, in degrees, as a build derives them."""
    own = [
        Region(
            row["code"], row["level"], row["parent_code"], row["kind"], float(row["lon"]), float(row["lat"])
        )
        for row in regions
        if row["level"] != "village"
    ]
    (top,) = (one for one in own if one.level == "county")
    shapes = derive(County(top, [one for one in own if one is not top], outline=outline))
    return {one.code: one.area for one in shapes if one.code != top.code}


@pytest.fixture(scope="module")
def outline() -> BaseGeometry:
    return shape(features("outline.geojson")[0]["geometry"])


def test_the_real_divisions_are_all_there(regions: list[dict[str, str]]) -> None:
    kinds = [row["kind"] for row in regions]
    assert len(regions) == 296
    assert len({row["code"] for row in regions}) == 296
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "县": 1,
        "镇": 8,
        "乡": 11,
        "园区": 1,
        "行政村": 256,
        "社区": 19,
    }


def test_names_and_codes_are_those_of_the_source(regions: list[dict[str, str]]) -> None:
    source = {row["code"]: row["name"] for row in read("raw/divisions.csv")}
    assert {row["code"]: row["name"] for row in regions} == source


def test_populations_add_up_to_the_census(regions: list[dict[str, str]]) -> None:
    people = {row["code"]: int(row["population"]) for row in regions}
    for level, below in (("county", "township"), ("township", "village")):
        for row in regions:
            if row["level"] == level:
                parts = [people[other["code"]] for other in regions if other["parent_code"] == row["code"]]
                assert sum(parts) == people[row["code"]], f"{row['name']} ({below})"
    assert people["360829000000"] == CENSUS


def test_published_township_figures_stay_apart(regions: list[dict[str, str]]) -> None:
    people = {row["code"]: row["population"] for row in regions}
    figures = read("township_figures.csv")
    assert len(figures) == 11
    assert all(row["people_kind"] and row["people"] != people[row["code"]] for row in figures)


def test_what_is_schematic_or_invented_is_marked(regions: list[dict[str, str]]) -> None:
    marks = {(row["level"], row["kind"] == "园区", row["point_kind"]) for row in regions}
    assert marks == {
        ("county", False, "县城所在地"),
        ("township", False, "地名库"),
        ("township", True, "示意"),
        ("village", False, "示意"),
    }
    assert {row["population_kind"] for row in regions if row["level"] != "county"} == {"演示"}


def test_cells_partition_the_outline(cells: dict[str, BaseGeometry], outline: BaseGeometry) -> None:
    assert len(cells) == 20
    assert all(cell.is_valid for cell in cells.values())
    assert sum(cell.area for cell in cells.values()) == pytest.approx(outline.area, rel=1e-3)
    union = union_all(list(cells.values()))
    assert union.symmetric_difference(outline).area < 1e-3 * outline.area


def test_townships_and_villages_lie_in_their_cells(
    regions: list[dict[str, str]], cells: dict[str, BaseGeometry]
) -> None:
    for row in regions:
        if row["level"] == "county":
            continue
        cell = cells[row["code"] if row["level"] == "township" else row["parent_code"]]
        assert cell.contains(Point(float(row["lon"]), float(row["lat"]))), row["name"]


def test_the_park_is_large_enough_to_be_clicked(
    cells: dict[str, BaseGeometry], outline: BaseGeometry
) -> None:
    plane = plane_of(outline)
    sizes = {code: plane.flat(cell).area for code, cell in cells.items()}
    assert sizes["360829400000"] > 5
    assert sum(sizes.values()) == pytest.approx(2_790, rel=0.01)


def test_villages_keep_a_distance(regions: list[dict[str, str]]) -> None:
    villages = [row for row in regions if row["level"] == "village"]
    lon, lat = (np.radians([float(row[axis]) for row in villages]) for axis in ("lon", "lat"))
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    distance_km = 2 * 6371.0088 * np.arcsin(np.sqrt(half))
    np.fill_diagonal(distance_km, np.inf)
    assert distance_km.min() > 0.5


def test_the_derived_files_are_those_that_the_raw_ones_give(tmp_path: Path) -> None:
    shutil.copytree(REFERENCE / "raw", tmp_path / "raw")
    shutil.copy(REFERENCE / "outline.geojson", tmp_path)
    build(tmp_path)
    for name in DERIVED:
        assert (tmp_path / name).read_bytes() == (REFERENCE / name).read_bytes(), name


def test_each_file_has_a_source_with_an_attribution() -> None:
    sources = json.loads((REFERENCE / "sources.json").read_text(encoding="utf-8"))
    named = {name for source in sources for name in source["files"]}
    files = {str(path.relative_to(REFERENCE)) for path in REFERENCE.rglob("*") if path.is_file()}
    assert files - named == {"sources.json"}
    for source in sources:
        assert source["title"] and source["source"] and source["licence"] and source["attribution"]
        assert all((REFERENCE / name).exists() for name in source["files"])
    schematic = {source["id"] for source in sources if source["schematic"]}
    assert schematic == {"outline", "national_outlines", "village_points"}


def test_lines_and_where_they_are_expected() -> None:
    lines = {row["id"]: row["expected_levels"] for row in read("lines.csv")}
    assert tuple(lines) == LINES
    to_village = {line for line, levels in lines.items() if levels == "county;township;village"}
    assert to_village == {"union", "youth", "women", "disabled"}
    assert {lines[line] for line in lines.keys() - to_village} == {"county;township"}


def test_the_scheme_has_all_its_parts() -> None:
    scheme = json.loads((REFERENCE / "scheme.json").read_text(encoding="utf-8"))
    sizes = {part: len(scheme[part]) for part in ("plans", "qualities", "joint_actions", "breakthroughs")}
    assert sizes == {"plans": 8, "qualities": 3, "joint_actions": 4, "breakthroughs": 5}
    roles = {role["id"]: role["count"] for role in scheme["leadership"]["roles"]}
    assert roles == {"总牵头": 1, "牵头一": 1, "牵头二": 1, "牵头三": 1, "牵头四": 1, "配合": 7}
    assert [problem["group"] for problem in scheme["problems"]] == ["一轻", "两弱", "三缺", "四化"]


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [(10, [1, 1, 1], [4, 3, 3]), (0, [2, 5], [0, 0]), (7, [0, 1], [0, 7]), (3, [1, 1, 1, 1], [1, 1, 1, 0])],
)
def test_allocation_adds_up(total: int, weights: list[float], parts: list[int]) -> None:
    assert allocate(total, weights) == parts
