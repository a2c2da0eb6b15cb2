"""What the joint conference decided comes in by the ordinary road, whatever it is tied to."""

from pathlib import Path

from tests.etl.handing_in import publish, query, told, write_folder
from tests.etl.reading_in import read_in

HEAD = "事项编号,会议编号,序号,内容,责任条线,责任区划,责任岗位,要求完成,问题编号,关联指标,项目编号,任务编号"
PLACES = "区划代码,名称,级别,上级代码,类型,撤并日期,并入区划"
HOSTILE = "<script>alert(1)</script>**不是粗体** $x$"
ROWS = f"""{HEAD}
D1,M1,1,{HOSTILE},工会,浒坑镇,镇工会主席岗,2018-02-05,I1,,,
D2,M1,2,加快技能培训,,,,,,,P1,T1
"""


def test_decisions_are_kept_as_written_also_in_a_place_that_is_merged(
    warehouse: Path, tmp_path: Path
) -> None:
    merged = f"{PLACES}\n360829101,浒坑镇,乡镇,360829,镇,2018-01-20,360829100\n"
    merged += "360829101001,北门村,村,360829101,行政村,2018-01-20,360829100001\n"
    outcome = publish(warehouse, write_folder(tmp_path / "b", {"议定事项.csv": ROWS, "行政区划.csv": merged}))
    assert told(outcome.findings) == []
    rows = query(warehouse, "SELECT * EXCLUDE (source_id, row_number) FROM raw.decisions ORDER BY seq")
    assert [row[0] for row in rows] == ["D1", "D2"]
    assert rows[0][3:6] == (HOSTILE, "union", "360829101000")
    assert rows[1][4:10] == (None,) * 6, "what a decision does not say stays empty"
    home = "SELECT home_code FROM marts.region_homes WHERE region_code = ? AND from_month >= '2018-01-01'"
    assert query(warehouse, home.replace("?", f"'{rows[0][5]}'")) == [("360829100000",)]


def test_what_a_decision_is_tied_to_must_be_known(county: Path, tmp_path: Path) -> None:
    unknown = f"{HEAD}\nD1,M9,1,甲,,,,,I9,,P9,T9\n,M1,,,,,,,,,,\n"
    with read_in(county, write_folder(tmp_path / "b", {"议定事项.csv": unknown})) as read:
        found = {(one[0], one[2], one[3]) for one in told(read.findings)}
    assert {
        ("unknown_reference", 2, name) for name in ("会议编号", "问题编号", "项目编号", "任务编号")
    } <= found
    assert {name for _, row, name in found if row == 3} == {"事项编号", "序号", "内容"}


def test_a_due_date_before_the_meeting_is_a_finding(county: Path, tmp_path: Path) -> None:
    early = "D1,M1,1,早了,,,,2018-01-09,,,,\nD2,M1,2,当天,,,,2018-01-10,,,,\n"
    files = {"议定事项.csv": f"{HEAD}\n{early}", "联席会议.csv": "会议编号,日期,名称\nM1,2018-01-10,会\n"}
    with read_in(county, write_folder(tmp_path / "b", files)) as read:
        assert told(read.findings) == [], "the batch goes on"
        found = told(read.findings, "warning")
    assert found == [("due_before_meeting", "议定事项.csv", 2, "要求完成")]


def test_a_meeting_of_which_only_decisions_speak_is_not_withdrawn(warehouse: Path, tmp_path: Path) -> None:
    meeting = {
        "联席会议.csv": "会议编号,日期,名称\nM2,2018-01-05,同日第二次联席会议\n",
        "议定事项.csv": f"{HEAD}\nD1,M2,1,甲,,,,,,,,\n",
    }
    assert told(publish(warehouse, write_folder(tmp_path / "1", meeting)).findings) == []
    outcome = publish(warehouse, write_folder(tmp_path / "2", {"联席会议.csv": "会议编号,撤销\nM2,是\n"}))
    assert told(outcome.findings) == [("withdrawn_in_use", "联席会议.csv", 2, "会议编号")]
