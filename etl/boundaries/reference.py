"""What the bundled national reference knows of counties: their names and outlines."""

from __future__ import annotations

from functools import cache
from typing import Any

import duckdb
import shapely
from shapely.geometry.base import BaseGeometry

from etl.reference.files import national


def name_of(county: str) -> str:
    """The name of a county by its 12-digit code, '' for none."""
    found = _asked(f"SELECT name FROM {national('divisions')} WHERE code = $code", county)
    return str(found[0][0]) if found else ""


@cache
def outline_of(county: str) -> BaseGeometry | None:
    """The outline of a county in degrees (WGS84), None where none is known."""
    found = _asked(f"SELECT outline FROM {national('outlines')} WHERE code = $code", county)
    return shapely.from_wkb(bytes(found[0][0])) if found else None


def county_at(point: BaseGeometry) -> str:
    """The county that a point lies in, as people read it; '' for none that is known."""
    codes, outlines = _all_outlines()
    inside = [code for code, is_in in zip(codes, shapely.contains(outlines, point), strict=True) if is_in]
    return f"{name_of(inside[0])}（{inside[0][:6]}）" if inside else ""


@cache
def _all_outlines() -> tuple[list[str], list[BaseGeometry]]:
    with duckdb.connect() as con:
        rows = con.execute(f"SELECT code, outline FROM {national('outlines')}").fetchall()
    return [code for code, _ in rows], list(shapely.from_wkb([bytes(outline) for _, outline in rows]))


def _asked(sql: str, code: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as con:
        return con.execute(sql, {"code": code}).fetchall()
