"""Charts, tables and words of 平台与品牌 and 总览: valid plotly, numbers in words, no data no number."""

import json
from datetime import date
from types import SimpleNamespace

import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.figures import checked
from ui.overview import words as overview_words
from ui.services import charts, frames, heat_charts
from ui.services import words as services_words
from ui.theme import DARK, LIGHT, Palette

DAYS = pd.DataFrame(
    {"day": pd.date_range("2018-01-30", "2018-02-02"), "activities": [0, 3, 40, 1], "participants": 0}
)
MONTHS = pd.DataFrame(
    {"line": ["union", "union", "women", "women"], "name": ["工会", "工会", "妇联", "妇联"],
     "month": [date(2018, 1, 1), date(2018, 2, 1)] * 2, "activities": [5, 0, 7, 170]}
)  # fmt: skip
JOINING = pd.DataFrame({"brand": ["友爱汇"] * 2, "line": ["union", "women"], "led": [2, 0], "joined": [1, 0]})
COURSE = pd.DataFrame(
    {"brand": ["友爱汇"] * 2, "month": pd.to_datetime(["2018-01-01", "2018-02-01"]),
     "activities": [1, 0], "participants": [12.0, 0.0]}
)  # fmt: skip
CHANNELS = pd.DataFrame(
    {"line": ["union", "union", "women"], "name": ["工会", "工会", "妇联"],
     "platform": ["微信", "微博", "微信"], "channels": [1, 1, 3], "followers": [15000.0, 900.0, None]}
)  # fmt: skip
WINDOWS = pd.DataFrame({"name": ["县", "村"], "expected": [1, 4], "open": [1, 1], "open_pct": [1.0, 0.25]})
OFFERED = pd.DataFrame(
    {"service": ["政策咨询", "法律维权"], "offering": [3, 1], "stations": [4, 4], "offered_pct": [0.75, 0.25]}
)
LINES = pd.DataFrame(
    {"line": ["union", "women"], "name": ["工会", "妇联"], "leads": [1, 0], "present": [2, 1],
     "stations": [2, 2], "resides": [1, 1], "present_pct": [1.0, 0.5]}
)  # fmt: skip
CLOSURE = pd.DataFrame(
    {"line": ["union"], "numerator": [9.0], "denominator": [10.0], "value": [0.9], "target": [0.95]}
)
FACTS = pd.DataFrame(
    {
        "name": ["假肢", "授信", "学校"], "value": [20.0, 6e7, 4.0], "unit": ["人", "元", "个"],
        "bound": ["=", ">=", "="], "computed": [20.0, 5e7, None],
        "verdict": ["一致", "不一致", "无法核对"],
        "reason": ["相同", "少 10,000,000 元", "没有数据"], "basis": ["产出合计", "产出合计", "没有数据"],
        "evidence": ["1 笔登记，0 笔有佐证文号", "", ""], "item": ["假肢安装", "授信贷款", None],
        "source": ["报纸"] * 3,
    }
)  # fmt: skip
OUTPUTS = pd.DataFrame(
    {
        "item": ["助学", "授信贷款"], "unit": ["人", "户"], "lines": ["共青团", "工商联"],
        "quantity": [10.0, 332.0], "amount_yuan": [None, 5e7], "deliveries": [3, 1], "evidenced": [2, 0],
    }
)  # fmt: skip

DRAWN = {
    "windows": lambda colours: charts.window_bars(WINDOWS, colours),
    "services": lambda colours: charts.service_bars(OFFERED, colours),
    "lines": lambda colours: charts.line_bars(LINES, colours),
    "closure": lambda colours: charts.closure_bars(CLOSURE, colours),
    "days": lambda colours: heat_charts.day_calendar(DAYS, colours),
    "days on a telephone": lambda colours: heat_charts.day_calendar(DAYS, colours, phone=True),
    "months": lambda colours: heat_charts.month_lines(MONTHS, colours),
    "brands": lambda colours: heat_charts.brand_lines(JOINING, colours),
    "brand months": lambda colours: heat_charts.brand_months(COURSE, colours),
    "channels": lambda colours: heat_charts.channel_matrix(CHANNELS, colours),
}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", DRAWN)
def test_every_figure_is_valid_plotly(name: str, colours: Palette) -> None:
    figure = checked(DRAWN[name](colours))
    assert "NaN" not in json.dumps(json.loads(figure.to_json()))


def cells(figure: go.Figure) -> dict[tuple[int, str], str]:
    """The numbers written in a heat map by place across and row."""
    words = [trace for trace in figure.data if trace["type"] == "scatter"]
    return {
        (across, row): text
        for trace in words
        for across, row, text in zip(trace["x"], trace["y"], trace["text"], strict=True)
    }


def test_the_calendar_writes_each_day_in_its_place() -> None:
    figure = DRAWN["days"](LIGHT)
    assert cells(figure) == {(30, "2018-01"): "3", (0, "2018-02"): "40", (1, "2018-02"): "1"}
    january, february = figure.data[0]["z"]
    assert january[29] == 0, "a day without activities"
    assert january[28] is None, "a day before the data"
    assert february[29] is None, "a day that does not exist"
    assert february[0] > january[30] > 0


def test_a_telephone_has_no_room_for_the_numbers() -> None:
    assert cells(DRAWN["days on a telephone"](LIGHT)) == {}


def test_no_followers_stated_is_an_empty_cell() -> None:
    figure = DRAWN["channels"](LIGHT)
    assert cells(figure) == {(0, "工会"): "1.5万", (1, "工会"): "900"}
    assert figure.data[0]["z"][1] == [None, None]


def test_bars_write_what_they_show() -> None:
    notes = list(DRAWN["windows"](LIGHT).layout["yaxis2"]["ticktext"])
    assert notes == ["1 / 1　<b>100%</b>", "1 / 4　<b>25%</b>"]
    assert list(DRAWN["closure"](LIGHT).data[-1]["x"]) == [0.95], "the stroke stands at the target"


def test_titles_carry_the_number() -> None:
    assert services_words.windows(WINDOWS) == "村级还缺 3 个服务窗口"
    assert services_words.services(OFFERED) == "4 个站点和窗口中，缺“法律维权”的最多，3 个"
    assert services_words.moved_in(LINES) == "妇联只进了 2 个站点中的 1 个，最少"
    assert services_words.joining(JOINING).endswith("没有加入任何品牌")
    assert services_words.days(DAYS) == ("近 12 个月活动 44 场，最多的一天 2018-02-01 有 40 场，1 天没有活动")
    assert services_words.busiest_month(MONTHS) == "妇联 2018年2月最多，170 场"
    assert services_words.facts(FACTS) == "报道数字核对：3 项中 1 项一致，1 项不一致，1 项无法核对"


def test_titles_of_nothing_say_so() -> None:
    nothing = [
        services_words.windows(WINDOWS.head(0)),
        services_words.joining(JOINING.head(0)),
        services_words.days(DAYS.head(0)),
        services_words.busiest_month(MONTHS.head(0)),
        services_words.facts(FACTS.head(0)),
        services_words.services(OFFERED.assign(stations=0, offering=0)),
    ]
    assert all("没有" in told or "不要求" in told for told in nothing)


def test_facts_that_do_not_agree_stand_first() -> None:
    table = frames.facts(FACTS)
    assert list(table["核对"]) == ["▲ 不一致", "○ 无法核对", "● 一致"]
    assert list(table["报道"]) == ["≥ 6,000万元", "4 个", "20 人"]
    assert list(table["系统计算"]) == ["5,000万元", "—", "20 人"]
    assert list(table["依据"]) == ["产出合计", "", "产出合计；1 笔登记，0 笔有佐证文号"]


def test_outputs_that_were_reported_stand_first_with_their_verdict() -> None:
    table = frames.outputs(OUTPUTS, FACTS)
    assert list(table["项目"]) == ["授信贷款", "助学"]
    assert table.iloc[0][["报道", "核对", "佐证"]].tolist() == ["≥ 6,000万元", "▲ 不一致", "0 / 1"]
    assert table.iloc[1][["报道", "核对", "金额"]].tolist() == ["", "", "—"]


def moves(**better: int) -> pd.DataFrame:
    """Movements of shares by a tenth, with a light that turned the same way."""
    return pd.DataFrame(
        {
            "metric_id": list(better), "change": [0.1 * step for step in better.values()],
            "better": list(better.values()), "turned": list(better.values()),
            "light_before": "amber", "light": ["green" if step > 0 else "red" for step in better.values()],
        }
    )  # fmt: skip


def test_what_moved_since_the_conference() -> None:
    found = moves(org_coverage=1, effective_coverage=-1)
    assert overview_words.key_moves(found, list(found["metric_id"])) == (
        "变好：三级组织覆盖率 +10 个百分点；变差：有效覆盖率 −10 个百分点"
    )
    assert overview_words.turned(found) == "转差：有效覆盖率 ▲→■；转好：三级组织覆盖率 ▲→●"
    assert overview_words.key_moves(found.head(0), ["members"]) == "没有变化"
    last = {"name": "第1次会议", "held_on": date(2018, 6, 18)}
    told = overview_words.meeting(last, found)
    assert told.startswith("自第1次会议（2018-06-18）以来：1 项指标变好，1 项变差；")
    assert overview_words.meeting({}, found) == "还没有开过联席会议"


def test_the_index_in_words() -> None:
    rows = [("index", 93.24, 1.21, True), ("机制", 87.0, None, True), ("数据", 50.0, 0.0, False)]
    standing = pd.DataFrame(rows, columns=["dimension", "score", "change", "weighed"])
    assert overview_words.index(standing) == "改革指数 93.2，比上月升 1.2；机制最低，87"
    unknown = standing.assign(score=float("nan"))
    assert overview_words.index(unknown) == "没有设目标的指标，不计算改革指数"
    share = SimpleNamespace(value=0.5, month_change=None, metric=SimpleNamespace(unit="%"))
    told = overview_words.course(unknown, {"org_coverage": share, "effective_coverage": share}, "金县")
    assert told == "金县组织覆盖 50%，有效覆盖 50%，无上月数据"


def test_the_required_pace_in_a_few_words() -> None:
    def told(**found: object) -> str:
        row = {"metric_id": "org_coverage", "kind": "level", "state": "behind", "needed": 0.008}
        return overview_words.pace(SimpleNamespace(**(row | {"achieved": 0.003} | found)))

    assert told() == "月需 +0.8 个百分点，实 +0.3"
    assert told(metric_id="members", needed=500.0, achieved=-20.0) == "月需 +500 人，实 −20"
    assert told(metric_id="joint_ratio", kind="average", needed=0.4) == "余月须达 40%，实 0.3%"
    assert told(state="reached") == "已达年度目标"
    assert told(state="out_of_reach") == "余下月份已难达标"
    assert told(state="none") == told(needed=None) == ""
