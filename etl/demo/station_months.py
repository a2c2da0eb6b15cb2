"""Visits to stations month by month: busy ones, idle ones, village points that never report."""

from collections.abc import Sequence
from datetime import date

from etl.demo.chance import Random, around, happens
from etl.demo.clock import LAST_DAY, MONTHS, elapsed, month_end, months_between, season
from etl.demo.places import County
from etl.demo.rows import Row

VISITS = {
    "群团服务中心": 900,
    "群团服务站": 220,
    "政务服务窗口": 420,
    "便民服务窗口": 110,
    "村级服务点": 24,
    "四点半学校": 360,
    "茶叙室": 90,
    "青年空间": 110,
    "侨联工作站": 28,
    "院士工作站": 12,
    "劳模创新工作室": 20,
}
SCHOOLS = "四点半学校"
HOLIDAYS = (1, 2, 7, 8)
NEVER_REPORTS = 0.07
#: Share of stations of a kind that fall idle.
IDLE = {"村级服务点": 0.13, "便民服务窗口": 0.08, "青年空间": 0.25}

IDLE_FROM = MONTHS[15]
MISSED_SHARE = 0.03


def station_month_rows(county: County, stations: Sequence[Row]) -> list[Row]:
    """Rows of `station_months`: every month that a station was open and reported."""
    rng = county.stream("station_months")
    vigour = {
        place.code: township.vigour
        for township in county.townships
        for place in (township, *township.villages)
    }
    rows: list[Row] = []
    for station in stations:
        silent = station["kind"] == "村级服务点" and happens(rng, NEVER_REPORTS)
        if not silent:
            rows += _of_station(rng, station, vigour.get(station["region_code"], 1.0))
    return rows


def _of_station(rng: Random, station: Row, vigour: float) -> list[Row]:
    idle = happens(rng, IDLE.get(station["kind"], 0.0) / vigour)
    median = VISITS[station["kind"]] * vigour * float(rng.lognormal(0, 0.3))
    rows = []
    for month in months_between(station["opened_on"], station.get("closed_on") or LAST_DAY):
        if happens(rng, MISSED_SHARE):
            continue
        empty = idle and month >= IDLE_FROM
        visits = 0 if empty else _visits(rng, station, median, month)
        rows.append({"station_id": station["station_id"], "period": month, "visits": visits})
        if station["kind"] != SCHOOLS:
            rows[-1]["cases"] = round(visits * float(rng.uniform(0.15, 0.4)))
    return rows


def _visits(rng: Random, station: Row, median: float, month: date) -> int:
    """Visits of one month; the month of opening counts from its day on."""
    if station["kind"] == SCHOOLS and month.month in HOLIDAYS:
        return 0
    days = (month_end(month) - max(month, station["opened_on"])).days + 1
    open_share = days / month_end(month).day
    return around(rng, median * season("", month) * (0.85 + 0.3 * elapsed(month)) * open_share, 0.2)
