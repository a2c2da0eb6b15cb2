"""What publishing would change, told in sentences."""

import pandas as pd

from metrics.data.draft import Rows, Values
from metrics.data.moved_numbers import Judged
from metrics.data.snapshot_changes import Moves
from ui.data import preview_words

TABLES = pd.DataFrame(
    [("会员", 120, 3, 1, 0), ("组织", 0, 0, 0, 1200)],
    columns=["table_title", "added", "changed", "gone", "restated"],
)
METRICS = pd.DataFrame(
    [
        ("activities", None, 12.0, None, None, None),
        ("members", 100.0, 90.0, -10.0, "green", "green"),
        ("membership_rate", 0.612, 0.64, 0.028, "amber", "green"),
        ("org_coverage", 0.8, 0.7, -0.1, "green", "doubt"),
        ("idle_stations", 0.1, None, None, "green", None),
    ],
    columns=["metric_id", "before", "after", "change", "light_before", "light_after"],
)
NONE = Judged(pd.DataFrame(), 0, 0)

NO_BOUNDARIES = pd.DataFrame(columns=["level", "added", "changed", "gone", "restated"])


def told(metrics: pd.DataFrame, better: int = 0, worse: int = 0) -> list[str]:
    """Tell some movements of 安福县 in June 2018."""
    doubts = {"会员数偏离自己的历史": 2, "进度倒退": 1} if better else {}
    moved = Values(Moves(metrics, better, worse), pd.DataFrame(), doubts, {})
    return preview_words.sentences(
        Rows(TABLES, pd.DataFrame(), NONE, NO_BOUNDARIES, pd.DataFrame()), moved, "安福县", "2018年6月"
    )


def test_rows_values_and_lights_are_told_those_that_turn_first() -> None:
    assert told(METRICS, 3, 1) == [
        "会员：新增 120 行、改 3 行、撤回 1 行。",
        "组织：重报未变 1,200 行。",
        "安福县 2018年6月 入会率 61.2% → 64%（升 2.8 个百分点），由黄转绿。",
        "安福县 2018年6月 三级组织覆盖率 80% → 70%（降 10 个百分点），由绿转存疑。",
        "安福县 2018年6月 闲置阵地占比 10% → —，绿熄灭。",
        "安福县 2018年6月 活动场次 — → 12 场。",
        "安福县 2018年6月 会员数 100 人 → 90 人（降 10 人）。",
        "安福县和下一级 2018年6月的灯：变好 3 盏，变差 1 盏。",
        "安福县 2018年6月新的疑点 3 处：会员数偏离自己的历史 2、进度倒退 1。",
    ]


def test_the_rest_is_counted_and_no_light_is_told_where_none_turns() -> None:
    many = pd.concat([METRICS, METRICS], ignore_index=True)
    assert told(many)[-1] == "安福县 2018年6月另有 5 个指标会变，见下表。"


def test_what_was_judged_and_what_could_not_be_is_counted() -> None:
    doubted = pd.DataFrame({"name": ["x"]})
    assert preview_words.judged(NONE) == ""
    assert preview_words.judged(Judged(doubted, 1200, 0)) == (
        "1,200 个月报的数与各自此前的月份比较过，1 个偏离。"
    )
    assert preview_words.judged(Judged(doubted.iloc[:0], 0, 2)) == (
        "2 个此前不足 3 个月，没有可比的历史，不作判断。"
    )


def test_a_metric_that_moves_too_far_is_told_with_its_usual_range() -> None:
    doubted = pd.DataFrame(
        [("members", 900.0, -20.0, 120.0, "可能多写了一位")],
        columns=["metric_id", "after", "low", "high", "slip"],
    )
    assert preview_words.doubted_metrics(doubted, METRICS, "安福县", "2018年6月") == [
        "安福县 2018年6月 会员数 100 人 → 900 人，通常 0 人 至 120 人，可能多写了一位。"
    ]
    assert preview_words.too_far(NONE, doubted) == "有 1 个指标偏离自己的历史，发布以前请核对"


def test_a_change_keeps_its_sign_and_a_small_one_is_not_told_as_none() -> None:
    columns = ["metric_id", "before", "after", "change", "light_before", "light_after"]
    metrics = pd.DataFrame(
        [
            ("members_yoy", -0.05, 0.4, 0.45, None, None),
            ("membership_rate", 0.612, 0.6123, 0.0003, "amber", "amber"),
        ],
        columns=columns,
    )
    doubted = pd.DataFrame(
        [("members_yoy", 0.4, -0.15, -0.02, "")], columns=["metric_id", "after", "low", "high", "slip"]
    )
    assert preview_words.doubted_metrics(doubted, metrics, "安福县", "2018年6月") == [
        "安福县 2018年6月 会员同比 −5% → 40%，通常 −15% 至 −2%。"
    ]
    assert "安福县 2018年6月 入会率 61.2% → 61.2%（升 0.03 个百分点）。" in told(metrics)
