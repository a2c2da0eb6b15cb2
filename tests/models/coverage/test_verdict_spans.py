"""The history of verdicts, month by month, against a plain calculation that knows no history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl import models
from metrics.behind.rows import contributing_rows
from metrics.catalogue import LINES, METRICS
from metrics.coverage import by_place
from metrics.coverage import cells as coverage_cells
from metrics.places import periods, tops
from metrics.values.values import value_rows
from metrics.warehouse import Snapshot, open_current
from tests.models.loading import load
from tests.models.plain_verdicts import Cell, Month
from tests.models.random_county import County

Row = Mapping[str, Any]

SEEDS, SILENT_SEEDS = range(201, 206), (211, 212)
READ = ("regions", "expectations", "organizations", "activities")
FOREVER = (date(1, 1, 1), date(9999, 12, 1))
COUNTY, TOWN, OTHER = "990001000000", "990001001000", "990001002000"
FIRST, SECOND, THIRD = "990001001001", "990001001002", "990001002001"


def month_after(month: date, months: int) -> date:
    """The first day of the month so many months away."""
    index = month.year * 12 + month.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """All months from the one to the other."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [month_after(first, step) for step in range(count + 1)]


def history(snapshot: Snapshot, months: Sequence[date]) -> dict[date, dict[Cell, str]]:
    """What the mart says of every month."""
    found: dict[date, dict[Cell, str]] = {month: {} for month in months}
    for code, line, verdict, begins, ends in snapshot.rows(
        "SELECT region_code, line, verdict, from_month, to_month FROM marts.verdict_spans"
    ):
        for month in months:
            if begins <= month < ends:
                assert (code, line) not in found[month], "two verdicts of one cell in one month"
                found[month][code, line] = verdict
    return found


def assert_longest_spans(snapshot: Snapshot) -> None:
    """Spans of a cell follow each other without gap and never repeat a verdict."""
    broken = snapshot.rows("""
        SELECT * FROM (
            SELECT *, lag(to_month) OVER cell AS reached, lag(verdict) OVER cell AS earlier
            FROM marts.verdict_spans
            WINDOW cell AS (PARTITION BY region_code, line ORDER BY from_month)
        )
        WHERE from_month >= to_month OR from_month <> reached OR verdict = earlier""")
    assert broken == []


@pytest.fixture(scope="module", params=[*SEEDS, *SILENT_SEEDS])
def drawn(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[County, Snapshot]:
    county = County(request.param)
    if request.param in SILENT_SEEDS:
        county.tables["activities"] = []
    return county, load(tmp_path_factory.mktemp("county"), county.tables)


def test_random_counties_in_every_month(drawn: tuple[County, Snapshot]) -> None:
    county, snapshot = drawn
    months = months_between(date(2013, 12, 1), date(2020, 6, 1))
    found = history(snapshot, months)
    for month in months:
        assert found[month] == Month(county.tables, month).verdicts(), month
    assert_longest_spans(snapshot)


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_verdicts_made_in_parts_are_those_made_at_once(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    county, found = County(seed), []
    for keys in (1_000_000, 3):
        monkeypatch.setattr(models, "PART_KEYS", keys)
        snapshot = load(tmp_path / str(keys), county.tables)
        found.append(snapshot.rows("SELECT * FROM marts.cell_spans ORDER BY ALL"))
    assert found[0] == found[1] != []


def test_metrics_count_the_same_verdicts(drawn: tuple[County, Snapshot]) -> None:
    """Several months at once, so that a span is set against more than one."""
    county, snapshot = drawn
    months = [month_after(date(2014, 6, 1), 5 * step) for step in range(10)]
    metrics = ["org_coverage", "village_coverage", "effective_coverage"]
    rows = value_rows(snapshot, months, metrics)
    for month in months:
        found = {(row[0], row[1], row[2]): row[4:6] for row in rows if row[3] == month}
        assert found == counted(Month(county.tables, month))


def counted(month: Month) -> dict[tuple[str, str, str], tuple[float, float]]:
    """Numerator and denominator of the coverages of every valid region, with and without lines."""
    verdicts, ways = month.verdicts(), {code: set(month.upwards(code)) for code in month.regions}
    answers = {}
    for scope in {code for code, _ in verdicts}:
        for line in ("", *LINES):
            inside = [
                (month.regions[code]["level"], verdict)
                for (code, cell_line), verdict in verdicts.items()
                if scope in ways[code] and line in ("", cell_line) and verdict != "不适用"
            ]
            whole = Counter(verdict for _, verdict in inside)
            village = Counter(verdict for level, verdict in inside if level == "village")
            for metric, found, counts in (
                ("org_coverage", whole, ("有效", "沉睡", "未报")),
                ("village_coverage", village, ("有效", "沉睡", "未报")),
                ("effective_coverage", whole, ("有效",)),
            ):
                top = sum(found[verdict] for verdict in counts)
                answers[metric, line, scope] = (top, found.total())
    return answers


def test_two_months_stand_side_by_side(drawn: tuple[County, Snapshot]) -> None:
    """Places of either month, merged or begun in between too; cells that nobody expects are left out."""
    county, snapshot = drawn
    since, period = date(2015, 3, 1), date(2016, 11, 1)
    before, now = (Month(county.tables, month).verdicts() for month in (since, period))
    wanted = {
        cell: (before.get(cell, "不适用"), now.get(cell, "不适用"))
        for cell in before.keys() | now.keys()
        if {before.get(cell, "不适用"), now.get(cell, "不适用")} != {"不适用"}
    }
    frames = [
        coverage_cells.then_and_now(snapshot, since, period, code)
        for code in {*tops(snapshot, since), *tops(snapshot, period)}
    ]
    found = {
        (row.region_code, row.line): (row.before, row.now) for frame in frames for row in frame.itertuples()
    }
    assert found == wanted


def test_spans_and_rows_of_a_metric_are_the_same(drawn: tuple[County, Snapshot]) -> None:
    _, snapshot = drawn
    lasting = [metric.id for metric in METRICS if metric.spans]
    for month in (date(2015, 8, 1), date(2016, 9, 1)):
        for top in tops(snapshot, month):
            rows = value_rows(snapshot, [month], lasting, [""], [top])
            for metric, *_, top_sum, bottom_sum in (row[:6] for row in rows):
                behind = contributing_rows(snapshot, metric, month, top)
                assert behind["numerator"].sum() == top_sum, metric
                assert bottom_sum is None or behind["denominator"].sum() == bottom_sum, metric


def test_the_demonstration_county_in_every_month(demo_warehouse: Path) -> None:
    snapshot = open_current(demo_warehouse)
    tables = {name: records(snapshot, name) for name in READ}
    known = periods(snapshot)
    months = months_between(month_after(known[0], -2), month_after(known[-1], 8))
    found = history(snapshot, months)
    for month in months:
        plain = Month(tables, month).verdicts()
        assert found[month] == plain, month
        if month in known[::6]:
            cells = coverage_cells.cells(snapshot, month)
            shown = zip(cells["region_code"], cells["line"], cells["verdict"], strict=True)
            assert {(code, line): verdict for code, line, verdict in shown} == plain
    assert_longest_spans(snapshot)


def records(snapshot: Snapshot, table: str) -> list[dict[str, Any]]:
    """Rows of a table as handed in."""
    cursor = snapshot.connection.cursor().table(f"raw.{table}")
    names = cursor.columns
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def region(code: str, level: str, parent: str | None, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": code, "level": level, "parent_code": parent, **more}


def organization(org_id: str, code: str, founded_on: date, **more: Any) -> dict[str, Any]:
    return {
        "org_id": org_id, "name": org_id, "line": "union", "region_code": code, "setting": "村社区",
        "founded_on": founded_on, **more,
    }  # fmt: skip


def places(*villages: Row) -> list[Row]:
    towns = [region(code, "township", COUNTY) for code in (TOWN, OTHER)]
    return [region(COUNTY, "county", None), *towns, *villages]


def spans_of(snapshot: Snapshot, code: str, line: str = "union") -> list[tuple[Any, ...]]:
    return snapshot.rows(
        "SELECT verdict, from_month, to_month FROM marts.verdict_spans"
        " WHERE region_code = $code AND line = $line ORDER BY from_month",
        code=code,
        line=line,
    )


def test_what_only_begins_is_not_kept_but_known(tmp_path: Path) -> None:
    """Without activities, dissolutions and mergers the kept history is empty."""
    villages = [region(FIRST, "village", TOWN), region(SECOND, "village", TOWN)]
    founded = organization("o", FIRST, date(2016, 2, 29))
    snapshot = load(tmp_path, {"regions": places(*villages), "organizations": [founded]})
    assert snapshot.rows("SELECT count(*) FROM marts.cell_spans") == [(0,)]
    start, end = FOREVER
    assert spans_of(snapshot, FIRST) == [("缺失", start, date(2016, 2, 1)), ("未报", date(2016, 2, 1), end)]
    assert spans_of(snapshot, SECOND) == [("缺失", start, end)]
    assert spans_of(snapshot, SECOND, "science") == [("不适用", start, end)]


def test_one_activity_in_the_life_of_a_village_that_is_merged(tmp_path: Path) -> None:
    """Founded in January 2016, active in March, merged into its neighbour on 15 May.

    In January and February the township is silent. The activity of March reaches until August, from May on in
    the neighbour, where the organisation then counts. The township is heard until August, so the neighbour is
    never asleep: it is silent from September on.
    """
    villages = [
        region(FIRST, "village", TOWN, valid_to=date(2016, 5, 15), successor_code=SECOND),
        region(SECOND, "village", TOWN),
    ]
    activity = {
        "activity_id": "a", "name": "a", "lead_line": "women", "partner_lines": ["union"],
        "region_code": FIRST, "held_on": date(2016, 3, 31), "participants": 1,
    }  # fmt: skip
    tables = {
        "regions": places(*villages),
        "organizations": [
            organization("o", FIRST, date(2016, 1, 31)),
            organization("t", TOWN, date(2016, 2, 1), dissolved_on=date(2016, 10, 1), setting="乡镇街道"),
        ],
        "activities": [activity],
    }
    snapshot = load(tmp_path, tables)
    start, end = FOREVER
    january, march, may, september = (date(2016, month, 1) for month in (1, 3, 5, 9))
    assert spans_of(snapshot, FIRST) == [
        ("缺失", start, january), ("未报", january, march), ("有效", march, may),
    ]  # fmt: skip
    assert spans_of(snapshot, SECOND) == [
        ("缺失", start, may), ("有效", may, september), ("未报", september, end),
    ]  # fmt: skip
    assert spans_of(snapshot, TOWN) == [
        ("缺失", start, date(2016, 2, 1)), ("未报", date(2016, 2, 1), march), ("沉睡", march, september),
        ("未报", september, date(2016, 10, 1)), ("缺失", date(2016, 10, 1), end),
    ]  # fmt: skip


def test_mergers_and_dissolutions_count_where_nobody_reports_activities(tmp_path: Path) -> None:
    villages = [
        region(FIRST, "village", TOWN, valid_to=date(2016, 5, 31), successor_code=SECOND),
        region(SECOND, "village", TOWN),
        region(THIRD, "village", OTHER),
    ]
    organizations = [
        organization("merged", FIRST, date(2016, 1, 1)),
        organization("dissolved", THIRD, date(2016, 1, 31), dissolved_on=date(2016, 5, 31)),
    ]
    snapshot = load(tmp_path, {"regions": places(*villages), "organizations": organizations})
    start, end = FOREVER
    january, may = date(2016, 1, 1), date(2016, 5, 1)
    assert spans_of(snapshot, FIRST) == [("缺失", start, january), ("未报", january, may)]
    assert spans_of(snapshot, SECOND) == [("缺失", start, may), ("未报", may, end)]
    assert spans_of(snapshot, THIRD) == [("缺失", start, january), ("未报", january, may), ("缺失", may, end)]


def test_a_later_report_changes_the_months_that_it_speaks_of(tmp_path: Path) -> None:
    """An activity of March that is handed in after June shows in the history of March and after."""
    village = region(FIRST, "village", TOWN)
    told = {"regions": places(village), "organizations": [organization("o", FIRST, date(2015, 1, 1))]}
    late = {
        "activity_id": "late", "name": "late", "lead_line": "union", "region_code": FIRST,
        "held_on": date(2016, 3, 1), "participants": 1,
    }  # fmt: skip
    before, after = load(tmp_path, told), load(tmp_path, told | {"activities": [late]})
    march = date(2016, 3, 1)
    assert [verdict for verdict, *_ in spans_of(before, FIRST)] == ["缺失", "未报"]
    assert [verdict for verdict, *_ in spans_of(after, FIRST)] == ["缺失", "未报", "有效", "未报"]
    course = by_place.course(after, date(2016, 8, 1), TOWN)
    assert list(course["effective"]) == [1], "the data begin and end in March"
    assert list(coverage_cells.cells(after, march, FIRST)["verdict"])[0] == "有效"
