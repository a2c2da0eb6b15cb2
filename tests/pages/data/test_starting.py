"""A county of one's own begins: found, looked at, published; beside what is there or where nothing is."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.data import needs
from metrics.warehouse import open_current
from tests.browser.pages import PARTS
from tests.etl.handing_in import publish, write_folder
from tests.pages.conftest import open_app, small_pictures, words
from ui.shell import etl_process

PAGE = "pages/data/data.py"
ISLANDS, OTHERS = "460321", "460322"
BY_PATH = {path: f"pages/{path or 'overview'}/{path or 'overview'}.py" for path in needs.NEEDS}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The app's own warehouse, not there yet, in which no demonstration is wanted."""
    folder = tmp_path / "w"
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(folder))
    monkeypatch.setenv("QUNTUAN_DEMO", "no")
    return folder


@pytest.fixture
def demonstration(home: Path) -> Path:
    """The app's own warehouse with a demonstration of one region."""
    regions = "区划代码,名称,级别,类型\n990001,金县,县,县\n"
    assert publish(home, write_folder(home.parent / "s", {"行政区划.csv": regions}), "演示").snapshot_id
    return home


def looked_at(page: str, **query: str) -> AppTest:
    """Open the place where a county begins, and wait until it is drawn."""
    app = open_app(page, **query)
    assert not app.exception
    return app


def test_on_an_empty_warehouse_the_first_page_begins_a_county(home: Path) -> None:
    app = open_app(find="xsqd")
    assert "建立本县" in words(app)
    app.button(key=f"county-{ISLANDS}").click().run()
    assert app.query_params["county"] == ISLANDS
    assert "西沙群岛：3 个乡镇" in words(app)
    assert not (home / "current.json").exists(), "looking publishes nothing"
    app.button(key="start-establish").click().run()
    snapshot = open_current(home)
    assert snapshot.rows("SELECT DISTINCT origin FROM meta.batches") == [("上报",)]
    assert not list(home.parent.glob("w-*"))
    said = words(app)
    assert "西沙群岛还没有上报组织、会员" in said
    assert "西沙群岛</span> 上报数据" in said


def test_beside_a_demonstration_the_county_gets_a_warehouse_of_its_own(demonstration: Path) -> None:
    before = sorted(path.name for path in (demonstration / "snapshots").iterdir())
    app = looked_at(PAGE, part="start", county=ISLANDS)
    own = demonstration.with_name(f"w-{ISLANDS}")
    assert list((own / "drafts").iterdir())
    app.button(key="start-establish").click().run()
    assert app.query_params["warehouse"] == ISLANDS
    assert "西沙群岛</span> 上报数据" in words(app)
    assert sorted(path.name for path in (demonstration / "snapshots").iterdir()) == before
    assert "金县</span> 演示数据" in words(open_app()), "another visitor sees what they saw"
    back = next(button for button in app.button if button.label.startswith("金县"))
    back.click().run()
    assert "金县</span> 演示数据" in words(app)
    again = looked_at(PAGE, part="start", county=ISLANDS)
    assert "西沙群岛已经建立" in words(again)
    again.button(key="start-open").click().run()
    assert again.query_params["warehouse"] == ISLANDS
    (own / "current.json").write_text('{"snapshot": "gone"}')
    offered = [one.label for one in open_app().button]
    assert f"{ISLANDS} 打不开" in offered, "one that is damaged does not vanish from the menu"


def test_what_is_given_up_leaves_nothing(demonstration: Path) -> None:
    app = looked_at(PAGE, part="start", county=ISLANDS)
    app.query_params["county"] = OTHERS
    app.run()
    app.button(key="start-give-up").click().run()
    assert "county" not in app.query_params
    for county in (ISLANDS, OTHERS):
        wait_until_gone(demonstration.with_name(f"w-{county}"))


def wait_until_gone(folder: Path) -> None:
    """Wait for the command that gives a draft up, which works on beside the page."""
    import time

    until = time.monotonic() + 20
    while folder.exists() and time.monotonic() < until:
        time.sleep(0.1)
    assert not folder.exists()


@pytest.mark.parametrize("asked", ["460321", "36082", "../w", "‮x"])
def test_a_link_to_a_warehouse_that_is_not_there_leads_on(demonstration: Path, asked: str) -> None:
    app = open_app(warehouse=asked)
    assert not app.exception
    assert "没有这个县的数据" in words(app)
    app.button(key="open-home").click().run()
    assert "金县</span> 演示数据" in words(app)


def test_a_county_that_is_none_is_passed_over(home: Path) -> None:
    app = open_app(county="999999", find="没有这个县")
    assert "链接中的县“999999”这里没有" in app.warning[0].value
    assert "没有这样的县" in words(app)


def test_no_page_judges_a_county_that_handed_in_nothing(home: Path) -> None:
    app = open_app(county=ISLANDS)
    app.button(key="start-establish").click().run()
    views = [(script, {}) for script in BY_PATH.values()]
    views += [(PAGE, {"part": part}) for part in PARTS["/data"]]
    for script, query in views:
        shown = open_app(script, **query)
        said = re.sub(r"<[^>]+>", " ", words(shown)).replace("也不写缺失", "")
        assert not shown.exception and "打不开" not in said
        assert not re.search(r"(?<![\d.])0(\.0)? ?%|缺失|逾期|\bnan\b|疑点 ?\d|处疑点", said), (
            script,
            query,
            said,
        )
        assert not shown.get("plotly_chart")
        assert not small_pictures(shown)
        if script != PAGE:
            assert "下一步交这些表" in said


def test_another_county_is_looked_at_while_the_first_one_is_still_drawn(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The viewer does not wait: what was begun for the first is stopped, and the second has its turn."""
    monkeypatch.setattr(etl_process, "_visitor", lambda: "somebody")
    app = AppTest.from_function(_look_twice, args=(ISLANDS, OTHERS), default_timeout=60).run()
    assert not app.exception
    assert app.session_state["told"] == ["", ""]
    one = app.session_state["one"]
    assert one.county.code == OTHERS
    one.run.wait(60)
    assert one.stage == "ready"
    assert [path.name for path in (home / "drafts").iterdir()] == [one.draft_id]


def _look_twice(first: str, second: str) -> None:
    import streamlit as st

    from metrics.data.divisions import divisions
    from ui.data import starting

    known = divisions().counties
    st.session_state["told"] = [starting.look(known[code]) for code in (first, second)]
    st.session_state["one"] = starting.current()
