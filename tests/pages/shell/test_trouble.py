"""Whatever goes wrong is said in Chinese with a way on, never as a stack trace."""

import json
import logging
from pathlib import Path

import pytest

from tests.pages.conftest import open_app, words
from ui.shell import etl_process, first_build


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the app a warehouse of its own, not there yet."""
    folder = tmp_path / "warehouse"
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(folder))
    return folder


def test_the_first_visitor_gets_a_warehouse(warehouse: Path) -> None:
    app = open_app()
    assert (warehouse / "current.json").exists()
    assert "qt-title" in words(app)


def test_a_build_that_fails_is_explained(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    warehouse.parent.joinpath("warehouse").write_text("a file where the folder should be")
    app = open_app()
    said = words(app)
    assert "演示数据没有建成" in said
    assert "python -m etl build" in said
    number = next(text.value for text in app.caption).split()[1].rstrip("，")
    assert any(number[:8] in record.message for record in caplog.records if record.levelno >= logging.ERROR)


@pytest.mark.parametrize("content", [b"", b"not a database" * 1000])
def test_a_damaged_snapshot_is_explained(warehouse: Path, content: bytes) -> None:
    (warehouse / "snapshots").mkdir(parents=True)
    (warehouse / "snapshots" / "x.duckdb").write_bytes(content)
    (warehouse / "current.json").write_text(json.dumps({"snapshot": "x"}))
    said = words(open_app())
    assert "数据仓库打不开" in said
    assert "python -m etl" in said
    assert "Traceback" not in said


def test_a_pointer_whose_snapshot_is_gone_is_damage_and_not_a_first_visit(warehouse: Path) -> None:
    warehouse.mkdir()
    (warehouse / "current.json").write_text(json.dumps({"snapshot": "gone"}))
    assert "数据仓库打不开" in words(open_app())
    assert not (warehouse / "snapshots").exists(), "nothing was built over it"


def test_an_error_in_a_page_becomes_a_number(
    demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(demo_warehouse))
    monkeypatch.setattr("ui.drawing.readings.readings", broken)
    app = open_app()
    said = words(app)
    assert "这一页暂时打不开" in said
    assert "secret detail" not in said
    assert not app.exception
    number = next(text.value for text in app.caption).split()[1].split("，")[0]
    assert any(number in record.message for record in caplog.records)


def test_visitors_share_one_build(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(first_build, "start", lambda *command: started.append(command) or object())
    monkeypatch.setattr(first_build, "_running", None)
    assert first_build.shared_build() is first_build.shared_build()
    assert len(started) == 1


def test_progress_lines_become_progress() -> None:
    build = etl_process.Run(["sh", "-c", "echo '[1/4] 读取'; echo noise; echo '[3/4] 校验 组织'"])
    build._reader.join(timeout=10)
    assert build.exit_code == 0
    assert build.share == 0.75
    assert build.step == "校验 组织"
