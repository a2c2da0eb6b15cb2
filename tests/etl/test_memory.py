"""What the models may take of the memory; where it is too little, memory is said, and not the disk."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from etl import budgets, machine, trouble
from etl.__main__ import main
from tests.etl.handing_in import contents, write_folder

REGIONS = "区划代码,名称,级别,上级代码\n360829000000,安福县,县,\n360829106000,枫田镇,乡镇,360829000000\n"
#: More than fits into what it is given, as a table that goes through the disk, and as one text that cannot.
TABLE = "CREATE TEMP TABLE long AS SELECT md5(range::VARCHAR) AS word FROM range(1000000)"
TEXT = "CREATE TEMP TABLE long AS SELECT string_agg(range::VARCHAR, ',') FROM range(4000000)"


@contextmanager
def small(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    config = {"memory_limit": "12MB", "temp_directory": str(folder), "threads": 1}
    with duckdb.connect(config=config) as con:
        yield con


def told(con: duckdb.DuckDBPyConnection, sql: str) -> str:
    with pytest.raises(duckdb.Error) as caught:
        con.execute(sql)
    return trouble.words(caught.value)


@contextmanager
def full_disk() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_too_little_memory_is_told_as_memory_and_a_full_disk_as_disk(tmp_path: Path) -> None:
    with small(tmp_path / "spilt") as con:
        assert told(con, TEXT) == trouble.MEMORY_SHORT
    with small(tmp_path / "spilt") as con, full_disk():
        assert told(con, TABLE) == trouble.DISK_FULL
    with small(tmp_path / "spilt") as con:
        con.execute("SET max_temp_directory_size = '1MB'")
        assert told(con, TABLE.replace("TEMP TABLE", "TABLE")) == trouble.DISK_FULL
    with small(tmp_path / "spilt") as con:
        con.execute(TABLE)


@pytest.mark.parametrize("kind", [duckdb.Error, duckdb.TransactionException, duckdb.FatalException])
def test_errors_of_other_kinds_that_speak_of_memory_are_told_as_memory(kind: type[duckdb.Error]) -> None:
    assert trouble.words(kind("Failed to commit: could not allocate block of size 256.0 KiB")) == (
        trouble.MEMORY_SHORT
    )


def test_a_build_whose_models_get_too_little_memory_says_so_and_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    warehouse, source = tmp_path / "warehouse", write_folder(tmp_path / "batch", {"行政区划.csv": REGIONS})
    arguments = ["build", "--source", str(source), "--warehouse", str(warehouse)]
    monkeypatch.setenv(budgets.MODELS.variable, "1")
    assert main(arguments) == 3
    said = capfd.readouterr().err
    assert "内存不够" in said
    assert budgets.MODELS.variable in said
    assert "磁盘满" not in said
    assert not list((warehouse / "snapshots").glob("*"))
    monkeypatch.delenv(budgets.MODELS.variable)
    assert main(arguments) == 0
    assert contents(warehouse)


@pytest.mark.parametrize(
    ("there_mb", "taken_mb"), [(512, 512), (3_072, 1_536), (6_000, 3_000), (65_536, 4_096)]
)
def test_models_take_half_of_the_machine_within_bounds(
    there_mb: int, taken_mb: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "memory_mb", lambda: there_mb)
    assert machine.models_mb() == taken_mb
    monkeypatch.setenv(budgets.MODELS.variable, "700")
    assert machine.models_mb() == 700


def test_a_container_that_has_less_than_the_machine_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = machine.memory_mb()
    for said, expected in (("max\n", whole), ("536870912\n", 512), ("", whole), (f"{2**62}", whole)):
        (tmp_path / "memory.max").write_text(said)
        monkeypatch.setattr(machine, "_GROUPS", (tmp_path / "none", tmp_path / "memory.max"))
        assert machine.memory_mb() == expected
