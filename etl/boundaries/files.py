"""Which files of a batch are boundaries, by their suffix: a Shapefile is several files of one name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

SHAPEFILE, ARCHIVE, JSON = ".shp", ".zip", ".json"
#: Suffixes of files that may be boundaries.
SUFFIXES = (".geojson", JSON, SHAPEFILE, ".kml", ".gpkg", ARCHIVE)
#: Of the files beside a .shp those that are read.
PARTS = (".shx", ".dbf", ".prj", ".cpg")
#: Of the files beside a .shp those that other programs need.
_BESIDE = (
    *(".sbn", ".sbx", ".qix", ".qpj", ".qmd", ".fbn", ".fbx", ".ain", ".aih", ".atx", ".ixs", ".mxs"),
    ".shp.xml",
)


def is_boundary(path: Path) -> bool:
    """Whether a file may hold boundaries, by its suffix."""
    return path.suffix.lower() in SUFFIXES


def boundary_files(files: Iterable[Path]) -> list[Path]:
    """Those of the files of a batch that may hold boundaries; of a Shapefile its .shp."""
    return [path for path in files if is_boundary(path)]


def part_of(path: Path) -> Path | None:
    """The .shp that a file is a part of, None where it is none or its .shp is not there."""
    lowered = path.name.lower()
    suffix = next((one for one in (*PARTS, *_BESIDE) if lowered.endswith(one)), None)
    if suffix is None:
        return None
    stem = path.name[: -len(suffix)]
    return next((one for one in path.parent.glob("*") if _is_named(one, stem, SHAPEFILE)), None)


def parts_of(shp: Path) -> dict[str, Path]:
    """The files of a Shapefile that are read, by their suffix in small letters; the .shp is one of them."""
    found = {SHAPEFILE: shp}
    for path in sorted(shp.parent.iterdir()):
        if path.suffix.lower() in PARTS and _is_named(path, shp.stem, path.suffix) and path.is_file():
            found.setdefault(path.suffix.lower(), path)
    return found


def _is_named(path: Path, stem: str, suffix: str) -> bool:
    """Whether a file has a stem and a suffix; file systems differ in whether they tell cases apart."""
    return path.stem.casefold() == stem.casefold() and path.suffix.lower() == suffix.lower()
