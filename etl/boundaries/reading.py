"""From files of boundaries to layers of shapes in WGS84, each with the codes and names that it bears."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from etl import budgets
from etl.boundaries import gdal, mending, systems
from etl.boundaries.files import ARCHIVE, SHAPEFILE, parts_of
from etl.boundaries.layer import Layer, Shape
from etl.boundaries.preparing import STEM, NoBoundariesError, Prepared, UnfitError, decoded, prepared
from etl.boundaries.properties import (
    APPROVALS,
    ATTRIBUTIONS,
    CODES,
    NAMES,
    READ,
    codes_of,
    columns_of,
    names_of,
    text_of,
)
from etl.boundaries.stated import Stated
from etl.boundaries.texts import report_personal_headers, report_texts
from etl.boundaries.unpacking import unpack
from etl.findings import Findings
from etl.personal import personal_kind
from etl.reading.file_name import shown_name
from etl.supervision import note

_MEGABYTE = 10**6
_SIMPLER = "请在 QGIS 里用“简化”减少节点，再交"
#: How a layer is told whose name holds somebody's number.
_UNNAMED = "图层"


def read_boundaries(files: Sequence[Path], stated: Stated, findings: Findings) -> list[Layer]:
    """Read every file of boundaries of a batch.

    Args:
        files: as handed in; of a Shapefile its .shp.
        stated: what was stated on handing them in.
        findings: takes what is wrong with them.
    """
    layers: list[Layer] = []
    for path in files:
        note(shown_name(path))
        with tempfile.TemporaryDirectory() as folder:
            layers += _file(path, Path(folder), stated, findings)
    return layers


def _file(path: Path, folder: Path, stated: Stated, findings: Findings) -> list[Layer]:
    file = shown_name(path)
    parts = parts_of(path).values() if path.suffix.lower() == SHAPEFILE else [path]
    size = sum(part.stat().st_size for part in parts)
    if size > budgets.MOST_BOUNDARY_BYTES:
        most = budgets.MOST_BOUNDARY_BYTES // _MEGABYTE
        message = f"边界文件 {size // _MEGABYTE:,} MB，超过 {most:,} MB，没有读；{_SIMPLER}"
        findings.error("oversized_file", message, file=file)
        return []
    if path.suffix.lower() != ARCHIVE:
        work = folder / "work"
        work.mkdir()
        return _one(path, work, file, "", stated, findings)
    errors, found = findings.error_count, unpack(path, folder, file, findings)
    layers: list[Layer] = []
    for number, (name, inner) in enumerate(found):
        work = folder / f"work{number}"
        work.mkdir()
        layers += _one(inner, work, file, Path(name).stem, stated, findings)
    if not found and findings.error_count == errors:
        message = "压缩包里没有边界文件（.shp、.geojson、.kml、.gpkg），已略过；表格请直接交，不要压缩"
        findings.warning("unknown_file", message, file=file)
    return layers


def _one(path: Path, work: Path, file: str, sheet: str, stated: Stated, findings: Findings) -> list[Layer]:
    """The layers of one file that is no archive."""
    place = {"file": file, "sheet": sheet}
    try:
        ready = prepared(path, work)
        names = gdal.layers_of(ready.path)
        several = path.suffix.lower() in (".kml", ".gpkg")
        layers = [
            _layer(ready, name, {**place, "sheet": _layer_name(name) if several else sheet}, stated, findings)
            for name in names
        ]
    except UnfitError as error:
        findings.error(error.code, error.message, **place)
        return []
    except NoBoundariesError:
        findings.warning("unknown_file", "不是 GeoJSON，里面没有边界，已略过", **place)
        return []
    except ValueError:
        message = "文件已损坏，或不是它的后缀所说的格式，读不出来；请在 QGIS 等软件里重新导出再交"
        findings.error("unreadable_file", message, **place)
        return []
    read = [layer for layer in layers if layer is not None]
    with_polygons = [layer for layer in read if any(_is_polygon(shape) for shape in layer.shapes)]
    if not with_polygons and len(read) == len(layers):
        findings.error("no_polygon", "文件里没有一个面图形；请交县、乡镇或村的面状边界", **place)
        return []
    for layer in read:
        if layer not in with_polygons:
            findings.warning("unknown_sheet", "这个图层里没有面图形，已略过", **layer.place)
    return with_polygons


def _is_polygon(shape: Shape) -> bool:
    return shape.fault not in (mending.EMPTY, mending.NO_POLYGON)


def _layer_name(name: str) -> str:
    if name == STEM:
        return ""
    return _UNNAMED if personal_kind(name) else name


def _layer(
    ready: Prepared, name: str, place: dict[str, str], stated: Stated, findings: Findings
) -> Layer | None:
    """One layer, None where there is an error that concerns all of it."""
    crs, columns, wkbs = gdal.read_layer(ready.path, name, encoding=ready.encoding)
    if ready.encoding:
        columns = decoded(columns)
    columns = {ready.renamed.get(header, header): values for header, values in columns.items()}
    if report_personal_headers(columns, place, findings):
        return None
    geometries = [mending.read_geometry(wkb) for wkb in wkbs]
    vertices = int(sum(shapely.get_num_coordinates(one) for one in geometries if one is not None))
    if vertices > budgets.MOST_VERTICES:
        message = f"有 {vertices:,} 个节点，超过 {budgets.MOST_VERTICES:,} 个，没有读；{_SIMPLER}"
        findings.error("oversized_file", message, **place)
        return None
    rows = _rows(columns, len(wkbs))
    if report_texts(rows, place, findings):
        return None
    shapes = [_shape(number, row, stated) for number, row in enumerate(rows, start=1)]
    for shape, geometry, wkb in zip(shapes, geometries, wkbs, strict=True):
        shape.fault = mending.fault_of(geometry, was_there=wkb is not None)
    layer = Layer(place["file"], place["sheet"], shapes)
    system = _system(ready, crs, stated, layer, findings)
    if system is None:
        return None
    _tell_heights(geometries, layer, findings)
    return layer if _placed(layer, geometries, system, ready.says_system, findings) else None


def _rows(columns: dict[str, list[Any]], count: int) -> list[dict[str, str]]:
    """The properties that are read, row by row, as text."""
    wanted = columns_of(columns, READ)
    return [{header: text_of(columns[header][at]) for header in wanted} for at in range(count)]


def _shape(number: int, row: dict[str, str], stated: Stated) -> Shape:
    def chosen(wanted: tuple[str, ...]) -> dict[str, str]:
        return {header: row[header] for header in columns_of(row, wanted)}

    def first(wanted: tuple[str, ...], otherwise: str) -> str | None:
        return next(filter(None, chosen(wanted).values()), otherwise) or None

    return Shape(
        number,
        codes_of(chosen(CODES)),
        names_of(chosen(NAMES)),
        approval=first(APPROVALS, stated.approval),
        attribution=first(ATTRIBUTIONS, stated.attribution),
    )


def _system(
    ready: Prepared, crs: str | None, stated: Stated, layer: Layer, findings: Findings
) -> systems.System | None:
    """What the coordinates of a layer are in, None where nobody can tell; then that is told."""
    # GeoJSON is in CRS84 by definition, and is so labelled whatever its coordinates are in.
    is_default = ready.path.suffix == ".geojson" and crs in ("EPSG:4326", "OGC:CRS84", "EPSG:4979")
    if not ready.says_system or is_default or (crs is None and ready.path.suffix != ".geojson"):
        layer.is_shiftable = True
        return systems.stated_system(stated.datum)
    found = systems.system_of(crs) if crs else None
    if found is None:
        told = f"“{systems.name_of(crs)}”" if crs else ""
        message = (
            f"不认识文件里写的坐标系{told}；收 WGS84、CGCS2000、西安 80、北京 54 的经纬度或高斯—克吕格投影，"
            "请在 QGIS 里另存为 CGCS2000 再交"
        )
        findings.error("unknown_crs", message, **layer.place)
        return None
    layer.is_shiftable = found.crs is None
    if stated.datum and stated.datum != found.datum:
        message = (
            f"文件自己写明坐标系是 {found.name}，按它读，没有用选的 {stated.datum}；"
            f"如果坐标其实是 {stated.datum}，请去掉文件里的坐标系（Shapefile 是 .prj）再交"
        )
        findings.warning("datum_unused", message, **layer.place)
    if found.is_rough:
        message = (
            f"坐标系 {found.name} 与 WGS84 之间没有公开的转换参数，收下的边界会有几十米的偏差；"
            "有 CGCS2000 的边界时请改交那一份"
        )
        findings.warning("rough_datum", message, **layer.place)
    return found


def _placed(
    layer: Layer, geometries: list[Any], system: systems.System, says_system: bool, findings: Findings
) -> bool:
    """Bring the polygons of a layer to WGS84 and mend them; False where none of them is where it can be."""
    sound = [
        (shape, shapely.force_2d(geometry))
        for shape, geometry in zip(layer.shapes, geometries, strict=True)
        if shape.fault is None
    ]
    given = shapely.get_coordinates([geometry for _, geometry in sound])
    if len(given) and system.crs is None and not _is_mostly_in_china(given):
        _tell_elsewhere(layer, given, says_system, findings)
        return False
    if len(given) and system.crs is not None and systems.is_swapped(given):
        message = "投影坐标的横坐标和纵坐标好像写反了；请在 QGIS 里核对以后重新导出再交"
        findings.error("swapped_axes", message, **layer.place)
        return False
    moved = systems.to_degrees(given, system)
    starts = np.cumsum([0, *(shapely.get_num_coordinates(geometry) for _, geometry in sound)])
    mended = []
    for (shape, geometry), start, end in zip(sound, starts, starts[1:], strict=False):
        shape.datum, points = system.name, moved[start:end]
        if not np.isfinite(points).all() or not systems.is_in_china(points):
            shape.fault = _elsewhere(given[start:end], system)
            continue
        shape.geometry, was_mended = mending.mended(shapely.set_coordinates(geometry, points))
        if shape.geometry is None:
            shape.fault = mending.NOT_MENDED
        elif was_mended:
            mended.append(shape)
    for shape in mended:
        message = "图形有自相交、未闭合或重复的边，已经自动修好；请在地图上看一眼是否还是原来的样子"
        findings.warning("mended_geometry", message, row=shape.number, value=shape.told, **layer.place)
    return True


def _is_mostly_in_china(given: systems.Coordinates) -> bool:
    """Whether the middle of all coordinates is in the country; shapes out of it are faults of their own."""
    return systems.is_in_china(np.median(given, axis=0, keepdims=True))


def _tell_elsewhere(layer: Layer, given: systems.Coordinates, says_system: bool, findings: Findings) -> None:
    guess = systems.guess(given)
    x, y = np.median(given, axis=0)
    seen = f"坐标 {x:,.6g}，{y:,.6g} 不是中国境内的经纬度"
    if guess.startswith("经度"):
        findings.error("swapped_axes", f"{seen}：{guess}", **layer.place)
    elif "投影" in guess and not says_system:
        remedy = "请连同 .prj 文件一起交，或在 QGIS 里设好坐标系，另存为 CGCS2000 经纬度再交"
        findings.error("no_crs", f"{seen}，{guess}，而文件没有说坐标系；{remedy}", **layer.place)
    else:
        why = f"，{guess}" if guess else ""
        findings.error("out_of_country", f"{seen}{why}；请核对坐标系，重新导出再交", **layer.place)


def _elsewhere(given: systems.Coordinates, system: systems.System) -> tuple[str, str]:
    guess = systems.guess(given) if system.crs is None else "坐标和文件写的投影（带号、中央经线）对不上"
    why = f"（{guess}）" if guess else ""
    return "out_of_country", f"按坐标系 {system.name} 不在中国境内{why}；请核对坐标系，重新导出再交"


def _tell_heights(geometries: list[Any], layer: Layer, findings: Findings) -> None:
    if mending.has_heights(geometries):
        findings.warning("heights_dropped", "坐标带有高程，已略过，只用平面位置", **layer.place)
