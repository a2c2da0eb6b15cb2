"""A collection of one month's membership reports: most townships have handed in, two of them late."""

from collections.abc import Sequence
from datetime import date, timedelta

from etl.demo.clock import LAST_MONTH, month_end, month_of
from etl.demo.organisations import Organisation
from etl.demo.places import County
from etl.demo.rows import Row

PERIOD = month_of(LAST_MONTH - timedelta(days=1))
DUE_ON = LAST_MONTH.replace(day=10)
LATE_UNITS, LATEST = 2, 16


def collection_rows(county: County, orgs: Sequence[Organisation], memberships: Sequence[Row]) -> list[Row]:
    """Rows of `collections`: the county and each of its townships; handed in where every row is there."""
    rng = county.stream("collections")
    reported = {row["org_id"] for row in memberships if row["period"] == PERIOD}
    owing: dict[str, list[str]] = {}
    for org in orgs:
        dissolved_on = org.row.get("dissolved_on")
        if org.founded_on <= month_end(PERIOD) and not (dissolved_on and dissolved_on <= month_end(PERIOD)):
            owing.setdefault(_unit(county, str(org.row["region_code"])), []).append(org.org_id)
    complete = [unit for unit, ids in sorted(owing.items()) if reported.issuperset(ids)]
    late = set(complete[1 : 1 + LATE_UNITS])
    rows = []
    for unit in sorted(owing):
        day = int(rng.integers(DUE_ON.day + 1, LATEST)) if unit in late else int(rng.integers(1, DUE_ON.day))
        rows.append(_row(county, unit, DUE_ON.replace(day=day) if unit in complete else None))
    return rows


def _unit(county: County, region: str) -> str:
    """The township that a region is or lies in, else the county."""
    return county.code if region == county.code else f"{region[:9]}000"


def _row(county: County, unit: str, handed_in_on: date | None) -> Row:
    return {
        "collection_id": f"{PERIOD:%Y-%m}",
        "name": f"{PERIOD.year}年{PERIOD.month}月会员月报",
        "unit": unit,
        "period": PERIOD,
        "tables": "会员",
        "due_on": DUE_ON,
        "handed_in_on": handed_in_on,
    }
