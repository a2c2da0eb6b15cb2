"""联席会议: the ledger and its issues, agenda and decisions, editions: what each part says of the files."""

import csv
import json
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opening, open_app, words

PAGE = "pages/meeting/meeting.py"
DEMO = Path(__file__).resolve().parents[3] / "data" / "demo"
PARTS = ("ledger", "list", "effect", "agenda", "decisions", "since", "editions")
AS_OF = "2018-06-30"


def files(name: str) -> list[dict[str, str]]:
    with (DEMO / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def title(app: AppTest) -> str:
    return re.search(r'qt-title">([^<]+)<', words(app))[1]


def raised(as_of: str = AS_OF) -> list[dict[str, str]]:
    return [row for row in files("问题台账") if row["提出日期"] <= as_of]


def is_open(row: dict[str, str], as_of: str = AS_OF) -> bool:
    return not row["办结日期"] or row["办结日期"] > as_of


@pytest.mark.parametrize("month", ["2018-06", "2017-11"])
def test_the_ledger_counts_and_ages_as_the_files_have_them(opened: Opening, month: str) -> None:
    year, number = map(int, month.split("-"))
    as_of = (date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)).isoformat()
    rows = raised(as_of)
    late = [row for row in rows if is_open(row, as_of) and row["要求办结"] < as_of]
    worst = max((date.fromisoformat(as_of) - date.fromisoformat(row["要求办结"])).days for row in late)
    said = title(opened(PAGE, period=month))
    still = sum(is_open(row, as_of) for row in rows)
    assert said.endswith(f"{len(rows)} 件问题：未销号 {still} 件，其中逾期 {len(late)} 件，最久超 {worst} 天")


def test_every_part_stands_also_on_the_projector(opened: Opening) -> None:
    for part in PARTS:
        assert not opened(PAGE, period="2018-06", part=part).exception, part
        app = opened(PAGE, period="2018-06", part=part, present="1")
        assert not app.exception, part
        assert not [*app.pills, *app.selectbox, *app.segmented_control, *app.text_area], part


def test_one_issue_tells_its_chain_and_its_rules(opened: Opening) -> None:
    steps = files("办理过程")
    issue = max(raised(), key=lambda row: sum(step["问题编号"] == row["问题编号"] for step in steps))
    own = [step for step in steps if step["问题编号"] == issue["问题编号"]]
    said = words(opened(PAGE, period="2018-06", issue=issue["问题编号"]))
    assert issue["问题"] in said
    assert f"{len(own)} 步办理" in said
    handed = sum(step["步骤"] == "转办" for step in own)
    assert (f"转办 {handed} 次" in said) == (handed >= 3)
    for step in own:
        assert step["日期"] in said


def test_an_issue_without_steps_says_so(opened: Opening) -> None:
    stepped = {step["问题编号"] for step in files("办理过程")}
    issue = next(row for row in raised() if row["问题编号"] not in stepped)
    said = words(opened(PAGE, period="2018-06", issue=issue["问题编号"]))
    assert "台账里没有办理过程，只知道责任岗位" in said


def test_an_issue_of_elsewhere_is_said_in_words(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", issue="<b>nix</b>")
    assert "已改为显示全部问题" in app.warning[0].value


def test_the_list_is_narrowed_down_in_the_link(opened: Opening) -> None:
    app = opened(PAGE, period="2018-06", part="list", state="overdue")
    late = {row["问题"] for row in raised() if is_open(row) and row["要求办结"] < AS_OF}
    assert set(app.dataframe[0].value["问题"]) == late


def test_decisions_are_kept_as_they_are_typed_and_noted(
    demo_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = shutil.copytree(demo_warehouse, tmp_path / "warehouse")
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(own))
    app = open_app(PAGE, period="2018-06", part="decisions")
    key = app.text_area[0].key
    app.text_area[0].set_value("限期补齐 <i>村妇联</i>").run()
    again = open_app(PAGE, period="2018-06", part="decisions")
    assert again.text_area(key=key).value == "限期补齐 <i>村妇联</i>", "another browser finds what was typed"
    again.button(key="decision-note").click().run()
    assert not again.exception
    assert "已记下 1 项，还没有发布" in words(again)
    assert "&lt;i&gt;村妇联&lt;/i&gt;" in words(again)
    (kept,) = (own / "meetings").glob("*.json")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert json.loads(kept.read_text("utf-8"))["decisions"][0]["text"] == "限期补齐 <i>村妇联</i>"
    kept.write_text("{", "utf-8")
    assert not open_app(PAGE, period="2018-06", part="decisions").exception, "a damaged file is an empty one"


def test_an_edition_that_is_not_there_is_said_with_a_way_out(opened: Opening) -> None:
    app = opened("pages/overview/overview.py", edition="安福2018-06-99")
    assert "会议版打不开" in words(app)
    app.button(key="leave-edition").click().run()
    assert not app.exception
    assert "edition" not in app.query_params
    assert "改革指数" in title(app)


def test_a_county_without_meetings_and_issues(bare: Opening) -> None:
    app = bare(PAGE)
    assert not app.exception
    assert "联席会议先空着" in title(app)
