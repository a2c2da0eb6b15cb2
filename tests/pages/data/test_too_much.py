"""A hand-in that costs too much is told on the page like any fault, and leaves nothing."""

from pathlib import Path

import pytest

from etl import budgets
from tests.etl.handing_in import contents
from tests.etl.slow import slow_workbook
from tests.pages.conftest import open_app, words
from tests.pages.data.test_data import press


def test_what_is_too_much_is_told_with_the_file_and_the_way_on(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(fresh)
    monkeypatch.setenv(budgets.PROCESSOR.variable, "1")
    app = open_app("pages/data/data.py")
    app.file_uploader[0].upload("会员.xlsx", slow_workbook(tmp_path).read_bytes(), "application/zip").run()
    app = press(app, "hand-in-check")
    assert "会员.xlsx 有 1 处错误，没有留存" in words(app)
    (row,) = app.dataframe[0].value.itertuples(index=False)
    assert row[1] == "会员.xlsx"
    assert "时间超过了限度" in row[7]
    assert "再交" in row[7]
    assert contents(fresh) == before
    assert [list((fresh / place).iterdir()) for place in ("incoming", "working")] == [[], []]
