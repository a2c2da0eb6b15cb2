"""Batches are kept and recognised; snapshots can be listed, gone back to and rebuilt."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from etl.__main__ import main
from etl.build import Outcome, assemble
from etl.contract import TABLES
from etl.retention import tidy
from etl.snapshot import KeptBatch
from etl.sources import Source
from etl.warehouse import FORMAT, Warehouse
from tests.etl.county import COUNTY
from tests.etl.handing_in import contents, publish, query, write_folder, write_workbook

MORE = {"会员.csv": "组织编码,报告期,会员数\nU1,2018-01,101\nU1,2018-02,7\n", "说明.txt": "略"}
LESS = {"会员.csv": "组织编码,报告期,撤销\nU2,2018-01,是\n"}


def current(warehouse: Path) -> str:
    return str(query(warehouse, "SELECT snapshot_id FROM meta.snapshot")[0][0])


def tables(warehouse: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every contract table with where it came from, and of every mart, whatever its order."""
    shown = {name: f'SELECT * EXCLUDE (source_row) FROM traced."{name}"' for name in TABLES}  # noqa: S608
    marts = query(warehouse, "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'marts'")
    shown |= {name: f'FROM marts."{name}"' for (name,) in marts}
    return {name: sorted(query(warehouse, select), key=str) for name, select in shown.items()}


@pytest.fixture
def grown(warehouse: Path, tmp_path: Path) -> Path:
    """A warehouse to which three batches were handed in, one of them a workbook."""
    publish(warehouse, write_folder(tmp_path / "more", MORE))
    publish(warehouse, write_folder(tmp_path / "less", LESS))
    table = [["组织编码", "名称"], ["U1", "县总工会机关"]]
    publish(warehouse, write_workbook(tmp_path / "名称.xlsx", {"组织": table}))
    return warehouse


def test_a_snapshot_knows_its_parent_and_its_batches(grown: Path) -> None:
    assert query(grown, "SELECT source, origin FROM meta.batches") == [
        ("first", "上报"),
        ("more", "上报"),
        ("less", "上报"),
        ("名称.xlsx", "上报"),
    ]
    ((product, layout, parent),) = query(grown, "SELECT product, format, parent_id FROM meta.snapshot")
    assert (product, layout) == ("quntuan", FORMAT)
    assert (grown / "snapshots" / f"{parent}.duckdb").is_file()


def test_the_tables_of_each_batch_are_kept(grown: Path) -> None:
    kept = {
        source: contents(grown / "batches" / batch_id)
        for batch_id, source in query(grown, "SELECT batch_id, source FROM meta.batches")
    }
    tables = {name: content for name, content in kept["first"].items() if name != "kept.json"}
    assert sorted(tables.values()) == sorted(content.encode() for content in COUNTY.values())
    assert kept["more"]["1.csv"] == MORE["会员.csv"].encode()
    assert set(kept["名称.xlsx"]) == {"kept.json", "1.parquet"}


def test_a_batch_that_is_handed_in_twice_is_recognised(
    grown: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = contents(grown)
    again = write_folder(tmp_path / "again", MORE)
    assert main(["build", "--source", str(again), "--warehouse", str(grown)]) == 0
    assert "已略过：again" in capfd.readouterr().out
    assert contents(grown) == before


def test_a_batch_whose_rows_were_replaced_since_is_a_later_batch(warehouse: Path, tmp_path: Path) -> None:
    folders = [
        write_folder(tmp_path / str(members), {"会员.csv": f"组织编码,报告期,会员数\nU1,2018-02,{members}\n"})
        for members in (7, 8, 9)
    ]
    for folder in folders:
        publish(warehouse, folder)
    assert publish(warehouse, folders[0]).known == ()
    assert query(warehouse, "SELECT members FROM raw.memberships WHERE period > '2018-01-31'") == [(7,)]
    rebuilt = tables(warehouse)
    assert main(["rebuild", "--warehouse", str(warehouse)]) == 0
    assert tables(warehouse) == rebuilt


def test_a_batch_that_no_longer_fits_is_an_error_when_it_comes_again(warehouse: Path, tmp_path: Path) -> None:
    report = write_folder(tmp_path / "report", {"会员.csv": "组织编码,报告期,会员数\nU2,2018-02,7\n"})
    publish(warehouse, report)
    publish(
        warehouse,
        write_folder(
            tmp_path / "without",
            {
                "组织.csv": "组织编码,撤销\nU2,是\n",
                "会员.csv": "组织编码,报告期,撤销\nU2,2018-01,是\nU2,2018-02,是\n",
            },
        ),
    )
    assert [found.code for found in publish(warehouse, report).findings] == ["unknown_reference"]


def test_a_batch_that_is_named_twice_in_one_command_is_taken_once(tmp_path: Path) -> None:
    source = str(write_folder(tmp_path / "first", COUNTY))
    command = ["build", "--source", source, "--source", source, "--warehouse", str(tmp_path / "warehouse")]
    assert main(command) == 0
    assert query(tmp_path / "warehouse", "SELECT count(*) FROM meta.batches") == [(1,)]


def test_the_same_files_with_another_origin_are_another_batch(warehouse: Path, tmp_path: Path) -> None:
    publish(warehouse, write_folder(tmp_path / "first", COUNTY), "报道")
    assert query(warehouse, "SELECT DISTINCT origin FROM traced.organizations") == [("报道",)]


def test_snapshots_are_listed_with_the_current_one_marked(
    grown: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["snapshots", "--warehouse", str(grown)]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert len(lines) == 4
    assert [line.startswith("当前") for line in lines] == [False, False, False, True]
    assert current(grown) in lines[-1]
    assert "first、more、less、名称.xlsx" in lines[-1]


def test_going_back_and_forth(grown: Path) -> None:
    newest = current(grown)
    ids = sorted(path.stem for path in (grown / "snapshots").glob("*.duckdb"))
    assert main(["rollback", ids[0], "--warehouse", str(grown)]) == 0
    assert current(grown) == ids[0]
    assert query(grown, "SELECT count(*) FROM raw.memberships") == [(2,)]
    assert main(["rollback", newest, "--warehouse", str(grown)]) == 0
    assert query(grown, "SELECT org_id, members FROM raw.memberships ORDER BY period") == [
        ("U1", 101),
        ("U1", 7),
    ]


def test_after_going_back_the_same_batch_is_news_again(grown: Path, tmp_path: Path) -> None:
    first = min(path.stem for path in (grown / "snapshots").glob("*.duckdb"))
    main(["rollback", first, "--warehouse", str(grown)])
    outcome = publish(grown, tmp_path / "less")
    assert outcome.known == ()
    assert query(grown, "SELECT org_id FROM raw.memberships") == [("U1",)]


def test_rebuilding_gives_equal_tables_in_another_file(grown: Path) -> None:
    before, old = tables(grown), current(grown)
    batches = query(grown, "FROM meta.batches")
    assert main(["rebuild", "--warehouse", str(grown)]) == 0
    assert current(grown) != old
    assert tables(grown) == before
    assert query(grown, "FROM meta.batches") == batches
    old_file, new_file = (grown / "snapshots" / f"{name}.duckdb" for name in (old, current(grown)))
    assert old_file.read_bytes() != new_file.read_bytes()


def test_a_snapshot_of_another_format_is_rebuilt_from_its_batches(
    grown: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before, old = tables(grown), grown / "snapshots" / f"{current(grown)}.duckdb"
    with duckdb.connect(str(old)) as con:
        con.execute(
            "UPDATE meta.snapshot SET format = 1; DROP SCHEMA traced CASCADE; DROP TABLE meta.sources"
        )
    news = write_folder(tmp_path / "news", {"会员.csv": "组织编码,报告期,会员数\nU1,2018-03,5\n"})
    assert main(["build", "--source", str(news), "--warehouse", str(grown)]) == 3
    assert "python -m etl rebuild" in capfd.readouterr().err
    assert main(["rebuild", "--warehouse", str(grown)]) == 0
    assert tables(grown) == before


def test_a_published_snapshot_is_never_written_again(grown: Path, tmp_path: Path) -> None:
    before = contents(grown / "snapshots")
    publish(grown, write_folder(tmp_path / "new", {"会员.csv": "组织编码,报告期,会员数\nU1,2018-03,5\n"}))
    main(["rebuild", "--warehouse", str(grown)])
    after = contents(grown / "snapshots")
    assert {name: after[name] for name in before} == before


def test_old_snapshots_go_and_batches_stay_while_a_kept_one_needs_them(
    grown: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = sorted(path.stem for path in (grown / "snapshots").glob("*.duckdb"))
    main(["rollback", ids[1], "--warehouse", str(grown)])
    batches = dict(query(grown, "SELECT source, batch_id FROM meta.batches"))
    monkeypatch.setenv("QUNTUAN_KEEP_SNAPSHOTS", "2")
    row = "组织编码,报告期,会员数\nU1,2018-03,5\n"
    publish(grown, write_folder(tmp_path / "new", {"会员.csv": row}))
    assert sorted(path.stem for path in (grown / "snapshots").glob("*.duckdb")) == [ids[3], current(grown)]
    kept = {path.name for path in (grown / "batches").iterdir()}
    assert set(batches.values()) < kept
    assert len(kept) == 5  # the roll-back left a newer one behind, whose batches stay with it
    publish(grown, write_folder(tmp_path / "newer", {"会员.csv": row.replace("03", "04")}))
    assert set(batches.values()) < {path.name for path in (grown / "batches").iterdir()}
    assert {path.name for path in (grown / "batches").iterdir()} == {
        batch_id for (batch_id,) in query(grown, "SELECT batch_id FROM meta.batches")
    }
    assert main(["rebuild", "--warehouse", str(grown)]) == 0


def test_the_current_snapshot_stays_however_old(
    grown: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = min(path.stem for path in (grown / "snapshots").glob("*.duckdb"))
    main(["rollback", first, "--warehouse", str(grown)])
    monkeypatch.setenv("QUNTUAN_KEEP_SNAPSHOTS", "1")
    tidy(Warehouse(grown))
    assert current(grown) == first
    assert len(list((grown / "snapshots").glob("*.duckdb"))) == 2


@pytest.mark.parametrize("count", ["0", "-1", "x", "1.5"])
def test_a_number_of_snapshots_that_makes_no_sense_is_wrong_usage(
    count: str, grown: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUNTUAN_KEEP_SNAPSHOTS", count)
    assert main(["build", "--source", str(tmp_path / "less"), "--warehouse", str(grown)]) == 2
    assert main(["rebuild", "--warehouse", str(grown)]) == 2


def received(warehouse: Path, source: Path, day: dt.datetime) -> Outcome:
    """Hand a batch in as on another day."""
    place = Warehouse(warehouse)
    batch = KeptBatch(f"{day:%Y%m%dT%H%M%S}-{source.name}", source.name, day, "上报", source.name)
    with place.locked():
        return assemble(place, [Source(source, batch)], place.current_id(), "publish")


def test_each_batch_is_judged_by_its_own_day_also_when_rebuilt(warehouse: Path, tmp_path: Path) -> None:
    header = "组织编码,名称,条线,区划代码,类别,成立日期\n"
    days = {"early": "2018-01-05", "late": "2018-01-06"}
    sources = {
        name: write_folder(tmp_path / name, {"组织.csv": f"{header}U-{name},甲,工会,360829,企业,{day}\n"})
        for name, day in days.items()
    }
    noon = dt.datetime(2018, 1, 5, 12)
    refused = received(warehouse, sources["late"], noon)
    assert [(finding.code, finding.row) for finding in refused.findings] == [("founded_in_future", 2)]
    assert received(warehouse, sources["early"], noon).snapshot_id
    assert received(warehouse, sources["late"], noon + dt.timedelta(days=1)).snapshot_id
    before = tables(warehouse)
    assert main(["rebuild", "--warehouse", str(warehouse)]) == 0
    assert tables(warehouse) == before


def test_a_future_day_is_judged_by_the_day_of_receipt_also_when_rebuilt(
    warehouse: Path, tmp_path: Path
) -> None:
    (received_on,) = query(warehouse, "SELECT CAST(received_at AS DATE) FROM meta.batches")[0]
    header = "组织编码,名称,条线,区划代码,类别,成立日期\n"
    files = {"组织.csv": f"{header}U3,甲,工会,360829,企业,{received_on:%Y-%m-%d}\n"}
    assert publish(warehouse, write_folder(tmp_path / "today", files)).snapshot_id
    assert main(["rebuild", "--warehouse", str(warehouse)]) == 0
