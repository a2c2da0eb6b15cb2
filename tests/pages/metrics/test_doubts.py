"""A share above 100 % that cannot be is told as a doubt on every page, with the way to its rows."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.catalogue import BY_ID
from metrics.values import pace
from metrics.warehouse import open_current
from tests.etl.handing_in import publish, write_folder
from tests.pages.conftest import open_app, words
from ui.drawing.as_written import in_markdown
from ui.theme import LIGHT

METRICS_PAGE, OVERVIEW, DATA = "pages/metrics/metrics.py", "pages/overview/overview.py", "pages/data/data.py"
COUNTY, GOOD, WRONG = "990001000000", "990001001000", "990001002000"

FILES = {
    "行政区划.csv": "区划代码,名称,级别,上级代码,类型\n990001,金县,县,,县\n"
    "990001001,对乡,乡镇,990001,乡\n990001002,错乡,乡镇,990001,乡\n",
    "组织.csv": "组织编码,名称,条线,区划代码,类别,成立日期\n"
    "o1,对工会,工会,990001001,企业,2010-01-01\no2,错工会,工会,990001002,企业,2010-01-01\n",
    "会员.csv": "组织编码,报告期,会员数,应覆盖人数\n"
    + "".join(f"o{n},2018-{month:02},{60 + month},100\n" for n in (1, 2) for month in range(1, 6))
    + "o1,2018-06,90,100\no2,2018-06,500,100\n",
    "活动.csv": "活动编号,名称,牵头条线,区划代码,日期,主题,参与人次\n"
    "a1,会,工会,990001001,2018-06-09,其他,9\n",
    "指标目标.csv": "指标编号,年度,目标值\nmembership_rate,2018,0.8\n",
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county one of whose two townships has five times as many members as it could have."""
    folder = tmp_path_factory.mktemp("above")
    assert publish(folder / "warehouse", write_folder(folder / "county", FILES)).snapshot_id
    return folder / "warehouse"


@pytest.fixture(autouse=True)
def _here(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(warehouse))


def links(app: AppTest) -> list[str]:
    """Where the links to the doubts lead."""
    found = [link.proto.query_string for link in app.get("page_link")]
    return [query for query in found if "rule=members_above_eligible" in query]


@pytest.mark.parametrize("region", [COUNTY, WRONG])
def test_one_metric_is_told_as_a_doubt_that_leads_to_its_rows(region: str) -> None:
    app = open_app(METRICS_PAGE, metric="membership_rate", region=region)
    said = words(app)
    title = re.search(r'qt-title">([^<]+)<', said)[1]
    assert title.endswith("存疑：会员数多于应覆盖人数")
    assert "达标" not in title
    assert "核对以前不推算速度" in said
    assert not re.search("按今年的速度|已达到年度目标|按目前速度年底|绿灯", said)
    assert len(links(app)) == 1
    assert not app.exception


def test_a_place_within_its_limits_is_praised_as_before() -> None:
    said = words(open_app(METRICS_PAGE, metric="membership_rate", region=GOOD))
    assert "入会率 90%，目标 80%（达标）" in said
    assert "存疑" not in said


def test_the_places_below_are_marked_and_the_picture_is_not_green() -> None:
    app = open_app(METRICS_PAGE, metric="membership_rate", region=COUNTY, part="places")
    said = words(app)
    assert "2 个地方有数值，其中 0 个红灯，1 个超过 100%，存疑" in said
    assert "? 存疑" in said
    charts = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    bars, axis = next(
        (chart["data"][0], chart["layout"]["xaxis"])
        for chart in charts
        if any("错乡　? " in head for head in chart["layout"]["yaxis"].get("ticktext", ()))
    )
    assert bars["marker"]["color"] == [LIGHT.green, LIGHT.muted]
    assert axis["range"][1] > 5, "the bar is not cut at 100 %"


def test_the_catalogue_counts_it_apart() -> None:
    said = words(open_app(METRICS_PAGE, region=WRONG))
    assert "1 项有目标：绿灯 0 项、黄灯 0 项、红灯 0 项、存疑 1 项" in said
    assert "? 存疑·超过 100%" in said
    standing = words(open_app(METRICS_PAGE, region=WRONG, part="index"))
    assert "其中入会率存疑（超过 100%），指数按定义仍计为达标" in standing
    assert "有目标的指标没有黄灯和红灯，存疑的除外" in standing


def test_the_first_page_lists_it_among_what_needs_attention() -> None:
    app = open_app(OVERVIEW, region=COUNTY)
    labels = [link.proto.label for link in app.get("page_link")]
    assert any(in_markdown("会员数多于应覆盖人数：入会率 295%，存疑") in label for label in labels)
    assert "其中入会率存疑" in words(app)
    (query,) = links(app)
    assert "part=doubts" in query
    assert not app.exception


def test_the_link_opens_the_rows_behind_it() -> None:
    app = open_app(DATA, region=COUNTY, part="doubts", rule="members_above_eligible")
    (shown,) = [table.value for table in app.dataframe if "发现" in table.value]
    assert list(shown["发现"]) == ["2018-06 会员 500，应覆盖 100"]


def test_the_dialog_of_the_number_says_it_too() -> None:
    app = open_app(METRICS_PAGE, metric="membership_rate", region=WRONG)
    app.button(key="provenance-meaning").click().run()
    assert "存疑：会员数多于应覆盖人数，入会率超过 100%，不作评价。" in words(app)
    assert len(links(app)) == 2


def test_a_projector_says_it_without_a_link() -> None:
    app = open_app(METRICS_PAGE, metric="membership_rate", region=WRONG, present="1")
    assert "存疑：会员数多于应覆盖人数" in words(app)
    assert not links(app)


def test_the_course_runs_on_to_no_end(warehouse: Path) -> None:
    (one,) = pace.required(open_current(warehouse), ["membership_rate"], date(2018, 6, 1), WRONG).itertuples()
    assert (one.state, one.target) == ("doubtful", 0.8)
    assert BY_ID["membership_rate"].doubtful(one.value)
    app = open_app(METRICS_PAGE, metric="membership_rate", region=WRONG)
    course = json.loads(app.get("plotly_chart")[0].proto.spec)
    told = " ".join(str(trace.get("hovertemplate")) for trace in course["data"])
    assert "按目前速度" not in told
    assert "需要" not in told
