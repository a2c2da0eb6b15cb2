"""A line that never reported an organisation is said beside the numbers in which it counts as 0."""

from pathlib import Path

import pytest

from tests.etl.handing_in import publish, write_folder
from tests.pages.conftest import open_app

REGIONS = "区划代码,名称,级别,上级代码,类型\n990001,金县,县,,县\n990001100,东镇,乡镇,990001,镇\n"
ORGANISATION = "组织编码,名称,条线,区划代码,类别,成立日期\nU1,县总工会,工会,990001,机关,2017-01-01\n"
ACTIVITY = "活动编号,日期,名称,牵头条线,区划代码,参与人次\nA1,2018-06-01,走访,工会,990001,30\n"


@pytest.mark.parametrize(
    ("lines", "told"), [("", "共青团、妇联、科协、"), ("women", "妇联还没有上报过组织"), ("union", "")]
)
def test_lines_without_any_organisation_are_told(
    lines: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(tmp_path / "w"))
    tables = {"行政区划.csv": REGIONS, "组织.csv": ORGANISATION, "活动.csv": ACTIVITY}
    assert publish(tmp_path / "w", write_folder(tmp_path / "s", tables)).snapshot_id
    app = open_app(period="2018-06", **({"lines": lines, "part": "whole"} if lines else {}))
    assert not app.exception
    said = " ".join(one.value for one in app.warning)
    assert ("还没有上报过组织" in said) == bool(told)
    assert told in said
    assert "工会、" not in said
