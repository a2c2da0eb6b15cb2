"""A real county begins with its official divisions and nothing else; the reference holds every county."""

import csv
import json
import os
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq
import pytest

from etl.__main__ import main
from etl.reference.files import NATIONAL, REFERENCE
from etl.start import counties_named, divisions_of
from tests.etl.handing_in import publish, query, write_folder

#: A tiny one of islands, and one that the source repeats as its own township and village.
SMALL = ("460321", "金门县")


def start(county: str, warehouse: Path) -> int:
    return main(["start", "--county", county, "--warehouse", str(warehouse)])


@pytest.fixture(scope="module")
def divisions() -> pa.Table:
    return pq.read_table(NATIONAL / "divisions.parquet")


def test_the_reference_holds_all_divisions(divisions: pa.Table) -> None:
    told = duckdb.sql("SELECT level, count(*) FROM divisions GROUP BY level").fetchall()
    assert dict(told) == {"province": 31, "city": 342, "county": 2978, "township": 41352, "village": 620573}


@pytest.mark.parametrize(("file", "level"), [("outlines", "county"), ("points", "township")])
def test_outlines_and_points_are_each_of_one_division(divisions: pa.Table, file: str, level: str) -> None:
    found = pq.read_table(NATIONAL / f"{file}.parquet")
    codes = found["code"].to_pylist()
    assert len(set(codes)) == len(codes)
    known = divisions.filter(pa.compute.equal(divisions["level"], level))
    assert set(codes) <= set(known["code"].to_pylist())


def test_points_are_those_that_were_found_one_by_one_for_one_county() -> None:
    with (REFERENCE / "raw" / "divisions.csv").open(encoding="utf-8") as file:
        by_hand = {row["code"]: (row["lon"], row["lat"]) for row in csv.DictReader(file)}
    points = pq.read_table(NATIONAL / "points.parquet").to_pylist()
    mine = {row["code"]: (str(row["lon"]), str(row["lat"])) for row in points if row["code"][:6] == "360829"}
    assert len(mine) == 18
    assert mine == {code: by_hand[code] for code in mine}


def test_the_reference_is_small_and_names_its_sources() -> None:
    assert sum(file.stat().st_size for file in NATIONAL.iterdir()) < 15_000_000
    sources = json.loads((REFERENCE / "sources.json").read_text("utf-8"))
    named = {file for one in sources if one["licence"] and one["attribution"] for file in one["files"]}
    assert {f"national/{file.name}" for file in NATIONAL.iterdir()} <= named


def test_every_county_can_be_asked_for_and_every_row_has_its_place(divisions: pa.Table) -> None:
    sql = """
        SELECT low.code FROM divisions low
        ANTI JOIN divisions above
            ON above.code = rpad(left(low.code, if(low.level = 'village', 9, 6)), 12, '0')
            AND above.level = if(low.level = 'village', 'township', 'county')
        WHERE low.level IN ('township', 'village')
    """
    assert duckdb.sql(sql).fetchall() == []
    assert [one.code for one in counties_named("360829")] == ["360829000000"]
    assert len(counties_named("鼓楼区")) == 4
    assert counties_named("3608") == counties_named("不是县") == []


@pytest.mark.parametrize("county", SMALL)
def test_a_county_starts_with_its_divisions_and_nothing_else(county: str, tmp_path: Path) -> None:
    assert start(county, tmp_path) == 0
    expected = divisions_of(counties_named(county)[0])
    held = query(tmp_path, "SELECT code, name, level, lon FROM raw.regions ORDER BY code")
    assert held == [(one.code, one.name, one.level, one.lon) for one in expected]
    assert len(held) == len({code for code, *_ in held})
    assert query(tmp_path, "SELECT source FROM meta.batches") == [(f"{expected[0].name}法定区划",)]
    assert query(tmp_path, "SELECT count(*) FROM raw.organizations") == [(0,)]
    assert query(tmp_path, "SELECT origin FROM meta.batches") == [("上报",)]


def test_what_cannot_be_started_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for asked, said in (
        ("999999", "没有代码或名称是“999999”的县"),
        ("朝阳区", "110105（北京市市辖区）、220104（吉林省长春市）"),
        ("", "没有代码或名称是“”的县"),
    ):
        assert start(asked, tmp_path / "new") == 2
        assert said in capsys.readouterr().err
    publish(
        tmp_path / "used",
        write_folder(tmp_path / "s", {"行政区划.csv": "区划代码,名称,级别\n990001,金县,县\n"}),
    )
    before = query(tmp_path / "used", "SELECT count(*) FROM raw.regions")
    assert start("360829", tmp_path / "used") == 2
    assert "仓库里已有数据" in capsys.readouterr().err
    assert query(tmp_path / "used", "SELECT count(*) FROM raw.regions") == before


def test_a_county_is_looked_at_as_a_draft_and_given_up_without_a_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "w-460321"
    look = ["start", "--county", "460321", "--draft", "--warehouse", str(folder)]
    assert main(look) == 0 and main(look) == 0, "several may look"
    first, second = sorted(path.name for path in (folder / "drafts").iterdir())
    assert not (folder / "current.json").exists()
    assert main(["discard", first, "--with-empty", "--warehouse", str(folder)]) == 0
    assert (folder / "drafts" / second).is_dir(), "somebody else still looks"
    assert main(["discard", second, "--with-empty", "--warehouse", str(folder)]) == 0
    assert not folder.exists()
    assert main(look) == 0 and main(look) == 0
    first, second = sorted(path.name for path in (folder / "drafts").iterdir())
    for draft in (first, second):
        assert main(["publish", draft, "--warehouse", str(folder)]) == 0
    assert "已经交过" in capsys.readouterr().out, "the second finds it published"
    assert query(folder, "SELECT count(*), min(origin) FROM meta.batches") == [(1, "上报")]
    assert main(look) == 2
    assert "仓库里已有数据" in capsys.readouterr().err


def test_a_second_county_is_not_published_over_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "warehouse"
    drafts = []
    for county in ("460321", "460322"):
        assert main(["start", "--county", county, "--draft", "--warehouse", str(folder)]) == 0
        (new,) = {path.name for path in (folder / "drafts").iterdir()} - set(drafts)
        drafts.append(new)
    assert main(["publish", drafts[0], "--first", "--warehouse", str(folder)]) == 0
    assert main(["publish", drafts[1], "--first", "--warehouse", str(folder)]) == 2
    assert "已经建立了县" in capsys.readouterr().err
    assert not list((folder / "drafts").iterdir()), "it waits for nobody any more"
    assert query(folder, "SELECT code FROM raw.regions WHERE level = 'county'") == [("460321000000",)]


def test_the_sweep_goes_through_the_warehouses_of_counties(tmp_path: Path) -> None:
    home, stale, other = (tmp_path / name for name in ("w", "w-460321", "w-elsewhere"))
    for folder in (stale, other):
        assert main(["start", "--county", "460321", "--draft", "--warehouse", str(folder)]) == 0
        for draft in (folder / "drafts").iterdir():
            os.utime(draft, (0, 0))
    assert main(["sweep", "--warehouse", str(home)]) == 0
    assert stale.exists()
    assert main(["sweep", "--counties", "--warehouse", str(home)]) == 0
    assert not stale.exists()
    assert list((other / "drafts").iterdir()), "a folder that is named otherwise is nobody's county"
