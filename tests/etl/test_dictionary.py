"""A snapshot tells the contract that it was built by."""

from pathlib import Path

from etl.contract import BOUNDARIES, COMMON_FIELDS, STORED
from metrics.data import dictionary
from metrics.warehouse import open_current
from tests.models.loading import write_warehouse


def test_every_table_and_field_stands_in_the_snapshot(warehouse: Path) -> None:
    told = dictionary.fields(open_current(warehouse))
    declared = [
        (table.name, table.title, field.name, field.header, field.required, field.name in table.key)
        for table in STORED
        for field in (*table.fields, *(() if table is BOUNDARIES else COMMON_FIELDS))
    ]
    columns = ["table_name", "table_title", "field", "header", "required", "is_key"]
    assert list(told[columns].itertuples(index=False, name=None)) == declared


def test_a_rule_says_in_chinese_what_is_expected(warehouse: Path) -> None:
    told = dictionary.fields(open_current(warehouse)).set_index(["table_name", "field"])["rule"]
    assert told["memberships", "org_id"] == "须在组织的组织编码中"
    assert told["memberships", "eligible"] == "不小于 0；应覆盖人数一般不小于会员数，请核对"
    assert told["activities", "satisfaction"].startswith("0 到 100")
    assert "空白指全县" in told["channels", "region_code"]


def test_a_snapshot_of_an_earlier_version_has_none(warehouse: Path, tmp_path: Path) -> None:
    assert dictionary.is_told(open_current(warehouse))
    assert not dictionary.is_told(open_current(write_warehouse(tmp_path / "earlier", {})))
