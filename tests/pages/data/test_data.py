"""数据中心 takes a batch in, shows what is wrong or what would change, publishes, and leads back."""

import json
import re
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from metrics import quality
from metrics.values.values import value_rows
from metrics.warehouse import open_current
from tests.etl.handing_in import contents, publish, write_folder
from tests.pages.conftest import Opening, open_app, words

PAGE = "pages/data/data.py"
BAD = "组织编码,报告期,会员数\nU1,2018-01,一百\nU9,2018-01,5\n"
GOOD = "组织编码,报告期,会员数\nU1,2018-01,101\nU1,2018-02,7\n"
CARD, PHONE = "6222021234567890128", "13800138000"


@pytest.fixture
def warehouse(fresh: Path) -> Path:
    """A warehouse of the test's own, which the app reads."""
    return fresh


def hand_in(app: AppTest, content: str, name: str = "会员.csv") -> AppTest:
    """Upload a file, start, and wait for the outcome."""
    app.file_uploader[0].upload(name, content.encode(), "text/csv").run()
    return press(app, "hand-in-check")


def press(app: AppTest, key: str) -> AppTest:
    """Press a button and run the app again until nothing is running."""
    app.button(key=key).click().run()
    for _ in range(50):
        one = app.session_state.get("hand-in")
        if one is None or one.run is None or one.run.exit_code is not None:
            break
        time.sleep(0.2)
    return app.run()


def test_faults_are_listed_by_cell_and_nothing_is_kept(warehouse: Path) -> None:
    before = contents(warehouse)
    app = hand_in(open_app(PAGE), BAD)
    assert "会员.csv 有 2 处错误，没有留存" in words(app)
    found = app.dataframe[0].value
    assert list(found.columns) == ["级别", "文件", "工作表", "行", "列", "内容", "处数", "应为什么、怎样改"]
    assert [tuple(row)[3:7] for row in found.itertuples(index=False)] == [
        ("2", "会员数", "一百", 1),
        ("3", "组织编码", "U9", 1),
    ]
    assert [button.label for button in app.get("download_button")][:2] == [
        "下载 核对结果.xlsx",
        "下载 核对结果.json",
    ]
    assert contents(warehouse) == before
    assert list((warehouse / "incoming").iterdir()) == []
    assert not app.exception


def test_a_kind_that_repeats_is_told_once_and_marked_everywhere(warehouse: Path) -> None:
    months = [f"U1,{2000 + at // 12}-{at % 12 + 1:02},{at}个半" for at in range(150)]
    app = hand_in(open_app(PAGE), "\n".join(["组织编码,报告期,会员数", *months, "U9,2018-01,5"]))
    assert "会员.csv 有 151 处错误，没有留存" in words(app)
    assert "核对结果：151 处错误，0 处提醒，共 2 类" in words(app)
    found = app.dataframe[0].value
    assert [tuple(row)[3:7] for row in found.itertuples(index=False)] == [
        ("2、3、4、5、6……", "会员数", "0个半", 150),
        ("152", "组织编码", "U9", 1),
    ]
    reports = app.session_state["hand-in"].reports
    assert len(json.loads(reports[".json"])) == 151, "other programs read every one"
    marked = load_workbook(BytesIO(reports[".xlsx"]))["会员"]
    told = {cell.row for row in marked for cell in row if cell.comment and cell.column_letter == "C"}
    assert told == set(range(2, 152))


def test_personal_data_is_refused_and_never_shown(warehouse: Path) -> None:
    app = open_app(PAGE)
    app.file_uploader[0].upload(f"{PHONE}.csv", b"x", "text/csv")
    app = hand_in(app, f"组织编码,名称\nU1,卡号{CARD}\n", "组织.csv")
    assert "处错误，没有留存" in words(app)
    shown = app.dataframe[0].value.to_string() + words(app)
    assert "银行卡" in shown
    assert PHONE not in shown
    assert CARD not in shown
    assert CARD.encode() not in b"".join(app.session_state["hand-in"].reports.values())
    assert not any(CARD.encode() in content for content in contents(warehouse).values())


def test_a_sound_batch_shows_what_would_change_before_it_is_published(warehouse: Path) -> None:
    app = hand_in(open_app(PAGE), GOOD)
    said = words(app)
    assert "校验通过，请看过变化再发布" in said
    assert "新增 1 行，变更 1 行，减少 0 行" in said
    assert "<li>会员：新增 1 行、改 1 行。</li>" in said
    assert "2 个此前不足 3 个月，没有可比的历史，不作判断" in said
    assert "偏离自己的历史" not in said
    assert app.selectbox(key="preview-period").value.month == 2, "the batch brings a new month"
    assert "会员数" in said
    assert held(warehouse) == [(0, None)]
    app = press(app, "hand-in-publish")
    assert "已发布，各页现在显示新的快照" in words(app)
    assert held(warehouse) == [(1, 7)]
    assert not app.exception
    app = hand_in(app, GOOD)
    assert "已经交过，内容没有变化" in words(app)


def test_one_decimal_point_too_many_is_told_before_it_is_published(warehouse: Path, tmp_path: Path) -> None:
    year = "".join(f"U1,2017-{month:02},{100 + month % 3}\n" for month in range(1, 13))
    publish(warehouse, write_folder(tmp_path / "year", {"会员.csv": f"组织编码,报告期,会员数\n{year}"}))
    app = hand_in(open_app(PAGE), "组织编码,报告期,会员数\nU1,2018-01,1010\nU2,2018-01,51\n")
    said = words(app)
    assert "▲ 有 1 个上报的数" in said
    assert "1 个月报的数与各自此前的月份比较过，1 个偏离；1 个此前不足 3 个月" in said
    (doubted,) = [grid.value for grid in app.dataframe if "通常范围" in grid.value]
    assert list(doubted.iloc[0])[:6] == [
        "县总工会 2018-01",
        "会员数",
        "100",
        "1,010",
        "80.8 至 121.2",
        "可能多写了一位",
    ]
    app.button(key="hand-in-abandon").click().run()
    app = hand_in(app, "组织编码,报告期,会员数\nU1,2018-01,110\n")
    assert "1 个月报的数与各自此前的月份比较过，没有偏离的。" in words(app)
    assert not app.exception


def held(warehouse: Path) -> list[tuple[int, int | None]]:
    """What the snapshot that the app shows holds of the new month."""
    asked = "SELECT count(*), sum(members) FROM raw.memberships WHERE period = '2018-02-01'"
    return open_current(warehouse).rows(asked)


def test_a_batch_can_be_given_up(warehouse: Path) -> None:
    before = contents(warehouse)
    app = hand_in(open_app(PAGE), GOOD)
    app.button(key="hand-in-abandon").click().run()
    assert "交数据：先校验" in words(app)
    assert gone(lambda: contents(warehouse) == before)


def gone(what: Callable[[], bool]) -> bool:
    """Wait until a process that was left to itself has done its work."""
    for _ in range(50):
        if what():
            return True
        time.sleep(0.2)
    return what()


def test_a_draft_that_is_gone_is_told_in_words(warehouse: Path) -> None:
    app = hand_in(open_app(PAGE), GOOD)
    draft_id = app.session_state["hand-in"].draft_id
    app.session_state["hand-in"].draft_id = "none"
    app.button(key="hand-in-publish").click().run()
    gone(lambda: app.session_state["hand-in"].stage == "failed")
    app.run()
    assert "没有草稿 none，可能已经发布、放弃或过期" in words(app)
    assert (warehouse / "drafts" / draft_id).is_dir()


def test_snapshots_show_which_is_current_and_lead_back(warehouse: Path, tmp_path: Path) -> None:
    publish(warehouse, write_folder(tmp_path / "more", {"会员.csv": GOOD}))
    app = open_app(PAGE, part="snapshots")
    shown = app.dataframe[0].value
    assert list(shown["状态"]) == ["● 当前", "○ 留存"]
    assert list(shown["这一次带来"]) == ["more（上报）", "first（上报）"]
    assert app.button(key="roll-back").disabled, "nothing is chosen yet"
    assert [list(row) for row in app.dataframe[1].value[["名称", "数据来源"]].to_numpy()] == [
        ["first", "上报"],
        ["more", "上报"],
    ]
    assert "比上一个快照：新增 1 行，变更 1 行，减少 0 行" in words(app)
    older = shown["快照"].iloc[1]
    app = open_app(PAGE, part="snapshots", snapshot=older)
    assert app.button(key="roll-back").label == f"退回到 {older}", "the link chooses one"
    assert not app.button(key="roll-back").disabled
    app = open_app("pages/metrics/metrics.py", metric="members", part="movement", earlier=older)
    assert app.selectbox(key="link-earlier").value == older
    assert not app.warning


def test_completeness_says_who_is_missing(opened: Opening) -> None:
    app = opened(PAGE, part="completeness", period="2018-06")
    said = words(app)
    assert "2018年6月会员月报报送率" in said
    assert "其中 791 次知道收到时间，迟报 235 次" in said, (
        "the two townships that handed May in after its deadline"
    )
    shown = app.dataframe[0].value
    assert list(shown.columns[:4]) == ["编码", "单位", "区划", "未报次数"]
    assert len(shown.columns) == 16
    assert re.search(r"洋溪镇</th>.*?font-weight:700[^>]*>0<", said), "a silent township stands out"
    app.segmented_control(key="link-report").set_value("cadres").run()
    assert "2018年6月干部队伍报送率" in words(app)
    assert "收到时间都无从得知，不判断及时与否" in words(app), "nobody was asked for these"
    assert not app.exception


def test_the_choice_of_parts_answers_before_anything_is_opened(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06")
    rate = value_rows(open_current(), [date(2018, 6, 1)], ["reporting_rate"], [""], ["360829000000"])[0][6]
    found = quality.suspects(open_current(), date(2018, 6, 1), "360829000000")
    assert labels(app)[3:5] == [f"完整与及时 {100 * rate:.1f}%", f"疑点 {len(found)} 处"]


def labels(app: AppTest) -> list[str]:
    """What the choice of parts says."""
    return [option.content for option in app.segmented_control(key="link-part").proto.options]


def test_each_part_offers_the_choices_that_it_uses(opened: Opening) -> None:
    narrow = {"period": "2018-02", "region": "360829102000", "lines": "women"}
    whole = labels(opened(PAGE))
    for part in ("hand-in", "snapshots", "dictionary"):
        app = opened(PAGE, part=part, **narrow)
        assert not [box for box in app.selectbox if str(box.key).startswith("choice-")]
        assert not app.pills
        assert labels(app) == whole, "what nobody can see to be chosen narrows nothing down"
        assert app.query_params["region"] == narrow["region"], "the link keeps it for the other pages"
    for part in ("completeness", "doubts"):
        app = opened(PAGE, part=part, **narrow)
        assert app.selectbox(key="choice-period").value == date(2018, 2, 1)
        assert app.pills(key="choice-lines").value == ["women"]
        assert labels(app) != whole


def test_what_would_change_can_be_seen_for_another_place(warehouse: Path) -> None:
    app = hand_in(open_app(PAGE), GOOD)
    assert app.selectbox(key="choice-top").value
    assert "choice-period" not in {box.key for box in app.selectbox}, "the part has its own choice of months"
    assert not app.pills


def test_doubts_count_by_rule_and_explain_one(opened: Opening) -> None:
    app = opened(PAGE, part="doubts", period="2018-06")
    assert "处疑点" in words(app)
    assert "开放的阵地没有开放时间" in words(app)
    app.selectbox(key="link-rule").set_value("stations_without_hours").run()
    assert "补填每周开放小时" in words(app)
    assert set(app.dataframe[0].value["规则"]) == {"开放的阵地没有开放时间"}
    assert not app.exception


def test_the_dictionary_has_every_table_and_one_alone(opened: Opening) -> None:
    app = opened(PAGE, part="dictionary")
    assert "数据标准：27 张表" in words(app)
    app.selectbox(key="link-table").set_value("memberships").run()
    shown = app.dataframe[0].value
    assert list(shown["字段"])[:3] == ["org_id", "period", "members"]
    assert list(shown["键"])[:3] == ["是", "是", ""]
