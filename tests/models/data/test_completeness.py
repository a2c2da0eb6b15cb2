"""Who reported which month, and what can be said of when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import duckdb
import pytest

from metrics.data.completeness import REPORTS, matrix, month_total, units
from metrics.values.values import value_rows
from metrics.warehouse import Snapshot, open_current
from tests.models.loading import write_warehouse
from tests.models.suspect_county import COUNTY, TOWN, VILLAGE, organization

MAY, JUNE = date(2018, 5, 1), date(2018, 6, 1)
PLACES = [
    {"code": COUNTY, "name": "县", "level": "county", "parent_code": None},
    {"code": TOWN, "name": "镇", "level": "township", "parent_code": COUNTY, "kind": "镇"},
    {"code": VILLAGE, "name": "村", "level": "village", "parent_code": TOWN},
]
#: Batch of a row → when it came in: the first one brings the past along.
RECEIVED = {"first": "2018-05-10", "june": "2018-06-05", "july": "2018-07-20", "demo": "2018-06-03"}
SOURCES = {batch_id: number for number, batch_id in enumerate(RECEIVED, start=100)}


def report(org_id: str, period: date) -> dict[str, object]:
    return {"org_id": org_id, "period": period, "members": 10}


ORGANIZATIONS = [
    organization("准时", region_code=VILLAGE),
    organization("迟报"),
    organization("停报"),
    organization("从不"),
    organization("撤了", dissolved_on=date(2018, 6, 20)),
    organization("县里", region_code=COUNTY, line="youth"),
]
#: Organisation, month and batch of each report.
REPORTED = [
    ("准时", date(2018, 3, 1), "first"),
    ("准时", date(2018, 4, 1), "first"),
    ("准时", MAY, "june"),
    ("准时", JUNE, "demo"),
    ("迟报", MAY, "july"),
    ("迟报", JUNE, "july"),
    ("停报", date(2018, 4, 1), "first"),
    ("撤了", MAY, "june"),
    ("县里", JUNE, "july"),
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A county whose reports came in with four batches, one of them a demonstration."""
    folder = tmp_path_factory.mktemp("reports")
    rows = {
        "regions": PLACES,
        "organizations": ORGANIZATIONS,
        "memberships": [report(org_id, period) for org_id, period, _ in REPORTED],
        "cadres": [{"org_id": "准时", "period": date(2018, 3, 1), "full_time": 1}],
    }
    write_warehouse(folder, rows)
    with duckdb.connect(str(next((folder / "snapshots").iterdir()))) as con:
        con.execute("DELETE FROM meta.batches")
        for batch_id, received_at in RECEIVED.items():
            origin = "演示" if batch_id == "demo" else "上报"
            con.execute(
                "INSERT INTO meta.batches VALUES (?, ?, ?, ?, '')", [batch_id, batch_id, received_at, origin]
            )
            con.execute(
                "INSERT INTO meta.sources VALUES (?, ?, ?, '会员.csv', '')",
                [SOURCES[batch_id], origin, batch_id],
            )
        for org_id, period, batch_id in REPORTED:
            con.execute(
                "UPDATE raw.memberships SET source_id = ? WHERE org_id = ? AND period = ?",
                [SOURCES[batch_id], org_id, period],
            )
    return open_current(folder)


@pytest.fixture
def state(snapshot: Snapshot) -> Callable[..., str]:
    """State of a unit in a month."""

    def told(unit: str, month: date, allowed_days: int = 15) -> str:
        found = units(snapshot, "memberships", JUNE, COUNTY, allowed_days=allowed_days)
        row = found[(found["unit_id"] == unit) & (found["period"].map(lambda day: day.month) == month.month)]
        return str(row["state"].iloc[0])

    return told


def test_a_report_within_the_days_allowed_is_in_time(state: Callable[..., str]) -> None:
    assert state("准时", MAY) == "on_time", "received on 5 June"
    assert state("准时", MAY, allowed_days=4) == "late"
    assert state("迟报", JUNE) == "late", "received on 20 July"
    assert state("迟报", JUNE, allowed_days=20) == "on_time"


def test_what_cannot_be_known_is_not_judged(state: Callable[..., str]) -> None:
    assert state("准时", date(2018, 3, 1)) == "unknown", "the first batch brings the past along"
    assert state("准时", date(2018, 4, 1)) == "on_time", "ten days after April: in time for certain"
    assert state("准时", JUNE) == "unknown", "demonstration data was never handed in"


def test_silence_is_missing_only_where_a_report_is_due(state: Callable[..., str]) -> None:
    assert state("停报", MAY) == "missing"
    assert state("停报", date(2018, 3, 1)) == "never", "it had not begun to report"
    assert state("从不", JUNE) == "never"
    assert state("撤了", JUNE) == "none"
    assert state("撤了", MAY) == "on_time"


def test_places_are_counted_from_their_units(snapshot: Snapshot) -> None:
    counted = matrix(snapshot, "memberships", JUNE, COUNTY)
    june = counted[counted["period"].map(lambda day: day.month) == 6].set_index("name")
    assert list(june.index) == ["县本级", "镇"]
    town = june.loc["镇"]
    assert (town["expected"], town["reported"], town["late"], town["unknown"]) == (3, 2, 1, 1)
    assert (town["missing"], town["never"]) == (1, 1)
    assert town["reported_pct"] == pytest.approx(2 / 3)
    assert len(counted) == 24


def test_it_agrees_with_the_reporting_rate(snapshot: Snapshot) -> None:
    counted = matrix(snapshot, "memberships", JUNE, COUNTY)
    june = counted[counted["period"].map(lambda day: day.month) == 6]
    rate = value_rows(snapshot, [JUNE], ["reporting_rate"], [""], [COUNTY])[0]
    assert (june["reported"].sum(), june["expected"].sum()) == (rate[4], rate[5])
    assert month_total(counted, JUNE) == (rate[5], rate[5] - rate[4], rate[6])
    assert month_total(counted.iloc[:0], JUNE) == (0, 0, None)


def test_a_village_shows_its_own_units_and_lines_keep_to_theirs(snapshot: Snapshot) -> None:
    assert set(matrix(snapshot, "memberships", JUNE, VILLAGE)["name"]) == {"村"}
    assert set(units(snapshot, "memberships", JUNE, COUNTY, ["youth"])["unit_id"]) == {"县里"}


def test_cadres_are_due_only_in_months_in_which_anybody_reports_them(snapshot: Snapshot) -> None:
    counted = matrix(snapshot, "cadres", JUNE, TOWN).groupby("period")["expected"].sum()
    assert {day.month: count for day, count in counted.items() if count} == {3: 1}


@pytest.mark.parametrize("report", REPORTS)
def test_every_report_is_counted_where_there_is_none(snapshot: Snapshot, report: str) -> None:
    early = matrix(snapshot, report, date(2010, 1, 1), COUNTY)
    assert early[["expected", "reported", "missing"]].to_numpy().sum() == 0
    assert early["reported_pct"].isna().all()
