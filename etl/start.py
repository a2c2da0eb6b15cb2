"""A new warehouse for a real county: its official divisions with the points that are known, nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.build import Outcome, build
from etl.contract.places import REGIONS
from etl.reference.files import national
from etl.table_file import write_table
from etl.warehouse import Warehouse

#: Origin of what is started: a county's own data, not demonstration.
ORIGIN = "上报"

#: Digits of a code that name the region one level up.
_ABOVE = {"township": 6, "village": 9}
#: What a name ends in, and the kind that the contract knows for it; others stay without one.
_KINDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "county": (("县", "县"), ("旗", "县")),
    "township": (
        ("街道", "街道"),
        ("街道办事处", "街道"),
        ("地区", "街道"),
        ("镇", "镇"),
        ("乡", "乡"),
        ("苏木", "乡"),
        ("园区", "园区"),
        ("开发区", "园区"),
        ("工业园", "园区"),
        ("产业园", "园区"),
    ),
    "village": (
        ("社区", "社区"),
        ("居委会", "社区"),
        ("居民委员会", "社区"),
        ("村委会", "行政村"),
        ("村民委员会", "行政村"),
        ("村", "行政村"),
        ("嘎查", "行政村"),
    ),
}


@dataclass(frozen=True)
class Division:
    """A division of the reference.

    Attributes:
        level: province, city, county, township or village.
        code: 12 digits.
        name: its official name.
        lon, lat: degrees (WGS84), None where no point is known.
    """

    level: str
    code: str
    name: str
    lon: float | None = None
    lat: float | None = None


def counties_named(asked: str) -> list[Division]:
    """The counties that a code of 6 to 12 digits or a name means; several where a name is no county's alone.

    Args:
        asked: `360829`, `360829000000` or `安福县`.
    """
    if asked.isascii() and asked.isdigit():
        return _read("level = 'county' AND code = $asked", asked=asked.ljust(12, "0"))
    return _read("level = 'county' AND name = $asked", asked=asked)


def divisions_of(county: Division) -> list[Division]:
    """A county with its townships and villages, in the order of codes.

    What repeats the county's own code further down (金门县 stands as its own township) is left out.
    """
    below = "level IN ('county', 'township', 'village') AND code BETWEEN $low AND $high"
    found = _read(below, low=county.code, high=county.code[:6] + "9" * 6)
    return [one for one in found if one.level == "county" or one.code != county.code]


def start(warehouse: Warehouse, county: Division, *, draft: bool = False) -> Outcome:
    """Make a county's divisions the first batch of a new warehouse. To publish, call it under the lock.

    Args:
        warehouse: where nothing is published yet.
        county: the county.
        draft: leave the snapshot as a draft, to be looked at.

    Raises:
        WarehouseError: the warehouse cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{county.name}法定区划"
        write_table(source, REGIONS, [_row(one) for one in divisions_of(county)])
        return build(warehouse, [source], ORIGIN, draft=draft)


def not_one(asked: str, found: Sequence[Division]) -> str | None:
    """Why what was asked for is not one county, None where it is.

    Args:
        asked: a code or a name.
        found: the counties that it means.
    """
    if not found:
        return f"没有代码或名称是“{asked}”的县（市、区、旗），请用 6 位代码，例如 360829"
    if len(found) > 1:
        told = "、".join(f"{one.code[:6]}（{_above(one)}）" for one in found)
        return f"有 {len(found)} 个{asked}，请用代码：{told}"
    return None


def _above(county: Division) -> str:
    """The names of province and city."""
    codes = [county.code[:digits].ljust(12, "0") for digits in (2, 4)]
    named = {
        one.level: one.name for one in _read("code IN ($province, $city)", province=codes[0], city=codes[1])
    }
    return named["province"] + named["city"]


def _read(where: str, **asked: str) -> list[Division]:
    sql = f"""
        SELECT level, code, name, lon, lat
        FROM {national("divisions")} AS division
        LEFT JOIN {national("points")} AS point USING (code)
        WHERE {where}
        ORDER BY code, list_position(['province', 'city', 'county', 'township', 'village'], level)
    """
    with duckdb.connect() as con:
        return [Division(*row) for row in con.execute(sql, asked).fetchall()]


def _row(one: Division) -> dict[str, object]:
    """A row of the table of regions, as field → value."""
    kinds = [kind for end, kind in _KINDS[one.level] if one.name.endswith(end)]
    return {
        "code": one.code,
        "name": one.name,
        "level": one.level,
        "parent_code": one.code[: _ABOVE[one.level]].ljust(12, "0") if one.level in _ABOVE else None,
        "kind": kinds[0] if kinds else None,
        "lon": one.lon,
        "lat": one.lat,
    }
