"""Coordinate systems: what a file says its coordinates are in, and the way from there to WGS84."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from etl.load.points import SHIFTED, to_wgs84

Coordinates = npt.NDArray[np.float64]

#: Datum of a CRS as libraries name it → as people do, and whether it is WGS84 but for centimetres.
_DATUMS = {
    "worldgeodeticsystem1984": "WGS84",
    "wgs1984": "WGS84",
    "wgs84": "WGS84",
    "china2000": "CGCS2000",
    "chinageodeticcoordinatesystem2000": "CGCS2000",
    "cgcs2000": "CGCS2000",
    "xian1980": "Xian 80",
    "xian80": "Xian 80",
    "beijing1954": "Beijing 54",
    "beijing54": "Beijing 54",
    "newbeijing": "Beijing 54",
}
#: Datums whose parameters are not public: taken as they are they are tens of metres off.
ROUGH = ("Xian 80", "Beijing 54")

#: The contract's bounds of longitudes and latitudes.
WEST, EAST, SOUTH, NORTH = 73.0, 136.0, 3.0, 54.0
_ZONE = 1_000_000.0
_MIDDLE = 500_000.0
#: Eastings without and with a number of zone before them, and northings, of places in the country.
_PLAIN_EASTING, _NORTHING = (100_000.0, 1_000_000.0), (300_000.0, 6_000_000.0)
_ZONES = (13, 46)


@dataclass(frozen=True)
class System:
    """What coordinates are in.

    Attributes:
        name: as it is noted: WGS84, CGCS2000, GCJ-02, BD-09, or that of the projected CRS.
        datum: WGS84, CGCS2000, Xian 80, Beijing 54, GCJ-02 or BD-09.
        crs: of a file that says one that is projected, None for degrees.
    """

    name: str
    datum: str
    crs: CRS | None = None

    @property
    def is_rough(self) -> bool:
        """Whether its way to WGS84 is good to tens of metres only."""
        return self.datum in ROUGH


def stated_system(datum: str) -> System:
    """Degrees in a datum that was stated on handing in; WGS84 where none was."""
    return System(datum or "WGS84", datum or "WGS84")


def system_of(crs: str) -> System | None:
    """What a file says that its coordinates are in; None where that is nothing known here."""
    try:
        found = CRS.from_user_input(crs)
        base = found.geodetic_crs
    except CRSError:
        return None
    datum = _datum_of(base) if base else None
    if datum is None or found.is_geocentric:
        return None
    if found.is_geographic:
        return System(datum, datum)
    plain = found.to_2d() if len(found.axis_info) > 2 else found
    return System(plain.name, datum, plain) if plain.is_projected else None


def name_of(crs: str) -> str:
    """What a CRS is called, for messages."""
    try:
        return CRS.from_user_input(crs).name
    except CRSError:
        return crs[:60]


def _datum_of(base: CRS) -> str | None:
    told = base.to_json_dict()
    datum = (told.get("datum") or told.get("datum_ensemble") or {}).get("name", "")
    plain = re.sub(r"[^0-9a-z]", "", datum.lower().removeprefix("d_")).removesuffix("ensemble")
    return _DATUMS.get(plain)


def to_degrees(points: Coordinates, system: System) -> Coordinates:
    """Coordinates, shape (n, 2), as longitudes and latitudes of WGS84; infinite where there is no way.

    A zone's number before the eastings that the CRS does not say, or one that it says and they lack, is set
    right where it is the zone of the CRS.
    """
    if system.datum in SHIFTED:
        return unshifted(points, system.datum)
    if system.crs is None:
        return points
    eastings = points[:, 0] + _zone_offset(points[:, 0], system.crs)
    try:
        lon, lat = _unprojecting(system.crs).transform(eastings, points[:, 1])
    except ProjError:
        return np.full_like(points, np.inf)
    return np.column_stack([lon, lat])


@cache
def _unprojecting(crs: CRS) -> Transformer:
    """From a projected CRS to degrees of its own datum; none of another is computed, for none is public."""
    return Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True)


def _zone_offset(eastings: Coordinates, crs: CRS) -> float:
    """What is added to eastings so that they are those of a Gauss–Krüger CRS."""
    said = _gauss_krueger(crs)
    if said is None or not len(eastings):
        return 0.0
    meridian, false_easting = said
    told, given = _zone_of(false_easting), _zone_of(float(np.median(eastings)))
    if told == given or not {told, given} <= {0, *_zones_about(meridian)}:
        return 0.0
    return (told - given) * _ZONE


def _zone_of(easting: float) -> int:
    return int(easting // _ZONE)


def _zones_about(meridian: float) -> set[int]:
    """The numbers of the 3-degree and the 6-degree zone that have a central meridian."""
    return {round(meridian / 3), round((meridian + 3) / 6)}


def _gauss_krueger(crs: CRS) -> tuple[float, float] | None:
    """Central meridian and false easting of a CRS; None where it is no Gauss–Krüger one."""
    step: Any = crs.coordinate_operation
    if step is None or step.method_name not in ("Transverse Mercator", "Gauss-Kruger"):
        return None
    told = {one.name.lower(): float(one.value) for one in step.params}
    meridian, easting = told.get("longitude of natural origin"), told.get("false easting")
    return None if meridian is None or easting is None else (meridian, easting)


def unshifted(points: Coordinates, datum: str) -> Coordinates:
    """Coordinates of a shifted datum, shape (n, 2), in WGS84; each place that borders share once."""
    places, where = np.unique(points, axis=0, return_inverse=True)
    moved = np.array([to_wgs84(lon, lat, datum) for lon, lat in places.tolist()]).reshape(-1, 2)
    return moved[where.reshape(-1)]


def is_in_china(points: Coordinates) -> bool:
    """Whether all longitudes and latitudes are within the bounds of the contract."""
    lon, lat = points[:, 0], points[:, 1]
    return bool(((lon >= WEST) & (lon <= EAST) & (lat >= SOUTH) & (lat <= NORTH)).all())


def guess(points: Coordinates) -> str:
    """What coordinates that are no degrees in the country seem to be, in Chinese; '' for no idea."""
    x, y = (float(value) for value in np.median(points, axis=0))
    if SOUTH <= x <= NORTH and WEST <= y <= EAST:
        return "经度和纬度好像写反了，请把经度放在前面"
    if _is_easting(x) and _NORTHING[0] <= y <= _NORTHING[1]:
        return f"好像是高斯—克吕格投影坐标{_zone_words(x)}"
    if _is_easting(y) and _NORTHING[0] <= x <= _NORTHING[1]:
        return f"好像是高斯—克吕格投影坐标{_zone_words(y)}，而且横纵坐标写反了"
    return "好像是投影坐标" if max(abs(x), abs(y)) > 360 else ""


def _is_easting(value: float) -> bool:
    plain = value % _ZONE if _ZONES[0] <= _zone_of(value) < _ZONES[1] else value
    return _PLAIN_EASTING[0] <= plain <= _PLAIN_EASTING[1]


def _zone_words(easting: float) -> str:
    zone = _zone_of(easting)
    if not zone:
        return ""
    meridian = 6 * zone - 3 if zone < 25 else 3 * zone
    return f"（带号 {zone}，{6 if zone < 25 else 3} 度带，中央经线 {meridian}°）"


def is_swapped(points: Coordinates) -> bool:
    """Whether projected coordinates stand with their northing first, as surveyors write them."""
    x, y = (float(value) for value in np.median(points, axis=0))
    return _zone_of(y) in range(*_ZONES) and _is_easting(y) and _NORTHING[0] <= x <= _NORTHING[1]
