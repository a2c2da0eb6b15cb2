"""Structural reform: offices regrouped, leadership teams filled, one office for party and masses."""

from datetime import date, timedelta

from etl.demo.chance import Random, happens
from etl.demo.clock import LAST_DAY, REFORM_DAY, day_between
from etl.demo.lines import LINES
from etl.demo.places import County
from etl.demo.rows import Row

BY_LINE = ("一办两部", "一正两副")
#: Lines to which posts were moved.
POSTS_MOVED = ("women", "youth")

PLANNED_BY = date(2018, 5, 31)


def structure_rows(county: County) -> list[Row]:
    """Rows of `structures` for the county and its townships."""
    rng = county.stream("structures")
    rows = [_row(rng, county.code, None, item, 0.97) for item in ("领导小组", "联席会议制度")]
    rows += [_row(rng, county.code, line, item, 0.86) for line in LINES for item in BY_LINE]
    rows += [_row(rng, county.code, line, "编制调剂", 0.9) for line in POSTS_MOVED]
    rows += [_row(rng, township.code, None, "党群办", township.vigour - 0.1) for township in county.ordinary]
    return rows


def _row(rng: Random, region_code: str, line: str | None, item: str, share: float) -> Row:
    """One item; done in time, late, or not at all when chance passes `share`."""
    planned_on = day_between(rng, REFORM_DAY, PLANNED_BY)
    row: Row = {"region_code": region_code, "line": line, "item": item, "planned_on": planned_on}
    if happens(rng, share):
        delay = timedelta(days=int(rng.integers(-20, 35)))
        row["done_on"] = min(planned_on + delay, LAST_DAY)
    return row
