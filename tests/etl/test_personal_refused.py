"""A hand-in with personal data is refused wherever it stands in it, and nothing of it stays."""

import io
import json
import os
import re
import zipfile
from pathlib import Path

import pytest

from tests.etl import killing
from tests.etl.handing_in import contents, run, told, write_folder, write_older_workbook, write_workbook
from tests.etl.reading_in import check
from tests.etl.test_personal import CARD, ID_NUMBER, MOBILE


def spelt_in(content: bytes) -> list[str]:
    """Which of the three numbers stand in a file; what is packed is unpacked."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return [number for name in packed.namelist() for number in spelt_in(packed.read(name))]
    numbers = (ID_NUMBER, MOBILE, CARD)
    return [
        number
        for number in numbers
        for code in ("utf-8", "utf-16-le", "utf-16-be")
        if number.encode(code) in content
    ]


@pytest.mark.parametrize("end", ["--draft", ""])
def test_the_value_is_neither_printed_nor_reported_nor_kept(
    end: str, warehouse: Path, tmp_path: Path
) -> None:
    meetings = f"会议编号,日期,名称\nM2,2018-02-01,{ID_NUMBER}\nM3,{MOBILE},会议\n"
    titled = f"填报人 {MOBILE}\n组织编码,报告期,会员数,{CARD}\n{MOBILE},2018-02,1,\n"
    files: dict[str, str | bytes] = {"联席会议.csv": meetings.encode("utf-16"), "会员.csv": titled}
    source = write_folder(tmp_path / "batch", files)
    write_workbook(
        source / "组织.xlsx", {"组织": [["组织编码", "名称", "责任岗位"], ["U1", f"甲{CARD}", MOBILE]]}
    )
    write_older_workbook(source / "项目.xls", {"项目": [["项目编号", "名称"], ["P1", ID_NUMBER]]})
    before = contents(warehouse)
    scratch, reports = tmp_path / "scratch", [tmp_path / "report.json", tmp_path / "report.xlsx"]
    scratch.mkdir()
    options = [word for report in reports for word in ("--report", report)] + [end] * bool(end)
    surroundings = os.environ | {"TMPDIR": str(scratch), "HOME": str(scratch)}
    done = run("build", "--source", source, "--warehouse", warehouse, *options, env=surroundings)
    assert done.returncode == 1
    told_rows = json.loads(reports[0].read_text(encoding="utf-8"))
    told_of = [row for row in told_rows if row["code"] == "personal_data"]
    assert {row["file"] for row in told_of} == {"联席会议.csv", "会员.csv", "组织.xlsx", "项目.xls"}
    assert not any("value" in row for row in told_of)
    left = [(done.stdout + done.stderr).encode(), *(report.read_bytes() for report in reports)]
    left += [path.read_bytes() for path in scratch.rglob("*") if path.is_file()]
    assert [spelt_in(content) for content in left] == [[]] * len(left)
    assert contents(warehouse) == before


def test_no_personal_number_lies_in_a_file_while_the_batch_is_checked(
    warehouse: Path, tmp_path: Path
) -> None:
    meetings = f"会议编号,日期,名称\nM2,2018-02-01,{ID_NUMBER}\nM3,2018-02-01,{MOBILE}\n"
    source = write_folder(tmp_path / "batch", {"联席会议.csv": meetings})
    command = ["build", "--source", str(source), "--warehouse", str(warehouse)]
    for step in range(1, 10):
        process = killing.start(tmp_path / "output", command, killing.die_at, "progress", step)
        process.join(60)
        if process.exitcode == 1:
            break
        left = b"".join(path.read_bytes() for path in warehouse.rglob("*") if path.is_file())
        assert not re.search(f"{ID_NUMBER}|{MOBILE}".encode(), left)
    assert step > 3


def test_other_sheets_of_a_workbook_are_looked_through(county: Path, tmp_path: Path) -> None:
    sheets = {
        "会员": [["组织编码", "报告期", "会员数"], ["U1", "2018-02", 5]],
        "名册": [["张三", "男"], ["电话", int(MOBILE)]],
        "填写说明": [["请致电", MOBILE]],
        MOBILE: [["x"]],
    }
    findings = check(county, write_workbook(tmp_path / "b.xlsx", sheets))
    assert told(findings) == [
        ("personal_data", "b.xlsx", None, ""),
        ("personal_data", "名册", 2, "A"),
        ("personal_data", "填写说明", 1, "B"),
    ]


def test_other_sheets_whose_header_asks_for_personal_data(county: Path, tmp_path: Path) -> None:
    sheets = {
        "会员": [["组织编码", "报告期", "会员数"], ["U1", "2018-02", 5]],
        "名册": [["花名册"], ["序号", "身份证号"], [1, None]],
        "须知": [["不要填写手机号"], ["身份证号也不要填"]],
    }
    findings = check(county, write_workbook(tmp_path / "b.xlsx", sheets))
    assert told(findings) == [("personal_data", "名册", 2, "B")]


def test_files_that_nobody_reads_are_not_kept(warehouse: Path, tmp_path: Path) -> None:
    files = {"会员.csv": "组织编码,报告期,会员数\nU1,2018-02,5\n", "名册.csv": f"张三,{MOBILE}\n"}
    done = run("build", "--source", write_folder(tmp_path / "batch", files), "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    kept = contents(warehouse / "batches")
    assert [name for name in kept if name.endswith("1.csv")]
    assert not any(MOBILE.encode() in content or "名册".encode() in content for content in kept.values())
