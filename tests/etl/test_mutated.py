"""What is handed in may be anything: no file brings reading to a crash or holds it up, and nothing is left.

The files are the same in every run; `QUNTUAN_MUTATED_SEED` makes others.
"""

import datetime as dt
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from contextlib import ExitStack
from pathlib import Path
from types import FrameType, ModuleType
from unittest.mock import patch

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import budgets, snapshot, supervision
from etl.contract import TABLES, Field
from etl.findings import Findings
from etl.forms.returned import tried_out
from etl.load import Batch, next_source
from etl.reading import read_batch, read_grids
from etl.reading.cells import Look, Number, as_text
from etl.reading.number_format import number_format
from etl.validate import load_batch
from etl.warehouse import Warehouse
from tests.etl import mutating
from tests.etl.handing_in import write_older_workbook, write_workbook
from tests.etl.killing import FORKS

SEED = os.environ.get("QUNTUAN_MUTATED_SEED", "2018-06")
#: Seconds for all files by the clock, and of the processor for one of them.
SECONDS, ONE_SECONDS = 60.0, 5
MOST_FILES = 4_000
#: Of so many files one is checked and merged too, which takes most of the time.
LOADED = 4
_DAY = dt.date(2026, 1, 1)
ROWS = [
    ["组织编码", "报告期", "会员数", "应覆盖人数"],
    ["U1", "2018-02", 7, 0.5],
    ["U2", "2018-03", 1234.5, None],
]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Files of every format that is read."""
    folder = tmp_path_factory.mktemp("sound")

    def formatted(workbook: object, sheet: object) -> None:
        look = workbook.add_format({"num_format": '[>1000]0.0,"千";[Red]-0;yyyy"年"m"月"'})  # type: ignore[attr-defined]
        sheet.write_number(3, 2, 43_101.5, look)  # type: ignore[attr-defined]
        sheet.merge_range("A5:B6", "合并")  # type: ignore[attr-defined]

    sheets = {"会员": ROWS, "更正说明": [["表", "行"]], "备忘": [["略", "电话"]]}
    text = "\r\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in ROWS)
    names = {"utf-8": "会员.csv", "gb18030": "会员表.csv", "utf-16": "1.会员.csv"}
    for encoding, name in names.items():
        (folder / name).write_bytes(f'{text}\r\n"U1","2018-04","7\n",\r\n'.encode(encoding))
    return [
        write_workbook(folder / "新.xlsx", sheets, formatted),
        write_older_workbook(folder / "旧.xls", {"会员": ROWS}),
        *(folder / name for name in names.values()),
    ]


def run_all(sources: list[Path], county: Path, folder: Path, said: Path) -> None:
    """Read mutated files in this process until the time is over; say what went wrong with which."""
    os.environ |= {budgets.PROCESSOR.variable: str(int(3 * SECONDS)), budgets.MEMORY.variable: "2048"}
    supervision.limit()
    tempfile.tempdir = str(folder / "temporary")
    signal.signal(signal.SIGPROF, _too_slow)
    end, number = time.monotonic() + SECONDS, 0
    warehouse = Warehouse(county)
    base = warehouse.snapshot_path(str(warehouse.current_id()))
    with snapshot.create(folder / "tried.duckdb", base) as con, said.open("w", encoding="utf-8") as telling:
        while number < MOST_FILES and time.monotonic() < end:
            chance = random.Random(f"{SEED} {number}")
            source = mutating.write(chance, sources, folder, number)
            telling.write(f"{number}\n")
            telling.flush()
            signal.setitimer(signal.ITIMER_PROF, ONE_SECONDS)
            try:
                _try(con, base, source, folder / "own.duckdb", is_loaded=number % LOADED == 0)
                for file in source.iterdir():
                    list(read_grids(file))
            except Exception:
                telling.write(traceback.format_exc())
            signal.setitimer(signal.ITIMER_PROF, 0)
            shutil.rmtree(source)
            number += 1
        telling.write("done\n")


def _try(con: duckdb.DuckDBPyConnection, base: Path, source: Path, own: Path, *, is_loaded: bool) -> None:
    """Read a batch, merge it where that is wanted, and undo it."""
    with ExitStack() as stack:
        if is_loaded and any(file.suffix == ".csv" for file in source.iterdir()):
            # What is wrong with a .csv shows while it is typed, and an error would end the transaction.
            con = stack.enter_context(snapshot.create(own, base))
            stack.callback(own.unlink)
        else:
            stack.enter_context(tried_out(con))
        findings = Findings()
        sheets = read_batch(con, source, findings)
        if is_loaded:
            load_batch(con, sheets, Batch("b", "上报", _DAY, next_source(con)), findings)


def _too_slow(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"more than {ONE_SECONDS} s")


def test_whatever_is_handed_in_is_told_and_nothing_is_left(
    sound: list[Path], county: Path, tmp_path: Path
) -> None:
    work, said = tmp_path / "work", tmp_path / "said"
    (work / "temporary").mkdir(parents=True)
    process = FORKS.Process(target=run_all, args=(sound, county, work, said), daemon=True)
    with patch.dict(sys.modules, {"__main__": ModuleType("__main__")}):
        process.start()
    process.join(2 * SECONDS)
    told = said.read_text(encoding="utf-8")
    process.kill()
    numbers = [line for line in told.splitlines() if line.isdecimal()]
    where = f"seed {SEED!r}, file {numbers[-1:]}: {told[-3000:]}"
    assert "Traceback" not in told, where
    assert told.endswith("done\n"), where
    assert len(numbers) > 20
    assert list((work / "temporary").iterdir()) == []
    assert {path.name for path in work.iterdir()} <= {"temporary", "tried.duckdb", "tried.duckdb.wal"}


FIELDS = [None, *(field for table in (TABLES["memberships"], TABLES["activities"]) for field in table.fields)]
CODES = st.text(st.sampled_from('0#?.,%/@;[]<>=-+"\\_*EeymdhsGAPMnral年月 万元$¥1'), max_size=40)


@given(CODES, st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(FIELDS), st.booleans())
def test_every_number_format_shows_something(
    code: str, number: float, field: Field | None, since_1904: bool
) -> None:
    assert isinstance(as_text(Number(number, Look(number_format(code), since_1904)), field), str)
    assert isinstance(number_format(code).shown_text("文字"), str)
