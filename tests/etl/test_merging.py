"""Upsert by key, withdrawal, defaults, and where each row says it comes from."""

import math
from pathlib import Path

import prcoords
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.load.points import to_wgs84
from tests.etl.handing_in import publish, query, told, write_folder, write_workbook


def hand_in(warehouse: Path, folder: Path, files: dict[str, str], origin: str = "上报") -> None:
    """Publish a batch that must be sound."""
    outcome = publish(warehouse, write_folder(folder, files), origin)
    assert told(outcome.findings) == []


def test_a_stated_field_replaces_a_blank_cell_clears_an_absent_column_keeps(
    warehouse: Path, tmp_path: Path
) -> None:
    row = "SELECT members, eligible, joined FROM raw.memberships WHERE org_id = 'U1'"
    assert query(warehouse, row) == [(100, 120, 3)]
    hand_in(warehouse, tmp_path / "1", {"会员.csv": "组织编码,报告期,会员数,应覆盖人数\nU1,2018-01,101,\n"})
    assert query(warehouse, row) == [(101, None, 3)]
    hand_in(warehouse, tmp_path / "2", {"会员.csv": "org_id,period,joined\nU1,201801,4\n"})
    assert query(warehouse, row) == [(101, None, 4)]


def test_a_blank_yes_or_no_is_no_and_an_absent_one_is_kept(warehouse: Path, tmp_path: Path) -> None:
    flag = "SELECT in_park FROM raw.organizations WHERE org_id = 'U1'"
    assert query(warehouse, flag) == [(False,)]
    hand_in(warehouse, tmp_path / "1", {"组织.csv": "组织编码,园区内\nU1,是\n"})
    hand_in(warehouse, tmp_path / "2", {"组织.csv": "组织编码,责任岗位\nU1,主席岗\n"})
    assert query(warehouse, flag) == [(True,)]
    hand_in(warehouse, tmp_path / "3", {"组织.csv": "组织编码,园区内,责任岗位\nU1,,主席岗\n"})
    assert query(warehouse, flag) == [(False,)]


def test_a_monthly_report_without_the_column_says_nothing_of_a_suspension(
    warehouse: Path, tmp_path: Path
) -> None:
    header = "任务或项目编号,报告期,完成值"
    hand_in(warehouse, tmp_path / "1", {"进度月报.csv": f"{header},暂停\nP1,2018-01,5,是\nP1,2018-03,7,\n"})
    hand_in(warehouse, tmp_path / "2", {"进度月报.csv": f"{header}\nP1,2018-02,6\nP1,2018-01,4\n"})
    rows = query(warehouse, "SELECT achieved, suspended FROM raw.progress ORDER BY period")
    assert rows == [(4.0, True), (6.0, None), (7.0, False)]


def test_defaults_fill_blank_cells_and_absent_columns_of_new_rows(warehouse: Path, tmp_path: Path) -> None:
    header = "任务编号,方案,任务,板块,牵头,计划开始,计划完成,进度"
    tasks = f"{header},权重\nT2,工会,甲,三级联动,总牵头,2018-01-01,2018-12-31,5,\n"
    hand_in(warehouse, tmp_path / "1", {"改革任务.csv": tasks})
    rows = query(warehouse, "SELECT task_id, weight, region_code FROM raw.reform_tasks ORDER BY task_id")
    assert rows == [("T1", 1.0, "360829000000"), ("T2", 1.0, "360829000000")]


def test_a_blank_region_in_a_key_is_the_county(warehouse: Path, tmp_path: Path) -> None:
    header = "区划代码,条线,平台,报告期,关注数\n"
    hand_in(warehouse, tmp_path / "1", {"网上阵地.csv": f"{header},工会,微信,2018-01,5\n"})
    hand_in(warehouse, tmp_path / "2", {"网上阵地.csv": f"{header}360829,工会,微信,2018-01,6\n"})
    hand_in(warehouse, tmp_path / "3", {"网上阵地.csv": "条线,平台,报告期,发布数\n工会,微信,2018-01,7\n"})
    rows = query(warehouse, "SELECT region_code, followers, posts FROM raw.channels")
    assert rows == [("360829000000", 6, 7)]
    hand_in(warehouse, tmp_path / "4", {"网上阵地.csv": "条线,平台,报告期,撤销\n工会,微信,2018-01,是\n"})
    assert query(warehouse, "SELECT * FROM raw.channels") == []


def test_blank_equals_blank_in_a_key(warehouse: Path, tmp_path: Path) -> None:
    header = "指标编号,条线,区划代码,年度,目标值\n"
    hand_in(
        warehouse, tmp_path / "1", {"指标目标.csv": f"{header}members,,,2018,100\nmembers,工会,,2018,7\n"}
    )
    hand_in(warehouse, tmp_path / "2", {"指标目标.csv": "指标编号,年度,目标值\nmembers,2018,200\n"})
    rows = query(warehouse, "SELECT line, target FROM raw.targets ORDER BY target")
    assert rows == [("union", 7.0), (None, 200.0)]


def test_a_withdrawn_row_goes_and_needs_only_its_key(warehouse: Path, tmp_path: Path) -> None:
    hand_in(warehouse, tmp_path / "1", {"会员.csv": "组织编码,报告期,撤销\nU1,2018年1月,是\nU2,2018-01,否\n"})
    assert query(warehouse, "SELECT org_id, members FROM raw.memberships") == [("U2", 50)]
    hand_in(warehouse, tmp_path / "2", {"会员.csv": "组织编码,报告期,会员数\nU1,2018-01,9\n"})
    rows = query(warehouse, "SELECT org_id, members, joined FROM raw.memberships ORDER BY org_id")
    assert rows == [("U1", 9, None), ("U2", 50, 1)]


def test_a_row_may_be_withdrawn_together_with_all_that_refer_to_it(warehouse: Path, tmp_path: Path) -> None:
    files = {
        "组织.csv": "组织编码,撤销,上级组织编码\nU2,是,\n",
        "会员.csv": "组织编码,报告期,撤销\nU2,2018-01,是\n",
    }
    hand_in(warehouse, tmp_path / "1", files)
    assert query(warehouse, "SELECT org_id FROM raw.organizations ORDER BY 1") == [("U1",), ("Y1",)]


def test_references_are_resolved_within_the_batch_whatever_the_order(warehouse: Path, tmp_path: Path) -> None:
    header = "组织编码,名称,条线,区划代码,类别,上级组织编码,成立日期\n"
    rows = "U4,乙,工会,360829,企业,U3,2010-01-01\nU3,甲,工会,360829102,乡镇街道,U1,2010-01-01\n"
    files = {
        "组织.csv": header + rows,
        "会员.csv": "组织编码,报告期,会员数\nU4,2018-02,1\n",
        "行政区划.csv": "区划代码,名称,级别,上级代码\n360829102,洲湖镇,乡镇,360829\n",
    }
    hand_in(warehouse, tmp_path / "1", files)
    assert query(warehouse, "SELECT count(*) FROM raw.organizations") == [(5,)]


def test_every_row_knows_its_batch_file_sheet_row_and_origin(warehouse: Path, tmp_path: Path) -> None:
    table = [["会员月报"], [], ["组织编码", "报告期", "会员数", "数据来源"]]
    table += [["U1", "2018-02", 1, "报道"], [], ["U2", "2018-02", 2, ""]]
    outcome = publish(warehouse, write_workbook(tmp_path / "上交.xlsx", {"会员": table}), "演示")
    assert told(outcome.findings) == []
    rows = query(
        warehouse,
        "SELECT org_id, m.origin, file, sheet, row_number, source FROM traced.memberships AS m "
        "JOIN meta.batches USING (batch_id) WHERE period = DATE '2018-02-01' ORDER BY org_id",
    )
    assert rows == [
        ("U1", "报道", "上交.xlsx", "会员", 4, "上交.xlsx"),
        ("U2", "演示", "上交.xlsx", "会员", 6, "上交.xlsx"),
    ]


def test_a_row_knows_the_batch_that_changed_it_last(warehouse: Path, tmp_path: Path) -> None:
    hand_in(warehouse, tmp_path / "更正", {"会员.csv": "\n组织编码,报告期,会员数\nU1,2018-01,101\n"}, "报道")
    rows = query(
        warehouse,
        "SELECT org_id, m.origin, row_number, source FROM traced.memberships AS m "
        "JOIN meta.batches USING (batch_id) ORDER BY org_id",
    )
    assert rows == [("U1", "报道", 3, "更正"), ("U2", "上报", 3, "first")]


def test_points_are_stored_as_wgs84_and_a_later_batch_may_state_the_datum(
    warehouse: Path, tmp_path: Path
) -> None:
    point = "SELECT lon, lat FROM raw.stations WHERE station_id = 'S1'"
    assert query(warehouse, point) == [(114.62, 27.39)]
    hand_in(warehouse, tmp_path / "1", {"服务阵地.csv": "阵地编号,坐标系\nS1,GCJ-02\n"})
    ((lon, lat),) = query(warehouse, point)
    assert metres(lon, lat, *to_wgs84(114.62, 27.39, "GCJ-02")) < 0.01
    assert metres(lon, lat, 114.62, 27.39) > 100
    hand_in(warehouse, tmp_path / "2", {"服务阵地.csv": "阵地编号,名称\nS1,新名称\n"})
    assert query(warehouse, point) == [(lon, lat)]
    hand_in(warehouse, tmp_path / "3", {"服务阵地.csv": "阵地编号,坐标系\nS1,CGCS2000\n"})
    assert query(warehouse, point) == [(114.62, 27.39)]
    hand_in(warehouse, tmp_path / "4", {"服务阵地.csv": "阵地编号,经度,纬度\nS1,,\n"})
    assert query(warehouse, point) == [(None, None)]


def metres(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Distance of two near points."""
    east = (lon - other_lon) * math.cos(math.radians(lat))
    return math.hypot(east, lat - other_lat) * 111_195


SHIFTS = {"GCJ-02": prcoords.wgs_gcj, "BD-09": prcoords.wgs_bd}


@pytest.mark.parametrize("datum", SHIFTS)
@settings(max_examples=200, deadline=None, derandomize=True)
@given(lon=st.floats(74, 135), lat=st.floats(18, 53))
def test_shifted_points_come_back_within_a_metre(datum: str, lon: float, lat: float) -> None:
    shifted = SHIFTS[datum](prcoords.Coords(lat, lon), check_china=False)
    assert metres(*to_wgs84(shifted.lon, shifted.lat, datum), lon, lat) < 1
