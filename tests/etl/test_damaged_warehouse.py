"""A missing, damaged or foreign warehouse is told in Chinese with a way on, and never ends in a traceback."""

import errno
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.__main__ import main
from tests.etl.handing_in import contents, query, write_folder

CHINESE = re.compile("[\u4e00-\u9fff]")
MORE = {"会员.csv": "组织编码,报告期,会员数\nU1,2018-02,7\n"}


def snapshot_of(warehouse: Path) -> Path:
    return next((warehouse / "snapshots").glob("*.duckdb"))


def points_at(text: str | bytes) -> Callable[[Path], None]:
    """Damage: the pointer holds something else."""
    content = text.encode() if isinstance(text, str) else text
    return lambda warehouse: (warehouse / "current.json").write_bytes(content)  # type: ignore[return-value]


def holds(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Damage: the snapshot's file holds other bytes."""

    def damage(warehouse: Path) -> None:
        path = snapshot_of(warehouse)
        path.write_bytes(change(path.read_bytes()))

    return damage


def changed_by(statement: str) -> Callable[[Path], None]:
    """Damage: the snapshot has been changed by another program."""

    def damage(warehouse: Path) -> None:
        with duckdb.connect(str(snapshot_of(warehouse))) as con:
            con.execute(statement)

    return damage


def is_foreign(warehouse: Path) -> None:
    path = snapshot_of(warehouse)
    path.unlink()
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE sales (amount INTEGER)")


def is_sqlite(warehouse: Path) -> None:
    path = snapshot_of(warehouse)
    path.unlink()
    with sqlite3.connect(path) as con:
        con.execute("CREATE TABLE sales (amount INTEGER)")
    con.close()


def is_folder(name: str) -> Callable[[Path], None]:
    def damage(warehouse: Path) -> None:
        (warehouse / name).unlink()
        (warehouse / name).mkdir()

    return damage


DAMAGES: dict[str, Callable[[Path], None]] = {
    "the pointer is no JSON": points_at("{"),
    "the pointer is empty": points_at(""),
    "the pointer is a list": points_at("[1]"),
    "the pointer has other keys": points_at('{"id": "x"}'),
    "the pointer is no text": points_at(b"\xff\xfe\x00"),
    "the pointer is a folder": is_folder("current.json"),
    "the pointer names a file that is gone": points_at('{"snapshot": "20180101T000000-abcdef"}'),
    "the snapshot is gone": lambda warehouse: snapshot_of(warehouse).unlink(),
    "the snapshot is empty": holds(lambda _: b""),
    "the snapshot is cut off": holds(lambda content: content[: len(content) // 2]),
    "the snapshot is noise": holds(lambda content: bytes(range(256)) * 100),
    "the snapshot's header is overwritten": holds(lambda content: bytes(64) + content[64:]),
    "the snapshot's data is overwritten": holds(
        lambda content: content[:12288] + bytes(len(content) - 12288)
    ),
    "the snapshot is of another program": is_foreign,
    "the snapshot is a SQLite file": is_sqlite,
    "the snapshot is of another product": changed_by("UPDATE meta.snapshot SET product = 'other'"),
    "the snapshot is of a later format": changed_by("UPDATE meta.snapshot SET format = 99"),
    "the snapshot lacks a table": changed_by("DROP SCHEMA raw CASCADE"),
    "the snapshot lacks its batches": changed_by("DROP TABLE meta.batches"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_build_on_a_damaged_warehouse_is_refused_in_words(
    damage: str, warehouse: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    DAMAGES[damage](warehouse)
    source = write_folder(tmp_path / "more", MORE)
    before = contents(warehouse)
    assert main(["build", "--source", str(source), "--warehouse", str(warehouse)]) == 3
    printed = capfd.readouterr()
    assert CHINESE.search(printed.err)
    assert "Traceback" not in printed.err
    assert contents(warehouse) == before


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_other_commands_meet_it_in_words_too(
    damage: str, warehouse: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    DAMAGES[damage](warehouse)
    assert main(["snapshots", "--warehouse", str(warehouse)]) in (0, 3)
    rebuilt = main(["rebuild", "--warehouse", str(warehouse)])
    assert "Traceback" not in capfd.readouterr().err
    # Where the list of batches can still be read, they make the snapshot whole again.
    assert rebuilt == 3 or query(warehouse, "SELECT count(*) FROM raw.memberships") == [(2,)]


def test_a_damaged_snapshot_is_left_by_rolling_back(
    warehouse: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sound = snapshot_of(warehouse).stem
    source = write_folder(tmp_path / "more", MORE)
    assert main(["build", "--source", str(source), "--warehouse", str(warehouse)]) == 0
    newest = max((warehouse / "snapshots").glob("*.duckdb"))
    newest.write_bytes(b"noise")
    assert main(["build", "--source", str(source), "--warehouse", str(warehouse)]) == 3
    assert "rollback" in capfd.readouterr().err
    assert main(["snapshots", "--warehouse", str(warehouse)]) == 0
    assert sound in capfd.readouterr().out
    assert main(["rollback", newest.stem, "--warehouse", str(warehouse)]) == 3
    assert main(["rollback", sound, "--warehouse", str(warehouse)]) == 0
    assert main(["build", "--source", str(source), "--warehouse", str(warehouse)]) == 0
    assert query(warehouse, "SELECT count(*) FROM raw.memberships") == [(3,)]


@pytest.mark.parametrize("command", [["snapshots"], ["rebuild"], ["rollback", "x"]])
def test_a_missing_warehouse(command: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--warehouse", str(tmp_path / "nowhere")]) == 3
    assert "python -m etl build" in capfd.readouterr().err
    assert not (tmp_path / "nowhere").exists()


def test_a_warehouse_that_nothing_was_published_to(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "snapshots").mkdir()
    assert main(["rebuild", "--warehouse", str(tmp_path)]) == 3
    assert main(["snapshots", "--warehouse", str(tmp_path)]) == 0
    assert CHINESE.search(capfd.readouterr().err)


@pytest.mark.parametrize("path", ["file", "file/warehouse"])
def test_a_warehouse_that_cannot_be_made(
    path: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    source = write_folder(tmp_path / "more", MORE)
    assert main(["build", "--source", str(source), "--warehouse", str(tmp_path / path)]) == 3
    assert CHINESE.search(capfd.readouterr().err)


def test_a_batch_that_is_no_longer_kept_cannot_be_rebuilt(
    warehouse: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (kept,) = (warehouse / "batches").iterdir()
    kept.rename(warehouse / "elsewhere")
    before = contents(warehouse)
    assert main(["rebuild", "--warehouse", str(warehouse)]) == 3
    assert kept.name in capfd.readouterr().err
    assert contents(warehouse) == before


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.EROFS, "Read-only file system", "/srv/geheim/x"), "不能写入"),
        (OSError(errno.EACCES, "Permission denied", "/srv/geheim/x"), "不能写入"),
        (OSError(errno.ENOSPC, "No space left on device", "/srv/geheim/x"), "磁盘满了"),
        (OSError(errno.EIO, "Input/output error", "/srv/geheim/x"), "读写失败"),
        (duckdb.IOException('IO Error: Cannot open file "/srv/geheim/x": Permission denied'), "不能写入"),
        (duckdb.IOException('Could not write file "/srv/geheim/x": No space left on device'), "磁盘满了"),
        (duckdb.ConversionException("Could not convert string 'geheim' to INT32"), "ConversionException"),
    ],
)
def test_trouble_with_the_disk_is_told_without_paths_and_cells(
    error: Exception,
    said: str,
    warehouse: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def failing(*_: object) -> None:
        raise error

    before = contents(warehouse)
    monkeypatch.setattr("etl.snapshot.finish", failing)
    source = write_folder(tmp_path / "more", MORE)
    assert main(["build", "--source", str(source), "--warehouse", str(warehouse)]) == 3
    told = capsys.readouterr().err
    assert said in told
    assert "geheim" not in told
    assert "srv" not in told
    assert contents(warehouse) == before


def test_a_warehouse_that_the_database_cannot_open_by_its_name_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_folder(tmp_path / "more", MORE)
    assert main(["build", "--source", str(source), "--warehouse", str(tmp_path / "w?1")]) == 3
    assert "“?”" in capsys.readouterr().err
    assert not (tmp_path / "w?1").exists()


@pytest.mark.parametrize(
    "command",
    [
        ["build", "--source", "{0}/lost.csv"],
        ["build", "--source", "{0}"],
        ["returns", "{0}/lost.xlsx"],
        ["rebuild"],
    ],
)
def test_no_message_tells_where_the_warehouse_lies(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "geheim"
    (place / "odd.csv").parent.mkdir()
    (place / "odd.csv").mkdir()
    words = [word.format(place) for word in command]
    report = ["--report", str(place / "odd.csv")] if command[0] == "build" else []
    assert main([*words, *report, "--warehouse", str(place / "w")]) in (2, 3)
    told = capsys.readouterr().err
    assert CHINESE.search(told)
    assert str(tmp_path) not in told
