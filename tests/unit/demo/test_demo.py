"""The demonstration county: the same seed gives the same files, of the right sizes, without faults."""

import csv
import filecmp
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from etl.contract import ORIGIN, TABLES
from etl.demo import draw, generate
from etl.demo.rows import Row, Tables

FIRST_MONTH, LAST_MONTH, LAST_DAY = date(2016, 7, 1), date(2018, 6, 1), date(2018, 6, 30)
DEMO = Path(__file__).resolve().parents[3] / "data" / "demo"
EVENT_DAYS = {
    "activities": "held_on",
    "outputs": "delivered_on",
    "fundings": "booked_on",
}
PAST_DAYS = (
    ("organizations", "founded_on"),
    ("organizations", "dissolved_on"),
    ("organizations", "elected_on"),
    ("stations", "opened_on"),
    ("stations", "closed_on"),
    ("projects", "started_on"),
    ("projects", "finished_on"),
    ("milestones", "done_on"),
)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return draw()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo")
    generate(out)
    return out


@pytest.fixture(scope="module")
def wide() -> Tables:
    return draw(seed=7, counties=3)


def values(rows: list[Row], field: str) -> set[object]:
    return {row[field] for row in rows if row.get(field) is not None}


def same_files(one: Path, other: Path) -> bool:
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in other.iterdir())
    return filecmp.cmpfiles(one, other, names, shallow=False)[0] == names


def test_the_same_seed_gives_the_same_bytes(folder: Path) -> None:
    """The files kept in the project were drawn by another process, long before this one."""
    assert same_files(folder, DEMO)


def test_another_seed_gives_another_county(tables: Tables) -> None:
    other = draw(seed=1)
    assert other["regions"] == tables["regions"]
    assert other["activities"] != tables["activities"]
    assert other == draw(seed=1)


def test_files_are_what_excel_opens(folder: Path) -> None:
    titles = {table.title: table for table in TABLES.values()}
    for path in folder.iterdir():
        assert path.read_bytes().startswith(b"\xef\xbb\xbf"), path.name
        table = titles[path.stem]
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        declared = [field.header for field in (*table.fields, ORIGIN)]
        assert [name for name in declared if name in header] == header
        required = {field.header for field in table.fields if field.required}
        assert required | {"数据来源"} <= set(header)
        assert {row[-1] for row in rows} <= {"演示", "报道"}


@pytest.mark.parametrize("counties", [1, 3])
def test_keys_are_unique_and_references_hold(counties: int, tables: Tables, wide: Tables) -> None:
    drawn = tables if counties == 1 else wide
    for name, rows in drawn.items():
        keys = Counter(tuple(row.get(field) for field in TABLES[name].key) for row in rows)
        assert max(keys.values()) == 1, name
        for field in TABLES[name].fields:
            if field.references:
                known: set[object] = set()
                for target in field.references:
                    table, column = target.split(".")
                    known |= values(drawn.get(table, []), column)
                assert values(rows, field.name) <= known, f"{name}.{field.name}"


@pytest.mark.parametrize("counties", [1, 3])
def test_required_fields_are_stated(counties: int, tables: Tables, wide: Tables) -> None:
    for name, rows in (tables if counties == 1 else wide).items():
        required = [field.name for field in TABLES[name].fields if field.required]
        assert all(row.get(field) is not None for row in rows for field in required), name


def test_every_county_hangs_under_one_city(tables: Tables, wide: Tables) -> None:
    levels = Counter(row["level"] for row in wide["regions"])
    tops = [row for row in wide["regions"] if row.get("parent_code") is None]
    assert [row["level"] for row in tops] == ["city"]
    assert levels["county"] == 3 and levels["village"] > 3 * 100
    assert {row["parent_code"] for row in wide["regions"] if row["level"] == "county"} == {tops[0]["code"]}
    assert {row["code"] for row in tables["regions"]} < values(wide["regions"], "code")


def test_synthetic_counties_carry_no_reported_row(tables: Tables, wide: Tables) -> None:
    ours = {row["code"] for row in tables["regions"]}
    orgs = {row["org_id"] for row in wide["organizations"] if row["region_code"] in ours}
    for name in ("organizations", "activities", "outputs", "stations", "projects"):
        reported = [row for row in wide[name] if row.get("origin") == "报道"]
        assert {row["region_code"] for row in reported} <= ours
    assert values([row for row in wide["memberships"] if row.get("origin")], "org_id") <= orgs


@pytest.mark.parametrize("counties", [0, 900])
def test_an_impossible_number_of_counties_is_refused(counties: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="counties"):
        generate(tmp_path, counties=counties)


def test_all_24_months_are_there_and_nothing_lies_outside(tables: Tables) -> None:
    for name in ("memberships", "progress"):
        assert values(tables[name], "period") <= values(tables["memberships"], "period")
    periods = values(tables["memberships"], "period")
    assert len(periods) == 24 and min(periods) == FIRST_MONTH and max(periods) == LAST_MONTH
    for name, day in EVENT_DAYS.items():
        assert min(values(tables[name], day)) >= FIRST_MONTH
        assert max(values(tables[name], day)) <= LAST_DAY
    for name, day in PAST_DAYS:
        assert max(values(tables[name], day)) <= LAST_DAY, f"{name}.{day}"


def test_dates_follow_each_other(tables: Tables) -> None:
    for row in tables["organizations"]:
        assert row["founded_on"] <= row["elected_on"]
        assert row["founded_on"] <= (row.get("dissolved_on") or LAST_DAY)
    for row in tables["projects"]:
        assert row["planned_start"] <= row["planned_end"]
        if row.get("finished_on"):
            assert row["started_on"] <= row["finished_on"]
    founded = {row["org_id"]: row["founded_on"] for row in tables["organizations"]}
    for row in tables["activities"]:
        if row.get("org_id"):
            assert founded[row["org_id"]].replace(day=1) <= row["held_on"]


def test_parents_are_of_the_same_line(tables: Tables) -> None:
    line = {row["org_id"]: row["line"] for row in tables["organizations"]}
    parents = {row["org_id"]: row.get("parent_id") for row in tables["organizations"]}
    assert all(line[org] == line[parent] for org, parent in parents.items() if parent)
    orphans = [org for org, parent in parents.items() if parent is None]
    assert 7 < len(orphans) < 40


def test_sizes_are_those_of_comparable_counties(tables: Tables) -> None:
    active = [row for row in tables["organizations"] if not row.get("dissolved_on")]
    count = Counter(row["line"] for row in active)
    latest = {row["org_id"]: row["members"] for row in tables["memberships"]}
    members: Counter[str] = Counter()
    for row in active:
        members[row["line"]] += latest.get(row["org_id"], 0)
    assert 400 <= count["union"] <= 500 and 45_000 <= members["union"] <= 60_000
    assert 330 <= count["youth"] <= 600 and 8_000 <= members["youth"] <= 13_000
    assert 9_000 <= members["disabled"] <= 12_000
    assert 8 <= count["commerce"] <= 20 and 600 <= members["commerce"] <= 1_200
    assert 1_000 <= members["overseas"] <= 3_000
    science = [row for row in active if row["line"] == "science"]
    assert sum(row["setting"] == "乡镇街道" for row in science) == 19
    assert 10 <= sum(row["setting"] == "学会" for row in science) <= 20


def test_the_build_stays_small_enough_to_be_quick(tables: Tables) -> None:
    assert 7_000 <= len(tables["activities"]) <= 12_000
    assert 25_000 <= len(tables["memberships"]) <= 35_000


def test_members_never_exceed_those_to_be_covered(tables: Tables) -> None:
    stated = [row for row in tables["memberships"] if row.get("eligible") is not None]
    assert 0.8 < len(stated) / len(tables["memberships"]) < 0.97
    assert all(row["members"] <= row["eligible"] for row in stated)


def test_the_public_of_a_place_is_the_sum_of_its_parts(tables: Tables) -> None:
    parent = {row["code"]: row.get("parent_code") for row in tables["regions"]}
    people = {(row["line"], row["year"], row["region_code"]): row["people"] for row in tables["publics"]}
    sums: Counter[tuple[str, int, str]] = Counter()
    for (line, year, code), number in people.items():
        if parent[code]:
            sums[line, year, parent[code]] += number
    assert all(people[key] == total for key, total in sums.items())
    assert len(sums) == 7 * 3 * 21


def test_activity_has_seasons_and_a_trend(tables: Tables) -> None:
    held = Counter(row["held_on"].replace(day=1) for row in tables["activities"])
    assert held[date(2018, 2, 1)] < 0.6 * held[date(2018, 1, 1)]
    women = Counter(row["held_on"].month for row in tables["activities"] if row["lead_line"] == "women")
    assert women.most_common(1)[0][0] == 3
    first = sum(number for month, number in held.items() if month < date(2017, 7, 1))
    assert sum(held.values()) - first > 1.1 * first
    holidays = [
        row for row in tables["activities"] if date(2018, 2, 15) <= row["held_on"] <= date(2018, 2, 21)
    ]
    assert not holidays


def test_one_township_is_silent_and_another_misses_months(tables: Tables) -> None:
    town = {row["code"]: row["parent_code"] for row in tables["regions"] if row["level"] == "village"}
    towns = {row["code"] for row in tables["regions"] if row["level"] == "township"}
    told = {
        town.get(row["region_code"], row["region_code"])
        for row in tables["activities"]
        if row["held_on"] > date(2017, 12, 31)
    }
    assert len(towns - told) == 1
    place = {
        row["org_id"]: town.get(row["region_code"], row["region_code"]) for row in tables["organizations"]
    }
    reported = Counter((place[row["org_id"]], row["period"]) for row in tables["memberships"])
    gaps = {
        code
        for code in towns
        for month in values(tables["memberships"], "period")
        if not reported[code, month]
    }
    assert len(gaps) == 2 and towns - told < gaps


def test_projects_show_every_fate(tables: Tables) -> None:
    reports = {row["item_id"]: row for row in tables["progress"]}
    red = [row for row in tables["projects"] if not row.get("finished_on") and row["planned_end"] < LAST_DAY]
    assert len(red) >= 4
    assert sum(bool(row.get("finished_on")) for row in tables["projects"]) >= 12
    assert sum(row["planned_start"] > LAST_DAY for row in tables["projects"]) >= 3
    assert (
        sum(
            reports[row["project_id"]]["suspended"]
            for row in tables["projects"]
            if row["project_id"] in reports
        )
        >= 2
    )
    for row in tables["projects"]:
        if row["project_id"] in reports:
            assert reports[row["project_id"]]["achieved"] == row["achieved"]
        assert (row.get("started_on") is None) == (row["project_id"] not in reports)


def test_only_overspent_projects_spend_more_than_their_budget(tables: Tables) -> None:
    spent: Counter[str] = Counter()
    for row in tables["fundings"]:
        assert (row["flow"] == "到位") == (row.get("source") is not None)
        if row["flow"] == "支出":
            spent[row["project_id"]] += row["amount_yuan"]
    budget = {row["project_id"]: row["budget_yuan"] for row in tables["projects"]}
    over = [project for project, amount in spent.items() if amount > budget[project]]
    assert len(over) == 2
