"""Numbers that a draft moves further than their history explains, and those of which nothing can be said."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from metrics.data import draft as drafts
from metrics.data import moved_numbers
from metrics.data.moved_numbers import Judged
from metrics.frames import with_clause
from metrics.warehouse import Snapshot, draft_file, open_snapshot
from tests.etl.county import COUNTY
from tests.etl.handing_in import publish, run, write_folder
from tests.models.loading import load

MONTHS = [f"2017-{month:02}" for month in range(1, 13)]
LAST = "2018-01"
#: Unit → what it reported month by month, the newest before `LAST` at the end, and what it reports then.
REPORTED: Mapping[str, tuple[list[int], int]] = {
    "TEN": ([100, 101, 102] * 4, 1010),
    "HUNDRED": ([50] * 12, 5000),
    "TENTH": ([100, 101, 102] * 4, 10),
    "PLAIN": ([100, 101, 102] * 4, 104),
    "SMALL": ([2] * 12, 11),
    "FEW": ([100] * 4, 600),
    "FEWPLAIN": ([100] * 4, 300),
    "NEW": ([100, 100], 9000),
    "WILD": ([20, 400, 60, 900, 10, 300] * 2, 1000),
    "SAME": ([70] * 12, 700),
}
HEAD = "组织编码,报告期,会员数,应覆盖人数\n"


def organisations() -> str:
    """The county's own organisations and one for each course."""
    rows = [f"{unit},{unit}工会,工会,360829,企业,,2000-01-01,3\n" for unit in REPORTED]
    return COUNTY["组织.csv"] + "".join(rows)


ACTIVITIES = "活动编号,名称,牵头条线,区划代码,日期,参与人次,服务人次\n"


def activities(**served: int) -> str:
    """Activities that nobody took part in, with how many were served all the same."""
    rows = (f"{code},{code},工会,360829,2018-01-15,0,{count}\n" for code, count in served.items())
    return ACTIVITIES + "".join(rows)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A draft on top of a year of reports, one of which is only repeated."""
    folder = tmp_path_factory.mktemp("moved")
    past = [
        f"{unit},{month},{members},{2 * members}\n"
        for unit, (course, _) in REPORTED.items()
        for month, members in zip(MONTHS[-len(course) :], course, strict=True)
    ]
    first = {
        **COUNTY,
        "组织.csv": organisations(),
        "会员.csv": HEAD + "".join(past) + f"SAME,{LAST},700,1400\n",
        "活动.csv": activities(STILL=5, SETTLED=5),
    }
    publish(folder / "warehouse", write_folder(folder / "first", first))
    now = [f"{unit},{LAST},{members},\n" for unit, (_, members) in REPORTED.items() if unit != "SAME"]
    batch = HEAD + "".join(now) + f"SAME,{LAST},700,1400\n"
    source = write_folder(
        folder / "batch", {"会员.csv": batch, "活动.csv": activities(STILL=6, SETTLED=0, NEW=1)}
    )
    assert run("build", "--draft", "--source", source, "--warehouse", folder / "warehouse").returncode == 0
    (made,) = (folder / "warehouse" / "drafts").iterdir()
    return open_snapshot(draft_file(folder / "warehouse", made.name))


@pytest.fixture(scope="module")
def judged(draft: Snapshot) -> Judged:
    """What is judged of the draft."""
    return drafts.rows(draft).numbers


def test_a_doubt_that_only_reads_otherwise_is_neither_new_nor_settled(draft: Snapshot) -> None:
    found = drafts.values(draft, date(2018, 1, 1), "360829000000")
    title = "活动没有参与人次却有服务人次"
    assert (found.new_doubts[title], found.settled[title]) == (1, 1), "of three, one is doubted as before"


def test_a_number_is_doubted_where_its_own_history_does_not_explain_it(judged: Judged) -> None:
    found = {row.name.partition("工会")[0]: row for row in judged.doubted.itertuples(index=False)}
    assert set(found) == {"TEN", "HUNDRED", "TENTH", "FEW"}
    ten = found["TEN"]
    assert (ten.name, ten.table_title, ten.header) == ("TEN工会 2018-01", "会员", "会员数")
    assert (ten.after, ten.slip) == (1010, "可能多写了一位")
    assert pd.isna(ten.before), "it was not there before"
    assert (ten.low, ten.high) == (pytest.approx(101 - 0.2 * 101), pytest.approx(101 + 0.2 * 101))
    assert (ten.file, ten.row_number) == ("会员.csv", 2)
    assert [found[unit].slip for unit in ("HUNDRED", "TENTH", "FEW")] == [
        "可能多写了两位",
        "可能少写了一位",
        "",
    ]
    assert (found["FEW"].low, found["FEW"].high) == (20, 500)
    assert judged.doubted["name"].iloc[0].startswith("HUNDRED"), "what moves furthest comes first"


def test_what_has_no_history_is_counted_and_not_judged(judged: Judged) -> None:
    assert judged.unjudged == 1, "one unit has two months"
    assert judged.judged == len(REPORTED) - 2, "and one only repeats what is known"


def test_a_metric_is_judged_by_the_months_since_its_first_report(tmp_path: Path) -> None:
    place = {"code": "990001000000", "name": "县", "level": "county", "parent_code": None}
    plain = {
        "line": "union",
        "region_code": "990001000000",
        "setting": "机关",
        "founded_on": date(2010, 1, 1),
    }
    organization = {"org_id": "U", "name": "工会", **plain}

    def told(folder: str, course: list[int]) -> list[tuple[str, ...]]:
        rows = [
            {"org_id": "U", "period": date(2018, 6 - at, 1), "members": members}
            for at, members in enumerate(reversed(course))
        ]
        tables = {"regions": [place], "organizations": [organization], "memberships": rows}
        snapshot = load(tmp_path / folder, tables)
        found = moved_numbers.metrics_beyond_history(snapshot, date(2018, 6, 1), place["code"], ["members"])
        return [tuple(row) for row in found[["metric_id", "slip"]].itertuples(index=False)]

    assert told("ten", [100, 101, 102, 100, 1000]) == [("members", "可能多写了一位")]
    assert told("plain", [100, 101, 102, 100, 105]) == []
    assert told("new", [100, 101, 1000]) == [], "two months are no history, nor are the noughts before them"


@pytest.mark.parametrize(
    ("after", "before", "told"),
    [
        (1000, 100, "可能多写了一位"),
        (1100, 100, "可能多写了一位"),
        (10_000, 100, "可能多写了两位"),
        (10, 100, "可能少写了一位"),
        (1, 100, "可能少写了两位"),
        (500, 100, ""),
        (2000, 100, ""),
        (0, 100, ""),
    ],
)
def test_a_slip_of_one_place_or_two_is_named(after: float, before: float, told: str) -> None:
    assert moved_numbers.slip(after, before, 0) == told
    assert moved_numbers.slip(after, float("nan"), before) == told


def test_values_and_reports_are_judged_by_the_same_bounds(tmp_path: Path) -> None:
    chance, rows, courses = random.Random(7), [], {}
    for unit in range(40):
        past = [chance.choice([0, 3, 50, 51, 52, 400]) for _ in range(chance.randint(3, 12))]
        courses[f"U{unit}"] = past
        for at, amount in enumerate([*past, 7]):
            month = (
                date(2018, 6, 1)
                if at == len(past)
                else date(2017, 6 + at, 1)
                if at < 7
                else date(2018, at - 6, 1)
            )
            rows.append({"org_id": f"U{unit}", "period": month, "members": 1, "eligible": amount})
    snapshot: Snapshot = load(tmp_path, {"memberships": rows})
    select = "SELECT unit_id, low, high FROM reports_beside_history WHERE field = 'eligible'"
    found = snapshot.rows(f"{with_clause(select)} {select}", periods=[date(2018, 6, 1)])
    assert len(found) == len(courses)
    for unit, low, high in found:
        assert moved_numbers.bounds(pd.Series(courses[unit], dtype=float), 10) == pytest.approx((low, high))
