"""缺口分析: the list tells what the queries say, a plan can be asked for and taken away."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from metrics.coverage import by_place as coverage_by_place
from metrics.gaps import equity, gaps, moved
from metrics.siting import effect, plan, proposal, search_process
from metrics.siting.plan import Found, Question, Refused
from metrics.siting.proposal import Terms
from metrics.values import values
from metrics.warehouse import Snapshot, open_current
from tests.pages.conftest import open_app
from ui.drawing import workbooks
from ui.drawing.place_names import short_place

JUNE, COUNTY = date(2018, 6, 1), "360829000000"
PAGE = "pages/gaps/gaps.py"


@pytest.fixture
def demo(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(demo_warehouse))
    return open_current(demo_warehouse)


def read(**query: str) -> tuple[object, str]:
    """Open the page and collect what it says."""
    app = open_app(PAGE, period="2018-06", **query)
    assert not app.exception
    return app, "".join(element.proto.body for element in app.get("html"))


def test_the_list_has_every_cell_that_does_not_work(demo: Snapshot) -> None:
    found = gaps.gaps(demo, JUNE, COUNTY)
    counted = gaps.by_township(demo, JUNE, COUNTY)
    (effective,) = values.values(demo, [JUNE], ["effective_coverage"], [""], [COUNTY]).itertuples()
    assert (
        len(found)
        == counted[["gaps", "unreported"]].to_numpy().sum()
        == effective.denominator - effective.numerator
    )
    assert counted["effective"].sum() == effective.numerator
    app, text = read(part="list", verdict="缺失")
    assert f"有 {counted['gaps'].sum():,} 个缺口" in text
    assert len(app.dataframe[0].value) == (found["verdict"] == "缺失").sum()


def test_a_silent_township_has_no_share_here_nor_on_the_map(demo: Snapshot) -> None:
    places = gaps.together(gaps.by_township(demo, JUNE, COUNTY), "region_code")
    drawn = coverage_by_place.places_below(demo, JUNE, COUNTY, "township")
    silent = places.loc[places["silent"], "name"]
    assert set(silent) == set(drawn.loc[drawn["silent"], "name"]) != set()
    app, text = read()
    assert f"另有 {places['unreported'].sum()} 个未报，暂不能判断" in text
    charts = [json.loads(chart.proto.spec)["data"] for chart in app.get("plotly_chart")]
    (effective,) = [trace for traces in charts for trace in traces if trace.get("name") == "有效"]
    assert [name for name, share in zip(effective["y"], effective["text"], strict=True) if not share] == [
        short_place(name) for name in silent
    ]


def test_what_changed_is_told_by_line_and_by_place(demo: Snapshot) -> None:
    found = moved.moved(demo, JUNE, date(2017, 12, 1), COUNTY)
    counts = found["moved"].value_counts()
    by_place = moved.moved_by_township(found)
    assert by_place["closed"].sum() == counts["补上"]
    assert by_place["opened"].sum() == counts["新增"]
    _, text = read(part="moved", since="2017-12")
    assert f"与2017年12月比：补上 {counts['补上']} 个，新增 {counts['新增']} 个" in text


def test_a_link_keeps_the_terms_of_a_proposal(demo: Snapshot) -> None:
    terms = {"from": "2019-03-01", "to": "2019-02-01", "budget": "80000", "post": "县委群工部岗位"}
    app, _ = read(part="effect", n="3", **terms)
    assert [one.value for one in app.date_input] == [date(2019, 3, 1), date(2019, 2, 1)]
    assert app.text_input[0].value == terms["post"]
    assert "计划完成不能早于计划开始" in app.warning[0].value
    app.date_input[1].set_value(date(2019, 9, 1)).run()
    assert app.query_params["to"] == "2019-09-01"
    assert not app.warning
    app, _ = read(part="effect", n="3", to="never", budget="-1")
    assert app.date_input[1].value == date(2019, 1, 1), "what is no date gives the default"


def test_access_agrees_with_the_metric_and_counts_everybody(demo: Snapshot) -> None:
    found = equity.access(demo, JUNE, COUNTY)
    (access,) = values.values(demo, [JUNE], ["station_access"], [""], [COUNTY]).itertuples()
    near = found.villages.loc[found.villages["way"] <= 5, "population"].sum()
    assert (near, found.villages["population"].sum()) == (access.numerator, access.denominator)
    assert found.worst["people"].sum() == pytest.approx(0.1 * access.denominator)
    _, text = read(part="access")
    assert f"可达基尼系数 {found.gini:.2f}" in text


def test_a_plan_tells_what_it_brings(demo: Snapshot) -> None:
    on = plan.ground(demo, JUNE, COUNTY)
    found = plan.answer(on, Question(JUNE, COUNTY, 3, 5.0))
    assert isinstance(found, Found)
    told = effect.plan(on, Question(JUNE, COUNTY, 3, 5.0), found)
    assert told.after == found.curve[3]
    assert told.townships["new"].sum() == told.sites["people"].sum() == told.new
    app, text = read(part="siting", n="3", other="4-5-0")
    assert "新建 3 个服务站" in text
    assert "已证明最优" in text
    assert "比对照方案新增覆盖少" in read(part="effect", n="3", other="4-5-0")[1]
    layers = json.loads(app.get("deck_gl_json_chart")[0].proto.json)["layers"]
    assert sum(layer["id"] == "sites" and len(layer["data"]) == 3 for layer in layers) == 1


def test_a_floor_out_of_reach_names_the_townships(demo: Snapshot) -> None:
    refused = plan.answer_at(demo, JUNE, COUNTY, 2, 5.0, 0.9)
    assert isinstance(refused, Refused)
    assert refused.shortfalls
    _, text = read(part="siting", n="2", floor="90")
    assert all(one.group in text for one in refused.shortfalls)


def test_a_large_question_shows_progress_and_stops(demo: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_process, "QUICK_PAIRS", 0)
    app, _ = read(part="siting", n="6")
    assert [button.key for button in app.button if button.key == "station-stop"]
    search = app.session_state["station-search"]
    search.stop()
    search._reader.join(timeout=20)
    assert search.exit_code not in (0, None)
    app.run()
    text = "".join(element.proto.body for element in app.get("html"))
    assert "计算已停止" in text
    assert "没有可行的方案" not in text, "nobody knows whether there is one"
    app.button("station-again").click().run()
    assert [button.key for button in app.button if button.key == "station-stop"]
    app.session_state["station-search"].stop()


def test_a_proposal_is_a_hand_in(demo: Snapshot, tmp_path: Path) -> None:
    on, asked = plan.ground(demo, JUNE, COUNTY), Question(JUNE, COUNTY, 3, 5.0)
    told = effect.plan(on, asked, plan.search(on, asked))
    terms = Terms(("union", "women"), date(2030, 7, 1), date(2031, 1, 1), 0.0, "群团服务站建设责任岗")
    file = tmp_path / "方案.xlsx"
    file.write_bytes(workbooks.book_of(proposal.sheets(told, terms)))
    folder = str(demo.path.parents[1])
    checked = ["build", "--source", str(file), "--warehouse", folder, "--origin", "上报", "--check"]
    # In a process of its own, for this one has the snapshot open.
    assert subprocess.run([sys.executable, "-m", "etl", *checked], check=False).returncode == 0
