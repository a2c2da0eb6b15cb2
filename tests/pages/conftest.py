"""The app on the demonstration warehouse, without a browser."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.warehouse import Snapshot, open_current
from tests.etl.handing_in import publish, write_folder

APP = Path(__file__).resolve().parents[2] / "app.py"
LONGEST_RUN_SECONDS = 60

BARE_COUNTY = {
    "行政区划.csv": "区划代码,名称,级别,类型\n990001,金县,县,县\n",
    "活动.csv": "活动编号,名称,牵头条线,区划代码,日期,主题,参与人次\na1,会,工会,990001,2018-06-09,其他,9\n",
}

Opening = Callable[..., AppTest]


@pytest.fixture
def opened(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    """Open the app at a link: ``opened(period="2018-05", lines="women")``."""
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(demo_warehouse))
    return open_app


@pytest.fixture(scope="module")
def snapshot(demo_warehouse: Path) -> Snapshot:
    """Read the demonstration county without a page."""
    return open_current(demo_warehouse)


@pytest.fixture(scope="session")
def bare_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county that has handed in its regions and one activity, and nothing else."""
    source = write_folder(tmp_path_factory.mktemp("bare-county"), BARE_COUNTY)
    warehouse = tmp_path_factory.mktemp("bare-warehouse")
    assert publish(warehouse, source).snapshot_id
    return warehouse


@pytest.fixture
def bare(bare_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    """Open the app on the county that has handed in next to nothing."""
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(bare_warehouse))
    return open_app


def open_app(page: str = "", **query: str) -> AppTest:
    """Run the app once with some URL parameters, on a page given by its script."""
    app = AppTest.from_file(str(APP), default_timeout=LONGEST_RUN_SECONDS)
    app.query_params.update(query)
    # Pages are found by the names of their files, which are their addresses, before anything was run.
    return (app.switch_page(page) if page else app).run()


def small_pictures(app: AppTest) -> dict[str, str]:
    """The small pictures on the page as they are written, by their key."""
    parts = [json.loads(part.proto.json) for part in app.get("bidi_component") if part.proto.json]
    return {told["key"]: told["page"] for told in parts if "page" in told}


def words(app: AppTest) -> str:
    """Collect what the page says; a style sheet says nothing."""
    texts = [element.value for element in (*app.markdown, *app.caption, *app.warning)]
    pieces = [element.proto.body for element in app.get("html") if "<style>" not in element.proto.body]
    return "\n".join([*texts, *pieces])
