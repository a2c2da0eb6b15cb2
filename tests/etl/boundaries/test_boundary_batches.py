"""Boundaries are a hand-in like any other: kept, rebuilt, replaced, looked at as a draft, removed."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from etl import snapshot
from etl.__main__ import main
from etl.backup import back_up, restore, verify
from etl.boundaries import Stated
from etl.build import build, rebuild
from etl.purge import changed_tables
from etl.warehouse import FORMAT, Warehouse
from tests.etl import shapes
from tests.etl.handing_in import PROJECT, publish, query, run, write_folder
from tests.etl.shapes import COUNTY, EAST_VILLAGE, HUKENG, PINGDU

ROWS = (
    "SELECT region_code, geometry, approval, attribution, datum, file, sheet, row_number, batch_id "
    "FROM traced.boundaries ORDER BY region_code"
)
UNREAD = "负责人张三"


@pytest.fixture(scope="module")
def drawn(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small county with the boundaries of its townships, of which a property is not read."""
    folder = tmp_path_factory.mktemp("drawn")
    warehouse = Path(shutil.copytree(county, folder / "warehouse"))
    rows, polygons = shapes.named(shapes.townships())
    moved = [shapes.shifted(one, "GCJ-02") for one in polygons]
    source = shapes.write(folder / "乡镇.geojson", {**rows, "负责人": [UNREAD, UNREAD]}, moved, crs=None)
    stated = Stated("GCJ-02", "赣S(2024)001号", "县自然资源局")
    with Warehouse(warehouse).locked():
        outcome = build(Warehouse(warehouse), [source], "上报", stated=stated)
    assert outcome.findings.kept == []
    return warehouse


@pytest.fixture
def own(drawn: Path, tmp_path: Path) -> Path:
    """The same, of the test's own."""
    return Path(shutil.copytree(drawn, tmp_path / "warehouse"))


def test_a_row_says_where_it_comes_from_and_nothing_else_is_kept(drawn: Path) -> None:
    rows = query(drawn, ROWS)
    assert [(row[0], *row[2:8]) for row in rows] == [
        (PINGDU, "赣S(2024)001号", "县自然资源局", "GCJ-02", "乡镇.geojson", "", 2),
        (HUKENG, "赣S(2024)001号", "县自然资源局", "GCJ-02", "乡镇.geojson", "", 1),
    ]
    kept = b"".join(path.read_bytes() for path in drawn.rglob("*") if path.is_file())
    assert UNREAD.encode() not in kept
    assert query(drawn, "SELECT format FROM meta.snapshot") == [(FORMAT,)]


def test_a_rebuild_gives_the_same_bytes(own: Path) -> None:
    before = query(own, ROWS)
    with Warehouse(own).locked():
        assert rebuild(Warehouse(own)).findings.kept == []
    assert query(own, ROWS) == before


def test_a_snapshot_of_an_earlier_format_is_refused_in_words_and_made_new(own: Path, tmp_path: Path) -> None:
    import duckdb

    warehouse = Warehouse(own)
    with duckdb.connect(str(warehouse.snapshot_path(str(warehouse.current_id())))) as con:
        con.execute(
            "UPDATE meta.snapshot SET format = 3; DROP VIEW traced.boundaries; DROP TABLE raw.boundaries"
        )
    source = write_folder(tmp_path / "more", {"活动.csv": "活动编号,名称\nA1,改过的名字\n"})
    refused = run("build", "--source", source, "--warehouse", own)
    assert refused.returncode == 3 and "python -m etl rebuild" in refused.stderr
    assert run("rebuild", "--warehouse", own).returncode == 0
    assert len(query(own, ROWS)) == 2


def test_a_later_batch_replaces_a_region_wholly_and_leaves_the_others(own: Path, tmp_path: Path) -> None:
    before = {row[0]: row for row in query(own, ROWS)}
    east = {PINGDU: shapes.townships()[PINGDU]}
    source = shapes.write(tmp_path / "平都.gpkg", *shapes.named(east), layer="乡镇")
    assert publish(own, source).findings.kept == []
    after = {row[0]: row for row in query(own, ROWS)}
    assert after[HUKENG] == before[HUKENG]
    assert after[PINGDU][2:7] == (None, None, "CGCS2000", "平都.gpkg", "乡镇")


def test_the_same_again_is_known_and_with_another_datum_it_is_not(own: Path, tmp_path: Path) -> None:
    source = shapes.write(tmp_path / "乡镇.geojson", *shapes.named(shapes.townships()), crs=None)
    place = Warehouse(own)
    assert build(place, [source], "上报", check_only=True).known == ()
    assert publish(own, source).known == ()
    assert publish(own, source).known == ("乡镇.geojson",)
    assert build(place, [source], "上报", check_only=True, stated=Stated("", "赣S(2025)9号")).known == ()


def test_a_shapefile_alone_is_all_of_its_files(own: Path, tmp_path: Path) -> None:
    source = shapes.write(tmp_path / "乡镇.shp", *shapes.named(shapes.townships()), encoding="UTF-8")
    first = publish(own, source)
    assert first.snapshot_id and not first.known
    source.with_suffix(".prj").unlink()
    assert publish(own, source).known == ()


def test_tables_and_boundaries_come_together_and_new_regions_count(county: Path, tmp_path: Path) -> None:
    new = "区划代码,名称,级别,上级代码\n360829102,新设镇,乡镇,360829\n"
    folder = write_folder(tmp_path / "both", {"行政区划.csv": new})
    east = shapes.townships()[PINGDU]
    shapes.write(folder / "新设镇.kml", {"name": ["新设镇"]}, [east], crs="EPSG:4326")
    outcome = build(Warehouse(county), [folder], "上报", check_only=True)
    assert [one.code for one in outcome.findings] == ["without_boundary"]


def test_nothing_is_published_where_one_boundary_is_wrong(own: Path, tmp_path: Path) -> None:
    before = query(own, ROWS)
    rows = {"name": ["平都镇", "没有的镇"]}
    source = shapes.write(tmp_path / "乡镇.geojson", rows, list(shapes.townships().values()), crs=None)
    report = tmp_path / "report.json"
    done = run(
        "build", "--source", source, "--warehouse", own, "--report", report, "--report", tmp_path / "r.xlsx"
    )
    assert done.returncode == 1
    (told,) = json.loads(report.read_text(encoding="utf-8"))
    assert (told["code"], told["file"], told["row"], told["value"]) == (
        "unknown_region",
        "乡镇.geojson",
        2,
        "没有的镇",
    )
    assert query(own, ROWS) == before


def test_a_draft_publishes_what_was_seen(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    village = {EAST_VILLAGE: shapes.townships()[PINGDU]}
    source = shapes.write(tmp_path / "村.geojson", *shapes.named(village), crs=None)
    assert main(["build", "--draft", "--source", str(source), "--warehouse", str(own)]) == 0
    draft = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("草稿")).split()[1]
    assert publish(own, write_folder(tmp_path / "more", {"活动.csv": "活动编号,名称\nA1,新名\n"})).snapshot_id
    assert main(["publish", draft, "--warehouse", str(own)]) == 0
    assert [row[0] for row in query(own, ROWS)] == [PINGDU, EAST_VILLAGE, HUKENG]


def test_a_withdrawn_region_takes_its_boundary_with_it(own: Path, tmp_path: Path) -> None:
    gone = "区划代码,撤销\n360829101001,是\n360829101,是\n"
    outcome = publish(own, write_folder(tmp_path / "gone", {"行政区划.csv": gone}))
    assert [one.code for one in outcome.findings] == ["boundary_gone"]
    assert [row[0] for row in query(own, ROWS)] == [PINGDU]


def test_a_purge_tells_and_removes_them(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = str(query(own, ROWS)[0][-1])
    assert main(["purge", batch, "--warehouse", str(own)]) == 0
    assert "边界：少 2 行" in capsys.readouterr().out
    assert main(["purge", batch, "--yes", "--warehouse", str(own)]) == 0
    assert query(own, ROWS) == []
    assert not (own / "batches" / batch).exists()


def test_boundaries_do_not_stand_without_their_regions(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ((regions,),) = query(own, "SELECT DISTINCT batch_id FROM traced.regions")
    assert main(["purge", str(regions), "--yes", "--warehouse", str(own)]) == 1
    assert "边界要先有它的行政区划" in capsys.readouterr().err
    assert len(query(own, ROWS)) == 2


def test_a_backup_brings_them_back(own: Path, tmp_path: Path) -> None:
    before = query(own, ROWS)
    file = tmp_path / "all.zip"
    back_up(Warehouse(own), file)
    target = Warehouse(tmp_path / "other")
    restore(target, file, verify(file))
    assert query(target.folder, ROWS) == before
    with target.locked():
        assert rebuild(target).findings.kept == []
    assert query(target.folder, ROWS) == before


def test_snapshots_differ_by_a_boundary(own: Path, county: Path) -> None:
    import duckdb

    with_them, without = (
        Warehouse(one).snapshot_path(str(Warehouse(one).current_id())) for one in (own, county)
    )
    with duckdb.connect(str(with_them), read_only=True) as con:
        assert snapshot.differs(con, without)
        assert [
            (one.table.name, one.back + one.gone + one.restored) for one in changed_tables(con, without)
        ] == [("boundaries", 2)]


def test_a_damaged_kept_batch_is_told(own: Path) -> None:
    batch = str(query(own, ROWS)[0][-1])
    (own / "batches" / batch / "1.parquet").write_bytes(b"PAR1rubbish")
    done = run("rebuild", "--warehouse", own)
    assert done.returncode == 3 and "已损坏" in done.stderr


@pytest.mark.parametrize(
    "options", [("--approval", "号" * 201), ("--attribution", "张三 13800138000"), ("--datum", "WGS72")]
)
def test_what_cannot_be_stated_is_wrong_usage(options: tuple[str, str], county: Path, tmp_path: Path) -> None:
    source = shapes.write(tmp_path / "县.geojson", *shapes.named({COUNTY: shapes.county()}), crs=None)
    done = run("build", "--check", "--source", source, "--warehouse", county, *options)
    assert done.returncode == 2


def test_what_reads_boundaries_is_imported_where_there_are_some(county: Path, tmp_path: Path) -> None:
    source = str(write_folder(tmp_path / "one", {"活动.csv": "活动编号,名称\nA1,新名\n"}))
    code = (
        "import sys\nfrom etl.__main__ import main\n"
        f"main(['build', '--check', '--source', {source!r}, '--warehouse', {str(county)!r}])\n"
        "assert not {'pyogrio', 'pyproj', 'etl.boundaries.reading'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
