"""The county's divisions as taken over from their public source, and the published township figures."""

from dataclasses import dataclass
from pathlib import Path

from etl.reference.files import read_rows


@dataclass(frozen=True)
class Division:
    """One row of `raw/divisions.csv`.

    Attributes:
        code: 12 digits.
        lon, lat: degrees (WGS84), None where no point is known.
        published: a published population (mixed years and kinds), None where there is none.
        published_kind: what the published population counts, and when, as its source says.
        area_km2: published area, as text; empty where there is none.
    """

    code: str
    name: str
    level: str
    parent_code: str
    kind: str
    lon: float | None
    lat: float | None
    published: int | None
    published_kind: str
    area_km2: str


def read_divisions(path: Path) -> list[Division]:
    """All divisions of the file, in its order."""
    return [_division(row) for row in read_rows(path)]


def is_park(division: Division) -> bool:
    """An industrial park that is counted among the townships."""
    return division.kind == "园区"


def _division(row: dict[str, str]) -> Division:
    return Division(
        code=row["code"],
        name=row["name"],
        level=row["level"],
        parent_code=row["parent_code"],
        kind=row["kind"],
        lon=float(row["lon"]) if row["lon"] else None,
        lat=float(row["lat"]) if row["lat"] else None,
        published=int(row["population"]) if row["population"] else None,
        published_kind=row["population_kind"],
        area_km2=row["area_km2"],
    )
