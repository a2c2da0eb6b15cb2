"""What is read out of an edition: the numbers of its own region, names, marks that go with every page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from reports.editions import contents
from reports.editions.edition import Edition

Row = Mapping[str, str]

#: Origin of what was made up to show the product, and what is said wherever it is shown.
DEMONSTRATION = "演示"
MADE_UP = "演示数据，由程序生成，不是真实统计"
UNSEALED = "未封存"


def own_values(edition: Edition, period: date | None = None) -> dict[str, Row]:
    """Rows of the edition's own region, all lines together, of one month, by metric id.

    Args:
        edition: the edition.
        period: the month; None takes its own.
    """
    return own_course(edition).get(period or edition.period, {})


@lru_cache(maxsize=4)
def own_course(edition: Edition) -> dict[date, dict[str, Row]]:
    """Rows of the edition's own region, all lines together, by month, oldest first, and metric id."""
    course: dict[str, dict[str, Row]] = {}
    for row in edition.rows_of(contents.VALUES, f",,{edition.region},"):
        if row["region_code"] == edition.region and not row["line"]:
            course.setdefault(row["period"], {})[row["metric_id"]] = row
    return {date.fromisoformat(f"{month}-01"): course[month] for month in sorted(course)}


def index_rows(edition: Edition, region: str | None = None) -> dict[str, Row]:
    """Rows of the index of a region, by dimension; `index` is the whole. None takes the edition's own."""
    code = region or edition.region
    return {row["dimension"]: row for row in edition.records(contents.INDEX) if row["region_code"] == code}


def region_names(edition: Edition) -> dict[str, str]:
    """Names of its regions by code."""
    return {row["region_code"]: row["name"] for row in edition.records(contents.REGIONS)}


def month_words(edition: Edition) -> str:
    """Its month as people write it: 2018年6月."""
    return f"{edition.period.year}年{edition.period.month}月"


def day_words(day: str) -> str:
    """A day of a part as people write it: 2018年6月18日; nothing where there is none."""
    if not day:
        return ""
    told = date.fromisoformat(day)
    return f"{told.year}年{told.month}月{told.day}日"


def sealed_at(edition: Edition) -> datetime:
    """When it was sealed or, where it was not, when it was computed; with the time zone."""
    return datetime.fromisoformat(str(edition.about["sealed_at"]))


def called(edition: Edition) -> str:
    """What it is called beside its hash: 会议版 安福2018-06-01, or 未封存."""
    return edition.name if edition.number else f"{UNSEALED}（快照 {edition.snapshot_id}）"


def is_made_up(edition: Edition) -> bool:
    """Whether some of its numbers were made up to show the product."""
    return DEMONSTRATION in edition.about.get("origins", [])


def warnings(edition: Edition) -> list[str]:
    """What must be said wherever its numbers are shown: that they are not sealed, or made up."""
    told = []
    if not edition.number:
        told.append(f"{UNSEALED}：数字按当前快照现算，不是会议版，请勿作为会议依据")
    if is_made_up(edition):
        told.append(MADE_UP)
    return told


def numbered(text: str) -> float:
    """A number of a part; a whole one as such."""
    number = float(text)
    return int(number) if number.is_integer() and abs(number) < 2**53 else number
