"""下发与催报: forms go out, come back, are chosen among, looked at, published; the late are reminded."""

import shutil
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from metrics.warehouse import open_current
from tests.etl.collecting import ACTIVITY, FIGURES, FIRST, add_row, distribute, filled
from tests.etl.county import COUNTY
from tests.etl.handing_in import publish, write_folder
from tests.pages.conftest import Opening, open_app, words

PAGE = "pages/data/data.py"
CARD = "6222021234567890128"
COUNTYS = FIGURES | {"阵地月报": {"接待人次": 9, "办理件数": 2}}
HANDED_IN = "SELECT unit, handed_in_on FROM raw.collections ORDER BY unit"

Forms = dict[str, Path]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the small county, which nobody has been asked in."""
    folder = tmp_path_factory.mktemp("collecting-page")
    publish(folder / "warehouse", write_folder(folder / "first", COUNTY))
    return folder / "warehouse"


@pytest.fixture(scope="module")
def asking(county: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Forms, Forms]:
    """The county with forms on their way: warehouse, those of February by unit, those of March."""
    folder = tmp_path_factory.mktemp("asking")
    warehouse = Path(shutil.copytree(county, folder / "warehouse"))
    february = distribute(warehouse, folder / "2", "--due", "2018-03-10")
    return warehouse, february, distribute(warehouse, folder / "3", "--unit", "平都镇", period="2018-03")


def own(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that the app reads and the test may change."""
    copied = Path(shutil.copytree(warehouse, tmp_path / "warehouse"))
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(copied))
    return copied


@pytest.fixture
def fresh(county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return own(county, tmp_path, monkeypatch)


@pytest.fixture
def waiting(asking: tuple[Path, Forms, Forms], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return own(asking[0], tmp_path, monkeypatch)


@pytest.fixture
def forms(asking: tuple[Path, Forms, Forms]) -> Forms:
    return asking[1]


def query(warehouse: Path, asked: str) -> list[Any]:
    """Ask the snapshot that the app shows."""
    return open_current(warehouse).rows(asked)


def press(app: AppTest, key: str) -> AppTest:
    """Press a button, and run the app again until nothing is running."""
    app.button(key=key).click().run()
    for _ in range(200):
        states = [
            app.session_state[name]
            for name in ("distribution", "returns", "hand-in")
            if name in app.session_state
        ]
        if all(one.run is None or one.run.exit_code is not None for one in states):
            break
        time.sleep(0.2)
    return app.run()


def hand_back(files: list[Path], collection: str = "2018-02") -> AppTest:
    """Drop files in together and have them checked."""
    app = open_app(PAGE, part="collecting", step="returns", collection=collection)
    dropped = [(file.name, file.read_bytes(), "application/octet-stream") for file in files]
    app.file_uploader[0].set_value(dropped).run()
    return press(app, "returns-check")


def shown(app: AppTest, *columns: str) -> Any:
    """The first grid with some columns."""
    return next(grid.value for grid in app.dataframe if set(columns) <= set(grid.value.columns))


def states(app: AppTest) -> dict[str, str]:
    """Unit → state, as the table of the returns tells."""
    units = shown(app, "状态", "文件")
    return dict(zip(units["单位"], units["状态"], strict=True))


def reasons(app: AppTest) -> str:
    """What is said about files that are not taken."""
    return next(said for said in words(app).splitlines() if "为什么" in said)


def left(warehouse: Path) -> list[str]:
    """Names of the workbooks that lie among what was handed in, those to send back left out."""
    found = (warehouse / "incoming").rglob("*.xls*")
    return sorted(path.name for path in found if path.parent.name != "faults")


def test_forms_go_out_and_the_collection_is_published(fresh: Path) -> None:
    app = open_app(PAGE, part="collecting")
    assert app.selectbox(key="distribute-period").value == date(2018, 2, 1), "the month after the newest"
    assert app.date_input(key="distribute-due-2018-02").value == date(2018, 3, 10)
    assert app.multiselect(key="distribute-表").value == ["memberships", "station_months", "activities"]
    assert "已经过去" in words(app), "a deadline of 2018"
    app = press(app, "distribute")
    assert "已下发2018年2月的填报表 3 份，2018-03-10 截止" in words(app)
    assert "填报任务 2018-02 已发布" in words(app)
    assert list(shown(app, "单位", "任务")["单位"]) == ["安福县", "平都镇", "浒坑镇"]
    assert len(query(fresh, HANDED_IN)) == 3
    packed = app.session_state["distribution"].packed
    with zipfile.ZipFile(packed) as whole:
        assert len(whole.namelist()) == 3
    assert "下载填报表 .zip" in [button.label for button in app.get("download_button")]


def test_units_lines_tables_and_deadline_are_the_clerks(fresh: Path) -> None:
    app = open_app(PAGE, part="collecting")
    app.selectbox(key="distribute-period").set_value(date(2018, 1, 1)).run()
    app.date_input(key="distribute-due-2018-01").set_value(date(2018, 2, 20))
    app.multiselect(key="distribute-表").set_value(["memberships"])
    app.multiselect(key="distribute-填报单位").set_value(["360829000000", "360829100000"])
    app.pills(key="distribute-lines").set_value(["union", "women"])
    app.text_input(key="distribute-name").set_value("一月会员").run()
    app = press(app, "distribute")
    asked = "SELECT name, unit, line, due_on FROM raw.collections ORDER BY unit"
    due_on = date(2018, 2, 20)
    assert query(fresh, asked) == [
        ("一月会员（工会）", "360829000000", "union", due_on),
        ("一月会员（工会）", "360829100000", "union", due_on),
    ]
    assert "没有要填的，没有生成：安福县（妇联）、平都镇（妇联）" in words(app)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("distribute-填报单位", ["360829101000"], "没有要填的：还没有在册的组织、阵地等"),
        ("distribute-name", f"请打 {CARD}", "填报任务有错，没有发布"),
    ],
)
def test_what_cannot_be_distributed_is_told_and_leaves_nothing(
    fresh: Path, key: str, value: Any, told: str
) -> None:
    app = open_app(PAGE, part="collecting")
    app.multiselect(key="distribute-表").set_value(["memberships"])
    wanted = app.text_input if isinstance(value, str) else app.multiselect
    wanted(key=key).set_value(value).run()
    app = press(app, "distribute")
    assert "没有下发，也没有发布填报任务" in words(app)
    assert told in words(app)
    assert query(fresh, HANDED_IN) == []
    assert list((fresh / "incoming").iterdir()) == []
    app.multiselect(key="distribute-表").set_value([]).run()
    assert app.button(key="distribute").disabled, "nothing is asked for"


def foreign(workbook: Any) -> None:
    """The same form as another county would have made it."""
    _reword(workbook, "360829000000", "360830000000")


def edit_id(workbook: Any) -> None:
    _reword(workbook, "表单编号 ", "表单编号 BB")


def _reword(workbook: Any, old: str, new: str) -> None:
    for sheet in workbook:
        for cell in (cell for row in sheet.iter_rows(max_row=3) for cell in row):
            if isinstance(cell.value, str):
                cell.value = cell.value.replace(old, new)


def test_files_that_are_no_returns_are_told_with_their_reasons(
    waiting: Path, asking: tuple[Path, Forms, Forms], tmp_path: Path
) -> None:
    _, forms, march = asking
    plain = openpyxl.Workbook()
    for number in range(300):
        plain.create_sheet(f"表{number}")
    plain.save(tmp_path / "三百张.xlsx")
    (tmp_path / "文字.xlsx").write_text("这不是工作簿", encoding="utf-8")
    (tmp_path / "会员13800138000.csv").write_text("组织编码\nU2\n", encoding="utf-8")
    files = [
        filled(forms["平都镇"], tmp_path / "外县.xlsx", change=foreign),
        filled(forms["平都镇"], tmp_path / "改号.xlsx", change=edit_id),
        filled(march["平都镇"], tmp_path / "三月.xlsx"),
        *(tmp_path / name for name in ("三百张.xlsx", "文字.xlsx", "会员13800138000.csv")),
    ]
    app = hand_back(files)
    told = reasons(app)
    assert "收到 6 份：6 份不收" in words(app)
    assert "这是安福县（360830000000）的填报表，这个数据仓库里没有这个县" in told
    assert "不完整或被改过" in told
    assert "这是 2018-03 的“2018年3月报表”（2018-03），不是 2018-02" in told
    assert "认不出是哪一份填报表：只有“Sheet”、“表0”" in told
    assert "不是 Excel 或 WPS 的工作簿" in told
    assert "不要另存为 .csv" in told
    assert "13800138000" not in told
    assert left(waiting) == []
    assert set(states(app).values()) == {"▲ 逾期"}
    assert "returns-publish" not in {button.key for button in app.button}
    app = hand_back(files[2:3], collection="all")
    assert "收到 1 份：1 份没有错误" in words(app), "without a collection in mind any month is taken"


def delete_row(workbook: Any) -> None:
    workbook["会员"].delete_rows(FIRST)


def edit_code(workbook: Any) -> None:
    workbook["会员"].cell(FIRST, 1, "U9")


def name_somebody(workbook: Any) -> None:
    add_row(workbook, "活动", ACTIVITY | {"区划代码": "360829101", "名称": f"慰问{CARD}"})


def test_faults_are_told_unit_by_unit_and_go_back_as_workbooks(
    waiting: Path, forms: Forms, tmp_path: Path
) -> None:
    files = [
        filled(forms["平都镇"], tmp_path / "甲.xlsx", change=delete_row),
        filled(forms["安福县"], tmp_path / "乙.xlsx", COUNTYS, edit_code),
        filled(forms["浒坑镇"], tmp_path / "丙.xlsx", {}, name_somebody),
    ]
    app = hand_back(files)
    assert states(app) == {"安福县": "■ 有错", "平都镇": "■ 有错", "浒坑镇": "■ 有错"}
    assert "少了 1 行：U2" in shown(app, "应为什么、怎样改").to_string()
    mine, theirs = (one["file"] for one in app.session_state["returns"].returns[1:])
    app.selectbox(key="returned-choice").set_value(mine).run()
    assert "原来是 U1，现在是 U9" in shown(app, "应为什么、怎样改").to_string()
    app.selectbox(key="returned-choice").set_value(theirs).run()
    assert "银行卡" in shown(app, "应为什么、怎样改").to_string()
    labels = [button.label for button in app.get("download_button")]
    assert "下载 有错的填报表.zip" in labels
    assert [label for label in labels if "浒坑镇" in label]
    assert left(waiting) == [], "what has a fault does not stay"
    told = [path.read_bytes() for path in waiting.rglob("*") if path.is_file() and path.suffix != ".xlsx"]
    assert not any(CARD.encode() in content for content in told)
    pile = app.session_state["returns"]
    assert CARD not in str(pile)
    for one in pile.returns:
        cells = [
            cell.value for sheet in openpyxl.load_workbook(one["faults"]) for row in sheet for cell in row
        ]
        assert CARD not in map(str, cells)
    app = press(app, "returns-forget")
    assert "文件名不限" in words(app)
    assert list((waiting / "incoming").iterdir()) == []


def test_one_of_two_is_chosen_looked_at_and_published_while_others_are_outstanding(
    waiting: Path, forms: Forms, tmp_path: Path
) -> None:
    more = FIGURES["会员"] | {"会员数": 125}
    files = [
        filled(forms["平都镇"], tmp_path / "一 _稿_.xlsx"),
        filled(forms["平都镇"], tmp_path / "二稿.xlsx", {"会员": more}),
        filled(forms["浒坑镇"], tmp_path / "浒坑.xlsx", {}),
        filled(forms["安福县"], tmp_path / "县.xlsx", COUNTYS, delete_row),
    ]
    app = hand_back(files)
    assert states(app) == {"平都镇": "◆ 请选择", "安福县": "■ 有错", "浒坑镇": "◐ 待发布"}
    assert shown(app, "第 2 份").to_dict("records") == [
        {"表": "会员", "行": "U2 2018-02", "列": "会员数", "第 1 份": "120", "第 2 份": "125"}
    ]
    choice = app.radio[0]
    assert choice.options[0] == "先不选，这个单位暂不发布"
    assert r"\_稿\_" in choice.options[1]
    assert app.button(key="returns-publish").label == "发布没有错误的（1 份）"
    choice.set_value(app.session_state["returns"].returns[1]["file"]).run()
    assert app.button(key="returns-publish").label == "发布没有错误的（2 份）"
    app = press(app, "returns-publish")
    assert "收回的 2 份填报表 校验通过，请看过变化再发布" in words(app)
    assert query(waiting, HANDED_IN)[1][1] is None, "nothing is published yet"
    app = press(app, "hand-in-abandon")
    assert app.button(key="returns-publish").label.startswith("发布没有错误的"), "the returns are still there"
    app.radio[0].set_value(app.session_state["returns"].returns[1]["file"]).run()
    app = press(app, "returns-publish")
    app = press(app, "hand-in-publish")
    assert "收回的 2 份填报表 已发布" in words(app)
    assert states(app) == {"安福县": "■ 有错", "平都镇": "● 已交", "浒坑镇": "● 已交"}
    today = date.today()
    assert [day for _, day in query(waiting, HANDED_IN) if day] == [today, today]
    asked = "SELECT members FROM raw.memberships WHERE org_id = 'U2' AND period = '2018-02-01'"
    assert query(waiting, asked) == [(125,)]
    assert left(waiting) == []
    assert not app.exception


def test_two_hundred_at_once(waiting: Path, forms: Forms, tmp_path: Path) -> None:
    first = filled(forms["浒坑镇"], tmp_path / "同名.xlsx", {})
    app = hand_back([first] * 200)
    assert "收到 200 份：1 份没有错误，199 份与另一份相同" in words(app)
    assert states(app)["浒坑镇"] == "◐ 待发布"
    assert left(waiting) == ["同名.xlsx"], "one of them is enough"


def test_another_hand_in_that_waits_is_decided_first(waiting: Path, forms: Forms, tmp_path: Path) -> None:
    app = open_app(PAGE)
    app.file_uploader[0].upload("会员.csv", "组织编码,报告期,会员数\nU1,2018-01,101\n".encode()).run()
    app = press(app, "hand-in-check")
    app.segmented_control(key="link-part").set_value("collecting").run()
    app.segmented_control(key="link-step").set_value("returns").run()
    file = filled(forms["浒坑镇"], tmp_path / "浒坑.xlsx", {})
    app.file_uploader[0].upload(file.name, file.read_bytes()).run()
    app = press(app, "returns-check")
    assert "请先处理那一批" in words(app)
    assert app.button(key="returns-publish").disabled


def test_who_is_late_is_listed_and_reminded(waiting: Path) -> None:
    app = open_app(PAGE, part="collecting", step="reminders", collection="2018-02")
    assert "2018年2月报表（2018-03-10 截止）：3 个单位，逾期 3 个" in words(app)
    units = shown(app, "还缺")
    days = (date.today() - date(2018, 3, 10)).days
    assert list(units["逾期天数"]) == [days] * 3
    assert dict(zip(units["单位"], units["还缺"], strict=True))["平都镇"] == "活动、会员"
    told = app.code[0].value
    assert f"平都镇：活动、会员（逾期 {days} 天）" in told
    app.selectbox(key="link-collection").set_value("all").run()
    assert app.query_params["collection"] == ["all"]
    assert "“2018年3月报表”" in app.code[0].value
    narrow = open_app(PAGE, part="collecting", step="reminders", collection="2018-03", region="360829101000")
    assert "这里没有被要求填报的单位" in words(narrow)
    asked = open_app(PAGE, part="collecting", step="reminders", collection="2017-01")
    assert "2017-01" in "".join(warning.value for warning in asked.warning)


@pytest.mark.parametrize("step", ["distribute", "returns", "reminders"])
def test_a_county_without_any_collection_is_told_what_to_do(bare: Opening, step: str) -> None:
    app = bare(PAGE, part="collecting", step=step)
    assert not app.exception
    if step == "reminders":
        assert "在“① 下发”里选月份、表、单位和截止日期" in words(app)
