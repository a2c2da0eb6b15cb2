"""A hand-in that costs too much is ended, told in words, and leaves neither a lock nor a trace."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from etl import budgets
from etl.__main__ import main
from etl.warehouse import Warehouse
from tests.etl import killing
from tests.etl.handing_in import (
    PROJECT,
    contents,
    publish,
    query,
    run,
    told,
    write_folder,
    write_workbook,
)
from tests.etl.reading_in import check
from tests.etl.slow import slow_workbook

HEADER = ["组织编码", "报告期", "会员数"]


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    return slow_workbook(tmp_path)


def is_locked(warehouse: Path) -> bool:
    """Whether somebody holds the lock."""
    with (warehouse / "lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({budgets.PROCESSOR.variable: "1"}, "时间超过了限度"),
        ({budgets.CLOCK.variable: "1"}, "时间超过了限度"),
        ({budgets.MEMORY.variable: "700"}, "内存超过了 700 MB"),
    ],
    ids=["processor", "clock", "memory"],
)
@pytest.mark.parametrize("end", ["--draft", None], ids=["draft", "publish"])
def test_what_is_too_much_is_told_and_leaves_nothing(
    limits: Mapping[str, str], said: str, end: str | None, warehouse: Path, tmp_path: Path, endless: Path
) -> None:
    before, report = contents(warehouse), tmp_path / "report.json"
    options = ["--source", endless, "--warehouse", warehouse, "--report", report, *filter(None, [end])]
    done = run("build", *options, env=os.environ | dict(limits))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"错误：{endless.name}：" in done.stderr
    assert said in done.stderr
    assert "再交" in done.stderr
    assert [one["code"] for one in json.loads(report.read_text(encoding="utf-8"))] == ["over_budget"]
    assert contents(warehouse) == before
    assert list((warehouse / "working").iterdir()) == []
    assert not is_locked(warehouse)


def test_a_return_that_is_too_much_is_told(asking: Path, endless: Path) -> None:
    options = ["returns", endless, "--warehouse", asking]
    done = run(*options, env=os.environ | {budgets.PROCESSOR.variable: "1"})
    assert done.returncode == 1
    assert f"错误：{endless.name}：" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("value", ["-1", "viel", "1.5"])
def test_a_limit_that_is_none_is_wrong_usage(
    value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], county: Path
) -> None:
    monkeypatch.setenv(budgets.SHEETS.variable, value)
    assert main(["snapshots", "--warehouse", str(county)]) == 2
    assert budgets.SHEETS.variable in capsys.readouterr().err


def test_cells_are_counted_over_all_sheets(
    county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [HEADER, *(["U1", f"2018-0{month}", 7] for month in range(2, 7))]
    book = write_workbook(tmp_path / "b.xlsx", {"会员": rows, "备忘": rows, "附页": rows})
    cells = 3 * len(rows) * len(HEADER)
    monkeypatch.setenv(budgets.CELLS.variable, str(cells))
    assert told(check(county, book)) == []
    monkeypatch.setenv(budgets.CELLS.variable, str(cells - 1))
    assert told(check(county, book)) == [("oversized_file", "b.xlsx", None, "")]
    monkeypatch.setenv(budgets.CELLS.variable, "0")
    assert told(check(county, book)) == []


@pytest.mark.parametrize("count", [budgets.SHEETS.usual, budgets.SHEETS.usual + 1])
def test_a_workbook_has_not_more_sheets_than_it_may(count: int, county: Path, tmp_path: Path) -> None:
    others = {f"附页{number}": [["略"]] for number in range(count - 1)}
    sheets = {"会员": [HEADER, ["U1", "2018-02", 7]]} | others
    found = told(check(county, write_workbook(tmp_path / "b.xlsx", sheets)))
    assert found == ([] if count <= budgets.SHEETS.usual else [("oversized_file", "b.xlsx", None, "")])


def test_validating_a_draft_holds_up_nobody(warehouse: Path, tmp_path: Path) -> None:
    gate, files = tmp_path / "gate", {"会员.csv": "组织编码,报告期,会员数\nU1,2018-02,7\n"}
    source = write_folder(tmp_path / "slow", files)
    options = ["build", "--draft", "--source", str(source), "--warehouse", str(warehouse)]
    process = killing.start(tmp_path / "output", options, killing.pause_at_first_step, gate)
    while not list((warehouse / "working").glob("*/snapshot.duckdb")):
        assert process.is_alive()
        time.sleep(0.02)
    publish(
        warehouse, write_folder(tmp_path / "other", {"会员.csv": "组织编码,报告期,会员数\nY1,2018-02,9\n"})
    )
    gate.touch()
    process.join(60)
    assert process.exitcode == 0
    (draft,) = (warehouse / "drafts").iterdir()
    assert main(["publish", draft.name, "--warehouse", str(warehouse)]) == 0
    held = query(warehouse, "SELECT org_id FROM raw.memberships WHERE period = '2018-02-01' ORDER BY 1")
    assert held == [("U1",), ("Y1",)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_command_that_is_ended_takes_its_worker_along(
    number: signal.Signals, warehouse: Path, endless: Path
) -> None:
    before = contents(warehouse)
    command = [sys.executable, "-m", "etl", "build", "--source", str(endless), "--warehouse", str(warehouse)]
    with subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as child:
        for line in child.stdout or ():
            if "读取" in line:
                break
        child.send_signal(number)
        rest = child.stdout.read() if child.stdout else ""  # ends when the worker has, too
    assert "Traceback" not in rest
    assert contents(Path(warehouse)).keys() >= before.keys()
    assert not is_locked(warehouse)
    assert main(["sweep", "--warehouse", str(warehouse)]) == 0
    assert contents(warehouse) == before
    assert list((warehouse / "working").iterdir()) == []


def test_only_what_nobody_works_on_is_swept(warehouse: Path) -> None:
    place = Warehouse(warehouse)
    with place.workplace() as mine:
        (mine / "snapshot.duckdb").write_bytes(b"half")
        left = warehouse / "incoming" / "left"
        left.mkdir(parents=True)
        (left / "会员.csv").write_text("1", encoding="utf-8")
        assert main(["sweep", "--warehouse", str(warehouse)]) == 0
        assert (mine / "snapshot.duckdb").exists()
        assert mine.stat().st_mode & 0o077 == 0
        assert not left.exists()
    assert not mine.exists()
