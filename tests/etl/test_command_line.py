"""The commands that schedulers and scripts call: exit codes, reports, what is printed."""

import json
import os
from pathlib import Path

import openpyxl
import pytest

from etl.__main__ import main
from etl.findings import KIND_LIMIT
from tests.etl.county import COUNTY
from tests.etl.handing_in import contents, query, run, write_folder

HEADER = "组织编码,报告期,会员数\n"
GOOD = {"会员.csv": HEADER + "U1,2018-02,7\n"}
BAD = {"会员.csv": HEADER + "U1,2018-02,x\nU1,2018-03,\nU9,2018-02,1\n"}


def build(warehouse: Path, source: Path, *options: str | Path) -> int:
    return main(["build", "--source", str(source), "--warehouse", str(warehouse), *map(str, options)])


def test_a_sound_batch_ends_with_0_and_is_published(warehouse: Path, tmp_path: Path) -> None:
    done = run("build", "--source", write_folder(tmp_path / "more", GOOD), "--warehouse", warehouse)
    assert (done.returncode, done.stderr) == (0, "")
    assert "[1/" in done.stdout
    assert query(warehouse, "SELECT count(*) FROM raw.memberships") == [(3,)]


def test_errors_end_with_1_each_printed_and_nothing_is_published(warehouse: Path, tmp_path: Path) -> None:
    before = contents(warehouse)
    done = run("build", "--source", write_folder(tmp_path / "more", BAD), "--warehouse", warehouse)
    assert done.returncode == 1
    for place in (
        "会员.csv 第 2 行 “会员数”列",
        "会员.csv 第 3 行 “会员数”列",
        "会员.csv 第 4 行 “组织编码”列",
    ):
        assert place in done.stderr
    assert "共 3 处错误" in done.stderr
    assert contents(warehouse) == before


def test_warnings_end_with_0(warehouse: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    files = {
        "会员.csv": "组织编码,报告期,会员数,备注\nU1,2018-02,7,略\n",
        "说明.txt": "略",
        "组织.csv": "组织编码\n",
    }
    assert build(warehouse, write_folder(tmp_path / "more", files)) == 0
    assert "3 处提醒" in capfd.readouterr().err
    assert query(warehouse, "SELECT count(*) FROM raw.memberships") == [(3,)]


@pytest.mark.parametrize(("files", "code"), [(GOOD, 0), (BAD, 1)])
def test_checking_publishes_nothing(
    files: dict[str, str], code: int, warehouse: Path, tmp_path: Path
) -> None:
    before = contents(warehouse)
    assert build(warehouse, write_folder(tmp_path / "more", files), "--check") == code
    assert contents(warehouse) == before


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["publish"],
        ["build", "--source"],
        ["build", "--source", ""],
        ["snapshots", "--warehouse", ""],
        ["build", "--origin", "道听途说"],
        ["build", "--source", "no-such-folder"],
        ["build", "--source", "{}/more/会员.txt"],
        ["build", "--source", "/dev/null"],
        ["build", "--source", "{}/more", "--report", "{}/report.pdf"],
        ["build", "--source", "{}/more", "--report", "{}/more/会员.csv/report.json"],
        ["rollback"],
        ["rollback", "20180101T000000-abcdef"],
        ["rollback", "../current"],
        ["template", "{}/template.csv"],
    ],
)
def test_wrong_usage_ends_with_2_and_changes_nothing(
    arguments: list[str], warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(warehouse))
    write_folder(tmp_path / "more", GOOD)
    before = contents(warehouse)
    try:
        code = main([argument.format(tmp_path) for argument in arguments])
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    assert contents(warehouse) == before


def test_a_build_that_was_never_published_cannot_be_rolled_back_to(warehouse: Path) -> None:
    (warehouse / "snapshots" / ".unfinished-x.duckdb").touch()
    assert main(["rollback", ".unfinished-x", "--warehouse", str(warehouse)]) == 2


def test_the_environment_names_the_warehouse(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(warehouse))
    assert main(["build", "--source", str(write_folder(tmp_path / "more", GOOD))]) == 0
    assert query(warehouse, "SELECT count(*) FROM raw.memberships") == [(3,)]


def test_a_report_for_programs(warehouse: Path, tmp_path: Path) -> None:
    report = tmp_path / "new" / "report.json"
    assert build(warehouse, write_folder(tmp_path / "more", BAD), "--report", report) == 1
    rows = json.loads(report.read_text(encoding="utf-8"))
    keys = {"severity", "file", "sheet", "row", "column", "value", "code", "message"}
    assert all(row.keys() == keys for row in rows)
    short = {(row["severity"], row["file"], row["row"], row["column"], row["value"]) for row in rows}
    assert short == {
        ("error", "会员.csv", 2, "会员数", "x"),
        ("error", "会员.csv", 3, "会员数", ""),
        ("error", "会员.csv", 4, "组织编码", "U9"),
    }


def test_a_report_by_kinds_tells_each_once(warehouse: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.kinds.json"
    rows = "".join(f"U{at},2018-01,{at}\n" for at in range(7, 15))
    source = write_folder(tmp_path / "more", {"会员.csv": f"组织编码,报告期,会员数\nU1,2018-01,x\n{rows}"})
    assert build(warehouse, source, "--report", report) == 1
    told = [(row["value"], row["count"], row["rows"]) for row in json.loads(report.read_text("utf-8"))]
    assert told == [("x", 1, 2), ("U7", 8, "3、4、5、6、7……")]


def test_a_report_of_nothing_is_an_empty_list(warehouse: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    source = write_folder(tmp_path / "more", GOOD)
    for _ in ("new", "already known"):
        assert build(warehouse, source, "--report", report) == 0
        assert json.loads(report.read_text(encoding="utf-8")) == []


def test_a_report_for_people(warehouse: Path, tmp_path: Path) -> None:
    files = {"联席会议.csv": "会议编号,日期,名称\nM2,=1+1,\u001b[31m会议\nM3,2018-02-30,会议\n"}
    report = tmp_path / "report.xlsx"
    assert build(warehouse, write_folder(tmp_path / "more", files), "--report", report) == 1
    sheet = openpyxl.load_workbook(report).worksheets[0]
    told = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert {(row[3], row[4]) for row in told if row[3]} == {("2、3", "日期"), (2, "名称")}
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_a_kind_of_fault_is_cut_short_but_counted(
    county: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    many = KIND_LIMIT + 234
    lines = [f"U1,{1900 + number // 12}-{number % 12 + 1:02},x\n" for number in range(many)]
    report = tmp_path / "report.json"
    source = write_folder(tmp_path / "more", {"会员.csv": HEADER + "".join(lines) + "U1,2018-05,1.5\n"})
    assert build(county, source, "--check", "--report", report) == 1
    rows = json.loads(report.read_text(encoding="utf-8"))
    listed = [row for row in rows if row["row"] and row["code"] == "not_a_number"]
    assert [row["row"] for row in listed] == list(range(2, KIND_LIMIT + 2))
    (cut,) = [row for row in rows if not row["row"]]
    assert f"共 {many} 处" in cut["message"]
    assert [row["row"] for row in rows if row["code"] == "not_whole"] == [many + 2]
    assert f"共 {many + 1} 处错误" in capfd.readouterr().err


def test_what_is_printed_does_not_steer_the_terminal(
    county: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    files = {"会员.csv": "组织编码,报告期,会员数,\u202e备注\nU1,2018-02,\u001b]0;标题\u0007,\n"}
    assert build(county, write_folder(tmp_path / "more", files), "--check") == 1
    assert not {"\u001b", "\u0007", "\u202e"} & set(capfd.readouterr().err)


def test_several_batches_are_published_together_or_not_at_all(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    sources = [
        write_folder(tmp_path / str(number), files) for number, files in enumerate([COUNTY, GOOD, BAD])
    ]
    arguments = ["build", "--warehouse", str(warehouse)]
    for source in sources:
        arguments += ["--source", str(source)]
    assert main(arguments) == 1
    assert not (warehouse / "current.json").exists()
    assert contents(warehouse) == {}
    assert main(arguments[:-2]) == 0
    assert query(warehouse, "SELECT count(DISTINCT batch_id), count(*) FROM traced.memberships") == [(2, 3)]


def test_a_folder_may_be_the_one_that_one_stands_in(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_folder(tmp_path / "上交", GOOD))
    assert build(warehouse, Path()) == 0
    assert ("上交",) in query(warehouse, "SELECT source FROM meta.batches")


def test_file_names_of_another_encoding(
    warehouse: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = write_folder(tmp_path / "more", GOOD)
    (source / os.fsdecode("名册.csv".encode("gb18030"))).write_text("x", encoding="utf-8")
    report = tmp_path / "report.json"
    assert build(warehouse, source, "--report", report) == 0
    assert [row["code"] for row in json.loads(report.read_text(encoding="utf-8"))] == ["unknown_file"]
    capfd.readouterr()


def test_demonstration_data_is_not_mixed_into_real_data(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(warehouse)
    assert main(["build", "--warehouse", str(warehouse)]) == 2
    assert contents(warehouse) == before


@pytest.mark.parametrize(
    "words",
    [
        ["build", "--source", ""],
        ["build", "--warehouse", ""],
        ["build", "--report", " "],
        ["returns", ""],
        ["returns", "x.xlsx", "--faults", ""],
        ["forms", "--period", "2018-07", "--out", ""],
        ["demo", "--out", ""],
        ["template", ""],
        ["backup", ""],
        ["restore", ""],
    ],
    ids=" ".join,
)
def test_an_empty_path_is_none(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "路径不能为空" in capsys.readouterr().err


def test_the_demonstration_has_a_name_of_its_own(demo_warehouse: Path) -> None:
    assert query(demo_warehouse, "SELECT source FROM meta.batches") == [("演示县",)]
