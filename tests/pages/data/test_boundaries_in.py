"""数据中心 takes boundaries: asks what they are in, passes it on, and tells what would change."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.warehouse import open_current
from tests.etl import shapes
from tests.etl.shapes import HUKENG, PINGDU
from tests.pages.conftest import open_app, words
from tests.pages.data.test_data import PAGE, press

ASKED = {"boundary-datum", "boundary-approval", "boundary-attribution"}


@pytest.fixture
def warehouse(fresh: Path) -> Path:
    """A warehouse of the test's own, which the app reads."""
    return fresh


def drop(app: AppTest, *files: Path) -> AppTest:
    """Drop files on the box, all at once."""
    return app.file_uploader[0].set_value([(file.name, file.read_bytes(), "") for file in files]).run()


def asked(app: AppTest) -> set[str]:
    """What is asked of boundaries."""
    return {str(one.key) for one in (*app.selectbox, *app.text_input)} & ASKED


def test_boundaries_are_asked_what_they_do_not_say_and_tables_are_not(
    warehouse: Path, tmp_path: Path
) -> None:
    app = open_app(PAGE)
    assert asked(app) == set()
    table = tmp_path / "会员.csv"
    table.write_text("组织编码,报告期,会员数\nU1,2018-01,101\n", encoding="utf-8")
    assert asked(drop(app, table)) == set()
    drawn = shapes.write(tmp_path / "乡镇.geojson", *shapes.named(shapes.townships()), crs=None)
    assert asked(drop(app, table, drawn)) == ASKED


def test_what_was_stated_is_published_and_the_levels_are_told(warehouse: Path, tmp_path: Path) -> None:
    rows, polygons = shapes.named(shapes.townships())
    moved = [shapes.shifted(one, "GCJ-02") for one in polygons]
    app = drop(open_app(PAGE), shapes.write(tmp_path / "乡镇.geojson", rows, moved, crs=None))
    app.selectbox(key="boundary-datum").set_value("GCJ-02").run()
    app.text_input(key="boundary-approval").set_value("赣S(2024)001号").run()
    app = press(app, "hand-in-check")
    assert "边界：新增 乡镇 2 个。" in words(app)
    app = press(app, "hand-in-publish")
    assert not app.exception
    stored = open_current(warehouse).rows(
        "SELECT region_code, datum, approval FROM raw.boundaries ORDER BY 1"
    )
    assert stored == [(code, "GCJ-02", "赣S(2024)001号") for code in (PINGDU, HUKENG)]


def test_the_files_of_a_shapefile_come_together_or_not_at_all(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    shp = shapes.write(tmp_path / "parts" / "乡镇.shp", *shapes.named(shapes.townships()), encoding="GBK")
    parts = sorted(shp.parent.iterdir())
    app = drop(open_app(PAGE), *(part for part in parts if part != shp))
    assert "是 Shapefile 的一部分，缺同名的" in words(app)
    assert app.button(key="hand-in-check").disabled
    app = press(drop(app, *parts), "hand-in-check")
    assert "乡镇.shp等" in words(app) and "边界：新增 乡镇 2 个。" in words(app)
