"""Files of boundaries made ready for GDAL: in UTF-8, alone in a folder, and of the kind that they say."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from etl.boundaries.files import SHAPEFILE, parts_of
from etl.reading.encoding import decode, in_utf8

_BOM = b"\xef\xbb\xbf"
_GEOJSON = re.compile(
    rb'"type"\s*:\s*"(?:FeatureCollection|Feature|Polygon|MultiPolygon|GeometryCollection'
    rb'|Point|MultiPoint|LineString|MultiLineString)"'
)
_OTHER_JSON = (
    (re.compile(rb'"type"\s*:\s*"Topology"'), "TopoJSON"),
    (re.compile(rb'"esriGeometry'), "Esri JSON"),
)
_CRS = re.compile(rb'"crs"\s*:\s*\{\s*"(?:type|properties)"')
_LINKED_CRS = re.compile(
    rb'"crs"\s*:\s*\{[^{}]*(?:\{[^{}]*\})?[^{}]*"type"\s*:\s*"(?:link|url|OGC|url)"', re.IGNORECASE
)
_LINKED_NAME = re.compile(rb'"crs"\s*:\s*\{[^{}]*\{[^{}]*"(?:[a-z]+:)?(?:https?|ftp|file):', re.IGNORECASE)

_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_DATA_NAME = re.compile(r"(<(?:\w+:)?Data\s[^>]*?name\s*=\s*)([\"'])(.*?)\2", re.DOTALL)
_SQLITE = b"SQLite format 3\0"
_SHP = (9994).to_bytes(4, "big")


#: What our own copies are called, which some formats take for the name of a layer.
STEM = "quntuan"


class UnfitError(Exception):
    """A file cannot be read as boundaries: code and words why."""

    def __init__(self, code: str, message: str) -> None:
        """Take what is told of it."""
        super().__init__(code)
        self.code = code
        self.message = message


class NoBoundariesError(Exception):
    """A .json file that holds no shapes at all, as many do."""


@dataclass(frozen=True)
class Prepared:
    """A file as GDAL is given it.

    Attributes:
        path: the file.
        says_system: whether it can say, and says, what its coordinates are in.
        encoding: in which its texts are to be read, None where the format has one.
        renamed: column as GDAL tells it → as handed in.
    """

    path: Path
    says_system: bool
    encoding: str | None = None
    renamed: dict[str, str] = field(default_factory=dict)


def prepared(path: Path, folder: Path) -> Prepared:
    """Make a file ready.

    Args:
        path: the file; of a Shapefile its .shp.
        folder: an empty one, takes what is made.

    Raises:
        UnfitError: it cannot be read.
        NoBoundariesError: it is another .json file.
    """
    suffix = path.suffix.lower()
    if suffix == SHAPEFILE:
        return _shapefile(path, folder)
    if suffix == ".kml":
        return _kml(path, folder)
    if suffix == ".gpkg":
        return _geopackage(path, folder)
    return _geojson(path, folder)


def _geojson(path: Path, folder: Path) -> Prepared:
    copy = folder / f"{STEM}.geojson"
    other = in_utf8(path)
    if other is None:
        shutil.copyfile(path, copy)
    else:
        with other, copy.open("wb") as stream:
            other.seek(0)
            shutil.copyfileobj(other, stream)
    text = copy.read_bytes()
    kind = next((name for pattern, name in _OTHER_JSON if pattern.search(text)), "")
    if kind:
        raise UnfitError("unreadable_file", f"这是 {kind}，不收；请在 QGIS 里另存为 GeoJSON 再交")
    if not _GEOJSON.search(text):
        if path.suffix.lower() == ".json":
            raise NoBoundariesError
        raise UnfitError("unreadable_file", "不是 GeoJSON，或是空的；请在 QGIS 里重新导出 GeoJSON 再交")
    if not text.removeprefix(_BOM).lstrip().startswith(b"{"):
        raise UnfitError("unreadable_file", "GeoJSON 应以 { 开头，前面不能有别的文字；请重新导出再交")
    if _LINKED_CRS.search(text) or _LINKED_NAME.search(text):
        message = "坐标系写成了一个网址，不上网去查；请在 QGIS 里另存为 CGCS2000 或 WGS84 的 GeoJSON"
        raise UnfitError("unknown_crs", message)
    return Prepared(copy, bool(_CRS.search(text)))


def _kml(path: Path, folder: Path) -> Prepared:
    try:
        text = decode(path.read_bytes())
    except UnicodeDecodeError as error:
        raise UnfitError("unreadable_file", "KML 的文字编码损坏，请重新导出再交") from error
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text):
        raise UnfitError("unreadable_file", "KML 里有实体定义（DOCTYPE），不收；请用 QGIS 重新导出再交")
    if "<kml" not in text and ":kml" not in text:
        raise UnfitError("unreadable_file", "不是 KML，或是空的；请重新导出 KML 再交")
    renamed: dict[str, str] = {}

    def plain(match: re.Match[str]) -> str:
        # GDAL writes underscores in place of other letters than ASCII, so that names could not be told apart.
        new = renamed.setdefault(match[3], f"{STEM}{len(renamed)}")
        return f"{match[1]}{match[2]}{new}{match[2]}"

    text = _DATA_NAME.sub(plain, _XML_HEAD.sub("", text))
    copy = folder / f"{STEM}.kml"
    copy.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{text.lstrip()}', encoding="utf-8")
    return Prepared(copy, False, renamed={new: old for old, new in renamed.items()})


def _geopackage(path: Path, folder: Path) -> Prepared:
    with path.open("rb") as stream:
        if stream.read(len(_SQLITE)) != _SQLITE:
            raise UnfitError("unreadable_file", "不是 GeoPackage，或已损坏；请重新导出再交")
    copy = folder / f"{STEM}.gpkg"
    shutil.copyfile(path, copy)  # its driver may write beside the file that it reads
    return Prepared(copy, True)


def _shapefile(path: Path, folder: Path) -> Prepared:
    parts = parts_of(path)
    if ".dbf" not in parts:
        message = (
            "Shapefile 缺 .dbf 文件，看不出图形是哪个区划；"
            "请把 .shp、.shx、.dbf、.prj 一起交，或压缩成一个 .zip"
        )
        raise UnfitError("missing_part", message)
    with path.open("rb") as stream:
        if stream.read(len(_SHP)) != _SHP:
            raise UnfitError("unreadable_file", ".shp 文件已损坏，或不是 Shapefile；请重新导出再交")
    for suffix, part in parts.items():
        if suffix != ".cpg":
            shutil.copyfile(part, folder / f"{STEM}{suffix}")
    has_system = ".prj" in parts and parts[".prj"].read_bytes().strip() != b""
    # One character a byte: which encoding it is shows when all texts are seen.
    return Prepared(folder / f"{STEM}.shp", has_system, encoding="ISO-8859-1")


def decoded(columns: dict[str, list[object]]) -> dict[str, list[object]]:
    """Columns of a Shapefile, read one character a byte, in UTF-8 or GB18030, whichever all texts are in.

    A text that fills its field may be cut off within its last character.

    Raises:
        UnfitError: they are in neither.
    """
    texts = [*columns, *(value for values in columns.values() for value in values if isinstance(value, str))]
    for encoding in ("utf-8", "gb18030"):
        if all(_text(text, encoding) is not None for text in texts):
            return {
                str(_text(name, encoding)): [
                    _text(value, encoding) if isinstance(value, str) else value for value in values
                ]
                for name, values in columns.items()
            }
    raise UnfitError(
        "bad_encoding", ".dbf 里的文字既不是 UTF-8 也不是 GBK，读不出来；请在 QGIS 里另存为 UTF-8 再交"
    )


def _text(given: str, encoding: str) -> str | None:
    data = given.encode("iso-8859-1", "replace")
    for end in range(4):
        try:
            return data[: len(data) - end].decode(encoding)
        except UnicodeDecodeError as error:
            if error.end < len(data) - end and error.start < len(data) - end - 3:
                return None
    return None
