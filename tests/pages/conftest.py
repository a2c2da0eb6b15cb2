"""The app on the demonstration warehouse, without a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[2] / "app.py"
LONGEST_RUN_SECONDS = 60

Opening = Callable[..., AppTest]


@pytest.fixture
def opened(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    """Open the app at a link: ``opened(period="2018-05", lines="women")``."""
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(demo_warehouse))
    return open_app


def open_app(page: str = "", **query: str) -> AppTest:
    """Run the app once with some URL parameters, on a page given by its script."""
    app = AppTest.from_file(str(APP), default_timeout=LONGEST_RUN_SECONDS)
    app.query_params.update(query)
    app.run()
    return app.switch_page(page).run() if page else app


def words(app: AppTest) -> str:
    """Collect what the page says."""
    texts = [element.value for element in (*app.markdown, *app.caption, *app.warning)]
    return "\n".join([*texts, *(element.proto.body for element in app.get("html"))])
