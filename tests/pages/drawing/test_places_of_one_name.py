"""Two places of one name are two rows wherever places are drawn by their names."""

import json
from pathlib import Path

import pytest

from tests.etl.handing_in import publish, write_folder
from tests.pages.conftest import open_app

TWINS = ("990001101000", "990001102000")
NAMES = [f"清水镇（{code}）" for code in TWINS]
REGIONS = "区划代码,名称,级别,上级代码,类型\n990001,金县,县,,县\n" + "".join(
    f"{code},清水镇,乡镇,990001,镇\n" for code in TWINS
)
ORGANIZATIONS = "组织编码,名称,条线,区划代码,类别,成立日期,委员人数\n" + "".join(
    f"w{at},妇联,妇联,{code},乡镇街道,2017-01-01,{at + 3}\n" for at, code in enumerate(TWINS)
)
MEMBERS = "组织编码,报告期,会员数,应覆盖人数\n" + "".join(
    f"w{at},2018-0{month},{at + 5},{20 + month}\n" for at in range(2) for month in (5, 6)
)
TARGETS = "指标编号,年度,目标值\norg_coverage,2018,0.9\nmembers,2018,30\n"


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county with two townships of one name."""
    folder = tmp_path_factory.mktemp("twins")
    files = {"行政区划": REGIONS, "组织": ORGANIZATIONS, "会员": MEMBERS, "指标目标": TARGETS}
    source = write_folder(folder / "batch", {f"{name}.csv": text for name, text in files.items()})
    outcome = publish(folder / "warehouse", source)
    assert outcome.snapshot_id, [finding.message for finding in outcome.findings]
    return folder / "warehouse"


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("metrics", {"metric": "members", "part": "places"}),
        ("metrics", {"part": "index", "rank": "1"}),
        ("network", {"part": "people"}),
    ],
)
def test_each_is_a_row_of_its_own(
    twins: Path, monkeypatch: pytest.MonkeyPatch, page: str, asked: dict[str, str]
) -> None:
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(twins))
    app = open_app(f"pages/{page}/{page}.py", period="2018-06", **asked)
    rows = [trace["y"] for chart in app.get("plotly_chart") for trace in json.loads(chart.proto.spec)["data"]]
    assert any(set(NAMES) <= set(row) for row in rows), rows
